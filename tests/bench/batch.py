"""Ten thousand assessments one after the other; run: python tests/bench/batch.py.

Growth is linear when ten times as many take ten times as long. Every assessment is another one.
"""

from __future__ import annotations

import sys
from random import Random
from time import perf_counter, process_time

from assessor.domain.assessment import Answer, Assessment, Grade, Rated
from assessor.questionnaire import loader
from assessor.scoring import beliefs
from assessor.scoring.forecast import DRAWS
from assessor.scoring.model import position
from assessor.scoring.tables import tables_for

FEW, MANY = 1_000, 10_000


def main() -> None:
    """Print both times and their ratio."""
    tables = tables_for(loader.bundled(), beliefs.bundled("practitioner"), DRAWS)
    chance = Random(1)  # noqa: S311 - the same assessments every time
    risks: list[float] = []

    def score(count: int) -> tuple[float, float]:
        wall, processor = perf_counter(), process_time()
        risks.extend(position(tables, _assessment(chance).answers).risk.mean for _ in range(count))
        return perf_counter() - wall, process_time() - processor

    score(FEW)  # not counted: it fills the memory of what questions add
    (few, few_cpu), (many, many_cpu) = score(FEW), score(MANY)
    sys.stdout.write(
        f"risk with range of assessments with 39 answers, {DRAWS:,} draws; linear: ratio 10\n"
        f"  {FEW:6,} take {few:6.1f} s ({1000 * few / FEW:.2f} ms each)\n"
        f"  {MANY:6,} take {many:6.1f} s ({1000 * many / MANY:.2f} ms each)\n"
        f"  ratio {many / few:.2f} (processor: {many_cpu / few_cpu:.2f});"
        f" mean risk {sum(risks) / len(risks):.3f}\n"
    )


def _assessment(chance: Random) -> Assessment:
    grades = tuple(Grade)
    return Assessment(
        answers={
            question.id: (
                Answer(judgement=Rated(level=chance.randrange(5), grade=chance.choice(grades))),
            )
            for question in loader.bundled().questions
        }
    )


if __name__ == "__main__":
    main()
