"""The command line as a program: outputs that fail, interrupts, the words of its usage."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assessor import cli
from assessor.commands.desk import escaped, harmless

Output = pytest.CaptureFixture[str]
PROGRAM = f"'{sys.executable}' -m assessor.cli"
needs_full = pytest.mark.skipif(
    not Path("/dev/full").is_char_device(), reason="this system has no device that is always full"
)


def shell(command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LANG": "en_GB.UTF-8", "LC_ALL": "", **variables}
    return subprocess.run(
        ["bash", "-c", command.replace("ct ", f"{PROGRAM} ", 1)],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )


@pytest.mark.parametrize("command", ["questions", "questions --json", "--help", "score --help"])
def test_a_closed_output_is_told_and_is_no_fault_of_the_program(command: str) -> None:
    done = shell(f"ct {command} >&-")
    assert done.returncode == 1
    assert done.stderr == "output: This output is closed. Check where the output goes to.\n"


@needs_full
@pytest.mark.parametrize("command", ["questions", "--help", "--version"])
def test_a_full_output_is_told_and_is_no_fault_of_the_program(command: str) -> None:
    done = shell(f"ct {command} > /dev/full")
    assert done.returncode == 1
    assert done.stderr == (
        "output: There is no space left on the disk. Free some space and try again.\n"
    )


@pytest.mark.parametrize("ending", ["2>&-", "2>/dev/full"])
def test_where_messages_cannot_go_the_exit_code_still_tells(ending: str) -> None:
    assert shell(f"ct score missing.yaml {ending}").returncode == 2
    assert shell(f"ct fly {ending}").returncode == 2


@pytest.mark.parametrize("after", [0.05, 0.1, 0.2, 0.3, 0.4, 0.6])
def test_ctrl_c_is_never_a_traceback(after: float, tmp_path: Path) -> None:
    # A program of its own announces that it is ready to be interrupted, and then loads the rest.
    program = "import sys; from assessor import cli; print('on', flush=True); sys.exit(cli.main())"
    process = subprocess.Popen(
        [sys.executable, "-c", program, "questions"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "on\n"
    time.sleep(after)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert "Traceback" not in told
    assert process.returncode in {0, 130, -signal.SIGINT}


def test_without_a_command_all_are_listed(capsys: Output) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main([])
    assert caught.value.code == 2
    told = capsys.readouterr().err
    for command in ("score", "report", "questions", "check", "convert", "demo"):
        assert re.search(rf"^    {command}\s", told, re.MULTILINE)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--help"],
        ["fly"],
        ["score"],
        ["score", "--help"],
        ["score", "a.yaml", "--beliefs", "x"],
        ["score", "a.yaml", "--beliefs"],
        ["score", "a.yaml", "b.yaml"],
        ["score", "a.yaml", "--json=1"],
        ["report", "a.yaml", "-o", "x.pdf", "--date", "2026-13-01"],
        ["outcome", "a.yaml", "b.yaml"],
        ["outcome", "a.yaml", "b.yaml", "--took-off", "--cancelled"],
    ],
)
@pytest.mark.parametrize("in_arguments", [True, False])
def test_the_usage_is_russian_for_russians(
    arguments: list[str], in_arguments: bool, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8" if in_arguments else "ru_RU.UTF-8")
    language = ["--language", "ru"] if in_arguments and len(arguments) > 1 else []
    if in_arguments and not language:
        monkeypatch.setenv("LANG", "ru_RU.UTF-8")
    with pytest.raises(SystemExit):
        cli.main([*arguments, *language])
    told = "".join(capsys.readouterr())
    assert "вызов: crm-takeoff" in told
    english = (
        r"\b(usage|error|argument|arguments|options|positional|required|invalid|show|choose)\b"
    )
    assert re.findall(english, told) == []


@pytest.mark.parametrize("day", ["2026-13-01", "0001-01-01", "9999-12-31", "soon"])
def test_a_day_that_makes_no_sense_is_refused_in_our_own_words(day: str, capsys: Output) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main(["report", "a.yaml", "-o", "x.pdf", "--date", day])
    assert caught.value.code == 2
    told = capsys.readouterr().err
    assert f"“{day}” is no date from 1990 to 2100" in told
    assert "fromisoformat" not in told


HOSTILE = "\x1b[31mRED\x9b2J\u202eback\u2066\r"


def test_a_file_from_a_stranger_cannot_steer_the_terminal(tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "hostile.json"
    path.write_text('{"project": {"client": "a\\u001b[31mRED\\u202eback"}}', encoding="utf-8")
    assert cli.main(["score", str(path)]) == 0
    shown = capsys.readouterr().out
    assert "a\ufffd[31mRED\ufffdback" in shown
    path.write_text('{"answers": {"\\u001b[31m": 1}}', encoding="utf-8")
    assert cli.main(["score", str(path)]) == 2
    assert "\x1b" not in capsys.readouterr().err


def test_steering_characters_are_replaced_for_people_and_escaped_for_programs() -> None:
    assert harmless(HOSTILE) == "\ufffd[31mRED\ufffd2J\ufffdback\ufffd\ufffd"
    assert harmless("two\nlines\tЁ 😀 é") == "two\nlines\tЁ 😀 é"
    assert escaped('"\u202e"') == '"\\u202e"'


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_an_end_from_outside_is_as_orderly_as_an_interrupt(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    number = getattr(signal, name)
    before = signal.signal(number, signal.SIG_DFL)  # `nohup` has it ignored, and so it stays
    ended: list[str] = []

    def work(*_arguments: object) -> int:
        try:
            os.kill(os.getpid(), number)
            time.sleep(5)
        finally:
            ended.append("in order")
        return 0

    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.setattr("assessor.commands.demo.run", work)
    try:
        assert cli.main(["demo"]) == 130
        assert signal.getsignal(number) is signal.SIG_DFL
    finally:
        signal.signal(number, before)
    assert ended == ["in order"]
    assert capsys.readouterr().err == "Stopped.\n"


def test_a_signal_that_is_to_be_ignored_stays_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    found: list[object] = []

    def work(*_arguments: object) -> int:
        found.append(signal.getsignal(signal.SIGHUP))
        return 0

    monkeypatch.setattr("assessor.commands.demo.run", work)
    try:
        assert cli.main(["demo"]) == 0
    finally:
        signal.signal(signal.SIGHUP, before)
    assert found == [signal.SIG_IGN]
