"""The whole result, for the bundled form and for forms of the practice's own."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from core.scoring import made

from assessor.domain.assessment import Answer, Assessment, Grade, Rated
from assessor.domain.questionnaire import Role
from assessor.questionnaire import loader
from assessor.scoring import beliefs, memory
from assessor.scoring.belief_set import BeliefSet
from assessor.scoring.forecast import forecast
from assessor.scoring.model import position
from assessor.scoring.tables import tables_for

FORM = loader.bundled()
PRACTITIONER = beliefs.bundled("practitioner")

MIXED = {"goal": "3 said", "process": "1 shown", "scale": "4 proven", "people": "unknown"}

REPEAT = """
import sys
from core.scoring import made
from core.scoring.test_forecast import FORM, MIXED, PRACTITIONER
from assessor.domain.canonical import digest
from assessor.scoring.forecast import forecast
sys.stdout.write(digest(forecast(made.assessment(MIXED), FORM, PRACTITIONER)))
"""


def test_the_optimism_gap_is_what_hearsay_hides() -> None:
    result = forecast(made.assessment({"goal": "4 said", "process": "4 said"}), FORM, PRACTITIONER)
    assert result.risk == result.as_evidenced
    # The method's table: process 4 said instead of proven costs some twelve points alone.
    assert result.optimism_gap > 0.15
    proven = forecast(made.assessment({"goal": "0 proven"}), FORM, PRACTITIONER)
    assert proven.optimism_gap == pytest.approx(0)


def test_whether_anybody_stated_a_level_is_told() -> None:
    for spec, stated in (({}, False), ({"goal": "unknown"}, False), (MIXED, True)):
        assert forecast(made.assessment(spec), FORM, PRACTITIONER).rated is stated


def test_editions_are_recorded() -> None:
    result = forecast(made.assessment({}), FORM, PRACTITIONER)
    assert result.beliefs == PRACTITIONER.edition
    assert (result.questionnaire.id, result.questionnaire.digest) == (FORM.id, FORM.digest)
    assert result.risk_limit == 0.35


def test_sections_come_in_reading_order() -> None:
    result = forecast(made.assessment(MIXED), FORM, PRACTITIONER)
    assert [s.id for s in result.sections] == [section.id for section in FORM.sections]


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_gives_the_same_to_the_last_bit(seed: str) -> None:
    from assessor.domain.canonical import digest

    here = digest(forecast(made.assessment(MIXED), FORM, PRACTITIONER))
    there = subprocess.run(
        [sys.executable, "-c", REPEAT],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(filter(None, sys.path)), "PYTHONHASHSEED": seed},
    )
    assert there.stdout == here


def by_roles(*levels: int) -> Assessment:
    answers = tuple(
        Answer(judgement=Rated(level=level, grade=Grade.PROVEN), role=role)
        for level, role in zip(levels, Role, strict=False)
    )
    return Assessment(answers={question.id: answers for question in FORM.questions})


def test_disagreement_widens_the_range() -> None:
    agreed, apart = (
        forecast(by_roles(*levels), FORM, PRACTITIONER).risk for levels in ((2, 2), (0, 4))
    )
    assert apart.high - apart.low > 1.2 * (agreed.high - agreed.low)


def test_a_mixture_lies_between_its_parts() -> None:
    low, both, high = (
        forecast(by_roles(*levels), FORM, PRACTITIONER).risk.mean for levels in ((4,), (0, 4), (0,))
    )
    assert low < both < high


def test_every_figure_is_ordinary() -> None:
    result = forecast(made.assessment(MIXED), FORM, PRACTITIONER)
    assert result.risk.low < result.risk.median < result.risk.high
    assert {driver.question for driver in result.drivers} == set(FORM.by_id)
    assert set(result.missing) == {
        question.id
        for question in FORM.questions
        if question.section_id in {"planning", "competence", "technology"}
    }


class TestOwnForm:
    """A questionnaire of the practice's own, partly without weights."""

    ids = ("weather.rain", "goal.idea", "goal.colour", "a_b.c", "a.z")

    def test_questions_without_a_weight_change_nothing(self) -> None:
        form = made.questionnaire(self.ids)
        one = forecast(made.assessment({"goal.idea": "0 proven"}, form), form, PRACTITIONER)
        spec = {"goal.idea": "0 proven", "goal.colour": "0 proven", "weather": "unknown"}
        all_ = forecast(made.assessment(spec, form), form, PRACTITIONER)
        assert all_.risk == one.risk
        assert all_.coverage == one.coverage == 1
        effects = {driver.question: driver for driver in all_.drivers}
        assert effects["weather.rain"].points == 0
        assert effects["weather.rain"].if_proven_best == all_.risk.mean
        assert effects["goal.idea"].points == pytest.approx(
            100 * (all_.risk.mean - all_.base_rate.mean)
        )

    def test_no_weight_at_all(self) -> None:
        form = made.questionnaire(["weather.rain"])
        result = forecast(made.assessment({"weather": "0 proven"}, form), form, PRACTITIONER)
        assert (result.coverage, result.headline) == (0, False)
        assert result.risk == result.base_rate

    def test_ten_sections(self) -> None:
        names = [f"{letter}.x" for letter in "abcdefghij"]
        form = made.questionnaire(names)
        set_: BeliefSet = made.belief_set(dict.fromkeys(names, 0.7))
        result = forecast(made.assessment(dict.fromkeys(names, "0 proven"), form), form, set_)
        points = [section.points for section in result.sections]
        assert sum(points) == pytest.approx(100 * (result.risk.mean - result.base_rate.mean))
        # Ten equal sections share alike, but for their own draws.
        assert np.ptp(points) < 0.5

    def test_answers_to_unknown_questions_are_ignored(self) -> None:
        form = made.questionnaire(["goal.idea"])
        answers = made.answers({"goal": "1 said", "people": "0 proven"})
        here = forecast(Assessment(answers=answers), form, PRACTITIONER)
        there = forecast(made.assessment({"goal": "1 said"}, form), form, PRACTITIONER)
        assert here.risk == there.risk


def test_what_was_computed_before_is_dropped_when_it_becomes_too_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(memory, "KEPT", 10)
    table = tables_for(made.questionnaire(["goal.idea", "people.kpi"]), PRACTITIONER, 128)
    means = [
        position(table, {"goal.idea": (made.answer(f"{level} {grade}"),)}).risk.mean
        for _ in range(2)
        for level in range(5)
        for grade in ("said", "shown", "proven")
    ]
    assert len(table.memory.known) <= 10
    assert means[:15] == means[15:]
