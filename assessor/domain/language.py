"""The two languages of the product and text that exists in both."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from assessor.domain.frozen import Frozen


class Language(StrEnum):
    """A language that every text of the product exists in."""

    EN = "en"
    RU = "ru"


class Text(Frozen):
    """A text in English and in Russian; neither may be missing or blank."""

    en: str = Field(min_length=1)
    ru: str = Field(min_length=1)

    def speak(self, language: Language) -> str:
        """Return the text in one language."""
        return self.en if language is Language.EN else self.ru
