"""Random plans to look for, and a search for them that tries everything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from random import Random

import numpy as np
from core.scoring import made

from assessor.domain.assessment import Answer, Assessment, Grade, NotApplicable, Rated, Unknown
from assessor.domain.plan import Action, Effort, Reach
from assessor.domain.questionnaire import Role
from assessor.questionnaire import loader
from assessor.scoring import beliefs
from assessor.scoring.belief_set import BeliefSet
from assessor.scoring.level_belief import Theta
from assessor.scoring.model import Position, position
from assessor.scoring.plan.catalogue import ActionCatalogue
from assessor.scoring.tables import tables_for

FORM = loader.bundled()
DRAWS = 128
LEVELS = (0, 0, 1, 1, 2, 3, 4)
GRADES = (Grade.SAID, Grade.SHOWN, Grade.SHOWN, Grade.PROVEN, Grade.PROVEN)
Chosen = frozenset[str]


def action(  # noqa: PLR0913 - each test names only what it is about
    name: str,
    question: str,
    *,
    level: int = 4,
    grade: Grade = Grade.PROVEN,
    days: float = 1,
    weeks: float = 1,
    after: tuple[str, ...] = (),
    role: Role = Role.SPONSOR,
) -> Action:
    return Action(
        id=name,
        question=question,
        title=made.SAME,
        what=made.SAME,
        role=role,
        effort=Effort(low=days / 2, likely=days, high=days * 2),
        weeks=weeks,
        after=after,
        reaches=Reach(level=level, grade=grade),
        sign=made.SAME,
        threshold=made.SAME,
        source=("made up",),
    )


def catalogue(*actions: Action) -> ActionCatalogue:
    return ActionCatalogue(id="made", version="1", actions=actions)


def some_answers(chance: Random) -> Assessment:
    judgements = [
        lambda: None,
        Unknown,
        lambda: NotApplicable(reason="made up"),
        *[lambda: Rated(level=chance.choice(LEVELS), grade=chance.choice(list(Grade)))] * 9,
    ]
    drawn = {question.id: chance.choice(judgements)() for question in FORM.questions}
    return Assessment(answers={q: (Answer(judgement=j),) for q, j in drawn.items() if j})


def some_actions(chance: Random, number: int) -> ActionCatalogue:
    names = [f"act.{chr(97 + place)}" for place in range(number)]
    questions = chance.sample([question.id for question in FORM.questions], max(1, number * 3 // 4))
    return catalogue(
        *(
            action(
                name,
                chance.choice(questions),
                level=chance.randrange(2, 5),
                grade=chance.choice(GRADES),
                days=chance.randrange(1, 30) / 2,
                weeks=chance.randrange(1, 12),
                after=tuple(
                    chance.sample(
                        names[:place], chance.choice([0, 0, min(place, 1), min(place, 2)])
                    )
                ),
                role=chance.choice(list(Role)[:5]),
            )
            for place, name in enumerate(names)
        )
    )


def with_reach(set_: BeliefSet, reach: int) -> BeliefSet:
    changed = set_.plan_reach.model_copy(update={"questions": reach})
    return set_.model_copy(update={"plan_reach": changed})


@dataclass
class Case:
    """An assessment, actions and a limit; and by trial of everything, what its plans are."""

    assessment: Assessment
    actions: ActionCatalogue
    beliefs: BeliefSet
    limit: float = 0.35
    _high: dict[Chosen, float] = field(default_factory=dict)

    @classmethod
    def random(cls, seed: int, most: int = 12) -> Case:
        chance = Random(seed)  # noqa: S311 - the same cases every time
        set_ = beliefs.bundled(chance.choice(beliefs.bundled_ids()))
        case = cls(
            some_answers(chance),
            some_actions(chance, chance.randrange(most // 3, most + 1)),
            with_reach(set_, chance.choice([3, 5, 20, 20])),
        )
        low, high = case.high(frozenset(case.open)), case.high(frozenset())
        # Mostly between; now and then no plan is needed, or none is possible.
        case.limit = low + (high - low) * chance.uniform(-0.05, 0.9)
        return case

    @cached_property
    def here(self) -> Position:
        return self._position(self.assessment)

    @cached_property
    def open(self) -> tuple[str, ...]:
        """Return the actions that leave less of their question's swing than there is today."""
        here, row = self.here, self.here.tables.row
        now = {question: here.thetas[place] for question, place in row.items()}
        return tuple(
            one.id
            for one in self.actions.actions
            if now[one.question] is not None
            and self._left(one) < self._expected(one.question, now[one.question]) - 1e-12
        )

    def allowed(self) -> Iterator[Chosen]:
        """Yield every set that respects prerequisites and the reach."""
        for size in range(len(self.open) + 1):
            for names in combinations(self.open, size):
                chosen = frozenset(names)
                if self._is_closed(chosen) and self._questions(chosen) <= self._reach:
                    yield chosen

    def best(self, rank: Callable[[Chosen], tuple[float, ...]]) -> tuple[float, ...] | None:
        """Return the rank of the best set that suffices, by trying one after the other."""
        ranked = sorted((rank(chosen), sorted(chosen)) for chosen in self.allowed())
        return next((r for r, chosen in ranked if self.suffices(frozenset(chosen))), None)

    def suffices(self, chosen: Chosen) -> bool:
        return self.high(chosen) < self.limit

    def high(self, chosen: Chosen) -> float:
        if chosen not in self._high:
            self._high[chosen] = self._position(self.after(chosen)).risk.high
        return self._high[chosen]

    def after(self, chosen: Chosen) -> Assessment:
        """Return the assessment with the answers that the actions lead to."""
        answers = dict(self.assessment.answers)
        best: dict[str, float] = {}
        for one in (self.actions.by_id[name] for name in sorted(chosen)):
            left = self._left(one)
            if left <= best.get(one.question, 1.0):
                best[one.question] = left
                answers[one.question] = _reached(one)
        return self.assessment.model_copy(update={"answers": answers})

    def effort(self, chosen: Chosen) -> float:
        return sum(self.actions.by_id[name].effort.likely for name in chosen)

    def weeks(self, chosen: Chosen) -> float:
        return max((self._finish(name) for name in chosen), default=0.0)

    def roles(self, chosen: Chosen) -> int:
        return len({self.actions.by_id[name].role for name in chosen})

    @property
    def _reach(self) -> int:
        return self.beliefs.plan_reach.questions

    def _questions(self, chosen: Chosen) -> int:
        return len({self.actions.by_id[name].question for name in chosen})

    def _before(self, name: str) -> list[str]:
        return [other for other in self.actions.by_id[name].after if other in self.open]

    def _is_closed(self, chosen: Chosen) -> bool:
        return all(other in chosen for name in chosen for other in self._before(name))

    def _finish(self, name: str) -> float:
        start = max((self._finish(other) for other in self._before(name)), default=0.0)
        return start + self.actions.by_id[name].weeks

    def _left(self, one: Action) -> float:
        about = self.here.tables.about[self.here.tables.row[one.question]]
        return self._expected(one.question, about.of(_reached(one), as_stated=False))

    def _expected(self, question: str, theta: Theta | None) -> float:
        return float(np.dot(theta or (), self.beliefs.shape_of(question)))

    def _position(self, assessment: Assessment) -> Position:
        return position(tables_for(FORM, self.beliefs, DRAWS), assessment.answers)


def _reached(one: Action) -> tuple[Answer, ...]:
    return (Answer(judgement=Rated(level=one.reaches.level, grade=one.reaches.grade)),)
