"""The frame: pages, messages in place, languages, themes, names for screen readers, leaving."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from assessor.domain.assessment import Answer, Assessment, EvidenceItem, Project, Rated
from assessor.domain.language import Language
from assessor.domain.problem import WorkProblem
from assessor.service import Service
from assessor.settings import Settings, Theme
from forms import app as program
from forms.dialogs import DesktopDialogs, Dialogs
from forms.main_window import SMALLEST, MainWindow
from forms.mishaps import Mishaps
from forms.session import Session
from forms.theme import DARK, LIGHT
from forms.widgets.figure_actions import FigureActions

pytestmark = pytest.mark.usefixtures("plans_remembered")
walks = pytest.mark.usefixtures("reports_under_way")

CONTROL = Qt.KeyboardModifier.ControlModifier
PAGE_KEYS = [Qt.Key(Qt.Key.Key_1.value + place) for place in range(9)]
MOST_LOOKS = 1500
NAMES = [
    "assessments",
    "project",
    "evidence",
    "result",
    "what_if",
    "plan",
    "report",
    "settings",
    "questionnaires",
]


WindowMaker = Callable[[Service], MainWindow]


@pytest.fixture
def window_of(qtbot: QtBot, dialogs: Dialogs) -> Iterator[WindowMaker]:
    services: list[Service] = []

    def make(service: Service) -> MainWindow:
        services.append(service)
        session = Session(Settings(language=Language.EN), service)
        made = MainWindow(session, dialogs, program.PAGES)
        session.setParent(made)
        qtbot.addWidget(made)
        made.show()
        return made

    yield make
    for service in services:
        service.close()


@pytest.fixture
def opened(window: MainWindow, session: Session) -> MainWindow:
    session.create(Project(client="Клиент", name="Проект"))
    item = EvidenceItem(content="https://example.com", against=True)
    first = Answer(judgement=Rated(level=1), evidence=(item,))
    session.set_answer("goal.idea", first, lambda voice: voice.say("Note"))
    session.flush()
    return window


def all_pages(window: MainWindow) -> Iterator[str]:
    for name in NAMES:
        window.show_page(name)
        QCoreApplication.processEvents()
        filled(window)
        yield name


def filled(window: MainWindow) -> None:
    """Wait until the page, which fills itself piece by piece, is whole."""
    for _ in range(MOST_LOOKS):
        states = ("is_filling", "is_searching")
        if not any(getattr(window.page, state, False) for state in states):
            return
        QTest.qWait(20)
    raise AssertionError(f"{window.page.NAME} is not filled")


def test_pages_that_need_an_assessment_wait_for_one(window: MainWindow, session: Session) -> None:
    shown = [name for name, button in window.rail.buttons.items() if not button.isHidden()]
    assert shown == ["assessments", "settings", "questionnaires"]
    window.show_page("evidence")
    assert window.page.NAME == "assessments"
    session.create()
    assert all(not button.isHidden() for button in window.rail.buttons.values())
    assert window.page.NAME == "project"
    session.close()
    assert window.page.NAME == "assessments"


def test_control_and_digits_go_to_the_pages(opened: MainWindow) -> None:
    for key, name in zip(PAGE_KEYS, NAMES, strict=True):
        QTest.keyClick(opened, key, CONTROL)
        assert name == opened.page.NAME
        assert opened.rail.buttons[name].isChecked()


def test_an_assessment_that_has_begun_opens_on_evidence(
    opened: MainWindow, session: Session
) -> None:
    begun = session.assessment.id
    session.close()
    session.open(begun)
    assert opened.page.NAME == "evidence"


def test_the_top_line_tells_whose_project_and_that_it_is_saved(
    opened: MainWindow, session: Session
) -> None:
    line = opened.top_line
    assert line.client.text() == "Клиент"
    assert line.project.text() == "Проект"
    assert re.fullmatch(r"Saved \d\d:\d\d", line.saved.text())
    assert re.fullmatch(r"Coverage \d+%", line.coverage.text())
    session.set_project(Project(client="x" * 200, name="y" * 200), "Names")
    assert line.client.text().endswith("…")
    assert line.client.toolTip() == "x" * 200
    assert opened.minimumSizeHint().width() <= SMALLEST.width()


def test_unsaved_is_told(opened: MainWindow, session: Session) -> None:
    session.set_answer("goal.idea", Answer(judgement=Rated(level=2)), "Level 2")
    assert opened.top_line.saved.text() == "Not saved yet"
    session.flush()
    assert opened.top_line.saved.text().startswith("Saved")


def test_deleting_asks_nothing_and_can_be_taken_back(opened: MainWindow, session: Session) -> None:
    gone = session.assessment.id
    session.delete(gone)
    assert opened.notices.isVisible()
    opened.notices.undo_button.click()
    assert not opened.notices.isVisible()
    assert [row.id for row in session.service.rows()] == [gone]


def test_a_problem_stays_until_it_is_closed(window: MainWindow, session: Session) -> None:
    session.problem_raised.emit("Something is wrong.")
    assert window.notices.words.text() == "Something is wrong."
    assert window.notices.property("look") == "alarm"
    assert not window.notices.undo_button.isVisible()
    window.notices.close_button.click()
    assert not window.notices.isVisible()


def test_undo_has_a_readable_name_in_the_menu(opened: MainWindow, session: Session) -> None:
    session.set_answer("goal.idea", Answer(), lambda voice: voice.say("Note"))
    assert opened.actions_.undo.text() == "Undo: Note"
    session.set_language(Language.RU)
    assert opened.actions_.undo.text() == "Отменить: Заметка"
    opened.actions_.undo.trigger()
    assert opened.actions_.redo.text() == "Вернуть: Заметка"


def test_menus_open_save_and_close(opened: MainWindow, session: Session, tmp_path: Path) -> None:
    path = tmp_path / "copy.takeoff"
    opened.dialogs.saved = path
    opened.actions_.copy.trigger()
    assert path.is_file()
    assert opened.notices.words.text() == "Saved as copy.takeoff."
    opened.actions_.keep.trigger()
    assert "saved" in opened.notices.words.text()
    first = session.assessment.id
    opened.dialogs.opened = path
    opened.actions_.open.trigger()
    assert session.assessment.id != first
    opened.actions_.close_.trigger()
    assert session.assessment is None
    opened.actions_.new.trigger()
    assert session.assessment is not None


def test_a_file_that_is_none_is_told_in_place(
    window: MainWindow, session: Session, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "broken.takeoff"
    path.write_bytes(b"\x00\x01 no zip")
    window.dialogs.opened = path
    window.actions_.open.trigger()
    assert window.notices.isVisible()
    assert window.notices.property("look") == "alarm"
    assert session.assessment is None


@pytest.mark.qt_log_ignore("propagateSizeHints")  # what the simulated screen says to any dialog
def test_every_key_is_listed_under_help(opened: MainWindow, qtbot: QtBot) -> None:
    opened.show_page("evidence")
    opened.actions_.keyboard.trigger()
    labels = opened.actions_.help.findChildren(QLabel)
    listed = {label.accessibleName() or label.text() for label in labels}
    with_keys = [action for action in opened.findChildren(QAction) if action.shortcuts()]
    assert len(with_keys) > 35
    assert {action.text() for action in with_keys if action.isVisible()} <= listed
    assert {"S", "J, Down", "Ctrl+Z", "0", "F1"} <= listed
    opened.actions_.help.close()


@walks
def test_no_two_actions_share_a_key(opened: MainWindow) -> None:
    for _ in all_pages(opened):
        active = [a for a in opened.findChildren(QAction) if a.isEnabled()]
        scopes: dict[str, list[str]] = {}
        # The keys of one picture are heard only while the focus is on it.
        everywhere = Qt.ShortcutContext.WindowShortcut
        for action in active:
            if isinstance(action.parent(), FigureActions):
                assert action.shortcutContext() is not everywhere
                continue
            owner = action.parent().parent().objectName()
            for keys in action.shortcuts():
                scopes.setdefault(f"{owner} {keys.toString()}", []).append(action.text())
        assert {keys: names for keys, names in scopes.items() if len(names) > 1} == {}


# Languages


def spoken(window: QWidget) -> set[str]:
    """Collect every text that the window says at the moment, tooltips and actions included."""
    said: set[str] = set()
    for widget in [window, *filter(QWidget.isVisible, window.findChildren(QWidget))]:
        said |= {widget.accessibleName(), widget.toolTip(), widget.windowTitle()}
        if isinstance(widget, QLabel | QAbstractButton):
            said.add(widget.text())
        if isinstance(widget, QLineEdit | QPlainTextEdit):
            said.add(widget.placeholderText())
        if isinstance(widget, QComboBox):
            said |= {widget.itemText(index) for index in range(widget.count())}
    said |= {action.text() for action in window.findChildren(QAction)}
    return {text for text in said if text.strip()}


# Names, addresses and keys are the same in every language.
SAME = re.compile(
    r"English|Takeoff|CRMguru|CRM|PDF|SVG|Word|Excel|NPS|IT|HR|KPI|Ctrl\+\S+|Alt\+\S+|Esc|[\w.+-]+\.(takeoff|pdf|json|yaml)"
    r"|https?://\S+|[a-z_]+\.[a-z_]+|\b[A-Z]\b|\bF\d+\b|[\w/-]+/[\w./-]*|S\d\.\d|[A-Za-z]{1,3}\d+"
    r"|IBM Plex \w+|crm-takeoff\S*|Backspace|SQLite|PostgreSQL|Python|Qt|PgUp|PgDown|TAKEOFF_HOME"
    r"|AMR Research|Butler Group|Forrester|Gartner|Hart Square|Johnny Grow|Mangen|Merkle"
)
LATIN_WORD = re.compile(r"[A-Za-z]{3,}")


def left_in_english(window: QWidget) -> list[str]:
    return sorted(text for text in spoken(window) if LATIN_WORD.search(SAME.sub("", text)))


@walks
def test_a_switch_of_language_leaves_nothing_in_english(
    opened: MainWindow, session: Session
) -> None:
    for _ in all_pages(opened):
        pass
    session.set_language(Language.RU)
    QCoreApplication.processEvents()
    for name in all_pages(opened):
        assert left_in_english(opened.page) == [], name
    assert left_in_english(opened) == []


@walks
def test_a_switch_back_leaves_nothing_in_russian(opened: MainWindow, session: Session) -> None:
    session.set_language(Language.RU)
    for _ in all_pages(opened):
        pass
    session.set_language(Language.EN)
    QCoreApplication.processEvents()
    own = {"Русский", "Клиент", "Проект"}

    def left_in_russian(part: QWidget) -> set[str]:
        russian = {text for text in spoken(part) if re.search("[а-яё]", text, re.IGNORECASE)}
        return {text for text in russian if not any(word in text for word in own)}

    for name in all_pages(opened):
        assert left_in_russian(opened.page) == set(), name
    assert left_in_russian(opened) == set()


def test_qt_speaks_russian_too(opened: MainWindow, session: Session) -> None:
    session.set_language(Language.RU)
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Отмена"
    session.set_language(Language.EN)
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


# Looks


@walks
def test_a_switch_of_theme_reaches_every_page_at_once(
    opened: MainWindow, session: Session, qapp: QApplication
) -> None:
    for _ in all_pages(opened):
        pass
    for wanted, colours in ((Theme.DARK, DARK), (Theme.LIGHT, LIGHT)):
        session.set_theme(wanted)
        QCoreApplication.processEvents()
        for name in all_pages(opened):
            picture = opened.grab().toImage()
            shades = [
                picture.pixelColor(x, y).lightness()
                for x in range(4, 1400, 7)
                for y in (60, 450, 880)
            ]
            dark_share = sum(shade < 128 for shade in shades) / len(shades)
            assert (dark_share > 0.5) == (colours is DARK), name


def test_zoom_makes_letters_larger_and_is_kept(
    opened: MainWindow, session: Session, qapp: QApplication
) -> None:
    before = qapp.font().pixelSize()
    for _ in range(5):
        opened.actions_.larger.trigger()
    assert qapp.font().pixelSize() > before
    assert session.settings.zoom == 1.5
    opened.actions_.normal.trigger()
    assert qapp.font().pixelSize() == before


@walks
def test_nothing_is_cut_off_in_the_smallest_window(opened: MainWindow, session: Session) -> None:
    for language in (Language.RU, Language.EN):
        session.set_language(language)
        opened.resize(SMALLEST)
        for name in all_pages(opened):
            assert opened.size() == SMALLEST
            cut = [
                f"{name}: {made.text()}"
                for made in opened.findChildren(QAbstractButton)
                if made.isVisible() and _shows_text(made) and _needs(made) > made.width()
            ]
            assert cut == []


def _shows_text(made: QAbstractButton) -> bool:
    icon_alone = Qt.ToolButtonStyle.ToolButtonIconOnly
    if isinstance(made, QToolButton) and made.toolButtonStyle() is icon_alone and made.icon():
        return False
    return bool(made.text())


def _needs(made: QAbstractButton) -> int:
    return max(made.fontMetrics().horizontalAdvance(line) for line in made.text().split("\n"))


# Screen readers


@walks
def test_everything_that_takes_the_focus_has_a_name(opened: MainWindow, session: Session) -> None:
    for language in (Language.EN, Language.RU):
        session.set_language(language)
        for page in all_pages(opened):
            nameless = [
                f"{page}: {type(widget).__name__} in {type(widget.parent()).__name__}"
                for widget in opened.findChildren(QWidget)
                if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
                and widget.isVisible()
                and not _name(widget)
            ]
            assert nameless == []


def _name(widget: QWidget) -> str:
    own = widget.accessibleName()
    text = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
    return own or text


# Starting, leaving, mishaps


def test_closing_saves_what_was_half_typed_and_the_geometry(
    qtbot: QtBot, service: Service, dialogs: Dialogs
) -> None:
    kept: list[Settings] = []
    session = Session(Settings(language=Language.EN), service, kept.append)
    window = MainWindow(session, dialogs, program.PAGES)
    qtbot.addWidget(window)
    window.resize(1100, 750)
    window.show()
    session.create()
    window.show_page("evidence")
    window.page.current.note.setPlainText("half a sentence")
    opened = session.assessment.id
    window.close()
    assert service.load(opened).answer_to("goal.idea").note == "half a sentence"
    assert kept[-1].window
    again = MainWindow(Session(kept[-1], service), dialogs, program.PAGES)
    qtbot.addWidget(again)
    # The simulated screen is 800 pixels wide, so only the height can be restored in full.
    assert again.height() == 750


def test_an_unhandled_error_is_logged_and_told(
    window: MainWindow, session: Session, caplog: pytest.LogCaptureFixture
) -> None:
    before = sys.excepthook
    mishaps = Mishaps(session, window)
    error = ValueError("unexpected")
    mishaps.catch(ValueError, error, None)
    mishaps.release()
    assert sys.excepthook == before
    assert "ValueError" in window.notices.words.text()
    assert caplog.records[-1].exc_info[1] is error


def test_the_program_starts_shows_itself_and_ends(
    qtbot: QtBot, own_home: Path, tmp_path: Path
) -> None:
    settings = {"language": "ru", "theme": "dark"}
    (own_home / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
    answers = tmp_path / "answers.yaml"
    answers.write_text("project: {client: Acme}\nanswers:\n  goal.idea: {level: 3}\n")
    hook = sys.excepthook
    assert program.main(["--quit-when-shown", str(answers)]) == 0
    assert sys.excepthook == hook
    kept = json.loads((own_home / "settings.json").read_text(encoding="utf-8"))
    assert kept["language"] == "ru"
    assert kept["recent_files"] == [str(answers)]
    service = Service.open(Settings())
    assert [row.client for row in service.rows()] == ["Acme"]
    service.close()


def test_a_database_that_is_none_is_told_and_left_as_it_was(
    window_of: WindowMaker, own_home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    rubbish = b"this was never a database" * 50
    (own_home / "takeoff.db").write_bytes(rubbish)
    window = window_of(Service.open(Settings()))
    assert window.page.stack.currentWidget() is window.page.trouble
    assert not window.session.create()
    assert window.notices.property("look") == "alarm"
    assert (own_home / "takeoff.db").read_bytes() == rubbish


class FullDisk(Service):
    """Refuses to save while ``full``."""

    full = False

    def save(self, *arguments: object) -> Assessment:
        if self.full:
            raise WorkProblem("The disk is full.")
        return super().save(*arguments)


def test_a_window_with_unsaved_answers_does_not_close_at_the_first_try(
    window_of: WindowMaker, caplog: pytest.LogCaptureFixture
) -> None:
    service = FullDisk(Settings())
    window = window_of(service)
    window.session.create()
    service.full = True
    window.session.set_answer("goal.idea", Answer(judgement=Rated(level=1)), "Level 1")
    assert not window.close()
    assert window.isVisible()
    assert "close again" in window.notices.words.text()
    assert window.close()


def test_without_a_display_a_sentence_and_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert program.main([]) == 1
    told = capsys.readouterr().err
    assert "screen" in told
    assert "Traceback" not in told


def test_an_alarm_about_saving_ends_with_the_saving(window: MainWindow, session: Session) -> None:
    session.create()
    session.unsaved = True
    session.problem_raised.emit("The disk is full.")
    assert window.notices.isVisible()
    session.save_now()
    assert not window.notices.isVisible()
    session.problem_raised.emit("The link could not be opened.")
    session.saved.emit(session.saved_at)
    assert window.notices.isVisible()


def test_a_notice_does_not_stay_in_another_language(
    window: MainWindow, session: Session, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(_settings: Settings) -> None:
        raise OSError

    session.notice.emit("Saved.")
    session.set_language(Language.RU)
    assert not window.notices.isVisible()
    session._keep_settings = refuse
    session.set_language(Language.EN)
    assert window.notices.words.text() == "The preferences could not be saved."
    session._keep_settings = None
    assert "settings not kept" in caplog.text


def test_names_use_the_room_of_the_top_line(window: MainWindow, session: Session) -> None:
    window.resize(1024, 700)
    client, name = "Public Trustee and Guardian", "Customer system"
    session.create(Project(client=client, name=name))
    line = window.top_line
    assert (line.client.text(), line.project.text()) == (client, name)
    session.set_project(Project(client="x" * 200, name="y" * 200), "")
    assert line.client.text().endswith("…")
    assert line.menu_button.geometry().right() < line.width()


def test_a_name_without_an_ending_gets_one_and_overwrites_nothing(
    tmp_path: Path, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = [str(tmp_path / name) for name in ("ru", "2026.11", "own.PDF", "kept", "kept.pdf")]
    offered: list[str] = []

    def answer(_parent: QWidget, _title: str, suggested: str, _filters: str) -> tuple[str, str]:
        offered.append(Path(suggested).name)
        return typed.pop(0), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    (tmp_path / "kept.pdf").write_bytes(b"")
    ask = partial(DesktopDialogs().save_file, window, "", "first.pdf", "PDF (*.pdf)")
    names = [path.name for path in (ask(), ask(), ask(), ask()) if path]
    assert names == ["ru.pdf", "2026.11.pdf", "own.PDF", "kept.pdf"]
    assert offered == [*(["first.pdf"] * 4), "kept.pdf"]
