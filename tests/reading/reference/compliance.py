"""Personal data, requests, documents, inspections and cases."""

from datetime import date
from typing import Any

from .amendments import has_left
from .fields import FIELDS, Item, columns, field, items, of_tenant, one, same, source, valid
from .pages import paged
from .rows import Row, View

same("PersonalAccess", "performedBy access purpose outcome at")
same("PersonalRecord", "kind collectedFor recordedOn")
same("ContactPoint", "kind address ofPerson recordedOn")
columns("ContactPoint", who="who_code")
same("DataController", "name mode dpoContact warning")
same("RightsRequest", "article named receivedOn extendedTo extendedWhy answer")
same("Complaint", "kind subject receivedOn reply")
same("ArchivedDocument", "title digest keptOn")
same("AccessRequest", "requestedBy interest requestedOn reasons")
same("Inspection", "matter service outcome findings")
columns("Inspection", by="by_code", on="inspected_on")
same("FollowUp", "task openedOn result")
same("CaseAssignment", "assignedOn")
same("CaseFile", "code openedOn")
same("DueStanding", "status dueOn doneOn elapsedDays overdueDays")
for _kind in ("Complaint", "Inspection"):
    FIELDS[f"{_kind}.source"] = source

PAGES = {
    "personalRecords": ("PersonalRecord", "personal_records"),
    "rightsRequests": ("RightsRequest", "rights_requests"),
    "complaints": ("Complaint", "complaints"),
    "accessRequests": ("AccessRequest", "access_requests"),
    "archivedDocuments": ("ArchivedDocument", "archived_documents"),
    "inspections": ("Inspection", "inspections"),
    "caseFiles": ("CaseFile", "case_files"),
}


def _page(name: str, kind: str, table: str) -> None:
    @field(f"Ambito.{name}")
    def page(it: Item, view: View, **asked: Any) -> Item:
        return paged(it, view, kind, of_tenant(it, view, table), **asked)


for _name, (_kind, _table) in PAGES.items():
    _page(_name, _kind, _table)


@field("Ambito.contactPoints")
def contact_points(it: Item, view: View, who: str | None = None, **asked: Any) -> Item:
    found = of_tenant(it, view, "contact_points")
    bodies = {row["id"] for row in of_tenant(it, view, "bodies") if row["code"] == who}
    if who is not None:
        found = [
            row
            for row in found
            if who in {row["who_code"], row["istat_code"]} or row["body_id"] in bodies
        ]
    return paged(it, view, "ContactPoint", found, **asked)


@field("PersonalRecord.accesses")
def accesses(it: Item, view: View, **asked: Any) -> Item:
    rows = of_tenant(it, view, "personal_accesses")
    mine = [row for row in rows if row["record_id"] == it.row["id"]]
    return paged(it, view, "PersonalAccess", mine, **asked)


def _the(it: Item, view: View, kind: str, table: str, name: str) -> Item | None:
    rows = of_tenant(it, view, table)
    return one(it, kind, [row for row in rows if row["id"] == it.row[name]])


@field(
    "RightsRequest.instrument",
    "ArchivedDocument.instrument",
    "AccessRequest.instrument",
    "CaseFile.instrument",
)
def instrument(it: Item, view: View) -> Item | None:
    return _the(it, view, "Instrument", "instruments", "instrument_id")


@field("RightsRequest.person", "Complaint.person", "CaseFile.person")
def person(it: Item, view: View) -> Item | None:
    return _the(it, view, "PersonalRecord", "personal_records", "record_id")


@field("CaseAssignment.mandate")
def mandate(it: Item, view: View) -> Item | None:
    return _the(it, view, "Mandate", "mandates", "mandate_id")


@field("CaseFile.comune")
def comune(it: Item, view: View) -> Item | None:
    rows = [row for row in view.all("comuni") if row["istat_code"] == it.row["istat_code"]]
    return one(it, "Comune", rows)


@field("CaseFile.assignments")
def assignments(it: Item, view: View) -> list[Item]:
    rows = of_tenant(it, view, "case_assignments")
    mine = [row for row in rows if row["case_id"] == it.row["id"]]
    mine.sort(key=lambda row: (row["assigned_on"], row["id"]))
    return items(it, "CaseAssignment", mine)


@field("Inspection.followUp")
def follow_up(it: Item, view: View) -> Item | None:
    rows = of_tenant(it, view, "follow_ups")
    return one(it, "FollowUp", [row for row in rows if row["inspection_id"] == it.row["id"]])


def _standing(  # noqa: PLR0913, PLR0917 - what there is to a term
    it: Item, began: date, due: date | None, done: date | None, ended: str, lapsed: str = "OVERDUE"
) -> Item:
    if done is not None and done > it.day:
        done = None
    until = done or it.day
    late = due is not None and due < it.day
    told = {
        "status": ended if done else lapsed if late else "OPEN",
        "due_on": due,
        "done_on": done,
        "elapsed_days": max((until - began).days, 0),
        "overdue_days": None if due is None else max((until - due).days, 0),
    }
    return it.of("DueStanding", told)


@field("RightsRequest.standing")
def right(it: Item, _view: View) -> Item:
    row = it.row
    extended = row["extended_on"] is not None and row["extended_on"] <= it.day
    due = row["extended_to"] if extended else row["due_on"]
    return _standing(it, row["received_on"], due, row["answered_on"], "ANSWERED")


@field("Complaint.standing")
def complaint(it: Item, _view: View) -> Item:
    row = it.row
    return _standing(it, row["received_on"], row["due_on"], row["replied_on"], "CLOSED")


@field("AccessRequest.standing")
def access(it: Item, _view: View) -> Item:
    row, ended = it.row, "GRANTED" if it.row["granted"] else "REFUSED"
    return _standing(
        it, row["requested_on"], row["due_on"], row["decided_on"], ended, lapsed="SILENT"
    )


@field("FollowUp.standing")
def followed(it: Item, _view: View) -> Item:
    row = it.row
    return _standing(it, row["opened_on"], row["due_on"], row["closed_on"], "CLOSED")


@field("Ambito.dataControllers")
def data_controllers(it: Item, view: View, instrument: str) -> list[Item]:
    found: list[tuple[Any, ...]] = []
    for rule in valid(it, view, "rules"):
        details = rule["details"]
        if rule["section"] != "privacy" or details.get("instrument") != instrument:
            continue
        for number, code in enumerate(details.get("controllers") or (), 1):
            if code == "EACH_PARTY":
                acts = {r["id"] for r in valid(it, view, "instruments") if r["code"] == instrument}
                found += [
                    (party["position"], party["name"], party, None, details)
                    for party in of_tenant(it, view, "instrument_parties")
                    if party["instrument_id"] in acts and not has_left(it, view, party)
                ]
                continue
            named = [row for row in of_tenant(it, view, "bodies") if row["code"] == code]
            for body in named or [{"name": code, "id": None}]:
                who = {"istat_code": None, "body_id": body["id"]}
                found.append((number, body["name"], who, None if named else code, details))
    found.sort(key=lambda told: told[:2])
    return [it.of("DataController", _controller(it, view, told)) for told in found]


def _controller(it: Item, view: View, told: tuple[Any, ...]) -> Row:
    _, name, who, code, details = told
    contacts = [
        row
        for row in of_tenant(it, view, "contact_points")
        if row["kind"] == "DPO"
        and row["recorded_on"] <= it.day
        and (
            any(who[one] is not None and who[one] == row[one] for one in ("istat_code", "body_id"))
            or (code is not None and row["who_code"] == code)
        )
    ]
    contacts.sort(key=lambda row: (-row["recorded_on"].toordinal(), row["address"]))
    dpo = contacts[0]["address"] if contacts else None
    missing = details.get("dpoRequired") is True and dpo is None
    return {
        "ambito_id": it.row["ambito_id"],
        "name": name,
        "istat_code": who["istat_code"],
        "body_id": who["body_id"],
        "mode": details.get("mode"),
        "dpo_contact": dpo,
        "warning": "DPO_MISSING" if missing else None,
    }
