"""What the law and the documents ask of whoever answers a request, and by when."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from ambiti.acting.refusing import Violation
from ambiti.compliance.privacy.rules import GDPR
from ambiti.governance.competence import said_by
from ambiti.statute.language.privacy import PrivacyProfile
from ambiti.statute.language.statute import Statute
from ambiti.statute.language.transparency import Complaints, DocumentAccess
from ambiti.statute.periods import in_words, months_after

PROCEDURE: Final = "L. 241/1990"
RIGHTS: Final = range(15, 23)
"""The articles of the GDPR that give a person a right to be asked for."""
RIGHTS_MONTHS: Final = 1
EXTENDED_MONTHS: Final = 3
"""One month, and two more where it is extended."""
ACCESS_DAYS: Final = 30
RIGHTS_PURPOSE: Final = "ESERCIZIO_DIRITTI"
REPLY_PURPOSE: Final = "RISPOSTA"
CLERKS: Final = frozenset({"segretario", "responsabile_udp", "operatore_udp", "revisore"})
"""Who keeps the documents, or checks them, and so reads them without asking."""


def right(article: int) -> Iterator[Violation]:
    """Tell that an article gives no right that one may ask for."""
    if article not in RIGHTS:
        message = f"L'art. {article} non dà un diritto da esercitare: sono gli articoli da 15 a 22."
        yield Violation("NOT_A_RIGHT", message, "article", GDPR, "15-22")


def right_advice(
    statute: Statute, profile: PrivacyProfile | None, article: int
) -> Iterator[Violation]:
    """Tell that the text does not name the right, which is given by law all the same."""
    if profile is None or profile.rights is None:
        message = "I documenti non nominano i diritti: spettano per legge quelli da 15 a 22."
        yield Violation("RIGHTS_NOT_STATED", message, "article", GDPR, "15-22")
    elif article not in profile.rights.articles:
        listed = ", ".join(str(one) for one in profile.rights.articles)
        message = (
            f"Il testo non nomina l'art. {article} (nomina: {listed}): il diritto spetta "
            "comunque per legge."
        )
        yield said_by(profile.rights, statute, "RIGHT_NOT_IN_TEXT", message, "article")


def rights_due(received: date) -> date:
    """Count one month from the day of receipt (GDPR, art. 12.3)."""
    return months_after(received, RIGHTS_MONTHS)


def extended_to(received: date) -> date:
    """Count two more months where the term is extended."""
    return months_after(received, EXTENDED_MONTHS)


def extension(
    received: date, on: date, extended: date | None, answered: date | None
) -> Iterator[Violation]:
    """Tell that a term can no longer be extended, or was already."""
    due = rights_due(received)
    if answered is not None:
        yield _lawful("ALREADY_ANSWERED", f"Ha già avuto risposta, il {in_words(answered)}.", "on")
    if extended is not None:
        message = f"Il termine è già stato prorogato, il {in_words(extended)}: una volta sola."
        yield _lawful("ALREADY_EXTENDED", message, "on")
    if on > due:
        message = f"La proroga si comunica entro un mese dalla richiesta: entro il {in_words(due)}."
        yield _lawful("EXTENSION_LATE", message, "on")
    yield from after(received, on)


def _lawful(code: str, message: str, field: str) -> Violation:
    return Violation(code, message, field, GDPR, "12.3")


def after(first: date, on: date) -> Iterator[Violation]:
    """What follows something does not come before it."""
    if on < first:
        message = f"Non può essere prima del {in_words(first)}."
        yield Violation("BEFORE_IT_BEGAN", message, "on")


def late(code: str, due: date | None, on: date, law: str, article: str) -> Iterator[Violation]:
    """Tell by how many days something came late."""
    if due is not None and on > due:
        days = (on - due).days
        message = f"Il termine era il {in_words(due)}: {days} giorni di ritardo."
        yield Violation(code, message, "on", law, article)


def complaints_rule(statute: Statute, day: date) -> Complaints | None:
    """Find who answers complaints, and by when."""
    return next(
        (
            rule
            for rule in statute.transparency
            if isinstance(rule, Complaints) and rule.valid.period.covers(day)
        ),
        None,
    )


def complaint_due(rule: Complaints, received: date) -> date | None:
    """Tell by when a complaint has its reply, where the text says so."""
    return None if rule.days is None else received + timedelta(days=rule.days)


def access_rule(statute: Statute, instrument: str, day: date) -> DocumentAccess | None:
    """Find who reads the documents of an instrument without asking."""
    for rule in statute.transparency:
        if not isinstance(rule, DocumentAccess) or not rule.valid.period.covers(day):
            continue
        if rule.instrument in {None, instrument}:
            return rule
    return None


def document_reading(
    statute: Statute, rule: DocumentAccess | None, *, entitled: bool, granted: bool
) -> Iterator[Violation]:
    """Tell that whoever is not entitled must ask first."""
    if entitled or granted:
        return
    message = (
        "Chi non è fra gli enti sottoscrittori legge i documenti dopo averne fatto richiesta: "
        f"openAccessRequest, con l'interesse; la decisione è entro {ACCESS_DAYS} giorni."
    )
    code = "ACCESS_REQUEST_REQUIRED"
    if rule is None:
        yield Violation(code, message, "document", PROCEDURE, "25")
    elif not rule.others_on_request:
        yield said_by(rule, statute, "ACCESS_RESERVED", "Il testo li riserva ad altri.", "document")
    else:
        yield said_by(rule, statute, code, message, "document")


def access_due(requested: date) -> date:
    """Count thirty days; after them silence is a refusal (L. 241/1990, art. 25, c. 4)."""
    return requested + timedelta(days=ACCESS_DAYS)
