"""Refunds in cents: by hours beyond a threshold, or what was paid, never beyond the cost."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ambiti.acting.refusing import Violation
from ambiti.governance.competence import said_by
from ambiti.statute.division import euro_of, rounded
from ambiti.statute.language.movements import Reimbursement
from ambiti.statute.language.personnel import FullRefund, HoursRefund, Validation
from ambiti.statute.language.statute import Statute
from ambiti.statute.naming import Names
from ambiti.statute.rulebook.italian import euro, number


@dataclass(frozen=True, slots=True)
class HoursDue:
    """What hours come to: by the reading in force, and by both, since the text admits both.

    Sums are None while nobody has said the rate of an hour.
    """

    hours: Decimal
    paid_hours: Decimal
    cents: int | None
    all_hours: int | None
    excess_only: int | None


def hours_due(rule: HoursRefund, hours: Decimal, rate: Decimal | None = None) -> HoursDue:
    """Count the hours of one comune or person, as ``scope`` says, in its period.

    Nothing is due up to the threshold; beyond it all hours, or those beyond, as the rule says.
    """
    if hours < 0:
        message = "hours are never negative"
        raise ValueError(message)
    over = hours > rule.threshold if rule.strict else hours >= rule.threshold
    whole = hours if over else Decimal(0)
    excess = hours - rule.threshold if over else Decimal(0)
    paid = whole if rule.policy == "ALL_HOURS" else excess
    known = rule.rate if rule.rate is not None else rate
    sums = [
        None if known is None else rounded(Fraction(one) * Fraction(known) * 100)
        for one in (paid, whole, excess)
    ]
    return HoursDue(hours, paid, *sums)


@dataclass(frozen=True, slots=True)
class Vouched:
    """Who must validate hours, who did, and who asks for the refund: codes of roles or offices."""

    rules: tuple[Validation, ...]
    by: str | None
    claimant: str | None = None


def hours_refused(
    rule: HoursRefund, due: HoursDue, statute: Statute, vouched: Vouched
) -> Iterator[Violation]:
    """Tell all that forbids to pay hours: no rate, no validation by whom the text names."""
    if due.cents is None:
        message = "La tariffa oraria non è stabilita: il rimborso non si può calcolare."
        yield said_by(rule, statute, "RATE_MISSING", message, "rate")
    for one in vouched.rules:
        if not due.paid_hours or (one.above is not None and due.hours <= one.above):
            continue
        who = Names.of(statute).declared("subject").get(one.by, one.by)
        if vouched.by != one.by:
            message = f"{number(due.hours)} ore: prima del pagamento le valida {who}."
            yield said_by(one, statute, "VALIDATION_REQUIRED", message, "obligation")
        elif vouched.claimant == vouched.by:
            message = f"Chi chiede il rimborso non lo valida: {who}."
            yield said_by(one, statute, "SELF_VALIDATION", message, "obligation")


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody paid, asks back and has had back already of that cost, in cents."""

    cost: int
    claimed: int
    before: int = 0
    documented: bool = False


def claim_refused(
    rule: FullRefund | Reimbursement, statute: Statute, claim: Claim
) -> Iterator[Violation]:
    """Tell all that forbids a claim: nothing claimed, beyond the cost, without documents."""
    if claim.claimed <= 0:
        message = "La somma chiesta è più di zero."
        yield said_by(rule, statute, "CLAIM_EMPTY", message, "amount")
    left = max(0, claim.cost - claim.before)
    if claim.claimed > left:
        message = f"Si chiedono {euro(euro_of(claim.claimed))}: il costo documentato che resta è "
        message += f"{euro(euro_of(left))}."
        yield said_by(rule, statute, "EXCEEDS_COST", message, "amount")
    if not claim.documented and (isinstance(rule, FullRefund) or rule.documents):
        message = "La richiesta va documentata."
        yield said_by(rule, statute, "DOCUMENTS_MISSING", message, "documents")
