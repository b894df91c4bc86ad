"""Budgets, their funds and lines, impegni, and the ledger that no SQL of a login can overspend.

Revision ID: 0022
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

from ambiti.database import tenancy
from ambiti.database.metadata import Confinement
from ambiti.database.versions import moving

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

APPENDED = (
    *("budget_funds", "in_kind_contributions", "budget_lines", "impegni"),
    *("ledger_accounts", "ledger_movements"),
)
OPEN_YEAR = """create function ambiti.require_open_budget(tenant integer, key uuid) returns void
    language plpgsql set search_path = pg_catalog, pg_temp as $$
    declare
        found_state text;
    begin
        select state into found_state from ambiti.budgets
            where ambito_id = tenant and id = key for share;
        if found_state is distinct from 'OPEN' then
            raise exception 'the budget is closed, or cannot be seen'
                using errcode = 'check_violation', constraint = 'budget_open';
        end if;
    end $$"""
"""Whoever closes the year waits for the movements under way, and the later ones see it closed."""

ACT_IN_FORCE = """create function ambiti.require_act(tenant integer, key uuid, moved date)
    returns void language plpgsql set search_path = pg_catalog, pg_temp as $$
    declare
        act record;
    begin
        select state, taken_on into act from ambiti.acts
            where ambito_id = tenant and id = key for share;
        if act is null or act.state not in ('ADOPTED', 'EXECUTED') then
            raise exception 'money moves only on a decision that is in force'
                using errcode = 'check_violation', constraint = 'act_in_force';
        end if;
        if act.taken_on > moved then
            raise exception 'the act comes after the movement that rests on it'
                using errcode = 'check_violation', constraint = 'act_before';
        end if;
    end $$"""

GUARD_ACCOUNT = """create function ambiti.guard_account() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
    declare
        fund record;
        line record;
        of_line uuid;
    begin
        if new.balance <> 0 then
            raise exception 'an account begins with nothing'
                using errcode = 'check_violation', constraint = 'account_empty';
        end if;
        select budget_id, in_kind, parts into fund from ambiti.budget_funds
            where ambito_id = new.ambito_id and id = new.fund_id;
        select budget_id, fund_id into line from ambiti.budget_lines
            where ambito_id = new.ambito_id and id = new.line_id;
        select line_id into of_line from ambiti.impegni
            where ambito_id = new.ambito_id and id = new.impegno_id;
        if fund is null or fund.in_kind or fund.parts <> '{}' then
            raise exception 'what is in kind, or a sum of funds, has no money'
                using errcode = 'check_violation', constraint = 'account_money';
        end if;
        if fund.budget_id <> new.budget_id
            or new.line_id is not null and (line is null or line.fund_id <> new.fund_id
                or line.budget_id <> new.budget_id)
            or new.impegno_id is not null and of_line is distinct from new.line_id then
            raise exception 'an account is of one fund, one line and one impegno'
                using errcode = 'check_violation', constraint = 'account_whole';
        end if;
        return null;
    end $$"""

GUARD_FUND = """create function ambiti.guard_fund() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
    begin
        perform ambiti.require_open_budget(new.ambito_id, new.budget_id);
        return null;
    end $$"""

GUARD_LINE = """create function ambiti.guard_line() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
    declare
        fund record;
    begin
        perform ambiti.require_open_budget(new.ambito_id, new.budget_id);
        select budget_id, purposes into fund from ambiti.budget_funds
            where ambito_id = new.ambito_id and id = new.fund_id;
        if fund is null or fund.budget_id <> new.budget_id then
            raise exception 'a line draws on a fund of its own year'
                using errcode = 'check_violation', constraint = 'line_fund';
        end if;
        if fund.purposes <> '{}' and new.purpose <> all (fund.purposes) then
            raise exception 'the fund is not for this purpose'
                using errcode = 'check_violation', constraint = 'line_purpose';
        end if;
        return null;
    end $$"""

GUARD_IMPEGNO = """create function ambiti.guard_impegno() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
    begin
        perform ambiti.require_open_budget(new.ambito_id, new.budget_id);
        perform ambiti.require_act(new.ambito_id, new.act_id, new.committed_on);
        perform from ambiti.budget_lines where ambito_id = new.ambito_id
            and id = new.line_id and budget_id = new.budget_id;
        if not found then
            raise exception 'an impegno is on a line of its own year'
                using errcode = 'check_violation', constraint = 'impegno_line';
        end if;
        return null;
    end $$"""

WAYS = """values
    ('ASSEGNAZIONE', 'SOURCE', 'ASSIGNED'), ('AVANZO', 'CARRIED', 'ASSIGNED'),
    ('STANZIAMENTO', 'ASSIGNED', 'APPROPRIATED'), ('VARIAZIONE', 'APPROPRIATED', 'ASSIGNED'),
    ('VARIAZIONE', 'APPROPRIATED', 'APPROPRIATED'), ('VARIAZIONE', 'ASSIGNED', 'APPROPRIATED'),
    ('IMPEGNO', 'APPROPRIATED', 'COMMITTED'), ('ECONOMIA', 'COMMITTED', 'APPROPRIATED'),
    ('LIQUIDAZIONE', 'COMMITTED', 'LIQUIDATED'),
    ('PAGAMENTO', 'LIQUIDATED', 'PAID'), ('RISCOSSIONE', 'PAYERS', 'COLLECTED')"""
"""Between which stages each kind of movement moves money, within a year and a fund."""

CARRYING = """values
    ('RESIDUO', 'COMMITTED', 'COMMITTED'), ('RESIDUO', 'LIQUIDATED', 'LIQUIDATED'),
    ('AVANZO', 'ASSIGNED', 'CARRIED'), ('AVANZO', 'APPROPRIATED', 'CARRIED')"""
"""The same, from a year into the same fund of a later one."""

GUARD_MOVEMENT = f"""create function ambiti.guard_movement() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
    declare
        source record;
        target record;
        undone record;
        owed record;
        period record;
        carried boolean;
    begin
        perform ambiti.require_open_budget(new.ambito_id, new.budget_id);
        perform ambiti.require_act(new.ambito_id, new.act_id, new.moved_on);
        if new.reverses_id is null then
            select * into source from ambiti.ledger_accounts
                where ambito_id = new.ambito_id and id = new.from_id;
            select * into target from ambiti.ledger_accounts
                where ambito_id = new.ambito_id and id = new.to_id;
        else
            select * into source from ambiti.ledger_accounts
                where ambito_id = new.ambito_id and id = new.to_id;
            select * into target from ambiti.ledger_accounts
                where ambito_id = new.ambito_id and id = new.from_id;
            select * into undone from ambiti.ledger_movements
                where ambito_id = new.ambito_id and id = new.reverses_id;
            if undone is null or undone.reverses_id is not null or undone.kind <> new.kind
                or undone.amount <> new.amount or undone.moved_on > new.moved_on
                or undone.budget_id <> new.budget_id
                or (undone.from_id, undone.to_id) <> (new.to_id, new.from_id) then
                raise exception 'a reversal moves back the whole of one movement'
                    using errcode = 'check_violation', constraint = 'movement_reversal';
            end if;
        end if;
        carried := (new.kind, source.stage, target.stage) in ({CARRYING});
        if source is null or target is null or source.budget_id <> new.budget_id
            or not carried and ((new.kind, source.stage, target.stage) not in ({WAYS})
                or target.budget_id <> new.budget_id or target.fund_id <> source.fund_id) then
            raise exception 'money does not move from % to % by %',
                source.stage, target.stage, new.kind
                using errcode = 'check_violation', constraint = 'movement_way';
        end if;
        if carried then
            perform ambiti.require_open_budget(new.ambito_id, target.budget_id);
            perform from ambiti.budget_funds a join ambiti.budget_funds b
                on b.ambito_id = a.ambito_id and b.code = a.code and b.purposes = a.purposes
                join ambiti.budgets y on y.ambito_id = a.ambito_id and y.id = a.budget_id
                join ambiti.budgets z on z.ambito_id = b.ambito_id and z.id = b.budget_id
                where a.ambito_id = new.ambito_id and a.id = source.fund_id
                and b.id = target.fund_id and z.year = y.year + 1;
            if not found then
                raise exception 'money is carried into the same fund of the year after'
                    using errcode = 'check_violation', constraint = 'movement_carried';
            end if;
        elsif new.kind in ('IMPEGNO', 'ECONOMIA') and source.line_id <> target.line_id
            or new.kind in ('LIQUIDAZIONE', 'PAGAMENTO')
                and source.impegno_id <> target.impegno_id then
            raise exception 'money stays on its line and its impegno'
                using errcode = 'check_violation', constraint = 'movement_line';
        end if;
        if new.reverses_id is not null then return null; end if;
        select f.first_year, f.last_year, b.year into period
            from ambiti.budget_funds f join ambiti.budgets b
            on b.ambito_id = f.ambito_id and b.id = f.budget_id
            where f.ambito_id = new.ambito_id and f.id = source.fund_id;
        if target.stage in ('APPROPRIATED', 'COMMITTED') and new.kind <> 'ECONOMIA' and not (
            coalesce(period.first_year, period.year) <= period.year
            and period.year <= coalesce(period.last_year, period.year)) then
            raise exception 'the fund is not spent in this year'
                using errcode = 'check_violation', constraint = 'movement_period';
        end if;
        if new.kind in ('LIQUIDAZIONE', 'PAGAMENTO') then
            select act_id, committer_id into owed from ambiti.impegni
                where ambito_id = new.ambito_id and id = target.impegno_id;
            perform ambiti.require_act(new.ambito_id, owed.act_id, new.moved_on);
            if new.kind = 'LIQUIDAZIONE' and owed.committer_id = new.recorder_id then
                raise exception 'who commits money does not liquidate it'
                    using errcode = 'check_violation', constraint = 'movement_duties';
            end if;
        end if;
        return null;
    end $$"""

KEEP_BALANCES = """create function ambiti.keep_balances() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
    begin
        perform from ambiti.ledger_accounts where ambito_id = new.ambito_id
            and id in (new.from_id, new.to_id) order by id for update;
        update ambiti.ledger_accounts set balance = balance - new.amount
            where ambito_id = new.ambito_id and id = new.from_id;
        update ambiti.ledger_accounts set balance = balance + new.amount
            where ambito_id = new.ambito_id and id = new.to_id;
        return null;
    end $$"""
"""Accounts are held in one order, so that two movements are never in a knot."""

COVER_DAYS = """create function ambiti.cover_days() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
    begin
        perform from ambiti.ledger_accounts where ambito_id = new.ambito_id and id = new.from_id
            and stage not in ('SOURCE', 'PAYERS');
        if not found then return null; end if;
        perform from ambiti.ledger_movements where ambito_id = new.ambito_id
            and moved_on > new.moved_on and new.from_id in (from_id, to_id) limit 1;
        if not found then return null; end if;
        perform from (
            select sum(amount) over (order by moved_on) as held from (
                select moved_on, amount from ambiti.ledger_movements
                    where ambito_id = new.ambito_id and to_id = new.from_id
                union all select moved_on, -amount from ambiti.ledger_movements
                    where ambito_id = new.ambito_id and from_id = new.from_id
            ) moved
        ) days where held < 0 limit 1;
        if found then
            raise exception 'on a day between, there was less than this'
                using errcode = 'check_violation', constraint = 'movement_days';
        end if;
        return null;
    end $$"""
"""What is recorded late may not spend, on its day, what came only afterwards."""

KEEP_AS_IT_IS = """create function ambiti.keep_as_it_is() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
    begin
        if tg_table_name = 'ledger_accounts' and tg_op = 'UPDATE' and pg_trigger_depth() > 1
            and (to_jsonb(old) - 'balance') = (to_jsonb(new) - 'balance') then
            return new;
        end if;
        if tg_table_name = 'budgets' and tg_op = 'UPDATE'
            and to_jsonb(old)->>'state' = 'OPEN'
            and (to_jsonb(old) - array['state', 'closed_on', 'closing_act_id'])
            = (to_jsonb(new) - array['state', 'closed_on', 'closing_act_id']) then
            return new;
        end if;
        raise exception 'what is in the ledger stays as it is'
            using errcode = 'insufficient_privilege', constraint = 'kept';
    end $$"""

FUNCTIONS = (
    OPEN_YEAR,
    ACT_IN_FORCE,
    GUARD_FUND,
    GUARD_ACCOUNT,
    GUARD_LINE,
    GUARD_IMPEGNO,
    GUARD_MOVEMENT,
    KEEP_BALANCES,
    COVER_DAYS,
    KEEP_AS_IT_IS,
)
CALLED = ("require_open_budget(integer, uuid)", "require_act(integer, uuid, date)")
FIRED = (
    *("guard_fund", "guard_account", "guard_line", "guard_impegno", "guard_movement"),
    *("keep_balances", "cover_days", "keep_as_it_is"),
)
TRIGGERS = {
    "guards_fund": ("budget_funds", "guard_fund"),
    "guards_account": ("ledger_accounts", "guard_account"),
    "guards_line": ("budget_lines", "guard_line"),
    "guards_impegno": ("impegni", "guard_impegno"),
    "guards_movement": ("ledger_movements", "guard_movement"),
    "keeps_balances": ("ledger_movements", "keep_balances"),
    "looks_at_days": ("ledger_movements", "cover_days"),
}
"""They fire in the order of their names, after the foreign keys are checked."""


def upgrade() -> None:
    """Create the tables, confine them, and let the database itself keep the books."""
    _budgets()
    _budget_funds()
    _in_kind_contributions()
    _budget_lines()
    _impegni()
    _ledger_accounts()
    _ledger_movements()
    for table in ("budgets", *APPENDED):
        confined = tenancy.confine(
            table, Confinement.TENANT, append_only=table in APPENDED, kept=table not in APPENDED
        )
        for statement in (
            *confined,
            *(one.statement(f"ambiti.{table}") for one in tenancy.EXCEPTIONS.get(table, ())),
            moving(table, Confinement.TENANT),
        ):
            op.execute(statement)
    for statement in (
        *FUNCTIONS,
        *(tenancy.callable_by_logins(one) for one in CALLED),
        *(f"revoke all on function ambiti.{one}() from public" for one in FIRED),
        *(
            f"create trigger {name} after insert on ambiti.{table}"
            f" for each row execute function ambiti.{function}()"
            for name, (table, function) in TRIGGERS.items()
        ),
        *(
            f"create trigger keeps_as_it_is before update or delete on ambiti.{table}"
            " for each row execute function ambiti.keep_as_it_is()"
            for table in ("budgets", *APPENDED)
        ),
    ):
        op.execute(statement)


def _budgets() -> None:
    op.create_table(
        "budgets",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closing_act_id", sa.Uuid(), nullable=True),
        sa.Column("statute_version_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(state = 'CLOSED') = (closed_on is not null)", name=op.f("ck_budgets_closed")
        ),
        sa.CheckConstraint("state in ('OPEN', 'CLOSED')", name=op.f("ck_budgets_state")),
        sa.CheckConstraint(
            "closed_on is null or closing_act_id is not null", name=op.f("ck_budgets_closing_act")
        ),
        sa.CheckConstraint("opened_on <= closed_on", name=op.f("ck_budgets_days")),
        sa.ForeignKeyConstraint(
            ["ambito_id", "closing_act_id"],
            ["ambiti.acts.ambito_id", "ambiti.acts.id"],
            name=op.f("fk_budgets_ambito_id_closing_act_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "statute_version_id"],
            ["ambiti.statute_versions.ambito_id", "ambiti.statute_versions.id"],
            name=op.f("fk_budgets_ambito_id_statute_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id"], ["ambiti.ambiti.ambito_id"], name=op.f("fk_budgets_ambito_id")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_budgets")),
        sa.UniqueConstraint("ambito_id", "year", name=op.f("uq_budgets_ambito_id_year")),
        schema="ambiti",
    )


def _budget_funds() -> None:
    op.create_table(
        "budget_funds",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("budget_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("core", sa.Boolean(), nullable=False),
        sa.Column("in_kind", sa.Boolean(), nullable=False),
        sa.Column("allocated_by", sa.Text(), nullable=True),
        sa.Column("custodian", sa.Text(), nullable=True),
        sa.Column("payee", sa.Text(), nullable=True),
        sa.Column("purposes", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("first_year", sa.Integer(), nullable=True),
        sa.Column("last_year", sa.Integer(), nullable=True),
        sa.Column("parts", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("within", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("act_id", sa.Uuid(), nullable=True),
        sa.Column("source_code", sa.Text(), nullable=False),
        sa.Column("source_document", sa.Text(), nullable=False),
        sa.Column("source_article", sa.Text(), nullable=True),
        sa.CheckConstraint("first_year <= last_year", name=op.f("ck_budget_funds_period")),
        sa.ForeignKeyConstraint(
            ["ambito_id", "act_id"],
            ["ambiti.acts.ambito_id", "ambiti.acts.id"],
            name=op.f("fk_budget_funds_ambito_id_act_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "budget_id"],
            ["ambiti.budgets.ambito_id", "ambiti.budgets.id"],
            name=op.f("fk_budget_funds_ambito_id_budget_id"),
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_budget_funds")),
        sa.UniqueConstraint(
            "ambito_id", "budget_id", "code", name=op.f("uq_budget_funds_ambito_id_budget_id_code")
        ),
        schema="ambiti",
    )


def _in_kind_contributions() -> None:
    op.create_table(
        "in_kind_contributions",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("fund_id", sa.Uuid(), nullable=False),
        sa.Column("given_by", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("act_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "measure in ('HOURS', 'DAYS', 'PERSONS', 'SPACES', 'GOODS')",
            name=op.f("ck_in_kind_contributions_measure"),
        ),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_in_kind_contributions_quantity")),
        sa.ForeignKeyConstraint(
            ["ambito_id", "act_id"],
            ["ambiti.acts.ambito_id", "ambiti.acts.id"],
            name=op.f("fk_in_kind_contributions_ambito_id_act_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "fund_id"],
            ["ambiti.budget_funds.ambito_id", "ambiti.budget_funds.id"],
            name=op.f("fk_in_kind_contributions_ambito_id_fund_id"),
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_in_kind_contributions")),
        schema="ambiti",
    )
    op.create_index(
        "ix_in_kind_contributions_ambito_id_fund_id",
        "in_kind_contributions",
        ["ambito_id", "fund_id"],
        unique=False,
        schema="ambiti",
    )


def _budget_lines() -> None:
    op.create_table(
        "budget_lines",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("budget_id", sa.Uuid(), nullable=False),
        sa.Column("fund_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("programme_code", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("istat_code", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(level = 'COMUNALE') = (istat_code is not null)", name=op.f("ck_budget_lines_comune")
        ),
        sa.CheckConstraint(
            "(level = 'SUB_AMBITO') = (unit_id is not null)", name=op.f("ck_budget_lines_unit")
        ),
        sa.CheckConstraint(
            "level in ('COMUNALE', 'SUB_AMBITO', 'DISTRETTUALE')",
            name=op.f("ck_budget_lines_level"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "budget_id"],
            ["ambiti.budgets.ambito_id", "ambiti.budgets.id"],
            name=op.f("fk_budget_lines_ambito_id_budget_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "fund_id"],
            ["ambiti.budget_funds.ambito_id", "ambiti.budget_funds.id"],
            name=op.f("fk_budget_lines_ambito_id_fund_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "unit_id"],
            ["ambiti.units.ambito_id", "ambiti.units.id"],
            name=op.f("fk_budget_lines_ambito_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["istat_code"], ["ambiti.comuni.istat_code"], name=op.f("fk_budget_lines_istat_code")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_budget_lines")),
        sa.UniqueConstraint(
            "ambito_id", "budget_id", "code", name=op.f("uq_budget_lines_ambito_id_budget_id_code")
        ),
        schema="ambiti",
    )
    op.create_index(
        "ix_budget_lines_ambito_id_fund_id",
        "budget_lines",
        ["ambito_id", "fund_id"],
        unique=False,
        schema="ambiti",
    )


def _impegni() -> None:
    op.create_table(
        "impegni",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("budget_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("creditor", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("act_id", sa.Uuid(), nullable=False),
        sa.Column("committed_on", sa.Date(), nullable=False),
        sa.Column("committer_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_impegni_number")),
        sa.ForeignKeyConstraint(
            ["ambito_id", "act_id"],
            ["ambiti.acts.ambito_id", "ambiti.acts.id"],
            name=op.f("fk_impegni_ambito_id_act_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "budget_id"],
            ["ambiti.budgets.ambito_id", "ambiti.budgets.id"],
            name=op.f("fk_impegni_ambito_id_budget_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "line_id"],
            ["ambiti.budget_lines.ambito_id", "ambiti.budget_lines.id"],
            name=op.f("fk_impegni_ambito_id_line_id"),
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_impegni")),
        sa.UniqueConstraint(
            "ambito_id", "budget_id", "number", name=op.f("uq_impegni_ambito_id_budget_id_number")
        ),
        schema="ambiti",
    )
    op.create_index(
        "ix_impegni_ambito_id_line_id",
        "impegni",
        ["ambito_id", "line_id"],
        unique=False,
        schema="ambiti",
    )


def _ledger_accounts() -> None:
    op.create_table(
        "ledger_accounts",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("budget_id", sa.Uuid(), nullable=False),
        sa.Column("fund_id", sa.Uuid(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=True),
        sa.Column("impegno_id", sa.Uuid(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("balance", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "(impegno_id is not null) = (stage in ('COMMITTED', 'LIQUIDATED', 'PAID'))",
            name=op.f("ck_ledger_accounts_impegno"),
        ),
        sa.CheckConstraint(
            "(line_id is null) = (stage in "
            "('SOURCE', 'ASSIGNED', 'CARRIED', 'PAYERS', 'COLLECTED'))",
            name=op.f("ck_ledger_accounts_line"),
        ),
        sa.CheckConstraint(
            "balance >= 0 or stage in ('SOURCE', 'PAYERS')", name=op.f("ck_ledger_accounts_covered")
        ),
        sa.CheckConstraint(
            "stage in ('SOURCE', 'ASSIGNED', 'CARRIED', 'PAYERS', 'COLLECTED', 'APPROPRIATED',"
            " 'COMMITTED', 'LIQUIDATED', 'PAID')",
            name=op.f("ck_ledger_accounts_stage"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "budget_id"],
            ["ambiti.budgets.ambito_id", "ambiti.budgets.id"],
            name=op.f("fk_ledger_accounts_ambito_id_budget_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "fund_id"],
            ["ambiti.budget_funds.ambito_id", "ambiti.budget_funds.id"],
            name=op.f("fk_ledger_accounts_ambito_id_fund_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "impegno_id"],
            ["ambiti.impegni.ambito_id", "ambiti.impegni.id"],
            name=op.f("fk_ledger_accounts_ambito_id_impegno_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "line_id"],
            ["ambiti.budget_lines.ambito_id", "ambiti.budget_lines.id"],
            name=op.f("fk_ledger_accounts_ambito_id_line_id"),
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_ledger_accounts")),
        sa.UniqueConstraint(
            "ambito_id",
            "fund_id",
            "line_id",
            "impegno_id",
            "stage",
            name="uq_ledger_accounts_stage",
            postgresql_nulls_not_distinct=True,
        ),
        schema="ambiti",
    )
    op.create_index(
        "ix_ledger_accounts_ambito_id_budget_id",
        "ledger_accounts",
        ["ambito_id", "budget_id"],
        unique=False,
        schema="ambiti",
    )
    op.create_index(
        "ix_ledger_accounts_ambito_id_line_id",
        "ledger_accounts",
        ["ambito_id", "line_id"],
        unique=False,
        schema="ambiti",
    )


def _ledger_movements() -> None:
    op.create_table(
        "ledger_movements",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("budget_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("from_id", sa.Uuid(), nullable=False),
        sa.Column("to_id", sa.Uuid(), nullable=False),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("act_id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("recorder_id", sa.Uuid(), nullable=False),
        sa.Column("reverses_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "kind in ('ASSEGNAZIONE', 'STANZIAMENTO', 'VARIAZIONE', 'IMPEGNO', 'ECONOMIA',"
            " 'LIQUIDAZIONE', 'PAGAMENTO', 'RISCOSSIONE', 'RESIDUO', 'AVANZO')",
            name=op.f("ck_ledger_movements_kind"),
        ),
        sa.CheckConstraint("amount > 0", name=op.f("ck_ledger_movements_amount")),
        sa.CheckConstraint("from_id <> to_id", name=op.f("ck_ledger_movements_accounts")),
        sa.CheckConstraint("number > 0", name=op.f("ck_ledger_movements_number")),
        sa.ForeignKeyConstraint(
            ["ambito_id", "act_id"],
            ["ambiti.acts.ambito_id", "ambiti.acts.id"],
            name=op.f("fk_ledger_movements_ambito_id_act_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "budget_id"],
            ["ambiti.budgets.ambito_id", "ambiti.budgets.id"],
            name=op.f("fk_ledger_movements_ambito_id_budget_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "from_id"],
            ["ambiti.ledger_accounts.ambito_id", "ambiti.ledger_accounts.id"],
            name=op.f("fk_ledger_movements_ambito_id_from_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "reverses_id"],
            ["ambiti.ledger_movements.ambito_id", "ambiti.ledger_movements.id"],
            name=op.f("fk_ledger_movements_ambito_id_reverses_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "to_id"],
            ["ambiti.ledger_accounts.ambito_id", "ambiti.ledger_accounts.id"],
            name=op.f("fk_ledger_movements_ambito_id_to_id"),
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_ledger_movements")),
        sa.UniqueConstraint(
            "ambito_id",
            "budget_id",
            "number",
            name=op.f("uq_ledger_movements_ambito_id_budget_id_number"),
        ),
        sa.UniqueConstraint(
            "ambito_id", "reverses_id", name=op.f("uq_ledger_movements_ambito_id_reverses_id")
        ),
        schema="ambiti",
    )
    op.create_index(
        "ix_ledger_movements_ambito_id_act_id",
        "ledger_movements",
        ["ambito_id", "act_id"],
        unique=False,
        schema="ambiti",
    )
    op.create_index(
        "ix_ledger_movements_ambito_id_from_id",
        "ledger_movements",
        ["ambito_id", "from_id", "moved_on"],
        unique=False,
        schema="ambiti",
    )
    op.create_index(
        "ix_ledger_movements_ambito_id_to_id",
        "ledger_movements",
        ["ambito_id", "to_id", "moved_on"],
        unique=False,
        schema="ambiti",
    )
