"""Which bodies must adopt what, by which organ of each, and by when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ambiti.acting.refusing import Violation
from ambiti.agreements.parties import Member, members
from ambiti.agreements.signatures.rules import Text, not_ended, same
from ambiti.governance.competence import said_by
from ambiti.statute import facts
from ambiti.statute.language.adoption import MirrorAdoption
from ambiti.statute.language.instruments import Instrument
from ambiti.statute.language.statute import Statute
from ambiti.statute.naming import Names
from ambiti.statute.periods import in_words
from ambiti.statute.problems import nearest


@dataclass(frozen=True, slots=True)
class Round:
    """Of which year, and of which act, an adoption is; both None of what is adopted once."""

    year: int | None
    subject: str | None


@dataclass(frozen=True, slots=True)
class Adopting:
    """An adoption, as it is recorded."""

    istat: str | None
    body: str | None
    organ: str
    on: date


def rule_of(statute: Statute, code: str, day: date) -> MirrorAdoption | None:
    """Find a rule of mirror adoption that holds on a day."""
    for rule in statute.mirror_adoptions:
        if rule.code == code and rule.valid.period.covers(day):
            return rule
    return None


def unknown(statute: Statute, code: str, day: date) -> Violation:
    """Say that no document asks for such an adoption on the day."""
    codes = [one.code for one in statute.mirror_adoptions if one.valid.period.covers(day)]
    right = nearest(code, codes) or f"ce ne sono {len(codes)}"
    message = f"Il {in_words(day)} nessun documento chiede l'adozione «{code}»: {right}."
    return Violation("ADOPTION_UNKNOWN", message, "rule")


def instrument_of(statute: Statute, rule: MirrorAdoption) -> Instrument | None:
    """Find the instrument whose parties adopt."""
    return next((one for one in statute.instruments if one.code == rule.instrument), None)


def bound(statute: Statute, rule: MirrorAdoption, day: date) -> list[Member]:
    """Tell who must adopt on a day: each comune of the Ambito, or each party of the instrument."""
    instrument = instrument_of(statute, rule)
    if rule.by == "EACH_PARTY" and instrument is not None:
        return members(instrument, statute)
    return [
        Member(one.comune.name, one.comune.istat, None)
        for one in facts.memberships(statute)
        if one.period.covers(day)
    ]


def round_of(
    statute: Statute, rule: MirrorAdoption, wanted: Round, opened: set[Round]
) -> Iterator[Violation]:
    """Tell what lacks in order to know of which year or act an adoption is."""
    if rule.every == "YEAR" and wanted.year is None:
        message = "Si adotta ogni anno: serve di quale anno."
        yield said_by(rule, statute, "YEAR_REQUIRED", message, "year")
    if rule.every == "EACH_ACT" and wanted not in opened:
        told = "; ".join(f"{one.subject} ({one.year})" for one in opened) or "nessuno"
        message = f"Si adotta un atto alla volta, quando è stato aperto. Aperti: {told}."
        yield said_by(rule, statute, "ROUND_UNKNOWN", message, "subject")


def adoption(
    statute: Statute, rule: MirrorAdoption, one: Adopting, there: list[Member], *, already: bool
) -> Iterator[Violation]:
    """Tell all that forbids to record an adoption."""
    member = member_of(one, there)
    if member is None:
        field = "istatCode" if one.body is None else "body"
        names = ", ".join(each.name for each in there)
        message = f"Non è fra chi deve adottare: {names}."
        yield said_by(rule, statute, "NOT_BOUND", message, field)
        return
    if already:
        message = f"{member.name}: il suo atto è già registrato."
        yield said_by(rule, statute, "ALREADY_ADOPTED", message, "rule")
    instrument = instrument_of(statute, rule)
    if instrument is not None:
        yield from not_ended(Text(instrument, statute), one.on, "on")
    if rule.enforcement == "block":
        yield from organ_differs(statute, rule, one, member)


def organ_differs(
    statute: Statute, rule: MirrorAdoption, one: Adopting, member: Member
) -> Iterator[Violation]:
    """Tell that another organ adopted than the documents name for that kind of body."""
    for wanted in rule.organs:
        if wanted.party == member.kind and not same(one.organ, wanted.organ):
            message = f"Per {member.name} adotta: {wanted.organ}. Non «{one.organ}»."
            yield said_by(rule, statute, "WRONG_BODY", message, "organ")


def member_of(one: Adopting, there: list[Member]) -> Member | None:
    """Find who adopts among those who must."""
    for member in there:
        if (member.istat, member.body) == (one.istat, one.body):
            return member
    return None


def late(statute: Statute, rule: MirrorAdoption, on: date, due: date | None) -> Iterator[Violation]:
    """Tell that an adoption comes after its term."""
    if due is not None and on > due:
        message = f"Il termine era il {in_words(due)}: {(on - due).days} giorni prima."
        yield said_by(rule, statute, "ADOPTED_LATE", message, "on")


def opening(
    statute: Statute, rule: MirrorAdoption, wanted: Round, due: date | None, *, already: bool
) -> Iterator[Violation]:
    """Tell all that forbids to open a round."""
    if already:
        yield said_by(rule, statute, "ROUND_OPEN", "È già aperto, con il suo termine.", "subject")
    if rule.every == "EACH_ACT" and not wanted.subject:
        message = "Si adotta un atto alla volta: serve quale."
        yield said_by(rule, statute, "SUBJECT_REQUIRED", message, "subject")
    if rule.terms_set_by is not None and due is None:
        who = Names.of(statute).declared("subject").get(rule.terms_set_by, rule.terms_set_by)
        message = f"Il termine lo fissa {who}: serve il giorno."
        yield said_by(rule, statute, "TERM_REQUIRED", message, "dueOn")
