"""A second start gives its file to the first; a crash loses neither the place nor the name."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import uuid
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from assessor.domain.assessment import Project
from forms import screen
from forms.first_window import FirstWindow, hand_over, name_for
from forms.open_mark import OpenMark
from forms.session import Session

CALL = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from forms.first_window import hand_over
app = QCoreApplication([])
file = Path(sys.argv[2]) if len(sys.argv) > 2 else None
print(hand_over(sys.argv[1], file))
"""
LISTEN = """
import sys
from PySide6.QtCore import QCoreApplication
from forms.first_window import FirstWindow
app = QCoreApplication([])
first = FirstWindow(sys.argv[1], app)
print(first.is_listening, flush=True)
app.exec()
"""
FIRST = """
import sys
from forms import app
from forms.main_window import MainWindow

class Watched(MainWindow):
    def _settle(self):
        super()._settle()
        print("ready", flush=True)

    def raise_(self):
        print("seen", flush=True)

    def answer_call(self, file):
        super().answer_call(file)
        print(self.session.assessment.project.client, flush=True)
        self.close()

app.MainWindow = Watched
sys.exit(app.main([]))
"""


@pytest.fixture
def name(tmp_path: Path) -> str:
    return name_for(tmp_path / uuid.uuid4().hex)


def start(script: str, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def said(process: subprocess.Popen[str]) -> str:
    return process.communicate(timeout=60)[0].strip()


def test_alone_there_is_nobody_to_give_a_file_to(qapp: QObject, name: str) -> None:
    assert not hand_over(name, Path("answers.yaml"))


@pytest.mark.parametrize("file", ["", "/somewhere/ответы №1.yaml"])
def test_a_file_is_given_to_the_first(qtbot: QtBot, name: str, file: str) -> None:
    owner = QObject()
    first = FirstWindow(name, owner)
    with qtbot.waitSignal(first.called) as heard:
        second = start(CALL, name, *([file] if file else []))
    assert heard.args == [file]
    assert said(second) == "True"
    first.release()
    assert not hand_over(name, None)


def test_a_name_left_behind_by_a_crash_is_taken_over(qapp: QObject, name: str) -> None:
    crashed = start(LISTEN, name)
    assert crashed.stdout is not None
    assert crashed.stdout.readline() == "True\n"
    os.kill(crashed.pid, signal.SIGKILL)
    said(crashed)
    owner = QObject()
    first = FirstWindow(name, owner)
    assert first.is_listening
    first.release()


def test_data_in_another_folder_has_a_window_of_its_own(tmp_path: Path) -> None:
    assert name_for(tmp_path / "a") != name_for(tmp_path / "b")
    assert name_for(tmp_path / "a") == name_for(tmp_path / "b" / ".." / "a")


def test_a_second_start_opens_its_file_in_the_first_window(own_home: Path, tmp_path: Path) -> None:
    answers = tmp_path / "answers.yaml"
    answers.write_text("project: {client: Handed}\nanswers: {goal.idea: unknown}\n", "utf-8")
    first = start(FIRST)
    assert first.stdout is not None
    assert first.stdout.readline() == "ready\n"
    command = [sys.executable, "-m", "forms.start", str(answers)]
    second = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert (second.stdout, second.stderr) == ("", "")
    assert said(first).split() == ["seen", "Handed"]
    assert first.returncode == 0
    assert json.loads((own_home / "open-now").read_text("utf-8"))["running"] is False


def test_after_a_crash_everything_is_back(qtbot: QtBot, session: Session, own_home: Path) -> None:
    path, owner = own_home / "open-now", QObject()
    OpenMark(session, path, owner)
    session.create(Project(client="Acme"))
    assert session.assessment is not None
    open_before = session.assessment.id

    later = Session(session.settings, session.service, parent=owner)
    mark = OpenMark(later, path, owner)
    with qtbot.waitSignal(later.notice) as told:
        mark.bring_back()
    assert told.args == [
        "The program ended unexpectedly last time. Everything that was saved is here."
    ]
    assert later.assessment is not None
    assert later.assessment.id == open_before
    mark.release()
    assert json.loads(path.read_text("utf-8"))["running"] is False
    later.close()


def test_after_a_proper_end_nothing_is_said(qtbot: QtBot, session: Session, own_home: Path) -> None:
    path, owner = own_home / "open-now", QObject()
    OpenMark(session, path, owner).release()
    mark = OpenMark(session, path, owner)
    with qtbot.assertNotEmitted(session.notice):
        mark.bring_back()
    assert session.assessment is None


def test_what_the_window_lacks_is_named_before_qt_aborts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    missing = screen.missing_packages(lambda library: library != "libxcb-cursor.so.0")
    assert missing == ["libxcb-cursor0"]
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert screen.missing_packages(lambda _: False) == []
