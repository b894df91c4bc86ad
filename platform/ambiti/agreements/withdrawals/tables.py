"""The rows of withdrawals and accessions."""

from sqlalchemy import CheckConstraint, Column, Date, Integer, Text

from ambiti.agreements.amendments.tables import amendment_key, of_amendment
from ambiti.agreements.signatures.tables import of_instrument, of_party, once
from ambiti.database.metadata import Confinement, sourced, tenant_table

withdrawals = tenant_table(  # a party gives notice that it leaves
    "withdrawals",
    Confinement.TENANT,
    *of_instrument(),
    *of_party(),
    Column("notified_on", Date, nullable=False),
    Column("request_year", Integer, nullable=False),
    Column("effect_on", Date, nullable=False),  # the first day without it
    Column("addressee", Text),
    Column("liability_kind", Text),
    Column("liability", Text),  # what it still owes, in one sentence
    Column("consequence", Text),
    of_amendment(nullable=True),
    amendment_key(),
    *sourced(),
    once("instrument_id"),
    CheckConstraint("notified_on <= effect_on", name="effect"),
    CheckConstraint(
        "liability_kind in ('SHARE_OF_PLANNED_SPEND', 'SHARE_UNTIL_EVENT')", name="liability"
    ),
)

accessions = tenant_table(  # one more asks to be a party, and is one when the text says so
    "accessions",
    Confinement.TENANT,
    *of_instrument(),
    *of_party(),
    Column("act", Text, nullable=False),
    Column("requested_on", Date, nullable=False),
    of_amendment(),
    amendment_key(),
    once("instrument_id"),
)
