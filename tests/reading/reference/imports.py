"""Imports of accounting rows: none runs while it is asked about, so one that says so ended."""

from typing import Any

from .fields import Item, columns, field, items, of_tenant, one, same
from .pages import paged
from .rows import Row, View

same("AccountingImport", "mode fileName fileHash done known")
same("AccountingImport", "startedBy startedAt endedAt")
columns("AccountingImport", fileRows="row_count", totalErrors="error_count")
same("AccountingImportRemark", "row column code message document article")


@field("AccountingImport.state")
def state(it: Item, _view: View) -> str:
    found: str = it.row["state"]
    return "INTERRUPTED" if found == "RUNNING" else found


@field("AccountingImport.written")
def written(it: Item, _view: View) -> int:
    found: int = it.row["written"]
    return found if it.row["state"] in {"CHECKED", "IMPORTED"} else 0


def _remarks(it: Item, told: list[Row]) -> list[Item]:
    known = ("row", "column", "code", "message", "document", "article")
    return items(
        it, "AccountingImportRemark", [{name: one.get(name) for name in known} for one in told]
    )


@field("AccountingImport.errors")
def errors(it: Item, _view: View) -> list[Item]:
    return _remarks(it, it.row["errors"])


@field("AccountingImport.warnings")
def warnings(it: Item, _view: View) -> list[Item]:
    return _remarks(it, it.row["warnings"])


@field("AccountingImport.budget")
def budget(it: Item, view: View) -> Item | None:
    found = [row for row in of_tenant(it, view, "budgets") if row["id"] == it.row["budget_id"]]
    return one(it, "Budget", found)


@field("Budget.imports")
def imports(it: Item, view: View, **asked: Any) -> Item:
    rows = of_tenant(it, view, "ledger_imports")
    rows = [row for row in rows if row["budget_id"] == it.row["id"]]
    return paged(it, view, "AccountingImport", rows, **asked)
