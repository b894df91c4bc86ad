"""Every clause is the source of a rule: in the rulebooks, and in what the API answers."""

from collections.abc import Iterable
from typing import Final

import pytest
import yaml
from tests.conftest import Deployment

from ambiti.statute.loading import load_or_raise
from ambiti.statute.rulebook import rulebook

from .changing import FOLDER, file_of
from .report import HERE, Clause, clauses

SOURCES: Final = {
    "CAR": ("carate", "CONV-UDP"),
    "MIA": ("monza-brianza", "MB-2024"),
    "LEC": ("lecce", "REG-UDP"),
    "CRE": ("cremasco", "ADP-2012"),
    "SON": ("cremasco", "CONV-SUB4"),
}
"""The tenant, and the document as its statute calls it, of each founding document."""

DAYS: Final = ("2012-06-01", "2018-12-01", "2019-12-01", "2020-06-01", "2024-06-01", "2026-06-01")
"""Days that between them see every rule of the four tenants."""

MEMBERS: Final = {
    "carate": {"role": "sindaco", "comune": "Renate"},
    "monza-brianza": {"role": "segretario"},
    "lecce": {"role": "revisore"},
    "cremasco": {"role": "sindaco", "comune": "Trigolo"},
}
UNCITED: Final[dict[str, str]] = yaml.safe_load((HERE / "uncited.yaml").read_text("utf-8")) or {}

Cited = set[tuple[str, str, str | None]]


def test_every_operational_clause_is_the_source_of_a_rule_of_its_tenant() -> None:
    cited: Cited = set()
    for slug in MEMBERS:
        name = file_of(slug)
        statute = load_or_raise((FOLDER / name).read_bytes(), name).statute
        cited |= {(slug, entry.source.code, entry.source.article) for entry in rulebook(statute)}
    operational = [clause for clause in clauses() if clause.operational]

    assert len(operational) == 340
    assert _without(operational, cited) == set(UNCITED)


def test_a_clause_that_is_not_cited_has_its_reason() -> None:
    assert set(UNCITED) <= {clause.id for clause in clauses() if clause.operational}
    assert all(len(reason.split()) > 3 for reason in UNCITED.values())


@pytest.mark.parametrize("slug", MEMBERS)
async def test_a_member_reads_every_clause_as_the_source_of_a_rule(
    deployment: Deployment, slug: str
) -> None:
    query = """query($slug: String!, $on: Date) { ambito(slug: $slug, on: $on) {
      rules { source { documentCode article } } } }"""
    token = await deployment.token(tenant=slug, **MEMBERS[slug])
    own = [one for one in clauses() if one.operational and SOURCES[one.document][0] == slug]

    cited: Cited = set()
    for day in DAYS:
        rules = (await deployment.ask(query, token=token, slug=slug, on=day))["ambito"]["rules"]
        found = [rule["source"] for rule in rules]
        cited |= {(slug, source["documentCode"], source["article"]) for source in found}

    assert _without(own, cited) == {one.id for one in own} & set(UNCITED)


def _without(wanted: Iterable[Clause], cited: Cited) -> set[str]:
    """Tell the clauses that no rule cites by their document and article."""
    found = {(clause.id, (*SOURCES[clause.document], _article(clause))) for clause in wanted}
    return {name for name, source in found if source not in cited}


def _article(clause: Clause) -> str:
    return clause.id.removeprefix(f"{clause.document}-")
