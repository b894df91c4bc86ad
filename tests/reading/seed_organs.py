"""What organs of a tenant of the seed do besides meeting.

Nothing is written in the order in which it is read; what may be null is so somewhere.
"""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from ambiti.governance.encounters import tables as encounters
from ambiti.governance.meetings import tables as meetings
from ambiti.governance.occurrences import tables as occurrences
from ambiti.governance.ownrules import tables as ownrules
from ambiti.governance.participation import tables as participation
from ambiti.governance.tenures import tables as tenures

from .seed_names import Row, sourced

if TYPE_CHECKING:
    from .seed_tenant import Tenant


def organ_rows(tenant: "Tenant", *, votes: bool) -> Iterator[Row]:
    """Give the rows; ``votes`` tells whether the tenant has any to refer to."""
    yield from _encounters(tenant)
    yield from _given(tenant, votes=votes)
    for name, group, adherent in (("Zeta", None, None), ("Alfa «onlus»", "GRUPPO", "Alfa")):
        yield tenant.row(
            participation.participations,
            name,
            organ_code="TAVOLO",
            formation_code="ASSEMBLEA" if group else None,
            name=name,
            group_code=group,
            adherent_id=tenant.id(tenures.adherents, adherent) if adherent else None,
            requested_on=date(2022, 5, 6),
            **sourced(),
        )
    for event, year in (("SECONDO", 2023), ("PRIMO", 2021)):
        yield tenant.row(
            occurrences.occurrences,
            event,
            event_code=event,
            name=f"Fatto «{event}»",
            happened_on=date(year, 2, 3),
            act="DCC 1",
            **sourced("REG", None),
        )


def _encounters(tenant: "Tenant") -> Iterator[Row]:
    made: dict[str, dict[str, Any]] = {
        "secondo": {"joint_code": "CADENZA", "held_on": date(2024, 2, 20)},
        "primo": {"joint_code": "CADENZA", "held_on": date(2023, 1, 2)},
        "altro": {"joint_code": "ALTRO", "held_on": date(2020, 1, 2)},
        "dialogo": {"organ_code": "UDP", "toward_code": "TERZO", "held_on": date(2023, 1, 2)},
    }
    for name, values in made.items():
        yield tenant.row(
            encounters.encounters, name, subject=f"Tema «{name}»", **values, **sourced()
        )
        for position in (2, 1):
            decided = {"decision": "Sì", "decided_on": date(2023, 1, 3)} if position == 1 else {}
            yield tenant.row(
                encounters.encounter_parties,
                f"{name}{position}",
                encounter_id=tenant.id(encounters.encounters, name),
                position=position,
                who_code="UDP" if position == 2 else None,
                name=f"Parte {position}",
                **decided,
            )


def _given(tenant: "Tenant", *, votes: bool) -> Iterator[Row]:
    for theme, organ, year in (("Minori", "TAVOLO", 2024), ("Casa", "UDP", 2021)):
        yield tenant.row(
            ownrules.working_groups,
            theme,
            organ_code=organ,
            theme=theme,
            created_on=date(year, 1, 1),
            **sourced(),
        )
    if not votes:
        return
    for organ, quorum, matter in (("UDP", None, "BILANCIO"), ("TAVOLO", 10, None)):
        yield tenant.row(
            ownrules.own_rules,
            organ,
            organ_code=organ,
            matter_code=matter,
            quorum=quorum,
            fraction="1/2",
            strict=quorum is None,
            counted="PRESENT" if quorum else "COMPONENTS",
            adopted_on=date(2023, 5, 4),
            vote_id=tenant.id(meetings.votes, "approvata"),
            **sourced(),
        )
