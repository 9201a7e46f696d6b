"""Recording outcomes, learning from them and trying published cases, through real files."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from assessor import cli
from assessor.domain.assessment import Assessment
from assessor.questionnaire import loader
from assessor.scoring import beliefs, case_mapping
from assessor.service import Service
from assessor.settings import Settings
from assessor.store import exchange, files

Output = pytest.CaptureFixture[str]
TAKEOFF = "takeoff: {go_live: 2025-01-01, user_share: 0.6, business_figure: NPS, measured_by: Anna}"
DECIDED = ("--decided", "2026-05-04", "--who", "Anna")


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


def run(*arguments: object) -> int:
    return cli.main([str(argument) for argument in arguments])


def project(path: Path, number: int, level: int, outcome: str = "") -> Path:
    path.write_text(
        f"project: {{client: Firm {number}, day: 2024-05-06, {TAKEOFF}}}\n"
        f"answers: {{goal.idea: {{level: {level}, grade: proven}}}}\n{outcome}",
        encoding="utf-8",
    )
    return path


def portfolio(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        took_off = "true" if number % 2 else "false"
        ending = f"outcome: {{took_off: {took_off}, decided: 2026-05-04, who: Anna}}\n"
        project(folder / f"{number:02}.yaml", number, 4 * (number % 2), ending)
    return folder


def read(path: Path) -> Assessment:
    return files.read(path, loader.bundled()).assessment


# Recording


@pytest.mark.parametrize("kind", ["takeoff", "yaml", "json"])
def test_an_outcome_travels_in_every_kind_of_file(tmp_path: Path, kind: str) -> None:
    source, target = project(tmp_path / "a.yaml", 1, 3), tmp_path / f"b.{kind}"
    ending = ("--took-off", "--user-share", "70%", "--figure", "NPS 41", "--note", "seen")
    assert run("outcome", source, target, *ending, *DECIDED) == 0
    outcome = read(target).outcome
    assert outcome is not None
    assert (outcome.took_off, outcome.user_share, outcome.figure) == (True, 0.7, "NPS 41")
    assert len(outcome.against) == 64
    assert read(source).outcome is None
    assert read(target).answers == read(source).answers


@pytest.mark.parametrize(
    ("option", "cancelled"), [("--not-taken-off", False), ("--cancelled", True)]
)
def test_a_project_can_fail_or_be_cancelled(tmp_path: Path, option: str, cancelled: bool) -> None:
    path = project(tmp_path / "a.yaml", 1, 3)
    assert run("outcome", path, path, option, *DECIDED) == 0
    outcome = read(path).outcome
    assert outcome is not None
    assert (outcome.took_off, outcome.cancelled) == (False, cancelled)


def test_attached_files_stay_with_the_assessment(tmp_path: Path) -> None:
    source, target = tmp_path / "a.takeoff", tmp_path / "b.takeoff"
    service = Service.open(Settings(database=f"sqlite:///{tmp_path / 'x.db'}"))
    with_file = read(project(tmp_path / "a.yaml", 1, 3))
    name = service.attach(b"proof")
    source.write_bytes(exchange.pack(with_file, {name: b"proof"}))
    service.close()
    assert run("outcome", source, target, "--took-off", *DECIDED) == 0
    assert exchange.unpack(target.read_bytes(), "b").attachments == {name: b"proof"}


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (("--took-off", "--user-share", "50%"), "50% of the users work in the system daily"),
        (("--took-off", "--user-share", "seven"), "--user-share: “seven” is no share"),
        (("--took-off", "--user-share", "1.5"), "--user-share: “1.5” is no share"),
        (("--took-off", "--decided", "yesterday"), "--decided: “yesterday” is no date"),
        (("--took-off", "--who", " "), "“--who” is blank"),
        (("--took-off", "--who", "x" * 201), "longer than 200 characters"),
        (("--not-taken-off", "--decided", "2025-05-04"), "it has time until 2026-01-01"),
        (("--took-off", "--decided", "2024-12-31"), "it goes live on 2025-01-01"),
        (("--cancelled", "--decided", "2024-05-05"), "the assessment is of 2024-05-06"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_written(
    tmp_path: Path, capsys: Output, options: tuple[str, ...], complaint: str
) -> None:
    path = project(tmp_path / "a.yaml", 1, 3)
    before = path.read_bytes()
    assert run("outcome", path, path, *DECIDED, *options) == 2
    assert complaint in capsys.readouterr().err
    assert path.read_bytes() == before


def test_an_outcome_is_not_turned_round_without_being_told_to(
    tmp_path: Path, capsys: Output
) -> None:
    path = project(tmp_path / "a.yaml", 1, 3)
    assert run("outcome", path, path, "--not-taken-off", *DECIDED) == 0
    before = path.read_bytes()
    assert run("outcome", path, path, "--not-taken-off", *DECIDED) == 0
    assert run("outcome", path, path, "--took-off", *DECIDED) == 2
    told = capsys.readouterr().err
    assert "An outcome is recorded already: decided on 2026-05-04 by Anna." in told
    assert "--force" in told
    assert path.read_bytes() == before
    assert run("outcome", path, path, "--took-off", "--force", *DECIDED) == 0
    assert read(path).outcome.took_off  # type: ignore[union-attr]


def test_a_folder_that_is_not_there_is_called_so(tmp_path: Path, capsys: Output) -> None:
    assert run("calibrate", tmp_path / "nowhere") == 2
    assert "nowhere: There is no such file or folder." in capsys.readouterr().err


def test_an_outcome_typed_wrongly_names_its_line(tmp_path: Path, capsys: Output) -> None:
    path = project(tmp_path / "a.yaml", 1, 3, "outcome:\n  took_off: perhaps\n  when: 2026-05-04\n")
    assert run("calibrate", path) == 2
    told = capsys.readouterr().err
    assert "a.yaml:4: “outcome.took_off” cannot be “perhaps”. Write true or false." in told
    assert "a.yaml:5: “when” is not known here." in told


# Learning


def test_few_outcomes_give_a_proposal_and_no_statement(tmp_path: Path, capsys: Output) -> None:
    assert run("calibrate", portfolio(tmp_path / "cases", 6)) == 0
    told = capsys.readouterr().out
    assert "Recorded outcomes: 6, of which not taken off: 3." in told
    assert "nothing has been changed" in told
    assert "45% (30–61%)" in told  # N(-0.20, 0.52) through the logistic function
    assert "Nothing is said about calibration: recorded outcomes: 6, needed: 20." in told
    assert "Calibration curve" not in told


def test_twenty_outcomes_are_compared_with_both_baselines(tmp_path: Path, capsys: Output) -> None:
    assert run("calibrate", portfolio(tmp_path / "cases", 20)) == 0
    told = capsys.readouterr().out
    for line in ("own set", "base rate alone", "set unchanged", "Calibration curve"):
        assert line in told
    assert "Lower Brier score than the base rate alone by " in told
    assert "%%" not in told


def test_the_proposal_is_written_where_it_is_asked_for(tmp_path: Path, capsys: Output) -> None:
    cases, target = portfolio(tmp_path / "cases", 4), tmp_path / "own.yaml"
    assert run("calibrate", cases, "-o", target, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    own = beliefs.parse(target.read_text(encoding="utf-8"), "own.yaml")
    assert own.id == told["proposal"]["id"] == "own"
    assert own.base_rate.log_odds == told["proposal"]["base_rate"]["log_odds"]
    assert told["evaluation"] == {"outcomes": 4, "needed": 20}
    assert told["lesson"] == {"outcomes": 4, "failed": 2}


def test_without_files_the_stored_assessments_are_learned_from(
    tmp_path: Path, capsys: Output
) -> None:
    assert run("calibrate") == 2
    assert "no recorded outcome to learn from" in capsys.readouterr().err
    service = Service.open(Settings())
    for path in sorted(portfolio(tmp_path / "cases", 3).iterdir()):
        service.import_file(path)
    service.import_file(project(tmp_path / "open.yaml", 9, 2))
    service.close()
    assert run("calibrate") == 0
    assert "Recorded outcomes: 3, of which not taken off: 2." in capsys.readouterr().out


def test_what_does_not_count_is_named_and_the_rest_is_used(tmp_path: Path, capsys: Output) -> None:
    cases = portfolio(tmp_path / "cases", 3)
    project(cases / "open.yaml", 7, 2)
    (cases / "own.yaml").write_text("id: own\n", encoding="utf-8")
    undefined = (cases / "00.yaml").read_text(encoding="utf-8").replace("measured_by: Anna", "")
    (cases / "undefined.yaml").write_text(undefined, encoding="utf-8")
    assert run("calibrate", cases) == 0
    out, err = capsys.readouterr()
    assert "Recorded outcomes: 3" in out
    assert f"Left out: {cases}/own.yaml:1: “id” is not known here." in err
    assert "Left out: Firm 0: The definition of take-off is incomplete" in err
    assert "Firm 7" not in err
    assert run("calibrate", cases / "open.yaml") == 2
    assert "Left out: Firm 7: No outcome has been recorded." in capsys.readouterr().err


def test_one_assessment_counts_once_and_cannot_have_two_ends(
    tmp_path: Path, capsys: Output
) -> None:
    cases = portfolio(tmp_path / "cases", 2)
    twin = cases / "twin.yaml"
    text = (cases / "00.yaml").read_text(encoding="utf-8")
    twin.write_text(text, encoding="utf-8")
    assert run("calibrate", cases) == 0
    assert "Recorded outcomes: 2" in capsys.readouterr().out
    twin.write_text(text.replace("took_off: false", "took_off: true"), encoding="utf-8")
    assert run("calibrate", cases) == 2
    told = capsys.readouterr().err
    assert "twice, with different outcomes" in told
    assert f"Keep the one with the right outcome: {cases}/00.yaml or {twin}." in told


def test_an_outcome_is_not_decided_in_time_to_come(tmp_path: Path, capsys: Output) -> None:
    source = project(tmp_path / "a.yaml", 1, 4)
    before = source.read_bytes()
    day = (date.today() + timedelta(days=2)).isoformat()  # noqa: DTZ011 - the program's own day
    assert run("outcome", source, source, "--took-off", "--decided", day, "--who", "Anna") == 2
    assert f"Nobody can have decided on {day}" in capsys.readouterr().err
    assert source.read_bytes() == before


# Published cases


def table(path: Path) -> Path:
    header = case_mapping.bundled().needed
    rows = [
        {"case_id": "1", "company": "Firm " + "x" * 60, "outcome": "not", "process_owner": "no"},
        {"case_id": "2", "outcome": "took_off", "result_measurable": "yes"},
        {"case_id": "3", "outcome": "mixed"},
    ]
    lines = [",".join(header), *(",".join(row.get(c, "unknown") for c in header) for row in rows)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_backtest_prints_its_measures_and_the_warning(
    tmp_path: Path, capsys: Output, language: str
) -> None:
    assert run("backtest", table(tmp_path / "cases.csv"), "--language", language) == 0
    told = capsys.readouterr().out
    point = "," if language == "ru" else "."
    assert f"AUC practitioner 1{point}00\n" in told
    assert f"AUC published 1{point}00\n" in told
    assert "1/13" in told
    warning = {"en": "not missing at random", "ru": "пропуски в опубликованных случаях не случайны"}
    assert warning[language] in told
    assert all(len(line) < 140 for line in told.splitlines()[:4])
    assert "%%" not in told


def test_the_backtest_in_json_holds_the_same(tmp_path: Path, capsys: Output) -> None:
    assert run("backtest", table(tmp_path / "cases.csv"), "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [case["fate"] for case in told["cases"]] == ["not_taken_off", "took_off", "mixed"]
    assert [each["auc"] for each in told["sets"]] == [1, 1]


def test_a_table_that_is_not_there_or_not_right_is_said(tmp_path: Path, capsys: Output) -> None:
    assert run("backtest", tmp_path / "nowhere.csv") == 2
    assert "There is no such file" in capsys.readouterr().err
    (tmp_path / "empty.csv").write_bytes(b"")
    assert run("backtest", tmp_path / "empty.csv") == 2
    assert "empty.csv: The file is empty" in capsys.readouterr().err


def test_help_in_both_languages_survives_its_per_cents(capsys: Output) -> None:
    for language in ("en", "ru"):
        with pytest.raises(SystemExit) as end:
            run("outcome", "--help", "--language", language)
        assert end.value.code == 0
        assert "70%" in capsys.readouterr().out


def test_the_written_outcome_is_plain_to_read(tmp_path: Path) -> None:
    source, target = project(tmp_path / "a.yaml", 1, 3), tmp_path / "b.yaml"
    assert run("outcome", source, target, "--took-off", *DECIDED) == 0
    plain = yaml.safe_load(target.read_text(encoding="utf-8"))
    assert plain["outcome"]["took_off"] is True
    assert plain["outcome"]["who"] == "Anna"


def test_an_outcome_replaces_another_file_only_when_told_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = project(tmp_path / "a.yaml", 1, 3)
    there = tmp_path / "there.json"
    there.write_text("kept")
    command = ["outcome", source, there, "--cancelled", *DECIDED]
    assert run(*command) == 2
    assert there.read_text() == "kept"
    assert "--force" in capsys.readouterr().err
    assert run(*command, "--force") == 0
    assert there.read_text() != "kept"
