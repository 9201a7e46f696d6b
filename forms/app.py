"""The one place where the window, the session and the service are wired together."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from assessor import settings as preferences
from assessor.domain.language import Language
from assessor.language import Voice
from assessor.service import Service
from assessor.settings import Settings
from forms import icons, theme
from forms.dialogs import DesktopDialogs
from forms.main_window import MainWindow
from forms.mishaps import Mishaps, start_log
from forms.pages import PAGES
from forms.qt_words import QtWords, system_language
from forms.session import Session


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window and return the exit code when it has been closed."""
    options = _options(sys.argv[1:] if argv is None else list(argv))
    if not has_display():
        print(_no_display(), file=sys.stderr)  # noqa: T201 - there is no window to say it in
        return 1
    start_log()
    app = make_application()
    settings = preferences.load()
    settings = settings.model_copy(update={"language": settings.language or system_language()})
    service = Service.open(settings)
    theme.load_fonts(service.fonts())
    window = build_window(app, settings, service)
    mishaps = Mishaps(window.session, window)
    window.show()
    if options.file is not None:
        window.session.open_file(options.file)
    window.settled.connect(_collect_garbage_again)
    if options.quit_when_shown:
        # No lambda here: one that holds the window would keep it alive after its time.
        window.settled.connect(window.repaint)
        window.settled.connect(window.close, Qt.ConnectionType.QueuedConnection)
    code = app.exec()
    mishaps.release()
    service.close()
    return code


def _collect_garbage_again() -> None:
    # What the start has made stays: there is nothing to be found in it.
    gc.freeze()
    gc.enable()


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="crm-takeoff-gui", description="Assess whether a CRM project will take off."
    )
    parser.add_argument("file", nargs="?", type=Path, help="an assessment or answers file to open")
    parser.add_argument(
        "--quit-when-shown", action="store_true", help="close as soon as the window is usable"
    )
    return parser.parse_args(arguments)


def has_display() -> bool:
    """Return whether Qt would find something to draw on."""
    if sys.platform in {"win32", "darwin"} or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _no_display() -> str:
    voice = Voice(preferences.load().language or Language.EN)
    return voice.say(
        "There is no screen to open a window on. Start the program from a desktop session, "
        "or use the command crm-takeoff, which needs none."
    )


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
    session = Session(settings, service, preferences.save)
    window = MainWindow(session, DesktopDialogs(), PAGES, paint_first=True)
    session.setParent(window)
    QtWords(session, app)
    app.styleHints().colorSchemeChanged.connect(session.follow_system)
    return window
