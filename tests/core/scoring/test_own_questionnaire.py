"""What hiding, adding and rewording questions does to the score: nothing that was not said."""

from __future__ import annotations

import pytest
from core.questionnaire.made_own import TITLE, filled
from core.scoring import made

from assessor.domain.assessment import Assessment
from assessor.domain.questionnaire import Questionnaire
from assessor.questionnaire import editing, loader
from assessor.scoring import beliefs
from assessor.scoring.forecast import forecast

BUNDLED = loader.bundled()
COPY = editing.copied(BUNDLED, TITLE, ())
SETS = [beliefs.bundled(known) for known in beliefs.bundled_ids()]
ROWS = {"goal": "2 shown", "process": "1 said", "technology": "3 shown"}
ANSWERED = made.assessment(ROWS)


def risks(assessment: Assessment, questionnaire: Questionnaire) -> list[tuple[float, float]]:
    asked = loader.stamped(questionnaire).asked
    found = [forecast(assessment, asked, chosen, draws=512) for chosen in SETS]
    return [(one.risk.mean, one.coverage) for one in found]


def test_rewording_and_reordering_change_no_figure() -> None:
    draft = editing.with_question(COPY, "goal.idea", text=TITLE, minutes=9.0)
    draft = editing.shifted_section(editing.shifted(draft, "goal.idea", 4), "goal", 5)
    assert risks(ANSWERED, draft) == risks(ANSWERED, BUNDLED)


def test_a_hidden_question_counts_as_one_that_does_not_apply() -> None:
    draft = editing.with_question(COPY, "process.lived", hidden=True)
    without = made.assessment({**ROWS, "process.lived": "not applicable"})
    hidden, not_applicable = risks(ANSWERED, draft), risks(without, BUNDLED)
    assert [mean for mean, _ in hidden] == pytest.approx([mean for mean, _ in not_applicable])
    assert hidden != risks(ANSWERED, BUNDLED)


@pytest.mark.parametrize("words", ["4 proven", "0 proven", "unknown", "not applicable"])
def test_an_added_question_moves_nothing_whatever_its_answer(words: str) -> None:
    draft, added = editing.added(COPY, "goal")
    draft = filled(draft, added, "union")
    answered = ANSWERED.model_copy(
        update={"answers": {**ANSWERED.answers, added: (made.answer(words),)}}
    )
    pairs = zip(risks(answered, draft), risks(ANSWERED, BUNDLED), strict=True)
    assert all(found == pytest.approx(before) for found, before in pairs)
    caveats = {c.id: c.values for c in forecast(answered, draft, SETS[0], draws=256).caveats}
    assert caveats["unweighted_questions"]["n"] == 1


def test_a_section_of_added_questions_alone_is_there_with_no_points() -> None:
    section = COPY.sections[0]
    strange = section.questions[0].model_copy(update={"id": "sector.own_a"})
    extra = section.model_copy(update={"id": "sector", "questions": (strange,)})
    draft = COPY.model_copy(update={"sections": (*COPY.sections, extra)})
    assert loader.faults(draft) == []
    told = forecast(ANSWERED, loader.stamped(draft).asked, SETS[0], draws=256)
    assert told.sections[-1].id == "sector"
    assert told.sections[-1].points == 0
    assert sum(s.points for s in told.sections) == pytest.approx(
        100 * (told.risk.mean - told.base_rate.mean)
    )


def test_hiding_a_whole_section_leaves_the_others() -> None:
    draft = COPY
    for question in BUNDLED.section_by_id["scale"].questions:
        draft = editing.with_question(draft, question.id, hidden=True)
    told = forecast(ANSWERED, loader.stamped(draft).asked, SETS[0], draws=256)
    assert "scale" not in {section.id for section in told.sections}
