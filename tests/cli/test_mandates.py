"""Mandates of real people and machine clients: given, ended and listed by commands."""

import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from ambiti.cli import main
from ambiti.database.connections import Databases

ISSUER = "https://login.example.it"
ANNA = f"{ISSUER}|3f2a"
GIVE = ["--identity", ANNA, "--name", "Anna Bianchi", "--act", "Decreto n. 1 del 2026"]
GIVE += ["--since", "2026-01-01"]
UDP = ["--tenant", "carate", "--role", "responsabile_udp"]
RENATE = ["--tenant", "carate", "--role", "sindaco", "--comune", "Renate"]

Told = tuple[int, str, str]
Command = Callable[..., Awaitable[Told]]


@pytest.fixture
async def databases(clone: Callable[[str], Awaitable[Databases]], furnished: str) -> Databases:
    return await clone(furnished)


@pytest.fixture
def command(
    databases: Databases,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Command:
    """Run `ambiti mandates …` on a database of one's own: code, output, errors."""
    import asyncio

    monkeypatch.setenv("AMBITI_HOME", str(tmp_path))
    monkeypatch.setenv("AMBITI_DATABASE_URL", databases.admin or "")

    def ended(arguments: tuple[str, ...]) -> int:
        try:
            main(["mandates", *arguments])
        except SystemExit as end:
            return int(end.code or 0)
        return 0

    async def run(*arguments: str) -> Told:
        code = await asyncio.to_thread(ended, arguments)
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


async def rows(databases: Databases, query: str) -> list[dict[str, Any]]:
    admin = await asyncpg.connect(databases.admin)
    try:
        return [dict(row) for row in await admin.fetch(query)]
    finally:
        await admin.close()


async def test_a_mandate_is_given_listed_and_ended(command: Command, databases: Databases) -> None:
    code, out, err = await command("give", *GIVE, *UDP)
    assert (code, err) == (0, "")
    assert out.startswith("Anna Bianchi: ")
    assert "dal 2026-01-01 (Decreto n. 1 del 2026)" in out
    (held,) = await rows(
        databases,
        "select p.identity, p.name, p.kind, p.invented, m.role_code, m.act, m.since::text,"
        " m.until::text, m.source_document <> '' as sourced, p.version"
        " from ambiti.mandates m join ambiti.principals p on p.id = m.principal_id",
    )
    assert held == {
        "identity": ANNA,
        "name": "Anna Bianchi",
        "kind": "PERSON",
        "invented": False,
        "role_code": "RESPONSABILE_UDP",
        "act": "Decreto n. 1 del 2026",
        "since": "2026-01-01",
        "until": "infinity",
        "sourced": True,
        "version": 2,
    }
    code, out, _ = await command("list", "--tenant", "carate")
    line = f"RESPONSABILE_UDP dal 2026-01-01 · Anna Bianchi · {ANNA} · Decreto n. 1 del 2026\n"
    assert (code, out) == (0, line)
    code, out, _ = await command("end", "--identity", ANNA, *UDP, "--until", "2026-07-01")
    assert code == 0
    assert "finisce il 2026-07-01" in out
    _, out, _ = await command("list", "--tenant", "carate")
    assert out.startswith("RESPONSABILE_UDP dal 2026-01-01 al 2026-07-01 escluso · Anna")
    again = [*GIVE, *UDP]
    again[again.index("2026-01-01")] = "2026-07-01"
    assert (await command("give", *again))[0] == 0


async def test_a_mandate_for_a_place_and_one_for_a_region(
    command: Command, databases: Databases
) -> None:
    assert (await command("give", *GIVE, *RENATE, "--until", "2031-01-01"))[0] == 0
    official = [*GIVE, "--role", "funzionario_regionale", "--region", "Lombardia"]
    assert (await command("give", *official))[0] == 0
    _, out, _ = await command("list", "--tenant", "carate")
    sindaco, regional = out.splitlines()
    assert sindaco.startswith("SINDACO (Renate) dal 2026-01-01 al 2031-01-01 escluso")
    assert regional.startswith("funzionario_regionale (Lombardia) dal 2026-01-01 · Anna")
    role = ["--role", "funzionario_regionale", "--until", "2026-02-01"]
    assert (await command("end", "--identity", ANNA, *role))[0] == 0
    assert (await command("end", "--identity", ANNA, *RENATE, "--until", "2026-02-01"))[0] == 0
    (ended,) = await rows(databases, "select distinct until::text from ambiti.regional_mandates")
    assert ended == {"until": "2026-02-01"}
    (person,) = await rows(databases, "select count(*) from ambiti.principals")
    assert person == {"count": 1}


async def test_a_machine_client_is_one(command: Command, databases: Databases) -> None:
    portal = [*GIVE, "--role", "portale_regionale", "--region", "lombardia"]
    code, _, err = await command("give", *portal)
    assert (code, err) == (
        1,
        "Il ruolo portale_regionale è di un sistema: aggiungi --machine.\n",
    )
    assert (await command("give", *portal, "--machine"))[0] == 0
    assert await rows(databases, "select kind from ambiti.principals") == [{"kind": "MACHINE"}]
    _, _, err = await command("give", *GIVE, *UDP)
    assert err == f"{ANNA} è già registrato come MACHINE («Anna Bianchi»).\n"


@pytest.mark.parametrize(
    ("since", "until"),
    [
        ("2026-01-01", None),
        ("2025-01-01", None),
        ("2025-01-01", "2026-01-02"),
        ("2027-01-01", None),
    ],
)
async def test_the_same_mandate_is_not_held_twice_on_a_day(
    command: Command, since: str, until: str | None
) -> None:
    await command("give", *GIVE, *RENATE)
    again = [*GIVE, *RENATE, *(["--until", until] if until else [])]
    again[again.index("2026-01-01")] = since
    code, _, err = await command("give", *again)
    held = "Anna Bianchi ha già questo incarico dal 2026-01-01: prima va chiuso quello.\n"
    assert (code, err) == (1, held)
    before = [*GIVE, *RENATE, "--until", "2026-01-01"]
    before[before.index("2026-01-01")] = "2025-01-01"
    assert (await command("give", *before))[0] == 0


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"--identity": "anna"}, "--identity è EMITTENTE|SOGGETTO"),
        ({"--identity": f"{ISSUER}|"}, "--identity è EMITTENTE|SOGGETTO"),
        ({"--identity": f"{ISSUER}|a\tb"}, "caratteri leggibili"),
        ({"--identity": "https://sviluppo.ambiti.invalid|x"}, "di una persona inventata"),
        ({"--name": " "}, "--name non può essere vuoto"),
        ({"--act": ""}, "--act non può essere vuoto"),
        ({"--role": "papa"}, "Il ruolo «papa» non esiste in carate; codici e modelli: "),
        ({"--role": "cittadino"}, "Il ruolo cittadino è di tutti"),
        ({"--tenant": "roma"}, "L'Ambito «roma» non esiste; gli Ambiti sono: carate, cremasco"),
        ({"--comune": "Roma"}, "--comune «Roma» non esiste qui; si può scegliere fra: Albiate"),
        ({"--until": "2026-01-01"}, "--until 2026-01-01 deve venire dopo --since 2026-01-01"),
    ],
)
async def test_what_cannot_be_given_is_refused_and_nothing_is_written(
    command: Command, databases: Databases, changed: dict[str, str], message: str
) -> None:
    asked = [*GIVE, *RENATE]
    for option, value in changed.items():
        if option in asked:
            asked[asked.index(option) + 1] = value
        else:
            asked += [option, value]
    code, out, err = await command("give", *asked)
    assert (code, out) == (1, "")
    assert message in err
    assert "Traceback" not in err
    assert await rows(databases, "select 1 from ambiti.principals") == []


async def test_a_day_that_is_none_is_wrong_usage(command: Command) -> None:
    code, _, err = await command("give", *GIVE, *UDP, "--until", "31/12/2026")
    assert code == 2
    assert "31/12/2026" in err


async def test_an_issuer_that_is_not_trusted_is_refused(
    command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "jwks.json").write_text(json.dumps({"keys": []}))
    monkeypatch.setenv("AMBITI_IDENTITY_ISSUER", "https://altro.example.it")
    monkeypatch.setenv("AMBITI_IDENTITY_JWKS", str(tmp_path / "jwks.json"))
    code, _, err = await command("give", *GIVE, *UDP)
    assert code == 1
    assert "non è quello di fiducia, che è «https://altro.example.it»" in err


async def test_a_role_is_looked_for_on_the_first_day_of_the_mandate(command: Command) -> None:
    early = [*GIVE, *RENATE]
    early[early.index("2026-01-01")] = "1990-01-01"
    code, _, err = await command("give", *early)
    assert code == 1
    assert err.startswith("Il giorno 1990-01-01 (--since): ")


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (["--role", "SINDACO", "--until", "2026-02-01"], "Serve --tenant"),
        ([*UDP, "--until", "2026-02-01"], "gli incarichi che ha qui: SINDACO (Albiate) dal"),
        ([*RENATE, "--until", "2026-01-01"], "--until 2026-01-01 non è dentro l'incarico: SINDACO"),
        ([*RENATE[:4], "--until", "2026-02-01"], "Di quale incarico si tratta? SINDACO (Albiate)"),
    ],
)
async def test_what_cannot_be_ended_is_refused_with_what_is_held(
    command: Command, databases: Databases, asked: list[str], message: str
) -> None:
    await command("give", *GIVE, *RENATE[:-1], "Albiate")
    await command("give", *GIVE, *RENATE)
    code, _, err = await command("end", "--identity", ANNA, *asked)
    assert code == 1
    assert message in err
    ends = await rows(databases, "select distinct until::text from ambiti.mandates")
    assert ends == [{"until": "infinity"}]


async def test_a_mandate_of_another_is_not_ended(command: Command) -> None:
    await command("give", *GIVE, *RENATE)
    other = f"{ISSUER}|altro"
    code, _, err = await command("end", "--identity", other, *RENATE, "--until", "2026-02-01")
    assert (code, "nessuno" in err) == (1, True)


async def test_without_an_administrator_mandates_are_given_but_not_listed(
    command: Command, databases: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AMBITI_DATABASE_URL")
    monkeypatch.setenv("AMBITI_DATABASE_APP_URL", databases.app)
    monkeypatch.setenv("AMBITI_DATABASE_READER_URL", databases.reader)
    assert (await command("give", *GIVE, *UDP))[0] == 0
    code, _, err = await command("list", "--tenant", "carate")
    assert code == 2
    assert "AMBITI_DATABASE_URL" in err
