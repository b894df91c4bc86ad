"""Who sees a single case."""

from collections.abc import Iterator
from datetime import date

from ambiti.acting.refusing import Violation
from ambiti.compliance.privacy.rules import GDPR
from ambiti.governance.competence import said_by
from ambiti.statute.language.privacy import AssignedOnly
from ambiti.statute.language.statute import Statute


def case_rule(statute: Statute, day: date) -> AssignedOnly | None:
    """Find who may see single cases."""
    for rule in statute.privacy_rules:
        if isinstance(rule, AssignedOnly) and rule.valid.period.covers(day):
            return rule
    return None


def case_reading(
    statute: Statute, rule: AssignedOnly | None, *, assigned: bool
) -> Iterator[Violation]:
    """Tell that a case is seen only by whoever is assigned to it."""
    if assigned:
        return
    message = (
        "Il caso è visto solo da chi vi è assegnato: lo si assegna con assignCase, all'incarico di "
        "chi lo segue."
    )
    if rule is None:
        yield Violation("FORBIDDEN", message, "record", GDPR, "5.1.f")
    else:
        yield said_by(rule, statute, "FORBIDDEN", message, "record")
