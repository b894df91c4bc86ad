"""Which delegations a roll admits."""

import pytest

from ambiti.governance.votes.delegations import checked_delegations
from ambiti.governance.votes.roll import Delegation
from ambiti.statute.language.rule import Source

from .convened import roll

SOURCE = Source(document="CONV-SUB4", article="3.2")
OUTSIDE = Delegation("v02", "Assessore")


@pytest.mark.parametrize(
    ("given", "limit", "within", "codes"),
    [
        ([Delegation("v02", "v01")], 1, True, []),
        ([OUTSIDE], 1, False, []),
        ([OUTSIDE], 1, True, ["DELEGATE_NOT_ON_ROLL"]),
        ([OUTSIDE], 0, False, ["DELEGATION_NOT_ALLOWED"]),
        ([], 0, False, []),
        ([Delegation("v99", "v01")], 1, False, ["DELEGATOR_NOT_ON_ROLL"]),
        ([Delegation("v01", "v02"), Delegation("v02", "v03")], 1, True, ["DELEGATION_CHAIN"]),
        ([Delegation("v02", "v01"), Delegation("v03", "v01")], 1, True, ["TOO_MANY_DELEGATIONS"]),
        ([Delegation("v02", "v01"), Delegation("v03", "v01")], 2, True, []),
        ([Delegation("v02", "v01"), Delegation("v03", "v01")], None, True, []),
        ([Delegation("v02", "v01"), Delegation("v02", "v03")], 1, True, ["DELEGATED_TWICE"]),
        ([Delegation("v02", "v02")], 1, True, ["DELEGATE_IS_DELEGATOR"]),
        (
            [Delegation("v01", "v02"), Delegation("v02", "v01")],
            1,
            True,
            ["DELEGATION_CHAIN", "DELEGATION_CHAIN"],
        ),
    ],
)
def test_a_delegation_is_admitted_or_refused(
    given: list[Delegation], limit: int | None, *, within: bool, codes: list[str]
) -> None:
    found = list(checked_delegations(roll(4), given, limit, within_roll=within, source=SOURCE))
    assert [one.code for one in found] == codes
    assert {(one.document, one.article) for one in found} <= {("CONV-SUB4", "3.2")}


def test_without_a_text_no_article_is_told() -> None:
    (found,) = checked_delegations(roll(4), [OUTSIDE], 1, within_roll=True)
    assert (found.document, found.article, found.field) == (None, None, "delegate")
    assert found.message == "Assessore è delegato, ma non è fra gli aventi diritto"
