"""Alembic runs here, on the connection that ``ambiti.database.migrating`` hands over.

The caller holds the transaction, the advisory lock and the owner's role; nothing is opened here.
"""

from alembic import context

from ambiti.database.metadata import metadata
from ambiti.database.migrating import VERSION_SCHEMA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table_schema=VERSION_SCHEMA,
    transaction_per_migration=False,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
