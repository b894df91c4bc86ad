"""How the contract shows mandates to sign, contracts signed for others, and who represents whom."""

from datetime import date
from typing import Annotated, Any

import strawberry
from sqlalchemy import Integer, Select, and_, case, func, select

from ambiti.agreements.representation import scopes, tables
from ambiti.reading.binding import Place, column, identity, inline, page, reads, rows, total, value
from ambiti.reading.nodes import Connection, Node
from ambiti.reading.sources import Source
from ambiti.reading.text import quoted
from ambiti.statute.graph.rules import RuleFacts, section, told
from ambiti.statute.scopes import RULE
from ambiti.statute.tables import rules
from ambiti.territory.graph.comuni import Comune, counted


def _comune(place: Place) -> Select[Any]:
    return place.select().where(place.below.c.istat_code == place.above.c.istat_code)


def _the(place: Place, name: str) -> Select[Any]:
    below, above = place.below, place.above
    return place.select().where(below.c.ambito_id == above.c.ambito_id, below.c.id == above.c[name])


@strawberry.type(description="La revoca di un mandato a firmare.")
@reads(scopes.REPRESENTATION, tables.mandate_revocations)
class MandateRevocation(Node):
    """The revocation of a mandate to sign."""

    id: strawberry.ID = identity()
    act: str = column("Gli estremi dell'atto.")
    on: date = value(lambda row: row.c.revoked_on, "Il primo giorno in cui non vale più.")


@strawberry.type(description="Il mandato con cui un ente lascia che un altro firmi per lui.")
@reads(scopes.REPRESENTATION, tables.signing_mandates)
class SigningMandate(Node):
    """A mandate to sign."""

    id: strawberry.ID = identity()
    matter: str = value(lambda row: row.c.matter_code, "Codice di ciò che si firma.")
    matter_name: str = column("Che cosa si firma.")
    signer_code: str = column("Codice di chi firmerà: di un comune, quello ISTAT.")
    signer_name: str = column("Chi firmerà.")
    code: str = column("Codice di chi dà il mandato: di un comune, quello ISTAT.")
    name: str = column("Chi dà il mandato.")
    organ: str = column("L'organo che lo ha deciso.")
    act: str = column("Gli estremi del suo atto.")
    granted_on: date = column("Il giorno.")
    until: date | None = column("L'ultimo giorno in cui vale, se ne ha uno.")
    source: Source = inline("Il documento e l'articolo che lo vogliono.")

    @rows(Comune | None, "Il comune, se è uno.")
    def comune(self: Place) -> Select[Any]:
        return _comune(self)

    @rows(MandateRevocation | None, "La revoca, se c'è.")
    def revocation(self: Place) -> Select[Any]:
        below, above = self.below, self.above
        return self.select().where(
            below.c.ambito_id == above.c.ambito_id, below.c.mandate_id == above.c.id
        )

    @total(str, "Nel giorno: NOT_YET, VALID, EXPIRED o REVOKED.")
    def standing(self: Place) -> Select[Any]:
        above, taken = self.above, self.also(tables.mandate_revocations)
        revoked = (
            select(func.count())
            .select_from(taken)
            .where(taken.c.ambito_id == above.c.ambito_id, taken.c.mandate_id == above.c.id)
            .where(taken.c.revoked_on <= self.day)
            .correlate(above)
            .scalar_subquery()
        )
        return select(
            case(
                (revoked > 0, quoted("REVOKED")),
                (above.c.until < self.day, quoted("EXPIRED")),
                (above.c.granted_on > self.day, quoted("NOT_YET")),
                else_=quoted("VALID"),
            )
        )


@strawberry.type(description="Uno di coloro per conto dei quali un contratto è firmato.")
@reads(scopes.REPRESENTATION, tables.contract_parties)
class ContractParty(Node):
    """Somebody on behalf of whom a contract is signed."""

    id: strawberry.ID = identity()
    code: str = column("Codice: di un comune, quello ISTAT.")
    name: str = column("Chi è.")

    @rows(Comune | None, "Il comune, se è uno.")
    def comune(self: Place) -> Select[Any]:
        return _comune(self)

    @rows(SigningMandate | None, "Il mandato; nulla per chi firma, e dove non ne serve uno.")
    def mandate(self: Place) -> Select[Any]:
        return _the(self, "mandate_id")


def _parties(place: Place) -> Select[Any]:
    below, above = place.below, place.above
    return place.select().where(
        below.c.ambito_id == above.c.ambito_id, below.c.contract_id == above.c.id
    )


@strawberry.type(description="Un contratto firmato, da chi e per conto di chi.")
@reads(scopes.REPRESENTATION, tables.signed_contracts)
class SignedContract(Node):
    """A contract that was signed."""

    id: strawberry.ID = identity()
    matter: str = value(lambda row: row.c.matter_code, "Codice di ciò che si è firmato.")
    matter_name: str = column("Che cosa si è firmato.")
    programme: str | None = value(
        lambda row: row.c.programme_code, "Codice del documento di programmazione che è."
    )
    by_code: str = column("Codice di chi ha firmato: di un comune, quello ISTAT.")
    by_name: str = column("Chi ha firmato.")
    counterpart_code: str = column("Codice dell'altra parte.")
    counterpart_name: str = column("L'altra parte.")
    act: str = column("Gli estremi.")
    signed_on: date = column("Il giorno.")
    since: date = column("Da quando vale.")
    until: date | None = column("L'ultimo giorno, se c'è.")
    source: Source = inline("Il documento e l'articolo su cui si fonda la firma.")

    @rows(list[ContractParty], "Per conto di chi, compreso chi firma se è fra loro.", expect=10)
    def on_behalf_of(self: Place) -> Select[Any]:
        return _parties(self).order_by(self.below.c.position)

    @total(int, "Quanti sono.", over=ContractParty, figure=counted)
    def on_behalf_of_count(self: Place) -> Select[Any]:
        return _parties(self)

    @total(str, "Nel giorno: NOT_YET, IN_FORCE o EXPIRED.")
    def standing(self: Place) -> Select[Any]:
        above = self.above
        return select(
            case(
                (above.c.until < self.day, quoted("EXPIRED")),
                (above.c.since > self.day, quoted("NOT_YET")),
                else_=quoted("IN_FORCE"),
            )
        )


@strawberry.type(description="Ciò che uno ha compiuto per conto di un altro.")
@reads(scopes.REPRESENTATION, tables.representations)
class Representation(Node):
    """Something done on behalf of another."""

    id: strawberry.ID = identity()
    by_code: str = column("Codice di chi ha agito: di un comune, quello ISTAT.")
    by_name: str = column("Chi ha agito.")
    on_behalf_of_code: str = value(lambda row: row.c.behalf_code, "Codice di chi è rappresentato.")
    on_behalf_of_name: str = value(lambda row: row.c.behalf_name, "Chi è rappresentato.")
    toward_code: str | None = column("Codice di chi lo ha ricevuto.")
    toward_name: str | None = column("Presso chi.")
    matter: str | None = value(lambda row: row.c.matter_code, "Codice della materia.")
    matter_name: str | None = column("La materia.")
    subject: str = column("Che cosa ha fatto.")
    on: date = value(lambda row: row.c.done_on, "Il giorno.")
    source: Source = inline("Il documento e l'articolo che glielo danno.")

    @rows(SignedContract | None, "Il contratto sotto il quale agisce, se ne serve uno.")
    def contract(self: Place) -> Select[Any]:
        return _the(self, "contract_id")


@strawberry.type(description="Una persona mandata a rappresentare qualcuno, o a dargli supporto.")
@reads(scopes.REPRESENTATION, tables.representatives)
class Representative(Node):
    """A person who was sent."""

    id: strawberry.ID = identity()
    person: str = column("Chi è.")
    by_code: str = column("Codice di chi lo manda: di un comune, quello ISTAT.")
    by_name: str = column("Chi lo manda.")
    at_code: str = column("Codice di chi lo riceve.")
    at_name: str = column("Presso chi, o a supporto di chi.")
    body: str | None = column("Quale organismo, se i documenti ne nominano solo il genere.")
    act: str | None = column("Gli estremi dell'atto.")
    since: date = column("Da quando.")
    source: Source = inline("Il documento e l'articolo che lo vogliono.")

    @total(str, "Nel giorno: NOT_YET o ACTIVE.")
    def standing(self: Place) -> Select[Any]:
        later = self.above.c.since > self.day
        return select(case((later, quoted("NOT_YET")), else_=quoted("ACTIVE")))


def _sent(place: Place, to: Any) -> Any:
    """Keep the representatives of the rule above, on the day."""
    above = place.above
    return and_(
        to.c.ambito_id == above.c.ambito_id,
        to.c.by_code == told("each")(above),
        to.c.at_code == told("supports")(above),
        to.c.since <= place.day,
    )


def _lacking(place: Place, rule: Any) -> Any:
    """Tell how many a rule asks for beyond those who were sent by the day."""
    sent = place.also(tables.representatives)
    found = (
        select(func.count())
        .select_from(sent)
        .where(sent.c.ambito_id == rule.c.ambito_id, sent.c.since <= place.day)
        .where(sent.c.by_code == told("each")(rule), sent.c.at_code == told("supports")(rule))
        .correlate(rule)
        .scalar_subquery()
    )
    wanted = func.coalesce(told("n", Integer)(rule), 0)
    return func.greatest(wanted - found, 0)


@strawberry.type(description="Un ente che deve designare chi dà supporto, e se l'ha fatto.")
@reads(RULE, rules, only=section("representatives"))
class RepresentativesDuty(RuleFacts):
    """A body that must designate representatives."""

    each: str | None = value(told("each"), "Codice di chi designa: di un comune, quello ISTAT.")
    each_name: str | None = value(told("eachName"), "Chi designa.")
    supports: str | None = value(told("supports"), "A supporto di chi.")
    wanted: int | None = value(told("n", Integer), "Quanti.")

    @rows(list[Representative], "I designati entro il giorno.", expect=2)
    def designated(self: Place) -> Select[Any]:
        below = self.below
        return self.select().where(_sent(self, below)).order_by(below.c.since, below.c.id)

    @total(int, "Quanti ne mancano nel giorno.")
    def lacking(self: Place) -> Select[Any]:
        return select(_lacking(self, self.above))


OfMatter = Annotated[
    str | None, strawberry.argument(description="Solo di ciò che ha questo codice.")
]
At = Annotated[
    str | None, strawberry.argument(description="Solo presso chi ha questo codice, o per esso.")
]


def _of(place: Place) -> Select[Any]:
    return place.select().where(place.below.c.ambito_id == place.above.c.ambito_id)


def _duties(place: Place) -> Select[Any]:
    return _of(place).where(place.holds(place.below)).order_by(place.below.c.number)


@strawberry.type
class AmbitoRepresentation:
    """What is done for others in an Ambito."""

    @page(Connection[SigningMandate], "I mandati a firmare, dal primo.", order=["granted_on", "id"])
    def signing_mandates(self: Place, matter: OfMatter = None) -> Select[Any]:
        chosen = _of(self)
        return chosen if matter is None else chosen.where(self.below.c.matter_code == matter)

    @page(Connection[SignedContract], "I contratti firmati, dal primo.", order=["signed_on", "id"])
    def signed_contracts(self: Place, matter: OfMatter = None) -> Select[Any]:
        chosen = _of(self)
        return chosen if matter is None else chosen.where(self.below.c.matter_code == matter)

    @page(
        Connection[Representation],
        "Ciò che è stato fatto per conto di altri, dal primo giorno.",
        order=["done_on", "id"],
    )
    def representations(self: Place, matter: OfMatter = None) -> Select[Any]:
        chosen = _of(self)
        return chosen if matter is None else chosen.where(self.below.c.matter_code == matter)

    @page(Connection[Representative], "Chi rappresenta, dal primo.", order=["since", "id"])
    def representatives(self: Place, at: At = None) -> Select[Any]:
        chosen = _of(self)
        return chosen if at is None else chosen.where(self.below.c.at_code == at)

    @rows(list[RepresentativesDuty], "Chi deve designare chi dà supporto.", expect=4)
    def representatives_duties(self: Place) -> Select[Any]:
        return _duties(self)

    @rows(list[RepresentativesDuty], "Chi di loro non l'ha ancora fatto.", expect=2)
    def missing_representatives(self: Place) -> Select[Any]:
        return _duties(self).where(_lacking(self, self.below) > 0)
