"""Comments and open points: what the consultant and the client talk about next."""

from __future__ import annotations

from assessor.domain.assessment import Answer
from assessor.domain.decisions import Standing
from assessor.domain.paper import Part, ReportKind
from assessor.domain.questionnaire import Question
from assessor.domain.risk import Verdict
from assessor.language import names, sentences
from assessor.report.content import Fact, Line, OpenPoints, SponsorPage
from assessor.report.parts.material import Material
from assessor.report.parts.to_do import decided

CLOSED = (Standing.DONE, Standing.RULED_OUT)


def open_points(of: Material, page: SponsorPage) -> OpenPoints | None:
    """Return the list, or None in every other kind of report."""
    if of.order.kind is not ReportKind.COMMENTS:
        return None
    waits = of.forecast.headline and of.forecast.verdict is Verdict.GO_IF
    return OpenPoints(
        comments=comments(of, tuple(Part)),
        follow_ups=_follow_ups(of),
        conditions=page.conditions if waits else (),
        actions=_actions(of),
    )


def comments(of: Material, parts: tuple[Part, ...]) -> tuple[Fact, ...]:
    """Return the comments on these parts in full, under the names of the parts."""
    written = of.assessment.comments
    return tuple(
        Fact(label=names.report_part(of.voice, part), text=written[part])
        for part in parts
        if written.get(part)
    )


def _follow_ups(of: Material) -> tuple[Line, ...]:
    return tuple(
        _follow_up(of, question, answer)
        for question in of.questionnaire.questions
        for answer in of.assessment.answers_to(question.id)
        if answer.follow_up
    )


def _follow_up(of: Material, question: Question, answer: Answer) -> Line:
    voice = of.voice
    role = names.role(voice, answer.role) if answer.role else ""
    told = (sentences.judgement(voice, answer.judgement), answer.who, role)
    return Line(
        id=question.id,
        title=voice.text(question.short),
        text=answer.note,
        points=", ".join(one for one in told if one),
    )


def _actions(of: Material) -> tuple[Line, ...]:
    return tuple(
        Line(id=one.action, title=of.action(one.action), text=decided(of.voice, one))
        for one in of.assessment.plan.actions
        if one.standing not in CLOSED
    )
