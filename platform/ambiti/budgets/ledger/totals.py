"""What money came to on a day: the balances of accounts, less what moved afterwards."""

from collections.abc import Callable, Iterable
from typing import Any, Final

import strawberry
from sqlalchemy import (
    BigInteger,
    ColumnElement,
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
_COMMITTED: Final = ("COMMITTED", "LIQUIDATED", "PAID")
_APPROPRIATED: Final = ("APPROPRIATED", *_COMMITTED)
_RESIDUI: Final = ("RESIDUO", "RESIDUO_LIQUIDATED", "RESIDUO_PAID", "RESIDUO_SPARED")
_LEFT: Final = ("ASSIGNED", "CARRIED", "APPROPRIATED", "COMMITTED", "LIQUIDATED", *_RESIDUI)
_CROSSING: Final = ("RESIDUO", "AVANZO", "CASSA")
_BEGUN: Final = ("CARRIED", "CASH", "ADVANCED")
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

    Balances are those of now; what moved after the day is taken back. Few movements are later, and
    few are between years: they are looked for by the Ambito, not account by account.
    """
    tenant = place.above.c.ambito_id
    account = place.also(ledger_accounts)
    now = select(
        account.c.stage, account.c.balance.label("held"), _ZERO.label("gone"), _ZERO.label("came")
    ).where(account.c.ambito_id == tenant, of(account))

    def moved(side: str, *, later: bool) -> Select[Any]:
        at, one = place.also(ledger_accounts), place.also(ledger_movements)
        into = side == "to_id"
        amount = one.c.amount
        told = (
            (-amount if into else amount, _ZERO, _ZERO)
            if later
            else (_ZERO, _ZERO, amount)
            if into
            else (_ZERO, amount, _ZERO)
        )
        named = zip(("held", "gone", "came"), told, strict=True)
        chosen = select(at.c.stage, *(value.label(name) for name, value in named)).where(
            one.c.ambito_id == tenant, at.c.ambito_id == tenant, at.c.id == one.c[side], of(at)
        )
        if later:
            return chosen.where(one.c.moved_on > place.day)
        chosen = chosen.where(one.c.moved_on <= place.day, one.c.kind.in_(_quoted(_CROSSING)))
        return chosen.where(at.c.stage.in_(_quoted(_BEGUN))) if into else chosen

    branches = (
        now,
        *(moved(side, later=later) for later in (True, False) for side in ("to_id", "from_id")),
    )
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
