"""Which role is meant, for which place, and what its text asks of whoever gets it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ambiti.acting.refusing import Refused, Violation
from ambiti.governance.competence import said_by
from ambiti.governance.seats.calling import Calling
from ambiti.governance.seats.places import Place
from ambiti.governance.seats.seat import Designator
from ambiti.governance.tenures.authority import Giver, wrong_giver
from ambiti.governance.tenures.candidates import Candidate, place_of
from ambiti.governance.tenures.ground import Ground
from ambiti.governance.tenures.pools import admitted, without_act
from ambiti.statute.language import appointments as a
from ambiti.statute.language.roles import Role
from ambiti.statute.language.statute import Statute
from ambiti.statute.naming import Names
from ambiti.statute.periods import in_words
from ambiti.statute.problems import nearest
from ambiti.statute.rulebook.italian import listed
from ambiti.statute.rulebook.sentences import Sentences

Stated = a.OneStep | a.TwoSteps | a.ElectedWithin | a.ByOffice


@dataclass(frozen=True, slots=True)
class Wanted:
    """A role of the statute on a day, and the place that it is held for."""

    role: Role
    place: Place | None

    @property
    def label(self) -> str:
        """Say what is held: Sindaco di Renate."""
        return f"{self.role.name} · {self.place.name}" if self.place else self.role.name

    def rule(self, day: date) -> Stated | None:
        """Give the rule on how it is given, where one holds that day and says it."""
        rule = self.role.appointment
        if rule is None or isinstance(rule, a.UnknownAppointment):
            return None
        return rule if rule.valid.period.covers(day) else None


def role_of(statute: Statute, code: str, day: date) -> Role:
    """Find a role by its code; an office that somebody has by right is not given."""
    now = [one for one in statute.roles if one.valid.period.covers(day)]
    for one in now:
        if one.code == code:
            return one
    for office in statute.offices:
        if office.code == code:
            message = f"{office.name} è una carica che si ha di diritto: non si nomina."
            raise Refused([Violation("BY_RIGHT", message, "role")])
    known = [one.code for one in now]
    right = nearest(code, known) or f"ci sono: {listed(known)}"
    message = f"«{code}» non è un ruolo dell'Ambito il giorno {in_words(day)}: {right}."
    raise Refused([Violation("ROLE_UNKNOWN", message, "role")])


def wanted(ground: Ground, role: Role, place: str | None) -> Wanted:
    """Find the place for which a role is held, as the statute says that it is."""
    found = place_of(ground.places, place)
    kind = {"COMUNE": "COMUNE", "UNIT": "UNIT"}.get(role.held_for)
    if kind is None and place is not None:
        message = f"{role.name} si ha per tutto l'Ambito: «place» va tolto."
        raise Refused([said_by(role, ground.statute, "PLACE_NOT_WANTED", message, "place")])
    if kind is not None and (found is None or found.kind != kind):
        what = "un comune" if kind == "COMUNE" else "un'unità"
        message = f"{role.name} si ha per {what} dell'Ambito: dire quale."
        raise Refused([said_by(role, ground.statute, "PLACE_MISSING", message, "place")])
    return Wanted(role, found)


def giver_wanted(ground: Ground, who: str, place: Place | None) -> Designator:
    """Tell who designates or appoints, as it is that day and for that place."""
    unit = place.code if place and place.kind == "UNIT" else None
    name = Calling(ground.statute).who(who, ground.places.meant(who, unit))
    return ground.choosing.eligible.designator(who, name, unit)


def misgiven(ground: Ground, one: Wanted, rule: Stated, giver: Giver) -> Iterator[Violation]:
    """Who appoints is whom the text says."""
    who = rule.organ if isinstance(rule, a.ElectedWithin) else getattr(rule, "appointed_by", None)
    if who is not None:
        designator = giver_wanted(ground, who, one.place)
        yield from wrong_giver(ground.statute, rule, designator, giver, "WRONG_APPOINTER")


def unchosen(
    ground: Ground, one: Wanted, rule: Stated, candidate: Candidate, widened: a.WidenedPool | None
) -> Iterator[Violation]:
    """Whoever is given a role is among those whom the text names."""
    pool = pool_of(rule, widened)
    yield from _undelegated(ground, rule, pool, candidate)
    if admitted(pool, candidate, ground.choosing):
        return
    sentences = Sentences(Names.of(ground.statute))
    among = listed([sentences.part(way) for way in pool], "o")
    code = "NOT_MEMBER" if isinstance(rule, a.ElectedWithin) else "NOT_IN_POOL"
    message = f"{candidate.name} non può essere {one.role.name}: può esserlo solo {among}."
    yield said_by(rule, ground.statute, code, message, "candidate.qualifications")


def _undelegated(
    ground: Ground, rule: Stated, pool: tuple[a.Pool, ...], candidate: Candidate
) -> Iterator[Violation]:
    for way in without_act(pool, candidate):
        name = Calling(ground.statute).name(way.by)
        message = f"Il delegato ha bisogno dell'atto con cui lo delega: {name}."
        field = "candidate.qualifications"
        yield said_by(rule, ground.statute, "DELEGATION_REQUIRED", message, field)


def pool_of(rule: Stated, widened: a.WidenedPool | None) -> tuple[a.Pool, ...]:
    """Give all the ways in which somebody is in the pool, with those after a revocation."""
    match rule:
        case a.ElectedWithin():
            own: tuple[a.Pool, ...] = (a.MembersPool(kind="MEMBERS", organ=rule.organ),)
        case a.ByOffice():
            own = (a.OfficePool(kind="OFFICE", office=rule.office),)
        case _:
            own = rule.pool
    return (*own, *(widened.pool if widened and own else ()))
