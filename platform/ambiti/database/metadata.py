"""The one metadata of all tables, and the columns that many of them share.

Every tenant table begins with ``ambito_id`` (the tenant key, first in its primary key and in each
foreign key), so that no row can point into another tenant. Reference tables (comuni, populations)
carry no tenant. Which is which is declared here, in ``Column`` terms, and the migrations make the
row-level security of each class from it (see ``ambiti.database.tenancy``).
"""

from enum import Enum
from typing import Any

from sqlalchemy import Column, Date, Integer, MetaData, Table, Text, Uuid
from sqlalchemy.schema import PrimaryKeyConstraint, SchemaItem

SCHEMA = "ambiti"

metadata = MetaData(
    schema=SCHEMA,
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    },
)


class Confinement(Enum):
    """Who may see the rows of a table, before any policy line is asked."""

    REFERENCE = "reference"
    """Facts of no tenant (comuni, populations): readable by all, written by the app role."""
    TENANT = "tenant"
    """A row is readable when its tenant is in the reach of the transaction."""
    PART = "part"
    """As TENANT, of what is read one row at a time, by the key of the row that it is part of."""
    OPEN = "open"
    """Readable by everyone whose reach is set, even to nothing: directory and territory."""
    PUBLISHABLE = "publishable"
    """As TENANT, and besides by everyone where the row's ``published`` is true."""
    PERSONAL = "personal"
    """Readable by the person it is about (``ambiti.subject``); mandates also by their tenant."""


def tenant_table(name: str, confinement: Confinement, *items: SchemaItem) -> Table:
    """Declare a table of rows that belong to one tenant, keyed by (ambito_id, id)."""
    return Table(
        name,
        metadata,
        Column("ambito_id", Integer, nullable=False),
        Column("id", Uuid, nullable=False),
        *items,
        PrimaryKeyConstraint("ambito_id", "id"),
        info={"confinement": confinement},
    )


def validity() -> list[Column[Any]]:
    """From its first day to the day it no longer holds: [valid_from, valid_until)."""
    return [
        Column("valid_from", Date, nullable=False, server_default="-infinity"),
        Column("valid_until", Date, nullable=False, server_default="infinity"),
    ]


def sourced() -> list[Column[Any]]:
    """The document and article that say it."""
    return [
        Column("source_code", Text, nullable=False),
        Column("source_document", Text, nullable=False),
        Column("source_article", Text),
    ]
