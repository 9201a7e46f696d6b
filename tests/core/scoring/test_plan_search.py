"""The plan against a search that tries every set of actions with the full model."""

from __future__ import annotations

from functools import cache

import pytest
from core.scoring.plans import Case

from assessor.domain.plan import Plan, Shortfall
from assessor.domain.verdict import Verdict
from assessor.scoring.plan.find import plan_at
from assessor.scoring.verdict import verdict

SEEDS = range(300)
BATCH = 20


def found(case: Case) -> Plan:
    return plan_at(case.here, case.limit, case.actions)


@cache
def tried(seed: int) -> tuple[Case, Plan]:
    """Return a case and its plan; the tests here read them, and what they worked out stays."""
    case = Case.random(seed)
    return case, found(case)


@pytest.mark.parametrize("first", SEEDS[::BATCH])
def test_it_is_the_cheapest_and_then_the_quickest(first: int) -> None:
    for seed in range(first, first + BATCH):
        case, plan = tried(seed)
        assert plan.needed is not case.suffices(frozenset()), seed
        best = case.best(lambda chosen, of=case: (of.effort(chosen), of.weeks(chosen)))
        if not plan.needed:
            assert plan.cheapest is None
        elif best is None:
            assert plan.cheapest is None, seed
            everything = case.suffices(frozenset(case.open))
            assert plan.shortfall is (Shortfall.REACH if everything else Shortfall.ACTIONS), seed
        else:
            assert plan.cheapest is not None, seed
            assert plan.proven_cheapest
            cheapest = plan.cheapest
            assert (cheapest.effort.likely, cheapest.weeks) == pytest.approx(best), seed
            assert case.suffices(cheapest.action_ids), seed


# Where taking the strongest questions finds no way out, and yet there is one; by random search.
@pytest.mark.parametrize("seed", [449, 571, 780, 907, 1362])
def test_the_verdict_sees_every_way_out_that_the_plan_sees(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = Case.random(seed)
    monkeypatch.setattr("assessor.scoring.verdict.bundled_actions", lambda: case.actions)
    told, conditions = verdict(case.here, case.limit, headline=True)
    assert found(case).cheapest is not None
    assert told is Verdict.GO_IF
    assert conditions


@pytest.mark.parametrize("first", SEEDS[:80:BATCH])
def test_the_alternatives_are_the_quickest_and_those_with_the_fewest_roles(first: int) -> None:
    for seed in range(first, first + BATCH):
        case, plan = tried(seed)
        if plans := plan.plans:
            quickest = case.best(lambda chosen, of=case: (of.weeks(chosen),))
            fewest = case.best(lambda chosen, of=case: (of.roles(chosen),))
            assert (min(plan.weeks for plan in plans),) == quickest, seed
            assert (min(len(plan.roles) for plan in plans),) == fewest, seed


@pytest.mark.parametrize("seed", range(1000, 1040))
def test_indispensable_is_what_every_sufficient_set_contains(seed: int) -> None:
    case = Case.random(seed, most=7)
    plan = found(case)
    if plan.cheapest is not None:
        every = [chosen for chosen in case.allowed() if case.suffices(chosen)]
        assert frozenset(plan.indispensable) == frozenset.intersection(*every)
