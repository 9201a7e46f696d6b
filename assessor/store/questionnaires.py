"""Keeps own questionnaires: every published edition for good, and one draft of each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from pydantic import ValidationError

from assessor.domain.assessment import Version
from assessor.domain.canonical import canonical_json
from assessor.domain.own_questionnaire import Edition, OwnQuestionnaire
from assessor.domain.problem import InputProblem
from assessor.domain.questionnaire import Questionnaire
from assessor.questionnaire import loader
from assessor.store import engine as engines
from assessor.store import schema
from assessor.store.tables import questionnaire_drafts as drafts
from assessor.store.tables import questionnaire_editions as editions


class Questionnaires:
    """The own questionnaires of one database; methods raise WorkProblem when it does not answer."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def listed(self) -> tuple[OwnQuestionnaire, ...]:
        """Return all that are not deleted, the last changed first."""
        with engines.reading(self._engine) as connection:
            published = connection.execute(
                sa.select(editions)
                .where(editions.c.deleted.is_(None))
                .order_by(editions.c.published.desc())
            ).all()
            edited = connection.execute(sa.select(drafts).where(drafts.c.deleted.is_(None))).all()
        ids = dict.fromkeys(row.id for row in (*edited, *published))
        found = (
            _own([r for r in published if r.id == i], [r for r in edited if r.id == i]) for i in ids
        )
        readable = [own for own in found if own is not None]
        return tuple(sorted(readable, key=lambda own: own.changed, reverse=True))

    def ids(self) -> frozenset[str]:
        """Return the ids that are taken, deleted questionnaires included."""
        query = sa.union(sa.select(editions.c.id), sa.select(drafts.c.id))
        with engines.reading(self._engine) as connection:
            return frozenset(connection.execute(query).scalars())

    def edition(self, digest: str) -> Questionnaire | None:
        """Return a published edition, deleted or not; InputProblem when its bytes have changed."""
        return self._found(editions.c.sha256 == digest)

    def named(self, questionnaire_id: str, version: str) -> Questionnaire | None:
        """Return the edition of this id and version, the newest if there are several."""
        here = (editions.c.id == questionnaire_id) & (editions.c.version == version)
        return self._found(here)

    def _found(self, condition: sa.ColumnElement[bool]) -> Questionnaire | None:
        query = sa.select(editions).where(condition).order_by(editions.c.published.desc())
        with engines.reading(self._engine) as connection:
            row = connection.execute(query).first()
        return None if row is None else self._read(row)

    def _read(self, row: Any) -> Questionnaire:
        found = questionnaire_in(row.document)
        if found is not None and found.digest == row.sha256:
            return found
        raise InputProblem(
            "The stored questionnaire “%(name)s” is damaged. It was left as it is.",
            place=str(engines.sqlite_file(self._engine) or ""),
            remedy="Restore it from a backup copy, or import it again.",
            name=f"{row.id} {row.version}",
        )

    def publish(self, questionnaire: Questionnaire) -> None:
        """Keep an edition for good, and let its draft go; twice is as good as once."""
        with schema.writing(self._engine) as connection:
            _insert(connection, questionnaire)
            connection.execute(sa.delete(drafts).where(drafts.c.id == questionnaire.id))

    def keep(self, questionnaire: Questionnaire) -> None:
        """Keep an edition that came with an assessment."""
        with schema.writing(self._engine) as connection:
            _insert(connection, questionnaire)

    def save_draft(self, draft: Questionnaire) -> None:
        """Keep a draft in place of the one before."""
        values = {"changed": _now(), "deleted": None, "document": canonical_json(draft)}
        with schema.writing(self._engine) as connection:
            here = sa.update(drafts).where(drafts.c.id == draft.id)
            if connection.execute(here.values(**values)).rowcount == 0:
                connection.execute(sa.insert(drafts).values(id=draft.id, **values))

    def drop_draft(self, questionnaire_id: str) -> None:
        """Forget a draft."""
        with schema.writing(self._engine) as connection:
            connection.execute(sa.delete(drafts).where(drafts.c.id == questionnaire_id))

    def delete(self, questionnaire_id: str) -> None:
        """Take a questionnaire off the list; assessments that pin an edition still find it."""
        self._set_deleted(questionnaire_id, _now())

    def restore(self, questionnaire_id: str) -> None:
        """Put a questionnaire back on the list."""
        self._set_deleted(questionnaire_id, None)

    def _set_deleted(self, questionnaire_id: str, moment: str | None) -> None:
        with schema.writing(self._engine) as connection:
            for table in (editions, drafts):
                here = sa.update(table).where(table.c.id == questionnaire_id)
                connection.execute(here.values(deleted=moment))


def _insert(connection: sa.Connection, questionnaire: Questionnaire) -> None:
    here = editions.c.sha256 == questionnaire.digest
    if connection.execute(sa.select(editions.c.sha256).where(here)).first() is None:
        values = {
            "sha256": questionnaire.digest,
            "id": questionnaire.id,
            "version": questionnaire.version,
            "published": _now(),
            "document": canonical_json(questionnaire),
        }
        connection.execute(sa.insert(editions).values(**values))


def _own(published: Sequence[Any], edited: Sequence[Any]) -> OwnQuestionnaire | None:
    """Return what rows of one id say; None when not one of them can be read."""
    draft = questionnaire_in(edited[0].document) if edited else None
    if draft is not None:
        draft = draft.model_copy(update={"digest": ""})  # it still changes
    newest = draft or next(
        filter(None, (questionnaire_in(row.document) for row in published)), None
    )
    if newest is None:
        return None
    found = tuple(
        Edition(
            version=Version(id=row.id, version=row.version, digest=row.sha256),
            published=datetime.fromisoformat(row.published),
        )
        for row in published
    )
    changed = datetime.fromisoformat(edited[0].changed if edited else published[0].published)
    return OwnQuestionnaire(
        id=newest.id, title=newest.title, editions=found, draft=draft, changed=changed
    )


def questionnaire_in(document: str) -> Questionnaire | None:
    """Return the questionnaire in a stored text, None when that cannot be read."""
    try:
        return loader.stamped(Questionnaire.model_validate_json(document))
    except ValidationError:
        return None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
