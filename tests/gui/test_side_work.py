"""Thinking in a thread of its own: one answer, the latest, and never a lost error."""

from __future__ import annotations

from threading import Event

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from forms.jobs import SideWork, finish_thoughts


@pytest.fixture
def parent(qapp: QApplication) -> QObject:
    return QObject(qapp)


def test_the_answer_comes_when_the_work_is_done(parent: QObject, qtbot: QtBot) -> None:
    work = SideWork(parent)
    with qtbot.waitSignal(work.done) as heard:
        work.start(lambda: 42)
        assert work.is_running
    assert heard.args == [42]
    assert not work.is_running


def test_of_several_requests_the_last_one_is_answered(parent: QObject, qtbot: QtBot) -> None:
    work, go_on = SideWork(parent), Event()
    told: list[object] = []
    work.done.connect(told.append)

    def first() -> str:
        go_on.wait(5)
        return "first"

    work.start(first)
    work.start(lambda: "second")
    work.start(lambda: "third")
    go_on.set()
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["third"]


def test_an_error_is_raised_where_the_window_hears_it(parent: QObject, qtbot: QtBot) -> None:
    work = SideWork(parent)

    def fail() -> None:
        raise ArithmeticError("no such thing")

    with capture_exceptions() as raised:
        work.start(fail)
        qtbot.waitUntil(lambda: not work.is_running)
    assert [str(error[1]) for error in raised] == ["no such thing"]


def test_the_end_waits_for_what_is_thought_of_even_when_nobody_asks_any_more(
    parent: QObject,
) -> None:
    work, go_on = SideWork(parent), Event()
    work.start(go_on.wait)
    work.forget()
    assert not finish_thoughts(0.01)
    go_on.set()
    assert finish_thoughts()


def test_what_is_forgotten_is_never_answered(parent: QObject, qtbot: QtBot) -> None:
    work = SideWork(parent)
    told: list[object] = []
    work.done.connect(told.append)
    work.start(lambda: "old")
    work.forget()
    assert not work.is_running
    with qtbot.waitSignal(work.done):
        work.start(lambda: "new")
    assert told == ["new"]
