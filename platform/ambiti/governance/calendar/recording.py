"""Three acts of the calendar: a term is set, a fact is recorded, what was due is done."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import strawberry
from sqlalchemy import Table, select

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.refusing import Refused, Violation, refuse, year_given
from ambiti.acting.work import Work
from ambiti.governance.acts.parties import REGISTRAR, STAFF, Author, unspoken
from ambiti.governance.acts.register import author_of
from ambiti.governance.calendar import rules, tables
from ambiti.governance.calendar.dates import last_day
from ambiti.governance.calendar.graph import Fulfilment, SetTerm, TermEvent
from ambiti.governance.calendar.inputs import (
    RecordedInput,
    RecordEventInput,
    RecordFulfilmentInput,
    SetTermInput,
)
from ambiti.governance.calendar.scopes import FULFILMENT
from ambiti.governance.calendar.telling import standing
from ambiti.governance.calling import caller_of
from ambiti.governance.competence import right
from ambiti.statute.current import in_force
from ambiti.statute.language.deadlines import Deadline
from ambiti.statute.language.statute import Statute
from ambiti.statute.periods import in_words


@strawberry.type(description="Il termine è stabilito.")
class SetTermSuccess(Success):
    """The term was set."""

    term: SetTerm | None = outcome(SetTerm, "term", "Il termine.")


@strawberry.type(description="Il fatto è registrato.")
class RecordEventSuccess(Success):
    """The fact was recorded."""

    event: TermEvent | None = outcome(TermEvent, "event", "Il fatto.")


@strawberry.type(description="Ciò che era dovuto è registrato come fatto.")
class RecordFulfilmentSuccess(Success):
    """What was due was recorded as done."""

    fulfilment: Fulfilment | None = outcome(Fulfilment, "fulfilment", "Ciò che è stato fatto.")


async def set_term(work: Work, input: SetTermInput) -> Done:  # noqa: A002
    """Set the day, or the rhythm, of a deadline that the document leaves to somebody.

    Set again on a later day, the later one holds. Refused where the document says the day itself,
    by whoever it does not name, and for an act without its particulars.
    """
    statute = (await in_force(work.connection, work.tenant.ambito_id)).statute
    rule = _rule(statute, input.deadline, work.day)
    one = author_of(statute, input.by, work.day)
    occurrence = (input.occurrence or "").strip() or str(input.year)
    found = [
        *await _unspoken(work, statute, one, rule),
        *_form(input),
        *rules.unset(rule, statute, input.due_on, input.every_days),
        *rules.unfitting(rule, statute, input.year, occurrence),
        *rules.not_setter(rule, statute, one),
    ]
    columns = tables.set_terms.c
    known = await work.all(
        select(columns.id)
        .where(columns.ambito_id == work.tenant.ambito_id, columns.deadline_code == rule.code)
        .where(columns.year == input.year, columns.occurrence == occurrence)
        .where(columns.set_on == work.day)
    )
    if known:
        message = "Oggi è già stato stabilito: si può stabilire di nuovo da domani."
        found.append(Violation("ALREADY_SET", message, "deadline"))
    refuse(*found)
    key = await _insert(
        work,
        tables.set_terms,
        input,
        one,
        occurrence,
        deadline_code=rule.code,
        due_on=input.due_on,
        every_days=input.every_days,
        set_on=work.day,
    )
    work.under(rule.source.document, rule.source.article)
    return Done("SetTerm", key, {"term": key})


async def record_event(work: Work, input: RecordEventInput) -> Done:  # noqa: A002
    """Record a fact from which a term runs, once for each thing that it is about.

    Refused for a fact that no term waits for, in the future, and twice.
    """
    statute = (await in_force(work.connection, work.tenant.ambito_id)).statute
    one = author_of(statute, input.by, work.day)
    occurrence = (input.occurrence or "").strip() or str(input.year)
    day = input.occurred_on or work.day
    waiting = rules.events_of(statute)
    awaited = next(iter(waiting.get(input.event, ())), None)
    found = [*await _unspoken(work, statute, one, awaited), *_form(input)]
    found += _future(day, work, "occurredOn")
    if input.event not in waiting:
        message = f"Nessun termine parte da «{input.event}»: {right(input.event, waiting)}."
        raise Refused([*found, Violation("EVENT_UNKNOWN", message, "event")])
    known = await standing(work, [input.event], input.year, occurrence)
    if known:
        message = f"Per «{occurrence}» è già registrato il {in_words(known[0]['occurred_on'])}."
        found.append(Violation("ALREADY_RECORDED", message, "occurrence"))
    refuse(*found, *year_given(input.year))
    for rule in waiting[input.event]:
        work.under(rule.source.document, rule.source.article)
    key = await _insert(
        work, tables.term_events, input, one, occurrence, event_code=input.event, occurred_on=day
    )
    return Done("TermEvent", key, {"event": key})


async def record_fulfilment(work: Work, input: RecordFulfilmentInput) -> Done:  # noqa: A002
    """Record that what was due is done; a late one is recorded with how late it is.

    Refused for an occurrence that is not due, by whoever is not bound to it, without a part that
    the document asks for, in the future, and twice.
    """
    statute = (await in_force(work.connection, work.tenant.ambito_id)).statute
    rule = _rule(statute, input.deadline, work.day)
    one = author_of(statute, input.by, work.day)
    day = input.done_on or work.day
    occurrence = rules.occurrence_of(rule, input.year, input.occurrence, day)
    found = [
        *await _unspoken(work, statute, one, rule),
        *_form(input),
        *_future(day, work, "doneOn"),
        *rules.unfitting(rule, statute, input.year, occurrence),
        *rules.not_bound(rule, statute, one),
        *_mirrored(statute, rule),
    ]
    parts = [*rules.lacking(rule, statute, input.sections)]
    if rule.enforcement != "block":
        work.warn(*parts)
        parts = []
    if await _done(work, rule, input.year, occurrence):
        message = f"«{occurrence}» è già registrato come fatto."
        found.append(Violation("ALREADY_FULFILLED", message, "occurrence"))
    refuse(*found, *parts)
    due = await last_day(work, statute, rule, input.year, occurrence)
    if due is not None:
        work.warn(*rules.lateness(rule, statute, due, day))
    key = await _insert(
        work,
        tables.fulfilments,
        input,
        one,
        occurrence,
        deadline_code=rule.code,
        done_on=day,
        sections=list(input.sections),
    )
    work.under(rule.source.document, rule.source.article)
    return Done("Fulfilment", key, {"fulfilment": key})


def _rule(statute: Statute, code: str, day: date) -> Deadline:
    rule = rules.deadline_of(statute, code, day)
    if isinstance(rule, Violation):
        raise Refused([rule])
    return rule


def _form(given: RecordedInput) -> Iterator[Violation]:
    if not given.act.strip():
        yield Violation("EMPTY", "Qui servono gli estremi dell'atto.", "act")


def _future(day: date, work: Work, field: str) -> Iterator[Violation]:
    if day > work.day:
        message = f"Il {in_words(day)} deve ancora venire: si registra ciò che è accaduto."
        yield Violation("IN_THE_FUTURE", message, field)


def _mirrored(statute: Statute, rule: Deadline) -> Iterator[Violation]:
    for one in statute.mirror_adoptions:
        if one.deadline == rule.code:
            message = f"Ciascun ente lo fa per sé, con recordAdoption («{one.code}»)."
            yield Violation("MIRRORED", message, "deadline")


async def _unspoken(
    work: Work, statute: Statute, one: Author, rule: Deadline | None
) -> list[Violation]:
    caller = await caller_of(work)
    several = any(category.code == one.code for category in statute.categories)
    if several and caller.accesses & (STAFF | {REGISTRAR}):
        return []  # of several at once the office writes down what they did
    return unspoken(statute, one, caller, rule, "by")


async def _done(work: Work, rule: Deadline, year: int, occurrence: str) -> bool:
    columns = tables.fulfilments.c
    rows = await work.all(
        select(columns.id)
        .where(columns.ambito_id == work.tenant.ambito_id, columns.deadline_code == rule.code)
        .where(columns.year == year, columns.occurrence == occurrence)
    )
    return bool(rows)


async def _insert(
    work: Work, table: Table, given: RecordedInput, one: Author, occurrence: str, /, **own: object
) -> UUID:
    key = await work.insert(
        table,
        year=given.year,
        occurrence=occurrence,
        by_code=one.code,
        by_name=one.name,
        act=given.act.strip(),
        **own,
    )
    await work.require(FULFILMENT, table, key)
    return key
