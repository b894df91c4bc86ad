"""Applying: once is enough, the past is protected, versions are chained, faults are found."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import date
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from ambiti import clock
from ambiti.agreements.projection import PROJECTION as AGREEMENTS
from ambiti.database.connections import Databases
from ambiti.database.engine import app_engine, transaction
from ambiti.governance.projection import PROJECTION as GOVERNANCE
from ambiti.statute.applying import Applied, StatuteRefused, apply, difference
from ambiti.statute.loading import load_or_raise
from ambiti.statute.projection import PROJECTION as STATUTE
from ambiti.statute.verifying import verify
from ambiti.territory.projection import PROJECTION as TERRITORY

PROJECTIONS = (STATUTE, TERRITORY, GOVERNANCE, AGREEMENTS)
TENANTS = Path(__file__).parents[2] / "tenants"
Written = Callable[..., str]

LATER = ("    valid: {from: 2012-04-01}\nroles:",
         "    valid: {from: 2012-04-01, until: 2027-01-01}\nroles:")  # fmt: skip
EARLIER = ("    valid: {from: 2012-04-01}\nroles:",
           "    valid: {from: 2012-04-01, until: 2020-01-01}\nroles:")  # fmt: skip


@pytest.fixture
async def engine(fresh_database: Databases) -> AsyncIterator[AsyncEngine]:
    made = app_engine(fresh_database.app)
    with clock.fixed(date(2026, 11, 20)):
        yield made
    await made.dispose()


async def applied(engine: AsyncEngine, content: str, reason: str | None = None) -> Applied:
    loaded = load_or_raise(content, "x.yaml")
    return await apply(engine, loaded, PROJECTIONS, applied_by="prova", reason=reason)


async def scalar(engine: AsyncEngine, query: str) -> object:
    async with transaction(engine, reach=range(100)) as connection:
        return await connection.scalar(text(query))


async def test_the_second_time_nothing_is_written(engine: AsyncEngine, written: Written) -> None:
    first = await applied(engine, written())
    second = await applied(engine, "# un commento\n" + written())
    assert (first.outcome, first.number) == ("CREATED", 1)
    assert first.inserted > 20
    assert (second.outcome, second.number, second.inserted) == ("UNCHANGED", 1, 0)
    assert await scalar(engine, "select count(*) from ambiti.statute_versions") == 1
    assert await verify(engine, PROJECTIONS) == []


async def test_a_change_of_what_is_to_come_makes_a_new_version_chained_to_the_old(
    engine: AsyncEngine, written: Written
) -> None:
    first = await applied(engine, written())
    second = await applied(engine, written(LATER))
    assert (second.outcome, second.number, second.updated) == ("CHANGED", 2, 2)  # organ and rule
    previous = await scalar(
        engine, "select previous_hash from ambiti.statute_versions where number = 2"
    )
    assert previous == first.hash
    assert await verify(engine, PROJECTIONS) == []


async def test_the_past_is_rewritten_only_with_a_reason(
    engine: AsyncEngine, written: Written
) -> None:
    await applied(engine, written())
    with pytest.raises(StatuteRefused) as refused:
        await applied(engine, written(EARLIER))
    assert "riscrive il passato" in refused.value.lines[0]
    assert (
        "organs: ADS · POLITICAL · Assemblea dei Sindaci · CONV · CONV: dal 1° aprile 2012 al "
        "20 novembre 2026 escluso → dal 1° aprile 2012 al 1° gennaio 2020 escluso"
    ) in refused.value.lines
    assert await scalar(engine, "select count(*) from ambiti.statute_versions") == 1
    corrected = await applied(engine, written(EARLIER), reason="errore di trascrizione")
    assert corrected.outcome == "CHANGED"
    reason = await scalar(engine, "select reason from ambiti.statute_versions where number = 2")
    assert reason == "errore di trascrizione"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{kind: COMUNI, comuni: [Crema, Gombito, Ticengo]}\norgans",
         "{kind: COMUNI, comuni: [Crema, Gombito]}\norgans"),
        ("aliases: [Assemblea]", "aliases: []"),
        ("name: Ambito di prova", "name: Altro"),
        ('source: {document: CONV, article: "6"}', 'source: {document: CONV, article: "7"}'),
        ("signed_on: 2012-03-30", "signed_on: 2012-03-31"),
        ("term: {kind: OPEN}", "term: {kind: FIXED, end: 2025-12-31}"),
        ("{comune: Crema, source", "{comune: Gombito, source"),
    ],
)  # fmt: skip
async def test_an_answer_about_the_past_that_would_change_is_protected(
    engine: AsyncEngine, written: Written, old: str, new: str
) -> None:
    await applied(engine, written())
    with pytest.raises(StatuteRefused, match="riscrive il passato"):
        await applied(engine, written((old, new)))


async def test_a_comune_that_moves_tomorrow_rewrites_nothing(
    engine: AsyncEngine, written: Written
) -> None:
    await applied(engine, written())
    ticengo = '- {kind: COMUNI, comuni: [Ticengo], source: {document: CONV, article: "12.4"}}'
    moved = written(
        (ticengo, ticengo.replace("[Ticengo],", "[Ticengo], valid: {until: 2027-01-01},")),
        ("- {kind: COMUNI, comuni: [Crema, Gombito],",
         ticengo.replace("[Ticengo],", "[Ticengo], valid: {from: 2027-01-01},")
         + "\n      - {kind: COMUNI, comuni: [Crema, Gombito],"),
    )  # fmt: skip
    told = await difference(engine, load_or_raise(moved, "x.yaml"), PROJECTIONS)
    assert told == [
        "prova: dal 1° gennaio 2027 Ticengo passa dal sub-ambito 4 al sub-ambito 5 (art. 12)"
    ]
    assert (await applied(engine, moved)).outcome == "CHANGED"


async def test_the_difference_says_that_the_past_needs_a_correction(
    engine: AsyncEngine, written: Written
) -> None:
    loaded = load_or_raise(written(EARLIER), "x.yaml")
    assert await difference(engine, loaded, PROJECTIONS) == ["prova: nuovo, non ancora applicato"]
    await applied(engine, written())
    told = await difference(engine, loaded, PROJECTIONS)
    assert "Assemblea dei Sindaci" in told[0]
    assert "dal 1° gennaio 2020" in told[0]
    assert any("rettifica motivata" in line for line in told)


async def test_a_comune_declared_otherwise_than_in_the_register_is_refused(
    engine: AsyncEngine, written: Written
) -> None:
    await applied(engine, written())
    other = written(("slug: prova", "slug: altra"), ("belfiore: E082", "belfiore: E083"))
    with pytest.raises(StatuteRefused, match="019049"):
        await applied(engine, other)
    assert await scalar(engine, "select count(*) from ambiti.ambiti") == 1


async def test_a_tenant_never_changes_its_kind(engine: AsyncEngine, written: Written) -> None:
    await applied(engine, written())
    with pytest.raises(StatuteRefused, match="altro slug"):
        await applied(engine, written(("kind: AMBITO", "kind: INTERAMBITI")), reason="prova")


async def test_two_at_once_leave_one_version(engine: AsyncEngine, written: Written) -> None:
    outcomes = await asyncio.gather(*(applied(engine, written()) for _ in range(4)))
    assert sorted(one.outcome for one in outcomes) == ["CREATED", *["UNCHANGED"] * 3]
    assert await scalar(engine, "select count(*) from ambiti.ambiti") == 1


async def test_a_row_that_a_mandate_uses_is_not_taken_away(
    engine: AsyncEngine, written: Written, fresh_database: Databases
) -> None:
    await applied(engine, written())
    admin = await asyncpg.connect(fresh_database.admin)
    await admin.execute(
        """with p as (insert into ambiti.principals (id, identity, name, kind, invented)
             values (gen_random_uuid(), 'x', 'x', 'PERSON', true) returning id)
           insert into ambiti.mandates (ambito_id, id, principal_id, role_code, unit_id, since,
             act, source_code, source_document)
           select u.ambito_id, gen_random_uuid(), p.id, 'X', u.id, '2020-01-01', 'x', 'x', 'x'
             from p, ambiti.units u where u.code = '4'"""
    )
    await admin.close()
    gone = written(('code: "4"', 'code: "9"'))
    with pytest.raises(StatuteRefused, match="ancora in uso"):
        await applied(engine, gone, reason="prova")


async def test_rows_and_versions_that_were_touched_are_found(
    engine: AsyncEngine, written: Written, fresh_database: Databases
) -> None:
    await applied(engine, written())
    await applied(engine, written(LATER))
    admin = await asyncpg.connect(fresh_database.admin)
    await admin.execute("update ambiti.organs set name = 'Altro'")
    await admin.execute("delete from ambiti.capofile")
    await admin.execute("update ambiti.statute_versions set hash = 'x' where number = 1")
    await admin.close()
    faults = await verify(engine, PROJECTIONS)
    assert {fault.split(":")[1].strip() for fault in faults} == {
        "il testo della versione 1 non ha il suo hash",
        "la versione 2 non segue quella prima (previous_hash)",
        "capofile",
        "organs",
    }


async def test_the_four_tenants_apply_and_hold(engine: AsyncEngine) -> None:
    files = sorted(TENANTS.glob("*.yaml"))
    for file in files:
        assert (await applied(engine, file.read_text())).outcome == "CREATED"
    for file in files:
        assert (await applied(engine, file.read_text())).outcome == "UNCHANGED"
    assert await verify(engine, PROJECTIONS) == []
    assert await scalar(engine, "select count(*) from ambiti.comuni") == 120
    for day, expected in {
        "2012-06-01": "ADS COORD_TOP CRIS TLTS UDP VIGILANZA",
        "2016-06-01": None,
        "2019-12-01": "ADS ASSEMBLEA_CONSORTILE_CSC ASS_SUB4 EQUIPE_SUB4 UDP_COORD_TECNICO "
        "UDP_INTEGRATO",
    }.items():
        organs = await scalar(
            engine,
            f"""select string_agg(code, ' ' order by code) from ambiti.organs
            join ambiti.ambiti using (ambito_id) where slug = 'cremasco'
            and valid_from <= '{day}' and valid_until > '{day}'""",
        )
        assert organs == expected
