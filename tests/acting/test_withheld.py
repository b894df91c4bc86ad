"""Who may act and may not read: the act is done, and its answer shows only what a query would."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from tests.conftest import Clone, Deployment, settings_of

from ambiti import resources
from ambiti.access.development import DevelopmentIssuer
from ambiti.app import create_app
from ambiti.database.engine import app_engine

from .holding import Person, codes, person
from .rows import entries

EVERYBODY = "p, membro,                  read, Meeting,        all"
CLERKS = "p, revisore,                read, Meeting,        all"


@pytest.fixture
async def discreet(
    clone_once: Clone, furnished: str, issuer_home: Path, tmp_path: Path
) -> AsyncIterator[Deployment]:
    """Give a server on which meetings are read only by who controls them."""
    policies = tmp_path / "policies"
    shutil.copytree(resources.folder("policies"), policies)
    lines = (policies / "policy.csv").read_text("utf-8")
    assert EVERYBODY in lines
    (policies / "policy.csv").write_text(lines.replace(EVERYBODY, CLERKS), "utf-8")
    databases = await clone_once(furnished)
    settings = settings_of(databases, issuer_home).model_copy(update={"policies": policies})
    app, engine = create_app(settings), app_engine(databases.app)
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://ambiti.invalid") as client,
    ):
        yield Deployment(app, client, databases, engine, DevelopmentIssuer.open(issuer_home))
    await engine.dispose()


async def test_the_answer_withholds_what_its_reader_may_not_see(discreet: Deployment) -> None:
    mayor = await person(discreet, "sindaco", "cremasco", comune="Soncino")
    answer = (await mayor.sent("conveneMeeting", mayor.convocation())).json()
    done = answer["data"]["conveneMeeting"]

    assert (done["__typename"], done["meeting"]) == ("ConveneMeetingSuccess", None)
    assert (await entries(discreet.databases, "cremasco"))[-1]["act"] == "convene_meeting"


async def test_a_meeting_that_is_not_seen_is_not_acted_on(discreet: Deployment) -> None:
    clerk = await person(discreet, "segretario", "cremasco")
    await clerk.asks("conveneMeeting", **clerk.convocation())
    query = '{ ambito(slug: "cremasco") { meetings(first: 1) { edges { node { id } } } } }'
    reviewer = await discreet.token("revisore", "cremasco")
    found = (await discreet.ask(query, token=reviewer))["ambito"]["meetings"]["edges"]
    answer = await Person(discreet, clerk.token, "cremasco").asks(
        "closeMeeting", meeting=found[0]["node"]["id"]
    )

    assert codes(answer) == ["NOT_FOUND"]
