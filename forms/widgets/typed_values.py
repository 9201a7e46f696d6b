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

LEAST_SHARE = 0.01
"""The least share above none that can be meant."""

YEARS = range(1990, 2100)
"""Years in which a project of our time can begin, go live or be assessed."""

_PER_CENTS = re.compile(r"\d{1,3}(\.\d)?")
"""What stands in a field is what is stored: whole per cents or tenths, no powers of ten."""

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WORD_FIRST = re.compile(r"([a-z]{3,})\.?\s+(\d{1,2}),?\s+(\d{4})")
_NUMBERS = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})")
_WORDS = re.compile(r"(\d{1,2})\s+([a-zа-яё]{3,})\.?,?\s+(\d{4}|\d{2})(?:\s*г\.?)?")


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
    number = re.sub(r"[\s\u00a0\u202f]", "", typed).removesuffix("%").replace(",", ".")
    if not number:
        return None
    if not _PER_CENTS.fullmatch(number):
        raise ValueError(typed)
    share = float(number) / 100
    # Between 0 and 1 nobody knows whether 0.8 means 80 % or eight users in a thousand.
    if share > 1 or 0 < share < LEAST_SHARE:
        raise ValueError(typed)
    return share


def read_day(typed: str) -> date | None:
    """Read a day as 2026-11-24, 24.11.2026, 24/11/26, 24 November 2026 or November 24, 2026.

    Raises ValueError when it is none of these, no such day exists or its year makes no sense.
    """
    text = re.sub(r"[\s\u00a0]+", " ", typed).strip().lower()
    if not text:
        return None
    day = _day_in(text)
    if day.year not in YEARS:
        raise ValueError(typed)
    return day


def _day_in(text: str) -> date:
    if iso := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in iso.groups())
        return date(year, month, day)
    if numbers := _NUMBERS.fullmatch(text):
        return date(_full_year(numbers[3]), int(numbers[2]), int(numbers[1]))
    if words := _WORDS.fullmatch(text):
        return date(_full_year(words[3]), _month(words[2]), int(words[1]))
    if words := _WORD_FIRST.fullmatch(text):
        return date(int(words[3]), _month(words[1]), int(words[2]))
    raise ValueError(text)


def _full_year(year: str) -> int:
    return int(year) if len(year) > len("26") else 2000 + int(year)


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
    if not isinstance(share, float):
        return ""
    tenths = round(share * 1000)
    sign = voice.percent(0).removeprefix("0")
    return voice.number(tenths / 10, 1 if tenths % 10 else 0) + sign


def written_day(day: object) -> str:
    """Return a day in figures, the same in both languages, where there is no room for words."""
    return f"{day:%d.%m.%Y}" if isinstance(day, date) else ""
