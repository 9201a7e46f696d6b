"""What Qt itself says follows the language of the window, also where Qt has no Russian for it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from assessor.domain.language import Language
from forms import qt_words
from forms.qt_catalogue import catalogue
from forms.qt_words import QtWords
from forms.session import Session

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the simulated screen says so


@pytest.fixture
def words(session: Session, qapp: QApplication) -> QtWords:
    return QtWords(session, qapp)


def said(context: str, text: str, comment: str | None = None) -> str:
    return QCoreApplication.translate(context, text, comment)


def file_dialog(qtbot: QtBot, folder: Path) -> QFileDialog:
    dialog = QFileDialog(None, "", str(folder))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_nothing_of_the_file_dialog_stays_english_in_a_russian_window(
    words: QtWords, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    session.set_language(Language.RU)
    dialog = file_dialog(qtbot, tmp_path)
    told = [part.text() for part in dialog.findChildren(QLabel)]
    told += [part.text() or part.toolTip() for part in dialog.findChildren(QAbstractButton)]
    shown = [text for text in told if text]
    assert {"&Папка:", "&Тип файлов:", "&Открыть", "Отмена"} <= set(shown)
    assert [text for text in shown if re.search("[a-zA-Z]", text)] == []


def test_kinds_of_files_are_said_in_russian_and_in_english_again(
    words: QtWords, session: Session
) -> None:
    kinds = "QAbstractFileIconProvider"
    session.set_language(Language.RU)
    assert said(kinds, "Folder", "All other platforms") == "Папка"
    assert said(kinds, "%1 File") == "Файл %1"
    assert said("QPlatformTheme", "Cancel") == "Отмена"
    session.set_language(Language.EN)
    assert said(kinds, "Folder") == "Folder"
    assert said("QPlatformTheme", "Cancel") == "Cancel"


def test_the_catalogue_is_found_in_the_package_when_qt_looks_elsewhere() -> None:
    _, *packaged = qt_words._folders()
    assert any(QTranslator().load(qt_words.NAME, folder) for folder in packaged)


def test_qt_finds_every_word_of_a_catalogue_under_its_own_context() -> None:
    words = {(place, f"Word {n}"): f"{place} {n} ё" for place in ("A", "B") for n in range(99)}
    words["A", "x" * 200] = "long"
    data, read = catalogue(words), QTranslator()
    assert read.load(data)
    assert {key: read.translate(*key) for key in words} == words
    assert not read.translate("C", "Word 1")
    assert not read.translate("A", "Word 100")
