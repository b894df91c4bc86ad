"""Rolls, rules and ballots for the tests: n voters called v01, v02 and so on."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from ambiti.governance.votes.ballots import Ballot, Choice
from ambiti.governance.votes.roll import Residents, Roll, Voter
from ambiti.statute.language.decisions import DecisionRule, MajorityDecision
from ambiti.statute.language.disputes import OrganDispute

ISTAT = Residents("ISTAT", date(2024, 12, 31))
RULE: TypeAdapter[Any] = TypeAdapter(DecisionRule)


def majority(fraction: str, of: str, *, strict: bool = False, **more: Any) -> MajorityDecision:
    more.setdefault("source", {"document": "DOC", "article": "7"})
    written = {"kind": "MAJORITY", "fraction": fraction, "of": of, "strict": strict, **more}
    rule = RULE.validate_json(_json(written))
    assert isinstance(rule, MajorityDecision)
    return rule


def dispute(fraction: str, of: str, *, strict: bool) -> OrganDispute:
    written = {
        "kind": "ORGAN", "instrument": "CONV", "organ": "ASS", "fraction": fraction, "of": of,
        "strict": strict, "source": {"document": "CONV", "article": "10.1"},
    }  # fmt: skip
    return OrganDispute.model_validate_json(_json(written))


def _json(written: dict[str, Any]) -> bytes:
    return TypeAdapter(Any).dump_json(written)


def key(number: int) -> str:
    return f"v{number:02}"


def keys(count: int, first: int = 1) -> tuple[str, ...]:
    return tuple(key(number) for number in range(first, first + count))


def roll(count: int, weights: Sequence[int] = (), residents: Residents | None = None) -> Roll:
    weighed = weights or (1,) * count
    voters = (Voter(key(n), f"Comune {n}", w) for n, w in enumerate(weighed, start=1))
    return Roll(tuple(voters), residents)


def cast(in_favour: int = 0, against: int = 0, abstained: int = 0, blank: int = 0) -> list[Ballot]:
    choices: list[Choice] = ["IN_FAVOUR"] * in_favour
    choices += ["AGAINST"] * against
    choices += ["ABSTAINED"] * abstained
    choices += ["BLANK"] * blank
    return chosen(choices)


def chosen(choices: Iterable[Choice | None]) -> list[Ballot]:
    return [Ballot(key(n), one) for n, one in enumerate(choices, start=1) if one is not None]
