"""The one kind of error that is the user's business: what is wrong, where, and how to mend it."""

from __future__ import annotations


class Problem(Exception):
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

    def __str__(self) -> str:
        """Return the English sentence, for logs and tests."""
        parts = [part % self.values for part in (self.what, self.remedy) if part]
        sentence = " ".join(parts)
        return f"{self.place}: {sentence}" if self.place else sentence


class InputProblem(Problem):
    """Bad input: a file, an answer or an option that cannot be used as it is (exit code 2)."""


class WorkProblem(Problem):
    """Good input, but the work could not be done: disk full, no permission (exit code 1)."""
