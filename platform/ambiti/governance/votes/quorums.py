"""Whether enough are there: at the vote, and at each arrival and departure."""

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from ambiti.governance.votes.measures import (
    NONE_GIVEN,
    Counted,
    Denominators,
    Threshold,
    Untold,
    lacking,
    number_of,
    quorum_of,
    threshold_of,
    weight_of,
)
from ambiti.governance.votes.roll import Roll, Weight, total
from ambiti.statute.language.decisions import (
    Denominator,
    ExternalDecision,
    QuorumNumber,
    QuorumShare,
    SelfRegulated,
)
from ambiti.statute.majorities import votes_needed


@dataclass(frozen=True, slots=True)
class QuorumCheck:
    """How many must be there, and how many are."""

    stated: bool
    """False where the rule states no quorum: then it blocks nothing."""
    met: bool | None
    """None where no quorum is stated, or its number is not known."""
    present: int
    needed: int | None = None
    of: Denominator | None = None
    number: int | None = None
    fraction: Fraction | None = None
    strict: bool = False
    weight: Weight = "ONE_EACH"
    missing: str | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """What an arrival or a departure would make of the quorum and of the votes that pass."""

    present: tuple[str, ...]
    quorum: QuorumCheck
    threshold: Threshold | None
    """If every voter who is there takes a side; None where its number is not known."""
    missing: tuple[str, ...] = ()


def quorum_met(
    rule: Counted | Untold,
    roll: Roll,
    present: Collection[str],
    denominators: Denominators = NONE_GIVEN,
) -> QuorumCheck:
    """Those in the room, in person or by delegate, reach the quorum that the rule states.

    A quorum by number counts heads, also where votes weigh by population; a share weighs
    as they do.
    """
    there = roll.attending(present)
    heads = total(there, "ONE_EACH")
    if isinstance(rule, ExternalDecision | SelfRegulated):
        return QuorumCheck(stated=False, met=None, present=heads, missing=rule.lacks())
    match quorum_of(rule):
        case None:
            return QuorumCheck(stated=False, met=None, present=heads)
        case QuorumNumber(number=needed):
            return QuorumCheck(stated=True, met=heads >= needed, present=heads, needed=needed)
        case QuorumShare() as share:
            return _share_met(share, weight_of(rule), roll, present, denominators)


def _share_met(
    share: QuorumShare,
    weight: Weight,
    roll: Roll,
    present: Collection[str],
    denominators: Denominators,
) -> QuorumCheck:
    counting = weight if roll.residents else "ONE_EACH"
    there = total(roll.attending(present), counting)
    number = number_of(share.of, weight, roll, there, denominators)
    needed = None if number is None else votes_needed(share.fraction, number, strict=share.strict)
    return QuorumCheck(
        stated=True,
        met=None if needed is None else there >= needed,
        present=there,
        needed=needed,
        of=share.of,
        number=number,
        fraction=share.fraction,
        strict=share.strict,
        weight=counting,
        missing=lacking(share.of, weight, roll) if number is None else None,
    )


def what_if(  # noqa: PLR0913  a change is who leaves and who arrives
    rule: Counted | Untold,
    roll: Roll,
    present: Collection[str],
    leaving: Collection[str] = (),
    arriving: Collection[str] = (),
    *,
    denominators: Denominators = NONE_GIVEN,
) -> Preview:
    """Tell quorum and threshold as they would be once some left and others arrived."""
    room = (frozenset(present) - frozenset(leaving)) | frozenset(arriving)
    quorum = quorum_met(rule, roll, room, denominators)
    missing = [quorum.missing] if quorum.missing else []
    threshold = None
    if not isinstance(rule, ExternalDecision | SelfRegulated):
        weight = weight_of(rule)
        there = total(roll.attending(room), weight)
        number = number_of(rule.of, weight, roll, there, denominators)
        if number is None:
            missing.append(lacking(rule.of, weight, roll))
        else:
            threshold = threshold_of(rule, number)
    return Preview(tuple(sorted(room)), quorum, threshold, tuple(dict.fromkeys(missing)))
