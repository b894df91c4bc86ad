"""How the contract shows acts: whose they are, what they follow, what became of them."""

from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from sqlalchemy import Integer, Select, Text, cast, exists, or_, select

from ambiti.governance.acts import scopes, tables
from ambiti.governance.meetings.graph import Vote
from ambiti.reading.binding import Place, column, identity, inline, page, reads, rows, value
from ambiti.reading.nodes import Connection, Node
from ambiti.reading.sources import Source, sourced

if TYPE_CHECKING:
    from ambiti.governance.acts.graph.delivered import Delivery
    from ambiti.governance.graph.organs import Organ

LazyOrgan = Annotated["Organ", strawberry.lazy("ambiti.governance.graph.organs")]
LazyDelivery = Annotated["Delivery", strawberry.lazy("ambiti.governance.acts.graph.delivered")]
LazyAct = Annotated["Act", strawberry.lazy("ambiti.governance.acts.graph.acts")]


@strawberry.enum(description="Che cosa fa un atto.")
class ActVerb(Enum):
    """What an act does."""

    PREPARE = strawberry.enum_value("PREPARE", description="Predispone: l'istruttoria, la bozza.")
    PROPOSE = strawberry.enum_value("PROPOSE", description="Propone a chi decide.")
    CONSULT = strawberry.enum_value("CONSULT", description="Consulta: un confronto avvenuto.")
    OPINION = strawberry.enum_value("OPINION", description="Dà un parere: non decide.")
    AGREE = strawberry.enum_value("AGREE", description="Dà l'intesa.")
    DECIDE = strawberry.enum_value("DECIDE", description="Decide.")
    APPROVE = strawberry.enum_value("APPROVE", description="Approva ciò che altri propongono.")
    ADOPT = strawberry.enum_value("ADOPT", description="Adotta.")
    EXECUTE = strawberry.enum_value("EXECUTE", description="Cura l'esecuzione.")
    MONITOR = strawberry.enum_value("MONITOR", description="Verifica.")
    REPORT = strawberry.enum_value("REPORT", description="Rende conto.")
    CONTROL = strawberry.enum_value("CONTROL", description="Controlla.")


@strawberry.enum(description="A che punto è un atto.")
class ActState(Enum):
    """How far an act is."""

    PROPOSED = strawberry.enum_value(
        "PROPOSED", description="Predisposto o proposto: attende chi decide."
    )
    GIVEN = strawberry.enum_value(
        "GIVEN", description="Reso una volta per tutte: parere, consultazione, intesa, verifica."
    )
    ADOPTED = strawberry.enum_value("ADOPTED", description="Adottato; di una proposta: accolta.")
    EXECUTED = strawberry.enum_value("EXECUTED", description="Eseguito.")
    ANNULLED = strawberry.enum_value("ANNULLED", description="Annullato, con le sue ragioni.")


@strawberry.type(description="Di chi è un atto.")
class ActAuthor:
    """Whose act it is."""

    code: str = value(lambda row: row.c.author_code, "Codice nei documenti, o codice ISTAT.")
    name: str = value(lambda row: row.c.author_name, "Come si chiamava quel giorno.")


def _of_act(place: Place) -> Select[Any]:
    below, above = place.below, place.above
    return place.select().where(
        below.c.ambito_id == above.c.ambito_id, below.c.act_id == above.c.id
    )


def _the(place: Place, column_name: str) -> Select[Any]:
    below, above = place.below, place.above
    return place.select().where(
        below.c.ambito_id == above.c.ambito_id, below.c.id == above.c[column_name]
    )


@strawberry.type(description="Chi un atto riguarda: a chi si rivolge, o chi impegna.")
@reads(scopes.ACT, tables.act_parties)
class ActParty(Node):
    """Somebody that an act is toward, or that it binds."""

    id: strawberry.ID = identity()
    code: str = column("Codice nei documenti, o codice ISTAT.")
    name: str = column("Il nome.")


@strawberry.type(description="Un passaggio di un atto: non si modifica e non si toglie.")
@reads(scopes.ACT, tables.act_steps)
class ActStep(Node):
    """One change of the state of an act."""

    id: strawberry.ID = identity()
    position: int = column("Il numero del passaggio.")
    before: ActState | None = column("A che punto era.")
    after: ActState = column("A che punto è poi.")
    taken_on: date = column("Il giorno.")
    recorded_at: datetime = column("Quando è stato registrato.")
    by_code: str = column("Codice di chi lo ha compiuto.")
    by_name: str = column("Chi lo ha compiuto.")
    recorded_by: str = column("Chi lo ha registrato.")
    reasons: str | None = column("Le ragioni, se è un annullamento.")
    source: Source | None = inline("Il documento e l'articolo su cui si fonda.", present=sourced)

    @rows(Vote | None, "La votazione su cui si fonda l'annullamento.")
    def vote(self: Place) -> Select[Any]:
        return _the(self, "vote_id")


@strawberry.type(description="Due indirizzi in contrasto, e quale prevale.")
@reads(scopes.ACT, tables.act_conflicts)
class ActConflict(Node):
    """Two directions that say different things."""

    id: strawberry.ID = identity()
    told: str = column("Il contrasto in una frase.")
    source: Source | None = inline(
        "Il documento e l'articolo che dicono quale prevale.", present=sourced
    )

    @rows(LazyAct | None, "L'atto che ha rilevato il contrasto.")
    def act(self: Place) -> Select[Any]:
        return _the(self, "act_id")

    @rows(LazyAct | None, "L'altro atto.")
    def other(self: Place) -> Select[Any]:
        return _the(self, "other_id")

    @rows(LazyAct | None, "Quello che prevale; nulla se i documenti non lo dicono.")
    def prevailing(self: Place) -> Select[Any]:
        return _the(self, "prevailing_id")


@strawberry.enum(description="Dove un atto è pubblicato.")
class PublicationPlace(Enum):
    """Where an act is published."""

    ALBO = strawberry.enum_value("ALBO", description="All'albo pretorio.")
    BULLETIN = strawberry.enum_value("BULLETIN", description="Nel bollettino ufficiale.")
    BULLETIN_EXTRACT = strawberry.enum_value(
        "BULLETIN_EXTRACT", description="Nel bollettino ufficiale, per estratto."
    )
    SITE = strawberry.enum_value("SITE", description="Nel sito.")


@strawberry.type(description="Una pubblicazione di un atto.")
@reads(scopes.ACT, tables.publications)
class ActPublication(Node):
    """An act is published somewhere."""

    id: strawberry.ID = identity()
    place: PublicationPlace = column("Dove.")
    shown_on: date = column("Da quando.")
    reference: str | None = column("Il numero del bollettino, o l'indirizzo della pagina.")


@strawberry.type(description="Un atto del registro.")
@reads(scopes.ACT, tables.acts)
class Act(Node):
    """An act of the register."""

    id: strawberry.ID = identity()
    author: ActAuthor = inline("Di chi è.")
    year: int = column("L'anno in cui è numerato.")
    number: int = column("Il numero nell'anno, per chi lo ha compiuto, senza salti.")
    verb: ActVerb = column("Che cosa fa.")
    decides: bool = value(
        lambda row: or_(*(row.c.verb == verb for verb in ("DECIDE", "APPROVE", "ADOPT"))),
        "Vero se è una decisione; pareri, consultazioni e intese non lo sono.",
    )
    jointly: bool = column("Vero se chi lo compie vi concorre soltanto, insieme ad altri.")
    matter: str = value(lambda row: row.c.matter_code, "Codice della materia.")
    matter_name: str = column("La materia.")
    subject: str = column("L'oggetto.")
    taken_on: date = column("Il giorno dell'atto.")
    reference_year: int = column("L'anno a cui si riferisce.")
    programme: str | None = value(
        lambda row: row.c.programme_code, "Il documento di programmazione, se è di uno."
    )
    action: str | None = column("L'azione del documento di programmazione.")
    amount: str | None = value(
        lambda row: cast(row.c.amount, Text), "La somma che impegna, in euro con due decimali."
    )
    protocol: str | None = column("Il numero che ha presso l'ente: «determina 101».")
    text_hash: str = column("SHA-256 del testo.")
    attachments: list[str] = column("I nomi degli allegati.")
    state: ActState = column("A che punto è.")
    published: bool = column("Se è pubblicato.")
    published_on: date | None = column("Da quando è pubblicato.")
    source: Source | None = inline(
        "Il documento e l'articolo che gliene danno la competenza.", present=sourced
    )

    @rows(LazyOrgan | None, "L'organo, se è di uno.")
    def organ(self: Place) -> Select[Any]:
        below, above = self.below, self.above
        return (
            self.select()
            .where(below.c.ambito_id == above.c.ambito_id, below.c.code == above.c.author_code)
            .where(below.c.valid_from <= above.c.taken_on, below.c.valid_until > above.c.taken_on)
        )

    @rows(Vote | None, "La votazione su cui si fonda.")
    def vote(self: Place) -> Select[Any]:
        return _the(self, "vote_id")

    @rows(LazyAct | None, "L'indirizzo che segue.")
    def direction(self: Place) -> Select[Any]:
        return _the(self, "direction_id")

    @rows(list[LazyAct], "Gli atti che lo precedono: istruttoria, proposta, pareri.", expect=2)
    def predecessors(self: Place) -> Select[Any]:
        return _linked(self, "act_id", "predecessor_id")

    @rows(list[LazyAct], "Gli atti che lo seguono.", expect=2)
    def successors(self: Place) -> Select[Any]:
        return _linked(self, "predecessor_id", "act_id")

    @rows(list[LazyAct], "Gli atti che seguono il suo indirizzo.", expect=2)
    def followers(self: Place) -> Select[Any]:
        below, above = self.below, self.above
        return (
            self.select()
            .where(below.c.ambito_id == above.c.ambito_id, below.c.direction_id == above.c.id)
            .order_by(below.c.taken_on, below.c.id)
        )

    @rows(list[ActConflict], "I contrasti con altri indirizzi, e quale prevale.", expect=1)
    def conflicts(self: Place) -> Select[Any]:
        below, above = self.below, self.above
        return (
            self.select()
            .where(below.c.ambito_id == above.c.ambito_id)
            .where(or_(below.c.act_id == above.c.id, below.c.other_id == above.c.id))
            .order_by(below.c.id)
        )

    @rows(list[ActParty], "A chi si rivolge: i consultati, i destinatari.", expect=2)
    def toward(self: Place) -> Select[Any]:
        return _of_act(self).where(self.below.c.part == "TOWARD").order_by(self.below.c.position)

    @rows(list[ActParty], "Chi impegna, oltre a chi lo compie.", expect=10)
    def binds(self: Place) -> Select[Any]:
        return _of_act(self).where(self.below.c.part == "BOUND").order_by(self.below.c.position)

    @rows(list[ActStep], "I suoi passaggi, nell'ordine.", expect=2)
    def steps(self: Place) -> Select[Any]:
        return _of_act(self).order_by(self.below.c.position)

    @rows(list[ActPublication], "Dove è pubblicato.", expect=1)
    def publications(self: Place) -> Select[Any]:
        return _of_act(self).order_by(self.below.c.shown_on, self.below.c.place)

    @rows(list[LazyDelivery], "A chi è stato trasmesso.", expect=10)
    def deliveries(self: Place) -> Select[Any]:
        below, above = self.below, self.above
        items = self.also(tables.dispatch_items)
        return (
            self.select()
            .join(
                items,
                (items.c.ambito_id == below.c.ambito_id)
                & (items.c.dispatch_id == below.c.dispatch_id),
            )
            .where(items.c.ambito_id == above.c.ambito_id, items.c.act_id == above.c.id)
            .order_by(below.c.dispatch_id, below.c.position)
        )

    @rows(ActStep | None, "Quando e da chi è stato eseguito; nulla finché non lo è.")
    def execution(self: Place) -> Select[Any]:
        return _of_act(self).where(self.below.c.after == "EXECUTED")


def _linked(place: Place, near: str, far: str) -> Select[Any]:
    below, above = place.below, place.above
    link = place.also(tables.act_predecessors)
    return (
        place.select()
        .join(link, (link.c.ambito_id == below.c.ambito_id) & (link.c[far] == below.c.id))
        .where(link.c.ambito_id == above.c.ambito_id, link.c[near] == above.c.id)
        .order_by(below.c.taken_on, link.c.position, below.c.id)
    )


By = Annotated[
    str | None, strawberry.argument(description="Solo gli atti di chi ha questo codice.")
]
Toward = Annotated[
    str | None, strawberry.argument(description="Solo gli atti rivolti a chi ha questo codice.")
]
InYear = Annotated[int | None, strawberry.argument(description="Solo gli atti di quest'anno.")]
OnMatter = Annotated[str | None, strawberry.argument(description="Solo su questa materia.")]
InState = Annotated[ActState | None, strawberry.argument(description="Solo a questo punto.")]
Verb = Annotated[ActVerb | None, strawberry.argument(description="Solo gli atti che fanno questo.")]


@strawberry.type
class AmbitoActs:
    """The register of an Ambito."""

    @page(Connection[Act], "Il registro degli atti, dal primo.", order=["taken_on", "id"])
    def acts(  # noqa: PLR0913, PLR0917  each narrows by one thing
        self: Place,
        by: By = None,
        toward: Toward = None,
        year: InYear = None,
        matter: OnMatter = None,
        state: InState = None,
        verb: Verb = None,
    ) -> Select[Any]:
        below = self.below
        chosen = self.select().where(below.c.ambito_id == self.above.c.ambito_id)
        narrowed = {"author_code": by, "matter_code": matter, "state": state, "verb": verb}
        for name, wanted in narrowed.items():
            if wanted is not None:
                chosen = chosen.where(below.c[name] == wanted)
        if year is not None:
            chosen = chosen.where(below.c.year == cast(year, Integer))
        if toward is not None:
            parties = self.also(tables.act_parties)
            chosen = chosen.where(
                exists(
                    select(parties.c.id).where(
                        parties.c.ambito_id == below.c.ambito_id,
                        parties.c.act_id == below.c.id,
                        parties.c.part == "TOWARD",
                        parties.c.code == toward,
                    )
                )
            )
        return chosen
