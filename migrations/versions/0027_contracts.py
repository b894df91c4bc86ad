"""Service contracts: the budgets that a contract gives to a body, and what was assigned of them.

Revision ID: 0027
Revises: 0026
"""

import sqlalchemy as sa
from alembic import op

from ambiti.database import tenancy
from ambiti.database.metadata import Confinement
from ambiti.database.versions import moving

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

KEPT = ("service_contracts",)
APPENDED = ("contract_budgets", "budget_assignments")

WHOLE_CONTRACT = """create function ambiti.require_whole_contract(tenant integer, key uuid)
    returns void language plpgsql set search_path = pg_catalog, pg_temp as $$
    declare
        contract record;
        given bigint;
        strangers bigint;
        number integer;
    begin
        select * into contract from ambiti.service_contracts
            where ambito_id = tenant and id = key;
        select coalesce(sum(of.cents), 0),
                count(*) filter (where line.budget_id is distinct from contract.budget_id)
            into given, strangers
            from ambiti.contract_budgets of join ambiti.budget_lines line
                on line.ambito_id = of.ambito_id and line.id = of.line_id
            where of.ambito_id = tenant and of.contract_id = key;
        select year into number from ambiti.budgets
            where ambito_id = tenant and id = contract.budget_id;
        if strangers <> 0 or contract.shared
                and (given <> contract.cents or number is distinct from contract.year)
            or not contract.shared and given <> 0 then
            raise exception 'the total of a contract is that of its budgets, of its year'
                using errcode = 'check_violation', constraint = 'contract_total';
        end if;
    end $$"""
"""Looked at when the transaction ends; so what a contract gives is not added to afterwards."""

GUARD_CONTRACT = """create function ambiti.guard_service_contract() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
    begin
        perform ambiti.require_whole_contract(new.ambito_id, new.id);
        if not new.shared then
            return null;
        end if;
        perform ambiti.require_act(new.ambito_id, new.act_id, new.entered_on);
        perform from ambiti.signed_contracts of
            where of.ambito_id = new.ambito_id and of.id = new.contract_id
                and of.programme_code = new.programme_code
                and of.counterpart_code = new.executor_code
                and of.since = new.since and of.until is not distinct from new.until;
        if not found then
            raise exception 'a contract is what was signed'
                using errcode = 'check_violation', constraint = 'contract_signed';
        end if;
        return null;
    end $$"""

GUARD_BUDGET = """create function ambiti.guard_contract_budget() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
    begin
        perform ambiti.require_whole_contract(new.ambito_id, new.contract_id);
        return null;
    end $$"""

GUARD_ASSIGNMENT = """create function ambiti.guard_assignment() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
    declare
        budget uuid;
        has bigint;
        given bigint;
        held record;
    begin
        perform ambiti.require_act(new.ambito_id, new.act_id, new.assigned_on);
        select budget_id into budget from ambiti.budget_lines
            where ambito_id = new.ambito_id and id = new.line_id;
        perform ambiti.require_open_budget(new.ambito_id, budget);
        select coalesce(sum(balance), 0) into has from ambiti.ledger_accounts
            where ambito_id = new.ambito_id and line_id = new.line_id
                and stage in ('APPROPRIATED', 'COMMITTED', 'LIQUIDATED', 'PAID');
        select coalesce(sum(cents), 0) into given from ambiti.budget_assignments
            where ambito_id = new.ambito_id and line_id = new.line_id;
        if given > has then
            raise exception 'more of a line would be assigned than is on it'
                using errcode = 'check_violation', constraint = 'assignment_covered';
        end if;
        if new.contract_id is null then
            return null;
        end if;
        select contract.*, of.cents as room into held from ambiti.service_contracts contract
            join ambiti.contract_budgets of on of.ambito_id = contract.ambito_id
                and of.contract_id = contract.id and of.line_id = new.line_id
            where contract.ambito_id = new.ambito_id and contract.id = new.contract_id
            for no key update of contract;
        select coalesce(sum(cents), 0) into given from ambiti.budget_assignments
            where ambito_id = new.ambito_id and line_id = new.line_id
                and contract_id = new.contract_id;
        if held.id is null or held.executor_code <> new.executor_code
            or new.assigned_on < held.since
            or new.assigned_on > coalesce(held.ended_on, held.until, 'infinity'::date)
            or given > held.room then
            raise exception 'a contract in force gives this much of this line to this body'
                using errcode = 'check_violation', constraint = 'assignment_contract';
        end if;
        return null;
    end $$"""

KEEP_CONTRACTS = """create function ambiti.keep_service_contracts() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
    declare
        ending text[] := array['ended_on', 'ended_because'];
    begin
        if tg_op = 'UPDATE' and old.ended_on is null
            and (to_jsonb(old) - ending) = (to_jsonb(new) - ending) then
            perform from ambiti.budget_assignments
                where ambito_id = new.ambito_id and contract_id = new.id
                    and assigned_on > new.ended_on;
            if not found then
                return new;
            end if;
        end if;
        raise exception 'a contract stays as it is: its end is written once'
            using errcode = 'insufficient_privilege', constraint = 'kept';
    end $$"""

GUARDS = {
    "guards_contract": ("service_contracts", "guard_service_contract", True),
    "guards_budget": ("contract_budgets", "guard_contract_budget", True),
    "guards_assignment": ("budget_assignments", "guard_assignment", False),
}
"""Of which table, which function, and whether it waits for the end of the transaction."""
FUNCTIONS = (WHOLE_CONTRACT, GUARD_CONTRACT, GUARD_BUDGET, GUARD_ASSIGNMENT, KEEP_CONTRACTS)
CALLED = "require_whole_contract(integer, uuid)"


def upgrade() -> None:
    """Create the tables, confine them, and let the database itself keep what a contract gives."""
    _service_contracts()
    _contract_budgets()
    _budget_assignments()
    for table in (*KEPT, *APPENDED):
        for statement in tenancy.confine(
            table, Confinement.TENANT, append_only=table in APPENDED, kept=table in KEPT
        ):
            op.execute(statement)
        op.execute(moving(table, Confinement.TENANT))
    for function in FUNCTIONS:
        op.execute(function)
    op.execute(tenancy.callable_by_logins(CALLED))
    for name in (*(one for _, one, _ in GUARDS.values()), "keep_service_contracts"):
        op.execute(f"revoke all on function ambiti.{name}() from public")
    for name, (table, function, waits) in GUARDS.items():
        op.execute(
            f"create {'constraint ' if waits else ''}trigger {name} after insert on ambiti.{table}"
            f" {'deferrable initially deferred ' if waits else ''}for each row"
            f" execute function ambiti.{function}()"
        )
    for table in (*KEPT, *APPENDED):
        keeps = "keep_service_contracts" if table in KEPT else "keep_as_it_is"
        op.execute(
            f"create trigger keeps_as_it_is before update or delete on ambiti.{table}"
            f" for each row execute function ambiti.{keeps}()"
        )


def _service_contracts() -> None:
    op.create_table(
        "service_contracts",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("budget_id", sa.Uuid(), nullable=True),
        sa.Column("contract_id", sa.Uuid(), nullable=True),
        sa.Column("programme_code", sa.Text(), nullable=True),
        sa.Column("act_id", sa.Uuid(), nullable=True),
        sa.Column("document", sa.Text(), nullable=True),
        sa.Column("committer_code", sa.Text(), nullable=False),
        sa.Column("committer_name", sa.Text(), nullable=False),
        sa.Column("istat_code", sa.Text(), nullable=True),
        sa.Column("executor_code", sa.Text(), nullable=True),
        sa.Column("executor_name", sa.Text(), nullable=False),
        sa.Column("cents", sa.BigInteger(), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_because", sa.Text(), nullable=True),
        sa.Column("statute_version_id", sa.Uuid(), nullable=False),
        sa.Column("source_code", sa.Text(), nullable=False),
        sa.Column("source_document", sa.Text(), nullable=False),
        sa.Column("source_article", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(ended_on is null) = (ended_because is null)",
            name=op.f("ck_service_contracts_because"),
        ),
        sa.CheckConstraint("cents > 0", name=op.f("ck_service_contracts_cents")),
        sa.CheckConstraint(
            "shared = (budget_id is not null) and shared = (contract_id is not null)"
            " and shared = (act_id is not null) and shared = (programme_code is not null)"
            " and shared = (executor_code is not null) and shared = (document is null)",
            name=op.f("ck_service_contracts_shared"),
        ),
        sa.CheckConstraint(
            "since <= ended_on and ended_on <= coalesce(until, ended_on)",
            name=op.f("ck_service_contracts_ended"),
        ),
        sa.CheckConstraint("since <= until", name=op.f("ck_service_contracts_term")),
        sa.ForeignKeyConstraint(
            ["ambito_id", "act_id"],
            ["ambiti.acts.ambito_id", "ambiti.acts.id"],
            name=op.f("fk_service_contracts_ambito_id_act_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "budget_id"],
            ["ambiti.budgets.ambito_id", "ambiti.budgets.id"],
            name=op.f("fk_service_contracts_ambito_id_budget_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "contract_id"],
            ["ambiti.signed_contracts.ambito_id", "ambiti.signed_contracts.id"],
            name=op.f("fk_service_contracts_ambito_id_contract_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "statute_version_id"],
            ["ambiti.statute_versions.ambito_id", "ambiti.statute_versions.id"],
            name=op.f("fk_service_contracts_ambito_id_statute_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id"], ["ambiti.ambiti.ambito_id"], name=op.f("fk_service_contracts_ambito_id")
        ),
        sa.ForeignKeyConstraint(
            ["istat_code"],
            ["ambiti.comuni.istat_code"],
            name=op.f("fk_service_contracts_istat_code"),
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_service_contracts")),
        sa.UniqueConstraint("ambito_id", "code", name=op.f("uq_service_contracts_ambito_id_code")),
        sa.UniqueConstraint(
            "ambito_id",
            "contract_id",
            "budget_id",
            name=op.f("uq_service_contracts_ambito_id_contract_id_budget_id"),
        ),
        schema="ambiti",
    )
    op.create_index(
        "ix_service_contracts_ambito_id_budget_id",
        "service_contracts",
        ["ambito_id", "budget_id"],
        unique=False,
        schema="ambiti",
    )


def _contract_budgets() -> None:
    op.create_table(
        "contract_budgets",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("cents", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("cents > 0", name=op.f("ck_contract_budgets_cents")),
        sa.ForeignKeyConstraint(
            ["ambito_id", "contract_id"],
            ["ambiti.service_contracts.ambito_id", "ambiti.service_contracts.id"],
            name=op.f("fk_contract_budgets_ambito_id_contract_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "line_id"],
            ["ambiti.budget_lines.ambito_id", "ambiti.budget_lines.id"],
            name=op.f("fk_contract_budgets_ambito_id_line_id"),
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_contract_budgets")),
        sa.UniqueConstraint(
            "ambito_id",
            "contract_id",
            "line_id",
            name=op.f("uq_contract_budgets_ambito_id_contract_id_line_id"),
        ),
        schema="ambiti",
    )
    op.create_index(
        "ix_contract_budgets_ambito_id_line_id",
        "contract_budgets",
        ["ambito_id", "line_id"],
        unique=False,
        schema="ambiti",
    )


def _budget_assignments() -> None:
    op.create_table(
        "budget_assignments",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=True),
        sa.Column("executor_code", sa.Text(), nullable=False),
        sa.Column("executor_name", sa.Text(), nullable=False),
        sa.Column("cents", sa.BigInteger(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("assigned_on", sa.Date(), nullable=False),
        sa.Column("act_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.CheckConstraint("cents > 0", name=op.f("ck_budget_assignments_cents")),
        sa.ForeignKeyConstraint(
            ["ambito_id", "act_id"],
            ["ambiti.acts.ambito_id", "ambiti.acts.id"],
            name=op.f("fk_budget_assignments_ambito_id_act_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "contract_id"],
            ["ambiti.service_contracts.ambito_id", "ambiti.service_contracts.id"],
            name=op.f("fk_budget_assignments_ambito_id_contract_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "line_id"],
            ["ambiti.budget_lines.ambito_id", "ambiti.budget_lines.id"],
            name=op.f("fk_budget_assignments_ambito_id_line_id"),
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_budget_assignments")),
        schema="ambiti",
    )
    op.create_index(
        "ix_budget_assignments_ambito_id_contract_id",
        "budget_assignments",
        ["ambito_id", "contract_id"],
        unique=False,
        schema="ambiti",
    )
    op.create_index(
        "ix_budget_assignments_ambito_id_line_id",
        "budget_assignments",
        ["ambito_id", "line_id"],
        unique=False,
        schema="ambiti",
    )
