"""A full report against headless Chromium; run: python tests/bench/report.py [runs] [batch].

All print the same HTML: ours with what it asks for served from memory, Chromium's with the same
bytes as data addresses. They take turns. "Whole" is what a user waits for: working the plan out,
drawing, laying out and writing. At the end a batch of reports on all cores.

Our time is spread over a thousand functions of an engine in Python: half lays out, a third
draws and writes, no single one takes a tenth but Pango's own shaping of letters. A cold page
also imports that engine, for a third of a second.

Run it on a quiet machine: most of Chromium's time is waiting, which a busy machine does not
lengthen, and its processor time lacks that of processes which it does not wait for.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple

RUNS = 5
BATCH = 100
DAY = date(2026, 11, 24)
WARM, COLD = 1.0, 1.5
"""Times Chromium that must be reached."""

COLD_PAGE = """
import json, sys
from pathlib import Path
from assessor.report import pdf
folder = Path(sys.argv[1])
names = json.loads((folder / "assets.json").read_text("utf-8"))
assets = {name: (folder / place).read_bytes() for name, place in names.items()}
done = pdf.render((folder / "ours.html").read_text("utf-8"), assets, "00" * 16)
(folder / "cold.pdf").write_bytes(done.data)
"""


def main(runs: int = RUNS, batch: int = BATCH) -> None:
    """Print the medians in seconds and the ratios within each round, then the throughput."""
    with TemporaryDirectory() as home:
        os.environ["TAKEOFF_HOME"] = home
        folder = Path(home)
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        sys.stdout.write(compare(folder, chromium, runs))
        if batch:
            sys.stdout.write(throughput(folder, batch))


def compare(folder: Path, chromium: str | None, runs: int) -> str:
    """Return the table of one report, in turns."""
    from assessor import __version__, printing
    from assessor.domain.language import Language
    from assessor.domain.paper import ReportOrder
    from assessor.report import html, ordered, pdf
    from assessor.service import Service
    from assessor.settings import Settings

    service = Service.open(Settings())
    assessment = crowded(service)
    paper = ReportOrder(language=Language.EN, day=DAY)
    order = ordered.Order(
        assessment=assessment,
        questionnaire=service.questionnaire,
        beliefs=service.chosen_beliefs,
        paper=paper,
        version=__version__,
    )
    content = printing.written(order)
    page, assets = html.render(content), html.assets(content)
    lay_out_for_both(folder, page, assets)
    pages = pdf.render(page, assets, "00" * 16).pages
    service.start_report(assessment, paper).wait()
    rows: dict[str, list[Spent]] = {}
    ways: dict[str, Callable[[], object]] = {
        "page, warm": lambda: pdf.render(page, assets, "00" * 16),
        "page, cold": lambda: cold_page(folder),
        "whole, warm": lambda: service.start_report(assessment, paper).wait(),
        "whole, cold": lambda: printing_alone(order),
    }
    if chromium:
        ways = {"Chromium, cold": lambda: print_with(chromium, folder)} | ways
    for _ in range(runs):
        for name, way in ways.items():
            began, used = perf_counter(), processor()
            way()
            spent = Spent(perf_counter() - began, processor() - used)
            rows.setdefault(name, []).append(spent)
    service.close()
    return table(rows, pages, runs)


def lay_out_for_both(folder: Path, page: str, assets: Mapping[str, bytes]) -> None:
    """Write the page for Chromium, with all it asks for in it, and for a new process of ours."""
    from assessor.report import pdf

    (folder / "ours.html").write_text(page, encoding="utf-8")
    names = {address: f"asset{number}" for number, address in enumerate(assets)}
    (folder / "assets.json").write_text(json.dumps(names), encoding="utf-8")
    for address, data in assets.items():
        (folder / names[address]).write_bytes(data)
        kind = pdf.KINDS[address[address.rfind(".") :]]
        page = page.replace(address, f"data:{kind};base64,{base64.b64encode(data).decode()}")
    (folder / "page.html").write_text(page, encoding="utf-8")


class Spent(NamedTuple):
    """Seconds by the clock, and of all cores together."""

    clock: float
    cpu: float


def processor() -> float:
    """Return the processor time of this process and of all children that have ended."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def table(rows: dict[str, list[Spent]], pages: int, runs: int) -> str:
    """Return seconds, and how many times Chromium they are."""
    words = f"full report, {pages} pages, {runs} rounds; page: warm <= {WARM} x, cold <= {COLD} x"
    lines = [words]
    chromium = rows.get("Chromium, cold")
    if chromium is None:
        lines.append("  no Chromium here: nothing to compare with")
    for name, taken in rows.items():
        cells = []
        for part in Spent._fields:
            if part == "cpu" and name == "whole, warm":
                continue  # Its child goes on, so nobody has told yet what it has used.
            mine = [getattr(spent, part) for spent in taken]
            theirs = [getattr(spent, part) for spent in chromium or taken]
            ratio = median(one / other for one, other in zip(mine, theirs, strict=True))
            cells.append(f"{part} {median(mine):6.2f} s = {ratio:4.2f} x")
        lines.append(f"  {name:15} {'   '.join(cells)}")
    return "\n".join([*lines, ""])


def cold_page(folder: Path) -> None:
    """Print the page in a new process of ours."""
    subprocess.run([sys.executable, "-c", COLD_PAGE, str(folder)], check=True)


def printing_alone(order: object) -> None:
    """Print a whole report in a child that nobody has warmed."""
    from assessor import printing
    from assessor.report.process import RenderJob

    RenderJob(order, module=printing.__name__).wait()  # type: ignore[arg-type]


def print_with(chromium: str, folder: Path) -> None:
    """Print the page with a new Chromium of its own profile."""
    with TemporaryDirectory() as profile:
        command = [
            chromium,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            f"--user-data-dir={profile}",
            f"--print-to-pdf={folder / 'chromium.pdf'}",
            (folder / "page.html").as_uri(),
        ]
        subprocess.run(command, capture_output=True, check=True, timeout=120)


def crowded(service: object) -> object:
    """Return an assessment in which every question has an answer with a note."""
    from assessor.domain.assessment import Answer, Assessment, EvidenceItem, Grade, Project, Rated
    from assessor.questionnaire import loader

    assessment = Assessment(project=Project(client="Client", name="Project", day=DAY))
    for number, question in enumerate(loader.bundled().questions):
        judged = Rated(level=number % 4 + (number % 3 > 0), grade=tuple(Grade)[number % 3])
        note = f"Note on {question.short.en}: the minutes of the steering committee tell it. "
        item = EvidenceItem(content="Minutes of the steering committee")
        answer = Answer(judgement=judged, note=note * 2, evidence=(item,))
        assessment = assessment.with_answer(question.id, answer)
    return assessment


def throughput(folder: Path, count: int) -> str:
    """Return how long a batch takes on all cores."""
    from assessor.examples import catalogue
    from assessor.service import Service
    from assessor.settings import Settings

    service = Service.open(Settings())
    known = catalogue.bundled()
    sources = []
    for number in range(count):
        source = folder / f"{number:03}.takeoff"
        service.write(known[number % len(known)].assessment, source)
        sources.append(str(source))
    service.close()
    out = folder / "out"
    command = [sys.executable, "-m", "assessor.cli", "report", *sources, "--folder", str(out)]
    began = perf_counter()
    subprocess.run([*command, "--language", "en"], check=True, capture_output=True)
    taken = perf_counter() - began
    made = sum(1 for path in out.glob("*.pdf") if path.read_bytes().startswith(b"%PDF"))
    return (
        f"batch: {made} full reports on {len(os.sched_getaffinity(0))} cores in {taken:.0f} s,"
        f" {60 * made / taken:.0f} a minute\n"
    )


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
