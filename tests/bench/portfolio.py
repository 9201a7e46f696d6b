"""Opening, listing and searching 10,000 assessments; run: python tests/bench/portfolio.py.

Growth is linear when ten times as many take ten times as long. What is stored differs in client
and project, and is otherwise one and the same answered assessment.
"""

from __future__ import annotations

import gc
import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

FEW, MANY = 1_000, 10_000
RUNS = 9
SCREEN = "QT_QPA_PLATFORM"
COLUMNS = (
    "version, stage, coverage, headline, risk_mean, risk_median, risk_low, risk_high, verdict,"
    " created, changed, deleted, sha256, document"
)


def main() -> None:
    """Print processor time in milliseconds for both, and their ratio."""
    os.environ.setdefault(SCREEN, "offscreen")
    gc.disable()  # as in the program, which collects between two events
    few, many = (measured(count) for count in (FEW, MANY))
    lines = [f"{FEW:,} and {MANY:,} assessments, processor time; linear: ratio at most 10"]
    for words, small in few.items():
        large = many[words]
        lines.append(f"  {words:26} {small:8.1f} ms   {large:8.1f} ms   ratio {large / small:5.2f}")
    sys.stdout.write("\n".join([*lines, ""]))


def measured(count: int) -> dict[str, float]:
    """Return what a portfolio of this size takes, in milliseconds."""
    from assessor.domain.language import Language
    from assessor.language import Voice
    from assessor.service import DATABASE, Service
    from assessor.settings import Settings
    from forms import app as program
    from forms.widgets.portfolio_list import Order, PortfolioModel

    app = program.make_application()
    with TemporaryDirectory() as home:
        os.environ["TAKEOFF_HOME"] = home
        service = Service.open(Settings())
        kept = service.duplicate(service.examples()[0].assessment)
        service.close()
        fill(Path(home) / DATABASE, kept.id, count - 1)
        service = Service.open(Settings())
        rows = service.rows()
        model = PortfolioModel(Voice(Language.EN), app.activeWindow())  # type: ignore[arg-type]

        def search() -> None:
            model.set_needle("")
            model.set_needle("client 77")

        works: dict[str, Callable[[], Any]] = {
            "opening and listing": lambda: reopened(service),
            "listing": service.rows,
            "showing the list": lambda: model.set_rows(rows),
            "searching": search,
            "sorting": lambda: model.set_order(Order.RISK, falling=True),
            "opening one": lambda: service.load(kept.id),
        }
        found = {words: milliseconds(work) for words, work in works.items()}
        service.close()
    return found


def reopened(service: Any) -> None:
    """Open the same database once more and read its list."""
    another = type(service).open(service.settings)
    another.rows()
    another.close()


def milliseconds(work: Callable[[], Any]) -> float:
    """Return the least processor time of a piece of work: what is more, others have caused."""
    taken = []
    for _ in range(RUNS):
        before = process_time()
        work()
        taken.append(1000 * (process_time() - before))
    return min(taken)


def fill(database: Path, kept: str, count: int) -> None:
    """Store so many more of one assessment, each under another client."""
    insert = (
        f"INSERT INTO assessments (id, client, name, {COLUMNS})"  # noqa: S608 - our own words
        f" SELECT ?, ?, ?, {COLUMNS} FROM assessments WHERE id = ?"
    )
    rows = (
        (f"{number:032x}", f"Client {number}", f"Project {number % 97}", kept)
        for number in range(count)
    )
    with closing(sqlite3.connect(database)) as open_, open_:
        open_.executemany(insert, rows)


if __name__ == "__main__":
    main()
