"""The journal of every act, and the keys by which a request that is sent twice acts once."""

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    ForeignKeyConstraint,
    Text,
    UniqueConstraint,
    Uuid,
    func,
)
from sqlalchemy.dialects.postgresql import JSONB

from ambiti.database.metadata import Confinement, tenant_table

journal_entries = tenant_table(  # append-only, and each holds the hash of the one before
    "journal_entries",
    Confinement.TENANT,
    Column("number", BigInteger, nullable=False),  # without gaps in its tenant
    Column("at", DateTime(timezone=True), nullable=False),
    Column("act", Text, nullable=False),  # the name of the command
    Column("performed_by", Text, nullable=False),  # who, as they are called
    Column("performer_id", Uuid),  # null for whoever acts from the command line
    Column("access", Text),  # the role template under which it was allowed
    Column("mandate", Text),  # the act that gave the mandate
    Column("subject_kind", Text, nullable=False),
    Column("subject_id", Uuid, nullable=False),
    Column("input", JSONB, nullable=False),
    Column("warnings", JSONB, nullable=False),
    Column("sources", JSONB, nullable=False),  # [{document, article}]
    Column("written", JSONB, nullable=False),  # [{table, id, digest}]: the rows as they became
    Column("previous_hash", Text),
    Column("hash", Text, nullable=False),
    ForeignKeyConstraint(["ambito_id"], ["ambiti.ambiti.ambito_id"]),
    UniqueConstraint("ambito_id", "number"),
)

idempotency_keys = tenant_table(
    "idempotency_keys",
    Confinement.TENANT,
    Column("performer_id", Uuid, nullable=False),
    Column("key", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("input_hash", Text, nullable=False),
    Column("outcome", JSONB, nullable=False),  # what the first answer was read from
    Column("at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    ForeignKeyConstraint(["ambito_id"], ["ambiti.ambiti.ambito_id"]),
    UniqueConstraint("ambito_id", "performer_id", "key"),
)
