"""Ways to look at every widget of a window: what is cut off, what has no name, what comes next."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QScrollArea,
    QToolButton,
    QWidget,
)

from forms.widgets.wrapping_button import WrappingButton

SLACK = 1
"""Pixels that rounding may take."""

BREAKS = re.compile(r"[\s\u200b]+")
"""Where a line may end: a space, or a place marked for it."""

LOOK_MS, CALM_LOOKS, MOST_LOOKS = 25, 3, 400
"""How often a window is looked at, and how many looks alike mean that it is at rest."""


def shown(window: QWidget) -> Iterator[QWidget]:
    """Return every widget that is on screen, whether scrolled into view or not."""
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and widget.window() is window:
            yield widget


def called(widget: QWidget) -> str:
    """Return a name for a message: the kinds from the page down, and the text."""
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    parent = widget.parentWidget()
    return f"{type(parent).__name__}/{type(widget).__name__} “{text[:60]}”"


def cut_labels(window: QWidget) -> list[str]:
    """Return the texts that do not fit into their widget."""
    return [
        called(widget)
        for widget in shown(window)
        if (isinstance(widget, QLabel) and _label_is_cut(widget))
        or (isinstance(widget, QAbstractButton) and _button_is_cut(widget))
        or (isinstance(widget, QComboBox) and _choice_is_cut(widget))
    ]


def _label_is_cut(label: QLabel) -> bool:
    if not label.text() or label.width() == 0:
        return False
    room = label.contentsRect()
    if label.wordWrap():
        longest = max(BREAKS.split(label.text()), key=len)
        wide = label.fontMetrics().horizontalAdvance(longest)
        return (
            label.heightForWidth(label.width()) > label.height() + SLACK
            or wide > room.width() + SLACK
        )
    shown_text = label.fontMetrics().boundingRect(QRect(), int(label.alignment()), label.text())
    return shown_text.width() > room.width() + SLACK or (
        label.fontMetrics().height() > room.height() + 2 * SLACK
    )


def _button_is_cut(button: QAbstractButton) -> bool:
    icon_alone = Qt.ToolButtonStyle.ToolButtonIconOnly
    if isinstance(button, QToolButton) and button.toolButtonStyle() is icon_alone:
        return False
    wraps = isinstance(button, WrappingButton)
    lines = button.lines(button.width()) if wraps else button.text().split("\n")
    lines = [line for line in lines if line]
    if not lines:
        return False
    wide = max(button.fontMetrics().horizontalAdvance(line) for line in lines)
    high = button.fontMetrics().height() * len(lines)
    return wide > button.width() + SLACK or high > button.height() + SLACK


def _choice_is_cut(choice: QComboBox) -> bool:
    return choice.fontMetrics().height() > choice.height()


def outside(window: QWidget) -> list[str]:
    """Return what reaches out of the widget around it where nothing can be scrolled to it."""
    found = []
    for widget in shown(window):
        parent = widget.parentWidget()
        if parent is None or isinstance(parent, QAbstractScrollArea) or _is_inside_scroll(parent):
            continue
        if not isinstance(widget, QLabel | QAbstractButton) or widget.width() == 0:
            continue
        if widget.geometry().right() > parent.width() + SLACK:
            found.append(called(widget))
    return found


def _is_inside_scroll(parent: QWidget) -> bool:
    above = parent.parentWidget()
    return above is not None and isinstance(above.parentWidget(), QScrollArea)


def sideways(window: QWidget) -> list[str]:
    """Return the columns of words that have to be scrolled sideways to be read."""
    return [
        f"{type(area.parentWidget()).__name__}/{type(area).__name__}: {_widest(area)}"
        for area in shown(window)
        if isinstance(area, QScrollArea) and area.horizontalScrollBar().maximum() > SLACK
    ]


def _widest(area: QScrollArea) -> str:
    """Return what asks for the most room, for a message."""
    way, widest = [], area.widget()
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    while inside := [w for w in widest.findChildren(QWidget, options=direct) if w.isVisible()]:
        widest = max(inside, key=_least_width)
        way.append(f"{called(widest)} {_least_width(widest)}")
    return f"{' > '.join(way)} of {area.viewport().width()}"


def _least_width(widget: QWidget) -> int:
    return max(widget.minimumSizeHint().width(), widget.minimumWidth())


def settle(window: QWidget, wait: Callable[[int], None]) -> None:
    """Wait until a window has filled itself and nothing in it moves any more."""
    before: dict[QWidget, QRect] = {}
    calm = 0
    for _ in range(MOST_LOOKS):
        wait(LOOK_MS)
        now = {widget: widget.geometry() for widget in shown(window)}
        moved = [called(widget) for widget, place in now.items() if before.get(widget) != place]
        calm = 0 if moved or _is_busy(window) else calm + 1
        before = now
        if calm == CALM_LOOKS:
            return
    raise AssertionError(f"the window does not come to rest: {moved}")


def _is_busy(window: QWidget) -> bool:
    page = getattr(window, "page", None)
    return any(getattr(page, name, False) for name in ("is_filling", "is_searching"))


def stops(window: QWidget) -> list[QWidget]:
    """Press Tab until it comes round, and return what had the focus, in that order."""
    window.activateWindow()
    if (focus := QApplication.focusWidget()) is not None:
        focus.clearFocus()
    QTest.keyClick(window, Qt.Key.Key_Tab)
    found: list[QWidget] = []
    while (focus := QApplication.focusWidget()) is not None and focus not in found:
        found.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    return found


def unreached(window: QWidget, reached: Sequence[QWidget]) -> list[str]:
    """Return what can be operated from the keyboard, but not come to by the Tab key."""
    by_tab = Qt.FocusPolicy.TabFocus
    return [
        called(widget)
        for widget in shown(window)
        if widget.focusPolicy() & by_tab == by_tab
        and widget.isEnabled()
        and widget.focusProxy() is None
        and widget not in reached
    ]


def nameless(reached: Sequence[QWidget]) -> list[str]:
    """Return what takes the focus and tells a screen reader neither what it is nor its name."""
    found = []
    for widget in reached:
        told = QAccessible.queryAccessibleInterface(widget)
        if told is None or not told.isValid():
            found.append(f"{called(widget)}: nothing")
            continue
        if not told.text(QAccessible.Text.Name).strip():
            found.append(f"{called(widget)}: no name")
        if told.role() is QAccessible.Role.NoRole:
            found.append(f"{called(widget)}: no role")
    return found


def backwards(reached: Sequence[QWidget], block: QWidget) -> list[str]:
    """Return the steps of the Tab key within a block that go up the page."""
    inside = [widget for widget in reached if block.isAncestorOf(widget)]
    places = [QRect(w.mapTo(block, w.rect().topLeft()), w.size()) for w in inside]
    return [
        f"{called(first)} → {called(second)}"
        for first, second, here, there in zip(inside, inside[1:], places, places[1:], strict=False)
        if there.bottom() < here.top()
    ]
