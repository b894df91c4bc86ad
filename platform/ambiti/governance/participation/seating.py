"""Who asked to take part is on the roll of the meetings that it was admitted to."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import or_, select

from ambiti.acting.work import Work
from ambiti.database.statements import Row
from ambiti.governance.meetings.roll import Listing, Place
from ambiti.governance.meetings.rules import Wish
from ambiti.governance.participation import tables
from ambiti.governance.participation.rules import gates, opening
from ambiti.statute.language.organs import Organ
from ambiti.statute.language.statute import Statute


async def taking_part(work: Work, wish: Wish) -> list[Row]:
    """Give who was admitted to the meetings of an organ in this formation, by name."""
    columns = tables.participations.c
    formation = columns.formation_code
    return await work.all(
        select(tables.participations)
        .where(columns.ambito_id == work.tenant.ambito_id, columns.organ_code == wish.organ)
        .where(or_(formation.is_(None), formation == wish.formation))
        .order_by(columns.name, columns.id)
    )


def with_them(
    statute: Statute, organ: Organ, wish: Wish, listing: Listing, asked: Iterable[Row]
) -> Listing:
    """Add to the roll whoever asked: once they did, how many they are is known.

    Where the text lets only those who adhered choose, whoever did not is there without a vote.
    """
    rule = opening(organ, wish.held_on)
    there = list(asked)
    if rule is None or not there:
        return listing
    gated = bool(gates(statute, organ, "VOTE", wish.held_on))
    places = tuple(
        Place(
            seat=f"request:{one['id']}",
            label=one["name"],
            votes=one["adherent_id"] is not None or not gated,
            delegate="NOT_STATED",
            istat=None,
            unit=None,
            ambiguities=(rule.ambiguity,) if rule.ambiguity else (),
            source={
                name: one[name] for name in ("source_code", "source_document", "source_article")
            },
        )
        for one in there
    )
    missing = tuple(one for one in listing.missing if one != "quanti chiederanno di partecipare")
    return replace(listing, places=(*listing.places, *places), missing=missing)
