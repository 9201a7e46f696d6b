"""The appendix: every answer as it was given, who was interviewed, what the words mean."""

from __future__ import annotations

from assessor.domain.assessment import (
    NOTE_LIMIT,
    Answer,
    EvidenceItem,
    NotApplicable,
    Person,
    Rated,
)
from assessor.domain.numbering import number_of
from assessor.domain.paper import Part
from assessor.domain.questionnaire import Question
from assessor.domain.standing import State, state
from assessor.language import Voice, names, sentences
from assessor.report.content import (
    AnsweredQuestion,
    AnsweredSection,
    AnswerText,
    Appendix,
    Fact,
    Interview,
    Line,
)
from assessor.report.parts.cover import room_on_cover
from assessor.report.parts.glossary import glossary
from assessor.report.parts.material import Material
from assessor.report.parts.open_points import comments
from assessor.report.parts.sponsor import ON_PAGE


def appendix(of: Material) -> Appendix:
    """Return the appendix; questions without any entry are counted, not listed."""
    voice = of.voice
    silent = sum(not of.assessment.answers_to(q.id) for q in of.questionnaire.questions)
    return Appendix(
        sections=_sections(of),
        not_asked=voice.say_many(
            "%(n)s question has no entry; see “What we do not know yet”.",
            "%(n)s questions have no entry; see “What we do not know yet”.",
            silent,
        )
        if silent
        else "",
        not_applicable=_not_applicable(of),
        retired=_retired(of),
        people=tuple(_interview(voice, person) for person in of.assessment.project.people),
        outcome=_outcome(of),
        comments=_long_comments(of),
        glossary=glossary(voice),
    )


def _outcome(of: Material) -> tuple[Fact, ...]:
    """Return what became of the project, as far as it was recorded."""
    voice, outcome = of.voice, of.assessment.outcome
    if outcome is None:
        return ()
    ended = voice.say("It took off.") if outcome.took_off else voice.say("It did not take off.")
    share = "" if outcome.user_share is None else voice.percent(outcome.user_share)
    known = (
        (voice.say("Outcome"), voice.say("It was cancelled.") if outcome.cancelled else ended),
        (voice.say("Decided on"), voice.date(outcome.decided)),
        (voice.say("By whom"), outcome.who),
        (voice.say("Users working in it daily"), share),
        (voice.say("The business figure"), outcome.figure),
        (voice.say("Note"), outcome.note),
    )
    return tuple(Fact(label=label, text=text) for label, text in known if text)


def _long_comments(of: Material) -> tuple[Fact, ...]:
    """Return the comments that a page of its own had no room for."""
    room = {Part.COVER: room_on_cover(of), Part.SPONSOR: ON_PAGE}
    written = {part: of.comment(part, NOTE_LIMIT) for part in room}
    return comments(of, tuple(part for part, most in room.items() if len(written[part]) > most))


def _sections(of: Material) -> tuple[AnsweredSection, ...]:
    found = (
        AnsweredSection(
            id=section.id,
            title=of.voice.text(section.title),
            questions=tuple(
                _question(of, question)
                for question in section.questions
                if of.assessment.answers_to(question.id)
            ),
        )
        for section in of.questionnaire.sections
    )
    return tuple(section for section in found if section.questions)


def _question(of: Material, question: Question) -> AnsweredQuestion:
    return AnsweredQuestion(
        id=question.id,
        title=of.voice.text(question.short),
        question=of.voice.text(question.text),
        source=of.sources(question.source),
        answers=tuple(
            _answer(of.voice, answer, question) for answer in of.assessment.answers_to(question.id)
        ),
        number=number_of(of.questionnaire, question.id),
    )


def _retired(of: Material) -> tuple[AnsweredQuestion, ...]:
    """Return answers to questions that this edition of the questionnaire no longer asks."""
    return tuple(
        AnsweredQuestion(
            id=identity,
            title=identity,
            question=of.voice.say("No longer asked; kept as it was answered, not scored."),
            source="",
            answers=tuple(_answer(of.voice, answer, None) for answer in answers),
        )
        for identity, answers in sorted(of.assessment.retired.items())
    )


def _answer(voice: Voice, answer: Answer, question: Question | None) -> AnswerText:
    judged = answer.judgement
    level = ""
    if isinstance(judged, Rated) and question is not None:
        level = voice.text(question.levels[judged.level])
    elif isinstance(judged, NotApplicable):
        level = judged.reason
    return AnswerText(
        who=_who(voice, answer),
        judgement=sentences.judgement(voice, judged),
        level=level,
        note=answer.note,
        evidence=tuple(_evidence(voice, item) for item in answer.evidence),
        follow_up=voice.say("To be followed up") if answer.follow_up else "",
    )


def _who(voice: Voice, answer: Answer) -> str:
    role = names.role(voice, answer.role) if answer.role else ""
    return ", ".join(part for part in (answer.who, role) if part)


def _evidence(voice: Voice, item: EvidenceItem) -> Fact:
    kind = names.evidence_kind(voice, item.kind)
    label = voice.say("%(kind)s, against", kind=kind) if item.against else kind
    fingerprint = f" [{item.attachment[:12]}]" if item.attachment else ""
    return Fact(label=label, text=item.content + fingerprint)


def _not_applicable(of: Material) -> tuple[Line, ...]:
    lines = []
    for question in of.questionnaire.questions:
        answers = of.assessment.answers_to(question.id)
        if state(answers) is not State.NOT_APPLICABLE:
            continue
        reasons = [a.judgement.reason for a in answers if isinstance(a.judgement, NotApplicable)]
        reason = "; ".join(filter(None, reasons)) or of.voice.say("No reason was given.")
        lines.append(Line(id=question.id, title=of.voice.text(question.short), text=reason))
    return tuple(lines)


def _interview(voice: Voice, person: Person) -> Interview:
    return Interview(
        name=person.name,
        role=names.role(voice, person.role) if person.role else "–",
        day=voice.date(person.interviewed) if person.interviewed else "–",
    )
