"""Whether the books balance: what is true of every ledger, whatever was done to it.

The database refuses to write anything else; here it is looked for nonetheless, as of books that
were brought back from a copy, or changed by somebody who may do anything.
"""

from typing import Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from ambiti.budgets.contracts.invariants import CONTRACTS
from ambiti.budgets.dues.invariants import DUES
from ambiti.budgets.funds.tables import STAGES
from ambiti.budgets.ripartos.verifying import faults as of_riparti
from ambiti.database.engine import transaction
from ambiti.database.statements import Kept

_TENANTS: Final = text("select ambito_id, slug from ambiti.ambiti order by slug")
_UNBOUND: Final = "('SOURCE', 'PAYERS', 'CASH', 'ADVANCED')"
_CASH: Final = "('PAYERS', 'COLLECTED', 'CASH', 'ADVANCED')"
_STAGES: Final = ", ".join(f"'{one}'" for one in STAGES)
_CROSSING: Final = "('RESIDUO', 'AVANZO', 'CASSA')"


def _year(fund: str) -> str:
    return (
        f"(select y.year from ambiti.budgets y where y.ambito_id = {fund}.ambito_id"
        f" and y.id = {fund}.budget_id)"
    )


_SEEN: Final = """select m.*, a.fund_id <> b.fund_id as across from ambiti.ledger_movements m
    join ambiti.ledger_accounts a on a.ambito_id = m.ambito_id and a.id = m.from_id
    join ambiti.ledger_accounts b on b.ambito_id = m.ambito_id and b.id = m.to_id
    where m.ambito_id = :tenant"""
_FLOWS: Final = f"""
    select ambito_id, to_id as account_id, moved_on, amount, across from ({_SEEN}) s
    union all select ambito_id, from_id, moved_on, -amount, across from ({_SEEN}) s"""
"""What came into each account and went out of it; ``across``: from a year into another."""
INVARIANTS: Final[dict[str, str]] = {
    "il conto {0} ha un saldo che non è la somma dei suoi movimenti": f"""
        select a.id::text from ambiti.ledger_accounts a
        left join (select account_id, sum(amount) as moved,
            -sum(amount) filter (where across and amount < 0) as gone,
            sum(amount) filter (where across and amount > 0) as came
            from ({_FLOWS}) f group by 1) f on f.account_id = a.id
        where a.ambito_id = :tenant and (a.balance, a.gone, a.came)
        <> (coalesce(f.moved, 0), coalesce(f.gone, 0), coalesce(f.came, 0))""",
    "il conto {0} è sotto zero in qualche giorno": f"""
        select distinct a.id::text from ambiti.ledger_accounts a join (
            select account_id, sum(amount) over (partition by account_id order by moved_on) as held
            from ({_FLOWS}) f) days on days.account_id = a.id
        where a.ambito_id = :tenant and days.held < 0 and a.stage not in {_UNBOUND}""",
    "il fondo {0} non pareggia: le fonti hanno dato altro da quanto vi si trova": f"""
        select fund_id::text from (
            select a.fund_id, a.stage in {_CASH} as cash, sum(a.balance) as held
            from ambiti.ledger_accounts a where a.ambito_id = :tenant group by 1, 2
            union all
            select a.fund_id, a.stage in {_CASH}, -sum(f.amount) from ({_FLOWS}) f
            join ambiti.ledger_accounts a on a.ambito_id = f.ambito_id and a.id = f.account_id
            where f.across
            group by 1, 2
        ) sums group by fund_id, cash having sum(held) <> 0""",
    "il fondo {0} non tiene le somme dei suoi conti": f"""
        select distinct w.id::text from ambiti.budget_funds w
        left join ambiti.fund_sums k on k.ambito_id = w.ambito_id and k.fund_id = w.id
        cross join unnest(array[{_STAGES}]) with ordinality p (stage, at)
        left join (
            select o.ambito_id, o.budget_id, o.code, o.within, a.stage, sum(a.balance) as held,
                sum(a.gone) as gone, sum(a.came) as came from ambiti.budget_funds o
            join ambiti.ledger_accounts a on a.ambito_id = o.ambito_id and a.fund_id = o.id
            where o.ambito_id = :tenant group by o.ambito_id, o.id, a.stage
        ) s on s.ambito_id = w.ambito_id and s.budget_id = w.budget_id and s.stage = p.stage
            and (s.code = w.code or w.code = any (s.within))
        where w.ambito_id = :tenant group by w.id, k.held, k.gone, k.came, p.at
        having (k.held[p.at], k.gone[p.at], k.came[p.at])
            is distinct from
            (coalesce(sum(s.held), 0), coalesce(sum(s.gone), 0), coalesce(sum(s.came), 0))""",
    "il movimento {0} ha un numero dopo un salto": """
        select m.id::text from ambiti.ledger_movements m where m.ambito_id = :tenant
        and m.number > 1 and not exists (select from ambiti.ledger_movements b
            where b.ambito_id = m.ambito_id and b.budget_id = m.budget_id
            and b.number = m.number - 1)""",
    "il movimento {0} si fonda su un atto che non decide, o che viene dopo": """
        select m.id::text from ambiti.ledger_movements m join ambiti.acts a
        on a.ambito_id = m.ambito_id and a.id = m.act_id where m.ambito_id = :tenant
        and (a.state in ('PROPOSED', 'GIVEN') or a.taken_on > m.moved_on)""",
    "lo storno {0} non riporta indietro tutto il suo movimento": """
        select m.id::text from ambiti.ledger_movements m join ambiti.ledger_movements u
        on u.ambito_id = m.ambito_id and u.id = m.reverses_id where m.ambito_id = :tenant
        and (m.kind, m.amount, m.from_id, m.to_id) <> (u.kind, u.amount, u.to_id, u.from_id)""",
    "la voce {0} è per ciò per cui il suo fondo non è": """
        select l.id::text from ambiti.budget_lines l join ambiti.budget_funds f
        on f.ambito_id = l.ambito_id and f.id = l.fund_id where l.ambito_id = :tenant
        and f.purposes <> '{}' and l.purpose <> all (f.purposes)""",
    "la liquidazione {0} è di chi ha impegnato": """
        select m.id::text from ambiti.ledger_movements m
        join ambiti.ledger_accounts a on a.ambito_id = m.ambito_id and a.id = m.to_id
        join ambiti.impegni i on i.ambito_id = a.ambito_id and i.id = a.impegno_id
        where m.ambito_id = :tenant and m.kind = 'LIQUIDAZIONE' and m.reverses_id is null
        and i.committer_id = m.recorder_id""",
    "l'anno {0} è chiuso, e ha ancora denaro": f"""
        select distinct b.year::text from ambiti.budgets b join ambiti.ledger_accounts a
        on a.ambito_id = b.ambito_id and a.budget_id = b.id where b.ambito_id = :tenant
        and b.state = 'CLOSED' and a.balance <> 0 and a.stage not in {_UNBOUND}
        and a.stage not in ('COLLECTED', 'PAID', 'RESIDUO_PAID')""",
    "il fondo {0} è di un anno chiuso, e ne tiene la cassa": """
        select a.fund_id::text from ambiti.budgets b join ambiti.ledger_accounts a
        on a.ambito_id = b.ambito_id and a.budget_id = b.id where b.ambito_id = :tenant
        and b.state = 'CLOSED' group by a.fund_id having sum(a.balance * case
            when a.stage in ('COLLECTED', 'CASH') then 1
            when a.stage in ('PAID', 'RESIDUO_PAID', 'ADVANCED') then -1 else 0 end) <> 0""",
    "il movimento {0} non passa allo stesso fondo dell'anno dopo": f"""
        select m.id::text from ambiti.ledger_movements m
        join ambiti.ledger_accounts a on a.ambito_id = m.ambito_id and a.id = m.from_id
        join ambiti.ledger_accounts b on b.ambito_id = m.ambito_id and b.id = m.to_id
        join ambiti.budget_funds f on f.ambito_id = a.ambito_id and f.id = a.fund_id
        join ambiti.budget_funds g on g.ambito_id = b.ambito_id and g.id = b.fund_id
        where m.ambito_id = :tenant and m.kind in {_CROSSING}
        and ((f.code, f.purposes) <> (g.code, g.purposes)
            or {_year("f")} + 1 <> {_year("g")})""",
    "il movimento {0} passa all'anno dopo senza che il suo sia chiuso con quell'atto": f"""
        select m.id::text from ambiti.ledger_movements m join ambiti.budgets y
        on y.ambito_id = m.ambito_id and y.id = m.budget_id where m.ambito_id = :tenant
        and m.kind in {_CROSSING} and (y.state, y.closed_on, y.closing_act_id)
        is distinct from ('CLOSED', m.moved_on, m.act_id)""",
    "l'impegno {0} non è quello dell'anno prima da cui viene": """
        select i.id::text from ambiti.impegni i
        join ambiti.impegni o on o.ambito_id = i.ambito_id and o.id = i.carried_from_id
        join ambiti.budget_lines l on l.ambito_id = i.ambito_id and l.id = i.line_id
        where i.ambito_id = :tenant and ((i.creditor, i.subject, i.act_id, i.committed_on,
            i.committer_id) <> (o.creditor, o.subject, o.act_id, o.committed_on, o.committer_id)
            or l.carried_from_id is distinct from o.line_id)""",
    "il residuo {0} è arrivato su un altro impegno": """
        select m.id::text from ambiti.ledger_movements m
        join ambiti.ledger_accounts a on a.ambito_id = m.ambito_id and a.id = m.from_id
        join ambiti.ledger_accounts b on b.ambito_id = m.ambito_id and b.id = m.to_id
        join ambiti.impegni i on i.ambito_id = b.ambito_id and i.id = b.impegno_id
        where m.ambito_id = :tenant and m.kind = 'RESIDUO'
        and i.carried_from_id is distinct from a.impegno_id""",
    "il pagamento {0} non è, in qualche giorno, quanto è imputato": """
        select distinct f.payment_id::text from (
            select a.payment_id, a.attributed_on as on_day, -a.cents as cents
                from ambiti.cost_attributions a where a.ambito_id = :tenant
            union all select p.id, p.moved_on, p.amount from ambiti.ledger_movements p
                where p.ambito_id = :tenant and p.id in (select payment_id
                    from ambiti.cost_attributions where ambito_id = :tenant)
            union all select u.reverses_id, u.moved_on, -u.amount from ambiti.ledger_movements u
                where u.ambito_id = :tenant and u.reverses_id in (select payment_id
                    from ambiti.cost_attributions where ambito_id = :tenant)
        ) f group by f.payment_id, f.on_day having sum(f.cents) <> 0""",
    "il costo {0} non è la somma delle sue parti": """
        select a.id::text from ambiti.cost_attributions a left join ambiti.notional_entries e
        on e.ambito_id = a.ambito_id and e.attribution_id = a.id where a.ambito_id = :tenant
        group by a.id, a.cents having a.cents <> coalesce(sum(e.cents), 0)""",
}
"""What is said of each row that should not be, and the query that finds it in one tenant."""

_ALL: Final = {**INVARIANTS, **DUES, **CONTRACTS}
_SENTENCES: Final = tuple(_ALL)
_LOOKED_FOR: Final = Kept(
    text(
        " union all ".join(
            f"select {place} as place, told from ({query}) of_{place} (told)"
            for place, query in enumerate(_ALL.values())
        )
    )
)
"""All of them as one statement, for each asked by itself is planned for longer than it takes."""
_PLANNED_ONCE: Final = text("set local plan_cache_mode = force_generic_plan")


async def books(engine: AsyncEngine) -> list[str]:
    """Find every fault of the books of every tenant."""
    async with transaction(engine, reach=()) as connection:
        tenants = (await connection.execute(_TENANTS)).all()
    found: list[str] = []
    for key, slug in tenants:
        async with transaction(engine, reach=(key,)) as connection:
            found += [f"{slug}: {one}" for one in await faults(connection, key)]
    return found


async def faults(connection: AsyncConnection, tenant: int) -> list[str]:
    """Find every fault of the books of a tenant that is reached."""
    await connection.execute(_PLANNED_ONCE)
    rows = await _LOOKED_FOR.rows(connection, tenant=tenant)
    found = sorted((one["place"], one["told"]) for one in rows)
    told = [_SENTENCES[place].format(row) for place, row in found]
    return [*told, *await of_riparti(connection, tenant)]
