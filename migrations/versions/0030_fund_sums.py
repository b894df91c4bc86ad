"""What the money of a fund comes to at each stage, kept of the fund and of the sums it is in.

Revision ID: 0030
Revises: 0029
"""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

from ambiti.database import tenancy
from ambiti.database.metadata import Confinement
from ambiti.database.versions import moving

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

STAGES = (
    "'SOURCE', 'ASSIGNED', 'CARRIED', 'PAYERS', 'COLLECTED', 'CASH', 'ADVANCED', 'APPROPRIATED',"
    " 'COMMITTED', 'LIQUIDATED', 'PAID', 'RESIDUO', 'RESIDUO_LIQUIDATED', 'RESIDUO_PAID',"
    " 'RESIDUO_SPARED'"
)
MANY = 15
NOTHING = f"array_fill(0::bigint, array[{MANY}])"
CROSSING = "'RESIDUO', 'AVANZO', 'CASSA'"
SUMS = ("held", "gone", "came")
POSITION = f"array_position(array[{STAGES}], %s)"

OPEN_SUMS = """create function ambiti.open_sums() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
    begin
        insert into ambiti.fund_sums (ambito_id, fund_id) values (new.ambito_id, new.id);
        return null;
    end $$"""

ADD_TO_FUND = f"""create function ambiti.add_to_fund(tenant integer, fund uuid, stage text,
    amount bigint, went bigint, arrived bigint) returns void
    language sql set search_path = pg_catalog, pg_temp as $$
        update ambiti.fund_sums s set
            held[p.at] = s.held[p.at] + amount,
            gone[p.at] = s.gone[p.at] + went,
            came[p.at] = s.came[p.at] + arrived
        from (select {POSITION % "stage"} as at) p
        where s.ambito_id = tenant and s.fund_id in (
            select f.id from ambiti.budget_funds o join ambiti.budget_funds f
            on f.ambito_id = o.ambito_id and f.budget_id = o.budget_id
            and (f.id = o.id or f.code = any (o.within))
            where o.ambito_id = tenant and o.id = fund)
    $$"""
"""Add to what is kept of a fund, and of every sum of funds that it is in."""

KEEP_BALANCES = f"""create or replace function ambiti.keep_balances() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
    declare
        crossed bigint := case when new.kind in ({CROSSING}) then new.amount else 0 end;
        source record;
        target record;
    begin
        perform from ambiti.ledger_accounts where ambito_id = new.ambito_id
            and id in (new.from_id, new.to_id) order by id for update;
        update ambiti.ledger_accounts set balance = balance - new.amount, gone = gone + crossed
            where ambito_id = new.ambito_id and id = new.from_id
            returning fund_id, stage into source;
        update ambiti.ledger_accounts set balance = balance + new.amount, came = came + crossed
            where ambito_id = new.ambito_id and id = new.to_id
            returning fund_id, stage into target;
        perform ambiti.add_to_fund(new.ambito_id, source.fund_id, source.stage,
            -new.amount, crossed, 0);
        perform ambiti.add_to_fund(new.ambito_id, target.fund_id, target.stage,
            new.amount, 0, crossed);
        return null;
    end $$"""

_OF_ACCOUNTS = ", ".join(f"array_agg(s.{name} order by s.at) as {name}" for name in SUMS)
FILL = f"""insert into ambiti.fund_sums (ambito_id, fund_id, held, gone, came)
    select s.ambito_id, s.id, {_OF_ACCOUNTS} from (
        select w.ambito_id, w.id, p.at, coalesce(sum(a.balance), 0)::bigint as held,
            coalesce(sum(a.gone), 0)::bigint as gone, coalesce(sum(a.came), 0)::bigint as came
        from ambiti.budget_funds w
        cross join unnest(array[{STAGES}]) with ordinality as p (stage, at)
        join ambiti.budget_funds o on o.ambito_id = w.ambito_id and o.budget_id = w.budget_id
            and (o.id = w.id or w.code = any (o.within))
        left join ambiti.ledger_accounts a on a.ambito_id = o.ambito_id and a.fund_id = o.id
            and a.stage = p.stage
        group by w.ambito_id, w.id, p.at
    ) s group by s.ambito_id, s.id"""
"""What the accounts of funds hold already."""
READ = ("budget_funds", "ledger_accounts")


def upgrade() -> None:
    """Keep the sums of each fund, beginning with those of its accounts."""
    op.create_table(
        "fund_sums",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("fund_id", sa.Uuid(), nullable=False),
        *(
            sa.Column(
                name, sa.ARRAY(sa.BigInteger()), nullable=False, server_default=sa.text(NOTHING)
            )
            for name in SUMS
        ),
        sa.CheckConstraint(
            " and ".join(f"cardinality({name}) = {MANY}" for name in SUMS),
            name=op.f("ck_fund_sums_stages"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "fund_id"],
            ["ambiti.budget_funds.ambito_id", "ambiti.budget_funds.id"],
            name=op.f("fk_fund_sums_ambito_id_fund_id"),
        ),
        sa.PrimaryKeyConstraint("ambito_id", "fund_id", name=op.f("pk_fund_sums")),
        schema="ambiti",
    )
    for statement in (
        *(f"alter table ambiti.{table} no force row level security" for table in READ),
        FILL,
        "set constraints all immediate",
        *(f"alter table ambiti.{table} force row level security" for table in READ),
        *tenancy.confine("fund_sums", Confinement.PART, moved=True),
        moving("fund_sums", Confinement.PART),
        *_policies(),
        *(OPEN_SUMS, ADD_TO_FUND, KEEP_BALANCES),
        *(
            f"revoke all on function ambiti.{one} from public"
            for one in ("open_sums()", "add_to_fund(integer, uuid, text, bigint, bigint, bigint)")
        ),
        """create trigger opens_sums after insert on ambiti.budget_funds for each row
            execute function ambiti.open_sums()""",
    ):
        op.execute(statement)


def _policies() -> Iterator[str]:
    """Let the triggers write; 0022 makes what it knows of where it runs only now."""
    for table in ("budget_funds", "fund_sums"):
        for policy in tenancy.EXCEPTIONS[table]:
            yield f"drop policy if exists {policy.name} on ambiti.{table}"
            yield policy.statement(f"ambiti.{table}")
