"""A due is settled with a payment of the ledger, and a credit is given back: never beyond it.

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

COVERED = """create function ambiti.require_payment_covers(tenant integer, payment uuid)
    returns void language plpgsql set search_path = pg_catalog, pg_temp as $$
    begin
        perform pg_advisory_xact_lock(hashtextextended(tenant || ' settled ' || payment, 7306));
        perform from ambiti.due_entries where ambito_id = tenant and payment_id = payment;
        if not found then return; end if;
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

CREDIT = """create function ambiti.require_credit(tenant integer, key uuid, since date)
    returns void language plpgsql set search_path = pg_catalog, pg_temp as $$
    begin
        perform from (
            select entered_on, sum(sum(paid)) over (order by entered_on) as held,
                sum(sum(paid - owed)) over (order by entered_on) as credit
            from (
                select entered_on,
                    case when kind in ('SETTLED', 'RETURNED') then cents else 0 end as paid,
                    case when kind in ('SETTLED', 'RETURNED') then 0 else cents end as owed
                from ambiti.due_entries where ambito_id = tenant and due_id = key
            ) entries group by entered_on
        ) days where held < 0 or credit < 0 and entered_on >= since;
        if found then
            raise exception 'more would be given back than was paid beyond what is owed'
                using errcode = 'check_violation', constraint = 'due_credit';
        end if;
    end $$"""
"""A credit is given back from a day on which it is there, and is there ever since."""

GUARD_ENTRY = """create or replace function ambiti.guard_due_entry() returns trigger
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
            coalesce(sum(cents) filter (where kind not in ('SETTLED', 'RETURNED')), 0) as owed,
            coalesce(sum(cents) filter (where kind in ('SETTLED', 'RETURNED')), 0) as settled
            into sums from ambiti.due_entries
            where ambito_id = new.ambito_id and due_id = new.due_id;
        if sums.times <> 1 or sums.owed < 0 then
            raise exception 'a sum is owed once, and is never less than nothing'
                using errcode = 'check_violation', constraint = 'due_owed';
        end if;
        perform ambiti.require_credit(new.ambito_id, new.due_id,
            case when new.kind = 'RETURNED' and new.reverses_id is null then new.entered_on end);
        if new.reverses_id is null and not new.credit and sums.settled > sums.owed
            and new.kind <> 'RETURNED' then
            raise exception 'more would be settled than is owed, and nobody said it is a credit'
                using errcode = 'check_violation', constraint = 'due_beyond';
        end if;
        return null;
    end $$"""
"""The due is held, so that two payments at once are counted one after the other."""

PAID = "'SETTLED', 'RETURNED'"
CHECKS = {
    "kind": "kind in ('OWED', 'ADJUSTED', 'SETTLED', 'RETURNED')",
    "settled": f"kind not in ({PAID}) or cents <> 0"
    " and (cents < 0) = ((reverses_id is not null) = (kind = 'SETTLED'))",
    "payee": f"(kind in ({PAID})) = (payee_code is not null)",
    "firmness": f"(kind in ({PAID})) = (firmness is null)",
    "payment": "payment_id is null or kind = 'SETTLED'",
}
"""What holds of an entry; all but the last were there for fewer kinds."""

TRIGGERS = (
    """create constraint trigger guards_settled_payment after insert on ambiti.due_entries
        deferrable initially deferred for each row
        when (new.payment_id is not null or new.reverses_id is not null)
        execute function ambiti.guard_settled_payment()""",
    """create constraint trigger guards_settled_payment after insert on ambiti.ledger_movements
        deferrable initially deferred for each row
        when (new.kind = 'PAGAMENTO' and new.reverses_id is not null)
        execute function ambiti.guard_settled_payment()""",
)


CALLED = ("require_payment_covers(integer, uuid)", "require_credit(integer, uuid, date)")


def upgrade() -> None:
    """Let a settlement name its payment, and hold the sum of all to what was paid."""
    op.add_column("due_entries", sa.Column("payment_id", sa.Uuid(), nullable=True), schema="ambiti")
    op.create_foreign_key(
        op.f("fk_due_entries_ambito_id_payment_id"),
        "due_entries",
        "ledger_movements",
        ["ambito_id", "payment_id"],
        ["ambito_id", "id"],
        source_schema="ambiti",
        referent_schema="ambiti",
    )
    for name, rule in CHECKS.items():
        if name != "payment":
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
    for function in (COVERED, GUARD_SETTLED, CREDIT, GUARD_ENTRY):
        op.execute(function)
    for called in CALLED:
        op.execute(tenancy.callable_by_logins(called))
    op.execute("revoke all on function ambiti.guard_settled_payment() from public")
    for trigger in TRIGGERS:
        op.execute(trigger)
