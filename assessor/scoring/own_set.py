"""Proposes a practice's own belief set: the same beliefs, moved by its recorded outcomes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from pydantic import Field

from assessor.domain.assessment import Assessment
from assessor.domain.frozen import Frozen
from assessor.domain.language import Text
from assessor.domain.questionnaire import Questionnaire
from assessor.questionnaire import strict_yaml
from assessor.scoring.belief_set import (
    LARGEST_SWING,
    BaseRate,
    BeliefSet,
    Doubt,
    Luck,
    SectionWeight,
)
from assessor.scoring.draws import Floats
from assessor.scoring.logistic import Evidence, Posterior, Prior, learn
from assessor.scoring.measures import Flags
from assessor.scoring.model import position
from assessor.scoring.tables import tables_for

OWN = "own"
"""The id of the proposed set."""

_DRAWS = 4096
_SOURCE = "recorded outcomes"


class Practice(Frozen):
    """How far one practice may lie from what the experts believe on average."""

    base_rate: Doubt
    """In log-odds."""
    section: Doubt
    """Of the log of a section's multiplier."""
    fewest_outcomes: int = Field(ge=2)
    """With fewer, nothing is said about calibration."""


class Lesson(Frozen):
    """How many outcomes something was learned from."""

    outcomes: int
    failed: int
    """How many of the projects did not take off."""


@cache
def practice() -> Practice:
    """Return what is believed about a practice before its outcomes are known."""
    source = files("assessor.scoring") / "data" / "calibration.yaml"
    return Practice.model_validate(strict_yaml.load_own(source.read_text(encoding="utf-8")))


def contributions(
    assessments: Sequence[Assessment],
    questionnaire: Questionnaire,
    beliefs: BeliefSet,
    draws: int = _DRAWS,
) -> Floats:
    """Return what each section adds to the log-odds, as evidenced, averaged over the draws.

    Shape (cases, sections), the sections in the order of ``sections_of``.
    """
    tables = tables_for(questionnaire, beliefs, draws)
    rows = [
        [added.mean() for added in position(tables, assessment.answers).section_sums.values()]
        for assessment in assessments
    ]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(tables.section_ids))


def sections_of(questionnaire: Questionnaire) -> tuple[str, ...]:
    """Return the ids of the sections in the order of the model's rows."""
    return tuple(sorted({question.section_id for question in questionnaire.questions}))


def posterior(
    added: Floats, failed: Flags, beliefs: BeliefSet, spread: Practice | None = None
) -> Posterior:
    """Return what the outcomes teach about the base rate and each section's multiplier.

    ``added`` has the shape (cases, sections); with no section at all only the base rate is learned.
    ``spread`` is what is believed of a practice, the bundled data unless a study says otherwise.
    """
    spread = spread or practice()
    sections = np.full(added.shape[1], spread.section.sd)
    prior = Prior(
        # The mean of a lognormal is one when the mean of its log is minus half the variance.
        mean=np.concatenate([[beliefs.base_rate.log_odds], -(sections**2) / 2]),
        sd=np.concatenate([[spread.base_rate.sd], sections]),
    )
    return learn(Evidence(added, failed, mean_luck(beliefs.luck)), prior)


def mean_luck(luck: Luck) -> float:
    """Return the average share of outcomes that no answer explains."""
    return luck.alpha / (luck.alpha + luck.beta)


def propose(
    beliefs: BeliefSet, learned: Posterior, section_ids: Sequence[str], lesson: Lesson
) -> BeliefSet:
    """Return the own set; every figure that moved says from where and by how many outcomes."""
    spread = learned.sd
    means = np.exp(learned.mode[1:] + spread[1:] ** 2 / 2)
    multipliers = dict(zip(section_ids, means.tolist(), strict=True))
    sections = {
        section_id: _moved(section, multipliers.get(section_id, 1.0), lesson)
        for section_id, section in beliefs.sections.items()
    }
    swings = [sections[s].swing if s in sections else 0.0 for s in section_ids]
    return beliefs.model_copy(
        update={
            "id": OWN,
            "version": str(lesson.outcomes),
            "title": Text(en="Own", ru="Собственный"),
            "summary": _summary(beliefs, lesson),
            "base_rate": _moved_base(beliefs.base_rate, learned, lesson),
            "section_doubt": _moved_doubt(
                beliefs.section_doubt, _pooled(spread[1:], np.array(swings)), lesson
            ),
            "sections": sections,
        }
    )


def _pooled(spread: Floats, swings: Floats) -> float:
    """Return one doubt for all sections, as a set has only one: that of the heavy ones above all.

    Averaged as variances, each weighted by the variance that it causes.
    """
    weights = swings**2 if swings.any() else np.ones(len(swings))
    return float(np.sqrt((weights * spread**2).sum() / weights.sum()))


def _moved(section: SectionWeight, multiplier: float, lesson: Lesson) -> SectionWeight:
    swing = min(section.swing * multiplier, LARGEST_SWING)
    return section.model_copy(
        update={
            "swing": swing,
            "reason": _reason(section.reason, section.swing, lesson),
            "source": (*section.source, _SOURCE),
        }
    )


def _moved_base(base: BaseRate, learned: Posterior, lesson: Lesson) -> BaseRate:
    return BaseRate(
        log_odds=float(learned.mode[0]),
        sd=float(learned.sd[0]),
        reason=_reason(base.reason, base.log_odds, lesson),
        source=(*base.source, _SOURCE),
    )


def _moved_doubt(doubt: Doubt, sd: float, lesson: Lesson) -> Doubt:
    return Doubt(
        sd=min(sd, 1.0),
        reason=_reason(doubt.reason, doubt.sd, lesson),
        source=(*doubt.source, _SOURCE),
    )


def _reason(before: Text, value: float, lesson: Lesson) -> Text:
    english = f"{value:.2f}"
    russian = english.replace(".", ",").replace("-", "−")
    return Text(
        en=f"{before.en} It was {english} before {_counted(lesson).en}.",
        ru=f"{before.ru} Было {russian} — до того, как {_counted(lesson).ru}.",
    )


def _counted(lesson: Lesson) -> Text:
    n, failed = lesson.outcomes, lesson.failed
    return Text(
        en=f"the practice's own outcomes were taken in ({n} recorded, {failed} not taken off)",
        ru=f"учли исходы собственной практики (записано {n}, не взлетело {failed})",
    )


def _summary(beliefs: BeliefSet, lesson: Lesson) -> Text:
    return Text(
        en=f"The set “{beliefs.title.en}” after {_counted(lesson).en}.",
        ru=f"Набор «{beliefs.title.ru}» после того, как {_counted(lesson).ru}.",
    )
