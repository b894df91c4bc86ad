"""A small statute to change, and what the rules of all slices find in it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ambiti.agreements.rules import RULES as AGREEMENTS
from ambiti.governance.rules import RULES as GOVERNANCE
from ambiti.statute.checking import Report, Rules, check
from ambiti.statute.language import Statute
from ambiti.statute.loading import load, load_or_raise
from ambiti.territory.rules import RULES as TERRITORY

ROOT = Path(__file__).parents[2]
SMALL = (ROOT / "tests" / "statute" / "small.yaml").read_text()

Change = tuple[str, str]


def changed(*changes: Change) -> str:
    """Change the small statute; a change that finds nothing is a mistake of the test."""
    text = SMALL
    for old, new in changes:
        assert old in text, f"not in the small statute: {old}"
        text = text.replace(old, new, 1)
    return text


@pytest.fixture(scope="session")
def rules() -> Rules:
    """Give the rules of all slices."""
    return TERRITORY + GOVERNANCE + AGREEMENTS


@pytest.fixture(scope="session")
def written() -> Callable[..., str]:
    """Give the text of the small statute with changes."""
    return changed


@pytest.fixture(scope="session")
def statute() -> Callable[..., Statute]:
    """Read the small statute with changes."""
    return lambda *changes: load_or_raise(changed(*changes), "small.yaml").statute


@pytest.fixture(scope="session")
def checked(rules: Rules) -> Callable[..., Report]:
    """Check the small statute with changes."""
    return lambda *changes: check([load(changed(*changes), "small.yaml")], rules)


@pytest.fixture(scope="session")
def tenants() -> dict[str, Statute]:
    """Give the four tenants that the repository ships."""
    files = sorted((ROOT / "tenants").glob("*.yaml"))
    loaded = [load_or_raise(file.read_bytes(), file.name) for file in files]
    return {one.statute.slug: one.statute for one in loaded}
