"""How long a score takes after one answer has changed; run: python tests/bench/scoring.py."""

from __future__ import annotations

import sys
from random import Random
from statistics import median, quantiles
from time import perf_counter

from assessor.domain.assessment import Answer, Assessment, Grade, Rated
from assessor.questionnaire import loader
from assessor.scoring import beliefs
from assessor.scoring.forecast import forecast

FRAME = 16
"""Milliseconds between two pictures on a screen."""

CHANGES = 300


def main() -> None:
    """Print median and 95th percentile for both belief sets."""
    lines = [f"{CHANGES} times one answer changed, full forecast, 4,096 draws; a frame: {FRAME} ms"]
    for belief_id in beliefs.bundled_ids():
        _, *times = _walk(belief_id, CHANGES + 1)
        middle, p95 = median(times), quantiles(times, n=20)[-1]
        lines.append(f"  {belief_id:14} median {middle:5.1f} ms   p95 {p95:5.1f} ms")
    sys.stdout.write("\n".join([*lines, ""]))


def _walk(belief_id: str, steps: int) -> list[float]:
    """Return milliseconds for each of a row of forecasts, each one answer from the last."""
    form, belief_set = loader.bundled(), beliefs.bundled(belief_id)
    chance = Random(1)  # noqa: S311 - the same walk every time is what is wanted
    answers = {question.id: (_answer(chance),) for question in form.questions}
    times = []
    for _ in range(steps):
        answers[chance.choice(form.questions).id] = (_answer(chance),)
        assessment = Assessment(answers=dict(answers))
        start = perf_counter()
        forecast(assessment, form, belief_set)
        times.append(1000 * (perf_counter() - start))
    return times


def _answer(chance: Random) -> Answer:
    return Answer(judgement=Rated(level=chance.randint(1, 4), grade=chance.choice(list(Grade))))


if __name__ == "__main__":
    main()
