"""What the room sees of the page that the consultant is on: few words, no names, no notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from assessor.domain.assessment import Rated
from assessor.domain.decisions import Decision, Standing
from assessor.domain.picture import Palette
from assessor.domain.risk import Forecast
from assessor.language import names, plan_sentences, sentences
from forms.session import Session

Picture = Callable[[int, float, Palette], str]
"""Takes a width in pixels, the height of letters and the colours; returns the picture as SVG."""

MOST_LINES = 5
"""Findings or actions on one slide: more of them nobody reads from a chair."""


@dataclass(frozen=True)
class Line:
    """One line of a slide."""

    text: str
    mark: str = ""
    """What stands before it: a level, a number."""
    chosen: bool = False
    """Whether it is the one that was recorded."""


@dataclass(frozen=True)
class Slide:
    """What is on the second screen at one moment."""

    heading: str
    lead: str = ""
    """A sentence in larger letters under the heading."""
    lines: tuple[Line, ...] = field(default=())
    pictures: tuple[Picture, ...] = ()
    """Beside each other; the first is as wide as it is high."""
    picture_words: str = ""
    """The pictures for those who cannot see them."""
    note: str = ""


def slide_for(session: Session) -> Slide:
    """Return the slide of the page in view; one that is not for the room has the title slide."""
    page, question_id = session.attention.page, session.attention.question
    makers: dict[str, Callable[[], Slide]] = {
        "evidence": lambda: _question(session, question_id),
        "result": lambda: _result(session),
        "what_if": lambda: _result(session),
        "plan": lambda: _plan(session),
        "report": lambda: _result(session),
    }
    if session.assessment is None or page not in makers:
        return _title(session)
    return makers[page]()


def _title(session: Session) -> Slide:
    voice = session.voice
    return Slide(
        voice.say("Will it take off?"),
        lead=voice.say("An assessment of a CRM project, before the money is spent."),
    )


def _question(session: Session, question_id: str) -> Slide:
    voice, questionnaire = session.voice, session.questionnaire
    question = questionnaire.by_id.get(question_id)
    if question is None or session.assessment is None:
        return _title(session)
    judgement = session.assessment.answer_to(question_id).judgement
    level = judgement.level if isinstance(judgement, Rated) else None
    section = next(s for s in questionnaire.sections if question in s.questions)
    # What is recorded stands above, where no question is too long for it.
    known = "" if judgement is None else sentences.judgement(voice, judgement)
    return Slide(
        " · ".join(part for part in (voice.text(section.title), known) if part),
        lead=voice.text(question.text),
        lines=tuple(
            Line(voice.text(words), mark=str(number), chosen=number == level)
            for number, words in enumerate(question.levels)
        ),
    )


def _planned(session: Session) -> Forecast | None:
    """Return the forecast with the conditions that the window names."""
    if session.assessment is None or session.forecast is None:
        return None
    return session.plans.planned(session.assessment, session.forecast)


def _result(session: Session) -> Slide:
    voice, forecast = session.voice, _planned(session)
    if forecast is None:
        return _title(session)
    names_ = ("icon_array", "range_bar") if forecast.headline else ("range_bar",)
    return Slide(
        # Where too little was asked, the verdict itself says how much.
        sentences.coverage(voice, forecast) if forecast.headline else voice.say("Result"),
        lead=sentences.verdict(voice, forecast),
        lines=(Line(sentences.chance(voice, forecast)),),
        pictures=tuple(_picture(session, forecast, name) for name in names_),
        picture_words=sentences.chance(voice, forecast),
    )


def _picture(session: Session, forecast: Forecast, name: str) -> Picture:
    def draw(width: int, size: float, palette: Palette) -> str:
        assessment = session.assessment
        if assessment is None:
            return ""
        return session.service.picture(
            name, assessment, forecast, palette, session.voice, width, size=size
        )

    return draw


def _plan(session: Session) -> Slide:
    voice, assessment, forecast = session.voice, session.assessment, _planned(session)
    if assessment is None or forecast is None:
        return _title(session)
    wanted = [d for d in assessment.plan.actions if d.standing is not Standing.RULED_OUT]
    heading, found = _to_be_told(session, forecast)
    if wanted:
        heading = voice.say("What was decided")
        found = tuple(_action(session, decision) for decision in wanted)
    rest = len(found) - MOST_LINES
    more = voice.say_many("and %(n)s more", "and %(n)s more", rest) if rest > 0 else ""
    lead = sentences.verdict(voice, forecast)
    return Slide(heading, lead=lead, lines=found[:MOST_LINES], note=more)


def _action(session: Session, decision: Decision) -> Line:
    voice, action = session.voice, session.service.action(decision.action)
    title = voice.text(action.title) if action else decision.action
    told = [title, plan_sentences.standing(voice, decision.standing)]
    if action is not None:
        told.append(names.within(names.role(voice, action.role)))
    if decision.due is not None:
        told.append(voice.date(decision.due))
    return Line(" · ".join(told), chosen=decision.standing is Standing.DONE)


def _to_be_told(session: Session, forecast: Forecast) -> tuple[str, tuple[Line, ...]]:
    """Return what to talk about while nothing is decided, and the questions it is about."""
    voice = session.voice
    if forecast.conditions:
        words = voice.say("What has to be better before the start")
        return words, _questions(session, forecast.conditions)
    if not forecast.headline:
        return voice.say("What has to be asked first"), _questions(session, forecast.missing)
    worst = [driver.question for driver in forecast.drivers if driver.points > 0]
    return voice.say("What keeps the risk up"), _questions(session, worst)


def _questions(session: Session, ids: Sequence[str]) -> tuple[Line, ...]:
    voice, asked = session.voice, session.questionnaire.by_id
    known = [asked[name] for name in ids if name in asked]
    return tuple(
        Line(voice.text(question.short), mark=str(number))
        for number, question in enumerate(known, 1)
    )
