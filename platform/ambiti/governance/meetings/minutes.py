"""The minutes of a meeting (verbale): written from what happened, once, when it is closed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ambiti.clock import ROME
from ambiti.statute.periods import in_words


@dataclass(frozen=True, slots=True)
class Voted:
    """A vote as the minutes tell it."""

    item: int
    question: str
    told: str


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting as the minutes tell it."""

    ambito: str
    organ: str
    number: int
    held_on: date
    at: str
    place: str
    convened_on: date
    source: str
    quorum: str
    agenda: Sequence[str]
    entries: Sequence[Mapping[str, Any]]
    attendances: Sequence[Mapping[str, Any]]
    votes: Sequence[Voted]


def minutes(held: Held, closed_at: datetime) -> str:
    """Write the minutes: who was there from when to when, what was voted and by which rule."""
    opening = (
        f"Il giorno {in_words(held.held_on)}, alle ore {held.at}, presso {held.place}, si è "
        f"riunito l'organo, convocato il {in_words(held.convened_on)} ({held.source})."
    )
    lines = [
        f"VERBALE N. {held.number}/{held.held_on.year}",
        f"{held.organ}, {held.ambito}",
        "",
        opening,
        "",
        "Ordine del giorno:",
        *(f"{number}. {subject}" for number, subject in enumerate(held.agenda, start=1)),
        *([] if held.agenda else ["nessun punto."]),
        "",
        *_presence(held),
        held.quorum,
        "",
        *_votes(held.votes),
        f"La riunione è chiusa alle ore {_time(closed_at)}.",
    ]
    return "\n".join(lines)


def _presence(held: Held) -> Iterator[str]:
    there: dict[Any, list[Mapping[str, Any]]] = {}
    for one in held.attendances:
        there.setdefault(one["roll_entry_id"], []).append(one)
    present = [one for one in held.entries if one["id"] in there]
    absent = [one["label"] for one in held.entries if one["id"] not in there and one["votes"]]
    yield "Presenti:" if present else "Presenti: nessuno."
    for entry in present:
        yield f"- {entry['label']}: {'; '.join(map(_told, there[entry['id']]))}"
    yield f"Assenti: {', '.join(absent) if absent else 'nessuno'}."


def _told(one: Mapping[str, Any]) -> str:
    delegate = " (delegato)" if one["delegated"] else ""
    left = f" alle {_time(one['left_at'])}" if one["left_at"] else ""
    return f"{one['person']}{delegate}, dalle {_time(one['arrived_at'])}{left}"


def _votes(votes: Iterable[Voted]) -> Iterator[str]:
    for one in votes:
        yield f"Punto {one.item}. {one.question}"
        yield one.told
        yield ""


def _time(moment: datetime) -> str:
    return moment.astimezone(ROME).strftime("%H:%M")
