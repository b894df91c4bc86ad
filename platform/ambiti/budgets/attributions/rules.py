"""Which costs count as those of others, by which rule of the documents: functions of values."""

from collections.abc import Iterator
from datetime import date

from ambiti.acting.refusing import Violation
from ambiti.governance.competence import said_by
from ambiti.statute.language.ledgers import Ledger
from ambiti.statute.language.statute import Statute
from ambiti.statute.naming import Names


def ledger_of(statute: Statute, purpose: str, day: date) -> Ledger | None:
    """Find the rule by which what is paid for a purpose counts as a cost of others."""
    return next(
        (one for one in statute.ledgers if one.what == purpose and one.valid.period.covers(day)),
        None,
    )


def attributable(
    statute: Statute, purpose: str, day: date, staff: str | None
) -> Iterator[Violation]:
    """Refuse a cost that the documents leave with who pays it, or that is of other staff."""
    rule = ledger_of(statute, purpose, day)
    names = Names.of(statute).declared("matter")
    if rule is None:
        told = ", ".join(names.get(one.what, one.what) for one in statute.ledgers) or "nessun costo"
        message = f"I documenti imputano ad altri: {told}; non {names.get(purpose, purpose)}."
        yield Violation("NOT_NOTIONAL", message, "payment")
    elif rule.scope not in {"ALL", staff}:
        message = (
            "Il costo si imputa per il solo personale a tempo pieno"
            if rule.scope == "FULL_TIME"
            else "Il costo si imputa per il solo personale a ore"
        )
        said = "che va indicato" if staff is None else "e questo è di altro personale"
        yield said_by(rule, statute, "OTHER_STAFF", f"{message}, {said}.", "staff")


def again(number: int, reasons: str | None) -> Iterator[Violation]:
    """Refuse to attribute a payment once more, unless the reasons are given why it was wrong."""
    if not (reasons or "").strip():
        message = (
            f"Il pagamento n. {number} è già imputato: per imputarlo di nuovo servono le ragioni."
        )
        yield Violation("ALREADY_ATTRIBUTED", message, "reasons")


def whole(covered: int) -> Iterator[Violation]:
    """Refuse a key by which a fund bears some cents: the two books would not be the same sum."""
    if covered:
        message = "Il criterio lascia a un fondo una parte, che non sarebbe a carico di nessuno."
        yield Violation("COST_COVERED", message, "payment")
