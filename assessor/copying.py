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
from assessor.report.look.own import OwnLook
from assessor.report.office import excel, raster, word
from assessor.report.office.paint import paint_of
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
    return in_word(order) if order.copy_kind is CopyKind.WORD else in_excel(order)


def in_word(order: CopyOrder) -> Printed:
    """Return the ordered report as .docx, in its own look as far as that can be used."""
    content, look_id = printing.written(order), order.paper.look
    worker.tell(0.5)

    def made(look: OwnLook) -> Printed:
        page = html.render(content, look, look_id)
        drawn = raster.draw(
            picture.model_copy(update={"svg": look.recoloured(picture.svg)})
            for picture in content.pictures
        )
        worker.tell(0.8)
        return _file(word.document(page, content, drawn, look))

    return worker.in_look(look_id, made)


def in_excel(order: CopyOrder) -> Printed:
    """Return what the assessment holds as .xlsx, with the colours and contact of its own look."""
    of = material(order)
    worker.tell(0.8)

    def made(look: OwnLook) -> Printed:
        title = of.voice.say(TITLE, project=project_name(of.voice, of.assessment.project))
        about = excel.About(title, of.assessment.project.consultant, order.paper.day)
        paint = paint_of(look)
        return _file(excel.workbook(sheets(of, look.sheet.contact), about, of.voice, paint))

    return worker.in_look(order.paper.look, made)


def _file(data: bytes) -> Printed:
    return Printed(data=data, pages=0, tagged=False)


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
