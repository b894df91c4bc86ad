"""Populations, and everything that comes after the territory."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from .fields import (
    UNIT_KINDS,
    Item,
    by_code,
    field,
    items,
    of_tenant,
    one,
    only,
    valid,
)
from .rows import Row, View
from .territory import leaders

PRECEDENCE = ("OFFICIAL", "CENSUS", "PROVISIONAL", "REGISTER")


def newest_first(rows: Iterable[Row]) -> list[Row]:
    return sorted(
        rows,
        key=lambda row: (-row["reference_date"].toordinal(), PRECEDENCE.index(row["status"])),
    )


def refers(figure: Row, it: Item, at: date | None, status: str | None) -> bool:
    """Say whether a figure is one of those asked: 31 December is as good as 1 January."""
    day = figure["reference_date"]
    if status is not None and figure["status"] != status:
        return False
    if at is None:
        return bool(day <= it.day)
    good = {at}
    if (at.month, at.day) == (12, 31):
        good.add(at + timedelta(days=1))
    if (at.month, at.day) == (1, 1):
        good.add(at - timedelta(days=1))
    return day in good


def figures(it: Item, view: View, at: date | None, status: str | None) -> list[Row]:
    code = it.row["istat_code"]
    own = [row for row in view.all("populations") if row["istat_code"] == code]
    return newest_first(row for row in own if refers(row, it, at, status))


@field("Comune.population")
def population(
    it: Item, view: View, at: date | None = None, status: str | None = None
) -> Item | None:
    return one(it, "Population", figures(it, view, at, status)[:1])


@field("Comune.populations")
def populations(it: Item, view: View, status: str | None = None) -> list[Item]:
    return items(it, "Population", figures(it, view, None, status))


@field("Ambito.populationTotal")
def population_total(
    it: Item, view: View, at: date | None = None, status: str | None = None
) -> Item | None:
    codes = {row["istat_code"] for row in valid(it, view, "memberships")}
    groups: dict[tuple[date, str, str], list[Row]] = {}
    for row in view.all("populations"):
        if row["istat_code"] in codes and refers(row, it, at, status):
            key = (row["reference_date"], row["status"], row["series"])
            groups.setdefault(key, []).append(row)
    whole = [rows for rows in groups.values() if len(rows) == len(codes)]
    sums = [
        {
            **rows[0],
            "residents": sum(row["residents"] for row in rows),
            "comuni": len(rows),
            "source": min(row["source"] for row in rows),
        }
        for rows in whole
    ]
    return one(it, "PopulationTotal", newest_first(sums)[:1])


@field("Ambito.population")
def population_sum(it: Item, view: View, **given: Any) -> int | None:
    total = population_total(it, view, **given)
    return None if total is None else total.row["residents"]


# The statute


@field("Ambito.ambiguities")
def ambiguities(it: Item, view: View) -> list[Item]:
    return items(it, "Ambiguity", by_code(of_tenant(it, view, "ambiguities")))


# Governance


@field("Ambito.organs")
def organs(it: Item, view: View, code: str | None = None) -> list[Item]:
    rows = [
        row
        for row in valid(it, view, "organs")
        if (row["kind"] != "SUPERVISION" if code is None else row["code"] == code)
    ]
    return items(it, "Organ", by_code(rows))


@field("Ambito.roles")
def roles(it: Item, view: View) -> list[Item]:
    return items(it, "Role", by_code(valid(it, view, "roles")))


def held_now(it: Item, rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row["since"] <= it.day < row["until"]]


@field("Ambito.mandates")
def mandates(it: Item, view: View) -> list[Item]:
    rows = held_now(it, of_tenant(it, view, "mandates"))
    rows.sort(key=lambda row: (row["role_code"], row["since"], row["id"]))
    return items(it, "Mandate", rows)


@field("Me.roles")
def my_roles(it: Item, view: View) -> list[Item]:
    own = [row for row in view.all("mandates") if row["principal_id"] == it.row["id"]]
    rows = held_now(it, own)
    rows.sort(key=lambda row: (row["ambito_id"], row["role_code"], row["since"], row["id"]))
    return items(it, "Mandate", rows)


@field("Organ.seat")
def seat(it: Item, _view: View) -> Item | None:
    there = it.row["seat_at_capofila"] or it.row["seat_address"] is not None
    return it.of("Seat", it.row) if there else None


@field("Seat.comune")
def seat_comune(it: Item, view: View) -> Item | None:
    return only(leaders(it, view)) if it.row["seat_at_capofila"] else None


@field("Organ.legalEntity")
def legal_entity(it: Item, view: View) -> Item | None:
    return only(leaders(it, view)) if it.row["legal_entity_is_capofila"] else None


@field("Organ.aliases")
def organ_aliases(it: Item, view: View) -> list[str]:
    rows = of_tenant(it, view, "organ_aliases")
    return sorted(row["alias"] for row in rows if row["organ_id"] == it.row["id"])


@field("Organ.subAmbito", "Mandate.subAmbito", "RollEntry.subAmbito")
def sub_ambito(it: Item, view: View) -> Item | None:
    rows = [row for row in of_tenant(it, view, "units") if row["id"] == it.row["unit_id"]]
    return one(it, "SubAmbito", [row for row in rows if row["kind"] == UNIT_KINDS["SubAmbito"]])


def latest_of_code(it: Item, view: View, code: str | None) -> Item | None:
    rows = [row for row in of_tenant(it, view, "instruments") if row["code"] == code]
    rows.sort(key=lambda row: row["valid_from"])
    return one(it, "Instrument", rows[-1:])


@field("Organ.instrument")
def founding_instrument(it: Item, view: View) -> Item | None:
    return latest_of_code(it, view, it.row["instrument_code"])


@field("Mandate.ambito", "Ground.ambito")
def its_ambito(it: Item, view: View) -> Item | None:
    wanted = it.row["ambito_id"]
    return one(it, "Ambito", [row for row in view.all("ambiti") if row["ambito_id"] == wanted])


# Agreements


@field("Ambito.instruments")
def instruments(
    it: Item, view: View, code: str | None = None, kind: str | None = None
) -> list[Item]:
    rows = [row for row in valid(it, view, "instruments") if code is None or row["code"] == code]
    rows = [row for row in rows if kind is None or row["kind"] == kind]
    rows.sort(key=lambda row: row["code"])
    rows.sort(key=lambda row: row["in_force_from"] or date.min, reverse=True)
    return items(it, "Instrument", rows)


def of_instrument(it: Item, view: View, table: str) -> list[Row]:
    return [row for row in of_tenant(it, view, table) if row["instrument_id"] == it.row["id"]]


@field("Instrument.status")
def status(it: Item, view: View) -> str | None:
    rows = of_instrument(it, view, "instrument_statuses")
    now = only(row for row in rows if row["valid_from"] <= it.day < row["valid_until"])
    return None if now is None else now["status"]


@field("Instrument.predecessors")
def predecessors(it: Item, view: View) -> list[Item]:
    rows = of_instrument(it, view, "instrument_predecessors")
    rows.sort(key=lambda row: (-row["year"], row["title"], row["id"]))
    return items(it, "InstrumentPredecessor", rows)


@field("Instrument.parties")
def parties(it: Item, view: View) -> list[Item]:
    rows = of_instrument(it, view, "instrument_parties")
    return items(it, "InstrumentParty", sorted(rows, key=lambda row: (row["position"], row["id"])))


@field("Instrument.partiesCount")
def parties_count(it: Item, view: View) -> int:
    return len(of_instrument(it, view, "instrument_parties"))


@field("Instrument.parent")
def parent(it: Item, view: View) -> Item | None:
    return latest_of_code(it, view, it.row["parent_code"])
