"""Prints many reports on all cores, each in a child of its own."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assessor.commands.desk import Desk
from assessor.commands.folder_names import FolderNames
from assessor.domain.assessment import Assessment
from assessor.domain.problem import Problem

if TYPE_CHECKING:
    from assessor.domain.paper import ReportOrder
    from assessor.report.process import RenderJob

MOST = 8
"""Children at once; each takes about 200 MB."""

PAUSE = 0.02
"""How often the children are looked at, in seconds."""


@dataclass(frozen=True)
class Wanted:
    """One report of a batch."""

    source: Path
    order: ReportOrder
    day: date | None = None
    """None: the assessment's own day, or today."""


@dataclass
class _Running:
    wanted: Wanted
    target: Path
    job: RenderJob


def print_many(desk: Desk, reports: Sequence[Wanted], folder: Path) -> int:
    """Print all into a folder, tell what could not be printed, and return how many those are.

    One that cannot be read or printed stops no other.
    """
    at_once = min(cores(), MOST, len(reports))
    desk.service.printers = at_once
    label = desk.voice.say_many("Printing %(n)s report …", "Printing %(n)s reports …", len(reports))
    left, running, failed = list(reports), list[_Running](), 0
    names = FolderNames(desk.service, folder)
    try:
        while left or running:
            while left and len(running) < at_once:
                failed += not _begin(desk, left.pop(0), running, names)
            ended = [each for each in running if not each.job.is_running]
            running[:] = [each for each in running if each not in ended]
            failed += sum(not _write(desk, each) for each in ended)
            desk.progress(label, _share(len(reports), len(left), running))
            if not ended:
                time.sleep(PAUSE)
    finally:
        for each in running:
            each.job.cancel()
        desk.progress_done()
    return failed


def day_of(assessment: Assessment) -> date:
    """Return the day of an assessment's report when nobody names one."""
    return assessment.project.day or datetime.now().astimezone().date()


def cores() -> int:
    """Return how many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not every system can bind a process to cores
        return os.cpu_count() or 1


def _begin(desk: Desk, wanted: Wanted, running: list[_Running], names: FolderNames) -> bool:
    try:
        parcel = desk.service.parcel(wanted.source)
        target = names.target_for(wanted.source, parcel.assessment)
        day = wanted.day or day_of(parcel.assessment)
        order = wanted.order.model_copy(update={"day": day})
        job = desk.service.start_report(parcel.assessment, order, parcel.attachments)
    except Problem as problem:
        desk.problem(problem)
        return False
    running.append(_Running(wanted, target, job))
    return True


def _write(desk: Desk, ended: _Running) -> bool:
    try:
        desk.service.write_bytes(ended.target, ended.job.result())
    except Problem as problem:
        desk.tell(str(ended.wanted.source))
        desk.problem(problem)
        return False
    desk.line(f"{ended.wanted.source} → {ended.target.name}")
    for notice in ended.job.notices:
        desk.problem(notice)
    return True


def _share(total: int, left: int, running: Sequence[_Running]) -> float:
    done = total - left - len(running)
    return (done + sum(each.job.progress for each in running)) / total
