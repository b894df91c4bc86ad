"""Nobody exports what he may not read, and what is asked wrongly is told what would be right."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
from tests.clauses.register import on
from tests.conftest import Clone, Deploy, Deployment, settings_of

from ambiti import resources
from ambiti.access.development import DevelopmentIssuer
from ambiti.app import create_app
from ambiti.database.connections import Databases
from ambiti.database.engine import app_engine
from ambiti.reading.identifiers import encode
from ambiti.reading.machine import Machine
from ambiti.settings import Settings

from .exporting import (
    FORMATS,
    body,
    cents,
    code,
    exported,
    facts,
    of_csv,
    of_xlsx,
    shared,
)
from .treasury import Treasury, treasury

OF_2013: Final = {"ambito": "cremasco", "year": "2013"}
NOWHERE: Final = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
async def money(served: Deployment) -> AsyncIterator[Treasury]:
    """Give the Cremasco in May 2013, with five movements."""
    async with on(date(2013, 5, 2)):
        yield await five_movements(served)


async def five_movements(served: Deployment) -> Treasury:
    found = await treasury(served, "cremasco")
    vote = await found.clerk.voted("ADS", "FSR_RIPARTO", "DECIDE")
    act = await found.clerk.adopted("ADS", "DECIDE", "FSR_RIPARTO", vote=vote)
    found.act = act["id"]
    await found.opened(2013)
    for number in range(1, 6):
        await found.assigned("FSR", f"{number}.00")
    return found


async def test_what_may_not_be_read_is_not_exported(money: Treasury) -> None:
    served = money.served
    citizen = await served.token("cittadino")
    for ending in FORMATS:
        nobody = await exported(served, f"ledger.{ending}", **OF_2013)
        other = await exported(served, f"ledger.{ending}", citizen, **OF_2013)
        assert (nobody.status_code, code(nobody)) == (401, "IDENTITY_NEEDED")
        assert nobody.headers["www-authenticate"] == 'Bearer realm="ambiti"'
        assert (other.status_code, code(other)) == (403, "WITHHELD")
    wrong = await exported(served, "ledger.csv", "x.y.z", **OF_2013)
    assert wrong.status_code == 401
    assert code(wrong).startswith("TOKEN_")


async def test_what_is_foreign_is_answered_as_what_is_not_there(money: Treasury) -> None:
    served, own = money.served, money.clerk.token
    foreign = await served.token("segretario", "carate")
    asked: list[tuple[str, dict[str, str]]] = [
        (foreign, OF_2013),
        (own, {**OF_2013, "year": "2012"}),
        (own, {"ambito": "carate", "year": "2013"}),
        (own, {"ambito": "altrove", "year": "2013"}),
    ]
    for name in ("ledger", "funds"):
        for ending in FORMATS:
            found = [
                await exported(served, f"{name}.{ending}", token, **given) for token, given in asked
            ]
            assert [(one.status_code, code(one)) for one in found] == [(404, "NOT_FOUND")] * 4
            assert len({one.content for one in found}) == 1


async def test_a_riparto_is_exported_by_its_own_ambito_alone(served: Deployment) -> None:
    own, riparto = await shared(served)
    foreign = await served.token("segretario", "cremasco")
    right = await exported(served, "riparto.csv", own.token, ambito="carate", id=riparto["id"])
    share = riparto["shares"][0]["id"]
    told = [
        await exported(served, "riparto.csv", token, ambito=ambito, id=one)
        for token, ambito, one in (
            (foreign, "carate", riparto["id"]),
            (foreign, "cremasco", riparto["id"]),
            (own.token, "cremasco", riparto["id"]),
            (own.token, "carate", share),
            (own.token, "carate", encode("Riparto", 1, NOWHERE)),
        )
    ]
    assert right.status_code == 200
    assert [(one.status_code, code(one)) for one in told] == [(404, "NOT_FOUND")] * 5
    assert len({one.content for one in told}) == 1


@pytest.mark.parametrize(
    ("name", "given", "status", "said", "words"),
    [
        ("ledger.csv", {"ambito": "cremasco"}, 400, "BAD_FIELD", "Mancano i parametri: year"),
        ("ledger.csv", {}, 400, "BAD_FIELD", "ambito, year"),
        ("ledger.csv", {**OF_2013, "first": "9"}, 400, "BAD_FIELD", "'first' qui non c'è"),
        ("ledger.csv", {**OF_2013, "anno": "1"}, 400, "BAD_FIELD", "sono ambito, year, kind"),
        ("ledger.csv", {**OF_2013, "year": "duemila"}, 400, "BAD_FIELD", "serve un numero intero"),
        ("ledger.csv", {**OF_2013, "year": "99999999999"}, 400, "BAD_FIELD", "numero intero"),
        ("ledger.csv", {**OF_2013, "ambito": "a\0b"}, 400, "BAD_USER_INPUT", "NUL"),
        ("ledger.csv", {**OF_2013, "kind": "DONO"}, 400, "GRAPHQL_VALIDATION_FAILED", "DONO"),
        ("funds.csv", {**OF_2013, "on": "ieri"}, 400, "GRAPHQL_VALIDATION_FAILED", "on"),
        ("riparto.csv", {"ambito": "cremasco", "id": "x"}, 400, "BAD_ID", "identificativo"),
        ("ledger.doc", OF_2013, 404, "NOT_FOUND", ".csv, .xlsx, .pdf"),
        ("ledger", OF_2013, 404, "NOT_FOUND", "/exports/ledger"),
        ("posizioni.csv", OF_2013, 404, "NOT_FOUND", "/exports/riparto, /exports/ledger"),
        ("", {}, 404, "NOT_FOUND", "/exports/funds"),
    ],
)
async def test_what_is_asked_wrongly_is_named(  # noqa: PLR0913, PLR0917  a table
    deployment: Deployment, name: str, given: dict[str, str], status: int, said: str, words: str
) -> None:
    token = await deployment.token("segretario", "cremasco")
    found = await exported(deployment, name, token, **given)
    assert (found.status_code, code(found)) == (status, said), found.text
    assert words in found.json()["errors"][0]["message"]
    assert found.headers["content-type"] == "application/json; charset=utf-8"


async def test_a_parameter_is_given_once_and_the_address_is_not_endless(
    deployment: Deployment,
) -> None:
    twice = await deployment.client.get("/exports/ledger.csv?year=1&year=2")
    long = await deployment.client.get("/exports/ledger.csv?ambito=" + "x" * 20_000)
    assert (twice.status_code, code(twice)) == (400, "BAD_FIELD")
    assert (long.status_code, code(long)) == (414, "URI_TOO_LONG")


@pytest.mark.parametrize("method", ["HEAD", "POST", "PUT", "DELETE", "OPTIONS"])
async def test_an_export_is_only_got(deployment: Deployment, method: str) -> None:
    found = await exported(deployment, "ledger.csv", method=method, **OF_2013)
    assert (found.status_code, found.headers["allow"]) == (405, "GET")


def limited(made: Databases, home: Path, **changed: Any) -> Settings:
    """Give the settings of a deployment, with other limits."""
    return settings_of(made, home).model_copy(update=changed)


@pytest.fixture
async def by_twos(
    clone_once: Clone, furnished: str, deploy: Deploy, issuer_home: Path
) -> AsyncIterator[tuple[Treasury, Deployment]]:
    """Give five movements, and a server whose pages have two and whose exports have six rows."""
    made = await clone_once(furnished)
    async with on(date(2013, 5, 2)), deploy(made) as served:
        money = await five_movements(served)
        given = {"max_page": 2, "default_page": 2, "max_export_rows": 6, "max_exports": 1}
        app = create_app(limited(made, issuer_home, **given, pool_wait_seconds=0.2))
        engine = app_engine(made.app)
        transport = httpx.ASGITransport(app)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://ambiti.invalid") as client,
        ):
            yield money, Deployment(app, client, made, engine, DevelopmentIssuer.open(issuer_home))
        await engine.dispose()


async def test_pages_are_put_together_and_longer_exports_are_refused(
    by_twos: tuple[Treasury, Deployment],
) -> None:
    money, small = by_twos
    found = of_csv(await body(small, "ledger.csv", money.clerk.token, **OF_2013))
    assert [row["Importo"] for row in found] == [f"{number},00" for number in range(1, 6)]
    for amount in ("6.00", "7.00"):
        await money.assigned("FSR", amount)
    for ending in FORMATS:
        longer = await exported(small, f"ledger.{ending}", money.clerk.token, **OF_2013)
        assert (longer.status_code, code(longer)) == (400, "EXPORT_TOO_LONG")
        assert "più di 6 righe" in longer.json()["errors"][0]["message"]


async def test_an_export_is_of_one_moment(
    by_twos: tuple[Treasury, Deployment], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sum that is assigned while pages are read is in all of the export."""
    money, small = by_twos
    plain, left = Machine.read, ["0.01"]

    async def disturbed(self: Machine, *asked: Any) -> Any:
        found = await plain(self, *asked)
        if asked[0].name == "Movimenti" and left:
            await money.assigned("FSR", left.pop())
        return found

    monkeypatch.setattr(Machine, "read", disturbed)
    made = await body(small, "ledger.xlsx", money.clerk.token, **OF_2013)
    moved = sum(cents(row["Importo"]) for row in of_xlsx(made, "Movimenti"))
    (assigned, *_) = of_xlsx(made, "Somme dell anno")
    assert (assigned["Somma"], cents(assigned["Euro"])) == ("Assegnato", moved)
    assert moved == 15_01


async def test_what_keeps_changing_is_not_exported_now(
    by_twos: tuple[Treasury, Deployment], monkeypatch: pytest.MonkeyPatch
) -> None:
    money, small = by_twos
    plain, counted = Machine.read, iter(range(1, 100))

    async def disturbed(self: Machine, *asked: Any) -> Any:
        found = await plain(self, *asked)
        if asked[0].name == "Movimenti":
            given = {"givenBy": "Chi", "measure": "HOURS", "description": "ore"}
            fund = money.funds["RC_NATURA"]
            await money.done("recordInKind", fund=fund, quantity=next(counted), **given)
        return found

    monkeypatch.setattr(Machine, "read", disturbed)
    found = await exported(small, "ledger.csv", money.clerk.token, **OF_2013)
    assert (found.status_code, code(found)) == (503, "UNAVAILABLE")
    assert found.headers["retry-after"]
    assert next(counted) == 7


async def test_who_comes_when_all_places_are_taken_comes_again(
    by_twos: tuple[Treasury, Deployment], monkeypatch: pytest.MonkeyPatch
) -> None:
    money, small = by_twos
    plain, going = Machine.read, asyncio.Event()

    async def slow(self: Machine, *asked: Any) -> Any:
        if asked[0].name == "Movimenti":
            await going.wait()
        return await plain(self, *asked)

    monkeypatch.setattr(Machine, "read", slow)
    first = asyncio.create_task(exported(small, "ledger.csv", money.clerk.token, **OF_2013))
    await asyncio.sleep(0.1)
    second = await exported(small, "ledger.csv", money.clerk.token, **OF_2013)
    assert (second.status_code, code(second)) == (503, "UNAVAILABLE")
    assert second.headers["retry-after"]
    going.set()
    assert (await first).status_code == 200
    third = await exported(small, "ledger.csv", money.clerk.token, **OF_2013)
    assert third.status_code == 200


async def test_what_takes_too_long_is_given_up(
    by_twos: tuple[Treasury, Deployment], monkeypatch: pytest.MonkeyPatch
) -> None:
    money, small = by_twos
    monkeypatch.setattr("ambiti.http.exporting.SECONDS", 0.01)
    found = await exported(small, "ledger.pdf", money.clerk.token, **OF_2013)
    assert (found.status_code, code(found)) == (503, "TOO_SLOW")
    monkeypatch.undo()
    again = await exported(small, "ledger.pdf", money.clerk.token, **OF_2013)
    assert again.status_code == 200


async def test_what_a_role_may_not_see_is_said_to_be_missing(
    clone_once: Clone, furnished: str, deploy: Deploy, issuer_home: Path, tmp_path: Path
) -> None:
    """Who may read the ledger and no act is told so, and gets no act."""
    for one in resources.folder("policies").iterdir():
        lines = one.read_text("utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not ("read, Act," in line and line.startswith("p,"))]
        (tmp_path / one.name).write_text("".join(kept), "utf-8")
    made = await clone_once(furnished)
    async with on(date(2013, 5, 2)), deploy(made) as served:
        money = await five_movements(served)
        app = create_app(limited(made, issuer_home, policies=tmp_path))
        transport = httpx.ASGITransport(app)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://ambiti.invalid") as client,
        ):
            blind = Deployment(app, client, made, served.engine, served.issuer)
            rows = of_csv(await body(blind, "ledger.csv", money.clerk.token, **OF_2013))
            said = facts(await body(blind, "ledger.xlsx", money.clerk.token, **OF_2013))
    assert {row["Atto"] for row in rows} == {""}
    assert "non può vedere: Act." in said["Nota"]
