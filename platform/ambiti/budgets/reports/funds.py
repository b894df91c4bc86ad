"""The funds of a year with their sums; a sum of funds beside its parts, in the total once."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from ambiti.budgets.funds.kinds import BudgetState, FundKind, InKindMeasure
from ambiti.budgets.reports.telling import (
    ACROSS,
    OF_THE_YEAR,
    SUMS,
    act,
    day,
    file_name,
    notes,
    said,
    source,
    sums,
    word,
)
from ambiti.exports.published import Absent, Data, Published, Said
from ambiti.exports.report import Column, Report, Row, Table

NAMED: Final = (Column("Codice", 0), Column("Fondo", 7))
YEAR: Final = tuple(Column(heading, 5, numbers=True) for heading in OF_THE_YEAR.values())
CARRIED: Final = tuple(Column(heading, 5, numbers=True) for heading in ACROSS.values())
MONEY: Final = (*YEAR, *CARRIED)
CASH: Final = (Column("In cassa", 5, numbers=True), Column("Anticipato", 5, numbers=True))
ABOUT: Final = (
    Column("Da dove viene", 5),
    Column("Somma dei fondi", 4),
    Column("Per che cosa", 5),
    Column("Primo anno", 2, numbers=True),
    Column("Ultimo anno", 2, numbers=True),
    Column("Chi ne decide il riparto", 4),
    Column("Chi lo custodisce", 4),
    Column("Documento e articolo", 8),
    Column("Atto", 6),
)
GIVEN: Final = (
    *NAMED,
    Column("Chi lo dà", 5),
    Column("Quanto", 2, numbers=True),
    Column("Misura", 3),
    Column("Che cosa è", 6),
    Column("Il giorno", 3),
)
ONCE: Final = (
    "Un fondo che è la somma di altri mostra le somme dei suoi; "
    "il totale conta ogni fondo una volta."
)


def lay(data: Data, _rows: Sequence[Row], told: Said) -> Report:
    """Lay out the funds, or say that the year is not there."""
    ambito = data["ambito"]
    if not ambito or not ambito["budgets"]:
        raise Absent
    (budget,) = ambito["budgets"]
    funds = budget["funds"]
    total: Row = ("Totale", None, *sums(budget["totals"]))
    held = [one for one in funds if not one["inKind"]]
    money = [_named(one, OF_THE_YEAR) + _cash(one) for one in held]
    carried = [_named(one, ACROSS) for one in held]
    year = ("Totale", None, *sums(budget["totals"], OF_THE_YEAR), None, None)
    about = [_about(one) for one in funds]
    on = day(told.given.get("on")) or told.day
    title = f"Fondi {budget['year']}"
    return Report(
        name=file_name(ambito["slug"], "fondi", budget["year"], on),
        title=title,
        author=ambito["name"],
        day=told.day,
        facts=said(
            (
                ("Anno", budget["year"]),
                ("A che punto è", word(BudgetState, budget["state"])),
                ("Aperto il", day(budget["openedOn"])),
                ("Chiuso il", day(budget["closedOn"])),
                ("Atto di chiusura", act(budget["closingAct"])),
                ("Somme al", on),
                ("Stampato il", told.day),
            )
        ),
        tables=(
            Table("Somme", (*NAMED, *YEAR, *CASH), money, year),
            Table(
                "Avanzo e residui",
                (*NAMED, *CARRIED),
                carried,
                ("Totale", None, *sums(budget["totals"], ACROSS)),
            ),
            Table("Fondi", (*NAMED, *ABOUT), about),
            Table("In natura", GIVEN, list(_given(funds))),
        ),
        flat=Table(title, (*NAMED, *MONEY, *CASH, *ABOUT), _flat(funds), (*total, *_BLANK)),
        notes=tuple(notes(told, ONCE, "Ciò che è in natura si conta a parte e non è denaro.")),
    )


PUBLISHED: Final = Published("funds", "ragioneria/funds", frozenset({"Budget"}), lay)

_BLANK: Final = (None,) * (len(CASH) + len(ABOUT))
_NO_MONEY: Final = (None,) * (len(MONEY) + len(CASH))


def _flat(funds: Sequence[Data]) -> list[Row]:
    rows: list[Row] = []
    for one in funds:
        named, about = _about(one)[:2], _about(one)[2:]
        rows.append((*named, *(_NO_MONEY if one["inKind"] else _money(one)[2:]), *about))
    return rows


def _money(fund: Data) -> Row:
    return _named(fund, SUMS) + _cash(fund)


def _named(fund: Data, names: Iterable[str]) -> Row:
    return (fund["code"], fund["name"], *sums(fund["totals"], names))


def _cash(fund: Data) -> Row:
    return (Decimal(fund["cash"]["held"]), Decimal(fund["cash"]["advanced"]))


def _about(fund: Data) -> Row:
    return (
        fund["code"],
        fund["name"],
        word(FundKind, fund["kind"]) + (", in natura" if fund["inKind"] else ""),
        ", ".join(fund["parts"]) or None,
        ", ".join(fund["purposes"]) or None,
        fund["firstYear"],
        fund["lastYear"],
        fund["allocatedBy"],
        fund["custodian"],
        source(fund["source"]),
        act(fund["act"]),
    )


def _given(funds: Sequence[Data]) -> Iterator[Row]:
    for fund in funds:
        for one in fund["contributions"]:
            yield (
                fund["code"],
                fund["name"],
                one["givenBy"],
                one["quantity"],
                word(InKindMeasure, one["measure"]),
                one["description"],
                day(one["givenOn"]),
            )
