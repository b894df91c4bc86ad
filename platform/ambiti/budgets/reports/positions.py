"""What each party gave, received, owes and is owed; all of them together come to nothing."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from ambiti.budgets.reports.telling import day, file_name, notes, said
from ambiti.exports.published import Absent, Data, Published, Said
from ambiti.exports.report import Column, Report, Row, Table

SUMS: Final = {
    "gave": "Ha dato",
    "received": "Ha ricevuto",
    "owes": "Deve ancora",
    "owed": "Gli si deve ancora",
    "overdue": "Deve, ed è scaduto",
    "balance": "Saldo",
}
COLUMNS: Final = (
    Column("Codice", 0),
    Column("Ente", 7),
    Column("Fondo", 3),
    *(Column(heading, 4, numbers=True) for heading in SUMS.values()),
)
TWICE: Final = (
    "Ogni debito è nella posizione di chi deve e in quella di chi riceve: messe insieme, ciò che è "
    "dato è ciò che è ricevuto, e il saldo è zero."
)
SOME: Final = "Il totale è di tutte le posizioni dell'anno, non solo di quelle scelte."


def lay(data: Data, _rows: Sequence[Row], told: Said) -> Report:
    """Lay out the positions of a year; what has none, or may not be seen, is not there."""
    ambito = data["ambito"]
    if not ambito or not ambito["positions"]:
        raise Absent
    chosen = [told.given.get(name) for name in ("party", "fund")]
    on = day(told.given.get("on")) or told.day
    year = told.given["year"]
    total: Row = ("Totale", None, None, *_sums(ambito["reconciliation"]))
    rows = [(one["code"], one["name"], one["fund"], *_sums(one)) for one in ambito["positions"]]
    title = f"Posizioni {year}"
    table = Table(title, COLUMNS, rows, total)
    return Report(
        name=file_name(ambito["slug"], "posizioni", year, *filter(None, chosen), on),
        title=title,
        author=ambito["name"],
        day=told.day,
        facts=said(
            (
                ("Anno", year),
                ("Ente", chosen[0]),
                ("Fondo", chosen[1]),
                ("Posizioni al", on),
                ("Stampato il", told.day),
            )
        ),
        tables=(table,),
        flat=table,
        notes=tuple(notes(told, TWICE, *([SOME] if any(chosen) else []))),
    )


PUBLISHED: Final = Published("positions", "ragioneria/positions", frozenset({"Position"}), lay)


def _sums(found: Data) -> tuple[Decimal, ...]:
    return tuple(Decimal(found[name]) for name in SUMS)
