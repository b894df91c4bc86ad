"""The rows of governance: organs and roles as the documents found them, and who holds a mandate."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)

from ambiti.database.metadata import Confinement, metadata, sourced, tenant_table, validity
from ambiti.statute.tables import ambiti
from ambiti.territory.tables import comuni, units

organs = tenant_table(
    "organs",
    Confinement.TENANT,
    Column("code", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("legal_basis", Text),
    Column("seat_address", Text),
    Column("seat_at_capofila", Boolean, nullable=False),  # resolved, never copied
    Column("legal_entity_is_capofila", Boolean, nullable=False),
    Column("unit_id", units.c.id.type),  # of an organ of one sub-ambito
    Column("instrument_code", Text),  # the instrument that founds it
    *validity(),
    *sourced(),
    ForeignKeyConstraint(["ambito_id"], [ambiti.c.ambito_id]),
    ForeignKeyConstraint(["ambito_id", "unit_id"], [units.c.ambito_id, units.c.id]),
    CheckConstraint("valid_from < valid_until", name="validity"),
)

organ_aliases = tenant_table(
    "organ_aliases",
    Confinement.TENANT,
    Column("organ_id", organs.c.id.type, nullable=False),
    Column("alias", Text, nullable=False),
    ForeignKeyConstraint(["ambito_id", "organ_id"], [organs.c.ambito_id, organs.c.id]),
    Index("ix_organ_aliases_ambito_id_organ_id", "ambito_id", "organ_id"),
)

roles = tenant_table(
    "roles",
    Confinement.TENANT,
    Column("code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("access", Text, nullable=False),  # the role template of policies/policy.csv
    Column("held_for", Text, nullable=False),  # AMBITO | COMUNE | UNIT: what a mandate must name
    *validity(),
    *sourced(),
    ForeignKeyConstraint(["ambito_id"], [ambiti.c.ambito_id]),
    CheckConstraint("held_for in ('AMBITO', 'COMUNE', 'UNIT')", name="held_for"),
    CheckConstraint("valid_from < valid_until", name="validity"),
    Index("ix_roles_ambito_id_code", "ambito_id", "code"),
)

principals = Table(  # who can be asked for a token: a person or a machine client
    "principals",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("identity", Text, nullable=False, unique=True),  # issuer and subject of the token
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),  # PERSON | MACHINE
    Column("invented", Boolean, nullable=False),  # a person of the development issuer or the demo
    Column("version", BigInteger, nullable=False, server_default="1"),  # grows with each mandate
    CheckConstraint("kind in ('PERSON', 'MACHINE')", name="kind"),
    info={"confinement": Confinement.PERSONAL},
)

mandates = tenant_table(  # a principal holds a role of a tenant, from its start to its end
    "mandates",
    Confinement.PERSONAL,
    Column("principal_id", Uuid, ForeignKey(principals.c.id), nullable=False),
    Column("role_code", Text, nullable=False),
    Column("istat_code", Text, ForeignKey(comuni.c.istat_code)),
    Column("unit_id", units.c.id.type),
    Column("since", Date, nullable=False),
    Column("until", Date, nullable=False, server_default="infinity"),  # first day without it
    Column("act", Text, nullable=False),  # the act that gave it
    *sourced(),
    ForeignKeyConstraint(["ambito_id"], [ambiti.c.ambito_id]),
    ForeignKeyConstraint(["ambito_id", "unit_id"], [units.c.ambito_id, units.c.id]),
    CheckConstraint("since < until", name="term"),
    Index("ix_mandates_principal_id", "principal_id"),
)

regional_mandates = Table(  # a machine client or official of a Regione: reads across its Ambiti
    "regional_mandates",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("principal_id", Uuid, ForeignKey(principals.c.id), nullable=False),
    Column("region", Text, nullable=False),
    Column("access", Text, nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date, nullable=False, server_default="infinity"),
    Column("act", Text, nullable=False),
    CheckConstraint("since < until", name="term"),
    UniqueConstraint("principal_id", "region", "access", "since"),
    info={"confinement": Confinement.PERSONAL},
)
