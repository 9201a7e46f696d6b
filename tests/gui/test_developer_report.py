"""The report for the developers tells of the program and of nobody who was assessed."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from assessor.domain.assessment import Answer, EvidenceItem, Grade, Project, Rated
from assessor.service.diagnosis import without_names
from assessor.settings import data_folder
from forms import developer_report, diary
from forms.diary import Diary
from forms.main_window import MainWindow
from forms.session import Session

MARKS = ("Quxclient", "Quxproject", "Quxconsultant", "quxnote", "quxsource", "Quxquote", "quxfile")


def fill(session: Session, tmp_path: Path) -> None:
    """Type a marker into every field that there is."""
    session.change_settings(consultant="Quxconsultant Vera")
    session.create(Project(client="Quxclient GmbH", name="Quxproject", consultant="Quxconsultant"))
    evidence = EvidenceItem(content="Quxquote says so, see quxfile.example")
    session.set_answer(
        "goal.idea",
        Answer(
            judgement=Rated(level=3, grade=Grade.SHOWN),
            note="quxnote, and more",
            who="quxsource",
            evidence=(evidence,),
        ),
        "Level 3",
    )
    session.open_file(tmp_path / "quxfile Quxclient.takeoff")


def test_no_mark_that_was_typed_is_in_the_report(
    session: Session, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    kept = Diary(data_folder())
    fill(session, tmp_path)
    log = logging.getLogger("takeoff")
    log.warning("could not read /home/quxclient/Quxproject.takeoff")
    log.warning("a word too much: Quxclient GmbH, “quxnote, and more”")
    try:
        int("Quxclient GmbH and quxsource")
    except ValueError:
        log.exception("unhandled")
    kept.close()
    session.flush()
    path = tmp_path / "report.txt"
    assert developer_report.save(session, path)
    text = path.read_text("utf-8")
    assert [mark for mark in MARKS if mark.lower() in text.lower()] == []
    assert str(Path.home()) not in text
    assert str(tmp_path) not in text
    for expected in ("Takeoff", "SQLite", "integrity: ok", "builtins.ValueError", "assessments: 1"):
        assert expected in text


def test_the_log_itself_holds_no_words_of_an_error(own_home: Path) -> None:
    kept = Diary(data_folder())
    try:
        _ = {}["Quxclient" + " GmbH"]
    except KeyError:
        logging.getLogger("takeoff").exception("unhandled")
    kept.close()
    text = (own_home / diary.LOG_NAME).read_text("utf-8")
    assert "KeyError" in text
    assert "test_developer_report" in text
    assert "Quxclient GmbH" not in text


def test_logs_do_not_grow_for_ever(own_home: Path) -> None:
    (own_home / diary.CRASH_NAME).write_text("x" * (diary.CRASH_BYTES + 1))
    kept = Diary(own_home)
    for _ in range(3_000):
        logging.getLogger("takeoff").error("%s", "y" * 1_000)
    kept.close()
    sizes = {path.name: path.stat().st_size for path in own_home.glob("*.log*")}
    assert sizes[diary.CRASH_NAME] == 0
    assert len([name for name in sizes if name.startswith(diary.LOG_NAME)]) == diary.LOG_FILES + 1
    assert sum(sizes.values()) < (diary.LOG_FILES + 1) * diary.LOG_BYTES + 2 * diary.CRASH_BYTES


def test_a_folder_that_cannot_be_written_is_no_reason_not_to_start(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    Diary(tmp_path / "file").close()


def test_the_menu_saves_it_where_the_user_says(
    window: MainWindow, dialogs: object, tmp_path: Path
) -> None:
    dialogs.saved = tmp_path / "report.txt"
    window.actions_.report.trigger()
    assert dialogs.saved.read_text("utf-8").startswith("Takeoff, a report for the developers")
    assert "report.txt" in window.notices.words.text()


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ('  File "/home/ann/x/site-packages/sqlalchemy/a.py", line 3, in f', "site-packages/sqla"),
        ('  File "/home/ann/takeoff/forms/session.py", line 3, in f', "forms/session.py"),
        ("W could not open C:\\Users\\Ann\\Acme.takeoff", "could not open"),
    ],
)
def test_paths_are_cut_down_to_our_own_modules(line: str, kept: str) -> None:
    text = without_names(line, frozenset())
    assert kept in text
    assert "ann" not in text.lower()
