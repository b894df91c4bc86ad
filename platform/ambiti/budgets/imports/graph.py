"""How the contract shows imports of accounting rows: how far each came, and what it found."""

from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from sqlalchemy import (
    Boolean,
    ColumnElement,
    Integer,
    Select,
    case,
    cast,
    func,
    select,
)
from sqlalchemy import column as sql_column
from sqlalchemy.dialects.postgresql import JSONB

from ambiti.budgets import scopes
from ambiti.budgets.imports import tables
from ambiti.budgets.imports.notes import RUNNING, WHOLE
from ambiti.budgets.ledger.graph import the
from ambiti.reading.binding import Place, column, identity, reads, rows, value
from ambiti.reading.nodes import Node
from ambiti.reading.text import quoted

if TYPE_CHECKING:
    from ambiti.budgets.funds.graph import Budget

LazyBudget = Annotated["Budget", strawberry.lazy("ambiti.budgets.funds.graph")]
_TOLD = ("column", "code", "message", "document", "article")


@strawberry.enum(description="Se il file è provato o registrato.")
class AccountingImportMode(Enum):
    """Whether a file is tried, or written."""

    CHECK = strawberry.enum_value("CHECK", description="Una prova: nulla è registrato.")
    IMPORT = strawberry.enum_value("IMPORT", description="Le righe si registrano, tutte o nessuna.")


@strawberry.enum(description="A che punto è un'importazione.")
class AccountingImportState(Enum):
    """How far an import is."""

    RUNNING = strawberry.enum_value(RUNNING, description="È in corso.")
    CHECKED = strawberry.enum_value("CHECKED", description="Una prova, e il file andrebbe bene.")
    IMPORTED = strawberry.enum_value("IMPORTED", description="Tutte le righe sono registrate.")
    REFUSED = strawberry.enum_value("REFUSED", description="Nulla è registrato: vi sono errori.")
    INTERRUPTED = strawberry.enum_value(
        "INTERRUPTED", description="È stata interrotta: nulla è registrato."
    )


@strawberry.type(description="Che cosa non va in una riga di un file, o che cosa vi è da notare.")
class AccountingImportRemark:
    """What is wrong with a row, or remarked of it."""

    row: int | None = column("Il numero della riga nel file; nulla se è di tutto il file.")
    column: str | None = value(lambda row: row.c.column, "La colonna.")
    code: str = value(lambda row: row.c.code, "Il codice, che non cambia.")
    message: str = value(lambda row: row.c.message, "Che cosa non va, e che cosa andrebbe.")
    document: str | None = value(lambda row: row.c.document, "Il documento che lo dice.")
    article: str | None = value(lambda row: row.c.article, "L'articolo.")


def _state(row: Any) -> ColumnElement[str]:
    """Tell how far an import is; whether one that runs was interrupted, its lock tells."""
    interrupted = func.ambiti.import_interrupted(row.c.ambito_id, row.c.id, type_=Boolean)
    return case(
        (row.c.state != quoted(RUNNING), row.c.state),
        (interrupted, quoted("INTERRUPTED")),
        else_=row.c.state,
    )


def _written(row: Any) -> ColumnElement[int]:
    """Tell how many rows are written: none before the end, none where it ended otherwise."""
    return case((row.c.state.in_([quoted(one) for one in WHOLE]), row.c.written), else_=0)


def _remarks(place: Place, name: str) -> Select[Any]:
    """Give what is told of the rows of the file, in their order."""
    found = (
        func.jsonb_array_elements(place.above.c[name])
        .table_valued(sql_column("item", JSONB), with_ordinality="position")
        .render_derived()
    )
    item = found.c.item
    return select(
        cast(item["row"].astext, Integer).label("row"),
        *(item[one].astext.label(one) for one in _TOLD),
    ).order_by(found.c.position)


@strawberry.type(
    description="Un'importazione di righe contabili nel bilancio: il file, a che punto è, gli "
    "errori. Le righe stanno tutte o nessuna."
)
@reads(scopes.BUDGET, tables.ledger_imports)
class AccountingImport(Node):
    """An import of accounting rows."""

    id: strawberry.ID = identity()
    mode: AccountingImportMode = column("Se è una prova.")
    state: AccountingImportState = value(_state, "A che punto è.")
    file_name: str = column("Come si chiama il file.")
    file_hash: str = column("L'impronta SHA-256 del file.")
    file_rows: int = value(lambda row: row.c.row_count, "Quante righe ha il file.")
    done: int = column("Quante ne sono state lette.")
    written: int = value(
        _written,
        "Quante ne ha registrate, o di una prova ne registrerebbe; zero finché è in corso, se è "
        "interrotta e se vi sono errori.",
    )
    known: int = column("Quante erano già registrate da un'importazione precedente.")
    total_errors: int = value(
        lambda row: row.c.error_count, "Quanti errori ha; se ne dicono i primi 500."
    )
    started_by: str = column("Chi la ha fatta.")
    started_at: datetime = column("Quando è cominciata.")
    ended_at: datetime | None = column("Quando è finita.")

    @rows(list[AccountingImportRemark], "Gli errori, riga per riga.", made=True, expect=20)
    def errors(self: Place) -> Select[Any]:
        return _remarks(self, "errors")

    @rows(list[AccountingImportRemark], "Che cosa vi è da notare.", made=True, expect=5)
    def warnings(self: Place) -> Select[Any]:
        return _remarks(self, "warnings")

    @rows(LazyBudget, "Il bilancio in cui è.")
    def budget(self: Place) -> Select[Any]:
        return the(self, "budget_id")
