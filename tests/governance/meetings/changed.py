"""Statutes that change under a meeting: a tenant's file, edited and applied as a new version."""

from typing import Any

from tests.clauses.changing import Data, Edit, checked, part
from tests.conftest import Deployment

from ambiti.cli.statutes import PROJECTIONS
from ambiti.statute import applying


async def reformed(served: Deployment, slug: str, edit: Edit) -> None:
    """Apply a changed copy of a tenant's file."""
    report = checked(slug, edit)
    assert not report.errors, [str(problem) for problem in report.errors]
    loaded = next(one for one in report.loaded if one.statute.slug == slug)
    await applying.apply(served.engine, loaded, PROJECTIONS, applied_by="prova", reason="prova")


def soncino(**ordinary: Any) -> Edit:
    """Change the ordinary rule by which the assembly of Soncino decides."""

    def edit(statute: Data) -> None:
        assembly = part(statute, "organs", "ASS_SUB4")
        assembly["decisions"][0].update(ordinary)

    return edit
