"""Compiled catalogues are kept between starts, and nothing but speed depends on them."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from babel.dates import format_datetime

from assessor.domain.language import Language
from assessor.language import Voice, catalogue

SCRIPT = """
import sys
from assessor.domain.language import Language
from assessor.language import Voice
print(Voice(Language.RU).say("Assessments"), "babel" in sys.modules)
"""


def spoken() -> str:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", SCRIPT], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def kept() -> list[Path]:
    return sorted(catalogue.cache_folder().iterdir())


def test_only_the_first_start_compiles(own_home: Path) -> None:
    assert spoken() == "Оценки True"
    assert [path.name.rpartition("-")[0] for path in kept()] == [
        "ru-core",
        "ru-forms",
        "ru-pages",
        "ru-report",
    ]
    assert spoken() == "Оценки False"


@pytest.mark.parametrize("rubbish", [b"", b"rubbish", b"\xde\x12\x04\x95" + b"\xff" * 40])
def test_a_broken_compiled_catalogue_is_made_again(own_home: Path, rubbish: bytes) -> None:
    spoken()
    sound = [path.read_bytes() for path in kept()]
    for path in kept():
        path.write_bytes(rubbish)
    assert spoken() == "Оценки True"
    assert [path.read_bytes() for path in kept()] == sound


def test_a_catalogue_of_another_edition_is_not_used(own_home: Path) -> None:
    folder = catalogue.cache_folder()
    folder.mkdir(parents=True)
    other = folder / "ru-pages-0123.mo"
    text = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8"\n'
    text += '\nmsgid "Assessments"\nmsgstr "Прежнее"\n'
    other.write_bytes(catalogue.compile_catalogue(text.encode(), Language.RU, "pages"))
    assert spoken() == "Оценки True"
    assert other not in kept()


def test_without_a_place_to_keep_anything_it_speaks_all_the_same(own_home: Path) -> None:
    catalogue.cache_folder().write_bytes(b"a file where the folder should be")
    assert spoken() == "Оценки True"


@pytest.mark.parametrize(("language", "locale"), [(Language.EN, "en_GB"), (Language.RU, "ru_RU")])
@pytest.mark.parametrize("month", range(1, 13))
def test_moments_read_as_the_unicode_cldr_has_them(
    language: Language, locale: str, month: int
) -> None:
    moment = datetime(2026, month, 3, 4, 5, tzinfo=UTC).astimezone()
    expected = format_datetime(moment, format="d MMM y, HH:mm", locale=locale)
    assert Voice(language).moment(moment) == expected
