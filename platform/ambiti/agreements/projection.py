"""Which rows of agreements a statute declares: instruments, their status by day, their parties."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy.ext.asyncio import AsyncConnection

from ambiti.agreements.parties import completed
from ambiti.agreements.rules import RULES
from ambiti.agreements.signatures.recorded import recorded
from ambiti.agreements.tables import (
    instrument_parties,
    instrument_predecessors,
    instrument_statuses,
    instruments,
)
from ambiti.agreements.terms import active_from, existence, statuses
from ambiti.statute import facts
from ambiti.statute.checking import found_by
from ambiti.statute.gazetteer import Gazetteer
from ambiti.statute.language.instruments import Instrument
from ambiti.statute.language.statute import Statute
from ambiti.statute.lifetimes import ending, signed_on
from ambiti.statute.projection import (
    Citations,
    Keys,
    Projection,
    Row,
    Subject,
    Subjects,
    days,
    warning_rows,
)
from ambiti.territory.tables import bodies, warnings


def rows(statute: Statute, keys: Keys) -> list[Row]:
    """Project instruments with all that hangs from them."""
    return [
        row
        for instrument in statute.instruments
        for part in (_instrument, _statuses, _parties, _predecessors)
        for row in part(instrument, statute, keys)
    ] + list(_warnings(statute, keys))


def _instrument(instrument: Instrument, statute: Statute, keys: Keys) -> Iterator[Row]:
    end = ending(instrument, statute)
    yield keys.row(
        instruments,
        (instrument.code,),
        code=instrument.code,
        kind=instrument.kind,
        title=instrument.title,
        approved_on=instrument.approval.on if instrument.approval else None,
        signed_on=signed_on(instrument),
        in_force_from=active_from(instrument),
        ends_on=end.on if end else None,
        end_rule=end.words if end else None,
        parent_code=instrument.parent.document if instrument.parent else None,
        supplied=instrument.supplied,
        published=instrument.published,
        **days(existence(instrument)),
        **Citations(statute).of(instrument.source),
    )


def _statuses(instrument: Instrument, statute: Statute, keys: Keys) -> Iterator[Row]:
    for status in statuses(instrument, statute):
        yield keys.row(
            instrument_statuses,
            (instrument.code, status.status, status.period.since),
            instrument_id=keys.id(instruments, instrument.code),
            status=status.status,
            published=instrument.published,
            **days(status.period),
        )


def _parties(instrument: Instrument, statute: Statute, keys: Keys) -> Iterator[Row]:
    gazetteer, known = Gazetteer.of(statute), facts.bodies(statute)
    position = 0
    for party in instrument.parties:
        told: list[tuple[str, str, str | None, object]] = []
        if party.kind == "BODY":
            body = known[party.body]
            told.append((body.name, body.kind, None, keys.id(bodies, body.code)))
        else:
            names = party.comuni if party.kind == "COMUNI" else (party.comune,)
            codes = gazetteer.istat(names)
            told += [(name, "COMUNE", code, None) for name, code in zip(names, codes, strict=True)]
        for name, kind, istat, body_id in told:
            position += 1
            yield keys.row(
                instrument_parties,
                (instrument.code, position),
                instrument_id=keys.id(instruments, instrument.code),
                position=position,
                name=name,
                kind=kind,
                istat_code=istat,
                body_id=body_id,
                signed_on=party.signed_on or signed_on(instrument),
                published=instrument.published,
            )


def _predecessors(instrument: Instrument, _statute: Statute, keys: Keys) -> Iterator[Row]:
    for predecessor in instrument.predecessors:
        yield keys.row(
            instrument_predecessors,
            (instrument.code, predecessor.year, predecessor.title),
            instrument_id=keys.id(instruments, instrument.code),
            year=predecessor.year,
            title=predecessor.title,
            published=instrument.published,
        )


def _warnings(statute: Statute, keys: Keys) -> Iterator[Row]:
    subjects = Subjects(
        {
            ("instruments", index): Subject(
                keys.id(instruments, instrument.code),
                published=instrument.published,
                period=existence(instrument),
            )
            for index, instrument in enumerate(statute.instruments)
        }
    )
    return warning_rows(warnings, keys, found_by(RULES, statute), statute, subjects)


TABLES: Final = (
    instruments,
    instrument_statuses,
    instrument_parties,
    instrument_predecessors,
    warnings,
)


async def informed(connection: AsyncConnection, ambito_id: int) -> Projection:
    """Let instruments be as they became by the deliberations, signatures and renewals recorded."""
    known = await recorded(connection, ambito_id)
    return Projection(TABLES, lambda statute, keys: rows(completed(statute, known), keys))


PROJECTION: Final = Projection(TABLES, rows, informed)
