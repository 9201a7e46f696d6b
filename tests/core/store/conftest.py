"""A database in a folder of its own, and assessments to put into it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assessor.domain.assessment import Answer, Assessment, Grade, Project, Rated, Stage
from assessor.domain.portfolio import Summary
from assessor.domain.risk import Risk, Verdict
from assessor.service import DATABASE, Service
from assessor.settings import Settings
from assessor.store.repository import Repository


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "takeoff.db"


@pytest.fixture
def url(path: Path) -> str:
    return f"sqlite:///{path}"


@pytest.fixture
def file(own_home: Path) -> Path:
    return own_home / DATABASE


@pytest.fixture
def service(own_home: Path) -> Iterator[Service]:
    """Return a service on the database of the user's own folder."""
    made = Service.open(Settings())
    yield made
    made.close()


@pytest.fixture
def repository(url: str) -> Iterator[Repository]:
    opened = Repository(url)
    yield opened
    opened.close()


@pytest.fixture
def summary() -> Summary:
    risk = Risk(mean=0.5, median=0.49, low=0.3, high=0.7)
    return Summary(coverage=0.4, headline=False, risk=risk, verdict=Verdict.NOT_YET)


@pytest.fixture
def acme() -> Assessment:
    project = Project(client="Acme", name="CRM for service", stage=Stage.CHOICE)
    answer = Answer(judgement=Rated(level=3, grade=Grade.SHOWN), note="Памятка 😀 \u202eעברית")
    return Assessment(project=project, answers={"goal.idea": (answer,)})
