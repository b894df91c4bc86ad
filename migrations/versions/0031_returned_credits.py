"""A credit is given back with a movement of the ledger, held to it as what settles a due is.

Revision ID: 0031
Revises: 0030
"""

from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

COVERED = """create or replace function ambiti.require_payment_covers(tenant integer, payment uuid)
    returns void language plpgsql set search_path = pg_catalog, pg_temp as $$
    begin
        perform pg_advisory_xact_lock(hashtextextended(tenant || ' settled ' || payment, 7306));
        perform from (
            select sum(sum(cents)) over (order by on_day) as held from (
                select moved_on as on_day, amount as cents from ambiti.ledger_movements
                    where ambito_id = tenant and id = payment
                        and kind in ('PAGAMENTO', 'RISCOSSIONE') and reverses_id is null
                union all select moved_on, -amount from ambiti.ledger_movements
                    where ambito_id = tenant and reverses_id = payment
                union all select entered_on, case kind when 'RETURNED' then cents else -cents end
                    from ambiti.due_entries where ambito_id = tenant and payment_id = payment
            ) flows group by on_day
        ) days where held < 0;
        if found then
            raise exception 'on some day more would rest on a movement than it moved'
                using errcode = 'check_violation', constraint = 'settlement_covered';
        end if;
    end $$"""
"""What is given back is below zero in a due; it rests on its movement as what is settled does."""

GUARD_SETTLED = """create or replace function ambiti.guard_settled_payment() returns trigger
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
        perform from ambiti.ledger_movements where ambito_id = new.ambito_id
            and id = new.payment_id and kind <> 'PAGAMENTO';
        if found and new.kind = 'SETTLED' then
            raise exception 'a due is settled with a payment; money collected is a credit that came'
                using errcode = 'check_violation', constraint = 'settlement_kind';
        end if;
        return null;
    end $$"""

RULE = "payment_id is null or kind in ('SETTLED', 'RETURNED')"
NAME = "ck_due_entries_payment"


def upgrade() -> None:
    """Let what is given back name its movement, and hold it as what is settled is held."""
    op.drop_constraint(op.f(NAME), "due_entries", schema="ambiti")
    op.create_check_constraint(op.f(NAME), "due_entries", RULE, schema="ambiti")
    op.execute(COVERED)
    op.execute(GUARD_SETTLED)
    op.execute("drop trigger guards_settled_payment on ambiti.ledger_movements")
    op.execute(
        """create constraint trigger guards_settled_payment after insert on ambiti.ledger_movements
        deferrable initially deferred for each row
        when (new.kind in ('PAGAMENTO', 'RISCOSSIONE') and new.reverses_id is not null)
        execute function ambiti.guard_settled_payment()"""
    )
