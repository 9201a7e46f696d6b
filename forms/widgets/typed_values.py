"""Reads what people type for numbers, shares and days; nothing typed means "not known"."""

from __future__ import annotations

import re
from datetime import date

from assessor.language import Voice

MONTHS = (
    ("jan", "янв"),
    ("feb", "фев"),
    ("mar", "мар"),
    ("apr", "апр"),
    ("may", "ма"),
    ("jun", "июн"),
    ("jul", "июл"),
    ("aug", "авг"),
    ("sep", "сен"),
    ("oct", "окт"),
    ("nov", "ноя"),
    ("dec", "дек"),
)
"""How the months begin in both languages, whichever the window speaks."""

MOST = 10_000_000

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})")
_WORDS = re.compile(r"(\d{1,2})\s+([a-zа-яё]{3,})\.?,?\s+(\d{4})(?:\s*г\.?)?")


def read_count(typed: str) -> int | None:
    """Read a whole number with or without separators.

    Raises ValueError when it is none or larger than any number of people that is asked for.
    """
    digits = re.sub(r"[\s,.'\u00a0\u202f]", "", typed)
    if not digits:
        return None
    if not digits.isascii() or not digits.isdecimal():
        raise ValueError(typed)
    count = int(digits)
    if count > MOST:
        raise ValueError(typed)
    return count


def read_share(typed: str) -> float | None:
    """Read per cents, sign or not, as a share of 0 to 1; raises ValueError when it is none."""
    number = re.sub(r"[\s%\u00a0\u202f]", "", typed).replace(",", ".")
    if not number:
        return None
    share = float(number) / 100
    if not 0 <= share <= 1:
        raise ValueError(typed)
    return share


def read_day(typed: str) -> date | None:
    """Read a day as 2026-11-24, 24.11.2026, 24/11/26 or 24 November 2026.

    Raises ValueError when it is none of these or no such day exists.
    """
    text = re.sub(r"[\s\u00a0]+", " ", typed).strip().lower()
    if not text:
        return None
    if iso := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in iso.groups())
        return date(year, month, day)
    if numbers := _NUMBERS.fullmatch(text):
        day, month, year = (int(part) for part in numbers.groups())
        return date(_full_year(year), month, day)
    if words := _WORDS.fullmatch(text):
        return date(int(words[3]), _month(words[2]), int(words[1]))
    raise ValueError(typed)


def _full_year(year: int) -> int:
    return year if year > 99 else 2000 + year  # noqa: PLR2004 - two digits mean this century


def _month(name: str) -> int:
    for number, beginnings in enumerate(MONTHS, start=1):
        if name.startswith(beginnings):
            return number
    raise ValueError(name)


def spoken_day(voice: Voice, day: object) -> str:
    """Return a day as it stands in a field; nothing for no day."""
    return voice.date(day) if isinstance(day, date) else ""


def spoken_count(voice: Voice, count: object) -> str:
    """Return a whole number as it stands in a field; nothing for none."""
    return voice.number(count) if isinstance(count, int) else ""


def spoken_share(voice: Voice, share: object) -> str:
    """Return a share as per cents as it stands in a field; nothing for none."""
    return voice.percent(share) if isinstance(share, float) else ""


def written_day(day: object) -> str:
    """Return a day in figures, the same in both languages, where there is no room for words."""
    return f"{day:%d.%m.%Y}" if isinstance(day, date) else ""
