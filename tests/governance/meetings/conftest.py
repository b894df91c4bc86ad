"""A deployment on which organs meet, shared by the tests of meetings: each convenes its own."""

from collections.abc import AsyncIterator

import pytest
from tests.acting.holding import Person, person
from tests.conftest import Clone, Deploy, Deployment


@pytest.fixture(scope="session")
async def chamber(clone: Clone, furnished: str, deploy: Deploy) -> AsyncIterator[Deployment]:
    """Give the server of all tenants, on which organs have met before."""
    async with deploy(await clone(furnished)) as served:
        yield served


@pytest.fixture
async def soncino(chamber: Deployment) -> Person:
    """Give the clerk who takes the minutes in the Ambito of Crema."""
    return await person(chamber, "segretario", "cremasco")


@pytest.fixture
async def carate(chamber: Deployment) -> Person:
    """Give the clerk who takes the minutes in the Ambito of Carate."""
    return await person(chamber, "segretario", "carate")


@pytest.fixture
async def lecce(chamber: Deployment) -> Person:
    """Give the clerk who takes the minutes in the Ambito of Lecce."""
    return await person(chamber, "segretario", "lecce")
