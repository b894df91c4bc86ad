"""How the contract shows service contracts, their budgets, and what was assigned of them."""

from datetime import date, datetime
from enum import Enum
from typing import Annotated, Any

import strawberry
from sqlalchemy import Select, case, func, select

from ambiti.agreements.representation.graph import SignedContract
from ambiti.budgets.contracts import scopes, tables
from ambiti.budgets.euro import Euro, written
from ambiti.budgets.ledger.graph import BudgetLine, the
from ambiti.governance.acts.graph.acts import Act
from ambiti.reading.binding import Place, column, identity, inline, reads, rows, total, value
from ambiti.reading.nodes import Node
from ambiti.reading.sources import Source
from ambiti.reading.text import quoted
from ambiti.territory.graph.comuni import Comune

LazyContract = Annotated[
    "ServiceContract", strawberry.lazy("ambiti.budgets.contracts.graph.contracts")
]
LazyAssignment = Annotated[
    "BudgetAssignment", strawberry.lazy("ambiti.budgets.contracts.graph.contracts")
]


@strawberry.enum(description="Come sta un contratto in un giorno.")
class ServiceContractState(Enum):
    """How a contract stands on a day."""

    NOT_YET = strawberry.enum_value("NOT_YET", description="Non vale ancora.")
    ACTIVE = strawberry.enum_value("ACTIVE", description="È in vigore.")
    ENDED = strawberry.enum_value("ENDED", description="È finito.")


@strawberry.type(description="Quanto di una voce un contratto assegna.")
@reads(scopes.SERVICE_CONTRACT, tables.contract_budgets)
class ContractBudget(Node):
    """What a contract gives of a line."""

    id: strawberry.ID = identity()
    amount: Euro = value(lambda row: written(row.c.cents), "Quanto.")

    @rows(BudgetLine | None, "La voce.")
    def line(self: Place) -> Select[Any]:
        return the(self, "line_id")


@strawberry.type(description="Una parte di una voce data da amministrare a un ente.")
@reads(scopes.SERVICE_CONTRACT, tables.budget_assignments)
class BudgetAssignment(Node):
    """A part of a line that a body administers."""

    id: strawberry.ID = identity()
    amount: Euro = value(lambda row: written(row.c.cents), "Quanto; sotto zero, uno storno.")
    executor_code: str = column("A chi: codice nello statuto.")
    executor_name: str = column("A chi.")
    subject: str = column("La causale; di uno storno, la ragione.")
    assigned_on: date = column("Il giorno.")
    recorded_at: datetime = column("Quando è stato registrato (UTC).")
    recorded_by: str = column("Chi lo ha registrato.")

    @rows(BudgetLine | None, "La voce.")
    def line(self: Place) -> Select[Any]:
        return the(self, "line_id")

    @rows(LazyAssignment | None, "L'assegnazione che questa storna.")
    def reverses(self: Place) -> Select[Any]:
        return the(self, "reverses_id")

    @rows(LazyAssignment | None, "Lo storno di questa.")
    def reversed_by(self: Place) -> Select[Any]:
        below, above = self.below, self.above
        return self.select().where(
            below.c.ambito_id == above.c.ambito_id, below.c.reverses_id == above.c.id
        )

    @rows(LazyContract | None, "Il contratto, se i documenti ne vogliono uno.")
    def contract(self: Place) -> Select[Any]:
        return the(self, "contract_id")

    @rows(Act | None, "L'atto su cui si fonda.")
    def act(self: Place) -> Select[Any]:
        return the(self, "act_id")


@strawberry.type(description="Un contratto di servizio: chi affida, chi esegue, con quali budget.")
@reads(scopes.SERVICE_CONTRACT, tables.service_contracts)
class ServiceContract(Node):
    """A contract by which a body is given budgets, or that a party makes for itself."""

    id: strawberry.ID = identity()
    code: str = column("Il codice.")
    year: int = column("L'anno.")
    subject: str = column("Che cosa affida.")
    shared: bool = column("Vero se i suoi budget sono dell'Ambito; falso se un ente lo fa per sé.")
    programme: str | None = value(
        lambda row: row.c.programme_code, "Il documento di programmazione che è, se uno: codice."
    )
    committer_code: str = column("Chi affida: codice ISTAT, o codice nello statuto.")
    committer_name: str = column("Chi affida.")
    executor_code: str | None = column("Chi esegue: codice nello statuto, se vi è.")
    executor_name: str = column("Chi esegue.")
    budget_total: Euro = value(lambda row: written(row.c.cents), "La somma dei suoi budget.")
    document: str | None = column("Gli estremi, se un ente lo fa per sé.")
    entered_on: date = column("Il giorno in cui è stato registrato.")
    since: date = column("Da quando vale.")
    until: date | None = column("L'ultimo giorno, se c'è.")
    ended_on: date | None = column("L'ultimo giorno, se è finito prima.")
    ended_because: str | None = column("Perché è finito prima.")
    source: Source = inline("Il documento e l'articolo.")

    @total(ServiceContractState, "Come sta nel giorno.")
    def state(self: Place) -> Select[Any]:
        above = self.above
        last = func.coalesce(above.c.ended_on, above.c.until)
        return select(
            case(
                (above.c.since > self.day, quoted("NOT_YET")),
                (last < self.day, quoted("ENDED")),
                else_=quoted("ACTIVE"),
            )
        )

    @rows(list[ContractBudget], "I budget che assegna.", expect=20)
    def budgets(self: Place) -> Select[Any]:
        below, above = self.below, self.above
        return (
            self.select()
            .where(below.c.ambito_id == above.c.ambito_id, below.c.contract_id == above.c.id)
            .order_by(below.c.position)
        )

    @rows(list[BudgetAssignment], "Ciò che ne è stato dato entro il giorno.", expect=20)
    def assignments(self: Place) -> Select[Any]:
        below, above = self.below, self.above
        return (
            self.select()
            .where(below.c.ambito_id == above.c.ambito_id, below.c.contract_id == above.c.id)
            .where(below.c.assigned_on <= self.day)
            .order_by(below.c.assigned_on, below.c.recorded_at, below.c.id)
        )

    @rows(SignedContract | None, "Il contratto firmato.")
    def contract(self: Place) -> Select[Any]:
        return the(self, "contract_id")

    @rows(Act | None, "L'atto su cui si fondano i budget.")
    def act(self: Place) -> Select[Any]:
        return the(self, "act_id")

    @rows(Comune | None, "Il comune che lo fa per sé, se è uno.")
    def comune(self: Place) -> Select[Any]:
        return self.select().where(self.below.c.istat_code == self.above.c.istat_code)


OfYear = Annotated[int | None, strawberry.argument(description="Solo quelli dell'anno.")]


@strawberry.type
class AmbitoContracts:
    """The service contracts of an Ambito."""

    @rows(list[ServiceContract], "I contratti di servizio registrati entro il giorno.", expect=5)
    def service_contracts(self: Place, year: OfYear = None) -> Select[Any]:
        below = self.below
        chosen = self.select().where(
            below.c.ambito_id == self.above.c.ambito_id, below.c.entered_on <= self.day
        )
        if year is not None:
            chosen = chosen.where(below.c.year == year)
        return chosen.order_by(below.c.year, below.c.code)
