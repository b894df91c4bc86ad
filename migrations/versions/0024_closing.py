"""The end of a year, whose money goes into the next one, and the notional book of costs.

Revision ID: 0024
Revises: 0023
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from ambiti.database import tenancy
from ambiti.database.metadata import Confinement
from ambiti.database.versions import moving

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

KINDS = (
    "'ASSEGNAZIONE', 'STANZIAMENTO', 'VARIAZIONE', 'IMPEGNO', 'ECONOMIA', 'LIQUIDAZIONE',"
    " 'PAGAMENTO', 'RISCOSSIONE', 'RESIDUO', 'AVANZO', 'CASSA', 'APPLICAZIONE'"
)
UNBOUND = "'SOURCE', 'PAYERS', 'CASH', 'ADVANCED'"
OF_FUND = "'SOURCE', 'ASSIGNED', 'CARRIED', 'PAYERS', 'COLLECTED', 'CASH', 'ADVANCED'"
RESIDUI = "'RESIDUO', 'RESIDUO_LIQUIDATED', 'RESIDUO_PAID', 'RESIDUO_SPARED'"
OF_IMPEGNO = f"'COMMITTED', 'LIQUIDATED', 'PAID', {RESIDUI}"
CROSSING = "'RESIDUO', 'AVANZO', 'CASSA'"

GUARD_ACCOUNT = f"""create or replace function ambiti.guard_account() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
    declare
        fund record;
        line record;
        of_line uuid;
    begin
        if (new.balance, new.gone, new.came) <> (0, 0, 0) then
            raise exception 'an account begins with nothing'
                using errcode = 'check_violation', constraint = 'account_empty';
        end if;
        select budget_id, in_kind, parts into fund from ambiti.budget_funds
            where ambito_id = new.ambito_id and id = new.fund_id;
        select budget_id, fund_id, carried_from_id into line from ambiti.budget_lines
            where ambito_id = new.ambito_id and id = new.line_id;
        select line_id into of_line from ambiti.impegni
            where ambito_id = new.ambito_id and id = new.impegno_id;
        if fund is null or fund.in_kind or fund.parts <> '{{}}' then
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
        if new.line_id is not null
            and (line.carried_from_id is not null) <> (new.stage in ({RESIDUI})) then
            raise exception 'a line of residui has residui, and no other line has any'
                using errcode = 'check_violation', constraint = 'account_residuo';
        end if;
        return null;
    end $$"""

GUARD_LINE = """create or replace function ambiti.guard_line() returns trigger
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
        if new.carried_from_id is null then return null; end if;
        perform from ambiti.budget_lines o
            join ambiti.budgets y on y.ambito_id = o.ambito_id and y.id = o.budget_id
            join ambiti.budgets z on z.ambito_id = new.ambito_id and z.id = new.budget_id
            where o.ambito_id = new.ambito_id and o.id = new.carried_from_id
            and z.year = y.year + 1 and not new.surplus
            and (o.programme_code, o.purpose, o.level)
            = (new.programme_code, new.purpose, new.level)
            and (o.action, o.unit_id, o.istat_code)
            is not distinct from (new.action, new.unit_id, new.istat_code);
        if not found then
            raise exception 'a line of residui is for what the line of the year before was for'
                using errcode = 'check_violation', constraint = 'line_carried';
        end if;
        return null;
    end $$"""

GUARD_IMPEGNO = """create or replace function ambiti.guard_impegno() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
    declare
        line record;
    begin
        perform ambiti.require_open_budget(new.ambito_id, new.budget_id);
        perform ambiti.require_act(new.ambito_id, new.act_id, new.committed_on);
        select carried_from_id into line from ambiti.budget_lines
            where ambito_id = new.ambito_id and id = new.line_id and budget_id = new.budget_id;
        if not found then
            raise exception 'an impegno is on a line of its own year'
                using errcode = 'check_violation', constraint = 'impegno_line';
        end if;
        if line.carried_from_id is null and new.carried_from_id is null then return null; end if;
        perform from ambiti.impegni o where o.ambito_id = new.ambito_id
            and o.id = new.carried_from_id and o.line_id = line.carried_from_id
            and (o.creditor, o.subject, o.act_id, o.committed_on, o.committer_id)
            = (new.creditor, new.subject, new.act_id, new.committed_on, new.committer_id);
        if not found then
            raise exception 'an impegno is carried as it is, on the line that carries its own'
                using errcode = 'check_violation', constraint = 'impegno_carried';
        end if;
        return null;
    end $$"""

WAYS = """values
    ('ASSEGNAZIONE', 'SOURCE', 'ASSIGNED'), ('APPLICAZIONE', 'CARRIED', 'APPROPRIATED'),
    ('STANZIAMENTO', 'ASSIGNED', 'APPROPRIATED'), ('VARIAZIONE', 'APPROPRIATED', 'ASSIGNED'),
    ('VARIAZIONE', 'APPROPRIATED', 'APPROPRIATED'), ('VARIAZIONE', 'ASSIGNED', 'APPROPRIATED'),
    ('VARIAZIONE', 'APPROPRIATED', 'CARRIED'),
    ('IMPEGNO', 'APPROPRIATED', 'COMMITTED'), ('ECONOMIA', 'COMMITTED', 'APPROPRIATED'),
    ('LIQUIDAZIONE', 'COMMITTED', 'LIQUIDATED'), ('PAGAMENTO', 'LIQUIDATED', 'PAID'),
    ('ECONOMIA', 'RESIDUO', 'RESIDUO_SPARED'),
    ('ECONOMIA', 'RESIDUO_LIQUIDATED', 'RESIDUO_SPARED'),
    ('LIQUIDAZIONE', 'RESIDUO', 'RESIDUO_LIQUIDATED'),
    ('PAGAMENTO', 'RESIDUO_LIQUIDATED', 'RESIDUO_PAID'), ('RISCOSSIONE', 'PAYERS', 'COLLECTED')"""
"""Between which stages each kind of movement moves money, within a year and a fund."""

CARRYING = """values
    ('RESIDUO', 'COMMITTED', 'RESIDUO'), ('RESIDUO', 'RESIDUO', 'RESIDUO'),
    ('RESIDUO', 'LIQUIDATED', 'RESIDUO_LIQUIDATED'),
    ('RESIDUO', 'RESIDUO_LIQUIDATED', 'RESIDUO_LIQUIDATED'),
    ('AVANZO', 'ASSIGNED', 'CARRIED'), ('AVANZO', 'APPROPRIATED', 'CARRIED'),
    ('AVANZO', 'CARRIED', 'CARRIED'), ('AVANZO', 'RESIDUO_SPARED', 'CARRIED'),
    ('CASSA', 'CASH', 'CASH'), ('CASSA', 'ADVANCED', 'ADVANCED')"""
"""The same, from a year into the same fund of the next one."""

GUARD_MOVEMENT = f"""create or replace function ambiti.guard_movement() returns trigger
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
            perform ambiti.require_carried(new.ambito_id, source.id, target.id);
            perform ambiti.require_open_budget(new.ambito_id, target.budget_id);
        elsif new.kind in ('IMPEGNO', 'ECONOMIA') and source.line_id <> target.line_id
            or new.kind in ('LIQUIDAZIONE', 'PAGAMENTO', 'ECONOMIA')
                and source.impegno_id <> target.impegno_id then
            raise exception 'money stays on its line and its impegno'
                using errcode = 'check_violation', constraint = 'movement_line';
        end if;
        if new.kind = 'ECONOMIA' and source.stage = 'RESIDUO_LIQUIDATED' then
            perform from ambiti.impegni i
                join ambiti.acts a on a.ambito_id = i.ambito_id and a.id = i.act_id
                where i.ambito_id = new.ambito_id and i.id = source.impegno_id
                and a.state = 'ANNULLED';
            if not found then
                raise exception 'what is owed is not spared'
                    using errcode = 'check_violation', constraint = 'movement_owed';
            end if;
        end if;
        if new.kind in ('STANZIAMENTO', 'VARIAZIONE', 'APPLICAZIONE') then
            perform ambiti.require_apart(new.ambito_id, source.stage, source.line_id,
                target.stage, target.line_id);
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

REQUIRE_CARRIED = """create function ambiti.require_carried(tenant integer, source uuid,
    target uuid) returns void language plpgsql set search_path = pg_catalog, pg_temp as $$
    begin
        perform from ambiti.ledger_accounts s
            join ambiti.ledger_accounts t on t.ambito_id = s.ambito_id and t.id = target
            join ambiti.budget_funds a on a.ambito_id = s.ambito_id and a.id = s.fund_id
            join ambiti.budget_funds b on b.ambito_id = t.ambito_id and b.id = t.fund_id
                and b.code = a.code and b.purposes = a.purposes
            join ambiti.budgets y on y.ambito_id = a.ambito_id and y.id = a.budget_id
            join ambiti.budgets z on z.ambito_id = b.ambito_id and z.id = b.budget_id
            left join ambiti.impegni i on i.ambito_id = t.ambito_id and i.id = t.impegno_id
            where s.ambito_id = tenant and s.id = source and z.year = y.year + 1
            and (t.impegno_id is null or i.carried_from_id = s.impegno_id);
        if not found then
            raise exception 'money is carried into the same fund and impegno of the year after'
                using errcode = 'check_violation', constraint = 'movement_carried';
        end if;
    end $$"""

REQUIRE_APART = """create function ambiti.require_apart(tenant integer, source_stage text,
    source_line uuid, target_stage text, target_line uuid)
    returns void language plpgsql set search_path = pg_catalog, pg_temp as $$
    declare
        drawn boolean := source_stage = 'CARRIED';
        given boolean := target_stage = 'CARRIED';
    begin
        if source_line is not null then
            select surplus into drawn from ambiti.budget_lines
                where ambito_id = tenant and id = source_line;
        end if;
        if target_line is not null then
            select surplus into given from ambiti.budget_lines
                where ambito_id = tenant and id = target_line;
        end if;
        if drawn <> given then
            raise exception 'the avanzo of the years before stays apart from the money of the year'
                using errcode = 'check_violation', constraint = 'movement_apart';
        end if;
    end $$"""

KEEP_BALANCES = f"""create or replace function ambiti.keep_balances() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
    declare
        crossed bigint := case when new.kind in ({CROSSING}) then new.amount else 0 end;
    begin
        perform from ambiti.ledger_accounts where ambito_id = new.ambito_id
            and id in (new.from_id, new.to_id) order by id for update;
        update ambiti.ledger_accounts set balance = balance - new.amount, gone = gone + crossed
            where ambito_id = new.ambito_id and id = new.from_id;
        update ambiti.ledger_accounts set balance = balance + new.amount, came = came + crossed
            where ambito_id = new.ambito_id and id = new.to_id;
        return null;
    end $$"""

KEEP_AS_IT_IS = """create or replace function ambiti.keep_as_it_is() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
    declare
        moved text[] := array['balance', 'gone', 'came'];
        ended text[] := array['state', 'closed_on', 'closing_act_id'];
    begin
        if tg_table_name = 'ledger_accounts' and tg_op = 'UPDATE' and pg_trigger_depth() > 1
            and (to_jsonb(old) - moved) = (to_jsonb(new) - moved) then
            return new;
        end if;
        if tg_table_name = 'budgets' and tg_op = 'UPDATE'
            and to_jsonb(old)->>'state' = 'OPEN'
            and (to_jsonb(old) - ended) = (to_jsonb(new) - ended) then
            return new;
        end if;
        raise exception 'what is in the ledger stays as it is'
            using errcode = 'insufficient_privilege', constraint = 'kept';
    end $$"""

COVER_DAYS = f"""create or replace function ambiti.cover_days() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
    begin
        perform from ambiti.ledger_accounts where ambito_id = new.ambito_id and id = new.from_id
            and stage not in ({UNBOUND});
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

GUARD_CLOSING = f"""create function ambiti.guard_closing() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
    begin
        perform from ambiti.ledger_accounts where ambito_id = new.ambito_id
            and budget_id = new.id and balance <> 0 and stage not in ({UNBOUND},
            'COLLECTED', 'PAID', 'RESIDUO_PAID');
        if found then
            raise exception 'a year that holds money is not closed'
                using errcode = 'check_violation', constraint = 'closed_empty';
        end if;
        perform from ambiti.ledger_accounts where ambito_id = new.ambito_id
            and budget_id = new.id and stage in ('COLLECTED', 'CASH', 'PAID', 'RESIDUO_PAID',
            'ADVANCED') group by fund_id
            having sum(balance * case when stage in ('COLLECTED', 'CASH') then 1 else -1 end) <> 0;
        if found then
            raise exception 'the cash of a year that is closed goes into the next one'
                using errcode = 'check_violation', constraint = 'closed_cash';
        end if;
        perform from ambiti.ledger_movements where ambito_id = new.ambito_id
            and budget_id = new.id and moved_on > new.closed_on;
        if found then
            raise exception 'a year is not closed before its last movement'
                using errcode = 'check_violation', constraint = 'closed_day';
        end if;
        return null;
    end $$"""

GUARD_CROSSING = """create function ambiti.guard_crossing() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
    begin
        perform from ambiti.budgets where ambito_id = new.ambito_id and id = new.budget_id
            and state = 'CLOSED' and closed_on = new.moved_on and closing_act_id = new.act_id;
        if not found then
            raise exception 'money goes into the next year when its own is closed'
                using errcode = 'check_violation', constraint = 'movement_closing';
        end if;
        return null;
    end $$"""
"""Asked when the transaction ends: what is carried, and the closing, are one act."""

CALLED = (
    "require_carried(integer, uuid, uuid)",
    "require_apart(integer, text, uuid, text, uuid)",
    "require_books(integer, uuid)",
)
FIRED = ("guard_closing", "guard_crossing", "guard_books", "guard_parts")
AGREE = """create function ambiti.require_books(tenant integer, payment uuid) returns void
    language plpgsql set search_path = pg_catalog, pg_temp as $$
    begin
        perform pg_advisory_xact_lock(hashtextextended(tenant || ' books ' || payment, 7306));
        perform from ambiti.cost_attributions where ambito_id = tenant and payment_id = payment;
        if not found then return; end if;
        perform from (
            select moved_on as on_day, amount from ambiti.ledger_movements where ambito_id = tenant
                and id = payment and kind = 'PAGAMENTO' and reverses_id is null
            union all select moved_on, -amount from ambiti.ledger_movements
                where ambito_id = tenant and reverses_id = payment
            union all select attributed_on, -cents from ambiti.cost_attributions
                where ambito_id = tenant and payment_id = payment
        ) flows group by on_day having sum(amount) <> 0;
        if found then
            raise exception 'what is paid and what counts as a cost are the same sum on every day'
                using errcode = 'check_violation', constraint = 'books_agree';
        end if;
    end $$"""

GUARD_BOOKS = """create function ambiti.guard_books() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
    declare
        undone record;
    begin
        if tg_table_name = 'ledger_movements' then
            perform ambiti.require_books(new.ambito_id, new.reverses_id);
            return null;
        end if;
        perform ambiti.require_books(new.ambito_id, new.payment_id);
        if new.reverses_id is null then return null; end if;
        select payment_id, cents, reverses_id into undone from ambiti.cost_attributions
            where ambito_id = new.ambito_id and id = new.reverses_id;
        if (undone.payment_id, undone.cents) <> (new.payment_id, -new.cents)
            or undone.reverses_id is not null then
            raise exception 'an attribution is taken back whole'
                using errcode = 'check_violation', constraint = 'attribution_reversal';
        end if;
        return null;
    end $$"""

GUARD_PARTS = """create function ambiti.guard_parts() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
    declare
        whole uuid := case when tg_table_name = 'notional_entries'
            then (to_jsonb(new)->>'attribution_id')::uuid else new.id end;
    begin
        perform from ambiti.cost_attributions a where a.ambito_id = new.ambito_id and a.id = whole
            and a.cents = (select coalesce(sum(e.cents), 0) from ambiti.notional_entries e
                where e.ambito_id = a.ambito_id and e.attribution_id = a.id)
            and not exists (select from ambiti.notional_entries e where e.ambito_id = a.ambito_id
                and e.attribution_id = a.id and sign(e.cents) = -sign(a.cents)
                and e.cents <> 0);
        if not found then
            raise exception 'the parts of a cost are the cost, to the cent'
                using errcode = 'check_violation', constraint = 'parts_agree';
        end if;
        return null;
    end $$"""
"""Both are asked when the transaction ends, with all that it wrote."""

TRIGGERS = (
    """create constraint trigger guards_books after insert on ambiti.ledger_movements
        deferrable initially deferred for each row
        when (new.kind = 'PAGAMENTO' and new.reverses_id is not null)
        execute function ambiti.guard_books()""",
    """create constraint trigger guards_books after insert on ambiti.cost_attributions
        deferrable initially deferred for each row execute function ambiti.guard_books()""",
    *(
        f"""create constraint trigger guards_parts after insert on ambiti.{table}
            deferrable initially deferred for each row execute function ambiti.guard_parts()"""
        for table in ("cost_attributions", "notional_entries")
    ),
    *(
        f"""create trigger keeps_as_it_is before update or delete on ambiti.{table}
            for each row execute function ambiti.keep_as_it_is()"""
        for table in ("cost_attributions", "notional_entries")
    ),
    """create trigger guards_closing after update on ambiti.budgets for each row
        when (new.state = 'CLOSED') execute function ambiti.guard_closing()""",
    f"""create constraint trigger guards_crossing after insert on ambiti.ledger_movements
        deferrable initially deferred for each row when (new.kind in ({CROSSING}))
        execute function ambiti.guard_crossing()""",
)


def upgrade() -> None:
    """Let money go into the next year, and only when its own is closed."""
    _columns()
    _checks()
    _cost_attributions()
    _notional_entries()
    for table in ("cost_attributions", "notional_entries"):
        for statement in tenancy.confine(table, Confinement.TENANT, append_only=True):
            op.execute(statement)
        op.execute(moving(table, Confinement.TENANT))
    for statement in (
        *(REQUIRE_CARRIED, REQUIRE_APART, GUARD_ACCOUNT, GUARD_LINE, GUARD_IMPEGNO),
        *(GUARD_MOVEMENT, KEEP_BALANCES, KEEP_AS_IT_IS),
        *(COVER_DAYS, GUARD_CLOSING, GUARD_CROSSING),
        *(AGREE, GUARD_BOOKS, GUARD_PARTS),
        *(tenancy.callable_by_logins(one) for one in CALLED),
        *(f"revoke all on function ambiti.{one}() from public" for one in FIRED),
        *TRIGGERS,
    ):
        op.execute(statement)


def _columns() -> None:
    op.add_column("budget_lines", sa.Column("carried_from_id", sa.Uuid()), schema="ambiti")
    op.add_column("impegni", sa.Column("carried_from_id", sa.Uuid()), schema="ambiti")
    for name in ("gone", "came"):
        crossed: sa.Column[int] = sa.Column(
            name, sa.BigInteger(), nullable=False, server_default=sa.text("0")
        )
        op.add_column("ledger_accounts", crossed, schema="ambiti")
    surplus: sa.Column[bool] = sa.Column(
        "surplus", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    op.add_column("budget_lines", surplus, schema="ambiti")
    op.alter_column("budget_lines", "surplus", server_default=None, schema="ambiti")
    for table in ("budget_lines", "impegni"):
        op.create_foreign_key(
            op.f(f"fk_{table}_ambito_id_carried_from_id"),
            table,
            table,
            ["ambito_id", "carried_from_id"],
            ["ambito_id", "id"],
            source_schema="ambiti",
            referent_schema="ambiti",
        )
        op.create_unique_constraint(
            op.f(f"uq_{table}_ambito_id_carried_from_id"),
            table,
            ["ambito_id", "carried_from_id"],
            schema="ambiti",
        )
    op.create_index(
        "ix_ledger_movements_ambito_id_moved_on",
        "ledger_movements",
        ["ambito_id", "moved_on"],
        schema="ambiti",
    )


def _checks() -> None:
    changed = {
        ("ledger_accounts", "stage"): f"stage in ({OF_FUND}, 'APPROPRIATED', {OF_IMPEGNO})",
        ("ledger_accounts", "covered"): f"balance >= 0 or stage in ({UNBOUND})",
        ("ledger_accounts", "line"): f"(line_id is null) = (stage in ({OF_FUND}))",
        ("ledger_accounts", "impegno"): f"(impegno_id is not null) = (stage in ({OF_IMPEGNO}))",
        ("ledger_movements", "kind"): f"kind in ({KINDS})",
    }
    for (table, name), rule in changed.items():
        op.drop_constraint(op.f(f"ck_{table}_{name}"), table, schema="ambiti")
        op.create_check_constraint(op.f(f"ck_{table}_{name}"), table, rule, schema="ambiti")
    op.create_check_constraint(
        op.f("ck_budget_lines_surplus"),
        "budget_lines",
        "not (surplus and carried_from_id is not null)",
        schema="ambiti",
    )


def _cost_attributions() -> None:
    references = {
        "payment_id": "ledger_movements",
        "act_id": "acts",
        "reverses_id": "cost_attributions",
        "statute_version_id": "statute_versions",
    }
    op.create_table(
        "cost_attributions",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("payment_id", sa.Uuid(), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("ledger_code", "matter_code", "matter_name", "target")
        ),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("cents", sa.BigInteger(), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("cash_code", "cash_name", "key_code", "key_name")
        ),
        sa.Column("reference_date", sa.Date(), nullable=True),
        sa.Column("attributed_on", sa.Date(), nullable=False),
        sa.Column("act_id", sa.Uuid(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=True),
        sa.Column("reverses_id", sa.Uuid(), nullable=True),
        sa.Column("statute_version_id", sa.Uuid(), nullable=False),
        sa.Column("source_code", sa.Text(), nullable=False),
        sa.Column("source_document", sa.Text(), nullable=False),
        sa.Column("source_article", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "target in ('STAFF_COST_LIMITS', 'INCENTIVE_FUND', 'OVERTIME_FUND')",
            name=op.f("ck_cost_attributions_target"),
        ),
        sa.CheckConstraint(
            "cents <> 0 and (cents < 0) = (reverses_id is not null)",
            name=op.f("ck_cost_attributions_cents"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id"], ["ambiti.ambiti.ambito_id"], name=op.f("fk_cost_attributions_ambito_id")
        ),
        *(
            sa.ForeignKeyConstraint(
                ["ambito_id", column],
                [f"ambiti.{table}.ambito_id", f"ambiti.{table}.id"],
                name=op.f(f"fk_cost_attributions_ambito_id_{column}"),
            )
            for column, table in references.items()
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_cost_attributions")),
        sa.UniqueConstraint(
            "ambito_id", "reverses_id", name=op.f("uq_cost_attributions_ambito_id_reverses_id")
        ),
        schema="ambiti",
    )
    for name, columns in {
        "payment_id": ["ambito_id", "payment_id"],
        "attributed_on": ["ambito_id", "attributed_on", "id"],
    }.items():
        index = f"ix_cost_attributions_ambito_id_{name}"
        op.create_index(index, "cost_attributions", columns, schema="ambiti")


def _notional_entries() -> None:
    op.create_table(
        "notional_entries",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("attribution_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("party_code", sa.Text(), nullable=False),
        sa.Column("party_name", sa.Text(), nullable=False),
        sa.Column("istat_code", sa.Text(), nullable=True),
        sa.Column("weight", sa.Text(), nullable=False),
        sa.Column("whole", sa.Text(), nullable=False),
        sa.Column("floor_cents", sa.BigInteger(), nullable=False),
        sa.Column("cents", sa.BigInteger(), nullable=False),
        sa.Column("rounded", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("figures", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.CheckConstraint(
            "abs(cents) between abs(floor_cents) and abs(floor_cents) + 1",
            name=op.f("ck_notional_entries_cents"),
        ),
        sa.CheckConstraint(
            "rounded in ('EXACT', 'LARGEST_REMAINDER', 'WEIGHT', 'NAME')",
            name=op.f("ck_notional_entries_rounded"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "attribution_id"],
            ["ambiti.cost_attributions.ambito_id", "ambiti.cost_attributions.id"],
            name=op.f("fk_notional_entries_ambito_id_attribution_id"),
        ),
        sa.ForeignKeyConstraint(
            ["istat_code"],
            ["ambiti.comuni.istat_code"],
            name=op.f("fk_notional_entries_istat_code"),
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_notional_entries")),
        sa.UniqueConstraint(
            "ambito_id",
            "attribution_id",
            "party_code",
            name=op.f("uq_notional_entries_ambito_id_attribution_id_party_code"),
        ),
        schema="ambiti",
    )
