"""The tenants, and the versions of their statutes, which are never rewritten."""

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    func,
)
from sqlalchemy.dialects.postgresql import JSONB

from ambiti.database.metadata import Confinement, metadata, sourced, tenant_table, validity

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
    Column("rulebook", JSONB, nullable=False),  # its rules in words, as they were read then
    Column("changes", JSONB, nullable=False),  # against the version before, in words
    ForeignKeyConstraint(["ambito_id"], [ambiti.c.ambito_id]),
    UniqueConstraint("ambito_id", "number"),
)

ambiguities = tenant_table(
    "ambiguities",
    Confinement.TENANT,
    Column("code", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("options", JSONB, nullable=False),  # [{code, text}]
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

rules = tenant_table(  # the rules of the version in force, one by one, as the API shows them
    "rules",
    Confinement.TENANT,
    Column("number", Integer, nullable=False),  # in the order of the file
    Column("section", Text, nullable=False),  # composition, decision, deadline, fund...
    Column("mechanism", Text, nullable=False),  # M-01 ... M-31
    Column("area", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject_kind", Text, nullable=False),
    Column("subject_code", Text),
    Column("code", Text, nullable=False),
    Column("text", Text, nullable=False),  # one sentence
    Column("status", Text, nullable=False),
    Column("missing", Text),
    Column("enforcement", Text, nullable=False),
    Column("ambiguity", Text),
    Column("doubts", ARRAY(Text), nullable=False),  # all the ambiguities that touch it
    Column("details", JSONB, nullable=False),  # its figures, under the names of the contract
    Column("source_words", Text),
    *validity(),
    *sourced(),
    ForeignKeyConstraint(["ambito_id"], [ambiti.c.ambito_id]),
    UniqueConstraint("ambito_id", "code", "valid_from"),
    CheckConstraint("status in ('DETERMINED', 'UNDETERMINED')", name="status"),
    CheckConstraint("enforcement in ('BLOCK', 'WARN', 'RECORD')", name="enforcement"),
    CheckConstraint("valid_from < valid_until", name="validity"),
    Index(
        "ix_rules_ambito_id_subject_kind_subject_code", "ambito_id", "subject_kind", "subject_code"
    ),
)
