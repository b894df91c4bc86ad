"""An organ is convened: what the documents ask, and the roll as it is on the day of the meeting."""

from collections.abc import Mapping
from uuid import UUID

import strawberry
from sqlalchemy import func, select

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.refusing import Refused, refuse
from ambiti.acting.work import Work
from ambiti.governance.calling import caller_of
from ambiti.governance.competence import organ_of, organ_unknown, source_of, verbs_on
from ambiti.governance.meetings import rules, tables
from ambiti.governance.meetings.graph import Meeting
from ambiti.governance.meetings.inputs import ConveneMeetingInput
from ambiti.governance.meetings.papers import joint_refused, material_due, papers_missing
from ambiti.governance.meetings.proving import quorum_now
from ambiti.governance.meetings.roll import Listing, declared, listed, roll_declared, unlisted
from ambiti.governance.meetings.rules import Declared, Item, Wish
from ambiti.governance.meetings.scopes import MEETING
from ambiti.governance.meetings.sequel import reserved
from ambiti.governance.occurrences.happened import happened
from ambiti.governance.ownrules.standing import own_rules
from ambiti.governance.participation.seating import taking_part, with_them
from ambiti.governance.votes.measures import NONE_GIVEN
from ambiti.governance.votes.roll import Roll, Voter
from ambiti.statute.current import InForce, in_force
from ambiti.statute.language.organs import Organ
from ambiti.statute.language.statute import Statute
from ambiti.territory.tables import units


@strawberry.type(description="La riunione è convocata.")
class ConveneMeetingSuccess(Success):
    """The meeting was convened."""

    meeting: Meeting | None = outcome(Meeting, "meeting", "La riunione, con il suo elenco.")


async def convene_meeting(work: Work, input: ConveneMeetingInput) -> Done:  # noqa: A002
    """Convene an organ: its agenda is set, and who is entitled is written down as of the day.

    Refused where the document gives the convocation to another, where the organ is not competent
    for a matter of the agenda, or where nobody knows of whom the organ is made.
    """
    found = await in_force(work.connection, work.tenant.ambito_id)
    statute, wish = found.statute, _wish(input)
    organ = organ_of(statute, wish.organ, wish.held_on)
    if organ is None:
        raise Refused([organ_unknown(statute, wish.organ, wish.held_on)])
    caller = await caller_of(work)
    asked = await taking_part(work, wish)
    listing = listed(
        statute, organ, wish.held_on, wish.formation, await happened(work, wish.held_on)
    )
    listing = with_them(statute, organ, wish, listing, asked)
    here = {one.istat for one in statute.comuni}
    refuse(
        *rules.convocation(statute, organ, wish, caller, work.day),
        *joint_refused(statute, organ, wish),
        *unlisted(listing, organ, wish, here),
        *await reserved(work, statute, organ, caller),
    )
    work.warn(*rules.advice(statute, organ, wish, caller), *papers_missing(statute, organ, wish))
    if wish.roll:
        work.warn(roll_declared(listing))
        listing = declared(listing, wish)
    meeting = await _written(work, found, organ, wish, listing)
    await _agenda(work, statute, organ, wish, meeting)
    await _invitations(work, input, wish, meeting, [one["name"] for one in asked])
    await work.require(MEETING, tables.meetings, meeting)
    return Done("Meeting", meeting, {"meeting": meeting})


def _wish(given: ConveneMeetingInput) -> Wish:
    agenda = tuple(
        Item(one.subject.strip(), one.matter, one.verb, tuple(one.attachments))
        for one in given.agenda
    )
    return Wish(
        organ=given.organ,
        held_on=given.held_on,
        at=given.at,
        place=given.place.strip(),
        agenda=agenda,
        formation=given.formation,
        roll=tuple(Declared(one.label.strip(), one.istat_code) for one in given.roll),
        letter=(given.letter.signed_by, tuple(given.letter.to)) if given.letter else None,
        mandate=given.mandate,
        joint=given.joint,
        theme=given.theme,
    )


async def _written(
    work: Work,
    found: InForce,
    organ: Organ,
    wish: Wish,
    listing: Listing,
) -> UUID:
    """Write the meeting and its roll."""
    tenant, year = work.tenant.ambito_id, wish.held_on.year
    await work.turn(f"meetings of {organ.code}:{year}")
    columns = tables.meetings.c
    last = await work.connection.scalar(
        select(func.max(columns.number)).where(
            columns.ambito_id == tenant, columns.organ_code == organ.code, columns.year == year
        )
    )
    known = await _units(work, wish)
    voters = Roll(tuple(Voter(one.seat, one.label) for one in listing.places if one.votes))
    convener = next(iter(rules.conveners(organ, wish.held_on)), organ)
    own = await own_rules(work, organ, wish.held_on)
    rule = rules.decision_rule(organ, None, wish.held_on, own)
    work.under(convener.source.document, convener.source.article)
    meeting = await work.insert(
        tables.meetings,
        organ_code=organ.code,
        formation_code=wish.formation,
        unit_id=known.get(organ.unit or ""),
        year=year,
        number=(last or 0) + 1,
        held_on=wish.held_on,
        at=wish.at,
        place=wish.place,
        status="CONVENED",
        convened_on=work.day,
        quorum=quorum_now(rule, voters, (), NONE_GIVEN),
        mandate=(wish.mandate or "").strip() or None,
        joint_code=wish.joint,
        theme=(wish.theme or "").strip() or None,
        statute_version_id=found.version,
        **source_of(convener, found.statute),
    )
    await _roll(work, meeting, listing, known)
    return meeting


async def _roll(work: Work, meeting: UUID, listing: Listing, known: Mapping[str, UUID]) -> None:
    """Write down who is entitled."""
    await work.insert_all(
        tables.roll_entries,
        (
            {
                "meeting_id": meeting,
                "position": position,
                "seat": place.seat,
                "label": place.label,
                "votes": place.votes,
                "delegate": place.delegate,
                "istat_code": place.istat,
                "unit_id": known.get(place.unit or ""),
                "weight": 1,
                "ambiguities": list(place.ambiguities),
                **place.source,
            }
            for position, place in enumerate(listing.places, start=1)
        ),
    )


async def _units(work: Work, wish: Wish) -> dict[str, UUID]:
    columns = units.c
    rows = await work.all(
        select(columns.code, columns.id)
        .where(columns.ambito_id == work.tenant.ambito_id)
        .where(columns.valid_from <= wish.held_on, columns.valid_until > wish.held_on)
    )
    return {row["code"]: row["id"] for row in rows}


async def _invitations(
    work: Work, given: ConveneMeetingInput, wish: Wish, meeting: UUID, asked: list[str]
) -> None:
    """Write who is asked to come besides the roll."""
    signed, to = wish.letter or (None, ())
    letters: list[dict[str, str | None]] = [
        {"kind": "LETTER", "name": who, "signed_by": signed} for who in to
    ]
    guests: list[dict[str, str | None]] = [
        {"kind": "GUEST", "name": one.name, "theme": one.theme} for one in given.guests
    ]
    requests: list[dict[str, str | None]] = [{"kind": "REQUEST", "name": who} for who in asked]
    for position, one in enumerate((*letters, *guests, *requests), start=1):
        await work.insert(
            tables.invitations, meeting_id=meeting, position=position, sent_on=work.day, **one
        )


async def _agenda(work: Work, statute: Statute, organ: Organ, wish: Wish, meeting: UUID) -> None:
    for position, item in enumerate(wish.agenda, start=1):
        verbs = verbs_on(statute, wish.organ, item.matter or "", wish.held_on)
        await work.insert(
            tables.agenda_items,
            meeting_id=meeting,
            position=position,
            subject=item.subject,
            matter_code=item.matter,
            attachments=list(item.attachments),
            material_due=material_due(organ, item, wish.held_on),
            verb=item.verb or (verbs[0] if verbs else None),
        )
