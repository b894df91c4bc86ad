"""Why someone may see what, from the lines of the policy and the mandates."""

from datetime import date
from typing import Any

from ambiti.access.actor import Actor, Mandate

from .fields import (
    TABLE_OF,
    Item,
    columns,
    field,
    finite,
    items,
    same,
)
from .figures import held_now
from .roots import checked, found_by
from .rows import KIND_OF, SCOPES, Row, View

same("Ground", "region since act role")
columns("Ground", roleCode="role_code")
same("PolicyLine", "role scope line number via")


@field("Ground.until")
def ground_until(it: Item, _view: View) -> date | None:
    return None if it.row["until"] is None else finite(it.row["until"])


@field("Ground.policy")
def ground_policy(it: Item, _view: View) -> Item:
    return it.of("PolicyLine", it.row)


_REASONS: dict[tuple[int, str | None, str], list[Row]] = {}


def reasons(view: View, kind: str | None, act: str) -> list[Row]:
    """Give each line that grants the act on the kind, for each role that comes to it."""
    policies = view.world.policies
    known = _REASONS.get((id(policies), kind, act))
    if known is not None:
        return known
    roles = {parts[1] for parts in _words(view) if parts[0] == "role"}
    found: list[Row] = [
        {
            "role": role,
            "kind": parts[3],
            "scope": parts[4],
            "line": ", ".join(parts),
            "number": number,
            "via": " → ".join(way),
        }
        for number, parts in policies.lines()
        for role in sorted(roles)
        if parts[2] == act
        and kind in {None, parts[3]}
        and (way := policies.way(role, parts[1])) is not None
    ]
    _REASONS[id(policies), kind, act] = found
    return found


def _words(view: View) -> list[list[str]]:
    lines = view.world.policies.words
    return [[part.strip() for part in line.split(",")] for line in lines if "," in line]


NOWHERE: Row = {
    "role_code": None,
    "act": None,
    "region": None,
    "since": None,
    "until": None,
    "source_code": None,
    "source_document": None,
    "source_article": None,
    "ambito_id": None,
    "istat_code": None,
    "unit_id": None,
    "principal_id": None,
}


def all_held(it: Item, view: View, *, everyone: bool) -> list[tuple[str, Row]]:
    """Give the mandates to ask about that one may see, each with its role template."""
    me_ = view.actor.principal_id
    held: list[tuple[str, Row]] = [
        (role["access"], {**NOWHERE, **mandate})
        for mandate in held_now(it, view.all("mandates"))
        for role in view.all("roles")
        if (role["ambito_id"], role["code"]) == (mandate["ambito_id"], mandate["role_code"])
        and role["valid_from"] <= it.day < role["valid_until"]
        and (everyone or (me_ is not None and mandate["principal_id"] == me_))
    ]
    held += [
        (mandate["access"], {**NOWHERE, **mandate, "ambito_id": tenant["ambito_id"]})
        for mandate in held_now(it, view.all("regional_mandates"))
        for tenant in view.all("ambiti")
        if tenant["region"] == mandate["region"]
    ]
    return [*held, ("cittadino", {**NOWHERE, "principal_id": me_})]


def grounds(  # noqa: PLR0913 - what is asked, and by whom
    it: Item, view: View, given: str, kind: str | None, act: str, *, everyone: bool = False
) -> list[Row]:
    target = found_by(it, view.world.tables, given)
    if target is None:
        return []
    target_kind = KIND_OF[TABLE_OF[target.type]]
    found = []
    for access, mandate in all_held(it, view, everyone=everyone):
        as_mandate = None
        if mandate["ambito_id"] is not None:
            place = (mandate["ambito_id"], mandate["istat_code"], mandate["unit_id"])
            as_mandate = Mandate(access, *place)
        holder = Actor(principal_id=mandate["principal_id"])
        for reason in reasons(view, kind, act):
            lets = SCOPES.get((target_kind, reason["scope"]))
            if reason["role"] != access or reason["kind"] != target_kind or lets is None:
                continue
            if lets(target.row, as_mandate, holder):
                found.append({**mandate, **reason, "act": mandate["act"]})
    return sorted(found, key=_ground_order)


def _ground_order(row: Row) -> tuple[Any, ...]:
    keys = (row["number"], row["role"], row["ambito_id"], row["role_code"], row["since"])
    return tuple((key is None, key if key is not None else 0) for key in keys)


@field("Query.perche")
def perche(it: Item, _view: View, kind: str, act: str, id: str) -> Item:  # noqa: A002
    return it.of("Perche", {"kind": kind, "act": act, "id": checked(id)})


@field("Perche.grounds")
def perche_grounds(it: Item, view: View) -> list[Item]:
    asked = it.row
    return items(it, "Ground", grounds(it, view, asked["id"], asked["kind"], asked["act"]))


@field("Perche.allowed")
def allowed(it: Item, view: View) -> bool:
    return bool(perche_grounds(it, view))


@field("Perche.message")
def message(it: Item, view: View) -> str:
    if allowed(it, view):
        return "Consentito, per i motivi indicati."
    return (
        "Non consentito: nessun incarico di chi chiede lo permette nel giorno, oppure l'elemento "
        "non esiste o non è visibile. Le righe indicate in wouldAllow dicono a quali ruoli è "
        "permesso."
    )


@field("Perche.wouldAllow")
def would_allow(it: Item, view: View) -> list[Item]:
    rows = reasons(view, it.row["kind"], it.row["act"])
    return items(it, "PolicyLine", sorted(rows, key=lambda row: (row["number"], row["role"])))


@field("Query.chiPuoVedere")
def who_may_see(it: Item, view: View, id: str) -> list[Item]:  # noqa: A002
    if not grounds(it, view, checked(id), None, "read"):
        return []
    return items(it, "Ground", grounds(it, view, id, None, "read", everyone=True))
