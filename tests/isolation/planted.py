"""Four tenants in which every value of every row is a mark that is found again wherever it leaks.

Rows are made from the declarations of the tables: a new table is planted without a word here,
unless its rows hang together in a way that its columns do not say. In each tenant a table has rows

* ``twin``: the identifier is the same in all tenants: a join without the tenant goes astray;
* ``own``: the identifier is of this tenant only;
* ``public`` and ``hidden``: published, and not published under a published parent;
* ``past``: no longer valid.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import ARRAY, Boolean, Column, Date, DateTime, Integer, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from ambiti.agreements import tables as agreements
from ambiti.budgets.funds import tables as funds
from ambiti.budgets.ledger import tables as ledger
from ambiti.database.versions import data_versions
from ambiti.governance import tables as governance
from ambiti.rows import metadata
from ambiti.statute import tables as statute
from ambiti.territory import tables as territory

from . import people
from .documents import SHAPES
from .people import COMUNE, DELTA, REGIONS, SLUGS, UNIT, Person
from .placing import HOLDERS, PLACED, SECTIONS, WITHIN, At, key, role_code

DAY = date(2026, 3, 2)
"""The day on which everything is asked."""
LATE = datetime(2026, 3, 2, 22, tzinfo=UTC)
MIDNIGHT_PASSED = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
"""The instants, in UTC, of 23:00 and 0:30 in Italy."""
BEFORE = date(1500, 1, 1)
"""A day on which the ``past`` rows were valid."""
AS_A_DAY = re.compile(r"\d{4}-\d\d-\d\d")
VARIANTS = ("twin", "own", "public", "hidden", "past")
WARNED = (territory.units, territory.perimeters, governance.organs, agreements.instruments)
BY_HAND = {
    "ambiti",
    "comuni",
    "populations",
    "principals",
    "regional_mandates",
    "mandates",
    "roles",
    "data_versions",
    "fund_sums",
}
ONE_AT_A_TIME = {
    "cost_attributions",  # each is taken back by another
    "notional_entries",
    "contract_budgets",
    "unit_leads",
    "capofile",
    "instrument_statuses",
    "ballots",
    "follow_ups",
    "case_files",
    "amendment_adoptions",
    "drafts",
    "mandate_revocations",
    "minutes_approvals",
}
"""Read as the one row of a day, of a seat, of a step: no second one under the same parent."""


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A planted row."""

    table: Table
    values: Mapping[str, Any]

    @property
    def tenant(self) -> int | None:
        found: int | None = self.values.get("ambito_id")
        return found


@dataclass
class Planted:
    """The rows, and the marks by which a value is known to be of one of them."""

    rows: list[Row] = field(default_factory=list)
    marks: dict[str, list[Row]] = field(default_factory=dict)
    count: int = 0
    identified: dict[int | None, dict[str, Row]] = field(default_factory=dict)
    _keyed: dict[str, list[Row]] = field(default_factory=dict)

    def plant(
        self, table: Table, placed: Mapping[str, Any], *, ended: bool = False, at: At | None = None
    ) -> Row:
        """Make a row: what is placed as it is, a mark in every other column."""
        values = {
            column.name: placed[column.name]
            if column.name in placed
            else self._mark(column, ended=ended)
            for column in table.columns
        }
        for name in values:
            inside = WITHIN.get(f"{table.name}.{name}")
            if at is not None and inside is not None:
                values[name] |= inside(at)
        row = Row(table, values)
        self.rows.append(row)
        for value in values.values():
            for mark in marks_of(value):
                self.marks.setdefault(mark, []).append(row)
        return row

    def of(self, table: Table, tenant: int | None = None) -> list[Row]:
        return [
            row
            for row in self.rows
            if row.table is table and (tenant is None or row.tenant == tenant)
        ]

    def keyed(self) -> Mapping[str, list[Row]]:
        """Give the rows by what identifies them."""
        if not self._keyed:
            for row in self.rows:
                for name in ("id", "istat_code", "ambito_id"):
                    if name in row.values:
                        self._keyed.setdefault(str(row.values[name]), []).append(row)
                        break
        return self._keyed

    def _mark(self, column: Column[Any], *, ended: bool) -> Any:
        self.count += 1
        match column.type:
            case Text() | Boolean() | Integer():
                return self._plain(column.type.python_type)
            case ARRAY():
                return [self._plain(str)]
            case JSONB():
                return self._filled(SHAPES[f"{column.table.name}.{column.name}"])
            case Uuid():
                return uuid5(NAMESPACE_URL, str(self.count))
            case Date() | DateTime():
                return self._day(column, ended=ended)
        raise AssertionError(column, "has a type that no mark is known for")

    def _plain(self, kind: type) -> Any:
        self.count += 1
        marked = {str: f"zq{self.count:05}z", bool: self.count % 2 == 0}
        return marked.get(kind, 1_500_000_000 + self.count)

    def _filled(self, shape: Any) -> Any:
        """Write a mark wherever a shape has a type; a value stays as it is."""
        match shape:
            case dict():
                return {name: self._filled(one) for name, one in shape.items()}
            case list():
                return [self._filled(one) for one in shape]
            case type() if shape is date:
                self.count += 1
                return date.fromordinal(400_000 + self.count).isoformat()
            case type():
                return self._plain(shape)
        return shape

    def _day(self, column: Column[Any], *, ended: bool) -> date | datetime:
        last = column.name in {"valid_until", "until"}
        era = 900_000 if last and not ended else 600_000 if last else 400_000
        day = date.fromordinal(era + self.count)
        return datetime.combine(day, time(12), UTC) if isinstance(column.type, DateTime) else day


def marks_of(value: Any) -> list[str]:
    """Tell by which marks a value is known, as it is written in JSON."""
    match value:
        case bool() | None:
            return []
        case dict():
            return marks_of(list(value.values()))
        case list():
            return [mark for one in value for mark in marks_of(one)]
        case str() if value.startswith("z"):
            return [value]
        case str() if AS_A_DAY.fullmatch(value) and not value.startswith(str(DAY.year)):
            return [value]
        case int() if value >= 1_500_000_000:
            return [str(value), euro(value)]
        case datetime():
            return [value.date().isoformat()]
        case date() if value.year != DAY.year and value != date.max:
            return [value.isoformat()]
    return []


def euro(cents: int) -> str:
    """Write a sum as the contract does."""
    return f"{cents // 100}.{cents % 100:02}"


def _sums(planted: Planted, tenant: int) -> None:
    """Know the accounts by the sums that are shown of them."""
    held: dict[Any, int] = {}
    for moved in planted.of(ledger.ledger_movements, tenant):
        for end, sign in (("from_id", -1), ("to_id", 1)):
            account = moved.values[end]
            held[account] = held.get(account, 0) + sign * moved.values["amount"]
    for row in planted.of(ledger.ledger_accounts, tenant):
        told = abs(held.get(row.values["id"], 0))
        if told >= 1_500_000_000:
            planted.marks.setdefault(euro(told), []).append(row)


def grown() -> Planted:
    """Make all the rows, in an order in which they can be written."""
    planted = Planted()
    for region, comuni in people.comuni_by_region():
        for istat in comuni:
            planted.plant(territory.comuni, _comune(istat, region))
            for status in ("OFFICIAL", "REGISTER"):
                planted.plant(territory.populations, _figure(istat, status))
    for tenant, slug in SLUGS.items():
        planted.plant(statute.ambiti, _tenant(tenant, slug))
    for person in people.EVERYBODY:
        if person.known:
            planted.plant(governance.principals, _principal(person))
            for mandate in _regional(person):
                planted.plant(governance.regional_mandates, mandate)
    for tenant in SLUGS:
        _of_tenant(planted, tenant)
        _sums(planted, tenant)
        _kept_by_triggers(planted, tenant)
    return planted


def _kept_by_triggers(planted: Planted, tenant: int) -> None:
    for published in (False, True):
        planted.plant(data_versions, {"ambito_id": tenant, "published": published})
    for fund in planted.of(funds.budget_funds, tenant):
        key = {"ambito_id": tenant, "fund_id": fund.values["id"]}
        nothing = {name: [0] * len(funds.STAGES) for name in funds.KEPT}
        planted.plant(funds.fund_sums, {**key, **nothing})


def _of_tenant(planted: Planted, tenant: int) -> None:
    for table in metadata.sorted_tables:
        if table.name in BY_HAND:
            continue
        for name, at in _places(table, tenant):
            if table.name in ONE_AT_A_TIME and at.variant == "hidden":
                continue
            if table.name == "capofile" and at.variant not in {"own", "past"}:
                continue
            planted.plant(table, _placed(table, name, at), ended=at.variant == "past", at=at)
    codes = {}
    for access in people.TENANT_ROLES:
        row = planted.plant(governance.roles, _role(tenant, access))
        codes[access] = row.values["code"]
    gone = _role(tenant, "responsabile_udp", name="soppresso")
    codes["soppresso"] = planted.plant(governance.roles, gone, ended=True).values["code"]
    for person in people.EVERYBODY:
        for number, held in enumerate(person.holds):
            if held.tenant == tenant:
                mandate = _mandate(person, number, codes)
                planted.plant(governance.mandates, mandate)


def _places(table: Table, tenant: int) -> Iterator[tuple[str, At]]:
    if table is statute.rules:
        for section in SECTIONS:
            for variant in HOLDERS:
                yield f"{variant} {section}", At(tenant, variant, section=section)
        return
    subjects = WARNED if "subject_id" in table.c else (None,)
    for subject in subjects:
        for variant in VARIANTS:
            name = variant if subject is None else f"{variant} {subject.name}"
            yield name, At(tenant, variant, subject)


def _placed(table: Table, name: str, at: At) -> dict[str, Any]:
    placed: dict[str, Any] = {"ambito_id": at.tenant, "id": key(table, name, at.tenant)}
    for reference in table.foreign_key_constraints:
        local, other = reference.elements[-1].parent, reference.elements[-1].column
        if other.name == "id":
            placed[local.name] = key(other.table, at.parent, at.tenant)
    for name_, make in PLACED.items():
        owner, _, column = name_.rpartition(".")
        if owner in {"", table.name} and column in table.c:
            placed[column] = make(at)
    return placed


def _comune(istat: str, region: str) -> dict[str, Any]:
    return {
        "istat_code": istat,
        "belfiore_code": f"{'ABCDEFGHIJ'[int(istat[2])]}{istat[-3:]}",
        "region": region,
    }


def _figure(istat: str, status: str) -> dict[str, Any]:
    return {"istat_code": istat, "status": status, "reference_date": BEFORE, "residents": 7}


def _tenant(tenant: int, slug: str) -> dict[str, Any]:
    kind = "INTERAMBITI" if tenant == DELTA else "AMBITO"
    return {"ambito_id": tenant, "slug": slug, "kind": kind, "region": REGIONS[tenant]}


def _principal(person: Person) -> dict[str, Any]:
    return {"id": person.id, "identity": person.identity, "kind": "PERSON", "version": 1}


def _regional(person: Person) -> Iterator[dict[str, Any]]:
    for number, held in enumerate(person.regional):
        yield {
            "id": uuid5(person.id, str(number)),
            "principal_id": person.id,
            "region": held.region,
            "access": held.access,
            **held.term(),
        }


def _role(tenant: int, access: str, name: str | None = None) -> dict[str, Any]:
    held_for = "COMUNE" if access in COMUNE else "UNIT" if access in UNIT else "AMBITO"
    table = governance.roles
    named = {
        "ambito_id": tenant,
        "id": key(table, f"twin {name or access}", tenant),
        "code": role_code(tenant, name or access),
    }
    return {**named, "access": access, "held_for": held_for}


def _mandate(person: Person, number: int, codes: Mapping[str, str]) -> dict[str, Any]:
    held = person.holds[number]
    unit = None if held.unit is None else key(territory.units, held.unit, held.tenant)
    return {
        "ambito_id": held.tenant,
        "id": key(governance.mandates, f"{person.name} {number}", held.tenant),
        "principal_id": person.id,
        "role_code": codes[held.role],
        "istat_code": held.istat,
        "unit_id": unit,
        **held.term(),
    }
