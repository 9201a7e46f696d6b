"""The object that speaks one language; it is handed to whoever needs words."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache

from assessor.domain.language import Language, Text
from assessor.domain.problem import Problem
from assessor.language.catalogue import translations

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"

# fmt: off
MONTHS = {
    Language.EN: (
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec",
    ),
    Language.RU: (
        "янв.", "февр.", "мар.", "апр.", "мая", "июн.",
        "июл.", "авг.", "сент.", "окт.", "нояб.", "дек.",
    ),
}
# fmt: on
"""Short names as in the Unicode CLDR; a list of assessments must not wait for all of Babel."""


@lru_cache(maxsize=4096)
def curled(message: str) -> str:
    """Return the message with the apostrophes of print; what a value brings along stays."""
    return re.sub(r"(?<=\w)'(?=\w|\s|$)", "’", message)


class Voice:
    """Says messages, numbers and dates in one language.

    Message ids are the English sentences, with ``%(name)s`` places for values.
    """

    def __init__(self, language: Language) -> None:
        self.language = language
        self._translations = translations(language)

    def say(self, message: str, **values: object) -> str:
        """Return the message in this language with its values filled in."""
        spoken = curled(self._translations.gettext(message))
        return spoken % values if values else spoken

    def say_many(self, one: str, many: str, n: int, **values: object) -> str:
        """Return the message in the plural form that ``n`` asks for; ``%(n)s`` is the number."""
        spoken = curled(self._translations.ngettext(one, many, n))
        return spoken % {"n": self.number(n), **values}

    def text(self, text: Text) -> str:
        """Return a text of the data in this language."""
        return curled(text.speak(self.language))

    def explain(self, problem: Problem) -> str:
        """Return what is wrong, where, and the remedy, as one line; and how much more is wrong."""
        more = len(problem.further)
        first = self._explain_one(problem)
        if not more:
            return first
        rest = self.say_many("(and one more problem)", "(and %(n)s more problems)", more)
        return f"{first} {rest}"

    def explain_all(self, problem: Problem) -> tuple[str, ...]:
        """Return one line for everything that is wrong."""
        return tuple(self._explain_one(one) for one in problem.all)

    def _explain_one(self, problem: Problem) -> str:
        parts = [
            curled(self._translations.gettext(part)) % problem.values
            for part in (problem.what, problem.remedy)
            if part
        ]
        sentence = " ".join(parts)
        return f"{problem.place}: {sentence}" if problem.place else sentence

    def number(self, value: float, decimals: int = 0) -> str:
        """Return a number with this language's separators (no-break space in Russian)."""
        grouped = f"{value:,.{decimals}f}".replace("-", MINUS)
        if self.language is Language.EN:
            return grouped
        return grouped.replace(",", NO_BREAK_SPACE).replace(".", ",")

    def percent(self, share: float) -> str:
        """Return a share of 0 to 1 as whole per cents: 62% or 62 %."""
        gap = "" if self.language is Language.EN else NO_BREAK_SPACE
        return f"{round(share * 100)}{gap}%"

    def span(self, low: float, high: float) -> str:
        """Return a range of shares as whole per cents: 48–75%."""
        return f"{round(low * 100)}–{self.percent(high)}"

    def points(self, points: float) -> str:
        """Return points of a hundred with their sign: +12 or −7; nothing has no sign."""
        rounded = round(points)
        sign = "+" if rounded > 0 else MINUS if rounded < 0 else ""
        return f"{sign}{abs(rounded)}"

    def date(self, day: date) -> str:
        """Return a day in words: 24 November 2026, 24 ноября 2026 г."""
        from babel.dates import format_date  # noqa: PLC0415 - not needed to show a first window

        locale = "en_GB" if self.language is Language.EN else "ru_RU"
        spoken = str(format_date(day, format="long", locale=locale))
        # Babel's data break the line before "г." or put a narrow space that few fonts have.
        return re.sub(r"\sг\.", f"{NO_BREAK_SPACE}г.", spoken)

    def moment(self, moment: datetime) -> str:
        """Return a local point of time, short: 24 Nov 2026, 14:02."""
        local = moment.astimezone()
        month = MONTHS[self.language][local.month - 1]
        return f"{local.day} {month} {local.year}, {local:%H:%M}"
