"""Facts from which terms run, told by what happened elsewhere: nobody records them by hand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import and_, select

from ambiti.acting.refusing import Violation
from ambiti.acting.work import Work
from ambiti.database.statements import Row
from ambiti.governance.acts.tables import acts
from ambiti.governance.calendar import tables
from ambiti.governance.competence import said_by
from ambiti.statute.language.statute import Statute
from ambiti.statute.language.terms import Event
from ambiti.statute.periods import in_words


@dataclass(frozen=True, slots=True)
class Telling:
    """An act of the register that tells a fact: on what, of which year and day, whose it is."""

    act: UUID
    instead_of: UUID | None
    """The act in whose place it comes, which was annulled."""
    matter: str
    year: int
    day: date
    by_code: str
    by_name: str
    label: str
    """What names the act to a reader: Assemblea n. 12/2026."""


async def standing(work: Work, events: Sequence[str], year: int, occurrence: str) -> list[Row]:
    """Read the facts recorded of an occurrence, but those that an act told that was annulled."""
    fact, act = tables.term_events, acts
    told_by = and_(act.c.ambito_id == fact.c.ambito_id, act.c.id == fact.c.act_id)
    return await work.all(
        select(fact.c.event_code, fact.c.occurred_on, fact.c.act_id)
        .outerjoin(act, told_by)
        .where(fact.c.ambito_id == work.tenant.ambito_id, fact.c.event_code.in_(events))
        .where(fact.c.year == year, fact.c.occurrence == occurrence)
        .where(act.c.state.is_distinct_from("ANNULLED"))
    )


def told_by_perfected(statute: Statute, matter: str, day: date) -> Iterator[Event]:
    """Find the facts that a perfected riparto of a matter tells, as the documents say."""
    for one in statute.events:
        if matter in one.perfected and one.valid.period.covers(day):
            yield one


async def tell(
    work: Work, statute: Statute, event: Event, telling: Telling, occurrence: str | None
) -> None:
    """Write in the calendar that a fact happened, once for each thing that it is about.

    What was recorded by hand stays, and is not written twice; where its day is another, that is
    a warning. Without a name it is that of the act in whose place this one comes, or the matter;
    if another act has told that already, the act's own. A fact told by an act holds for as long as
    the act is not annulled.
    """
    given = (occurrence or "").strip()
    name = given or await _before(work, telling) or telling.matter
    known = await standing(work, [event.code], telling.year, name)
    if not given and any(row["act_id"] for row in known):
        name, known = telling.label, []
    for row in known:
        work.warn(*_differs(statute, event, telling, name, row))
    if known:
        return
    await work.insert(
        tables.term_events,
        event_code=event.code,
        occurred_on=telling.day,
        act_id=telling.act,
        year=telling.year,
        occurrence=name,
        by_code=telling.by_code,
        by_name=telling.by_name,
        act=telling.label,
    )
    work.under(event.source.document, event.source.article)


async def _before(work: Work, telling: Telling) -> str | None:
    if telling.instead_of is None:
        return None
    rows = await work.alike(tables.term_events, "id", act_id=telling.instead_of)
    return rows[0]["occurrence"] if rows else None


def _differs(
    statute: Statute, event: Event, telling: Telling, name: str, row: Row
) -> Iterator[Violation]:
    if row["occurred_on"] != telling.day:
        there, here = in_words(row["occurred_on"]), in_words(telling.day)
        message = (
            f"Nel calendario «{name}» ha già {event.name} il giorno {there}, e resta: per "
            f"{telling.label} è il giorno {here}. Se è di altro, indicarne l'oggetto in "
            "«occurrence»."
        )
        yield said_by(event, statute, "EVENT_ALREADY_RECORDED", message, "occurrence")
