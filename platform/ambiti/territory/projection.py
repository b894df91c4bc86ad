"""Which rows of territory a statute declares."""

from collections.abc import Iterator
from typing import Final
from uuid import UUID

from ambiti.statute import facts
from ambiti.statute.checking import found_by
from ambiti.statute.gazetteer import Gazetteer
from ambiti.statute.language.rule import Rule
from ambiti.statute.language.statute import Statute
from ambiti.statute.problems import Path
from ambiti.statute.projection import (
    Citations,
    Keys,
    Projection,
    Row,
    Subject,
    days,
    warning_rows,
)
from ambiti.territory.perimeters import extent
from ambiti.territory.rules import RULES
from ambiti.territory.tables import (
    bodies,
    body_comuni,
    capofile,
    comune_aliases,
    comuni,
    memberships,
    perimeter_comuni,
    perimeters,
    unit_leads,
    unit_members,
    units,
    warnings,
)


def rows(statute: Statute, keys: Keys) -> list[Row]:
    """Project comuni, members, bodies, units, perimeters and what is doubtful in them."""
    return [
        *_comuni(statute, keys),
        *_bodies(statute, keys),
        *_capofile(statute, keys),
        *_units(statute, keys),
        *_entries(statute, keys),
        *_perimeters(statute, keys),
        *_warnings(statute, keys),
    ]


def _comuni(statute: Statute, keys: Keys) -> Iterator[Row]:
    cite = Citations(statute)
    provinces = {province.code: province for province in statute.provinces}
    for comune in statute.comuni:
        province = provinces[comune.province]
        yield (
            comuni,
            {
                "istat_code": comune.istat,
                "name": comune.name,
                "belfiore_code": comune.belfiore,
                "province_code": province.code,
                "province": province.name,
                "region": province.region,
            },
        )
        for alias in comune.aliases:
            yield keys.row(
                comune_aliases,
                (comune.istat, alias.spelling),
                istat_code=comune.istat,
                alias=alias.spelling,
                ambiguity=alias.ambiguity,
                **cite.of(alias.source),
            )
    for member in facts.memberships(statute):
        yield keys.row(
            memberships,
            (member.comune.istat, member.period.since),
            istat_code=member.comune.istat,
            **days(member.period),
            **cite.of(member.rule.source),
        )


def _bodies(statute: Statute, keys: Keys) -> Iterator[Row]:
    cite, gazetteer = Citations(statute), Gazetteer.of(statute)
    known = facts.bodies(statute)
    for body in statute.bodies:
        period = body.valid.period
        yield keys.row(
            bodies,
            (body.code,),
            code=body.code,
            name=body.name,
            kind=body.kind,
            role=body.role,
            **days(period),
            **cite.of(body.source),
        )
        for comune in facts.comuni_of(body, statute, gazetteer):
            yield keys.row(
                body_comuni,
                (body.code, comune.istat, "OWNER", period.since),
                body_id=keys.id(bodies, body.code),
                istat_code=comune.istat,
                relation="OWNER",
                ambiguity=body.ambiguity,
                **days(period),
                **cite.of(body.source),
            )
    for substitution in statute.substitutions:
        period = substitution.valid.period.within(known[substitution.body].valid.period)
        for istat in gazetteer.istat(substitution.comuni):
            yield keys.row(
                body_comuni,
                (substitution.body, istat, "SUBSTITUTED", period.since),
                body_id=keys.id(bodies, substitution.body),
                istat_code=istat,
                relation="SUBSTITUTED",
                functions=", ".join(substitution.functions),
                consent=substitution.consent.act if substitution.consent else None,
                ambiguity=substitution.ambiguity,
                **days(period),
                **cite.of(substitution.source),
            )


def _capofile(statute: Statute, keys: Keys) -> Iterator[Row]:
    cite, gazetteer = Citations(statute), Gazetteer.of(statute)
    for capofila in statute.capofila:
        for istat in gazetteer.istat([capofila.comune]):
            yield keys.row(
                capofile,
                (istat, capofila.valid.period.since),
                istat_code=istat,
                ambiguity=capofila.ambiguity,
                **days(capofila.valid.period),
                **cite.of(capofila.source),
            )


def _units(statute: Statute, keys: Keys) -> Iterator[Row]:
    cite, gazetteer = Citations(statute), Gazetteer.of(statute)
    for unit in statute.units:
        unit_id, period = keys.id(units, unit.code), unit.valid.period
        yield keys.row(
            units,
            (unit.code,),
            code=unit.code,
            kind=unit.kind,
            name=unit.name,
            tenant_slug=unit.tenant if unit.kind == "MEMBER_AMBITO" else None,
            **days(period),
            **cite.of(unit.source),
        )
        for lead in unit.leads:
            held = lead.valid.period.within(period)
            istat = gazetteer.istat([lead.comune])[0] if lead.kind == "COMUNE" else None
            yield keys.row(
                unit_leads,
                (unit.code, lead.role, held.since),
                unit_id=unit_id,
                role=lead.role,
                istat_code=istat,
                body_id=keys.id(bodies, lead.body) if lead.kind == "BODY" else None,
                agreement=lead.agreement if lead.kind == "BODY" else None,
                ambiguity=lead.ambiguity,
                **days(held),
                **cite.of(lead.source),
            )


def _entries(statute: Statute, keys: Keys) -> Iterator[Row]:
    cite = Citations(statute)
    for entry in facts.entries(statute):
        istat = None if entry.body else entry.comuni[0].istat
        body_id = keys.id(bodies, entry.body.code) if entry.body else None
        yield keys.row(
            unit_members,
            (entry.unit.code, istat or body_id, entry.period.since),
            unit_id=keys.id(units, entry.unit.code),
            istat_code=istat,
            body_id=body_id,
            **days(entry.period),
            **cite.of(entry.rule.source),
        )


def _perimeters(statute: Statute, keys: Keys) -> Iterator[Row]:
    cite = Citations(statute)
    for perimeter in statute.perimeters:
        included, count = extent(statute, perimeter)
        period = perimeter.valid.period
        yield keys.row(
            perimeters,
            (perimeter.code,),
            code=perimeter.code,
            name=perimeter.name,
            entries=count,
            stated=perimeter.stated,
            ambiguity=perimeter.ambiguity,
            **days(period),
            **cite.of(perimeter.source),
        )
        for comune in included:
            yield keys.row(
                perimeter_comuni,
                (perimeter.code, comune.istat),
                perimeter_id=keys.id(perimeters, perimeter.code),
                istat_code=comune.istat,
                **days(period),
            )


def _warnings(statute: Statute, keys: Keys) -> Iterator[Row]:
    return warning_rows(warnings, keys, found_by(RULES, statute), statute, _subjects(statute, keys))


def _subjects(statute: Statute, keys: Keys) -> dict[Path, Subject]:
    found: dict[Path, Subject] = {}
    for section, table in (("units", units), ("bodies", bodies), ("perimeters", perimeters)):
        for index, item in enumerate(getattr(statute, section)):
            found[section, index] = _subject(keys.id(table, item.code), item)
    gazetteer = Gazetteer.of(statute)
    for index, capofila in enumerate(statute.capofila):
        for istat in gazetteer.istat([capofila.comune]):
            row_id = keys.id(capofile, istat, capofila.valid.period.since)
            found["capofila", index] = _subject(row_id, capofila)
    for index, substitution in enumerate(statute.substitutions):
        row_id = keys.id(bodies, substitution.body)
        found["substitutions", index] = _subject(row_id, substitution)
    return found


def _subject(row_id: UUID, rule: Rule) -> Subject:
    return Subject(row_id, published=True, period=rule.valid.period)


PROJECTION: Final = Projection(
    (
        comuni,
        comune_aliases,
        memberships,
        bodies,
        body_comuni,
        capofile,
        units,
        unit_leads,
        unit_members,
        perimeters,
        perimeter_comuni,
        warnings,
    ),
    rows,
)
