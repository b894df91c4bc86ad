"""The rows of single cases, and of who is assigned to them."""

from sqlalchemy import (
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Text,
    UniqueConstraint,
    Uuid,
)

from ambiti.compliance.privacy.tables import about_instrument, of_person
from ambiti.database.metadata import Confinement, tenant_table
from ambiti.governance.tables import mandates
from ambiti.territory.tables import comuni

case_files = tenant_table(
    "case_files",
    Confinement.TENANT,
    *about_instrument(nullable=False),
    *of_person(),
    Column("istat_code", Text, ForeignKey(comuni.c.istat_code), nullable=False),
    Column("code", Text, nullable=False),  # says nothing of whose case it is
    Column("opened_on", Date, nullable=False),
    UniqueConstraint("ambito_id", "code"),
    UniqueConstraint("ambito_id", "record_id"),
)

case_assignments = tenant_table(  # lasts as long as the mandate does
    "case_assignments",
    Confinement.TENANT,
    Column("case_id", Uuid, nullable=False),
    Column("mandate_id", Uuid, nullable=False),
    Column("assigned_on", Date, nullable=False),
    ForeignKeyConstraint(["ambito_id", "case_id"], [case_files.c.ambito_id, case_files.c.id]),
    ForeignKeyConstraint(["ambito_id", "mandate_id"], [mandates.c.ambito_id, mandates.c.id]),
    UniqueConstraint("ambito_id", "case_id", "mandate_id"),
)
