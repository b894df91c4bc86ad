"""What a vote and a quorum are stored as: every figure that proves them."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from ambiti.acting.refusing import Violation
from ambiti.governance.votes.ballots import Ballot, Counts, counted
from ambiti.governance.votes.measures import Denominators
from ambiti.governance.votes.outcomes import outcome, outcome_of_counts
from ambiti.governance.votes.proof import Outcome
from ambiti.governance.votes.quorums import QuorumCheck, quorum_met
from ambiti.governance.votes.roll import Roll
from ambiti.statute.language.decisions import DecisionRule
from ambiti.statute.language.words import as_fraction

NO_RULE = "come l'organo decide: i documenti non lo dicono"


@dataclass(frozen=True, slots=True)
class Proven:
    """The verdict of a vote, the sentence that tells it, and its figures."""

    verdict: str
    told: str
    proof: dict[str, Any]


def proven(
    rule: DecisionRule | None,
    roll: Roll,
    present: Collection[str],
    ballots: Iterable[Ballot] | Counts,
    denominators: Denominators,
) -> Proven:
    """Decide a vote, or say what is missing to decide it; nothing is presumed.

    Of a secret vote the sums are given, where no ballot tells how somebody voted.
    """
    if rule is None:
        if not isinstance(ballots, Counts):
            ballots = counted(roll, present, ballots)
        return _without_rule(ballots)
    if isinstance(ballots, Counts):
        found = outcome_of_counts(rule, roll, present, ballots, denominators)
    else:
        found = outcome(rule, roll, present, ballots, denominators)
    return Proven(found.verdict, found.sentence, _figures(found))


def _figures(found: Outcome) -> dict[str, Any]:
    """Write every figure of an outcome."""
    counts, threshold, quorum = found.counts, found.threshold, found.quorum
    return {
        "denominator": found.of,
        "of": found.number,
        "threshold": threshold.votes if threshold else None,
        "fraction": as_fraction(threshold.fraction) if threshold else None,
        "strict": threshold.strict if threshold else None,
        "rounding": threshold.rounding if threshold else None,
        "abstentions": found.abstentions,
        "readings": [
            {
                "abstentions": one.abstentions,
                "threshold": one.threshold.votes,
                "passed": one.passed,
            }
            for one in found.readings
        ],
        "present": counts.present,
        "in_favour": counts.in_favour,
        "against": counts.against,
        "abstained": counts.abstained,
        "blank": counts.blank,
        "not_voting": counts.not_voting,
        "quorum": quorum.needed,
        "quorum_met": quorum.met,
        "weight": found.weight,
        "seat_policy": found.seat_policy,
        "ambiguities": list(found.ambiguities),
        "missing": "; ".join(found.missing) or None,
        "missing_document": found.missing_document,
    }


VERDICTS: Final = {"APPROVED": "approvata", "REJECTED": "respinta"}
"""What a chair may declare."""


def undeclared(found: Proven, verdict: str | None, under: str | None) -> Iterator[Violation]:
    """A chair declares an outcome only where no rule decides it, and says under which text."""
    if verdict is None and not under:
        return
    if found.verdict != "UNDETERMINED":
        message = f"L'esito lo dà la regola, e non si dichiara. {found.told}"
        yield Violation("VERDICT_DETERMINED", message, "declaredVerdict")
    elif verdict not in VERDICTS:
        message = "Si dichiara APPROVED o REJECTED."
        yield Violation("VERDICT_NOT_DECLARABLE", message, "declaredVerdict")
    elif not (under or "").strip():
        message = "Serve il testo in base al quale chi presiede dichiara l'esito."
        yield Violation("DECLARATION_WITHOUT_TEXT", message, "declaredUnder")


def declared(found: Proven, verdict: str, under: str) -> Proven:
    """Take the outcome that the chair declares; the figures stay beside it."""
    told = f"{found.told} Dichiarata {VERDICTS[verdict]} da chi presiede, in base a: {under}."
    return Proven(verdict, told, {**found.proof, "declared_under": under})


def _without_rule(counts: Counts) -> Proven:
    proof = {
        "present": counts.present,
        "in_favour": counts.in_favour,
        "against": counts.against,
        "abstained": counts.abstained,
        "blank": counts.blank,
        "not_voting": counts.not_voting,
        "missing": NO_RULE,
    }
    told = (
        f"Indeterminata: {counts.in_favour} favorevoli, {counts.against} contrari, "
        f"{counts.abstained} astenuti. Manca {NO_RULE}."
    )
    return Proven("UNDETERMINED", told, proof)


def quorum_now(
    rule: DecisionRule | None,
    roll: Roll,
    present: Collection[str],
    denominators: Denominators,
) -> dict[str, Any]:
    """Tell the structural quorum as it is with those who are now present."""
    if rule is None:
        here = len(roll.attending(present))
        told = f"Presenti {here} su {len(roll.voters)}. Manca {NO_RULE}."
        return {"present": here, "needed": None, "met": None, "told": told}
    check = quorum_met(rule, roll, present, denominators)
    return {
        "present": check.present,
        "needed": check.needed,
        "met": check.met,
        "told": _told(check, len(roll.voters)),
    }


def _told(check: QuorumCheck, voters: int) -> str:
    here = f"Presenti {check.present} su {voters}"
    if check.missing:
        return f"{here}. Il numero legale è indeterminato: manca {check.missing}."
    if not check.stated:
        return f"{here}. Il documento non chiede un numero legale."
    there = "c'è" if check.met else "non c'è"
    return f"{here}; ne servono {check.needed}: il numero legale {there}."
