"""The command line: results, exit codes, and never a traceback."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from assessor import __version__, cli
from assessor.commands import demo
from assessor.commands.desk import Desk, tolerant
from assessor.domain.language import Language
from assessor.domain.paper import Part, ReportKind
from assessor.language import Voice
from assessor.service import Service
from assessor.settings import Settings

ACME = """
project:
  client: Acme
  name: CRM for service
  application: contact_centre
  day: 2026-05-04
  takeoff: {user_share: 0.8, business_figure: NPS, measured_by: Anna}
answers:
"""
JSON_KEYS = [
    "risk",
    "as_stated",
    "as_evidenced",
    "base_rate",
    "coverage",
    "verdict",
    "headline",
    "sections",
    "drivers",
    "findings",
    "beliefs",
    "questionnaire",
]
Output = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


@pytest.fixture
def acme(tmp_path: Path) -> Path:
    path = tmp_path / "acme.yaml"
    ids = [q.id for q in Service.open(Settings()).questionnaire.questions]
    answers = "".join(f"  {i}: {{level: {n % 5}, grade: shown}}\n" for n, i in enumerate(ids))
    path.write_text(ACME + answers, encoding="utf-8")
    return path


@pytest.fixture
def sparse(tmp_path: Path) -> Path:
    path = tmp_path / "sparse.yaml"
    path.write_text("answers: {technology.data: {not_applicable: ''}, goal.idea: unknown}\n")
    return path


def run(*arguments: object) -> int:
    return cli.main([str(argument) for argument in arguments])


def test_score_for_programs_has_the_documented_keys(acme: Path, capsys: Output) -> None:
    assert run("score", acme, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told) == JSON_KEYS
    for name in ("risk", "as_stated", "as_evidenced", "base_rate"):
        assert list(told[name]) == ["mean", "median", "low", "high"]
        assert 0 <= told[name]["low"] <= told[name]["mean"] <= told[name]["high"] <= 1
    assert told["coverage"] == pytest.approx(1)
    assert told["headline"] is True
    assert told["verdict"] in {"go", "go_if", "not_yet"}
    assert [set(section) for section in told["sections"]] == [{"id", "points"}] * 7
    assert {tuple(d) for d in told["drivers"]} == {("question", "points", "if_proven_best")}
    assert len(told["drivers"]) == 39
    assert {tuple(f) for f in told["findings"]} <= {("id", "question_ids", "source")}
    assert told["beliefs"] == {"id": "practitioner", "version": "1.0"}
    assert told["questionnaire"] == {"id": "crm_takeoff", "version": "1.0"}


def test_the_points_of_the_sections_lead_from_the_base_rate_to_the_risk(
    acme: Path, capsys: Output
) -> None:
    run("score", acme, "--json")
    told = json.loads(capsys.readouterr().out)
    points = sum(section["points"] for section in told["sections"]) / 100
    assert points == pytest.approx(told["risk"]["mean"] - told["base_rate"]["mean"], abs=1e-9)


def test_the_belief_set_can_be_chosen(acme: Path, capsys: Output) -> None:
    risks = {}
    for beliefs in ("practitioner", "published"):
        assert run("score", acme, "--beliefs", beliefs, "--json") == 0
        told = json.loads(capsys.readouterr().out)
        assert told["beliefs"]["id"] == beliefs
        risks[beliefs] = told["risk"]["mean"]
    assert risks["practitioner"] != risks["published"]


def test_little_coverage_gives_no_headline(sparse: Path, capsys: Output) -> None:
    run("score", sparse, "--json")
    assert json.loads(capsys.readouterr().out)["headline"] is False
    run("score", sparse)
    shown = capsys.readouterr().out
    assert "Too little has been asked for a single figure" in shown
    assert "Assessment without a name" in shown


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Acme · CRM for service", "as evidenced", "80% range", "Business goal", "points"]),
        (
            "ru",
            ["Acme · CRM for service", "как подтверждено", "Диапазон 80\u00a0%", "Цель бизнеса"],
        ),
    ],
)
def test_score_for_people_speaks_both_languages(
    acme: Path, capsys: Output, language: str, words: list[str]
) -> None:
    assert run("score", acme, "--language", language) == 0
    shown = capsys.readouterr().out
    for word in words:
        assert word in shown
    # Technical names stay as they are; every other sentence must have been translated.
    if language == "ru":
        for english in ("What each", "The strongest", "Findings", "Belief set", "Coverage"):
            assert english not in shown


def test_the_language_is_the_systems_or_the_preferred(
    acme: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch, own_home: Path
) -> None:
    monkeypatch.setenv("LANG", "ru_RU.UTF-8")
    run("check", acme)
    assert "Всё в порядке." in capsys.readouterr().out
    (own_home / "settings.json").write_text('{"language": "en"}')
    run("check", acme)
    assert "All good." in capsys.readouterr().out


def test_check_says_all_good_or_what_is_missing(acme: Path, sparse: Path, capsys: Output) -> None:
    assert run("check", acme) == 0
    assert "All good." in capsys.readouterr().out
    assert run("check", sparse) == 0
    shown = capsys.readouterr().out
    assert "All good." not in shown
    for words in ("client is not named", "what taking off means", "technology.data: why"):
        assert words in shown
    assert "Coverage: " in shown


def test_check_lists_everything_that_is_wrong(tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text("answers: {goal.idea: 7,\n goal.idee: 1,\n goal.owner: dunno}\n")
    assert run("check", path) == 2
    lines = capsys.readouterr().err.splitlines()
    assert [line.partition(" ")[0].rstrip(":") for line in lines] == [
        f"{path}:1",
        f"{path}:2",
        f"{path}:3",
    ]
    assert "Did you mean “goal.idea”?" in lines[1]


def test_questions_are_listed(capsys: Output) -> None:
    assert run("questions") == 0
    shown = capsys.readouterr().out
    assert shown.count("\n  0  ") == 39
    assert "\n1.1  goal.idea *\n" in shown
    assert run("questions", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert sum(len(section["questions"]) for section in told["sections"]) == 39


@pytest.mark.parametrize("first", ["takeoff", "json", "yaml"])
def test_convert_there_and_back(acme: Path, tmp_path: Path, capsys: Output, first: str) -> None:
    there, back = tmp_path / f"there.{first}", tmp_path / "back.yaml"
    straight = tmp_path / "straight.yaml"
    assert run("convert", acme, straight) == 0
    assert run("convert", acme, there) == 0
    assert run("convert", there, back) == 0
    assert back.read_bytes() == straight.read_bytes()
    assert str(back) in capsys.readouterr().out
    assert run("score", there, "--json") == 0


def test_the_same_file_gives_the_same_report(acme: Path, tmp_path: Path, capsys: Output) -> None:
    contents = []
    for name in ("a.pdf", "b.pdf"):
        path = tmp_path / name
        options = ("--language", "ru", "--kind", "sponsor")
        assert run("report", acme, "-o", path, *options) == 0
        contents.append(path.read_bytes())
        assert str(path) in capsys.readouterr().out
    assert contents[0].startswith(b"%PDF-")
    assert contents[0] == contents[1]


@pytest.mark.parametrize(
    ("options", "printed"),
    [
        ([], (ReportKind.FULL, Language.EN, date(2026, 5, 4))),
        (["--kind", "sponsor"], (ReportKind.SPONSOR, Language.EN, date(2026, 5, 4))),
        (["--language", "ru"], (ReportKind.FULL, Language.RU, date(2026, 5, 4))),
        (["--date", "2020-01-31"], (ReportKind.FULL, Language.EN, date(2020, 1, 31))),
    ],
)
def test_kind_language_and_day_of_a_report_can_be_chosen(
    acme: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: list[str],
    printed: tuple[object, ...],
) -> None:
    seen = prints_nothing(monkeypatch)
    assert run("report", acme, "-o", tmp_path / "a.pdf", *options) == 0
    assert [(job.kind, job.language, job.day) for _, job, *_ in seen] == [printed]


def test_parts_and_finality_of_a_report_can_be_chosen(
    acme: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = prints_nothing(monkeypatch)
    chosen = ["--final", "--parts", "findings", "cover", "findings"]
    assert run("report", acme, "-o", tmp_path / "a.pdf", *chosen) == 0
    order = seen[0][1]
    assert (order.parts, order.final) == ((Part.FINDINGS, Part.COVER), True)


def test_without_any_day_it_is_today(
    sparse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = prints_nothing(monkeypatch)
    before = datetime.now().astimezone().date()
    assert run("report", sparse, "-o", tmp_path / "a.pdf") == 0
    assert before <= seen[0][1].day <= datetime.now().astimezone().date()


def prints_nothing(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Let reports be printed in no time and return what they were asked for."""
    seen: list[Any] = []

    class Job:
        notices = ()

        def wait(self, on_progress: Callable[[float], None]) -> bytes:
            on_progress(0.5)
            return b"%PDF-"

    def start(self: Service, *wanted: object) -> Job:
        seen.append(wanted)
        return Job()

    monkeypatch.setattr(Service, "start_report", start)
    return seen


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_long_work_shows_progress_on_a_terminal_only(acme: Path, tmp_path: Path) -> None:
    service = Service.open(Settings())
    for stream, shown in ((Terminal(), True), (io.StringIO(), False)):
        desk = Desk(service, Voice(Language.EN), io.StringIO(), stream)
        desk.progress("Printing Acme …", 0.5)
        desk.progress_done()
        assert ("Printing Acme … 50%" in stream.getvalue()) is shown
        assert stream.getvalue().endswith("\033[K") is shown


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Company", "80% range", "took off", "did not take off", "Hits: ", "no proof"]),
        ("ru", ["Компания", "Диапазон 80\u00a0%", "взлетел", "не взлетел", "Попаданий: "]),
    ],
)
def test_the_demo_scores_and_prints_every_real_project(
    tmp_path: Path,
    capsys: Output,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    words: list[str],
) -> None:
    prints_nothing(monkeypatch)
    folder = tmp_path / "new" / "demo"
    assert run("demo", "-o", folder, "--language", language) == 0
    examples = Service.open(Settings()).examples()
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        f"{example.id}-{spoken}.pdf" for example in examples for spoken in ("en", "ru")
    )
    shown = capsys.readouterr().out
    for word in words:
        assert word in shown
    for example in examples:
        assert example.company.speak(Language(language)) in shown
        assert example.source_urls[0] in shown


def test_a_hit_is_a_single_figure_on_the_right_side() -> None:
    service = Service.open(Settings())
    for example in service.examples():
        forecast = service.forecast(example.assessment)
        expected = "took off" if forecast.risk.mean < 0.5 else "failed"
        happened = "took off" if example.took_off else "failed"
        shown = (expected == happened) if forecast.headline else None
        assert demo.is_hit(example, forecast) is shown


def test_a_project_without_a_single_figure_is_neither_hit_nor_miss(
    tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    prints_nothing(monkeypatch)
    assert run("demo", "-o", tmp_path / "demo") == 0
    lines = capsys.readouterr().out.splitlines()
    rows = [line for line in lines if "took off" in line or "did not take off" in line]
    ranged = [line for line in rows if re.search(r" –\s+\d+–\d+%", line)]
    assert ranged
    assert not any(line.endswith(("hit", "miss")) for line in ranged)
    ends = [line.split()[-1] for line in rows]
    told = f"Hits: {ends.count('hit')}, misses: {ends.count('miss')}, of the "
    assert any(line.startswith(told) for line in lines)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.yaml", b"", "empty"),
        ("empty.takeoff", b"", "damaged or incomplete"),
        ("binary.yaml", bytes(range(256)), "binary"),
        ("binary.json", b"\x00\x01", "binary"),
        ("binary.takeoff", bytes(range(256)), "damaged or incomplete"),
        ("a.txt", b"answers: {}", "must end in one of these"),
        ("bomb.yaml", b"a: &a [x]\nb: [*a, *a]\n", "aliases"),
        ("twice.yaml", b"answers: {}\nanswers: {}\n", "twice"),
        ("level.yaml", b"answers: {goal.idea: 7}", "There is no level"),
        ("id.yaml", b"answers: {goal.nothing: 1}", "goal.nothing"),
        ("cp1251.yaml", "project: {client: Ромашка}".encode("cp1251"), "not UTF-8"),
        ("cut.json", b'{"answers": {', "cannot be read as JSON"),
    ],
)
@pytest.mark.parametrize("command", ["score", "check", "report", "convert"])
def test_bad_input_is_one_sentence_and_exit_code_2(
    tmp_path: Path, capsys: Output, command: str, name: str, content: bytes, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    more = {"report": ["-o", tmp_path / "x.pdf"], "convert": [tmp_path / "x.json"]}
    assert run(command, path, *more.get(command, [])) == 2
    told = capsys.readouterr()
    assert words in told.err
    assert "Traceback" not in told.err
    assert told.err.count("\n") == 1
    assert told.out == ""
    assert not (tmp_path / "x.pdf").exists()
    assert not (tmp_path / "x.json").exists()


def test_a_truncated_exchange_file_is_refused(acme: Path, tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "a.takeoff"
    run("convert", acme, path)
    path.write_bytes(path.read_bytes()[:200])
    assert run("score", path) == 2
    assert "damaged or incomplete" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["fly"],
        ["score"],
        ["score", "a.yaml", "--beliefs", "mine"],
        ["score", "a.yaml", "--language", "de"],
        ["report", "a.yaml"],
        ["report", "a.yaml", "-o", "x.pdf", "--date", "tomorrow"],
        ["report", "a.yaml", "-o", "x.pdf", "--kind", "long"],
    ],
)
def test_a_wrong_command_is_bad_input(arguments: list[str], capsys: Output) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main(arguments)
    assert caught.value.code == 2
    assert "usage: crm-takeoff" in capsys.readouterr().err


def test_the_version_is_told(capsys: Output) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main(["--version"])
    assert caught.value.code == 0
    assert capsys.readouterr().out == f"crm-takeoff {__version__}\n"


def test_without_arguments_of_its_own_it_takes_the_process_s(
    capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["crm-takeoff", "questions"])
    assert cli.main() == 0
    assert "goal.idea" in capsys.readouterr().out


def test_a_path_that_cannot_be_is_bad_input(
    acme: Path, tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    prints_nothing(monkeypatch)
    for folder in ("file", "nowhere"):
        assert run("convert", acme, tmp_path / folder / "a.json") == 2
        assert run("report", acme, "-o", tmp_path / folder / "a.pdf") == 2
    assert run("demo", "-o", tmp_path / "file" / "demo") == 2
    assert run("demo", "-o", tmp_path / "file") == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 6
    assert "Traceback" not in told


def test_what_cannot_be_done_is_exit_code_1(
    acme: Path, tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("assessor.store.atomic._replace", full)
    assert run("convert", acme, tmp_path / "a.json", "--language", "ru") == 1
    told = capsys.readouterr().err
    assert "На диске нет места." in told
    assert "No space" not in told


def broken(kind: type[BaseException]) -> Callable[..., int]:
    def fail(*_: Any) -> int:
        raise kind("inside")

    return fail


def test_a_fault_of_the_program_is_a_sentence_and_its_details_are_kept(
    acme: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch, own_home: Path
) -> None:
    monkeypatch.setattr("assessor.commands.score.show", broken(ZeroDivisionError))
    assert run("score", acme) == 1
    told = capsys.readouterr().err
    assert "ZeroDivisionError" in told
    assert "Traceback" not in told
    assert "inside" in (own_home / "last_error.txt").read_text()


def test_a_fault_is_told_even_where_nothing_can_be_kept(
    acme: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("TAKEOFF_HOME", str(tmp_path / "file" / "home"))
    monkeypatch.setattr("assessor.commands.score.show", broken(ZeroDivisionError))
    assert run("score", acme) == 1
    told = capsys.readouterr().err
    assert "ZeroDivisionError" in told
    assert "could not be kept" in told


def test_ctrl_c_is_a_word_and_its_own_exit_code(
    acme: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assessor.commands.score.show", broken(KeyboardInterrupt))
    assert run("score", acme) == 130
    assert capsys.readouterr().err == "Stopped.\n"


def test_a_reader_that_goes_away_is_no_traceback(own_home: Path) -> None:
    command = f"'{sys.executable}' -m assessor.cli questions | head -n 1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, check=True, env=dict(os.environ)
    )
    assert done.stderr == ""
    assert done.stdout.splitlines() == ["BUSINESS GOAL", "0"]


def test_letters_that_the_terminal_does_not_have_are_replaced(acme: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    for arguments in (["score", str(acme), "--language", "ru"], ["questions", "--json"]):
        done = subprocess.run(
            [sys.executable, "-m", "assessor.cli", *arguments],
            capture_output=True,
            check=False,
            env=environment,
        )
        assert done.returncode == 0
        assert done.stderr == b""
        assert done.stdout
    told = json.loads(done.stdout)
    assert told["title"]["ru"].startswith("Взлетит")


def test_a_stream_that_is_no_terminal_is_taken_as_it_is() -> None:
    stream = io.StringIO()
    assert tolerant(stream) is stream
