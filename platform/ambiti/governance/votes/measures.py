"""Of how many, and how many of them: denominators, and the fewest votes that pass."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from ambiti.governance.votes.roll import Roll, Weight, total
from ambiti.statute.language.appointments import RevocationMajority
from ambiti.statute.language.decisions import (
    Denominator,
    ExternalDecision,
    MajorityDecision,
    QuorumNumber,
    QuorumShare,
    SelfRegulated,
)
from ambiti.statute.language.disputes import OrganDispute
from ambiti.statute.majorities import votes_needed

Counted = MajorityDecision | OrganDispute | RevocationMajority
"""The rules of the language that say a majority."""
Untold = ExternalDecision | SelfRegulated
"""The rules that leave it to a text that is not among the documents."""
Abstentions = Literal["COUNT", "NOT_COUNTED", "NOT_STATED"]
Rounding = Literal["UP", "NONE"]


@dataclass(frozen=True, slots=True)
class Denominators:
    """Numbers that the roll does not give: how many comuni are associated, how many bodies signed.

    None is a number that is not known, and is never taken from the roll.
    """

    associated_comuni: int | None = None
    associated_residents: int | None = None
    signatory_bodies: int | None = None


NONE_GIVEN: Final = Denominators()


@dataclass(frozen=True, slots=True)
class Threshold:
    """The fewest votes that pass: exactly the share or more of it, and never none."""

    votes: int
    number: int
    share: Fraction
    """The fraction of the number, exact."""
    fraction: Fraction
    strict: bool
    rounding: Rounding
    """What the text says; with NONE the comparison is exact, which gives the same votes."""


def threshold_of(rule: Counted, number: int) -> Threshold:
    """Tell the fewest votes that pass out of a number: at least one vote is always needed."""
    return Threshold(
        votes=max(1, votes_needed(rule.fraction, number, strict=rule.strict)),
        number=number,
        share=rule.fraction * number,
        fraction=rule.fraction,
        strict=rule.strict,
        rounding=rule.rounding,
    )


def weight_of(rule: Counted | Untold) -> Weight:
    """Tell how votes weigh: one each, unless the rule says by population."""
    return rule.weight if isinstance(rule, MajorityDecision) else "ONE_EACH"


def abstentions_of(rule: Counted) -> Abstentions:
    """Tell what the text does with abstentions; a dispute and a revocation do not state it."""
    return rule.abstentions if isinstance(rule, MajorityDecision) else "NOT_STATED"


def quorum_of(rule: Counted) -> QuorumShare | QuorumNumber | None:
    """Tell the quorum that the rule states; a dispute and a revocation state none."""
    return rule.quorum if isinstance(rule, MajorityDecision) else None


def number_of(
    of: Denominator, weight: Weight, roll: Roll, present: int, denominators: Denominators
) -> int | None:
    """Tell of how many a fraction is taken; None where the number is not known."""
    weighed = weight == "POPULATION"
    if weighed and roll.residents is None:
        return None
    match of:
        case "PRESENT":
            return present
        case "COMPONENTS":
            return total(roll.voters, weight) or None
        case "ALL_ASSOCIATED_COMUNI":
            known = denominators
            return (known.associated_residents if weighed else known.associated_comuni) or None
        case "SIGNATORY_BODIES":
            return None if weighed else denominators.signatory_bodies or None


def lacking(of: Denominator, weight: Weight, roll: Roll) -> str:
    """Say which number is not known."""
    if weight == "POPULATION" and roll.residents is None:
        return "la popolazione secondo cui si pesano i voti"
    if of == "ALL_ASSOCIATED_COMUNI":
        weighed = weight == "POPULATION"
        return f"{'la popolazione' if weighed else 'il numero'} dei comuni associati"
    if of == "SIGNATORY_BODIES":
        return "il numero degli enti firmatari"
    return "l'elenco dei componenti"
