"""How each field of the contract is found: list comprehensions over the rows one may see."""

import base64
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from .rows import Row, View

Resolver = Callable[..., Any]
FIELDS: dict[str, Resolver] = {}


class Refused(Exception):  # noqa: N818 - what the machine is to refuse as well
    """Something was asked that is to be refused."""


@dataclass(frozen=True)
class Item:
    """An object of the answer: its type, its row, the day on which it is read."""

    type: str
    row: Row
    day: date

    def of(self, kind: str, row: Row) -> "Item":
        return Item(kind, row, self.day)


def field(*names: str) -> Callable[[Resolver], Resolver]:
    """Say that a function answers these fields: (item, view, **arguments)."""

    def register(function: Resolver) -> Resolver:
        for name in names:
            FIELDS[name] = function
        return function

    return register


def columns(kind: str, /, **fields: str) -> None:
    """Say which fields of a type are columns."""

    def reader(name: str) -> Resolver:
        return lambda it, _view: it.row[name]

    for name, column in fields.items():
        FIELDS[f"{kind}.{name}"] = reader(column)


def same(kind: str, names: str, /) -> None:
    """Say which fields of a type are columns of the same name."""
    columns(
        kind,
        **{name: re.sub("[A-Z]", lambda m: f"_{m[0].lower()}", name) for name in names.split()},
    )


same("Ambito", "slug name region kind")
same("Comune", "istatCode name belfioreCode province provinceCode region")
same("Population", "residents referenceDate status source series licence")
same("PopulationTotal", "residents comuni referenceDate status source series")
same("Body", "code name kind role")
same("Substitution", "functions consent ambiguity")
same("SubAmbito", "code name")
same("MemberAmbito", "code name")
same("Perimeter", "code name stated")
columns("Perimeter", entriesCount="entries")
same("Warning", "code message")
same("StatuteVersion", "number hash previousHash appliedAt appliedBy reason")
same("Ambiguity", "code question")
same("Organ", "code kind name legalBasis")
columns("Seat", address="seat_address")
same("Role", "code name access heldFor")
same("Mandate", "since act")
columns("Mandate", role="role_code")
same("Me", "name kind invented")
same(
    "Instrument",
    "code kind title approvedOn signedOn inForceFrom endsOn endRule supplied published",
)
same("InstrumentParty", "name kind signedOn")
same("InstrumentPredecessor", "year title")
columns("Source", document="source_document", documentCode="source_code", article="source_article")
FIELDS["Source.words"] = lambda it, _view: it.row.get("source_words")

TABLE_OF = {
    "Act": "acts",
    "ActConflict": "act_conflicts",
    "ActParty": "act_parties",
    "ActPublication": "publications",
    "ActStep": "act_steps",
    "Delivery": "deliveries",
    "Dispatch": "dispatches",
    "DispatchItem": "dispatch_items",
    "Fulfilment": "fulfilments",
    "SetTerm": "set_terms",
    "TermEvent": "term_events",
    "Accession": "accessions",
    "ContractParty": "contract_parties",
    "MandateRevocation": "mandate_revocations",
    "Representation": "representations",
    "Representative": "representatives",
    "SignedContract": "signed_contracts",
    "SigningMandate": "signing_mandates",
    "Draft": "drafts",
    "DraftParty": "draft_parties",
    "InstrumentPublication": "instrument_publications",
    "Adoption": "adoptions",
    "AdoptionRound": "adoption_rounds",
    "Amendment": "amendments",
    "AmendmentAdoption": "amendment_adoptions",
    "AmendmentStep": "amendment_steps",
    "Deliberation": "deliberations",
    "Renewal": "renewals",
    "Signature": "signatures",
    "Budget": "budgets",
    "BudgetFund": "budget_funds",
    "BudgetLine": "budget_lines",
    "Impegno": "impegni",
    "InKindContribution": "in_kind_contributions",
    "LedgerMovement": "ledger_movements",
    "AccountingImport": "ledger_imports",
    "ServiceContract": "service_contracts",
    "ContractBudget": "contract_budgets",
    "BudgetAssignment": "budget_assignments",
    "CostAttribution": "cost_attributions",
    "NotionalEntry": "notional_entries",
    "Withdrawal": "withdrawals",
    "AccessRequest": "access_requests",
    "ArchivedDocument": "archived_documents",
    "CaseAssignment": "case_assignments",
    "CaseFile": "case_files",
    "Complaint": "complaints",
    "ContactPoint": "contact_points",
    "FollowUp": "follow_ups",
    "Inspection": "inspections",
    "PersonalAccess": "personal_accesses",
    "PersonalRecord": "personal_records",
    "RightsRequest": "rights_requests",
    "Riparto": "riparti",
    "RipartoShare": "riparto_shares",
    "Obligation": "obligations",
    "Due": "dues",
    "DueEntry": "due_entries",
    "Adherent": "adherents",
    "Encounter": "encounters",
    "EncounterParty": "encounter_parties",
    "Occurrence": "occurrences",
    "OwnRule": "own_rules",
    "Participation": "participations",
    "WorkingGroup": "working_groups",
    "AgendaItem": "agenda_items",
    "Ambiguity": "ambiguities",
    "Ambito": "ambiti",
    "Attendance": "attendances",
    "Ballot": "ballots",
    "Body": "bodies",
    "Comune": "comuni",
    "Instrument": "instruments",
    "InstrumentParty": "instrument_parties",
    "Invitation": "invitations",
    "JournalEntry": "journal_entries",
    "Mandate": "mandates",
    "Me": "principals",
    "Meeting": "meetings",
    "MinutesApproval": "minutes_approvals",
    "MinutesCorrection": "minutes_corrections",
    "MemberAmbito": "units",
    "Organ": "organs",
    "OrganSeat": "seats",
    "RevocationCase": "revocations",
    "Role": "roles",
    "RollEntry": "roll_entries",
    "StatuteRule": "rules",
    "StatuteVersion": "statute_versions",
    "SubAmbito": "units",
    "Tenure": "tenures",
    "Vote": "votes",
}
UNIT_KINDS = {"SubAmbito": "SUB_AMBITO", "MemberAmbito": "MEMBER_AMBITO"}


def holds(row: Row, day: date) -> bool:
    return bool(row["valid_from"] <= day < row["valid_until"])


def finite(day: date) -> date | None:
    return None if day in {date.min, date.max} else day


def only(rows: Iterable[Any]) -> Any:
    """Give the one row, or nothing; two would be a fault of the seed."""
    found = list(rows)
    assert len(found) <= 1, found
    return found[0] if found else None


def items(it: Item, kind: str, rows: Iterable[Row]) -> list[Item]:
    return [it.of(kind, row) for row in rows]


def one(it: Item, kind: str, rows: Iterable[Row]) -> Item | None:
    row = only(rows)
    return None if row is None else it.of(kind, row)


def named(it: Item, view: View, codes: Iterable[str | None]) -> list[Item]:
    """Give comuni by name."""
    wanted = set(codes)
    rows = [row for row in view.all("comuni") if row["istat_code"] in wanted]
    return items(it, "Comune", sorted(rows, key=lambda row: (row["name"], row["istat_code"])))


def identifier(kind: str, row: Row) -> str:
    ambito = row.get("ambito_id", "")
    key = {"Ambito": "ambito_id", "Comune": "istat_code"}.get(kind, "id")
    return base64.b64encode(f"{kind}:{ambito}:{row[key]}".encode()).decode()


for _kind in TABLE_OF:
    FIELDS[f"{_kind}.id"] = lambda it, _view: identifier(it.type, it.row)


@field(
    "Body.source",
    "Decision.source",
    "Instrument.source",
    "Mandate.source",
    "Meeting.source",
    "MemberAmbito.source",
    "Organ.source",
    "Perimeter.source",
    "Role.source",
    "RollEntry.source",
    "SubAmbito.source",
    "Substitution.source",
    "Ambiguity.source",
    "Ground.source",
)
def source(it: Item, _view: View) -> Item | None:
    return None if it.row["source_document"] is None else it.of("Source", it.row)


@field("Organ.since", "SubAmbito.since", "Substitution.since")
def since(it: Item, _view: View) -> date | None:
    return finite(it.row["valid_from"])


@field("Organ.until", "SubAmbito.until", "Substitution.until")
def until(it: Item, _view: View) -> date | None:
    return finite(it.row["valid_until"])


@field("Mandate.until")
def mandate_until(it: Item, _view: View) -> date | None:
    return finite(it.row["until"])


def of_tenant(it: Item, view: View, table: str) -> list[Row]:
    return [row for row in view.all(table) if row["ambito_id"] == it.row["ambito_id"]]


def valid(it: Item, view: View, table: str) -> list[Row]:
    return [row for row in of_tenant(it, view, table) if holds(row, it.day)]


def by_code(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row["code"])
