"""Garbage is looked for in the window's thread alone."""

from __future__ import annotations

import gc
import weakref
from threading import Thread

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from forms.collector import Collector, collect_due


class Knot:
    """Refers to itself, so that only the collector can end it."""

    def __init__(self) -> None:
        self.own = self


KEPT: list[list[object]] = []


def make_many() -> None:
    KEPT.extend([[] for _ in range(10 * gc.get_threshold()[0])])


def test_a_thread_beside_the_window_ends_nothing(qtbot: QtBot) -> None:
    parent = QObject()
    Collector(parent)
    knot = weakref.ref(Knot())
    thread = Thread(target=make_many)
    thread.start()
    thread.join()
    assert knot() is not None
    make_many()
    assert knot() is not None
    qtbot.waitUntil(lambda: knot() is None)


def test_nothing_is_looked_for_before_it_is_due() -> None:
    gc.collect()
    knot = weakref.ref(Knot())
    assert collect_due() == 0
    assert knot() is not None
    gc.collect()
    assert knot() is None


def test_what_a_start_made_is_kept() -> None:
    parent = QObject()
    collector = Collector(parent)
    collector.keep()
    try:
        assert gc.get_freeze_count() > 1_000
    finally:
        gc.unfreeze()
