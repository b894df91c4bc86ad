"""What the roundings of a riparto left to each party is kept with it, for the one that follows.

Revision ID: 0034
Revises: 0033
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

EXACT = "~ '^-?[0-9]+(/[1-9][0-9]*)?$'"

KEEP = """create function ambiti.keep_roundings() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
    begin
        if (old.fund_code, old.turn, old.remembers_id, old.roundings)
            is distinct from (new.fund_code, new.turn, new.remembers_id, new.roundings) then
            raise exception 'what a riparto started from stays as it is'
                using errcode = 'insufficient_privilege', constraint = 'kept';
        end if;
        return new;
    end $$"""


def upgrade() -> None:
    """Add what a riparto starts from and what it leaves; those of before remember nothing."""
    op.add_column("riparti", sa.Column("fund_code", sa.Text(), nullable=True), schema="ambiti")
    op.add_column("riparti", sa.Column("turn", sa.Integer(), nullable=True), schema="ambiti")
    op.add_column("riparti", sa.Column("remembers_id", sa.Uuid(), nullable=True), schema="ambiti")
    op.add_column(
        "riparti", sa.Column("roundings", postgresql.JSONB(), nullable=True), schema="ambiti"
    )
    op.create_foreign_key(
        op.f("fk_riparti_ambito_id_remembers_id"),
        "riparti",
        "riparti",
        ["ambito_id", "remembers_id"],
        ["ambito_id", "id"],
        source_schema="ambiti",
        referent_schema="ambiti",
    )
    op.create_check_constraint(
        op.f("ck_riparti_turn"),
        "riparti",
        "(turn is null) = (roundings is null) and (turn is not null and turn > 1)"
        " = (remembers_id is not null) and (turn is null or turn > 0)",
        schema="ambiti",
    )
    op.add_column(
        "riparto_shares",
        sa.Column("remembered", sa.Text(), nullable=False, server_default=sa.text("'0'")),
        schema="ambiti",
    )
    op.add_column("riparto_shares", sa.Column("short", sa.Text(), nullable=True), schema="ambiti")
    for name in ("remembered", "short"):
        op.create_check_constraint(
            op.f(f"ck_riparto_shares_{name}"), "riparto_shares", f"{name} {EXACT}", schema="ambiti"
        )
    op.execute(KEEP)
    op.execute("revoke all on function ambiti.keep_roundings() from public")
    op.execute(
        "create trigger keeps_roundings before update on ambiti.riparti"
        " for each row execute function ambiti.keep_roundings()"
    )
