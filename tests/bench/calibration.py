"""How long learning from outcomes takes; run: python tests/bench/calibration.py."""

from __future__ import annotations

import sys
from datetime import date
from random import Random
from time import perf_counter

from assessor.domain.assessment import Answer, Assessment, Grade, Rated
from assessor.domain.outcome import Outcome
from assessor.domain.recorded import Recorded
from assessor.questionnaire import loader
from assessor.scoring import beliefs
from assessor.scoring.calibration import calibrate

COUNTS = (25, 50, 100, 200)
HALF = 0.5


def main() -> None:
    """Print seconds for portfolios of several sizes, leave-one-out included."""
    lines = ["a proposal with its evaluation, leave-one-out and both baselines"]
    chance = Random(1)  # noqa: S311 - the same outcomes every time
    cases = [_case(chance) for _ in range(max(COUNTS))]
    for count in COUNTS:
        start = perf_counter()
        calibrate(cases[:count], loader.bundled(), beliefs.bundled("practitioner"))
        lines.append(f"  {count:4} outcomes {perf_counter() - start:6.2f} s")
    sys.stdout.write("\n".join([*lines, ""]))


def _case(chance: Random) -> Recorded:
    answers = {
        question.id: (
            Answer(judgement=Rated(level=chance.randrange(5), grade=chance.choice(tuple(Grade)))),
        )
        for question in loader.bundled().questions
    }
    ended = Outcome(took_off=chance.random() < HALF, decided=date(2026, 5, 4), who="Anna")
    return Recorded(assessment=Assessment(answers=answers), outcome=ended)


if __name__ == "__main__":
    main()
