"""The database itself keeps what is owed, against whoever writes SQL with its login."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

import asyncpg
import pytest
from sqlalchemy import insert
from sqlalchemy.exc import DBAPIError

from ambiti.budgets import verifying
from ambiti.budgets.dues.tables import due_entries, due_sides, dues, obligations

from .books import ANNA, BRUNO, DAY, SOURCED, TENANT, Books
from .test_ledger_database import forbidden, refused

SAID: Final[dict[str, Any]] = {"matter_code": "QUOTA", "matter_name": "la quota", "year": 2024}
PARTY: Final = {"kind": "BODY", "code": "UNIONE", "name": "Unione", "istat": None}
OTHER: Final = {"kind": "BODY", "code": "AZIENDA", "name": "Azienda", "istat": None}


@dataclass
class Owing:
    """A due of 40.00 written with raw SQL, beside the books of its tenant."""

    books: Books
    source: UUID
    due: UUID

    async def entry(self, kind: str, cents: int, **more: Any) -> UUID:
        """Write an entry."""
        settled = kind in {"SETTLED", "RETURNED"}
        return await self.books.write(
            due_entries,
            **{
                "due_id": self.due,
                "kind": kind,
                "cents": cents,
                "entered_on": DAY,
                "firmness": None if settled or kind == "CARRIED" else "FINAL",
                "payee_code": "AZIENDA" if settled else None,
                "credit": False,
                "act_id": self.books.ids["act"],
                "subject": "prova",
                "recorded_at": datetime.now(UTC),
                "recorded_by": "Bruno",
                "recorder_id": BRUNO,
                **more,
            },
        )

    async def side(self, side: str, party: dict[str, Any], **more: Any) -> UUID:
        """Write a side."""
        told = {f"party_{name}": party[name] for name in ("kind", "code", "name")}
        named = {"due_id": self.due, "side": side, "year": 2024, "entered_on": DAY}
        return await self.books.write(due_sides, **{**named, **told, **more})


async def another(books: Books, source: UUID, number: int, **more: Any) -> UUID:
    """Write a due."""
    sides = {
        f"{side}_{name}": value
        for side, party in (("debtor", PARTY), ("creditor", OTHER))
        for name, value in party.items()
    }
    said = {"cause": "QUOTA", "internal": False, "entered_on": DAY, "act_id": books.ids["act"]}
    named = {"obligation_id": source, "number": number}
    return await books.write(dues, **{**named, **SAID, **SOURCED, **sides, **said, **more})


async def obliged(books: Books, **more: Any) -> UUID:
    """Write what dues come from."""
    lists: dict[str, Any] = {"documents": [], "waiting": [], "lines": []}
    said = {"cause": "QUOTA", "state": "ESTIMATED", "cents": 4_000, "opened_on": DAY}
    kept = {"act_id": books.ids["act"], "recorder_id": ANNA}
    version = {"statute_version_id": books.ids["statute"]}
    return await books.write(
        obligations, **{**lists, **SAID, **SOURCED, **said, **kept, **version, **more}
    )


@pytest.fixture
async def owing(books: Books) -> Owing:
    source = await obliged(books)
    found = Owing(books, source, await another(books, source, 1))
    await found.side("DEBTOR", PARTY)
    await found.side("CREDITOR", OTHER)
    await found.entry("OWED", 4_000)
    return found


async def test_no_more_is_settled_than_is_owed_unless_it_is_told_as_credit(owing: Owing) -> None:
    paid = await owing.entry("SETTLED", 3_999)
    with refused("due_beyond"):
        await owing.entry("SETTLED", 2)
    with refused("due_beyond"):
        await owing.entry("ADJUSTED", -2)
    await owing.entry("SETTLED", 2, credit=True)
    await owing.entry("SETTLED", -3_999, reverses_id=paid)
    await owing.entry("SETTLED", 3_998)
    with refused("due_beyond"):
        await owing.entry("SETTLED", 1)


async def test_no_more_is_given_back_than_was_paid_beyond_what_is_owed(owing: Owing) -> None:
    later = DAY + timedelta(days=9)
    back = {"payee_code": "UNIONE"}
    with refused("due_credit"):
        await owing.entry("RETURNED", -1, **back)
    paid = await owing.entry("SETTLED", 5_000, credit=True, entered_on=later)
    with refused("due_credit"):
        await owing.entry("RETURNED", -1, **back)
    with refused("due_creditor"):
        await owing.entry("RETURNED", -1, payee_code="AZIENDA", entered_on=later)
    with refused("ck_due_entries_settled"):
        await owing.entry("RETURNED", 1, entered_on=later, **back)
    with refused("due_credit"):
        await owing.entry("RETURNED", -1_001, entered_on=later, **back)
    gone = await owing.entry("RETURNED", -600, entered_on=later, **back)
    with refused("due_credit"):
        await owing.entry("RETURNED", -401, entered_on=later, **back)
    with refused("due_credit"):
        await owing.entry("SETTLED", -5_000, reverses_id=paid, entered_on=later)
    with refused("due_reversal"):
        await owing.entry("SETTLED", -600, reverses_id=gone, entered_on=later)
    await owing.entry("RETURNED", 600, reverses_id=gone, entered_on=later, **back)
    await owing.entry("SETTLED", -5_000, reverses_id=paid, entered_on=later)


async def test_only_what_an_annulled_act_made_owed_is_owed_no_more(owing: Owing) -> None:
    act = await owing.books.act()
    resting = {"act_id": act, "credit": True}
    await owing.entry("SETTLED", 1_000)
    with refused("due_voided"):
        await owing.entry("VOIDED", -4_000, **resting)
    await owing.books.execute("update ambiti.obligations set state = 'FINAL'")
    with forbidden():
        await owing.books.execute("update ambiti.obligations set act_id = :act", act=act)
    ids = owing.books.ids
    annulled = "update ambiti.acts set state = 'ANNULLED' where id = :act"
    await owing.books.execute(annulled, act=ids["act"])
    with refused("due_voided"):
        await owing.entry("VOIDED", -3_999, **resting)
    with refused("ck_due_entries_voided"):
        await owing.entry("VOIDED", 1, **resting)
    await owing.entry("VOIDED", -4_000, **resting)
    await owing.books.execute("update ambiti.obligations set act_id = :act", act=act)
    with forbidden():
        await owing.books.execute("update ambiti.obligations set act_id = :act", act=ids["act"])
    await owing.entry("RETURNED", -1_000, payee_code="UNIONE", act_id=act)


async def pair(owing: Owing, due: UUID, cents: int, back: int, **more: Any) -> None:
    """Carry a credit from the due to another, in one transaction."""
    async with owing.books.acting() as connection:
        first = None
        for key, amount in ((owing.due, -cents), (due, back)):
            given = {
                "due_id": key,
                "kind": "CARRIED",
                "cents": amount,
                "entered_on": DAY,
                "credit": False,
                "act_id": owing.books.ids["act"],
                "subject": "prova",
                "recorded_at": datetime.now(UTC),
                "recorded_by": "Bruno",
                "recorder_id": BRUNO,
                "carried_id": first,
                **(more if first else {}),
            }
            first = uuid4()
            row = {"ambito_id": TENANT, "id": first, **given}
            await connection.execute(insert(due_entries).values(**row))


async def test_a_credit_is_carried_between_the_same_parties_to_the_cent(owing: Owing) -> None:
    await owing.entry("SETTLED", 4_500, credit=True)
    new = Owing(owing.books, owing.source, await another(owing.books, owing.source, 2))
    other = {"creditor_code": "ALTRA"}
    strange = Owing(owing.books, owing.source, await another(owing.books, owing.source, 3, **other))
    for one in (new, strange):
        await one.entry("OWED", 0)
        await one.entry("ADJUSTED", 2_000)
    for cents, back in ((500, 499), (499, 500)):
        with refused("due_carried"):
            await pair(owing, new.due, cents, back)
    with refused("due_carried"):
        await pair(owing, strange.due, 500, 500)
    with refused("due_credit"):
        await pair(owing, new.due, 501, 501)
    with refused("due_carried"):
        await pair(owing, new.due, 500, 500, entered_on=DAY + timedelta(days=1))
    with refused("due_carried"):
        await owing.entry("CARRIED", -500)
    with refused("ck_due_entries_carried"):
        await new.entry("CARRIED", 500)
    await pair(owing, new.due, 500, 500)
    with refused("due_credit"):
        await pair(owing, new.due, 1, 1)
    for one, creditor in ((new, OTHER), (strange, {**OTHER, "code": "ALTRA"})):
        await one.side("DEBTOR", PARTY)
        await one.side("CREDITOR", creditor)
        await one.entry("ADJUSTED", -2_000, credit=True)


async def test_two_who_give_a_credit_back_at_once_never_give_more_than_it(owing: Owing) -> None:
    await owing.entry("SETTLED", 5_000, credit=True)
    tried = [owing.entry("RETURNED", -600, payee_code="UNIONE") for _ in range(4)]
    told = await asyncio.gather(*tried, return_exceptions=True)
    failed: list[Any] = [one.orig for one in told if isinstance(one, DBAPIError)]
    assert [one.__cause__.constraint_name for one in failed] == ["due_credit"] * 3


async def test_two_payments_at_once_never_come_to_more_than_is_owed(owing: Owing) -> None:
    tried = [owing.entry("SETTLED", 3_000) for _ in range(4)]
    told = await asyncio.gather(*tried, return_exceptions=True)
    failed: list[Any] = [one.orig for one in told if isinstance(one, DBAPIError)]
    assert [one.__cause__.constraint_name for one in failed] == ["due_beyond"] * 3
    assert len(told) == 4


async def test_a_due_is_settled_to_its_creditor_on_an_act_in_force_after_it_was_owed(
    owing: Owing,
) -> None:
    with refused("due_creditor"):
        await owing.entry("SETTLED", 1, payee_code="UNIONE")
    for state in ("PROPOSED", "ANNULLED"):
        act = await owing.books.act(state)
        with refused("act_in_force"):
            await owing.entry("SETTLED", 1, act_id=act)
    later = await owing.books.act(taken_on=DAY + timedelta(days=1))
    with refused("act_before"):
        await owing.entry("SETTLED", 1, act_id=later)
    early = await owing.books.act(taken_on=date(2024, 1, 1))
    with refused("due_days"):
        await owing.entry("SETTLED", 1, act_id=early, entered_on=DAY - timedelta(days=1))
    with refused("due_owed"):
        await owing.entry("OWED", 1)
    with refused("due_owed"):
        await owing.entry("ADJUSTED", -4_001, credit=True)
    paid = await owing.entry("SETTLED", 10)
    with refused("due_reversal"):
        await owing.entry("SETTLED", -9, reverses_id=paid)


async def test_a_due_is_of_what_it_comes_from_and_its_sides_are_its_own(owing: Owing) -> None:
    with refused("due_source"):
        await another(owing.books, owing.source, 2, year=2023)
    own = {"debtor_code": "AZIENDA", "internal": True}
    owing.due = await another(owing.books, owing.source, 2, **own)
    with refused("due_side"):
        await owing.side("CREDITOR", OTHER)
    await owing.entry("OWED", 0)
    with refused("due_creditor"):
        await owing.entry("SETTLED", 1, credit=True)
    owing.due = await another(owing.books, owing.source, 3)
    with refused("due_side"):
        await owing.side("DEBTOR", OTHER)
    await owing.entry("OWED", 0)
    for side, party in (("DEBTOR", PARTY), ("CREDITOR", OTHER)):
        await owing.side(side, party)


async def test_who_claims_a_refund_does_not_write_that_it_is_owed(books: Books) -> None:
    source = await obliged(books, cause="REFUND", recorder_id=BRUNO)
    found = Owing(books, source, await another(books, source, 1, cause="REFUND"))
    with refused("due_duties"):
        await found.entry("OWED", 4_000)
    await found.entry("OWED", 4_000, recorder_id=ANNA)
    for side, party in (("DEBTOR", PARTY), ("CREDITOR", OTHER)):
        await found.side(side, party)


async def test_what_is_owed_stays_as_it_is_but_for_a_clock_that_had_not_started(
    owing: Owing,
) -> None:
    set_ = "update ambiti.dues set started_on = '2024-03-01', due_on = '2024-04-15'"
    await owing.books.execute(set_)
    for statement in (
        "update ambiti.dues set due_on = '2025-01-01'",
        "update ambiti.dues set debtor_code = 'X'",
        "update ambiti.due_entries set cents = 1",
        "update ambiti.due_sides set party_code = 'X'",
        "update ambiti.obligations set year = 2020",
        "delete from ambiti.dues",
    ):
        with forbidden():
            await owing.books.execute(statement)
    await owing.books.execute("update ambiti.obligations set state = 'FINAL'")
    with forbidden():
        await owing.books.execute("update ambiti.obligations set cents = 1")


ENTRIES: Final = "update ambiti.due_entries set"
BROKEN: Final = {
    f"{ENTRIES} cents = 4100 where kind = 'OWED'": {"la somma da cui nascono"},
    f"{ENTRIES} cents = 5000 where cents = 1000": {"più del dovuto"},
    f"{ENTRIES} payee_code = 'UNIONE' where kind = 'SETTLED'": {"altro creditore"},
    "update ambiti.acts set taken_on = '2030-01-01'": {"si fonda su un atto"},
    f"{ENTRIES} kind = 'RETURNED', cents = -9000, payee_code = 'UNIONE' where cents = 2000": {
        "si è restituito"
    },
    f"{ENTRIES} kind = 'VOIDED', cents = -9 where cents = 4000": {"il suo atto è in vigore"},
    f"{ENTRIES} kind = 'CARRIED', payee_code = null where cents = -1000": {"credito portato"},
    f"{ENTRIES} cents = -999 where cents = -1000": {"non riprende tutto"},
    "delete from ambiti.due_sides where side = 'DEBTOR'": {"non pareggiano", "sulla posizione"},
    "update ambiti.due_sides set party_code = 'X'": {"sulla posizione"},
    "delete from ambiti.due_entries where kind = 'OWED'": {"non ha una somma", "più del dovuto"},
}


@pytest.mark.parametrize("statement", BROKEN)
async def test_what_does_not_hold_of_dues_is_found(owing: Owing, statement: str) -> None:
    paid = await owing.entry("SETTLED", 1_000)
    await owing.entry("SETTLED", -1_000, reverses_id=paid)
    await owing.entry("SETTLED", 2_000)
    assert await verifying.books(owing.books.engine) == []
    connection = await asyncpg.connect(owing.books.admin)
    await connection.execute("set session_replication_role = replica")  # no trigger sees it
    await connection.execute(statement)
    found = await verifying.books(owing.books.engine)
    for words in BROKEN[statement]:
        assert any(words in one for one in found), found
    for table in ("due_sides", "due_entries", "dues", "obligations"):
        await connection.execute(f"delete from ambiti.{table}")
    await connection.execute("update ambiti.acts set taken_on = '2024-03-01'")
    await connection.close()
