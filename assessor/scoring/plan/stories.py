"""How the project would most probably fail: chains of weak points with their share of the risk.

A story is open in a draw when more than half of its questions are weak there: at a level that
leaves more than half of their swing. The chance of failing in that draw is divided among the
stories that are open, in proportion to the log-odds that their weak questions add; where none is
open it goes to none. A share is a story's part of all chances of failing: *if it fails, it fails
this way*. So shares never sum to more than one, and what is missing is what no story tells.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assessor.domain.assessment import Assessment
from assessor.domain.plan import FailureStory, StoryShare
from assessor.domain.questionnaire import Questionnaire
from assessor.scoring.belief_set import BeliefSet
from assessor.scoring.draws import Floats
from assessor.scoring.forecast import DRAWS
from assessor.scoring.model import Position, position
from assessor.scoring.plan.catalogue import FailureStories, bundled_stories
from assessor.scoring.reference_class import anchored
from assessor.scoring.tables import tables_for

MOST = 3
"""Stories told; more of them are not listened to."""

LEAST_SHARE = 0.05
"""A story with less is not worth telling."""

_HALF = 0.5


def stories(
    assessment: Assessment,
    questionnaire: Questionnaire,
    beliefs: BeliefSet,
    catalogue: FailureStories | None = None,
    draws: int = DRAWS,
) -> tuple[StoryShare, ...]:
    """Return the most probable stories, the most probable first."""
    tables = tables_for(questionnaire, anchored(beliefs, assessment.project), draws)
    here = position(tables, assessment.answers)
    shares = story_shares(here, (catalogue or bundled_stories()).stories)
    told = [share for share in shares if share.share >= LEAST_SHARE]
    return tuple(told[:MOST])


def story_shares(here: Position, told: Sequence[FailureStory]) -> tuple[StoryShare, ...]:
    """Return every story with its share, the most probable first."""
    weak, added = _weak(here)
    rows = [_applicable(here, story) for story in told]
    strength = np.stack([_strength(weak[row], added[row]) for row in rows])
    total = strength.sum(axis=0)
    part = strength / np.where(total > 0, total, 1)
    failing = here.chances / here.chances.sum()
    shares = (part * failing).sum(axis=1)
    found = [
        StoryShare(
            story=story,
            share=min(float(share), 1.0),
            probability=min(float(share) * here.risk.mean, 1.0),
            weak=_weakest(here, weak, row),
        )
        for story, share, row in zip(told, shares, rows, strict=True)
    ]
    return tuple(sorted(found, key=lambda one: (-one.share, one.story.id)))


def _weak(here: Position) -> tuple[NDArray[np.bool_], Floats]:
    """Return which questions are weak and the log-odds lost by each; (questions, draws)."""
    tables = here.tables
    weak = np.zeros((len(here.thetas), tables.draws), dtype=bool)
    added = np.zeros(weak.shape)
    for row, theta in enumerate(here.thetas):
        shape = tables.centred[row]
        lost = shape - shape.min()
        if theta is not None and lost.max() > 0:
            levels = tables.levels(row, theta)
            weak[row] = (lost > _HALF * lost.max())[levels]
            added[row] = tables.weight[row] * lost[levels]
    return weak, added


def _applicable(here: Position, story: FailureStory) -> list[int]:
    rows = (here.tables.row.get(question_id) for question_id in story.questions)
    return [row for row in rows if row is not None and here.applies[row]]


def _strength(weak: NDArray[np.bool_], added: Floats) -> Floats:
    """Return the log-odds of a story's weak questions where it is open, else 0; (draws,)."""
    is_open = weak.sum(axis=0) > _HALF * len(weak)
    strength: Floats = (added * weak).sum(axis=0) * is_open
    return strength


def _weakest(here: Position, weak: NDArray[np.bool_], rows: Sequence[int]) -> tuple[str, ...]:
    likely = [(float(weak[row].mean()), here.tables.question_ids[row]) for row in rows]
    return tuple(q for share, q in sorted(likely, key=lambda x: (-x[0], x[1])) if share > _HALF)
