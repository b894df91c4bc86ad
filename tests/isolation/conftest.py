"""The planted rows in databases, and the server over them, on one day."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from ambiti import clock
from ambiti.database.connections import Databases

from . import planted as planting
from .planted import Planted
from .site import Oracle, Site, serving_that_day
from .sowing import sow

Clone = Callable[[str], Awaitable[Databases]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Ask for people of the same roles one after the other: their questions are planned once."""
    places = [at for at, one in enumerate(items) if one.path == READING and _asker(one)]
    there = sorted((items[at] for at in places), key=lambda one: _asker(one).roles)
    for at, one in zip(places, there, strict=True):
        items[at] = one


READING = Path(__file__).parent / "test_reading.py"


def _asker(item: pytest.Item) -> Any:
    params: dict[str, Any] = getattr(getattr(item, "callspec", None), "params", {})
    return params.get("who")


@pytest.fixture(autouse=True)
def that_day() -> Iterator[None]:
    """Hold the clock: mandates end and begin around this day."""
    with clock.fixed(planting.LATE):
        yield


@pytest.fixture(scope="session")
def planted() -> Planted:
    """Give the rows, as they were written."""
    return planting.grown()


@pytest.fixture(scope="session")
def oracle(planted: Planted) -> Oracle:
    """Give what finds leaks."""
    return Oracle(planted)


@pytest.fixture(scope="session")
async def sown(clone: Clone, template: str, planted: Planted) -> str:
    """Give the name of a database with the rows, to be cloned. Nobody enters it."""
    made = await clone(template)
    await sow(made, planted)
    return urlsplit(made.app).path.lstrip("/")


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the issuer's key."""
    return tmp_path_factory.mktemp("isolation")


@pytest.fixture(scope="session")
async def sealed(clone: Clone, sown: str) -> Databases:
    """Give the database that is read with all its walls: leave it as it is."""
    return await clone(sown)


@pytest.fixture(scope="session")
async def site(sealed: Databases, home: Path) -> AsyncIterator[Site]:
    """Give the server with all its walls."""
    async with serving_that_day(sealed, home) as running:
        yield running
