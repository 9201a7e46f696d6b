"""Turns a questionnaire into what the paper twin says."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from assessor.domain.canonical import digest
from assessor.domain.language import Text
from assessor.domain.numbering import numbers
from assessor.domain.paper import TwinKind
from assessor.domain.questionnaire import Question, Questionnaire, Role, Section
from assessor.language import Voice, names
from assessor.report.plain import printable
from assessor.report.shortened import short
from assessor.report.twin.board import boards, word_sheets
from assessor.report.twin.content import Guide, TwinContext, TwinJob, TwinQuestion, TwinSection

MOST_RUNNING = 55
"""Letters of the client's and of the project's name at the head of a page."""

Wanted = Callable[[Question], bool]


def build(job: TwinJob) -> TwinContext:
    """Return what the ordered paper says; equal jobs give equal contexts."""
    voice, kind = Voice(job.order.language), job.order.kind
    sections = _sections(job, voice, lambda _: True)
    found = digest(job.model_dump(mode="json"))
    return TwinContext(
        kind=kind,
        language=job.order.language,
        title=_title(voice, kind),
        author=printable(job.project.consultant),
        running=_running(job, voice),
        footer=_footer(job, voice, found),
        digest=found,
        client=printable(job.project.client),
        project=printable(job.project.name),
        lead=_lead(voice, kind),
        sections=sections,
        guides=_guides(job, voice) if kind is TwinKind.INTERVIEW_GUIDE else (),
        boards=boards(sections) if kind is TwinKind.WALL_CHART else (),
        word_sheets=word_sheets(sections) if kind is TwinKind.WALL_CHART else (),
    )


def _title(voice: Voice, kind: TwinKind) -> str:
    return {
        TwinKind.INTERVIEW_GUIDE: voice.say("Interview guide"),
        TwinKind.BLANK_FORM: voice.say("Form to fill in"),
        TwinKind.BALLOTS: voice.say("Ballots"),
        TwinKind.WALL_CHART: voice.say("Wall chart"),
    }[kind]


def _lead(voice: Voice, kind: TwinKind) -> str:
    return {
        TwinKind.INTERVIEW_GUIDE: "",
        TwinKind.BLANK_FORM: voice.say(
            "Cross one level for each question, the one whose sentence fits best, and how it is"
            " known: said, shown or proven. Without a cross it counts as said."
        ),
        TwinKind.BALLOTS: voice.say(
            "Print one copy for each voter and cut the whole pile along the lines: every small"
            " pile is one question."
        ),
        TwinKind.WALL_CHART: voice.say(
            "Everyone puts one dot for each question, in the column of the level that fits best."
        ),
    }[kind]


def _running(job: TwinJob, voice: Voice) -> str:
    project = job.project
    known = (project.client, project.name, voice.text(job.questionnaire.title))
    return " · ".join(short(printable(part), MOST_RUNNING) for part in known if part)


def _footer(job: TwinJob, voice: Voice, found: str) -> str:
    asked = job.questionnaire
    return voice.say(
        "Takeoff %(version)s · questionnaire %(questionnaire)s · digest %(digest)s",
        version=job.version,
        questionnaire=f"{asked.id} {asked.version}",
        digest=found[:16],
    )


def _sections(job: TwinJob, voice: Voice, wanted: Wanted) -> tuple[TwinSection, ...]:
    """Return the sections with those questions that are ordered and wanted; none is empty."""
    known = numbers(job.questionnaire)
    found = []
    for place, section in enumerate(job.questionnaire.asked.sections, start=1):
        ordered = [q for q in section.questions if q.express or not job.order.express]
        asked = [question for question in ordered if wanted(question)]
        if asked:
            found.append(_section(section, str(place), asked, known, voice))
    return tuple(found)


def _section(
    section: Section, number: str, asked: list[Question], known: Mapping[str, str], voice: Voice
) -> TwinSection:
    return TwinSection(
        number=number,
        title=_text(voice, section.title),
        summary=_text(voice, section.summary),
        questions=tuple(_question(question, known[question.id], voice) for question in asked),
    )


def _question(question: Question, number: str, voice: Voice) -> TwinQuestion:
    return TwinQuestion(
        number=number,
        id=question.id,
        short=_text(voice, question.short),
        text=_text(voice, question.text),
        levels=tuple(_text(voice, level) for level in question.levels),
        look_for=_text(voice, question.look_for),
        excuse=_text(voice, question.excuse),
        minutes=_minutes(voice, question.minutes),
        express=question.express,
    )


def _text(voice: Voice, text: Text) -> str:
    return printable(voice.text(text))


def _minutes(voice: Voice, minutes: float) -> str:
    return voice.say("%(n)s min", n=voice.number(max(1, round(minutes))))


def roles_asked(questionnaire: Questionnaire) -> tuple[Role, ...]:
    """Return the roles that can answer any question, in the order of roles."""
    asked = {role for question in questionnaire.questions for role in question.roles}
    return tuple(role for role in Role if role in asked)


def _guides(job: TwinJob, voice: Voice) -> tuple[Guide, ...]:
    wanted = job.order.roles or roles_asked(job.questionnaire)
    guides = (_guide(job, voice, role) for role in Role if role in wanted)
    return tuple(guide for guide in guides if guide.sections)


def _guide(job: TwinJob, voice: Voice, role: Role) -> Guide:
    sections = _sections(job, voice, lambda question: role in question.roles)
    asked = [question for section in sections for question in section.questions]
    numbers_ = {question.id for question in asked}
    minutes = sum(q.minutes for q in job.questionnaire.questions if q.id in numbers_)
    people = [printable(p.name) for p in job.project.people if p.role is role]
    return Guide(
        role=names.role(voice, role),
        people=", ".join(people),
        lead=_guide_lead(voice, len(asked), minutes, first=sum(one.express for one in asked)),
        sections=sections,
    )


def _guide_lead(voice: Voice, count: int, minutes: float, *, first: int) -> str:
    """Return what is asked, and which of it ``first`` if some is to be and some is not."""
    how_many = voice.say_many("%(n)s question", "%(n)s questions", count)
    lead = voice.say(
        "%(questions)s in the order of the questionnaire, about %(minutes)s minutes.",
        questions=how_many,
        minutes=voice.number(max(1, round(minutes))),
    )
    if first in {0, count}:
        return lead
    return f"{lead} " + voice.say("Short of time, ask those marked “express” first.")
