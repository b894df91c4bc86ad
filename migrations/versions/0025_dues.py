"""Dues: who owes what to whom and by when, what was settled, and the sides of positions.

Revision ID: 0025
Revises: 0024
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from ambiti.database import tenancy
from ambiti.database.metadata import Confinement
from ambiti.database.versions import moving

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

KEPT = ("obligations", "dues")
APPENDED = ("due_entries", "due_sides")

GUARD_DUE = """create function ambiti.guard_due() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
    declare
        source record;
    begin
        perform ambiti.require_act(new.ambito_id, new.act_id, new.entered_on);
        select * into source from ambiti.obligations
            where ambito_id = new.ambito_id and id = new.obligation_id;
        if not found or (source.cause, source.matter_code, source.fund_code)
            is distinct from (new.cause, new.matter_code, new.fund_code)
            or new.cause <> 'RECESS' and source.year <> new.year then
            raise exception 'a due is of the cause, matter, year and fund that it comes from'
                using errcode = 'check_violation', constraint = 'due_source';
        end if;
        return null;
    end $$"""

GUARD_SIDE = """create function ambiti.guard_due_side() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
    declare
        due record;
        party record;
    begin
        select * into due from ambiti.dues where ambito_id = new.ambito_id and id = new.due_id;
        if new.side = 'DEBTOR' then
            select due.debtor_kind as kind, due.debtor_code as code, due.debtor_name as name,
                due.debtor_istat as istat into party;
        else
            select due.creditor_kind as kind, due.creditor_code as code, due.creditor_name as name,
                due.creditor_istat as istat into party;
        end if;
        if due.internal or (due.year, due.fund_code, due.entered_on, party.kind, party.code,
                party.name, party.istat) is distinct from (new.year, new.fund_code,
                new.entered_on, new.party_kind, new.party_code, new.party_name,
                new.istat_code) then
            raise exception 'a side is of whoever owes, or of whoever is owed'
                using errcode = 'check_violation', constraint = 'due_side';
        end if;
        return null;
    end $$"""

GUARD_ENTRY = """create function ambiti.guard_due_entry() returns trigger
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
        if new.kind = 'SETTLED' and (due.internal or new.payee_code <> due.creditor_code) then
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
            if 'SETTLED' <> any (array[new.kind, undone.kind]) or undone.reverses_id is not null
                or undone.due_id <> new.due_id or undone.cents <> -new.cents
                or undone.entered_on > new.entered_on then
                raise exception 'a reversal takes back the whole of one payment'
                    using errcode = 'check_violation', constraint = 'due_reversal';
            end if;
        end if;
        select count(*) filter (where kind = 'OWED') as times,
            coalesce(sum(cents) filter (where kind <> 'SETTLED'), 0) as owed,
            coalesce(sum(cents) filter (where kind = 'SETTLED'), 0) as settled
            into sums from ambiti.due_entries
            where ambito_id = new.ambito_id and due_id = new.due_id;
        if sums.times <> 1 or sums.owed < 0 then
            raise exception 'a sum is owed once, and is never less than nothing'
                using errcode = 'check_violation', constraint = 'due_owed';
        end if;
        if new.reverses_id is null and not new.credit and sums.settled > sums.owed then
            raise exception 'more would be settled than is owed, and nobody said it is a credit'
                using errcode = 'check_violation', constraint = 'due_beyond';
        end if;
        return null;
    end $$"""
"""The due is held, so that two payments at once are counted one after the other."""

KEEP_DUES = """create function ambiti.keep_dues() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
    declare
        clock text[] := array['started_on', 'due_on'];
        clocks text[] := array['available_on', 'waiting', 'started_on', 'due_on'];
        told text[] := clocks || 'fund_code'::text;
        open text[] := array['state', 'cents', 'act_id', 'lines', 'vat_rate'];
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
        end if;
        raise exception 'what is owed stays as it is'
            using errcode = 'insufficient_privilege', constraint = 'kept';
    end $$"""
"""Only a clock that had not started may still be set, and what is not final yet."""

TRIGGERS = {
    "guards_due": ("dues", "guard_due"),
    "guards_side": ("due_sides", "guard_due_side"),
    "guards_entry": ("due_entries", "guard_due_entry"),
}


def upgrade() -> None:
    """Create the tables, confine them, and let the database itself keep what is owed."""
    _obligations()
    _dues()
    _due_entries()
    _due_sides()
    for table in (*KEPT, *APPENDED):
        for statement in tenancy.confine(
            table, Confinement.TENANT, append_only=table in APPENDED, kept=table in KEPT
        ):
            op.execute(statement)
        op.execute(moving(table, Confinement.TENANT))
    for function in (GUARD_DUE, GUARD_SIDE, GUARD_ENTRY, KEEP_DUES):
        op.execute(function)
    for name in ("guard_due", "guard_due_side", "guard_due_entry", "keep_dues"):
        op.execute(f"revoke all on function ambiti.{name}() from public")
    for name, (table, function) in TRIGGERS.items():
        op.execute(
            f"create trigger {name} after insert on ambiti.{table}"
            f" for each row execute function ambiti.{function}()"
        )
    for table in (*KEPT, *APPENDED):
        keeps = "keep_dues" if table in KEPT else "keep_as_it_is"
        op.execute(
            f"create trigger keeps_as_it_is before update or delete on ambiti.{table}"
            f" for each row execute function ambiti.{keeps}()"
        )


def _obligations() -> None:
    op.create_table(
        "obligations",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("matter_code", sa.Text(), nullable=False),
        sa.Column("matter_name", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("fund_code", sa.Text(), nullable=True),
        sa.Column("rule_code", sa.Text(), nullable=True),
        sa.Column("cents", sa.BigInteger(), nullable=True),
        sa.Column("cost_cents", sa.BigInteger(), nullable=True),
        sa.Column("hours", sa.Text(), nullable=True),
        sa.Column("rate_cents", sa.BigInteger(), nullable=True),
        sa.Column("vat_rate", sa.Text(), nullable=True),
        sa.Column("party_code", sa.Text(), nullable=True),
        sa.Column("party_name", sa.Text(), nullable=True),
        sa.Column("istat_code", sa.Text(), nullable=True),
        sa.Column("documents", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("riparto_id", sa.Uuid(), nullable=True),
        sa.Column("withdrawal_id", sa.Uuid(), nullable=True),
        sa.Column("deadline_code", sa.Text(), nullable=True),
        sa.Column("hardness", sa.Text(), nullable=True),
        sa.Column("available_on", sa.Date(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("waiting", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("lines", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("act_id", sa.Uuid(), nullable=True),
        sa.Column("recorder_id", sa.Uuid(), nullable=False),
        sa.Column("statute_version_id", sa.Uuid(), nullable=False),
        sa.Column("source_code", sa.Text(), nullable=False),
        sa.Column("source_document", sa.Text(), nullable=False),
        sa.Column("source_article", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "cause in ('TRANSFER', 'QUOTA', 'FEE', 'REFUND', 'HOURS', 'RECESS', 'NOTICE')",
            name=op.f("ck_obligations_cause"),
        ),
        sa.CheckConstraint(
            "hardness in ('SOFT', 'HARD', 'OPTIONAL')", name=op.f("ck_obligations_hardness")
        ),
        sa.CheckConstraint(
            "state in ('WAITING', 'CLAIMED', 'ACCRUING', 'UNDETERMINED', 'ESTIMATED', 'FINAL')",
            name=op.f("ck_obligations_state"),
        ),
        sa.CheckConstraint(
            "state not in ('ESTIMATED', 'FINAL') or act_id is not null",
            name=op.f("ck_obligations_act"),
        ),
        sa.CheckConstraint(
            "(due_on is null) = (started_on is null)", name=op.f("ck_obligations_clock")
        ),
        sa.CheckConstraint(
            "cents >= 0 and cost_cents > 0 and rate_cents > 0", name=op.f("ck_obligations_cents")
        ),
        sa.CheckConstraint("started_on <= due_on", name=op.f("ck_obligations_days")),
        sa.ForeignKeyConstraint(
            ["ambito_id", "act_id"],
            ["ambiti.acts.ambito_id", "ambiti.acts.id"],
            name=op.f("fk_obligations_ambito_id_act_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "riparto_id"],
            ["ambiti.riparti.ambito_id", "ambiti.riparti.id"],
            name=op.f("fk_obligations_ambito_id_riparto_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "statute_version_id"],
            ["ambiti.statute_versions.ambito_id", "ambiti.statute_versions.id"],
            name=op.f("fk_obligations_ambito_id_statute_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "withdrawal_id"],
            ["ambiti.withdrawals.ambito_id", "ambiti.withdrawals.id"],
            name=op.f("fk_obligations_ambito_id_withdrawal_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id"], ["ambiti.ambiti.ambito_id"], name=op.f("fk_obligations_ambito_id")
        ),
        sa.ForeignKeyConstraint(
            ["istat_code"], ["ambiti.comuni.istat_code"], name=op.f("fk_obligations_istat_code")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_obligations")),
        sa.UniqueConstraint(
            "ambito_id", "riparto_id", name=op.f("uq_obligations_ambito_id_riparto_id")
        ),
        sa.UniqueConstraint(
            "ambito_id", "withdrawal_id", name=op.f("uq_obligations_ambito_id_withdrawal_id")
        ),
        schema="ambiti",
    )
    op.create_index(
        "ix_obligations_ambito_id_opened_on",
        "obligations",
        ["ambito_id", "opened_on"],
        unique=False,
        schema="ambiti",
    )


def _dues() -> None:
    op.create_table(
        "dues",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("obligation_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("matter_code", sa.Text(), nullable=False),
        sa.Column("matter_name", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("fund_code", sa.Text(), nullable=True),
        sa.Column("debtor_kind", sa.Text(), nullable=False),
        sa.Column("debtor_code", sa.Text(), nullable=False),
        sa.Column("debtor_name", sa.Text(), nullable=False),
        sa.Column("creditor_kind", sa.Text(), nullable=False),
        sa.Column("creditor_code", sa.Text(), nullable=False),
        sa.Column("creditor_name", sa.Text(), nullable=False),
        sa.Column("debtor_istat", sa.Text(), nullable=True),
        sa.Column("creditor_istat", sa.Text(), nullable=True),
        sa.Column("internal", sa.Boolean(), nullable=False),
        sa.Column("vat_rate", sa.Text(), nullable=True),
        sa.Column("hardness", sa.Text(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("act_id", sa.Uuid(), nullable=False),
        sa.Column("source_code", sa.Text(), nullable=False),
        sa.Column("source_document", sa.Text(), nullable=False),
        sa.Column("source_article", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "cause in ('TRANSFER', 'QUOTA', 'FEE', 'REFUND', 'HOURS', 'RECESS')",
            name=op.f("ck_dues_cause"),
        ),
        sa.CheckConstraint(
            "debtor_kind in ('COMUNE', 'BODY', 'UNIT', 'FUND')"
            " and creditor_kind in ('COMUNE', 'BODY', 'UNIT', 'FUND')",
            name=op.f("ck_dues_places"),
        ),
        sa.CheckConstraint(
            "hardness in ('SOFT', 'HARD', 'OPTIONAL')", name=op.f("ck_dues_hardness")
        ),
        sa.CheckConstraint(
            "internal = (debtor_code = creditor_code)", name=op.f("ck_dues_internal")
        ),
        sa.CheckConstraint("number > 0", name=op.f("ck_dues_number")),
        sa.CheckConstraint("started_on <= due_on", name=op.f("ck_dues_days")),
        sa.ForeignKeyConstraint(
            ["ambito_id", "act_id"],
            ["ambiti.acts.ambito_id", "ambiti.acts.id"],
            name=op.f("fk_dues_ambito_id_act_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "obligation_id"],
            ["ambiti.obligations.ambito_id", "ambiti.obligations.id"],
            name=op.f("fk_dues_ambito_id_obligation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["creditor_istat"], ["ambiti.comuni.istat_code"], name=op.f("fk_dues_creditor_istat")
        ),
        sa.ForeignKeyConstraint(
            ["debtor_istat"], ["ambiti.comuni.istat_code"], name=op.f("fk_dues_debtor_istat")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_dues")),
        sa.UniqueConstraint(
            "ambito_id",
            "obligation_id",
            "number",
            name=op.f("uq_dues_ambito_id_obligation_id_number"),
        ),
        schema="ambiti",
    )
    op.create_index(
        "ix_dues_ambito_id_due_on", "dues", ["ambito_id", "due_on"], unique=False, schema="ambiti"
    )
    op.create_index(
        "ix_dues_ambito_id_entered_on",
        "dues",
        ["ambito_id", "entered_on"],
        unique=False,
        schema="ambiti",
    )


def _due_entries() -> None:
    op.create_table(
        "due_entries",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("due_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("cents", sa.BigInteger(), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("firmness", sa.Text(), nullable=True),
        sa.Column("payee_code", sa.Text(), nullable=True),
        sa.Column("credit", sa.Boolean(), nullable=False),
        sa.Column("reverses_id", sa.Uuid(), nullable=True),
        sa.Column("act_id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("recorder_id", sa.Uuid(), nullable=False),
        sa.Column("debtor_istat", sa.Text(), nullable=True),
        sa.Column("creditor_istat", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(kind = 'SETTLED') = (firmness is null)", name=op.f("ck_due_entries_firmness")
        ),
        sa.CheckConstraint(
            "(kind = 'SETTLED') = (payee_code is not null)", name=op.f("ck_due_entries_payee")
        ),
        sa.CheckConstraint(
            "firmness in ('ESTIMATED', 'FINAL')", name=op.f("ck_due_entries_firmness_word")
        ),
        sa.CheckConstraint("kind <> 'OWED' or cents >= 0", name=op.f("ck_due_entries_owed")),
        sa.CheckConstraint(
            "kind <> 'SETTLED' or cents <> 0 and (cents < 0) = (reverses_id is not null)",
            name=op.f("ck_due_entries_settled"),
        ),
        sa.CheckConstraint(
            "kind in ('OWED', 'ADJUSTED', 'SETTLED')", name=op.f("ck_due_entries_kind")
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "act_id"],
            ["ambiti.acts.ambito_id", "ambiti.acts.id"],
            name=op.f("fk_due_entries_ambito_id_act_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "due_id"],
            ["ambiti.dues.ambito_id", "ambiti.dues.id"],
            name=op.f("fk_due_entries_ambito_id_due_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "reverses_id"],
            ["ambiti.due_entries.ambito_id", "ambiti.due_entries.id"],
            name=op.f("fk_due_entries_ambito_id_reverses_id"),
        ),
        sa.ForeignKeyConstraint(
            ["creditor_istat"],
            ["ambiti.comuni.istat_code"],
            name=op.f("fk_due_entries_creditor_istat"),
        ),
        sa.ForeignKeyConstraint(
            ["debtor_istat"], ["ambiti.comuni.istat_code"], name=op.f("fk_due_entries_debtor_istat")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_due_entries")),
        sa.UniqueConstraint(
            "ambito_id", "reverses_id", name=op.f("uq_due_entries_ambito_id_reverses_id")
        ),
        schema="ambiti",
    )
    op.create_index(
        "ix_due_entries_ambito_id_due_id",
        "due_entries",
        ["ambito_id", "due_id", "entered_on"],
        unique=False,
        schema="ambiti",
    )


def _due_sides() -> None:
    op.create_table(
        "due_sides",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("due_id", sa.Uuid(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("fund_code", sa.Text(), nullable=True),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("party_kind", sa.Text(), nullable=False),
        sa.Column("party_code", sa.Text(), nullable=False),
        sa.Column("party_name", sa.Text(), nullable=False),
        sa.Column("istat_code", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "party_kind in ('COMUNE', 'BODY', 'UNIT', 'FUND')", name=op.f("ck_due_sides_party_kind")
        ),
        sa.CheckConstraint("side in ('DEBTOR', 'CREDITOR')", name=op.f("ck_due_sides_side")),
        sa.ForeignKeyConstraint(
            ["ambito_id", "due_id"],
            ["ambiti.dues.ambito_id", "ambiti.dues.id"],
            name=op.f("fk_due_sides_ambito_id_due_id"),
        ),
        sa.ForeignKeyConstraint(
            ["istat_code"], ["ambiti.comuni.istat_code"], name=op.f("fk_due_sides_istat_code")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_due_sides")),
        sa.UniqueConstraint(
            "ambito_id", "due_id", "side", name=op.f("uq_due_sides_ambito_id_due_id_side")
        ),
        schema="ambiti",
    )
    op.create_index(
        "ix_due_sides_ambito_id_year",
        "due_sides",
        ["ambito_id", "year"],
        unique=False,
        schema="ambiti",
    )
