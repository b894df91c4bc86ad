"""What each row of a file says: its columns read one by one, and everything that is wrong with it.

An amount is written 1.234,56 or 1234,56 or 1234.56, a day 31/12/2025 or 2025-12-31; what could be
read in two ways (1.234) is refused. Whatever a row has is used, or the row is refused.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Final

import orjson

from ambiti.budgets.imports.columns import ALWAYS, COLUMNS, SHAPES, STANZIAMENTO
from ambiti.budgets.ledger.kinds import LineLevel
from ambiti.imports.importing import RowFault
from ambiti.imports.sheet import Cell, Held, Line, Sheet

_PLAIN: Final = re.compile(r"(0|[1-9][0-9]{0,11})(?:[.,]([0-9]{1,2}))?")
_GROUPED: Final = re.compile(r"([1-9][0-9]{0,2}(?:\.[0-9]{3}){1,3}),([0-9]{1,2})")
_DAYS: Final = (
    re.compile(r"(?P<d>[0-9]{1,2})/(?P<m>[0-9]{1,2})/(?P<y>[0-9]{4})"),
    re.compile(r"(?P<y>[0-9]{4})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})"),
)
_WHOLE: Final = re.compile(r"[1-9][0-9]{0,8}")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
LONGEST: Final = 2_000
LONGEST_ID: Final = 200


@dataclass(frozen=True, slots=True)
class Said:
    """A row that can be read: its number in the file, its identifier, its kind, its columns."""

    number: int
    external: str
    kind: str
    values: Mapping[str, str]
    """Amounts as 1234.56 and days as 2025-12-31, however the file writes them."""

    @property
    def line(self) -> str | None:
        """Tell the line that it makes."""
        return self.values["voce"] if self.kind == STANZIAMENTO else None

    @property
    def digest(self) -> str:
        """Tell two rows apart by what they say, however it is written."""
        told = {**self.values, "tipo": self.kind}
        return hashlib.sha256(orjson.dumps(told, option=orjson.OPT_SORT_KEYS)).hexdigest()


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A row that cannot be read, and all that is wrong with it."""

    number: int
    external: str | None
    faults: Sequence[RowFault]
    line: str | None = None
    """The line that it would have made."""


def headed(headings: Line) -> tuple[Sequence[str | None], Sequence[RowFault]]:
    """Read the names of the columns, and tell those that are unknown, twice there, or missing."""
    names = [None if one is None else _name(one.text) for one in headings.cells]
    faults: list[RowFault] = []
    for name in dict.fromkeys(one for one in names if one is not None):
        if name not in COLUMNS:
            near = get_close_matches(name, COLUMNS, n=1)
            hint = f"forse «{near[0]}»?" if near else f"le colonne sono {', '.join(COLUMNS)}."
            message = f"La colonna «{name[:80]}» non c'è: {hint}"
            faults.append(RowFault(headings.number, name[:80], "COLUMN_UNKNOWN", message))
        elif names.count(name) > 1:
            message = f"La colonna «{name}» c'è più di una volta."
            faults.append(RowFault(headings.number, name, "COLUMN_TWICE", message))
    for name in (*ALWAYS, "importo"):
        if name not in names:
            message = f"Manca la colonna «{name}»."
            faults.append(RowFault(headings.number, name, "COLUMN_MISSING", message))
    return names, faults


def _name(text: str) -> str:
    return re.sub(r"[\s_-]+", "_", text.strip().lower())


def said(sheet: Sheet, names: Sequence[str | None]) -> Iterator[Said | Unsaid]:
    """Read every row; one whose identifier another above has too is refused."""
    first: dict[str, int] = {}
    for line in sheet.lines:
        found = _row(line, names)
        external = found.external
        if external is None:
            yield found
        elif external in first:
            message = (
                f"L'id_esterno «{external}» è già alla riga {first[external]}: ogni riga ne ha uno "
                "suo."
            )
            fault = RowFault(line.number, "id_esterno", "DUPLICATE_ROW", message)
            before = found.faults if isinstance(found, Unsaid) else ()
            yield Unsaid(line.number, None, [fault, *before])
        else:
            first[external] = line.number
            yield found


def _row(line: Line, names: Sequence[str | None]) -> Said | Unsaid:
    cells: dict[str, Cell] = {}
    faults: list[RowFault] = []
    for place, cell in enumerate(line.cells):
        if cell is None:
            continue
        name = names[place] if place < len(names) else None
        if name is None:
            message = f"La cella {place + 1} è piena, e la sua colonna non ha nome."
            faults.append(RowFault(line.number, None, "CELL_WITHOUT_COLUMN", message))
        else:
            cells[name] = cell
    values: dict[str, str] = {}
    for name, cell in cells.items():
        read = _value(line.number, name, cell)
        if isinstance(read, RowFault):
            faults.append(read)
        else:
            values[name] = read
    faults += _fitting(line.number, cells, values)
    external = values.pop("id_esterno", None)
    if faults or external is None:
        made = values.get("voce") if values.get("tipo") == STANZIAMENTO else None
        return Unsaid(line.number, external, faults, made)
    return Said(line.number, external, values.pop("tipo"), values)


def _fitting(
    number: int, cells: Mapping[str, Cell], values: Mapping[str, str]
) -> Iterator[RowFault]:
    """Tell the columns that the kind of a row wants and lacks, and those that it does not know."""
    shape = SHAPES.get(values.get("tipo", ""))
    for name in (*ALWAYS, *(shape.must if shape else ())):
        if name not in cells:
            yield RowFault(number, name, "VALUE_MISSING", f"Qui serve {_right(name)}.")
    if shape is None:
        return
    kind = values["tipo"]
    for name in cells:
        if name not in shape.all:
            message = f"Una riga {kind} non ha «{name}»: la cella va lasciata vuota."
            yield RowFault(number, name, "VALUE_NOT_USED", message)
    if "impegno" in shape.may:
        given = [name for name in ("impegno", "numero_impegno") if name in cells]
        if len(given) != 1:
            message = "Serve l'impegno: l'id_esterno della sua riga, o il suo numero; non entrambi."
            yield RowFault(number, "impegno", "IMPEGNO_NOT_TOLD", message)


_RIGHT: Final[Mapping[str, str]] = {
    "id_esterno": "l'identificativo della riga nel programma da cui viene",
    "tipo": f"uno fra {', '.join(SHAPES)}",
    "data": "un giorno: 31/12/2025 oppure 2025-12-31",
    "atto": "l'atto: autore/anno/numero, oppure il suo identificativo",
    "importo": "una somma in euro: 1.234,56 oppure 1234.56",
    "livello": f"uno fra {', '.join(one.name for one in LineLevel)}",
    "numero_impegno": "il numero dell'impegno nell'anno",
}


def _right(name: str) -> str:
    return _RIGHT.get(name, f"un testo: {name.replace('_', ' ')}")


def _value(number: int, name: str, cell: Cell) -> str | RowFault:
    """Read a cell, or tell what is wrong with it."""

    def wrong(code: str, message: str) -> RowFault:
        return RowFault(number, name, code, message)

    if cell.held is Held.FORMULA:
        return wrong("FORMULA", "La cella ha una formula: va incollato il suo valore.")
    if _CONTROL.search(cell.text) or len(cell.text) > LONGEST or cell.held is Held.OTHER:
        message = f"«{_shown(cell)}» non è un testo di al massimo {LONGEST} caratteri."
        return wrong("BAD_TEXT", message)
    read = _READ.get(name, _text)(cell)
    if read is None:
        code = _CODES.get(name, "BAD_VALUE")
        return wrong(code, f"«{_shown(cell)}» non va: serve {_right(name)}.")
    return read


def _shown(cell: Cell) -> str:
    return _CONTROL.sub("�", cell.text[:80])


def _text(cell: Cell) -> str | None:
    return cell.text


def _external(cell: Cell) -> str | None:
    return cell.text if len(cell.text) <= LONGEST_ID else None


def _kind(cell: Cell) -> str | None:
    return cell.text.upper() if cell.text.upper() in SHAPES else None


def _level(cell: Cell) -> str | None:
    written = _name(cell.text).upper()
    return written if written in LineLevel.__members__ else None


def _whole(cell: Cell) -> str | None:
    return cell.text if _WHOLE.fullmatch(cell.text) else None


def _amount(cell: Cell) -> str | None:
    plain, grouped = _PLAIN.fullmatch(cell.text), _GROUPED.fullmatch(cell.text)
    if plain is not None:
        return f"{plain[1]}.{(plain[2] or '').ljust(2, '0')}"
    if grouped is not None:
        return f"{grouped[1].replace('.', '')}.{grouped[2].ljust(2, '0')}"
    return None


def _day(cell: Cell) -> str | None:
    for pattern in _DAYS:
        found = pattern.fullmatch(cell.text)
        if found is not None and cell.held is not Held.NUMBER:
            try:
                return date(int(found["y"]), int(found["m"]), int(found["d"])).isoformat()
            except ValueError:
                return None
    return None


_READ: Final = {
    "id_esterno": _external,
    "tipo": _kind,
    "data": _day,
    "importo": _amount,
    "livello": _level,
    "numero_impegno": _whole,
}
_CODES: Final[Mapping[str, str]] = {
    "tipo": "KIND_UNKNOWN",
    "data": "BAD_DAY",
    "importo": "BAD_AMOUNT",
    "livello": "BAD_LEVEL",
}
