"""Seats of the organs of a tenant of the seed, who holds them, and how it ends.

Nothing is written in the order in which it is read; what may be null is so somewhere.
"""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from ambiti.governance import tables as governance
from ambiti.governance.meetings import tables as meetings
from ambiti.governance.seats import tables as places
from ambiti.governance.tenures import tables
from ambiti.territory import tables as territory

from .seed_names import PONTE, Row, period, sourced

if TYPE_CHECKING:
    from .seed_tenant import Tenant


def tenure_rows(tenant: "Tenant", *, votes: bool) -> Iterator[Row]:
    """Give the rows; ``votes`` tells whether the tenant has any to refer to."""
    yield from _seats(tenant)
    yield from _adherents(tenant)
    yield from _tenures(tenant, votes=votes)
    yield from _revocations(tenant, votes=votes)


def _unit(tenant: "Tenant") -> Any:
    return tenant.id(territory.units, "aurora" if tenant.ambito == PONTE else "NORD")


def _seats(tenant: "Tenant") -> Iterator[Row]:
    component = {"standing": "COMPONENT", "votes": True, "several": False}
    guest = {"standing": "INVITED", "votes": False, "several": True, "delegate": "ALLOWED"}
    made: list[tuple[str, str, int, dict[str, Any]]] = [
        ("ASSEMBLEA", f"A/{istat}", number, {**component, "istat_code": istat,
         "role_code": "SINDACO"})
        for number, istat in enumerate(tenant.comuni[:3], start=1)
    ]  # fmt: skip
    made += [
        ("ASSEMBLEA", "A/ASL", 9, {**guest, "pool": "chi è dell'«ASL»"}),
        ("UDP", "U/1", 4, {**component, "role_code": "RESPONSABILE"}),
        ("UDP", "U/2", 2, {**component, "unit_id": _unit(tenant), "designator": "il referente"}),
        ("UDP", "U/3", 3, {**component, "delegate": "NOT_ALLOWED", "formation": "RISTRETTA"}),
        ("UDP", "U/4", 1, {**component, "several": True}),
        ("TAVOLO", "T/1", 1, {**guest, "standing": "CONDITIONAL", "condition": "FATTO"}),
    ]
    for organ, name, position, values in made:
        for index, when in enumerate((period(until=2023), period(2023))):
            yield tenant.row(
                places.seats,
                f"{name}{index}",
                organ_id=tenant.id(governance.organs, organ),
                key=name,
                position=position,
                label=f"Posto «{name}» {index}",
                **{"delegate": "NOT_STATED", "ambiguities": [], **values},
                **sourced(article=None if index else "art. 7"),
                **when,
            )


def _adherents(tenant: "Tenant") -> Iterator[Row]:
    for name, document in (("Zeta «onlus»", None), ("Alfa", "Adesione 1"), ("Mèta", "Adesione 2")):
        yield tenant.row(
            tables.adherents,
            name,
            name=name,
            categories=["TERZO", "ADERENTI"] if document else [],
            instrument_code="ADP",
            registered_on=date(2021, 3, 4),
            document=document,
            member_of=["TAVOLO"] if document else [],
            **sourced(),
        )


def _tenures(tenant: "Tenant", *, votes: bool) -> Iterator[Row]:
    first, second = tenant.comuni[0], tenant.comuni[1]
    vote = tenant.id(meetings.votes, "approvata") if votes else None
    over = {"until": date(2024, 1, 1), "ended_because": "Revoca"}
    term = {"term_ends_on": date(2022, 6, 29), "powers": "FULL"}
    made: dict[str, dict[str, Any]] = {
        "scelta": {"role_code": "RESPONSABILE", "status": "SELECTED", "since": date(2020, 1, 1)},
        "primo": {
            "role_code": "RESPONSABILE",
            "since": date(2020, 1, 2),
            "member_of": ["UDP", "TAVOLO"],
            "selection_id": tenant.id(tables.tenures, "scelta"),
            "vote_id": vote,
            **term,
            **over,
        },
        "secondo": {"role_code": "RESPONSABILE", "since": date(2024, 1, 1), "act": "Decreto «2»"},
        "futuro": {"role_code": "RESPONSABILE", "since": date(2030, 1, 1)},
        "sindaca": {"role_code": "SINDACO", "istat_code": first, "since": date(2019, 5, 27)},
        "sindaco": {"role_code": "SINDACO", "istat_code": second, "since": date(2023, 1, 1)},
        "operatrice": {
            "role_code": "COORDINATORE",
            "unit_id": _unit(tenant),
            "since": date(2021, 1, 1),
            "member_of": ["UDP"],
        },
        "posto": {
            "organ_code": "UDP",
            "seat": "U/3",
            "since": date(2021, 1, 1),
            "adherent_id": tenant.id(tables.adherents, "Alfa"),
            "area_code": "MINORI",
            "offices": [{"office": "TERZO", "place": None}],
        },
        "eletto": {"organ_code": "TAVOLO", "seat": "CHAIR", "since": date(2021, 1, 1)},
    }
    for number, (name, values) in enumerate(made.items()):
        yield tenant.row(
            tables.tenures,
            name,
            **{
                "label": f"Incarico «{name}»",
                "person": f"Persona {9 - number}",
                "offices": [],
                "given_by": "ASSEMBLEA",
                "status": "HELD",
                "member_of": [],
                **values,
            },
            **sourced(article=None if number % 2 else "art. 11"),
        )


def _revocations(tenant: "Tenant", *, votes: bool) -> Iterator[Row]:
    held = {"tenure_id": tenant.id(tables.tenures, "primo")}
    decided = {"status": "APPROVED", "decided_on": date(2024, 1, 1)}
    if votes:
        decided["vote_id"] = tenant.id(meetings.votes, "respinta")
        yield tenant.row(
            tables.revocations,
            "approvata",
            **held,
            grounds=["GRAVE", "ALTRO «motivo»"],
            motivation="Motivi",
            proposed_on=date(2023, 12, 1),
            replace_by=date(2024, 1, 31),
            convener_code="PRESIDENTE",
            **decided,
            **sourced(),
        )
    yield tenant.row(
        tables.revocations,
        "proposta",
        **held,
        grounds=[],
        motivation="",
        proposed_on=date(2023, 11, 1),
        status="PROPOSED",
        **sourced("REG", None),
    )


def invitation_rows(tenant: "Tenant", meeting: str) -> Iterator[Row]:
    """Give the invitations to a meeting."""
    letter = {"kind": "LETTER", "name": "PROVINCIA", "signed_by": "PRESIDENTE"}
    guest = {"kind": "GUEST", "name": "Agenzia «X»", "theme": "Casa"}
    for position, values in ((2, letter), (1, guest)):
        yield tenant.row(
            meetings.invitations,
            f"{meeting}{position}",
            meeting_id=tenant.id(meetings.meetings, meeting),
            position=position,
            sent_on=date(2023, 4, 1),
            **values,
        )
