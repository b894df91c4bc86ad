"""Who asks what about which Ambiti: the same questions for every contestant."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import asyncpg

from ambiti.access.development import DevelopmentIssuer
from ambiti.access.invented import token_for
from ambiti.database.engine import app_engine
from ambiti.reading.identifiers import encode
from reading.building import Country
from reading.money import RIPARTI, YEAR
from reading.shapes import Shape

ASKED: Final = 48
"""How many Ambiti are asked about in turn."""
MEETINGS: Final = 4
PAGES: Final = range(100, 96, -1)
PORTAL: Final = "portal"


@dataclass(frozen=True, slots=True)
class Ask:
    """One question about one thing, by one caller."""

    caller: str
    variables: Mapping[str, Any]
    product: Mapping[str, Any] = field(default_factory=dict)
    """The variables of the product, where they are others."""


@dataclass(frozen=True, slots=True)
class Callers:
    """Who asks: the token that the product wants, and the confinement that the others are told."""

    tokens: Mapping[str, str]
    confinement: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """All that is asked in a country."""

    callers: Callers
    asks: Mapping[str, Sequence[Ask]]


async def asked(country: Country, *, only: int = ASKED, first: bool = False) -> Asked:
    """Choose what is asked: of the Regione with most Ambiti, or of the first that were made."""
    connection = await asyncpg.connect(country.databases.admin)
    try:
        where = "" if first else f"where a.region = '{await _largest(connection)}'"
        rows = await connection.fetch(
            f"""select a.ambito_id, a.slug, a.region, array(
                       select m.id from ambiti.meetings m where m.ambito_id = a.ambito_id
                        order by m.held_on limit {MEETINGS}) as meetings
                  from ambiti.ambiti a {where} order by a.ambito_id""",
        )
        chosen = [row for row in rows if row["meetings"]][:only]
        region = chosen[0]["region"]
        every = await connection.fetch("select slug from ambiti.ambiti order by slug")
        reach = await connection.fetchval(
            "select array_agg(ambito_id order by ambito_id) from ambiti.ambiti where region = $1",
            region,
        )
    finally:
        await connection.close()
    callers = await _callers(country, [one["slug"] for one in every], chosen, region, reach)
    return Asked(callers, _asks(chosen, region))


async def _largest(connection: asyncpg.Connection) -> str:
    found: str = await connection.fetchval(
        "select replace(region, '''', '''''') from ambiti.ambiti"
        " group by region order by count(*) desc, region limit 1"
    )
    return found


async def _callers(
    country: Country,
    every: Sequence[str],
    chosen: Sequence[Mapping[str, Any]],
    region: str,
    reach: Sequence[int],
) -> Callers:
    """Give tokens to those who ask. Each Ambito has its Responsabile."""
    issuer = DevelopmentIssuer.open(country.home)
    engine = app_engine(country.databases.app)
    tokens = {
        PORTAL: await token_for(issuer, engine, role="portale_regionale", region=region),
    }
    confinement = {PORTAL: {"reach": _array(reach), "subject": PORTAL}}
    for slug in every:
        tokens[slug] = await token_for(issuer, engine, role="responsabile_udp", tenant=slug)
    for row in chosen:
        slug = row["slug"]
        confinement[slug] = {"reach": _array([row["ambito_id"]]), "subject": slug}
    await engine.dispose()
    return Callers(tokens, confinement)


def _array(numbers: Sequence[int]) -> str:
    return "{" + ",".join(map(str, numbers)) + "}"


def _asks(chosen: Sequence[Mapping[str, Any]], region: str) -> dict[str, list[Ask]]:
    meetings = [
        Ask(
            row["slug"],
            {"ambitoId": row["ambito_id"], "id": str(one)},
            {"id": encode("Meeting", row["ambito_id"], one)},
        )
        for number in range(MEETINGS)
        for row in chosen
        for one in row["meetings"][number : number + 1]
    ]
    of_portal = [Ask(PORTAL, {"slug": row["slug"]}) for row in chosen]
    return {
        "S1": of_portal,
        "S2": of_portal,
        "S3": [Ask(row["slug"], {"slug": row["slug"]}) for row in chosen],
        "S4": [Ask(PORTAL, {"region": region, "first": first}) for first in PAGES],
        "S5": meetings,
        "S7": [Ask(PORTAL, {"region": region, "year": YEAR, "first": first}) for first in PAGES],
        "S6": [
            Ask(row["slug"], {"slug": row["slug"], "year": YEAR, "first": RIPARTI})
            for row in chosen
        ],
    }


def to_product(shape: Shape, ask: Ask, callers: Callers, document: str | None = None) -> bytes:
    """Write the HTTP request to the product."""
    body = {"query": document or shape.product, "variables": ask.product or ask.variables}
    return _request("/graphql", callers.tokens[ask.caller], body)


def to_postgraphile(
    shape: Shape, ask: Ask, _callers: Callers, document: str | None = None
) -> bytes:
    """Write the HTTP request to PostGraphile."""
    body = {"query": document or shape.postgraphile, "variables": ask.variables}
    return _request("/graphql", ask.caller, body)


def to_dataloaders(shape: Shape, ask: Ask, _callers: Callers, document: str | None = None) -> bytes:
    """Write the HTTP request to the dataloaders: the product's, by a caller that needs no token."""
    body = {"query": document or shape.product, "variables": ask.product or ask.variables}
    return _request("/graphql", ask.caller, body)


def to_limit(shape: Shape, ask: Ask, _callers: Callers, _document: str | None = None) -> bytes:
    """Write the HTTP request to the limit."""
    return _request(f"/{shape.name}", ask.caller, ask.variables)


def _request(path: str, bearer: str, body: Mapping[str, Any]) -> bytes:
    content = json.dumps(body).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {bearer}\r\n"
        "Content-Type: application/json\r\nAccept: application/json\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content
