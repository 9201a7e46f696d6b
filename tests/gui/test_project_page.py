"""The project sheet: optional stays optional, mistakes are told in place, all can be undone."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from assessor.domain.assessment import Application, Person, Project, Stage
from assessor.domain.language import Language
from assessor.domain.questionnaire import Role
from assessor.language import names
from forms.main_window import MainWindow
from forms.pages.project import ProjectPage
from forms.session import Session
from forms.widgets.fields import ChoiceEdit, ParsedEdit
from forms.widgets.reading_order import stops


@pytest.fixture
def page(window: MainWindow, session: Session) -> ProjectPage:
    session.create(Project(client="Acme", name="CRM"))
    window.show_page("project")
    shown = window.page
    assert isinstance(shown, ProjectPage)
    return shown


def editor(page: ProjectPage, name: str) -> ParsedEdit:
    found = page.field(name).editor
    assert isinstance(found, ParsedEdit)
    return found


def fill(page: ProjectPage, name: str, typed: str) -> None:
    """Type into a field and leave it with Enter."""
    line = editor(page, name)
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QTest.keyClicks(line, typed)
    QTest.keyClick(line, Qt.Key.Key_Return)


def choose(page: ProjectPage, name: str, times: int) -> None:
    """Step a choice down with the arrow key."""
    found = page.field(name).editor
    assert isinstance(found, ChoiceEdit)
    for _ in range(times):
        QTest.keyClick(found, Qt.Key.Key_Down)


def sheet(session: Session) -> Project:
    assert session.assessment is not None
    return session.assessment.project


def test_everything_is_optional_at_first(page: ProjectPage, session: Session) -> None:
    for name in ("users", "go_live", "user_share"):
        assert page.field(name).spec.value_in(sheet(session)) is None
        assert editor(page, name).placeholderText() == "Not known"
    assert not any(field.problem for field in page.fields)


def test_what_taking_off_means_is_met_before_what_is_accepted_and_what_is_usual(
    page: ProjectPage,
) -> None:
    met = list(stops(page))
    definition = [met.index(field.editor) for field in page.takeoff.fields]
    assert met.index(editor(page, "client")) < min(definition)
    later = (page.limit.number, page.base_rate.choice, page.people.findChild(QPushButton))
    assert all(met.index(part) > max(definition) for part in later)


def test_each_kind_of_value_reaches_the_sheet(page: ProjectPage, session: Session) -> None:
    fill(page, "sector", "Steel")
    fill(page, "users", "1,200")
    choose(page, "application", 1)
    choose(page, "stage", 3)
    choose(page, "in_crisis", 2)
    fill(page, "go_live", "1.3.2027")
    fill(page, "months_after", "18")
    fill(page, "user_share", "80")
    fill(page, "measured_by", "CFO")
    made = sheet(session)
    assert (made.sector, made.users, made.in_crisis) == ("Steel", 1200, True)
    assert (made.application, made.stage) == (Application.CONTACT_CENTRE, Stage.CONTRACT)
    takeoff = made.takeoff
    assert (takeoff.go_live, takeoff.months_after) == (date(2027, 3, 1), 18)
    assert (takeoff.user_share, takeoff.measured_by) == (0.8, "CFO")


def test_a_value_can_be_taken_out_again(page: ProjectPage, session: Session) -> None:
    fill(page, "users", "300")
    fill(page, "users", "")
    assert sheet(session).users is None
    assert not page.field("users").problem


def test_what_is_typed_is_passed_on_after_a_pause(
    qtbot: QtBot, page: ProjectPage, session: Session
) -> None:
    with qtbot.waitSignal(session.saved):
        qtbot.keyClicks(editor(page, "sector"), "Retail")
    assert sheet(session).sector == "Retail"


@pytest.mark.parametrize(
    ("name", "typed"),
    [("go_live", "soon"), ("user_share", "120"), ("users", "99999999999"), ("months_after", "0")],
)
def test_a_mistake_is_told_under_its_field_and_blocks_nothing(
    page: ProjectPage, session: Session, name: str, typed: str
) -> None:
    before = page.field(name).spec.value_in(sheet(session))
    fill(page, name, typed)
    field = page.field(name)
    assert field.problem
    assert field.below.text() == field.problem
    assert field.editor.accessibleDescription() == field.problem
    assert editor(page, name).text() == typed
    assert field.spec.value_in(sheet(session)) == before
    fill(page, "client", "Globex")
    assert sheet(session).client == "Globex"
    fill(page, name, "20" if name != "go_live" else "2027-03-01")
    assert not page.field(name).problem


@pytest.mark.parametrize(
    ("name", "kept"), [("users", "180"), ("user_share", "60"), ("go_live", "2027-03-01")]
)
def test_the_value_of_before_typed_again_takes_the_mark_away(
    page: ProjectPage, session: Session, name: str, kept: str
) -> None:
    fill(page, name, kept)
    before = sheet(session)
    fill(page, name, "abc")
    assert page.field(name).problem
    fill(page, name, kept)
    assert not page.field(name).problem
    assert sheet(session) == before


def test_undo_takes_field_by_field(page: ProjectPage, session: Session) -> None:
    fill(page, "client", "Globex")
    fill(page, "users", "50")
    assert session.undo_stack.undoText() == "Number of users"
    session.undo()
    assert (sheet(session).users, editor(page, "users").text()) == (None, "")
    session.undo()
    assert (sheet(session).client, editor(page, "client").text()) == ("Acme", "Acme")
    session.redo()
    assert editor(page, "client").text() == "Globex"


def test_half_typed_text_survives_a_change_elsewhere(page: ProjectPage, session: Session) -> None:
    line = editor(page, "sector")
    line.setFocus()
    QTest.keyClicks(line, "Ste")
    session.set_project(sheet(session).model_copy(update={"users": 7}), "elsewhere")
    assert line.text() == "Ste"
    assert editor(page, "users").text() == "7"


def test_what_is_typed_is_handed_over_when_the_page_is_left(
    window: MainWindow, page: ProjectPage, session: Session
) -> None:
    QTest.keyClicks(editor(page, "sector"), "Steel")
    window.show_page("result")
    assert sheet(session).sector == "Steel"


def test_another_assessment_takes_no_text_along(page: ProjectPage, session: Session) -> None:
    fill(page, "go_live", "soon")
    session.create(Project(client="Globex"))
    assert editor(page, "client").text() == "Globex"
    assert editor(page, "go_live").text() == ""
    assert not page.field("go_live").problem


def test_the_definition_is_read_aloud_while_it_is_typed(page: ProjectPage) -> None:
    assert page.aloud.text() == "Not agreed yet."
    assert "who measures" in page.missing.text()
    QTest.keyClicks(editor(page, "business_figure"), "Repeat purchases")
    assert "Repeat purchases" in page.aloud.text()
    fill(page, "user_share", "80")
    assert "at least 80% of the named users" in page.aloud.text()
    for name, typed in (
        ("go_live", "2027-03-01"),
        ("baseline", "21%"),
        ("target", "26%"),
        ("measured_by", "CFO"),
    ):
        fill(page, name, typed)
    assert "from 21% to 26%" in page.aloud.text()
    assert not page.missing.isVisible()


def test_people_are_added_changed_and_removed(
    qtbot: QtBot, page: ProjectPage, session: Session
) -> None:
    assert page.people.nobody.isVisible()
    qtbot.mouseClick(page.people.add_button, Qt.MouseButton.LeftButton)
    line = page.people.lines[0]
    assert line.name.hasFocus()
    qtbot.keyClicks(line.name, "Anna")
    qtbot.keyClick(line.name, Qt.Key.Key_Return)
    qtbot.keyClick(line.role, Qt.Key.Key_Down)
    qtbot.keyClicks(line.day, "24.11.2026")
    qtbot.keyClick(line.day, Qt.Key.Key_Return)
    anna = Person(name="Anna", role=Role.SPONSOR, interviewed=date(2026, 11, 24))
    assert sheet(session).people == (anna,)
    assert page.people.lines == [line]
    qtbot.mouseClick(line.remove, Qt.MouseButton.LeftButton)
    assert sheet(session).people == ()
    session.undo()
    assert sheet(session).people == (anna,)
    assert page.people.lines[0].name.text() == "Anna"


def test_a_line_without_a_name_is_nobody(qtbot: QtBot, page: ProjectPage, session: Session) -> None:
    qtbot.mouseClick(page.people.add_button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(page.people.lines[0].role, Qt.Key.Key_Down)
    assert sheet(session).people == ()
    assert len(page.people.lines) == 1


def test_only_the_first_line_of_people_says_what_its_fields_are(page: ProjectPage) -> None:
    for _ in range(2):
        page.people.add_person()
    first, second = page.people.lines
    assert [caption.text() for caption in first.captions][:2] == ["Name or alias", "Role"]
    assert not any(caption.isHidden() for caption in first.captions)
    assert all(caption.isHidden() for caption in second.captions)
    first.remove.click()
    assert not any(caption.isHidden() for caption in second.captions)


def test_a_wrong_day_of_an_interview_is_told_in_its_line(qtbot: QtBot, page: ProjectPage) -> None:
    qtbot.mouseClick(page.people.add_button, Qt.MouseButton.LeftButton)
    line = page.people.lines[0]
    qtbot.keyClicks(line.day, "someday")
    qtbot.keyClick(line.day, Qt.Key.Key_Return)
    assert line.wrong.isVisible()
    line.name.setFocus()
    qtbot.keyClicks(line.name, "a")
    line.name.hand_over()
    assert line.wrong.isVisible()  # the name says nothing of the day
    line.day.setFocus()
    line.day.selectAll()
    qtbot.keyClick(line.day, Qt.Key.Key_Delete)
    qtbot.keyClick(line.day, Qt.Key.Key_Return)
    assert not line.wrong.isVisible()


def type_limit(page: ProjectPage, typed: str) -> None:
    page.limit.number.setFocus()
    page.limit.number.selectAll()
    QTest.keyClick(page.limit.number, Qt.Key.Key_Delete)
    QTest.keyClicks(page.limit.number, typed)
    QTest.keyClick(page.limit.number, Qt.Key.Key_Return)


@pytest.mark.parametrize("typed", ["0", "100", "-1", "abc", "35.5", "", "31.02.2027"])
def test_a_limit_that_cannot_be_is_refused_in_place(
    page: ProjectPage, session: Session, typed: str
) -> None:
    type_limit(page, typed)
    assert page.limit.wrong.isVisible()
    assert page.limit.wrong.text() == "Write a whole number from 1 to 99."
    assert page.limit.number.property("wrong") == "true"
    assert sheet(session).risk_limit == pytest.approx(0.35)
    type_limit(page, "35")
    assert not page.limit.wrong.isVisible()
    assert page.limit.number.property("wrong") == "false"


def test_a_refused_limit_does_not_pass_to_another_client(
    page: ProjectPage, session: Session
) -> None:
    type_limit(page, "100")
    session.create(Project(client="Globex"))
    assert page.limit.number.text() == "35"
    assert not page.limit.wrong.isVisible()


def test_the_limit_moves_by_slider_and_by_number(
    qtbot: QtBot, page: ProjectPage, session: Session
) -> None:
    qtbot.keyClick(page.limit.slider, Qt.Key.Key_Right)
    assert sheet(session).risk_limit == pytest.approx(0.36)
    assert page.limit.number.text() == "36"
    assert "36 in 100" in page.limit.sentence.text()
    page.limit.number.selectAll()
    qtbot.keyClicks(page.limit.number, "20")
    qtbot.keyClick(page.limit.number, Qt.Key.Key_Return)
    assert sheet(session).risk_limit == pytest.approx(0.2)
    assert page.limit.slider.value() == 20


def test_the_arrow_keys_step_a_number(qtbot: QtBot, page: ProjectPage, session: Session) -> None:
    qtbot.keyClick(editor(page, "months_after"), Qt.Key.Key_Up)
    assert sheet(session).takeoff.months_after == 13


def test_days_and_choices_speak_the_new_language(page: ProjectPage, session: Session) -> None:
    fill(page, "go_live", "2027-03-01")
    fill(page, "users", "oops")
    page.setFocus()
    session.set_language(Language.RU)
    assert editor(page, "go_live").text().startswith("1 марта 2027")
    assert page.field("client").label.text() == "Клиент"
    stage = page.field("stage").editor
    assert isinstance(stage, ChoiceEdit)
    assert stage.currentText() == "Неизвестно"
    assert "целое число" in page.field("users").problem


def test_a_reference_class_moves_the_base_rate_and_can_be_undone(
    page: ProjectPage, session: Session
) -> None:
    choice = page.base_rate.choice
    before = session.forecast.base_rate.mean
    weak = next(one for one in session.service.reference_classes() if one.provenance == "weak")
    while choice.value != weak.id:
        QTest.keyClick(choice, Qt.Key.Key_Down)
    session.flush()
    assert sheet(session).reference_class == weak.id
    assert page.base_rate.facts.warning.isVisible()
    told = names.within(session.voice.text(weak.definition))
    assert told in page.base_rate.facts.definition.text()
    # The published share of the class, within a point for rounding of its log-odds.
    assert abs(session.forecast.base_rate.mean - weak.rate) < abs(before - weak.rate)
    while session.undo_stack.canUndo():
        session.undo()
    assert sheet(session).reference_class is None
    assert choice.value is None
    assert not page.base_rate.facts.warning.isVisible()


def type_reason(page: ProjectPage, reason: str) -> None:
    line = page.base_rate.hand.reason
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QTest.keyClicks(line, reason)
    QTest.keyClick(line, Qt.Key.Key_Return)


def test_a_rate_by_hand_counts_only_with_its_reason(page: ProjectPage, session: Session) -> None:
    choice = page.base_rate
    assert not choice.hand.isVisible()
    choice.by_hand.click()
    assert choice.hand.isVisible()
    choice.hand.rate.setText("20")
    choice.hand.rate.hand_over()
    assert sheet(session).base_rate is None
    type_reason(page, "Our last five projects")
    own = sheet(session).base_rate
    assert own is not None
    assert (own.rate, own.projects, own.reason) == (0.2, None, "Our last five projects")
    session.score_now()
    assert any(caveat.id == "own_base_rate" for caveat in session.forecast.caveats)
    session.undo()
    assert sheet(session).base_rate is None
    assert not choice.by_hand.isChecked()
    session.redo()
    assert choice.by_hand.isChecked()
    assert choice.hand.reason.text() == "Our last five projects"
    choice.by_hand.click()
    assert sheet(session).base_rate is None


def test_a_count_that_is_none_is_told_in_place(page: ProjectPage, session: Session) -> None:
    choice = page.base_rate
    choice.by_hand.click()
    type_reason(page, "Our record")
    line = choice.hand.projects
    line.setFocus()
    QTest.keyClicks(line, "many")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert choice.hand.projects_field.problem
    assert sheet(session).base_rate is None


def type_over(line: ParsedEdit, typed: str) -> None:
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QTest.keyClicks(line, typed)
    QTest.keyClick(line, Qt.Key.Key_Return)


def test_nonsense_in_a_rate_by_hand_is_marked_and_does_not_count(
    page: ProjectPage, session: Session
) -> None:
    choice = page.base_rate
    usual = session.service.reference_classes()[0].rate
    choice.by_hand.click()
    assert choice.hand.rate.text() == str(round(usual * 100))
    type_over(choice.hand.rate, "of repeat orders")
    type_over(choice.hand.projects, "30%")
    type_reason(page, "45%")
    for field in (choice.hand.rate_field, choice.hand.projects_field):
        assert field.problem
        assert field.below.text() == field.problem
    assert choice.hand.rate_field.problem == "Write a whole number from 1 to 99."
    assert sheet(session).base_rate is None
    assert choice.choice.isEnabled()
    type_over(choice.hand.rate, "30")
    assert sheet(session).base_rate is None
    type_over(choice.hand.projects, "12")
    own = sheet(session).base_rate
    assert (own.rate, own.projects) == (0.3, 12)
    assert not choice.hand.rate_field.problem
    assert not choice.hand.projects_field.problem


def test_a_list_that_a_rate_by_hand_replaces_says_so(page: ProjectPage, session: Session) -> None:
    choice = page.base_rate
    choice.by_hand.click()
    type_over(choice.hand.rate, "30")
    type_reason(page, "Our record")
    assert sheet(session).base_rate.rate == 0.3
    assert not choice.choice.isEnabled()
    assert choice.lead.text() == "Replaced by the rate that is set by hand below:"
    type_over(choice.hand.rate, "x")
    assert sheet(session).base_rate is None
    assert choice.choice.isEnabled()
    assert choice.hand.rate.text() == "x"
    type_over(choice.hand.rate, "30")
    assert sheet(session).base_rate.rate == 0.3
    assert not choice.hand.rate_field.problem
