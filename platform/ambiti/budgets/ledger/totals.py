"""What money came to on a day: what accounts and funds keep of now, less what moved afterwards."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, Final

import strawberry
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    FromClause,
    Integer,
    Select,
    and_,
    any_,
    case,
    cast,
    func,
    literal_column,
    select,
    union_all,
)

from ambiti.budgets.euro import Euro, written
from ambiti.budgets.funds.tables import STAGES, budget_funds, fund_sums
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
Of = Callable[[Any], ColumnElement[bool]]
"""Which accounts are counted."""
Made = tuple[str, Iterable[str]]
"""Of what, at which stages."""
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


def _accounts(place: Place, of: Of) -> FromClause:
    """Make what accounts held at the end of the day, what had come to them and gone from them."""
    tenant = place.above.c.ambito_id
    account = place.also(ledger_accounts)
    now = select(
        account.c.stage, account.c.balance.label("held"), account.c.gone, account.c.came
    ).where(account.c.ambito_id == tenant, of(account))
    any_later, moved_since = _any_later(place)
    return _joined(place, moved_since, now, *(one.where(any_later) for one in _later(place, of)))


def _any_later(place: Place) -> tuple[ColumnElement[bool], str]:
    """Ask once, of all that may be read, whether anything moved after the day; and name what did.

    About today nothing ever has, and nobody looks for it.
    """
    after = place.also(ledger_movements)
    found = select(_ONE).select_from(after).where(after.c.moved_on > place.day).exists()
    return found, f"{after.name}_moved"


def _later(place: Place, of: Of) -> tuple[Select[Any], Select[Any]]:
    """Take back what moved after the day: what is kept, of accounts and of funds, is of now."""
    tenant = place.above.c.ambito_id

    def moved(side: str) -> Select[Any]:
        at, one = place.also(ledger_accounts), place.also(ledger_movements)
        into = side == "to_id"
        crossed = case((one.c.kind.in_(_quoted(_CROSSING)), -one.c.amount), else_=_ZERO)
        return select(
            at.c.stage,
            (-one.c.amount if into else one.c.amount).label("held"),
            (_ZERO if into else crossed).label("gone"),
            (crossed if into else _ZERO).label("came"),
        ).where(
            *(one.c.ambito_id == tenant, at.c.ambito_id == tenant, at.c.id == one.c[side]),
            *(of(at), one.c.moved_on > place.day),
        )

    return moved("to_id"), moved("from_id")


def _joined(place: Place, name: str, *branches: Select[Any]) -> FromClause:
    return union_all(*(one.correlate(place.above) for one in branches)).subquery(name)


def _quoted(names: Iterable[str]) -> list[ColumnElement[Any]]:
    return [quoted(one) for one in names]


_MEASURED: Final = {
    "held": "{0}.held{1}",
    "gone": "{0}.gone{1}",
    "came": "{0}.came{1}",
    "stood": "{0}.held{1} + {0}.gone{1}",
    "given": "-{0}.held{1}",
    "less": "-{0}.held{1}",
    "came_less": "-{0}.came{1}",
    "gone_less": "-{0}.gone{1}",
}
"""What a total is made of, in SQL: as elements a fund's sums would cost more than all the rest."""


def _sum(of: FromClause, *made: Made) -> ColumnElement[Any]:
    """Add up what is told of accounts that are at these stages."""
    name = _name_of(of)
    cases = " ".join(
        f"WHEN {name}.stage IN ({_listed(stages)}) THEN {_MEASURED[what].format(name, '')}"
        for what, stages in made
    )
    return literal_column(f"coalesce(sum(CASE {cases} ELSE 0 END), 0)", BigInteger)


def _kept(sums: FromClause, *made: Made) -> ColumnElement[Any]:
    """Add up what is kept of a fund at these stages."""
    terms = (
        _MEASURED[what].format(_name_of(sums), f"[{STAGES.index(stage) + 1}]")
        for what, stages in made
        for stage in stages
    )
    return literal_column(" + ".join(terms), BigInteger)


def _name_of(rows: FromClause) -> str:
    """Tell by what name rows are opened: always one of ours."""
    return str(rows.name)  # type: ignore[attr-defined]  # they are an alias or a subquery


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"'{one}'" for one in names)


def totals(place: Place, of: Of, names: Collection[str]) -> Select[Any]:
    """Sum the accounts that are of the row above, by what their money had come to on the day."""
    found = _accounts(place, of)
    sums = (_whole(_sum(found, made)).label(name) for name, made in _asked(names))
    return select(*sums).select_from(found)


def fund_totals(place: Place, names: Collection[str]) -> Select[Any]:
    """Tell what the fund of the row above had come to on the day; of a sum of funds, theirs.

    The sums of a fund are kept: what is read does not grow with its lines and impegni.
    """
    return _of_fund(place, {name: (one,) for name, one in _asked(names)})


def cash(place: Place) -> Select[Any]:
    """Tell what is in cash of the fund above: what came, less what was paid and handed on."""
    return _of_fund(
        place, {name: [(what, (at,)) for what, at in made] for name, made in CASH.items()}
    )


def _asked(names: Collection[str]) -> list[tuple[str, tuple[str, tuple[str, ...]]]]:
    """Give how these sums are made; where none of them is asked for, the first."""
    return [one for one in SUMS.items() if one[0] in names] or [next(iter(SUMS.items()))]


def _of_fund(place: Place, made: Mapping[str, Iterable[Made]]) -> Select[Any]:
    """Make sums of what is kept of the fund above; less what moved after the day, if anything did.

    Which of the two it is, is known before either is begun: the other costs nothing.
    """
    fund, (any_later, moved_since) = place.above, _any_later(place)

    def summed(taken: Mapping[str, ColumnElement[Any]]) -> Select[Any]:
        sums = place.also(fund_sums)
        kept = {name: _kept(sums, *one) for name, one in made.items()}
        columns = (
            _whole(one + taken[name] if taken else one).label(name) for name, one in kept.items()
        )
        return (
            select(*columns)
            .where(sums.c.ambito_id == fund.c.ambito_id, sums.c.fund_id == fund.c.id)
            .correlate(fund)
        )

    later = _joined(place, moved_since, *_later(place, _of_parts(place)))
    taken = (_sum(later, *one).label(name) for name, one in made.items())
    after = select(*taken).select_from(later).subquery()
    found = union_all(
        summed({}).where(~any_later), summed(dict(after.c)).where(any_later)
    ).subquery()
    return select(*found.c)


def budget_totals(place: Place, names: Collection[str]) -> Select[Any]:
    """Sum the funds that have money of the budget above: a sum of funds would be there twice."""
    above, fund, sums = place.above, place.also(budget_funds), place.also(fund_sums)
    own = and_(
        fund.c.ambito_id == above.c.ambito_id,
        fund.c.budget_id == above.c.id,
        func.cardinality(fund.c.parts) == _ZERO,
        sums.c.ambito_id == above.c.ambito_id,
        sums.c.fund_id == fund.c.id,
    )
    asked = _asked(names)
    now = select(*(_add(_kept(sums, made)).label(name) for name, made in asked))
    kept = now.where(own).correlate(above).subquery()
    any_later, moved_since = _any_later(place)
    moved = _later(place, lambda account: account.c.budget_id == above.c.id)
    later = _joined(place, moved_since, *(one.where(any_later) for one in moved))
    taken = (_sum(later, made).label(name) for name, made in asked)
    after = select(*taken).select_from(later).subquery()
    return select(*(_whole(kept.c[name] + after.c[name]).label(name) for name, _ in asked))


def _of_parts(place: Place) -> Of:
    """Tell the accounts of the fund above; of a sum of funds, those of its parts."""
    fund, part = place.above, place.also(budget_funds)
    parts = (
        select(part.c.id)
        .where(part.c.ambito_id == fund.c.ambito_id, part.c.budget_id == fund.c.budget_id)
        .where((part.c.id == fund.c.id) | (fund.c.code == any_(part.c.within)))
        .correlate(fund)
    )
    return lambda account: account.c.fund_id.in_(parts)


def _add(amount: ColumnElement[Any]) -> ColumnElement[Any]:
    return func.coalesce(func.sum(amount), _ZERO)


def _whole(amount: ColumnElement[Any]) -> ColumnElement[Any]:
    return cast(amount, BigInteger)
