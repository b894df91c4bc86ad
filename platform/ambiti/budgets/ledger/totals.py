"""What money came to on a day: the balances of accounts, less what moved afterwards."""

from collections.abc import Callable, Iterable
from typing import Any, Final

import strawberry
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    Select,
    case,
    cast,
    func,
    literal_column,
    select,
    union_all,
)

from ambiti.budgets.euro import Euro, written
from ambiti.budgets.ledger.tables import ledger_accounts, ledger_movements
from ambiti.reading.binding import Place, value
from ambiti.reading.text import quoted

_ZERO: Final = literal_column("0", BigInteger)
_ONE: Final = literal_column("1", Integer)
_COMMITTED: Final = ("COMMITTED", "LIQUIDATED", "PAID")
_APPROPRIATED: Final = ("APPROPRIATED", *_COMMITTED)
_RESIDUI: Final = ("RESIDUO", "RESIDUO_LIQUIDATED", "RESIDUO_PAID", "RESIDUO_SPARED")
_LEFT: Final = ("ASSIGNED", "CARRIED", "APPROPRIATED", "COMMITTED", "LIQUIDATED", *_RESIDUI)
_CROSSING: Final = ("RESIDUO", "AVANZO", "CASSA")
SUMS: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "assigned": ("given", ("SOURCE",)),
    "avanzo": ("came", ("CARRIED",)),
    "residui": ("stood", _RESIDUI),
    "carried": ("held", ("CARRIED",)),
    "appropriated": ("stood", _APPROPRIATED),
    "committed": ("stood", _COMMITTED),
    "liquidated": ("stood", ("LIQUIDATED", "PAID")),
    "paid": ("stood", ("PAID",)),
    "residui_liquidated": ("stood", ("RESIDUO_LIQUIDATED", "RESIDUO_PAID")),
    "residui_paid": ("stood", ("RESIDUO_PAID",)),
    "residui_spared": ("stood", ("RESIDUO_SPARED",)),
    "collected": ("stood", ("COLLECTED",)),
    "unappropriated": ("held", ("ASSIGNED",)),
    "available": ("held", ("APPROPRIATED",)),
    "owed": ("held", ("LIQUIDATED", "RESIDUO_LIQUIDATED")),
    "carried_out": ("gone", _LEFT),
}
"""Of what at which stages each total is made: money that has gone on was also where it has been.

``held``: what is there; ``gone``: what went from there into the next year; ``stood``: both;
``came``: what came there from the year before; ``given``: what went out, whatever the way.
"""
CASH: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "held": (
        *(("held", one) for one in ("COLLECTED", "CASH")),
        *(("less", one) for one in ("PAID", "RESIDUO_PAID", "ADVANCED")),
    ),
    "brought": (("came", "CASH"), ("came_less", "ADVANCED")),
    "carried_out": (("gone", "CASH"), ("gone_less", "ADVANCED")),
}


def _euro(name: str, description: str) -> Any:
    return value(lambda row: written(row.c[name]), description)


@strawberry.type(description="Le somme in un giorno, esatte al centesimo; mai ciò che è in natura.")
class BudgetTotals:
    """Sums on a day; added over the years, what came from a year before is never counted again."""

    assigned: Euro = _euro("assigned", "Assegnato dalle fonti ai fondi, nell'anno.")
    avanzo: Euro = _euro("avanzo", "Avanzo dell'anno prima, arrivato ai fondi.")
    residui: Euro = _euro("residui", "Residui dell'anno prima: impegnati e non ancora pagati.")
    carried: Euro = _euro("carried", "Avanzo dell'anno prima, da applicare.")
    appropriated: Euro = _euro("appropriated", "Stanziato sulle voci, anche dall'avanzo.")
    committed: Euro = _euro("committed", "Impegnato nell'anno.")
    liquidated: Euro = _euro("liquidated", "Liquidato, di quanto è impegnato nell'anno.")
    paid: Euro = _euro("paid", "Pagato, di quanto è impegnato nell'anno.")
    residui_liquidated: Euro = _euro("residui_liquidated", "Liquidato, dei residui.")
    residui_paid: Euro = _euro("residui_paid", "Pagato, dei residui.")
    residui_spared: Euro = _euro("residui_spared", "Dei residui, ciò che non serve più.")
    collected: Euro = _euro("collected", "Riscosso: solo dei fondi.")
    unappropriated: Euro = _euro("unappropriated", "Assegnato e non stanziato.")
    available: Euro = _euro("available", "Stanziato e non impegnato.")
    owed: Euro = _euro("owed", "Liquidato e non pagato, anche dei residui.")
    carried_out: Euro = _euro("carried_out", "Passato all'anno dopo, con la chiusura.")


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
    brought: Euro = _euro("brought", "Portato dall'anno prima; sotto zero, anticipato.")
    carried_out: Euro = _euro("carried_out", "Passato all'anno dopo; sotto zero, anticipato.")


def _accounts(place: Place, of: Callable[[Any], ColumnElement[bool]]) -> Any:
    """Make what accounts held at the end of the day, what had come to them and gone from them.

    What accounts have is of now; what moved after the day is taken back. Whether anything did is
    asked once, of all that may be read: about today nothing ever has, and no account looks for it.
    """
    tenant = place.above.c.ambito_id
    account, after = place.also(ledger_accounts), place.also(ledger_movements)
    now = select(
        account.c.stage, account.c.balance.label("held"), account.c.gone, account.c.came
    ).where(account.c.ambito_id == tenant, of(account))
    any_later = select(_ONE).select_from(after).where(after.c.moved_on > place.day).exists()

    def later(side: str) -> Select[Any]:
        at, one = place.also(ledger_accounts), place.also(ledger_movements)
        into = side == "to_id"
        crossed = case((one.c.kind.in_(_quoted(_CROSSING)), -one.c.amount), else_=_ZERO)
        return select(
            at.c.stage,
            (-one.c.amount if into else one.c.amount).label("held"),
            (_ZERO if into else crossed).label("gone"),
            (crossed if into else _ZERO).label("came"),
        ).where(
            any_later,
            *(one.c.ambito_id == tenant, at.c.ambito_id == tenant, at.c.id == one.c[side]),
            *(of(at), one.c.moved_on > place.day),
        )

    branches = (now, later("to_id"), later("from_id"))
    return union_all(*(one.correlate(place.above) for one in branches)).subquery()


def _quoted(names: Iterable[str]) -> list[ColumnElement[Any]]:
    return [quoted(one) for one in names]


def _measured(of: Any, what: str) -> ColumnElement[Any]:
    """Give what a total is made of, of each account."""
    made: dict[str, ColumnElement[Any]] = {
        "held": of.c.held,
        "gone": of.c.gone,
        "came": of.c.came,
        "stood": of.c.held + of.c.gone,
        "given": -of.c.held,
        "less": -of.c.held,
        "came_less": -of.c.came,
        "gone_less": -of.c.gone,
    }
    return made[what]


def _sum(of: Any, *made: tuple[str, tuple[str, ...]]) -> ColumnElement[Any]:
    cases = [(of.c.stage.in_(_quoted(stages)), _measured(of, what)) for what, stages in made]
    return cast(func.coalesce(func.sum(case(*cases, else_=_ZERO)), _ZERO), BigInteger)


def totals(place: Place, of: Callable[[Any], ColumnElement[bool]]) -> Select[Any]:
    """Sum the accounts that are of the row above, by what their money had come to on the day."""
    found = _accounts(place, of)
    return select(*(_sum(found, made).label(name) for name, made in SUMS.items()))


def cash(place: Place, of: Callable[[Any], ColumnElement[bool]]) -> Select[Any]:
    """Tell what is in cash: what came and was collected, less what was paid and handed on."""
    found = _accounts(place, of)
    sums = {name: [(what, (stage,)) for what, stage in made] for name, made in CASH.items()}
    return select(*(_sum(found, *made).label(name) for name, made in sums.items()))
