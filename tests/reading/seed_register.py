"""The register of a tenant of the seed: acts in each state, what they follow, what was sent."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ambiti.governance.acts import tables
from ambiti.governance.meetings import tables as meetings
from ambiti.statute import tables as statute

from .seed_names import Row, sourced

if TYPE_CHECKING:
    from .seed_tenant import Tenant

UNSAID: dict[str, Any] = {"source_code": None, "source_document": None, "source_article": None}
MONEY = {"amount": Decimal("1200.50"), "programme_code": "PDZ", "action": "Azione «1»"}
SHOWN = {"protocol": "det. 7\\bis", "published_on": date(2024, 2, 9)}
ACTS: tuple[tuple[str, str, str, str, date, dict[str, Any]], ...] = (
    ("decisa", "ASSEMBLEA", "DECIDE", "EXECUTED", date(2024, 3, 1), {"attachments": ["«A»", "B"]}),
    ("proposta", "UDP", "PROPOSE", "ADOPTED", date(2024, 2, 1), {"jointly": True, **UNSAID}),
    ("parere", "TAVOLO", "OPINION", "GIVEN", date(2023, 5, 4), {"matter_code": "BILANCIO"}),
    ("bozza", "UDP", "PREPARE", "PROPOSED", date(2024, 3, 1), MONEY),
    ("nulla", "ASSEMBLEA", "APPROVE", "ANNULLED", date(2022, 7, 1), sourced("REG", None)),
    ("albo", "SINDACO", "ADOPT", "ADOPTED", date(2024, 2, 1), SHOWN),
)
"""Name, author, verb, state, day, and what else is said of it."""
STEPS: tuple[tuple[str, int, str | None, str, str | None], ...] = (
    ("decisa", 2, "ADOPTED", "EXECUTED", None),
    ("decisa", 1, None, "ADOPTED", None),
    ("nulla", 3, "ADOPTED", "ANNULLED", "Perché «errata»"),
    ("nulla", 1, None, "PROPOSED", None),
    ("albo", 1, None, "ADOPTED", None),
)
MARCH: dict[str, Any] = {"since": date(2024, 3, 1), "until": date(2024, 3, 31), **sourced()}
Sent = tuple[str, str, str, date, dict[str, Any]]
SENT: tuple[Sent, ...] = (
    ("elenco", "ACTS_LIST", "UDP", date(2024, 4, 1), MARCH),
    ("notizia", "BROADCAST", "SINDACO", date(2023, 4, 1), {"matter_code": "BILANCIO"}),
    ("altra", "BROADCAST", "UDP", date(2024, 4, 1), sourced("REG", None)),
)
"""Name, kind, by whom, day, and what else is said of it."""


def register_rows(tenant: "Tenant", *, votes: bool) -> Iterator[Row]:
    """Give the rows; those that rest on a vote only where the tenant has voted."""
    for number, (name, author, verb, state, day, extra) in enumerate(ACTS):
        said: dict[str, Any] = {
            "author_code": author,
            "author_name": f"«{author}»",
            "year": day.year,
            "number": 9 - number,
            "verb": verb,
            "matter_code": "PIANO_DI_ZONA",
            "matter_name": "Il Piano",
            "subject": f'Atto "{name}"\n{number}',
            "taken_on": day,
            "reference_year": day.year + number % 2,
            "text_hash": f"{number:064x}",
            "attachments": [],
            "jointly": False,
            "state": state,
            "statute_version_id": tenant.id(statute.statute_versions, "1"),
            **sourced(),
            **extra,
        }
        said["published"] = "published_on" in said
        if name == "decisa":
            said["vote_id"] = tenant.id(meetings.votes, "approvata") if votes else None
        if name in {"albo", "bozza"}:
            said["direction_id"] = tenant.id(tables.acts, "decisa")
        yield tenant.row(tables.acts, name, **said)
    yield from _around(tenant, votes=votes)
    yield from _sent(tenant)
    if votes:
        yield from _minutes(tenant)


def _around(tenant: "Tenant", *, votes: bool) -> Iterator[Row]:
    for number, (name, position, before, after, reasons) in enumerate(STEPS):
        yield tenant.row(
            tables.act_steps,
            f"{name}{position}",
            act_id=tenant.id(tables.acts, name),
            position=position,
            before=before,
            after=after,
            taken_on=date(2024, 3, 1 + number),
            recorded_at=datetime(2024, 3, 2, 9, 30, number, 5, UTC),
            by_code="UDP",
            by_name="L'Ufficio",
            recorded_by="Chi «scrive»",
            reasons=reasons,
            vote_id=tenant.id(meetings.votes, "respinta") if reasons and votes else None,
            **(sourced() if number % 2 else {}),
        )
    for position, (act, before) in enumerate(
        [("decisa", "proposta"), ("decisa", "parere"), ("decisa", "albo"), ("nulla", "parere")]
    ):
        yield tenant.row(
            tables.act_predecessors,
            f"{act}{before}",
            act_id=tenant.id(tables.acts, act),
            position=4 - position,
            predecessor_id=tenant.id(tables.acts, before),
        )
    for act, other, prevailing in (("decisa", "proposta", "decisa"), ("albo", "decisa", None)):
        yield tenant.row(
            tables.act_conflicts,
            f"{act}{other}",
            act_id=tenant.id(tables.acts, act),
            other_id=tenant.id(tables.acts, other),
            prevailing_id=tenant.id(tables.acts, prevailing) if prevailing else None,
            told=f"«{act}» contro «{other}»",
            **(sourced() if prevailing else {}),
        )
    for number, (act, part, code) in enumerate(
        [
            ("decisa", "TOWARD", "UDP"),
            ("decisa", "BOUND", tenant.comuni[0]),
            ("decisa", "TOWARD", "ASL"),
            ("parere", "TOWARD", "ASL"),
        ]
    ):
        yield tenant.row(
            tables.act_parties,
            f"{act}{part}{code}",
            act_id=tenant.id(tables.acts, act),
            position=5 - number,
            part=part,
            code=code,
            name=f"Ente {code}",
            istat_code=code if part == "BOUND" else None,
        )
    for place, day, reference in (
        ("SITE", 9, None),
        ("BULLETIN_EXTRACT", 8, "n. 3"),
        ("ALBO", 9, "12/«b»"),
    ):
        yield tenant.row(
            tables.publications,
            place,
            act_id=tenant.id(tables.acts, "albo"),
            place=place,
            shown_on=date(2024, 2, day),
            reference=reference,
            published=True,
        )


def _sent(tenant: "Tenant") -> Iterator[Row]:
    for sent in SENT:
        yield from _dispatch(tenant, sent)
    listed = [("elenco", "decisa"), ("elenco", "albo"), ("altra", "decisa")]
    for position, (dispatch, act) in enumerate(listed):
        yield tenant.row(
            tables.dispatch_items,
            f"{dispatch}{act}",
            dispatch_id=tenant.id(tables.dispatches, dispatch),
            position=3 - position,
            act_id=tenant.id(tables.acts, act),
            copied=position != 1,
        )


def _minutes(tenant: "Tenant") -> Iterator[Row]:
    meeting = {"meeting_id": tenant.id(meetings.meetings, "chiusa")}
    yield from _dispatch(tenant, ("verbale", "MINUTES", "UDP", date(2024, 4, 1), meeting))


def _dispatch(tenant: "Tenant", sent: Sent) -> Iterator[Row]:
    name, kind, by, day, extra = sent
    said = {"subject": f"Invio «{name}»", "by_code": by, "by_name": f"Chi è {by}", **extra}
    yield tenant.row(tables.dispatches, name, kind=kind, sent_on=day, **said)
    who = [(istat, istat) for istat in tenant.comuni[:2]] + [("ASL", None), (None, None)]
    for number, (code, istat) in enumerate(who):
        yield tenant.row(
            tables.deliveries,
            f"{name}{number}",
            dispatch_id=tenant.id(tables.dispatches, name),
            position=(number * 3) % 4 + 1,
            code=code,
            name=f"Destinatario {code or 'altro'}",
            istat_code=istat,
        )
