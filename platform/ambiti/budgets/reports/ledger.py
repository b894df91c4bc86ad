"""The ledger of a year: every movement, and the sums that they come to."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from ambiti.budgets.funds.kinds import BudgetState
from ambiti.budgets.ledger.kinds import MovementKind
from ambiti.budgets.reports.telling import SUMS, act, day, file_name, notes, said, sums, word
from ambiti.exports.published import Absent, Data, Pages, Published, Said
from ambiti.exports.report import Column, Report, Row, Table

COLUMNS: Final = (
    Column("Numero", 3, numbers=True),
    Column("Giorno", 0),
    Column("Specie", 5),
    Column("Da", 4),
    Column("A", 4),
    Column("Fondo", 0),
    Column("Voce", 0),
    Column("Impegno", 3, numbers=True),
    Column("Creditore", 6),
    Column("Importo", 5, numbers=True),
    Column("Causale", 9),
    Column("Atto", 8),
    Column("Registrato da", 5),
    Column("Storna il n.", 3, numbers=True),
)
STAGES: Final = {
    "SOURCE": "fonte",
    "PAYERS": "chi versa",
    "ASSIGNED": "assegnato",
    "CARRIED": "avanzo",
    "APPROPRIATED": "stanziato",
    "COMMITTED": "impegnato",
    "LIQUIDATED": "liquidato",
    "PAID": "pagato",
    "COLLECTED": "riscosso",
}
"""The stages that money goes through; one that is not here is told by its code."""


def movements(data: Data) -> Data | None:
    """Find the movements in an answer."""
    budget = _budget(data)
    return None if budget is None else budget["movements"]


def row(movement: Data) -> Row:
    """Lay out one movement."""
    impegno, reversed_ = movement["impegno"], movement["reverses"]
    line = movement["line"] or (impegno and impegno["line"])
    way = movement["way"]
    return (
        movement["number"],
        day(movement["movedOn"]),
        str(movement["kind"]).capitalize(),
        STAGES.get(way["source"], way["source"]),
        STAGES.get(way["target"], way["target"]),
        movement["fund"] and movement["fund"]["code"],
        line and line["code"],
        impegno and impegno["number"],
        impegno and impegno["creditor"],
        Decimal(movement["amount"]),
        movement["subject"],
        act(movement["act"]),
        movement["recordedBy"],
        reversed_ and reversed_["number"],
    )


def lay(data: Data, rows: Sequence[Row], told: Said) -> Report:
    """Lay out the year, or say that it is not there."""
    ambito, budget = data["ambito"], _budget(data)
    if budget is None:
        raise Absent
    kind = told.given.get("kind")
    title = f"Registro dei movimenti {budget['year']}"
    listed = Table("Movimenti", COLUMNS, rows)
    names = (Column("Somma"), Column("Euro", numbers=True))
    reached = list(zip(SUMS.values(), sums(budget["totals"]), strict=True))
    return Report(
        name=file_name(ambito["slug"], "movimenti", budget["year"], *([kind] if kind else ())),
        title=title,
        author=ambito["name"],
        day=told.day,
        facts=said(
            (
                ("Anno", budget["year"]),
                ("A che punto è", word(BudgetState, budget["state"])),
                ("Aperto il", day(budget["openedOn"])),
                ("Chiuso il", day(budget["closedOn"])),
                ("Solo la specie", kind and word(MovementKind, kind)),
                ("Movimenti", len(rows)),
                ("Dati al", told.day),
            )
        ),
        tables=(listed, Table("Somme dell'anno", names, reached)),
        flat=listed,
        notes=tuple(notes(told, *(("Le somme sono di tutti i movimenti.",) if kind else ()))),
    )


PUBLISHED: Final = Published(
    "ledger", "ragioneria/ledger", frozenset({"Budget"}), lay, Pages(movements, row)
)


def _budget(data: Data) -> Data | None:
    budgets = (data["ambito"] or {}).get("budgets")
    return budgets[0] if budgets else None
