"""What systems say is told in our own words, and whose fault it is decides the exit code."""

from __future__ import annotations

import errno

import pytest

from assessor.domain.language import Language
from assessor.domain.problem import InputProblem, Problem, WorkProblem
from assessor.domain.system_fault import fault
from assessor.language import Voice


def told(number: int) -> Problem:
    error = OSError(number, "in the system's language")
    return fault(error, "It failed (%(reason)s).", place="a.pdf", remedy="Try again.")


@pytest.mark.parametrize(
    ("number", "kind", "words"),
    [
        (errno.ENOSPC, WorkProblem, "На диске нет места."),
        (errno.EACCES, WorkProblem, "Нет прав на этот файл или папку."),
        (errno.EROFS, WorkProblem, "только для чтения"),
        (errno.ENOENT, InputProblem, "Такой папки нет."),
        (errno.ENOTDIR, InputProblem, "файл, а не папка"),
        (errno.ELOOP, InputProblem, "по кругу"),
        (errno.ENAMETOOLONG, InputProblem, "слишком длинное"),
    ],
)
def test_the_usual_reasons_have_words(number: int, kind: type[Problem], words: str) -> None:
    problem = told(number)
    assert type(problem) is kind
    sentence = Voice(Language.RU).explain(problem)
    assert words in sentence
    assert "system's" not in sentence


def test_a_rare_reason_is_told_by_its_short_name() -> None:
    assert str(told(errno.EMFILE)) == "a.pdf: It failed (EMFILE). Try again."
    assert "(TimeoutError)" in str(
        fault(TimeoutError("x"), "It failed (%(reason)s).", place="a", remedy="")
    )
