"""What a typed project sheet must have besides the right types: a sensible limit and days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from assessor.domain.assessment import DEFAULT_RISK_LIMIT, Project
from assessor.domain.day import EARLIEST, LATEST
from assessor.domain.problem import InputProblem
from assessor.questionnaire.complaints import shortened, spelled
from assessor.questionnaire.marked import Marked, Path

LIMIT = ("project", "risk_limit")
HUNDRED = 100
_NUMBER = re.compile(r"\s*(\d{1,3}(?:[.,]\d+)?)\s*%?\s*")
_EPSILON = 1e-9


def limit_problem(given: Mapping[str, Any], marked: Marked) -> InputProblem | None:
    """Return what is wrong with the risk limit: only whole per cents, 1 to 99, are ever shown."""
    if "risk_limit" not in given or _is_limit(given["risk_limit"]):
        return None
    value = given["risk_limit"]
    return InputProblem(
        "“%(key)s” cannot be “%(value)s”.",
        place=marked.where(LIMIT),
        remedy="Write a share in whole hundredths, from 0.01 to 0.99, such as %(example)s.",
        key=spelled(LIMIT),
        value=shortened(value),
        example=f"{_meant(value):.2f}",
    )


def _is_limit(value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    cases = value * HUNDRED
    return 1 <= round(cases) < HUNDRED and abs(cases - round(cases)) < _EPSILON


def _meant(value: Any) -> float:
    """Return the limit that was probably meant."""
    typed = _NUMBER.fullmatch(value) if isinstance(value, str) else None
    if typed:
        value = float(typed.group(1).replace(",", "."))
    if isinstance(value, bool) or not isinstance(value, int | float):
        return DEFAULT_RISK_LIMIT
    cases = round(value * HUNDRED if 0 < value < 1 else value)
    sensible = 0 < cases < HUNDRED and value != 1
    return cases / HUNDRED if sensible else DEFAULT_RISK_LIMIT


def day_problems(project: Project, marked: Marked) -> Iterator[InputProblem]:
    """Yield the complaints about days of a sheet that are a slip of the finger."""
    days: dict[Path, date | None] = {
        ("project", "day"): project.day,
        ("project", "takeoff", "go_live"): project.takeoff.go_live,
    }
    for index, person in enumerate(project.people):
        days["project", "people", index, "interviewed"] = person.interviewed
    for path, day in days.items():
        yield from day_problem(day, path, marked)


def day_problem(day: date | None, path: Path, marked: Marked) -> Iterator[InputProblem]:
    """Yield the complaint about one day, if there is any."""
    if day is not None and not EARLIEST <= day <= LATEST:
        yield InputProblem(
            "“%(key)s” is %(day)s: no such project was or will be.",
            place=marked.where(path),
            remedy="Write a day from %(first)d to %(last)d.",
            key=spelled(path),
            day=day.isoformat(),
            first=EARLIEST.year,
            last=LATEST.year,
        )
