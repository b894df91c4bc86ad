"""What the documents ask of whoever deliberates, signs and renews."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from ambiti.acting.refusing import Violation
from ambiti.agreements.parties import Member
from ambiti.agreements.terms import Status, statuses
from ambiti.governance.competence import said_by
from ambiti.statute.due import window
from ambiti.statute.gazetteer import folded
from ambiti.statute.language.instruments import DeliberationRule, Instrument
from ambiti.statute.language.renewals import Renewal
from ambiti.statute.language.rule import Rule
from ambiti.statute.language.statute import Statute
from ambiti.statute.lifetimes import ending
from ambiti.statute.periods import END, day_after, in_words, months_after

IN_FORCE: Final = frozenset({"IN_FORCE", "IN_FORCE_CONTESTED"})


@dataclass(frozen=True, slots=True)
class Text:
    """An instrument and the statute that it is of."""

    instrument: Instrument
    statute: Statute

    def says(self, code: str, message: str, field: str) -> Violation:
        """Make a violation that names the instrument itself."""
        return said_by(self.instrument, self.statute, code, message, field)

    def status(self, day: date) -> Status | None:
        """Tell what the instrument is on a day."""
        line = statuses(self.instrument, self.statute)
        return next((one for one in line if one.period.covers(day)), None)


def same(one: str, other: str) -> bool:
    """Tell whether two names of an organ are one: Consiglio Comunale, CONSIGLIO_COMUNALE."""
    return folded(one.replace("_", " ")) == folded(other.replace("_", " "))


def came(day: date, today: date, field: str) -> Iterator[Violation]:
    """What is recorded has happened."""
    if day > today:
        message = f"Si registra ciò che è avvenuto: il {in_words(day)} non è ancora venuto."
        yield Violation("DAY_NOT_COME", message, field)


def doubts(statute: Statute, rule: Rule, field: str) -> Iterator[Violation]:
    """Tell the open points that touch a rule, with the reading in force."""
    known = {ambiguity.code: ambiguity for ambiguity in statute.ambiguities}
    for code in dict.fromkeys(filter(None, (rule.ambiguity, *rule.doubts))):
        if code in known:
            found = known[code]
            message = f"{found.question} Lettura in vigore: {found.reading}"
            yield said_by(rule, statute, code, message, field)


def deliberation_rule(text: Text, member: Member, day: date) -> DeliberationRule | None:
    """Find the rule on which organ of a party deliberates."""
    for rule in text.instrument.deliberations:
        if rule.party == member.kind and rule.valid.period.covers(day):
            return rule
    return None


def deliberation(
    text: Text, member: Member, organ: str, on: date, enforceable: date
) -> Iterator[Violation]:
    """Tell all that forbids a deliberation; an organ that is only wrong by a soft rule passes."""
    if member.deliberation is not None:
        told = f"del {in_words(member.deliberation.on)}, n. {member.deliberation.number}"
        message = f"{member.name} ha già deliberato: {told}."
        yield text.says("ALREADY_DELIBERATED", message, "party")
    if enforceable < on:
        message = f"Non può essere esecutiva prima del giorno in cui è presa: {in_words(on)}."
        yield Violation("ENFORCEABLE_TOO_SOON", message, "enforceableOn")
    rule = deliberation_rule(text, member, on)
    if rule is not None and rule.enforcement == "block":
        yield from wrong_body(text.statute, rule, member.name, organ, rule.organ)


def wrong_body(
    statute: Statute, rule: Rule, name: str, organ: str, wanted: str
) -> Iterator[Violation]:
    """An act is of the organ that the documents name, whoever took it."""
    if not same(organ, wanted):
        message = f"Per {name} l'organo competente è: {wanted}. Non «{organ}»."
        yield said_by(rule, statute, "WRONG_BODY", message, "organ")


def deliberation_advice(text: Text, member: Member, organ: str, on: date) -> Iterator[Violation]:
    """Tell what goes beside a deliberation that is allowed."""
    rule = deliberation_rule(text, member, on)
    if rule is None:
        message = f"I documenti non dicono con quale organo {member.name} delibera la firma."
        yield text.says("DELIBERATION_NOT_ASKED", message, "organ")
    elif rule.enforcement != "block":
        yield from wrong_body(text.statute, rule, member.name, organ, rule.organ)


def signature(
    text: Text, member: Member, on: date, enforceable: date | None
) -> Iterator[Violation]:
    """Tell all that forbids a signature; ``enforceable`` is when the deliberation takes effect."""
    instrument = text.instrument
    if member.signed_on is not None:
        message = f"{member.name} ha già firmato, il {in_words(member.signed_on)}."
        yield text.says("ALREADY_SIGNED", message, "party")
    approved = instrument.approval.on if instrument.approval else None
    if approved is not None and on < approved:
        message = f"Si firma dopo l'approvazione, che è del {in_words(approved)}."
        yield text.says("SIGNATURE_BEFORE_APPROVAL", message, "on")
    yield from _deliberated(text, member, on, enforceable)
    yield from not_ended(text, on, "on")
    attached = {folded(one.title) for one in instrument.attachments}
    for wanted in instrument.required_attachments:
        if folded(wanted.title) not in attached and not (wanted.instrument or wanted.document):
            message = f"Senza l'allegato non si firma: {wanted.title}."
            yield said_by(wanted, text.statute, "ATTACHMENT_MISSING", message, "party")


def _deliberated(
    text: Text, member: Member, on: date, enforceable: date | None
) -> Iterator[Violation]:
    rule = deliberation_rule(text, member, on)
    if rule is None:
        return
    if member.deliberation is None:
        message = f"{member.name} firma dopo la deliberazione del suo organo: {rule.organ}."
        yield said_by(rule, text.statute, "DELIBERATION_REQUIRED", message, "party")
        return
    effect = max(member.deliberation.on, enforceable or member.deliberation.on)
    if on < effect:
        message = f"La deliberazione di {member.name} è esecutiva dal {in_words(effect)}."
        yield said_by(rule, text.statute, "DELIBERATION_NOT_ENFORCEABLE", message, "on")


def not_ended(text: Text, day: date, field: str) -> Iterator[Violation]:
    """Nothing new is undertaken under an instrument that has expired."""
    status = text.status(day)
    if status is not None and status.status == "EXPIRED":
        last = status.period.since - timedelta(days=1)
        message = f"{text.instrument.code} è scaduto: l'ultimo giorno è il {in_words(last)}."
        yield text.says("INSTRUMENT_EXPIRED", message, field)


def running(text: Text, day: date, field: str) -> Iterator[Violation]:
    """The instrument binds its parties on the day."""
    status = text.status(day)
    if status is not None and status.status == "EXPIRED":
        yield from not_ended(text, day, field)
    elif status is None or status.status not in IN_FORCE:
        message = f"{text.instrument.code} non è in vigore il {in_words(day)}."
        yield text.says("INSTRUMENT_NOT_IN_FORCE", message, field)


def signature_advice(text: Text, on: date) -> Iterator[Violation]:
    """Tell what goes beside a signature that is allowed."""
    start = text.instrument.in_force.on if text.instrument.in_force.kind == "DATE" else None
    if start is not None and on > start:
        message = f"La firma viene dopo il {in_words(start)}, da cui l'atto vale per il suo testo."
        rule = text.instrument.signing or text.instrument
        yield said_by(rule, text.statute, "SIGNED_AFTER_START", message, "on")


@dataclass(frozen=True, slots=True)
class Renewing:
    """A renewal, as it is asked for."""

    on: date
    act: str | None
    until: date | None


def renewal(text: Text, rule: Renewal, wish: Renewing) -> Iterator[Violation]:
    """Tell all that forbids a renewal."""
    if wish.act is None or not wish.act.strip():
        message = f"Si rinnova con un atto: {rule.act}. Qui ne servono gli estremi."
        yield said_by(rule, text.statute, "ACT_REQUIRED", message, "act")
    yield from _in_window(text, rule, wish.on)
    end, until = ending(text.instrument, text.statute), renewed_until(text, rule, wish)
    last = end.last if end is not None else None
    if until is None:
        message = "Il testo non dice per quanto si rinnova: serve l'ultimo giorno."
        yield said_by(rule, text.statute, "TERM_REQUIRED", message, "until")
    elif rule.months is not None and wish.until not in {None, until}:
        message = f"Si rinnova per {rule.months} mesi: fino al {in_words(until)}."
        yield said_by(rule, text.statute, "TERM_DIFFERS", message, "until")
    elif until <= wish.on or (last is not None and last != END and until <= last):
        message = "Il rinnovo finisce dopo la scadenza che c'è già."
        yield said_by(rule, text.statute, "TERM_DIFFERS", message, "until")


def _in_window(text: Text, rule: Renewal, on: date) -> Iterator[Violation]:
    opening = None if rule.window is None else window(rule.window, text.statute)
    if opening is None:
        yield from running(text, on, "on")
    elif not (opening.opens or date.min) <= on <= opening.closes:
        since = "" if opening.opens is None else f"dal {in_words(opening.opens)} "
        message = f"Si rinnova {since}al {in_words(opening.closes)}: non il {in_words(on)}."
        yield said_by(rule, text.statute, "OUT_OF_WINDOW", message, "on")


def renewed_until(text: Text, rule: Renewal, wish: Renewing) -> date | None:
    """Tell the last day after the renewal; None where neither the text nor the act says it."""
    end = ending(text.instrument, text.statute)
    if rule.months is None or end is None or end.on is None:
        return wish.until
    return months_after(day_after(end.on), rule.months) - timedelta(days=1)
