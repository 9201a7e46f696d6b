"""Opening: new, foreign, damaged, newer and older databases."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from assessor.domain.assessment import Assessment
from assessor.domain.portfolio import Summary
from assessor.domain.problem import InputProblem, Problem, Trouble, WorkProblem
from assessor.store import backups, schema
from assessor.store import engine as engines
from assessor.store.check import check
from assessor.store.first_look import first_look
from assessor.store.repository import Repository
from assessor.store.tables import metadata

FURTHER = """
from alembic import op
import sqlalchemy as sa
revision, down_revision = "0003", "0002"
def upgrade():
    with op.batch_alter_table("assessments") as batch:
        batch.add_column(sa.Column("colour", sa.Text))
    {after}
def downgrade():
    with op.batch_alter_table("assessments") as batch:
        batch.drop_column("colour")
"""


def columns(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[1] for row in connection.execute("PRAGMA table_info(assessments)")]


def pragma(path: Path, name: str) -> object:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def folder_with_a_further_migration(target: Path, after: str = "pass") -> Path:
    shutil.copytree(schema.MIGRATIONS, target)
    (target / "versions" / "v0003_further.py").write_text(FURTHER.format(after=after))
    return target


@pytest.fixture
def filled(url: str, path: Path, acme: Assessment, summary: Summary) -> Path:
    repository = Repository(url)
    for number in range(50):
        repository.save(acme.model_copy(update={"id": f"acme{number}"}), summary)
    repository.close()
    return path


def test_a_new_database_is_made_with_its_folder(url: str, path: Path) -> None:
    Repository(url).close()
    assert pragma(path, "application_id") == schema.APPLICATION_ID
    assert pragma(path, "journal_mode") == "delete"
    assert pragma(path, "integrity_check") == "ok"


def test_an_empty_file_is_a_new_database(url: str, path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    Repository(url).close()
    assert pragma(path, "application_id") == schema.APPLICATION_ID


def test_connections_keep_to_safe_settings(repository: Repository) -> None:
    wanted = {"foreign_keys": 1, "synchronous": 2, "trusted_schema": 0, "cell_size_check": 1}
    with repository._engine.connect() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}
    assert found == wanted


def test_opening_an_up_to_date_database_does_not_import_alembic(filled: Path) -> None:
    code = (
        "import sys; from assessor.store.repository import Repository;"
        f"Repository('sqlite:///{filled}').close();"
        "print([m for m in sys.modules if m.startswith('alembic')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_creating_at_once_equals_running_every_migration(tmp_path: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'migrated.db'}")
    schema._upgrade(engine, schema.REVISION, schema.MIGRATIONS)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_there_is_one_newest_migration_and_the_program_knows_it() -> None:
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_heads() == [schema.REVISION]


def test_the_first_migration_can_be_taken_back(tmp_path: Path) -> None:
    from alembic import command

    path = tmp_path / "down.db"
    engine = engines.connect(f"sqlite:///{path}")
    schema.prepare(engine)
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    config.set_main_option("path_separator", "os")
    with engines.writing(engine) as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    engine.dispose()
    assert columns(path) == []


def test_an_older_database_is_copied_and_upgraded(filled: Path, tmp_path: Path) -> None:
    migrations = folder_with_a_further_migration(tmp_path / "migrations")
    engine = engines.connect(f"sqlite:///{filled}")
    schema.prepare(engine, "0003", migrations)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM assessments").scalar() == 50
    engine.dispose()
    assert "colour" in columns(filled)
    (backup,) = backups.listed(filled)
    backups.verify(backup)
    assert "colour" not in columns(backup.path)
    assert backups.put_back(backup, filled, filled.unlink, backup.moment) is None
    schema.prepare(engine, "0003", migrations)
    engine.dispose()
    assert "colour" in columns(filled)
    assert backup in backups.listed(filled)


def test_an_older_database_with_a_damaged_part_is_copied_as_it_is(
    filled: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(filled)) as connection, connection:
        connection.execute("UPDATE assessments SET document = '{}' WHERE rowid = 7")
    engine = engines.connect(f"sqlite:///{filled}")
    schema.prepare(engine, "0003", folder_with_a_further_migration(tmp_path / "migrations"))
    engine.dispose()
    assert "colour" in columns(filled)
    (copy,) = backups.folder_of(filled).iterdir()
    assert copy.name.endswith("-damaged.db")
    assert "colour" not in columns(copy)


def test_an_older_database_that_cannot_be_backed_up_stays_as_it_is(
    filled: Path, tmp_path: Path
) -> None:
    backups.folder_of(filled).write_bytes(b"in the way")
    before = sha256(filled)
    engine = engines.connect(f"sqlite:///{filled}")
    with pytest.raises(Problem) as told:
        schema.prepare(engine, "0003", folder_with_a_further_migration(tmp_path / "migrations"))
    engine.dispose()
    assert told.value.trouble is Trouble.READ_ONLY
    assert sha256(filled) == before


def test_a_migration_that_fails_leaves_the_old_state(filled: Path, tmp_path: Path) -> None:
    before = columns(filled)
    broken = folder_with_a_further_migration(tmp_path / "migrations", 'op.execute("nonsense")')
    engine = engines.connect(f"sqlite:///{filled}")
    with pytest.raises(Problem):
        schema.prepare(engine, "0003", broken)
    engine.dispose()
    assert columns(filled) == before
    Repository(f"sqlite:///{filled}").close()


def test_a_database_that_does_not_know_its_version_is_damaged(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as connection, connection:
        connection.execute("DELETE FROM alembic_version")
    before = sha256(filled)
    with pytest.raises(InputProblem, match="damaged"):
        Repository(f"sqlite:///{filled}")
    assert sha256(filled) == before


def test_a_newer_database_is_refused_by_name_and_left_alone(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num='0999'")
        connection.execute("UPDATE about SET value='9.9.9'")
    before = sha256(filled)
    with pytest.raises(InputProblem, match=r"Takeoff 9\.9\.9 \(schema 0999\)"):
        Repository(f"sqlite:///{filled}")
    assert sha256(filled) == before


def test_a_newer_database_that_tells_nothing_of_itself_is_refused_too(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num='0999'")
        connection.execute("DROP TABLE about")
    with pytest.raises(InputProblem, match=r"Takeoff \? \(schema 0999\)"):
        Repository(f"sqlite:///{filled}")


def text_file(path: Path) -> None:
    path.write_bytes(b"This is a letter, not a database.\n" * 100)


def garbage(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 64)


def header_only(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 2000)


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def zeroed(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:20480] = bytes(16384)
    path.write_bytes(data)


def foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE invoices (id INTEGER)")


@pytest.mark.parametrize("fault", [text_file, garbage, header_only, truncated, zeroed, foreign])
def test_what_cannot_be_used_is_refused_and_stays_byte_identical(
    filled: Path, fault: Callable[[Path], None]
) -> None:
    fault(filled)
    before = sha256(filled)
    with pytest.raises(InputProblem, match="left as it is") as caught:
        Repository(f"sqlite:///{filled}")
    assert caught.value.remedy
    assert str(filled) in caught.value.place
    assert sha256(filled) == before
    assert not list(filled.parent.glob("*-journal"))


@pytest.mark.parametrize("every", [977])
def test_no_damaged_byte_crashes_the_opening_or_the_list(filled: Path, every: int) -> None:
    whole = filled.read_bytes()
    for position in range(0, len(whole), every):
        data = bytearray(whole)
        data[position] ^= 0xFF
        filled.write_bytes(data)
        try:
            repository = Repository(f"sqlite:///{filled}")
        except Problem:
            continue
        try:
            for row in repository.rows():
                repository.load(row.id)
        except Problem:
            pass
        finally:
            repository.close()


def test_a_folder_that_cannot_be_made_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(InputProblem, match="a file already, not a folder"):
        Repository(f"sqlite:///{tmp_path}/file/takeoff.db")


def test_a_folder_in_the_place_of_the_file_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(WorkProblem, match="cannot be written here"):
        Repository(f"sqlite:///{tmp_path}")


@pytest.mark.parametrize("url", ["nonsense", "oracle9://x/y", "nodriver+sqlite:///x"])
def test_an_address_that_means_nothing_is_refused(url: str) -> None:
    with pytest.raises(InputProblem, match="cannot be used"):
        Repository(url)


def test_a_database_in_memory_works_too(acme: Assessment, summary: Summary) -> None:
    repository = Repository("sqlite://")
    repository.save(acme, summary)
    assert repository.load(acme.id) == acme
    repository.close()


def test_the_schema_is_written_for_postgresql_as_well() -> None:
    from sqlalchemy.dialects import postgresql
    from sqlalchemy.schema import CreateTable

    dialect = postgresql.dialect()
    statements = [str(CreateTable(t).compile(dialect=dialect)) for t in metadata.sorted_tables]
    assert len(statements) == 6
    assert "BYTEA" in "".join(statements)


def test_damage_that_only_the_full_check_sees_is_refused(filled: Path) -> None:
    with closing(sqlite3.connect(filled, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        index = "ix_assessments_deleted"
        connection.execute(
            "UPDATE sqlite_master SET sql=replace(sql, 'changed', 'client') WHERE name=?", (index,)
        )
    before = sha256(filled)
    with pytest.raises(InputProblem, match="damaged"):
        Repository(f"sqlite:///{filled}")
    assert sha256(filled) == before


@pytest.mark.parametrize("kind", ["pipe", "folder"])
def test_what_is_no_file_is_refused_at_once(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "takeoff.db"
    os.mkfifo(path) if kind == "pipe" else path.mkdir()
    with pytest.raises(Problem, match=r"no database|cannot be written here"):
        Repository(f"sqlite:///{path}")
    assert first_look(path) is None
    assert check(path).is_sound is False
    repository = Repository(f"sqlite:///{tmp_path / 'other.db'}")
    assert repository.take_over(path) == (0, 0)
    repository.close()
