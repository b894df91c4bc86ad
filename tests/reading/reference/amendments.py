"""How instruments change, who leaves and who joins, and what each body adopts for itself."""

from datetime import date
from typing import Any

from .fields import FIELDS, Item, columns, field, finite, items, of_tenant, one, same, source, valid
from .rows import Row, View
from .signatures import of_instrument

same("Amendment", "cause subject article openedOn")
same("AmendmentStep", "position verb label organ")
same("AmendmentAdoption", "organ act")
columns("AmendmentAdoption", on="adopted_on")
same("Withdrawal", "notifiedOn requestYear effectOn addressee liabilityKind liability consequence")
same("Accession", "act")
columns("Accession", on="requested_on")
same("AdoptionRound", "ruleCode year subject dueOn act openedOn")
same("Adoption", "ruleCode year subject organ act")
columns("Adoption", on="adopted_on")
same("AdoptionDuty", "name organ act adoptedOn overdueDays")
columns("MirrorAdoption", ruleCode="code", year="of_year")
same("MirrorAdoption", "subject dueOn text status missing enforcement ambiguity")
FIELDS["MirrorAdoption.since"] = lambda it, _view: finite(it.row["valid_from"])
FIELDS["MirrorAdoption.until"] = lambda it, _view: finite(it.row["valid_until"])
FIELDS["MirrorAdoption.code"] = lambda it, _view: it.row["details"].get("code")
FIELDS["MirrorAdoption.what"] = lambda it, _view: it.row["details"].get("what")
FIELDS["MirrorAdoption.every"] = lambda it, _view: it.row["details"].get("every")

for _kind in ("Amendment", "Withdrawal", "MirrorAdoption"):
    FIELDS[f"{_kind}.source"] = source


def until_today(it: Item, rows: list[Row], column: str) -> list[Row]:
    """Keep what had happened by the day, from the first."""
    found = [row for row in rows if row[column] <= it.day]
    return sorted(found, key=lambda row: (row[column], row["id"]))


@field("Instrument.amendments")
def amendments(it: Item, view: View) -> list[Item]:
    found = until_today(it, of_instrument(it, view, "amendments"), "opened_on")
    return items(it, "Amendment", found)


@field("Instrument.withdrawals")
def withdrawals(it: Item, view: View) -> list[Item]:
    found = until_today(it, of_instrument(it, view, "withdrawals"), "notified_on")
    return items(it, "Withdrawal", found)


@field("Instrument.accessions")
def accessions(it: Item, view: View) -> list[Item]:
    found = until_today(it, of_instrument(it, view, "accessions"), "requested_on")
    return items(it, "Accession", found)


@field("Withdrawal.amendment", "Accession.amendment")
def amendment(it: Item, view: View) -> Item | None:
    rows = of_tenant(it, view, "amendments")
    return one(it, "Amendment", [row for row in rows if row["id"] == it.row["amendment_id"]])


# Amendments


def steps_of(it: Item, view: View) -> list[Row]:
    rows = of_tenant(it, view, "amendment_steps")
    mine = [row for row in rows if row["amendment_id"] == it.row["id"]]
    return sorted(mine, key=lambda row: row["position"])


def acts_of(it: Item, view: View, step: Row) -> list[Row]:
    rows = of_tenant(it, view, "amendment_adoptions")
    return [row for row in rows if row["step_id"] == step["id"] and row["adopted_on"] <= it.day]


def last_act(it: Item, view: View) -> tuple[bool, date | None]:
    """Tell whether every step is done, and the day of the last act."""
    acts = [acts_of(it, view, step) for step in steps_of(it, view)]
    return all(acts), max((row["adopted_on"] for found in acts for row in found), default=None)


@field("AmendmentStep.adoption")
def adoption(it: Item, view: View) -> Item | None:
    return one(it, "AmendmentAdoption", acts_of(it, view, it.row))


@field("Amendment.status")
def status(it: Item, view: View) -> str:
    return "IN_FORCE" if last_act(it, view)[0] else "PENDING"


@field("Amendment.inForceFrom")
def in_force_from(it: Item, view: View) -> date | None:
    done, last = last_act(it, view)
    return last if done else None


@field("Amendment.wording")
def wording(it: Item, view: View) -> Any:
    return it.row["wording" if last_act(it, view)[0] else "replaced"]


@field("Amendment.steps")
def steps(it: Item, view: View) -> list[Item]:
    return items(it, "AmendmentStep", steps_of(it, view))


@field("Amendment.stepsCount")
def steps_count(it: Item, view: View) -> int:
    return len(steps_of(it, view))


def done_steps(it: Item, view: View, *, done: bool) -> list[Row]:
    return [row for row in steps_of(it, view) if bool(acts_of(it, view, row)) is done]


@field("Amendment.done")
def done(it: Item, view: View) -> list[Item]:
    return items(it, "AmendmentStep", done_steps(it, view, done=True))


@field("Amendment.doneCount")
def done_count(it: Item, view: View) -> int:
    return len(done_steps(it, view, done=True))


@field("Amendment.missing")
def missing(it: Item, view: View) -> list[Item]:
    return items(it, "AmendmentStep", done_steps(it, view, done=False))


# Mirror adoptions


@field("Ambito.mirrorAdoptions")
def mirror_adoptions(it: Item, view: View, year: int) -> list[Item]:
    found: list[Row] = []
    for rule in valid(it, view, "rules"):
        every = rule["details"].get("every")
        if rule["section"] != "adoption" or every is None:
            continue
        once = every == "ONCE"
        opened: list[Any] = [
            row
            for row in of_tenant(it, view, "adoption_rounds")
            if row["rule_code"] == rule["details"].get("code")
            and ((once and row["year"] is None) or row["year"] == year)
        ]
        if not opened and every != "EACH_ACT":
            opened = [{"subject": None, "due_on": None}]
        found += [
            {
                **rule,
                "of_year": None if once else year,
                "subject": row["subject"],
                "due_on": row["due_on"],
            }
            for row in opened
        ]
    found.sort(key=lambda row: (row["number"], row["subject"] is None, row["subject"] or ""))
    return items(it, "MirrorAdoption", found)


def bound(it: Item, view: View) -> list[Row]:
    """Give who must adopt: the comuni on the day, or the parties that have not left."""
    by, code = it.row["details"].get("by"), it.row["details"].get("instrument")
    names = {row["istat_code"]: row["name"] for row in view.all("comuni")}
    if by == "EACH_COMUNE":
        return [
            {"name": names[row["istat_code"]], "istat_code": row["istat_code"], "body_id": None}
            for row in valid(it, view, "memberships")
        ]
    if by != "EACH_PARTY":
        return []
    acts = {row["id"] for row in valid(it, view, "instruments") if row["code"] == code}
    parties = of_tenant(it, view, "instrument_parties")
    return [row for row in parties if row["instrument_id"] in acts and not has_left(it, view, row)]


def same_who(one_row: Row, other: Row) -> bool:
    return any(
        one_row[name] is not None and one_row[name] == other[name]
        for name in ("istat_code", "body_id")
    )


def has_left(it: Item, view: View, party: Row) -> bool:
    return any(
        row["instrument_id"] == party["instrument_id"]
        and row["effect_on"] <= it.day
        and same_who(row, party)
        for row in of_tenant(it, view, "withdrawals")
    )


def duties_of(it: Item, view: View) -> list[Row]:
    acts = [
        row
        for row in of_tenant(it, view, "adoptions")
        if row["rule_code"] == it.row["details"].get("code")
        and (row["year"], row["subject"]) == (it.row["of_year"], it.row["subject"])
        and row["adopted_on"] <= it.day
    ]
    found: list[Row] = []
    for who in bound(it, view):
        act: Row = next((row for row in acts if same_who(row, who)), {})
        adopted, due = act.get("adopted_on"), it.row["due_on"]
        late = None if due is None else max(((adopted or it.day) - due).days, 0)
        told = {"organ": act.get("organ"), "act": act.get("act"), "adopted_on": adopted}
        tenant = {"ambito_id": it.row["ambito_id"], "overdue_days": late}
        found.append({**{n: who[n] for n in ("name", "istat_code", "body_id")}, **told, **tenant})
    found.sort(
        key=lambda row: (
            row["name"],
            row["istat_code"] is None,
            row["istat_code"] or "",
            str(row["body_id"]),
        )
    )
    return found


@field("MirrorAdoption.duties")
def duties(it: Item, view: View) -> list[Item]:
    return items(it, "AdoptionDuty", duties_of(it, view))


@field("MirrorAdoption.dutiesCount")
def duties_count(it: Item, view: View) -> int:
    return len(duties_of(it, view))


@field("MirrorAdoption.done")
def adopted(it: Item, view: View) -> list[Item]:
    return items(it, "AdoptionDuty", [row for row in duties_of(it, view) if row["adopted_on"]])


@field("MirrorAdoption.doneCount")
def adopted_count(it: Item, view: View) -> int:
    return len([row for row in duties_of(it, view) if row["adopted_on"]])


@field("MirrorAdoption.missingDuties")
def missing_duties(it: Item, view: View) -> list[Item]:
    return items(it, "AdoptionDuty", [row for row in duties_of(it, view) if not row["adopted_on"]])


@field("MirrorAdoption.standing")
def mirror_standing(it: Item, view: View) -> str:
    found = duties_of(it, view)
    if all(row["adopted_on"] for row in found):
        return "CLOSED"
    return "OVERDUE" if any(row["overdue_days"] for row in found) else "OPEN"
