"""The rows of a file, each done as the act that it is: by the same functions, rules and policies.

One that is refused is undone by itself, so that the next ones are tried as well; whether anything
stays is decided when all are done.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import Enum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Table
from strawberry.utils.str_converters import to_camel_case

from ambiti.acting.commands import Command, Done
from ambiti.acting.journal import Entry
from ambiti.acting.refusing import Refused, Violation
from ambiti.acting.work import Work
from ambiti.budgets.imports.columns import SHAPES, field_of
from ambiti.budgets.imports.naming import Before, Names
from ambiti.budgets.imports.saying import Said, Unsaid
from ambiti.budgets.imports.tables import imported_rows
from ambiti.budgets.ledger.commands import LedgerActs
from ambiti.database.statements import Row
from ambiti.database.tenancy import APPEND_ONLY
from ambiti.imports.importing import RowFault, Tally
from ambiti.reading.binding import METADATA
from ambiti.reading.kinds import Kind

COMMANDS: Final[Mapping[str, Command]] = {
    one.python_name: one.metadata[METADATA]
    for one in LedgerActs.__strawberry_definition__.fields  # type: ignore[attr-defined]
}
"""The acts of the ledger, by name."""


class RowWork(Work):
    """The work of one row of many: the year that all are of is held already."""

    async def locked(self, kind: Kind, table: Table, key: UUID) -> Row | None:
        """Read a row that is never rewritten without a turn: who holds the year has them all.

        Ten thousand turns would fill the table of locks of the whole server.
        """
        if table.name not in APPEND_ONLY:
            return await super().locked(kind, table, key)
        permitted = self.policy.permissions(self.call.actor, "read")
        found = await self._seen(permitted, kind, table, key, held=False)
        return found[0] if found else None


@dataclass(slots=True)
class Posting:
    """A file that is being done, in the transaction of its work."""

    work: Work
    names: Names
    note: UUID
    tally: Tally
    entries: list[Entry] = field(default_factory=list)

    async def post(self, row: Said | Unsaid) -> None:
        """Do a row, or keep all that is wrong with it."""
        faults = row.faults if isinstance(row, Unsaid) else await self._faults(row)
        self.tally.done += 1
        if faults:
            self.tally.fail(list(faults))
            if row.external is not None:
                self.names.wrong[row.external] = row.number
            if row.line is not None:
                self.names.wrong_lines[row.line] = row.number

    async def _faults(self, row: Said) -> list[RowFault]:
        before = self.names.before.get(row.external)
        if before is not None:
            if before.digest == row.digest:
                self.tally.known += 1
                return []
            message = (
                f"La riga «{row.external}» è già importata e diceva altro: ciò che è registrato "
                "non si cambia, si storna con una riga STORNO."
            )
            return [RowFault(row.number, "id_esterno", "EXTERNAL_ID_CHANGED", message)]
        given, faults = await self.names.given(row)
        if faults:
            return faults
        command = COMMANDS[SHAPES[row.kind].act]
        base = self.work
        work = RowWork(base.connection, base.call, base.policy, base.tenant, command.act)
        try:
            async with work.connection.begin_nested():
                work.require_any(command.kind)
                done = await command.run(work, command.input(**given))
                await self._remember(work, row, command, given, done)
        except Refused as refused:
            return [self._fault(row, one) for one in refused.violations]
        self.tally.written += 1
        self.tally.warn([self._fault(row, one) for one in work.warnings])
        return []

    async def _remember(
        self, work: Work, row: Said, command: Command, given: Mapping[str, Any], done: Done
    ) -> None:
        """Keep the row under its identifier, and its entry of the journal."""
        made = done.rows.get("impegno") if row.kind == "IMPEGNO" else None
        movement = done.rows["movement"]
        await work.insert(
            imported_rows,
            budget_id=self.names.budget,
            import_id=self.note,
            external_id=row.external,
            number=row.number,
            digest=row.digest,
            movement_id=movement,
            impegno_id=made,
        )
        self.names.before[row.external] = Before(row.digest, movement, made)
        plain = {to_camel_case(name): _plain(one) for name, one in given.items()}
        self.entries.append(
            Entry(
                act=command.name,
                performer=work.performed_by,
                subject_kind=done.kind,
                subject_id=done.subject,
                input={**command.journaled(plain), "externalId": row.external},
                warnings=[asdict(one) for one in work.warnings],
                sources=work.sources,
                written=work.written,
            )
        )

    def _fault(self, row: Said, violation: Violation) -> RowFault:
        """Tell in the file's words what an act refuses, or warns of."""
        column = next(
            (one for one in row.values if field_of(one, row.kind) == violation.field), None
        )
        if violation.code == "NOT_FOUND" and column is not None:
            return self.names.unknown(row, column)
        told = (violation.code, violation.message, violation.document, violation.article)
        return RowFault(row.number, column, *told)


def _plain(value: Any) -> Any:
    """Write a value as the contract does."""
    if isinstance(value, Enum):
        return value.name
    return value.isoformat() if isinstance(value, date) else str(value)
