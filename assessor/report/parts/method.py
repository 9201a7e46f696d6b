"""How this was worked out: one page with this assessment's own numbers."""

from __future__ import annotations

from assessor.domain.assessment import Grade
from assessor.domain.risk import Forecast
from assessor.domain.standing import rated
from assessor.language import Voice, depth, names, sentences
from assessor.language.whole_points import whole_points
from assessor.report.content import Fact, Method, SetColumn
from assessor.report.parts.material import Material
from assessor.report.parts.numbers import numbers
from assessor.report.parts.sponsor import NOTABLE_DIFFERENCE
from assessor.report.typography import NO_BREAK

FLIPS = 4
"""Moves that are spelled out; more of them nobody follows on paper."""

RATES_LISTED = "https://www.zdnet.com/article/crm-failure-rates-2001-2009/"
BLUEPRINT = (
    "https://searchcustomerexperience.techtarget.com/news/868891/"
    "Research-finds-CRM-failure-rate-lower-than-widely-reported"
)
FORRESTER = "https://customerthink.com/27_ways_reduce_crm_project_risk/"
RUSSIAN_RATES = "https://osp.ru/news/2007/1130/4569924"


def method(of: Material) -> Method:
    """Return the method page."""
    return Method(
        steps=_steps(of),
        section_titles=tuple(of.voice.text(s.title) for s in of.questionnaire.sections),
        numbers=numbers(of),
        sets=tuple(_column(of, identity) for identity in of.forecasts),
        differ=_differ(of),
        reference=_reference(of),
        sources=_sources(of.voice),
        limits=_limits(of.voice),
        is_not=_is_not(of.voice),
    )


def _steps(of: Material) -> tuple[str, ...]:
    return (
        _start(of),
        _answers(of),
        _belief(of),
        _sum(of),
        _range(of),
        _verdict(of),
        *_firmness(of),
    )


def _start(of: Material) -> str:
    """Return what was counted or set, and what luck and doubt make of it beforehand."""
    base = of.forecast.base_rate
    doubt = of.voice.say(
        "Luck can turn any project either way, the answers of this one are not known yet, and the"
        " weights may be wrong: allowing for that makes a base rate of %(mean)d, its 80%% range"
        " %(span)s.",
        mean=sentences.hundred(base.mean),
        span=sentences.span(of.voice, base),
    )
    return f"{_counted(of)} {doubt}"


def _counted(of: Material) -> str:
    """Return the rate before any doubt about this project is added."""
    voice, own, known = of.voice, of.assessment.project.base_rate, of.advice.reference
    if own is not None:
        return voice.say(
            "Start from the base rate set for this project: %(rate)d in 100.",
            rate=sentences.hundred(own.rate),
        )
    if known is None:
        return voice.say("Start from the base rate of the belief set.")
    return voice.say(
        "Start from what was counted among comparable projects: %(rate)d in 100 failed on average,"
        " and the counts differ so much that the 80%% range for the next one is %(low)d–%(high)d.",
        rate=sentences.hundred(known.rate),
        low=sentences.hundred(known.low),
        high=sentences.hundred(known.high),
    )


def _answers(of: Material) -> str:
    voice = of.voice
    answers = [a for q in of.questionnaire.questions for a in of.assessment.answers_to(q.id)]
    found = [judgement.grade for judgement in rated(answers)]
    counts = ", ".join(
        f"{names.grade(voice, grade)} {voice.number(found.count(grade))}" for grade in Grade
    )
    return voice.say(
        "Read each answer as a belief about the true level. A level that was only said is believed"
        " little, one that was shown more, one that was proven almost fully; a low level is"
        " believed at once. Here: %(counts)s.",
        counts=counts,
    )


def _belief(of: Material) -> str:
    voice, forecast = of.voice, of.forecast
    if not forecast.headline:
        return voice.say(
            "Compare words with evidence: taken at their word the answers give %(stated)s in 100,"
            " believed as far as they are evidenced %(evidenced)s.",
            stated=sentences.span(voice, forecast.as_stated),
            evidenced=sentences.span(voice, forecast.as_evidenced),
        )
    return voice.say(
        "Compare words with evidence: taken at their word the answers give %(stated)d in 100,"
        " believed as far as they are evidenced %(evidenced)d. The optimism gap is %(gap)s.",
        stated=sentences.hundred(forecast.as_stated.mean),
        evidenced=sentences.hundred(forecast.as_evidenced.mean),
        gap=voice.points(forecast.optimism_gap * 100),
    )


def _sum(of: Material) -> str:
    """Return the sum from base rate to risk, in figures, with every section in its order."""
    voice, forecast = of.voice, of.forecast
    base = str(sentences.hundred(forecast.base_rate.mean))
    terms = [_term(voice, points) for points in whole_points(forecast).values()]
    total = " ".join([base, *terms])
    if not forecast.headline:
        return voice.say(
            "Add up the weights of the answers on the scale of log-odds and share the result out"
            " to the sections in whole points: %(sum)s. Too little has been asked to"
            " call the sum a result.",
            sum=total,
        )
    return voice.say(
        "Add up the weights of the answers on the scale of log-odds and share the result out to"
        " the sections in whole points, in their order: %(sum)s = %(risk)d.",
        sum=total,
        risk=sentences.hundred(forecast.risk.mean),
    )


def _term(voice: Voice, points: int) -> str:
    """Return a summand with its sign before it, which no line separates from it."""
    return f"{'−' if points < 0 else '+'}{NO_BREAK}{voice.number(abs(points))}"


def _range(of: Material) -> str:
    return of.voice.say(
        "Repeat this thousands of times with other weights, another base rate, other true levels"
        " and some luck, as far as each may reasonably be wrong. In 80%% of the runs the risk lies"
        " at %(span)s.",
        span=sentences.span(of.voice, of.forecast.risk),
    )


def _verdict(of: Material) -> str:
    voice, forecast = of.voice, of.forecast
    return voice.say(
        "Hold the upper end of the range, %(high)d, against the accepted risk of %(limit)d. Under"
        " it: go. Above it, but a few proven answers would bring it under: go if. Else, or with"
        " less than half of the weight asked (here %(coverage)s): not yet. Result: %(verdict)s.",
        high=sentences.hundred(forecast.risk.high),
        limit=sentences.hundred(forecast.risk_limit),
        coverage=voice.percent(forecast.coverage),
        verdict=names.verdict(voice, forecast.verdict).lower(),
    )


def _firmness(of: Material) -> tuple[str, ...]:
    """Return the flip test: how many single moves were tried, and what they change."""
    voice, test = of.voice, of.advice.flip_test
    if test is None:
        return ()
    told = [depth.flip(voice, one, of.questionnaire) for one in test.flips[:FLIPS]]
    deciding = voice.say("They are: %(moves)s.", moves="; ".join(told)) if told else ""
    step = voice.say(
        "Move one answer at a time by a level or a grade and see whether the verdict changes."
    )
    parts = (step, depth.firmness(voice, test), depth.tried(voice, test), deciding)
    return (" ".join(part for part in parts if part),)


def _reference(of: Material) -> tuple[Fact, ...]:
    """Return what the base rate was counted among, and how far that can be trusted."""
    voice, own, known = of.voice, of.assessment.project.base_rate, of.advice.reference
    if own is not None:
        rate = voice.say(
            "%(rate)d in 100, set by the consultant: %(reason)s",
            rate=sentences.hundred(own.rate),
            reason=own.reason,
        )
        return (Fact(label=voice.say("Own base rate"), text=rate),)
    if known is None:
        return ()
    counted = voice.say_many("%(n)s project", "%(n)s projects", known.n) if known.n else ""
    rate = sentences.published_rate(voice, known, of.forecast.base_rate)
    trust = f"{names.provenance(voice, known.provenance)}. {voice.text(known.reason)}"
    told = (voice.text(known.definition), rate, counted and f"{counted}.", trust)
    return (
        Fact(label=voice.text(known.title), text=" ".join(part for part in told if part)),
        Fact(label=voice.say("Where it was read"), text="; ".join(known.sources)),
    )


def _column(of: Material, identity: str) -> SetColumn:
    voice, forecast = of.voice, of.forecasts[identity]
    points = {name: voice.points(whole) for name, whole in whole_points(forecast).items()}
    title = sentences.belief_set(voice, identity)
    return SetColumn(
        title=title[0].upper() + title[1:],
        base=_figure(voice, forecast, "base_rate"),
        sections=tuple(points.get(s.id, "–") for s in of.questionnaire.sections),
        stated=_figure(voice, forecast, "as_stated"),
        risk=_figure(voice, forecast, "risk"),
        verdict=names.verdict(voice, forecast.verdict),
    )


def _figure(voice: Voice, forecast: Forecast, name: str) -> str:
    risk = getattr(forecast, name)
    spread = sentences.span(voice, risk)
    if name != "base_rate" and not forecast.headline:
        return spread
    return f"{sentences.hundred(risk.mean)} ({spread})"


def _differ(of: Material) -> str:
    if not any(forecast.coverage for forecast in of.forecasts.values()):
        return of.voice.say("Nothing has been asked, so there is nothing to differ about yet.")
    opposed = [
        sentences.other_verdict(of.voice, identity, forecast)
        for identity, forecast in of.forecasts.items()
        if forecast.verdict is not of.forecast.verdict
    ]
    shown = [sentences.hundred(forecast.risk.mean) for forecast in of.forecasts.values()]
    if max(shown) - min(shown) > NOTABLE_DIFFERENCE:
        choose = of.voice.say(
            "The belief sets differ by more than five points: decide which of them fits your"
            " experience before you rely on one figure."
        )
        return " ".join([*opposed, choose])
    return " ".join(opposed) or of.voice.say("The belief sets agree within five points.")


def _sources(voice: Voice) -> tuple[Fact, ...]:
    return (
        Fact(
            label="S1–S7",
            text=voice.say(
                "What a practitioner of customer experience holds after years of CRM projects:"
                " innovation or bet (S1), outcomes (S2), the chain to the money (S3), why CRM does"
                " not take off (S4), planning (S5), competence (S6), crisis (S7)."
            ),
        ),
        Fact(
            label=voice.say("Base rate"),
            text=voice.say(
                "Fourteen surveys since 2001 in which objectives or return were not reached: 18 to"
                " 69%%, 45%% on average. For example %(rates)s; %(russian)s; %(blueprint)s.",
                rates=RATES_LISTED,
                russian=RUSSIAN_RATES,
                blueprint=BLUEPRINT,
            ),
        ),
        Fact(
            label=voice.say("Published evidence"),
            text=voice.say(
                "For example Forrester, which coded over 200 problems of 133 organisations:"
                " %(address)s. It agrees on process and people, is split on technology, and"
                " contradicts the belief that large projects are safer.",
                address=FORRESTER,
            ),
        ),
    )


def _limits(voice: Voice) -> tuple[str, ...]:
    return (
        voice.say(
            "The weights are judgement, not estimates: no one has the data to fit them, and the"
            " published cases are too full of gaps."
        ),
        voice.say(
            "The answers are those of the people interviewed; whoever was not asked may know"
            " better."
        ),
        voice.say("The figure speaks of this day. Each decision and each new proof changes it."),
    )


def _is_not(voice: Voice) -> tuple[str, ...]:
    return (
        voice.say("It is no verdict on people, and no guarantee in either direction."),
        voice.say("It does not say what the CRM is worth, nor which product to buy."),
    )
