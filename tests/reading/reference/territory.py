"""The territory."""

from typing import Any

from .fields import (
    FIELDS,
    Item,
    Resolver,
    by_code,
    field,
    holds,
    items,
    named,
    of_tenant,
    one,
    only,
    valid,
)
from .rows import Row, View


def leaders(it: Item, view: View) -> list[Item]:
    return named(it, view, [row["istat_code"] for row in valid(it, view, "capofile")])


@field("Ambito.capofila")
def capofila(it: Item, view: View) -> Item | None:
    found: Item | None = only(leaders(it, view))
    return found


def codes_of_unit(it: Item, view: View, unit: Row) -> set[str]:
    """Give the comuni of a unit: the listed ones and those that a listed Unione stands in for."""
    entries = [row for row in valid(it, view, "unit_members") if row["unit_id"] == unit["id"]]
    unioni = {row["body_id"] for row in entries if row["body_id"]}
    ties = valid(it, view, "body_comuni")
    direct = {row["istat_code"] for row in entries if row["istat_code"]}
    return direct | {row["istat_code"] for row in ties if row["body_id"] in unioni}


@field("Ambito.comuni")
def comuni(it: Item, view: View, subAmbito: str | None = None) -> list[Item]:  # noqa: N803
    codes = {row["istat_code"] for row in valid(it, view, "memberships")}
    if subAmbito is not None:
        units = [row for row in valid(it, view, "units") if row["code"] == subAmbito]
        subs = [row for row in units if row["kind"] == "SUB_AMBITO"]
        codes &= {code for unit in subs for code in codes_of_unit(it, view, unit)}
    return named(it, view, codes)


@field("Ambito.comuniCount")
def comuni_count(it: Item, view: View) -> int:
    return len(comuni(it, view))


@field("SubAmbito.comuni", "MemberAmbito.comuni")
def unit_comuni(it: Item, view: View) -> list[Item]:
    return named(it, view, codes_of_unit(it, view, it.row))


@field("SubAmbito.comuniCount", "MemberAmbito.comuniCount")
def unit_comuni_count(it: Item, view: View) -> int:
    return len(unit_comuni(it, view))


@field("Perimeter.comuni")
def perimeter_comuni(it: Item, view: View) -> list[Item]:
    listed = valid(it, view, "perimeter_comuni")
    return named(
        it, view, [row["istat_code"] for row in listed if row["perimeter_id"] == it.row["id"]]
    )


@field("Perimeter.comuniCount")
def perimeter_comuni_count(it: Item, view: View) -> int:
    return len(perimeter_comuni(it, view))


@field("Ambito.subAmbiti")
def sub_ambiti(it: Item, view: View) -> list[Item]:
    rows = [row for row in valid(it, view, "units") if row["kind"] == "SUB_AMBITO"]
    return items(it, "SubAmbito", by_code(rows))


@field("Ambito.members")
def members(it: Item, view: View) -> list[Item]:
    rows = [row for row in valid(it, view, "units") if row["kind"] == "MEMBER_AMBITO"]
    return items(it, "MemberAmbito", by_code(rows))


@field("Ambito.perimeters")
def perimeters(it: Item, view: View) -> list[Item]:
    return items(it, "Perimeter", by_code(valid(it, view, "perimeters")))


@field("Ambito.bodies")
def bodies(it: Item, view: View, kind: str | None = None) -> list[Item]:
    rows = [row for row in valid(it, view, "bodies") if kind is None or row["kind"] == kind]
    return items(it, "Body", by_code(rows))


def ties(it: Item, view: View, relation: str) -> list[Row]:
    rows = [row for row in valid(it, view, "body_comuni") if row["body_id"] == it.row["id"]]
    return [row for row in rows if row["relation"] == relation]


@field("Body.comuni")
def body_comuni(it: Item, view: View, relation: str) -> list[Item]:
    return named(it, view, [row["istat_code"] for row in ties(it, view, relation)])


@field("Body.comuniCount")
def body_comuni_count(it: Item, view: View, relation: str) -> int:
    return len({row["istat_code"] for row in ties(it, view, relation)})


@field("Body.substitutions")
def substitutions(it: Item, view: View) -> list[Item]:
    rows = sorted(
        ties(it, view, "SUBSTITUTED"),
        key=lambda row: (row["istat_code"], row["valid_from"], row["id"]),
    )
    return items(it, "Substitution", rows)


@field("Substitution.comune", "Mandate.comune", "Ground.comune", "RollEntry.comune")
def its_comune(it: Item, view: View) -> Item | None:
    found: Item | None = only(named(it, view, [it.row["istat_code"]]))
    return found


def ente(it: Item, view: View, istat: str | None, body: Any) -> Item | None:
    if istat is not None:
        return one(it, "Comune", [r for r in view.all("comuni") if r["istat_code"] == istat])
    return one(it, "Body", [r for r in of_tenant(it, view, "bodies") if r["id"] == body])


@field(
    "InstrumentParty.ente",
    "AmendmentStep.ente",
    "Withdrawal.ente",
    "Accession.ente",
    "Adoption.ente",
    "AdoptionDuty.ente",
    "ContactPoint.ente",
    "DataController.ente",
    "PersonalRecord.ente",
)
def party_ente(it: Item, view: View) -> Item | None:
    return ente(it, view, it.row["istat_code"], it.row["body_id"])


def led(role: str) -> Resolver:
    def leader(it: Item, view: View) -> Item | None:
        leads = [row for row in valid(it, view, "unit_leads") if row["unit_id"] == it.row["id"]]
        lead = only(row for row in leads if row["role"] == role)
        return None if lead is None else ente(it, view, lead["istat_code"], lead["body_id"])

    return leader


FIELDS["SubAmbito.referente"] = led("REFERENTE")
FIELDS["MemberAmbito.capofila"] = led("CAPOFILA")
FIELDS["MemberAmbito.representative"] = led("REPRESENTATIVE")


@field("MemberAmbito.entries")
def entries(it: Item, view: View) -> list[Item | None]:
    rows = [row for row in valid(it, view, "unit_members") if row["unit_id"] == it.row["id"]]
    rows.sort(key=lambda row: (row["istat_code"] is None, row["istat_code"] or "", row["id"]))
    found = [ente(it, view, row["istat_code"], row["body_id"]) for row in rows]
    return [one for one in found if one is not None]


@field("MemberAmbito.ambito")
def hosted(it: Item, view: View) -> Item | None:
    return one(it, "Ambito", [r for r in view.all("ambiti") if r["slug"] == it.row["tenant_slug"]])


@field("SubAmbito.warnings", "Perimeter.warnings", "Organ.warnings", "Instrument.warnings")
def warnings(it: Item, view: View) -> list[Item]:
    rows = [row for row in valid(it, view, "warnings") if row["subject_id"] == it.row["id"]]
    return items(it, "Warning", sorted(rows, key=lambda row: (row["code"], row["id"])))


@field("Comune.aliases")
def comune_aliases(it: Item, view: View) -> list[str]:
    rows = [r for r in view.all("comune_aliases") if r["istat_code"] == it.row["istat_code"]]
    return sorted({row["alias"] for row in rows})


@field("Comune.ambiti")
def comune_ambiti(it: Item, view: View) -> list[Item]:
    codes = {
        row["ambito_id"]
        for row in view.all("memberships")
        if row["istat_code"] == it.row["istat_code"] and holds(row, it.day)
    }
    rows = [row for row in view.all("ambiti") if row["ambito_id"] in codes]
    return items(it, "Ambito", sorted(rows, key=lambda row: row["slug"]))
