"""The second screen: the same question or result in letters that can be read from a chair.

Safe by default: no client, no names, no notes, and nothing that was not meant for the room.
"""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QGuiApplication,
    QKeySequence,
    QResizeEvent,
    QScreen,
    QShowEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from assessor.language import Voice
from forms import theme
from forms.actions import Actions, both_layouts
from forms.session import Session
from forms.widgets.basic import Label, column, empty, row, set_look
from forms.widgets.slides import Line, Picture, Slide, slide_for
from forms.widgets.svg_view import SvgView

LETTERS = 25
"""The height of the screen holds so many lines of letters at most."""

LEAD = 1.35
"""Times the letters, for the sentence that matters."""

FOLLOW_MS = 40
"""How long to wait for more changes before the slide is made again."""

WIDEST = 60
"""Width of a picture and of a line in heights of letters; longer lines are lost by the eye."""


SQUARE = 11.5
"""Width of the hundred marks in heights of letters."""

IN_PICTURES = 1.3
"""Times the letters, so that the small print of a bar is as large as the rest; the legend of the
hundred marks is no small print."""

HINT_MS = 8000
"""How long the keys are told of; after that the room sees nothing of them."""


class ProjectorWindow(QWidget):
    """Shows what the room should see of the page that the consultant is on."""

    closed = Signal()

    def __init__(self, session: Session, beside: QWidget) -> None:
        """Make the window for a screen that ``beside``, the consultant's window, is not on."""
        super().__init__(beside, Qt.WindowType.Window)
        self.session = session
        self._beside = beside
        self.is_blank = False
        self.shows_names = False
        self.slide = Slide("")
        self.setObjectName("projector")
        self.setProperty("look", "surface")
        self._area = QScrollArea(self)
        self._inside = QWidget()
        self.client = Label(parent=self)
        self.hint = Label(look="muted", parent=self)
        self._lay_out()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(FOLLOW_MS)
        self._soon.timeout.connect(self.refresh)
        self._actions = self._make_actions()
        self._told = QTimer(self)
        self._told.setSingleShot(True)
        self._told.setInterval(HINT_MS)
        self._told.timeout.connect(self._show_hint)
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        self._inside.setProperty("look", "surface")
        self._column = column(self._inside, gap=1)
        self._area.setWidget(self._inside)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box = column(self, gap=2, pad=4)
        box.addWidget(self.client)
        box.addWidget(self._area, 1)
        box.addWidget(self.hint)

    def _make_actions(self) -> Actions:
        made = Actions(self)
        made.add(lambda v: v.say("Leave the projector view"), self.close, "Esc")
        made.add(lambda v: v.say("Darken the second screen"), self._blank, both_layouts("B"))
        made.add(lambda v: v.say("Show the client’s name"), self._name, both_layouts("N"))
        made.add(
            lambda v: v.say("Further down"),
            self._down,
            [QKeySequence("PgDown"), QKeySequence("Space")],
        )
        made.add(lambda v: v.say("Further up"), self._up, "PgUp")
        return made

    def _connect(self) -> None:
        session = self.session
        for signal in (
            session.forecast_changed,
            session.project_changed,
            session.decisions_changed,
            session.assessment_opened,
            session.assessment_closed,
            session.plans.found,
        ):
            signal.connect(self._follow)
        session.answer_changed.connect(self._follow)
        self._area.verticalScrollBar().rangeChanged.connect(self._show_hint)
        session.language_changed.connect(self.retranslate)
        session.theme_changed.connect(self._follow)
        session.attention.page_shown.connect(self._follow)
        session.attention.question_attended.connect(self._on_question)
        desk = QGuiApplication.instance()
        if isinstance(desk, QGuiApplication):
            desk.screenRemoved.connect(self._on_screen_removed)

    def shortcuts(self) -> tuple[QAction, ...]:
        """Return what can be done in the window, for the list of keys under Help."""
        return self._actions.all()

    @property
    def letters(self) -> int:
        """Return the height of the letters in pixels."""
        return ceil(self.height() / LETTERS)

    # What is shown

    @Slot()
    def _on_question(self) -> None:
        self._area.verticalScrollBar().setValue(0)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        self._soon.start()

    @Slot()
    def retranslate(self) -> None:
        """Say everything again in the session's language."""
        self.setWindowTitle(self._say_title(self.session.voice))
        self._area.setAccessibleName(self.windowTitle())
        self._actions.retranslate(self.session.voice)
        self.refresh()

    def _say_title(self, voice: Voice) -> str:
        return voice.say("Takeoff, projector view")

    @Slot()
    def refresh(self) -> None:
        """Make the slide again from what is open, and show it unless the screen is dark."""
        self.slide = slide_for(self.session)
        self._fill()

    def _fill(self) -> None:
        empty(self._column)
        for part in () if self.is_blank else self._parts(self.slide):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self._show_client()
        self._show_hint()

    def _parts(self, slide: Slide) -> list[QWidget]:
        heading = self._words(slide.heading, look="muted" if slide.lead else "body")
        found: list[QWidget] = [heading]
        if slide.lead:
            found.append(self._words(slide.lead, times=LEAD, strong=True))
        found.extend(self._line(line) for line in slide.lines)
        if slide.pictures:
            found.append(self._pictures(slide))
        if slide.note:
            found.append(self._note(slide))
        return found

    def _note(self, slide: Slide) -> Label:
        made = self._words(slide.note, look="muted")
        if any(line.mark for line in slide.lines):
            # It begins where the words of the list do, behind their marks.
            made.setContentsMargins(self.letters * 2 + theme.space(3), 0, 0, 0)
        return made

    def _words(
        self,
        text: str,
        *,
        look: str = "body",
        times: float = 1,
        strong: bool = False,
        wrap: bool = True,
    ) -> Label:
        made = Label(text, wrap=wrap, parent=self._inside)
        set_look(made, look)
        made.setStyleSheet(self._size(times, strong=strong))
        return made

    def _size(self, times: float = 1, *, strong: bool = False) -> str:
        # A widget's own sheet: the program's would take the letters of a QFont back.
        return f"font-size: {ceil(self.letters * times)}px; font-weight: {600 if strong else 400}"

    def _line(self, line: Line) -> QWidget:
        made = QFrame(self._inside)
        made.setProperty("look", "notice" if line.chosen else "plain")
        made.setAccessibleName(f"{line.mark} {line.text}".strip())
        box: QHBoxLayout = row(made, gap=2)
        # A sentence by itself begins where the heading does; lines of a list stand in a frame.
        is_listed = any(one.mark or one.chosen for one in self.slide.lines)
        side = theme.space(1) if is_listed else 0
        box.setContentsMargins(side, theme.space(0.5), side, theme.space(0.5))
        if line.mark:
            # The recorded level is told by a shape and by weight too: a projector eats shades.
            words = f"● {line.mark}" if line.chosen else line.mark
            mark = self._words(words, strong=line.chosen, wrap=False)
            mark.setFixedWidth(self.letters * 2)
            mark.setAlignment(Qt.AlignmentFlag.AlignTrailing)
            box.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(self._words(line.text, strong=line.chosen), 1)
        return made

    def _pictures(self, slide: Slide) -> QWidget:
        made = QWidget(self._inside)
        box = row(made, gap=6)
        for place, drawing in enumerate(slide.pictures):
            is_square = place + 1 < len(slide.pictures)
            times = 1 if is_square else IN_PICTURES
            picture = self._picture(drawing, slide.picture_words, times)
            picture.setMaximumWidth(round(self.letters * (SQUARE if is_square else WIDEST)))
            box.addWidget(picture, 0 if is_square else 1)
        return made

    def _picture(self, drawing: Picture, words: str, times: float) -> SvgView:
        palette = theme.chart_palette(self.session.colours)
        # The smallest letters of a picture are smaller than its size.
        letters = self.letters * times
        made = SvgView(self._inside)
        made.show_picture(lambda width: drawing(width, letters, palette), words)
        return made

    def _show_client(self) -> None:
        assessment = self.session.assessment
        known = assessment is not None and self.shows_names and not self.is_blank
        project = assessment.project if assessment is not None and known else None
        named = (project.client, project.name) if project else ()
        self.client.setText(" — ".join(part for part in named if part))
        self.client.setStyleSheet(self._size(strong=True))
        self.client.setVisible(bool(self.client.text()))

    @Slot()
    def _show_hint(self) -> None:
        voice = self.session.voice
        words = []
        if self._area.verticalScrollBar().maximum() > self.letters / 2:
            words.append(voice.say("Page Down shows the rest"))
        if self._told.isActive():
            words.append(voice.say("B darkens, N shows the client’s name, Esc leaves"))
        self.hint.setText("" if self.is_blank else " · ".join(words))
        self.hint.setStyleSheet(self._size())

    # Keys

    @Slot()
    def _blank(self) -> None:
        self.is_blank = not self.is_blank
        self._told.start()
        self._fill()

    @Slot()
    def _name(self) -> None:
        self.shows_names = not self.shows_names
        self._told.start()
        self._show_client()
        self._show_hint()

    @Slot()
    def _down(self) -> None:
        self._scroll(1)

    @Slot()
    def _up(self) -> None:
        self._scroll(-1)

    def _scroll(self, pages: int) -> None:
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    # Screens

    def present(self) -> None:
        """Fill the second screen; the only screen when there is no second."""
        home = self._beside.screen()
        screen = second_screen(home)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, screen is not home)
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        if screen is home:
            self.activateWindow()

    @Slot(QScreen)
    def _on_screen_removed(self, gone: QScreen) -> None:
        # What was meant for the room must not come up over the consultant's own window.
        left = [screen for screen in QGuiApplication.screens() if screen is not gone]
        if self.isVisible() and (gone is self.screen() or left == [self._beside.screen()]):
            self.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the letters to the height."""
        super().resizeEvent(event)
        self._follow()

    def showEvent(self, event: QShowEvent) -> None:
        """Show the slide of the moment."""
        super().showEvent(event)
        self._told.start()
        self.refresh()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the room sees nothing any more."""
        super().closeEvent(event)
        self.closed.emit()


def second_screen(home: QScreen) -> QScreen:
    """Return a screen other than ``home``; ``home`` itself when it is the only one."""
    others = [screen for screen in QGuiApplication.screens() if screen is not home]
    return others[0] if others else home
