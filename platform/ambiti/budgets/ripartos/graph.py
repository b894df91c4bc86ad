"""How the contract shows riparti: each share with all that it was made of."""

from datetime import date
from enum import Enum
from typing import Annotated, Any

import strawberry
from sqlalchemy import (
    Date,
    Integer,
    Select,
    Text,
    case,
    func,
    select,
)
from sqlalchemy import column as sql_column

from ambiti.budgets.euro import Euro, written
from ambiti.budgets.ripartos import scopes, tables
from ambiti.governance.acts.graph.acts import Act
from ambiti.governance.acts.tables import acts
from ambiti.reading.binding import Place, column, identity, inline, page, reads, rows, total, value
from ambiti.reading.nodes import Connection, Node
from ambiti.reading.sources import Source
from ambiti.reading.text import quoted
from ambiti.territory.graph.comuni import Comune
from ambiti.territory.graph.populations import PopulationStatus


@strawberry.enum(description="A che punto è un riparto.")
class RipartoState(Enum):
    """How far a riparto is."""

    PROPOSED = strawberry.enum_value("PROPOSED", description="Proposto: attende chi decide.")
    PERFECTED = strawberry.enum_value(
        "PERFECTED", description="Perfezionato: approvato da chi lo decide."
    )
    ANNULLED = strawberry.enum_value(
        "ANNULLED", description="L'atto che lo approvava è annullato: attende chi decide."
    )


@strawberry.enum(description="Che cosa ha deciso l'arrotondamento di una quota.")
class RoundedBy(Enum):
    """What settled the rounding of a share."""

    EXACT = strawberry.enum_value("EXACT", description="Nulla: la quota è intera.")
    LARGEST_REMAINDER = strawberry.enum_value("LARGEST_REMAINDER", description="Il resto.")
    WEIGHT = strawberry.enum_value("WEIGHT", description="A parità di resto, il peso.")
    NAME = strawberry.enum_value("NAME", description="A parità di resto e di peso, il nome.")


@strawberry.type(description="Una cifra di popolazione contata in una quota.")
class RipartoFigure:
    """A figure of population that a share counts."""

    istat_code: str = column("Codice ISTAT del comune.")
    comune: str = column("Il comune.")
    residents: int = column("Residenti.")
    reference_date: date = column("La data a cui la cifra si riferisce.")
    status: PopulationStatus = column("Da dove viene.")
    source: str = column("Chi l'ha pubblicata e dove.")
    series: str = column("La serie.")
    reason: str | None = column("Perché sta al posto di quella che il testo indica; o nulla.")


def figures_counted(place: Place) -> Select[Any]:
    """Give the figures of population that the row above counts."""
    found = (
        func.jsonb_to_recordset(place.above.c.figures)
        .table_valued(
            sql_column("position", Integer),
            sql_column("istat_code", Text),
            sql_column("comune", Text),
            sql_column("residents", Integer),
            sql_column("reference_date", Date),
            sql_column("status", Text),
            sql_column("source", Text),
            sql_column("series", Text),
            sql_column("reason", Text),
        )
        .render_derived("counted", with_types=True)
    )
    told = [one for one in found.c if one.name != "position"]
    return select(*told).order_by(found.c.position)


@strawberry.type(description="La quota di un ente, con quanto serve per rifarne il conto.")
@reads(scopes.RIPARTO, tables.riparto_shares)
class RipartoShare(Node):
    """The share of a party, by one criterion."""

    id: strawberry.ID = identity()
    key: str = value(lambda row: row.c.key_code, "Il criterio.")
    code: str = value(lambda row: row.c.party_code, "Codice ISTAT, o codice dell'ente.")
    name: str = value(lambda row: row.c.party_name, "L'ente, come si chiamava.")
    amount: Euro = value(lambda row: written(row.c.cents), "La quota in euro.")
    difference: Euro = value(
        lambda row: written(row.c.difference_cents),
        "Quanto è di più (o di meno) che con il criterio proposto, in euro.",
    )
    weight: str = column("Il peso: un numero o una frazione.")
    whole: str = column("La somma dei pesi di tutti.")
    remembered: str = column(
        "Quanto gli arrotondamenti dei riparti di prima gli hanno tolto, in centesimi: un numero o "
        "una frazione, e meno di zero se gli hanno dato di più. Si somma al conto."
    )
    short: str | None = column(
        "Quanto la quota è meno di ciò che gli spetta (o di più, se è meno di zero), in centesimi: "
        "un numero o una frazione. Conta nel riparto che segue, dove i documenti lo vogliono."
    )
    floor: Euro = value(
        lambda row: written(row.c.floor_cents),
        "La quota prima di assegnare i centesimi che avanzano.",
    )
    extra_cent: bool = value(
        lambda row: row.c.cents > row.c.floor_cents, "Vero se ha uno dei centesimi che avanzano."
    )
    rounded: RoundedBy = column("Che cosa ha deciso l'arrotondamento.")
    why: str = column("Il conto in una frase.")

    @rows(Comune | None, "Il comune, se l'ente è uno.")
    def comune(self: Place) -> Select[Any]:
        return self.select().where(self.below.c.istat_code == self.above.c.istat_code)

    @rows(list[RipartoFigure], "La popolazione contata, comune per comune.", made=True, expect=2)
    def figures(self: Place) -> Select[Any]:
        return figures_counted(self)


def _shares(place: Place, *, chosen: bool) -> Select[Any]:
    below, above = place.below, place.above
    found = place.select().where(
        below.c.ambito_id == above.c.ambito_id, below.c.riparto_id == above.c.id
    )
    if chosen:  # they have one criterion
        return found.where(below.c.chosen).order_by(below.c.position)
    return found.where(~below.c.chosen).order_by(below.c.key_code, below.c.position)


@strawberry.type(description="Chi decide un riparto.")
class RipartoDecider:
    """Who decides a riparto."""

    code: str = value(lambda row: row.c.decided_by_code, "Codice nello statuto.")
    name: str = value(lambda row: row.c.decided_by_name, "Come si chiama.")


@strawberry.type(description="Una somma ripartita fra enti, secondo un criterio dei documenti.")
@reads(scopes.RIPARTO, tables.riparti)
class Riparto(Node):
    """A sum shared by a criterion of the documents."""

    id: strawberry.ID = identity()
    matter: str = value(lambda row: row.c.matter_code, "Che cosa si ripartisce: codice.")
    matter_name: str = column("Che cosa si ripartisce.")
    year: int = column("L'anno di spesa.")
    amount: Euro = value(lambda row: written(row.c.cents), "La somma, in euro.")
    covered: Euro = value(
        lambda row: written(row.c.covered_cents), "Quanta ne copre un fondo, e nessuno paga."
    )
    key: str = value(lambda row: row.c.key_code, "Il criterio: codice nello statuto.")
    key_name: str = column("Il criterio.")
    reference_date: date | None = column("La data a cui si conta la popolazione.")
    rules_on: date = column("Il giorno di cui valgono regole ed enti.")
    proposed_on: date = column("Quando è stato proposto.")
    perfected_on: date | None = column("Quando è stato approvato.")
    decided_by: RipartoDecider | None = inline(
        "Chi lo decide, se i documenti lo dicono.",
        present=lambda row: row.c.decided_by_code.is_not(None),
    )
    source: Source = inline("Il documento e l'articolo del criterio.")

    @total(RipartoState, "A che punto è.")
    def state(self: Place) -> Select[Any]:
        act, above = self.also(acts), self.above
        annulled = (
            select(act.c.id)
            .where(act.c.ambito_id == above.c.ambito_id, act.c.id == above.c.act_id)
            .where(act.c.state == quoted("ANNULLED"))
            .correlate(above)
            .exists()
        )
        no_act = above.c.act_id.is_(None)  # nothing is looked for where there is none
        return select(
            case((no_act, above.c.state), (annulled, quoted("ANNULLED")), else_=above.c.state)
        )

    @rows(list[RipartoShare], "La quota di ciascuno.", expect=15)
    def shares(self: Place) -> Select[Any]:
        return _shares(self, chosen=True)

    @rows(list[RipartoShare], "Le quote con gli altri criteri confrontati.", expect=15)
    def compared(self: Place) -> Select[Any]:
        return _shares(self, chosen=False)

    @rows(
        Annotated["Riparto", strawberry.lazy("ambiti.budgets.ripartos.graph")] | None,
        "L'ultimo riparto approvato, da cui gli arrotondamenti si ricordano; o nulla.",
    )
    def remembers(self: Place) -> Select[Any]:
        below, above = self.below, self.above
        return self.select().where(
            below.c.ambito_id == above.c.ambito_id, below.c.id == above.c.remembers_id
        )

    @rows(Act | None, "L'atto che lo approva.")
    def act(self: Place) -> Select[Any]:
        below, above = self.below, self.above
        return self.select().where(
            below.c.ambito_id == above.c.ambito_id, below.c.id == above.c.act_id
        )


OfYear = Annotated[int | None, strawberry.argument(description="Solo quelli dell'anno.")]
OnMatter = Annotated[str | None, strawberry.argument(description="Solo di questa materia.")]


@strawberry.type
class AmbitoRiparti:
    """The riparti of an Ambito."""

    @page(Connection[Riparto], "I riparti, dal primo proposto.", order=["proposed_on", "id"])
    def riparti(self: Place, year: OfYear = None, matter: OnMatter = None) -> Select[Any]:
        below = self.below
        chosen = self.select().where(below.c.ambito_id == self.above.c.ambito_id)
        if year is not None:
            chosen = chosen.where(below.c.year == year)
        if matter is not None:
            chosen = chosen.where(below.c.matter_code == matter)
        return chosen
