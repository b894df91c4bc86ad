"""What each action of a plan came to in a year: planned, spent, and what is left of it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated, Any, Final

import strawberry
from sqlalchemy import BigInteger, ColumnElement, Select, cast, func, literal_column, select

from ambiti.budgets.contracts import tables
from ambiti.budgets.contracts.graph.contracts import ServiceContract
from ambiti.budgets.euro import Euro, written
from ambiti.budgets.ledger.graph import BudgetLine
from ambiti.budgets.ledger.kinds import LineLevel
from ambiti.budgets.ledger.tables import budget_lines
from ambiti.budgets.ledger.totals import totals
from ambiti.budgets.percent import Percent, percentage
from ambiti.reading.binding import Place, rows, value

_SUMS: Final = ("appropriated", "committed", "liquidated", "paid")
_KEYS: Final = ("ambito_id", "budget_id", "programme_code", "action")
_NONE: Final = literal_column("0", BigInteger)


def _euro(name: str, description: str) -> Any:
    return value(lambda row: written(row.c[name]), description)


@strawberry.type(
    description="Ciò che di un'azione era previsto in un anno e ciò che è stato speso, nel giorno."
)
class ActionReport:
    """What was planned of an action in a year, and what was spent."""

    programme: str = value(
        lambda row: row.c.programme_code, "Il documento di programmazione: codice nello statuto."
    )
    action: str | None = value(
        lambda row: row.c.action, "L'azione; nulla per le voci che non ne hanno."
    )
    planned: Euro = _euro("appropriated", "Quanto era previsto: lo stanziato delle sue voci.")
    committed: Euro = _euro("committed", "Quanto ne è impegnato.")
    liquidated: Euro = _euro("liquidated", "Quanto ne è liquidato.")
    spent: Euro = _euro("paid", "Quanto ne è speso: il pagato.")
    residual: Euro = value(
        lambda row: written(row.c.appropriated - row.c.paid), "Quanto ne resta non speso."
    )
    assigned: Euro = _euro("assigned", "Quanto ne è dato da amministrare ad altri.")
    percent: Percent | None = value(
        lambda row: percentage(row.c.paid, row.c.appropriated),
        "Quanta parte del previsto è spesa; nulla, se non era previsto nulla.",
    )

    @rows(list[BudgetLine], "Le sue voci, per codice.", expect=5)
    def lines(self: Place) -> Select[Any]:
        return self.select().where(*_of(self, self.below)).order_by(self.below.c.code)

    @rows(list[ServiceContract], "I contratti che ne assegnano i budget, per codice.", expect=2)
    def contracts(self: Place) -> Select[Any]:
        below = self.below
        given, line = self.also(tables.contract_budgets), self.also(budget_lines)
        found = (
            select(given.c.id)
            .join(line, (line.c.ambito_id == given.c.ambito_id) & (line.c.id == given.c.line_id))
            .where(given.c.ambito_id == below.c.ambito_id, given.c.contract_id == below.c.id)
            .where(*_of(self, line))
            .correlate(self.above, below)
            .exists()
        )
        return (
            self.select()
            .where(below.c.ambito_id == self.above.c.ambito_id, found)
            .where(below.c.entered_on <= self.day)
            .order_by(below.c.code)
        )


def _of(place: Place, line: Any) -> Iterable[ColumnElement[bool]]:
    """Keep the lines of the action above."""
    above = place.above
    return [line.c[name].is_not_distinct_from(above.c[name]) for name in _KEYS]


OfProgramme = Annotated[
    str | None, strawberry.argument(description="Solo di questo documento: codice nello statuto.")
]
OfLevel = Annotated[LineLevel | None, strawberry.argument(description="Solo di questo livello.")]


def reported(place: Place, programme: Any, level: Any) -> Select[Any]:
    """Sum the lines of the budget above by programme and action, on the day."""
    line, above = place.also(budget_lines), place.above
    sums = totals(
        replace(place, above=line), lambda account: account.c.line_id == line.c.id, _SUMS
    ).lateral()
    given = place.also(tables.budget_assignments)
    assigned = (
        select(func.coalesce(func.sum(given.c.cents), _NONE))
        .where(given.c.ambito_id == line.c.ambito_id, given.c.line_id == line.c.id)
        .where(given.c.assigned_on <= place.day)
        .correlate(line)
        .scalar_subquery()
    )
    named = [line.c[name] for name in _KEYS]
    chosen = (
        select(
            *named,
            *(cast(func.sum(sums.c[name]), BigInteger).label(name) for name in _SUMS),
            cast(func.sum(assigned), BigInteger).label("assigned"),
        )
        .select_from(line)
        .join(sums, literal_column("true"))
        .where(line.c.ambito_id == above.c.ambito_id, line.c.budget_id == above.c.id)
        .correlate(above)
    )
    if programme is not None:
        chosen = chosen.where(line.c.programme_code == programme)
    if level is not None:
        chosen = chosen.where(line.c.level == level)
    return chosen.group_by(*named).order_by(line.c.programme_code, line.c.action.nulls_first())
