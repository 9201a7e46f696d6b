"""The one page for the sponsor, complete by itself."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date

from assessor.domain.assessment import Rated
from assessor.domain.paper import Part
from assessor.domain.plan import Step
from assessor.domain.questionnaire import LEVELS, Question
from assessor.domain.risk import Driver, Verdict
from assessor.domain.standing import State, state
from assessor.language import names, plan_sentences, sentences
from assessor.report.content import Fact, Line, SponsorPage
from assessor.report.parts.cover import client, project_name
from assessor.report.parts.material import Material
from assessor.report.parts.roominess import is_crowded, is_full
from assessor.report.shortened import short

REASONS = 3
"""Up and down each."""

CONDITIONS = 3
"""That many to keep as they are."""

DESCRIBES_SCALE = frozenset({"scale.investment", "goal.materiality"})
"""Answers that tell how large a project is; nobody lowers a risk by spending more."""

MORE_CONDITIONS = 5
"""Further questions that would lower the risk most are not listed beyond this."""

NOTABLE_DIFFERENCE = 5
"""Belief sets whose printed figures differ by more points than this are both shown."""

MONTHS_TO_NEXT_LOOK = {Verdict.GO: 3, Verdict.GO_IF: 1, Verdict.NOT_YET: 1}
"""A go is looked at again by the quarter, anything else by the month (S5.6)."""

ROOMY = 5
"""So many conditions are told without a plan."""

MOST_CONDITIONS = 8
"""The page has room for the heaviest that a plan makes true; the others are named below them."""

ON_PAGE = 200
"""Letters of a comment that the page has room for."""

MOST_NAME = 70
"""A longer client's or project's name is cut here; the cover has it in full."""

MOST_QUESTION, MOST_LEVEL = 60, 200
"""Letters of a question's name and of what was found out; ours are shorter, own ones need not be,
and the appendix has them in full."""

MOST_DEFINITION = 290
"""The definition of take-off beyond this is on the cover only."""

MOST_BESIDE_COMMENT = 150
"""On a full page a comment takes the room of the rest of the definition."""


def sponsor(of: Material) -> SponsorPage:
    """Return the sponsor's page."""
    voice, project, forecast = of.voice, of.assessment.project, of.forecast
    lead, conditions = _conditions(of)
    most = MOST_CONDITIONS if of.advice.plan and of.advice.plan.cheapest else ROOMY
    shown, others = conditions[:most], conditions[most:]
    caveats, comment = _caveats(of), of.comment(Part.SPONSOR, ON_PAGE)
    definition = sentences.definition(voice, project.takeoff)
    page = SponsorPage(
        client=short(client(voice, project), MOST_NAME),
        project=short(project_name(voice, project), MOST_NAME),
        day=voice.date(project.day or of.day),
        verdict=sentences.verdict(voice, forecast),
        number=str(sentences.hundred(forecast.risk.mean)) if forecast.headline else "",
        span=sentences.span(voice, forecast.risk),
        chance=sentences.chance(voice, forecast),
        icons=of.picture("icon_array", sentences.chance(voice, forecast), 190),
        range=of.picture("range_bar", sentences.against_base_rate(voice, forecast), 400),
        stated=of.picture("stated_evidenced", sentences.gap(voice, forecast), 400),
        other_beliefs=_other_beliefs(of),
        up=_reasons(of, (d for d in forecast.drivers if round(d.points) > 0)),
        down=_reasons(of, (d for d in forecast.drivers if round(d.points) < 0)),
        conditions_lead=lead,
        conditions=shown,
        more=_more(of, others),
        next_look=_next_look(of),
        facts=_facts(of),
        caveats=caveats,
        definition=short(definition, MOST_DEFINITION),
        comment=comment,
        crowded=False,
    )
    if not is_crowded(page):
        return page
    room = MOST_BESIDE_COMMENT if comment and is_full(page) else MOST_DEFINITION
    return page.model_copy(update={"crowded": True, "definition": short(definition, room)})


def _reasons(of: Material, drivers: Iterable[Driver]) -> tuple[Line, ...]:
    return tuple(
        Line(
            id=driver.question,
            title=short(of.title(driver.question), MOST_QUESTION),
            text=_found(of, driver.question),
            points=of.voice.points(driver.points),
        )
        for driver in list(drivers)[:REASONS]
    )


def _found(of: Material, question_id: str) -> str:
    """Return what was found out about a question: the level's sentence and its grade."""
    answers = of.assessment.answers_to(question_id)
    question = of.questionnaire.by_id.get(question_id)
    judged = next((a.judgement for a in answers if a.judgement.kind == state(answers)), None)
    if judged is None or question is None:
        return of.voice.say("Not asked yet")
    if not isinstance(judged, Rated):
        return sentences.judgement(of.voice, judged)
    level = short(of.voice.text(question.levels[judged.level]), MOST_LEVEL).rstrip(".")
    return of.voice.say(
        "%(level)s (%(grade)s).", level=level, grade=names.grade(of.voice, judged.grade)
    )


def _conditions(of: Material) -> tuple[str, tuple[Line, ...]]:
    """Return what comes before the list and the list: what has to be true or asked first."""
    voice, forecast = of.voice, of.forecast
    if not forecast.headline:
        lead = voice.say("To be asked first, the heaviest on top")
        return lead, _questions(of, forecast.missing[:MORE_CONDITIONS], best=False)
    if forecast.verdict is Verdict.GO_IF:
        return _demanded(of)
    if forecast.verdict is Verdict.GO:
        lead = voice.say("Keep these as they are")
        kept = [d.question for d in forecast.drivers if round(d.points) < 0]
        return lead, _questions(of, kept[:CONDITIONS])
    lead = voice.say("What would lower the risk most")
    ranked = sorted(forecast.drivers, key=lambda driver: driver.if_proven_best)
    worth = [
        d.question
        for d in ranked
        if d.if_proven_best < forecast.risk.mean and d.question not in DESCRIBES_SCALE
    ]
    return lead, _questions(of, worth[:MORE_CONDITIONS])


def _more(of: Material, others: tuple[Line, ...]) -> str:
    if not others:
        return ""
    named = "; ".join(line.title for line in others)
    count = of.voice.number(len(others))
    return of.voice.say("and %(n)s more: %(names)s", n=count, names=named)


def _demanded(of: Material) -> tuple[str, tuple[Line, ...]]:
    """Return the conditions of a go if: what the cheapest plan does, and by when."""
    plan = of.advice.plan.cheapest if of.advice.plan else None
    if plan is None:
        wanted = [one for one in of.forecast.conditions if one not in DESCRIBES_SCALE]
        return of.voice.say("Go, if these are shown to be true"), _questions(of, wanted)
    last = {step.action.question: step for step in plan.steps}
    strongest = sorted(last.values(), key=lambda step: (step.effect.points, step.action.id))
    return of.voice.say("Go, once this is done"), tuple(_planned(of, step) for step in strongest)


def _planned(of: Material, step: Step) -> Line:
    """Return an action in its own words: a level's tell where it falls short, too."""
    voice, action = of.voice, step.action
    deed = voice.say(
        "%(deed)s. By week %(week)s, %(who)s.",
        deed=voice.text(action.title),
        week=voice.number(math.ceil(step.finish)),
        who=names.within(names.role(voice, action.role)),
    )
    # How large a project is can be decided, not shown to be true: then it is the deed that counts.
    if action.question not in DESCRIBES_SCALE:
        level = voice.say(
            "At least level %(n)d of %(top)d.", n=action.reaches.level, top=LEVELS - 1
        )
        deed = f"{deed} {level}"
    title = short(of.title(action.question), MOST_QUESTION)
    return Line(id=action.question, title=title, text=deed)


def _questions(of: Material, ids: Iterable[str], *, best: bool = True) -> tuple[Line, ...]:
    known = [of.questionnaire.by_id[i] for i in ids if i in of.questionnaire.by_id]
    return tuple(_condition(of, question, best=best) for question in known)


def _condition(of: Material, question: Question, *, best: bool) -> Line:
    text = of.best(question) if best else of.voice.text(question.text)
    title = short(of.voice.text(question.short), MOST_QUESTION)
    return Line(id=question.id, title=title, text=short(text, MOST_LEVEL))


def _facts(of: Material) -> tuple[Fact, ...]:
    voice, forecast = of.voice, of.forecast
    states = [state(of.assessment.answers_to(q.id)) for q in of.questionnaire.questions]
    asked = sum(one is not State.NOT_ASKED for one in states)
    questions = voice.say("%(asked)d of %(all)d", asked=asked, all=len(states))
    return (
        Fact(
            label=voice.say("Accepted risk"), text=sentences.in_hundred(voice, forecast.risk_limit)
        ),
        Fact(label=voice.say("Coverage"), text=voice.percent(forecast.coverage)),
        Fact(label=voice.say("Questions asked"), text=questions),
        Fact(label=voice.say("Findings"), text=voice.number(len(forecast.findings))),
        *_firmness(of),
        *_plan(of),
    )


def _firmness(of: Material) -> tuple[Fact, ...]:
    test = of.advice.flip_test
    if test is None:
        return ()
    firm = names.firmness(of.voice, test.firmness)
    told = of.voice.say("%(firmness)s verdict", firmness=firm)
    return (Fact(label=of.voice.say("Firmness"), text=told),)


def _plan(of: Material) -> tuple[Fact, ...]:
    plan = of.advice.plan
    if plan is None or plan.cheapest is None or not of.forecast.headline:
        return ()
    voice, cheapest = of.voice, plan.cheapest
    told = (
        voice.say_many("%(n)s action", "%(n)s actions", len(cheapest.steps)),
        plan_sentences.person_days(voice, cheapest.effort.likely),
        plan_sentences.weeks(voice, cheapest.weeks),
    )
    return (Fact(label=voice.say("Cheapest plan"), text=", ".join(told)),)


def _other_beliefs(of: Material) -> str:
    """Return what the other belief sets say where they differ: in the verdict, or by much."""
    return " ".join(told for identity in of.forecasts if (told := _other_belief(of, identity)))


def _other_belief(of: Material, identity: str) -> str:
    other, shown = of.forecasts[identity], sentences.hundred(of.forecast.risk.mean)
    if other.verdict is not of.forecast.verdict:
        return sentences.other_verdict(of.voice, identity, other)
    if abs(sentences.hundred(other.risk.mean) - shown) <= NOTABLE_DIFFERENCE:
        return ""
    return of.voice.say(
        "With the %(set)s: %(span)s in 100.",
        set=sentences.belief_set(of.voice, identity),
        span=_mean_and_span(of, identity),
    )


def _caveats(of: Material) -> tuple[str, ...]:
    """Return the caveats without the other belief set's figure, which stands above them."""
    return tuple(
        sentences.caveat(of.voice, caveat)
        for caveat in of.forecast.caveats
        if caveat.values.get("other_id") not in of.forecasts
    )


def _mean_and_span(of: Material, identity: str) -> str:
    other = of.forecasts[identity]
    spread = sentences.span(of.voice, other.risk)
    return f"{sentences.hundred(other.risk.mean)} ({spread})" if other.headline else spread


def _next_look(of: Material) -> str:
    months = MONTHS_TO_NEXT_LOOK[of.forecast.verdict]
    day = months_later(of.assessment.project.day or of.day, months)
    return of.voice.say("Next look: %(day)s", day=of.voice.date(day))


def months_later(day: date, months: int) -> date:
    """Return the same day some months later, or the last one of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + year, month + 1, last)
        except ValueError:
            continue
    return day
