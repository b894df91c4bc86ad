"""Each invariant of the service contracts is found broken where an admin breaks it."""

from datetime import date
from typing import Final

import pytest
from sqlalchemy import text

from ambiti.budgets import verifying
from ambiti.database.engine import app_engine

from .books import TENANT, Books
from .test_contracts_database import Given, entered, signature

CONTRACT: Final = "update ambiti.service_contracts set"
ASSIGNED: Final = "update ambiti.budget_assignments set"
LATE: Final = "ended_on = '2024-03-04', ended_because = 'recesso'"
BROKEN: Final = {
    f"{CONTRACT} cents = cents + 1": {"la somma dei suoi budget"},
    f"{CONTRACT} year = 2023": {"la somma dei suoi budget"},
    "update ambiti.contract_budgets set cents = 39999": {
        "la somma dei suoi budget",
        "più di quanto ne assegna",
    },
    "delete from ambiti.contract_budgets": {"la somma dei suoi budget", "più di quanto ne assegna"},
    "update ambiti.budget_lines set budget_id = '{other}'": {"la somma dei suoi budget"},
    f"{CONTRACT} programme_code = 'ALTRO'": {"quello che fu firmato"},
    f"{CONTRACT} until = null": {"quello che fu firmato"},
    "update ambiti.signed_contracts set counterpart_code = 'X'": {"quello che fu firmato"},
    f"{CONTRACT} entered_on = '2024-02-01'": {"il contratto CdS si fonda su un atto"},
    f"{CONTRACT} act_id = '{{proposed}}'": {"il contratto CdS si fonda su un atto"},
    f"{ASSIGNED} cents = cents + 1 where cents > 0": {
        "più di quanto ne assegna",
        "non riprende tutta",
    },
    f"{ASSIGNED} assigned_on = '2024-03-05' where id = '{{live}}'": {
        "in qualche giorno assegnato più di quanto ne assegna",
    },
    "update ambiti.ledger_movements set amount = 39999 where id = '{stanziamento}'": {
        "un saldo che non è",
        "la voce A1/2024 ha, in qualche giorno, meno di quanto ne è assegnato",
        "la voce A1/2024 ha, in qualche giorno, meno di quanto ne danno i contratti in vigore",
    },
    "update ambiti.ledger_movements set moved_on = '2024-03-02' where id = '{stanziamento}'": {
        "meno di quanto ne danno i contratti in vigore",
    },
    f"{ASSIGNED} executor_code = 'X'": {"a chi esegue il suo contratto"},
    f"{ASSIGNED} assigned_on = '2025-01-01' where id = '{{live}}'": {
        "a chi esegue il suo contratto"
    },
    f"{CONTRACT} {LATE}": {"a chi esegue il suo contratto"},
    f"{ASSIGNED} act_id = '{{proposed}}'": {"l'assegnazione", "si fonda su un atto"},
    f"{ASSIGNED} assigned_on = '2024-03-02' where reverses_id is not null": {"non riprende tutta"},
    f"{ASSIGNED} contract_id = null where reverses_id is not null": {
        "non riprende tutta",
        "più di quanto ne assegna",
    },
}
"""What an admin breaks, and what is then said."""


@pytest.fixture
async def given(books: Books) -> Given:
    """Give a contract of 400.00 of a line, 100.00 of which were taken back and assigned again."""
    contract = await entered(
        books, await signature(books), {books.ids["line"]: 40_000}, 40_000, code="CdS"
    )
    found = Given(books, books.ids["line"], contract)
    wrong = await found.assign(10_000, assigned_on=date(2024, 3, 5))
    await found.taken_back(wrong, 10_000, assigned_on=date(2024, 3, 6))
    books.ids["live"] = await found.assign(40_000, assigned_on=date(2024, 3, 7))
    books.ids["proposed"] = await books.act("PROPOSED")
    books.ids["other"] = await books.year(2025)
    return found


async def broken(books: Books, statement: str) -> list[str]:
    """Break the books past every trigger, look for faults, and undo what was broken."""
    assert await verifying.books(books.engine) == []
    engine = app_engine(books.admin)
    async with engine.connect() as connection:
        await connection.execute(text("set local session_replication_role = replica"))
        await connection.execute(text(statement.format(**books.ids)))
        found = await verifying.faults(connection, TENANT)
        await connection.rollback()
    await engine.dispose()
    return found


@pytest.mark.parametrize("statement", BROKEN)
async def test_a_contract_that_is_not_kept_is_found(given: Given, statement: str) -> None:
    said, found = BROKEN[statement], await broken(given.books, statement)
    assert {one for one in said if any(one in fault for fault in found)} == said
    assert all(any(one in fault for one in said) for fault in found), found


async def test_two_contracts_that_give_the_same_at_once_are_found(given: Given) -> None:
    books, whole = given.books, {given.books.ids["line"]: 20_000}
    await books.execute(f"{CONTRACT} ended_on = '2024-03-07', ended_because = 'recesso'")
    signed = await signature(books)
    await entered(books, signed, whole, 20_000, code="CdS-2", entered_on=date(2024, 3, 8))
    found = await broken(books, f"{CONTRACT} ended_on = '2024-03-08' where code = 'CdS'")
    said = "assegna ciò che ne assegna già un altro che non è finito"
    assert found == [f"il contratto {one} {said}" for one in ("CdS", "CdS-2")]
