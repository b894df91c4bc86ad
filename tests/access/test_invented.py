"""A development token for a role: the person is invented, the mandate is real."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from ambiti import clock
from ambiti.access.actor import Actor, Mandate
from ambiti.access.choosing import MandateRefused
from ambiti.access.development import DevelopmentIssuer
from ambiti.access.invented import token_for
from ambiti.access.resolving import resolve
from ambiti.access.tokens import TokenVerifier
from ambiti.database.connections import Databases
from ambiti.database.engine import app_engine, transaction
from ambiti.governance.tables import roles
from ambiti.statute.tables import ambiti
from ambiti.territory.tables import comuni, memberships, units

from ..pools import pool_of  # noqa: TID252 - tests are found by path and have no absolute names

SOURCED = {"source_code": "CONV", "source_document": "Convenzione", "source_article": "art. 7"}
UNIT = UUID(int=9)
RENATE = "108055"

ROLES = {
    "SINDACO": ("sindaco", "COMUNE"),
    "RUP": ("responsabile_udp", "AMBITO"),
    "CONSIGLIERE_COMUNALE": ("consigliere", "COMUNE"),
    "CONSIGLIERE_ASSEMBLEA": ("consigliere", "AMBITO"),
    "REFERENTE": ("referente", "UNIT"),
}


class Deployment:
    """A database with two tenants, its issuer, and who the tokens turn out to be."""

    def __init__(self, databases: Databases, app: AsyncEngine, issuer: DevelopmentIssuer) -> None:
        self.databases, self.app, self.issuer = databases, app, issuer
        self.verifier = TokenVerifier(development=issuer.trusted)

    async def token(self, role: str, **options: Any) -> str:
        return await token_for(self.issuer, self.app, role=role, **options)

    async def actor(self, role: str, **options: Any) -> Actor:
        identity = await self.verifier.verify(f"Bearer {await self.token(role, **options)}")
        assert identity is not None
        async with pool_of(self.databases.reader) as pool:
            return await resolve(pool.row, identity, clock.today())

    async def refused(self, role: str, **options: Any) -> str:
        with pytest.raises(MandateRefused) as refused:
            await self.token(role, **options)
        return str(refused.value)

    async def rows(self, query: str) -> list[dict[str, Any]]:
        """Ask as the admin, whom nothing confines."""
        connection = await asyncpg.connect(self.databases.admin)
        try:
            return [dict(row) for row in await connection.fetch(query)]
        finally:
            await connection.close()


@pytest.fixture(scope="module")
async def deployment(
    clone: Callable[[str], Awaitable[Databases]],
    template: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Deployment]:
    databases = await clone(template)
    app = app_engine(databases.app)
    for tenant, (slug, region) in enumerate(
        [("carate", "Lombardia"), ("lecce", "Puglia")], start=1
    ):
        async with transaction(app, reach=(tenant,), acting=tenant) as connection:
            row = {"ambito_id": tenant, "kind": "AMBITO", "name": slug.title(), "region": region}
            await connection.execute(insert(ambiti).values(slug=slug, **row))
    async with transaction(app, reach=(1,), acting=1) as connection:
        for istat, name, belfiore in ((RENATE, "Renate", "H233"), ("108006", "Besana", "A818")):
            place = {"province_code": "MB", "province": "Monza e della Brianza"}
            town = {"istat_code": istat, "name": name, "belfiore_code": belfiore}
            await connection.execute(insert(comuni).values(region="Lombardia", **town, **place))
        for istat, until in ((RENATE, date.max), ("108006", date(2020, 1, 1))):
            belongs = {"ambito_id": 1, "id": uuid4(), "istat_code": istat, "valid_until": until}
            await connection.execute(insert(memberships).values(**belongs, **SOURCED))
        unit = {"ambito_id": 1, "id": UNIT, "code": "NORD", "name": "Sub-ambito Nord"}
        await connection.execute(insert(units).values(kind="SUB_AMBITO", **unit, **SOURCED))
        for code, (access, held_for) in ROLES.items():
            role = {"ambito_id": 1, "id": uuid4(), "code": code, "name": code.capitalize()}
            kept = {"access": access, "held_for": held_for, **SOURCED}
            await connection.execute(insert(roles).values(**role, **kept))
    yield Deployment(databases, app, DevelopmentIssuer.open(tmp_path_factory.mktemp("home")))
    await app.dispose()


async def test_a_role_template_gives_the_mandate_of_its_role(deployment: Deployment) -> None:
    actor = await deployment.actor("responsabile_udp", tenant="carate")
    assert actor.mandates == (Mandate("responsabile_udp", 1),)
    assert actor.name == "Rup (persona inventata)"


async def test_the_code_of_the_statute_serves_in_any_case_of_letters(
    deployment: Deployment,
) -> None:
    actor = await deployment.actor("sInDaCo", tenant="CARATE", comune="renate")
    assert actor.mandates == (Mandate("sindaco", 1, RENATE),)
    assert actor.identity == "https://sviluppo.ambiti.invalid|carate:sindaco:renate"


async def test_a_comune_may_be_named_by_its_istat_code(deployment: Deployment) -> None:
    by_name = await deployment.actor("sindaco", tenant="carate", comune="Renate")
    by_code = await deployment.actor("sindaco", tenant="carate", comune=RENATE)
    assert by_name == by_code


async def test_a_unit_may_be_named_by_code_or_name(deployment: Deployment) -> None:
    by_code = await deployment.actor("referente", tenant="carate", unit="nord")
    by_name = await deployment.actor("referente", tenant="carate", unit="sub-ambito nord")
    assert by_code == by_name
    assert by_code.mandates == (Mandate("referente", 1, None, UNIT),)


async def test_of_two_roles_with_a_template_the_one_that_fits_what_is_named_is_given(
    deployment: Deployment,
) -> None:
    of_comune = await deployment.actor("consigliere", tenant="carate", comune="Renate")
    assert of_comune.mandates == (Mandate("consigliere", 1, RENATE),)
    of_ambito = await deployment.actor("consigliere", tenant="carate")
    assert of_ambito.mandates == (Mandate("consigliere", 1),)


async def test_the_mandate_says_that_it_is_invented_and_where_its_role_comes_from(
    deployment: Deployment,
) -> None:
    await deployment.token("responsabile_udp", tenant="carate")
    (row,) = await deployment.rows(
        "select p.invented, p.kind, m.act, m.source_code, m.source_document, m.source_article"
        " from ambiti.mandates m join ambiti.principals p on p.id = m.principal_id"
        " where m.role_code = 'RUP'"
    )
    assert row == {"invented": True, "kind": "PERSON", "act": "Emissione di sviluppo", **SOURCED}


async def test_asking_again_gives_no_second_mandate(deployment: Deployment) -> None:
    await deployment.token("SINDACO", tenant="carate", comune="Renate")
    await deployment.rows("delete from ambiti.mandates where role_code = 'SINDACO' returning 1")
    asked = [deployment.token("SINDACO", tenant="carate", comune="Renate") for _ in range(8)]
    assert len(await asyncio.gather(*asked)) == 8
    with clock.fixed(clock.now() + timedelta(days=30)):
        await deployment.token("SINDACO", tenant="carate", comune="Renate")
    rows = await deployment.rows("select 1 from ambiti.mandates where role_code = 'SINDACO'")
    assert len(rows) == 1


async def test_a_regional_role_is_held_for_the_region(deployment: Deployment) -> None:
    portal = await deployment.actor("portale_regionale", region="lombardia")
    assert portal.mandates == (Mandate("portale_regionale", 1),)
    official = await deployment.actor("funzionario_regionale", tenant="lecce")
    assert official.mandates == (Mandate("funzionario_regionale", 2),)
    kinds = await deployment.rows(
        "select kind, invented from ambiti.principals"
        " where identity like '%regionale' order by kind"
    )
    assert kinds == [{"kind": "MACHINE", "invented": True}, {"kind": "PERSON", "invented": True}]
    await deployment.token("portale_regionale", region="Lombardia")
    assert len(await deployment.rows("select 1 from ambiti.regional_mandates")) == 2


async def test_a_cittadino_has_a_token_and_no_mandate(deployment: Deployment) -> None:
    actor = await deployment.actor("cittadino", tenant="carate")
    assert (actor.principal_id, actor.mandates) == (None, ())


TENANTS = "gli Ambiti sono: carate, lecce."
COMUNI = "si può scegliere fra: Renate."
REGIONS = "le Regioni con Ambiti sono: Lombardia, Puglia."
CARATE = {"tenant": "carate"}


@pytest.mark.parametrize(
    ("role", "options", "message"),
    [
        ("sindaco", {}, f"Serve --tenant; {TENANTS}"),
        ("sindaco", {"tenant": "roma"}, f"L'Ambito «roma» non esiste; {TENANTS}"),
        (
            "papa",
            {"tenant": "lecce"},
            "Il ruolo «papa» non esiste in lecce; codici e modelli: nessuno.",
        ),
        ("sindaco", CARATE, f"Per il ruolo SINDACO serve --comune; {COMUNI}"),
        (
            "SINDACO",
            {**CARATE, "comune": "Besana"},
            f"--comune «Besana» non esiste qui; {COMUNI}",
        ),
        (
            "referente",
            CARATE,
            "Per il ruolo REFERENTE serve --unit; si può scegliere fra: Sub-ambito Nord.",
        ),
        (
            "RUP",
            {**CARATE, "comune": "Renate"},
            "Il ruolo RUP non lo richiede: --comune va tolto.",
        ),
        (
            "RUP",
            {**CARATE, "region": "Puglia"},
            "--region vale solo per i ruoli portale_regionale, funzionario_regionale.",
        ),
        ("portale_regionale", {}, f"Serve --region; {REGIONS}"),
        (
            "portale_regionale",
            {"region": "Lazio"},
            f"La Regione «Lazio» non ha Ambiti qui; {REGIONS}",
        ),
        (
            "portale_regionale",
            {"region": "Puglia", "unit": "x"},
            "Il ruolo portale_regionale si ha per una Regione: --comune e --unit vanno tolti.",
        ),
    ],
)
async def test_what_does_not_exist_is_refused_with_what_does(
    deployment: Deployment, role: str, options: dict[str, str], message: str
) -> None:
    before = await deployment.rows("select identity from ambiti.principals")
    assert await deployment.refused(role, **options) == message
    assert await deployment.rows("select identity from ambiti.principals") == before


async def test_an_unknown_role_is_refused_with_the_codes_and_templates(
    deployment: Deployment,
) -> None:
    message = await deployment.refused("papa", tenant="carate")
    assert "SINDACO (sindaco)" in message
    assert "RUP (responsabile_udp)" in message
