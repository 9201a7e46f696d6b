"""Messages in place: a bar that lies over the top line for a while, so that no page moves."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QSize, QTimer, Slot
from PySide6.QtWidgets import QFrame

from forms.icons import icon
from forms.theme import Colours, space
from forms.widgets.basic import Label, button, icon_button, name_it, row, set_look
from forms.widgets.top_line import TopLine

SHOWN_MS = 10_000
"""How long a notice stays; a problem stays until it is closed or replaced."""


class NoticeBar(QFrame):
    """Shows one sentence, with Undo beside it when there is something to take back."""

    def __init__(self, line: TopLine) -> None:
        """Make a bar that lies over this line, up to its buttons; it belongs to no layout."""
        super().__init__(line.parentWidget())
        self._line = self.read_after = line
        line.resized.connect(self.find_place)
        self.setProperty("look", "notice")
        self._undo: Callable[[], object] | None = None
        self.words = Label(parent=self)
        self.undo_button = button(look="quiet", parent=self)
        self.close_button = icon_button(parent=self)
        box = row(self, gap=1, pad=0.5)
        box.setContentsMargins(space(1), 0, space(0.5), 0)
        box.addWidget(self.words, 1)
        box.addWidget(self.undo_button)
        box.addWidget(self.close_button)
        self.undo_button.clicked.connect(self._take_back)
        self.close_button.clicked.connect(self.dismiss)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self.dismiss)
        self.hide()

    def retranslate(self, undo: str, close: str) -> None:
        """Take the words of its two buttons."""
        self.undo_button.setText(undo)
        self.undo_button.setAccessibleName(undo)
        name_it(self.close_button, close)

    def restyle(self, colours: Colours) -> None:
        """Draw the icon again."""
        self.close_button.setIcon(icon("close", colours.muted, 16))

    def tell(self, sentence: str, undo: Callable[[], object] | None = None) -> None:
        """Show a notice for a while."""
        self._show(sentence, "notice", undo)
        self._timer.start()

    def alarm(self, sentence: str) -> None:
        """Show that something went wrong, until it is closed."""
        self._timer.stop()
        self._show(sentence, "alarm", None)

    def _show(self, sentence: str, look: str, undo: Callable[[], object] | None) -> None:
        self._undo = undo
        self.words.setText(sentence)
        self.words.setAccessibleName(sentence)
        self.undo_button.setVisible(undo is not None)
        set_look(self, look)
        self.show()
        self.find_place()

    @Slot()
    def find_place(self) -> None:
        """Lie over the names in the line; what does not fit there hangs over the page's margin."""
        line = self._line
        if self.isHidden():
            return
        left = line.client.x() - space(1)
        wide = line.undo_button.x() - left - space(1)
        pad = space(0.5)
        tall = max(line.height() - 2 * pad, self.heightForWidth(wide))
        corner = line.pos() + QPoint(left, pad)
        self.setGeometry(QRect(corner, QSize(wide, tall)))
        self.raise_()

    @Slot()
    def dismiss(self) -> None:
        """Take the bar away."""
        self._timer.stop()
        self._undo = None
        self.hide()

    def forget(self) -> None:
        """Take away what was said of another assessment; what can be taken back stays a while."""
        if self._undo is None:
            self.dismiss()

    @Slot()
    def _take_back(self) -> None:
        undo = self._undo
        self.dismiss()
        if undo is not None:
            undo()
