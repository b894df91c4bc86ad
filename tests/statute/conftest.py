"""A small statute to change, and what the rules of all slices find in it."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from ambiti.agreements.rules import RULES as AGREEMENTS
from ambiti.governance.rules import RULES as GOVERNANCE
from ambiti.statute.checking import Report, Rules, check
from ambiti.statute.language import Statute
from ambiti.statute.loading import Loading, load, load_or_raise
from ambiti.statute.reading_yaml import read
from ambiti.territory.rules import RULES as TERRITORY

ROOT = Path(__file__).parents[2]
HERE = ROOT / "tests" / "statute"
SMALL = (HERE / "small.yaml").read_text()

INSIDE: Final = {
    **dict.fromkeys(("composition", "chair", "decisions", "meetings", "duration"), ("organs", 0)),
    **dict.fromkeys(
        ("appointment", "term", "prorogatio", "revocation", "substitutes", "delegates",
         "memberships"),
        ("roles", 1),
    ),
    **dict.fromkeys(
        ("renewal", "signing", "purposes", "tax", "steps", "template", "required_attachments",
         "horizon"),
        ("instruments", 0),
    ),
}  # fmt: skip
SEVERAL: Final = {
    "composition", "decisions", "meetings", "substitutes", "delegates", "memberships", "purposes",
    "steps", "required_attachments",
}  # fmt: skip

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


@pytest.fixture(scope="session")
def rule_cases() -> list[tuple[str, dict[str, Any]]]:
    """Give a rule of each kind with where it stands, its sentences, and what it lacks."""
    table = yaml.safe_load((HERE / "sentences.yaml").read_text())
    return [(section, case) for section, cases in table.items() for case in cases]


@pytest.fixture(scope="session")
def read_rule() -> Callable[[str], dict[str, Any]]:
    """Read one rule, in which «@» stands for its source."""
    return rule_data


@pytest.fixture(scope="session")
def with_data() -> Callable[[str, dict[str, Any]], Statute]:
    """Put a rule that was read into the small statute."""
    return placed


@pytest.fixture(scope="session")
def with_rule() -> Callable[[str, str], Statute]:
    """Put a rule that is written into the small statute, which then has a vocabulary."""
    return lambda section, rule: placed(section, rule_data(rule))


@pytest.fixture(scope="session")
def load_rule() -> Callable[[str, str], Loading]:
    """Write lines into the assembly of the small statute, and read the whole as a file."""

    def written_into(section: str, lines: str) -> Loading:
        return load(changed(("aliases: [Assemblea]", f"{section}:\n  {lines}")), "small.yaml")

    return written_into


@cache
def with_words() -> dict[str, Any]:
    """Read the small statute, and give it a vocabulary."""
    small = read(SMALL, "small.yaml").data
    words = read((HERE / "language.yaml").read_text(), "language.yaml").data
    return {**small, **{name: (*small.get(name, ()), *items) for name, items in words.items()}}


def rule_data(rule: str) -> dict[str, Any]:
    """Read one rule as data."""
    source = 'source: {document: CONV, article: "7"}}'
    data = read(rule.replace("@}", source), "rule.yaml").data
    assert isinstance(data, dict)
    return data


def placed(section: str, rule: dict[str, Any]) -> Statute:
    """Put a rule where rules of its section stand: by itself, or in an organ, role or act."""
    data = with_words()
    above = INSIDE.get(section)
    if above is None:
        return Statute.model_validate({**data, section: (*data.get(section, ()), rule)})
    name, place = above
    items = list(data[name])
    items[place] = {**items[place], section: (rule,) if section in SEVERAL else rule}
    return Statute.model_validate({**data, name: tuple(items)})
