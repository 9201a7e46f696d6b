"""Own questionnaires in the window: copied, edited, tried, published, changed over to."""

from __future__ import annotations

from pathlib import Path

import pytest
from core.questionnaire.made_own import changed, filled, published
from gui.conftest import AnsweredDialogs
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from assessor.domain.assessment import Answer, Rated
from assessor.domain.language import Language
from assessor.domain.questionnaire import Questionnaire
from assessor.language import Voice
from assessor.questionnaire import editing, writer
from assessor.service import Service
from forms.change_over import change_over
from forms.main_window import MainWindow
from forms.pages.evidence import EvidencePage
from forms.pages.project import ProjectPage
from forms.pages.questionnaires import QuestionnairesPage
from forms.pages.what_if import WhatIfPage
from forms.session import Session
from forms.widgets.draft_editor import DraftEditor, _steps
from forms.widgets.question_card import QuestionCard

THREE = Answer(judgement=Rated(level=3))


@pytest.fixture
def page(window: MainWindow) -> QuestionnairesPage:
    window.show_page("questionnaires")
    shown = window.page
    assert isinstance(shown, QuestionnairesPage)
    return shown


@pytest.fixture
def editor(page: QuestionnairesPage) -> DraftEditor:
    page.new.click()
    assert page.is_editing
    return page.editor


def draft_of(editor: DraftEditor) -> Questionnaire:
    assert editor.draft is not None
    return editor.draft.questionnaire


def ids(editor: DraftEditor, section: str = "goal") -> list[str]:
    return [q.id for q in draft_of(editor).section_by_id[section].questions]


def test_the_page_needs_no_assessment_and_lists_the_programs_own(
    page: QuestionnairesPage, session: Session
) -> None:
    assert session.assessment is None
    assert set(page.list.buttons) == {("copy", "crm_takeoff"), ("export", "crm_takeoff")}


def test_a_copy_is_on_disk_at_once(editor: DraftEditor, service: Service) -> None:
    (own,) = service.own_questionnaires()
    assert own.title.en == "Will this CRM project take off? (own)"
    assert own.draft == draft_of(editor)
    assert editor.publish.isEnabled()


def test_words_are_rewritten_and_taken_back(
    qtbot: QtBot, editor: DraftEditor, session: Session, service: Service
) -> None:
    editor.tree.choose("goal.idea")
    field = editor.question.texts["short"].fields[Language.EN]
    before = draft_of(editor).by_id["goal.idea"].short.en
    field.selectAll()
    qtbot.keyClicks(field, "The why")
    field.hand_over()
    assert draft_of(editor).by_id["goal.idea"].short.en == "The why"
    assert service.own_questionnaires()[0].draft == draft_of(editor)
    assert session.undo_stack.undoText() == "Words of a question"
    while session.undo_stack.canUndo():
        session.undo()
    assert draft_of(editor).by_id["goal.idea"].short.en == before
    assert field.toPlainText() == before


def test_edits_of_a_draft_are_taken_back_though_another_is_on_screen(
    qtbot: QtBot, page: QuestionnairesPage, session: Session, service: Service
) -> None:
    page.new.click()
    first = page.editor.draft
    assert first is not None
    before = first.questionnaire
    page.editor.add_question()
    page.editor.back.click()
    page.new.click()
    assert page.editor.draft is not first
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    while first.questionnaire != before:
        session.undo()
    assert page.editor.draft is first  # what is taken back is shown
    drafts = {own.id: own.draft for own in service.own_questionnaires()}
    assert drafts[before.id] == before
    page.editor.back.click()
    page.edit(before.id)
    assert page.editor.draft is first
    session.redo()
    assert len(draft_of(page.editor).questions) == len(before.questions) + 1


def test_an_empty_language_says_what_stands_in(editor: DraftEditor) -> None:
    editor.tree.choose("goal.idea")
    short = editor.question.texts["short"]
    short.fields[Language.RU].setPlainText("")
    short.hand_over()
    assert short.below[Language.RU].text() == "Shown instead: [EN] Business idea"
    assert not short.below[Language.RU].isHidden()
    assert not short.problem.isVisibleTo(editor)
    assert editor.publish.isEnabled()


def test_faults_are_told_beside_their_field_and_hold_publishing_back(editor: DraftEditor) -> None:
    editor.tree.choose("goal.idea")
    levels = editor.question.levels
    same = levels[0].fields[Language.EN].toPlainText()
    levels[1].fields[Language.EN].setPlainText(same)
    levels[1].hand_over()
    assert editor.question.levels_problem.text() == "Two levels read the same."
    assert not editor.publish.isEnabled()
    assert "1 thing to mend" in editor.state.text()
    short = editor.question.texts["short"]
    short.fields[Language.EN].setPlainText("x" * 61)
    short.hand_over()
    assert short.problem.text() == "Is longer than 60 characters. Shorten it."
    assert short.fields[Language.EN].property("wrong") == "true"
    assert short.fields[Language.RU].property("wrong") == "false"
    assert "2 things to mend" in editor.state.text()


def test_a_question_is_added_written_and_removed_with_undo(
    editor: DraftEditor, session: Session
) -> None:
    editor.tree.choose("goal.idea")
    editor.add_question()
    assert ids(editor)[:2] == ["goal.idea", "goal.own_a"]
    assert editor.tree.node == "goal.own_a"
    assert editor.question.question_id == "goal.own_a"
    assert editor.question.name.text() == "New question"
    assert "no weight" in editor.question.weight_label.text()
    assert not editor.publish.isEnabled()
    assert editor.draft is not None
    editor.draft.edit(filled(draft_of(editor), "goal.own_a", "union"), "filled")
    assert editor.publish.isEnabled()
    editor.question.remove_button.click()
    assert "goal.own_a" not in ids(editor)
    session.undo()
    assert "goal.own_a" in ids(editor)


def test_a_section_is_added_renamed_moved_and_removed_with_undo(
    qtbot: QtBot, page: QuestionnairesPage, editor: DraftEditor, session: Session
) -> None:
    editor.tree.choose("process.exists")
    page._add_section()
    assert editor.tree.node == "own_a"
    assert [s.id for s in draft_of(editor).sections][1:3] == ["process", "own_a"]
    assert editor.tree.currentItem().text(0) == "No title yet · added"
    assert not editor.publish.isEnabled()
    assert "no weight" in editor.heading.weight_label.text()
    for language, words in ((Language.EN, "Law"), (Language.RU, "Право")):
        for text in (editor.heading.title, editor.heading.summary):
            text.fields[language].setPlainText(words)
            text.hand_over()
    assert draft_of(editor).section_by_id["own_a"].title.ru == "Право"
    assert editor.tree.currentItem().text(0) == "Law · added"
    assert not editor.heading.title.problem.isVisibleTo(editor)
    editor.tree.setFocus()
    qtbot.keyClick(editor.tree, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [s.id for s in draft_of(editor).sections][1:3] == ["own_a", "process"]
    assert editor.heading.remove_button.text() == "Remove this section and its 1 question"
    editor.heading.remove_button.click()
    assert "own_a" not in draft_of(editor).section_by_id
    assert editor.tree.node == "goal"
    assert not editor.heading.remove_button.isVisibleTo(editor)
    session.undo()
    assert draft_of(editor).section_by_id["own_a"].title.en == "Law"


def test_questions_of_the_program_are_hidden_never_removed(editor: DraftEditor) -> None:
    editor.tree.choose("goal.idea")
    assert not editor.question.remove_button.isVisibleTo(editor)
    assert not editor.question.section.isEnabled()
    editor.question.hide_button.click()
    assert draft_of(editor).by_id["goal.idea"].hidden
    assert editor.tree.currentItem().text(0) == "Business idea · hidden"
    editor.question.hide_button.click()
    assert not draft_of(editor).by_id["goal.idea"].hidden


def test_the_order_is_changed_with_keys(qtbot: QtBot, editor: DraftEditor) -> None:
    before = ids(editor)
    editor.tree.choose("goal.shared")
    editor.tree.setFocus()
    qtbot.keyClick(editor.tree, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert ids(editor)[:2] == ["goal.shared", "goal.idea"]
    assert editor.tree.node == "goal.shared"
    qtbot.keyClick(editor.tree, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert ids(editor) == before
    editor.tree.choose("process")
    editor.move_up()
    assert draft_of(editor).sections[0].id == "process"


def test_dragging_moves_within_a_section_and_added_questions_anywhere(
    editor: DraftEditor, session: Session
) -> None:
    told: list[str] = []
    session.notice.connect(told.append)
    first, *rest = ids(editor)
    editor.tree.choose(first)
    editor.tree.drop_wanted.emit(first, rest[2], True)
    assert ids(editor)[:4] == [*rest[:3], first]
    editor.tree.drop_wanted.emit(first, "process.exists", True)
    assert told == ["This question stays in its section: its weight belongs there."]
    editor.add_question()
    editor.tree.drop_wanted.emit("goal.own_a", "process.exists", True)
    assert editor.tree.node == "process.own_a"
    assert "process.own_a" in ids(editor, "process")


@pytest.mark.parametrize(
    ("node", "target", "below", "after"),
    [
        ("a", "c", True, "bcad"),
        ("a", "c", False, "bacd"),
        ("d", "b", True, "abdc"),
        ("d", "b", False, "adbc"),
    ],
)
def test_a_drop_counts_places(node: str, target: str, below: bool, after: str) -> None:
    order = list("abcd")
    there = order.index(node) + _steps(order, node, target, below=below)
    order.remove(node)
    order.insert(there, node)
    assert "".join(order) == after


def test_roles_minutes_and_express_are_set(qtbot: QtBot, editor: DraftEditor) -> None:
    editor.tree.choose("goal.idea")
    question = editor.question
    question.express.click()
    question.minutes.setText("45")
    question.minutes.editingFinished.emit()
    assert "at most 30" in question.minutes_field.problem
    question.minutes.setText("7,5")
    question.minutes.editingFinished.emit()
    for chosen in question.roles.buttons:
        if chosen.isChecked():
            chosen.click()
    kept = draft_of(editor).by_id["goal.idea"]
    assert (kept.express, kept.minutes, len(kept.roles)) == (False, 7.5, 1)
    assert question.roles.marked == tuple(role.value for role in kept.roles)


def test_a_trial_is_the_real_card_and_records_nothing(
    qtbot: QtBot, editor: DraftEditor, session: Session, service: Service
) -> None:
    editor.tree.choose("goal.idea")
    editor.preview.click()
    assert editor.card is not None
    assert editor.preview.text() == "Back to editing"
    editor.card.levels[3].click()
    assert editor.card.answer == THREE
    assert session.assessment is None
    assert service.rows() == ()
    editor.preview.click()
    assert editor.card is None


def test_publishing_freezes_and_editing_goes_on_as_the_next_version(
    page: QuestionnairesPage, editor: DraftEditor, service: Service
) -> None:
    own_id = draft_of(editor).id
    editor.publish.click()
    assert not page.is_editing
    (own,) = service.own_questionnaires()
    assert own.draft is None
    page.list.buttons["edit", own_id].click()
    assert "Draft of version 2" in editor.state.text()


def test_deleting_offers_undo(page: QuestionnairesPage, session: Session, service: Service) -> None:
    service.publish(changed())
    page.refresh()
    undos: list[object] = []
    session.undo_offered.connect(lambda _, undo: undos.append(undo))
    page.list.buttons["delete", "own_a"].click()
    assert ("delete", "own_a") not in page.list.buttons
    (undo,) = undos
    assert callable(undo)
    undo()
    assert ("delete", "own_a") in page.list.buttons


def test_files_go_out_and_come_in(
    page: QuestionnairesPage,
    dialogs: AnsweredDialogs,
    service: Service,
    session: Session,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    dialogs.opened = tmp_path / "own.yaml"
    dialogs.opened.write_bytes(writer.write_yaml(published()))
    page.take_in.click()
    dialogs.saved = tmp_path / "again.yaml"
    page.list.buttons["export", "own_a"].click()
    assert dialogs.saved.read_bytes() == dialogs.opened.read_bytes()
    told: list[str] = []
    session.problem_raised.connect(told.append)
    dialogs.opened.write_text("id: own_a\nid: own_b\n", encoding="utf-8")
    page.take_in.click()
    assert "own.yaml:2" in told[0]
    assert "is there twice" in caplog.text


def test_all_is_said_again_in_russian(editor: DraftEditor, session: Session) -> None:
    session.set_language(Language.RU)
    assert editor.publish.text() == Voice(Language.RU).say("Publish this version")
    assert editor.publish.text() != "Publish this version"
    editor.tree.choose("goal.idea")
    assert editor.tree.currentItem().text(0) == "Бизнес-идея"


def project_page(window: MainWindow) -> ProjectPage:
    window.show_page("questionnaires")
    window.show_page("project")
    assert isinstance(window.page, ProjectPage)
    return window.page


def test_nobody_hears_of_questionnaires_without_own_ones(
    window: MainWindow, session: Session
) -> None:
    session.create()
    assert not project_page(window).asks_card.isVisible()


def test_a_new_assessment_takes_another_questionnaire_at_once(
    window: MainWindow, session: Session, service: Service
) -> None:
    own = service.publish(changed())
    session.create()
    page = project_page(window)
    page.asks.choice.value_changed.emit(own.digest)
    assert session.questionnaire == own.asked
    assert session.assessment is not None
    assert session.flush()
    assert service.load(session.assessment.id).questionnaire == session.assessment.questionnaire
    session.undo()
    assert session.questionnaire is service.questionnaire


def test_with_answers_the_difference_is_shown_first_and_changing_can_be_undone(
    window: MainWindow, session: Session, service: Service
) -> None:
    own = service.publish(changed())
    session.create()
    session.set_answer("technology.product", THREE, "Level 3")
    session.set_answer("goal.idea", THREE, "Level 3")
    page = project_page(window)
    page.asks.choice.set_value(own.digest)
    page.asks.choice.value_changed.emit(own.digest)
    told = page.asks.difference.text()
    assert "New questions: union short." in told
    assert "Worded differently: Business idea." in told
    assert "customers and in money terms?” becomes “Why this CRM?”" in told
    assert "1 answer is kept; 1 is set aside and comes back with its question." in told
    assert session.questionnaire is service.questionnaire
    page.asks.change.click()
    assert session.questionnaire == own.asked
    assert session.assessment is not None
    assert set(session.assessment.answers) == {"goal.idea"}
    assert session.forecast is not None
    assert session.forecast.questionnaire == session.assessment.questionnaire
    session.undo()
    assert set(session.assessment.answers) == {"goal.idea", "technology.product"}
    assert session.assessment.retired == {}


def test_a_newer_version_is_announced(
    window: MainWindow, session: Session, service: Service
) -> None:
    own = service.publish(changed())
    session.create()
    change_over(session, own, "own")
    draft = editing.with_question(service.draft(own.id), "goal.shared", hidden=True)
    newer = service.publish(draft)
    page = project_page(window)
    assert page.asks.news.text().startswith("There is a newer version, 2.")
    page.asks.choice.value_changed.emit(newer.digest)
    assert session.questionnaire == newer.asked


def test_the_other_pages_ask_what_the_assessment_pins(
    qtbot: QtBot, window: MainWindow, session: Session, service: Service
) -> None:
    own = service.publish(changed())
    session.create()
    window.show_page("what_if")
    change_over(session, own, "own")
    window.show_page("evidence")
    page = window.page
    assert isinstance(page, EvidencePage)
    page.go_to("people.own_a")
    assert page.current is not None
    assert page.current.question.id == "people.own_a"
    QTest.keyClick(page.current, Qt.Key.Key_3)
    assert session.assessment is not None
    assert session.assessment.answer_to("people.own_a").judgement == Rated(level=3)
    window.show_page("what_if")
    what_if = window.page
    assert isinstance(what_if, WhatIfPage)
    for section in what_if.sections:
        section.head.setChecked(True)

    def shown() -> set[str]:
        return {row.question.id for section in what_if.sections for row in section.rows}

    qtbot.waitUntil(lambda: shown() == session.questionnaire.by_id.keys())
    assert "people.own_a" in shown()
    for name in ("result", "plan", "report"):
        window.show_page(name)


def shown_questions(window: MainWindow) -> set[str]:
    cards = window.page.findChildren(QuestionCard)
    return {card.question.id for card in cards if card.isVisible()}


def test_what_somebody_else_changes_over_to_is_asked_at_once(
    qtbot: QtBot, window: MainWindow, session: Session, service: Service
) -> None:
    own = service.publish(changed())
    session.create()
    window.show_page("evidence")
    session.set_answer("goal.owner", Answer(judgement=Rated(level=2)), "Level 2")
    assert session.flush()
    window.page.go_to("people.kpi")
    other = Service.open(session.settings)
    other.save(other.switch(other.load(session.assessment.id), own))
    other.close()
    session.set_answer("technology.product", Answer(judgement=Rated(level=3)), "Level 3")
    assert session.flush()
    assert session.questionnaire == own.asked
    assert set(session.assessment.answers) == {"goal.owner"}
    assert set(session.assessment.retired) == {"technology.product"}
    assert not session.undo_stack.canUndo()
    qtbot.waitUntil(lambda: shown_questions(window) >= {"people.kpi", "people.own_a"})
    assert window.page.current.question.id == "people.kpi"
    assert service.load(session.assessment.id) == session.assessment
