"""Mandates to sign, contracts signed for others, and who represents whom."""

from typing import Any

from .amendments import until_today
from .fields import FIELDS, Item, columns, field, items, of_tenant, one, same, source, valid
from .pages import paged
from .rows import Row, View
from .statute import figures_of, in_order

same("MandateRevocation", "act")
columns("MandateRevocation", on="revoked_on")
same("SigningMandate", "matterName signerCode signerName code name organ act grantedOn until")
same("ContractParty", "code name")
same("SignedContract", "matterName byCode byName counterpartCode counterpartName act signedOn")
same("SignedContract", "since until")
columns("SignedContract", programme="programme_code")
same("Representation", "byCode byName towardCode towardName matterName subject")
columns("Representation", onBehalfOfCode="behalf_code", onBehalfOfName="behalf_name", on="done_on")
same("Representative", "person byCode byName atCode atName body act since")
figures_of("RepresentativesDuty", "each eachName supports wanted=n")

for _kind in ("SigningMandate", "SignedContract", "Representation"):
    columns(_kind, matter="matter_code")
for _kind in ("SigningMandate", "SignedContract", "Representation", "Representative"):
    FIELDS[f"{_kind}.source"] = source


def _of(it: Item, view: View, table: str, column: str, key: Any) -> list[Row]:
    return [row for row in of_tenant(it, view, table) if row[column] == key]


@field("SigningMandate.comune", "ContractParty.comune")
def comune(it: Item, view: View) -> Item | None:
    rows = view.all("comuni")
    return one(it, "Comune", [row for row in rows if row["istat_code"] == it.row["istat_code"]])


# Mandates


@field("SigningMandate.revocation")
def revocation(it: Item, view: View) -> Item | None:
    rows = _of(it, view, "mandate_revocations", "mandate_id", it.row["id"])
    return one(it, "MandateRevocation", rows)


@field("SigningMandate.standing")
def mandate_standing(it: Item, view: View) -> str:
    taken = _of(it, view, "mandate_revocations", "mandate_id", it.row["id"])
    if until_today(it, taken, "revoked_on"):
        return "REVOKED"
    if it.row["until"] is not None and it.row["until"] < it.day:
        return "EXPIRED"
    return "NOT_YET" if it.row["granted_on"] > it.day else "VALID"


# Contracts


@field("ContractParty.mandate")
def mandate(it: Item, view: View) -> Item | None:
    rows = _of(it, view, "signing_mandates", "id", it.row["mandate_id"])
    return one(it, "SigningMandate", rows)


def _parties(it: Item, view: View) -> list[Row]:
    rows = _of(it, view, "contract_parties", "contract_id", it.row["id"])
    return sorted(rows, key=lambda row: row["position"])


@field("SignedContract.onBehalfOf")
def on_behalf_of(it: Item, view: View) -> list[Item]:
    return items(it, "ContractParty", _parties(it, view))


@field("SignedContract.onBehalfOfCount")
def on_behalf_of_count(it: Item, view: View) -> int:
    return len(_parties(it, view))


@field("SignedContract.standing")
def contract_standing(it: Item, _view: View) -> str:
    if it.row["until"] is not None and it.row["until"] < it.day:
        return "EXPIRED"
    return "NOT_YET" if it.row["since"] > it.day else "IN_FORCE"


@field("Representation.contract")
def contract(it: Item, view: View) -> Item | None:
    rows = _of(it, view, "signed_contracts", "id", it.row["contract_id"])
    return one(it, "SignedContract", rows)


# Who is sent


@field("Representative.standing")
def representative_standing(it: Item, _view: View) -> str:
    return "NOT_YET" if it.row["since"] > it.day else "ACTIVE"


def _designated(it: Item, view: View, rule: Row) -> list[Row]:
    told = rule["details"]
    rows = [
        row
        for row in of_tenant(it, view, "representatives")
        if (row["by_code"], row["at_code"]) == (told.get("each"), told.get("supports"))
    ]
    return until_today(it, rows, "since")


@field("RepresentativesDuty.designated")
def designated(it: Item, view: View) -> list[Item]:
    return items(it, "Representative", _designated(it, view, it.row))


def _lacking(it: Item, view: View, rule: Row) -> int:
    return max((rule["details"].get("n") or 0) - len(_designated(it, view, rule)), 0)


@field("RepresentativesDuty.lacking")
def lacking(it: Item, view: View) -> int:
    return _lacking(it, view, it.row)


def _duties(it: Item, view: View) -> list[Row]:
    rows = valid(it, view, "rules")
    return in_order([row for row in rows if row["section"] == "representatives"])


@field("Ambito.representativesDuties")
def duties(it: Item, view: View) -> list[Item]:
    return items(it, "RepresentativesDuty", _duties(it, view))


@field("Ambito.missingRepresentatives")
def missing(it: Item, view: View) -> list[Item]:
    found = [row for row in _duties(it, view) if _lacking(it, view, row)]
    return items(it, "RepresentativesDuty", found)


# Pages


def _page(name: str, kind: str, table: str, argument: str, column: str) -> None:
    def found(it: Item, view: View, **asked: Any) -> Item:
        wanted = asked.pop(argument, None)
        rows = of_tenant(it, view, table)
        chosen = [row for row in rows if wanted is None or row[column] == wanted]
        return paged(it, view, kind, chosen, **asked)

    FIELDS[f"Ambito.{name}"] = found


_page("signingMandates", "SigningMandate", "signing_mandates", "matter", "matter_code")
_page("signedContracts", "SignedContract", "signed_contracts", "matter", "matter_code")
_page("representations", "Representation", "representations", "matter", "matter_code")
_page("representatives", "Representative", "representatives", "at", "at_code")
