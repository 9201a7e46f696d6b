"""What tests of the whole core share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assessor.service import Service
from assessor.settings import Settings


@pytest.fixture
def noon() -> datetime:
    return datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def stopped_service(own_home: Path, noon: datetime) -> Iterator[Service]:
    """Return a service whose clock stands still at noon."""
    made = Service.open(Settings())
    made.clock = lambda: noon
    yield made
    made.close()
