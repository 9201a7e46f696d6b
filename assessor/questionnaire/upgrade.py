"""Brings an assessment that was answered under an earlier edition to the present one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from assessor.domain.assessment import Answer, Assessment, Version
from assessor.domain.decisions import AcceptedRisk, Decisions
from assessor.domain.problem import InputProblem, together
from assessor.domain.questionnaire import Questionnaire
from assessor.questionnaire.complaints import unknown_key

Answers = Mapping[str, tuple[Answer, ...]]
Kept = TypeVar("Kept")


def edition(questionnaire: Questionnaire) -> Version:
    """Return which edition a questionnaire is."""
    return Version(id=questionnaire.id, version=questionnaire.version, digest=questionnaire.digest)


def upgrade(assessment: Assessment, questionnaire: Questionnaire) -> Assessment:
    """Return the assessment under the ids of ``questionnaire``; no answer is lost.

    Renamed questions keep their answers, dropped ones move to ``retired``. Raises InputProblem
    for a question that no edition up to this one has had.
    """
    problems = [
        unknown_question(question_id, questionnaire, "")
        for question_id in assessment.answers
        if not is_known(question_id, questionnaire)
    ]
    if problems:
        raise together(problems)
    return _moved(assessment, questionnaire)


def switch(assessment: Assessment, questionnaire: Questionnaire) -> Assessment:
    """Return the assessment under another questionnaire or edition; no answer is lost.

    Answers to questions that it does not ask are set aside in ``retired``, and come back with the
    question.
    """
    strange = {
        question_id: given
        for question_id, given in assessment.answers.items()
        if not is_known(question_id, questionnaire)
    }
    kept = {key: given for key, given in assessment.answers.items() if key not in strange}
    update = {"answers": kept, "retired": {**assessment.retired, **strange}}
    return _moved(assessment.model_copy(update=update), questionnaire)


def _moved(assessment: Assessment, questionnaire: Questionnaire) -> Assessment:
    now, present = edition(questionnaire), questionnaire.by_id.keys()
    at_home = assessment.answers.keys() <= present and not assessment.retired.keys() & present
    if assessment.questionnaire == now and at_home:
        return assessment
    answers, retired = _sorted_out(assessment, questionnaire)
    update = {
        "answers": answers,
        "retired": retired,
        "questionnaire": now,
        "targets": _renamed(assessment.targets, questionnaire),
        "plan": _with_present_ids(assessment.plan, questionnaire),
    }
    return assessment.model_copy(update=update)


def is_known(question_id: str, questionnaire: Questionnaire) -> bool:
    """Return whether this or an earlier edition has the question."""
    return (
        question_id in questionnaire.by_id
        or question_id in questionnaire.renamed
        or question_id in questionnaire.dropped
    )


def unknown_question(question_id: str, questionnaire: Questionnaire, place: str) -> InputProblem:
    """Return the complaint about a question id, with the nearest that exists."""
    complaint = unknown_key(question_id, questionnaire.by_id, place)
    if "nearest" in complaint.values:
        return complaint
    return InputProblem(
        "There is no question “%(key)s”.",
        place=place,
        remedy="“crm-takeoff questions” lists all of them.",
        key=complaint.values["key"],
    )


def _sorted_out(assessment: Assessment, questionnaire: Questionnaire) -> tuple[Answers, Answers]:
    """Return the answers under present ids, and those to questions that are not asked."""
    kept: dict[str, tuple[Answer, ...]] = {}
    retired: dict[str, tuple[Answer, ...]] = {}
    # What was answered last comes first: of two answers by one role the first is kept.
    for question_id, given in (*assessment.answers.items(), *assessment.retired.items()):
        present = questionnaire.renamed.get(question_id, question_id)
        if present in questionnaire.by_id:
            kept[present] = _merged(kept.get(present, ()), given)
        else:
            retired[present] = _merged(retired.get(present, ()), given)
    return kept, retired


def _renamed(by_question: Mapping[str, Kept], questionnaire: Questionnaire) -> dict[str, Kept]:
    """Return what is kept for questions under their present ids, without the dropped ones."""
    present = {questionnaire.renamed.get(old, old): kept for old, kept in by_question.items()}
    return {question: kept for question, kept in present.items() if question in questionnaire.by_id}


def _with_present_ids(plan: Decisions, questionnaire: Questionnaire) -> Decisions:
    whose = _renamed({risk.question: risk.who for risk in plan.accepted}, questionnaire)
    accepted = tuple(AcceptedRisk(question=question, who=who) for question, who in whose.items())
    return plan.model_copy(update={"accepted": accepted})


def _merged(first: tuple[Answer, ...], second: tuple[Answer, ...]) -> tuple[Answer, ...]:
    """Return both people's answers; of two by the same role the first is kept."""
    roles = {answer.role for answer in first}
    both = [*first, *(answer for answer in second if answer.role not in roles)]
    return tuple(sorted(both, key=lambda answer: answer.role or ""))
