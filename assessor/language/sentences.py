"""What a picture or a figure says, as one sentence: the same on screen and on paper."""

from __future__ import annotations

from collections.abc import Callable

from assessor.domain.assessment import (
    Assessment,
    Judgement,
    NotAsked,
    Rated,
    TakeoffDefinition,
)
from assessor.domain.language import Text
from assessor.domain.questionnaire import LEVELS, Questionnaire
from assessor.domain.reference_class import ReferenceClass
from assessor.domain.risk import Caveat, Forecast, Risk, SectionPoints, Verdict
from assessor.language import names
from assessor.language.voice import Voice

SMALLEST_GAP = 0.01
"""A difference of means under one point is told as none."""


def hundred(share: float) -> int:
    """Return a share as whole cases of a hundred."""
    return round(share * 100)


def in_hundred(voice: Voice, share: float) -> str:
    """Return a risk or a limit as it is said everywhere: 35 in 100."""
    return voice.say("%(n)d in 100", n=hundred(share))


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
    limit = in_hundred(voice, forecast.risk_limit)
    if not forecast.headline:
        return voice.say(
            "Not yet: only %(coverage)s of what matters has been asked.",
            coverage=voice.percent(forecast.coverage),
        )
    if forecast.blocked:
        return voice.say(
            "Not yet: the range reaches above the limit of %(limit)s, and there is no plan without"
            " the actions that have been ruled out.",
            limit=limit,
        )
    return {
        Verdict.GO: voice.say(
            "Go: even the upper end of the range stays within the limit of %(limit)s.", limit=limit
        ),
        Verdict.GO_IF: voice.say(
            "Go, if the conditions are met: they bring the whole range within the limit of"
            " %(limit)s.",
            limit=limit,
        ),
        Verdict.NOT_YET: voice.say(
            "Not yet: the range reaches above the limit of %(limit)s, and a few better answers"
            " would not bring it under.",
            limit=limit,
        ),
    }[forecast.verdict]


def gap(voice: Voice, forecast: Forecast) -> str:
    """Return how far apart the stated and the evidenced risk are."""
    if not forecast.headline:
        return voice.say("As stated and as evidenced: the ranges, while too little has been asked.")
    if not forecast.rated:
        return voice.say("Nobody stated a level, so there is nothing that evidence could bear out.")
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


def allowed_for(voice: Voice, rate: str, base: Risk) -> str:
    """Return why the base rate is another than the rate that was counted or set.

    The model lets luck turn any project either way, and doubts every answer and weight.
    """
    return voice.say(
        "The rate itself is %(rate)s; luck, which can turn any project either way, and all that"
        " is not known yet about this one make %(mean)d in 100 of it (%(span)s).",
        rate=rate,
        mean=hundred(base.mean),
        span=span(voice, base),
    )


def published_rate(voice: Voice, known: ReferenceClass, base: Risk) -> str:
    """Return a published rate with its range, and what it comes to as a base rate."""
    published = Risk(mean=known.rate, median=known.rate, low=known.low, high=known.high)
    rate = f"{in_hundred(voice, known.rate)} ({span(voice, published)})"
    return allowed_for(voice, rate, base)


def other_verdict(voice: Voice, identity: str, other: Forecast) -> str:
    """Return that another belief set comes to another verdict, and why."""
    values = {
        "set": belief_set(voice, identity),
        "verdict": names.verdict(voice, other.verdict),
        "span": span(voice, other.risk),
    }
    if not other.headline:
        return voice.say(
            "With the %(set)s the verdict is “%(verdict)s”: of what matters to it only"
            " %(coverage)s has been asked, so it has a range alone, %(span)s in 100.",
            coverage=voice.percent(other.coverage),
            **values,
        )
    return voice.say(
        "With the %(set)s the verdict is “%(verdict)s”: %(mean)d in 100 (%(span)s), and the limit"
        " is %(limit)d.",
        mean=hundred(other.risk.mean),
        limit=hundred(other.risk_limit),
        **values,
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


def caveat(voice: Voice, found: Caveat) -> str:
    """Return a reason to trust the figure less; an unknown one is told by its id."""
    known = {
        **_about_answers(voice, found),
        **_about_base_rate(voice, found),
        **_about_the_rest(voice, found),
    }
    speak = known.get(found.id)
    return speak() if speak else voice.say("Take care: %(id)s.", id=found.id)


def _about_answers(voice: Voice, found: Caveat) -> dict[str, Callable[[], str]]:
    """Return the caveats about what was answered, and by whom."""
    values = found.values
    return {
        "few_answers": lambda: voice.say(
            "Only %(share)s of what matters has been asked.",
            share=voice.percent(float(values["coverage"])),
        ),
        "mostly_said": lambda: voice.say(
            "%(share)s of the weight of the answers rests on what was only said, not shown or"
            " proven.",
            share=voice.percent(float(values["share"])),
        ),
        "people_differ": lambda: voice.say_many(
            "On %(n)s question people are two or more levels apart.",
            "On %(n)s questions people are two or more levels apart.",
            int(values["n"]),
        ),
        "few_interviews": lambda: _few_interviews(voice, int(values["n"])),
        "much_left_out": lambda: voice.say(
            "%(share)s of what matters was called not applicable and left out.",
            share=voice.percent(float(values["share"])),
        ),
        "verdict_not_firm": lambda: voice.say_many(
            "The verdict hangs on %(n)s answer: one step up or down there, and it would be"
            " another.",
            "The verdict hangs on %(n)s answers: one step up or down in any of them, and it would"
            " be another.",
            int(values["n"]),
        ),
    }


def _about_base_rate(voice: Voice, found: Caveat) -> dict[str, Callable[[], str]]:
    """Return the caveats about what the project is compared with."""
    values = found.values
    return {
        "own_base_rate": lambda: _own_base_rate(voice, float(values["rate"]), values["projects"]),
        "weak_reference_class": lambda: voice.say(
            "The base rate comes from “%(title)s”, and it is poorly known where that figure comes"
            " from.",
            title=_title(voice, found),
        ),
        "another_event": lambda: voice.say(
            "The base rate comes from “%(title)s”: what was counted there is not the same as not"
            " taking off.",
            title=_title(voice, found),
        ),
        "unknown_reference_class": lambda: voice.say(
            "This program does not know the reference class “%(id)s”; the base rate is the belief"
            " set's own.",
            id=values["id"],
        ),
        "unseen_sector": lambda: voice.say(
            "No finished project from the sector “%(sector)s” is known here, neither an own one"
            " nor a published case: nothing shows how well the figure holds there.",
            sector=values["sector"],
        ),
        "in_crisis": lambda: voice.say(
            "The company is in crisis, and both the base rate and the weights come from ordinary"
            " times."
        ),
    }


def _about_the_rest(voice: Voice, found: Caveat) -> dict[str, Callable[[], str]]:
    """Return the caveats about the definition of take-off and the belief sets."""
    values = found.values
    return {
        "no_takeoff_definition": lambda: voice.say(
            "No complete definition of take-off has been agreed, so nobody can later tell whether"
            " the project took off."
        ),
        "belief_sets_differ": lambda: voice.say(
            "The two belief sets disagree: %(shown)d in 100 here, %(other)d in 100 with the"
            " %(set)s.",
            shown=hundred(float(values["shown"])),
            other=hundred(float(values["other"])),
            set=belief_set(voice, str(values["other_id"])),
        ),
        "unweighted_questions": lambda: voice.say_many(
            "The belief set says nothing about %(n)s question of this questionnaire.",
            "The belief set says nothing about %(n)s questions of this questionnaire.",
            int(values["n"]),
        ),
    }


def _few_interviews(voice: Voice, people: int) -> str:
    if people == 0:
        return voice.say("Nobody has been recorded as interviewed.")
    return voice.say_many(
        "Only %(n)s person has been interviewed.",
        "Only %(n)s people have been interviewed.",
        people,
    )


def _own_base_rate(voice: Voice, rate: float, projects: object) -> str:
    if not projects:
        return voice.say("The base rate was set by hand: %(rate)d in 100.", rate=hundred(rate))
    return voice.say_many(
        "The base rate, %(rate)d in 100, is the practice's own, by %(n)s project.",
        "The base rate, %(rate)d in 100, is the practice's own, by %(n)s projects.",
        int(str(projects)),
        rate=hundred(rate),
    )


def _title(voice: Voice, found: Caveat) -> str:
    return voice.text(Text(en=str(found.values["en"]), ru=str(found.values["ru"])))


def belief_set(voice: Voice, identity: str) -> str:
    """Return what a belief set is called within a sentence."""
    return {
        "practitioner": voice.say("practitioner's belief set"),
        "published": voice.say("published belief set"),
    }.get(identity, voice.say("belief set “%(id)s”", id=identity))


def coverage(voice: Voice, forecast: Forecast) -> str:
    """Return how much of what matters has been asked."""
    return voice.say(
        "%(share)s of what matters has been asked.", share=voice.percent(forecast.coverage)
    )


def definition(voice: Voice, takeoff: TakeoffDefinition) -> str:
    """Return what taking off means for this project, as far as it has been agreed."""
    parts = [part for part in (_users(voice, takeoff), _figure(voice, takeoff)) if part]
    if not parts and not takeoff.measured_by:
        return voice.say("Not agreed yet.")
    measured = voice.say("Measured by: %(who)s.", who=takeoff.measured_by.rstrip("."))
    if not parts:
        return f"{voice.say('Not agreed yet.')} {measured}"
    both = voice.say(" and ").join(parts)
    sentence = voice.say("%(when)s, %(what)s.", when=_by_when(voice, takeoff), what=both)
    if not takeoff.measured_by:
        return sentence
    return f"{sentence} {measured}"


def _by_when(voice: Voice, takeoff: TakeoffDefinition) -> str:
    months = takeoff.months_after
    if takeoff.go_live is None:
        return voice.say_many("%(n)s month after go-live", "%(n)s months after go-live", months)
    return voice.say_many(
        "%(n)s month after go-live on %(day)s",
        "%(n)s months after go-live on %(day)s",
        months,
        day=voice.date(takeoff.go_live),
    )


def _users(voice: Voice, takeoff: TakeoffDefinition) -> str:
    if takeoff.user_share is None:
        return ""
    return voice.say(
        "at least %(share)s of the named users work in the system daily",
        share=voice.percent(takeoff.user_share),
    )


def _figure(voice: Voice, takeoff: TakeoffDefinition) -> str:
    figure = takeoff.business_figure.rstrip(".") or _unnamed_figure(voice, takeoff)
    if not figure:
        return ""
    if takeoff.baseline and takeoff.target:
        return voice.say(
            "the figure “%(figure)s” has moved from %(baseline)s to %(target)s",
            figure=figure,
            baseline=takeoff.baseline,
            target=takeoff.target,
        )
    if takeoff.target:
        return voice.say(
            "the figure “%(figure)s” has reached %(target)s", figure=figure, target=takeoff.target
        )
    if takeoff.baseline:
        return voice.say(
            "the figure “%(figure)s” has moved from %(baseline)s as agreed",
            figure=figure,
            baseline=takeoff.baseline,
        )
    return voice.say("the figure “%(figure)s” has moved as agreed", figure=figure)


def _unnamed_figure(voice: Voice, takeoff: TakeoffDefinition) -> str:
    """Return what stands for a figure of which only values are known, empty without any."""
    return voice.say("not named yet") if takeoff.baseline or takeoff.target else ""


def judgement(voice: Voice, value: Judgement) -> str:
    """Return an answer in a few words: Level 2 of 4, shown."""
    if isinstance(value, Rated):
        return voice.say(
            "Level %(level)d of %(top)d, %(grade)s",
            level=value.level,
            top=LEVELS - 1,
            grade=names.grade(voice, value.grade),
        )
    return {
        "unknown": voice.say("Asked, and nobody knows"),
        "not_applicable": voice.say("Not applicable"),
        "not_asked": voice.say("Not asked yet"),
    }[value.kind]
