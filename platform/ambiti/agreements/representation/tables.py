"""The rows of representation: mandates, contracts signed for others, acts done on behalf."""

from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    Text,
    UniqueConstraint,
    Uuid,
)

from ambiti.database.metadata import Confinement, sourced, tenant_table
from ambiti.statute.tables import ambiti
from ambiti.territory.tables import comuni


def _who() -> list[Column[Any]]:
    """Say who somebody is: a comune by its ISTAT code, anybody else by the code of the statute."""
    return [
        Column("code", Text, nullable=False),
        Column("name", Text, nullable=False),  # as the documents called it on its day
        Column("istat_code", Text, ForeignKey(comuni.c.istat_code)),
    ]


def _by() -> list[Column[Any]]:
    return [Column("by_code", Text, nullable=False), Column("by_name", Text, nullable=False)]


signing_mandates = tenant_table(  # somebody lets another sign for it
    "signing_mandates",
    Confinement.TENANT,
    Column("matter_code", Text, nullable=False),
    Column("matter_name", Text, nullable=False),
    Column("signer_code", Text, nullable=False),
    Column("signer_name", Text, nullable=False),
    *_who(),
    Column("organ", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("granted_on", Date, nullable=False),
    Column("until", Date),  # the last day on which it may be used
    *sourced(),
    ForeignKeyConstraint(["ambito_id"], [ambiti.c.ambito_id]),
    UniqueConstraint("ambito_id", "matter_code", "code", "granted_on"),
    CheckConstraint("granted_on <= until", name="term"),
)

mandate_revocations = tenant_table(
    "mandate_revocations",
    Confinement.TENANT,
    Column("mandate_id", Uuid, nullable=False),
    Column("act", Text, nullable=False),
    Column("revoked_on", Date, nullable=False),  # the first day without it
    ForeignKeyConstraint(
        ["ambito_id", "mandate_id"], [signing_mandates.c.ambito_id, signing_mandates.c.id]
    ),
    UniqueConstraint("ambito_id", "mandate_id"),
)

signed_contracts = tenant_table(
    "signed_contracts",
    Confinement.TENANT,
    Column("matter_code", Text, nullable=False),
    Column("matter_name", Text, nullable=False),
    Column("programme_code", Text),  # of the programming document that the contract is
    *_by(),
    Column("counterpart_code", Text, nullable=False),
    Column("counterpart_name", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("signed_on", Date, nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date),  # its last day
    *sourced(),
    ForeignKeyConstraint(["ambito_id"], [ambiti.c.ambito_id]),
    CheckConstraint("since <= until", name="term"),
)

contract_parties = tenant_table(  # on behalf of whom a contract is signed
    "contract_parties",
    Confinement.TENANT,
    Column("contract_id", Uuid, nullable=False),
    Column("position", Integer, nullable=False),
    *_who(),
    Column("mandate_id", Uuid),  # null for who signs, and where no mandate is asked for
    ForeignKeyConstraint(
        ["ambito_id", "contract_id"], [signed_contracts.c.ambito_id, signed_contracts.c.id]
    ),
    ForeignKeyConstraint(
        ["ambito_id", "mandate_id"], [signing_mandates.c.ambito_id, signing_mandates.c.id]
    ),
    UniqueConstraint("ambito_id", "contract_id", "position"),
)

representations = tenant_table(  # something done by one on behalf of another
    "representations",
    Confinement.TENANT,
    *_by(),
    Column("behalf_code", Text, nullable=False),
    Column("behalf_name", Text, nullable=False),
    Column("toward_code", Text),
    Column("toward_name", Text),
    Column("matter_code", Text),
    Column("matter_name", Text),
    Column("subject", Text, nullable=False),
    Column("done_on", Date, nullable=False),
    Column("contract_id", Uuid),  # the contract under which it is done, where one is asked for
    *sourced(),
    ForeignKeyConstraint(["ambito_id"], [ambiti.c.ambito_id]),
    ForeignKeyConstraint(
        ["ambito_id", "contract_id"], [signed_contracts.c.ambito_id, signed_contracts.c.id]
    ),
    CheckConstraint("(toward_code is null) = (toward_name is null)", name="toward"),
    CheckConstraint("(matter_code is null) = (matter_name is null)", name="matter"),
)

representatives = tenant_table(  # a person who goes somewhere, or supports somebody, for a body
    "representatives",
    Confinement.TENANT,
    *_by(),
    Column("at_code", Text, nullable=False),
    Column("at_name", Text, nullable=False),
    Column("body", Text),  # which one, where the documents name a kind of bodies
    Column("person", Text, nullable=False),
    Column("act", Text),
    Column("since", Date, nullable=False),
    *sourced(),
    ForeignKeyConstraint(["ambito_id"], [ambiti.c.ambito_id]),
    UniqueConstraint(
        "ambito_id", "by_code", "at_code", "body", "person", postgresql_nulls_not_distinct=True
    ),
)
