"""Books of one test: whatever it moved, the invariants of the ledger hold when it ends."""

from collections.abc import AsyncIterator

import pytest
from tests.conftest import Clone, Deploy, Deployment

from ambiti.budgets import verifying
from ambiti.database.engine import app_engine

from .books import Books, founded


@pytest.fixture
async def books(clone: Clone, template: str) -> AsyncIterator[Books]:
    """Give books kept with raw SQL; they balance when the test has done with them."""
    databases = await clone(template)
    engine = app_engine(databases.app)
    yield await founded(engine, databases.admin or "")
    assert await verifying.books(engine) == []
    await engine.dispose()


@pytest.fixture
async def served(clone: Clone, furnished: str, deploy: Deploy) -> AsyncIterator[Deployment]:
    """Give a deployment of all tenants to one test; its books balance when it has done with it."""
    async with deploy(await clone(furnished)) as found:
        yield found
        assert await verifying.books(found.engine) == []
