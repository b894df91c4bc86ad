"""What the documents ask of whoever inspects, and of what follows."""

from collections.abc import Iterator
from datetime import date

from ambiti.acting.refusing import Violation
from ambiti.governance.competence import said_by
from ambiti.statute.language.audit import Inspection
from ambiti.statute.language.statute import Statute
from ambiti.statute.periods import in_words


def inspection_rule(statute: Statute, by: str, matter: str, day: date) -> Inspection | None:
    """Find the rule by which somebody inspects something."""
    for rule in statute.accountability:
        if not isinstance(rule, Inspection) or not rule.valid.period.covers(day):
            continue
        if (rule.by, rule.what) == (by, matter):
            return rule
    return None


def no_inspection(statute: Statute, by: str, matter: str, day: date) -> Violation:
    """Say who inspects what, where nobody inspects this."""
    known = [
        f"{rule.by} {rule.what}"
        for rule in statute.accountability
        if isinstance(rule, Inspection) and rule.valid.period.covers(day)
    ]
    told = ", ".join(known) if known else "nessuno"
    message = f"I documenti non dicono che {by} controlli {matter}. Controllano: {told}."
    return Violation("INSPECTION_NOT_STATED", message, "matter")


def followed(  # noqa: PLR0913  each by its name
    statute: Statute,
    rule: Inspection,
    *,
    conforms: bool,
    on: date,
    task: str | None,
    due: date | None,
) -> Iterator[Violation]:
    """Tell that what does not conform is followed by a task with its day."""
    if conforms:
        if task is not None or due is not None:
            message = "A ciò che è conforme non segue alcun compito."
            yield Violation("NOTHING_FOLLOWS", message, "task")
        return
    if rule.follow_up and (due is None or task is None or not task.strip()):
        message = "A ciò che non è conforme segue un compito con la sua scadenza: servono entrambi."
        yield said_by(rule, statute, "FOLLOW_UP_REQUIRED", message, "task")
    if due is not None and due < on:
        message = f"La scadenza non può essere prima del controllo: {in_words(on)}."
        yield Violation("BEFORE_IT_BEGAN", message, "dueOn")
