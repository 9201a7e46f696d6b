"""Pictures that explain themselves, turn into tables, and leave the window."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from assessor.domain.assessment import Answer, Assessment, Grade, Rated
from assessor.settings import Theme
from forms.main_window import MainWindow
from forms.pages.result import ResultPage
from forms.session import Session
from forms.widgets.explained_picture import ExplainedPicture
from forms.widgets.figure_card import FigureCard
from forms.widgets.figure_export import SCALE, SVG_MIME

pytestmark = pytest.mark.usefixtures("plans_remembered")


def show(window: MainWindow, session: Session) -> ResultPage:
    made = Assessment()
    for place, question in enumerate(session.questionnaire.questions):
        rated = Rated(level=place % 5, grade=Grade.SHOWN)
        made = made.with_answer(question.id, Answer(judgement=rated))
    session.open_copy(made)
    window.show_page("result")
    page = window.page
    assert isinstance(page, ResultPage)
    while page.is_filling:
        QCoreApplication.processEvents()
    QCoreApplication.processEvents()
    return page


def point_at(qtbot: QtBot, picture: ExplainedPicture, place: int) -> QPoint:
    bounds = picture.spots[place].bounds
    at = QPoint(round(bounds.left + bounds.width / 2), round(bounds.top + bounds.height / 2))
    qtbot.mouseMove(picture, QPoint(0, 0))
    qtbot.mouseMove(picture, at)
    return at


def test_keys_and_mouse_say_the_same_of_a_bar(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    picture = show(window, session).waterfall.picture
    picture.setFocus()
    told = []
    for _ in picture.spots:
        qtbot.keyClick(picture, Qt.Key.Key_Down)
        told.append(picture.bubble.text())
        assert picture.bubble.isVisible()
        assert picture.accessibleDescription() == picture.bubble.text()
    assert len(set(told)) == len(session.questionnaire.sections) + 2
    qtbot.keyClick(picture, Qt.Key.Key_Escape)
    assert picture.spot is None
    for place, sentence in enumerate(told):
        point_at(qtbot, picture, place)
        assert picture.bubble.text() == sentence


def test_enter_and_click_lead_to_the_answer(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    page = show(window, session)
    picture = page.drivers.picture
    picture.setFocus()
    qtbot.keyClick(picture, Qt.Key.Key_Down)
    qtbot.keyClick(picture, Qt.Key.Key_Down)
    second = picture.spots[1].question
    with qtbot.waitSignal(session.question_requested) as asked:
        qtbot.keyClick(picture, Qt.Key.Key_Return)
    assert asked.args == [second]
    window.show_page("result")
    at = point_at(qtbot, picture, 0)
    with qtbot.waitSignal(session.question_requested) as asked:
        qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=at)
    assert asked.args == [picture.spots[0].question]


def test_the_keys_walk_over_rows_and_columns(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    picture = show(window, session).profile.picture
    picture.setFocus()
    qtbot.keyClick(picture, Qt.Key.Key_Right)
    qtbot.keyClick(picture, Qt.Key.Key_Right)
    goal, process = session.questionnaire.sections[:2]
    assert picture.spot is not None
    assert picture.spot.question == goal.questions[1].id
    qtbot.keyClick(picture, Qt.Key.Key_Down)
    assert picture.spot.question == process.questions[1].id
    qtbot.keyClick(picture, Qt.Key.Key_Up)
    assert picture.spot.question == goal.questions[1].id
    qtbot.keyClick(picture, Qt.Key.Key_End)
    assert picture.spot.question == session.questionnaire.questions[-1].id
    qtbot.keyClick(picture, Qt.Key.Key_Home)
    assert picture.spot.question == goal.questions[0].id


def test_the_part_walked_on_is_in_view(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    window.resize(1024, 700)
    page = show(window, session)
    picture = page.drivers.picture
    picture.setFocus()
    qtbot.keyClick(picture, Qt.Key.Key_End)
    bottom = picture.spots[-1].bounds
    at = picture.mapTo(page, QPoint(0, round(bottom.top + bottom.height)))
    assert 0 < at.y() <= page.height()


@pytest.mark.parametrize("name", ["gauge", "stated", "waterfall", "profile", "drivers"])
def test_a_picture_is_copied_finely_and_as_drawing(
    name: str, qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    card: FigureCard = getattr(show(window, session), name)
    session.set_theme(Theme.DARK)
    card.picture.setFocus()
    with qtbot.waitSignal(session.notice):
        qtbot.keyClick(card.picture, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    content = QGuiApplication.clipboard().mimeData()
    root = ET.fromstring(bytes(content.data(SVG_MIME).data()))  # noqa: S314 - our own picture
    texts = [node for node in root.iter() if node.tag.endswith("text")]
    assert card.heading.text().startswith((texts[0].text or "").removesuffix("…"))
    assert all("sans-serif" in node.attrib["font-family"] for node in texts)
    image = content.imageData()
    assert SCALE >= 2
    assert image.width() == pytest.approx(float(root.attrib["width"]) * SCALE, abs=SCALE)
    assert image.pixelColor(1, 1).name() == "#ffffff", "paper is light in the dark as well"


def test_the_gauge_is_copied_with_its_hundred_marks(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    gauge = show(window, session).gauge
    gauge.deeds.copy_picture.trigger()
    drawing = bytes(QGuiApplication.clipboard().mimeData().data(SVG_MIME).data()).decode()
    assert drawing.count("<circle") + drawing.count("<rect") >= 100


def test_a_picture_is_saved_as_drawing(
    tmp_path: Path,
    qtbot: QtBot,
    window: MainWindow,
    session: Session,
    dialogs: Any,
) -> None:
    page = show(window, session)
    dialogs.saved = tmp_path / "figure"
    page.waterfall.picture.setFocus()
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    with qtbot.waitSignal(session.notice) as told:
        qtbot.keyClick(page.waterfall.picture, Qt.Key.Key_E, keys)
    assert told.args == ["Saved as figure.svg."]
    assert dialogs.asked[-1].endswith(".svg")
    root = ET.parse(tmp_path / "figure.svg").getroot()  # noqa: S314 - our own picture
    assert root.tag == "{http://www.w3.org/2000/svg}svg"


def test_a_place_that_cannot_be_written_is_told(
    tmp_path: Path,
    qtbot: QtBot,
    window: MainWindow,
    session: Session,
    dialogs: Any,
    caplog: pytest.LogCaptureFixture,
) -> None:
    page = show(window, session)
    dialogs.saved = tmp_path / "missing" / "figure.svg"
    with qtbot.waitSignal(session.problem_raised):
        page.stated.deeds.save_picture.trigger()
    assert "no such folder" in caplog.text


def test_no_place_no_file(
    tmp_path: Path, window: MainWindow, session: Session, dialogs: Any
) -> None:
    show(window, session).stated.deeds.save_picture.trigger()
    assert list(tmp_path.glob("*.svg")) == []


def test_a_key_turns_the_picture_into_a_table_and_back(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    card = show(window, session).stated
    card.picture.setFocus()
    qtbot.keyClick(card.picture, Qt.Key.Key_T)
    assert card.table.isVisible()
    assert card.table.hasFocus()
    qtbot.keyClick(card.table, Qt.Key.Key_T)
    assert card.picture.isVisible()
    assert card.picture.hasFocus()


def test_chosen_rows_are_copied_as_a_spreadsheet_takes_them(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    card = show(window, session).stated
    card.toggle.setChecked(True)
    card.table.selectRow(1)
    qtbot.keyClick(card.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert [line.split("\t")[0] for line in lines] == ["", "As evidenced"]
    card.deeds.copy_table.trigger()
    assert len(QGuiApplication.clipboard().text().split("\n")) == 4


def test_the_same_deeds_stand_in_the_menu_of_button_and_mouse(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    card = show(window, session).waterfall
    assert card.more.isVisible()
    menu = card.menu()
    texts = [action.text() for action in menu.actions()]
    assert texts == ["Table or picture", "Copy as picture", "Save as SVG…", "Copy the table"]
    menu.deleteLater()


def test_the_keys_of_pictures_are_listed(window: MainWindow, session: Session) -> None:
    page = show(window, session)
    assert "Copy as picture" in [action.text() for action in page.shortcuts()]


def test_nothing_is_explained_where_the_keys_are_not(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    page = show(window, session)
    page.stated.picture.setFocus()
    qtbot.keyClick(page.stated.picture, Qt.Key.Key_Down)
    assert page.stated.picture.bubble.isVisible()
    page.waterfall.toggle.setFocus()
    assert not page.stated.picture.bubble.isVisible()
