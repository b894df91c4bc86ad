"""Books of one test: whatever it moved, the invariants of the ledger hold when it ends."""

from collections.abc import AsyncIterator
from datetime import date

import pytest
from tests.clauses.register import on
from tests.conftest import Clone, Deploy, Deployment

from ambiti.budgets import verifying
from ambiti.budgets.imports import running
from ambiti.database.engine import app_engine

from .books import Books, founded
from .importing import Desk, act_of
from .treasury import Treasury, treasury


@pytest.fixture
async def books(clone_once: Clone, template: str) -> AsyncIterator[Books]:
    """Give books kept with raw SQL; they balance when the test has done with them."""
    databases = await clone_once(template)
    engine = app_engine(databases.app)
    yield await founded(engine, databases.admin or "")
    assert await verifying.books(engine) == []
    await engine.dispose()


@pytest.fixture
async def served(clone_once: Clone, furnished: str, deploy: Deploy) -> AsyncIterator[Deployment]:
    """Give a deployment of all tenants to one test; its books balance when it has done with it."""
    async with deploy(await clone_once(furnished)) as found:
        yield found
        assert await verifying.books(found.engine) == []


@pytest.fixture
async def money(served: Deployment) -> AsyncIterator[Treasury]:
    """Give the Cremasco in May 2013, with 1,000.00 on its regional fund."""
    async with on(date(2013, 5, 2)):
        found = await treasury(served, "cremasco")
        vote = await found.clerk.voted("ADS", "FSR_RIPARTO", "DECIDE")
        act = await found.clerk.adopted("ADS", "DECIDE", "FSR_RIPARTO", vote=vote)
        found.act = act["id"]
        await found.opened(2013)
        await found.assigned("FSR", "1000.00")
        yield found


@pytest.fixture
async def desk(money: Treasury) -> Desk:
    """Give the Cremasco, and what its rows are imported on."""
    return Desk(money, await act_of(money), "PO", "GESTIONE_SERVIZI")


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let files of more than 30 rows be done in the background, each row of them told."""
    monkeypatch.setattr("ambiti.http.importing.AT_ONCE", 30)
    monkeypatch.setattr(running, "EVERY_SECONDS", 0)
