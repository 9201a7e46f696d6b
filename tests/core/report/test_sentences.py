"""What a figure says in one sentence, on screen and on paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from assessor.domain.assessment import NotAsked, Rated, TakeoffDefinition
from assessor.domain.language import Language
from assessor.domain.questionnaire import Questionnaire
from assessor.domain.risk import Forecast, Risk, SectionPoints, Verdict
from assessor.language import Voice, sentences

Make = Callable[..., Forecast]


def same(mean: float) -> Risk:
    return Risk(mean=mean, median=mean, low=mean, high=mean)


GAPS = [
    (0.49, 0.62, "What has been evidenced puts the risk 13 points above what was stated."),
    (0.50, 0.49, "What has been evidenced puts the risk 1 point below what was stated."),
    (0.50, 0.504, "The evidence bears out what was stated."),
]


@pytest.mark.parametrize(("stated", "evidenced", "said"), GAPS)
def test_the_optimism_gap(
    stated: float, evidenced: float, said: str, english: Voice, make_forecast: Make
) -> None:
    forecast = make_forecast(as_stated=same(stated), as_evidenced=same(evidenced))
    assert sentences.gap(english, forecast) == said


def test_where_nobody_stated_anything_nothing_is_borne_out(
    english: Voice, make_forecast: Make
) -> None:
    forecast = make_forecast(as_stated=same(0.77), as_evidenced=same(0.77), rated=False)
    assert sentences.gap(english, forecast).startswith("Nobody stated a level")


def test_the_verdicts(english: Voice, make_forecast: Make) -> None:
    said = {v: sentences.verdict(english, make_forecast(verdict=v)) for v in Verdict}
    assert said[Verdict.GO].startswith("Go: even the upper end")
    assert said[Verdict.GO_IF].startswith("Go, if the conditions are met")
    assert said[Verdict.NOT_YET].startswith(
        "Not yet: the range reaches above the limit of 35 in 100"
    )
    banned = sentences.verdict(english, make_forecast(verdict=Verdict.NOT_YET, blocked=True))
    assert banned.endswith("no plan without the actions that have been ruled out.")
    unsure = make_forecast(headline=False, coverage=0.3)
    assert sentences.verdict(english, unsure) == (
        "Not yet: only 30% of what matters has been asked."
    )


def test_the_range_is_told_with_the_mean_or_without(english: Voice, make_forecast: Make) -> None:
    assert sentences.chance(english, make_forecast()) == (
        "Of 100 projects in this position, 62 would not take off; the 80% range is 48 to 75."
    )
    assert "62" not in sentences.chance(english, make_forecast(headline=False))
    assert sentences.coverage(english, make_forecast()) == "80% of what matters has been asked."


SECTIONS = [
    (12.4, "raises the risk by 12 points"),
    (-1.2, "lowers the risk by 1 point"),
    (0.3, "leaves the risk where it is"),
]


@pytest.mark.parametrize(("points", "said"), SECTIONS)
def test_what_a_section_does(points: float, said: str, english: Voice) -> None:
    section = SectionPoints(id="goal", points=points, low=points, high=points)
    assert sentences.section_line(english, section) == said


def test_when_nothing_moves_the_risk_it_is_said(
    english: Voice, make_forecast: Make, small: Questionnaire
) -> None:
    still = make_forecast(sections=(), drivers=())
    assert sentences.path(english, still, small).startswith("No section moves the risk")
    assert sentences.strongest_answer(english, still, small).startswith("No answer moves the risk")


DEFINITIONS = [
    (TakeoffDefinition(), "Not agreed yet."),
    (
        TakeoffDefinition(user_share=0.7),
        "12 months after go-live, at least 70% of the named users work in the system daily.",
    ),
    (
        TakeoffDefinition(months_after=1, business_figure="NPS."),
        "1 month after go-live, the figure “NPS” has moved as agreed.",
    ),
    (
        TakeoffDefinition(
            go_live=date(2027, 3, 1), business_figure="NPS", target="40", measured_by="the CFO."
        ),
        (
            "12 months after go-live on 1 March 2027, the figure “NPS” has reached 40."
            " Measured by: the CFO."
        ),
    ),
    (
        TakeoffDefinition(user_share=1, business_figure="NPS", baseline="30", target="40"),
        (
            "12 months after go-live, at least 100% of the named users work in the system daily and"
            " the figure “NPS” has moved from 30 to 40."
        ),
    ),
]


@pytest.mark.parametrize(("takeoff", "said"), DEFINITIONS)
def test_the_definition_of_take_off(takeoff: TakeoffDefinition, said: str, english: Voice) -> None:
    assert sentences.definition(english, takeoff) == said


def test_a_belief_set_of_ones_own_is_told_by_its_id(english: Voice) -> None:
    assert sentences.belief_set(english, "own") == "belief set “own”"


def test_an_answer_in_a_few_words() -> None:
    russian = Voice(Language.RU)
    assert sentences.judgement(russian, Rated(level=2)) == "Уровень 2 из 4, со слов"
    assert sentences.judgement(russian, NotAsked()) == "Ещё не спрошено"
