"""What was changed behind the back of the journal is found, and said, by `ambiti check`."""

import asyncio
from pathlib import Path

import pytest
from tests.conftest import Deployment, settings_of

from ambiti.acting.verifying import journals
from ambiti.cli import upkeep

from .holding import Person
from .rows import entries, write

MINE = "ambito_id = (select ambito_id from ambiti.ambiti where slug = 'cremasco')"


async def faults(served: Deployment) -> list[str]:
    return [fault for told in await journals(served.engine) for fault in told.faults]


async def held(clerk: Person) -> None:
    meeting = await clerk.opens(7)
    await meeting.decides(in_favour=range(6), against=(6,))
    await clerk.does("closeMeeting", meeting=meeting.id)


async def test_a_journal_that_nobody_touched_has_no_faults(own_clerk: Person) -> None:
    await held(own_clerk)

    assert not await faults(own_clerk.served)


async def test_the_check_tells_how_long_each_journal_is_and_its_last_hash(
    own_clerk: Person,
) -> None:
    await held(own_clerk)
    last = (await entries(own_clerk.served.databases, "cremasco"))[-1]
    told = {one.slug: str(one) for one in await journals(own_clerk.served.engine)}

    assert f"{last['number']} atti; l'ultimo ha hash {last['hash']}" in told["cremasco"]


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        ("update ambiti.votes set told = 'Respinta'", "votes"),
        ("update ambiti.meetings set minutes = 'Altro verbale'", "meetings"),
        ("update ambiti.ballots set choice = 'AGAINST' where choice = 'IN_FAVOUR'", "ballots"),
        ("update ambiti.attendances set person = 'Un altro'", "attendances"),
        ("update ambiti.agenda_items set subject = 'Altro'", "agenda_items"),
        ("delete from ambiti.ballots where choice = 'AGAINST'", "ballots"),
    ],
)
async def test_a_row_that_was_changed_behind_the_journal_is_found(
    own_clerk: Person, statement: str, table: str
) -> None:
    await held(own_clerk)
    await write(own_clerk.served.databases, statement)
    found = await faults(own_clerk.served)

    assert {one.split()[1] for one in found} == {table}
    assert all("la riga non è come l'ha lasciata l'atto" in one for one in found)


@pytest.mark.parametrize(
    "change",
    [
        "performed_by = 'Un altro'",
        "access = 'sindaco'",
        "at = at + interval '1 second'",
        "input = '{}'",
        "warnings = '[1]'",
        "written = '[]'",
        "mandate = null",
    ],
)
async def test_an_entry_that_was_changed_is_found(own_clerk: Person, change: str) -> None:
    await held(own_clerk)
    last = (await entries(own_clerk.served.databases, "cremasco"))[-1]["number"]
    where = f"{MINE} and number = {last}"
    await write(
        own_clerk.served.databases, f"update ambiti.journal_entries set {change} where {where}"
    )

    told = f"cremasco: giornale: l'atto {last} non ha il suo hash"
    assert told in await faults(own_clerk.served)


async def test_an_entry_that_was_hashed_again_breaks_the_chain(own_clerk: Person) -> None:
    await held(own_clerk)
    last = (await entries(own_clerk.served.databases, "cremasco"))[-1]["number"]
    where = f"{MINE} and number = {last - 1}"
    await write(
        own_clerk.served.databases,
        f"update ambiti.journal_entries set hash = repeat('0', 64) where {where}",
    )

    assert f"cremasco: giornale: l'atto {last} non segue quello prima" in await faults(
        own_clerk.served
    )


async def test_an_entry_that_was_removed_is_missed(own_clerk: Person) -> None:
    await held(own_clerk)
    gone = (await entries(own_clerk.served.databases, "cremasco"))[-2]["number"]
    await write(
        own_clerk.served.databases,
        f"delete from ambiti.journal_entries where {MINE} and number = {gone}",
    )

    assert f"cremasco: giornale: mancano gli atti da {gone} a {gone}" in await faults(
        own_clerk.served
    )


async def test_the_command_says_the_faults_and_that_there_are_some(
    own_clerk: Person, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    await held(own_clerk)
    await write(own_clerk.served.databases, "update ambiti.votes set told = 'Respinta'")
    settings = settings_of(own_clerk.served.databases, tmp_path)
    in_order = await asyncio.to_thread(upkeep.check, settings)
    said = capsys.readouterr().out

    assert not in_order
    assert "la riga non è come l'ha lasciata l'atto" in said


async def test_the_command_finds_nothing_where_people_only_acted(
    own_clerk: Person, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    await held(own_clerk)
    settings = settings_of(own_clerk.served.databases, tmp_path)
    in_order = await asyncio.to_thread(upkeep.check, settings)

    assert in_order, capsys.readouterr().out
