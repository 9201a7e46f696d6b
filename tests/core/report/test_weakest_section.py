"""Which section is called the weakest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from assessor.domain.assessment import Answer, Assessment, Grade, Rated
from assessor.domain.paper import Part, ReportKind, ReportOrder
from assessor.domain.questionnaire import Questionnaire
from assessor.domain.risk import Forecast, SectionPoints
from assessor.language import Voice
from assessor.report.parts.material import Advice, Material
from assessor.report.parts.profile import profile

WEIGHED = (
    SectionPoints(id="goal", points=20, low=12, high=28),
    SectionPoints(id="process", points=-3, low=-6, high=1),
)
UNWEIGHED = (*WEIGHED[:1], SectionPoints(id="process", points=0, low=0, high=0))
LEVELS = {"goal.idea": 3, "goal.owner": 3, "process.exists": 1, "process.lived": 1}


def told(small: Questionnaire, forecast: Forecast, voice: Voice) -> str:
    """Return the sentence over the profile when the goal stands at 3 and the process at 1."""
    assessment = Assessment()
    for asked, level in LEVELS.items():
        given = Answer(judgement=Rated(level=level, grade=Grade.SHOWN))
        assessment = assessment.with_answer(asked, given)
    day = date(2026, 11, 24)
    order = ReportOrder(
        kind=ReportKind.FULL, language=voice.language, day=day, parts=(Part.PROFILE,)
    )
    forecasts = {"practitioner": forecast}
    of = Material(assessment, small, forecast, forecasts, voice, day, "1.0", Advice(), order)
    return profile(of).picture.sentence


def test_the_lowest_average_is_the_weakest_section(
    small: Questionnaire, make_forecast: Callable[..., Forecast], english: Voice
) -> None:
    assert "“Process”: level 1.0" in told(small, make_forecast(sections=WEIGHED), english)


def test_a_section_without_weight_is_never_the_weakest(
    small: Questionnaire, make_forecast: Callable[..., Forecast], voice: Voice
) -> None:
    sentence = told(small, make_forecast(sections=UNWEIGHED), voice)
    assert not any(voice.text(section.title) in sentence for section in small.sections)
