"""Big choices: cards to click, each with an icon, a few words and one sentence."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from forms.icons import Growth, pixmap
from forms.theme import Colours, space
from forms.widgets.basic import Label, column

ICON = 32


class ChoiceCard(QPushButton):
    """A button as large as a card."""

    def __init__(self, icon_name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "choice")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._icon_name = icon_name
        self._picture = QLabel(self)
        self._title = Label(look="title", parent=self)
        self._sentence = Label(look="muted", parent=self)
        self.box: QVBoxLayout = column(self, gap=1.5, pad=3)
        for label in (self._picture, self._title, self._sentence):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self.box.addWidget(label)
        self.box.addStretch(1)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, title: str, sentence: str) -> None:
        """Set the words of the choice."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self.updateGeometry()

    def restyle(self, colours: Colours) -> None:
        """Draw the icon again."""
        scale = self.devicePixelRatioF()
        self._picture.setPixmap(pixmap(self._icon_name, colours.accent, Growth.of(ICON), scale))

    def hasHeightForWidth(self) -> bool:
        """Say that the sentence needs more lines in a narrow card."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the words need in this width."""
        return max(self.box.totalHeightForWidth(width), space(20))

    def sizeHint(self) -> QSize:
        """Return a size of good proportions."""
        wide = space(34)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which the words are still readable."""
        return QSize(space(22), space(20))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Grow with the words: a button's own layout does not do that."""
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(event.size().width()))
