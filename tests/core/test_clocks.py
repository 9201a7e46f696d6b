"""A clock that is set back or was wrong neither loses nor confuses anything."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from assessor.domain.assessment import Answer, Project, Rated
from assessor.service import Service

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
LEVEL_3 = Answer(judgement=Rated(level=3))


@pytest.fixture
def service(stopped_service: Service) -> Service:
    return stopped_service


def test_the_last_changed_stays_first_though_the_clock_goes_back(service: Service) -> None:
    first = service.create(Project(client="First"))
    service.clock = lambda: NOON + timedelta(minutes=1)
    service.create(Project(client="Second"))
    service.clock = lambda: NOON + timedelta(minutes=2)
    first = service.save(service.load(first.id).with_answer("goal.idea", LEVEL_3))
    service.clock = lambda: NOON - timedelta(hours=1)
    again = service.save(first.with_answer("goal.shared", LEVEL_3))
    assert again.changed > first.changed
    assert [row.client for row in service.rows()] == ["First", "Second"]
    assert service.load(first.id).answers == again.answers


def test_a_new_assessment_was_made_when_the_services_clock_says(service: Service) -> None:
    service.clock = lambda: NOON.replace(year=2031)
    made = service.create(Project(client="Acme"))
    assert made.created.year == made.changed.year == 2031


def test_a_clock_that_was_years_ahead_is_not_gone_on_from(service: Service) -> None:
    service.clock = lambda: NOON.replace(year=2099)
    kept = service.create(Project(client="Acme"))
    service.clock = lambda: NOON
    assert service.save(kept.with_answer("goal.idea", LEVEL_3)).changed == NOON


def test_what_is_deleted_under_a_clock_years_behind_is_kept_thirty_days(service: Service) -> None:
    kept = service.create(Project(client="Acme"))
    service.clock = lambda: datetime(1970, 1, 2, tzinfo=UTC)
    service.delete(kept.id)
    service.close()
    service.clock = lambda: NOON + timedelta(days=1)
    assert [row.id for row in service.deleted_rows()] == [kept.id]
    service.restore(kept.id)
    assert [row.id for row in service.rows()] == [kept.id]
