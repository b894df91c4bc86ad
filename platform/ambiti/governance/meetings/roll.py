"""Who is entitled in a meeting: the seats of the organ as they are on its day."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from ambiti.acting.refusing import Violation
from ambiti.governance.competence import cited
from ambiti.governance.meetings.rules import Wish
from ambiti.governance.seats.composing import seats
from ambiti.governance.seats.voting import voters
from ambiti.statute.language.organs import Organ
from ambiti.statute.language.statute import Statute


@dataclass(frozen=True, slots=True)
class Place:
    """One who is entitled: to vote, or to take part."""

    seat: str
    label: str
    votes: bool
    delegate: str
    istat: str | None
    unit: str | None
    ambiguities: tuple[str, ...]
    source: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Listing:
    """The roll of a meeting, and what is not known of it."""

    places: tuple[Place, ...]
    missing: tuple[str, ...]
    source: dict[str, str | None]
    """Where the composition is written, or what is missing of it."""

    @property
    def known(self) -> bool:
        """Tell whether the documents say who votes, without any part left open."""
        return not self.missing and any(place.votes for place in self.places)


def listed(
    statute: Statute,
    organ: Organ,
    day: date,
    formation: str | None,
    happened: Collection[str] = (),
) -> Listing:
    """Tell who is entitled in an organ on a day; a roll with a part that is missing is not known.

    Whoever comes on request is written down when that is known, or once its fact ``happened``.
    """
    known = formation in {one.code for one in organ.formations}
    composed = seats(statute, organ.code, day, formation if known else None)
    voting = {one.seat.key for one in voters(composed)}
    places = tuple(
        Place(
            seat=one.key,
            label=one.label[:1].upper() + one.label[1:],
            votes=one.key in voting,
            delegate=one.delegate,
            istat=one.bound.code if one.bound.kind == "COMUNE" else None,
            unit=one.bound.code if one.bound.kind == "UNIT" else None,
            ambiguities=one.source.ambiguities,
            source=cited(statute, one.source.document, one.source.article),
        )
        for one in composed.seats
        if one.standing != "OPEN_ON_REQUEST"
        and (one.standing != "CONDITIONAL" or one.condition in happened)
    )
    missing = tuple(one.what for one in composed.missing)
    first = composed.missing[0].source if composed.missing else composed.source
    return Listing(places, missing, cited(statute, first.document, first.article))


def declared(listing: Listing, wish: Wish) -> Listing:
    """Take the roll that whoever convenes declares; whoever is only invited stays on it."""
    guests = tuple(one for one in listing.places if not one.votes)
    places = tuple(
        Place(
            seat=f"declared:{number}",
            label=one.label,
            votes=True,
            delegate="NOT_STATED",
            istat=one.istat,
            unit=None,
            ambiguities=(),
            source=listing.source,
        )
        for number, one in enumerate(wish.roll, start=1)
    )
    return Listing((*places, *guests), listing.missing, listing.source)


def unlisted(
    listing: Listing, organ: Organ, wish: Wish, comuni: Collection[str]
) -> Iterator[Violation]:
    """The documents tell the roll, or whoever convenes declares it: one of the two, never both."""
    told = (listing.source["source_document"], listing.source["source_article"])
    if listing.known and wish.roll:
        message = f"Chi vota in {organ.name} lo dice il documento: «roll» va tolto."
        yield Violation("ROLL_STATED", message, "roll", *told)
    elif not listing.known and not wish.roll:
        missing = "; ".join(listing.missing)
        message = (
            f"Non si sa chi vota in {organ.name}: manca {missing}. Chi convoca può dichiararlo in "
            "«roll»."
        )
        yield Violation("ROLL_UNKNOWN", message, "roll", *told)
    seen: set[str] = set()
    for number, one in enumerate(wish.roll):
        if not one.label.strip() or one.label in seen:
            message = "Qui serve chi siede, una volta sola."
            yield Violation("EMPTY", message, f"roll.{number}.label")
        if one.istat is not None and one.istat not in comuni:
            message = f"«{one.istat}» non è un comune dell'Ambito."
            yield Violation("COMUNE_UNKNOWN", message, f"roll.{number}.istatCode")
        seen.add(one.label)


def roll_declared(listing: Listing) -> Violation:
    """Say beside a success that the roll rests on a declaration."""
    missing = "; ".join(listing.missing)
    message = f"Gli aventi diritto sono quelli dichiarati da chi convoca: manca {missing}."
    source = listing.source
    document, article = source["source_document"], source["source_article"]
    return Violation("ROLL_DECLARED", message, "roll", document, article)
