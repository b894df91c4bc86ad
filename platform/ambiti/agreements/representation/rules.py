"""What the documents let one do for others: sign for them, represent them, send people."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ambiti.acting.refusing import Violation
from ambiti.governance.acts.parties import Author, Party, author, meant
from ambiti.governance.competence import right, said_by
from ambiti.governance.seats.places import Places
from ambiti.governance.tenures.ground import anchor
from ambiti.statute.language.references import KEYWORDS
from ambiti.statute.language.representation import (
    OnBehalf,
    Representation,
    Representatives,
    SigningMandate,
)
from ambiti.statute.language.statute import Statute
from ambiti.statute.naming import Names
from ambiti.statute.periods import in_words
from ambiti.statute.rulebook.italian import listed

Doing = Representation | OnBehalf


def name_of(statute: Statute, code: str) -> str:
    """Say what a code is called."""
    return KEYWORDS.get(code) or Names.of(statute).declared("subject").get(code, code)


# Signing for others


def signing(statute: Statute, matter: str, day: date) -> SigningMandate | None:
    """Find the rule by which one signs something for others."""
    for rule in statute.representation:
        if not isinstance(rule, SigningMandate) or rule.what != matter:
            continue
        if rule.valid.period.covers(day):
            return rule
    return None


def signing_unstated(statute: Statute, matter: str, day: date) -> Violation:
    """Say that the documents let nobody sign this for others on the day."""
    rules = [one for one in statute.representation if isinstance(one, SigningMandate)]
    codes = sorted({one.what for one in rules if one.valid.period.covers(day)})
    message = (
        f"Il {in_words(day)} nessun documento lascia che uno firmi «{matter}» per altri: "
        f"{right(matter, codes)}."
    )
    return Violation("SIGNING_NOT_STATED", message, "matter")


def signer_of(statute: Statute, rule: SigningMandate, day: date) -> Party:
    """Tell who signs on the day: the referente is that of the sub-ambito of the document."""
    organ = anchor(statute, rule, day)
    for place in Places(statute, day, organ).meant(rule.signer, organ.unit):
        if place.kind == "COMUNE":
            return Party(place.code, f"Comune di {place.name}", place.code)
    found = author(statute, rule.signer, day)
    return Party(found.code, found.name) if found else Party(rule.signer, rule.signer)


def represented(
    statute: Statute, rule: SigningMandate, day: date, left: frozenset[str]
) -> list[Party]:
    """Tell for whom one signs: those whom the rule means, without who has left."""
    found = meant(statute, rule.on_behalf_of, rule.source.document, day)
    return [one for one in found if one.code not in left]


def granting(  # noqa: PLR0913, PLR0917  who grants what to whom, and since when
    statute: Statute,
    rule: SigningMandate,
    signer: Party,
    there: Sequence[Party],
    one: Author,
    live: bool,  # noqa: FBT001
) -> Iterator[Violation]:
    """Tell all that forbids a mandate."""
    if one.code == signer.code:
        message = f"{signer.name} firma per sé: non gli serve un mandato."
        yield said_by(rule, statute, "MANDATE_TO_ONESELF", message, "by")
    elif one.code not in {party.code for party in there}:
        message = f"{one.name} non è fra coloro per cui si firma: {_names(there)}."
        yield said_by(rule, statute, "NOT_BOUND", message, "by")
    if live:
        message = f"{one.name} ha già dato il mandato, ed è ancora valido."
        yield said_by(rule, statute, "ALREADY_MANDATED", message, "by")


def ordered(since: date, until: date | None, field: str) -> Iterator[Violation]:
    """An end comes after its beginning."""
    if until is not None and until < since:
        message = f"La fine viene prima dell'inizio, che è il {in_words(since)}."
        yield Violation("END_BEFORE_START", message, field)


def contract(
    statute: Statute,
    rule: SigningMandate,
    signer: Party,
    one: Author,
    lacking: tuple[Sequence[Party], int],
) -> Iterator[Violation]:
    """Tell all that forbids one to sign; ``lacking`` are those without a mandate, of how many."""
    if one.code != signer.code:
        message = f"Firma {signer.name}: non {one.name}."
        yield said_by(rule, statute, "NOT_SIGNER", message, "by")
    missing, of = lacking
    if missing:
        message = f"Mandati dati: {of - len(missing)}/{of}. Manca quello di: {_names(missing)}."
        yield said_by(rule, statute, "MANDATE_MISSING", message, "by")


def _names(parties: Sequence[Party]) -> str:
    return listed([party.name for party in parties])


# Acting for others


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to do for another."""

    behalf: str
    toward: str | None
    matter: str | None
    day: date


def doings(statute: Statute, wish: Wish) -> list[Doing]:
    """Tell the rules by which anybody acts for somebody, on this and toward these."""
    return [
        rule
        for rule in statute.representation
        if isinstance(rule, Representation | OnBehalf)
        and rule.valid.period.covers(wish.day)
        and _fits(rule, wish)
    ]


def _fits(rule: Doing, wish: Wish) -> bool:
    if isinstance(rule, OnBehalf):
        return rule.on_behalf_of == wish.behalf and rule.what == wish.matter
    reached = not rule.toward or "ANYONE" in rule.toward or wish.toward in rule.toward
    same = wish.matter is None or rule.matter in {None, wish.matter}
    return rule.represented == wish.behalf and reached and same


def doing(
    statute: Statute, wish: Wish, one: Author, rules: Sequence[Doing]
) -> tuple[Doing | None, list[Violation]]:
    """Find the rule by which an author acts for another, or say why there is none."""
    own = next((rule for rule in rules if rule.by in one.answers_to), None)
    if own is not None:
        return own, []
    whom = name_of(statute, wish.behalf)
    if rules:
        who = listed(list(dict.fromkeys(name_of(statute, rule.by) for rule in rules)), "o")
        message = f"{one.name} non agisce per {whom}: lo fa {who}."
        return None, [said_by(rules[0], statute, "NOT_REPRESENTATIVE", message, "by")]
    message = (
        f"Il {in_words(wish.day)} nessun documento dice che qualcuno agisca per {whom} "
        "presso costoro e su questa materia."
    )
    return None, [Violation("REPRESENTATION_NOT_STATED", message, "onBehalfOf")]


def uncovered(statute: Statute, rule: Doing) -> Violation:
    """Say that what is done for another needs a contract that is in force."""
    names = Names.of(statute).declared("programme")
    wanted = names.get(getattr(rule, "contract", None) or "", "")
    message = f"Serve un contratto in vigore quel giorno: {wanted}."
    return said_by(rule, statute, "CONTRACT_NOT_IN_FORCE", message, "by")


# Sending people


def sending(
    statute: Statute, one: Author, at: str, day: date
) -> Representation | Representatives | None:
    """Find the rule by which an author sends somebody to represent, or to support."""
    for rule in statute.representation:
        if not rule.valid.period.covers(day):
            continue
        if isinstance(rule, Representatives):
            if rule.supports == at and rule.each in {*one.answers_to, one.code}:
                return rule
            continue
        if isinstance(rule, Representation) and at in rule.toward and rule.by in one.answers_to:
            return rule
    return None


def sending_unstated(statute: Statute, one: Author, at: str) -> Violation:
    """Say that the documents do not have this author send anybody there."""
    message = f"Nessun documento dice che {one.name} mandi qualcuno presso {name_of(statute, at)}."
    return Violation("REPRESENTATIVE_NOT_STATED", message, "at")


def not_member(
    statute: Statute,
    rule: Representation | Representatives,
    one: Author,
    person: str,
    members: Sequence[str],
) -> Iterator[Violation]:
    """Whoever represents others for an organ is of that organ."""
    if isinstance(rule, Representation) and one.organ is not None and person not in members:
        who = listed(sorted(set(members)), "o") if members else "nessuno, per ora"
        message = f"{person} non è di {one.name}. Vi è: {who}."
        yield said_by(rule, statute, "NOT_MEMBER", message, "candidate.name")


def sender(rule: Representation | Representatives, one: Author) -> str:
    """Tell by which code a sender is known: that of its rule, where the rule is of one body."""
    return rule.each if isinstance(rule, Representatives) else one.code


def lacking(
    statute: Statute, supports: str, sent: Mapping[str, int], day: date
) -> Iterator[Violation]:
    """Tell who is to send somebody in support, and has not sent as many as the document asks."""
    for rule in statute.representation:
        if not isinstance(rule, Representatives) or rule.supports != supports:
            continue
        if rule.valid.period.covers(day) and sent.get(rule.each, 0) < rule.n:
            message = f"Manca ancora chi è designato da: {name_of(statute, rule.each)}."
            yield said_by(rule, statute, "REPRESENTATIVES_MISSING", message, "by")
