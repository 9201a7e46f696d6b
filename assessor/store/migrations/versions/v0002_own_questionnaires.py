"""The second version: questionnaires that users make, as published editions and drafts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the two tables."""
    op.create_table(
        "questionnaire_editions",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("version", sa.String(40), nullable=False),
        sa.Column("published", sa.String(32), nullable=False),
        sa.Column("deleted", sa.String(32)),
        sa.Column("document", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_questionnaire_editions"),
    )
    op.create_table(
        "questionnaire_drafts",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("changed", sa.String(32), nullable=False),
        sa.Column("deleted", sa.String(32)),
        sa.Column("document", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_questionnaire_drafts"),
    )


def downgrade() -> None:
    """Remove the two tables."""
    op.drop_table("questionnaire_drafts")
    op.drop_table("questionnaire_editions")
