"""Figures of population as files give them: read whole, each bad row named by its line.

Three forms: ISTAT's POSAS files as they are published, a plain CSV, and the YAML of
``tenants/population``.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ambiti.statute.language.words import IstatCode, Name
from ambiti.statute.reading_yaml import read

FigureStatus = Literal["OFFICIAL", "PROVISIONAL", "REGISTER", "CENSUS"]
STATUSES: Final[tuple[str, ...]] = get_args(FigureStatus)
COLUMNS: Final = (
    "istat_code", "reference_date", "residents", "status", "source", "series", "licence",
)  # fmt: skip
MAX_RESIDENTS: Final = 10_000_000
TOTAL_AGE: Final = "999"

_ISTAT: Final = re.compile(r"^[0-9]{6}$")
_DAY: Final = re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
_HEAD: Final = 2  # the title and the header
_MAX_AGE: Final = 130
_COUNT: Final = re.compile(r"^[0-9]{1,8}$")
_TITLE_DAY: Final = re.compile(r"1\s*°?\s*gennaio\s+(?:dell'anno\s+)?([0-9]{4})", re.IGNORECASE)
_TITLE_YEAR: Final = re.compile(r"\b((?:19|20)[0-9]{2})\b")
_PROVISIONAL: Final = re.compile(r"provvisor|stima", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figure:
    """How many residents a comune had on a day, who says so, and how sure it is."""

    istat_code: str
    reference_date: date
    status: str
    residents: int
    source: str
    series: str
    licence: str
    line: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one file. A national file names comuni that nobody here needs."""

    file: str
    national: bool
    rows: tuple[Figure, ...]


class UnreadableFiguresError(Exception):
    """The file cannot be imported; ``lines`` name every bad row in Italian."""

    def __init__(self, *lines: str) -> None:
        """Keep the lines."""
        super().__init__("\n".join(lines))
        self.lines = lines


class PopulationFile(BaseModel):
    """Le popolazioni dei comuni a una data, tutte della stessa fonte."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    reference_date: date
    status: FigureStatus
    series: Name
    source: Name
    licence: Name
    residents: dict[IstatCode, Annotated[int, Field(ge=0, le=MAX_RESIDENTS)]]


def read_figures(content: bytes, file: str) -> Figures:
    """Read a file of any of the three forms; it says by its beginning which it is."""
    if file.endswith((".yaml", ".yml")):
        return _yaml(content, file)
    text = _decoded(content)
    lines = text.splitlines()
    if lines and lines[0].lstrip().lower().startswith("istat_code"):
        return _plain(text, file)
    return _posas(lines, file)


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _yaml(content: bytes, file: str) -> Figures:
    tree = read(content, file)
    if tree.problems:
        raise UnreadableFiguresError(*map(str, tree.problems))
    try:
        found = PopulationFile.model_validate(tree.data)
    except ValidationError as error:
        raise UnreadableFiguresError(*_told(error, tree, file)) from None
    rows = (
        Figure(
            code, found.reference_date, found.status, residents,
            found.source, found.series, found.licence, tree.place(("residents", code))[0],
        )
        for code, residents in found.residents.items()
    )  # fmt: skip
    return Figures(file, national=False, rows=tuple(rows))


def _told(error: ValidationError, tree: Any, file: str) -> Iterator[str]:
    for detail in error.errors(include_url=False):
        path = tuple(step for step in detail["loc"] if step != "[key]")
        line, column = tree.place(path)
        field = ".".join(map(str, path)) or "il file"
        yield f"{file}:{line}:{column}: {field} non è ammesso ({detail['type']})"


def _plain(text: str, file: str) -> Figures:
    reader = csv.DictReader(io.StringIO(text), strict=True)
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        message = f"{file}:1: mancano le colonne {', '.join(missing)}; servono {', '.join(COLUMNS)}"
        raise UnreadableFiguresError(message)
    rows: list[Figure] = []
    faults: list[str] = []
    seen: dict[tuple[str, date, str], int] = {}
    try:
        for values in reader:
            line = reader.line_num
            problems = list(_plain_faults(values))
            if problems:
                faults += [f"{file}:{line}: {problem}" for problem in problems]
                continue
            figure = _plain_figure(values, line)
            key = (figure.istat_code, figure.reference_date, figure.status)
            if key in seen:
                faults.append(f"{file}:{line}: ripete la riga {seen[key]}")
            seen.setdefault(key, line)
            rows.append(figure)
    except csv.Error as error:
        faults.append(f"{file}:{reader.line_num}: non è CSV: {error}")
    return _complete(file, rows, faults, national=False)


def _plain_faults(values: dict[Any, Any]) -> Iterator[str]:
    if None in values or any(values[name] is None for name in COLUMNS):
        yield f"il numero di campi è sbagliato; servono {len(COLUMNS)}"
        return
    if not _ISTAT.match(values["istat_code"]):
        yield f"codice ISTAT «{values['istat_code']}»: servono sei cifre"
    if _day(values["reference_date"]) is None:
        yield f"data «{values['reference_date']}»: serve AAAA-MM-GG"
    if not _is_count(values["residents"]):
        yield f"residenti «{values['residents']}»: serve un numero intero, senza punti"
    if values["status"] not in STATUSES:
        yield f"stato «{values['status']}»: uno di {', '.join(STATUSES)}"
    for name in ("source", "series", "licence"):
        if not values[name].strip():
            yield f"manca «{name}»"


def _plain_figure(values: dict[Any, str], line: int) -> Figure:
    return Figure(
        values["istat_code"],
        date.fromisoformat(values["reference_date"]),
        values["status"],
        int(values["residents"]),
        values["source"].strip(),
        values["series"].strip(),
        values["licence"].strip(),
        line,
    )


def _posas(lines: list[str], file: str) -> Figures:
    """Read ISTAT's file: a title, a header, a row for each comune and age, 999 for the total."""
    if len(lines) < _HEAD:
        message = f"{file}:1: il file è vuoto"
        raise UnreadableFiguresError(message)
    day = _posas_day(lines[0], file)
    header = [name.strip().casefold() for name in _split(lines[1])]
    places = {}
    for wanted in ("codice comune", "età", "totale"):
        if wanted not in header:
            message = f"{file}:2: manca la colonna «{wanted}»: non è un file POSAS dell'ISTAT"
            raise UnreadableFiguresError(message)
        places[wanted] = header.index(wanted)
    is_provisional = _PROVISIONAL.search("\n".join((lines[0], *lines[-5:])))
    rows: list[Figure] = []
    faults: list[str] = []
    sums: dict[str, int] = {}
    totals: dict[str, int] = {}
    for number, raw in enumerate(lines[2:], start=3):
        fields = _split(raw)
        if len(fields) < len(header):
            if fields and _ISTAT.match(fields[0]):
                faults.append(f"{file}:{number}: ha {len(fields)} campi, ne servono {len(header)}")
            continue  # a footnote, or an empty line
        code, age, count = (fields[places[name]] for name in places)
        fault = _posas_fault(code, age, count)
        if fault:
            faults.append(f"{file}:{number}: {fault}")
        elif age != TOTAL_AGE:
            sums[code] = sums.get(code, 0) + int(count)
        elif code in totals:
            faults.append(f"{file}:{number}: {code} ha già un totale alla riga {totals[code]}")
        else:
            totals[code] = number
            status = "PROVISIONAL" if is_provisional else "OFFICIAL"
            source = f"ISTAT, {lines[0].strip().strip(';').strip(chr(34))}"
            rows.append(
                Figure(code, day, status, int(count), source, _series(day), "CC BY 4.0", number)
            )
    faults += _unbalanced(file, rows, sums, totals)
    return _complete(file, rows, faults, national=True)


def _posas_day(title: str, file: str) -> date:
    found = _TITLE_DAY.search(title) or _TITLE_YEAR.search(title) or _TITLE_YEAR.search(file)
    if found is None:
        message = f"{file}:1: il titolo non dice di quale 1° gennaio sono i dati"
        raise UnreadableFiguresError(message)
    return date(int(found.group(1)), 1, 1)


def _series(day: date) -> str:
    return "CENSIMENTO-PERMANENTE" if day >= date(2019, 1, 1) else "INTERCENSUARIA"


def _split(line: str) -> list[str]:
    return [field.strip().strip('"') for field in line.split(";")] if line.strip() else []


def _posas_fault(code: str, age: str, count: str) -> str | None:
    if not _ISTAT.match(code):
        return f"codice comune «{code}»: servono sei cifre"
    if not (age.isdecimal() and (int(age) <= _MAX_AGE or age == TOTAL_AGE)):
        return f"età «{age}»: serve un numero, o 999 per il totale"
    if not _is_count(count):
        return f"totale «{count}»: serve un numero intero"
    return None


def _unbalanced(
    file: str, rows: list[Figure], sums: dict[str, int], totals: dict[str, int]
) -> Iterator[str]:
    """A total is the sum of its ages, and every comune has one."""
    for row in rows:
        if row.istat_code in sums and sums[row.istat_code] != row.residents:
            yield (
                f"{file}:{row.line}: il totale di {row.istat_code} è {row.residents}, "
                f"ma le età sommano {sums[row.istat_code]}"
            )
    for code in sums:
        if code not in totals:
            yield f"{file}: {code} non ha la riga del totale (età 999)"


def _complete(file: str, rows: list[Figure], faults: list[str], *, national: bool) -> Figures:
    if faults:
        raise UnreadableFiguresError(*faults)
    if not rows:
        message = f"{file}: nessuna cifra"
        raise UnreadableFiguresError(message)
    return Figures(file, national=national, rows=tuple(rows))


def _is_count(text: str) -> bool:
    return bool(_COUNT.match(text)) and int(text) <= MAX_RESIDENTS


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DAY.match(text) else None
    except ValueError:
        return None
