"""How the contract shows budgets and their funds."""

from datetime import date
from typing import Annotated, Any

import strawberry
from sqlalchemy import Select

from ambiti.budgets import scopes
from ambiti.budgets.contracts.graph.actions import ActionReport, OfLevel, OfProgramme, reported
from ambiti.budgets.funds import tables
from ambiti.budgets.funds.kinds import BudgetState, FundKind, InKindMeasure
from ambiti.budgets.imports.graph import AccountingImport
from ambiti.budgets.ledger.graph import BudgetLine, LedgerMovement, the
from ambiti.budgets.ledger.kinds import LineLevel, MovementKind
from ambiti.budgets.ledger.totals import BudgetCash, BudgetTotals, budget_totals, cash, fund_totals
from ambiti.budgets.radar.graph.risk import FundRisk, Threshold, risk, risky
from ambiti.governance.acts.graph.acts import Act
from ambiti.reading.binding import Place, column, identity, inline, page, reads, rows
from ambiti.reading.nodes import Connection, Node
from ambiti.reading.sources import Source


@strawberry.type(description="Ciò che è dato in natura: si conta a parte e non è mai denaro.")
@reads(scopes.BUDGET, tables.in_kind_contributions)
class InKindContribution(Node):
    """What is given in kind."""

    id: strawberry.ID = identity()
    given_by: str = column("Chi lo dà.")
    quantity: int = column("Quanto.")
    measure: InKindMeasure = column("In che cosa si conta.")
    description: str = column("Che cosa è.")
    given_on: date = column("Il giorno.")

    @rows(Act | None, "L'atto su cui si fonda.")
    def act(self: Place) -> Select[Any]:
        return the(self, "act_id")


LazyBudget = Annotated["Budget", strawberry.lazy("ambiti.budgets.funds.graph")]


@strawberry.type(description="Un fondo nel bilancio di un anno, come i documenti lo vogliono.")
@reads(scopes.BUDGET, tables.budget_funds)
class BudgetFund(Node):
    """A fund of a budget."""

    id: strawberry.ID = identity()
    code: str = column("Il codice nello statuto, o quello che gli fu dato.")
    name: str = column("Come si chiama.")
    kind: FundKind = column("Da dove viene.")
    core: bool = column("Vero se il bilancio non può farne a meno.")
    in_kind: bool = column("Vero se è in natura: non ha somme.")
    allocated_by: str | None = column("Chi ne decide il riparto.")
    custodian: str | None = column("Chi lo custodisce.")
    payee: str | None = column("A chi è versato.")
    purposes: list[str] = column("Per che cosa si può spendere: le materie; nessuna, per tutto.")
    first_year: int | None = column("Il primo anno in cui si spende.")
    last_year: int | None = column("L'ultimo.")
    parts: list[str] = column("I fondi di cui è la somma: non ha denaro suo.")
    description: str | None = column("Che cosa è, se i documenti non lo nominano.")
    source: Source = inline("Il documento e l'articolo.")

    @rows(BudgetTotals, "Le somme in un giorno; di una somma di fondi, quelle dei suoi.", made=True)
    def totals(self: Place) -> Select[Any]:
        return fund_totals(self, self.asked)

    @rows(BudgetCash, "La cassa in un giorno.", made=True)
    def cash(self: Place) -> Select[Any]:
        return cash(self)

    @rows(FundRisk, "Quanto è a rischio in un giorno.", made=True)
    def risk(self: Place, threshold: Threshold = None) -> Select[Any]:
        return risk(self, threshold)

    @rows(LazyBudget, "Il bilancio di cui è.")
    def budget(self: Place) -> Select[Any]:
        return the(self, "budget_id")

    @rows(list[BudgetLine], "Le voci che vi attingono, per codice.", expect=40)
    def lines(self: Place) -> Select[Any]:
        below, above = self.below, self.above
        return (
            self.select()
            .where(below.c.ambito_id == above.c.ambito_id, below.c.fund_id == above.c.id)
            .order_by(below.c.code)
        )

    @rows(list[InKindContribution], "Ciò che è dato in natura, dal primo giorno.")
    def contributions(self: Place) -> Select[Any]:
        below, above = self.below, self.above
        return (
            self.select()
            .where(below.c.ambito_id == above.c.ambito_id, below.c.fund_id == above.c.id)
            .where(below.c.given_on <= self.day)
            .order_by(below.c.given_on, below.c.id)
        )

    @rows(Act | None, "L'atto che lo ha aggiunto, se i documenti non lo nominano.")
    def act(self: Place) -> Select[Any]:
        return the(self, "act_id")


Level = Annotated[LineLevel | None, strawberry.argument(description="Solo di questo livello.")]
Kind = Annotated[MovementKind | None, strawberry.argument(description="Solo di questa specie.")]
TheYear = Annotated[int, strawberry.argument(description="Di quale anno.")]
Year = Annotated[int | None, strawberry.argument(description="Solo di quest'anno.")]


@strawberry.type(description="Il bilancio di un anno: i fondi, le voci, i movimenti.")
@reads(scopes.BUDGET, tables.budgets)
class Budget(Node):
    """The budget of a year."""

    id: strawberry.ID = identity()
    year: int = column("L'anno.")
    state: BudgetState = column("A che punto è.")
    opened_on: date = column("Quando è stato aperto.")
    closed_on: date | None = column("Quando è stato chiuso.")

    @rows(Act | None, "L'atto che lo ha chiuso.")
    def closing_act(self: Place) -> Select[Any]:
        return the(self, "closing_act_id")

    @rows(BudgetTotals, "Le somme di tutti i fondi in un giorno, ciascuna una volta.", made=True)
    def totals(self: Place) -> Select[Any]:
        return budget_totals(self, self.asked)

    @rows(list[BudgetFund], "I fondi, nell'ordine dei documenti.", expect=15)
    def funds(self: Place) -> Select[Any]:
        return _of_budget(self).order_by(self.below.c.position, self.below.c.code)

    @rows(list[BudgetLine], "Le voci, per codice.", expect=40)
    def lines(self: Place, level: Level = None) -> Select[Any]:
        chosen = _of_budget(self)
        if level is not None:
            chosen = chosen.where(self.below.c.level == level)
        return chosen.order_by(self.below.c.code)

    @rows(
        list[ActionReport],
        "Che cosa era previsto e che cosa è stato speso di ciascuna azione, nel giorno.",
        made=True,
        expect=20,
    )
    def actions(self: Place, programme: OfProgramme = None, level: OfLevel = None) -> Select[Any]:
        return reported(self, programme, level)

    @page(Connection[LedgerMovement], "I movimenti, dal primo.", order=["number", "id"])
    def movements(self: Place, kind: Kind = None) -> Select[Any]:
        chosen = _of_budget(self)
        return chosen if kind is None else chosen.where(self.below.c.kind == kind)

    @page(
        Connection[AccountingImport],
        "Le importazioni di righe contabili, dalla prima.",
        order=["started_at", "id"],
    )
    def imports(self: Place) -> Select[Any]:
        return _of_budget(self)


def _of_budget(place: Place) -> Select[Any]:
    below, above = place.below, place.above
    return place.select().where(
        below.c.ambito_id == above.c.ambito_id, below.c.budget_id == above.c.id
    )


@strawberry.type
class AmbitoBudgets:
    """The budgets of an Ambito."""

    @rows(list[Budget], "I bilanci, per anno.", expect=5)
    def budgets(self: Place, year: Year = None) -> Select[Any]:
        below = self.below
        chosen = self.select().where(below.c.ambito_id == self.above.c.ambito_id)
        if year is not None:
            chosen = chosen.where(below.c.year == year)
        return chosen.order_by(below.c.year)

    @rows(Budget | None, "Il bilancio di un anno, se c'è.")
    def budget(self: Place, year: TheYear) -> Select[Any]:
        below = self.below
        return self.select().where(
            below.c.ambito_id == self.above.c.ambito_id, below.c.year == year
        )

    @rows(
        list[BudgetFund],
        "I fondi degli anni aperti pagati meno che in proporzione al tempo passato, o scaduti "
        "sotto la soglia: prima quelli che scadono prima.",
        expect=5,
    )
    def funds_at_risk(self: Place, threshold: Threshold = None) -> Select[Any]:
        return risky(self, threshold)
