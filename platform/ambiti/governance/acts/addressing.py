"""To whom the documents want something sent or shown: rules of values, which write nothing."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final, TypeVar

from ambiti.acting.refusing import Violation
from ambiti.governance.acts.parties import Author, Party, meant
from ambiti.governance.competence import said_by
from ambiti.statute.language.chairs import ChairByRole
from ambiti.statute.language.meetings import Minutes
from ambiti.statute.language.organs import Organ
from ambiti.statute.language.rule import Rule
from ambiti.statute.language.statute import Statute
from ambiti.statute.language.transparency import ActsList, Broadcast, PublicPage

T = TypeVar("T", ActsList, Broadcast, PublicPage)


def announced(statute: Statute, one: Author, matter: str, day: date) -> PublicPage | None:
    """Find the rule by which somebody makes something public to anyone."""
    return next(
        (rule for rule in _held(statute, PublicPage, one, day) if rule.what == matter), None
    )


def listing(statute: Statute, one: Author, day: date) -> ActsList | None:
    """Find the rule by which somebody sends the list of its acts."""
    return next(_held(statute, ActsList, one, day), None)


def informing(statute: Statute, one: Author, matter: str, day: date) -> Broadcast | None:
    """Find the rule by which somebody informs others of something."""
    return next((rule for rule in _held(statute, Broadcast, one, day) if rule.what == matter), None)


def _held(statute: Statute, kind: type[T], one: Author, day: date) -> Iterator[T]:
    for rule in statute.transparency:
        if isinstance(rule, kind) and rule.by in one.answers_to and rule.valid.period.covers(day):
            yield rule


def minuted(organ: Organ, matter: str | None, agenda: Sequence[str], day: date) -> Minutes | None:
    """Find the rule on the minutes of an organ: of the matter, or else of whatever it does."""
    held = [
        rule
        for rule in organ.meetings
        if isinstance(rule, Minutes) and rule.valid.period.covers(day)
    ]
    wanted = [matter] if matter is not None else [*agenda]
    for rule in held:
        if rule.matter is not None and [rule.matter] == [*dict.fromkeys(wanted)]:
            return rule
    return next((rule for rule in held if rule.matter is None), None)


def whose(statute: Statute, one: Author) -> frozenset[str]:
    """Tell whose acts an office lists: its own, and those of whoever heads it."""
    found = {one.code}
    if one.organ is not None:
        chair = one.organ.chair
        if isinstance(chair, ChairByRole):
            found.add(chair.role)
        found |= {
            role.code
            for role in statute.roles
            if any(membership.of == one.organ.code for membership in role.memberships)
        }
    return frozenset(found)


NOBODY: Final[Mapping[str, Sequence[Party]]] = {}


def addressees(
    statute: Statute,
    rule: Rule | None,
    codes: Sequence[str],
    day: date,
    registered: Mapping[str, Sequence[Party]] = NOBODY,
) -> list[Party] | None:
    """Tell to whom something goes, by the documents or the register of who adhered.

    None where neither gives their names.
    """
    found: dict[str, Party] = {}
    for code in codes:
        there = meant(statute, code, rule.source.document if rule else None, day)
        parties = there or registered.get(code, ())
        if not parties:
            return None
        for party in parties:
            found.setdefault(party.code or party.name, party)
    return list(found.values()) or None


def told_to(
    statute: Statute, rule: Rule | None, known: list[Party] | None, names: Sequence[str]
) -> Iterator[Violation]:
    """The documents say to whom, or whoever sends declares it: one of the two, never both."""
    if known is not None and names:
        message = "A chi si trasmette lo dice il documento: «addressees» va tolto."
        yield _said(statute, rule, "ADDRESSEES_STATED", message)
    elif known is None and not names:
        message = "I documenti non dicono per nome a chi si trasmette: elencarli in «addressees»."
        yield _said(statute, rule, "ADDRESSEES_UNKNOWN", message)
    seen: set[str] = set()
    for number, name in enumerate(names):
        if not name.strip() or name.strip() in seen:
            message = "Qui serve un destinatario, una volta sola."
            yield Violation("EMPTY", message, f"addressees.{number}")
        seen.add(name.strip())


def _said(statute: Statute, rule: Rule | None, code: str, message: str) -> Violation:
    if rule is None:
        return Violation(code, message, "addressees")
    return said_by(rule, statute, code, message, "addressees")
