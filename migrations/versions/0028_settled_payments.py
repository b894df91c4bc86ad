"""Payments of the ledger settle dues; a credit is given back or carried; what is void is not owed.

Revision ID: 0028
Revises: 0027
"""

import sqlalchemy as sa
from alembic import op

from ambiti.database import tenancy

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

GIVEN = "'SETTLED', 'RETURNED'"
PAID = f"{GIVEN}, 'CARRIED'"

COVERED = """create function ambiti.require_payment_covers(tenant integer, payment uuid)
    returns void language plpgsql set search_path = pg_catalog, pg_temp as $$
    begin
        perform pg_advisory_xact_lock(hashtextextended(tenant || ' settled ' || payment, 7306));
        perform from (
            select sum(sum(cents)) over (order by on_day) as held from (
                select moved_on as on_day, amount as cents from ambiti.ledger_movements
                    where ambito_id = tenant and id = payment
                        and kind = 'PAGAMENTO' and reverses_id is null
                union all select moved_on, -amount from ambiti.ledger_movements
                    where ambito_id = tenant and reverses_id = payment
                union all select entered_on, -cents from ambiti.due_entries
                    where ambito_id = tenant and payment_id = payment
            ) flows group by on_day
        ) days where held < 0;
        if found then
            raise exception 'on some day more would be settled with a payment than was paid'
                using errcode = 'check_violation', constraint = 'settlement_covered';
        end if;
    end $$"""
"""A payment that was moved back covers nothing from that day on; two at once wait in turn."""

GUARD_SETTLED = """create function ambiti.guard_settled_payment() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
    declare
        undone uuid;
    begin
        if tg_table_name = 'ledger_movements' then
            perform ambiti.require_payment_covers(new.ambito_id, new.reverses_id);
            return null;
        end if;
        if new.reverses_id is not null then
            select payment_id into undone from ambiti.due_entries
                where ambito_id = new.ambito_id and id = new.reverses_id;
            if undone is distinct from new.payment_id then
                raise exception 'what is taken back was paid with the same payment'
                    using errcode = 'check_violation', constraint = 'settlement_payment';
            end if;
        end if;
        if new.payment_id is null then return null; end if;
        perform from ambiti.ledger_movements m join ambiti.dues d on d.ambito_id = m.ambito_id
            where m.ambito_id = new.ambito_id and m.id = new.payment_id
                and d.id = new.due_id and m.moved_on < d.entered_on;
        if found then
            raise exception 'a due is not paid before it is owed'
                using errcode = 'check_violation', constraint = 'settlement_days';
        end if;
        perform ambiti.require_payment_covers(new.ambito_id, new.payment_id);
        return null;
    end $$"""

CREDIT = f"""create function ambiti.require_credit(tenant integer, key uuid, since date)
    returns void language plpgsql set search_path = pg_catalog, pg_temp as $$
    begin
        perform from (
            select entered_on, sum(sum(paid)) over (order by entered_on) as held,
                sum(sum(paid - owed)) over (order by entered_on) as credit
            from (
                select entered_on,
                    case when kind in ({PAID}) then cents else 0 end as paid,
                    case when kind in ({PAID}) then 0 else cents end as owed
                from ambiti.due_entries where ambito_id = tenant and due_id = key
            ) entries group by entered_on
        ) days where held < 0 or credit < 0 and entered_on >= since;
        if found then
            raise exception 'more would be given back than was paid beyond what is owed'
                using errcode = 'check_violation', constraint = 'due_credit';
        end if;
    end $$"""
"""A credit is given back from a day on which it is there, and is there ever since."""

GUARD_ENTRY = f"""create or replace function ambiti.guard_due_entry() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
    declare
        due record;
        undone record;
        sums record;
    begin
        perform ambiti.require_act(new.ambito_id, new.act_id, new.entered_on);
        select * into due from ambiti.dues
            where ambito_id = new.ambito_id and id = new.due_id for no key update;
        if (due.debtor_istat, due.creditor_istat)
            is distinct from (new.debtor_istat, new.creditor_istat) then
            raise exception 'an entry is of the comuni of its due'
                using errcode = 'check_violation', constraint = 'due_comuni';
        end if;
        if new.entered_on < due.entered_on then
            raise exception 'nothing is settled or changed before it is owed'
                using errcode = 'check_violation', constraint = 'due_days';
        end if;
        if new.kind in ('SETTLED', 'RETURNED') and (due.internal or new.payee_code
                <> case new.kind when 'SETTLED' then due.creditor_code
                    else due.debtor_code end) then
            raise exception 'a due is paid to whom it is owed, and to nobody else'
                using errcode = 'check_violation', constraint = 'due_creditor';
        end if;
        if new.kind = 'OWED' and due.cause in ('REFUND', 'HOURS') then
            perform from ambiti.obligations where ambito_id = new.ambito_id
                and id = due.obligation_id and recorder_id = new.recorder_id;
            if found then
                raise exception 'who claims a refund does not grant it'
                    using errcode = 'check_violation', constraint = 'due_duties';
            end if;
        end if;
        if new.reverses_id is not null then
            select * into undone from ambiti.due_entries
                where ambito_id = new.ambito_id and id = new.reverses_id;
            if new.kind not in ('SETTLED', 'RETURNED') or new.kind <> undone.kind
                or undone.reverses_id is not null
                or undone.due_id <> new.due_id or undone.cents <> -new.cents
                or undone.entered_on > new.entered_on then
                raise exception 'a reversal takes back the whole of one payment'
                    using errcode = 'check_violation', constraint = 'due_reversal';
            end if;
        end if;
        select count(*) filter (where kind = 'OWED') as times,
            coalesce(sum(cents) filter (where kind not in ({PAID})), 0) as owed,
            coalesce(sum(cents) filter (where kind in ({PAID})), 0) as settled
            into sums from ambiti.due_entries
            where ambito_id = new.ambito_id and due_id = new.due_id;
        if sums.times <> 1 or sums.owed < 0 then
            raise exception 'a sum is owed once, and is never less than nothing'
                using errcode = 'check_violation', constraint = 'due_owed';
        end if;
        perform ambiti.require_credit(new.ambito_id, new.due_id,
            case when new.kind in ('RETURNED', 'CARRIED') and new.cents < 0
                then new.entered_on end);
        if new.kind = 'VOIDED' then
            perform from ambiti.acts where ambito_id = new.ambito_id and id = due.act_id
                and state = 'ANNULLED';
            if not found or sums.owed <> 0 then
                raise exception 'only what an annulled act made owed is owed no more, and whole'
                    using errcode = 'check_violation', constraint = 'due_voided';
            end if;
        end if;
        if new.reverses_id is null and not new.credit and sums.settled > sums.owed
            and (new.cents > 0 or new.kind not in ('RETURNED', 'CARRIED')) then
            raise exception 'more would be settled than is owed, and nobody said it is a credit'
                using errcode = 'check_violation', constraint = 'due_beyond';
        end if;
        return null;
    end $$"""
"""The due is held, so that two payments at once are counted one after the other."""

CHECKS = {
    "kind": f"kind in ('OWED', 'ADJUSTED', 'VOIDED', {PAID})",
    "settled": f"kind not in ({GIVEN}) or cents <> 0"
    " and (cents < 0) = ((reverses_id is not null) = (kind = 'SETTLED'))",
    "payee": f"(kind in ({GIVEN})) = (payee_code is not null)",
    "firmness": f"(kind in ({PAID})) = (firmness is null)",
    "payment": "payment_id is null or kind = 'SETTLED'",
    "voided": "kind <> 'VOIDED' or cents < 0",
    "carried": "(kind = 'CARRIED' and cents > 0) = (carried_id is not null)",
    "carried_cents": "kind <> 'CARRIED' or cents <> 0",
}
"""What holds of an entry."""
CENTS = "ck_budget_assignments_cents"
TAKEN_BACK = "cents <> 0 and (cents < 0) = (reverses_id is not null)"
WIDENED = ("kind", "settled", "payee", "firmness")
"""What held of fewer kinds before."""

GUARD_CARRIED = """create function ambiti.guard_carried() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
    begin
        perform from ambiti.due_entries other
            join ambiti.dues mine on mine.ambito_id = new.ambito_id and mine.id = new.due_id
            join ambiti.dues its on its.ambito_id = other.ambito_id and its.id = other.due_id
            where other.ambito_id = new.ambito_id and other.kind = 'CARRIED'
                and (other.carried_id = new.id or other.id = new.carried_id)
                and (other.cents, other.entered_on, other.act_id)
                    = (-new.cents, new.entered_on, new.act_id)
                and mine.id <> its.id
                and (mine.cause, mine.matter_code, mine.year, mine.debtor_code, mine.creditor_code)
                    = (its.cause, its.matter_code, its.year, its.debtor_code, its.creditor_code)
                and mine.fund_code is not distinct from its.fund_code;
        if not found then
            raise exception 'a credit is carried from a due to another between the same'
                using errcode = 'check_violation', constraint = 'due_carried';
        end if;
        return null;
    end $$"""

KEEP_DUES = """create or replace function ambiti.keep_dues() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
    declare
        clock text[] := array['started_on', 'due_on'];
        clocks text[] := array['available_on', 'waiting', 'started_on', 'due_on'];
        told text[] := clocks || 'fund_code'::text;
        open text[] := array['state', 'cents', 'act_id', 'lines', 'vat_rate'];
        anew text[] := array['act_id', 'waiting', 'started_on', 'due_on'];
        row_was jsonb := to_jsonb(old);
        row_is jsonb;
    begin
        if tg_op = 'UPDATE' then
            row_is := to_jsonb(new);
            if tg_table_name = 'dues' and row_was->>'due_on' is null
                and (row_was - clock) = (row_is - clock) then
                return new;
            end if;
            if tg_table_name = 'obligations' and (row_was->>'state' <> 'FINAL'
                    and (row_was - (told || open)) = (row_is - (told || open))
                or row_was->>'due_on' is null
                    and (row_was - clocks) = (row_is - clocks)) then
                return new;
            end if;
            if tg_table_name = 'obligations' and (row_was - anew) = (row_is - anew) then
                perform from ambiti.acts where ambito_id = (row_was->>'ambito_id')::integer
                    and id = (row_was->>'act_id')::uuid and state = 'ANNULLED';
                if found then return new; end if;
            end if;
        end if;
        raise exception 'what is owed stays as it is'
            using errcode = 'insufficient_privilege', constraint = 'kept';
    end $$"""
"""What rested on an act that was annulled may rest on another; a clock may be set once."""

GUARD_TAKEN_BACK = """create function ambiti.guard_assignment_taken_back() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
    begin
        perform ambiti.require_act(new.ambito_id, new.act_id, new.assigned_on);
        perform ambiti.require_open_budget(new.ambito_id, line.budget_id)
            from ambiti.budget_lines line where ambito_id = new.ambito_id and id = new.line_id;
        perform from ambiti.budget_assignments was join ambiti.ledger_accounts free
            on free.ambito_id = was.ambito_id and free.line_id = was.line_id
            where was.ambito_id = new.ambito_id and was.id = new.reverses_id
                and was.reverses_id is null and was.assigned_on <= new.assigned_on
                and (was.line_id, was.executor_code, -was.cents)
                    = (new.line_id, new.executor_code, new.cents)
                and was.contract_id is not distinct from new.contract_id
                and free.stage = 'APPROPRIATED' and free.balance >= was.cents;
        if not found then
            raise exception 'an assignment is taken back whole, while its money is not committed'
                using errcode = 'check_violation', constraint = 'assignment_reversal';
        end if;
        return null;
    end $$"""

KEEP_CONTRACTS = """create or replace function ambiti.keep_service_contracts() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
    declare
        ending text[] := array['ended_on', 'ended_because'];
    begin
        if tg_op = 'UPDATE' and old.ended_on is null
            and (to_jsonb(old) - ending) = (to_jsonb(new) - ending) then
            perform from ambiti.budget_assignments a
                where ambito_id = new.ambito_id and contract_id = new.id
                    and assigned_on > new.ended_on and cents > 0
                    and not exists (select from ambiti.budget_assignments b
                        where b.ambito_id = a.ambito_id and b.reverses_id = a.id);
            if not found then return new; end if;
        end if;
        raise exception 'a contract stays as it is: its end is written once'
            using errcode = 'insufficient_privilege', constraint = 'kept';
    end $$"""

TRIGGERS = (
    "drop trigger guards_assignment on ambiti.budget_assignments",
    """create trigger guards_assignment after insert on ambiti.budget_assignments for each row
        when (new.reverses_id is null) execute function ambiti.guard_assignment()""",
    """create trigger guards_taken_back after insert on ambiti.budget_assignments for each row
        when (new.reverses_id is not null)
        execute function ambiti.guard_assignment_taken_back()""",
    """create constraint trigger guards_carried after insert on ambiti.due_entries
        deferrable initially deferred for each row when (new.kind = 'CARRIED')
        execute function ambiti.guard_carried()""",
    """create constraint trigger guards_settled_payment after insert on ambiti.due_entries
        deferrable initially deferred for each row
        when (new.payment_id is not null or new.reverses_id is not null)
        execute function ambiti.guard_settled_payment()""",
    """create constraint trigger guards_settled_payment after insert on ambiti.ledger_movements
        deferrable initially deferred for each row
        when (new.kind = 'PAGAMENTO' and new.reverses_id is not null)
        execute function ambiti.guard_settled_payment()""",
)


FUNCTIONS = (
    *(COVERED, GUARD_SETTLED, CREDIT, GUARD_ENTRY, GUARD_CARRIED, KEEP_DUES),
    *(GUARD_TAKEN_BACK, KEEP_CONTRACTS),
)
FIRED = ("guard_settled_payment", "guard_carried", "guard_assignment_taken_back")
CALLED = ("require_payment_covers(integer, uuid)", "require_credit(integer, uuid, date)")


POINTING = (
    ("due_entries", "payment_id", "ledger_movements"),
    ("due_entries", "carried_id", "due_entries"),
    ("budget_assignments", "reverses_id", "budget_assignments"),
)
"""Of which table, which new column, and what it names; once, where it is a row of its own."""


def upgrade() -> None:
    """Let rows name what they rest on, and the database hold them to it."""
    for table, name, target in POINTING:
        op.add_column(table, sa.Column(name, sa.Uuid(), nullable=True), schema="ambiti")
        op.create_foreign_key(
            op.f(f"fk_{table}_ambito_id_{name}"),
            table,
            target,
            ["ambito_id", name],
            ["ambito_id", "id"],
            source_schema="ambiti",
            referent_schema="ambiti",
        )
        if table == target:
            unique = op.f(f"uq_{table}_ambito_id_{name}")
            op.create_unique_constraint(unique, table, ["ambito_id", name], schema="ambiti")
    op.drop_constraint(op.f(CENTS), "budget_assignments", schema="ambiti")
    op.create_check_constraint(op.f(CENTS), "budget_assignments", TAKEN_BACK, schema="ambiti")
    for name, rule in CHECKS.items():
        if name in WIDENED:
            op.drop_constraint(op.f(f"ck_due_entries_{name}"), "due_entries", schema="ambiti")
        op.create_check_constraint(
            op.f(f"ck_due_entries_{name}"), "due_entries", rule, schema="ambiti"
        )
    op.create_index(
        "ix_due_entries_ambito_id_payment_id",
        "due_entries",
        ["ambito_id", "payment_id"],
        unique=False,
        schema="ambiti",
    )
    for function in FUNCTIONS:
        op.execute(function)
    for called in CALLED:
        op.execute(tenancy.callable_by_logins(called))
    for name in FIRED:
        op.execute(f"revoke all on function ambiti.{name}() from public")
    for trigger in TRIGGERS:
        op.execute(trigger)
