"""One risk of ours against one query of pgmpy; run: python tests/bench/pgmpy_point_query.py.

The network says the same as the model does at the middle of its weights: one node that fails or
takes off, and below it one node with five levels for each of the 39 questions, whose levels are
as much likelier in a failing project as the question's weight of evidence says. So the posterior
log-odds are the prior's plus the sum of weights, and both sides must come to the same figure.
pgmpy answers with that one figure; our score has a mean and a range over 4,096 draws as well.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from math import exp, log
from random import Random
from statistics import median
from time import perf_counter

from assessor.domain.assessment import Answer, Assessment, Grade, Rated
from assessor.domain.questionnaire import LEVELS
from assessor.questionnaire import loader
from assessor.scoring import beliefs
from assessor.scoring.belief_set import BeliefSet
from assessor.scoring.forecast import DRAWS, forecast
from assessor.scoring.model import position
from assessor.scoring.tables import tables_for

ROUNDS = 25
TARGET = "fails"
AGREE = 1e-6


def main() -> int:
    """Print medians and ratios; return 1 when the two sides do not say the same."""
    if find_spec("pgmpy") is None:
        sys.stdout.write("pgmpy is not installed here; `make bench` installs it\n")
        return 0
    belief_set = beliefs.bundled("published")
    chance = Random(1)  # noqa: S311 - the same answers every time
    query = _query(belief_set)
    ours, full, theirs, apart = [], [], [], 0.0
    for _ in range(ROUNDS + 1):
        levels = {q.id: chance.randrange(LEVELS) for q in loader.bundled().questions}
        given = {
            q: (Answer(judgement=Rated(level=k, grade=Grade.PROVEN)),) for q, k in levels.items()
        }
        assessment = Assessment(answers=given)
        start = perf_counter()
        position(tables_for(loader.bundled(), belief_set, DRAWS), given).risk  # noqa: B018
        ours.append(perf_counter() - start)
        start = perf_counter()
        forecast(assessment, loader.bundled(), belief_set)
        full.append(perf_counter() - start)
        start = perf_counter()
        found = query(levels)
        theirs.append(perf_counter() - start)
        apart = max(apart, abs(found - _by_sum(belief_set, levels)))
    sys.stdout.write(_told(ours[1:], full[1:], theirs[1:], apart))
    return int(apart > AGREE)


def _told(ours: list[float], full: list[float], theirs: list[float], apart: float) -> str:
    one, whole, other = (1000 * median(times) for times in (ours, full, theirs))
    rows = (
        ("pgmpy, one point", other, ""),
        (f"risk with range, {DRAWS:,} draws", one, f"{other / one:5.1f} times as fast"),
        ("the whole forecast", whole, f"{other / whole:5.1f} times as fast"),
        ("one draw of ours", one / DRAWS, f"{DRAWS * other / one:,.0f} times as fast"),
    )
    head = f"{ROUNDS} times all 39 answers new; the point differs by {apart:.1e} at most"
    lines = [
        f"  {words:28} median {time:8.4f} ms   {ratio}".rstrip() for words, time, ratio in rows
    ]
    return "\n".join([head, *lines, ""])


def _prior(belief_set: BeliefSet) -> float:
    return 1 / (1 + exp(-belief_set.base_rate.log_odds))


def _weights(belief_set: BeliefSet, question_id: str) -> list[float]:
    """Return the log of how much likelier each level is when the project fails."""
    population, shape = belief_set.population.levels, belief_set.shape_of(question_id)
    swing = belief_set.swing(question_id)
    average = sum(p * s for p, s in zip(population, shape, strict=True))
    return [swing * (s - average) for s in shape]


def _likelihoods(belief_set: BeliefSet, question_id: str) -> tuple[list[float], list[float], float]:
    """Return the levels of failing and of other projects, and what scaling adds to the log-odds."""
    population, weights = belief_set.population.levels, _weights(belief_set, question_id)
    raised = [p * exp(w) for p, w in zip(population, weights, strict=True)]
    total = sum(raised)
    return [one / total for one in raised], list(population), -log(total)


def _by_sum(belief_set: BeliefSet, levels: dict[str, int]) -> float:
    """Return the posterior of the network by adding weights of evidence."""
    z = belief_set.base_rate.log_odds
    for question_id, level in levels.items():
        *_, scaling = _likelihoods(belief_set, question_id)
        z += _weights(belief_set, question_id)[level] + scaling
    return 1 / (1 + exp(-z))


def _query(belief_set: BeliefSet):  # type: ignore[no-untyped-def]  # noqa: ANN202
    """Return a function from levels to pgmpy's probability of failing."""
    from pgmpy.factors.discrete import TabularCPD
    from pgmpy.inference import VariableElimination
    from pgmpy.models import DiscreteBayesianNetwork

    ids = [question.id for question in loader.bundled().questions]
    network = DiscreteBayesianNetwork([(TARGET, question_id) for question_id in ids])
    prior = _prior(belief_set)
    tables = [TabularCPD(TARGET, 2, [[1 - prior], [prior]])]
    for question_id in ids:
        failing, other, _ = _likelihoods(belief_set, question_id)
        columns = [list(pair) for pair in zip(other, failing, strict=True)]
        tables.append(TabularCPD(question_id, LEVELS, columns, [TARGET], [2]))
    network.add_cpds(*tables)
    engine = VariableElimination(network)

    def ask(levels: dict[str, int]) -> float:
        found = engine.query([TARGET], evidence=levels, show_progress=False)
        return float(found.values[1])

    return ask


if __name__ == "__main__":
    sys.exit(main())
