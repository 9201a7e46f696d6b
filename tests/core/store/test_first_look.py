"""The list of a first window is the repository's own list, or is left to the repository."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from assessor.domain.assessment import Assessment, Project
from assessor.domain.portfolio import Summary
from assessor.store.first_look import first_look
from assessor.store.repository import Repository


def change(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


@pytest.fixture
def filled(repository: Repository, path: Path, acme: Assessment, summary: Summary) -> Path:
    repository.save(acme, summary)
    for client in ("Beta", "Гамма"):
        other = Assessment(project=Project(client=client))
        repository.save(other, summary)
    repository.delete(other.id)
    return path


def test_it_is_what_the_repository_tells(filled: Path, repository: Repository) -> None:
    look = first_look(filled)
    assert look is not None
    assert look.stored == repository.rows()
    assert len(look.stored) == 2
    assert look.deleted == repository.deleted_rows()
    assert len(look.deleted) == 1


def test_a_row_that_cannot_be_read_is_told_alike(filled: Path, repository: Repository) -> None:
    change(filled, "UPDATE assessments SET risk_mean = 'much' WHERE client = 'Acme'")
    look = first_look(filled)
    assert look is not None
    assert look.stored == repository.rows()
    assert sum(row.damaged for row in look.stored) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE alembic_version SET version_num = '0000'",
        "UPDATE alembic_version SET version_num = '9999'",
        "DELETE FROM alembic_version",
        "DROP TABLE alembic_version",
        "DROP TABLE assessments",
        "PRAGMA application_id = 1",
    ],
)
def test_any_other_file_is_left_to_the_repository(filled: Path, statement: str) -> None:
    change(filled, statement)
    assert first_look(filled) is None


def test_no_file_and_no_database_are_left_to_it_too(tmp_path: Path) -> None:
    assert first_look(tmp_path / "none.db") is None
    assert not (tmp_path / "none.db").exists()
    (tmp_path / "text.db").write_text("no database " * 100)
    assert first_look(tmp_path / "text.db") is None
    assert first_look(tmp_path) is None


def test_a_file_that_somebody_writes_to_is_not_waited_for(filled: Path) -> None:
    with closing(sqlite3.connect(filled, isolation_level=None)) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        assert first_look(filled) is None


def test_it_needs_no_sqlalchemy() -> None:
    code = "import sys, assessor.store.first_look; print('sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
