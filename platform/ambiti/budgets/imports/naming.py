"""What the codes, numbers and identifiers of a row name, in the budget that it is imported into."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Table, bindparam, select

from ambiti.acting.work import Work
from ambiti.budgets.funds.tables import budget_funds
from ambiti.budgets.imports.columns import field_of
from ambiti.budgets.imports.saying import Said
from ambiti.budgets.imports.tables import imported_rows
from ambiti.budgets.ledger.kinds import LineLevel
from ambiti.budgets.ledger.tables import budget_lines, impegni
from ambiti.database.statements import Kept, Row
from ambiti.governance.acts.tables import acts
from ambiti.imports.importing import RowFault
from ambiti.reading import identifiers
from ambiti.reading.refusal import ReadRefused

_ACT: Final = re.compile(r"(.{1,200})/([0-9]{4})/([1-9][0-9]{0,8})")
_UNKNOWN: Final[Mapping[str, tuple[str, str]]] = {
    "fondo": ("FUND_UNKNOWN", "Nel bilancio dell'anno non c'è il fondo «{0}»: {1}."),
    "voce": (
        "LINE_UNKNOWN",
        "Nel bilancio dell'anno non c'è la voce «{0}»: la dà uno STANZIAMENTO.",
    ),
    "atto": ("ACT_UNKNOWN", "Nel registro non c'è l'atto «{0}»: va scritto autore/anno/numero."),
    "impegno": (
        "IMPEGNO_UNKNOWN",
        "Nessuna riga IMPEGNO sopra questa, o già importata nell'anno, ha l'id_esterno «{0}».",
    ),
    "numero_impegno": ("IMPEGNO_UNKNOWN", "Nell'anno non c'è l'impegno numero {0}."),
    "movimento": (
        "MOVEMENT_UNKNOWN",
        "Nessuna riga sopra questa, o già importata nell'anno, ha l'id_esterno «{0}».",
    ),
}
_KINDS: Final = {
    "fondo": "BudgetFund",
    "voce": "BudgetLine",
    "atto": "Act",
    "impegno": "Impegno",
    "numero_impegno": "Impegno",
    "movimento": "LedgerMovement",
}
"""What each column names, as the contract calls it."""


def _by(table: Table, *names: str) -> Kept:
    equal = (table.c[name] == bindparam(f"of_{name}", type_=table.c[name].type) for name in names)
    return Kept(select(table.c.id).where(*equal))


_LINE: Final = _by(budget_lines, "ambito_id", "budget_id", "code")
_IMPEGNO: Final = _by(impegni, "ambito_id", "budget_id", "number")
_ACT_OF: Final = _by(acts, "ambito_id", "author_code", "year", "number")


@dataclass(frozen=True, slots=True)
class Before:
    """A row that was written: what it said, and what it became."""

    digest: str
    movement: UUID
    impegno: UUID | None


@dataclass(slots=True)
class Names:
    """What the rows of a file may name in a budget."""

    work: Work
    budget: UUID
    funds: Mapping[str, UUID]
    before: dict[str, Before]
    """The rows that were written, by their identifier: those of this file as well."""
    wrong: dict[str, int] = field(default_factory=dict)
    """The rows of this file that were refused, by their identifier."""
    wrong_lines: dict[str, int] = field(default_factory=dict)
    """And those that would have made a line, by its code."""
    _acts: dict[str, UUID | None] = field(default_factory=dict)

    @classmethod
    async def of(cls, work: Work, budget: UUID) -> "Names":
        """Read what a budget has, once it is held."""
        of = {"budget_id": budget}
        funds = {one["code"]: one["id"] for one in await work.alike(budget_funds, **of)}
        known = {
            one["external_id"]: Before(one["digest"], one["movement_id"], one["impegno_id"])
            for one in await work.alike(imported_rows, **of)
        }
        return cls(work, budget, funds, known)

    async def given(self, row: Said) -> tuple[dict[str, Any], list[RowFault]]:
        """Give the input of a row's act as the contract has it, and what it names in vain."""
        found: dict[str, Any] = {}
        faults: list[RowFault] = []
        for column, text in row.values.items():
            name = field_of(column, row.kind)
            if name == "code" or _column_of(column) not in _KINDS:
                found[name] = _typed(column, text)
                continue
            key = await self._named(column, text)
            if key is None:
                faults.append(self.unknown(row, column))
            else:
                found[name] = self._identifier(column, key)
        return found, faults

    def unknown(self, row: Said, column: str) -> RowFault:
        """Say that a row names what there is not, or whoever imports may not see."""
        text = row.values[column]
        kind = _column_of(column)
        above = self._above(kind).get(text)
        if above is not None:
            message = f"«{text}» viene dalla riga {above}, che è sbagliata."
            return RowFault(row.number, column, "ROW_ABOVE_WRONG", message)
        code, message = _UNKNOWN[kind]
        there = f"ci sono {', '.join(self.funds)}" if self.funds else "non ne ha alcuno"
        return RowFault(row.number, column, code, message.format(text[:80], there))

    def _above(self, kind: str) -> Mapping[str, int]:
        """Give the rows above that were refused, by what the rows below would name them."""
        lines = self.wrong_lines if kind == "voce" else {}
        return self.wrong if kind in {"impegno", "movimento"} else lines

    async def _named(self, column: str, text: str) -> UUID | None:
        kind = _column_of(column)
        if kind == "fondo":
            return self.funds.get(text)
        if kind == "atto":
            if text not in self._acts:
                self._acts[text] = await self._act(text)
            return self._acts[text]
        if kind == "voce":
            return await self._one(_LINE, of_budget_id=self.budget, of_code=text)
        if kind == "numero_impegno":
            return await self._one(_IMPEGNO, of_budget_id=self.budget, of_number=int(text))
        before = self.before.get(text)
        if before is None:
            return None
        return before.impegno if kind == "impegno" else before.movement

    async def _act(self, text: str) -> UUID | None:
        told = _ACT.fullmatch(text)
        if told is not None:
            named = {"of_year": int(told[2]), "of_number": int(told[3])}
            return await self._one(_ACT_OF, of_author_code=told[1].strip(), **named)
        try:
            found = identifiers.decode(text)
        except ReadRefused:
            return None
        own = found.ambito_id == self.work.tenant.ambito_id
        return found.uuid if own and found.type_name == "Act" else None

    async def _one(self, statement: Kept, **values: Any) -> UUID | None:
        tenant = self.work.tenant.ambito_id
        found: list[Row] = await statement.rows(self.work.connection, of_ambito_id=tenant, **values)
        return found[0]["id"] if found else None

    def _identifier(self, column: str, key: UUID) -> str:
        return identifiers.encode(_KINDS[_column_of(column)], self.work.tenant.ambito_id, key)


def _column_of(column: str) -> str:
    return "voce" if column in {"voce_da", "voce_a"} else column


def _typed(column: str, text: str) -> Any:
    if column == "importo":
        return Decimal(text)
    if column == "data":
        return date.fromisoformat(text)
    return LineLevel[text] if column == "livello" else text
