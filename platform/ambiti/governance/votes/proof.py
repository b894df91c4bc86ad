"""The outcome of a vote, with everything that proves it."""

from dataclasses import dataclass
from typing import Literal

from ambiti.governance.votes.ballots import Counts
from ambiti.governance.votes.measures import Abstentions, Threshold
from ambiti.governance.votes.quorums import QuorumCheck
from ambiti.governance.votes.roll import Residents, Weight
from ambiti.statute.language.decisions import Denominator

Verdict = Literal["APPROVED", "REJECTED", "UNDETERMINED", "INQUORATE"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A vote with its abstentions counted among those present, or not counted."""

    abstentions: Literal["COUNT", "NOT_COUNTED"]
    threshold: Threshold
    passed: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a vote came to: the verdict, and the figures, the rule and the words that prove it."""

    verdict: Verdict
    of: Denominator | None
    """Of whom the fraction is taken; None where the text that says it was not supplied."""
    number: int | None
    """How many they are; None where it is not known."""
    counts: Counts
    threshold: Threshold | None
    quorum: QuorumCheck
    abstentions: Abstentions | None
    """What the text does with abstentions; None where the text was not supplied."""
    readings: tuple[Reading, ...]
    """One reading, or two where the text does not state what abstentions are worth."""
    seat_policy: Literal["BY_COMUNE", "BY_SIGNATORY"] | None
    weight: Weight
    """How the rule weighs votes; the counts say how they were in fact summed."""
    residents: Residents | None
    ambiguities: tuple[str, ...]
    missing: tuple[str, ...]
    """What is not known, in Italian; never empty where the verdict is UNDETERMINED."""
    missing_document: str | None
    document: str
    article: str | None
    sentence: str = ""
