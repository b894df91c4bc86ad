"""The register in the midst of an act: its rows held, its numbers, what is entered in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select

from ambiti import clock
from ambiti.acting.naming import row_named
from ambiti.acting.refusing import Refused, Violation
from ambiti.acting.work import Work
from ambiti.database.statements import Row
from ambiti.governance.acts import tables
from ambiti.governance.acts.parties import Author, Party, author
from ambiti.governance.acts.preceding import Known, prevailing
from ambiti.governance.acts.rules import Rested
from ambiti.governance.acts.scopes import ACT
from ambiti.governance.competence import right, source_of
from ambiti.governance.meetings import tables as meetings
from ambiti.governance.meetings.scopes import MEETING
from ambiti.statute.language.statute import Statute
from ambiti.statute.naming import Names
from ambiti.statute.periods import in_words


@dataclass(frozen=True, slots=True)
class Found:
    """An act of the register: its id, and what rules ask of it."""

    key: UUID
    known: Known


def author_of(statute: Statute, code: str, day: date) -> Author:
    """Find whose an act is, or refuse it."""
    one = author(statute, code, day)
    if one is None:
        known = Names.of(statute).declared("subject")
        message = (
            f"«{code}» non è nei documenti come qualcuno che il giorno {in_words(day)} possa "
            f"compiere un atto: {right(code, known)}."
        )
        raise Refused([Violation("AUTHOR_UNKNOWN", message, "by")])
    return one


async def act_of(work: Work, given: str, field: str) -> Row:
    """Hold an act, or refuse it as absent."""
    return await row_named(work, given, "Act", ACT, tables.acts, field)


async def is_annulled(work: Work, key: UUID) -> bool:
    """Say whether an act was annulled; held, so that it is not while something rests on it."""
    columns = tables.acts.c
    state = await work.connection.scalar(
        select(columns.state)
        .where(columns.ambito_id == work.tenant.ambito_id, columns.id == key)
        .with_for_update(read=True)
    )
    return bool(state == "ANNULLED")


async def known_of(work: Work, row: Row) -> Found:
    """Tell what rules ask of an act that is held."""
    parties = tables.act_parties.c
    toward = await work.all(
        select(parties.code).where(
            parties.ambito_id == work.tenant.ambito_id,
            parties.act_id == row["id"],
            parties.part == "TOWARD",
        )
    )
    label = f"{row['author_name']} n. {row['number']}/{row['year']}"
    codes = tuple(one["code"] for one in toward)
    known = Known(row["author_code"], row["verb"], row["matter_code"], row["state"], codes, label)
    return Found(row["id"], known)


async def several(work: Work, given: Iterable[str], field: str) -> list[Found]:
    """Hold several acts, each once."""
    found: dict[UUID, Found] = {}
    for number, one in enumerate(given):
        row = await act_of(work, one, f"{field}.{number}")
        found[row["id"]] = await known_of(work, row)
    return list(found.values())


async def vote_of(work: Work, given: str | None) -> tuple[UUID | None, Rested | None]:
    """Hold the vote that an act rests on, with its meeting."""
    if given is None:
        return None, None
    row = await row_named(work, given, "Vote", MEETING, meetings.votes, "vote")
    tenant = work.tenant.ambito_id
    sat, items = meetings.meetings.c, meetings.agenda_items.c
    (held,) = await work.all(
        select(sat.organ_code, sat.held_on, items.matter_code)
        .select_from(
            meetings.meetings.join(
                meetings.agenda_items,
                (items.ambito_id == sat.ambito_id) & (items.meeting_id == sat.id),
            )
        )
        .where(sat.ambito_id == tenant, items.id == row["agenda_item_id"])
    )
    return row["id"], Rested(
        organ=held["organ_code"],
        status=row["status"],
        verdict=row["verdict"],
        matter=held["matter_code"],
        held_on=held["held_on"],
        used=await _used(work, row["id"]),
    )


async def _used(work: Work, vote: UUID) -> bool:
    acts, steps, tenant = tables.acts.c, tables.act_steps.c, work.tenant.ambito_id
    return bool(
        await work.connection.scalar(
            select(
                or_(
                    select(acts.id).where(acts.ambito_id == tenant, acts.vote_id == vote).exists(),
                    select(steps.id)
                    .where(steps.ambito_id == tenant, steps.vote_id == vote)
                    .exists(),
                )
            )
        )
    )


async def numbered(work: Work, code: str, taken_on: date) -> int:
    """Give the next number of an author in a year; a day before the last one's is remarked."""
    tenant, columns, year = work.tenant.ambito_id, tables.acts.c, taken_on.year
    await work.turn(f"acts of {code}:{year}")
    (last,) = await work.all(
        select(func.max(columns.number).label("number"), func.max(columns.taken_on).label("day"))
        .where(columns.ambito_id == tenant, columns.author_code == code)
        .where(columns.year == year)
    )
    if last["day"] is not None and last["day"] > taken_on:
        message = f"Nel registro c'è già un atto del {last['day']}: questo, che precede, lo segue."
        work.warn(Violation("ACT_OUT_OF_ORDER", message, "takenOn"))
    number: int = (last["number"] or 0) + 1
    return number


async def stepped(  # noqa: PLR0913  who, what, when, and why
    work: Work,
    act: UUID,
    *,
    before: str | None,
    after: str,
    taken_on: date,
    by: Author,
    source: dict[str, Any],
    reasons: str | None = None,
    vote: UUID | None = None,
) -> None:
    """Write down a step of an act."""
    columns = tables.act_steps.c
    last = await work.connection.scalar(
        select(func.max(columns.position)).where(
            columns.ambito_id == work.tenant.ambito_id, columns.act_id == act
        )
    )
    performer = work.performer
    await work.insert(
        tables.act_steps,
        act_id=act,
        position=(last or 0) + 1,
        before=before,
        after=after,
        taken_on=taken_on,
        recorded_at=clock.now(),
        by_code=by.code,
        by_name=by.name,
        recorded_by=performer.name if performer else "",
        reasons=reasons,
        vote_id=vote,
        **source,
    )


async def partied(work: Work, act: UUID, part: str, parties: Sequence[Party]) -> None:
    """Write down whom an act is toward, or whom it binds."""
    for position, one in enumerate(parties, start=1):
        await work.insert(
            tables.act_parties,
            act_id=act,
            position=position,
            part=part,
            code=one.code,
            name=one.name,
            istat_code=one.istat,
        )


async def conflicting(
    work: Work, statute: Statute, act: Found, others: Sequence[Found], day: date
) -> None:
    """Write down the directions that an act is in conflict with, and which prevails."""
    for other in others:
        winner, rule = prevailing(statute, act.known, other.known, day)
        between = f"{act.known.label} e {other.known.label} sono in contrasto"
        if winner is None or rule is None:
            told = f"{between}; i documenti non dicono quale prevale."
            work.warn(Violation("PRECEDENCE_NOT_STATED", told, "conflicts"))
        else:
            told = f"{between}: prevale {winner.label}."
        await work.insert(
            tables.act_conflicts,
            act_id=act.key,
            other_id=other.key,
            prevailing_id=None
            if winner is None
            else (act.key if winner is act.known else other.key),
            told=told,
            **({} if rule is None else source_of(rule, statute)),
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """What is entered in the register."""

    author: Author
    verb: str
    matter: str
    subject: str
    taken_on: date
    reference_year: int
    text_hash: str
    state: str
    version: UUID
    source: dict[str, Any]
    jointly: bool = False
    programme: str | None = None
    action: str | None = None
    amount: Decimal | None = None
    protocol: str | None = None
    attachments: tuple[str, ...] = ()
    vote: UUID | None = None
    direction: UUID | None = None


async def entered(work: Work, statute: Statute, entry: Entry) -> Found:
    """Enter an act, with its number and its first step."""
    number = await numbered(work, entry.author.code, entry.taken_on)
    matter = Names.of(statute).declared("matter")[entry.matter]
    key = await work.insert(
        tables.acts,
        author_code=entry.author.code,
        author_name=entry.author.name,
        year=entry.taken_on.year,
        number=number,
        verb=entry.verb,
        matter_code=entry.matter,
        matter_name=matter,
        subject=entry.subject,
        taken_on=entry.taken_on,
        reference_year=entry.reference_year,
        protocol=entry.protocol,
        text_hash=entry.text_hash,
        attachments=list(entry.attachments),
        programme_code=entry.programme,
        action=entry.action,
        amount=entry.amount,
        jointly=entry.jointly,
        state=entry.state,
        published=False,
        vote_id=entry.vote,
        direction_id=entry.direction,
        statute_version_id=entry.version,
        **entry.source,
    )
    await stepped(
        work,
        key,
        before=None,
        after=entry.state,
        taken_on=entry.taken_on,
        by=entry.author,
        source=entry.source,
    )
    label = f"{entry.author.name} n. {number}/{entry.taken_on.year}"
    return Found(key, Known(entry.author.code, entry.verb, entry.matter, entry.state, (), label))
