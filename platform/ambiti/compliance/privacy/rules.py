"""What the law and the documents ask of whoever keeps or reads personal data."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from ambiti.acting.refusing import Violation
from ambiti.governance.competence import said_by
from ambiti.statute.language.privacy import PrivacyProfile
from ambiti.statute.language.rule import Rule
from ambiti.statute.language.statute import Statute
from ambiti.statute.naming import Names

GDPR: Final = "Regolamento (UE) 2016/679"


@dataclass(frozen=True, slots=True)
class Collected:
    """Personal data: what kind it is, and for what it was collected."""

    kind: str
    purpose: str


def resting(rule: Rule | None, law: str, article: str) -> tuple[str, str | None]:
    """Tell on which article something rests: of the law, where no document says one."""
    if rule is None:
        return law, article
    return rule.source.document, rule.source.article


def profile_of(statute: Statute, instrument: str, day: date) -> PrivacyProfile | None:
    """Find how an instrument treats personal data on a day."""
    for profile in statute.privacy_profiles:
        if profile.instrument == instrument and profile.valid.period.covers(day):
            return profile
    return None


def admitted(profile: PrivacyProfile | None, collected: Collected) -> tuple[str, ...]:
    """Tell for what data may be read: what its text says, or that for which it was given."""
    stated = profile.purposes.purposes if profile and profile.purposes else ()
    return stated if collected.purpose in stated else (collected.purpose,)


def collecting(
    statute: Statute, profile: PrivacyProfile | None, purpose: str, field: str
) -> Iterator[Violation]:
    """Tell that data may not be collected for a purpose that the text does not give."""
    if profile is None or profile.purposes is None:
        return
    if purpose not in profile.purposes.purposes:
        yield _forbidden(statute, profile, purpose, profile.purposes.purposes, field)


def reading(
    statute: Statute, profile: PrivacyProfile | None, collected: Collected, purpose: str
) -> Iterator[Violation]:
    """Tell that data may not be read for a purpose."""
    allowed = admitted(profile, collected)
    if purpose not in allowed:
        yield _forbidden(statute, profile, purpose, allowed, "purpose")


def _forbidden(
    statute: Statute,
    profile: PrivacyProfile | None,
    purpose: str,
    allowed: Collection[str],
    field: str,
) -> Violation:
    names = Names.of(statute).declared("matter")
    told = ", ".join(f"{names.get(one, one)} ({one})" for one in allowed)
    message = f"Per «{purpose}» questi dati non si usano. Solo per: {told}."
    if profile is not None and profile.purposes is not None:
        return said_by(profile.purposes, statute, "FORBIDDEN", message, field)
    return Violation("FORBIDDEN", message, field, GDPR, "5.1.b")


def unstated(profile: PrivacyProfile | None) -> Iterator[Violation]:
    """Tell that no text says for what data is used, so that what it was given for bounds it."""
    if profile is None or profile.purposes is None:
        message = (
            "I documenti non dicono per quali finalità si usano questi dati: vale solo quella "
            "per cui furono dati."
        )
        yield Violation("PURPOSES_NOT_STATED", message, "purpose", GDPR, "5.1.b")


def mandatory(
    statute: Statute, profile: PrivacyProfile | None, **given: str | None
) -> Iterator[Violation]:
    """Tell the data without which an instrument is not made."""
    rule = profile.mandatory if profile else None
    for field, text in given.items():
        if text is not None and text.strip():
            continue
        if rule is None or not rule.refusal_prevents:
            yield Violation("EMPTY", "Qui serve un testo.", field)
        else:
            message = "Conferire questo dato è obbligatorio: senza, l'atto non si fa."
            yield said_by(rule, statute, "MANDATORY_DATA", message, field)
