"""What a picture or a figure says, as one sentence: the same on screen and on paper."""

from __future__ import annotations

from assessor.domain.assessment import Assessment, NotAsked
from assessor.domain.questionnaire import Questionnaire
from assessor.domain.risk import Forecast, Risk, SectionPoints, Verdict
from assessor.language import Voice

SMALLEST_GAP = 0.01
"""A difference of means under one point is told as none."""


def hundred(share: float) -> int:
    """Return a share as whole cases of a hundred."""
    return round(share * 100)


def span(voice: Voice, risk: Risk) -> str:
    """Return the 80 % range of a risk in cases of a hundred: 48–75."""
    return f"{voice.number(hundred(risk.low))}–{voice.number(hundred(risk.high))}"


def chance(voice: Voice, forecast: Forecast) -> str:
    """Return the risk and its range; under half coverage the range alone."""
    if not forecast.headline:
        return voice.say(
            "Too little has been asked for a single figure: the risk lies between %(low)d and"
            " %(high)d in 100.",
            low=hundred(forecast.risk.low),
            high=hundred(forecast.risk.high),
        )
    return voice.say(
        "Of 100 projects in this position, %(mean)d would not take off; the 80%% range is"
        " %(low)d to %(high)d.",
        mean=hundred(forecast.risk.mean),
        low=hundred(forecast.risk.low),
        high=hundred(forecast.risk.high),
    )


def verdict(voice: Voice, forecast: Forecast) -> str:
    """Return what the client should do with the money, and why."""
    limit = voice.percent(forecast.risk_limit)
    if not forecast.headline:
        return voice.say(
            "Not yet: only %(coverage)s of what matters has been asked.",
            coverage=voice.percent(forecast.coverage),
        )
    return {
        Verdict.GO: voice.say(
            "Go: even the upper end of the range stays under the limit of %(limit)s.", limit=limit
        ),
        Verdict.GO_IF: voice.say(
            "Go, if the conditions are met: they bring the whole range under the limit of"
            " %(limit)s.",
            limit=limit,
        ),
        Verdict.NOT_YET: voice.say(
            "Not yet: the risk is above the limit of %(limit)s, and no single set of answers at"
            " hand brings it under.",
            limit=limit,
        ),
    }[forecast.verdict]


def gap(voice: Voice, forecast: Forecast) -> str:
    """Return how far apart the stated and the evidenced risk are."""
    if not forecast.headline:
        return voice.say("As stated and as evidenced: the ranges, while too little has been asked.")
    if abs(forecast.optimism_gap) < SMALLEST_GAP:
        return voice.say("The evidence bears out what was stated.")
    points = voice.say_many("%(n)s point", "%(n)s points", abs(round(forecast.optimism_gap * 100)))
    if forecast.optimism_gap < 0:
        return voice.say(
            "What has been evidenced puts the risk %(points)s below what was stated.",
            points=points,
        )
    return voice.say(
        "What has been evidenced puts the risk %(points)s above what was stated.", points=points
    )


def against_base_rate(voice: Voice, forecast: Forecast) -> str:
    """Return how the range stands to the base rate and to the client's limit."""
    return voice.say(
        "The range against the base rate of %(base)d and the client's limit of %(limit)d in 100.",
        base=hundred(forecast.base_rate.mean),
        limit=hundred(forecast.risk_limit),
    )


def path(voice: Voice, forecast: Forecast, questionnaire: Questionnaire) -> str:
    """Return what leads from the base rate to the risk: the strongest section."""
    strongest = max(forecast.sections, key=lambda section: abs(section.points), default=None)
    if strongest is None or round(strongest.points) == 0:
        return voice.say("No section moves the risk away from the base rate yet.")
    names = {section.id: voice.text(section.title) for section in questionnaire.sections}
    values = {
        "base": hundred(forecast.base_rate.mean),
        "section": names.get(strongest.id, strongest.id),
        "points": voice.points(strongest.points),
    }
    return voice.say(
        "From the base rate of %(base)d in 100, the section “%(section)s” moves the risk most:"
        " %(points)s.",
        **values,
    )


def asked(voice: Voice, assessment: Assessment, questionnaire: Questionnaire) -> str:
    """Return how many of the questions have been asked."""
    done = sum(
        any(not isinstance(a.judgement, NotAsked) for a in assessment.answers_to(question.id))
        for question in questionnaire.questions
    )
    return voice.say(
        "%(done)d of %(all)d questions have been asked.",
        done=done,
        all=len(questionnaire.questions),
    )


def strongest_answer(voice: Voice, forecast: Forecast, questionnaire: Questionnaire) -> str:
    """Return which answer moves the risk most."""
    driver = next((d for d in forecast.drivers if round(d.points) != 0), None)
    if driver is None:
        return voice.say("No answer moves the risk by a whole point yet.")
    question = questionnaire.by_id.get(driver.question)
    return voice.say(
        "One answer moves the risk most: “%(question)s”, %(points)s.",
        question=voice.text(question.short) if question else driver.question,
        points=voice.points(driver.points),
    )


def section_line(voice: Voice, points: SectionPoints) -> str:
    """Return in words what a section does to the risk."""
    whole = round(points.points)
    if whole == 0:
        return voice.say("leaves the risk where it is")
    number = voice.say_many("%(n)s point", "%(n)s points", abs(whole))
    if whole > 0:
        return voice.say("raises the risk by %(points)s", points=number)
    return voice.say("lowers the risk by %(points)s", points=number)
