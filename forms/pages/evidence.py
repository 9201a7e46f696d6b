"""The interview: questions on the left, the live risk on the right."""

from __future__ import annotations

from typing import ClassVar

from assessor.language import Voice
from forms.pages.base import Page


class EvidencePage(Page):
    """Takes answers from the keyboard as fast as they are spoken."""

    NAME: ClassVar[str] = "evidence"
    ICON: ClassVar[str] = "evidence"

    @classmethod
    def title(cls, voice: Voice) -> str:
        """Return the page's name."""
        return voice.say("Evidence")
