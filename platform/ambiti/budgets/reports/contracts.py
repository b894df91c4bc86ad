"""Service contracts of a year: the budgets that each gives, and what is left to assign of them."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from ambiti.budgets.contracts.graph.contracts import ServiceContractState
from ambiti.budgets.ledger.kinds import LineLevel
from ambiti.budgets.reports.telling import act, day, file_name, notes, said, source, word
from ambiti.exports.published import Absent, Data, Published, Said
from ambiti.exports.report import Cell, Column, Report, Row, Table

CONTRACTS: Final = (
    Column("Codice", 0),
    Column("Che cosa affida", 7),
    Column("Chi affida", 5),
    Column("Chi esegue", 6),
    Column("Budget", 4, numbers=True),
    Column("Assegnato", 4, numbers=True),
    Column("Da assegnare", 4, numbers=True),
    Column("Di chi è", 4),
    Column("Come sta", 3),
    Column("Dal", 3),
    Column("Al", 3),
    Column("Finito il", 3),
)
ABOUT: Final = (
    Column("Perché è finito", 5),
    Column("Registrato il", 3),
    Column("Documento e articolo", 8),
    Column("Atto", 6),
    Column("Estremi", 6),
)
NAMED: Final = (
    Column("Contratto", 3),
    Column("Voce", 3),
    Column("Descrizione", 8),
)
BUDGETS: Final = (*NAMED, Column("Livello", 4), Column("Quanto", 4, numbers=True))
ASSIGNED: Final = (
    *NAMED,
    Column("A chi", 6),
    Column("Quanto", 4, numbers=True),
    Column("Il giorno", 3),
    Column("Causale", 6),
    Column("Atto", 6),
)
OWN: Final = (
    "Ciò che un ente contratta per sé non è del bilancio di tutti: non ha voci, e di esso nulla si "
    "assegna."
)
_NOTHING: Final = Decimal("0.00")


def lay(data: Data, _rows: Sequence[Row], told: Said) -> Report:
    """Lay out the contracts of a year; one that has none, or may not be seen, is not there."""
    ambito = data["ambito"]
    if not ambito or not ambito["serviceContracts"]:
        raise Absent
    contracts = ambito["serviceContracts"]
    on = day(told.given.get("on")) or told.day
    year = told.given["year"]
    rows = [_contract(one) for one in contracts]
    total = _total(contracts, CONTRACTS)
    title = f"Contratti di servizio {year}"
    return Report(
        name=file_name(ambito["slug"], "contratti", year, on),
        title=title,
        author=ambito["name"],
        day=told.day,
        facts=said((("Anno", year), ("Contratti al", on), ("Stampato il", told.day))),
        tables=(
            Table("Contratti", CONTRACTS, rows, total),
            Table("Su che cosa si fondano", (CONTRACTS[0], *ABOUT), [
                (one["code"], *_about(one)) for one in contracts
            ]),
            Table("Budget", BUDGETS, list(_budgets(contracts))),
            Table("Assegnazioni", ASSIGNED, list(_assigned(contracts))),
        ),
        flat=Table(
            title,
            (*CONTRACTS, *ABOUT),
            [(*row, *_about(one)) for row, one in zip(rows, contracts, strict=True)],
            (*total, *(None for _ in ABOUT)),
        ),
        notes=tuple(notes(told, *([] if all(one["shared"] for one in contracts) else [OWN]))),
    )  # fmt: skip


PUBLISHED: Final = Published(
    "contracts", "ragioneria/contracts", frozenset({"ServiceContract"}), lay
)


def _given(contract: Data) -> Decimal:
    return sum((Decimal(one["amount"]) for one in contract["assignments"]), _NOTHING)


def _sums(contract: Data) -> tuple[Decimal, Cell, Cell]:
    """Tell what a contract has, what of it is assigned, what is left; of one's own, the first."""
    has = Decimal(contract["budgetTotal"])
    if not contract["shared"]:
        return has, None, None
    return has, _given(contract), has - _given(contract)


def _total(contracts: Sequence[Data], columns: Sequence[Column]) -> Row:
    has = sum((Decimal(one["budgetTotal"]) for one in contracts), _NOTHING)
    shared = [one for one in contracts if one["shared"]]
    given = sum((_given(one) for one in shared), _NOTHING)
    left = sum((Decimal(one["budgetTotal"]) for one in shared), _NOTHING) - given
    row: Row = ("Totale", None, None, None, has, given, left)
    return (*row, *(None for _ in columns[len(row) :]))


def _contract(contract: Data) -> Row:
    return (
        contract["code"],
        contract["subject"],
        contract["committerName"],
        contract["executorName"],
        *_sums(contract),
        "dell'Ambito" if contract["shared"] else "di chi affida",
        word(ServiceContractState, contract["state"]),
        day(contract["since"]),
        day(contract["until"]),
        day(contract["endedOn"]),
    )


def _about(contract: Data) -> Row:
    return (
        contract["endedBecause"],
        day(contract["enteredOn"]),
        source(contract["source"]),
        act(contract["act"]),
        contract["document"],
    )


def _budgets(contracts: Sequence[Data]) -> Iterator[Row]:
    for contract in contracts:
        for one in contract["budgets"]:
            line = one["line"]
            level = None if line is None else word(LineLevel, line["level"])
            yield (contract["code"], *_line(line), level, Decimal(one["amount"]))


def _assigned(contracts: Sequence[Data]) -> Iterator[Row]:
    for contract in contracts:
        for one in contract["assignments"]:
            yield (
                contract["code"],
                *_line(one["line"]),
                one["executorName"],
                Decimal(one["amount"]),
                day(one["assignedOn"]),
                one["subject"],
                act(one["act"]),
            )


def _line(line: Data | None) -> tuple[Cell, Cell]:
    """Name a line, or nothing where whoever asks may not see it."""
    return (None, None) if line is None else (line["code"], line["description"])
