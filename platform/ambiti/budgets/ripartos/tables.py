"""The rows of riparti: what is shared by which criterion, and the share of each party."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from ambiti.database.metadata import Confinement, sourced, tenant_table
from ambiti.governance.acts.tables import acts
from ambiti.statute.tables import ambiti, statute_versions
from ambiti.territory.tables import comuni

EXACT = "~ '^-?[0-9]+(/[1-9][0-9]*)?$'"

riparti = tenant_table(
    "riparti",
    Confinement.TENANT,
    Column("matter_code", Text, nullable=False),
    Column("matter_name", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("cents", BigInteger, nullable=False),
    Column("covered_cents", BigInteger, nullable=False),  # of which a fund pays
    Column("key_code", Text, nullable=False),
    Column("key_name", Text, nullable=False),
    Column("reference_date", Date),  # at which residents were counted
    Column("rules_on", Date, nullable=False),  # the day whose rules and parties were taken
    Column("decided_by_code", Text),  # none where the documents name nobody
    Column("decided_by_name", Text),
    Column("proposed_on", Date, nullable=False),
    Column("state", Text, nullable=False),
    Column("perfected_on", Date),
    Column("act_id", Uuid),  # by which it was approved
    Column("fund_code", Text),  # from which the documents pay it
    Column("turn", Integer),  # among those that remember roundings; none where they do not
    Column("remembers_id", Uuid),  # the riparto whose roundings it counts
    Column(
        "roundings", JSONB(none_as_null=True)
    ),  # by party, in cents and exact: what that one left
    Column("statute_version_id", Uuid, nullable=False),
    *sourced(),
    ForeignKeyConstraint(["ambito_id"], [ambiti.c.ambito_id]),
    ForeignKeyConstraint(["ambito_id", "act_id"], [acts.c.ambito_id, acts.c.id]),
    ForeignKeyConstraint(
        ["ambito_id", "statute_version_id"],
        [statute_versions.c.ambito_id, statute_versions.c.id],
    ),
    ForeignKeyConstraint(
        ["ambito_id", "remembers_id"], ["ambiti.riparti.ambito_id", "ambiti.riparti.id"]
    ),
    UniqueConstraint("ambito_id", "act_id"),  # what was approved is one riparto
    CheckConstraint("cents >= covered_cents and covered_cents >= 0", name="cents"),
    CheckConstraint("state in ('PROPOSED', 'PERFECTED')", name="state"),
    CheckConstraint(
        "(state = 'PERFECTED') = (act_id is not null and perfected_on is not null)",
        name="perfected",
    ),
    CheckConstraint(
        "(turn is null) = (roundings is null) and (turn is not null and turn > 1)"
        " = (remembers_id is not null) and (turn is null or turn > 0)",
        name="turn",
    ),
    Index("ix_riparti_ambito_id_proposed_on", "ambito_id", "proposed_on"),
)

riparto_shares = tenant_table(  # by the criterion chosen, and by those that it is compared with
    "riparto_shares",
    Confinement.TENANT,
    Column("riparto_id", Uuid, nullable=False),
    Column("key_code", Text, nullable=False),
    Column("chosen", Boolean, nullable=False),
    Column("position", Integer, nullable=False),
    Column("party_code", Text, nullable=False),
    Column("party_name", Text, nullable=False),
    Column("istat_code", Text, ForeignKey(comuni.c.istat_code)),
    Column("weight", Text, nullable=False),  # exact: an integer, or n/m
    Column("whole", Text, nullable=False),
    Column("remembered", Text, nullable=False, server_default=text("'0'")),  # cents: n, or n/m
    Column("short", Text),  # cents: what is left to it; none in those of before
    Column("floor_cents", BigInteger, nullable=False),
    Column("cents", BigInteger, nullable=False),
    Column("difference_cents", BigInteger, nullable=False),  # from what the chosen one gives
    Column("rounded", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("figures", JSONB, nullable=False),  # the residents counted, each with its source
    ForeignKeyConstraint(["ambito_id", "riparto_id"], [riparti.c.ambito_id, riparti.c.id]),
    UniqueConstraint("ambito_id", "riparto_id", "key_code", "party_code"),
    CheckConstraint("cents between floor_cents and floor_cents + 1", name="cents"),
    CheckConstraint("floor_cents >= 0", name="floor_cents"),
    CheckConstraint(f"remembered {EXACT}", name="remembered"),
    CheckConstraint(f"short {EXACT}", name="short"),
    CheckConstraint("not chosen or difference_cents = 0", name="difference_cents"),
    CheckConstraint("rounded in ('EXACT', 'LARGEST_REMAINDER', 'WEIGHT', 'NAME')", name="rounded"),
)
