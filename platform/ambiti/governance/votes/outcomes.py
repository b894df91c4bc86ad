"""What a rule makes of a vote."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Literal

from ambiti.acting.refusing import Violation, refuse
from ambiti.governance.votes.ballots import Ballot, Counts, counted
from ambiti.governance.votes.measures import (
    NONE_GIVEN,
    Counted,
    Denominators,
    Untold,
    abstentions_of,
    lacking,
    number_of,
    threshold_of,
    weight_of,
)
from ambiti.governance.votes.proof import Outcome, Reading, Verdict
from ambiti.governance.votes.quorums import QuorumCheck, quorum_met
from ambiti.governance.votes.roll import Roll, Weight, total
from ambiti.governance.votes.telling import told
from ambiti.statute.language.decisions import ExternalDecision, MajorityDecision, SelfRegulated


def outcome(
    rule: Counted | Untold,
    roll: Roll,
    present: Collection[str],
    ballots: Iterable[Ballot],
    denominators: Denominators = NONE_GIVEN,
) -> Outcome:
    """Tell what a vote came to by a rule, whatever the order of voters and ballots.

    Ballots that are not admitted are refused all together: see ``ballots.checked_ballots``.
    """
    weight = _counting(rule, roll)
    counts = counted(roll, present, ballots, weight=weight, source=rule.source)
    return outcome_of_counts(rule, roll, present, counts, denominators)


def outcome_of_counts(
    rule: Counted | Untold,
    roll: Roll,
    present: Collection[str],
    counts: Counts,
    denominators: Denominators = NONE_GIVEN,
) -> Outcome:
    """Tell what a vote came to where only its sums are known, as of a secret vote.

    The sums are of those present, in votes or in residents as the rule weighs.
    """
    weight = _counting(rule, roll)
    there = total(roll.attending(present), weight)
    parts = (counts.in_favour, counts.against, counts.abstained, counts.blank, counts.not_voting)
    if counts.present != there or counts.weight != weight or min(parts) < 0:
        message = f"le somme dei voti non tornano con i presenti, che contano per {there}"
        refuse(Violation("COUNTS_DIFFER_FROM_PRESENT", message, "counts"))
    quorum = quorum_met(rule, roll, present, denominators)
    if isinstance(rule, ExternalDecision | SelfRegulated):
        found = bare(rule, counts, quorum, (rule.lacks() or "",))
        return _with_words(replace(found, missing_document=rule.lacked_document()))
    number = number_of(rule.of, weight_of(rule), roll, counts.present, denominators)
    found = bare(rule, counts, quorum, _missing(rule, roll, quorum, number))
    found = replace(
        found, number=number, residents=roll.residents if weight_of(rule) == "POPULATION" else None
    )
    return _with_words(_weighed_up(rule, found))


def bare(
    rule: Counted | Untold, counts: Counts, quorum: QuorumCheck, missing: tuple[str, ...]
) -> Outcome:
    """Make the outcome that is not determined yet: what the rule and the counts say alone."""
    majority = None if isinstance(rule, ExternalDecision | SelfRegulated) else rule
    codes = (rule.ambiguity, *rule.doubts)
    return Outcome(
        verdict="UNDETERMINED",
        of=majority.of if majority else None,
        number=None,
        counts=counts,
        threshold=None,
        quorum=quorum,
        abstentions=abstentions_of(majority) if majority else None,
        readings=(),
        seat_policy=rule.seat_policy if isinstance(rule, MajorityDecision) else None,
        weight=weight_of(rule),
        residents=None,
        ambiguities=tuple(dict.fromkeys(code for code in codes if code)),
        missing=tuple(one for one in missing if one),
        missing_document=None,
        document=rule.source.document,
        article=rule.source.article,
    )


def _weighed_up(rule: Counted, found: Outcome) -> Outcome:
    readings: tuple[Reading, ...] = ()
    if found.number is not None:
        readings = tuple(_reading(rule, found.counts, found.number, kind) for kind in _kinds(rule))
        main = readings[0].threshold
        found = replace(found, readings=readings, threshold=main, number=main.number)
    if found.quorum.met is False and rule.of != "SIGNATORY_BODIES":
        return replace(found, verdict="INQUORATE", missing=())
    verdicts: set[Verdict] = {"APPROVED" if one.passed else "REJECTED" for one in readings}
    if len(verdicts) > 1:
        found = replace(found, missing=(*found.missing, "il peso degli astenuti"))
    return found if found.missing else replace(found, verdict=verdicts.pop())


def _reading(
    rule: Counted, counts: Counts, number: int, kind: Literal["COUNT", "NOT_COUNTED"]
) -> Reading:
    threshold = threshold_of(rule, counts.voting if kind == "NOT_COUNTED" else number)
    return Reading(kind, threshold, passed=counts.in_favour >= threshold.votes)


def _kinds(rule: Counted) -> tuple[Literal["COUNT", "NOT_COUNTED"], ...]:
    """Tell the readings of a rule: abstentions change the number of those present, and no other."""
    abstentions = abstentions_of(rule)
    if rule.of != "PRESENT" or abstentions == "COUNT":
        return ("COUNT",)
    return ("COUNT", "NOT_COUNTED") if abstentions == "NOT_STATED" else ("NOT_COUNTED",)


def _missing(rule: Counted, roll: Roll, quorum: QuorumCheck, number: int | None) -> tuple[str, ...]:
    found = [quorum.missing] if quorum.missing else []
    if rule.of == "SIGNATORY_BODIES":
        found.append("la deliberazione di ciascun ente firmatario")
    elif number is None:
        found.append(lacking(rule.of, weight_of(rule), roll))
    return tuple(dict.fromkeys(found))


def _counting(rule: Counted | Untold, roll: Roll) -> Weight:
    """Count heads where the residents that would weigh the votes are not known."""
    return weight_of(rule) if roll.residents else "ONE_EACH"


def _with_words(found: Outcome) -> Outcome:
    return replace(found, sentence=told(found))
