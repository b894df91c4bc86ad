"""The rows of imports: each import with how far it came, and each row of a file that was written.

A row of a file is known by the identifier that the other program gave it, once in its budget; its
digest tells whether it is still what was written.
"""

from sqlalchemy import (
    CheckConstraint,
    Column,
    DateTime,
    ForeignKeyConstraint,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

from ambiti.budgets.funds.tables import budgets
from ambiti.budgets.ledger.tables import impegni, ledger_movements
from ambiti.database.metadata import Confinement, tenant_table

ledger_imports = tenant_table(  # ended once: then it stays as it is
    "ledger_imports",
    Confinement.TENANT,
    Column("budget_id", Uuid, nullable=False),
    Column("mode", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("file_hash", Text, nullable=False),
    Column("row_count", Integer, nullable=False),
    Column("done", Integer, nullable=False),
    Column("written", Integer, nullable=False),
    Column("known", Integer, nullable=False),  # written by an import before
    Column("error_count", Integer, nullable=False),
    Column("errors", JSONB, nullable=False),  # the first of them
    Column("warnings", JSONB, nullable=False),
    Column("started_by", Text, nullable=False),
    Column("starter_id", Uuid, nullable=False),
    Column("started_at", DateTime(timezone=True), nullable=False),
    Column("ended_at", DateTime(timezone=True)),
    ForeignKeyConstraint(["ambito_id", "budget_id"], [budgets.c.ambito_id, budgets.c.id]),
    CheckConstraint("mode in ('CHECK', 'IMPORT')", name="mode"),
    CheckConstraint("state in ('RUNNING', 'CHECKED', 'IMPORTED', 'REFUSED')", name="state"),
    CheckConstraint("state <> 'CHECKED' or mode = 'CHECK'", name="checked"),
    CheckConstraint("state <> 'IMPORTED' or mode = 'IMPORT'", name="imported"),
    CheckConstraint("(state = 'RUNNING') = (ended_at is null)", name="ended"),
    CheckConstraint("state = 'RUNNING' or (state = 'REFUSED') = (error_count > 0)", name="refused"),
    CheckConstraint("state <> 'IMPORTED' or written + known = row_count", name="whole"),
    CheckConstraint("0 <= done and done <= row_count", name="done"),
    Index("ix_ledger_imports_ambito_id_budget_id", "ambito_id", "budget_id"),
)

imported_rows = tenant_table(  # a row of a file, and what it became
    "imported_rows",
    Confinement.TENANT,
    Column("budget_id", Uuid, nullable=False),
    Column("import_id", Uuid, nullable=False),
    Column("external_id", Text, nullable=False),  # as the other program calls it
    Column("number", Integer, nullable=False),  # of the row in its file
    Column("digest", Text, nullable=False),  # SHA-256 of what it said
    Column("movement_id", Uuid, nullable=False),
    Column("impegno_id", Uuid),  # that it made
    ForeignKeyConstraint(["ambito_id", "budget_id"], [budgets.c.ambito_id, budgets.c.id]),
    ForeignKeyConstraint(
        ["ambito_id", "import_id"], [ledger_imports.c.ambito_id, ledger_imports.c.id]
    ),
    ForeignKeyConstraint(
        ["ambito_id", "movement_id"], [ledger_movements.c.ambito_id, ledger_movements.c.id]
    ),
    ForeignKeyConstraint(["ambito_id", "impegno_id"], [impegni.c.ambito_id, impegni.c.id]),
    UniqueConstraint("ambito_id", "budget_id", "external_id"),
    CheckConstraint("number > 0", name="number"),
    Index("ix_imported_rows_ambito_id_import_id", "ambito_id", "import_id"),
)
