"""Hands pictures to other programs: on the clipboard and as a file."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QMimeData, QObject, QRectF, QStringListModel
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from assessor.domain.picture import PAPER, Palette
from assessor.domain.problem import Problem
from forms import theme
from forms.dialogs import Dialogs
from forms.session import Session
from forms.widgets.figure_card import FigureCard

SCALE = 2
"""Pixels of a copied picture for each pixel of the window: it is looked at on other screens."""

DOTS_PER_METRE = round(SCALE * 96 / 0.0254)

SVG_MIME = "image/svg+xml"

FAMILIES = "IBM Plex Sans, Segoe UI, Helvetica, Arial, sans-serif"
"""Faces that other programs look for in turn."""


class FigureExport(QObject):
    """Copies and saves the pictures of one page; what leaves the window is light, like paper."""

    def __init__(self, session: Session, dialogs: Dialogs, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._dialogs = dialogs
        self._page = page

    def attach(self, cards: Iterable[FigureCard]) -> None:
        """Serve these cards."""
        for card in cards:
            card.copy_wanted.connect(partial(self.copy, card))
            card.save_wanted.connect(partial(self.save, card))

    def copy(self, card: FigureCard) -> None:
        """Put a picture on the clipboard, as pixels and as drawing."""
        drawing = self._drawing(card, FAMILIES)
        if not drawing:
            return
        content = _data_of_qt()
        content.setImageData(pixels(self._drawing(card, theme.family())))
        content.setData(SVG_MIME, QByteArray(drawing.encode()))
        QGuiApplication.clipboard().setMimeData(content)
        self._session.notice.emit(self._session.voice.say("The picture is on the clipboard."))

    def save(self, card: FigureCard) -> None:
        """Ask for a place and save a picture there as SVG."""
        drawing, voice = self._drawing(card, FAMILIES), self._session.voice
        if not drawing:
            return
        suggested = self._session.suggested_name(".svg")
        filters = voice.say("Drawing (%(kinds)s)", kinds="*.svg")
        title = voice.say("Save the picture")
        path = self._dialogs.save_file(self._page, title, suggested, filters)
        if path is not None:
            self._write(path.with_suffix(".svg") if not path.suffix else path, drawing)

    def _write(self, path: Path, drawing: str) -> None:
        try:
            self._session.service.write_bytes(path, drawing.encode())
        except Problem as problem:
            self._session.tell(problem)
            return
        self._session.change_settings(last_folder=str(path.parent))
        saved = self._session.voice.say("Saved as %(name)s.", name=path.name)
        self._session.notice.emit(saved)

    def _drawing(self, card: FigureCard, family: str) -> str:
        palette = _paper(family)
        picture = card.sketch(palette)
        if picture is None:
            return ""
        return self._session.service.standalone(picture, card.heading.text(), palette)


def _data_of_qt() -> QMimeData:
    """Return empty data that Qt itself has made.

    What Python has made ends through Python, and some clipboards hold it until Python has ended:
    the program would fall as it goes. There is no other way to have Qt make data of any kind.
    """
    rows = QStringListModel([""])
    data = rows.mimeData([rows.index(0)])
    data.clear()
    return data


def _paper(family: str) -> Palette:
    return PAPER.model_copy(update={"family": family})


def pixels(drawing: str) -> QImage:
    """Return a drawing as pixels, finer than a screen has them."""
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    size = renderer.defaultSize() * SCALE
    image = QImage(size, QImage.Format.Format_RGB32)
    image.setDotsPerMeterX(DOTS_PER_METRE)
    image.setDotsPerMeterY(DOTS_PER_METRE)
    image.fill(_paper("").paper)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    return image
