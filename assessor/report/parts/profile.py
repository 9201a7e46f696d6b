"""What was found section by section: how much was asked and how strongly it is known."""

from __future__ import annotations

from assessor.domain.assessment import Answer, Grade
from assessor.domain.questionnaire import LEVELS, Section
from assessor.domain.standing import State, average_level, rated, state
from assessor.language import sentences
from assessor.report.content import Line, Picture, Profile, SectionProfile
from assessor.report.parts.material import Material

COMPARED = 2
"""Sections with a level; of fewer none is the weakest."""

NO_REACH = 1e-9
"""Points over which a section without weight is spread, but for rounding."""

DRIVERS = 9
"""As many as fit on one page with the strips."""


def profile(of: Material) -> Profile:
    """Return the strips, their table, and the tornado of answers."""
    return Profile(
        picture=of.picture("profile", _title(of), 620),
        sections=tuple(_section(of, section) for section in of.questionnaire.sections),
        drivers=_drivers(of),
        targets=_targets(of),
    )


def _title(of: Material) -> str:
    """Return how much was asked, and which section stands worst where several can be compared."""
    asked = sentences.asked(of.voice, of.assessment, of.questionnaire)
    # A section that the belief set does not weigh is no weakness of the project.
    weighed = {one.id for one in of.forecast.sections if one.high - one.low > NO_REACH}
    averages = [
        (round(average, 1), section)
        for section in of.questionnaire.sections
        if section.id in weighed and (average := average_level(_answers(of, section))) is not None
    ]
    ranked = sorted(averages, key=lambda one: one[0])
    if len(ranked) < COMPARED or ranked[0][0] == ranked[1][0]:
        return asked
    lowest, section = ranked[0]
    weakest = of.voice.say(
        "The weakest section is “%(section)s”: level %(level)s of %(top)d on average.",
        section=of.voice.text(section.title),
        level=of.voice.number(lowest, 1),
        top=LEVELS - 1,
    )
    return f"{asked} {weakest}"


def _answers(of: Material, section: Section) -> list[Answer]:
    return [answer for q in section.questions for answer in of.assessment.answers_to(q.id)]


def _targets(of: Material) -> tuple[Line, ...]:
    """Return where the client wants to be, in reading order, with the level as a sentence."""
    wanted = of.assessment.targets
    asked = [question for question in of.questionnaire.questions if question.id in wanted]
    return tuple(
        Line(
            id=question.id,
            title=of.voice.text(question.short),
            text=of.voice.text(question.levels[wanted[question.id].level]),
            points=sentences.judgement(of.voice, wanted[question.id]),
        )
        for question in asked
    )


def _drivers(of: Material) -> Picture | None:
    if all(round(driver.points) == 0 for driver in of.forecast.drivers):
        return None
    strongest = sentences.strongest_answer(of.voice, of.forecast, of.questionnaire)
    return of.picture("drivers", strongest, 620, count=DRIVERS)


def _section(of: Material, section: Section) -> SectionProfile:
    voice = of.voice
    per_question = [of.assessment.answers_to(question.id) for question in section.questions]
    states = [state(answers) for answers in per_question]
    everything = _answers(of, section)
    average = average_level(everything)
    asked = len(states) - states.count(State.NOT_ASKED)
    return SectionProfile(
        id=section.id,
        title=voice.text(section.title),
        summary=voice.text(section.summary),
        asked=voice.say("%(asked)d of %(all)d", asked=asked, all=len(states)),
        average="–" if average is None else voice.number(average, 1),
        grades=_grades(of, everything),
        unknown=_count(of, states.count(State.UNKNOWN)),
        not_applicable=_count(of, states.count(State.NOT_APPLICABLE)),
    )


def _grades(of: Material, answers: list[Answer]) -> tuple[str, str, str]:
    found = [judgement.grade for judgement in rated(answers)]
    said, shown, proven = (_count(of, found.count(grade)) for grade in Grade)
    return said, shown, proven


def _count(of: Material, number: int) -> str:
    return of.voice.number(number) if number else "–"
