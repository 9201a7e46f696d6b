"""The plan: looked for beside the window, told as it came, decided about, undone and kept."""

from __future__ import annotations

import re
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from assessor.domain.assessment import Answer, Assessment, Grade, Project, Rated
from assessor.domain.decisions import Decision, Standing
from assessor.domain.language import Language
from assessor.domain.plan import Flavour
from assessor.settings import Theme
from forms.main_window import MainWindow
from forms.pages.plan import PlanPage
from forms.session import Session

SEARCH_MS = 60_000


def answered(session: Session, weak: int, *, level: int = 1, limit: float = 0.35) -> Assessment:
    """Return an assessment whose first questions stand at ``level`` and the others at 4, shown."""
    made = Assessment(project=Project(client="Acme", day=date(2026, 11, 24), risk_limit=limit))
    for number, question in enumerate(session.questionnaire.questions):
        rated = Rated(level=level if number < weak else 4, grade=Grade.SHOWN)
        made = made.with_answer(question.id, Answer(judgement=rated))
    return made


def show(qtbot: QtBot, window: MainWindow, session: Session, assessment: Assessment) -> PlanPage:
    session.open_copy(assessment)
    window.show_page("plan")
    page = window.page
    assert isinstance(page, PlanPage)
    settle(qtbot, page)
    return page


def settle(qtbot: QtBot, page: PlanPage) -> None:
    qtbot.waitUntil(lambda: not page.is_searching, timeout=SEARCH_MS)


def test_the_plan_is_the_services_plan(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    page = show(qtbot, window, session, answered(session, 13))
    expected = session.service.plan(session.assessment)
    assert page.plan == expected
    assert expected.cheapest is not None
    assert [card.step for card in page.steps.cards] == list(expected.cheapest.steps)
    assert page.headline.text().startswith(f"Go if these {len(expected.cheapest.steps)} actions")
    assert len(page.weeks.table.facts.rows) == len(expected.cheapest.steps)
    assert page.before_after.picture.is_drawn
    assert not page.bar.isVisible()


def test_an_alternative_can_be_looked_at(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    page = show(qtbot, window, session, answered(session, 13))
    other = page.plan.alternatives[0]
    page.choice.chosen.emit(other.flavour.value)
    settle(qtbot, page)
    assert page.choice.value() == other.flavour.value != Flavour.CHEAPEST.value
    assert [card.step.action.id for card in page.steps.cards] == [s.action.id for s in other.steps]


def test_nothing_needed_is_said(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    page = show(qtbot, window, session, answered(session, 0))
    assert page.headline.text().startswith("Nothing has to be done first")
    assert page.steps.cards == []
    assert not page.choice.isVisible()


def test_too_many_weak_answers_show_what_it_would_take(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    page = show(qtbot, window, session, answered(session, 39, level=0))
    assert page.plan.cheapest is None
    assert page.headline.text().startswith("There is no plan: more than 7 weak answers")
    assert page.steps_title.text() == "What it would take"
    assert len(page.steps.cards) == len(page.plan.beyond.steps)


def test_no_plan_names_the_binding_answers_and_leads_to_them(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    page = show(qtbot, window, session, answered(session, 39, limit=0.12))
    assert page.headline.text().startswith("There is no plan: after everything")
    assert page.binding_card.isVisible()
    with qtbot.waitSignal(session.question_requested) as asked:
        qtbot.mouseClick(page.hindrances.links[0].links[0], Qt.MouseButton.LeftButton)
    assert asked.args == [page.plan.binding[0].question]


def test_without_answers_the_page_names_what_to_ask(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    page = show(qtbot, window, session, Assessment())
    assert page.headline.text() == "A plan needs answers, and nothing has been asked yet."
    assert page.missing_card.isVisible()
    assert not page.sizes.isVisible()
    assert page.wires.cards == []


def test_under_half_coverage_the_page_gives_ranges_only(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    whole = answered(session, 0, limit=0.5)
    few = dict(list(whole.answers.items())[-12:])
    page = show(qtbot, window, session, whole.model_copy(update={"answers": few}))
    assert session.forecast is not None
    assert not session.forecast.headline
    assert page.headline.text().startswith("Provisional: ")
    assert {
        row[1] for card in (page.before_after, page.sizes) for row in card.table.facts.rows
    } == {"–"}
    assert all("–" in row[-1] for row in page.weeks.table.facts.rows)
    for step in page.steps.cards:
        assert re.search(r"Risk after it: \d+–\d+ in 100\.$", step.effect.text())
    assert "the plan would lose without the action" in page.reading.text()
    assert not re.search(r"\d in 100 \(", page.sizes.heading.text())


def test_decisions_are_kept_undone_and_saved(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    page = show(qtbot, window, session, answered(session, 13))
    line, action = page.steps.cards[0].decision, page.steps.cards[0].step.action.id
    line.owner.setText("Anna")
    line.owner.hand_over()
    line.due.setText("1.12.2026")
    line.due.hand_over()
    line.standing.value_changed.emit(Standing.AGREED)
    wanted = Decision(action=action, standing=Standing.AGREED, owner="Anna", due=date(2026, 12, 1))
    assert session.assessment.plan.about(action) == wanted
    assert session.flush()
    assert session.service.load(session.assessment.id).plan.about(action) == wanted
    session.undo()
    assert session.assessment.plan.about(action).standing is Standing.PROPOSED
    assert line.standing.value is Standing.PROPOSED
    for _ in range(2):
        session.undo()
    assert session.assessment.plan.actions == ()
    assert line.owner.text() == ""


def test_a_day_that_is_none_is_told_in_place(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    page = show(qtbot, window, session, answered(session, 13))
    line = page.steps.cards[0].decision
    line.due.setText("soon")
    line.due.editingFinished.emit()
    assert line.due.accessibleDescription().startswith("This is no day.")
    assert session.assessment.plan.actions == ()


def test_an_action_that_is_ruled_out_leaves_the_plan_and_comes_back(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    page = show(qtbot, window, session, answered(session, 13))
    action = page.steps.cards[0].step.action.id
    page.steps.cards[0].decision.standing.value_changed.emit(Standing.RULED_OUT)
    settle(qtbot, page)
    assert action not in {card.step.action.id for card in page.steps.cards}
    assert page.plan == session.service.plan(session.assessment, without=[action])
    assert page.others.isVisible()
    qtbot.mouseClick(page.others.buttons[0], Qt.MouseButton.LeftButton)
    settle(qtbot, page)
    assert action in {card.step.action.id for card in page.steps.cards}
    assert not page.others.isVisible()


def test_a_risk_is_accepted_by_name(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    page = show(qtbot, window, session, answered(session, 13))
    planned = {card.step.action.question for card in page.steps.cards}
    for card in page.wires.cards:
        assert card.field.isVisible() is (card.wire.question not in planned)
    left = next(card for card in page.wires.cards if card.wire.question not in planned)
    left.who.setText("Boris")
    left.who.hand_over()
    assert session.assessment.plan.accepted_by(left.wire.question) == "Boris"
    session.undo()
    assert session.assessment.plan.accepted == ()


def test_all_early_signs_are_shown_on_demand(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    page = show(qtbot, window, session, answered(session, 13))
    wires = session.service.tripwires(session.assessment, page.plan.cheapest)
    assert len(page.wires.cards) < len(wires)
    qtbot.mouseClick(page.wires.more, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(page.wires.cards) == len(wires))
    assert [card.wire for card in page.wires.cards] == list(wires)


def test_sizes_and_stories_are_the_services(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    page = show(qtbot, window, session, answered(session, 13))
    sized = session.service.right_sizes(session.assessment)
    means = [row[1] for row in page.sizes.table.facts.rows]
    assert means == [str(round(one.risk.mean * 100)) for one in sized]
    assert len(page.stories.cards) == len(session.service.failure_stories(session.assessment)) > 0


def test_an_older_search_is_dropped_when_an_answer_changes(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    page = show(qtbot, window, session, answered(session, 13))
    changes = (("goal.idea", 4), ("goal.idea", 2))
    for question, level in changes:
        answer = Answer(judgement=Rated(level=level, grade=Grade.PROVEN))
        session.set_answer(question, answer, "level")
        session.score_now()
    settle(qtbot, page)
    assert page.plan == session.service.plan(session.assessment)


def test_leaving_the_page_ends_the_search(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    session.open_copy(answered(session, 13))
    window.show_page("plan")
    page = window.page
    window.show_page("result")
    assert page.plan is None
    window.show_page("plan")
    settle(qtbot, page)
    assert page.plan is not None


def test_the_same_question_is_not_asked_twice(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    page = show(qtbot, window, session, answered(session, 13))
    before = page.plan
    window.show_page("result")
    window.show_page("plan")
    assert not page.is_searching
    assert page.plan is before


def test_a_search_that_fails_says_so(
    qtbot: QtBot,
    window: MainWindow,
    session: Session,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr("assessor.scoring.plan.job.WORKER", "assessor.scoring.plan.no_such")
    session.open_copy(answered(session, 13))
    with qtbot.waitSignal(session.problem_raised, timeout=SEARCH_MS) as told:
        window.show_page("plan")
    assert told.args == ["The search for a plan broke off."]
    assert caplog.messages == ["The search for a plan broke off."]


def test_language_and_theme_change_at_once(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    page = show(qtbot, window, session, answered(session, 13))
    session.set_language(Language.RU)
    settle(qtbot, page)
    assert page.headline.text().startswith("Запускать после 3 действий")
    assert page.steps.cards[0].decision.standing.currentText() == "Предложено"
    before = page.weeks.picture.grab().toImage()
    session.set_theme(Theme.DARK)
    settle(qtbot, page)
    assert page.weeks.picture.grab().toImage() != before
