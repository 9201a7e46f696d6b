"""The one place where the window, the session and the service are wired together."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from assessor import settings as preferences
from assessor.domain.language import Language
from assessor.language import Voice
from assessor.service import Service
from assessor.settings import Settings, data_folder
from forms import icons, theme
from forms.collector import Collector
from forms.diagnose import Diagnosis
from forms.dialogs import DesktopDialogs
from forms.diary import Diary
from forms.first_window import FirstWindow, hand_over, name_for
from forms.jobs import finish_thoughts
from forms.main_window import MainWindow
from forms.mishaps import Mishaps
from forms.open_mark import OpenMark
from forms.pages import PAGES
from forms.qt_words import QtWords, system_language
from forms.restating import Restating
from forms.screen import has_display, missing_packages
from forms.session import Session
from forms.warm_up import WarmUp


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window and return the exit code when it has been closed."""
    options = _options(sys.argv[1:] if argv is None else list(argv))
    if options.diagnose:
        return _diagnose()
    if why := _no_window():
        print(why, file=sys.stderr)  # noqa: T201 - there is no window to say it in
        return 1
    if options.safe_mode:
        QApplication.setAttribute(Qt.ApplicationAttribute.AA_UseSoftwareOpenGL)
    diary = Diary(data_folder())
    app = make_application()
    if not options.quit_when_shown and hand_over(name_for(data_folder()), options.file):
        diary.close()
        return 0
    settings = _settings(safe_mode=options.safe_mode)
    service = Service.open(settings)
    theme.load_fonts(service.fonts())
    code = _run(app, build_window(app, settings, service), options)
    diary.close()
    return code


def _settings(*, safe_mode: bool) -> Settings:
    """Return the preferences; in safe mode only the language and where the database is."""
    kept = preferences.load()
    kept = kept.model_copy(update={"language": kept.language or system_language()})
    if not safe_mode:
        return kept
    return Settings(
        language=kept.language,
        database=kept.database,
        known_database=kept.known_database,
        restore=False,
        safe_mode=True,
    )


def _diagnose() -> int:
    """Print what the program finds around it; the exit code is 1 when something is wrong."""
    settings = preferences.load()
    service = Service.open(settings)
    found = Diagnosis(service, Voice(settings.language or system_language()))
    for line in found.lines():
        print(line)  # noqa: T201 - that is what was asked for
    service.close()
    return 1 if found.faults else 0


def _run(app: QApplication, window: MainWindow, options: argparse.Namespace) -> int:
    session = window.session
    mishaps = Mishaps(session, window)
    window.show()
    collector = Collector(window)
    window.settled.connect(collector.keep)
    if options.file is not None:
        window.settled.connect(partial(session.open_file, options.file))
    release = _close_at_once(window) if options.quit_when_shown else _stay(window, collector)
    code = app.exec()
    release()
    mishaps.release()
    end(app, window)
    return code


def end(app: QApplication, window: MainWindow) -> None:
    """Let go of everything in order: threads, database, window; Qt and Python come after them.

    A window that is left to the end of Python is taken apart when half of it is gone.
    """
    finish_thoughts()
    window.session.service.close()
    window.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _close_at_once(window: MainWindow) -> Callable[[], None]:
    # No lambda here: one that holds the window would keep it alive after its time.
    window.settled.connect(window.repaint)
    window.settled.connect(window.close, Qt.ConnectionType.QueuedConnection)
    return lambda: None


def _stay(window: MainWindow, collector: Collector) -> Callable[[], None]:
    """Hear later starts and remember what is open; return what ends both."""
    first = FirstWindow(name_for(data_folder()), window)
    # Queued: reading the file lets the events go on, and the caller's socket goes meanwhile.
    first.called.connect(window.answer_call, Qt.ConnectionType.QueuedConnection)
    mark = OpenMark(window.session, data_folder() / "open-now", window, window)
    window.settled.connect(mark.bring_back)
    warm_up = get_ready(window, collector)
    window.settled.connect(window.session.backing_up.keep)
    restating = Restating(window.session, window)
    window.settled.connect(restating.keep)

    def release() -> None:
        warm_up.wait()
        window.session.backing_up.wait()
        restating.stop()
        first.release()
        mark.release()

    return release


def get_ready(window: MainWindow, collector: Collector) -> WarmUp:
    """Have read, and made, beside the window what will be asked for."""
    session, service = window.session, window.session.service
    reads = [*(kind.load for kind in PAGES), _learn_words, service.looks]
    warm_up = WarmUp(service, window, reads, window.pages_ahead, lambda: session.is_showing)
    # To look through all that the pages are made of takes longer than a window may be away.
    warm_up.made.connect(collector.keep)
    warm_up.refused.connect(window.session.list_changed)
    window.settled.connect(warm_up.start)
    window.session.assessment_opened.connect(warm_up.expect_reports)
    return warm_up


def _learn_words() -> None:
    """Read what either language says, and how it writes a day."""
    for language in Language:
        Voice(language).date(date.today())  # noqa: DTZ011 - any day will do


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="crm-takeoff-gui", description="Assess whether a CRM project will take off."
    )
    parser.add_argument("file", nargs="?", type=Path, help="an assessment or answers file to open")
    parser.add_argument(
        "--quit-when-shown", action="store_true", help="close as soon as the window is usable"
    )
    parser.add_argument(
        "--safe-mode",
        action="store_true",
        help="start with default preferences, and with no looks and questionnaires of your own",
    )
    parser.add_argument(
        "--diagnose",
        action="store_true",
        help="print versions, folders, the state of the database, fonts and printers, and end",
    )
    return parser.parse_args(arguments)


def _no_window() -> str:
    """Return why no window can be opened; nothing when one can."""
    voice = Voice(preferences.load().language or Language.EN)
    if not has_display():
        return voice.say(
            "There is no screen to open a window on. Start the program from a desktop session, "
            "or use the command crm-takeoff, which needs none."
        )
    if packages := missing_packages():
        command = f"sudo apt-get install {' '.join(packages)}"
        return voice.say(
            "The window needs system libraries that are not installed. Run: %(command)s",
            command=command,
        )
    return ""


def make_application() -> QApplication:
    """Return the one application object, named and with its icon."""
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication([preferences.APP])
    app.setApplicationName(preferences.APP)
    app.setApplicationDisplayName("")
    app.setDesktopFileName("crm-takeoff")
    app.setWindowIcon(QIcon(icons.pixmap("plane", theme.LIGHT.accent, 128)))
    return app


def build_window(app: QApplication, settings: Settings, service: Service) -> MainWindow:
    """Wire a session, Qt's own words and the pages into one window."""
    keep = None if settings.safe_mode else preferences.save
    session = Session(settings, service, keep)
    window = MainWindow(session, DesktopDialogs(), PAGES, paint_first=True)
    session.setParent(window)
    QtWords(session, app)
    app.styleHints().colorSchemeChanged.connect(session.follow_system)
    return window
