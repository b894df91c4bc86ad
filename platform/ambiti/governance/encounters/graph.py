"""How the contract shows encounters: parties, what each decided, how often they are due."""

from datetime import date
from enum import Enum
from typing import Annotated, Any

import strawberry
from sqlalchemy import Integer, Select, and_, case, cast, func, select

from ambiti.governance.encounters import tables
from ambiti.governance.meetings.scopes import MEETING
from ambiti.reading.binding import Place, column, identity, inline, page, reads, rows, value
from ambiti.reading.nodes import Connection, Node
from ambiti.reading.sources import Source
from ambiti.reading.text import quoted
from ambiti.statute.graph.rules import told
from ambiti.statute.tables import rules


@strawberry.type(description="Chi ha preso parte a un incontro, e che cosa ha deciso per sé.")
@reads(MEETING, tables.encounter_parties)
class EncounterParty(Node):
    """Somebody takes part in an encounter."""

    id: strawberry.ID = identity()
    position: int = column("Il posto nell'elenco.")
    who: str | None = value(
        lambda row: row.c.who_code, "Codice nello statuto, se il documento nomina proprio questo."
    )
    name: str = column("Chi.")
    decision: str | None = column("Che cosa ha deciso per sé.")
    decided_on: date | None = column("Quando.")


@strawberry.type(description="Un incontro fra organi e cariche, o di un organo con altri.")
@reads(MEETING, tables.encounters)
class Encounter(Node):
    """Organs and offices meet each other, or others."""

    id: strawberry.ID = identity()
    joint: str | None = value(
        lambda row: row.c.joint_code, "Codice dell'incontro congiunto, se è uno dei documenti."
    )
    organ: str | None = value(lambda row: row.c.organ_code, "Codice dell'organo che incontra.")
    toward: str | None = value(lambda row: row.c.toward_code, "Codice di chi incontra.")
    held_on: date = column("Il giorno.")
    subject: str = column("Il tema.")
    source: Source = inline("Il documento e l'articolo.")

    @rows(list[EncounterParty], "Chi vi prende parte, nell'ordine.", expect=4)
    def parties(self: Place) -> Select[Any]:
        below = self.below
        return (
            self.select()
            .where(below.c.ambito_id == self.above.c.ambito_id)
            .where(below.c.encounter_id == self.above.c.id)
            .order_by(below.c.position)
        )


@strawberry.enum(description="Se è tempo di un incontro.")
class PaceStatus(Enum):
    """Whether an encounter is due."""

    NOT_DEFINED = strawberry.enum_value(
        "NOT_DEFINED", description="La cadenza non è ancora stata definita."
    )
    NEVER_HELD = strawberry.enum_value("NEVER_HELD", description="Non se n'è ancora tenuto uno.")
    ON_TIME = strawberry.enum_value("ON_TIME", description="Nei tempi.")
    DUE = strawberry.enum_value("DUE", description="È passato più tempo della cadenza.")


@strawberry.type(description="La cadenza di un incontro congiunto, e se nel giorno è dovuto.")
class Pace:
    """How often an encounter is due."""

    joint: str = column("Codice dell'incontro.")
    name: str = column("Il nome.")
    interval_days: int | None = column("Ogni quanti giorni; nulla finché non è definito.")
    last_on: date | None = column("L'ultimo tenuto.")
    due_on: date | None = column("Entro quando il prossimo.")
    days_since: int | None = column("Quanti giorni dall'ultimo.")
    status: PaceStatus = column("Se è tempo.")


def paces(place: Place) -> Select[Any]:
    """Tell each paced encounter of the documents with the last one that was held."""
    rule, held = place.also(rules), place.also(tables.encounters)
    last = (
        select(func.max(held.c.held_on))
        .where(
            held.c.ambito_id == rule.c.ambito_id,
            held.c.joint_code == told("code")(rule),
            held.c.held_on <= place.day,
        )
        .correlate_except(held)
        .scalar_subquery()
    )
    paced = (
        select(
            rule.c.number,
            told("code")(rule).label("joint"),
            told("name")(rule).label("name"),
            cast(told("intervalDays")(rule), Integer).label("interval_days"),
            last.label("last_on"),
        )
        .where(rule.c.ambito_id == place.above.c.ambito_id, place.holds(rule))
        .where(
            and_(rule.c.section == quoted("joint_meeting"), told("paced")(rule) == quoted("true"))
        )
        .correlate(place.above)
        .subquery()
    )
    due = paced.c.last_on + paced.c.interval_days
    status = case(
        (paced.c.interval_days.is_(None), quoted("NOT_DEFINED")),
        (paced.c.last_on.is_(None), quoted("NEVER_HELD")),
        (due < place.day, quoted("DUE")),
        else_=quoted("ON_TIME"),
    )
    return select(
        paced.c.joint,
        paced.c.name,
        paced.c.interval_days,
        paced.c.last_on,
        due.label("due_on"),
        (place.day - paced.c.last_on).label("days_since"),
        status.label("status"),
    ).order_by(paced.c.number)


Joint = Annotated[str | None, strawberry.argument(description="Solo questo incontro congiunto.")]
OfOrgan = Annotated[str | None, strawberry.argument(description="Solo quelli di questo organo.")]
Toward = Annotated[str | None, strawberry.argument(description="Solo quelli con questo soggetto.")]


@strawberry.type
class AmbitoEncounters:
    """The encounters of an Ambito."""

    @page(Connection[Encounter], "Gli incontri, dal primo.", order=["held_on", "id"])
    def encounters(
        self: Place, joint: Joint = None, organ: OfOrgan = None, toward: Toward = None
    ) -> Select[Any]:
        below = self.below
        chosen = self.select().where(below.c.ambito_id == self.above.c.ambito_id)
        if joint is not None:
            chosen = chosen.where(below.c.joint_code == joint)
        if organ is not None:
            chosen = chosen.where(below.c.organ_code == organ)
        if toward is not None:
            chosen = chosen.where(below.c.toward_code == toward)
        return chosen

    @rows(list[Pace], "Gli incontri che hanno una cadenza, e se è tempo.", expect=2, made=True)
    def paces(self: Place) -> Select[Any]:
        return paces(self)
