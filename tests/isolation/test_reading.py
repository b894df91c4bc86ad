"""Every field of the contract, asked by everybody of every tenant: nobody sees what is not his."""

import asyncio
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from ambiti.budgets.funds.tables import fund_sums
from ambiti.budgets.ledger.tables import ledger_accounts
from ambiti.database.metadata import Confinement
from ambiti.governance import tables as governance
from ambiti.reading.identifiers import decode, encode
from ambiti.rows import metadata

from . import battery, people
from .battery import Query
from .people import BETA, DELTA, SHARED, SLUGS, Person
from .planted import BEFORE, Planted, Row
from .site import ONLY, TABLES, Oracle, Site, Told

ONE_PER_SHAPE = (
    people.ANYONE,
    people.IDLE,
    *(p for p in people.OFFICERS if p.name in {"beta-membro", "beta-sindaco", "beta-referente"}),
    *(p for p in people.OFFICERS if p.name == "gamma-segretario"),
    people.REGIONALS[1],
    people.OF_TWO,
)
"""One person for each set of permissions."""
THOROUGHLY = {
    *ONE_PER_SHAPE,
    *(p for p in people.OFFICERS if p.name in {"beta-responsabile_udp", "beta-operatore_udp"}),
}
"""Who is asked with everything; the others with the lists of all tenants, and all identifiers."""
BEYOND = next(p for p in people.OFFICERS if p.name == "beta-sindaco")
"""Who is also asked with what hangs from an Ambito reached from anywhere."""
ASKED = "nodes"
PAGES = {"Query", "AmbitoConnection", "AmbitoEdge", "PageInfo"}
"""The types whose objects do not say what they are where the battery asks them."""
NOWHERE = {("Ambito", "population"), ("Ground", "region")}
"""No total is planted (each figure is of a series of its own), and no officer is of a Regione."""
ORGANS = governance.organs
OF_A_REGION: Mapping[str, Any] = {"region": "Lombardia", "year": 2026}


SHARE = len(ONE_PER_SHAPE)
"""Of how many identifiers each person asks one to be explained."""


def named(people_: tuple[Person, ...]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("who", people_, ids=lambda one: one.name or "nobody")


def variables(query: Query, oracle: Oracle, who: Person) -> Iterator[Mapping[str, Any]]:
    """Give what a query is asked with: of tenants that are not the caller's."""
    foreign = [tenant for tenant in SLUGS if tenant not in who.tenants]
    organs = [one for one, row in oracle.identifiers(foreign[0]).items() if row.table is ORGANS]
    given = {"istatCode": SHARED, "kind": "Organ", "act": "read", "id": organs[0], **OF_A_REGION}
    every = {**given, "ids": list(oracle.identifiers())}
    slugs = [SLUGS[one] for one in sorted({foreign[-1], DELTA})] if "slug" in query.needs else [""]
    for slug in slugs:
        yield {name: {**every, "slug": slug}[name] for name in query.needs}


def test_every_field_of_the_contract_is_asked() -> None:
    assert battery.fields_there() == battery.fields_asked(battery.battery())


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_every_table_has_rows_that_would_show(planted: Planted, table: Any) -> None:
    rows = planted.of(table)
    assert rows
    if "ambito_id" in table.c:
        assert {row.tenant for row in rows} == set(SLUGS)
    if table.info["confinement"] in {Confinement.REFERENCE, Confinement.OPEN}:
        return
    hidden = [row for row in rows if not people.ANYONE.may_see(row)]
    assert len(hidden) > 1
    for row in hidden:  # of accounts only sums are shown, and one without money has none
        identified = row.table in TABLES.values() or row.table in {ledger_accounts, fund_sums}
        assert identified or any(row in marked for marked in planted.marks.values())


async def test_every_value_of_the_contract_is_shown_to_someone_who_may_see_it(
    site: Site, oracle: Oracle
) -> None:
    given = {"istatCode": SHARED, "kind": "Organ", "act": "read", "ids": [*oracle.identifiers()]}
    given |= OF_A_REGION
    organs = [one for one, row in oracle.identifiers(BETA).items() if row.table is ORGANS]
    answered: set[tuple[str, str]] = set()
    for slug in (SLUGS[BETA], SLUGS[DELTA]):
        who = next(one for one in people.OFFICERS if one.name == f"{slug}-segretario")
        every = {**given, "slug": slug, "id": organs[0]}
        for query in battery.battery():
            told = await site.ask(who, query.text, {name: every[name] for name in query.needs})
            answered |= set(with_a_value(told.data))
    there = {(kind, name) for kind, name in battery.leaves_there() if kind not in PAGES}
    assert there - answered == NOWHERE | {
        (kind, name) for kind, name in there if kind == "PopulationTotal"
    }


def with_a_value(found: Any) -> Iterator[tuple[str, str]]:
    """Tell the fields of an answer, each with its type, that are neither null nor empty."""
    if isinstance(found, list):
        for one in found:
            yield from with_a_value(one)
    if isinstance(found, dict):
        kind = found.get("__typename", "")
        for key, one in found.items():
            if one not in (None, []):
                yield kind, key.removeprefix(f"{kind}_")
            yield from with_a_value(one)


@named(people.EVERYBODY)
async def test_no_answer_shows_what_its_caller_may_not_see(
    site: Site, oracle: Oracle, who: Person
) -> None:
    queries = battery.battery() if who in THOROUGHLY else battery.lists()
    if who == BEYOND:
        queries += battery.beyond()
    asked = [(query, given) for query in queries for given in variables(query, oracle, who)]
    told = await asyncio.gather(*(site.ask(who, query.text, given) for query, given in asked))
    shown: list[Row] = []
    for (query, _), answer in zip(asked, told, strict=True):
        assert answer.data is not None, query.name
        assert oracle.leaks(who, answer) == [], query.name
        if query.name == ASKED:
            there = oracle.identifiers().items()
            assert found(answer) ^ {one for one, row in there if sees(who, one, row)} == set()
        shown += [rows[0] for rows in oracle.shown(answer).values() if len(rows) == 1]
    private = {row.tenant for row in shown if row.table.info["confinement"] is Confinement.TENANT}
    assert private == who.tenants | who.of_region


def found(answer: Told) -> set[str]:
    """Tell the identifiers of what was found."""
    return {one[key] for one in answer.data[ASKED] if one for key in one if key.endswith("_id")}


def sees(who: Person, identifier: str, row: Row) -> bool:
    """Say whether an identifier gives its row to a person; one of another type gives nothing."""
    name = decode(identifier).type_name
    return who.may_see(row) and (name not in ONLY or row.values["kind"] == ONLY[name])


@named(ONE_PER_SHAPE)
async def test_nor_do_answers_about_the_past(site: Site, oracle: Oracle, who: Person) -> None:
    asked = [query for query in battery.lists() if "$on: Date" in query.text]
    for query in asked:
        given = {**next(variables(query, oracle, who)), "on": BEFORE.isoformat()}
        answer = await site.ask(who, query.text, given)
        assert answer.data is not None
        assert oracle.leaks(who, answer) == [], query.name


@named(ONE_PER_SHAPE)
async def test_what_is_foreign_and_what_is_not_there_have_one_answer(
    site: Site, oracle: Oracle, who: Person
) -> None:
    texts = [q for q in battery.battery() if "id" in q.needs and " " not in q.name]
    assert len(texts) > 2
    foreign = unseen(oracle, who)
    assert foreign
    turn = ONE_PER_SHAPE.index(who)
    for query in texts:
        # what explains looks at every type whatever the identifier: the people share them out
        shared = {} if query.name == "node" else dict(list(foreign.items())[turn::SHARE])
        for identifier, row in (shared or foreign).items():
            name = decode(identifier).type_name
            given = {"kind": kind_of(name), "act": "read"}
            given = {one: given[one] for one in query.needs - {"id"}}
            missing = encode(name, row.tenant, SOMETHING_ELSE)
            nowhere = encode(name, None if row.tenant is None else 999, decode(identifier).key)
            told = [
                await site.ask(who, query.text, {**given, "id": one})
                for one in (identifier, missing, nowhere)
            ]
            assert told[0].data is not None
            assert {(one.status, one.body, headers(one)) for one in told} == {
                (told[0].status, told[0].body, headers(told[0]))
            }, (query.name, identifier)


SOMETHING_ELSE = "00000000-0000-4000-8000-000000000000"


def headers(told: Told) -> str:
    """Give the headers but for the request's own number."""
    before, _, after = told.headers.partition("'x-request-id': '")
    return before + after.partition("'")[2]


def kind_of(name: str) -> str:
    return {"Me": "Principal", "InstrumentParty": "Instrument"}.get(name, name)


def unseen(oracle: Oracle, who: Person) -> dict[str, Row]:
    """Give one identifier of each type that a person may not see."""
    kept: dict[str, str] = {}
    there = oracle.identifiers()
    for identifier, row in there.items():
        if not who.may_see(row):
            kept.setdefault(decode(identifier).type_name, identifier)
    return {one: there[one] for one in kept.values()}
