"""Qt's own words (OK, Cancel, menus of text fields) in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator, Slot
from PySide6.QtWidgets import QApplication

from assessor.domain.language import Language
from forms.session import Session


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
        session.language_changed.connect(self.follow)
        self.follow()

    @Slot()
    def follow(self) -> None:
        """Load what belongs to the session's language."""
        self._app.removeTranslator(self.translator)
        russian = self._session.voice.language is Language.RU
        country = QLocale.Country.Russia if russian else QLocale.Country.UnitedKingdom
        language = QLocale.Language.Russian if russian else QLocale.Language.English
        QLocale.setDefault(QLocale(language, country))
        if russian and self.translator.load("qtbase_ru", _folder()):
            self._app.installTranslator(self.translator)


def _folder() -> str:
    return QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
