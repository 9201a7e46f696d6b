"""Runs migrations over the connection that the store hands in; Alembic starts this file."""

from __future__ import annotations

from alembic import context

from assessor.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
