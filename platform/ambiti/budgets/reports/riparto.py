"""A riparto as it is attached to an act: the shares, and all that each is computed from."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from ambiti.budgets.reports.telling import (
    Facts,
    act,
    day,
    file_name,
    notes,
    said,
    source,
    word,
)
from ambiti.budgets.ripartos.graph import RipartoState, RoundedBy
from ambiti.exports.italian import written
from ambiti.exports.published import Absent, Data, Published, Said
from ambiti.exports.report import Cell, Column, Report, Row, Table
from ambiti.reading.identifiers import decode
from ambiti.territory.graph.populations import PopulationStatus

SHARES: Final = (
    Column("Codice", 0),
    Column("Ente", 7),
    Column("Peso", 4, numbers=True),
    Column("Totale dei pesi", 4, numbers=True),
    Column("Prima dei centesimi", 5, numbers=True),
    Column("Centesimo in più", 4),
    Column("Quota", 5, numbers=True),
    Column("Arrotondamento deciso da", 5),
    Column("Conto", 12),
)
COUNTED: Final = Column("Popolazione contata", 12)
FIGURES: Final = (
    Column("Ente", 6),
    Column("Codice ISTAT", 3),
    Column("Comune", 6),
    Column("Residenti", 3, numbers=True),
    Column("Alla data", 3),
    Column("Da dove viene", 6),
    Column("Fonte", 7),
    Column("Serie", 4),
    Column("Perché questa cifra", 7),
)
HOW: Final = (
    "Ogni quota si ricalcola così: la somma da ripartire per il peso, diviso il totale dei pesi, "
    "con gli arrotondamenti dei riparti di prima dove il conto li dice, troncata al centesimo; i "
    "centesimi che avanzano vanno ai resti maggiori, a parità al peso "
    "maggiore, poi all'ordine dei nomi."
)


def lay(data: Data, _rows: Sequence[Row], told: Said) -> Report:
    """Lay out a riparto, or say that it is not there."""
    ambito, riparto = data["ambito"], data["node"]
    if not ambito or not riparto or _tenant(riparto) != _tenant(ambito):
        raise Absent
    shares = riparto["shares"]
    divided = sum((Decimal(one["amount"]) for one in shares), Decimal("0.00"))
    total: tuple[Cell, ...] = ("Totale", None, None, None, None, None, divided, None, None)
    rows = [_share(one) for one in shares]
    title = f"Riparto {riparto['year']}: {riparto['matterName']}"
    return Report(
        name=file_name(ambito["slug"], "riparto", riparto["year"], riparto["matter"]),
        title=title,
        author=ambito["name"],
        day=told.day,
        facts=_facts(riparto, told),
        tables=(
            Table("Quote", SHARES, rows, total),
            Table("Popolazione contata", FIGURES, list(_figures(shares))),
        ),
        flat=Table(
            title,
            (*SHARES, COUNTED),
            [(*row, _counted(one)) for row, one in zip(rows, shares, strict=True)],
            (*total, None),
        ),
        notes=tuple(notes(told, HOW)),
    )


PUBLISHED: Final = Published("riparto", "ragioneria/riparto", frozenset({"Riparto"}), lay)


def _tenant(found: Data) -> int | None:
    return decode(found["id"]).ambito_id


def _facts(riparto: Data, told: Said) -> Facts:
    decider, article = riparto["decidedBy"], source(riparto["source"])
    approved = riparto["act"]
    amount, covered = Decimal(riparto["amount"]), Decimal(riparto["covered"])
    return said(
        (
            ("Che cosa si ripartisce", riparto["matterName"]),
            ("Anno", riparto["year"]),
            ("Somma in euro", amount),
            ("Coperta da un fondo", covered or None),
            ("Da ripartire", amount - covered if covered else None),
            ("Criterio", riparto["keyName"]),
            ("Popolazione alla data", day(riparto["referenceDate"])),
            ("Regole ed enti del", day(riparto["rulesOn"])),
            ("Documento e articolo", article),
            ("Proposto il", day(riparto["proposedOn"])),
            ("Chi lo decide", decider and decider["name"]),
            ("A che punto è", word(RipartoState, riparto["state"])),
            ("Approvato il", day(riparto["perfectedOn"])),
            ("Atto che lo approva", act(approved)),
            ("Oggetto dell'atto", approved and approved["subject"]),
            ("Dati al", told.day),
        )
    )


def _share(share: Data) -> Row:
    return (
        share["code"],
        share["name"],
        _weight(share["weight"]),
        _weight(share["whole"]),
        Decimal(share["floor"]),
        "sì" if share["extraCent"] else "no",
        Decimal(share["amount"]),
        word(RoundedBy, share["rounded"]),
        share["why"],
    )


def _weight(text: str) -> Cell:
    """A weight is a count of residents, or a fraction as it is written."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 15 else text  # noqa: PLR2004 - digits that XLSX keeps


def _figures(shares: Sequence[Data]) -> Iterator[Row]:
    for share in shares:
        for figure in share["figures"]:
            yield (
                share["name"],
                figure["istatCode"],
                figure["comune"],
                figure["residents"],
                day(figure["referenceDate"]),
                word(PopulationStatus, figure["status"]),
                figure["source"],
                figure["series"],
                figure["reason"],
            )


def _counted(share: Data) -> Cell:
    told = [
        f"{one['comune']} ({one['istatCode']}): {one['residents']} residenti al "
        f"{written(day(one['referenceDate']))} ({one['source']}, {one['series']})"
        + (f", perché {one['reason']}" if one["reason"] else "")
        for one in share["figures"]
    ]
    return "; ".join(told) or None
