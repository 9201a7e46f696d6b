"""The one kind of error that is the user's business: what is wrong, where, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import partial
from typing import Any, Self


class Trouble(StrEnum):
    """What is the matter with a database, so that the window can offer what helps."""

    DAMAGED = "damaged"
    FOREIGN = "foreign"
    NEWER = "newer"
    READ_ONLY = "read_only"
    FULL = "full"
    BUSY = "busy"
    GONE = "gone"
    OTHER = "other"


class Problem(Exception):  # noqa: N818 - the user reads it, and it is no error of the program
    """Something in the user's input or surroundings that the user can mend.

    The texts are English message ids with named ``%(name)s`` places; a ``Voice`` speaks them in
    the user's language (``voice.explain(problem)``).
    """

    def __init__(self, what: str, *, place: str = "", remedy: str = "", **values: object) -> None:
        """Keep the message ids apart from their values, so that they can be translated."""
        super().__init__(what, place, remedy, values)
        self.what = what
        self.place = place
        self.remedy = remedy
        self.values = values
        self.further: tuple[Problem, ...] = ()
        """What else is wrong, when one look found several things."""
        self.trouble: Trouble | None = None
        """Set when it is the database that cannot be used."""

    def with_trouble(self, trouble: Trouble) -> Self:
        """Say what is the matter with the database, and return the problem."""
        self.trouble = trouble
        return self

    def __str__(self) -> str:
        """Return the English sentence, for logs and tests."""
        parts = [part % self.values for part in (self.what, self.remedy) if part]
        sentence = " ".join(parts)
        return f"{self.place}: {sentence}" if self.place else sentence

    def __reduce__(self) -> tuple[Any, ...]:
        """Let the problem travel between processes in spite of its keywords."""
        keywords: dict[str, Any] = {**self.values, "place": self.place, "remedy": self.remedy}
        return (
            partial(type(self), **keywords),
            (self.what,),
            {"further": self.further, "trouble": self.trouble},
        )

    @property
    def all(self) -> tuple[Problem, ...]:
        """Return this problem and the further ones."""
        return (self, *self.further)


class InputProblem(Problem):
    """Bad input: a file, an answer or an option that cannot be used as it is (exit code 2)."""


class WorkProblem(Problem):
    """Good input, but the work could not be done: disk full, no permission (exit code 1)."""


class Conflict(WorkProblem):
    """Somebody else has saved the same assessment in the meantime; nothing was overwritten."""


def together(problems: Iterable[InputProblem]) -> InputProblem:
    """Return the first problem, carrying all others; there must be at least one."""
    first, *others = problems
    first.further = (*first.further, *others)
    return first
