"""A due is settled with what whoever keeps the fund collected, as well as with what it paid.

Revision ID: 0035
Revises: 0034
"""

from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

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
        return null;
    end $$"""
"""Which of the two it is follows from who keeps the fund, which the documents say."""


def upgrade() -> None:
    """Hold a due to its movement, whichever way that went."""
    op.execute(GUARD_SETTLED)
