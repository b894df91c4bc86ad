"""A due is settled with a payment of the ledger, which is never more used than it is.

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
    op.create_check_constraint(
        op.f("ck_due_entries_payment"),
        "due_entries",
        "payment_id is null or kind = 'SETTLED'",
        schema="ambiti",
    )
    op.create_index(
        "ix_due_entries_ambito_id_payment_id",
        "due_entries",
        ["ambito_id", "payment_id"],
        unique=False,
        schema="ambiti",
    )
    for function in (COVERED, GUARD_SETTLED):
        op.execute(function)
    op.execute(tenancy.callable_by_logins("require_payment_covers(integer, uuid)"))
    op.execute("revoke all on function ambiti.guard_settled_payment() from public")
    for trigger in TRIGGERS:
        op.execute(trigger)
