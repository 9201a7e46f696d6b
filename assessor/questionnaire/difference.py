"""Compares two editions of the questionnaire for somebody who is about to change over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assessor.domain.assessment import Assessment
from assessor.domain.difference import Changed, Difference
from assessor.domain.questionnaire import Question, Questionnaire
from assessor.questionnaire.upgrade import edition, switch

Pairs = Mapping[str, Question]
"""The old question by the new id, for every question that both editions ask."""


def difference(
    old: Questionnaire, new: Questionnaire, assessment: Assessment | None = None
) -> Difference:
    """Return what changes from ``old`` to ``new``, and for which answers of an assessment."""
    old, new = old.asked, new.asked
    pairs = _pairs(old, new)
    gone = {question.id for question in old.questions} - {q.id for q in pairs.values()}
    found = Difference(
        old=edition(old),
        new=edition(new),
        added=tuple(_changed(None, q) for q in new.questions if q.id not in pairs),
        removed=tuple(_changed(q, None) for q in old.questions if q.id in gone),
        reworded=tuple(
            _changed(pairs[q.id], q)
            for q in new.questions
            if q.id in pairs and _words(pairs[q.id]) != _words(q)
        ),
        moved=tuple(_changed(pairs[i], new.by_id[i]) for i in _moved(old, new, pairs)),
    )
    return found if assessment is None else _with_answers(found, assessment, new)


def _pairs(old: Questionnaire, new: Questionnaire) -> Pairs:
    found = {}
    for question in old.questions:
        present = new.renamed.get(question.id, question.id)
        if present in new.by_id:
            found[present] = question
    return found


def _changed(before: Question | None, after: Question | None) -> Changed:
    shown = after or before
    assert shown is not None  # noqa: S101 - one of the two is always given
    return Changed(
        id=shown.id,
        short=shown.short,
        before=before.text if before else None,
        after=after.text if after else None,
    )


def _words(question: Question) -> tuple[object, ...]:
    """Return everything that the respondent or the consultant reads."""
    worded = (question.short, question.text, question.why, question.look_for, question.excuse)
    return (*worded, question.levels)


def _moved(old: Questionnaire, new: Questionnaire, pairs: Pairs) -> Sequence[str]:
    """Return the fewest questions whose moving explains the new order, in that order.

    All but the longest run of questions that stand in the old order (longest increasing
    subsequence), so that one question moved to the top is one move and not thirty-eight.
    """
    place = {question.id: number for number, question in enumerate(old.questions)}
    ids = [question.id for question in new.questions if question.id in pairs]
    stayed = _longest_rising([place[pairs[i].id] for i in ids])
    return [i for n, i in enumerate(ids) if n not in stayed or pairs[i].id != i]


def _longest_rising(numbers: Sequence[int]) -> frozenset[int]:
    """Return the indices of a longest rising subsequence; a few dozen numbers at most."""
    nothing: tuple[int, ...] = ()
    best: list[tuple[int, ...]] = []
    for index, number in enumerate(numbers):
        before = [run for run in best if numbers[run[-1]] < number]
        best.append((*max([nothing, *before], key=len), index))
    longest = max([nothing, *best], key=len)
    return frozenset(longest)


def _with_answers(found: Difference, assessment: Assessment, new: Questionnaire) -> Difference:
    after = switch(assessment, new)
    before = {new.renamed.get(i, i) for i in assessment.answers}
    order = [question.id for question in new.questions]
    update = {
        "kept": tuple(i for i in order if i in after.answers and i in before),
        "returned": tuple(i for i in order if i in after.answers and i not in before),
        "set_aside": tuple(i for i in after.retired if i in before),
    }
    return found.model_copy(update=update)
