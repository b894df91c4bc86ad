"""Attempts: what is written down of an act although it was refused, and everything else undone."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from ambiti.acting import journal
from ambiti.acting.commands import Command
from ambiti.acting.refusing import Refused
from ambiti.acting.work import Work


async def remember(
    work: Work, command: Command, given: Mapping[str, Any], refused: Refused
) -> None:
    """Write the row of an attempt and its entry, which says of which act and why it was refused."""
    attempt = refused.attempt
    if attempt is None:
        return
    await work.insert(attempt.table, **attempt.values)
    entry = journal.Entry(
        act=f"{command.name}_refused",
        performer=work.performed_by,
        subject_kind=attempt.kind,
        subject_id=attempt.subject,
        input=command.journaled(given),
        warnings=[asdict(one) for one in refused.violations],
        sources=attempt.sources,
        written=work.written,
    )
    await journal.append(work.connection, work.tenant.ambito_id, entry)
