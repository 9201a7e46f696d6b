"""Evidence by drop, paste and dialog; changed, removed, undone; saved elsewhere, never opened."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from assessor.domain.assessment import Answer, EvidenceItem, EvidenceKind
from assessor.domain.questionnaire import Role
from assessor.service import Service
from forms.main_window import MainWindow
from forms.pages.evidence import EvidencePage
from forms.session import Session
from tests.gui.dragging import entering

FIRST, SECOND = "goal.idea", "goal.shared"
PDF = b"%PDF-1.7 order 14"


@pytest.fixture
def page(window: MainWindow, session: Session, qtbot: QtBot) -> EvidencePage:
    session.create()
    window.show_page("evidence")
    made = window.made("evidence")
    assert isinstance(made, EvidencePage)
    qtbot.waitUntil(made.isVisible)
    return made


@pytest.fixture
def order(tmp_path: Path) -> Path:
    path = tmp_path / "Order 14.pdf"
    path.write_bytes(PDF)
    return path


def evidence(session: Session, question_id: str = FIRST) -> tuple[EvidenceItem, ...]:
    return session.assessment.answer_to(question_id).evidence


def files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def words(text: str) -> QMimeData:
    data = QMimeData()
    data.setText(text)
    return data


def drop(target: QWidget, data: QMimeData, at: QPointF | None = None) -> bool:
    """Drop as the system does: the widget under the pointer is asked first, then its parents."""
    where = at or QPointF(target.rect().center())
    kind = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0))
    asked: QWidget | None = target
    while asked is not None:
        if asked.acceptDrops():
            entered = entering(where, data)
            QApplication.sendEvent(asked, entered)
            if entered.isAccepted():
                dropped = QDropEvent(where, *kind)
                QApplication.sendEvent(asked, dropped)
                return dropped.isAccepted()
        where = QPointF(asked.mapToParent(where.toPoint()))
        asked = asked.parentWidget()
    return False


def test_a_dropped_file_is_evidence_for_the_question_under_the_pointer(
    page: EvidencePage, session: Session, order: Path, qtbot: QtBot
) -> None:
    page.step(1)
    card = page.current
    page.step(-1)
    assert drop(card.text, files(order))
    qtbot.waitUntil(lambda: len(evidence(session, SECOND)) == 1)
    item = evidence(session, SECOND)[0]
    assert (item.kind, item.content) == (EvidenceKind.FILE, "Order 14.pdf")
    assert session.service.release(item) == PDF
    assert evidence(session) == ()
    assert page.current is card


@pytest.mark.parametrize("field", ["note", "who"])
def test_a_file_dropped_on_a_field_is_evidence_and_no_text(
    page: EvidencePage, session: Session, order: Path, qtbot: QtBot, field: str
) -> None:
    target = getattr(page.current, field)
    if field == "note":
        target = target.viewport()
    assert drop(target, files(order))
    qtbot.waitUntil(lambda: len(evidence(session)) == 1)
    assert session.assessment.answer_to(FIRST).note == ""


def test_several_files_arrive_in_their_order_and_each_once(
    page: EvidencePage, session: Session, order: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "minutes.txt"
    other.write_text("4 May", encoding="utf-8")
    drop(page.current, files(order, other, order))
    page.files.finish()
    assert [item.content for item in evidence(session)] == ["Order 14.pdf", "minutes.txt"]


def test_a_program_is_refused_in_words(
    page: EvidencePage,
    session: Session,
    window: MainWindow,
    tmp_path: Path,
    order: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    renamed = tmp_path / "plan.pdf"
    renamed.write_bytes(b"MZ\x90\x00" + bytes(100))
    drop(page.current, files(renamed, order))
    page.files.finish()
    assert [item.content for item in evidence(session)] == ["Order 14.pdf"]
    assert "“plan.pdf” is a program" in window.notices.words.text()


def test_an_assessment_dropped_anywhere_is_opened(
    page: EvidencePage, session: Session, tmp_path: Path, window: MainWindow
) -> None:
    first = session.assessment.id
    session.set_answer(FIRST, Answer(note="kept"), "Note")
    path = tmp_path / "other.takeoff"
    session.write_file(path)
    assert drop(page.current.text, files(path))
    assert session.assessment.id != first
    assert evidence(session) == ()
    window.show_page("settings")
    second = session.assessment.id
    assert drop(window.page, files(path))
    assert session.assessment.id not in {first, second}


def test_a_picture_from_the_clipboard_becomes_a_png(page: EvidencePage, session: Session) -> None:
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(QColor("teal"))
    QGuiApplication.clipboard().setImage(picture)
    QTest.keyClick(page.current, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    page.files.finish()
    item = evidence(session)[0]
    assert item.content.startswith("Picture ")
    assert item.content.endswith(".png")
    again = QImage.fromData(session.service.release(item))
    assert (again.width(), again.height()) == (40, 30)
    assert again.pixelColor(3, 3) == QColor("teal")


@pytest.mark.parametrize("field", ["note", "entry"])
def test_a_file_pasted_into_a_field_is_evidence(
    page: EvidencePage, session: Session, order: Path, field: str
) -> None:
    card = page.current
    card.evidence.begin()
    target = card.note if field == "note" else card.evidence.entry
    target.setFocus()
    QGuiApplication.clipboard().setMimeData(files(order))
    QTest.keyClick(target, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    page.files.finish()
    assert [item.content for item in evidence(session)] == ["Order 14.pdf"]
    assert card.note.toPlainText() == card.evidence.entry.text() == ""


@pytest.mark.parametrize(
    ("pasted", "kind", "content"),
    [
        ("We need to be modern.", EvidenceKind.QUOTATION, "“We need to be modern.”"),
        ("«Так решили»", EvidenceKind.QUOTATION, "«Так решили»"),
        ("https://example.com/a", EvidenceKind.LINK, "https://example.com/a"),
    ],
)
def test_pasted_words_are_a_quotation_or_a_link(
    page: EvidencePage, session: Session, pasted: str, kind: EvidenceKind, content: str
) -> None:
    QGuiApplication.clipboard().setMimeData(words(pasted))
    QTest.keyClick(page.current, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [(item.kind, item.content) for item in evidence(session)] == [(kind, content)]


def test_an_empty_clipboard_is_told(page: EvidencePage, window: MainWindow) -> None:
    QGuiApplication.clipboard().clear()
    page.paste()
    assert "nothing in the clipboard" in window.notices.words.text()


def test_a_file_is_chosen_by_key_and_stands_on_the_chosen_side(
    page: EvidencePage, session: Session, order: Path
) -> None:
    page.dialogs.opened = order
    page.current.evidence.side.set_value("against")
    QTest.keyClick(page.current, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    page.files.finish()
    assert [(item.content, item.against) for item in evidence(session)] == [("Order 14.pdf", True)]


def test_a_file_goes_to_the_role_that_was_shown(
    page: EvidencePage, session: Session, order: Path
) -> None:
    page.current.turn_to_role(Role.SPONSOR)
    drop(page.current, files(order))
    page.current.turn_to_role(None)
    page.files.finish()
    assert evidence(session) == ()
    assert len(session.assessment.answer_to(FIRST, Role.SPONSOR).evidence) == 1


def test_saving_a_file_elsewhere_is_the_only_way_out(
    page: EvidencePage, session: Session, order: Path, tmp_path: Path
) -> None:
    drop(page.current, files(order))
    page.files.finish()
    page.dialogs.saved = tmp_path / "out.pdf"
    page.dialogs.asked.clear()
    line = page.current.evidence.lines[0]
    names = [made.accessibleName() for made in line.buttons]
    assert names == ["Save the file as…", "Change this evidence", "Remove this evidence"]
    line.buttons[0].click()
    assert (tmp_path / "out.pdf").read_bytes() == PDF
    assert [Path(asked).name for asked in page.dialogs.asked] == ["Order 14.pdf"]


def test_removing_changing_and_adding_are_undone_one_by_one(
    page: EvidencePage, session: Session, order: Path, qtbot: QtBot
) -> None:
    drop(page.current, files(order))
    page.files.finish()
    assert session.undo_stack.undoText().endswith("Attach a file")
    evidence_list = page.current.evidence
    evidence_list.begin()
    qtbot.keyClicks(evidence_list.entry, "Order 15")
    QTest.keyClick(evidence_list.entry, Qt.Key.Key_Return)
    evidence_list.lines[1].edit_button.click()
    assert evidence_list.entry.text() == "Order 15"
    evidence_list.entry.selectAll()
    qtbot.keyClicks(evidence_list.entry, "Order 16")
    QTest.keyClick(evidence_list.entry, Qt.Key.Key_Return)
    evidence_list.lines[0].remove_button.click()
    seen = [[item.content for item in evidence(session)]]
    while session.undo_stack.canUndo():
        QTest.keyClick(page.current, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        seen.append([item.content for item in evidence(session)])
    both = ["Order 14.pdf", "Order 15"]
    assert seen == [["Order 16"], ["Order 14.pdf", "Order 16"], both, ["Order 14.pdf"], []]
    while session.undo_stack.canRedo():
        session.redo()
    assert [item.content for item in evidence(session)] == ["Order 16"]


def test_changing_a_file_changes_its_side_and_name_only(
    page: EvidencePage, session: Session, order: Path, qtbot: QtBot
) -> None:
    drop(page.current, files(order))
    page.files.finish()
    before = evidence(session)[0]
    evidence_list = page.current.evidence
    evidence_list.edit(0)
    evidence_list.side._buttons["against"].click()
    evidence_list.entry.clear()
    evidence_list.add()
    assert evidence(session) == (before.model_copy(update={"against": True}),)
    assert not evidence_list.adder.isVisible()


def test_an_unfinished_change_keeps_what_was_there(
    page: EvidencePage, session: Session, qtbot: QtBot
) -> None:
    page.current.evidence.begin()
    qtbot.keyClicks(page.current.evidence.entry, "Order 15")
    page.current.evidence.add()
    page.current.evidence.edit(0)
    page.current.evidence.entry.clear()
    QTest.keyClick(page.current.evidence.entry, Qt.Key.Key_Escape)
    assert [item.content for item in evidence(session)] == ["Order 15"]


def test_a_file_on_its_way_arrives_before_the_assessment_is_left(
    page: EvidencePage, session: Session, order: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = session.assessment.id
    attach: Callable[..., EvidenceItem] = Service.attach_path

    def slow(*given: object, **named: object) -> EvidenceItem:
        time.sleep(0.3)
        return attach(*given, **named)

    monkeypatch.setattr(Service, "attach_path", slow)
    drop(page.current, files(order))
    session.create()
    assert len(session.service.load(kept).answer_to(FIRST).evidence) == 1
    assert evidence(session) == ()
