"""Sets text as a compositor would: short words stay with the next one, dashes with the last.

What was typed with straight quotes and spaced hyphens gets the quotes and dashes of its language.
"""

from __future__ import annotations

import re

from markupsafe import Markup

from assessor.domain.language import Language

NO_BREAK = "\u00a0"
MAY_BREAK = "\u200b"

_SHORT_RUSSIAN = re.compile(
    r"(?<![\w-])(?!(?:же|ли|бы|ль|б|ж) )([А-Яа-яЁё]{1,2}|для|без|или|при|над|под) (?=\S)"
)
_BEFORE_PARTICLE = re.compile(r" (?=(?:же|ли|бы|ль|б|ж)\b)")
_SHORT_ENGLISH = re.compile(r"(?<![\w-])([AaI]|of|to|in|at|by|on) (?=\d)")
_BEFORE_DASH = re.compile(r" (?=[—–] )")
_LONG_WORD = re.compile(r"\S{61,}")
_PIECE = re.compile(r"\S{20}(?=\S)")
_ADDRESS = re.compile(r"https?://\S{1,300}")
_NUMBER = re.compile(r"(?<=[№§]) (?=\d)")
_UNIT = re.compile(
    r"(?<=\d) (?=[%‰°₽€$]|(?:руб|тыс|млн|млрд|шт|чел|мин|ч|дн|г|гг|кг|км|m|k|bn|pm|am)\b)"
)
_COUNTED = re.compile(
    r"(?<=\d) (?=(?:янв|фев|мар|апр|ма[йя]\b|июн|июл|авг|сен|окт|ноя|дек|недел|дн[яе]|месяц|минут"
    r"|пункт|человек|вопрос|действи|Jan|Feb|Mar|Apr|May\b|Jun|Jul|Aug|Sep|Oct|Nov"
    r"|Dec|weeks?\b|days?\b|months?\b|minutes?\b|points?\b|people\b|questions?\b|actions?\b))"
)
_NUMBERED = re.compile(
    r"(?<!\w)((?:недел|уровен|уровн|срез)[а-я]{1,3}|level|week|page) (?=\d)", re.IGNORECASE
)
_INITIAL = re.compile(r"(?<![\w.])([A-ZА-ЯЁ]\.) (?=[A-ZА-ЯЁ])")
_THOUSANDS = re.compile(r"(?<![\d,.])(\d{1,3}(?: \d{3})+)(?![\d])")
_QUOTED = re.compile(r'(?<![\w"])"(?=\S)([^"\n]{0,2000}?\S)"(?![\w"])')
_SPACED_HYPHEN = re.compile(r"(?<=\S) - (?=\S)")
_QUOTES = {Language.RU: r"«\1»", Language.EN: r"“\1”"}
_DASHES = {Language.RU: " — ", Language.EN: " – "}


def typeset(text: str, language: Language) -> str:
    """Return the text with its language's quotes and dashes, unbroken where no line may end."""
    text = _SPACED_HYPHEN.sub(_DASHES[language], _QUOTED.sub(_QUOTES[language], text))
    if language is Language.RU:
        # Twice: of two short words in a row the first pass can take only one.
        text = _SHORT_RUSSIAN.sub(rf"\1{NO_BREAK}", _SHORT_RUSSIAN.sub(rf"\1{NO_BREAK}", text))
        text = _BEFORE_PARTICLE.sub(NO_BREAK, text)
    else:
        text = _SHORT_ENGLISH.sub(rf"\1{NO_BREAK}", text)
    # Without a place to break, a word of thousands of letters takes half a minute to lay out.
    text = _LONG_WORD.sub(_breakable, text)
    text = _THOUSANDS.sub(lambda number: number[0].replace(" ", NO_BREAK), text)
    text = _NUMBERED.sub(rf"\1{NO_BREAK}", _COUNTED.sub(NO_BREAK, text))
    text = _INITIAL.sub(rf"\1{NO_BREAK}", _UNIT.sub(NO_BREAK, text))
    return _NUMBER.sub(NO_BREAK, _BEFORE_DASH.sub(NO_BREAK, text))


def _breakable(word: re.Match[str]) -> str:
    # An address must stay one that can be copied.
    if _ADDRESS.fullmatch(word[0]):
        return word[0]
    return _PIECE.sub(lambda piece: piece[0] + MAY_BREAK, word[0])


class Typesetter:
    """Sets every string that a template writes; markup is left alone."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, value: object) -> object:
        """Return a string set, anything else as it is."""
        if isinstance(value, str) and not isinstance(value, Markup):
            return typeset(value, self.language)
        return value
