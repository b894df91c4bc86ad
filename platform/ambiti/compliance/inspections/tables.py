"""The rows of inspections, and of what must follow them."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Text,
    UniqueConstraint,
    Uuid,
)

from ambiti.database.metadata import Confinement, sourced, tenant_table
from ambiti.statute.tables import ambiti

inspections = tenant_table(
    "inspections",
    Confinement.TENANT,
    Column("by_code", Text, nullable=False),
    Column("matter", Text, nullable=False),
    Column("service", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("findings", Text, nullable=False),
    Column("inspected_on", Date, nullable=False),
    *sourced(),
    ForeignKeyConstraint(["ambito_id"], [ambiti.c.ambito_id]),
    CheckConstraint("outcome in ('CONFORM', 'NON_CONFORM')", name="outcome"),
)

follow_ups = tenant_table(  # what must be done, and by when
    "follow_ups",
    Confinement.TENANT,
    Column("inspection_id", Uuid, nullable=False),
    Column("task", Text, nullable=False),
    Column("opened_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("closed_on", Date),
    Column("result", Text),
    ForeignKeyConstraint(
        ["ambito_id", "inspection_id"], [inspections.c.ambito_id, inspections.c.id]
    ),
    UniqueConstraint("ambito_id", "inspection_id"),
    CheckConstraint("opened_on <= due_on", name="term"),
    CheckConstraint("(closed_on is null) = (result is null)", name="result"),
    CheckConstraint("opened_on <= closed_on", name="closed"),
)
