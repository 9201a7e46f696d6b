"""What a plan says, as sentences: the same on screen and on paper."""

from __future__ import annotations

from assessor.domain.decisions import Standing
from assessor.domain.plan import (
    Binding,
    Comparison,
    Effect,
    Effort,
    Flavour,
    GoIfPlan,
    Hindrance,
    Plan,
    Shortfall,
    SizedRisk,
    Step,
    StoryShare,
    Tripwire,
)
from assessor.language import names
from assessor.language.sentences import belief_set, hundred, in_hundred, span
from assessor.language.voice import Voice


def headline(voice: Voice, plan: Plan, *, sure: bool) -> str:
    """Return what the client has to do before the money is spent, or that nothing helps.

    It is not ``sure`` while the forecast has no headline: then there is no go yet, on no condition.
    """
    limit = in_hundred(voice, plan.limit)
    if plan.shortfall is Shortfall.ANSWERS:
        return nothing_asked(voice)
    if plan.needed and plan.cheapest is None:
        return _no_plan(voice, plan, limit)
    if not sure:
        return _provisional(voice, plan, limit)
    if plan.cheapest is None:
        return voice.say(
            "Nothing has to be done first: the whole range is within the limit of %(limit)s.",
            limit=limit,
        )
    return voice.say_many(
        "Go if this %(n)s action is done: the whole range then lies within the limit of %(limit)s.",
        "Go if these %(n)s actions are done: the whole range then lies within the limit of"
        " %(limit)s.",
        len(plan.cheapest.steps),
        limit=limit,
    )


def nothing_asked(voice: Voice) -> str:
    """Return why there is no plan for a project that nobody has been asked about."""
    return voice.say("A plan needs answers, and nothing has been asked yet.")


def _provisional(voice: Voice, plan: Plan, limit: str) -> str:
    """Return what a plan comes to under half coverage."""
    if plan.cheapest is None:
        return voice.say(
            "Provisional: the whole range is within the limit of %(limit)s so far.", limit=limit
        )
    return voice.say_many(
        "Provisional: after this %(n)s action the whole range would lie within the limit of"
        " %(limit)s.",
        "Provisional: after these %(n)s actions the whole range would lie within the limit of"
        " %(limit)s.",
        len(plan.cheapest.steps),
        limit=limit,
    )


def _no_plan(voice: Voice, plan: Plan, limit: str) -> str:
    """Return why there is no plan, and whether there would be one with all the actions."""
    if plan.shortfall is Shortfall.REACH:
        if plan.blocked:
            return voice.say_many(
                "There is no plan without the actions that have been ruled out: more than %(n)s"
                " weak answer would have to be mended before the start.",
                "There is no plan without the actions that have been ruled out: more than %(n)s"
                " weak answers would have to be mended before the start.",
                plan.reach,
            )
        return voice.say_many(
            "There is no plan: more than %(n)s weak answer would have to be mended before the"
            " start.",
            "There is no plan: more than %(n)s weak answers would have to be mended before the"
            " start.",
            plan.reach,
        )
    if plan.blocked:
        return voice.say(
            "There is no plan without the actions that have been ruled out: after everything else"
            " that can be done the range still reaches above the limit of %(limit)s.",
            limit=limit,
        )
    return voice.say(
        "There is no plan: after everything that can be done the range still reaches above the"
        " limit of %(limit)s.",
        limit=limit,
    )


def totals(voice: Voice, plan: GoIfPlan) -> str:
    """Return what a plan takes: effort, weeks and who has to act."""
    return voice.say(
        "%(effort)s, %(weeks)s. Who has to act: %(roles)s.",
        effort=effort(voice, plan.effort),
        weeks=weeks(voice, plan.weeks),
        roles=", ".join(names.within(names.role(voice, role)) for role in plan.roles),
    )


def certainty(voice: Voice, plan: Plan) -> str:
    """Return how sure it is that nothing cheaper does."""
    if plan.proven_cheapest:
        return voice.say("No cheaper set of actions does: all were ruled out.")
    return voice.say("The cheapest that was found; a slightly cheaper one cannot be ruled out.")


def beyond(voice: Voice, plan: GoIfPlan) -> str:
    """Return what it would take if a client could mend any number of answers."""
    return voice.say_many(
        "It would take %(n)s action: %(effort)s, %(weeks)s.",
        "It would take %(n)s actions: %(effort)s, %(weeks)s.",
        len(plan.steps),
        effort=effort(voice, plan.effort),
        weeks=weeks(voice, plan.weeks),
    )


def amount(voice: Voice, value: float) -> str:
    """Return an amount of days or weeks, with a half where there is one."""
    return voice.number(value, 0 if abs(value - round(value)) < 0.05 else 1)  # noqa: PLR2004


def effort(voice: Voice, value: Effort) -> str:
    """Return an effort with its range."""
    return voice.say(
        "%(likely)s (%(low)s–%(high)s)",
        likely=person_days(voice, value.likely),
        low=amount(voice, value.low),
        high=amount(voice, value.high),
    )


def person_days(voice: Voice, value: float) -> str:
    """Return an amount of work, with the word as its number asks for."""
    told = amount(voice, value)
    if told != amount(voice, round(value)):
        return voice.say("%(days)s person-days", days=told)
    return voice.say_many("%(n)s person-day", "%(n)s person-days", round(value))


def weeks(voice: Voice, value: float) -> str:
    """Return a number of weeks; a part of a week is a week."""
    return voice.say_many("%(n)s week", "%(n)s weeks", -int(-value // 1))


def when(voice: Voice, step: Step) -> str:
    """Return from when to when an action goes on."""
    return voice.say(
        "Weeks %(start)s to %(finish)s",
        start=amount(voice, step.start),
        finish=amount(voice, step.finish),
    )


def effect(voice: Voice, value: Effect) -> str:
    """Return a change of the risk in points with its range."""
    return voice.say_many(
        "%(points)s point (%(low)s to %(high)s)",
        "%(points)s points (%(low)s to %(high)s)",
        abs(round(value.points)),
        points=voice.points(value.points),
        low=voice.points(value.low),
        high=voice.points(value.high),
    )


def reading(voice: Voice) -> str:
    """Return how the figures of a plan are to be read."""
    return voice.say(
        "Weeks count from today, person-days are those of client and consultant together. An"
        " effect is what the plan would lose without the action; effects overlap and do not"
        " add up."
    )


def step_effect(voice: Voice, step: Step, *, headline: bool) -> str:
    """Return what an action does to the risk and where the risk stands after it."""
    if not headline:
        return voice.say(
            "Effect: %(effect)s. Risk after it: %(span)s in 100.",
            effect=effect(voice, step.effect),
            span=span(voice, step.risk_after),
        )
    return voice.say(
        "Effect: %(effect)s. Risk after it: %(mean)d in 100 (%(span)s).",
        effect=effect(voice, step.effect),
        mean=hundred(step.risk_after.mean),
        span=span(voice, step.risk_after),
    )


def flavour(voice: Voice, value: Flavour) -> str:
    """Return what a plan is best at, in a word or two."""
    return {
        Flavour.CHEAPEST: voice.say("Cheapest"),
        Flavour.FASTEST: voice.say("Fastest"),
        Flavour.FEWEST_ROLES: voice.say("Fewest roles"),
        Flavour.DIFFERENT: voice.say("Another way"),
    }[value]


def standing(voice: Voice, value: Standing) -> str:
    """Return how far an action has come."""
    return {
        Standing.PROPOSED: voice.say("Proposed"),
        Standing.AGREED: voice.say("Agreed"),
        Standing.DONE: voice.say("Done"),
        Standing.RULED_OUT: voice.say("Ruled out"),
    }[value]


def hindrance(voice: Voice, binding: Binding) -> str:
    """Return why an answer still keeps the risk up after all actions."""
    return {
        Hindrance.NO_ACTION: voice.say("no action is known for it, or it was ruled out"),
        Hindrance.TOO_SHORT: voice.say("even its best action proves too little"),
        Hindrance.NOT_APPLICABLE: voice.say("it does not apply, so nothing good can be shown"),
    }[binding.why]


def watch(voice: Voice, wire: Tripwire) -> str:
    """Return by when a sign would show and who watches for it."""
    role = names.within(names.role(voice, wire.role))
    if wire.day is None:
        return voice.say(
            "Look by week %(week)s. Watched by: %(role)s.",
            week=amount(voice, wire.week),
            role=role,
        )
    return voice.say(
        "Look by %(day)s (week %(week)s). Watched by: %(role)s.",
        week=amount(voice, wire.week),
        day=voice.date(wire.day),
        role=role,
    )


def share(voice: Voice, told: StoryShare, *, headline: bool) -> str:
    """Return how much of the risk goes the way of a story; in 100 only with a headline."""
    if not headline:
        return voice.say("%(share)s of the risk.", share=voice.percent(told.share))
    return voice.say(
        "%(share)s of the risk: %(n)d in 100 projects in this position fail this way.",
        share=voice.percent(told.share),
        n=hundred(told.probability),
    )


def smallest_risk(voice: Voice, sized: SizedRisk, *, headline: bool) -> str:
    """Return at which size the risk is lowest; without a headline its range alone."""
    if not headline:
        return voice.say(
            "By the %(beliefs)s the risk is lowest at this size: %(size)s, %(span)s in 100.",
            beliefs=belief_set(voice, sized.beliefs),
            size=names.within(voice.text(sized.size.title)),
            span=span(voice, sized.risk),
        )
    return voice.say(
        "By the %(beliefs)s the risk is lowest at this size: %(size)s, %(mean)d in 100 (%(span)s).",
        beliefs=belief_set(voice, sized.beliefs),
        size=names.within(voice.text(sized.size.title)),
        mean=hundred(sized.risk.mean),
        span=span(voice, sized.risk),
    )


def difference(voice: Voice, comparison: Comparison) -> str:
    """Return what moving some answers does to the risk."""
    moved = len(comparison.changed)
    if not moved:
        return voice.say("Move an answer to see what it would do to the risk.")
    points = round(comparison.difference.points)
    if points == 0:
        return voice.say("What was moved leaves the risk where it is.")
    number = voice.say_many("%(n)s point", "%(n)s points", abs(points))
    if points < 0:
        return voice.say_many(
            "%(n)s moved answer lowers the risk by %(points)s (%(low)s to %(high)s).",
            "%(n)s moved answers lower the risk by %(points)s (%(low)s to %(high)s).",
            moved,
            points=number,
            low=voice.points(comparison.difference.low),
            high=voice.points(comparison.difference.high),
        )
    return voice.say_many(
        "%(n)s moved answer raises the risk by %(points)s (%(low)s to %(high)s).",
        "%(n)s moved answers raise the risk by %(points)s (%(low)s to %(high)s).",
        moved,
        points=number,
        low=voice.points(comparison.difference.low),
        high=voice.points(comparison.difference.high),
    )
