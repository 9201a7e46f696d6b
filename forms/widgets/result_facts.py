"""The tables behind the pictures of the Result page: the same facts in words and numbers."""

from __future__ import annotations

from collections.abc import Sequence

from assessor.domain.assessment import Answer, Assessment, NotAsked
from assessor.domain.disagreement import Disagreement
from assessor.domain.questionnaire import Question, Questionnaire
from assessor.domain.risk import Forecast, Risk
from assessor.language import Voice, names, sentences
from assessor.language.whole_points import whole_sections
from forms.widgets.facts_table import Facts

STRONGEST = 10
"""How many drivers are shown."""


def gauge(voice: Voice, forecast: Forecast) -> Facts:
    """Return the risk beside what it is compared with, in cases of a hundred."""
    rows = [
        _risk_row(voice, voice.say("Risk of not taking off"), forecast, forecast.risk),
        (
            voice.say("Base rate"),
            voice.number(sentences.hundred(forecast.base_rate.mean)),
            sentences.span(voice, forecast.base_rate),
        ),
        (
            voice.say("Limit that the client accepts"),
            voice.number(sentences.hundred(forecast.risk_limit)),
            "",
        ),
    ]
    return Facts(_risk_headings(voice), tuple(rows))


def stated_evidenced(voice: Voice, forecast: Forecast) -> Facts:
    """Return the risk twice, and the gap."""
    gap = voice.points(forecast.optimism_gap * 100) if forecast.headline else ""
    rows = (
        _risk_row(voice, voice.say("As stated"), forecast, forecast.as_stated),
        _risk_row(voice, voice.say("As evidenced"), forecast, forecast.as_evidenced),
        (voice.say("Optimism gap, points"), gap, ""),
    )
    return Facts(_risk_headings(voice), rows)


def waterfall(voice: Voice, forecast: Forecast, questionnaire: Questionnaire) -> Facts:
    """Return the base rate, what each section adds in points, and the risk."""
    titles = {s.id: voice.text(s.title) for s in questionnaire.sections}
    sections = [
        (
            titles.get(section.id, section.id),
            voice.points(section.points),
            voice.say(
                "%(low)s to %(high)s",
                low=voice.points(section.low),
                high=voice.points(section.high),
            ),
        )
        for section in whole_sections(forecast)
    ]
    headings = (voice.say("Section"), voice.say("Points"), voice.say("80% range"))
    base = voice.number(sentences.hundred(forecast.base_rate.mean))
    first = (voice.say("Base rate"), base, sentences.span(voice, forecast.base_rate))
    last = _risk_row(voice, voice.say("Risk of not taking off"), forecast, forecast.risk)
    return Facts(headings, (first, *sections, last))


def drivers(voice: Voice, forecast: Forecast, questionnaire: Questionnaire) -> Facts:
    """Return the strongest answers, their points, and the risk if they were proven at best."""
    rows = tuple(
        (
            short(voice, questionnaire, driver.question),
            voice.points(driver.points),
            voice.number(sentences.hundred(driver.if_proven_best)),
        )
        for driver in forecast.drivers[:STRONGEST]
    )
    headings = (
        voice.say("Question"),
        voice.say("Points"),
        voice.say("Risk in 100 if proven at its best"),
    )
    return Facts(headings, rows)


def profile(
    voice: Voice,
    assessment: Assessment,
    questionnaire: Questionnaire,
    conditions: Sequence[str] = (),
) -> Facts:
    """Return every question with its answers in words, its target, and whether it must improve.

    Columns that would be blank throughout are left out.
    """
    rows: tuple[tuple[str, ...], ...] = tuple(
        (
            voice.text(section.title),
            voice.text(question.short),
            _answers(voice, assessment, question),
        )
        for section in questionnaire.sections
        for question in section.questions
    )
    headings: tuple[str, ...] = (
        voice.say("Section"),
        voice.say("Question"),
        voice.say("Answer"),
    )
    asked = [q.id for section in questionnaire.sections for q in section.questions]
    more = {
        voice.say("Target"): [_target(voice, assessment, known) for known in asked],
        voice.say("Condition"): [voice.say("yes") if q in conditions else "" for q in asked],
    }
    for heading, cells in more.items():
        if any(cells):
            headings = (*headings, heading)
            rows = tuple((*line, cell) for line, cell in zip(rows, cells, strict=True))
    return Facts(headings, rows, numbers=False)


def _target(voice: Voice, assessment: Assessment, question_id: str) -> str:
    target = assessment.targets.get(question_id)
    return sentences.judgement(voice, target) if target else ""


def belief_sets(voice: Voice, forecasts: Sequence[Forecast]) -> Facts:
    """Return the risk under each belief set."""
    rows = tuple(
        _risk_row(voice, sentences.belief_set(voice, known.beliefs.id), known, known.risk)
        for known in forecasts
    )
    return Facts(_risk_headings(voice), rows)


def disagreement(voice: Voice, found: Disagreement, questionnaire: Questionnaire) -> Facts:
    """Return who answered what, for the questions that at least two roles answered."""
    roles = tuple(names.role(voice, role.role) for role in found.rows)
    rows = tuple(
        (short(voice, questionnaire, question), *(_level(voice, level) for level in levels))
        for place, question in enumerate(found.questions)
        for levels in [[role.levels[place] for role in found.rows]]
        if sum(level is not None for level in levels) > 1
    )
    return Facts((voice.say("Question"), *roles), rows)


def _level(voice: Voice, level: float | None) -> str:
    if level is None:
        return "–"
    return voice.number(level, 0 if level == round(level) else 1)


def short(voice: Voice, questionnaire: Questionnaire, question_id: str) -> str:
    """Return the few words that name a question."""
    question = questionnaire.by_id.get(question_id)
    return voice.text(question.short) if question else question_id


def _risk_headings(voice: Voice) -> tuple[str, str, str]:
    return "", voice.say("In 100"), voice.say("80% range")


def _risk_row(voice: Voice, name: str, forecast: Forecast, risk: Risk) -> tuple[str, str, str]:
    mean = voice.number(sentences.hundred(risk.mean)) if forecast.headline else "–"
    return name, mean, sentences.span(voice, risk)


def _answers(voice: Voice, assessment: Assessment, question: Question) -> str:
    answers = assessment.answers_to(question.id) or (Answer(judgement=NotAsked()),)
    return "; ".join(sentences.judgement(voice, answer.judgement) for answer in answers)
