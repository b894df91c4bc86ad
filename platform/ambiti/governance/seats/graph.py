"""How the contract shows seats: each place of an organ, and who holds it on the day."""

from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from sqlalchemy import ColumnElement, Select, and_, any_, exists, func, or_, select, true

from ambiti.governance import scopes
from ambiti.governance.seats import tables
from ambiti.governance.tables import organs
from ambiti.governance.tenures import tables as tenures
from ambiti.reading.binding import Place, column, identity, inline, reads, rows, value
from ambiti.reading.nodes import Node
from ambiti.reading.sources import Source
from ambiti.territory.graph.comuni import Comune
from ambiti.territory.graph.units import SubAmbito

if TYPE_CHECKING:
    from ambiti.governance.tenures.graph import Tenure

LazyTenure = Annotated["Tenure", strawberry.lazy("ambiti.governance.tenures.graph")]


def holds(place: Place, held: Any, seat: Any, organ: ColumnElement[str]) -> ColumnElement[bool]:
    """Keep the tenures that fill a seat on the day: its own, or by right of a role.

    ``organ`` is the code of the organ whose seat it is.
    """
    now = and_(
        held.c.ambito_id == seat.c.ambito_id,
        held.c.status == "HELD",
        held.c.since <= place.day,
        held.c.until > place.day,
    )
    own = and_(held.c.organ_code == organ, held.c.seat == seat.c.key)
    same_place = and_(
        or_(seat.c.istat_code.is_(None), seat.c.istat_code == held.c.istat_code),
        or_(seat.c.unit_id.is_(None), seat.c.unit_id == held.c.unit_id),
    )
    by_role = and_(held.c.role_code == seat.c.role_code, same_place)
    of_unit = and_(
        organ == any_(held.c.member_of),
        seat.c.role_code.is_(None),
        seat.c.unit_id == held.c.unit_id,
    )
    return and_(now, or_(own, by_role, of_unit))


@strawberry.type(description="Un posto di un organo, come lo dà la sua composizione.")
@reads(scopes.ORGAN, tables.seats)
class OrganSeat(Node):
    """A seat of an organ."""

    id: strawberry.ID = identity()
    key: str = column("Il codice del posto.")
    label: str = column("Di chi è: «Sindaco di Renate».")
    standing: str = column("COMPONENT, INVITED, PARTICIPANT, OPEN_ON_REQUEST o CONDITIONAL.")
    votes: bool = column("Se vota.")
    several: bool = column("Se nessuno sa quanti siedano.")
    delegate: str = column("Se può mandare un delegato: ALLOWED, NOT_ALLOWED, NOT_STATED.")
    formation: str | None = column("La formazione, se è di una sola.")
    condition: str | None = column("Il fatto senza il quale il posto non c'è.")
    pool: str | None = column("Fra chi si sceglie.")
    designator: str | None = column("Chi designa.")
    role: str | None = value(
        lambda row: row.c.role_code, "Il ruolo che vi siede di diritto, se ce n'è uno."
    )
    source: Source = inline("Il documento e l'articolo.")

    @rows(Comune | None, "Il comune, se è di un comune.")
    def comune(self: Place) -> Select[Any]:
        return self.select().where(self.below.c.istat_code == self.above.c.istat_code)

    @rows(SubAmbito | None, "Il sub-ambito, se è di uno.")
    def sub_ambito(self: Place) -> Select[Any]:
        same = self.below.c.ambito_id == self.above.c.ambito_id
        return self.select().where(same, self.below.c.id == self.above.c.unit_id)

    @rows(list[LazyTenure], "Chi lo tiene nel giorno.", expect=1)
    def holders(self: Place) -> Select[Any]:
        organ, above = self.also(organs), self.above
        code = (  # looked up once for a seat, and not for each tenure that might fill it
            select(organ.c.code)
            .where(organ.c.ambito_id == above.c.ambito_id, organ.c.id == above.c.organ_id)
            .correlate(above)
            .scalar_subquery()
        )
        return (
            self.select()
            .where(code.is_not(None), holds(self, self.below, above, code))
            .order_by(self.below.c.since, self.below.c.id)
        )


@strawberry.type(description="Quanti posti ha un organo, e quanti sono coperti, nel giorno.")
class Occupancy:
    """How many seats of an organ are filled."""

    seats: int = column("I posti dei componenti, quando se ne sa il numero.")
    held: int = column("Quelli coperti.")


def occupancy(place: Place) -> Select[Any]:
    """Count the seats of the components and those that somebody holds."""
    seat, held = place.also(tables.seats), place.also(tenures.tenures)
    own = and_(
        seat.c.ambito_id == place.above.c.ambito_id,
        seat.c.organ_id == place.above.c.id,
        seat.c.standing == "COMPONENT",
        seat.c.several != true(),
        place.holds(seat),
    )
    filled = exists(
        select(held.c.id).where(holds(place, held, seat, place.above.c.code)).correlate_except(held)
    )
    every = select(func.count()).select_from(seat).where(own)
    taken = every.where(filled)
    return select(
        every.correlate_except(seat).scalar_subquery().label("seats"),
        taken.correlate_except(seat).scalar_subquery().label("held"),
    )
