"""What to do and what to ask, through real files."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from assessor import cli
from assessor.domain.questionnaire import Role
from assessor.questionnaire import loader

Output = pytest.CaptureFixture[str]

WEAK = """
project: {client: Acme, name: CRM}
answers:
  goal.idea: {level: 3, grade: proven}
  goal.measure: {level: 3, grade: shown}
  goal.shared: {level: 3, grade: shown}
  process.lived: {level: 3, grade: shown}
  process.measured: {level: 0, grade: shown}
  process.exists: {level: 4, grade: proven}
  people.adoption: {level: 4, grade: proven}
"""


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


@pytest.fixture
def weak(tmp_path: Path) -> Path:
    path = tmp_path / "weak.yaml"
    path.write_text(WEAK, encoding="utf-8")
    return path


def run(*arguments: object) -> int:
    return cli.main([str(argument) for argument in arguments])


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Provisional: ", "person-days", "without the action;", "Not yet: only 41%"]),
        ("ru", ["Другие планы", "Набор весов: practitioner", "Спрошено слишком мало"]),
    ],
)
def test_a_plan_names_actions_who_and_when(
    weak: Path, capsys: Output, language: str, words: list[str]
) -> None:
    assert run("plan", weak, "--limit", "35%", "--language", language) == 0
    said = capsys.readouterr().out
    for word in [*words, "[process.measured.sample]", "practitioner"]:
        assert word in said
    assert "Go if" not in said
    after = re.findall(r"(?:Risk after it|Риск после него): (.*)\.$", said, re.MULTILINE)
    assert after
    assert all(re.fullmatch(r"\d+–\d+ (?:in|из) 100", one) for one in after)


def test_without_answers_there_is_no_plan(tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "empty.yaml"
    path.write_text("answers: {}", encoding="utf-8")
    assert run("plan", path) == 0
    said = capsys.readouterr().out
    assert said.startswith("A plan needs answers, and nothing has been asked yet.")
    assert "[" not in said
    assert "guards" not in said


def test_a_plan_for_programs_holds_what_people_are_told(weak: Path, capsys: Output) -> None:
    assert run("plan", weak, "--limit", "0.45", "--beliefs", "published", "--json") == 0
    plan = json.loads(capsys.readouterr().out)
    assert plan["limit"] == 0.45
    assert plan["beliefs"]["id"] == "published"
    assert plan["cheapest"]["risk"]["high"] < 0.45 <= plan["now"]["high"]


def test_no_plan_is_said_with_the_answers_that_hold_the_risk_up(weak: Path, capsys: Output) -> None:
    assert run("plan", weak, "--limit", "2") == 0
    said = capsys.readouterr().out
    assert said.startswith("There is no plan: after everything that can be done")
    assert "scale.investment" in said


def test_where_nothing_has_to_be_done_no_action_is_named(weak: Path, capsys: Output) -> None:
    assert run("plan", weak, "--limit", "98") == 0
    said = capsys.readouterr().out
    assert said.startswith("Provisional: the whole range is within the limit")
    assert "[" not in said


@pytest.mark.parametrize("limit", ["x", "0", "-3", "100", "nan", "170%", "35.5", "0.355"])
def test_a_limit_that_is_none_is_refused(weak: Path, capsys: Output, limit: str) -> None:
    assert run("plan", weak, f"--limit={limit}") == 2
    assert (
        f"--limit: “{limit}” is no whole number of projects in a hundred" in capsys.readouterr().err
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Needed in the room: ", "can move the risk by"]),
        ("ru", ["Нужны на встрече: ", "может сдвинуть риск на"]),
    ],
)
def test_next_says_what_to_ask(weak: Path, capsys: Output, language: str, words: list[str]) -> None:
    assert run("next", weak, "--language", language) == 0
    said = capsys.readouterr().out
    for word in words:
        assert word in said


def test_next_keeps_to_the_time_and_the_people(weak: Path, capsys: Output) -> None:
    assert run("next", weak, "--minutes", "12", "--room", "it, Sales", "--json") == 0
    agenda = json.loads(capsys.readouterr().out)
    assert 0 < agenda["minutes"] <= 12
    asked = [loader.bundled().by_id[one["question"]] for one in agenda["enquiries"]]
    here = {Role.IT, Role.SALES, Role.CONSULTANT}
    assert asked
    assert all(here.intersection(question.roles) for question in asked)
    assert all(one["points"] > 0 for one in agenda["enquiries"])
    assert agenda["unanswerable"]


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (("--minutes", "soon"), "--minutes: “soon” is no time to ask in"),
        (("--minutes", "0"), "--minutes: “0” is no time to ask in"),
        (("--minutes", "nan"), "--minutes: “nan” is no time to ask in"),
        (("--room", "boss"), "--room: There is no role “boss”"),
        (("--room", ","), "--room: There is no role “”"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    weak: Path, capsys: Output, options: tuple[str, str], complaint: str
) -> None:
    assert run("next", weak, *options) == 2
    assert complaint in capsys.readouterr().err
