"""Everybody who asks, and the oracle: which rows each of them may be shown.

The oracle is written out of what the policy means to a person who reads it, row by row in Python;
it shares nothing with the scopes, the guard or row-level security.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, UUID, uuid5

from ambiti.access.development import identity_of
from ambiti.database.metadata import Confinement

if TYPE_CHECKING:
    from .planted import Row

ALFA, BETA, GAMMA, DELTA = 1, 2, 3, 4
SLUGS = {ALFA: "alfa", BETA: "beta", GAMMA: "gamma", DELTA: "delta"}
REGIONS = {ALFA: "Lombardia", BETA: "Lombardia", GAMMA: "Puglia", DELTA: "Lombardia"}
SHARED = "999000"
COMUNI = {tenant: (SHARED, *(f"99{tenant}{number:03}" for number in range(3))) for tenant in SLUGS}
"""The comune that belongs to all tenants, and those of each."""

COMUNE = frozenset({"sindaco", "assessore", "consigliere"})
UNIT = frozenset({"coordinatore_sub_ambito", "referente"})
CONTROL = frozenset({"responsabile_udp", "segretario", "revisore"})
PLAIN = frozenset({"membro", "operatore_udp", "membro_organo"})
TENANT_ROLES = tuple(sorted(COMUNE | UNIT | CONTROL | PLAIN))
REGIONAL_ROLES = ("funzionario_regionale", "portale_regionale")
TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)
SHOWN_TO_THE_REGION = frozenset(
    {"organs", "organ_aliases", "seats", "roles", "statute_versions", "rules", "ambiguities"}
    | {"set_terms", "term_events", "fulfilments", "budgets", "budget_funds"}
    | {"in_kind_contributions", "ledger_accounts", "ledger_movements", "fund_sums"}
    | {"cost_attributions", "notional_entries", "ledger_imports"}
)
SHOWN_TO_NOBODY = frozenset({"data_versions", "idempotency_keys"})
SHOWN_TO_CONTROL = frozenset({"journal_entries", "personal_accesses"})
SHOWN_TO_THE_OFFICE = frozenset(
    {"personal_records", "rights_requests", "complaints", "access_requests"}
    | {"case_files", "case_assignments"}
)
"""What those who control and those who operate in the Ufficio di Piano may see."""
DUES = frozenset({"obligations", "dues", "due_entries", "due_sides"})
"""What they may see with the assembly, and of their comune those who administer it."""
RIPARTI = frozenset({"riparti", "riparto_shares"})
"""What members see once it is decided, and before that whoever prepares, decides or controls it."""
OF_THE_DRAFTS = frozenset(TENANT_ROLES) - {"membro", "assessore", "consigliere"}
OF_THE_DUES = CONTROL | {"operatore_udp", "membro_organo", "sindaco"}


@dataclass(frozen=True, slots=True)
class Holding:
    """A role held in a tenant; ``unit`` is the variant of the unit that it is held for."""

    role: str
    tenant: int
    istat: str | None = None
    unit: str | None = None
    since: date | None = None
    until: date | None = None

    @property
    def holds_today(self) -> bool:
        began = self.since is None or self.since <= TODAY
        return began and (self.until is None or self.until > TODAY) and self.role in TENANT_ROLES

    def term(self) -> dict[str, date]:
        found = {"since": self.since, "until": self.until}
        return {name: day for name, day in found.items() if day is not None}


@dataclass(frozen=True, slots=True)
class Regional:
    """A role held for a Regione."""

    access: str
    region: str
    since: date | None = None
    until: date | None = None

    @property
    def holds_today(self) -> bool:
        return (self.since is None or self.since <= TODAY) and (
            self.until is None or self.until > TODAY
        )

    def term(self) -> dict[str, date]:
        found = {"since": self.since, "until": self.until}
        return {name: day for name, day in found.items() if day is not None}


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who asks."""

    name: str
    holds: tuple[Holding, ...] = ()
    regional: tuple[Regional, ...] = ()
    known: bool = True

    @property
    def identity(self) -> str:
        return identity_of(self.name)

    @property
    def id(self) -> UUID:
        return uuid5(NAMESPACE_URL, self.identity)

    @property
    def current(self) -> tuple[Holding, ...]:
        return tuple(held for held in self.holds if held.holds_today)

    @property
    def roles(self) -> tuple[str, ...]:
        """Tell the roles held today, wherever: who has the same may do the same."""
        regional = (held.access for held in self.regional if held.holds_today)
        return tuple(sorted([*(held.role for held in self.current), *regional]))

    @property
    def tenants(self) -> frozenset[int]:
        """Tell where this person holds any role today."""
        return frozenset(held.tenant for held in self.current)

    @property
    def of_region(self) -> frozenset[int]:
        """Tell the tenants of the Regioni for which this person holds a role today."""
        regions = {held.region for held in self.regional if held.holds_today}
        return frozenset(tenant for tenant, region in REGIONS.items() if region in regions)

    def may_see(self, row: "Row") -> bool:
        """Say whether a row may be shown to this person."""
        if row.table.name in SHOWN_TO_NOBODY:
            return False
        match row.table.info["confinement"]:
            case Confinement.REFERENCE | Confinement.OPEN:
                return True
            case Confinement.PUBLISHABLE:
                return bool(row.values["published"]) or row.tenant in self.tenants
            case Confinement.TENANT if row.table.name in DUES:
                return any(_owes(held, row) for held in self.current if held.tenant == row.tenant)
            case Confinement.TENANT if row.table.name in RIPARTI:
                drafts = {held.tenant for held in self.current if held.role in OF_THE_DRAFTS}
                return row.tenant in (drafts if _is_draft(row) else self.tenants)
            case Confinement.TENANT if row.table.name in SHOWN_TO_CONTROL:
                controls = {held.tenant for held in self.current if held.role in CONTROL}
                return row.tenant in controls
            case Confinement.TENANT if row.table.name in SHOWN_TO_THE_OFFICE:
                office = CONTROL | {"operatore_udp"}
                held = {one.tenant for one in self.current if one.role in office}
                return row.tenant in held or row.values.get("requester_id") == self.id
            case Confinement.TENANT | Confinement.PART:
                shown = row.table.name in SHOWN_TO_THE_REGION and row.tenant in self.of_region
                return shown or row.tenant in self.tenants
        if row.table.name == "mandates":
            return self._may_see_mandate(row)
        return self.known and self.id in (row.values.get("principal_id"), row.values.get("id"))

    def _may_see_mandate(self, row: "Row") -> bool:
        if row.values["principal_id"] == self.id:
            return True
        return any(_shows(held, row) for held in self.current if held.tenant == row.tenant)


def _owes(held: Holding, row: "Row") -> bool:
    """Say whether a role in the same tenant lets its holder see what is owed."""
    if held.role in OF_THE_DUES:
        return True
    if held.role not in COMUNE or row.table.name == "obligations":
        return False
    sides = ("istat_code", "debtor_istat", "creditor_istat")
    return held.istat in {row.values.get(side) for side in sides}


def _is_draft(row: "Row") -> bool:
    """Say whether a riparto, or that of a share, is only proposed."""
    from ambiti.budgets.ripartos.tables import riparti

    from .placing import key

    assert row.tenant is not None
    hidden = key(riparti, "hidden", row.tenant)
    return hidden in {row.values["id"], row.values.get("riparto_id")}


def _shows(held: Holding, mandate: "Row") -> bool:
    """Say whether a role in the same tenant lets its holder see the mandate of someone else."""
    from ambiti.territory.tables import units

    from .placing import key

    if held.role in CONTROL:
        return True
    if held.role in COMUNE:
        return bool(mandate.values["istat_code"] == held.istat)
    if held.role in UNIT:
        assert held.unit is not None
        return bool(mandate.values["unit_id"] == key(units, held.unit, held.tenant))
    return False


def held(role: str, tenant: int, **changes: Any) -> Holding:
    """Give a role to be held, for the place that it asks for."""
    place: dict[str, Any] = {}
    if role in COMUNE:
        place = {"istat": COMUNI[tenant][1] if role == "assessore" else SHARED}
    if role in UNIT:
        place = {"unit": "own" if role == "referente" else "twin"}
    return Holding(role, tenant, **{**place, **changes})


ANYONE = Person("", known=False)
STRANGER = Person("sconosciuto", known=False)
IDLE = Person("senza-incarichi")
OFFICERS = tuple(
    Person(f"{slug}-{role}", (held(role, tenant),))
    for tenant, slug in SLUGS.items()
    for role in TENANT_ROLES
)
REGIONALS = tuple(
    Person(f"{region}-{access}".lower(), regional=(Regional(access, region),))
    for region in ("Lombardia", "Puglia")
    for access in REGIONAL_ROLES
)
OF_TWO = Person("due", (held("sindaco", ALFA), held("referente", GAMMA)))
CHIEF_AND_MEMBER = Person("capo-e-membro", (held("responsabile_udp", ALFA), held("membro", BETA)))
COORDINATOR_AND_MEMBER = Person(
    "coordinatore-e-membro", (held("coordinatore_sub_ambito", ALFA), held("membro", BETA))
)
COORDINATOR_OF_TWO = Person(
    "coordinatore-di-due",
    (held("coordinatore_sub_ambito", ALFA), held("referente", BETA)),
)
MAYOR_AND_MEMBER = Person("sindaca-e-membro", (held("sindaco", ALFA), held("membro", BETA)))
MAYOR_OF_TWO = Person("sindaca-di-due", (held("sindaco", ALFA), held("assessore", BETA)))
OFFICIAL_AND_MEMBER = Person(
    "funzionario-e-membro",
    (held("membro", GAMMA),),
    (Regional("portale_regionale", "Lombardia"),),
)
ENDED = Person("finito-ieri", (held("responsabile_udp", ALFA, until=TODAY),))
LONG_ENDED = Person("finito", (held("sindaco", ALFA, until=TODAY - DAY),))
NOT_YET = Person("da-domani", (held("responsabile_udp", ALFA, since=TODAY + DAY),))
LAST_DAY = Person("ultimo-giorno", (held("responsabile_udp", ALFA, until=TODAY + DAY),))
ABOLISHED = Person("ruolo-soppresso", (held("soppresso", ALFA),))
REGION_ENDED = Person(
    "regione-ieri", regional=(Regional("portale_regionale", "Puglia", until=TODAY),)
)
REGION_NOT_YET = Person(
    "regione-domani", regional=(Regional("portale_regionale", "Puglia", since=TODAY + DAY),)
)
WITHOUT = (STRANGER, IDLE, ENDED, LONG_ENDED, NOT_YET, ABOLISHED, REGION_ENDED, REGION_NOT_YET)
"""Those who have a token and hold nothing today."""
MIXED = (
    OF_TWO,
    CHIEF_AND_MEMBER,
    COORDINATOR_AND_MEMBER,
    COORDINATOR_OF_TWO,
    MAYOR_AND_MEMBER,
    MAYOR_OF_TWO,
    OFFICIAL_AND_MEMBER,
    LAST_DAY,
)
EVERYBODY = (ANYONE, *WITHOUT, *OFFICERS, *REGIONALS, *MIXED)


def comuni_by_region() -> Iterator[tuple[str, list[str]]]:
    """Give every comune once, with its Regione."""
    yield "Lombardia", [SHARED]
    for tenant, comuni in COMUNI.items():
        yield REGIONS[tenant], list(comuni[1:])
