"""The child process of copies for an office program: works out what is told, then writes the file.

Usage: python -m assessor.copying FOLDER MEGABYTES SECONDS

It is handed a ``CopyOrder`` and answers in the way of ``assessor.report.worker``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from assessor import printing
from assessor.domain.language import message
from assessor.language import Voice
from assessor.report import html, worker
from assessor.report.office import excel, raster, word
from assessor.report.office.sheets import sheets
from assessor.report.ordered import CONTEXT, CopyKind, CopyOrder
from assessor.report.parts.cover import project_name
from assessor.report.parts.material import Material
from assessor.report.pdf import Printed
from assessor.report.plain import plain
from assessor.scoring import beliefs, forecast
from assessor.scoring.advice import advise, advised

TITLE = message("Will it take off? %(project)s")


def main(arguments: list[str]) -> int:
    """Write the copy that a folder orders; return 0, or 1 with a problem written down."""
    return worker.serve(arguments, _copied)


def _copied(folder: Path) -> Printed:
    order = CopyOrder.model_validate_json((folder / CONTEXT).read_text(encoding="utf-8"))
    worker.tell(worker.STARTED)
    data = in_word(order) if order.copy_kind is CopyKind.WORD else in_excel(order)
    return Printed(data=data, pages=0, tagged=False)


def in_word(order: CopyOrder) -> bytes:
    """Return the ordered report as .docx."""
    content = printing.written(order)
    worker.tell(0.5)
    pictures = raster.draw(content.pictures)
    worker.tell(0.8)
    return word.document(html.render(content), content, pictures)


def in_excel(order: CopyOrder) -> bytes:
    """Return what the assessment holds as .xlsx."""
    of = material(order)
    worker.tell(0.8)
    title = of.voice.say(TITLE, project=project_name(of.voice, of.assessment.project))
    author = of.assessment.project.consultant
    return excel.workbook(sheets(of), title, author, order.paper.day, order.paper.language)


def material(order: CopyOrder) -> Material:
    """Return everything that the sheets are made from."""
    sets = [beliefs.bundled(known) for known in beliefs.bundled_ids()]
    chosen = beliefs.bundled(order.beliefs)
    advice = advise(order.assessment, order.questionnaire, chosen, sets)
    forecasts = forecast.compared(order.assessment, order.questionnaire, sets, order.seen)
    shown = advised(forecasts, order.beliefs, advice)
    return Material(
        plain(order.assessment),
        order.questionnaire,
        shown[order.beliefs],
        shown,
        Voice(order.paper.language),
        order.paper.day,
        order.version,
        advice,
        order.paper,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
