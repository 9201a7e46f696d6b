"""Reasons to trust a figure less, as typed values; whoever shows the figure shows them too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assessor.domain.assessment import Answer, Assessment, Grade, NotAsked, Project
from assessor.domain.firmness import Firmness, FlipTest
from assessor.domain.questionnaire import Role
from assessor.domain.reference_class import Event, Provenance
from assessor.domain.risk import Caveat, Forecast
from assessor.domain.standing import rated, spread
from assessor.scoring import reference_class
from assessor.scoring.model import Position
from assessor.scoring.verdict import ENOUGH, coverage

NOTABLE_DIFFERENCE = 5
"""Points between two belief sets, as shown; beyond this both are."""

FEWEST_INTERVIEWS = 3
"""Fewer people cannot show whether the key people agree."""

MOSTLY = 0.5
"""Share of the rated weight from which on answers are mostly hearsay."""

FAR_APART = 2
"""Levels between two people that no difference of wording explains."""

MUCH = 0.25
"""Share of the total weight that may be called not applicable without a word."""


def caveats(assessment: Assessment, of: Position) -> tuple[Caveat, ...]:
    """Return every caveat that one belief set can give by itself, the gravest first."""
    found = (
        _few_answers(of),
        _mostly_said(assessment, of),
        _people_differ(assessment, of),
        _few_interviews(assessment),
        _no_takeoff_definition(assessment),
        *base_rate_caveats(assessment.project),
        _in_crisis(assessment),
        _much_left_out(of),
        _unweighted_questions(of),
    )
    return tuple(caveat for caveat in found if caveat)


def difference(shown: Forecast, other: Forecast) -> Caveat | None:
    """Return the caveat that the other belief set says something else, if it does."""
    points = abs(round(shown.risk.mean * 100) - round(other.risk.mean * 100))
    if points <= NOTABLE_DIFFERENCE:
        return None
    return Caveat(
        id="belief_sets_differ",
        values={"shown": shown.risk.mean, "other": other.risk.mean, "other_id": other.beliefs.id},
    )


def tenderness(test: FlipTest | None) -> Caveat | None:
    """Return the caveat that single answers decide the verdict, if they do."""
    if test is None or test.firmness is Firmness.FIRM:
        return None
    return Caveat(id="verdict_not_firm", values={"n": len(test.answers)})


def unseen_sector(assessment: Assessment, seen: Iterable[str]) -> Caveat | None:
    """Return the caveat that no project of this sector has been recorded to its end.

    ``seen`` are the sectors of the projects whose outcome is known; without any there is nothing
    to compare with, and no sector is a special one. Sectors are words that people chose: one that
    another narrows down, as “retail” and “grocery retail”, is the same.
    """
    sector = assessment.project.sector.strip()
    own, known = _words(sector), [_words(other) for other in seen]
    if not own or not known or any(own <= other or other <= own for other in known if other):
        return None
    return Caveat(id="unseen_sector", values={"sector": sector})


def _words(sector: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", sector.casefold()))


def base_rate_caveats(project: Project) -> tuple[Caveat, ...]:
    """Return what speaks against the base rate that a project has chosen."""
    found = []
    if project.base_rate:
        own = project.base_rate
        values = {"rate": own.rate, "projects": own.projects or 0}
        found.append(Caveat(id="own_base_rate", values=values))
    if project.reference_class and not project.base_rate:
        found += _class_caveats(project.reference_class)
    return tuple(found)


def _class_caveats(class_id: str) -> list[Caveat]:
    chosen = reference_class.find(class_id)
    if chosen is None:
        return [Caveat(id="unknown_reference_class", values={"id": class_id})]
    title: dict[str, float | int | str] = {
        "class_id": chosen.id,
        "en": chosen.title.en,
        "ru": chosen.title.ru,
    }
    doubts = (
        ("weak_reference_class", chosen.provenance is Provenance.WEAK),
        ("another_event", chosen.event is not Event.OBJECTIVES),
    )
    return [Caveat(id=doubt, values=title) for doubt, doubted in doubts if doubted]


def _people_differ(assessment: Assessment, of: Position) -> Caveat | None:
    apart = sum(spread(assessment.answers_to(q)) >= FAR_APART for q in of.tables.row)
    return Caveat(id="people_differ", values={"n": apart}) if apart else None


def _in_crisis(assessment: Assessment) -> Caveat | None:
    return Caveat(id="in_crisis") if assessment.project.in_crisis else None


def _much_left_out(of: Position) -> Caveat | None:
    total = of.tables.reach.sum()
    share = float((of.tables.reach * ~of.applies).sum() / total) if total > 0 else 0.0
    return Caveat(id="much_left_out", values={"share": share}) if share > MUCH else None


def _few_answers(of: Position) -> Caveat | None:
    share = coverage(of)
    return Caveat(id="few_answers", values={"coverage": share}) if share < ENOUGH else None


def _mostly_said(assessment: Assessment, of: Position) -> Caveat | None:
    weight = {True: 0.0, False: 0.0}
    for question_id, reach in zip(of.tables.question_ids, of.tables.reach.tolist(), strict=True):
        grades = {judgement.grade for judgement in rated(assessment.answers_to(question_id))}
        if grades:
            weight[grades == {Grade.SAID}] += reach
    total = sum(weight.values())
    share = weight[True] / total if total > 0 else 0.0
    return Caveat(id="mostly_said", values={"share": share}) if share > MOSTLY else None


def _few_interviews(assessment: Assessment) -> Caveat | None:
    people = interviewed(assessment)
    return Caveat(id="few_interviews", values={"n": people}) if people < FEWEST_INTERVIEWS else None


def interviewed(assessment: Assessment) -> int:
    """Return how many people have certainly been asked: by the sheet and by who answered.

    A nameless answer of a role counts as somebody only when no named person can have given it.
    """
    roles: dict[str, set[Role]] = {}
    nameless: set[Role] = set()
    for name, role in _asked(assessment):
        found = roles.setdefault(name.casefold(), set()) if name else nameless
        found |= {role} if role else set()
    unplaced = sum(not held for held in roles.values())
    left = nameless - set().union(*roles.values())
    return len(roles) + max(0, len(left) - unplaced)


def _asked(assessment: Assessment) -> Iterator[tuple[str, Role | None]]:
    """Yield name (blank where none was noted) and role of everybody in the sheet and answers."""
    yield from ((person.name.strip(), person.role) for person in assessment.project.people)
    for given in assessment.answers.values():
        yield from ((answer.who.strip(), answer.role) for answer in given if not _is_open(answer))


def _is_open(answer: Answer) -> bool:
    return isinstance(answer.judgement, NotAsked)


def _no_takeoff_definition(assessment: Assessment) -> Caveat | None:
    complete = assessment.project.takeoff.is_complete
    return None if complete else Caveat(id="no_takeoff_definition")


def _unweighted_questions(of: Position) -> Caveat | None:
    without = sum(of.tables.beliefs.weight(question_id) is None for question_id in of.tables.row)
    return Caveat(id="unweighted_questions", values={"n": without}) if without else None
