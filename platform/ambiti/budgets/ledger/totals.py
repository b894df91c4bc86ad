"""What money came to on a day: what accounts and funds keep of now, less what moved afterwards."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, Final

import strawberry
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    FromClause,
    Select,
    Text,
    and_,
    cast,
    func,
    literal_column,
    select,
)

from ambiti.budgets.euro import Euro, written
from ambiti.budgets.funds.tables import STAGES, budget_funds, fund_sums
from ambiti.budgets.ledger.tables import ledger_accounts, ledger_movements
from ambiti.reading.binding import Place, value
from ambiti.reading.opened import made
from ambiti.reading.text import From, Piece, Sql, Written, spelled

_ZERO: Final = literal_column("0", BigInteger)
_COMMITTED: Final = ("COMMITTED", "LIQUIDATED", "PAID")
_APPROPRIATED: Final = ("APPROPRIATED", *_COMMITTED)
_RESIDUI: Final = ("RESIDUO", "RESIDUO_LIQUIDATED", "RESIDUO_PAID", "RESIDUO_SPARED")
_LEFT: Final = ("ASSIGNED", "CARRIED", "APPROPRIATED", "COMMITTED", "LIQUIDATED", *_RESIDUI)
_CROSSING: Final = ("RESIDUO", "AVANZO", "CASSA")
Of = Callable[[Any], ColumnElement[Any]]
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


_TOLD: Final = {"stage": Text(), **dict.fromkeys(("held", "gone", "came"), BigInteger())}
"""What is told of accounts."""
_NOW: Final = """SELECT {a}.stage, {a}.balance AS held, {a}.gone, {a}.came FROM {accounts}
 WHERE {a}.ambito_id = {above}.ambito_id AND {of}"""
_MOVED: Final = """SELECT {a}.stage, {held} AS held, {gone} AS gone, {came} AS came
 FROM {accounts}, {movements} WHERE {m}.ambito_id = {above}.ambito_id
 AND {a}.ambito_id = {above}.ambito_id AND {a}.id = {m}.{side} AND {of} AND {m}.moved_on > {day}"""
_CROSSED: Final = "CASE WHEN {m}.kind IN ({crossing}) THEN -{m}.amount ELSE 0 END"
_ANY_LATER: Final = "EXISTS (SELECT 1 FROM {movements} WHERE {m}.moved_on > {day})"


def _accounts(place: Place, of: Of) -> FromClause:
    """Make what accounts held at the end of the day, what had come to them and gone from them."""
    account = place.also(ledger_accounts)
    a, above = _name_of(account), _name_of(place.above)
    now = spelled(_NOW, a=a, above=above, accounts=From(account), of=of(account))
    return _told(place, of, now)


def _told(place: Place, of: Of, *now: Written) -> FromClause:
    """Tell what accounts held now, if that is wanted, and what moved after the day, if anything."""
    any_later, moved_since = _any_later(place)
    later = (spelled("{moved} AND {any}", moved=one, any=any_later) for one in _later(place, of))
    return made(moved_since, _TOLD, _all(*now, *later))


def _any_later(place: Place) -> tuple[Written, str]:
    """Ask once, of all that may be read, whether anything moved after the day; and name what did.

    About today nothing ever has, and nobody looks for it.
    """
    after = place.also(ledger_movements)
    name = _name_of(after)
    found = spelled(_ANY_LATER, movements=From(after), m=name, day=place.day)
    return found, f"{name}_moved"


def _later(place: Place, of: Of) -> tuple[Written, Written]:
    """Take back what moved after the day: what is kept, of accounts and of funds, is of now."""

    def moved(side: str) -> Written:
        at, one = place.also(ledger_accounts), place.also(ledger_movements)
        a, m = _name_of(at), _name_of(one)
        crossed, into = _CROSSED.format(m=m, crossing=_listed(_CROSSING)), side == "to_id"
        return spelled(
            _MOVED,
            a=a,
            m=m,
            side=side,
            above=_name_of(place.above),
            held=f"-{m}.amount" if into else f"{m}.amount",
            gone="0" if into else crossed,
            came=crossed if into else "0",
            accounts=From(at),
            movements=From(one),
            of=of(at),
            day=place.day,
        )

    return moved("to_id"), moved("from_id")


def _all(*branches: Written) -> Written:
    first, *others = branches
    parts: list[Piece] = [*first.parts]
    for one in others:
        parts += [Sql(" UNION ALL "), *one.parts]
    return Written(parts)


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


def _sum(of: FromClause, *wanted: Made) -> str:
    """Add up what is told of accounts that are at these stages."""
    name = _name_of(of)
    cases = " ".join(
        f"WHEN {name}.stage IN ({_listed(stages)}) THEN {_MEASURED[what].format(name, '')}"
        for what, stages in wanted
    )
    return f"coalesce(sum(CASE {cases} ELSE 0 END), 0)"


def _kept(sums: FromClause, *wanted: Made) -> str:
    """Add up what is kept of a fund at these stages."""
    terms = (
        _MEASURED[what].format(_name_of(sums), f"[{STAGES.index(stage) + 1}]")
        for what, stages in wanted
        for stage in stages
    )
    return " + ".join(terms)


def _name_of(rows: FromClause) -> str:
    """Tell by what name rows are opened: always one of ours."""
    return str(rows.name)  # type: ignore[attr-defined]  # they are an alias or a subquery


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"'{one}'" for one in names)


def totals(place: Place, of: Of, names: Collection[str]) -> Select[Any]:
    """Sum the accounts that are of the row above, by what their money had come to on the day."""
    found = _accounts(place, of)
    sums = (_whole(_sum(found, one)).label(name) for name, one in _asked(names))
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


_KEPT: Final = """SELECT {told} FROM {sums}{taken} WHERE {s}.ambito_id = {above}.ambito_id
 AND {s}.fund_id = {above}.id AND {when}"""
_TAKEN: Final = ", (SELECT {told} FROM {later}) AS {taken}"


def _of_fund(place: Place, wanted: Mapping[str, Iterable[Made]]) -> Select[Any]:
    """Make sums of what is kept of the fund above; less what moved after the day, if anything did.

    Which of the two it is, is known before either is begun: the other costs nothing.
    """
    any_later, moved_since = _any_later(place)
    above, after = _name_of(place.above), f"{moved_since}_taken"

    def kept(when: str, less: str = "", taken: Written | str = "") -> Written:
        sums = place.also(fund_sums)
        told = (
            f"CAST({_kept(sums, *one)}{less.format(name)} AS BIGINT) AS {name}"
            for name, one in wanted.items()
        )
        names = {"told": ", ".join(told), "s": _name_of(sums), "above": above}
        told_when = spelled(when, any=any_later)
        return spelled(_KEPT, sums=From(sums), taken=taken, when=told_when, **names)

    now = kept("NOT {any}")
    later = made(moved_since, _TOLD, _all(*_later(place, _of_parts(place))))
    told = ", ".join(f"{_sum(later, *one)} AS {name}" for name, one in wanted.items())
    taken = spelled(_TAKEN, told=told, later=From(later), taken=after)
    either = _all(now, kept("{any}", f" + {after}.{{}}", taken))
    found = made(f"{moved_since}_found", dict.fromkeys(wanted, BigInteger()), either)
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
    now = select(
        *(_whole(f"coalesce(sum({_kept(sums, one)}), 0)").label(name) for name, one in asked)
    )
    kept = now.where(own).correlate(above).subquery()
    later = _told(place, lambda account: account.c.budget_id == above.c.id)
    taken = (_whole(_sum(later, one)).label(name) for name, one in asked)
    after = select(*taken).select_from(later).subquery()
    return select(*((kept.c[name] + after.c[name]).label(name) for name, _ in asked))


_PARTS: Final = """{a}.fund_id IN (SELECT {p}.id FROM {parts}
 WHERE {p}.ambito_id = {above}.ambito_id AND {p}.budget_id = {above}.budget_id
 AND ({p}.id = {above}.id OR {above}.code = ANY ({p}.within)))"""


def _of_parts(place: Place) -> Of:
    """Tell the accounts of the fund above; of a sum of funds, those of its parts."""
    part, above = place.also(budget_funds), _name_of(place.above)
    names = {"p": _name_of(part), "above": above}
    return lambda account: spelled(_PARTS, a=_name_of(account), parts=From(part), **names)


def _whole(written: str) -> ColumnElement[Any]:
    return cast(literal_column(written, BigInteger), BigInteger)
