"""How the contract shows meetings: agenda, roll, who is present, votes with their proof."""

from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from sqlalchemy import Select, and_, exists, false, func, select

from ambiti.governance.meetings import scopes, tables
from ambiti.governance.meetings.arithmetic import Decision, Quorum
from ambiti.reading.binding import Place, column, identity, inline, page, reads, rows, value
from ambiti.reading.nodes import Connection, Node
from ambiti.reading.sources import Source
from ambiti.territory.graph.comuni import Comune
from ambiti.territory.graph.units import SubAmbito

if TYPE_CHECKING:
    from ambiti.governance.graph.organs import Organ

LazyOrgan = Annotated["Organ", strawberry.lazy("ambiti.governance.graph.organs")]


@strawberry.enum(description="A che punto è una riunione.")
class MeetingStatus(Enum):
    """How far a meeting is."""

    CONVENED = strawberry.enum_value("CONVENED", description="Convocata, non ancora aperta.")
    OPEN = strawberry.enum_value("OPEN", description="In corso.")
    CLOSED = strawberry.enum_value("CLOSED", description="Chiusa: non cambia più.")


@strawberry.enum(description="Se una votazione è in corso.")
class VoteStatus(Enum):
    """Whether ballots are taken."""

    OPEN = strawberry.enum_value("OPEN", description="Si vota.")
    CLOSED = strawberry.enum_value("CLOSED", description="Chiusa, con il suo esito.")


@strawberry.enum(description="Come un componente ha votato.")
class Choice(Enum):
    """How somebody voted."""

    IN_FAVOUR = strawberry.enum_value("IN_FAVOUR", description="Favorevole.")
    AGAINST = strawberry.enum_value("AGAINST", description="Contrario.")
    ABSTAINED = strawberry.enum_value("ABSTAINED", description="Astenuto.")


def _same_meeting(place: Place) -> Select[Any]:
    below, above = place.below, place.above
    return place.select().where(
        below.c.ambito_id == above.c.ambito_id, below.c.meeting_id == above.c.id
    )


def _the(place: Place, column_name: str) -> Select[Any]:
    below, above = place.below, place.above
    return place.select().where(
        below.c.ambito_id == above.c.ambito_id, below.c.id == above.c[column_name]
    )


@strawberry.type(description="Un punto all'ordine del giorno.")
@reads(scopes.MEETING, tables.agenda_items)
class AgendaItem(Node):
    """An item of the agenda."""

    id: strawberry.ID = identity()
    position: int = column("Il numero del punto.")
    subject: str = column("L'oggetto.")
    matter: str | None = value(
        lambda row: row.c.matter_code, "Codice della materia, da cui dipende come si decide."
    )
    attachments: list[str] = column("Il materiale, documento per documento.")
    material_missing: bool = value(
        lambda row: and_(row.c.material_due, func.cardinality(row.c.attachments) == 0),
        "Se il documento vuole del materiale e ancora non c'è.",
    )
    verb: str | None = column("Che cosa fa l'organo sulla materia: PROPOSE, DECIDE, APPROVE…")


@strawberry.type(
    description="Un posto nell'elenco degli aventi diritto, fissato alla convocazione."
)
@reads(scopes.MEETING, tables.roll_entries)
class RollEntry(Node):
    """A seat on the roll, frozen when the meeting was convened."""

    id: strawberry.ID = identity()
    position: int = column("Il posto nell'elenco.")
    label: str = column("Chi vi siede: «Sindaco di Renate».")
    votes: bool = column("Se vota, o partecipa soltanto.")
    delegate: str = column("Se può mandare un delegato: ALLOWED, NOT_ALLOWED, NOT_STATED.")
    weight: int = column("Quanto pesa il suo voto.")
    source: Source = inline("Il documento e l'articolo che gli danno il posto.")

    @rows(Comune | None, "Il comune, se il posto è di un comune.")
    def comune(self: Place) -> Select[Any]:
        return self.select().where(self.below.c.istat_code == self.above.c.istat_code)

    @rows(SubAmbito | None, "Il sub-ambito, se il posto è di uno.")
    def sub_ambito(self: Place) -> Select[Any]:
        return _the(self, "unit_id")

    @rows(
        list[Annotated["Attendance", strawberry.lazy("ambiti.governance.meetings.graph")]],
        "Le presenze, nell'ordine: chi esce e rientra ne ha più di una.",
        expect=1,
    )
    def attendances(self: Place) -> Select[Any]:
        below = self.below
        return (
            self.select()
            .where(below.c.ambito_id == self.above.c.ambito_id)
            .where(below.c.meeting_id == self.above.c.meeting_id)
            .where(below.c.roll_entry_id == self.above.c.id)
            .order_by(below.c.arrived_at, below.c.id)
        )


@strawberry.type(description="Una presenza, dall'arrivo all'uscita.")
@reads(scopes.MEETING, tables.attendances)
class Attendance(Node):
    """Somebody is present for a seat."""

    id: strawberry.ID = identity()
    person: str = column("Chi è presente.")
    delegated: bool = column("Se è un delegato.")
    delegation: str | None = column("L'atto di delega.")
    arrived_at: datetime = column("Quando è arrivato.")
    left_at: datetime | None = column("Quando è uscito.")
    presides: str | None = column(
        "Se presiede la seduta, come chi: CHAIR, SUBSTITUTE, o DECLARED dove i documenti tacciono."
    )


@strawberry.type(description="Il voto di un posto.")
@reads(scopes.MEETING, tables.ballots)
class Ballot(Node):
    """How a seat voted."""

    id: strawberry.ID = identity()
    choice: Choice | None = column("Come ha votato; nulla in una votazione segreta.")

    @rows(RollEntry | None, "Il posto nell'elenco.")
    def seat(self: Place) -> Select[Any]:
        return _the(self, "roll_entry_id")


@strawberry.type(
    description="Un invito: per lettera formale, o come ospite. Chi è invitato non vota."
)
@reads(scopes.MEETING, tables.invitations)
class Invitation(Node):
    """Somebody is asked to come besides the roll."""

    id: strawberry.ID = identity()
    kind: str = column("LETTER, GUEST, o REQUEST di chi ha chiesto di partecipare.")
    name: str = column("Chi.")
    theme: str | None = column("Per quale tema.")
    signed_by: str | None = column("Chi ha firmato la lettera.")
    sent_on: date = column("Quando è partito.")
    votes: bool = value(lambda _row: false(), "Sempre falso: chi è invitato non vota.")


@strawberry.type(description="Una votazione su un punto all'ordine del giorno.")
@reads(scopes.MEETING, tables.votes)
class Vote(Node):
    """A vote."""

    id: strawberry.ID = identity()
    position: int = column("Il numero della votazione nella riunione.")
    question: str = column("Su che cosa si vota.")
    secret: bool = column("Se è a scrutinio segreto.")
    status: VoteStatus = column("Se è in corso.")
    opened_at: datetime = column("Quando è stata aperta.")
    closed_at: datetime | None = column("Quando è stata chiusa.")
    decision: Decision | None = inline(
        "L'esito, quando è chiusa.", present=lambda row: row.c.verdict.is_not(None)
    )

    @rows(AgendaItem | None, "Il punto all'ordine del giorno.")
    def item(self: Place) -> Select[Any]:
        return _the(self, "agenda_item_id")

    @rows(list[Ballot], "I voti espressi, nell'ordine dell'elenco.", expect=20)
    def ballots(self: Place) -> Select[Any]:
        below = self.below
        roll = self.also(tables.roll_entries)
        return (
            self.select()
            .join(roll, and_(
                roll.c.ambito_id == below.c.ambito_id, roll.c.id == below.c.roll_entry_id
            ))
            .where(below.c.ambito_id == self.above.c.ambito_id)
            .where(below.c.vote_id == self.above.c.id)
            .order_by(roll.c.position, below.c.id)
        )  # fmt: skip


@strawberry.type(description="Una correzione del verbale, che resta com'è scritto.")
@reads(scopes.MEETING, tables.minutes_corrections)
class MinutesCorrection(Node):
    """What the minutes should have said."""

    id: strawberry.ID = identity()
    position: int = column("Il numero della correzione.")
    wrong: str = column("Ciò che il verbale dice.")
    right: str = column("Ciò che doveva dire.")
    reason: str = column("Perché.")
    corrected_on: date = column("Quando è stata annotata.")


@strawberry.type(description="L'approvazione di un verbale da parte dell'organo.")
@reads(scopes.MEETING, tables.minutes_approvals)
class MinutesApproval(Node):
    """The organ approved its minutes."""

    id: strawberry.ID = identity()
    approved_on: date = column("Il giorno della riunione che lo ha approvato.")

    @rows(Vote | None, "La votazione con cui è stato approvato.")
    def vote(self: Place) -> Select[Any]:
        return _the(self, "vote_id")


@strawberry.type(description="Una riunione di un organo.")
@reads(scopes.MEETING, tables.meetings)
class Meeting(Node):
    """A meeting of an organ."""

    id: strawberry.ID = identity()
    number: int = column("Il numero nell'anno, per l'organo.")
    year: int = column("L'anno.")
    held_on: date = column("Il giorno della riunione.")
    at: str = column("L'ora, in Italia.")
    place: str = column("Il luogo.")
    formation: str | None = value(lambda row: row.c.formation_code, "La formazione, se una sola.")
    status: MeetingStatus = column("A che punto è.")
    convened_on: date = column("Quando è stata convocata.")
    closed_at: datetime | None = column("Quando è stata chiusa.")
    mandate: str | None = column("L'atto su mandato del quale si lavora.")
    joint: str | None = value(
        lambda row: row.c.joint_code, "L'incontro congiunto di cui fa parte, se è di uno."
    )
    theme: str | None = column("Il tema.")
    minutes: str | None = column("Il verbale, scritto alla chiusura.")
    quorum: Quorum = inline("Il numero legale.")
    source: Source = inline("Il documento e l'articolo in base ai quali si riunisce.")

    @rows(LazyOrgan | None, "L'organo.")
    def organ(self: Place) -> Select[Any]:
        below, above = self.below, self.above
        return (
            self.select()
            .where(below.c.ambito_id == above.c.ambito_id, below.c.code == above.c.organ_code)
            .where(below.c.valid_from <= above.c.held_on, below.c.valid_until > above.c.held_on)
        )

    @rows(list[AgendaItem], "L'ordine del giorno.", expect=5)
    def agenda(self: Place) -> Select[Any]:
        return _same_meeting(self).order_by(self.below.c.position)

    @rows(list[MinutesCorrection], "Le correzioni del verbale, nell'ordine.", expect=1)
    def corrections(self: Place) -> Select[Any]:
        return _same_meeting(self).order_by(self.below.c.position)

    @rows(MinutesApproval | None, "L'approvazione del verbale.")
    def approval(self: Place) -> Select[Any]:
        return _same_meeting(self)

    @rows(list[Invitation], "Gli inviti, oltre agli aventi diritto.", expect=2)
    def invitations(self: Place) -> Select[Any]:
        return _same_meeting(self).order_by(self.below.c.position)

    @rows(list[RollEntry], "Gli aventi diritto, fissati alla convocazione.", expect=30)
    def roll(
        self: Place,
        present: Annotated[
            bool | None, strawberry.argument(description="Solo chi è presente ora, o chi non lo è.")
        ] = None,
    ) -> Select[Any]:
        chosen = _same_meeting(self)
        if present is not None:
            there = self.also(tables.attendances)
            now = exists(
                select(there.c.id).where(
                    there.c.ambito_id == self.below.c.ambito_id,
                    there.c.roll_entry_id == self.below.c.id,
                    there.c.left_at.is_(None),
                )
            )
            chosen = chosen.where(now == present)
        return chosen.order_by(self.below.c.position)

    @rows(list[Vote], "Le votazioni, nell'ordine.", expect=5)
    def votes(self: Place) -> Select[Any]:
        return _same_meeting(self).order_by(self.below.c.position)


OrganCode = Annotated[
    str | None, strawberry.argument(description="Solo l'organo con questo codice.")
]
Year = Annotated[int | None, strawberry.argument(description="Solo le riunioni di quest'anno.")]


@strawberry.type
class AmbitoMeetings:
    """The meetings of an Ambito."""

    @page(Connection[Meeting], "Le riunioni, dalla prima.", order=["held_on", "id"])
    def meetings(self: Place, organ: OrganCode = None, year: Year = None) -> Select[Any]:
        below = self.below
        chosen = self.select().where(below.c.ambito_id == self.above.c.ambito_id)
        if organ is not None:
            chosen = chosen.where(below.c.organ_code == organ)
        if year is not None:
            chosen = chosen.where(below.c.year == year)
        return chosen
