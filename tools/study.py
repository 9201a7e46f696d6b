"""Show by simulation that learning from outcomes helps where it should and hurts little elsewhere.

    python tools/study.py [--practices 200] [--folder docs]

Writes study.md and study.svg. Exit code 1 when a promise is not kept. A few minutes on two cores.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from math import sqrt
from pathlib import Path
from statistics import fmean, stdev

# The arrays are small, so threads inside numpy only get in the way of the processes.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
import study_picture
from study_practice import ASKED, GRADES, Figures, Plan, Pool, World, live, make_pool

from assessor.scoring import beliefs as sets
from assessor.scoring.own_set import Practice, practice

SEED = 20_260_501
POOL = 1000
FRESH = 100
DIFFERS = World("truth differs", base=0.8, sections=0.6)
DOUBTED = World("truth as doubtful as the set says", base=0.52, sections=0.25)
EQUAL = World("truth equals the set", base=0.0, sections=0.0)
WORLDS = (DIFFERS, DOUBTED, EQUAL)
OUTCOMES = 50
OTHER_OUTCOMES = (10, 20, 100, 200)
LEAST_BETTER = 0.75
MOST_LOST = 0.005
COVERED = (0.75, 0.85)


Key = tuple[World, int, bool]
"""World, number of outcomes, and whether the priors were narrow."""
Found = dict[Key, list[Figures]]
"""What came of the practices."""


@dataclass(frozen=True)
class Run:
    """One practice to be lived through; the same run always gives the same figures."""

    world: World
    outcomes: int
    number: int
    narrow: bool = False
    """Whether the priors are only as wide as the set's own doubts."""

    @property
    def key(self) -> Key:
        """Return what the run belongs to."""
        return self.world, self.outcomes, self.narrow


@dataclass(frozen=True)
class Promise:
    """A figure that was promised, and what it came to."""

    what: str
    wanted: str
    reached: str
    kept: bool


@cache
def pool() -> Pool:
    """Return the projects that all practices draw from, made once per process."""
    return make_pool(np.random.default_rng(SEED), POOL)


def lived(run: Run) -> Figures:
    """Return what came of one practice."""
    # Narrow or not, the same practice lives through the same outcomes.
    seed = (SEED, WORLDS.index(run.world), run.outcomes, run.number)
    plan = Plan(run.outcomes, FRESH, narrow() if run.narrow else practice())
    return live(np.random.default_rng(seed), run.world, pool(), plan)


def narrow() -> Practice:
    """Return priors that are only as wide as the set's own doubts."""
    beliefs, wide = sets.bundled("practitioner"), practice()
    return wide.model_copy(
        update={
            "base_rate": wide.base_rate.model_copy(update={"sd": beliefs.base_rate.sd}),
            "section": wide.section.model_copy(update={"sd": beliefs.section_doubt.sd}),
        }
    )


def simulate(runs: Sequence[Run], workers: int) -> Found:
    """Return the figures of all runs by what they belong to."""
    with ProcessPoolExecutor(workers) as processes:
        return sorted_out(runs, processes.map(lived, runs, chunksize=10))


def sorted_out(runs: Sequence[Run], lives: Iterable[Figures]) -> Found:
    """Return what came of the runs, in the same order, by what they belong to."""
    found: Found = {}
    for run, figures in zip(runs, lives, strict=True):
        found.setdefault(run.key, []).append(figures)
    return found


def planned(practices: int) -> list[Run]:
    """Return every practice to be lived through."""
    numbers = range(practices)
    runs = [Run(w, OUTCOMES, k, n) for n in (False, True) for w in WORLDS for k in numbers]
    return runs + [Run(w, n, k) for n in OTHER_OUTCOMES for w in (DIFFERS, EQUAL) for k in numbers]


def promises(worlds: dict[World, list[Figures]]) -> tuple[Promise, ...]:
    """Return what was promised and whether it is kept."""
    better = fmean(f.gain > 0 for f in worlds[DIFFERS])
    lost = -fmean(f.gain for f in worlds[EQUAL])
    covered = [(world, fmean(f.covered for f in worlds[world])) for world in (DIFFERS, DOUBTED)]
    return (
        Promise(
            f"{DIFFERS.name}: the own set has the better Brier score",
            f"in at least {LEAST_BETTER:.0%} of practices",
            f"{better:.1%}",
            better >= LEAST_BETTER,
        ),
        Promise(
            f"{EQUAL.name}: what learning costs in Brier score, on average",
            f"at most {MOST_LOST:.4f}",
            f"{lost:.4f}",
            lost <= MOST_LOST,
        ),
        *(
            Promise(
                f"{world.name}: true risks in the 80% range",
                f"{COVERED[0]:.0%} to {COVERED[1]:.0%}",
                f"{share:.1%}",
                COVERED[0] <= share <= COVERED[1],
            )
            for world, share in covered
        ),
    )


def page(found: Found, practices: int) -> str:
    """Return the document."""
    at_fifty = {world: found[world, OUTCOMES, False] for world in WORLDS}
    return f"""# Does learning from outcomes help? A simulation

`make study` writes this page and its picture; no figure is typed by hand. {practices} made-up
practices per world each record {OUTCOMES} outcomes, learn an own belief set from them with the
program's own functions, and then forecast {FRESH} fresh projects. The practitioner's set is where
all of them start.

![One dot per practice, and how well the ranges cover](study.svg)

## Promises

{_table(("promise", "wanted", "reached", "kept"), _promise_rows(at_fifty))}

## The worlds

{_table(_WORLD_COLUMNS, [_world_row(world, at_fifty[world]) for world in WORLDS])}

The spread is the standard deviation of the base rate (log-odds) and of the log of each section's
multiplier. A gain is the Brier score of the set as it stood minus that of the own set, ± its
standard error. In the world in which the set is exactly right there is next to nothing to learn, so
nearly every own set is a little worse; its ranges allow for an error that is not there and so cover
more than 80%.

The same practices, had they learned with priors only as wide as the doubts in the set itself:

{_table(_WORLD_COLUMNS, [_world_row(w, found[w, OUTCOMES, True]) for w in WORLDS])}

That is why the priors are wider: where the truth differs, narrow ones leave ranges that are too
sure of themselves. The widths were chosen by their reasons and with trial runs of such worlds in
sight, not blindly; the practices of this page were drawn anew.

## How many outcomes it takes

{_table(_COUNT_COLUMNS, [_count_row(found, n) for n in sorted({n for _, n, _ in found})])}

{_method()}"""


def _method() -> str:
    spread, (said, shown, proven) = practice(), GRADES
    return f"""## How it is done

* Projects: levels correlated within a project and a section; {ASKED:.0%} of the questions are
  answered, {said:.0%} of the answers said, {shown:.0%} shown, {proven:.0%} proven. True levels are
  drawn from what an answer lets one believe, the weight of each question is off by its own factor,
  and every outcome has its share of luck: all as the practitioner's set says.
* Learning: base rate and one multiplier per section, with prior standard deviations of
  {spread.base_rate.sd} and {spread.section.sd}: one practice can lie further off than experts may
  be wrong on average. The reasons stand in `assessor/scoring/data/calibration.yaml`.
* Scores: the Brier score to be expected over the fresh projects' true risks, so that only the
  choice of practices and projects is left to chance. Ranges are compared with those true risks.
* What this cannot show: what happens when the form of the model is wrong, when the answers were
  coded with the outcome in mind, or when the projects of a practice change over the years.
"""


_WORLD_COLUMNS = (
    "world",
    "spread",
    "own set better in",
    "gain",
    "gain over the base rate alone",
    "in the range before",
    "in the range after",
)
_COUNT_COLUMNS = (
    "outcomes",
    *(f"{world.name}: {what}" for world in (DIFFERS, EQUAL) for what in ("better in", "gain")),
)


def _promise_rows(worlds: dict[World, list[Figures]]) -> list[tuple[str, ...]]:
    return [(p.what, p.wanted, p.reached, "yes" if p.kept else "**no**") for p in promises(worlds)]


def _world_row(world: World, figures: list[Figures]) -> tuple[str, ...]:
    return (
        world.name,
        f"{world.base} / {world.sections}",
        f"{fmean(f.gain > 0 for f in figures):.1%}",
        _signed([f.gain for f in figures]),
        _signed([f.gain_over_base for f in figures]),
        f"{fmean(f.covered_before for f in figures):.1%}",
        f"{fmean(f.covered for f in figures):.1%}",
    )


def _count_row(found: Found, outcomes: int) -> tuple[str, ...]:
    cells = [str(outcomes)]
    for world in (DIFFERS, EQUAL):
        gains = [f.gain for f in found[world, outcomes, False]]
        cells += [f"{fmean(gain > 0 for gain in gains):.1%}", _signed(gains)]
    return tuple(cells)


def _signed(gains: list[float]) -> str:
    return f"{fmean(gains):+.4f} ± {stdev(gains) / sqrt(len(gains)):.4f}"


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the study, write the page and the picture, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--practices", type=int, default=200)
    parser.add_argument("--folder", type=Path, default=Path("docs"))
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    chosen = parser.parse_args(arguments)
    found = simulate(planned(chosen.practices), chosen.workers)
    write(found, chosen.practices, chosen.folder)
    kept = promises({world: found[world, OUTCOMES, False] for world in WORLDS})
    for promise in kept:
        mark = "kept  " if promise.kept else "BROKEN"
        print(f"{mark}  {promise.what}: {promise.reached} ({promise.wanted})")
    return 0 if all(promise.kept for promise in kept) else 1


def write(found: Found, practices: int, folder: Path) -> None:
    """Write the page and its picture."""
    named = {world.name: found[world, OUTCOMES, False] for world in WORLDS}
    folder.mkdir(parents=True, exist_ok=True)
    picture = study_picture.draw(named, COVERED)
    (folder / "study.svg").write_text(picture + "\n", encoding="utf-8")
    (folder / "study.md").write_text(page(found, practices), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
