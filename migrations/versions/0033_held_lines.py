"""What is assigned of a line, or given of it by a contract, is not taken from it, on any day.

Revision ID: 0033
Revises: 0032
"""

from alembic import op

from ambiti.database import tenancy

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

SPENDABLE = "'APPROPRIATED', 'COMMITTED', 'LIQUIDATED', 'PAID'"
CROSSING = "'RESIDUO', 'AVANZO', 'CASSA'"

HAS = f"""select m.moved_on as on_day, m.amount as cents from ambiti.ledger_accounts a
            join ambiti.ledger_movements m on m.ambito_id = a.ambito_id and m.to_id = a.id
            where a.ambito_id = tenant and a.line_id = line and a.stage in ({SPENDABLE})
                and m.kind not in ({CROSSING})
        union all select m.moved_on, -m.amount from ambiti.ledger_accounts a
            join ambiti.ledger_movements m on m.ambito_id = a.ambito_id and m.from_id = a.id
            where a.ambito_id = tenant and a.line_id = line and a.stage in ({SPENDABLE})
                and m.kind not in ({CROSSING})"""
"""What is appropriated on a line; what its closing carries into the next year stays its own."""

HELD_LINE = f"""create function ambiti.require_held_line(tenant integer, line uuid)
    returns void language plpgsql set search_path = pg_catalog, pg_temp as $$
    begin
        perform pg_advisory_xact_lock(hashtextextended(tenant || ' line ' || line, 7306));
        perform from ambiti.budget_assignments where ambito_id = tenant and line_id = line
            union all
            select from ambiti.contract_budgets where ambito_id = tenant and line_id = line;
        if not found then return; end if;
        perform from (
            select sum(sum(cents)) over (order by on_day) as held from (
                {HAS}
                union all select assigned_on, -cents from ambiti.budget_assignments
                    where ambito_id = tenant and line_id = line
            ) flows group by on_day
        ) days where held < 0;
        if found then
            raise exception 'on some day more of a line would be assigned than is on it'
                using errcode = 'check_violation', constraint = 'assignment_covered';
        end if;
        perform from (
            select sum(sum(cents)) over (order by on_day) as held from (
                {HAS}
                union all select term.began, -of.cents from ambiti.contract_budgets of
                    join ambiti.service_contracts c
                        on c.ambito_id = of.ambito_id and c.id = of.contract_id
                    cross join lateral (select greatest(c.entered_on, c.since) as began,
                        coalesce(c.ended_on, c.until) as last) term
                    where of.ambito_id = tenant and of.line_id = line
                        and coalesce(term.last, 'infinity') >= term.began
                union all select term.last + 1, of.cents from ambiti.contract_budgets of
                    join ambiti.service_contracts c
                        on c.ambito_id = of.ambito_id and c.id = of.contract_id
                    cross join lateral (select greatest(c.entered_on, c.since) as began,
                        coalesce(c.ended_on, c.until) as last) term
                    where of.ambito_id = tenant and of.line_id = line and term.last >= term.began
            ) flows group by on_day
        ) days where held < 0;
        if found then
            raise exception 'on some day contracts in force would give more of a line than it has'
                using errcode = 'check_violation', constraint = 'contract_covered';
        end if;
    end $$"""
"""Whatever lowers a line, and whatever is given of it, waits in turn here, and then looks."""

GUARD_TAKEN = f"""create function ambiti.guard_taken_from_line() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
    begin
        perform ambiti.require_held_line(new.ambito_id, source.line_id)
            from ambiti.ledger_accounts source join ambiti.ledger_accounts target
                on target.ambito_id = source.ambito_id and target.id = new.to_id
            where source.ambito_id = new.ambito_id and source.id = new.from_id
                and source.stage in ({SPENDABLE})
                and target.line_id is distinct from source.line_id;
        return null;
    end $$"""

GUARD_ASSIGNMENT = """create or replace function ambiti.guard_assignment() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
    declare
        held record;
    begin
        perform ambiti.require_act(new.ambito_id, new.act_id, new.assigned_on);
        perform ambiti.require_open_budget(new.ambito_id, line.budget_id)
            from ambiti.budget_lines line where ambito_id = new.ambito_id and id = new.line_id;
        perform ambiti.require_held_line(new.ambito_id, new.line_id);
        if new.contract_id is null then
            return null;
        end if;
        select contract.*, of.cents as room into held from ambiti.service_contracts contract
            join ambiti.contract_budgets of on of.ambito_id = contract.ambito_id
                and of.contract_id = contract.id and of.line_id = new.line_id
            where contract.ambito_id = new.ambito_id and contract.id = new.contract_id
            for no key update of contract;
        perform from (
            select sum(sum(cents)) over (order by assigned_on) as given
            from ambiti.budget_assignments where ambito_id = new.ambito_id
                and line_id = new.line_id and contract_id = new.contract_id group by assigned_on
        ) days where given > held.room;
        if found or held.id is null or held.executor_code <> new.executor_code
            or new.assigned_on < held.since
            or new.assigned_on > coalesce(held.ended_on, held.until, 'infinity'::date) then
            raise exception 'a contract in force gives this much of this line to this body'
                using errcode = 'check_violation', constraint = 'assignment_contract';
        end if;
        return null;
    end $$"""
"""An assignment may be dated before one that was taken back later: every day is looked at."""

GUARD_BUDGET = """create or replace function ambiti.guard_contract_budget() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
    begin
        perform ambiti.require_whole_contract(new.ambito_id, new.contract_id);
        perform ambiti.require_held_line(new.ambito_id, new.line_id);
        return null;
    end $$"""

TRIGGER = """create constraint trigger guards_taken_from_line
    after insert on ambiti.ledger_movements deferrable initially deferred for each row
    when (new.kind in ('STANZIAMENTO', 'VARIAZIONE', 'APPLICAZIONE'))
    execute function ambiti.guard_taken_from_line()"""


def upgrade() -> None:
    """Let the database keep on each line what is assigned of it, and what contracts give of it."""
    for function in (HELD_LINE, GUARD_TAKEN, GUARD_ASSIGNMENT, GUARD_BUDGET):
        op.execute(function)
    op.execute(tenancy.callable_by_logins("require_held_line(integer, uuid)"))
    op.execute("revoke all on function ambiti.guard_taken_from_line() from public")
    op.execute(TRIGGER)
