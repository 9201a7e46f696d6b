"""The tables; nothing outside the store knows them.

Written for SQLite and PostgreSQL alike. Moments are ISO 8601 text in UTC, which sorts as time does
and reads the same in both.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
    }
)

MOMENT = String(32)
SHA256 = String(64)

assessments = Table(
    "assessments",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("client", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("stage", String(20)),
    Column("coverage", Float, nullable=False),
    Column("headline", Boolean, nullable=False),
    Column("risk_mean", Float, nullable=False),
    Column("risk_median", Float, nullable=False),
    Column("risk_low", Float, nullable=False),
    Column("risk_high", Float, nullable=False),
    Column("verdict", String(20), nullable=False),
    Column("created", MOMENT, nullable=False),
    Column("changed", MOMENT, nullable=False),
    Column("deleted", MOMENT),
    Column("sha256", SHA256, nullable=False),
    Column("document", Text, nullable=False),
)
"""One assessment a row: what lists need, its document and the document's SHA-256.

The document is last: SQLite reads a row from its beginning, and a list needs no documents.
"""

Index(None, assessments.c.deleted, assessments.c.changed)

attachments = Table(
    "attachments",
    metadata,
    Column("sha256", SHA256, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("created", MOMENT, nullable=False),
)
"""The bytes of evidence files, each once, under the SHA-256 of its content."""

attachment_uses = Table(
    "attachment_uses",
    metadata,
    Column(
        "assessment_id",
        String(64),
        ForeignKey("assessments.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("sha256", SHA256, primary_key=True),
)
"""Which assessment needs which attachment, so that the others can go."""

questionnaire_editions = Table(
    "questionnaire_editions",
    metadata,
    Column("sha256", SHA256, primary_key=True),
    Column("id", String(64), nullable=False),
    Column("version", String(40), nullable=False),
    Column("published", MOMENT, nullable=False),
    Column("deleted", MOMENT),
    Column("document", Text, nullable=False),
)
"""Published questionnaires, each for good under the digest that assessments pin."""

questionnaire_drafts = Table(
    "questionnaire_drafts",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("changed", MOMENT, nullable=False),
    Column("deleted", MOMENT),
    Column("document", Text, nullable=False),
)
"""The one draft of each own questionnaire that is being edited."""

about = Table(
    "about",
    metadata,
    Column("key", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)
"""What the database says of itself: the program that last changed its schema."""
