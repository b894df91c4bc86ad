"""How the contract shows the two books of a cost: who paid it, and on whom it counts."""

from datetime import date
from enum import Enum
from typing import Annotated, Any

import strawberry
from sqlalchemy import BigInteger, Select, cast, func, select, union_all

from ambiti.budgets import scopes
from ambiti.budgets.attributions import tables
from ambiti.budgets.euro import Euro, written
from ambiti.budgets.ledger.graph import LedgerMovement, the
from ambiti.budgets.ripartos.graph import RipartoFigure, RoundedBy, figures_counted
from ambiti.governance.acts.graph.acts import Act
from ambiti.reading.binding import Place, column, identity, inline, page, reads, rows, value
from ambiti.reading.nodes import Connection, Node
from ambiti.reading.sources import Source
from ambiti.reading.text import quoted
from ambiti.territory.graph.comuni import Comune

LazyAttribution = Annotated["CostAttribution", strawberry.lazy("ambiti.budgets.attributions.graph")]


@strawberry.enum(description="A quali fini un costo si considera a carico di altri.")
class CostTarget(Enum):
    """For what a cost counts as that of others."""

    STAFF_COST_LIMITS = strawberry.enum_value(
        "STAFF_COST_LIMITS", description="I limiti di spesa del personale."
    )
    INCENTIVE_FUND = strawberry.enum_value("INCENTIVE_FUND", description="I fondi incentivanti.")
    OVERTIME_FUND = strawberry.enum_value(
        "OVERTIME_FUND", description="I fondi per gli straordinari."
    )


@strawberry.enum(description="I due conti di un costo.")
class CostBook(Enum):
    """The two books of a cost."""

    CASH = strawberry.enum_value("CASH", description="Chi lo paga.")
    NOTIONAL = strawberry.enum_value("NOTIONAL", description="A carico di chi si considera.")


@strawberry.type(description="La parte di un costo che si considera a carico di un ente.")
@reads(scopes.BUDGET, tables.notional_entries)
class NotionalEntry(Node):
    """The part of a cost that counts as that of a party, with what it was made of."""

    id: strawberry.ID = identity()
    code: str = value(lambda row: row.c.party_code, "Codice ISTAT, o codice dell'ente.")
    name: str = value(lambda row: row.c.party_name, "L'ente, come si chiamava.")
    amount: Euro = value(
        lambda row: written(row.c.cents), "La parte in euro; sotto zero, se è ritirata."
    )
    weight: str = column("Il peso: un numero o una frazione.")
    whole: str = column("La somma dei pesi di tutti.")
    floor: Euro = value(
        lambda row: written(row.c.floor_cents),
        "La parte prima di assegnare i centesimi che avanzano.",
    )
    rounded: RoundedBy = column("Che cosa ha deciso l'arrotondamento.")
    why: str = column("Il conto in una frase.")

    @rows(Comune | None, "Il comune, se l'ente è uno.")
    def comune(self: Place) -> Select[Any]:
        return self.select().where(self.below.c.istat_code == self.above.c.istat_code)

    @rows(list[RipartoFigure], "La popolazione contata, comune per comune.", made=True, expect=2)
    def figures(self: Place) -> Select[Any]:
        return figures_counted(self)


@strawberry.type(description="Chi paga un costo.")
class CostPayer:
    """Who pays a cost."""

    code: str = value(lambda row: row.c.cash_code, "Codice nello statuto.")
    name: str = value(lambda row: row.c.cash_name, "Come si chiama.")


@strawberry.type(description="Un costo pagato da uno che si considera, per legge, di altri.")
@reads(scopes.BUDGET, tables.cost_attributions)
class CostAttribution(Node):
    """A cost that one paid and that counts as that of others."""

    id: strawberry.ID = identity()
    matter: str = value(lambda row: row.c.matter_code, "Il costo: codice della materia.")
    matter_name: str = column("Il costo.")
    target: CostTarget = column("A quali fini.")
    year: int = column("L'anno del costo.")
    amount: Euro = value(
        lambda row: written(row.c.cents), "Quanto: la somma delle parti; sotto zero, se è ritirato."
    )
    key: str = value(lambda row: row.c.key_code, "Il criterio: codice nello statuto.")
    key_name: str = column("Il criterio.")
    reference_date: date | None = column("La data a cui si conta la popolazione.")
    attributed_on: date = column("Da quale giorno conta: quello del pagamento.")
    reasons: str | None = column("Perché è ritirato, o imputato di nuovo.")
    payer: CostPayer = inline("Chi lo paga.")
    source: Source = inline("Il documento e l'articolo.")

    @rows(list[NotionalEntry], "La parte di ciascuno.", expect=15)
    def entries(self: Place) -> Select[Any]:
        below, above = self.below, self.above
        return (
            self.select()
            .where(below.c.ambito_id == above.c.ambito_id, below.c.attribution_id == above.c.id)
            .order_by(below.c.position)
        )

    @rows(LedgerMovement | None, "Il pagamento.")
    def payment(self: Place) -> Select[Any]:
        return the(self, "payment_id")

    @rows(Act | None, "L'atto su cui si fonda.")
    def act(self: Place) -> Select[Any]:
        return the(self, "act_id")

    @rows(LazyAttribution | None, "L'imputazione che questa ritira.")
    def reverses(self: Place) -> Select[Any]:
        return the(self, "reverses_id")


@strawberry.type(description="Quanto di un costo è di un ente, in uno dei due conti.")
class CostSum:
    """How much of a cost is of a party, in one of the two books."""

    book: CostBook = value(lambda row: row.c.book, "Quale conto.")
    target: CostTarget = value(lambda row: row.c.target, "A quali fini.")
    code: str = value(lambda row: row.c.code, "Chi: codice ISTAT, o codice nello statuto.")
    name: str = value(lambda row: row.c.name, "Come si chiama.")
    amount: Euro = value(lambda row: written(row.c.cents), "Quanto, in euro.")


OfYear = Annotated[int, strawberry.argument(description="L'anno del costo.")]
AnyYear = Annotated[int | None, strawberry.argument(description="Solo quelle dell'anno.")]
OfTarget = Annotated[CostTarget | None, strawberry.argument(description="Solo a questi fini.")]
OfBook = Annotated[CostBook | None, strawberry.argument(description="Solo di questo conto.")]


@strawberry.type
class AmbitoAttributions:
    """The two books of the costs of an Ambito."""

    @page(
        Connection[CostAttribution],
        "I costi imputati ad altri entro il giorno, dal primo.",
        order=["attributed_on", "id"],
    )
    def attributions(self: Place, year: AnyYear = None, target: OfTarget = None) -> Select[Any]:
        below = self.below
        chosen = self.select().where(
            below.c.ambito_id == self.above.c.ambito_id, below.c.attributed_on <= self.day
        )
        if year is not None:
            chosen = chosen.where(below.c.year == year)
        return chosen if target is None else chosen.where(below.c.target == target)

    @rows(
        list[CostSum],
        "Chi ha pagato, e a carico di chi si considera, entro il giorno: i due conti pareggiano.",
        made=True,
        expect=30,
    )
    def cost_sums(
        self: Place, year: OfYear, target: OfTarget = None, book: OfBook = None
    ) -> Select[Any]:
        entry = self.also(tables.notional_entries)
        both = []
        for name, of in (("CASH", None), ("NOTIONAL", entry)):
            made = self.also(tables.cost_attributions)
            who = (made.c.cash_code, made.c.cash_name) if of is None else (
                of.c.party_code, of.c.party_name
            )  # fmt: skip
            cents = (made if of is None else of).c.cents
            chosen = select(
                quoted(name).label("book"),
                made.c.target,
                who[0].label("code"),
                who[1].label("name"),
                cast(func.sum(cents), BigInteger).label("cents"),
            ).where(made.c.ambito_id == self.above.c.ambito_id, made.c.year == year)
            chosen = chosen.where(made.c.attributed_on <= self.day)
            if of is not None:
                chosen = chosen.where(
                    of.c.ambito_id == made.c.ambito_id, of.c.attribution_id == made.c.id
                )
            both.append(chosen.group_by(made.c.target, *who).correlate(self.above))
        found = union_all(*both).subquery()
        told = select(found)
        if target is not None:
            told = told.where(found.c.target == target)
        if book is not None:
            told = told.where(found.c.book == book)
        return told.order_by(found.c.book, found.c.target, found.c.name, found.c.code)
