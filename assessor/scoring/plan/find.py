"""The go-if plan: the cheapest actions that bring the upper end of the range under the limit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from assessor.domain.assessment import Assessment
from assessor.domain.plan import Effect, Effort, Flavour, GoIfPlan, Plan, Shortfall, Step
from assessor.domain.questionnaire import Questionnaire
from assessor.domain.risk import Forecast, Verdict
from assessor.scoring.belief_set import BeliefSet
from assessor.scoring.forecast import DRAWS
from assessor.scoring.model import Position, position, quantiles
from assessor.scoring.plan.catalogue import ActionCatalogue, bundled_actions
from assessor.scoring.plan.gauge import Gauge
from assessor.scoring.plan.programme import GAP, Aim
from assessor.scoring.plan.remedies import remedies
from assessor.scoring.plan.schedule import schedule
from assessor.scoring.plan.search import Apart, Search, Terms
from assessor.scoring.plan.shortfall import binding, farthest
from assessor.scoring.plan.within_reach import Chosen, way_out
from assessor.scoring.reference_class import anchored
from assessor.scoring.shapley import POINTS
from assessor.scoring.tables import tables_for

ALTERNATIVES = 2
"""More plans than the cheapest and these confuse more than they help."""

_AIMS = {
    Flavour.CHEAPEST: (Aim.EFFORT, Aim.WEEKS),
    Flavour.FASTEST: (Aim.WEEKS, Aim.EFFORT),
    Flavour.FEWEST_ROLES: (Aim.ROLES, Aim.EFFORT),
    Flavour.DIFFERENT: (Aim.EFFORT,),
}


def find(
    assessment: Assessment,
    questionnaire: Questionnaire,
    beliefs: BeliefSet,
    catalogue: ActionCatalogue | None = None,
    *,
    without: Collection[str] = (),
    draws: int = DRAWS,
) -> Plan:
    """Return the plan for an assessment; ``without`` are ids of actions that are ruled out.

    A plan mends no more questions than the belief set's ``plan_reach``. The same input gives
    the same plan. It takes up to two seconds: never ask for it at a key press.
    """
    here = position(
        tables_for(questionnaire, anchored(beliefs, assessment.project), draws), assessment.answers
    )
    actions = catalogue or bundled_actions()
    if not assessment.answers:
        return _unasked(here, assessment.project.risk_limit, actions, without)
    return plan_at(here, assessment.project.risk_limit, actions, without=without)


def plan_at(
    here: Position, limit: float, catalogue: ActionCatalogue, *, without: Collection[str] = ()
) -> Plan:
    """Return the plan for a position of the model."""
    gauge = Gauge(remedies(here, catalogue.in_order, without), limit)
    plan = _bare(here, limit, gauge)
    if not plan.needed:
        return plan
    found = _with_plans(plan, gauge, catalogue)
    if not without or found.shortfall is None:
        return found
    free = Gauge(remedies(here, catalogue.in_order, ()), limit)
    return _changed(found, blocked=way_out(free) is not None)


def _unasked(
    here: Position, limit: float, catalogue: ActionCatalogue, without: Collection[str]
) -> Plan:
    """Return that there is no plan: what fits a project that nobody spoke of fits any."""
    gauge = Gauge(remedies(here, catalogue.in_order, without), limit)
    return _changed(_bare(here, limit, gauge), shortfall=Shortfall.ANSWERS)


def _bare(here: Position, limit: float, gauge: Gauge) -> Plan:
    """Return where the risk stands, before a plan has been looked for."""
    beliefs = here.tables.beliefs
    return Plan(
        now=here.risk,
        limit=limit,
        reach=beliefs.plan_reach.questions,
        cheapest=None,
        farthest=farthest(gauge),
        beliefs=beliefs.edition,
    )


def with_plan(forecast: Forecast, plan: Plan) -> Forecast:
    """Return a forecast whose conditions are those of the cheapest plan; its verdict stays.

    The forecast's own conditions are found in a few milliseconds; they suffice, but they are not
    the cheapest.
    """
    if forecast.verdict is not Verdict.GO_IF or plan.cheapest is None:
        return forecast
    return forecast.model_copy(update={"conditions": plan.cheapest.question_ids})


def _with_plans(plan: Plan, gauge: Gauge, catalogue: ActionCatalogue) -> Plan:
    search = Search(gauge, plan.reach)
    # Whether there is a plan is decided here as for the verdict, by one and the same function.
    some = way_out(gauge)
    cheapest = None if some is None else search.best(Terms(_AIMS[Flavour.CHEAPEST])) or some
    if cheapest is None and gauge.is_under(plan.farthest):
        return _changed(plan, shortfall=Shortfall.REACH, beyond=_beyond(gauge))
    if cheapest is None:
        return _changed(plan, shortfall=Shortfall.ACTIONS, binding=binding(gauge, catalogue))
    plans = _plans(search, cheapest)
    found = [_described(plans, flavour, chosen) for flavour, chosen in plans.found.items()]
    return _changed(
        plan,
        cheapest=found[0],
        alternatives=tuple(found[1:]),
        indispensable=tuple(sorted(plans.indispensable)),
        proven_cheapest=search.exact,
    )


def _changed(plan: Plan, **changes: object) -> Plan:
    return plan.model_copy(update=changes)


def _beyond(gauge: Gauge) -> GoIfPlan | None:
    search = Search(gauge, len(gauge.remedies.mended))
    chosen = search.best(Terms(_AIMS[Flavour.CHEAPEST]))
    if chosen is None or len(gauge.remedies.rows(chosen)) <= gauge.reach:
        # Within reach by a hair, which was not seen: no proof that more has to be mended.
        return None
    plans = Plans(search, frozenset(a for a in chosen if search.is_indispensable(a)), {})
    return _described(plans, Flavour.CHEAPEST, chosen)


@dataclass(frozen=True)
class Plans:
    """The plans of one position: the cheapest, and others that really differ."""

    search: Search
    indispensable: Chosen
    found: Mapping[Flavour, Chosen]


def _plans(search: Search, cheapest: Chosen) -> Plans:
    """Return up to ALTERNATIVES plans beside the cheapest."""
    kept = frozenset(a for a in sorted(cheapest) if search.is_indispensable(a))
    quickest, fewest = (
        search.best(Terms(_AIMS[flavour])) for flavour in (Flavour.FASTEST, Flavour.FEWEST_ROLES)
    )
    # The searches for the others may have come across a cheaper one, unless the first was exact.
    found = {Flavour.CHEAPEST: search.known(Terms(_AIMS[Flavour.CHEAPEST])) or cheapest}
    for flavour, chosen in ((Flavour.FASTEST, quickest), (Flavour.FEWEST_ROLES, fewest)):
        if chosen is not None and _excels(flavour, chosen, found.values(), search):
            found[flavour] = chosen
    if len(found) <= ALTERNATIVES:
        halves = tuple(_half_of(other - kept) for other in found.values())
        different = search.best(Terms(_AIMS[Flavour.DIFFERENT], halves))
        found |= {Flavour.DIFFERENT: different} if different else {}
    return Plans(search, kept, found)


def _excels(flavour: Flavour, chosen: Chosen, others: Iterable[Chosen], search: Search) -> bool:
    aim, remedies = _AIMS[flavour][0], search.gauge.remedies
    return aim.of(chosen, remedies) < min(aim.of(other, remedies) for other in others) - GAP


def _half_of(avoidable: Chosen) -> Apart:
    return Apart(avoidable, len(avoidable) // 2)


def _described(plans: Plans, flavour: Flavour, chosen: Chosen) -> GoIfPlan:
    steps = tuple(_steps(plans, chosen))
    return GoIfPlan(
        flavour=flavour,
        steps=steps,
        effort=Effort.together(step.action.effort for step in steps),
        weeks=max(step.finish for step in steps),
        risk=plans.search.gauge.remedies.risk_after(chosen),
    )


def _steps(plans: Plans, chosen: Chosen) -> Iterator[Step]:
    gauge = plans.search.gauge
    done: Chosen = frozenset()
    for slot in schedule(gauge.remedies, chosen):
        done |= {slot.remedy.id}
        yield Step(
            action=slot.remedy.action,
            start=slot.start,
            finish=slot.finish,
            critical=slot.critical,
            indispensable=slot.remedy.id in plans.indispensable,
            effect=_effect(gauge, chosen, slot.remedy.id),
            risk_after=gauge.risk(done),
        )


def _effect(gauge: Gauge, chosen: Chosen, action_id: str) -> Effect:
    """Return what the plan loses without an action and what rests on it, negated."""
    without = gauge.remedies.startable(chosen - {action_id})
    by_draw = POINTS * (gauge.chances(chosen) - gauge.chances(without))
    low, _, high = quantiles(by_draw).tolist()
    return Effect(points=float(by_draw.mean()), low=low, high=high)
