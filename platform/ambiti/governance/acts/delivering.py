"""What is sent to all: the list of acts, the minutes of a meeting, news; one row per addressee."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

import strawberry
from sqlalchemy import select

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.naming import row_named
from ambiti.acting.refusing import Refused, Violation, refuse
from ambiti.acting.work import Work
from ambiti.governance.acts import tables
from ambiti.governance.acts.addressing import (
    addressees,
    informing,
    listing,
    minuted,
    told_to,
    whose,
)
from ambiti.governance.acts.graph.delivered import Dispatch
from ambiti.governance.acts.inputs import BroadcastInput, DeliverActsInput, PublishMinutesInput
from ambiti.governance.acts.parties import Author, Party, unspoken
from ambiti.governance.acts.preceding import IN_FORCE
from ambiti.governance.acts.register import author_of
from ambiti.governance.acts.rules import ADOPTED
from ambiti.governance.acts.scopes import DELIVERY
from ambiti.governance.calling import caller_of
from ambiti.governance.competence import organ_of, organ_unknown, source_of
from ambiti.governance.meetings import tables as meetings
from ambiti.governance.meetings.scopes import MEETING
from ambiti.governance.tenures.tables import adherents
from ambiti.statute.current import in_force
from ambiti.statute.language.rule import Rule
from ambiti.statute.language.statute import Statute
from ambiti.statute.periods import in_words


@strawberry.type(description="L'elenco degli atti è trasmesso.")
class DeliverActsSuccess(Success):
    """The list of acts was sent."""

    dispatch: Dispatch | None = outcome(Dispatch, "dispatch", "La trasmissione.")


@strawberry.type(description="Il verbale è trasmesso.")
class PublishMinutesSuccess(Success):
    """The minutes were sent."""

    dispatch: Dispatch | None = outcome(Dispatch, "dispatch", "La trasmissione.")


@strawberry.type(description="L'informazione è data a tutti.")
class BroadcastSuccess(Success):
    """The news was sent."""

    dispatch: Dispatch | None = outcome(Dispatch, "dispatch", "La trasmissione.")


async def deliver_acts(work: Work, input: DeliverActsInput) -> Done:  # noqa: A002
    """Send the list of the acts of a period, with the copies where the document wants them."""
    statute = (await in_force(work.connection, work.tenant.ambito_id)).statute
    one = author_of(statute, input.by, work.day)
    rule = listing(statute, one, work.day)
    found = unspoken(statute, one, await caller_of(work), rule, "by")
    if input.until < input.since:
        message = "Il periodo finisce prima di cominciare."
        found.append(Violation("BAD_PERIOD", message, "until"))
    known = None
    if rule is None:
        message = f"Nessun documento vuole che {one.name} trasmetta l'elenco dei suoi atti."
        found.append(Violation("LIST_NOT_STATED", message, "by"))
    else:
        known = addressees(statute, rule, rule.to, work.day)
        found += told_to(statute, rule, known, ())
    listed = await _taken(work, whose(statute, one), input)
    if not listed:
        message = "Nel periodo non c'è alcun atto adottato."
        found.append(Violation("NOTHING_TO_DELIVER", message, "since"))
    refuse(*found)
    assert rule is not None  # noqa: S101  refused above
    subject = (
        f"Elenco degli atti dal {in_words(input.since)} al {in_words(input.until)}: {len(listed)}"
    )
    period = {"since": input.since, "until": input.until}
    head = {"kind": "ACTS_LIST", "subject": subject, **period}
    key = await _sent(work, statute, one, rule, head, known or [])
    await _itemised(work, key, listed, copied=rule.copies)
    return Done("Dispatch", key, {"dispatch": key})


async def _taken(work: Work, codes: Iterable[str], period: DeliverActsInput) -> list[UUID]:
    columns = tables.acts.c
    rows = await work.all(
        select(columns.id)
        .where(columns.ambito_id == work.tenant.ambito_id, columns.author_code.in_(list(codes)))
        .where(columns.verb.in_(sorted(ADOPTED)), columns.state.in_(sorted(IN_FORCE)))
        .where(columns.taken_on >= period.since, columns.taken_on <= period.until)
        .order_by(columns.taken_on, columns.author_code, columns.number)
    )
    return [row["id"] for row in rows]


async def publish_minutes(work: Work, input: PublishMinutesInput) -> Done:  # noqa: A002
    """Send the minutes of a closed meeting to those to whom the document wants them sent."""
    meeting = await row_named(work, input.meeting, "Meeting", MEETING, meetings.meetings, "meeting")
    statute = (await in_force(work.connection, work.tenant.ambito_id)).statute
    organ = organ_of(statute, meeting["organ_code"], meeting["held_on"])
    if organ is None:
        raise Refused([organ_unknown(statute, meeting["organ_code"], meeting["held_on"])])
    agenda = await _matters(work, meeting["id"])
    rule = minuted(organ, input.matter, agenda, meeting["held_on"])
    one = author_of(statute, rule.by if rule else organ.code, meeting["held_on"])
    found = unspoken(statute, one, await caller_of(work), rule, "meeting")
    if meeting["status"] != "CLOSED":
        message = "La riunione non è chiusa: il verbale si scrive alla chiusura."
        found.append(Violation("MEETING_NOT_CLOSED", message, "meeting"))
    if input.matter is not None and input.matter not in agenda:
        message = f"All'ordine del giorno non c'è «{input.matter}»."
        found.append(Violation("MATTER_NOT_ON_AGENDA", message, "matter"))
    if await _sent_already(work, meeting["id"], input.matter):
        message = "Il verbale è già stato trasmesso: si trasmette una volta sola."
        found.append(Violation("ALREADY_DELIVERED", message, "meeting"))
    codes = rule.delivered_to if rule else ()
    known = addressees(statute, rule, codes, meeting["held_on"])
    found += told_to(statute, rule, known, input.addressees)
    refuse(*found)
    subject = f"Verbale n. {meeting['number']}/{meeting['year']}, {organ.name}"
    head = {
        "kind": "MINUTES",
        "subject": subject,
        "meeting_id": meeting["id"],
        "matter_code": input.matter,
    }
    to = _declared(work, input.addressees) if known is None else known
    key = await _sent(work, statute, one, rule, head, to)
    await _itemised(work, key, await _decided(work, meeting["id"], input.matter), copied=True)
    return Done("Dispatch", key, {"dispatch": key})


async def broadcast(work: Work, input: BroadcastInput) -> Done:  # noqa: A002
    """Tell something to all those whom the document wants told."""
    statute = (await in_force(work.connection, work.tenant.ambito_id)).statute
    one = author_of(statute, input.by, work.day)
    rule = informing(statute, one, input.matter, work.day)
    found = unspoken(statute, one, await caller_of(work), rule, "by")
    if not input.subject.strip():
        found.append(Violation("EMPTY", "Qui serve di che cosa si informa.", "subject"))
    known = None
    if rule is None:
        message = f"Nessun documento vuole che {one.name} informi altri su «{input.matter}»."
        found.append(Violation("BROADCAST_NOT_STATED", message, "matter"))
    else:
        known = addressees(statute, rule, rule.to, work.day, await _registered(work, rule.to))
        found += told_to(statute, rule, known, input.addressees)
    refuse(*found)
    head = {"kind": "BROADCAST", "subject": input.subject.strip(), "matter_code": input.matter}
    to = _declared(work, input.addressees) if known is None else known
    key = await _sent(work, statute, one, rule, head, to)
    return Done("Dispatch", key, {"dispatch": key})


async def _registered(work: Work, categories: Sequence[str]) -> dict[str, list[Party]]:
    """Tell who adhered by today, for each category of addressees."""
    columns = adherents.c
    rows = await work.all(
        select(columns.name, columns.categories)
        .where(columns.ambito_id == work.tenant.ambito_id, columns.registered_on <= work.day)
        .order_by(columns.name, columns.id)
    )
    return {
        code: [Party("", row["name"]) for row in rows if code in row["categories"]]
        for code in categories
    }


def _declared(work: Work, names: Sequence[str]) -> list[Party]:
    message = "I destinatari sono quelli che dichiara chi trasmette."
    work.warn(Violation("ADDRESSEES_DECLARED", message, "addressees"))
    return [Party("", name.strip()) for name in names]


async def _matters(work: Work, meeting: UUID) -> list[str]:
    items = meetings.agenda_items.c
    rows = await work.all(
        select(items.matter_code)
        .where(items.ambito_id == work.tenant.ambito_id, items.meeting_id == meeting)
        .where(items.matter_code.is_not(None))
        .order_by(items.position)
    )
    return [row["matter_code"] for row in rows]


async def _sent_already(work: Work, meeting: UUID, matter: str | None) -> bool:
    columns = tables.dispatches.c
    rows = await work.all(
        select(columns.id)
        .where(columns.ambito_id == work.tenant.ambito_id, columns.meeting_id == meeting)
        .where(columns.matter_code.is_not_distinct_from(matter))
    )
    return bool(rows)


async def _decided(work: Work, meeting: UUID, matter: str | None) -> list[UUID]:
    """Tell the acts that rest on the votes of a meeting."""
    acts, votes = tables.acts.c, meetings.votes.c
    statement = (
        select(acts.id)
        .select_from(
            tables.acts.join(
                meetings.votes,
                (votes.ambito_id == acts.ambito_id) & (votes.id == acts.vote_id),
            )
        )
        .where(votes.ambito_id == work.tenant.ambito_id, votes.meeting_id == meeting)
        .order_by(votes.position)
    )
    if matter is not None:
        statement = statement.where(acts.matter_code == matter)
    return [row["id"] for row in await work.all(statement)]


async def _sent(  # noqa: PLR0913, PLR0917  who sends what to whom, by which rule
    work: Work,
    statute: Statute,
    one: Author,
    rule: Rule | None,
    head: dict[str, Any],
    to: Sequence[Party],
) -> UUID:
    source: dict[str, Any] = {}
    if rule is not None:
        source = source_of(rule, statute)
        work.under(rule.source.document, rule.source.article)
    key = await work.insert(
        tables.dispatches,
        by_code=one.code,
        by_name=one.name,
        sent_on=work.day,
        **head,
        **source,
    )
    for position, party in enumerate(to, start=1):
        await work.insert(
            tables.deliveries,
            dispatch_id=key,
            position=position,
            code=party.code or None,
            name=party.name,
            istat_code=party.istat,
        )
    await work.require(DELIVERY, tables.dispatches, key)
    return key


async def _itemised(work: Work, key: UUID, acts: Sequence[UUID], *, copied: bool) -> None:
    for position, act in enumerate(acts, start=1):
        await work.insert(
            tables.dispatch_items, dispatch_id=key, position=position, act_id=act, copied=copied
        )
