"""Every fixed value of the domain has a name of its own in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from typing import Any

import pytest

from assessor.domain.assessment import Application, CompanySize, EvidenceKind, Grade, Stage
from assessor.domain.firmness import Firmness
from assessor.domain.language import Language
from assessor.domain.questionnaire import Role
from assessor.domain.reference_class import Event, Provenance
from assessor.domain.risk import Severity, Verdict
from assessor.language import Voice, names

NAMED: list[tuple[Callable[[Voice, Any], str], type[Enum]]] = [
    (names.grade, Grade),
    (names.role, Role),
    (names.stage, Stage),
    (names.application, Application),
    (names.company_size, CompanySize),
    (names.verdict, Verdict),
    (names.severity, Severity),
    (names.evidence_kind, EvidenceKind),
    (names.firmness, Firmness),
    (names.event, Event),
    (names.provenance, Provenance),
]
SAME_IN_BOTH = {"HR"}


@pytest.mark.parametrize(
    ("name", "values"), NAMED, ids=lambda value: getattr(value, "__name__", "")
)
def test_every_value_has_its_own_name(
    name: Callable[[Voice, Any], str], values: type[Enum]
) -> None:
    for language in Language:
        spoken = [name(Voice(language), value) for value in values]
        assert len(set(spoken)) == len(spoken)
        for word in spoken:
            russian = bool(re.search("[а-яё]", word, re.IGNORECASE))
            assert word in SAME_IN_BOTH or russian is (language is Language.RU), word


def test_grades_are_called_as_the_consultants_call_them() -> None:
    russian = [names.grade(Voice(Language.RU), grade) for grade in Grade]
    assert russian == ["со слов", "показано", "доказано"]
