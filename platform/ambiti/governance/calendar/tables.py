"""The rows of the calendar: only added, never rewritten."""

from typing import Any

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)

from ambiti.database.metadata import Confinement, tenant_table
from ambiti.governance.acts.tables import acts
from ambiti.statute.tables import ambiti

YEARS = "year between 1900 and 2999"


def _recorded() -> tuple[Any, ...]:
    """Make what every record says of itself; an occurrence is a year, a period or a subject."""
    return (
        Column("year", Integer, nullable=False),  # of reference
        Column("occurrence", Text, nullable=False),
        Column("by_code", Text, nullable=False),
        Column("by_name", Text, nullable=False),
        Column("act", Text, nullable=False),
        ForeignKeyConstraint(["ambito_id"], [ambiti.c.ambito_id]),
        CheckConstraint(YEARS, name="year"),
    )


set_terms = tenant_table(  # a day that the document leaves to somebody, or how often
    "set_terms",
    Confinement.TENANT,
    Column("deadline_code", Text, nullable=False),
    Column("due_on", Date),
    Column("every_days", Integer),
    Column("set_on", Date, nullable=False),
    *_recorded(),
    UniqueConstraint("ambito_id", "deadline_code", "year", "occurrence", "set_on"),
    CheckConstraint("(due_on is null) <> (every_days is null)", name="one"),
    CheckConstraint("every_days between 1 and 366", name="every_days"),
)

term_events = tenant_table(  # a fact from which a term runs
    "term_events",
    Confinement.TENANT,
    Column("event_code", Text, nullable=False),
    Column("occurred_on", Date, nullable=False),
    Column("act_id", Uuid),  # of the register, where it tells the fact by itself
    *_recorded(),
    ForeignKeyConstraint(["ambito_id", "act_id"], [acts.c.ambito_id, acts.c.id]),
    UniqueConstraint("ambito_id", "event_code", "act_id"),
    Index(  # by hand it is recorded once; by acts again, once the one before is annulled
        "uq_term_events_by_hand",
        "ambito_id",
        "event_code",
        "year",
        "occurrence",
        unique=True,
        postgresql_where=text("act_id is null"),
    ),
    Index("ix_term_events_ambito_id_event_code_year", "ambito_id", "event_code", "year"),
)

fulfilments = tenant_table(
    "fulfilments",
    Confinement.TENANT,
    Column("deadline_code", Text, nullable=False),
    Column("done_on", Date, nullable=False),
    Column("sections", ARRAY(Text), nullable=False),  # what it contains, as the document asks
    *_recorded(),
    UniqueConstraint("ambito_id", "deadline_code", "year", "occurrence"),
)
