"""The real program, from its own main(): an assessment is made, reported, left and found again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from assessor.domain.assessment import Project
from assessor.service import Service
from assessor.settings import Settings

FIRST = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from assessor.domain.assessment import Project
from assessor.domain.paper import ReportKind, ReportOrder
from forms import app as program

original = program.build_window

def build(*arguments):
    window = original(*arguments)

    def until(true, seconds=90):
        for _ in range(seconds * 20):
            if true():
                return
            QTest.qWait(50)
        raise TimeoutError(true)

    def key(key, modifier=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(QApplication.focusWidget() or window, key, modifier)

    def walk():
        try:
            session = window.session
            key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
            until(lambda: window.page.NAME == "project")
            session.set_project(Project(client="Acme", name="CRM for service"), "Client")
            window.show_page("evidence")
            QTest.qWait(100)
            for number in range(39):
                key(Qt.Key(ord("0") + 1 + number % 4))
                key(Qt.Key.Key_S)
                key(Qt.Key.Key_J)
            until(lambda: len(session.assessment.answers) == 39)
            window.show_page("plan")
            until(lambda: not session.unsaved)
            window.show_page("report")
            QTest.qWait(50)
            job = session.service.start_report(
                session.assessment,
                ReportOrder(
                    kind=ReportKind.SPONSOR,
                    language=session.voice.language,
                    day=session.assessment.created.date(),
                ),
            )
            until(lambda: job.poll().value not in ("waiting", "running"))
            Path(sys.argv[1]).write_bytes(job.result())
            window.show_page("plan")
        finally:
            window.close()

    window.settled.connect(lambda: QTimer.singleShot(50, window, walk))
    return window

program.build_window = build
sys.exit(program.main([]))
"""
SECOND = """
import json, sys
from PySide6.QtCore import QTimer
from forms import app as program

original = program.build_window

def build(*arguments):
    window = original(*arguments)

    def look():
        kept = window.session.assessment
        client = kept.project.client if kept else ""
        answered = len(kept.answers) if kept else 0
        told = window.notices.isVisible()
        print(json.dumps([window.page.NAME, client, answered, told]))
        window.close()

    window.settled.connect(lambda: QTimer.singleShot(400, window, look))
    return window

program.build_window = build
sys.exit(program.main(sys.argv[1:]))
"""


def run(script: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert not done.stderr, done.stderr
    return done.stdout


def test_an_assessment_is_made_reported_left_and_found_again(
    own_home: Path, tmp_path: Path
) -> None:
    report = tmp_path / "report.pdf"
    run(FIRST, str(report))
    assert report.read_bytes().startswith(b"%PDF-")
    assert json.loads(run(SECOND)) == ["plan", "Acme", 39, False]
    log = own_home / "takeoff.log"
    assert not log.exists() or "ERROR" not in log.read_text("utf-8")


def test_a_start_goes_on_only_where_it_is_wanted(own_home: Path) -> None:
    service = Service.open(Settings())
    kept = service.create(Project(client="Acme"))
    service.close()
    place = {"assessment": kept.id, "page": "plan", "running": False}
    (own_home / "open-now").write_text(json.dumps(place), "utf-8")
    assert json.loads(run(SECOND)) == ["plan", "Acme", 0, False]
    settings = own_home / "settings.json"
    before = settings.read_bytes()
    assert json.loads(run(SECOND, "--safe-mode"))[:2] == ["assessments", ""]
    assert settings.read_bytes() == before
    settings.write_text(json.dumps({**json.loads(before), "restore": False}), "utf-8")
    (own_home / "open-now").write_text(json.dumps(place), "utf-8")
    assert json.loads(run(SECOND))[:2] == ["assessments", ""]
