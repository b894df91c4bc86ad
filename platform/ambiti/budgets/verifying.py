"""Whether the books balance: what is true of every ledger, whatever was done to it.

The database refuses to write anything else; here it is looked for nonetheless, as of books that
were brought back from a copy, or changed by somebody who may do anything.
"""

from typing import Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from ambiti.database.engine import transaction

_TENANTS: Final = text("select ambito_id, slug from ambiti.ambiti order by slug")
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
        left join (select account_id, sum(amount) as moved from ({_FLOWS}) f group by 1) f
        on f.account_id = a.id
        where a.ambito_id = :tenant and a.balance <> coalesce(f.moved, 0)""",
    "il conto {0} è sotto zero in qualche giorno": f"""
        select distinct a.id::text from ambiti.ledger_accounts a join (
            select account_id, sum(amount) over (partition by account_id order by moved_on) as held
            from ({_FLOWS}) f) days on days.account_id = a.id
        where a.ambito_id = :tenant and days.held < 0 and a.stage not in ('SOURCE', 'PAYERS')""",
    "il fondo {0} non pareggia: le fonti hanno dato altro da quanto vi si trova": f"""
        select fund_id::text from (
            select a.fund_id, a.stage in ('PAYERS', 'COLLECTED') as cash, sum(a.balance) as held
            from ambiti.ledger_accounts a where a.ambito_id = :tenant group by 1, 2
            union all
            select a.fund_id, false, -sum(f.amount) from ({_FLOWS}) f
            join ambiti.ledger_accounts a on a.ambito_id = f.ambito_id and a.id = f.account_id
            where f.across
            group by 1
        ) sums group by fund_id, cash having sum(held) <> 0""",
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
}
"""What is said of each row that should not be, and the query that finds it in one tenant."""


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
    found: list[str] = []
    for sentence, query in INVARIANTS.items():
        rows = await connection.scalars(text(query), {"tenant": tenant})
        found += sorted(sentence.format(row) for row in rows)
    return found
