"""Whether whoever is said to designate or appoint may, and whether the caller speaks for them."""

from collections.abc import Iterator
from dataclasses import dataclass

from ambiti.acting.refusing import Violation
from ambiti.governance.competence import CLERKS, Caller, is_one, said_by
from ambiti.governance.seats.places import Places
from ambiti.governance.seats.seat import Designator
from ambiti.governance.tenures.candidates import place_of
from ambiti.statute.language.rule import Rule
from ambiti.statute.language.statute import Statute


@dataclass(frozen=True, slots=True)
class Giver:
    """Who is said to give a seat or a role: the code of it, and the organ if it is one."""

    code: str
    name: str
    organ: bool


def giver_of(statute: Statute, places: Places, given: str) -> Giver | None:
    """Find whom a word names: an organ, office or role by its code, a comune, a unit, a body."""
    for one in statute.organs:
        if one.code == given:
            return Giver(given, one.name, organ=True)
    named: dict[str, str] = {
        **{one.code: one.name for one in statute.categories},
        **{one.code: one.name for one in statute.roles},
        **{one.code: one.name for one in statute.offices},
    }
    if given in named:
        return Giver(given, named[given], organ=False)
    place = place_of(places, given)
    if place is not None:
        return Giver(place.code, place.name, organ=False)
    return next((Giver(one.code, one.name, organ=False) for one in places.capofila()
                 if given == "CAPOFILA"), None)  # fmt: skip


def giver_unknown(given: str) -> Violation:
    """Say that nobody is called so."""
    message = f"«{given}» non è un organo, una carica, un ruolo o un ente dell'Ambito."
    return Violation("GIVER_UNKNOWN", message, "by")


def wrong_giver(
    statute: Statute, rule: Rule, who: Designator, giver: Giver, code: str
) -> Iterator[Violation]:
    """The text says who designates or appoints, and it is nobody else."""
    if not who.is_one(giver.code):
        message = f"A farlo è {who.name}, e non {giver.name}."
        yield said_by(rule, statute, code, message, "by")


def not_for(statute: Statute, giver: Giver, caller: Caller) -> Iterator[Violation]:
    """Whoever records an act speaks for whom it is of: its holder, or the clerks that keep acts."""
    if caller.accesses & CLERKS or giver.organ or is_one(statute, giver.code, caller):
        return
    if giver.name in caller.comuni:
        return
    message = f"Chi chiede non agisce per {giver.name}: lo fa chi lo è, o chi ne tiene gli atti."
    yield Violation("NOT_ON_BEHALF", message, "by")
