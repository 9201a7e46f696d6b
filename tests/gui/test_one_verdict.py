"""Whatever page is looked at, in the window or on paper, the verdict is one and the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from assessor import cli
from assessor.domain.assessment import Answer, Assessment, Grade, Project, Rated
from assessor.domain.decisions import Decision, Decisions, Standing
from assessor.domain.risk import Verdict
from assessor.language import sentences
from assessor.scoring.plan.catalogue import bundled_actions
from forms.main_window import MainWindow
from forms.pages.result import ResultPage
from forms.restating import Restating
from forms.session import Session
from forms.widgets.portfolio_list import PortfolioModel
from forms.widgets.slides import slide_for

EVERYTHING = tuple(
    Decision(action=one.id, standing=Standing.RULED_OUT) for one in bundled_actions().actions
)


def some(session: Session, weak: int) -> Assessment:
    """Return what is well but for its first questions."""
    made = Assessment(project=Project(client="Acme"))
    for number, question in enumerate(session.questionnaire.questions):
        level = 1 if number < weak else 4
        rated = Rated(level=level, grade=Grade.SHOWN)
        made = made.with_answer(question.id, Answer(judgement=rated))
    return made


def told_everywhere(window: MainWindow, session: Session) -> dict[str, str]:
    """Return the sentence of every place that has one."""
    assessment = session.assessment
    assert assessment is not None
    window.show_page("evidence")
    told = {"pane": window.page.pane.verdict.text()}
    window.show_page("result")
    page = window.page
    assert isinstance(page, ResultPage)
    while page.is_filling:
        QCoreApplication.processEvents()
    told["result"] = page.verdict.text()
    for name in ("result", "what_if", "plan", "report"):
        session.attention.on_page(name)
        told[f"projector on {name}"] = slide_for(session).lead
    told["service"] = sentences.verdict(session.voice, session.service.forecast(assessment))
    return told


@pytest.mark.parametrize(
    ("weak", "decisions", "verdict"),
    [
        (13, Decisions(), Verdict.GO_IF),
        (13, Decisions(actions=EVERYTHING), Verdict.NOT_YET),
    ],
)
def test_every_place_tells_the_same(
    window: MainWindow,
    session: Session,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    weak: int,
    decisions: Decisions,
    verdict: Verdict,
) -> None:
    session.open_copy(some(session, weak))
    window.show_page("evidence")
    if decisions.actions:
        before = session.forecast
        session.set_decisions(decisions, lambda v: v.say("Plan"))
        QCoreApplication.processEvents()
        assert session.forecast is not before, "ruling out counts at once"
    told = told_everywhere(window, session)
    assert len(set(told.values())) == 1, told
    assert session.save_now()
    (row,) = session.service.rows()
    model = PortfolioModel(session.voice, window)
    assert row.verdict is verdict
    expected = "go on conditions" if verdict is Verdict.GO_IF else "not yet"
    assert model.under_axis(row).endswith(expected)
    path = tmp_path / "a.takeoff"
    session.service.write(session.assessment, path)
    assert cli.main(["score", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["verdict"] == verdict.value


def test_the_list_follows_the_belief_set(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    service = session.service
    for weak in (13, 20):
        service.save(some(session, weak))
    session.open_copy(some(session, 16))
    assert session.save_now()
    restating = Restating(session, window)
    before = service.rows()
    with qtbot.waitSignal(session.list_changed):
        session.set_beliefs("published")
    rows = {row.id: row for row in service.rows()}
    assert [row.id for row in before] == list(rows), "nobody touched them"
    for old in before:
        now = service.forecast(service.load(old.id))
        assert now.beliefs.id == "published"
        assert (rows[old.id].risk, rows[old.id].verdict) == (now.risk, now.verdict)
        assert rows[old.id].risk != old.risk
    # Who has one open saves over it as before; and what is done is not done again.
    session.set_answer("goal.idea", Answer(judgement=Rated(level=2)), lambda _: "Level 2")
    assert session.save_now()
    assert service.restate(lambda: True) == 0
    restating.stop()
    assert not restating.is_running
