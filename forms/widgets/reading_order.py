"""Where the Tab key leads: from one thing to the next as they are read, whenever they were made.

Qt's own order is that of making, so that whatever is made later would come after everything else.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLayout, QScrollArea, QWidget

from forms.theme import space

ENOUGH = space(3)
"""Pixels of height that show what has the focus."""


def stops(root: QWidget, lost: QWidget | None = None) -> Iterator[QWidget]:
    """Yield what inside a widget takes the focus from the Tab key, in reading order.

    What has ``lost`` it, being hidden or switched off with the focus in it, comes at its old place.
    """
    for child in _parts(root):
        if child.isHidden() or child.isWindow() or not child.isEnabled():
            if lost is not None and (child is lost or child.isAncestorOf(lost)):
                yield lost
            continue
        if _takes_tab(child):
            yield child
        yield from stops(child, lost)


def _takes_tab(widget: QWidget) -> bool:
    by_tab = Qt.FocusPolicy.TabFocus
    return widget.focusPolicy() & by_tab == by_tab and widget.focusProxy() is None


def _parts(root: QWidget) -> Iterator[QWidget]:
    """Yield the children: what the layout knows in its order, then the rest from the top down.

    What lies over another, and is in no layout, may name in ``read_after`` what it comes after.
    """
    seen: list[QWidget] = []
    inside = root.widget() if isinstance(root, QScrollArea) else None
    if inside is not None:
        seen.append(inside)
    layout = root.layout()
    if layout is not None:
        seen.extend(_laid_out(layout))
    known = set(seen)
    children = root.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    others = [child for child in children if child not in known]
    if isinstance(root, QScrollArea):
        others = [child for child in others if child is not root.viewport()]
    over = {after: child for child in others if (after := getattr(child, "read_after", None))}
    for part in seen:
        yield part
        if part in over:
            yield over[part]
            others.remove(over[part])
    yield from sorted(others, key=lambda child: (child.y(), child.x()))


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _laid_out(inner)


def step(window: QWidget, *, forward: bool) -> bool:
    """Move the focus of a window to the next stop, or to the one before; round at the ends."""
    focus = QApplication.focusWidget()
    order = list(stops(window, focus))
    if not order:
        return False
    if focus is not None and not (focus.isVisible() and focus.isEnabled()):
        return _stay_near(order, focus)
    while focus is not None and focus not in order and focus is not window:
        focus = focus.parentWidget()
    if focus in order:
        place = (order.index(focus) + (1 if forward else -1)) % len(order)
    else:
        place = 0 if forward else len(order) - 1
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    order[place].setFocus(reason)
    _bring_into_view(order[place])
    return True


def _bring_into_view(widget: QWidget) -> None:
    """Scroll to what got the focus from elsewhere: a scroll area follows only its own Tab keys."""
    seen = widget.visibleRegion().boundingRect().height()
    around = widget.parentWidget() if seen < min(widget.height(), ENOUGH) else None
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()


def _stay_near(order: list[QWidget], lost: QWidget) -> bool:
    """Move the focus from what is gone to what follows it, or at the end to what is before it."""
    if lost not in order:
        return False
    place = order.index(lost)
    near = order[place + 1 :] + order[:place][::-1]
    if near:
        near[0].setFocus(Qt.FocusReason.OtherFocusReason)
    return bool(near)


class ReadDialog(QDialog):
    """A dialog in which the Tab key goes on as the dialog is read."""

    def fit(self, letters: int, lines: int) -> None:
        """Take the room of so many letters (digits wide) and lines, if the screen has it."""
        self.ensurePolished()  # before it the letters are not those that will be shown
        metrics = self.fontMetrics()
        wide = metrics.horizontalAdvance("0") * letters
        wanted = QSize(wide, metrics.lineSpacing() * lines)
        self.resize(wanted.boundedTo(self.screen().availableSize()))

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's own signature
        """Go to the next stop, or to the one before."""
        return step(self, forward=forward)
