"""The window: the rail, the top line, messages in place, and the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QStyle,
    QToolButton,
    QWidget,
)
from shiboken6 import isValid

from forms import icons, theme
from forms.announcer import Announcer
from forms.catch_up import CatchUp, Work
from forms.dialogs import Dialogs
from forms.menu import WindowActions
from forms.open_mark import Place
from forms.pages.base import Page, PageKind
from forms.redress import Redress
from forms.session import Session
from forms.widgets.basic import column, row, rule
from forms.widgets.dropped import assessment_file
from forms.widgets.notice_bar import NoticeBar
from forms.widgets.rail import Rail
from forms.widgets.reading_order import step
from forms.widgets.top_line import TopLine
from forms.widgets.view_only import ViewOnly

SMALLEST = QSize(1024, 700)
FIRST = QSize(1440, 900)
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
NO_MODIFIER = Qt.KeyboardModifier.NoModifier
PIECE = 50
"""Widgets of a page made ahead of time that are dressed at a time."""
SEEN = QSize(400, 300)
"""So much of a window must be on one screen for it to be found there."""


class MainWindow(QMainWindow):
    """Shows one page at a time; pages are made when they are first shown."""

    moved = Signal()
    """Another page is in view, or the window is about to close."""
    settled = Signal()
    """The first page has read what it shows; sent after a start with ``paint_first``."""

    def __init__(
        self,
        session: Session,
        dialogs: Dialogs,
        pages: Sequence[PageKind],
        *,
        paint_first: bool = False,
    ) -> None:
        """Make the window; with ``paint_first`` it is on screen before the first page reads."""
        super().__init__()
        self.session = session
        self.dialogs = dialogs
        # Before the first widget is made: one that exists already keeps the desktop's letters.
        self.redress = Redress(self)
        self.catch_up = CatchUp(self, lambda: self.redress.is_working or session.is_showing)
        self._dress()
        self._kinds = {kind.name: kind for kind in pages}
        self._made: dict[str, Page] = {}
        self._warned = False
        self._about_saving = ""
        """The alarm that was raised while something was unsaved; saving ends it."""
        self.top_line = TopLine()
        self.view_only = ViewOnly(session)
        self.rail = Rail([(kind.name, kind.icon) for kind in pages])
        self.stack = QStackedWidget()
        self.setMinimumSize(SMALLEST)
        self.setAcceptDrops(True)
        self._lay_out()
        self.notices = NoticeBar(self.top_line)
        Announcer(session, self)
        self.actions_ = WindowActions(self, session, dialogs, self._kinds, self.made)
        self.top_line.take_actions(self.actions_.undo, self.actions_.redo, self.actions_.menu)
        self._connect()
        self._restore_geometry()
        self.restyle()
        self.retranslate()
        self._reads_when_painted = paint_first
        if paint_first:
            self._bring(self.made(pages[0].name))
        else:
            self.show_page(pages[0].name)
        self._show_state()

    def _lay_out(self) -> None:
        right = column(gap=0)
        right.addWidget(self.top_line)
        right.addWidget(rule())
        right.addWidget(self.view_only)
        right.addWidget(self.stack, 1)
        ground = QWidget()
        ground.setProperty("look", "window")
        box = row(ground, gap=0)
        box.addWidget(self.rail)
        box.addWidget(rule(upright=True))
        box.addLayout(right, 1)
        self.setCentralWidget(ground)

    def _connect(self) -> None:
        session = self.session
        self.rail.requested.connect(self.show_page)
        session.assessment_opened.connect(self._on_opened)
        session.assessment_closed.connect(self._on_closed)
        session.project_changed.connect(self._show_state)
        session.answer_changed.connect(self._show_saving)
        session.forecast_changed.connect(self._show_state)
        # Not at once: a card may be on the way that is not asked any more.
        session.questionnaire_changed.connect(self._show_asked, Qt.ConnectionType.QueuedConnection)
        session.saved.connect(self._show_saving)
        # What is said already cannot be said again in another language.
        session.language_changed.connect(self.notices.dismiss)
        session.language_changed.connect(self.retranslate)
        session.theme_changed.connect(self.restyle)
        session.problem_raised.connect(self._alarm)
        session.saved.connect(self._calm)
        session.notice.connect(self.notices.tell)
        session.undo_offered.connect(self.notices.tell)
        session.page_requested.connect(self.show_page)
        session.question_requested.connect(self.show_question)

    # Pages

    @property
    def page(self) -> Page | None:
        """Return the page on screen; none before an assessment is open if all pages need one."""
        page = self.stack.currentWidget()
        return page if isinstance(page, Page) else None

    def made(self, name: str) -> Page:
        """Return a page as it is to be seen, made now if it was not yet."""
        if name in self._made:
            self.catch_up.settle(self._made[name])
        else:
            page = self._kinds[name].load()(self.session, self.dialogs, self.stack)
            page.retranslate()
            page.restyle()
            self._take_in(name, page)
        return self._made[name]

    def _take_in(self, name: str, page: Page) -> None:
        self._made[name] = page
        self.stack.addWidget(page)

    def pages_ahead(self) -> Iterator[None]:
        """Make the pages that nobody has looked at yet, a piece each time one is asked for."""
        for name, kind in self._kinds.items():
            if name in self._made or (kind.needs_assessment and self.session.assessment is None):
                continue
            page = kind.load()(self.session, self.dialogs, self.stack)
            self._take_in(name, page)
            self.catch_up.owe([page], "words", lambda page: page.retranslate())
            self.catch_up.owe([page], "colours", lambda page: page.restyle())
            while self.catch_up.is_working:
                yield
            for count, part in enumerate(page.findChildren(QWidget), 1):
                if isValid(part):
                    part.ensurePolished()
                if count % PIECE == 0:
                    yield
            yield
        yield from icons.drawn_ahead(theme.counterparts(self.session.colours))

    @Slot(str)
    def show_page(self, name: str) -> None:
        """Bring a page into view; pages that need an open assessment wait for one."""
        kind = self._kinds.get(name)
        if kind is None or (kind.needs_assessment and self.session.assessment is None):
            return
        page = self.made(name)
        if self._is_worked_on(name):
            cursor = QApplication.focusWidget()
            page.refresh()
            if QApplication.focusWidget() is not cursor:  # it was in what is not shown any more
                page.arrive()
            return
        if self.page is not None:
            self.page.leave()
        page.refresh()
        self._bring(page)

    def _is_worked_on(self, name: str) -> bool:
        """Return whether the page is on screen with the cursor in it, where undo must leave it."""
        focus, page = QApplication.focusWidget(), self.page
        here = page is not None and name == page.NAME and page.isVisible()
        return here and page is not None and focus is not None and page.isAncestorOf(focus)

    def _bring(self, page: Page) -> None:
        self.stack.setCurrentWidget(page)
        self.rail.mark(page.NAME)
        self._show_title()
        page.arrive()
        self.session.attention.on_page(page.NAME)

    @Slot()
    def _settle(self) -> None:
        if self.page is not None:
            self.page.refresh()
            self.page.arrive()
        self.settled.emit()

    @Slot(str)
    def show_question(self, question_id: str) -> None:
        """Bring the Evidence page into view with one question current."""
        self.show_page("evidence")
        jump: Callable[[str], None] | None = getattr(self.page, "go_to", None)
        if jump is not None:
            jump(question_id)

    def place(self) -> Place:
        """Return where the user is, to come back to."""
        page = self.page
        card = getattr(self._made.get("evidence"), "current", None)
        return Place(
            page=page.NAME if page is not None else "",
            question=card.question.id if card is not None else "",
            scrolls=[area.verticalScrollBar().value() for area in _areas(page)],
            geometry=self._geometry(),
        )

    def go_back_to(self, place: Place) -> None:
        """Bring page, question and scroll position of an earlier time back, as far as possible."""
        if place.question in self.session.questionnaire.by_id:
            self.show_question(place.question)
        self.show_page(place.page)
        # Only when the page is laid out is there anything to scroll.
        QTimer.singleShot(0, self, partial(self._scroll_to, place))

    def _scroll_to(self, place: Place) -> None:
        areas = _areas(self.page)
        if self.page is not None and place.page == self.page.NAME:
            for area, value in zip(areas, place.scrolls, strict=False):
                area.verticalScrollBar().setValue(value)

    @Slot(str)
    def answer_call(self, file: str) -> None:
        """Come to the front for a second start, and open the file that it was given."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()
        if file:
            self.session.open_file(Path(file))

    @Slot()
    def _on_opened(self) -> None:
        self.notices.forget()
        self._show_rail()
        self._show_state()
        if self.page is not None:
            self.page.refresh()
        if not self.session.is_begun:
            self.show_page("project")
        elif self.page is None or not self._kinds[self.page.NAME].needs_assessment:
            self.show_page("evidence")

    @Slot()
    def _show_asked(self) -> None:
        """Show what is asked now: somebody else may have changed over."""
        if self.page is None:
            return
        question = self.place().question
        self.page.refresh()
        if self.page.NAME == "evidence" and question in self.session.questionnaire.by_id:
            self.show_question(question)

    @Slot()
    def _on_closed(self) -> None:
        self.show_page(next(iter(self._kinds)))
        self._show_rail()
        self._show_state()

    # What the frame shows

    @Slot()
    def _show_state(self) -> None:
        session, voice = self.session, self.session.voice
        assessment, forecast = session.assessment, session.forecast
        self.top_line.show_project(voice, assessment.project if assessment else None)
        self.top_line.show_coverage(voice, forecast.coverage if forecast else None)
        self._show_saving()
        self._show_title()

    @Slot(str)
    def _alarm(self, sentence: str) -> None:
        self._about_saving = sentence if self.session.unsaved else ""
        self.notices.alarm(sentence)

    @Slot()
    def _calm(self) -> None:
        if self._about_saving and self.notices.words.text() == self._about_saving:
            self.notices.dismiss()
        self._about_saving = ""
        self._warned = False

    @Slot()
    def _show_saving(self) -> None:
        session = self.session
        self.top_line.show_saved(session.voice, session.saved_at, unsaved=session.unsaved)

    def _show_rail(self) -> None:
        is_open = self.session.assessment is not None
        for name, kind in self._kinds.items():
            self.rail.buttons[name].setVisible(is_open or not kind.needs_assessment)
        self.rail.fit()
        self.actions_.show_open(is_open=is_open)

    def _show_title(self) -> None:
        assessment = self.session.assessment
        client = assessment.project.client if assessment else ""
        page = self._kinds[self.page.NAME].title(self.session.voice) if self.page else ""
        self.setWindowTitle(" — ".join(part for part in (client, page, "Takeoff") if part))

    @Slot()
    def retranslate(self) -> None:
        """Say everything again in the session's language."""
        voice = self.session.voice
        titles = {name: kind.title(voice) for name, kind in self._kinds.items()}
        self.rail.name_pages(titles, self.actions_.page_keys())
        self.top_line.retranslate(voice)
        self.notices.retranslate(voice.say("Undo"), voice.say("Close this message"))
        self.actions_.retranslate(voice)
        self._have_done("words", lambda page: page.retranslate())
        self._show_rail()
        if self._made:
            self._show_state()

    @Slot()
    def restyle(self) -> None:
        """Dress everything again in the session's colours and letter sizes."""
        self._dress()
        self.rail.restyle(self.session.colours)
        self.top_line.restyle(self.session.colours)
        self.notices.restyle(self.session.colours)
        self._have_done("colours", lambda page: page.restyle())

    def _have_done(self, name: str, work: Work) -> None:
        """Have this done to the page in view now, and to the others when there is time."""
        shown = self.page
        self.catch_up.owe([p for p in self._made.values() if p is not shown], name, work)
        if shown is not None:
            work(shown)

    def _dress(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            colours = self.session.colours
            self.setProperty(theme.GROUND, theme.ground(colours))
            if theme.dress(app, colours, self.session.settings.zoom):
                self.redress.begin()

    # Geometry and leaving

    def _restore_geometry(self) -> None:
        kept = self.session.settings.window
        if not kept or not self.restoreGeometry(QByteArray.fromBase64(kept.encode())):
            self.resize(FIRST.boundedTo(self._room_inside()))
        self._come_into_view()

    def _room_inside(self) -> QSize:
        """Return the room that the screen has for what is inside the frame of the window."""
        room = QGuiApplication.primaryScreen().availableSize()
        style = self.style()
        title = style.pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
        edge = style.pixelMetric(QStyle.PixelMetric.PM_MdiSubWindowFrameWidth)
        return room - QSize(2 * edge, title + edge)

    def _geometry(self) -> str:
        return bytes(self.saveGeometry().toBase64().data()).decode("ascii")

    def _come_into_view(self) -> None:
        """Move to a screen that is there: the one of last time may be gone or smaller now."""
        here = self.frameGeometry()
        rooms = [screen.availableGeometry() for screen in QGuiApplication.screens()]
        seen = [room.intersected(here) for room in rooms]
        if any(part.width() >= SEEN.width() and part.height() >= SEEN.height() for part in seen):
            return
        room = QGuiApplication.primaryScreen().availableGeometry()
        self.resize(here.size().boundedTo(room.size()))
        self.move(room.center() - self.rect().center())

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's own signature
        """Let the Tab key go on as the window is read."""
        return step(self, forward=forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press a button as Space does: a button itself leaves the key to its window."""
        focus = QApplication.focusWidget()
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == NO_MODIFIER
        if event.key() in ENTER and plain and isinstance(focus, (QPushButton, QToolButton)):
            if not event.isAutoRepeat():
                focus.click()
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take an assessment that is dragged anywhere into the window."""
        if assessment_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the assessment."""
        path = assessment_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.session.open_file(path)

    def changeEvent(self, event: QEvent) -> None:
        """Save when the user turns to another window."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and not self.isActiveWindow():
            QTimer.singleShot(0, self.session, self.session.hand_over)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Let the first page read once there is something to look at meanwhile."""
        super().paintEvent(event)
        if self._reads_when_painted:
            self._reads_when_painted = False
            QTimer.singleShot(0, self, self._settle)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save everything and let the page end its work before the window goes.

        When the disk refuses, the window stays once and says so; a second time it goes. Once all
        is saved, or was written to a file, that warning is forgotten.
        """
        for page in self._made.values():
            page.leave()
        if not self.session.is_safe() and not self._warned:
            self._warned = True
            self._alarm(
                self.session.voice.say(
                    "Not everything is saved. Save a copy as a file, or close again to leave."
                )
            )
            event.ignore()
            return
        self.moved.emit()
        self.session.undo_stack.clear()
        self.session.change_settings(window=self._geometry())
        event.accept()


def _areas(page: Page | None) -> list[QAbstractScrollArea]:
    """Return what can be scrolled on a page, in an order that stays."""
    if page is None:
        return []
    return [area for area in page.findChildren(QAbstractScrollArea) if area.isVisibleTo(page)]
