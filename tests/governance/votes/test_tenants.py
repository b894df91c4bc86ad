"""Every majority that the shipped statutes write decides a vote, and says how."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ambiti.governance.votes.deliberations import Deliberation, by_deliberations
from ambiti.governance.votes.measures import Counted, Denominators, Untold
from ambiti.governance.votes.outcomes import outcome
from ambiti.statute.language.decisions import ExternalDecision, SelfRegulated
from ambiti.statute.language.disputes import OrganDispute
from ambiti.statute.language.statute import Statute
from ambiti.statute.loading import load_file

from .convened import ISTAT, cast, keys, roll

HOUSE = Path(__file__).parents[3]
FILES = [*(HOUSE / "tenants").glob("*.yaml"), *(HOUSE / "tests/statute/invented").glob("*.yaml")]


def rules(statute: Statute) -> Iterator[Counted | Untold]:
    for organ in statute.organs:
        yield from organ.decisions
    yield from (one for one in statute.disputes if isinstance(one, OrganDispute))
    for role in statute.roles:
        if role.revocation is not None and role.revocation.majority is not None:
            yield role.revocation.majority


def written() -> Iterator[tuple[str, Counted | Untold]]:
    for path in sorted(FILES):
        loaded = load_file(path).loaded
        assert loaded is not None
        for rule in rules(loaded.statute):
            yield f"{path.stem} {rule.source.document} {rule.source.article}", rule


RULES = list(written())
DECIDING = [one for one in RULES if not isinstance(one[1], ExternalDecision | SelfRegulated)]
SILENT = [one for one in RULES if isinstance(one[1], ExternalDecision | SelfRegulated)]


@pytest.mark.parametrize("rule", [rule for _, rule in DECIDING], ids=[name for name, _ in DECIDING])
@pytest.mark.parametrize(("in_favour", "verdict"), [(10, "APPROVED"), (0, "REJECTED")])
def test_a_majority_of_a_statute_decides(rule: Counted, in_favour: int, verdict: str) -> None:
    ten = roll(10, (100,) * 10, ISTAT)
    if rule.of == "SIGNATORY_BODIES":
        bodies = [Deliberation(key, in_favour=in_favour > 0) for key in keys(10)]
        found = by_deliberations(rule, ten, bodies)
    else:
        votes = cast(in_favour, 10 - in_favour)
        found = outcome(rule, ten, keys(10), votes, Denominators(associated_comuni=10))
    assert found.verdict == verdict
    assert found.sentence
    assert (found.document, found.article) == (rule.source.document, rule.source.article)
    assert {rule.ambiguity, *rule.doubts} - {None} == set(found.ambiguities)


@pytest.mark.parametrize("rule", [rule for _, rule in SILENT], ids=[name for name, _ in SILENT])
def test_a_rule_that_is_written_elsewhere_decides_nothing(rule: Untold) -> None:
    found = outcome(rule, roll(10), keys(10), cast(10))
    assert (found.verdict, bool(found.missing)) == ("UNDETERMINED", True)


def test_the_shipped_statutes_write_majorities_of_every_kind() -> None:
    assert {type(rule).__name__ for _, rule in RULES} == {
        "ExternalDecision",
        "MajorityDecision",
        "OrganDispute",
        "RevocationMajority",
        "SelfRegulated",
    }
