"""What money came to on a day: the balances of accounts, less what moved afterwards."""

from collections.abc import Callable
from typing import Any, Final

import strawberry
from sqlalchemy import BigInteger, ColumnElement, Select, case, cast, func, literal_column, select

from ambiti.budgets.euro import Euro, written
from ambiti.budgets.ledger.tables import ledger_accounts, ledger_movements
from ambiti.reading.binding import Place, value
from ambiti.reading.text import quoted

_ZERO: Final = literal_column("0", BigInteger)
_COMMITTED: Final = ("COMMITTED", "LIQUIDATED", "PAID")
_APPROPRIATED: Final = ("APPROPRIATED", *_COMMITTED)
SUMS: Final[dict[str, tuple[str, ...]]] = {
    "assigned": ("ASSIGNED", *_APPROPRIATED),
    "carried": ("CARRIED",),
    "appropriated": _APPROPRIATED,
    "committed": _COMMITTED,
    "liquidated": ("LIQUIDATED", "PAID"),
    "paid": ("PAID",),
    "collected": ("COLLECTED",),
    "unappropriated": ("ASSIGNED",),
    "available": ("APPROPRIATED",),
    "owed": ("LIQUIDATED",),
}
"""Of which stages each total is made: money that has gone on was also where it has been."""


@strawberry.type(description="Le somme in un giorno, esatte al centesimo; mai ciò che è in natura.")
class BudgetTotals:
    """Sums on a day."""

    assigned: Euro = value(lambda row: written(row.c.assigned), "Assegnato ai fondi.")
    carried: Euro = value(
        lambda row: written(row.c.carried), "Avanzo dell'anno prima, da applicare."
    )
    appropriated: Euro = value(lambda row: written(row.c.appropriated), "Stanziato sulle voci.")
    committed: Euro = value(lambda row: written(row.c.committed), "Impegnato.")
    liquidated: Euro = value(lambda row: written(row.c.liquidated), "Liquidato.")
    paid: Euro = value(lambda row: written(row.c.paid), "Pagato.")
    collected: Euro = value(lambda row: written(row.c.collected), "Riscosso: solo dei fondi.")
    unappropriated: Euro = value(
        lambda row: written(row.c.unappropriated), "Assegnato e non stanziato."
    )
    available: Euro = value(lambda row: written(row.c.available), "Stanziato e non impegnato.")
    owed: Euro = value(lambda row: written(row.c.owed), "Liquidato e non pagato.")


@strawberry.type(description="La cassa in un giorno, presso chi custodisce.")
class BudgetCash:
    """Cash on a day."""

    held: Euro = value(
        lambda row: written(row.c.held),
        "Riscosso meno pagato; sotto zero è quanto chi custodisce ha anticipato.",
    )
    advanced: Euro = value(
        lambda row: written(func.greatest(-row.c.held, _ZERO)),
        "Quanto chi custodisce ha anticipato.",
    )


def _held(place: Place, of: Callable[[Any], ColumnElement[bool]]) -> Any:
    """Make what each account held at the end of the day, with its stage."""
    account, moved = place.also(ledger_accounts), place.also(ledger_movements)

    def after(side: Any) -> ColumnElement[Any]:
        return (
            select(func.coalesce(func.sum(moved.c.amount), _ZERO))
            .where(moved.c.ambito_id == account.c.ambito_id, side == account.c.id)
            .where(moved.c.moved_on > place.day)
            .correlate(account)
            .scalar_subquery()
        )

    held = account.c.balance - after(moved.c.to_id) + after(moved.c.from_id)
    return (
        select(account.c.stage, held.label("held"))
        .where(account.c.ambito_id == place.above.c.ambito_id, of(account))
        .correlate(place.above)
        .subquery()
    )


def _sum(held: Any, stages: tuple[str, ...]) -> ColumnElement[Any]:
    listed = [quoted(one) for one in stages]
    found = func.sum(case((held.c.stage.in_(listed), held.c.held), else_=_ZERO))
    return cast(func.coalesce(found, _ZERO), BigInteger)


def totals(place: Place, of: Callable[[Any], ColumnElement[bool]]) -> Select[Any]:
    """Sum the accounts that are of the row above, by what their money had come to on the day."""
    held = _held(place, of)
    return select(*(_sum(held, stages).label(name) for name, stages in SUMS.items()))


def cash(place: Place, of: Callable[[Any], ColumnElement[bool]]) -> Select[Any]:
    """Tell what is in cash: what was collected less what was paid."""
    held = _held(place, of)
    return select((_sum(held, ("COLLECTED",)) - _sum(held, ("PAID",))).label("held"))
