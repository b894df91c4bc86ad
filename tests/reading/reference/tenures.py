"""Seats, and who holds them: on which days, by whom given, how taken away."""

from datetime import date
from typing import Any

from .fields import FIELDS, Item, columns, field, finite, items, of_tenant, one, same, source
from .pages import paged
from .rows import Row, View

same("OrganSeat", "key label standing votes several delegate formation condition pool designator")
columns("OrganSeat", role="role_code")
same("Adherent", "name categories registeredOn document memberOf")
columns("Adherent", instrument="instrument_code")
same("Tenure", "label seat person givenBy since termEndsOn endedBecause act")
columns("Tenure", role="role_code")
same("RevocationCase", "grounds motivation proposedOn status decidedOn replaceBy")
columns("RevocationCase", convener="convener_code")
same("TenureStanding", "status powers")
same("Replacement", "dueOn doneOn daysLate")
same("Occupancy", "seats held")
same("Frequency", "held minimum hardness met")
same("Invitation", "kind name theme signedBy sentOn")

for _kind in ("OrganSeat", "Adherent", "Tenure", "RevocationCase"):
    FIELDS[f"{_kind}.source"] = source


@field("Tenure.until")
def until(it: Item, _view: View) -> date | None:
    return finite(it.row["until"])


@field("Invitation.votes")
def guests_do_not_vote(_it: Item, _view: View) -> bool:
    return False


def _the(it: Item, view: View, kind: str, table: str, column: str) -> Item | None:
    rows = of_tenant(it, view, table)
    return one(it, kind, [row for row in rows if row["id"] == it.row[column]])


@field("OrganSeat.comune", "Tenure.comune")
def comune(it: Item, view: View) -> Item | None:
    found = [row for row in view.all("comuni") if row["istat_code"] == it.row["istat_code"]]
    return one(it, "Comune", found)


@field("OrganSeat.subAmbito", "Tenure.subAmbito")
def sub_ambito(it: Item, view: View) -> Item | None:
    units = of_tenant(it, view, "units")
    found = [row for row in units if row["id"] == it.row["unit_id"] and row["kind"] == "SUB_AMBITO"]
    return one(it, "SubAmbito", found)


# Seats and who holds them


def seats_of(it: Item, view: View) -> list[Row]:
    """Give the seats of the organ above, on the day."""
    rows = [row for row in of_tenant(it, view, "seats") if row["organ_id"] == it.row["id"]]
    return [row for row in rows if row["valid_from"] <= it.day < row["valid_until"]]


@field("Organ.seats")
def seats(it: Item, view: View) -> list[Item]:
    rows = sorted(seats_of(it, view), key=lambda row: (row["position"], row["id"]))
    return items(it, "OrganSeat", rows)


def in_office(row: Row, day: date) -> bool:
    return bool(row["status"] == "HELD" and row["since"] <= day < row["until"])


def fills(held: Row, seat: Row, organ: Row) -> bool:
    """Say whether a tenure fills a seat of an organ: as its own, or by right of a role."""
    if held["organ_code"] == organ["code"] and held["seat"] == seat["key"]:
        return True
    here = seat["istat_code"] in {None, held["istat_code"]}
    here = here and seat["unit_id"] in {None, held["unit_id"]}
    if seat["role_code"] is not None:
        return bool(here and held["role_code"] == seat["role_code"])
    of_right = organ["code"] in held["member_of"]
    return bool(of_right and seat["unit_id"] is not None and seat["unit_id"] == held["unit_id"])


@field("OrganSeat.holders")
def holders(it: Item, view: View) -> list[Item]:
    organs = [row for row in of_tenant(it, view, "organs") if row["id"] == it.row["organ_id"]]
    rows = [
        row
        for row in of_tenant(it, view, "tenures")
        for organ in organs
        if in_office(row, it.day) and fills(row, it.row, organ)
    ]
    return items(it, "Tenure", sorted(rows, key=lambda row: (row["since"], row["id"])))


@field("Organ.occupancy")
def occupancy(it: Item, view: View) -> Item:
    own = [one for one in seats_of(it, view) if one["standing"] == "COMPONENT"]
    own = [one for one in own if not one["several"]]
    now = [row for row in of_tenant(it, view, "tenures") if in_office(row, it.day)]
    held = [seat for seat in own if any(fills(row, seat, it.row) for row in now)]
    return it.of("Occupancy", {"seats": len(own), "held": len(held)})


# Tenures


@field("Ambito.tenures")
def tenures(
    it: Item,
    view: View,
    *,
    organ: str | None = None,
    role: str | None = None,
    current: bool | None = None,
    **page: Any,
) -> Item:
    rows = [
        row
        for row in of_tenant(it, view, "tenures")
        if (organ is None or row["organ_code"] == organ or organ in row["member_of"])
        and (role is None or row["role_code"] == role)
        and (current is None or in_office(row, it.day) is current)
    ]
    return paged(it, view, "Tenure", rows, **page)


@field("Ambito.adherents")
def adherents(it: Item, view: View, **page: Any) -> Item:
    return paged(it, view, "Adherent", of_tenant(it, view, "adherents"), **page)


@field("Tenure.standing")
def standing(it: Item, _view: View) -> Item:
    row, day = it.row, it.day
    over = row["term_ends_on"] is not None and row["term_ends_on"] < day
    if row["status"] == "SELECTED":
        status = "SELECTED"
    elif row["since"] > day:
        status = "NOT_YET"
    elif row["until"] <= day:
        status = "ENDED"
    else:
        status = "PROROGATIO" if over else "IN_TERM"
    powers = row["powers"] if over else None
    return it.of("TenureStanding", {"status": status, "powers": powers})


@field("Tenure.organ")
def organ_of(it: Item, view: View) -> Item | None:
    since = it.row["since"]
    found = [
        row
        for row in of_tenant(it, view, "organs")
        if row["code"] == it.row["organ_code"] and row["valid_from"] <= since < row["valid_until"]
    ]
    return one(it, "Organ", found)


@field("Tenure.memberships")
def memberships(it: Item, view: View) -> list[Item]:
    if not it.row["since"] <= it.day < it.row["until"]:
        return []
    found = [
        row
        for row in of_tenant(it, view, "organs")
        if row["code"] in it.row["member_of"] and row["valid_from"] <= it.day < row["valid_until"]
    ]
    return items(it, "Organ", sorted(found, key=lambda row: row["code"]))


@field("Tenure.adherent")
def adherent(it: Item, view: View) -> Item | None:
    return _the(it, view, "Adherent", "adherents", "adherent_id")


@field("Tenure.vote", "RevocationCase.vote")
def vote(it: Item, view: View) -> Item | None:
    return _the(it, view, "Vote", "votes", "vote_id")


@field("Tenure.selection")
def selection(it: Item, view: View) -> Item | None:
    return _the(it, view, "Tenure", "tenures", "selection_id")


@field("RevocationCase.tenure")
def tenure(it: Item, view: View) -> Item | None:
    return _the(it, view, "Tenure", "tenures", "tenure_id")


@field("Tenure.revocations")
def revocations(it: Item, view: View) -> list[Item]:
    rows = [row for row in of_tenant(it, view, "revocations") if row["tenure_id"] == it.row["id"]]
    rows.sort(key=lambda row: (row["proposed_on"], row["id"]))
    return items(it, "RevocationCase", rows)


@field("RevocationCase.replacement")
def replacement(it: Item, view: View) -> Item | None:
    due, decided = it.row["replace_by"], it.row["decided_on"]
    if due is None:
        return None
    held = of_tenant(it, view, "tenures")
    roles = [row["role_code"] for row in held if row["id"] == it.row["tenure_id"]]
    after = [
        row["since"]
        for row in held
        if row["role_code"] is not None
        and row["role_code"] in roles
        and row["status"] == "HELD"
        and decided is not None
        and decided <= row["since"] <= it.day
    ]
    done = min(after, default=None)
    late = max(((done or it.day) - due).days, 0)
    return it.of("Replacement", {"due_on": due, "done_on": done, "days_late": late})


# Meetings: how many, and who is invited


@field("Organ.frequency")
def frequency(it: Item, view: View, year: int) -> Item:
    there = {row["meeting_id"] for row in of_tenant(it, view, "attendances")}
    held = [
        row
        for row in of_tenant(it, view, "meetings")
        if row["organ_code"] == it.row["code"]
        and row["year"] == year
        and row["held_on"] <= it.day
        and row["status"] == "CLOSED"
        and row["id"] in there
    ]
    rules = [
        row
        for row in of_tenant(it, view, "rules")
        if row["section"] == "meetings"
        and row["subject_code"] == it.row["code"]
        and row["details"].get("minimum") is not None
        and row["valid_from"] <= it.day < row["valid_until"]
    ]
    details = min(rules, key=lambda row: row["number"])["details"] if rules else {}
    minimum = details.get("minimum")
    told = {
        "held": len(held),
        "minimum": minimum,
        "hardness": details.get("hardness"),
        "met": None if minimum is None else len(held) >= minimum,
    }
    return it.of("Frequency", told)


@field("Meeting.invitations")
def invitations(it: Item, view: View) -> list[Item]:
    rows = [row for row in of_tenant(it, view, "invitations") if row["meeting_id"] == it.row["id"]]
    return items(it, "Invitation", sorted(rows, key=lambda row: row["position"]))


@field("AgendaItem.materialMissing")
def material_missing(it: Item, _view: View) -> bool:
    return bool(it.row["material_due"] and not it.row["attachments"])


same("AgendaItem", "attachments")
same("Attendance", "delegation")
same("Meeting", "mandate theme")
columns("Meeting", joint="joint_code")
