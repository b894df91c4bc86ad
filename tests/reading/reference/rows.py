"""All the rows, and which of them somebody may see: lists, and predicates said in Python."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import asyncpg
import casbin

from ambiti.access.actor import Actor, Mandate
from ambiti.database.connections import Databases

Row = Mapping[str, Any]
Predicate = Callable[[Row, Mandate | None, Actor], bool]

KIND_OF = {
    "ambiti": "Ambito",
    "memberships": "Ambito",
    "capofile": "Ambito",
    "comuni": "Comune",
    "comune_aliases": "Comune",
    "populations": "Population",
    "units": "Unit",
    "unit_leads": "Unit",
    "unit_members": "Unit",
    "perimeters": "Perimeter",
    "perimeter_comuni": "Perimeter",
    "bodies": "Body",
    "body_comuni": "Body",
    "warnings": "Warning",
    "statute_versions": "StatuteVersion",
    "ambiguities": "Ambiguity",
    "rules": "Rule",
    "organs": "Organ",
    "organ_aliases": "Organ",
    "seats": "Organ",
    **dict.fromkeys(("deliberations", "signatures", "renewals"), "InstrumentFact"),
    **dict.fromkeys(("amendments", "amendment_steps", "amendment_adoptions"), "InstrumentFact"),
    **dict.fromkeys(("withdrawals", "accessions"), "InstrumentFact"),
    **dict.fromkeys(("adoption_rounds", "adoptions"), "InstrumentFact"),
    **dict.fromkeys(("drafts", "draft_parties", "instrument_publications"), "InstrumentFact"),
    **dict.fromkeys(("acts", "act_steps", "act_predecessors", "act_conflicts"), "Act"),
    **dict.fromkeys(("act_parties", "publications"), "Act"),
    **dict.fromkeys(("set_terms", "term_events", "fulfilments"), "Fulfilment"),
    **dict.fromkeys(("dispatches", "deliveries", "dispatch_items"), "Delivery"),
    **dict.fromkeys(("signing_mandates", "mandate_revocations"), "Representation"),
    **dict.fromkeys(("signed_contracts", "contract_parties"), "Representation"),
    **dict.fromkeys(("representations", "representatives"), "Representation"),
    "tenures": "Tenure",
    "revocations": "Tenure",
    "adherents": "Adherent",
    "participations": "Adherent",
    "occurrences": "Occurrence",
    **dict.fromkeys(("encounters", "encounter_parties"), "Meeting"),
    **dict.fromkeys(("own_rules", "working_groups"), "Meeting"),
    "roles": "Role",
    "principals": "Principal",
    "mandates": "Mandate",
    "regional_mandates": "Mandate",
    "instruments": "Instrument",
    "instrument_statuses": "Instrument",
    "instrument_parties": "Instrument",
    "instrument_predecessors": "Instrument",
    "meetings": "Meeting",
    "minutes_approvals": "Meeting",
    "minutes_corrections": "Meeting",
    "agenda_items": "Meeting",
    "invitations": "Meeting",
    "roll_entries": "Meeting",
    "attendances": "Meeting",
    "votes": "Meeting",
    "ballots": "Meeting",
    "journal_entries": "JournalEntry",
    "personal_records": "PersonalRecord",
    "personal_accesses": "PersonalAccess",
    "contact_points": "ContactPoint",
    **dict.fromkeys(("rights_requests", "complaints", "access_requests"), "CitizenRequest"),
    "archived_documents": "Archive",
    **dict.fromkeys(("inspections", "follow_ups"), "Inspection"),
    **dict.fromkeys(("case_files", "case_assignments"), "CaseFile"),
    **dict.fromkeys(("budgets", "budget_funds", "in_kind_contributions"), "Budget"),
    **dict.fromkeys(("ledger_accounts", "ledger_movements", "ledger_imports"), "Budget"),
    **dict.fromkeys(("cost_attributions", "notional_entries"), "Budget"),
    **dict.fromkeys(("budget_lines", "impegni"), "BudgetLine"),
    **dict.fromkeys(("service_contracts", "contract_budgets"), "ServiceContract"),
    "budget_assignments": "ServiceContract",
    **dict.fromkeys(("riparti", "riparto_shares"), "Riparto"),
    "obligations": "Obligation",
    **dict.fromkeys(("dues", "due_entries"), "Due"),
    "due_sides": "Position",
}


def _everything(_row: Row, _mandate: Mandate | None, _actor: Actor) -> bool:
    return True


def _published(row: Row, _mandate: Mandate | None, _actor: Actor) -> bool:
    return bool(row.get("published"))


def _of_its_tenant(row: Row, mandate: Mandate | None, _actor: Actor) -> bool:
    return mandate is not None and row.get("ambito_id") == mandate.ambito_id


def _its_comune(row: Row, mandate: Mandate | None, _actor: Actor) -> bool:
    if mandate is None or mandate.istat_code is None:
        return False
    place = (row.get("ambito_id"), row.get("istat_code"))
    return place == (mandate.ambito_id, mandate.istat_code)


def _its_unit(row: Row, mandate: Mandate | None, _actor: Actor) -> bool:
    if mandate is None or mandate.unit_id is None:
        return False
    return (row.get("ambito_id"), row.get("unit_id")) == (mandate.ambito_id, mandate.unit_id)


def _its_side(row: Row, mandate: Mandate | None, _actor: Actor) -> bool:
    if mandate is None or mandate.istat_code is None:
        return False
    sides = {row.get("debtor_istat"), row.get("creditor_istat")}
    return row.get("ambito_id") == mandate.ambito_id and mandate.istat_code in sides


def _decided(row: Row, mandate: Mandate | None, actor: Actor) -> bool:
    return row["is_decided"] and _of_its_tenant(row, mandate, actor)


def _standing(row: Row, mandate: Mandate | None, actor: Actor) -> bool:
    return row.get("is_standing", True) and _of_its_tenant(row, mandate, actor)


def _itself(row: Row, _mandate: Mandate | None, actor: Actor) -> bool:
    return actor.principal_id is not None and row["id"] == actor.principal_id


def _about_itself(row: Row, _mandate: Mandate | None, actor: Actor) -> bool:
    return actor.principal_id is not None and row["principal_id"] == actor.principal_id


def _asked(row: Row, _mandate: Mandate | None, actor: Actor) -> bool:
    return actor.principal_id is not None and row.get("requester_id") == actor.principal_id


SCOPES: Mapping[tuple[str, str], Predicate] = {
    **{
        (kind, "public"): _everything
        for kind in ("Ambito", "Comune", "Population", "Unit", "Perimeter", "Body")
    },
    **{(kind, "public"): _published for kind in ("Instrument", "Warning", "Act")},
    **{
        (kind, scope): _of_its_tenant
        for kind in ("Organ", "Role", "StatuteVersion", "Rule", "Ambiguity")
        for scope in ("all", "published")
    },
    ("Fulfilment", "all"): _of_its_tenant,
    ("Fulfilment", "published"): _standing,
    **{(kind, "all"): _of_its_tenant for kind in ("Instrument", "Warning", "Mandate")},
    **{
        (kind, "all"): _of_its_tenant
        for kind in (
            *("Meeting", "JournalEntry", "Tenure", "Adherent", "InstrumentFact"),
            *("Act", "Delivery", "Representation", "Occurrence"),
        )
    },
    **{
        (kind, "all"): _of_its_tenant
        for kind in ("PersonalRecord", "PersonalAccess", "ContactPoint", "CitizenRequest")
    },
    **{(kind, "all"): _of_its_tenant for kind in ("Archive", "Inspection", "CaseFile", "Riparto")},
    ("Riparto", "perfected"): _decided,
    **{(kind, "all"): _of_its_tenant for kind in ("Budget", "BudgetLine")},
    **{(kind, "all"): _of_its_tenant for kind in ("Obligation", "Due", "Position")},
    ("ServiceContract", "all"): _of_its_tenant,
    ("ServiceContract", "own_comune"): _its_comune,
    ("Obligation", "own_comune"): _its_comune,
    ("Due", "own_comune"): _its_side,
    ("Position", "own_comune"): _its_comune,
    ("BudgetLine", "own_unit"): _its_unit,
    ("CitizenRequest", "own"): _asked,
    ("Principal", "own"): _itself,
    ("Mandate", "own"): _about_itself,
    ("Mandate", "own_comune"): _its_comune,
    ("Mandate", "own_unit"): _its_unit,
}


class Policies:
    """The policy as casbin itself reads and decides it."""

    def __init__(self, folder: Path) -> None:
        self.enforcer = casbin.Enforcer(str(folder / "model.conf"), str(folder / "policy.csv"))
        self.texts = (folder / "policy.csv").read_text("utf-8").splitlines()
        self.words = (folder / "words.csv").read_text("utf-8").splitlines()
        split = [[part.strip() for part in text.split(",")] for text in self.texts]
        self.links = [(parts[1], parts[2]) for parts in split if parts[0] == "g"]
        self._decided: dict[tuple[str, str, str], bool] = {}

    def allows(self, role: str, kind: str, scope: str) -> bool:
        """Ask casbin whether a role may read these rows of a kind."""
        asked = (role, kind, scope)
        if asked not in self._decided:
            self._decided[asked] = bool(self.enforcer.enforce(role, "read", kind, scope))
        return self._decided[asked]

    def lines(self) -> list[tuple[int, list[str]]]:
        """Give each permission with its line number."""
        split = [[part.strip() for part in text.split(",")] for text in self.texts]
        return [(n, parts) for n, parts in enumerate(split, start=1) if parts[0] == "p"]

    def way(self, role: str, to: str) -> list[str] | None:
        """Tell through which roles one comes from a role to another."""
        if role == to:
            return [role]
        for child, parent in self.links:
            rest = self.way(parent, to) if child == role else None
            if rest is not None:
                return [role, *rest]
        return None


def _tell_what_is_decided(tables: Mapping[str, list[dict[str, Any]]]) -> None:
    """Say of riparti, shares and facts whether an act that was not annulled says so."""
    valid = {row["id"] for row in tables["acts"] if row["state"] != "ANNULLED"}
    for row in tables["riparti"]:
        row["is_decided"] = row["state"] == "PERFECTED" and row["act_id"] in valid
    decided = {row["id"] for row in tables["riparti"] if row["is_decided"]}
    for row in tables["riparto_shares"]:
        row["is_decided"] = row["riparto_id"] in decided
    for row in tables["term_events"]:
        row["is_standing"] = row["act_id"] is None or row["act_id"] in valid


@dataclass(frozen=True)
class World:
    """Every row of every table, as a superuser sees them."""

    tables: Mapping[str, Sequence[Row]]
    policies: Policies

    @classmethod
    async def load(cls, databases: Databases, policies: Path) -> "World":
        """Read everything."""
        connection = await asyncpg.connect(databases.admin)
        await connection.set_type_codec(
            "jsonb", encoder=json.dumps, decoder=json.loads, schema="pg_catalog"
        )
        try:
            tables = {
                name: [dict(row) for row in await connection.fetch(f"select * from ambiti.{name}")]
                for name in KIND_OF
            }
        finally:
            await connection.close()
        _tell_what_is_decided(tables)
        return cls(tables, Policies(policies))


@dataclass(frozen=True)
class View:
    """What one actor may see of the world, on the day of its request."""

    world: World
    actor: Actor
    day: date
    page_default: int
    page_largest: int
    _seen: dict[str, list[Row]] = field(default_factory=dict)

    def all(self, table: str) -> list[Row]:
        """Give the rows of a table that the actor may see."""
        if table not in self._seen:
            rows = self.world.tables[table]
            self._seen[table] = [row for row in rows if self.sees(KIND_OF[table], row)]
        return self._seen[table]

    def sees(self, kind: str, row: Row) -> bool:
        """Say whether any role that the actor holds lets it read the row."""
        return any(
            self.world.policies.allows(role, kind, scope) and lets(row, mandate, self.actor)
            for role, mandate in self.held
            for (of, scope), lets in SCOPES.items()
            if of == kind
        )

    @cached_property
    def held(self) -> list[tuple[str, Mandate | None]]:
        """Give the roles that the actor holds, the one of everyone first."""
        return [("cittadino", None), *((m.access, m) for m in self.actor.mandates)]
