"""Opens a database: makes a new one, refuses a foreign, damaged or newer one, upgrades an older."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from assessor import __version__
from assessor.domain.problem import InputProblem, Problem, Trouble
from assessor.store import atomic, backups
from assessor.store import engine as engines
from assessor.store.marks import APPLICATION_ID, REVISION
from assessor.store.tables import about, metadata

MIGRATIONS = Path(__file__).with_name("migrations")


def prepare(engine: sa.Engine, revision: str = REVISION, migrations: Path = MIGRATIONS) -> None:
    """Bring the database to ``revision``.

    Raises InputProblem for a foreign, damaged or newer one, which is left byte-identical, and
    WorkProblem when the folder cannot be written.
    """
    _make_folder(engine)
    present = _present(engine, revision)
    engines.settle(engine)
    if present is not None and present < revision:
        _back_up(engine)
    _bring(engine, present, revision, migrations)


def prepare_copy(engine: sa.Engine) -> None:
    """Bring a copy in memory to our revision; InputProblem for one of a newer program."""
    _bring(engine, _present(engine, REVISION), REVISION, MIGRATIONS)


def _present(engine: sa.Engine, revision: str) -> str | None:
    """Return the revision of a sound database of ours, None for an empty one."""
    with engines.explained(engine), engine.connect() as connection:
        _refuse_foreign(connection)
        present = _revision(connection)
        connection.rollback()
        if present is not None and present > revision:
            raise _newer(connection, present, revision)
    return present


def _bring(engine: sa.Engine, present: str | None, revision: str, migrations: Path) -> None:
    if present is None:
        _create(engine, revision)
    elif present < revision:
        _upgrade(engine, revision, migrations)


def _make_folder(engine: sa.Engine) -> None:
    path = engines.sqlite_file(engine)
    if path is None:
        return
    try:
        atomic.make_folder(path.parent)
    except Problem as problem:
        raise problem.with_trouble(Trouble.READ_ONLY)  # noqa: B904 - the same problem, told apart
    if path.exists() and not path.is_file() and not path.is_dir():
        # Reading from a pipe would wait for ever for somebody to write into it.
        raise engines.damaged(str(path))


def _refuse_foreign(connection: sa.Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    place = str(connection.engine.url.database)
    mark = connection.exec_driver_sql("PRAGMA application_id").scalar()
    tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()
    if tables and mark != APPLICATION_ID:
        raise InputProblem(
            "This database was not made by Takeoff. It was left as it is.",
            place=place,
            remedy="Choose another file.",
        ).with_trouble(Trouble.FOREIGN)
    if tables and connection.exec_driver_sql("PRAGMA integrity_check").scalar() != "ok":
        raise engines.damaged(place)


def _revision(connection: sa.Connection) -> str | None:
    """Return the schema revision, None for an empty database."""
    names = set(sa.inspect(connection).get_table_names())
    found = None
    if "alembic_version" in names:
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    if found is None and "assessments" in names:
        raise engines.damaged(str(connection.engine.url.database))
    return found


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Give a connection for a change; InputProblem once a newer program has taken the database."""
    with engines.writing(engine) as connection:
        present = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        if present is not None and present > REVISION:
            raise _newer(connection, present, REVISION)
        yield connection


def _newer(connection: sa.Connection, present: str, revision: str) -> InputProblem:
    return InputProblem(
        "This database was written by Takeoff %(newer)s (schema %(present)s); this is Takeoff"
        " %(program)s (schema %(known)s). It was left as it is.",
        place=str(connection.engine.url.database),
        remedy="Install the newer version of Takeoff.",
        newer=_program(connection),
        program=__version__,
        present=present,
        known=revision,
    ).with_trouble(Trouble.NEWER)


def _program(connection: sa.Connection) -> str:
    query = sa.select(about.c.value).where(about.c.key == "program")
    try:
        return connection.execute(query).scalar() or "?"
    except sa.exc.DatabaseError:
        return "?"


def _create(engine: sa.Engine, revision: str) -> None:
    """Make all tables at once; a test holds this equal to running every migration."""
    with engines.writing(engine) as connection:
        metadata.create_all(connection)
        connection.exec_driver_sql(
            "CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32) NOT NULL,"
            " CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
        )
        connection.execute(
            sa.text("INSERT INTO alembic_version (version_num) VALUES (:number)"),
            {"number": revision},
        )
        _sign(connection)


def _upgrade(engine: sa.Engine, revision: str, migrations: Path) -> None:
    # Imported here: Alembic costs a fifth of a second, and almost no start needs it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with engines.writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        _sign(connection)


def _sign(connection: sa.Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute(sa.delete(about).where(about.c.key == "program"))
    connection.execute(sa.insert(about).values(key="program", value=__version__))


def _back_up(engine: sa.Engine) -> None:
    """Make a verified backup of a file; nothing is changed in it without one.

    Where a part is damaged there is a copy of it as it is, and it stays as it is.
    """
    path = engines.sqlite_file(engine)
    if path is None:
        return
    try:
        backups.make(path, datetime.now(UTC))
    except backups.PartlyDamaged:
        pass
    except Problem as problem:
        raise problem.with_trouble(problem.trouble or Trouble.READ_ONLY)  # noqa: B904 - the same
