"""Mailboxes: of an office, as the documents ask, or of a person."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from ambiti.acting.refusing import Violation
from ambiti.compliance.privacy.rules import GDPR
from ambiti.governance.competence import said_by
from ambiti.statute.gazetteer import folded
from ambiti.statute.language.privacy import RoleMailbox
from ambiti.statute.language.statute import Statute

_OFFICES: Final = (
    "amministrazione ambito assistenza azienda cert certificata comune contatti coordinamento dpo "
    "ente generale info mail pec piano posta privacy protezione protocollo responsabile rpd "
    "segreteria servizi sindaco sociale sociali udp ufficio uffici unione urp"
)
"""Words by which a mailbox is told to be of an office."""
_ADDRESS: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_OFFICE: Final = frozenset(_OFFICES.split())


def names_a_person(address: str) -> bool:
    """Tell whether a mailbox looks like that of a person: a name and a surname, and no office."""
    local = folded(address.partition("@")[0])
    parts = [part for part in re.split(r"[._-]|\s", local) if part]
    if any(part in _OFFICE for part in parts) or len(parts) < 2:  # noqa: PLR2004  name, surname
        return False
    return all(part.isalpha() for part in parts)


def address(given: str) -> Iterator[Violation]:
    """Tell that something is no address."""
    if not _ADDRESS.fullmatch(given.strip()):
        message = f"«{given}» non è un indirizzo: serve casella@dominio."
        yield Violation("ADDRESS_WRONG", message, "address")


def mailbox_rule(statute: Statute, who: str, day: date) -> RoleMailbox | None:
    """Find the rule that asks somebody for mailboxes of the office."""
    for rule in statute.privacy_rules:
        if isinstance(rule, RoleMailbox) and rule.who == who and rule.valid.period.covers(day):
            return rule
    return None


def mailbox(statute: Statute, rule: RoleMailbox | None, *, of_person: bool) -> Iterator[Violation]:
    """Tell that a mailbox is of a person, and must or should be of an office."""
    if not of_person:
        return
    message = "L'indirizzo porta il nome di una persona: serve una casella d'ufficio."
    if rule is None:
        yield Violation("PERSONAL_MAILBOX", message, "address", GDPR, "5.1.c")
    else:
        yield said_by(rule, statute, "PERSONAL_MAILBOX", message, "address")
