"""A clock that runs far ahead throws nothing away that was deleted a moment ago."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assessor.domain.assessment import Assessment
from assessor.domain.portfolio import Summary
from assessor.service import Service
from assessor.settings import Settings
from assessor.store.repository import Repository

NOW = datetime.now(UTC)
YEAR = timedelta(days=365)
DAY = timedelta(days=1)


@pytest.fixture
def deleted(repository: Repository, acme: Assessment, summary: Summary) -> Assessment:
    """Delete one just now."""
    repository.save(acme, summary)
    repository.delete(acme.id)
    repository.purge(NOW)
    return acme


def is_there(repository: Repository, assessment: Assessment) -> bool:
    return [row.id for row in repository.deleted_rows()] == [assessment.id]


def test_a_clock_a_year_ahead_removes_nothing(
    repository: Repository, deleted: Assessment, summary: Summary
) -> None:
    assert repository.purge(NOW + YEAR) == 0
    # What is saved under the wrong clock must not vouch for it.
    later = Assessment().model_copy(update={"changed": NOW + YEAR})
    repository.save(later, summary)
    assert repository.purge(NOW + YEAR + DAY) == 0
    assert is_there(repository, deleted)


def test_a_clock_set_right_again_is_trusted_from_its_own_time(
    repository: Repository, deleted: Assessment
) -> None:
    repository.purge(NOW + YEAR)
    assert repository.purge(NOW + 2 * DAY) == 0
    assert repository.purge(NOW + YEAR) == 0
    assert repository.purge(NOW + 20 * DAY) == 0
    assert is_there(repository, deleted)
    assert repository.purge(NOW + 40 * DAY) == 1


def test_after_a_long_leave_it_goes_a_little_later(
    repository: Repository, deleted: Assessment
) -> None:
    back = NOW + 90 * DAY
    assert repository.purge(back) == 0
    assert repository.purge(back + 29 * DAY) == 0
    assert repository.purge(back + 30 * DAY) == 1
    assert not is_there(repository, deleted)


@pytest.mark.parametrize("written", ["", "yesterday", "99999-01-01"])
def test_a_database_that_does_not_know_when_it_was_opened_goes_by_its_newest_change(
    repository: Repository, deleted: Assessment, path: Path, written: str
) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE about SET value=? WHERE key='opened'", (written,))
    assert repository.purge(NOW + YEAR) == 0
    assert is_there(repository, deleted)


def test_a_start_under_a_wrong_clock_leaves_the_bin_full() -> None:
    first = Service.open(Settings())
    kept = first.create()
    first.delete(kept.id)
    first.close()
    second = Service.open(Settings())
    second.clock = lambda: datetime.now(UTC) + YEAR
    assert [row.id for row in second.deleted_rows()] == [kept.id]
    second.close()
    third = Service.open(Settings())
    third.restore(kept.id)
    assert [row.id for row in third.rows()] == [kept.id]
    third.close()
