"""The tenants, and the versions of their statutes, which are never rewritten."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKeyConstraint,
    Identity,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    func,
)

from ambiti.database.metadata import Confinement, metadata, tenant_table

ambiti = Table(
    "ambiti",
    metadata,
    Column("ambito_id", Integer, Identity(always=False), primary_key=True),
    Column("slug", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),  # AMBITO | INTERAMBITI
    Column("name", Text, nullable=False),
    Column("region", Text, nullable=False),
    CheckConstraint("kind in ('AMBITO', 'INTERAMBITI')", name="kind"),
    info={"confinement": Confinement.OPEN},
)

statute_versions = tenant_table(
    "statute_versions",
    Confinement.TENANT,
    Column("number", Integer, nullable=False),
    Column("hash", Text, nullable=False),  # sha256 of the canonical form
    Column("previous_hash", Text),  # of the version before: a chain per tenant
    Column("applied_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("applied_by", Text, nullable=False),
    Column("reason", Text),  # why the past changed, where it did (rettifica)
    Column("text", Text, nullable=False),  # the file as it was given
    ForeignKeyConstraint(["ambito_id"], [ambiti.c.ambito_id]),
    UniqueConstraint("ambito_id", "number"),
)

ambiguities = tenant_table(
    "ambiguities",
    Confinement.TENANT,
    Column("code", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("option", Text, nullable=False),  # the reading in force
    Column("motivation", Text, nullable=False),
    Column("chosen_by", Text, nullable=False),
    Column("chosen_on", Date, nullable=False),
    Column("source_code", Text),
    Column("source_document", Text),
    Column("source_article", Text),
    ForeignKeyConstraint(["ambito_id"], [ambiti.c.ambito_id]),
    UniqueConstraint("ambito_id", "code"),
)
