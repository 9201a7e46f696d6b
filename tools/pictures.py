"""Makes the pictures of the guides: small files, the same example in both languages.

python tools/pictures.py FOLDER [--languages en,ru]
"""

from __future__ import annotations

import argparse
import io
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QEventLoop, QIODevice, QSize, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication

from assessor.domain.assessment import (
    Answer,
    Assessment,
    EvidenceItem,
    EvidenceKind,
    Grade,
    Project,
    Rated,
    Stage,
    TakeoffDefinition,
)
from assessor.domain.language import Language
from assessor.domain.paper import ReportKind, ReportOrder
from assessor.service import Service
from assessor.settings import Settings, Theme
from forms import theme
from forms.app import make_application
from forms.dialogs import DesktopDialogs
from forms.main_window import MainWindow
from forms.pages import PAGES
from forms.pages.plan import PlanPage
from forms.pages.report import ReportPage
from forms.pages.result import ResultPage
from forms.qt_words import QtWords
from forms.session import Session

EXAMPLE = Path(__file__).resolve().parent.parent / "docs" / "example.yaml"
SIZE = QSize(1280, 800)
PROJECTED = QSize(1280, 720)
PAPER_WIDTH = 900
LONGEST_SECONDS = 90
SETTLE_MS = 600
EXACT, RARE = 96, 160
"""The commonest colours are kept exactly; the others share the rest of a palette of 256."""

WORDS = {
    Language.EN: {
        "client": "Example Ltd",
        "name": "CRM for service",
        "figure": "Share of requests solved at the first call",
        "measured_by": "Head of service",
        "who": "Managing director",
        "people": "Managing director; Head of service; Service agent",
        "note": "The memo of 4 May names fewer repeated calls; the effect on money is missing.",
        "paper": "Memo of 4 May, page 2",
        "said": "“Everyone in the sector has one by now.”",
    },
    Language.RU: {
        "client": "ООО «Пример»",
        "name": "CRM для сервиса",
        "figure": "Доля обращений, решённых с первого звонка",
        "measured_by": "Руководитель сервиса",
        "who": "Генеральный директор",
        "people": "Генеральный директор; Руководитель сервиса; Оператор",
        "note": "В записке от 4 мая — меньше повторных звонков; про деньги ничего нет.",
        "paper": "Записка от 4 мая, страница 2",
        "said": "«У всех в отрасли она уже есть».",
    },
}


def main(arguments: Sequence[str]) -> int:
    """Take all pictures; print the name and the size of each."""
    options = _options(arguments)
    options.folder.mkdir(parents=True, exist_ok=True)
    app = make_application()
    theme.load_fonts(Service.open(Settings()).fonts())
    for language in map(Language, options.languages.split(",")):
        with tempfile.TemporaryDirectory() as home:
            os.environ["TAKEOFF_HOME"] = home
            for name, picture in _pictures(app, language):
                path = options.folder / f"{name}.{language}.png"
                path.write_bytes(_small(picture))
                print(f"{path.name}: {path.stat().st_size // 1024} KB")
    return 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Take the pictures of the guides.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--languages", default=",".join(Language))
    return parser.parse_args(arguments)


def example(service: Service, language: Language) -> Assessment:
    """Return the example of the method page, with words in the language of the guide."""
    words = WORDS[language]
    takeoff = TakeoffDefinition(
        go_live=date(2026, 11, 2),
        user_share=0.8,
        business_figure=words["figure"],
        baseline="54 %" if language is Language.RU else "54%",
        target="70 %" if language is Language.RU else "70%",
        measured_by=words["measured_by"],
    )
    read = service.read(EXAMPLE)
    about: dict[str, object] = {
        "client": words["client"],
        "name": words["name"],
        "stage": Stage.CHOICE,
        "takeoff": takeoff,
        "people": tuple(
            person.model_copy(update={"name": name})
            for person, name in zip(read.project.people, words["people"].split("; "), strict=True)
        ),
    }
    project = Project.model_validate(dict(read.project) | about)
    assessment = read.model_copy(update={"project": project})
    return assessment.with_answer("goal.idea", _idea(language))


def _idea(language: Language) -> Answer:
    words = WORDS[language]
    return Answer(
        judgement=Rated(level=3, grade=Grade.SHOWN),
        who=words["who"],
        note=words["note"],
        evidence=(
            EvidenceItem(content=words["paper"]),
            EvidenceItem(kind=EvidenceKind.QUOTATION, content=words["said"], against=True),
        ),
    )


def _pictures(app: QApplication, language: Language) -> Iterator[tuple[str, QPixmap]]:
    settings = Settings(language=language, theme=Theme.LIGHT)
    service = Service.open(settings)
    session = Session(settings, service)
    window = MainWindow(session, DesktopDialogs(), PAGES)
    words = QtWords(session, app)
    window.resize(SIZE)
    window.show()
    session.open_copy(example(service, language))
    for page in ("evidence", "result", "plan", "report"):
        window.show_page(page)
        _wait_for(partial(_is_ready, window))
        yield page, window.grab()
    yield "projector", _projected(window)
    assessment = session.assessment
    if assessment is not None:
        yield "sponsor", _printed(service, assessment, language)
    window.close()
    app.removeTranslator(words.translator)
    service.close()


def _is_ready(window: MainWindow) -> bool:
    page = window.page
    if isinstance(page, ResultPage):
        works = page.is_filling or page.session.plans.is_running
        return not works and not page.firmness.basis.isHidden()
    if isinstance(page, PlanPage):
        return not page.is_searching
    return not isinstance(page, ReportPage) or page.is_fresh


def _projected(window: MainWindow) -> QPixmap:
    window.show_page("evidence")
    window.actions_.project.trigger()
    projector = window.actions_.projector
    if projector is None:
        raise SystemExit("There is no projector view.")
    projector.showNormal()
    projector.resize(PROJECTED)
    _wait(SETTLE_MS)
    picture = projector.grab()
    projector.close()
    return picture


def _printed(service: Service, assessment: Assessment, language: Language) -> QPixmap:
    order = ReportOrder(kind=ReportKind.SPONSOR, language=language, day=date(2026, 5, 4))
    job = service.start_report(assessment, order)
    _wait_for(lambda: not job.is_running)
    held = QBuffer()
    held.setData(QByteArray(job.result()))
    held.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(held)
    points = document.pagePointSize(0)
    height = round(PAPER_WIDTH * points.height() / points.width())
    picture = QPixmap(PAPER_WIDTH, height)
    picture.fill("white")
    image = document.render(0, picture.size())
    document.close()
    return _on_white(picture, QPixmap.fromImage(image))


def _on_white(paper: QPixmap, print_: QPixmap) -> QPixmap:
    painter = QPainter(paper)
    painter.drawPixmap(0, 0, print_)
    painter.end()
    return paper


def _small(picture: QPixmap) -> bytes:
    held = QByteArray()
    device = QBuffer(held)
    device.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(device, "PNG")
    image = Image.open(io.BytesIO(held.data())).convert("RGB")
    found = io.BytesIO()
    _with_few_colours(image).save(found, "PNG", optimize=True)
    return found.getvalue()


def _with_few_colours(image: Image.Image) -> Image.Image:
    """Return the picture with a palette: grounds exactly as they are, and marks that are rare."""
    pixels = np.asarray(image).reshape(-1, 3)
    colours, places, counts = np.unique(pixels, axis=0, return_inverse=True, return_counts=True)
    commonest = colours[np.argsort(-counts)[:EXACT]]
    others = image.quantize(RARE, Image.Quantize.MAXCOVERAGE).getpalette() or []
    palette = np.vstack([commonest, np.array(others, np.uint8).reshape(-1, 3)[:RARE]])
    apart = ((colours[:, None].astype(int) - palette[None].astype(int)) ** 2).sum(axis=2)
    drawn = apart.argmin(axis=1)[places].reshape(image.height, image.width)
    found = Image.fromarray(drawn.astype(np.uint8))
    found.putpalette(palette.ravel().tolist())
    return found


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _wait_for(ready: Callable[[], bool]) -> None:
    end = time.monotonic() + LONGEST_SECONDS
    _wait(SETTLE_MS)
    while not ready():
        if time.monotonic() > end:
            raise SystemExit("The program did not get ready in time.")
        _wait(SETTLE_MS)
    _wait(SETTLE_MS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
