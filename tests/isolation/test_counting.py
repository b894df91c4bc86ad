"""Counts, cursors and errors tell nothing of rows that are not seen."""

import re
from typing import Any

import pytest

from ambiti.agreements import tables as agreements
from ambiti.governance import tables as governance
from ambiti.reading.identifiers import encode

from . import battery, people
from .people import SLUGS, Person
from .site import Oracle, Site, Told

COUNTED_ELSEWHERE = {("Perimeter", "entriesCount")}
"""A figure that the document states, and no count of rows."""
OF_MEMBERS = {
    "AccountingImportConnection",
    "Amendment",
    "Draft",
    "LedgerMovementConnection",
    "MirrorAdoption",
    "SignedContract",
}
"""What who holds no role in a tenant is shown nothing of: there is nothing to count."""
OF_CONTROL = {"PersonalAccessConnection"}
"""What stands below rows that only those who control or operate may see."""
ASKING = tuple(
    person
    for person in people.EVERYBODY
    if person.name in {"", "alfa-membro", "gamma-revisore", "due", "puglia-portale_regionale"}
)


def named(people_: tuple[Person, ...]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("who", people_, ids=lambda one: one.name or "nobody")


def counts() -> set[tuple[str, str]]:
    return {one for one in battery.fields_there() if one[1].endswith("Count")} - COUNTED_ELSEWHERE


def test_every_count_has_the_list_that_it_counts() -> None:
    there = battery.fields_there()
    for kind, name in counts():
        assert (kind, listed(name)) in there


def listed(name: str) -> str:
    """Tell which list a count counts: a connection counts the rows of all its pages."""
    return "edges" if name == "totalCount" else name.removesuffix("Count")


@named(ASKING)
async def test_a_count_is_that_of_the_rows_that_are_seen(site: Site, who: Person) -> None:
    for kind, name in sorted(counts()):
        way = next(way for way in battery.ways() if way[-1] == (kind, name))
        query = battery.at_the_end(way, beside=listed(name))
        compared = 0
        for slug in SLUGS.values():
            given = {"slug": slug, "istatCode": people.SHARED}
            answer = await site.ask(who, query.text, {one: given[one] for one in query.needs})
            for row in objects(answer.data):
                if name in row:
                    assert row[name] == len(row[listed(name)]), (kind, name, slug)
                    compared += 1
        office = any(held.role in people.CONTROL for held in who.current)
        hidden = (kind in OF_MEMBERS and not who.tenants) or (kind in OF_CONTROL and not office)
        assert compared or hidden, (kind, name)


def objects(value: Any) -> list[dict[str, Any]]:
    """Give every object of an answer."""
    if isinstance(value, list):
        return [one for item in value for one in objects(item)]
    if not isinstance(value, dict):
        return []
    return [value, *(one for item in value.values() for one in objects(item))]


@named(ASKING)
async def test_parties_are_counted_as_the_plain_rows_are(
    site: Site, oracle: Oracle, who: Person
) -> None:
    parties = [row for row in oracle.planted.of(agreements.instrument_parties) if who.may_see(row)]
    expected = {
        encode("Instrument", row.tenant, row.values["id"]): sum(
            (party.tenant, party.values["instrument_id"]) == (row.tenant, row.values["id"])
            for party in parties
        )
        for row in oracle.planted.of(agreements.instruments)
        if who.may_see(row)
    }
    text = "query($ids: [ID!]!){nodes(ids: $ids){... on Instrument{id partiesCount}}}"
    answer = await site.ask(who, text, {"ids": list(oracle.identifiers())})
    found = {one["id"]: one["partiesCount"] for one in answer.data["nodes"] if one}
    assert found == expected
    assert await tenants_counted(site, who) == len(SLUGS)


async def tenants_counted(site: Site, who: Person) -> int:
    answer = await site.ask(who, "{ambiti(first: 1){totalCount}}")
    counted: int = answer.data["ambiti"]["totalCount"]
    return counted


@named(ASKING)
async def test_what_is_refused_says_nothing_of_foreign_rows(
    site: Site, oracle: Oracle, who: Person
) -> None:
    organ = next(
        one for one, row in oracle.identifiers(2).items() if row.table is governance.organs
    )
    for text, given in (
        ("query($i: ID!){node(id: $i){id nome}}", {"i": organ}),
        ("query($i: ID!){node(id: $i){id}}", {"i": f"{organ[:-6]}!"}),
        ("query($i: ID!){node(id: $i){id}}", {"i": None}),
        ("query($i: ID!){perche(kind: 7, act: $i, id: $i){allowed}}", {"i": organ}),
        ("query($i: Int){node(id: $i){id}}", {"i": organ}),
        ("query($i: String){ambiti(after: $i){totalCount}}", {"i": organ}),
        ("query($i: String){ambiti(before: $i, first: 3001){totalCount}}", {"i": "WyJiZXRhIl0="}),
        ('{ambito(slug: "beta"){organs(code: 7){name}}}', {}),
        ('{ambito(slug: "beta"){organs{name}', {}),
        ('{ambito(slug: "beta"){organs{names}}}', {}),
    ):
        told = await site.ask(who, text, given)
        sent = (given.get("i") or "-").encode()
        assert b'"errors"' in told.body, text
        assert not re.search(rb"zq\d{5}z|zcodice", told.body)
        assert told.status < 500
        repeated = Told(told.status, told.body.replace(sent, b"-"), told.headers)
        assert oracle.leaks(who, repeated) == []
