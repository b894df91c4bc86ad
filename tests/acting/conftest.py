"""Deployments on which people act: one that is shared, and one for a test that disturbs it."""

from collections.abc import AsyncIterator

import pytest
from tests.conftest import Clone, Deploy, Deployment

from .holding import Person, person


@pytest.fixture(scope="session")
async def busy(clone: Clone, furnished: str, deploy: Deploy) -> AsyncIterator[Deployment]:
    """Give the server of all tenants, on which others act before and after."""
    async with deploy(await clone(furnished)) as served:
        yield served


@pytest.fixture
async def own(clone_once: Clone, furnished: str, deploy: Deploy) -> AsyncIterator[Deployment]:
    """Give a server of all tenants to one test."""
    async with deploy(await clone_once(furnished)) as served:
        yield served


@pytest.fixture
async def clerk(busy: Deployment) -> Person:
    """Give the clerk who takes the minutes in the Ambito of Crema."""
    return await person(busy, "segretario", "cremasco")


@pytest.fixture
async def own_clerk(own: Deployment) -> Person:
    """Give the clerk of a server of one's own."""
    return await person(own, "segretario", "cremasco")
