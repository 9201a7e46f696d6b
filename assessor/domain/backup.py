"""Copies of the whole database that are kept for a bad day, and which of them may go."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import AwareDatetime

from assessor.domain.frozen import Frozen

ALL = timedelta(days=2)
"""So long before the newest one each is kept."""
DAYS, WEEKS, MONTHS = 7, 4, 12
"""Of so many days, weeks and months the last one each is kept."""


class Backup(Frozen):
    """A verified copy of a database file."""

    path: Path
    moment: AwareDatetime
    """When it was made, by the clock of then."""
    size: int
    """Bytes."""


def to_keep(moments: Iterable[datetime]) -> frozenset[datetime]:
    """Return the moments whose backups stay; the newest is always among them.

    Days, weeks and months are counted as they occur among the backups, not back from now: a clock
    that leaps years ahead, or a summer without work, must not make all of them too old at once.
    """
    falling = sorted(set(moments), reverse=True)
    kept = {moment for moment in falling if falling[0] - moment <= ALL}
    for span, most in ((_day, DAYS), (_week, WEEKS), (_month, MONTHS)):
        kept.update(_last_of_each(falling, span, most))
    return frozenset(kept)


def _last_of_each(
    falling: list[datetime], span: Callable[[datetime], Hashable], most: int
) -> list[datetime]:
    last: dict[Hashable, datetime] = {}
    for moment in falling:
        last.setdefault(span(moment), moment)
    return list(last.values())[:most]


def _day(moment: datetime) -> Hashable:
    return moment.date()


def _week(moment: datetime) -> Hashable:
    return moment.isocalendar()[:2]


def _month(moment: datetime) -> Hashable:
    return moment.year, moment.month
