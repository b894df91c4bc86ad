"""An event on which the documents make something depend is recorded as happened."""

from collections.abc import Iterator
from datetime import date

import strawberry

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.refusing import Refused, Violation, refuse
from ambiti.acting.work import Work
from ambiti.governance.calendar.rules import events_of
from ambiti.governance.competence import said_by, source_of
from ambiti.governance.occurrences import tables
from ambiti.governance.occurrences.graph import Occurrence
from ambiti.governance.occurrences.happened import happened
from ambiti.governance.occurrences.scopes import OCCURRENCE
from ambiti.statute.current import in_force
from ambiti.statute.periods import in_words
from ambiti.statute.problems import nearest
from ambiti.statute.rulebook.italian import listed


@strawberry.input(description="Un fatto avvenuto, di quelli che i documenti nominano.")
class RecordOccurrenceInput:
    """An event has happened."""

    ambito: str = strawberry.field(description="Nome breve dell'Ambito.")
    event: str = strawberry.field(description="Codice del fatto nello statuto.")
    happened_on: date = strawberry.field(description="Quando è avvenuto.")
    act: str = strawberry.field(description="L'atto che lo dice.")


@strawberry.type(description="Il fatto è registrato.")
class RecordOccurrenceSuccess(Success):
    """The occurrence was recorded."""

    occurrence: Occurrence | None = outcome(Occurrence, "occurrence", "Il fatto.")


async def record_occurrence(work: Work, input: RecordOccurrenceInput) -> Done:  # noqa: A002
    """Record that an event of the documents has happened, by the act that says so.

    Refused for an event that no document names, one from which a term runs each time, one that is
    recorded already, and for the future.
    """
    statute = (await in_force(work.connection, work.tenant.ambito_id)).statute
    known = {one.code: one for one in statute.events}
    rule = known.get(input.event)
    if rule is None:
        right = nearest(input.event, known) or f"ci sono: {listed(list(known)) or 'nessuno'}"
        message = f"«{input.event}» non è un fatto dei documenti: {right}."
        raise Refused([Violation("EVENT_UNKNOWN", message, "event")])
    if rule.code in events_of(statute):
        message = "Da questo fatto parte un termine: si registra con recordEvent, ogni volta."
        raise Refused([said_by(rule, statute, "EVENT_OF_A_TERM", message, "event")])
    refuse(*_wrong(work, input))
    if input.event in await happened(work, date.max):
        message = f"{rule.name}: è già registrato."
        raise Refused([said_by(rule, statute, "ALREADY_HAPPENED", message, "event")])
    work.under(rule.source.document, rule.source.article)
    occurrence = await work.insert(
        tables.occurrences,
        event_code=rule.code,
        name=rule.name,
        happened_on=input.happened_on,
        act=input.act.strip(),
        **source_of(rule, statute),
    )
    await work.require(OCCURRENCE, tables.occurrences, occurrence)
    return Done("Occurrence", occurrence, {"occurrence": occurrence})


def _wrong(work: Work, given: RecordOccurrenceInput) -> Iterator[Violation]:
    if not given.act.strip():
        yield Violation("EMPTY", "Serve l'atto che lo dice.", "act")
    if given.happened_on > work.day:
        day = in_words(given.happened_on)
        message = f"Il giorno {day} non è ancora venuto: si registra ciò che è avvenuto."
        yield Violation("NOT_HAPPENED_YET", message, "happenedOn")
