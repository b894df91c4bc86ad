"""The rows that identifiers of an input name: held, or refused as absent."""

from uuid import UUID

from sqlalchemy import Table

from ambiti.acting.refusing import Refused, Violation
from ambiti.acting.work import Work
from ambiti.database.statements import Row
from ambiti.reading import identifiers
from ambiti.reading.kinds import Kind


def named(given: str, kind: str) -> UUID | None:
    """Read an identifier of a kind; of another kind it names nothing."""
    found = identifiers.decode(given)
    return found.uuid if found.type_name == kind else None


def absent(field: str | None = None) -> Violation:
    """Say that a row is not there, in the same words as of one that the caller may not see."""
    message = "Ciò che l'identificativo nomina non c'è, o chi chiede non può vederlo."
    return Violation("NOT_FOUND", message, field)


async def row_named(  # noqa: PLR0913, PLR0917  which row, of what, and where it was named
    work: Work, given: str, name: str, kind: Kind, table: Table, field: str
) -> Row:
    """Hold the row that an identifier names, or refuse it as absent."""
    key = named(given, name)
    row = None if key is None else await work.locked(kind, table, key)
    if row is None:
        raise Refused([absent(field)])
    return row
