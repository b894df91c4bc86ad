"""Each invariant of the books is found broken where an admin breaks it."""

from typing import Final

import asyncpg
import pytest

from ambiti.budgets import verifying

from .books import BRUNO, Books

MOVED: Final = "update ambiti.ledger_movements set"
FIRST: Final = "select id from ambiti.ledger_movements where kind = 'IMPEGNO'"
BROKEN: Final = {
    "il saldo": "update ambiti.ledger_accounts set balance = balance + 1 where stage = 'PAID'",
    "un movimento": f"{MOVED} amount = amount + 1 where kind = 'LIQUIDAZIONE'",
    "il giorno": f"{MOVED} moved_on = '2024-02-01' where kind = 'IMPEGNO'",
    "il numero": f"{MOVED} number = 99 where kind = 'IMPEGNO'",
    "l'atto": "update ambiti.acts set state = 'PROPOSED'",
    "lo storno": f"{MOVED} reverses_id = ({FIRST}) where kind = 'LIQUIDAZIONE'",
    "la voce": "update ambiti.budget_lines set purpose = 'STRADE'",
    "chi liquida": f"update ambiti.impegni set committer_id = '{BRUNO}'",
}
FAULTS: Final = {
    "il saldo": {"ha un saldo", "non pareggia"},
    "un movimento": {"ha un saldo"},
    "il giorno": {"sotto zero", "si fonda su un atto"},
    "il numero": {"dopo un salto"},
    "l'atto": {"si fonda su un atto"},
    "lo storno": {"non riporta indietro"},
    "la voce": {"per cui il suo fondo non è"},
    "chi liquida": {"di chi ha impegnato"},
}


@pytest.mark.parametrize("what", BROKEN)
async def test_books_that_do_not_balance_are_found(books: Books, what: str) -> None:
    ids = books.ids
    await books.move("IMPEGNO", ids["APPROPRIATED"], ids["COMMITTED"], 500)
    await books.move("LIQUIDAZIONE", ids["COMMITTED"], ids["LIQUIDATED"], 300)
    await books.move("PAGAMENTO", ids["LIQUIDATED"], ids["PAID"], 300)
    assert await verifying.books(books.engine) == []
    connection = await asyncpg.connect(books.admin)
    await connection.execute("set session_replication_role = replica")  # no trigger sees it
    async with connection.transaction():
        await connection.execute(BROKEN[what])
    found = await verifying.books(books.engine)
    assert found
    assert {one for one in FAULTS[what] if any(one in fault for fault in found)} == FAULTS[what]
    assert all(any(one in fault for one in FAULTS[what]) for fault in found)
    await restored(connection, books)


async def restored(connection: asyncpg.Connection, books: Books) -> None:
    """Take away what was broken, so that the books balance again."""
    for table in ("ledger_movements", "ledger_accounts", "impegni", "budget_lines"):
        await connection.execute(f"delete from ambiti.{table}")
    await connection.close()
    assert await verifying.books(books.engine) == []
