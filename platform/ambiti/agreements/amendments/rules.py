"""How an instrument changes: which acts that takes, and by which organ each."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ambiti.acting.refusing import Violation
from ambiti.agreements.parties import Member
from ambiti.agreements.signatures.rules import Text, deliberation_rule, wrong_body
from ambiti.governance.competence import said_by
from ambiti.statute.gazetteer import Gazetteer
from ambiti.statute.language.instruments import Amendment
from ambiti.statute.language.statute import Statute
from ambiti.statute.periods import in_words

Verb = Literal["APPROVE", "ADOPT"]


@dataclass(frozen=True, slots=True)
class Step:
    """An act that an amendment takes: of a party, or of one organ."""

    verb: Verb
    label: str
    organ: str | None
    member: Member | None = None


def steps(text: Text, rule: Amendment, bound: Iterable[Member], day: date) -> list[Step]:
    """Tell the acts that a change takes on a day, in their order."""
    if rule.kind == "EVERY_PARTY":
        return [_of_party(text, member, day) for member in bound]
    lead = capofila(text.statute, day)
    label = f"Comune di {lead.name}" if lead else "Comune capofila"
    return [
        Step("APPROVE", rule.approved_by, rule.approved_by),
        Step("ADOPT", label, rule.adopted_by, lead),
    ]


def _of_party(text: Text, member: Member, day: date) -> Step:
    rule = deliberation_rule(text, member, day)
    return Step("ADOPT", member.name, rule.organ if rule else None, member)


def capofila(statute: Statute, day: date) -> Member | None:
    """Find the comune that leads on a day."""
    gazetteer = Gazetteer.of(statute)
    for rule in statute.capofila:
        match = gazetteer.find(rule.comune)
        if match is not None and rule.valid.period.covers(day):
            return Member(match.comune.name, match.comune.istat, None)
    return None


def not_stated(text: Text, field: str) -> Violation:
    """Say that the text does not tell how it is changed."""
    message = f"Il testo di {text.instrument.code} non dice come si modifica: serve un nuovo atto."
    return text.says("AMENDMENT_NOT_STATED", message, field)


@dataclass(frozen=True, slots=True)
class Adopting:
    """An act of an amendment, as it is recorded."""

    position: int
    label: str
    organ: str
    wanted: str | None
    on: date


def adoption(
    text: Text, rule: Amendment, one: Adopting, adopted: Collection[int], opened: date | None
) -> Iterator[Violation]:
    """Tell all that forbids an act of an amendment; ``opened`` is when it was proposed."""
    if one.position in adopted:
        message = f"{one.label}: il suo atto è già registrato."
        yield text.says("ALREADY_ADOPTED", message, "step")
    if rule.kind == "APPROVE_THEN_ADOPT" and not set(range(1, one.position)) <= set(adopted):
        message = f"Prima approva {rule.approved_by}, poi si adotta."
        yield said_by(rule, text.statute, "NOT_APPROVED", message, "step")
    if opened is not None and one.on < opened:
        message = f"La modifica è stata proposta il {in_words(opened)}: si adotta da allora."
        yield Violation("ADOPTED_TOO_SOON", message, "on")
    if rule.enforcement == "block":
        yield from organ_differs(text, rule, one)


def organ_differs(text: Text, rule: Amendment, one: Adopting) -> Iterator[Violation]:
    """Tell that another organ acted than the documents name."""
    if one.wanted is not None:
        yield from wrong_body(text.statute, rule, one.label, one.organ, one.wanted)
