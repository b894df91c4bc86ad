"""Who chairs, whom organs meet, who asks to take part, what organs give themselves."""

from datetime import date, timedelta
from typing import Any

from .fields import (
    FIELDS,
    Item,
    by_code,
    columns,
    field,
    items,
    of_tenant,
    one,
    same,
    source,
    valid,
)
from .pages import paged
from .rows import Row, View
from .tenures import fills, in_office, seats_of

same("Attendance", "presides")
columns("Tenure", area="area_code")
same("Encounter", "heldOn subject")
columns("Encounter", joint="joint_code", organ="organ_code", toward="toward_code")
same("EncounterParty", "position name decision decidedOn")
columns("EncounterParty", who="who_code")
same("Pace", "joint name intervalDays lastOn dueOn daysSince status")
same("ConveningTask", "kind assignee organ dueOn daysLeft doneOn")
same("Occurrence", "name happenedOn act")
columns("Occurrence", event="event_code")
same("OwnRule", "quorum fraction strict adoptedOn")
columns("OwnRule", organ="organ_code", matter="matter_code", denominator="counted")
same("WorkingGroup", "theme createdOn")
columns("WorkingGroup", organ="organ_code")
same("Participation", "name requestedOn")
columns("Participation", organ="organ_code", admittedTo="formation_code", group="group_code")
for _kind in ("Encounter", "Occurrence", "OwnRule", "WorkingGroup", "Participation"):
    FIELDS[f"{_kind}.source"] = source


@field("Ambito.supervisors")
def supervisors(it: Item, view: View) -> list[Item]:
    rows = [row for row in valid(it, view, "organs") if row["kind"] == "SUPERVISION"]
    return items(it, "Organ", by_code(rows))


# Who chairs


def _rules(it: Item, view: View, section: str, subject: str | None = None) -> list[Row]:
    """Give the rules of a section that hold on the day, in the order of the text."""
    found = [row for row in valid(it, view, "rules") if row["section"] == section]
    kept = [row for row in found if subject is None or row["subject_kind"] == subject]
    return sorted(kept, key=lambda row: row["number"])


def _chairs(rule: Row, held: Row, organ: Row) -> bool:
    told = rule["details"]
    roles = {told.get("role"), told.get("officeRole")} - {None}
    where = told.get("officeComune")
    unit = {organ["unit_id"], held["unit_id"]} - {None}
    return (
        held["role_code"] in roles
        and (where is None or held["istat_code"] == where)
        and len(unit) <= 1
    )


@field("Organ.chairedBy")
def chaired_by(it: Item, view: View) -> list[Item]:
    rules = [
        row for row in _rules(it, view, "chair", "ORGAN") if row["subject_code"] == it.row["code"]
    ]
    found = [
        row
        for row in of_tenant(it, view, "tenures")
        if in_office(row, it.day)
        and (
            (row["organ_code"], row["seat"]) == (it.row["code"], "CHAIR")
            or any(_chairs(rule, row, it.row) for rule in rules)
        )
    ]
    return items(it, "Tenure", sorted(found, key=lambda row: (row["since"], row["id"])))


@field("Organ.supports")
def supports(it: Item, view: View) -> list[Item]:
    own = {
        row["subject_code"]
        for row in _rules(it, view, "support", "ORGAN")
        if row["details"].get("by") == it.row["code"]
    }
    return items(
        it, "Organ", by_code(row for row in valid(it, view, "organs") if row["code"] in own)
    )


@field("Organ.vacantSeats")
def vacant_seats(it: Item, view: View) -> list[Item]:
    now = [row for row in of_tenant(it, view, "tenures") if in_office(row, it.day)]
    free = [
        seat
        for seat in seats_of(it, view)
        if seat["standing"] == "COMPONENT"
        and not seat["several"]
        and not any(fills(row, seat, it.row) for row in now)
    ]
    return items(it, "OrganSeat", sorted(free, key=lambda row: (row["position"], row["id"])))


@field("RevocationCase.convening")
def convening(it: Item, view: View) -> Item | None:
    if it.row["convener_code"] is None:
        return None
    roles = {
        row["role_code"]
        for row in of_tenant(it, view, "tenures")
        if row["id"] == it.row["tenure_id"]
    }
    rules = [row for row in _rules(it, view, "convening", "ROLE") if row["subject_code"] in roles]
    organ = rules[0]["details"].get("organ") if rules else None
    voted = {
        row["meeting_id"] for row in of_tenant(it, view, "votes") if row["id"] == it.row["vote_id"]
    }
    decided, due = it.row["decided_on"], it.row["replace_by"]
    done = [
        row["convened_on"]
        for row in of_tenant(it, view, "meetings")
        if organ is not None
        and row["organ_code"] == organ
        and decided is not None
        and decided <= row["convened_on"] <= it.day
        and row["id"] not in voted
    ]
    told = {
        "kind": "CONVENE",
        "assignee": it.row["convener_code"],
        "organ": organ,
        "due_on": due,
        "days_left": None if due is None else (due - it.day).days,
        "done_on": min(done, default=None),
    }
    return it.of("ConveningTask", told)


# Encounters


@field("Ambito.encounters")
def encounters(
    it: Item,
    view: View,
    *,
    joint: str | None = None,
    organ: str | None = None,
    toward: str | None = None,
    **page: Any,
) -> Item:
    wanted = {"joint_code": joint, "organ_code": organ, "toward_code": toward}
    rows = [
        row
        for row in of_tenant(it, view, "encounters")
        if all(value is None or row[name] == value for name, value in wanted.items())
    ]
    return paged(it, view, "Encounter", rows, **page)


@field("Encounter.parties")
def parties(it: Item, view: View) -> list[Item]:
    rows = [
        row
        for row in of_tenant(it, view, "encounter_parties")
        if row["encounter_id"] == it.row["id"]
    ]
    return items(it, "EncounterParty", sorted(rows, key=lambda row: row["position"]))


@field("Ambito.paces")
def paces(it: Item, view: View) -> list[Item]:
    rules = [row for row in _rules(it, view, "joint_meeting") if row["details"].get("paced")]
    return [it.of("Pace", _pace(it, view, row["details"])) for row in rules]


def _pace(it: Item, view: View, told: dict[str, Any]) -> Row:
    code, days = told.get("code"), told.get("intervalDays")
    held: list[date] = [
        row["held_on"]
        for row in of_tenant(it, view, "encounters")
        if code is not None and row["joint_code"] == code and row["held_on"] <= it.day
    ]
    last = max(held, default=None)
    due = None if last is None or days is None else last + timedelta(days=days)
    if days is None:
        status = "NOT_DEFINED"
    elif due is None:
        status = "NEVER_HELD"
    else:
        status = "DUE" if due < it.day else "ON_TIME"
    return {
        "joint": code,
        "name": told.get("name"),
        "interval_days": days,
        "last_on": last,
        "due_on": due,
        "days_since": None if last is None else (it.day - last).days,
        "status": status,
    }


# Who takes part, what an organ gives itself, what happened


@field("Ambito.participations")
def participations(it: Item, view: View, *, organ: str | None = None, **page: Any) -> Item:
    rows = [
        row
        for row in of_tenant(it, view, "participations")
        if organ is None or row["organ_code"] == organ
    ]
    return paged(it, view, "Participation", rows, **page)


@field("Participation.adherent")
def adherent(it: Item, view: View) -> Item | None:
    rows = of_tenant(it, view, "adherents")
    return one(it, "Adherent", [row for row in rows if row["id"] == it.row["adherent_id"]])


def _since(it: Item, view: View, table: str, column: str, organ: str | None = None) -> list[Row]:
    rows = [
        row
        for row in of_tenant(it, view, table)
        if row[column] <= it.day and (organ is None or row["organ_code"] == organ)
    ]
    return sorted(rows, key=lambda row: (row[column], row["id"]))


@field("Ambito.ownRules")
def own_rules(it: Item, view: View, organ: str | None = None) -> list[Item]:
    return items(it, "OwnRule", _since(it, view, "own_rules", "adopted_on", organ))


@field("Ambito.workingGroups")
def working_groups(it: Item, view: View, organ: str | None = None) -> list[Item]:
    return items(it, "WorkingGroup", _since(it, view, "working_groups", "created_on", organ))


@field("Ambito.occurrences")
def occurrences(it: Item, view: View) -> list[Item]:
    return items(it, "Occurrence", _since(it, view, "occurrences", "happened_on"))


@field("OwnRule.vote")
def vote(it: Item, view: View) -> Item | None:
    rows = of_tenant(it, view, "votes")
    return one(it, "Vote", [row for row in rows if row["id"] == it.row["vote_id"]])
