"""Consistency checks: what an experienced consultant would notice in the answers."""

from __future__ import annotations

from functools import cache, cached_property
from importlib.resources import files

from pydantic import Field

from assessor.domain.assessment import Assessment
from assessor.domain.frozen import Frozen
from assessor.domain.language import Text
from assessor.domain.questionnaire import Questionnaire
from assessor.domain.risk import Finding, Severity
from assessor.questionnaire import strict_yaml
from assessor.questionnaire.conditions import Condition, holds


class Check(Frozen):
    """One consistency check of the catalogue."""

    id: str = Field(pattern=r"^[a-z_]+$")
    severity: Severity
    source: tuple[str, ...] = Field(min_length=1)
    title: Text
    sentence: Text
    matters: Text
    remedy: Text
    questions: tuple[str, ...] = Field(min_length=1)
    """Where to look, the answer to jump to first."""
    when: Condition

    @cached_property
    def finding(self) -> Finding:
        """Return what is reported when the check fires."""
        return Finding(
            id=self.id,
            severity=self.severity,
            source=self.source,
            title=self.title,
            sentence=self.sentence,
            matters=self.matters,
            remedy=self.remedy,
            question_ids=self.questions,
        )

    @cached_property
    def needs(self) -> frozenset[str]:
        """Return the questions without which the check means nothing."""
        return self.when.question_ids | set(self.questions)


class Catalogue(Frozen):
    """All consistency checks, in the order in which they are reported within a severity."""

    id: str
    version: str
    findings: tuple[Check, ...]


@cache
def catalogue() -> Catalogue:
    """Return the checks that come with the program."""
    source = files("assessor.scoring") / "data" / "findings.yaml"
    return Catalogue.model_validate(strict_yaml.load_own(source.read_text(encoding="utf-8")))


def find(assessment: Assessment, questionnaire: Questionnaire) -> tuple[Finding, ...]:
    """Return the findings of an assessment, the gravest first.

    A check about questions that the questionnaire does not ask is left out.
    """
    order = list(Severity)
    fired = [
        check.finding
        for check in catalogue().findings
        if check.needs <= questionnaire.by_id.keys()
        and holds(check.when, assessment, questionnaire)
    ]
    return tuple(sorted(fired, key=lambda finding: order.index(finding.severity)))
