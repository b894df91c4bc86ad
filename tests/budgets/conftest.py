"""Books of one test: whatever it moved, the invariants of the ledger hold when it ends."""

from collections.abc import AsyncIterator

import pytest
from tests.conftest import Clone

from ambiti.database.engine import app_engine

from .books import Books, founded


@pytest.fixture
async def books(clone: Clone, template: str) -> AsyncIterator[Books]:
    """Give books kept with raw SQL."""
    databases = await clone(template)
    engine = app_engine(databases.app)
    yield await founded(engine, databases.admin or "")
    await engine.dispose()
