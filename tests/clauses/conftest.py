"""What scenarios stand on: the list of clauses, its report, and statutes that change."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from tests.acted import Acting
from tests.conftest import Clone, Deploy, Deployment

from ambiti.budgets import verifying
from ambiti.cli.statutes import PROJECTIONS
from ambiti.statute import applying
from ambiti.statute.applying import Applied

from .changing import Edit, checked
from .report import MARKER, Ledger


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the table of clauses be asked for."""
    parser.addoption("--clauses", action="store_true", help="print clause, test, outcome, totals")


def pytest_configure(config: pytest.Config) -> None:
    """Know the marker, and keep the ledger where the table is wanted."""
    config.addinivalue_line("markers", f"{MARKER}(id): the scenario of this clause, by its id")
    if config.getoption("clauses", default=False):
        config.pluginmanager.register(Ledger(), "clauses-ledger")


@dataclass(frozen=True, slots=True)
class Reform:
    """A deployment of one test, whose statutes may be changed."""

    deployment: Deployment

    async def apply(self, slug: str, edit: Edit, reason: str | None = None) -> Applied:
        """Check a changed copy of a tenant's file, and apply it as `ambiti tenants apply` does."""
        report = checked(slug, edit)
        assert not report.errors, [str(problem) for problem in report.errors]
        loaded = next(one for one in report.loaded if one.statute.slug == slug)
        return await applying.apply(
            self.deployment.engine, loaded, PROJECTIONS, applied_by="prova", reason=reason
        )


@pytest.fixture
async def acting(clone_once: Clone, furnished: str, deploy: Deploy) -> AsyncIterator[Acting]:
    """Give a deployment of all tenants to one test, which acts on it."""
    async with deploy(await clone_once(furnished)) as served:
        yield Acting(served)


@pytest.fixture
async def reform(clone_once: Clone, furnished: str, deploy: Deploy) -> AsyncIterator[Reform]:
    """Give a deployment of all tenants to one test, which may change them."""
    async with deploy(await clone_once(furnished)) as served:
        yield Reform(served)
        assert await verifying.books(served.engine) == []
