"""From the base rate to the forecast, section by section."""

from __future__ import annotations

from assessor.domain.risk import Risk, SectionPoints
from assessor.domain.standing import State, state
from assessor.language import sentences
from assessor.language.whole_points import whole_sections
from assessor.report.content import Step, Walk
from assessor.report.parts.material import Material


def walk(of: Material) -> Walk:
    """Return the waterfall and one line of words per bar."""
    voice, forecast = of.voice, of.forecast
    end = voice.say("what the answers make of it")
    return Walk(
        picture=of.picture(
            "waterfall", sentences.path(voice, forecast, of.questionnaire), 620, 380
        ),
        start=_risk(of, "base", voice.say("Base rate"), forecast.base_rate, _before(of)),
        steps=tuple(_step(of, section) for section in whole_sections(forecast)),
        end=_risk(of, "risk", voice.say("Risk"), forecast.risk, end),
    )


def _before(of: Material) -> str:
    """Return what the base rate is, and why it is another than the rate that it comes from."""
    voice, own, known = of.voice, of.assessment.project.base_rate, of.advice.reference
    mean = sentences.hundred(of.forecast.base_rate.mean)
    given = own or known
    rate = sentences.hundred(given.rate) if given else mean
    if rate == mean:
        return voice.say("the risk of such a project before anything is asked")
    if own:
        return voice.say(
            "before anything is asked: set at %(rate)d in 100, and luck and doubt make it %(mean)d",
            rate=rate,
            mean=mean,
        )
    return voice.say(
        "before anything is asked: %(rate)d in 100 were counted, and luck and doubt make it"
        " %(mean)d",
        rate=rate,
        mean=mean,
    )


def _risk(of: Material, identity: str, title: str, risk: Risk, sentence: str) -> Step:
    shown = of.forecast.headline or identity == "base"
    return Step(
        id=identity,
        title=title,
        points=str(sentences.hundred(risk.mean)) if shown else "",
        span=sentences.span(of.voice, risk),
        sentence=sentence,
    )


def _step(of: Material, section: SectionPoints) -> Step:
    known = of.questionnaire.section_by_id.get(section.id)
    voice = of.voice
    low, high = voice.points(section.low), voice.points(section.high)
    return Step(
        id=section.id,
        title=voice.text(known.title) if known else section.id,
        points=voice.points(section.points),
        span=voice.say("%(low)s to %(high)s", low=low, high=high) if _asked(of, section) else "",
        sentence=_words(of, section) if _asked(of, section) else voice.say("not asked"),
    )


def _asked(of: Material, section: SectionPoints) -> bool:
    """Return whether anything of a section was asked, were it only that it does not apply."""
    known = of.questionnaire.section_by_id.get(section.id)
    asked = known.questions if known else ()
    return any(state(of.assessment.answers_to(q.id)) is not State.NOT_ASKED for q in asked)


def _words(of: Material, section: SectionPoints) -> str:
    """Return what the section does and which answer does most of it."""
    own = [d for d in of.forecast.drivers if d.question.partition(".")[0] == section.id]
    pulling = [d for d in own if round(d.points) != 0 and d.points * section.points > 0]
    if round(section.points) == 0 or not pulling:
        return sentences.section_line(of.voice, section)
    strongest = max(pulling, key=lambda driver: abs(driver.points))
    named = {
        "question": of.title(strongest.question),
        "points": of.voice.points(strongest.points),
    }
    # By how much stands beside it.
    if strongest.points > 0:
        return of.voice.say("raises it, mostly through “%(question)s” (%(points)s)", **named)
    return of.voice.say("lowers it, mostly through “%(question)s” (%(points)s)", **named)
