"""Qt's own words (OK, Cancel, menus of text fields) in the language of the window."""

from __future__ import annotations

from pathlib import Path

import PySide6
from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator, Slot
from PySide6.QtWidgets import QApplication

from assessor.domain.language import Language
from assessor.language import Voice
from forms.qt_catalogue import catalogue
from forms.session import Session

NAME = "qtbase_ru"


def system_language() -> Language:
    """Return Russian on a Russian desktop, else English."""
    russian = QLocale.system().language() is QLocale.Language.Russian
    return Language.RU if russian else Language.EN


class QtWords(QObject):
    """Follows the session's language with Qt's own catalogue and the locale of its fields."""

    def __init__(self, session: Session, app: QApplication) -> None:
        super().__init__(session)
        self._session = session
        self._app = app
        self.translator = QTranslator(self)
        """What is installed while the window speaks Russian."""
        self.own = QTranslator(self)
        """Beside it, what Qt's own catalogue lacks."""
        self._own_words = b""
        """What ``own`` reads from; Qt does not copy it."""
        session.language_changed.connect(self.follow)
        self.follow()

    @Slot()
    def follow(self) -> None:
        """Load what belongs to the session's language."""
        for translator in (self.translator, self.own):
            self._app.removeTranslator(translator)
        russian = self._session.voice.language is Language.RU
        country = QLocale.Country.Russia if russian else QLocale.Country.UnitedKingdom
        language = QLocale.Language.Russian if russian else QLocale.Language.English
        QLocale.setDefault(QLocale(language, country))
        if russian:
            self._speak()

    def _speak(self) -> None:
        if any(self.translator.load(NAME, folder) for folder in _folders()):
            self._app.installTranslator(self.translator)
        words = catalogue(_lacking(self._session.voice))
        if self.own.load(words):
            self._app.installTranslator(self.own)
        self._own_words = words


def _folders() -> list[str]:
    """Return where Qt's catalogues are: where Qt says, or in the package it came with."""
    package = Path(PySide6.__file__).parent
    named = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return [named, str(package / "Qt" / "translations"), str(package / "translations")]


def _lacking(voice: Voice) -> dict[tuple[str, str], str]:
    """Return the words of the file dialog that Qt 6.11 has no Russian for, by context."""
    dialog, kinds = "QFileDialog", "QAbstractFileIconProvider"
    return {
        (dialog, "&Look in:"): voice.say("&Look in:"),
        (dialog, "Files of &type:"): voice.say("Files of &type:"),
        (kinds, "Folder"): voice.say("Folder"),
        (kinds, "File Folder"): voice.say("File Folder"),
        (kinds, "File"): voice.say("File"),
        (kinds, "%1 File"): voice.say("%(ending)s file", ending="%1"),
        (kinds, "Drive"): voice.say("Drive"),
        (kinds, "Shortcut"): voice.say("Shortcut"),
        (kinds, "Alias"): voice.say("Alias"),
        (kinds, "Unknown"): voice.say("Unknown"),
    }
