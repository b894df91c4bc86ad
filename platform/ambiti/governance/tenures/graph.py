"""How the contract shows tenures: who holds what, since when, given by whom, and how it ends."""

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from sqlalchemy import Select, and_, any_, case, func, or_, select

from ambiti.governance.meetings.graph import Vote
from ambiti.governance.tenures import scopes, tables
from ambiti.governance.tenures.sequel import convening
from ambiti.reading.binding import Place, column, identity, inline, page, reads, rows, value
from ambiti.reading.nodes import Connection, Node
from ambiti.reading.sources import Source, finite, sourced
from ambiti.reading.text import quoted
from ambiti.territory.graph.comuni import Comune
from ambiti.territory.graph.units import SubAmbito

if TYPE_CHECKING:
    from ambiti.governance.graph.organs import Organ

LazyOrgan = Annotated["Organ", strawberry.lazy("ambiti.governance.graph.organs")]


@strawberry.enum(description="A che punto è un incarico, un dato giorno.")
class Standing(Enum):
    """How far a tenure is on a day."""

    SELECTED = strawberry.enum_value("SELECTED", description="Scelto, non ancora nominato.")
    NOT_YET = strawberry.enum_value("NOT_YET", description="Comincia dopo quel giorno.")
    IN_TERM = strawberry.enum_value("IN_TERM", description="In carica.")
    PROROGATIO = strawberry.enum_value(
        "PROROGATIO", description="Scaduto il termine, resta in carica."
    )
    ENDED = strawberry.enum_value("ENDED", description="Finito.")


@strawberry.enum(description="A che punto è una revoca.")
class RevocationStatus(Enum):
    """How far a revocation is."""

    PROPOSED = strawberry.enum_value("PROPOSED", description="Proposta, da decidere.")
    APPROVED = strawberry.enum_value("APPROVED", description="Approvata: il ruolo è finito.")
    REJECTED = strawberry.enum_value("REJECTED", description="Respinta.")


@strawberry.type(description="Lo stato di un incarico nel giorno in cui si legge.")
class TenureStanding:
    """The standing of a tenure on the day that is read."""

    status: Standing = column("A che punto è.")
    powers: str | None = column("Con quali poteri, in prorogatio: FULL o ORDINARY.")


def _the(place: Place, name: str) -> Select[Any]:
    below, above = place.below, place.above
    return place.select().where(below.c.ambito_id == above.c.ambito_id, below.c.id == above.c[name])


def _organ(place: Place, name: str) -> Select[Any]:
    below, above = place.below, place.above
    return (
        place.select()
        .where(below.c.ambito_id == above.c.ambito_id, below.c.code == above.c[name])
        .where(below.c.valid_from <= above.c.since, below.c.valid_until > above.c.since)
    )


@strawberry.type(description="Un ente che ha aderito a un atto aperto.")
@reads(scopes.ADHERENT, tables.adherents)
class Adherent(Node):
    """A body that adhered."""

    id: strawberry.ID = identity()
    name: str = column("L'ente.")
    categories: list[str] = column("Codici delle categorie di cui è.")
    instrument: str = value(lambda row: row.c.instrument_code, "Codice dell'atto.")
    registered_on: date = column("Quando ha aderito.")
    document: str | None = column("Il documento firmato.")
    member_of: list[str] = column("Codici degli organi di cui fa parte per l'adesione.")
    source: Source = inline("Il documento e l'articolo che lo consentono.")


@strawberry.type(description="Un incarico: chi tiene un posto di un organo, o un ruolo.")
@reads(scopes.TENURE, tables.tenures)
class Tenure(Node):
    """Somebody holds a seat of an organ, or a role."""

    id: strawberry.ID = identity()
    label: str = column("Che cosa tiene.")
    seat: str | None = column("Il posto nell'organo.")
    role: str | None = value(lambda row: row.c.role_code, "Codice del ruolo.")
    person: str = column("Chi.")
    given_by: str = column("Codice di chi ha designato, scelto o nominato.")
    since: date = column("Da quando.")
    term_ends_on: date | None = column("L'ultimo giorno del termine.")
    until: date | None = value(lambda row: finite(row.c.until), "Il primo giorno senza.")
    ended_because: str | None = column("Perché è finito.")
    area: str | None = value(
        lambda row: row.c.area_code, "Codice dell'area tematica, se partecipa per una sola."
    )
    act: str | None = column("L'atto.")
    source: Source = inline("Il documento e l'articolo.")

    @rows(TenureStanding, "A che punto è nel giorno in cui si legge.", made=True)
    def standing(self: Place) -> Select[Any]:
        above, day = self.above, self.day
        over = above.c.term_ends_on < day
        status = case(
            (above.c.status == "SELECTED", quoted("SELECTED")),
            (above.c.since > day, quoted("NOT_YET")),
            (above.c.until <= day, quoted("ENDED")),
            (over, quoted("PROROGATIO")),
            else_=quoted("IN_TERM"),
        )
        powers = case((over, above.c.powers))
        return select(status.label("status"), powers.label("powers"))

    @rows(LazyOrgan | None, "L'organo, se è un posto di uno.")
    def organ(self: Place) -> Select[Any]:
        return _organ(self, "organ_code")

    @rows(list[LazyOrgan], "Gli organi di cui fa parte di diritto, finché è in carica.", expect=1)
    def memberships(self: Place) -> Select[Any]:
        below, above = self.below, self.above
        return (
            self.select()
            .where(below.c.ambito_id == above.c.ambito_id)
            .where(below.c.code == any_(above.c.member_of))
            .where(above.c.since <= self.day, above.c.until > self.day)
            .where(self.holds(below))
            .order_by(below.c.code)
        )

    @rows(Comune | None, "Il comune per cui è tenuto.")
    def comune(self: Place) -> Select[Any]:
        return self.select().where(self.below.c.istat_code == self.above.c.istat_code)

    @rows(SubAmbito | None, "Il sub-ambito per cui è tenuto.")
    def sub_ambito(self: Place) -> Select[Any]:
        return _the(self, "unit_id")

    @rows(Adherent | None, "L'ente aderente per cui siede.")
    def adherent(self: Place) -> Select[Any]:
        return _the(self, "adherent_id")

    @rows(Vote | None, "Il voto con cui un organo lo ha deciso.")
    def vote(self: Place) -> Select[Any]:
        return _the(self, "vote_id")

    @rows(
        Annotated["Tenure", strawberry.lazy("ambiti.governance.tenures.graph")] | None,
        "La scelta che ha preceduto la nomina.",
    )
    def selection(self: Place) -> Select[Any]:
        return _the(self, "selection_id")

    @rows(
        list[Annotated["RevocationCase", strawberry.lazy("ambiti.governance.tenures.graph")]],
        "Le proposte di revoca.",
        expect=1,
    )
    def revocations(self: Place) -> Select[Any]:
        below = self.below
        return (
            self.select()
            .where(below.c.ambito_id == self.above.c.ambito_id)
            .where(below.c.tenure_id == self.above.c.id)
            .order_by(below.c.proposed_on, below.c.id)
        )


@strawberry.type(description="Il termine per sostituire chi è stato revocato.")
class Replacement:
    """Who replaces, by when, and how late."""

    due_on: date = column("L'ultimo giorno.")
    done_on: date | None = column("Quando è cominciato l'incarico di chi sostituisce.")
    days_late: int = column("Quanti giorni di ritardo, nel giorno in cui si legge.")


@strawberry.type(description="Ciò che dopo una revoca tocca a qualcuno: convocare chi sceglie.")
class ConveningTask:
    """What falls to somebody after a revocation: to convene whoever picks."""

    kind: str = column("CONVENE.")
    assignee: str = column("Codice di chi convoca, e nessun altro.")
    organ: str | None = column("Codice dell'organo da convocare.")
    due_on: date | None = column("L'ultimo giorno per sostituire.")
    days_left: int | None = column("Quanti giorni mancano, nel giorno in cui si legge.")
    done_on: date | None = column("Quando è stato convocato.")


@strawberry.type(description="Una revoca: proposta, decisa, e ciò che ne segue.")
@reads(scopes.TENURE, tables.revocations)
class RevocationCase(Node):
    """A revocation."""

    id: strawberry.ID = identity()
    grounds: list[str] = column("Le ragioni.")
    motivation: str = column("La motivazione.")
    proposed_on: date = column("Quando è stata proposta.")
    status: RevocationStatus = column("A che punto è.")
    decided_on: date | None = column("Quando è stata decisa.")
    replace_by: date | None = column("L'ultimo giorno per nominare chi sostituisce.")
    convener: str | None = value(
        lambda row: row.c.convener_code, "Codice di chi convoca dopo la revoca."
    )
    source: Source | None = inline("Il documento e l'articolo.", present=sourced)

    @rows(Replacement | None, "Il termine per sostituire, se il documento lo dà.", made=True)
    def replacement(self: Place) -> Select[Any]:
        above, day = self.above, self.day
        revoked, after = self.also(tables.tenures), self.also(tables.tenures)
        done = (
            select(func.min(after.c.since))
            .select_from(after)
            .join(
                revoked,
                and_(
                    revoked.c.ambito_id == after.c.ambito_id,
                    revoked.c.role_code == after.c.role_code,
                    revoked.c.id == above.c.tenure_id,
                ),
            )
            .where(after.c.ambito_id == above.c.ambito_id, after.c.status == "HELD")
            .where(after.c.since >= above.c.decided_on, after.c.since <= day)
            .correlate_except(after, revoked)
            .scalar_subquery()
        )
        late = func.greatest(func.coalesce(done, day) - above.c.replace_by, 0)
        return select(
            above.c.replace_by.label("due_on"), done.label("done_on"), late.label("days_late")
        ).where(above.c.replace_by.is_not(None))

    @rows(ConveningTask | None, "A chi tocca convocare dopo la revoca, e entro quando.", made=True)
    def convening(self: Place) -> Select[Any]:
        return convening(self)

    @rows(Tenure | None, "L'incarico.")
    def tenure(self: Place) -> Select[Any]:
        return _the(self, "tenure_id")

    @rows(Vote | None, "Il voto.")
    def vote(self: Place) -> Select[Any]:
        return _the(self, "vote_id")


OrganCode = Annotated[
    str | None, strawberry.argument(description="Solo i posti dell'organo con questo codice.")
]
RoleCode = Annotated[
    str | None, strawberry.argument(description="Solo il ruolo con questo codice.")
]
Current = Annotated[
    bool | None, strawberry.argument(description="Solo chi è in carica quel giorno, o chi non è.")
]


@strawberry.type
class AmbitoTenures:
    """The tenures of an Ambito."""

    @page(Connection[Tenure], "Gli incarichi, dal primo.", order=["since", "id"])
    def tenures(
        self: Place, organ: OrganCode = None, role: RoleCode = None, current: Current = None
    ) -> Select[Any]:
        below = self.below
        chosen = self.select().where(below.c.ambito_id == self.above.c.ambito_id)
        if organ is not None:
            of_right = func.array_position(below.c.member_of, organ).is_not(None)
            chosen = chosen.where(or_(below.c.organ_code == organ, of_right))
        if role is not None:
            chosen = chosen.where(below.c.role_code == role)
        if current is not None:
            held = below.c.status == "HELD"
            now = held & (below.c.since <= self.day) & (below.c.until > self.day)
            chosen = chosen.where(now == current)
        return chosen

    @page(Connection[Adherent], "Gli enti aderenti, per nome.", order=["name", "id"])
    def adherents(self: Place) -> Select[Any]:
        return self.select().where(self.below.c.ambito_id == self.above.c.ambito_id)
