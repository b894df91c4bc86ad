"""How the contract shows lines, impegni and movements."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from sqlalchemy import Select, select

from ambiti.budgets import scopes
from ambiti.budgets.euro import Euro, written
from ambiti.budgets.ledger import tables
from ambiti.budgets.ledger.kinds import LineLevel, MovementKind
from ambiti.budgets.ledger.totals import BudgetTotals, totals
from ambiti.governance.acts.graph.acts import Act
from ambiti.reading.binding import Place, column, identity, reads, rows, value
from ambiti.reading.nodes import Node
from ambiti.territory.graph.comuni import Comune
from ambiti.territory.graph.units import SubAmbito

if TYPE_CHECKING:
    from ambiti.budgets.dues.graph import DueEntry
    from ambiti.budgets.funds.graph import BudgetFund

LazyFund = Annotated["BudgetFund", strawberry.lazy("ambiti.budgets.funds.graph")]
LazySettled = Annotated["DueEntry", strawberry.lazy("ambiti.budgets.dues.graph")]
LazyMovement = Annotated["LedgerMovement", strawberry.lazy("ambiti.budgets.ledger.graph")]
LazyImpegno = Annotated["Impegno", strawberry.lazy("ambiti.budgets.ledger.graph")]
LazyLine = Annotated["BudgetLine", strawberry.lazy("ambiti.budgets.ledger.graph")]


def the(place: Place, name: str) -> Select[Any]:
    """Narrow to the row that a column of the row above names."""
    below, above = place.below, place.above
    return place.select().where(below.c.ambito_id == above.c.ambito_id, below.c.id == above.c[name])


@strawberry.type(description="Una somma vincolata a un creditore.")
@reads(scopes.BUDGET_LINE, tables.impegni)
class Impegno(Node):
    """Money bound to somebody."""

    id: strawberry.ID = identity()
    number: int = column("Il numero nell'anno.")
    creditor: str = column("A chi è dovuta.")
    subject: str = column("Per che cosa.")
    committed_on: date = column("Il giorno.")

    @rows(BudgetTotals, "Le somme in un giorno.", made=True)
    def totals(self: Place) -> Select[Any]:
        above = self.above
        return totals(self, lambda account: account.c.impegno_id == above.c.id, self.asked)

    @rows(Act | None, "L'atto su cui si fonda.")
    def act(self: Place) -> Select[Any]:
        return the(self, "act_id")

    @rows(LazyLine | None, "La voce.")
    def line(self: Place) -> Select[Any]:
        return the(self, "line_id")

    @rows(LazyImpegno | None, "Lo stesso impegno nell'anno prima, se è un residuo.")
    def carried_from(self: Place) -> Select[Any]:
        return the(self, "carried_from_id")


@strawberry.type(description="Una voce di bilancio: a che cosa è destinata una somma di un fondo.")
@reads(scopes.BUDGET_LINE, tables.budget_lines)
class BudgetLine(Node):
    """A line of a budget."""

    id: strawberry.ID = identity()
    code: str = column("Il codice nell'anno.")
    description: str = column("Che cosa è.")
    programme: str = value(
        lambda row: row.c.programme_code, "Il documento di programmazione: codice nello statuto."
    )
    action: str | None = column("L'azione del documento.")
    purpose: str = column("Per che cosa si spende: codice della materia.")
    level: LineLevel = column("Il livello.")
    surplus: bool = column("Vero se attinge all'avanzo degli anni prima, che resta distinto.")

    @rows(BudgetTotals, "Le somme in un giorno.", made=True)
    def totals(self: Place) -> Select[Any]:
        above = self.above
        return totals(self, lambda account: account.c.line_id == above.c.id, self.asked)

    @rows(LazyFund | None, "Il fondo da cui attinge.")
    def fund(self: Place) -> Select[Any]:
        return the(self, "fund_id")

    @rows(LazyLine | None, "La voce dell'anno prima, di cui ha i residui.")
    def carried_from(self: Place) -> Select[Any]:
        return the(self, "carried_from_id")

    @rows(SubAmbito | None, "Il sub-ambito, se è di un sub-ambito.")
    def unit(self: Place) -> Select[Any]:
        return the(self, "unit_id")

    @rows(Comune | None, "Il comune, se è di un comune.")
    def comune(self: Place) -> Select[Any]:
        return self.select().where(self.below.c.istat_code == self.above.c.istat_code)

    @rows(list[Impegno], "Gli impegni, per numero.", expect=20)
    def impegni(self: Place) -> Select[Any]:
        below, above = self.below, self.above
        return (
            self.select()
            .where(below.c.ambito_id == above.c.ambito_id, below.c.line_id == above.c.id)
            .where(below.c.committed_on <= self.day)
            .order_by(below.c.number)
        )


def _of_account(place: Place, side: str, name: str) -> Select[Any]:
    """Narrow to the row that an account of the movement above names."""
    account, below = place.also(tables.ledger_accounts), place.below
    above = place.above
    return (
        place.select()
        .join(account, account.c.ambito_id == below.c.ambito_id)
        .where(account.c.ambito_id == above.c.ambito_id, account.c.id == above.c[side])
        .where(account.c[name] == below.c.id)
    )


@strawberry.type(description="Fra quali stadi si muove una somma.")
class MovementWay:
    """Between which stages money moves."""

    source: str = value(
        lambda row: row.c.source,
        "Da dove: SOURCE, ASSIGNED, CARRIED, PAYERS, APPROPRIATED, COMMITTED, LIQUIDATED, RESIDUO…",
    )
    target: str = value(lambda row: row.c.target, "Dove.")


@strawberry.type(description="Un movimento: una somma passa da un conto a un altro. Non si cambia.")
@reads(scopes.BUDGET, tables.ledger_movements)
class LedgerMovement(Node):
    """Money moved from one account to another."""

    id: strawberry.ID = identity()
    number: int = column("Il numero nell'anno, senza salti.")
    kind: MovementKind = column("Che cosa è.")
    amount: Euro = value(lambda row: written(row.c.amount), "Quanto.")
    moved_on: date = column("Il giorno.")
    recorded_at: datetime = column("Quando è stato registrato (UTC).")
    recorded_by: str = column("Chi lo ha registrato.")
    subject: str = column("La causale; di uno storno, la ragione.")

    @rows(MovementWay, "Fra quali stadi.", made=True)
    def way(self: Place) -> Select[Any]:
        above = self.above
        one, other = self.also(tables.ledger_accounts), self.also(tables.ledger_accounts)
        return (
            select(one.c.stage.label("source"), other.c.stage.label("target"))
            .join(other, other.c.ambito_id == one.c.ambito_id)
            .where(one.c.ambito_id == above.c.ambito_id)
            .where(one.c.id == above.c.from_id, other.c.id == above.c.to_id)
        )

    @rows(Act | None, "L'atto su cui si fonda.")
    def act(self: Place) -> Select[Any]:
        return the(self, "act_id")

    @rows(LazyFund | None, "Il fondo.")
    def fund(self: Place) -> Select[Any]:
        return _of_account(self, "from_id", "fund_id")

    @rows(BudgetLine | None, "La voce in cui la somma arriva, se arriva in una voce.")
    def line(self: Place) -> Select[Any]:
        return _of_account(self, "to_id", "line_id")

    @rows(Impegno | None, "L'impegno in cui la somma arriva, se arriva in un impegno.")
    def impegno(self: Place) -> Select[Any]:
        return _of_account(self, "to_id", "impegno_id")

    @rows(LazyMovement | None, "Il movimento che questo storna.")
    def reverses(self: Place) -> Select[Any]:
        return the(self, "reverses_id")

    @rows(LazyMovement | None, "Il movimento che lo ha stornato.")
    def reversed_by(self: Place) -> Select[Any]:
        below, above = self.below, self.above
        return self.select().where(
            below.c.ambito_id == above.c.ambito_id, below.c.reverses_id == above.c.id
        )

    @rows(
        list[LazySettled],
        "Ciò che con questo è pagato di debiti, o reso di crediti, e gli storni, dal primo giorno.",
        expect=3,
    )
    def settlements(self: Place) -> Select[Any]:
        below, above = self.below, self.above
        return (
            self.select()
            .where(below.c.ambito_id == above.c.ambito_id, below.c.payment_id == above.c.id)
            .where(below.c.entered_on <= self.day)
            .order_by(below.c.entered_on, below.c.recorded_at, below.c.id)
        )
