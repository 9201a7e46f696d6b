"""How long forecast and ranking take after a key press; run: python tests/bench/enquiry.py."""

from __future__ import annotations

import sys
from collections.abc import Callable
from random import Random
from statistics import median, quantiles
from time import perf_counter, process_time

from assessor.domain.assessment import Answer, Assessment, Grade, Rated
from assessor.questionnaire import loader
from assessor.scoring import beliefs
from assessor.scoring.agenda import for_the_time
from assessor.scoring.disagreement import disagreement
from assessor.scoring.enquiry import ranked
from assessor.scoring.firmness import flip_test
from assessor.scoring.forecast import forecast

CHANGES = 200
FRAME = 16
"""Milliseconds between two pictures on a screen."""


def main() -> None:
    """Print milliseconds of wall and processor, and how much dearer ranking makes a forecast."""
    lines = [f"{CHANGES} times one answer changed, 4,096 draws; a frame: {FRAME} ms"]
    for belief_id in beliefs.bundled_ids():
        lines += [belief_id, *_figures(belief_id)]
    sys.stdout.write("\n".join([*lines, ""]))


def _figures(belief_id: str) -> list[str]:
    form, belief_set = loader.bundled(), beliefs.bundled(belief_id)
    chance = Random(1)  # noqa: S311 - the same walk every time is what is wanted
    answers = {question.id: (_answer(chance),) for question in form.questions}
    seen: dict[str, list[tuple[float, float]]] = {}
    for step in range(CHANGES + 1):
        answers[chance.choice(form.questions).id] = (_answer(chance),)
        now = Assessment(answers=dict(answers))
        works = {
            "forecast": lambda: forecast(now, form, belief_set),  # noqa: B023 - called at once
            "ranking": lambda: ranked(now, form, belief_set),  # noqa: B023
            "twenty minutes": lambda: for_the_time(ranked(now, form, belief_set), 20),  # noqa: B023
            "disagreement": lambda: disagreement(now, form, belief_set),  # noqa: B023
        }
        if step % 20 == 0:
            works["flip test"] = lambda: flip_test(now, form, belief_set)  # noqa: B023
        for name, work in works.items():
            seen.setdefault(name, []).append(_milliseconds(work))
    both = [
        (a + c, b + d) for (a, b), (c, d) in zip(seen["forecast"], seen["ranking"], strict=True)
    ]
    ratio = median(b for _, b in both) / median(b for _, b in seen["forecast"])
    return [
        *(_line(name, times[1:]) for name, times in (*seen.items(), ("both", both))),
        f"  forecast with ranking takes {ratio:.2f} times a bare forecast",
    ]


def _line(name: str, times: list[tuple[float, float]]) -> str:
    wall, processor = zip(*times, strict=True)
    return (
        f"  {name:16} median {median(wall):6.1f} ms   p95 {quantiles(wall, n=20)[-1]:6.1f} ms"
        f"   (processor {median(processor):6.1f}, {quantiles(processor, n=20)[-1]:6.1f})"
    )


def _milliseconds(work: Callable[[], object]) -> tuple[float, float]:
    wall, processor = perf_counter(), process_time()
    work()
    return 1000 * (perf_counter() - wall), 1000 * (process_time() - processor)


def _answer(chance: Random) -> Answer:
    return Answer(judgement=Rated(level=chance.randint(0, 4), grade=chance.choice(list(Grade))))


if __name__ == "__main__":
    main()
