"""What one part of a picture says, a bar or a row or some dots: one sentence for each."""

from __future__ import annotations

from collections.abc import Sequence

from assessor.domain.assessment import Rated
from assessor.domain.plan import SectionShift, Step
from assessor.domain.questionnaire import Role
from assessor.domain.risk import Driver, Forecast, Risk, SectionPoints
from assessor.language import depth, names, sentences
from assessor.language import plan_sentences as told
from assessor.language.voice import Voice


def failing(voice: Voice, count: int) -> str:
    """Return what the filled marks stand for."""
    return voice.say_many(
        "%(n)s of 100 projects in this position does not take off.",
        "%(n)s of 100 projects in this position do not take off.",
        count,
    )


def flying(voice: Voice, count: int) -> str:
    """Return what the hollow circles stand for."""
    return voice.say_many(
        "%(n)s of 100 projects in this position takes off.",
        "%(n)s of 100 projects in this position take off.",
        count,
    )


def risk_range(voice: Voice, risk: Risk) -> str:
    """Return what the bar of a range means."""
    return voice.say(
        "In 8 cases of 10 the risk lies between %(low)d and %(high)d in 100.",
        low=sentences.hundred(risk.low),
        high=sentences.hundred(risk.high),
    )


def mean(voice: Voice, risk: Risk) -> str:
    """Return what the diamond on a range means."""
    return voice.say(
        "The risk of not taking off: %(mean)d in 100.",
        mean=sentences.hundred(risk.mean),
    )


def base_rate(voice: Voice, risk: Risk) -> str:
    """Return what the mark of the base rate means; it explains the word itself."""
    return voice.say(
        "The base rate: of 100 comparable projects %(mean)d do not take off, before anything is"
        " known about this one (range %(span)s). It allows for luck, which the rate chosen on"
        " Project does not.",
        mean=sentences.hundred(risk.mean),
        span=sentences.span(voice, risk),
    )


def limit(voice: Voice, share: float) -> str:
    """Return what the mark of the client's limit means."""
    return voice.say(
        "The most risk that the client accepts: %(n)d in 100.", n=sentences.hundred(share)
    )


def named_risk(voice: Voice, name: str, risk: Risk, *, headline: bool) -> str:
    """Return one risk of several in words."""
    if not headline:
        return voice.say("%(name)s: %(span)s in 100.", name=name, span=sentences.span(voice, risk))
    return voice.say(
        "%(name)s: %(mean)d in 100, range %(span)s.",
        name=name,
        mean=sentences.hundred(risk.mean),
        span=sentences.span(voice, risk),
    )


def section(voice: Voice, name: str, points: SectionPoints, whole: int) -> str:
    """Return what a section does to the risk, with its range."""
    line = sentences.section_line(voice, points.model_copy(update={"points": whole}))
    if round(points.low) == round(points.high):
        return voice.say("%(section)s %(does)s.", section=name, does=line)
    return voice.say(
        "%(section)s %(does)s (%(low)s to %(high)s).",
        section=name,
        does=line,
        low=voice.points(points.low),
        high=voice.points(points.high),
    )


def driver(voice: Voice, name: str, found: Driver) -> str:
    """Return what an answer does to the risk and what it could do at best."""
    whole = round(found.points)
    values = {
        "question": name,
        "points": voice.say_many("%(n)s point", "%(n)s points", abs(whole)),
        "best": sentences.hundred(found.if_proven_best),
    }
    if whole > 0:
        return voice.say(
            "%(question)s: this answer raises the risk by %(points)s; proven at its best, the risk"
            " would be %(best)d in 100.",
            **values,
        )
    return voice.say(
        "%(question)s: this answer lowers the risk by %(points)s; proven at its best, the risk"
        " would be %(best)d in 100.",
        **values,
    )


def answer(voice: Voice, name: str, answers: Sequence[str], target: Rated | None) -> str:
    """Return what was answered to a question and where the client wants to be."""
    given = "; ".join(answers)
    if target is None:
        return voice.say("%(question)s. %(answer)s.", question=name, answer=given)
    wanted = voice.say(
        "%(level)d, %(grade)s", level=target.level, grade=names.grade(voice, target.grade)
    )
    return voice.say(
        "%(question)s. %(answer)s. Target: %(target)s.",
        question=name,
        answer=given,
        target=wanted,
    )


def condition(voice: Voice, sentence: str) -> str:
    """Return the sentence of an answer that has to get better before the money is spent."""
    return voice.say("%(answer)s It has to get better: a condition.", answer=sentence)


def roles(
    voice: Voice,
    name: str,
    levels: Sequence[tuple[Role | None, float]],
    spread: str,
    used: float | None,
) -> str:
    """Return what each role (None: the consultant) answered, and what the score makes of it."""
    each = ", ".join(
        f"{names.role(voice, role) if role else voice.say('On the whole')} "
        f"{depth.level(voice, level)}"
        for role, level in levels
    )
    told = voice.say(
        "%(question)s: %(levels)s. Spread: %(spread)s.", question=name, levels=each, spread=spread
    )
    if used is None:
        return told
    taken = voice.say("In the score: %(level)s.", level=depth.level(voice, used))
    return f"{told} {taken}"


def step(voice: Voice, name: str, found: Step, *, headline: bool) -> str:
    """Return one action of a plan: who, when, what it takes and what it brings."""
    parts = [
        name,
        names.role(voice, found.action.role),
        told.when(voice, found),
        told.effort(voice, found.action.effort),
    ]
    if found.critical:
        parts.append(voice.say("critical: may not be late"))
    return f"{'; '.join(parts)}. {told.step_effect(voice, found, headline=headline)}"


def shift(voice: Voice, name: str, found: SectionShift) -> str:
    """Return what a section adds before and after answers were moved."""
    before, after = voice.points(found.before.points), voice.points(found.after.points)
    if before == after:
        return voice.say("%(section)s: stays at %(points)s points.", section=name, points=before)
    return voice.say(
        "%(section)s: from %(before)s to %(after)s points.",
        section=name,
        before=before,
        after=after,
    )


def gap(voice: Voice, forecast: Forecast) -> str:
    """Return the optimism gap and what the word means."""
    return voice.say(
        "The optimism gap: %(points)s points lie between what people say and what they can show or"
        " prove.",
        points=voice.points(forecast.optimism_gap * 100),
    )
