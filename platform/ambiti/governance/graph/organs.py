"""Organs and roles, as the documents found them."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from sqlalchemy import ARRAY, Integer, Select, Text, cast, func, literal_column, or_, select
from sqlalchemy.dialects.postgresql import JSONB, aggregate_order_by

from ambiti.governance import scopes, tables
from ambiti.governance.graph.leading import chairing, supported, vacant
from ambiti.governance.meetings.frequency import Frequency, frequency
from ambiti.governance.seats.graph import Occupancy, OrganSeat, occupancy
from ambiti.reading.binding import Place, column, identity, inline, reads, rows, total, value
from ambiti.reading.nodes import Node
from ambiti.reading.sources import Source, finite
from ambiti.reading.text import quoted
from ambiti.statute.graph.decisions import (
    Appointment,
    Chair,
    Competence,
    CompositionRule,
    DecisionRule,
    MeetingsPerYear,
    Revocation,
    RoleRule,
)
from ambiti.statute.graph.rules import NOTHING, StatuteRule, about, listed, told
from ambiti.territory.graph.comuni import Comune
from ambiti.territory.graph.units import SubAmbito, Warning, warned
from ambiti.territory.tables import capofile

if TYPE_CHECKING:
    from ambiti.agreements.graph import Instrument
    from ambiti.governance.tenures.graph import Tenure

LazyInstrument = Annotated["Instrument", strawberry.lazy("ambiti.agreements.graph")]
LazyTenure = Annotated["Tenure", strawberry.lazy("ambiti.governance.tenures.graph")]


def _at_capofila(place: Place, flag: str) -> Select[Any]:
    lead = place.also(capofile)
    codes = (
        select(lead.c.istat_code)
        .where(lead.c.ambito_id == place.above.c.ambito_id, place.holds(lead))
        .where(place.above.c[flag])
        .correlate(place.above)
    )
    return place.select().where(place.below.c.istat_code.in_(codes))


@strawberry.type(description="La sede di un organo.")
class Seat:
    """Where an organ sits; at the capofila it is resolved on the day, never copied."""

    address: str | None = value(lambda row: row.c.seat_address, "Indirizzo.")

    @rows(Comune | None, "Il comune capofila, se la sede è presso di esso.")
    def comune(self: Place) -> Select[Any]:
        return _at_capofila(self, "seat_at_capofila")


@reads(scopes.ORGAN, tables.organ_aliases)
class OrganAlias:
    """A name of an organ in the documents (not a type of the contract)."""


@strawberry.type(description="Un organo dell'Ambito.")
@reads(scopes.ORGAN, tables.organs)
class Organ(Node):
    """An organ of the Ambito."""

    id: strawberry.ID = identity()
    code: str = column("Codice nello statuto dell'Ambito.")
    kind: str = column("Natura: politica, tecnica, ufficio comune…")
    name: str = column("Denominazione.")
    legal_basis: str | None = column("Norma su cui si fonda.")
    since: date | None = value(lambda row: finite(row.c.valid_from), "Da quando.")
    until: date | None = value(
        lambda row: finite(row.c.valid_until), "Primo giorno in cui non c'è più."
    )
    source: Source = inline("Il documento e l'articolo che lo istituiscono.")
    seat: Seat | None = inline(
        "La sede.",
        present=lambda row: or_(row.c.seat_at_capofila, row.c.seat_address.is_not(None)),
    )

    @total(
        list[str],
        "Gli altri nomi con cui i documenti lo chiamano.",
        over=OrganAlias,
        figure=lambda alias: func.coalesce(
            func.array_agg(aggregate_order_by(alias.c.alias, alias.c.alias)),
            cast(quoted("{}"), ARRAY(Text)),
            type_=ARRAY(Text),
        ),
    )
    def aliases(self: Place) -> Select[Any]:
        same = self.below.c.ambito_id == self.above.c.ambito_id
        return self.select().where(same, self.below.c.organ_id == self.above.c.id)

    @rows(Comune | None, "L'ente di cui usa la personalità giuridica.")
    def legal_entity(self: Place) -> Select[Any]:
        return _at_capofila(self, "legal_entity_is_capofila")

    @rows(SubAmbito | None, "Il sub-ambito di cui è organo.")
    def sub_ambito(self: Place) -> Select[Any]:
        same = self.below.c.ambito_id == self.above.c.ambito_id
        return self.select().where(same, self.below.c.id == self.above.c.unit_id)

    @rows(LazyInstrument | None, "L'atto che lo istituisce.")
    def instrument(self: Place) -> Select[Any]:
        same = self.below.c.ambito_id == self.above.c.ambito_id
        return (
            self.select()
            .where(same, self.below.c.code == self.above.c.instrument_code)
            .order_by(self.below.c.valid_from.desc())
            .limit(1)
        )

    @rows(list[OrganSeat], "I suoi posti nel giorno, nell'ordine del documento.", expect=20)
    def seats(self: Place) -> Select[Any]:
        below = self.below
        return (
            self.select()
            .where(below.c.ambito_id == self.above.c.ambito_id, below.c.organ_id == self.above.c.id)
            .where(self.holds(below))
            .order_by(below.c.position, below.c.id)
        )

    @rows(Occupancy, "Quanti posti sono coperti.", made=True)
    def occupancy(self: Place) -> Select[Any]:
        return occupancy(self)

    @rows(list[OrganSeat], "I posti dei componenti che nessuno tiene.", expect=3)
    def vacant_seats(self: Place) -> Select[Any]:
        return vacant(self)

    @rows(list[LazyTenure], "Chi lo presiede o lo guida nel giorno: l'incarico.", expect=1)
    def chaired_by(self: Place) -> Select[Any]:
        return chairing(self)

    @rows(
        list[Annotated["Organ", strawberry.lazy("ambiti.governance.graph.organs")]],
        "Gli organi a cui dà il supporto tecnico e amministrativo.",
        expect=1,
    )
    def supports(self: Place) -> Select[Any]:
        return supported(self)

    @rows(list[CompositionRule], "Come si formano i suoi seggi.", expect=5)
    def composition(self: Place) -> Select[Any]:
        return about(self, "ORGAN")

    @rows(Chair | None, "Chi lo presiede.")
    def chair(self: Place) -> Select[Any]:
        return about(self, "ORGAN").limit(1)

    @rows(list[DecisionRule], "Come decide, materia per materia.", expect=3)
    def decision_rules(self: Place) -> Select[Any]:
        return about(self, "ORGAN")

    @rows(list[Competence], "Che cosa può fare, materia per materia.", expect=10)
    def competences(self: Place) -> Select[Any]:
        return about(self, "ORGAN")

    @rows(MeetingsPerYear | None, "Quante volte l'anno si riunisce almeno.")
    def meetings_per_year(self: Place) -> Select[Any]:
        return about(self, "ORGAN").limit(1)

    @rows(Frequency, "Quante volte si è riunito in un anno, e quante ne servono.", made=True)
    def frequency(
        self: Place, year: Annotated[int, strawberry.argument(description="L'anno.")]
    ) -> Select[Any]:
        return frequency(self, year)

    @rows(list[StatuteRule], "Tutte le regole che lo riguardano, nell'ordine del testo.", expect=20)
    def rules(self: Place) -> Select[Any]:
        return about(self, "ORGAN")

    @rows(list[Warning], "Avvertenze sull'organo.", expect=1)
    def warnings(self: Place) -> Select[Any]:
        return warned(self)


@strawberry.type(description="Un ruolo che i documenti o la legge prevedono nell'Ambito.")
@reads(scopes.ROLE, tables.roles)
class Role(Node):
    """A role of the Ambito."""

    id: strawberry.ID = identity()
    code: str = column("Codice nello statuto dell'Ambito.")
    name: str = column("Denominazione.")
    access: str = column("Ruolo delle politiche di accesso che conferisce.")
    held_for: str = column("Per che cosa si tiene: AMBITO, COMUNE o UNIT (sub-ambito).")
    source: Source = inline("Il documento e l'articolo che lo prevedono.")

    @total(
        list[str],
        "Fra chi si sceglie.",
        over=RoleRule,
        figure=lambda rule: func.coalesce(
            func.jsonb_agg(aggregate_order_by(listed("pool")(rule), rule.c.number)).op("->")(
                literal_column("0")
            ),
            NOTHING,
            type_=JSONB,
        ),
    )
    def pool(self: Place) -> Select[Any]:
        return about(self, "ROLE").order_by(None)

    @rows(Appointment | None, "Chi sceglie e chi nomina.")
    def appointment(self: Place) -> Select[Any]:
        return about(self, "ROLE").limit(1)

    @total(int | None, "Quanti mesi dura.", over=RoleRule, figure=told("termMonths", Integer))
    def term(self: Place) -> Select[Any]:
        return about(self, "ROLE").limit(1)

    @total(
        str | None,
        "Con quali poteri resta a termine scaduto, finché non ha un successore.",
        over=RoleRule,
        figure=told("prorogatio"),
    )
    def prorogatio(self: Place) -> Select[Any]:
        return about(self, "ROLE").limit(1)

    @rows(Revocation | None, "Come si revoca.")
    def revocation(self: Place) -> Select[Any]:
        return about(self, "ROLE").limit(1)

    @rows(list[StatuteRule], "Tutte le regole che lo riguardano, nell'ordine del testo.", expect=8)
    def rules(self: Place) -> Select[Any]:
        return about(self, "ROLE")
