"""The first version: assessments, attachments and what the database says of itself."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create all tables."""
    _create_assessments()
    op.create_table(
        "attachments",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("created", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_attachments"),
    )
    op.create_table(
        "attachment_uses",
        sa.Column("assessment_id", sa.String(64), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("assessment_id", "sha256", name="pk_attachment_uses"),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessments.id"],
            name="fk_attachment_uses_assessment_id",
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "about",
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_about"),
    )


def _create_assessments() -> None:
    figures = ("coverage", "risk_mean", "risk_median", "risk_low", "risk_high")
    op.create_table(
        "assessments",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("client", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("stage", sa.String(20)),
        *(sa.Column(figure, sa.Float, nullable=False) for figure in figures),
        sa.Column("headline", sa.Boolean, nullable=False),
        sa.Column("verdict", sa.String(20), nullable=False),
        sa.Column("created", sa.String(32), nullable=False),
        sa.Column("changed", sa.String(32), nullable=False),
        sa.Column("deleted", sa.String(32)),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_assessments"),
    )
    op.create_index("ix_assessments_deleted", "assessments", ["deleted", "changed"])


def downgrade() -> None:
    """Remove all tables."""
    op.drop_table("about")
    op.drop_table("attachment_uses")
    op.drop_table("attachments")
    op.drop_index("ix_assessments_deleted", "assessments")
    op.drop_table("assessments")
