"""Decisions about the plan, and targets, in answers files, exchange files and the database."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assessor.domain.assessment import Answer, Assessment, Grade, Project, Rated
from assessor.domain.canonical import canonical_json
from assessor.domain.decisions import AcceptedRisk, Decision, Decisions, Standing
from assessor.domain.problem import InputProblem
from assessor.questionnaire import loader
from assessor.questionnaire.upgrade import upgrade
from assessor.service import Service
from assessor.settings import Settings
from assessor.store import answers_file, exchange

BARE = Assessment(project=Project(client="Acme")).with_answer(
    "goal.idea", Answer(judgement=Rated(level=1))
)
DECIDED = BARE.model_copy(
    update={
        "plan": Decisions(
            actions=(
                Decision(
                    action="goal.idea.one_sentence",
                    standing=Standing.AGREED,
                    owner="Anna",
                    due=date(2026, 12, 1),
                ),
                Decision(action="goal.idea.cut_scope", standing=Standing.RULED_OUT),
            ),
            accepted=(AcceptedRisk(question="technology.data", who="Boris"),),
        ),
        "targets": {"goal.idea": Rated(level=4, grade=Grade.SHOWN)},
    }
)


@pytest.mark.parametrize("kind", ["yaml", "json"])
def test_answers_files_keep_decisions_and_targets(kind: str) -> None:
    write = answers_file.write_yaml if kind == "yaml" else answers_file.write_json
    again = answers_file.read(write(DECIDED), f"a.{kind}", loader.bundled())
    assert again.plan == DECIDED.plan
    assert again.targets == DECIDED.targets


def test_exchange_files_and_the_database_keep_them(tmp_path: Path) -> None:
    assert exchange.unpack(exchange.pack(DECIDED, {}), "a").assessment == DECIDED
    service = Service.open(Settings(database=f"sqlite:///{tmp_path / 'x.db'}"))
    service.save(DECIDED)
    again = service.load(DECIDED.id)
    assert (again.plan, again.targets) == (DECIDED.plan, DECIDED.targets)
    service.close()


def test_documents_without_them_stay_as_they_were() -> None:
    assert not {"plan", "targets"} & BARE.model_dump(mode="json").keys()
    assert '"plan"' not in canonical_json(BARE)
    assert b"plan" not in answers_file.write_yaml(BARE)
    assert b"targets" not in answers_file.write_yaml(BARE)


def test_they_do_not_make_it_another_assessment() -> None:
    first = answers_file.read(answers_file.write_yaml(BARE), "a.yaml", loader.bundled())
    later = answers_file.read(answers_file.write_yaml(DECIDED), "a.yaml", loader.bundled())
    assert first.id == later.id


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (b"targets:\n  goal.idea: {level: 7}\n", "a.yaml:2"),
        (b"targets:\n  goal.nothing: {level: 2}\n", "a.yaml:2"),
        (b"plan:\n  actions:\n  - {action: goal.idea.x, standing: perhaps}\n", "a.yaml:3"),
        (b"plan:\n  accepted:\n  - {question: goal.idea}\n", "a.yaml:3"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: bytes, place: str) -> None:
    with pytest.raises(InputProblem) as told:
        answers_file.read(text, "a.yaml", loader.bundled())
    assert str(told.value.place).startswith(place)


def test_renamed_questions_keep_their_target_and_dropped_ones_lose_it() -> None:
    questionnaire = loader.bundled().model_copy(
        update={"renamed": {"goal.old": "goal.owner"}, "dropped": {"goal.gone": "merged"}}
    )
    before = BARE.model_copy(
        update={
            "targets": {"goal.old": Rated(level=3), "goal.gone": Rated(level=2)},
            "plan": Decisions(accepted=(AcceptedRisk(question="goal.old", who="Boris"),)),
        }
    )
    after = upgrade(before, questionnaire)
    assert after.targets == {"goal.owner": Rated(level=3)}
    assert after.plan.accepted_by("goal.owner") == "Boris"


def test_a_decision_is_replaced_in_its_place_and_a_blank_one_goes() -> None:
    first, second = DECIDED.plan.actions
    changed = DECIDED.plan.with_decision(first.model_copy(update={"owner": "Vera"}))
    assert [d.owner for d in changed.actions] == ["Vera", ""]
    blank = changed.with_decision(Decision(action=second.action))
    assert [d.action for d in blank.actions] == [first.action]
    assert blank.ruled_out == ()
    assert blank.about("never.heard_of") == Decision(action="never.heard_of")


def test_a_risk_without_a_name_is_not_accepted() -> None:
    assert DECIDED.plan.with_accepted("technology.data", " ").accepted == ()
