"""Keeps assessments in a database: one document a row, never a silent overwrite."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import RLock
from typing import Any

import sqlalchemy as sa

from assessor.domain.assessment import Assessment
from assessor.domain.canonical import digest_of_bytes
from assessor.domain.portfolio import KEPT_DAYS, AssessmentRow, Summary
from assessor.domain.problem import Conflict, InputProblem, Problem
from assessor.store import backups, clock_doubt, ended, restating, salvage, schema
from assessor.store import engine as engines
from assessor.store.document import attachments_of, pack, unpack
from assessor.store.listed import LISTED, listed_row
from assessor.store.questionnaires import Questionnaires
from assessor.store.salvage import Salvaged
from assessor.store.tables import assessments, attachment_uses, attachments


class Repository:
    """All assessments of one database.

    Every method raises WorkProblem when the database does not answer. It remembers which version
    of each assessment it has seen last, and saves over no other. Threads may share it: one writes
    what another has not finished reading only after that.
    """

    only_shows = False
    """Whether nothing can be changed in it."""

    def __init__(
        self,
        url: str,
        busy_seconds: float = engines.BUSY_SECONDS,
        *,
        must_exist: bool = False,
        makes_folder: bool = True,
    ) -> None:
        """Open the database, making or upgrading it; see ``schema.prepare`` for refusals.

        A file that another program writes to is waited for so many seconds. A file that must exist
        is not made anew when it is gone, nor is its folder unless that may be made.
        """
        engine = engines.connect(url, busy_seconds)
        try:
            engines.refuse_gone(engine, must_exist=must_exist, makes_folder=makes_folder)
            schema.prepare(engine)
        except BaseException:
            engine.dispose()
            raise
        self._take(engine)

    def _take(self, engine: sa.Engine) -> None:
        """Work on a database that is in order."""
        self._engine = engine
        self._seen: dict[str, int] = {}
        self._one_at_a_time = RLock()
        """What is stored and what was seen of it must not come apart between two threads."""

    @property
    def place(self) -> str:
        """Return the database's file or host, as the user knows it."""
        return str(engines.sqlite_file(self._engine) or self._engine.url.host or "")

    def close(self) -> None:
        """Close all connections; the repository cannot be used any more."""
        self._engine.dispose()

    @property
    def questionnaires(self) -> Questionnaires:
        """Return the own questionnaires of the same database."""
        return Questionnaires(self._engine)

    def rows(self) -> tuple[AssessmentRow, ...]:
        """Return the list of assessments, the last changed first."""
        return self._rows(assessments.c.deleted.is_(None))

    def deleted_rows(self) -> tuple[AssessmentRow, ...]:
        """Return the deleted assessments that can still be restored."""
        return self._rows(assessments.c.deleted.is_not(None))

    def _rows(self, condition: sa.ColumnElement[bool]) -> tuple[AssessmentRow, ...]:
        query = sa.select(*(assessments.c[name] for name in LISTED)).where(condition)
        query = query.order_by(assessments.c.changed.desc(), assessments.c.id)
        with engines.reading(self._engine) as connection:
            return tuple(listed_row(dict(found)) for found in connection.execute(query).mappings())

    def ended_sectors(self) -> tuple[str, ...]:
        """Return the sectors of the projects on the list whose end is known."""
        here = assessments.c.deleted.is_(None) & assessments.c.document.contains(ended.SIGN)
        query = sa.select(assessments.c.document).where(here)
        with engines.reading(self._engine) as connection:
            return ended.sectors_of(row.document for row in connection.execute(query))

    def __contains__(self, assessment_id: str) -> bool:
        """Return whether there is such an assessment, deleted or not."""
        query = sa.select(assessments.c.id).where(assessments.c.id == assessment_id)
        with engines.reading(self._engine) as connection:
            return connection.execute(query).first() is not None

    def load(self, assessment_id: str) -> Assessment:
        """Return an assessment; InputProblem when it is not there or its bytes have changed."""
        columns = (assessments.c.document, assessments.c.sha256, assessments.c.version)
        query = sa.select(*columns).where(assessments.c.id == assessment_id)
        with self._one_at_a_time:
            with engines.reading(self._engine) as connection:
                found = connection.execute(query).first()
            if found is None:
                raise InputProblem(
                    "There is no such assessment (any more).",
                    place=self.place,
                    remedy="Look for it in the list.",
                )
            assessment = unpack(found.document, found.sha256, assessment_id, self.place)
            self._seen[assessment_id] = found.version
        return assessment

    def save(self, assessment: Assessment, summary: Summary) -> None:
        """Write an assessment; on return it is on the disk.

        Raises Conflict, and writes nothing, when the stored one is not the one last seen here.
        """
        values = _values(assessment, summary)
        with self._one_at_a_time:
            seen = self._seen.get(assessment.id)
            with schema.writing(self._engine) as connection:
                if seen is None:
                    self._insert(connection, assessment.id, values)
                else:
                    self._update(connection, assessment.id, values, seen)
                _note_uses(connection, assessment)
            self._seen[assessment.id] = (seen or 0) + 1

    def basis(self) -> str:
        """Return by what the whole list was worked out, empty when nobody has said."""
        return restating.basis(self._engine)

    def note_basis(self, worked_out_by: str) -> None:
        """Note by what the whole list was worked out."""
        restating.note_basis(self._engine, worked_out_by)

    def restate(self, assessment_id: str, judge: Callable[[Assessment], Summary]) -> bool:
        """Work the figures of one row out again; return whether they were others."""
        return restating.restate(self._engine, assessment_id, judge)

    def distrust(self, assessment_id: str) -> None:
        """Forget having seen the stored version, so that saving over it is a Conflict again."""
        self._seen[assessment_id] = 0  # versions start at 1

    def _insert(self, connection: sa.Connection, assessment_id: str, values: Any) -> None:
        query = sa.select(assessments.c.id).where(assessments.c.id == assessment_id)
        if connection.execute(query).first() is not None:
            raise self._conflict()
        connection.execute(sa.insert(assessments).values(version=1, deleted=None, **values))

    def _update(
        self, connection: sa.Connection, assessment_id: str, values: Any, seen: int
    ) -> None:
        here = (assessments.c.id == assessment_id) & (assessments.c.version == seen)
        change = sa.update(assessments).where(here).values(version=seen + 1, **values)
        if connection.execute(change).rowcount != 1:
            raise self._conflict()

    def _conflict(self) -> Conflict:
        return Conflict(
            "This assessment was changed elsewhere in the meantime. Nothing was overwritten.",
            place=self.place,
            remedy="Open it again, and enter your last change once more.",
        )

    def delete(self, assessment_id: str, now: datetime | None = None) -> None:
        """Take an assessment off the list; it can be restored for thirty days.

        It was not deleted before it was last changed, whatever the clock says: a clock that is
        years behind must not make it old at once.
        """
        query = sa.select(assessments.c.changed).where(assessments.c.id == assessment_id)
        with engines.reading(self._engine) as connection:
            changed = connection.execute(query).scalar() or ""
        self._set_deleted(assessment_id, max(_moment(now or datetime.now(UTC)), changed))

    def restore(self, assessment_id: str) -> None:
        """Put a deleted assessment back on the list."""
        self._set_deleted(assessment_id, None)

    def bring_back(self, assessment_id: str) -> bool:
        """Put an assessment back on the list if it was deleted; return whether it was."""
        here = (assessments.c.id == assessment_id) & assessments.c.deleted.is_not(None)
        query = sa.select(assessments.c.id).where(here)
        with engines.reading(self._engine) as connection:
            is_deleted = connection.execute(query).first() is not None
        if is_deleted:
            self.restore(assessment_id)
        return is_deleted

    def _set_deleted(self, assessment_id: str, moment: str | None) -> None:
        here = assessments.c.id == assessment_id
        with schema.writing(self._engine) as connection:
            connection.execute(sa.update(assessments).where(here).values(deleted=moment))

    def purge(self, now: datetime) -> int:
        """Remove for good what was deleted more than thirty days before ``now``.

        Attachments that no assessment has used for as long go as well. Nothing goes while the
        clock is in doubt, nor without a backup. Returns how many assessments went.
        """
        limit = _moment(now - timedelta(days=KEPT_DAYS))
        unused = attachments.c.sha256.not_in(sa.select(attachment_uses.c.sha256))
        old = (
            (assessments, assessments.c.deleted < limit),
            (attachments, sa.and_(unused, attachments.c.created < limit)),
        )
        with schema.writing(self._engine) as connection:
            if not clock_doubt.trusted(connection, now):
                return 0
            found = [_any(connection, table, condition) for table, condition in old]
        if not any(found) or not self._is_backed_up(now):
            return 0
        with schema.writing(self._engine) as connection:
            gone = [connection.execute(sa.delete(table).where(rows)) for table, rows in old]
        return int(gone[0].rowcount)

    def _is_backed_up(self, now: datetime) -> bool:
        """Make a backup of a file; on a server that is its administrator's."""
        file = engines.sqlite_file(self._engine)
        try:
            if file is not None:
                backups.make(file, now)
        except Problem:  # what is old can go another day
            return False
        return True

    def take_over(self, path: Path) -> Salvaged:
        """Put in what is whole in a damaged database file, which stays as it is."""
        with schema.writing(self._engine) as connection:
            return salvage.salvage(path, connection)

    def put_attachment(self, content: bytes) -> str:
        """Keep the bytes of an evidence file and return their SHA-256."""
        name = digest_of_bytes(content)
        query = sa.select(attachments.c.sha256).where(attachments.c.sha256 == name)
        with schema.writing(self._engine) as connection:
            if connection.execute(query).first() is None:
                moment = _moment(datetime.now(UTC))
                row = {"sha256": name, "content": content, "created": moment}
                connection.execute(sa.insert(attachments).values(**row))
        return name

    def attachment(self, sha256: str) -> bytes:
        """Return the bytes of an evidence file; InputProblem when missing or changed."""
        query = sa.select(attachments.c.content).where(attachments.c.sha256 == sha256)
        with engines.reading(self._engine) as connection:
            content = connection.execute(query).scalar()
        if content is None or digest_of_bytes(content) != sha256:
            raise InputProblem(
                "The attached file is missing or damaged.",
                place=self.place,
                remedy="Attach it again.",
            )
        return bytes(content)

    def attachment_sizes(self, names: Sequence[str]) -> dict[str, int]:
        """Return how many bytes the attachments of these SHA-256 have; unknown ones are missing."""
        query = sa.select(attachments.c.sha256, sa.func.length(attachments.c.content)).where(
            attachments.c.sha256.in_(names)
        )
        with engines.reading(self._engine) as connection:
            return {str(name): int(size) for name, size in connection.execute(query)}


def _any(connection: sa.Connection, table: sa.Table, rows: sa.ColumnElement[bool]) -> bool:
    query = sa.select(sa.literal(1)).select_from(table).where(rows).limit(1)
    return connection.execute(query).first() is not None


def _note_uses(connection: sa.Connection, assessment: Assessment) -> None:
    here = attachment_uses.c.assessment_id == assessment.id
    connection.execute(sa.delete(attachment_uses).where(here))
    rows = [{"assessment_id": assessment.id, "sha256": n} for n in attachments_of(assessment)]
    if rows:
        connection.execute(sa.insert(attachment_uses), rows)


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _values(assessment: Assessment, summary: Summary) -> dict[str, Any]:
    document, sha256 = pack(assessment)
    project = assessment.project
    return {
        "id": assessment.id,
        "document": document,
        "sha256": sha256,
        "client": _plain(project.client),
        "name": _plain(project.name),
        "stage": project.stage,
        **restating.figures(summary),
        "created": _moment(assessment.created),
        "changed": _moment(assessment.changed),
    }


def _plain(text: str) -> str:
    return text.replace("\0", "")  # PostgreSQL has no place for it
