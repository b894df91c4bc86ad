"""Each invariant of the books is found broken where an admin breaks it."""

from typing import Final

import asyncpg
import pytest

from ambiti.budgets import verifying
from ambiti.budgets.funds.tables import KEPT

from .books import BRUNO, Books
from .test_years_database import after, carried, close, unspent

MOVED: Final = "update ambiti.ledger_movements set"
FIRST: Final = "select id from ambiti.ledger_movements where kind = 'IMPEGNO'"
BROKEN: Final = {
    "il saldo": "update ambiti.ledger_accounts set balance = balance + 1 where stage = 'PAID'",
    "la somma": "update ambiti.fund_sums set held[2] = held[2] + 1",
    "un movimento": f"{MOVED} amount = amount + 1 where kind = 'LIQUIDAZIONE'",
    "il giorno": f"{MOVED} moved_on = '2024-02-01' where kind = 'IMPEGNO'",
    "il numero": f"{MOVED} number = 99 where kind = 'IMPEGNO'",
    "l'atto": "update ambiti.acts set state = 'PROPOSED'",
    "lo storno": f"{MOVED} reverses_id = ({FIRST}) where kind = 'LIQUIDAZIONE'",
    "la voce": "update ambiti.budget_lines set purpose = 'STRADE'",
    "chi liquida": f"update ambiti.impegni set committer_id = '{BRUNO}'",
}
FAULTS: Final = {
    "il saldo": {"ha un saldo", "non pareggia", "le somme dei suoi conti"},
    "la somma": {"le somme dei suoi conti"},
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


CLOSED: Final = {
    "resta denaro": (
        "update ambiti.ledger_accounts set balance = 1 where stage = 'APPROPRIATED'",
        {"ha ancora denaro", "ha un saldo", "non pareggia", "le somme dei suoi conti"},
    ),
    "resta cassa": (
        "update ambiti.ledger_accounts set balance = balance + 1 where stage = 'COLLECTED'",
        {"tiene la cassa", "ha un saldo", "non pareggia", "le somme dei suoi conti"},
    ),
    "un altro vincolo": (
        "update ambiti.budget_funds set purposes = '{STRADE}' where id in"
        " (select fund_id from ambiti.ledger_accounts where stage = 'CARRIED')",
        {"stesso fondo dell'anno dopo", "per cui il suo fondo non è"},
    ),
    "un altro anno": (
        "update ambiti.budgets set year = 2030 where year = 2025",
        {"stesso fondo dell'anno dopo"},
    ),
    "un altro giorno": (
        "update ambiti.budgets set closed_on = '2024-03-02' where state = 'CLOSED'",
        {"senza che il suo sia chiuso"},
    ),
    "un altro creditore": (
        "update ambiti.impegni set creditor = 'Altri' where carried_from_id is not null",
        {"non è quello dell'anno prima"},
    ),
    "un altro impegno": (
        "update ambiti.impegni set carried_from_id = null where carried_from_id is not null",
        {"su un altro impegno"},
    ),
}


@pytest.mark.parametrize("what", CLOSED)
async def test_a_closing_that_does_not_balance_is_found(books: Books, what: str) -> None:
    ids, there = books.ids, await after(books)
    await books.move("IMPEGNO", ids["APPROPRIATED"], ids["COMMITTED"], 60_000)
    await books.move("RISCOSSIONE", ids["PAYERS"], ids["COLLECTED"], 700)
    line, owed = await carried(books, there)
    of = {"line_id": line, "impegno_id": owed}
    target = await books.account(there["budget"], there["fund"], "RESIDUO", **of)
    own = await books.account(ids["budget"], ids["fund"], "CASH")
    await close(
        books,
        unspent(books, there)[0],
        ("RESIDUO", ids["COMMITTED"], target, 60_000),
        ("CASSA", own, there["CASH"], 700),
    )
    assert await verifying.books(books.engine) == []
    connection = await asyncpg.connect(books.admin)
    await connection.execute("set session_replication_role = replica")
    statement, said = CLOSED[what]
    async with connection.transaction():
        await connection.execute(statement)
    found = await verifying.books(books.engine)
    assert {one for one in said if any(one in fault for fault in found)} == said
    assert all(any(one in fault for one in said) for fault in found)
    await restored(connection, books)


async def restored(connection: asyncpg.Connection, books: Books) -> None:
    """Take away what was broken, so that the books balance again."""
    for table in ("ledger_movements", "ledger_accounts", "impegni", "budget_lines"):
        await connection.execute(f"delete from ambiti.{table}")
    for name in KEPT:
        await connection.execute(f"update ambiti.fund_sums set {name} = default")
    await connection.close()
    assert await verifying.books(books.engine) == []
