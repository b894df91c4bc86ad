"""Meetings of a tenant of the seed in each of their states, and the journal of what was done.

Nothing is written in the order in which it is read; what may be null is so somewhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from ambiti.acting import tables as acting
from ambiti.governance.meetings import tables
from ambiti.statute import tables as statute
from ambiti.territory import tables as territory

from .seed_names import CHIEF, Row, sourced
from .seed_statute import statute_rows

if TYPE_CHECKING:
    from .seed_tenant import Tenant

WORDS = 'Verbale «n. 1»:\n"approvato"\tdi sera \\ con È'


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting of the seed."""

    name: str
    organ: str
    number: int
    day: date
    status: str
    quorum: dict[str, Any]
    extra: dict[str, Any] = field(default_factory=dict)
    votes: tuple[str, ...] = ()


def _quorum(present: int, needed: int | None, *, met: bool | None) -> dict[str, Any]:
    told = f"Presenti {present}" if needed is None else f"Presenti {present}; «{needed}» servono."
    return {"present": present, "needed": needed, "met": met, "told": told}


HELD = (
    Held("aperta", "ASSEMBLEA", 2, date(2024, 3, 1), "OPEN", _quorum(3, None, met=None), {},
         ("corso", "minima", "dichiarata")),
    Held("chiusa", "ASSEMBLEA", 1, date(2023, 5, 4), "CLOSED", _quorum(4, 3, met=True),
         {"minutes": WORDS, "closed_at": datetime(2023, 5, 4, 22, 5, 9, 120457, UTC)},
         ("respinta", "approvata", "nulla", "incerta")),
    Held("convocata", "UDP", 1, date(2024, 3, 1), "CONVENED", _quorum(0, 2, met=False),
         {"formation_code": "RISTRETTA", **sourced("REG", None)}),
    Held("tavolo", "TAVOLO", 1, date(2024, 2, 29), "CONVENED", {"present": 0, "told": "Nessuno"}),
    Held("prossima", "ASSEMBLEA", 1, date(2026, 3, 2), "CONVENED", _quorum(0, 5, met=False)),
    Held("vuota", "UDP", 1, date(2021, 12, 31), "CLOSED", _quorum(1, 1, met=True),
         {"minutes": "", "closed_at": datetime(2022, 1, 1, 0, 0, tzinfo=UTC)}),
    Held("estinta", "TAVOLO", 7, date(2023, 5, 4), "CONVENED", _quorum(0, 1, met=False)),
)  # fmt: skip


def meeting_rows(tenant: "Tenant") -> Iterator[Row]:
    """Give the meetings of a tenant that has a statute, and its journal."""
    if any(table is statute.statute_versions for table, _ in statute_rows(tenant)):
        for held in HELD[: 9 - 2 * tenant.ambito]:
            yield from _meeting(tenant, held)
    yield from _journal(tenant)


def _meeting(tenant: "Tenant", held: Held) -> Iterator[Row]:
    unit = tenant.id(territory.units, "NORD") if held.organ == "TAVOLO" else None
    yield tenant.row(
        tables.meetings,
        held.name,
        organ_code=held.organ,
        number=held.number,
        year=held.day.year,
        held_on=held.day,
        at="18:30",
        place="Sala «Pòrta», 1° piano",
        status=held.status,
        convened_on=held.day - timedelta(days=10),
        quorum=held.quorum,
        unit_id=unit,
        statute_version_id=tenant.id(statute.statute_versions, "1"),
        **{**sourced(), **held.extra},
    )
    yield from _agenda(tenant, held)
    seats = list(_roll(tenant, held))
    yield from seats
    if held.status != "CONVENED":
        yield from _attendances(tenant, held, len(seats))
    for number, name in enumerate(held.votes):
        yield from _vote(tenant, held, name, len(held.votes) - number)
    if held.status == "CLOSED":
        yield from _minutes(tenant, held)


def _of(tenant: "Tenant", held: Held) -> dict[str, Any]:
    return {"meeting_id": tenant.id(tables.meetings, held.name)}


def _agenda(tenant: "Tenant", held: Held) -> Iterator[Row]:
    items = [(3, None, None), (1, "BILANCIO", "APPROVE"), (2, "PIANO_DI_ZONA", None)]
    for position, matter, verb in items[: 0 if held.name == "vuota" else 3]:
        yield tenant.row(
            tables.agenda_items,
            f"{held.name}{position}",
            position=position,
            subject=f"Punto {position}: «{matter or 'varie'}»",
            matter_code=matter,
            verb=verb,
            attachments=["Relazione «1»"] if verb else [],
            material_due=position != 3,
            **_of(tenant, held),
        )


def _roll(tenant: "Tenant", held: Held) -> Iterator[Row]:
    """Give the seats of the comuni, then of a sub-ambito and of a body that is there without."""
    seats: list[tuple[str, dict[str, Any]]] = [
        (f"Sindaco di {istat}", {"istat_code": istat, "votes": True}) for istat in tenant.comuni[:4]
    ]
    unit = tenant.id(territory.units, "SUD")
    seats.append(("Coordinatore «SUD»", {"unit_id": unit, "votes": True}))
    seats.append(("Direttore dell'ASL", {"votes": False}))
    for number, (label, values) in enumerate(seats):
        yield tenant.row(
            tables.roll_entries,
            f"{held.name}{number}",
            position=(number * 5) % 7 + 1,
            seat=f"POSTO:{number}",
            label=label,
            delegate=("ALLOWED", "NOT_ALLOWED", "NOT_STATED")[number % 3],
            weight=1 + number % 2,
            ambiguities=["AMB-01"] if number else [],
            **_of(tenant, held),
            **values,
            **sourced(article=f"art. {number}" if number % 2 else None),
        )


Times = tuple[int, int | None, bool]
THERE: tuple[tuple[Times, ...], ...] = (
    ((40, None, True), (0, 10, False), (10, 10, False), (10, 40, False)),
    ((1, 30, False), (31, 59, True)),
    ((5, None, True),),
    (),
    ((0, None, False),),
    ((2, 3, False), (7, None, False)),
)
"""When somebody came and went, in minutes, for each seat; None is still there."""


def _attendances(tenant: "Tenant", held: Held, seats: int) -> Iterator[Row]:
    began = datetime(held.day.year, held.day.month, held.day.day, 16, 30, tzinfo=UTC)
    for seat in range(seats):
        for index, (since, until, delegated) in enumerate(THERE[seat]):
            gone = None if until is None else began + timedelta(minutes=until)
            yield tenant.row(
                tables.attendances,
                f"{held.name}{seat}{index}",
                roll_entry_id=tenant.id(tables.roll_entries, f"{held.name}{seat}"),
                person=f"Persona {seat} d'«{index}»",
                delegated=delegated,
                delegation="Delega «1»" if delegated else None,
                arrived_at=began + timedelta(minutes=since),
                left_at=gone,
                presides="CHAIR" if seat == 4 and gone is None else None,
                **_of(tenant, held),
            )


WHOLE = {
    "denominator": "COMPONENTS",
    "of": 5,
    "threshold": 3,
    "fraction": "1/2",
    "strict": True,
    "rounding": "UP",
    "readings": [{"abstentions": "COUNT", "threshold": 3, "passed": True}],
    "present": 4,
    "in_favour": 3,
    "against": 0,
    "abstained": 1,
    "not_voting": 0,
    "quorum": 3,
    "quorum_met": True,
    "missing": None,
}
FEW: dict[str, Any] = {"present": 2, "in_favour": 1, "against": 1, "abstained": 0}
UNKNOWN: dict[str, Any] = {"missing": "il «regolamento»", "threshold": None, "strict": None}
SAYS = {"declared_under": 'art. 9 «chi presiede"'}
VOTED: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    "approvata": ("APPROVED", WHOLE, sourced()),
    "respinta": (
        "REJECTED",
        {**WHOLE, "in_favour": 1, "strict": False, "blank": 2},
        sourced("REG", None),
    ),
    "nulla": ("INQUORATE", {**WHOLE, **FEW, "quorum_met": False}, sourced()),
    "incerta": ("UNDETERMINED", {**WHOLE, **FEW, **UNKNOWN}, {}),
    "minima": ("UNDETERMINED", {**FEW, "missing": "come si decide"}, {}),
    "dichiarata": ("REJECTED", {**FEW, **UNKNOWN, **SAYS}, sourced("CONV", "art. 9")),
}
"""The verdict, the proof and the source of each vote that is closed."""
SECRET = {"respinta"}


def _vote(tenant: "Tenant", held: Held, name: str, position: int) -> Iterator[Row]:
    opened = datetime(held.day.year, held.day.month, held.day.day, 17, position, 7, 81, UTC)
    outcome: dict[str, Any] = {}
    if name in VOTED:
        verdict, proof, source = VOTED[name]
        outcome = {"verdict": verdict, "proof": proof, "told": f"«{verdict}», 3 a 0.", **source}
        outcome["closed_at"] = opened + timedelta(minutes=4)
    yield tenant.row(
        tables.votes,
        name,
        agenda_item_id=tenant.id(tables.agenda_items, f"{held.name}{position % 3 + 1}"),
        position=position,
        question=f"Si approva il punto «{position}»?",
        secret=name in SECRET,
        status="CLOSED" if outcome else "OPEN",
        opened_at=opened,
        **_of(tenant, held),
        **outcome,
    )
    choices = ("IN_FAVOUR", "AGAINST", "ABSTAINED", "IN_FAVOUR")[: 5 - position]
    for seat, choice in enumerate(choices[: len(tenant.comuni)]):
        yield tenant.row(
            tables.ballots,
            f"{name}{seat}",
            vote_id=tenant.id(tables.votes, name),
            roll_entry_id=tenant.id(tables.roll_entries, f"{held.name}{seat}"),
            choice=None if name in SECRET else choice,
        )


def _minutes(tenant: "Tenant", held: Held) -> Iterator[Row]:
    """Correct the minutes, the later ones first, and approve those of meetings with votes."""
    for position in (2, 1):
        yield tenant.row(
            tables.minutes_corrections,
            f"{held.name}{position}",
            position=position,
            wrong=f"«{position}»",
            right='"due"',
            reason="Refuso",
            corrected_on=held.day + timedelta(days=position),
            **_of(tenant, held),
        )
    if held.votes:
        yield tenant.row(
            tables.minutes_approvals,
            held.name,
            vote_id=tenant.id(tables.votes, held.votes[0]),
            approved_on=held.day + timedelta(days=30),
            **_of(tenant, held),
        )


ACTS: tuple[tuple[int, str, str, str, dict[str, Any]], ...] = (
    (2, "record_attendance", "Meeting", "chiusa", {"access": "segretario", "mandate": "Decreto 2"}),
    (1, "convene_meeting", "Meeting", "chiusa", {"performer_id": None}),
    (4, "close_vote", "Vote", "approvata", {"access": "segretario"}),
    (3, "open_vote", "Vote", "approvata", {"mandate": "Decreto «3»"}),
    (5, "convene_meeting", "Meeting", "aperta", {"access": "responsabile_udp"}),
    (12, "close_meeting", "Meeting", "chiusa", {}),
)
"""Number, name, kind and name of the subject, and as whom; the one at the command line has none."""
SUBJECTS = {"Meeting": tables.meetings, "Vote": tables.votes}


def _journal(tenant: "Tenant") -> Iterator[Row]:
    told: list[list[dict[str, Any]]] = [
        [],
        [{"document": "REG", "article": None}, {"document": "CONV", "article": "art. 3, c. 1"}],
        [{"document": "CONV «bis»", "article": 'art. "2"'}],
    ]
    for number, act, kind, name, extra in ACTS:
        subject = tenant.id(SUBJECTS[kind], name)
        warning = {"code": "VERDICT_DECLARED", "message": "Dichiarato.", "field": None}
        values = {
            "number": number,
            "at": datetime(2024, 3, number, 9, 0, number, 100 + number, UTC),
            "act": act,
            "performed_by": f"«{CHIEF.name}»" if number % 2 else CHIEF.name,
            "performer_id": CHIEF.id,
            "subject_kind": kind,
            "subject_id": subject,
            "input": {"ambito": tenant.slug},
            "warnings": [{**warning, "document": None, "article": None}] if number > 3 else [],
            "sources": told[number % 3],
            "written": [{"table": kind.lower(), "id": str(subject), "digest": f"{number:064}"}],
            "previous_hash": f"{number - 1:064}" if number > 1 else None,
            "hash": f"{number:064}",
        }
        yield tenant.row(acting.journal_entries, str(number), **{**values, **extra})
    yield tenant.row(
        acting.idempotency_keys,
        "1",
        performer_id=CHIEF.id,
        key="chiave «1»",
        act="open_vote",
        input_hash=f"{1:064}",
        outcome={"vote": str(tenant.id(tables.votes, "approvata")), "warnings": []},
    )
