"""How long a go-if plan takes on all 39 questions; run: python tests/bench/plan.py.

Processor time, which on an idle machine is what passes on the clock: HiGHS keeps to one thread.
"""

from __future__ import annotations

import sys
from random import Random
from statistics import median, quantiles
from time import process_time

from assessor.domain.assessment import Answer, Assessment, Grade, Rated
from assessor.domain.plan import Plan
from assessor.questionnaire import loader
from assessor.scoring import beliefs
from assessor.scoring.plan.catalogue import bundled_actions
from assessor.scoring.plan.find import find

PLANS = 25
PROMISED = 2.0
"""Seconds that a plan may take."""


def main() -> None:
    """Print the times of plans for assessments from bad to good, both belief sets."""
    form, actions = loader.bundled(), bundled_actions()
    lines = [f"{PLANS} plans, {len(form.questions)} questions, {len(actions.actions)} actions"]
    for belief_id in beliefs.bundled_ids():
        timed = [_timed(Random(seed), belief_id) for seed in range(PLANS)]  # noqa: S311
        seconds = [one for one, _ in timed]
        found = sum(plan.cheapest is not None for _, plan in timed)
        lines.append(
            f"  {belief_id:14} median {median(seconds):5.2f} s   p95 "
            f"{quantiles(seconds, n=20)[-1]:5.2f} s   longest {max(seconds):5.2f} s   "
            f"(promised: {PROMISED:.0f} s)   {found} with a plan"
        )
    sys.stdout.write("\n".join([*lines, ""]))


def _timed(chance: Random, belief_id: str) -> tuple[float, Plan]:
    form, belief_set = loader.bundled(), beliefs.bundled(belief_id)
    best = chance.randint(2, 4)
    answers = {question.id: (_answer(chance, best),) for question in form.questions}
    start = process_time()
    plan = find(Assessment(answers=answers), form, belief_set)
    return process_time() - start, plan


def _answer(chance: Random, best: int) -> Answer:
    level = chance.randint(best // 2, best)
    return Answer(judgement=Rated(level=level, grade=chance.choice(list(Grade))))


if __name__ == "__main__":
    main()
