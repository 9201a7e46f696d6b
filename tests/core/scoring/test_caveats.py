"""Every caveat: when it is given, when not, and with which values."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from core.scoring import made

from assessor.domain.assessment import (
    Answer,
    Assessment,
    NotAsked,
    Person,
    Project,
    Rated,
    TakeoffDefinition,
)
from assessor.domain.firmness import Flip, FlipTest
from assessor.domain.questionnaire import Questionnaire, Role
from assessor.domain.risk import Caveat, Forecast, Verdict
from assessor.questionnaire import loader
from assessor.scoring import beliefs, caveats
from assessor.scoring.caveats import tenderness, unseen_sector
from assessor.scoring.forecast import compare, forecast

FORM = loader.bundled()
AGREED = Project(
    people=tuple(Person(name=name) for name in ("Anna", "Boris", "Vera")),
    takeoff=TakeoffDefinition(user_share=0.8, business_figure="repeat calls", measured_by="Anna"),
)
EVERYTHING = {section.id: "3 shown" for section in FORM.sections}


def given(
    spec: Mapping[str, str], project: Project = AGREED, form: Questionnaire = FORM
) -> dict[str, Caveat]:
    return caveats_of(Assessment(answers=made.answers(spec, form), project=project), form)


def caveats_of(assessment: Assessment, form: Questionnaire = FORM) -> dict[str, Caveat]:
    result = forecast(assessment, form, beliefs.bundled("practitioner"))
    return {caveat.id: caveat for caveat in result.caveats}


def test_nothing_to_warn_of() -> None:
    assert given(EVERYTHING) == {}


def test_few_answers() -> None:
    assert given({"goal": "3 shown"})["few_answers"].values == {
        "coverage": pytest.approx(2.2 / 7.05)
    }


def test_mostly_said_goes_by_weight() -> None:
    # The goal weighs 2.2 of 7.05, the process 2.0: said in both is more than half.
    hearsay = given({**EVERYTHING, "goal": "3 said", "process": "3 said"})["mostly_said"]
    assert hearsay.values == {"share": pytest.approx(4.2 / 7.05)}
    assert "mostly_said" not in given({**EVERYTHING, "goal": "3 said"})
    assert "mostly_said" not in given({section.id: "unknown" for section in FORM.sections})


def test_few_interviews() -> None:
    two = AGREED.model_copy(update={"people": AGREED.people[:2]})
    assert given(EVERYTHING, two)["few_interviews"].values == {"n": 2}


def asked_of(*people: tuple[str, Role | None]) -> int:
    whole = Assessment()
    for number, (who, role) in enumerate(people):
        answer = Answer(judgement=Rated(level=2), who=who, role=role)
        whole = whole.with_answer(FORM.questions[number].id, answer)
    return caveats.interviewed(whole)


def test_whoever_answered_has_been_interviewed() -> None:
    assert asked_of() == 0
    assert asked_of(("Anna", None), (" anna", None), ("Boris", Role.IT)) == 2
    assert asked_of(("", Role.IT), ("", Role.SALES), ("", None)) == 2
    assert asked_of(("Anna", Role.IT), ("Anna", Role.SALES), ("Anna", Role.HR)) == 1
    assert asked_of(("Anna", Role.IT), ("", Role.IT), ("", Role.SALES)) == 2
    assert asked_of(("Anna", None), ("", Role.IT), ("", Role.SALES)) == 2
    open_one = Answer(judgement=NotAsked(), who="Anna", note="to be asked in May")
    assert caveats.interviewed(Assessment().with_answer(FORM.questions[0].id, open_one)) == 0


def test_people_of_the_sheet_and_people_who_answered_are_counted_once() -> None:
    sheet = Project(people=(Person(name="Anna", role=Role.IT), Person(name="Boris")))
    answer = Answer(judgement=Rated(level=2), who="anna", role=Role.IT)
    whole = Assessment(project=sheet).with_answer(FORM.questions[0].id, answer)
    assert caveats.interviewed(whole) == 2


def test_no_definition_of_take_off() -> None:
    vague = AGREED.model_copy(update={"takeoff": TakeoffDefinition(user_share=0.8)})
    assert given(EVERYTHING, vague)["no_takeoff_definition"].values == {}


def test_questions_that_the_belief_set_knows_nothing_about() -> None:
    ids = [question.id for question in FORM.questions]
    own = made.questionnaire([*ids, "goal.colour", "weather.rain"])
    assert given(EVERYTHING, form=own)["unweighted_questions"].values == {"n": 2}


def test_people_far_apart() -> None:
    def apart(low: int, high: int) -> Assessment:
        pair = tuple(
            made.answer(f"{level} shown", role)
            for level, role in ((low, Role.USERS), (high, Role.SPONSOR))
        )
        answers = {**made.answers(EVERYTHING), "goal.idea": pair, "people.kpi": pair}
        return Assessment(answers=answers, project=AGREED)

    assert caveats_of(apart(1, 3))["people_differ"].values == {"n": 2}
    assert "people_differ" not in caveats_of(apart(2, 3))


def test_a_company_in_crisis() -> None:
    for in_crisis in (True, False, None):
        project = AGREED.model_copy(update={"in_crisis": in_crisis})
        assert ("in_crisis" in given(EVERYTHING, project)) is bool(in_crisis)


def test_much_called_not_applicable_goes_by_weight() -> None:
    # The goal weighs 2.2 of 7.05, people and competence together 1.1.
    left_out = given({**EVERYTHING, "goal": "not applicable"})["much_left_out"]
    assert left_out.values == {"share": pytest.approx(2.2 / 7.05)}
    few = {**EVERYTHING, "people": "not applicable", "competence": "not applicable"}
    assert "much_left_out" not in given(few)


def test_a_verdict_that_hangs_on_single_answers() -> None:
    now, moved = Rated(level=1), Rated(level=2)
    flips = tuple(
        Flip(question=q, role=None, who="", now=now, moved=moved, verdict=Verdict.GO)
        for q in ("goal.idea", "goal.idea", "goal.owner")
    )
    tender = FlipTest(verdict=Verdict.GO_IF, tried=9, flips=flips)
    assert tenderness(tender) == Caveat(id="verdict_not_firm", values={"n": 2})
    assert tenderness(tender.model_copy(update={"flips": ()})) is None
    assert tenderness(None) is None


def test_a_sector_that_no_finished_project_comes_from() -> None:
    bank = Assessment(project=Project(sector="Banking"))
    seen = unseen_sector(bank, ["retail", "insurance"])
    assert seen == Caveat(id="unseen_sector", values={"sector": "Banking"})
    assert unseen_sector(bank, ["retail", " banking "]) is None
    assert unseen_sector(bank, ["Retail banking"]) is None, "the same, narrowed down"
    assert unseen_sector(bank, []) is None, "nothing to compare with"
    assert unseen_sector(Assessment(), ["retail"]) is None, "no sector named"


def both(spec: Mapping[str, str]) -> list[Forecast]:
    sets = [beliefs.bundled(belief_id) for belief_id in beliefs.bundled_ids()]
    return [forecast(made.assessment(spec), FORM, belief_set) for belief_set in sets]


def test_belief_sets_that_differ() -> None:
    assessment = made.assessment(
        {"goal": "4 proven", "process": "4 proven", "technology": "0 said"}
    )
    practitioner, published = (
        forecast(assessment, FORM, beliefs.bundled(belief_id))
        for belief_id in beliefs.bundled_ids()
    )
    shown = compare(practitioner, published)
    assert shown.caveats[0] == Caveat(
        id="belief_sets_differ",
        values={
            "shown": practitioner.risk.mean,
            "other": published.risk.mean,
            "other_id": "published",
        },
    )
    assert shown.caveats[1:] == practitioner.caveats
    assert compare(shown, published) == shown, "comparing again changes nothing"


def test_belief_sets_that_agree() -> None:
    practitioner, published = both({})
    assert compare(practitioner, published) == practitioner
