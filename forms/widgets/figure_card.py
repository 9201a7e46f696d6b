"""A picture with a sentence as its title, and the same facts as a table one key away."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QMenu, QWidget

from assessor.domain.picture import Palette, Svg
from assessor.language import Voice
from forms.icons import icon
from forms.theme import space
from forms.widgets.basic import Card, Label, button, column, icon_button, name_it, row
from forms.widgets.explained_picture import ExplainedPicture
from forms.widgets.facts_table import Facts, FactsTable
from forms.widgets.figure_actions import FigureActions
from forms.widgets.turning import Turning

Sketch = Callable[[int, Palette], Svg]
"""Takes a width in pixels and the colours, and returns the picture."""

MARKS = 27
"""The width of the hundred marks in steps of the grid."""

TOP = 28
"""Letters that a card must have room for, so that its buttons stand beside its sentence."""

GAUGE = 48
"""Letters that the gauge must have room for, so that the marks stand beside the range."""

LEAD = space(1)
"""Pixels from the edge of a button to its words."""

NARROWEST, WIDEST = 480, 960
"""Pixels of width that a picture has when it leaves the window."""


class FigureCard(Card):
    """Shows a figure as a picture or as a table; the reader chooses, copies and saves either."""

    question_wanted = Signal(str)
    copy_wanted = Signal()
    save_wanted = Signal()
    turned = Signal(bool)
    """The figure is shown as a table now, or as a picture again."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, gap=1.5, pad=3)
        self._sketch: Sketch | None = None
        self.heading = Label(look="strong", parent=self)
        self._set_level()
        self.toggle = button(look="quiet", parent=self)
        self.toggle.setCheckable(True)
        self.more = icon_button(parent=self)
        self.area = QWidget(self)
        """Holds the picture, and whatever else gives way to the table."""
        self.picture = ExplainedPicture(self.area, self)
        self.table = FactsTable(self)
        self.table.hide()
        self.box.addWidget(self._top())
        self.box.addWidget(self.area)
        self.box.addWidget(self.table)
        self._fill_area()
        self.deeds = FigureActions(self, self.pictures)
        self._connect()

    def _set_level(self) -> None:
        """Begin the sentence as high as in a card without buttons, and beside their words."""
        margins = self.box.contentsMargins()
        margins.setTop(space(3) - LEAD)
        self.box.setContentsMargins(margins)
        self.heading.setContentsMargins(0, LEAD, 0, 0)
        self.heading.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)

    def _top(self) -> QWidget:
        top = Turning(self, TOP)
        top.box.addWidget(self.heading, 1)
        tools = QWidget(top)
        line = row(tools, gap=1)
        line.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.more, 0, Qt.AlignmentFlag.AlignVCenter)
        top.box.addWidget(tools, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        return top

    def _fill_area(self) -> None:
        column(self.area).addWidget(self.picture)

    def _connect(self) -> None:
        self.toggle.toggled.connect(self._swap)
        self.more.clicked.connect(self._open_menu)
        self.deeds.copy_picture.triggered.connect(self.copy_wanted)
        self.deeds.save_picture.triggered.connect(self.save_wanted)
        self.deeds.copy_table.triggered.connect(self.table.copy_all)
        self.deeds.show_table.triggered.connect(self._turn)
        for picture in self.pictures:
            picture.question_wanted.connect(self.question_wanted)
            picture.focused.connect(self._on_focus)

    @property
    def pictures(self) -> tuple[ExplainedPicture, ...]:
        """Return the pictures of the card in reading order."""
        return (self.picture,)

    def retranslate(self, voice: Voice) -> None:
        """Say the words of the buttons and of the menu again."""
        self.toggle.setText(voice.say("Table"))
        self.deeds.retranslate(voice)
        name_it(self.more, voice.say("Copy or save this picture"))
        hint = voice.say("The arrow keys step through the picture.")
        jump = voice.say("Click or Enter: to the answer.")
        for picture in self.pictures:
            picture.say_how(hint, jump)

    def show_figure(self, sentence: str, sketch: Sketch, facts: Facts, palette: Palette) -> None:
        """Show a figure under its sentence, drawn in these colours."""
        self._sketch = sketch
        self.heading.setText(sentence)
        self.more.setIcon(icon("copy", palette.accent, 18))
        self.toggle.setAccessibleName(f"{self.toggle.text()}: {sentence}")
        self.more.setAccessibleName(f"{self.more.toolTip()}: {sentence}")
        self.table.setAccessibleName(sentence)
        self.table.show_facts(facts)
        drawing = bound(sketch, palette)
        self.picture.show_picture(drawing, described(sentence, facts.rows))

    def sketch(self, palette: Palette) -> Svg | None:
        """Return the picture drawn for another program, None before there is one."""
        width = max(NARROWEST, min(self.picture.width(), WIDEST))
        return self._sketch(width, palette) if self._sketch else None

    # Acting

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the figure."""
        self.menu().popup(event.globalPos())

    @Slot()
    def _open_menu(self) -> None:
        self.menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def menu(self) -> QMenu:
        """Return a menu of what can be done; it goes when it is closed."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.deeds.all())
        return menu

    @Slot()
    def _turn(self) -> None:
        self.toggle.setChecked(not self.toggle.isChecked())
        (self.table if self.toggle.isChecked() else self.picture).setFocus()

    @Slot(bool)
    def _swap(self, as_table: bool) -> None:  # noqa: FBT001 - Qt hands the state over like this
        self.table.setVisible(as_table)
        self.area.setVisible(not as_table)
        self.turned.emit(as_table)

    @Slot(bool)
    def _on_focus(self, _has_focus: bool) -> None:  # noqa: FBT001 - Qt hands it over like this
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a frame while the keys walk on the picture."""
        super().paintEvent(event)
        if any(picture.hasFocus() for picture in self.pictures):
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 8, 8)
            painter.end()


class GaugeCard(FigureCard):
    """The headline figure: large in words, as a hundred marks, and as a range on its axis."""

    _whole: Sketch | None = None
    """Draws marks and range as one picture."""

    def _fill_area(self) -> None:
        self.marks = ExplainedPicture(self.area, self, least=space(MARKS))
        self.figure = Label(look="figure", parent=self.area)
        self.below = Label(look="body", parent=self.area)
        self.remark = Label(look="muted", parent=self.area)
        self.marks.setFixedWidth(space(MARKS))
        right = column(gap=1)
        for part in (self.figure, self.below, self.picture):
            right.addWidget(part)
        right.addSpacing(space(1))
        right.addWidget(self.remark)
        right.addStretch(1)
        line = Turning(self.area, GAUGE, gap=4)
        line.box.addWidget(self.marks, 0, Qt.AlignmentFlag.AlignTop)
        line.box.addLayout(right, 1)
        column(self.area).addWidget(line)

    def sketch(self, palette: Palette) -> Svg | None:
        """Return marks and range as one picture, the range alone where there are no marks."""
        return self._whole(WIDEST, palette) if self._whole else super().sketch(palette)

    @property
    def pictures(self) -> tuple[ExplainedPicture, ...]:
        """Return the marks and the range."""
        return self.marks, self.picture

    def show_gauge(
        self,
        figure: str,
        below: str,
        marks: Sketch | None,
        remark: str,
        palette: Palette,
        whole: Sketch | None = None,
    ) -> None:
        """Show the figure in words, its hundred marks if any, and what it is compared with."""
        self.figure.setText(figure)
        self.below.setText(below)
        self.below.setVisible(bool(below))
        self.marks.setVisible(marks is not None)
        self._whole = whole
        if marks is not None:
            self.marks.show_picture(bound(marks, palette), figure)
        self.remark.setText(remark)


def bound(sketch: Sketch, palette: Palette) -> Callable[[int], Svg]:
    """Return a sketch with its colours chosen."""
    return lambda width: sketch(width, palette)


def described(sentence: str, rows: Sequence[Sequence[str]]) -> str:
    """Return a figure in words for those who hear it instead of seeing it."""
    return " ".join([sentence, *(": ".join([row[0], ", ".join(row[1:])]) + "." for row in rows)])
