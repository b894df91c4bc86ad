"""The rows of tenures: who holds a seat or a role, revocations, and those who adhered."""

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from ambiti.database.metadata import Confinement, sourced, tenant_table
from ambiti.governance.meetings.tables import votes
from ambiti.statute.tables import ambiti
from ambiti.territory.tables import comuni, units

adherents = tenant_table(  # who signed to take part in an instrument that is open to it
    "adherents",
    Confinement.TENANT,
    Column("name", Text, nullable=False),
    Column("categories", ARRAY(Text), nullable=False),  # codes of the statute
    Column("instrument_code", Text, nullable=False),
    Column("registered_on", Date, nullable=False),
    Column("document", Text),  # what was signed; null where the text does not ask for it
    Column("member_of", ARRAY(Text), nullable=False),  # organs that it belongs to from then on
    *sourced(),
    ForeignKeyConstraint(["ambito_id"], [ambiti.c.ambito_id]),
    UniqueConstraint("ambito_id", "instrument_code", "name"),
)

tenures = tenant_table(
    "tenures",
    Confinement.TENANT,
    Column("organ_code", Text),  # of a seat, with the seat's key
    Column("seat", Text),
    Column("label", Text, nullable=False),  # what is held: «Sindaco di Renate»
    Column("role_code", Text),  # of a role, with the place it is held for
    Column("istat_code", Text, ForeignKey(comuni.c.istat_code)),
    Column("unit_id", units.c.id.type),
    Column("person", Text, nullable=False),
    Column("offices", JSONB, nullable=False),  # [{office, place}]: what the person holds besides
    Column("adherent_id", Uuid),  # the body for which the person sits
    Column("holder_id", Uuid),  # who has access on the platform with it
    Column("mandate_id", Uuid),  # the mandate that gives the access
    Column("given_by", Text, nullable=False),  # who designated, selected or appointed
    Column("status", Text, nullable=False),  # SELECTED | HELD
    Column("since", Date, nullable=False),
    Column("term_ends_on", Date),  # its last day; from the day after, prorogatio where there is
    Column("until", Date, nullable=False, server_default="infinity"),  # first day without it
    Column("powers", Text),  # what prorogatio leaves: FULL | ORDINARY
    Column("member_of", ARRAY(Text), nullable=False),  # organs that the role belongs to by right
    Column("area_code", Text),  # the area for which somebody takes part, where it is only for one
    Column("act", Text),
    Column("ended_because", Text),
    Column("vote_id", Uuid),
    Column("selection_id", Uuid),  # the selection that came before, where there are two steps
    *sourced(),
    ForeignKeyConstraint(["ambito_id"], [ambiti.c.ambito_id]),
    ForeignKeyConstraint(["ambito_id", "unit_id"], [units.c.ambito_id, units.c.id]),
    ForeignKeyConstraint(["ambito_id", "vote_id"], [votes.c.ambito_id, votes.c.id]),
    ForeignKeyConstraint(["ambito_id", "adherent_id"], [adherents.c.ambito_id, adherents.c.id]),
    ForeignKeyConstraint(
        ["ambito_id", "selection_id"], ["ambiti.tenures.ambito_id", "ambiti.tenures.id"]
    ),
    CheckConstraint("(organ_code is null) = (seat is null)", name="seat"),
    CheckConstraint("(seat is null) <> (role_code is null)", name="what"),
    CheckConstraint("status in ('SELECTED', 'HELD')", name="status"),
    CheckConstraint("powers in ('FULL', 'ORDINARY')", name="powers"),
    CheckConstraint("since <= until", name="term"),
    CheckConstraint("(until = 'infinity') = (ended_because is null)", name="ended"),
    Index("ix_tenures_ambito_id_organ_code", "ambito_id", "organ_code"),
    Index("ix_tenures_ambito_id_role_code", "ambito_id", "role_code"),
)

revocations = tenant_table(
    "revocations",
    Confinement.TENANT,
    Column("tenure_id", Uuid, nullable=False),
    Column("grounds", ARRAY(Text), nullable=False),
    Column("motivation", Text, nullable=False),
    Column("proposed_on", Date, nullable=False),
    Column("status", Text, nullable=False),
    Column("decided_on", Date),
    Column("vote_id", Uuid),
    Column("replace_by", Date),  # the last day to name who replaces
    Column("convener_code", Text),  # who convenes afterwards
    *sourced(),
    ForeignKeyConstraint(["ambito_id", "tenure_id"], [tenures.c.ambito_id, tenures.c.id]),
    ForeignKeyConstraint(["ambito_id", "vote_id"], [votes.c.ambito_id, votes.c.id]),
    CheckConstraint("status in ('PROPOSED', 'APPROVED', 'REJECTED')", name="status"),
    CheckConstraint(
        "(status = 'PROPOSED') = (decided_on is null and vote_id is null)", name="decided"
    ),
    Index(
        "uq_revocations_open",
        "ambito_id",
        "tenure_id",
        unique=True,
        postgresql_where=text("status = 'PROPOSED'"),
    ),
)
