"""Every act leaves one entry in the journal of its tenant, chained to the one before."""

import hashlib
import json
from datetime import UTC
from typing import Any

import asyncpg
import pytest
from tests.conftest import Deployment

from ambiti.database.engine import transaction

from .holding import MEETING, Person, person
from .rows import entries, read

JOURNAL = """query($act: String) { ambito(slug: "cremasco") { journal(first: 20, act: $act) {
  edges { node { number act performedBy access mandate hash previousHash
                 sources { document article } } } } } }"""
FIELDS = {
    *("id", "number", "at", "act", "performed_by", "performer_id", "access", "mandate"),
    *("subject_kind", "subject_id", "input", "warnings", "sources", "written", "previous_hash"),
}
"""All that an entry says: its hash is of this."""


def rehashed(entry: asyncpg.Record) -> str:
    """Work out the hash of an entry from what it says, without the program that wrote it."""
    told = {name: entry[name] for name in FIELDS}
    told["at"] = entry["at"].astimezone(UTC).isoformat()
    for name in ("input", "warnings", "sources", "written"):
        told[name] = json.loads(entry[name])
    written = json.dumps(
        told, default=str, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    return hashlib.sha256(written.encode()).hexdigest()


async def whole_meeting(clerk: Person) -> None:
    """Hold a meeting from its convocation to its minutes."""
    meeting = await clerk.opens(7)
    await meeting.decides(in_favour=range(6), against=(6,))
    await clerk.does("closeMeeting", meeting=meeting.id)


async def test_each_act_of_a_meeting_leaves_one_entry_with_its_name(own_clerk: Person) -> None:
    databases = own_clerk.served.databases
    before = len(await entries(databases, "cremasco"))
    await whole_meeting(own_clerk)

    assert [one["act"] for one in (await entries(databases, "cremasco"))[before:]] == [
        "convene_meeting",
        "record_attendance",
        "open_vote",
        "cast_ballots",
        "close_vote",
        "close_meeting",
    ]


async def test_an_entry_says_who_acted_as_which_role_and_on_what(clerk: Person) -> None:
    await clerk.convenes()
    (entry,) = await read(
        clerk.served.databases,
        "select * from ambiti.journal_entries where subject_kind = 'Meeting'"
        " order by at desc, number desc limit 1",
    )

    assert (entry["access"], entry["mandate"]) == ("segretario", "Emissione di sviluppo")
    assert entry["performed_by"].startswith("Segretari")
    assert json.loads(entry["input"])["place"] == "Soncino, sala consiliare"
    assert [one["code"] for one in json.loads(entry["warnings"])] == ["CONVENER_NOT_STATED"]
    assert json.loads(entry["sources"]) == [{"document": "CONV-SUB4", "article": "3.1"}]


async def test_an_entry_has_the_rows_that_its_act_wrote(own_clerk: Person) -> None:
    await own_clerk.convenes()
    written = json.loads((await entries(own_clerk.served.databases, "cremasco"))[-1]["written"])

    assert [one["table"] for one in written] == [
        "meetings",
        *["roll_entries"] * 11,
        "agenda_items",
    ]


async def test_every_entry_follows_the_one_before_it(own_clerk: Person) -> None:
    await whole_meeting(own_clerk)
    found = await entries(own_clerk.served.databases, "cremasco")

    assert [one["number"] for one in found] == list(range(1, len(found) + 1))
    assert [one["previous_hash"] for one in found] == [None, *(one["hash"] for one in found[:-1])]


async def test_the_hash_of_every_entry_is_of_all_that_it_says(own_clerk: Person) -> None:
    await whole_meeting(own_clerk)
    found = await entries(own_clerk.served.databases, "cremasco")

    assert [one["hash"] for one in found] == [rehashed(one) for one in found]


async def test_the_contract_shows_the_chain_as_it_is_kept(own_clerk: Person) -> None:
    await whole_meeting(own_clerk)
    kept = await entries(own_clerk.served.databases, "cremasco")
    journal = (await own_clerk.served.ask(JOURNAL, token=own_clerk.token))["ambito"]["journal"]
    shown = [edge["node"] for edge in journal["edges"]]

    assert [(one["number"], one["act"], one["hash"], one["previousHash"]) for one in shown] == [
        (one["number"], one["act"], one["hash"], one["previous_hash"]) for one in kept
    ]


async def test_the_contract_shows_an_act_with_the_article_it_rests_on(
    own_clerk: Person,
) -> None:
    await whole_meeting(own_clerk)
    asked = {"token": own_clerk.token, "act": "close_vote"}
    journal = (await own_clerk.served.ask(JOURNAL, **asked))["ambito"]["journal"]
    (entry,) = (edge["node"] for edge in journal["edges"])

    assert entry["sources"] == [{"document": "CONV-SUB4", "article": "10.1"}]


async def test_the_journals_of_two_tenants_are_two_chains(own: Deployment) -> None:
    carate = await person(own, "segretario", "carate")
    before = len(await entries(own.databases, "cremasco"))
    await carate.convenes("ASSEMBLEA")

    assert len(await entries(own.databases, "cremasco")) == before


async def test_the_entry_of_a_success_is_for_who_reads_the_journal(clerk: Person) -> None:
    given = clerk.convocation()
    answered = f"{MEETING} entry {{ number act access subject }}"
    answer = (await clerk.sent("conveneMeeting", given, None, answered)).json()
    done = answer["data"]["conveneMeeting"]

    assert (done["entry"]["act"], done["entry"]["access"]) == ("convene_meeting", "segretario")
    assert done["entry"]["subject"] == done["meeting"]["id"]


async def test_who_may_act_and_not_read_the_journal_gets_no_entry(busy: Deployment) -> None:
    mayor = await person(busy, "sindaco", "cremasco", comune="Soncino")
    given, answered = mayor.convocation(), f"{MEETING} entry {{ number hash }}"
    done = (await mayor.sent("conveneMeeting", given, None, answered)).json()["data"]

    assert done["conveneMeeting"]["entry"] is None
    assert done["conveneMeeting"]["meeting"]["status"] == "CONVENED"


@pytest.mark.parametrize(
    ("role", "place", "reads"),
    [
        ("segretario", {}, True),
        ("revisore", {}, True),
        ("coord_udp", {}, True),
        ("sindaco", {"comune": "Soncino"}, False),
        ("operatore_udp", {}, False),
    ],
)
async def test_the_journal_is_read_by_who_controls_the_acts(
    busy: Deployment, clerk: Person, role: str, place: Any, *, reads: bool
) -> None:
    await clerk.convenes()
    query = '{ ambito(slug: "cremasco") { journal(first: 1) { totalCount } } }'
    token = await busy.token(role, "cremasco", **place)
    answer = (await busy.post(query, token=token)).json()

    assert bool(answer["data"]["ambito"]["journal"]["totalCount"]) is reads


@pytest.mark.parametrize(
    "statement",
    [
        "update ambiti.journal_entries set act = 'nothing'",
        "delete from ambiti.journal_entries",
        "truncate ambiti.journal_entries",
    ],
)
async def test_the_program_itself_may_not_change_the_journal(clerk: Person, statement: str) -> None:
    await clerk.convenes()
    reaching = transaction(clerk.served.engine, reach=(1, 2, 3, 4), acting=2)
    with pytest.raises(Exception, match="permission denied for table journal_entries"):
        async with reaching as connection:
            await connection.exec_driver_sql(statement)
