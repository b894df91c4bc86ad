"""The rows of service contracts: a contract, the budgets that it gives, what was assigned of them.

Money is bigint cents. A contract that is shared rests on one that was signed and on an act of the
register, and its total is the sum of its budgets, which are lines of one year. One that a party
makes for itself rests on a paper of its own and has no budget of the Ambito.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    Uuid,
)

from ambiti.agreements.representation.tables import signed_contracts
from ambiti.budgets.funds.tables import budgets
from ambiti.budgets.ledger.tables import budget_lines
from ambiti.database.metadata import Confinement, sourced, tenant_table
from ambiti.governance.acts.tables import acts
from ambiti.statute.tables import ambiti, statute_versions
from ambiti.territory.tables import comuni

service_contracts = tenant_table(  # its end is written once, and nothing else of it changes
    "service_contracts",
    Confinement.TENANT,
    Column("code", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("subject", Text, nullable=False),
    Column("shared", Boolean, nullable=False),  # of budgets of the Ambito
    Column("budget_id", Uuid),
    Column("contract_id", Uuid),
    Column("programme_code", Text),
    Column("act_id", Uuid),
    Column("document", Text),  # on which a contract that is not shared rests
    Column("committer_code", Text, nullable=False),
    Column("committer_name", Text, nullable=False),
    Column("istat_code", Text, ForeignKey(comuni.c.istat_code)),  # of who makes it for itself
    Column("executor_code", Text),
    Column("executor_name", Text, nullable=False),
    Column("cents", BigInteger, nullable=False),
    Column("entered_on", Date, nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date),  # the last day
    Column("ended_on", Date),  # the last day, where it ended before
    Column("ended_because", Text),
    Column("statute_version_id", Uuid, nullable=False),
    *sourced(),
    ForeignKeyConstraint(["ambito_id"], [ambiti.c.ambito_id]),
    ForeignKeyConstraint(["ambito_id", "budget_id"], [budgets.c.ambito_id, budgets.c.id]),
    ForeignKeyConstraint(
        ["ambito_id", "contract_id"], [signed_contracts.c.ambito_id, signed_contracts.c.id]
    ),
    ForeignKeyConstraint(["ambito_id", "act_id"], [acts.c.ambito_id, acts.c.id]),
    ForeignKeyConstraint(
        ["ambito_id", "statute_version_id"],
        [statute_versions.c.ambito_id, statute_versions.c.id],
    ),
    UniqueConstraint("ambito_id", "code"),
    UniqueConstraint("ambito_id", "contract_id", "budget_id"),
    CheckConstraint("cents > 0", name="cents"),
    CheckConstraint("since <= until", name="term"),
    CheckConstraint("since <= ended_on and ended_on <= coalesce(until, ended_on)", name="ended"),
    CheckConstraint("(ended_on is null) = (ended_because is null)", name="because"),
    CheckConstraint(
        "shared = (budget_id is not null) and shared = (contract_id is not null)"
        " and shared = (act_id is not null) and shared = (programme_code is not null)"
        " and shared = (executor_code is not null) and shared = (document is null)",
        name="shared",
    ),
    Index("ix_service_contracts_ambito_id_budget_id", "ambito_id", "budget_id"),
)

contract_budgets = tenant_table(  # what a contract gives of a line
    "contract_budgets",
    Confinement.TENANT,
    Column("contract_id", Uuid, nullable=False),
    Column("position", Integer, nullable=False),
    Column("line_id", Uuid, nullable=False),
    Column("cents", BigInteger, nullable=False),
    ForeignKeyConstraint(
        ["ambito_id", "contract_id"], [service_contracts.c.ambito_id, service_contracts.c.id]
    ),
    ForeignKeyConstraint(["ambito_id", "line_id"], [budget_lines.c.ambito_id, budget_lines.c.id]),
    UniqueConstraint("ambito_id", "contract_id", "line_id"),
    CheckConstraint("cents > 0", name="cents"),
    Index("ix_contract_budgets_ambito_id_line_id", "ambito_id", "line_id"),
)

budget_assignments = tenant_table(  # a body is given a part of a line to administer
    "budget_assignments",
    Confinement.TENANT,
    Column("line_id", Uuid, nullable=False),
    Column("contract_id", Uuid),  # none, where the documents ask for none
    Column("reverses_id", Uuid),  # what was assigned wrongly, taken back
    Column("executor_code", Text, nullable=False),
    Column("executor_name", Text, nullable=False),
    Column("cents", BigInteger, nullable=False),
    Column("subject", Text, nullable=False),
    Column("assigned_on", Date, nullable=False),
    Column("act_id", Uuid, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Column("recorded_by", Text, nullable=False),
    ForeignKeyConstraint(["ambito_id", "line_id"], [budget_lines.c.ambito_id, budget_lines.c.id]),
    ForeignKeyConstraint(
        ["ambito_id", "contract_id"], [service_contracts.c.ambito_id, service_contracts.c.id]
    ),
    ForeignKeyConstraint(["ambito_id", "act_id"], [acts.c.ambito_id, acts.c.id]),
    ForeignKeyConstraint(
        ["ambito_id", "reverses_id"],
        ["ambiti.budget_assignments.ambito_id", "ambiti.budget_assignments.id"],
    ),
    UniqueConstraint("ambito_id", "reverses_id"),  # taken back once
    CheckConstraint("cents <> 0 and (cents < 0) = (reverses_id is not null)", name="cents"),
    Index("ix_budget_assignments_ambito_id_line_id", "ambito_id", "line_id"),
    Index("ix_budget_assignments_ambito_id_contract_id", "ambito_id", "contract_id"),
)
