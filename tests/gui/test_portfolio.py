"""The list of assessments: what it says, how it is searched and sorted, and that it stays quick."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from assessor.domain.assessment import Stage
from assessor.domain.language import Language
from assessor.domain.portfolio import AssessmentRow
from assessor.domain.risk import Risk, Verdict
from assessor.language import Voice
from forms import theme
from forms.widgets.portfolio_list import Column, Order, PortfolioModel, PortfolioView

START = datetime(2026, 11, 1, tzinfo=UTC)


def made_row(number: int, **changes: object) -> AssessmentRow:
    mean = (number * 37 % 97 + 1) / 100
    values: dict[str, object] = {
        "id": f"a{number}",
        "client": f"Client {number * 7919 % 10_007:05d}",
        "name": f"CRM {number % 13}",
        "stage": list(Stage)[number % 5],
        "coverage": (number * 31 % 100) / 100,
        "headline": number % 3 > 0,
        "risk": Risk(mean=mean, median=mean, low=mean * 0.7, high=min(mean * 1.3, 1)),
        "verdict": Verdict.NOT_YET,
        "created": START,
        "changed": START + timedelta(minutes=number),
    }
    return AssessmentRow.model_validate(values | changes)


@pytest.fixture
def owner(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1200, 800)
    return made


def made_model(owner: QWidget, rows: list[AssessmentRow]) -> PortfolioModel:
    model = PortfolioModel(Voice(Language.EN), owner)
    model.set_rows(rows)
    return model


def clients(model: PortfolioModel) -> list[str]:
    return [model.row_at(row).client for row in range(model.rowCount())]


def test_a_cell_of_two_lines_holds_the_names_or_the_day_and_the_hour(owner: QWidget) -> None:
    model, row = made_model(owner, [made_row(1)]), made_row(1)
    assert model.both_lines(row, Column.PROJECT) == (row.client, row.name)
    day, hour = model.both_lines(row, Column.CHANGED)
    assert f"{day}, {hour}" == model.words(row, Column.CHANGED)


def test_the_model_keeps_qts_rules(owner: QWidget) -> None:
    model = made_model(owner, [made_row(number) for number in range(20)])
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(model, mode, model)
    model.set_order(Order.CLIENT, falling=False)
    model.set_needle("client 0")
    model.set_rows([])
    assert tester.model() is model
    assert model.rowCount() == 0


def test_the_last_changed_comes_first(owner: QWidget) -> None:
    model = made_model(owner, [made_row(1), made_row(3), made_row(2)])
    assert [model.row_at(row).id for row in range(3)] == ["a3", "a2", "a1"]


def test_search_looks_at_client_and_project_and_not_at_case(owner: QWidget) -> None:
    rows = [made_row(1, client="Банк «Восход»"), made_row(2, name="Лояльность"), made_row(3)]
    model = made_model(owner, rows)
    model.set_needle("восход")
    assert [model.row_at(0).id, model.rowCount()] == ["a1", 1]
    model.set_needle("ЛОЯЛЬ")
    assert [model.row_at(0).id, model.rowCount()] == ["a2", 1]


def test_risks_that_are_no_headline_come_after_those_that_are(owner: QWidget) -> None:
    rows = [made_row(1), made_row(2), made_row(3), made_row(6)]
    model = made_model(owner, rows)
    model.set_order(Order.RISK, falling=True)
    assert [model.row_at(row).headline for row in range(4)] == [True, True, False, False]


def test_a_row_under_half_coverage_says_no_single_figure(owner: QWidget) -> None:
    row = made_row(1, headline=False, risk=Risk(mean=0.5, median=0.5, low=0.27, high=0.66))
    model = made_model(owner, [row])
    assert model.index(0, Column.RISK).data() == "27–66%, too little asked"


def test_a_row_says_risk_range_and_verdict(owner: QWidget) -> None:
    row = made_row(1, headline=True, risk=Risk(mean=0.62, median=0.6, low=0.48, high=0.75))
    model = made_model(owner, [row])
    spoken = model.index(0, Column.RISK).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Risk 62%. 48–75%, not yet"


def test_damaged_figures_are_called_so(owner: QWidget) -> None:
    model = made_model(owner, [made_row(1, headline=False, damaged=True)])
    assert model.index(0, Column.RISK).data() == "The stored figures cannot be read"


def test_ten_thousand_rows_are_shown_searched_and_sorted_at_once(owner: QWidget) -> None:
    rows = [made_row(number) for number in range(10_000)]
    model = made_model(owner, [])
    view = PortfolioView(model, owner)
    view.restyle(theme.LIGHT)
    view.resize(1200, 800)
    owner.show()
    begin = time.process_time()
    model.set_rows(rows)
    for order in Order:
        model.set_order(order, falling=False)
    model.set_needle("client 09")
    view.grab()
    # Eight passes over all rows and a picture; a blink is 100 ms, and the test machine is slow.
    assert time.process_time() - begin < 2.0
    assert model.rowCount() == sum("client 09" in client.casefold() for client in clients(model))
    assert model.rowCount() > 500


def test_enter_opens_the_chosen_row(qtbot: QtBot, owner: QWidget) -> None:
    model = made_model(owner, [made_row(1), made_row(2)])
    view = PortfolioView(model, owner)
    owner.show()
    view.select("a1")
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == ["a1"]


def test_columns_give_way_before_the_list_scrolls_sideways(owner: QWidget) -> None:
    view = PortfolioView(made_model(owner, [made_row(1)]), owner)
    owner.show()
    letter = view.fontMetrics().horizontalAdvance("0")
    view.resize(letter * 140, 400)
    view.restyle(theme.LIGHT)
    assert not any(view.isColumnHidden(column) for column in Column)
    view.resize(letter * 66, 400)
    view.restyle(theme.LIGHT)
    hidden = [column for column in Column if view.isColumnHidden(column)]
    assert hidden == [Column.STAGE, Column.CHANGED]
    wide = sum(view.columnWidth(column) for column in Column if column not in hidden)
    assert view.columnWidth(Column.RISK) >= 27 * letter
    assert wide <= view.width()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.EN, "27–66%, go on conditions"),
        (Language.RU, "27–66\u00a0%, запускать с условиями"),
    ],
)
def test_a_verdict_with_conditions_is_a_whole_phrase(
    owner: QWidget, language: Language, words: str
) -> None:
    risk = Risk(mean=0.42, median=0.42, low=0.27, high=0.66)
    row = made_row(1, headline=True, risk=risk, verdict=Verdict.GO_IF)
    assert PortfolioModel(Voice(language), owner).under_axis(row) == words
