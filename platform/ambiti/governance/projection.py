"""Which rows of governance a statute declares: organs, their other names, roles."""

from collections.abc import Iterator
from typing import Final

from ambiti.governance.tables import organ_aliases, organs, roles
from ambiti.statute.language.organs import Organ
from ambiti.statute.language.statute import Statute
from ambiti.statute.projection import (
    Citations,
    Keys,
    Projection,
    Row,
    Subject,
    Subjects,
    days,
    warning_rows,
)
from ambiti.territory.tables import units, warnings


def rows(statute: Statute, keys: Keys) -> list[Row]:
    """Project organs and roles, and what is doubtful in them."""
    return [*_organs(statute, keys), *_roles(statute, keys), *_warnings(statute, keys)]


def _organs(statute: Statute, keys: Keys) -> Iterator[Row]:
    cite = Citations(statute)
    for organ in statute.organs:
        natural = (organ.code, organ.valid.period.since)
        yield keys.row(
            organs,
            natural,
            code=organ.code,
            kind=organ.kind,
            name=organ.name,
            legal_basis=organ.legal_basis,
            seat_address=_address(organ),
            seat_at_capofila=organ.seat is not None and organ.seat.kind == "CAPOFILA",
            legal_entity_is_capofila=organ.legal_entity == "CAPOFILA",
            unit_id=keys.id(units, organ.unit) if organ.unit else None,
            instrument_code=organ.instrument,
            **days(organ.valid.period),
            **cite.of(organ.source),
        )
        for alias in organ.aliases:
            yield keys.row(
                organ_aliases, (*natural, alias), organ_id=keys.id(organs, *natural), alias=alias
            )


def _address(organ: Organ) -> str | None:
    return organ.seat.address if organ.seat and organ.seat.kind == "ADDRESS" else None


def _roles(statute: Statute, keys: Keys) -> Iterator[Row]:
    cite = Citations(statute)
    for role in statute.roles:
        yield keys.row(
            roles,
            (role.code, role.valid.period.since),
            code=role.code,
            name=role.name,
            access=role.access,
            held_for=role.held_for,
            **days(role.valid.period),
            **cite.of(role.source),
        )


def _warnings(statute: Statute, keys: Keys) -> Iterator[Row]:
    subjects = Subjects()
    for section, table in (("organs", organs), ("roles", roles)):
        for index, item in enumerate(getattr(statute, section)):
            period = item.valid.period
            row_id = keys.id(table, item.code, period.since)
            subjects[section, index] = Subject(row_id, published=False, period=period)
    return warning_rows(warnings, keys, (), statute, subjects)


PROJECTION: Final = Projection((organs, organ_aliases, roles, warnings), rows)
