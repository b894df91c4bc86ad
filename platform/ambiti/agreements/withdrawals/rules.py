"""Leaving and joining: with what notice, from when, what is still owed, what follows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ambiti.acting.refusing import Violation
from ambiti.agreements.parties import Member
from ambiti.agreements.signatures.rules import Text, doubts
from ambiti.governance.competence import said_by
from ambiti.statute import facts
from ambiti.statute.language.recess import KnownRecess, Liability, Recess, ShareOfPlannedSpend
from ambiti.statute.language.statute import Statute
from ambiti.statute.lifetimes import ending
from ambiti.statute.naming import Names
from ambiti.statute.periods import in_words, months_after


@dataclass(frozen=True, slots=True)
class Leaving:
    """When a notice is of, and the first day on which it may take effect."""

    request_year: int
    effect: date


def recess_rule(text: Text, day: date) -> Recess | None:
    """Find how one leaves an instrument on a day."""
    for rule in text.statute.recesses:
        if rule.instrument == text.instrument.code and rule.valid.period.covers(day):
            return rule
    return None


def not_stated(text: Text, rule: Recess | None) -> Violation:
    """Say that the documents supplied do not tell how one leaves."""
    if rule is not None and rule.kind == "UNKNOWN":
        message = f"Come si recede lo dice un testo che non è stato fornito: {rule.missing}."
        return said_by(rule, text.statute, "RECESS_UNDETERMINED", message, "party")
    message = f"I documenti non dicono come si recede da {text.instrument.code}."
    return text.says("RECESS_NOT_STATED", message, "party")


def leaving(rule: KnownRecess, notified: date) -> Leaving:
    """Count from the notice: a day of the year that has passed is that of the year after."""
    if rule.notice.kind == "MONTHS":
        over = months_after(notified, rule.notice.months)
        next_year = rule.effect == "NEXT_YEAR_START"
        return Leaving(notified.year, date(over.year + 1, 1, 1) if next_year else over)
    month, day = (int(part) for part in rule.notice.month_day.split("-"))
    year = notified.year if notified <= date(notified.year, month, day) else notified.year + 1
    effect = date(year + 1, 1, 1) if rule.effect == "NEXT_YEAR_START" else date(year, month, day)
    return Leaving(year, effect)


def notice(
    text: Text, rule: KnownRecess, member: Member, notified: date, wished: date | None
) -> Iterator[Violation]:
    """Tell that the notice is too short for the day on which one wishes to be out."""
    earliest = leaving(rule, notified).effect
    if wished is not None and wished < earliest:
        message = (
            f"{member.name} lo comunica il {in_words(notified)}: il recesso può avere effetto "
            f"dal {in_words(earliest)}, non dal {in_words(wished)}."
        )
        yield said_by(rule, text.statute, "NOTICE_SHORT", message, "effectOn")


def owed_years(liability: Liability | None, request_year: int) -> list[int]:
    """Tell the years of which the spending is still shared, where it is by years."""
    if not isinstance(liability, ShareOfPlannedSpend):
        return []
    return [request_year + 1 + number for number in range(liability.years_after)]


def owed(statute: Statute, liability: Liability | None, request_year: int) -> str | None:
    """Say what is still owed; how much is worked out with the money."""
    if liability is None:
        return None
    if isinstance(liability, ShareOfPlannedSpend):
        years = " e ".join(str(year) for year in owed_years(liability, request_year))
        return f"la quota delle spese programmate per il {years}"
    names = Names.of(statute)
    cost = names.declared("matter").get(liability.cost, liability.cost)
    event = names.declared("event").get(liability.event, liability.event)
    after = ""
    if liability.payable_after is not None:
        who = names.declared("subject").get(liability.payable_after, liability.payable_after)
        after = f", esigibile dopo la decisione: {who}"
    return f"la quota di {cost}, fino a: {event}{after}"


def advice(text: Text, rule: KnownRecess, request_year: int) -> Iterator[Violation]:
    """Tell what goes beside a notice: the open points, and years owed after the end."""
    told: set[str] = set()
    for part in filter(None, (rule, rule.liability, rule.consequence)):
        for one in doubts(text.statute, part, "party"):
            if one.code not in told:
                told.add(one.code)
                yield one
    end = ending(text.instrument, text.statute)
    years = owed_years(rule.liability, request_year)
    if rule.liability is not None and end is not None and years and max(years) > end.last.year:
        message = f"L'atto finisce il {in_words(end.last)}: restano dovuti anche gli anni dopo."
        yield said_by(rule.liability, text.statute, "OWED_PAST_END", message, "party")


def accession(
    text: Text, rule: Recess | None, istat: str, bound: Iterable[Member], day: date
) -> Iterator[Violation]:
    """Tell all that forbids one more comune to join."""
    here = {one.comune.istat for one in facts.memberships(text.statute) if one.period.covers(day)}
    if istat not in here:
        message = f"«{istat}» non è un comune dell'Ambito il {in_words(day)}."
        yield text.says("COMUNE_UNKNOWN", message, "istatCode")
    if any(one.istat == istat for one in bound):
        yield text.says("ALREADY_PARTY", "È già una delle parti.", "istatCode")
    follows = None if rule is None or rule.kind == "UNKNOWN" else rule.consequence
    if follows is None or not follows.on_adhesion:
        message = f"I documenti non dicono come si aderisce a {text.instrument.code}."
        yield text.says("ACCESSION_NOT_STATED", message, "instrument")
