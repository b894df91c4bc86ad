"""How the contract shows personal data: that it is there and who read it, never what it says."""

from datetime import date, datetime
from typing import Annotated, Any

import strawberry
from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Text,
    Uuid,
    and_,
    case,
    cast,
    func,
    literal_column,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy import column as named_column

from ambiti.agreements import tables as agreements
from ambiti.agreements.withdrawals.tables import withdrawals
from ambiti.compliance import scopes
from ambiti.compliance.privacy import tables
from ambiti.reading.binding import (
    Place,
    column,
    either,
    identity,
    page,
    reads,
    rows,
    value,
)
from ambiti.reading.nodes import Connection, Node
from ambiti.reading.text import quoted
from ambiti.statute.graph.rules import listed, told
from ambiti.statute.tables import rules
from ambiti.territory.graph.comuni import Ente
from ambiti.territory.graph.units import enti
from ambiti.territory.tables import bodies

_EACH_PARTY = "EACH_PARTY"


@strawberry.type(description="Chi ha letto un dato personale, o l'ha chiesto senza poterlo.")
@reads(scopes.PERSONAL_ACCESS, tables.personal_accesses)
class PersonalAccess(Node):
    """A reading of personal data, or an attempt."""

    id: strawberry.ID = identity()
    performed_by: str = column("Chi.")
    access: str = column("Il ruolo in base al quale l'ha chiesto.")
    purpose: str = column("Per quale finalità.")
    outcome: str = column("GRANTED o REFUSED.")
    at: datetime = column("Quando (UTC).")


@strawberry.type(description="Un dato personale custodito: che c'è, e perché. Non che cosa dice.")
@reads(scopes.PERSONAL_RECORD, tables.personal_records)
class PersonalRecord(Node):
    """Personal data, without what it says."""

    id: strawberry.ID = identity()
    kind: str = column("REPRESENTATIVE, DATA_SUBJECT, COMPLAINANT, CASE o OTHER.")
    collected_for: str = column("La finalità per cui fu raccolto.")
    recorded_on: date = column("Il giorno.")

    @either(
        Ente | None, "L'ente che la persona rappresenta, se è un rappresentante.", alternatives=enti
    )
    def ente(self: Place) -> Select[Any]:
        return self.select()

    @page(Connection[PersonalAccess], "Chi l'ha letto, dal primo.", order=["at", "id"])
    def accesses(self: Place) -> Select[Any]:
        below = self.below
        return self.select().where(
            below.c.ambito_id == self.above.c.ambito_id, below.c.record_id == self.above.c.id
        )


@strawberry.type(description="Dove si scrive a un ente, a un organo o a un ufficio.")
@reads(scopes.CONTACT_POINT, tables.contact_points)
class ContactPoint(Node):
    """Where one writes."""

    id: strawberry.ID = identity()
    who: str | None = value(lambda row: row.c.who_code, "L'organo o l'ufficio, nello statuto.")
    kind: str = column("EMAIL, PEC o DPO.")
    address: str = column("L'indirizzo.")
    of_person: bool = column("Vero se porta il nome di una persona.")
    recorded_on: date = column("Il giorno.")

    @either(Ente | None, "Il comune o l'ente, se è di uno.", alternatives=enti)
    def ente(self: Place) -> Select[Any]:
        return self.select()


@strawberry.type(description="Un titolare del trattamento dei dati di un atto.")
class DataController:
    """Who controls the data of an instrument."""

    name: str = value(lambda row: row.c.name, "Il titolare.")
    mode: str | None = value(lambda row: row.c.mode, "SINGLE o JOINT.")
    dpo_contact: str | None = value(
        lambda row: row.c.dpo_contact, "Dove si scrive al responsabile della protezione dei dati."
    )
    warning: str | None = value(
        lambda row: row.c.warning, "DPO_MISSING se il testo lo vuole indicato e non lo è."
    )

    @either(Ente | None, "Il comune o l'ente, se è uno.", alternatives=enti)
    def ente(self: Place) -> Select[Any]:
        return self.select()


def _left(place: Place, party: Any) -> ColumnElement[bool]:
    gone = place.also(withdrawals)
    return (
        select(gone.c.id)
        .where(gone.c.ambito_id == party.c.ambito_id)
        .where(gone.c.instrument_id == party.c.instrument_id, gone.c.effect_on <= place.day)
        .where(or_(gone.c.istat_code == party.c.istat_code, gone.c.body_id == party.c.body_id))
        .correlate(party)
        .exists()
    )


def _profile(place: Place, instrument: Any) -> tuple[Any, ColumnElement[bool]]:
    rule = place.also(rules)
    return rule, and_(
        rule.c.ambito_id == place.above.c.ambito_id,
        place.holds(rule),
        rule.c.section == quoted("privacy"),
        told("instrument")(rule) == instrument,
    )


def _parties(place: Place, instrument: Any) -> Select[Any]:
    """Make the controllers where they are all the parties."""
    act, party = place.also(agreements.instruments), place.also(agreements.instrument_parties)
    rule, wanted = _profile(place, instrument)
    same = and_(act.c.ambito_id == party.c.ambito_id, act.c.id == party.c.instrument_id)
    return (
        select(
            rule.c.ambito_id,
            party.c.position.label("position"),
            party.c.name.label("name"),
            party.c.istat_code.label("istat_code"),
            party.c.body_id.label("body_id"),
            cast(null(), Text).label("who_code"),
            rule.c.details.label("details"),
        )
        .select_from(rule)
        .join(act, act.c.ambito_id == rule.c.ambito_id)
        .join(party, same)
        .where(wanted, act.c.code == told("instrument")(rule), place.holds(act))
        .where(
            listed("controllers")(rule).contains(literal_column(f"'[\"{_EACH_PARTY}\"]'::jsonb"))
        )
        .where(~_left(place, party))
    )


def _stated(place: Place, instrument: Any) -> Select[Any]:
    """Make the controllers that the text names."""
    rule, wanted = _profile(place, instrument)
    body = place.also(bodies)
    item = (
        func.jsonb_array_elements_text(listed("controllers")(rule))
        .table_valued(named_column("code", Text), with_ordinality="position")
        .render_derived()
        .lateral()
    )
    same = and_(body.c.ambito_id == rule.c.ambito_id, body.c.code == item.c.code)
    return (
        select(
            rule.c.ambito_id,
            cast(item.c.position, Integer).label("position"),
            func.coalesce(body.c.name, item.c.code).label("name"),
            cast(null(), Text).label("istat_code"),
            cast(body.c.id, Uuid).label("body_id"),
            case((body.c.id.is_(None), item.c.code)).label("who_code"),
            rule.c.details.label("details"),
        )
        .select_from(rule.join(item, literal_column("true")).outerjoin(body, same))
        .where(wanted, item.c.code != quoted(_EACH_PARTY))
    )


def _controllers(place: Place, instrument: Any) -> Select[Any]:
    above, contact = place.above, place.also(tables.contact_points)
    each = _parties(place, instrument).correlate(above)
    who = union_all(each, _stated(place, instrument).correlate(above)).subquery()
    dpo = (
        select(contact.c.address)
        .where(contact.c.ambito_id == who.c.ambito_id, contact.c.kind == quoted("DPO"))
        .where(
            or_(
                contact.c.istat_code == who.c.istat_code,
                contact.c.body_id == who.c.body_id,
                contact.c.who_code == who.c.who_code,
            )
        )
        .where(contact.c.recorded_on <= place.day)
        .order_by(contact.c.recorded_on.desc(), contact.c.address)
        .limit(1)
        .correlate(who)
        .scalar_subquery()
    )
    wanted = who.c.details["dpoRequired"].astext == quoted("true")
    missing = and_(wanted, dpo.is_(None))
    return select(
        who.c.ambito_id,
        who.c.name,
        who.c.istat_code,
        who.c.body_id,
        who.c.details["mode"].astext.label("mode"),
        dpo.label("dpo_contact"),
        case((missing, quoted("DPO_MISSING"))).label("warning"),
    ).order_by(who.c.position, who.c.name)


Who = Annotated[
    str | None,
    strawberry.argument(
        description="Solo di chi ha questo codice: ISTAT, o dell'ente o ufficio nello statuto."
    ),
]
Code = Annotated[str, strawberry.argument(description="Il codice dell'atto nello statuto.")]


@strawberry.type
class AmbitoPrivacy:
    """The personal data of an Ambito."""

    @page(Connection[PersonalRecord], "I dati personali custoditi.", order=["recorded_on", "id"])
    def personal_records(self: Place) -> Select[Any]:
        return self.select().where(self.below.c.ambito_id == self.above.c.ambito_id)

    @page(Connection[ContactPoint], "I recapiti, per natura.", order=["kind", "address", "id"])
    def contact_points(self: Place, who: Who = None) -> Select[Any]:
        below = self.below
        chosen = self.select().where(below.c.ambito_id == self.above.c.ambito_id)
        if who is None:
            return chosen
        body = self.also(bodies)
        named = select(body.c.id).where(body.c.ambito_id == below.c.ambito_id, body.c.code == who)
        return chosen.where(
            or_(
                below.c.who_code == who,
                below.c.istat_code == who,
                below.c.body_id.in_(named.correlate(below)),
            )
        )

    @rows(
        list[DataController],
        "I titolari dei dati di un atto, nell'ordine delle parti.",
        made=True,
        expect=10,
    )
    def data_controllers(self: Place, instrument: Code) -> Select[Any]:
        return _controllers(self, instrument)
