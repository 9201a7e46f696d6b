"""Finds the gettext catalogues and reads them, compiled or not."""

from __future__ import annotations

import os
import struct
from contextlib import suppress
from functools import cache
from gettext import GNUTranslations, NullTranslations
from hashlib import sha256
from importlib.resources import files
from io import BytesIO
from pathlib import Path

from assessor.domain.language import Language

AREAS = ("core", "report", "forms", "pages")
"""One catalogue per part of the program, so that a part can be translated on its own."""


@cache
def translations(language: Language) -> NullTranslations:
    """Return all messages of one language; English speaks its own message ids."""
    if language is Language.EN:
        return NullTranslations()
    merged: NullTranslations = NullTranslations()
    for area in reversed(AREAS):
        area_translations = _read(language, area)
        if area_translations is not None:
            area_translations.add_fallback(merged)
            merged = area_translations
    return merged


def _read(language: Language, area: str) -> NullTranslations | None:
    source = files("assessor.language") / "catalogues" / language.value / f"{area}.po"
    if not source.is_file():
        return None
    text = source.read_bytes()
    kept = cache_folder() / f"{language.value}-{area}-{sha256(text).hexdigest()[:32]}.mo"
    try:
        return GNUTranslations(BytesIO(kept.read_bytes()))
    except (OSError, ValueError, LookupError, struct.error):
        compiled = compile_catalogue(text, language, area)
        _keep(kept, compiled, f"{language.value}-{area}-*.mo")
        return GNUTranslations(BytesIO(compiled))


def compile_catalogue(text: bytes, language: Language, area: str) -> bytes:
    """Return the compiled form (.mo) of a catalogue (.po)."""
    # Compiling keeps the compiled file out of the repository and out of the user's way.
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - only the first Russian start pays
    from babel.messages.pofile import read_po  # noqa: PLC0415

    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(text), locale=language.value, domain=area))
    return compiled.getvalue()


def cache_folder() -> Path:
    """Return the folder of compiled catalogues, which may be lost; TAKEOFF_HOME replaces it."""
    import platformdirs  # noqa: PLC0415 - not needed when a folder is given

    home = os.environ.get("TAKEOFF_HOME") or platformdirs.user_cache_dir("Takeoff", appauthor=False)
    return Path(home) / "catalogues"


def _keep(kept: Path, compiled: bytes, outdated: str) -> None:
    """Keep a compiled catalogue for the next start; where that is impossible, do without."""
    fresh = kept.with_name(f"{kept.name}.{os.getpid()}")
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        for old in kept.parent.glob(outdated):
            old.unlink(missing_ok=True)
        fresh.write_bytes(compiled)
        fresh.replace(kept)
    except OSError:  # a full disk, say: it is compiled again the next time
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
