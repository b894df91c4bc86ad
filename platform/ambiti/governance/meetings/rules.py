"""What the documents ask of a meeting: who convenes it, with what agenda, on which matters."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ambiti.acting.refusing import Violation, filled
from ambiti.governance.competence import (
    CLERKS,
    Caller,
    is_one,
    on_matter,
    right,
    said_by,
    verbs_on,
)
from ambiti.statute.language.competences import Competence
from ambiti.statute.language.decisions import DecisionRule
from ambiti.statute.language.duties import Forbidden
from ambiti.statute.language.meetings import Convener
from ambiti.statute.language.organs import Organ
from ambiti.statute.language.statute import Statute
from ambiti.statute.naming import Names
from ambiti.statute.periods import in_words


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the agenda, as it is asked for."""

    subject: str
    matter: str | None = None
    verb: str | None = None
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Declared:
    """Somebody entitled, as whoever convenes declares."""

    label: str
    istat: str | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """A meeting, as it is asked for."""

    organ: str
    held_on: date
    at: str
    place: str
    agenda: tuple[Item, ...]
    formation: str | None = None
    roll: tuple[Declared, ...] = ()
    letter: tuple[str, tuple[str, ...]] | None = None
    """Who signed it, and to whom it goes."""
    mandate: str | None = None
    joint: str | None = None
    theme: str | None = None


_TIME: Final = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
CONVENERS: Final = CLERKS | {"sindaco", "coordinatore_sub_ambito"}
"""Who may convene where no document says who does."""


def convocation(
    statute: Statute, organ: Organ, wish: Wish, caller: Caller, today: date
) -> Iterator[Violation]:
    """Tell all that forbids the convocation."""
    if wish.held_on < today:
        yield Violation(
            "MEETING_IN_THE_PAST",
            f"La riunione si convoca prima che si tenga: il "
            f"giorno {in_words(wish.held_on)} è passato.",
            "heldOn",
        )
    if not _TIME.fullmatch(wish.at):
        yield Violation("BAD_TIME", f"«{wish.at}» non è un'ora: si scrive 18:30.", "at")
    yield from filled(place=wish.place, **dict(_subjects(wish)))
    formations = [one.code for one in organ.formations]
    if wish.formation is not None and wish.formation not in formations:
        yield Violation(
            "FORMATION_UNKNOWN",
            f"{organ.name} non ha la formazione «{wish.formation}»: "
            f"{right(wish.formation, formations)}.",
            "formation",
        )
    for number, item in enumerate(wish.agenda):
        yield from _item(statute, organ, item, f"agenda.{number}", wish.held_on)
    yield from _convener(statute, organ, wish, caller)


def _item(statute: Statute, organ: Organ, item: Item, field: str, day: date) -> Iterator[Violation]:
    """An organ acts on a matter only as the documents say that it is competent for it."""
    if item.matter is None:
        return
    names = {matter.code: matter.name for matter in statute.matters}
    if item.matter not in names:
        message = f"«{item.matter}» non è una materia dei documenti: {right(item.matter, names)}."
        yield Violation("MATTER_UNKNOWN", message, f"{field}.matter")
        return
    verbs = verbs_on(statute, organ.code, item.matter, day)
    forbidden = _forbidden(statute, organ, item, day)
    if forbidden is not None:
        message = f"{organ.name} su {names[item.matter]} non può: {forbidden.verb}."
        yield said_by(forbidden, statute, "NO_DECISION_POWER", message, f"{field}.verb")
        return
    if not verbs or (item.verb is not None and item.verb not in verbs):
        others = [one for one in on_matter(statute, item.matter, day) if one.by != organ.code]
        wanted = [one for one in others if item.verb in {None, one.verb}]
        if wanted or verbs:
            yield _not_competent(statute, organ, item, field, wanted, verbs)
    elif item.verb is None and len(verbs) > 1:
        message = f"Su {names[item.matter]} {organ.name} può: {', '.join(verbs)}. Dire che cosa."
        yield Violation("VERB_MISSING", message, f"{field}.verb")


def _forbidden(statute: Statute, organ: Organ, item: Item, day: date) -> Forbidden | None:
    """Find the rule that keeps an organ from what it is asked to do on a matter."""
    for rule in statute.separations:
        asked = (organ.code, item.matter, item.verb)
        if isinstance(rule, Forbidden) and (rule.who, rule.matter, rule.verb) == asked:
            return rule if rule.valid.period.covers(day) else None
    return None


def _not_competent(  # noqa: PLR0913, PLR0917  what was asked, and who is competent instead
    statute: Statute,
    organ: Organ,
    item: Item,
    field: str,
    wanted: list[Competence],
    verbs: tuple[str, ...],
) -> Violation:
    names = Names.of(statute).declared("subject")
    matter = next(one.name for one in statute.matters if one.code == item.matter)
    can = f"{organ.name} può: {', '.join(verbs)}." if verbs else f"{organ.name} non è competente."
    who = ", ".join(dict.fromkeys(f"{names.get(one.by, one.by)} ({one.verb})" for one in wanted))
    message = f"Su {matter} {can}" + (f" È competente: {who}." if who else "")
    if not wanted:
        return Violation("NOT_COMPETENT", message, f"{field}.verb")
    return said_by(wanted[0], statute, "NOT_COMPETENT", message, f"{field}.matter")


def _subjects(wish: Wish) -> Iterator[tuple[str, str]]:
    for number, item in enumerate(wish.agenda):
        yield f"agenda.{number}.subject", item.subject


def _convener(statute: Statute, organ: Organ, wish: Wish, caller: Caller) -> Iterator[Violation]:
    rules = conveners(organ, wish.held_on)
    for rule in rules:
        if rule.agenda and not wish.agenda:
            message = "La convocazione vuole un ordine del giorno."
            yield said_by(rule, statute, "AGENDA_MISSING", message, "agenda")
    if not rules and not caller.accesses & CONVENERS and not _after(statute, organ, caller):
        message = f"Chi convoca {organ.name} i documenti non lo dicono: lo può chi tiene gli atti."
        yield said_by(organ, statute, "NOT_CONVENER", message, "organ")
    allowed = caller.accesses & CLERKS or any(is_one(statute, one.by, caller) for one in rules)
    if rules and not allowed:
        names = Names.of(statute).declared("subject")
        who = ", ".join(names.get(rule.by, rule.by) for rule in rules)
        message = f"A convocare {organ.name} è: {who}."
        yield said_by(rules[0], statute, "NOT_CONVENER", message, "organ")


def _after(statute: Statute, organ: Organ, caller: Caller) -> bool:
    """Tell whether the caller is whom the text has convene the organ after a revocation."""
    rules = (role.revocation.convening for role in statute.roles if role.revocation)
    return any(is_one(statute, one.by, caller) for one in rules if one and one.organ == organ.code)


def conveners(organ: Organ, day: date) -> list[Convener]:
    """Tell the rules on who convenes that hold on a day."""
    return [
        rule
        for rule in organ.meetings
        if isinstance(rule, Convener) and rule.valid.period.covers(day)
    ]


def advice(statute: Statute, organ: Organ, wish: Wish, caller: Caller) -> Iterator[Violation]:
    """Tell what goes beside a convocation that is allowed."""
    stated = conveners(organ, wish.held_on)
    if not stated:
        message = f"I documenti forniti non dicono chi convoca {organ.name}."
        yield said_by(organ, statute, "CONVENER_NOT_STATED", message, "organ")
    for rule in stated:
        if not is_one(statute, rule.by, caller):
            names = Names.of(statute).declared("subject")
            message = f"La convocazione parte per conto di chi convoca: {names.get(rule.by)}."
            yield said_by(rule, statute, "ON_BEHALF_OF_CONVENER", message, "organ")
    if not wish.agenda:
        yield Violation(
            "NO_AGENDA", "Senza ordine del giorno la riunione non può votare nulla.", "agenda"
        )
    for number, item in enumerate(wish.agenda):
        stated_on = on_matter(statute, item.matter, wish.held_on) if item.matter else []
        if item.matter and not any(item.verb in {None, rule.verb} for rule in stated_on):
            verb = f" ({item.verb})" if item.verb else ""
            yield Violation(
                "COMPETENCE_NOT_STATED",
                f"Su «{item.matter}»{verb} i documenti non dicono chi è competente.",
                f"agenda.{number}.matter",
            )


def decision_rule(
    organ: Organ, matter: str | None, day: date, own: Sequence[DecisionRule] = ()
) -> DecisionRule | None:
    """Find the rule by which an organ decides: of the matter, or else its ordinary one.

    Where its text leaves it to the organ, those that it gave itself come first.
    """
    held = [rule for rule in (*own, *organ.decisions) if rule.valid.period.covers(day)]
    for wanted in (matter, None):
        for rule in held:
            if rule.matter == wanted:
                return rule
    return None
