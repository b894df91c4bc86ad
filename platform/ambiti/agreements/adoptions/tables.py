"""The rows of mirror adoptions: the rounds that were opened, and the acts of each body."""

from sqlalchemy import CheckConstraint, Column, Date, ForeignKeyConstraint, Integer, Text
from sqlalchemy import UniqueConstraint as Unique

from ambiti.agreements.signatures.tables import of_party, once
from ambiti.database.metadata import Confinement, tenant_table
from ambiti.statute.tables import ambiti

adoption_rounds = tenant_table(  # what is to be adopted where it is not the same every year
    "adoption_rounds",
    Confinement.TENANT,
    Column("rule_code", Text, nullable=False),  # of the mirror adoption in the statute
    Column("year", Integer),
    Column("subject", Text),
    Column("act", Text, nullable=False),  # by which it was opened, and its term set
    Column("opened_on", Date, nullable=False),
    Column("due_on", Date),
    ForeignKeyConstraint(["ambito_id"], [ambiti.c.ambito_id]),
    Unique("ambito_id", "rule_code", "year", "subject", postgresql_nulls_not_distinct=True),
    CheckConstraint("due_on is null or opened_on <= due_on", name="term"),
)

adoptions = tenant_table(
    "adoptions",
    Confinement.TENANT,
    Column("rule_code", Text, nullable=False),
    Column("year", Integer),
    Column("subject", Text),
    *of_party(),
    Column("organ", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("adopted_on", Date, nullable=False),
    ForeignKeyConstraint(["ambito_id"], [ambiti.c.ambito_id]),
    once("rule_code", "year", "subject"),
)
