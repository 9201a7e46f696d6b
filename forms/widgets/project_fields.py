"""What the project sheet asks for, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from assessor.domain.assessment import Application, CompanySize, Stage
from assessor.language import Voice, names
from forms.widgets.answering import clean
from forms.widgets.bindings import Spec, VoiceNow
from forms.widgets.fields import ChoiceEdit, CountEdit, ParsedEdit
from forms.widgets.typed_values import (
    read_count,
    read_day,
    read_share,
    spoken_count,
    spoken_day,
    spoken_share,
)

SHORT, LONG = 200, 500
"""Letters that fit a name, and the description of a figure."""

MOST_MONTHS = 60


def text(parent: QWidget, _voice: VoiceNow, limit: int = SHORT) -> QWidget:
    """Return an editor of plain text, as every editor here is made."""
    return line_of_text(parent, limit)


def line_of_text(parent: QWidget, limit: int = SHORT) -> ParsedEdit:
    """Return an editor of plain text that takes no more letters than can be stored."""
    made = ParsedEdit(parent, partial(clean, limit=limit), str, empty="")
    made.setMaxLength(limit)
    return made


def day(parent: QWidget, voice: VoiceNow) -> QWidget:
    """Return an editor of a day that need not be known."""
    return ParsedEdit(parent, read_day, lambda value: spoken_day(voice(), value))


def count(parent: QWidget, voice: VoiceNow) -> QWidget:
    """Return an editor of a whole number that need not be known."""
    return ParsedEdit(parent, read_count, lambda value: spoken_count(voice(), value))


def share(parent: QWidget, voice: VoiceNow) -> QWidget:
    """Return an editor of per cents that need not be known."""
    return ParsedEdit(parent, read_share, lambda value: spoken_share(voice(), value))


def months(parent: QWidget, _voice: VoiceNow) -> QWidget:
    """Return an editor of a number of months, which always has a value."""
    return CountEdit(parent, 1, MOST_MONTHS)


def choice(parent: QWidget, _voice: VoiceNow) -> QWidget:
    """Return an editor of one of a few values."""
    return ChoiceEdit(parent)


def not_a_day(voice: Voice) -> str:
    """Return what to say about a day that cannot be read."""
    return voice.say("This is no day. Write it as 24.11.2026, or leave it empty.")


def _applications(voice: Voice) -> Sequence[tuple[object, str]]:
    known = [(value, names.application(voice, value)) for value in Application]
    return [(None, voice.say("Not known")), *known]


def _sizes(voice: Voice) -> Sequence[tuple[object, str]]:
    known = [(value, names.company_size(voice, value)) for value in CompanySize]
    return [(None, voice.say("Not known")), *known]


def _stages(voice: Voice) -> Sequence[tuple[object, str]]:
    known = [(value, names.stage(voice, value)) for value in Stage]
    return [(None, voice.say("Not known")), *known]


def _crisis(voice: Voice) -> Sequence[tuple[object, str]]:
    return [(None, voice.say("Not known")), (False, voice.say("No")), (True, voice.say("Yes"))]


CONTEXT: tuple[Spec, ...] = (
    Spec("client", lambda v: v.say("Client"), text),
    Spec("name", lambda v: v.say("Project"), text),
    Spec("sector", lambda v: v.say("Sector"), text),
    Spec("application", lambda v: v.say("What the CRM is for"), choice, choices=_applications),
    Spec(
        "users",
        lambda v: v.say("Number of users"),
        count,
        wrong=lambda v: v.say("Write a whole number up to 10,000,000, or leave it empty."),
    ),
    Spec("company_size", lambda v: v.say("Size of the company"), choice, choices=_sizes),
    Spec("stage", lambda v: v.say("Stage of the project"), choice, choices=_stages),
    Spec("in_crisis", lambda v: v.say("Is the company in a crisis?"), choice, choices=_crisis),
    Spec("consultant", lambda v: v.say("Consultant"), text),
    Spec("day", lambda v: v.say("Day of the assessment"), day, wrong=not_a_day),
)
"""The client, the project and its surroundings; nothing here is scored."""

TAKEOFF: tuple[Spec, ...] = (
    Spec("go_live", lambda v: v.say("Go-live"), day, wrong=not_a_day, in_takeoff=True),
    Spec(
        "months_after",
        lambda v: v.say("Judged this many months later"),
        months,
        wrong=lambda v: v.say("Write a whole number from 1 to 60."),
        in_takeoff=True,
    ),
    Spec(
        "user_share",
        lambda v: v.say("Users who work in it daily"),
        share,
        hint=lambda v: v.say("Per cent of the named users, for example 80"),
        wrong=lambda v: v.say("Write per cents from 1 to 100, for example 80, or leave it empty."),
        in_takeoff=True,
    ),
    Spec(
        "measured_by",
        lambda v: v.say("Who measures"),
        text,
        hint=lambda v: v.say("A person or a post, not a department"),
        in_takeoff=True,
    ),
    Spec(
        "business_figure",
        lambda v: v.say("The business figure that will have moved"),
        partial(text, limit=LONG),
        hint=lambda v: v.say("For example: share of customers who buy again within a year"),
        in_takeoff=True,
        wide=True,
    ),
    Spec("baseline", lambda v: v.say("It stands at"), text, in_takeoff=True),
    Spec("target", lambda v: v.say("It is to reach"), text, in_takeoff=True),
)
"""What taking off means, agreed before the first question."""
