"""Finds the gettext catalogues and reads them, compiled or not."""

from __future__ import annotations

from functools import cache
from gettext import NullTranslations
from importlib.resources import files
from io import BytesIO

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
    # Compiling in memory keeps the compiled file out of the repository and out of the user's way.
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - only Russian pays for Babel
    from babel.messages.pofile import read_po  # noqa: PLC0415
    from babel.support import Translations  # noqa: PLC0415

    source = files("assessor.language") / "catalogues" / language.value / f"{area}.po"
    if not source.is_file():
        return None
    with source.open("rb") as stream:
        catalogue = read_po(stream, locale=language.value, domain=area)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled, domain=area)
