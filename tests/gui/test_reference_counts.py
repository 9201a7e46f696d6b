"""PySide6 6.12.0 aborts Python 3.11: every void Qt call takes one reference too many from None."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

ROUNDS = 2_000
SLACK = 200
"""Other threads and caches move the counters a little; the fault moves them by thousands."""


class Bell(QObject):
    rang = Signal(int)


def common_calls(app: QApplication, window: QWidget) -> list[Callable[[], object]]:
    layout = QVBoxLayout(window)
    label, line, button = QLabel(window), QLineEdit(window), QPushButton(window)
    box, combo, bar, rows = (
        QCheckBox(window),
        QComboBox(window),
        QProgressBar(window),
        QListWidget(window),
    )
    for widget in (label, line, button, box, combo, bar, rows):
        layout.addWidget(widget)
    combo.addItems(["a", "b"])
    timer, bell = QTimer(window), Bell(window)
    return [
        app.processEvents,
        app.sendPostedEvents,
        lambda: label.setText("x"),
        lambda: label.setEnabled(True),
        lambda: label.setToolTip("x"),
        lambda: label.setAlignment(Qt.AlignmentFlag.AlignLeft),
        lambda: label.setVisible(False),
        label.update,
        label.adjustSize,
        label.clear,
        lambda: line.setText("x"),
        line.clear,
        line.selectAll,
        lambda: line.setPlaceholderText("x"),
        lambda: button.setText("x"),
        lambda: button.setCheckable(True),
        lambda: button.setIconSize(QSize(8, 8)),
        lambda: box.setChecked(True),
        lambda: combo.setCurrentIndex(1),
        lambda: bar.setValue(5),
        rows.clearSelection,
        lambda: rows.setCurrentRow(0),
        lambda: window.setWindowTitle("x"),
        lambda: window.resize(100, 100),
        lambda: window.setMinimumSize(10, 10),
        window.parent,
        app.focusWidget,
        lambda: timer.start(1_000_000),
        timer.stop,
        lambda: bell.rang.emit(1),
        lambda: bell.setObjectName("x"),
    ]


def test_qt_calls_keep_the_references_of_none_and_true(qtbot: object, qapp: QApplication) -> None:
    window = QWidget()
    calls = common_calls(qapp, window)
    assert len(calls) >= 30
    before = sys.getrefcount(None), sys.getrefcount(True)
    for call in calls:
        for _ in range(ROUNDS):
            call()
    after = sys.getrefcount(None), sys.getrefcount(True)
    window.deleteLater()
    assert after[0] > before[0] - SLACK
    assert after[1] > before[1] - SLACK
