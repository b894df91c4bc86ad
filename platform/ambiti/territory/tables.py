"""The rows of territory: comuni and populations of no tenant, and who belongs where since when."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
)

from ambiti.database.metadata import (
    Confinement,
    metadata,
    sourced,
    tenant_table,
    validity,
)
from ambiti.statute.tables import ambiti

comuni = Table(
    "comuni",
    metadata,
    Column("istat_code", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("belfiore_code", Text, nullable=False, unique=True),
    Column("province_code", Text, nullable=False),  # car plate code, e.g. MB
    Column("province", Text, nullable=False),
    Column("region", Text, nullable=False),
    CheckConstraint("istat_code ~ '^[0-9]{6}$'", name="istat_code"),
    CheckConstraint("belfiore_code ~ '^[A-Z][0-9]{3}$'", name="belfiore_code"),
    info={"confinement": Confinement.REFERENCE},
)

populations = Table(
    "populations",
    metadata,
    Column("istat_code", Text, ForeignKey(comuni.c.istat_code), nullable=False, primary_key=True),
    Column("reference_date", Date, nullable=False, primary_key=True),
    Column("status", Text, nullable=False, primary_key=True),
    Column("residents", Integer, nullable=False),
    Column("source", Text, nullable=False),
    Column("series", Text, nullable=False),  # figures are comparable only within a series
    Column("licence", Text, nullable=False),
    CheckConstraint("status in ('OFFICIAL', 'PROVISIONAL', 'REGISTER', 'CENSUS')", name="status"),
    CheckConstraint("residents >= 0", name="residents"),
    info={"confinement": Confinement.REFERENCE},
)

comune_aliases = tenant_table(
    "comune_aliases",
    Confinement.OPEN,
    Column("istat_code", Text, ForeignKey(comuni.c.istat_code), nullable=False),
    Column("alias", Text, nullable=False),
    Column("ambiguity", Text),
    *sourced(),
    ForeignKeyConstraint(["ambito_id"], [ambiti.c.ambito_id]),
    Index("ix_comune_aliases_istat_code", "istat_code"),
)

memberships = tenant_table(  # a comune belongs to a tenant
    "memberships",
    Confinement.OPEN,
    Column("istat_code", Text, ForeignKey(comuni.c.istat_code), nullable=False),
    *validity(),
    *sourced(),
    ForeignKeyConstraint(["ambito_id"], [ambiti.c.ambito_id]),
    CheckConstraint("valid_from < valid_until", name="validity"),
    Index("ix_memberships_istat_code", "istat_code"),
    Index("ix_memberships_ambito_id_istat_code", "ambito_id", "istat_code"),
)

bodies = tenant_table(  # ASL, ATS, ASST, Provincia, aziende speciali, unioni, third sector
    "bodies",
    Confinement.OPEN,
    Column("code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("role", Text),  # what it does here: GESTORE, FINANZIATORE...
    *validity(),
    *sourced(),
    ForeignKeyConstraint(["ambito_id"], [ambiti.c.ambito_id]),
    CheckConstraint("valid_from < valid_until", name="validity"),
)

body_comuni = tenant_table(  # comuni that own, make up or are stood in for by a body
    "body_comuni",
    Confinement.OPEN,
    Column("body_id", bodies.c.id.type, nullable=False),
    Column("istat_code", Text, ForeignKey(comuni.c.istat_code), nullable=False),
    Column("relation", Text, nullable=False),  # OWNER | SUBSTITUTED
    Column("functions", Text),  # of a substitution: the functions transferred, comma separated
    Column("consent", Text),  # of a substitution: the act by which the comune agreed
    Column("ambiguity", Text),
    *validity(),
    *sourced(),
    ForeignKeyConstraint(["ambito_id", "body_id"], [bodies.c.ambito_id, bodies.c.id]),
    CheckConstraint("relation in ('OWNER', 'SUBSTITUTED')", name="relation"),
    CheckConstraint("valid_from < valid_until", name="validity"),
    Index("ix_body_comuni_ambito_id_body_id", "ambito_id", "body_id"),
)

capofile = tenant_table(  # the comune that leads the Ambito, by date
    "capofile",
    Confinement.OPEN,
    Column("istat_code", Text, ForeignKey(comuni.c.istat_code), nullable=False),
    Column("ambiguity", Text),
    *validity(),
    *sourced(),
    ForeignKeyConstraint(["ambito_id"], [ambiti.c.ambito_id]),
    CheckConstraint("valid_from < valid_until", name="validity"),
)

units = tenant_table(  # sub-ambiti of an Ambito; member Ambiti of an interambiti
    "units",
    Confinement.OPEN,
    Column("code", Text, nullable=False),
    Column("kind", Text, nullable=False),  # SUB_AMBITO | MEMBER_AMBITO
    Column("name", Text, nullable=False),
    Column("tenant_slug", Text),  # of a member Ambito that is a tenant of this deployment
    *validity(),
    *sourced(),
    ForeignKeyConstraint(["ambito_id"], [ambiti.c.ambito_id]),
    CheckConstraint("kind in ('SUB_AMBITO', 'MEMBER_AMBITO')", name="kind"),
    CheckConstraint("valid_from < valid_until", name="validity"),
)

unit_leads = tenant_table(  # referente of a sub-ambito; capofila or representative of a member
    "unit_leads",
    Confinement.OPEN,
    Column("unit_id", units.c.id.type, nullable=False),
    Column("role", Text, nullable=False),  # REFERENTE | CAPOFILA | REPRESENTATIVE
    Column("istat_code", Text, ForeignKey(comuni.c.istat_code)),
    Column("body_id", bodies.c.id.type),
    Column("agreement", Text),  # the agreement by which a Unione took the role
    Column("ambiguity", Text),
    *validity(),
    *sourced(),
    ForeignKeyConstraint(["ambito_id", "unit_id"], [units.c.ambito_id, units.c.id]),
    ForeignKeyConstraint(["ambito_id", "body_id"], [bodies.c.ambito_id, bodies.c.id]),
    CheckConstraint("role in ('REFERENTE', 'CAPOFILA', 'REPRESENTATIVE')", name="role"),
    CheckConstraint("(istat_code is null) <> (body_id is null)", name="who"),
    CheckConstraint("valid_from < valid_until", name="validity"),
    Index("ix_unit_leads_ambito_id_unit_id", "ambito_id", "unit_id"),
)

unit_members = tenant_table(  # one entry of a unit's list: a comune, or a body such as a Unione
    "unit_members",
    Confinement.OPEN,
    Column("unit_id", units.c.id.type, nullable=False),
    Column("istat_code", Text, ForeignKey(comuni.c.istat_code)),
    Column("body_id", bodies.c.id.type),
    *validity(),
    *sourced(),
    ForeignKeyConstraint(["ambito_id", "unit_id"], [units.c.ambito_id, units.c.id]),
    ForeignKeyConstraint(["ambito_id", "body_id"], [bodies.c.ambito_id, bodies.c.id]),
    CheckConstraint("(istat_code is null) <> (body_id is null)", name="who"),
    CheckConstraint("valid_from < valid_until", name="validity"),
    Index("ix_unit_members_ambito_id_unit_id", "ambito_id", "unit_id"),
)

perimeters = tenant_table(  # named subsets of the territory that a document counts with
    "perimeters",
    Confinement.OPEN,
    Column("code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("entries", Integer, nullable=False),  # as the document lists them: a Unione is one
    Column("stated", Text),  # the figure in the document's own words
    Column("ambiguity", Text),
    *validity(),
    *sourced(),
    ForeignKeyConstraint(["ambito_id"], [ambiti.c.ambito_id]),
    CheckConstraint("valid_from < valid_until", name="validity"),
)

perimeter_comuni = tenant_table(
    "perimeter_comuni",
    Confinement.OPEN,
    Column("perimeter_id", perimeters.c.id.type, nullable=False),
    Column("istat_code", Text, ForeignKey(comuni.c.istat_code), nullable=False),
    *validity(),
    ForeignKeyConstraint(["ambito_id", "perimeter_id"], [perimeters.c.ambito_id, perimeters.c.id]),
    CheckConstraint("valid_from < valid_until", name="validity"),
    Index("ix_perimeter_comuni_ambito_id_perimeter_id", "ambito_id", "perimeter_id"),
)

warnings = tenant_table(  # what the documents leave open or get wrong, where it shows
    "warnings",
    Confinement.PUBLISHABLE,
    Column("subject_id", bodies.c.id.type, nullable=False),  # the row it is about, in this tenant
    Column("code", Text, nullable=False),  # AMB-01, PARENT_NOT_LOADED...
    Column("message", Text, nullable=False),
    Column("published", Boolean, nullable=False),
    *validity(),
    ForeignKeyConstraint(["ambito_id"], [ambiti.c.ambito_id]),
    CheckConstraint("valid_from < valid_until", name="validity"),
    Index("ix_warnings_ambito_id_subject_id", "ambito_id", "subject_id"),
)
