"""Dues, and positions: every sum is made anew from the entries up to the day."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from .budgets import euro
from .fields import FIELDS, Item, columns, field, items, of_tenant, one, same, source
from .pages import paged
from .rows import Row, View

PAID = {"SETTLED", "RETURNED", "CARRIED"}

same("DueEntry", "kind enteredOn firmness credit subject recordedAt recordedBy")
columns("DueEntry", payee="payee_code")
columns("Debtor", code="debtor_code", name="debtor_name")
columns("Creditor", code="creditor_code", name="creditor_name")
same("Due", "number cause matterName year internal vatRate hardness startedOn dueOn enteredOn")
columns("Due", matter="matter_code", fund="fund_code")
FIELDS["Due.source"] = source
FIELDS["Obligation.source"] = source
same("DueAccount", "amount gross firmness settled left credit settledOn status daysLate")
same("Obligation", "cause state matterName year hours vatRate documents hardness availableOn")
same("Obligation", "startedOn dueOn waiting openedOn")
columns("Obligation", matter="matter_code", fund="fund_code", rule="rule_code")
columns("Obligation", party="party_name", deadline="deadline_code")
same("ObligationLine", "code counted pastEnd why")
same("Collected", "owed received own total")
same("Position", "gave received owes owed overdue balance")
columns("Position", code="party_code", name="party_name", fund="fund_code")
same("Reconciliation", "gave received owes owed overdue balance")


def _sum(kind: str, name: str, column: str) -> None:
    @field(f"{kind}.{name}")
    def told(it: Item, _view: View) -> str | None:
        return None if it.row[column] is None else euro(it.row[column])


_sum("DueEntry", "amount", "cents")
_sum("Obligation", "amount", "cents")
_sum("Obligation", "cost", "cost_cents")
_sum("Obligation", "rate", "rate_cents")
_sum("ObligationLine", "amount", "cents")
_sum("ObligationLine", "gross", "gross")


def entries_of(it: Item, view: View, due: Row) -> list[Row]:
    rows = [
        row
        for row in of_tenant(it, view, "due_entries")
        if row["due_id"] == due["id"] and row["entered_on"] <= it.day
    ]
    return sorted(rows, key=lambda row: (row["entered_on"], row["recorded_at"], row["id"]))


def sums(it: Item, view: View, due: Row) -> tuple[int, int]:
    """Tell what is owed and what is settled."""
    rows = entries_of(it, view, due)
    settled = sum(row["cents"] for row in rows if row["kind"] in PAID)
    return sum(row["cents"] for row in rows) - settled, settled


def _settled_on(rows: list[Row], amount: int) -> Any:
    paid = [row for row in rows if row["kind"] in PAID]
    days = sorted({row["entered_on"] for row in paid})
    held = {day: sum(row["cents"] for row in paid if row["entered_on"] <= day) for day in days}
    since = None
    for day in reversed(days):
        if held[day] < amount:
            break
        since = day
    return since


def _gross(amount: int, rate: str | None) -> str | None:
    if rate is None:
        return None
    whole = Decimal(amount) * (1 + Decimal(rate) / 100)
    return euro(int(whole.quantize(Decimal(1), ROUND_HALF_UP)))


@field("Due.account")
def account(it: Item, view: View) -> Item:
    due, rows = it.row, entries_of(it, view, it.row)
    amount, settled = sums(it, view, due)
    paid = due["internal"] or settled >= amount
    since = _settled_on(rows, amount) if paid else None
    done = (since or due["due_on"]) if paid else it.day
    late = 0 if due["due_on"] is None else max(0, (done - due["due_on"]).days)
    if due["due_on"] is None and not paid:
        status = "NOT_STARTED"
    elif late:
        status = "LATE" if due["hardness"] == "HARD" else "LATE_SOFT"
    else:
        status = "ON_TIME" if paid else "NOT_DUE"
    firm = [row["firmness"] for row in rows if row["firmness"] is not None]
    told = {
        "amount": euro(amount),
        "gross": _gross(amount, due["vat_rate"]),
        "firmness": firm[-1] if firm else None,
        "settled": euro(settled),
        "left": euro(0 if paid else amount - settled),
        "credit": euro(max(settled - amount, 0)),
        "settled_on": since,
        "status": status,
        "days_late": late,
    }
    return it.of("DueAccount", told)


@field("Due.debtor")
def debtor(it: Item, _view: View) -> Item:
    return it.of("Debtor", it.row)


@field("Due.creditor")
def creditor(it: Item, _view: View) -> Item:
    return it.of("Creditor", it.row)


@field("Due.entries")
def entries(it: Item, view: View) -> list[Item]:
    return items(it, "DueEntry", entries_of(it, view, it.row))


def _the(kind: str, table: str, column: str, *names: str) -> None:
    @field(*names)
    def found(it: Item, view: View) -> Item | None:
        rows = of_tenant(it, view, table)
        return one(it, kind, [row for row in rows if row["id"] == it.row[column]])


_the("Act", "acts", "act_id", "Due.act", "DueEntry.act", "Obligation.act")
_the("Due", "dues", "due_id", "DueEntry.due")
_the("DueEntry", "due_entries", "reverses_id", "DueEntry.reverses")
_the("DueEntry", "due_entries", "carried_id", "DueEntry.carriedFrom")
_the("LedgerMovement", "ledger_movements", "payment_id", "DueEntry.payment")
_the("Obligation", "obligations", "obligation_id", "Due.obligation")
_the("Riparto", "riparti", "riparto_id", "Obligation.riparto")
_the("Withdrawal", "withdrawals", "withdrawal_id", "Obligation.withdrawal")


@field("DueEntry.carriedTo")
def carried_to(it: Item, view: View) -> Item | None:
    rows = of_tenant(it, view, "due_entries")
    return one(it, "DueEntry", [row for row in rows if row["carried_id"] == it.row["id"]])


@field("LedgerMovement.settlements")
def settlements(it: Item, view: View) -> list[Item]:
    rows = [
        row
        for row in of_tenant(it, view, "due_entries")
        if row["payment_id"] == it.row["id"] and row["entered_on"] <= it.day
    ]
    rows.sort(key=lambda row: (row["entered_on"], row["recorded_at"], row["id"]))
    return items(it, "DueEntry", rows)


@field("Obligation.comune", "Position.comune")
def comune(it: Item, view: View) -> Item | None:
    rows = [row for row in view.all("comuni") if row["istat_code"] == it.row["istat_code"]]
    return one(it, "Comune", rows)


@field("Obligation.lines")
def lines(it: Item, _view: View) -> list[Item]:
    told = sorted(it.row["lines"], key=lambda line: line["position"])
    return items(it, "ObligationLine", told)


def _from(it: Item, view: View) -> list[Row]:
    rows = of_tenant(it, view, "dues")
    mine = [row for row in rows if row["obligation_id"] == it.row["id"]]
    return [row for row in mine if row["entered_on"] <= it.day]


@field("Obligation.dues")
def of_obligation(it: Item, view: View) -> list[Item]:
    return items(it, "Due", sorted(_from(it, view), key=lambda row: row["number"]))


@field("Obligation.collected")
def collected(it: Item, view: View) -> Item:
    told = {"owed": 0, "received": 0, "own": 0}
    for due in _from(it, view):
        amount, settled = sums(it, view, due)
        if due["internal"]:
            told["own"] += amount
        else:
            told["owed"] += amount
            told["received"] += settled
    told["total"] = told["received"] + told["own"]
    return it.of("Collected", {name: euro(cents) for name, cents in told.items()})


@field("Ambito.obligations")
def obligations(
    it: Item, view: View, year: int | None = None, cause: str | None = None, **asked: Any
) -> Item:
    rows = [
        row
        for row in of_tenant(it, view, "obligations")
        if year in {None, row["year"]} and cause in {None, row["cause"]}
    ]
    return paged(it, view, "Obligation", rows, **asked)


def _wanted(it: Item, view: View, **wanted: Any) -> list[Row]:
    return [
        row
        for row in of_tenant(it, view, "dues")
        if row["entered_on"] <= it.day
        and all(given in {None, row[name]} for name, given in wanted.items())
    ]


@field("Ambito.dues")
def dues(  # noqa: PLR0913, PLR0917 - the arguments of the contract
    it: Item,
    view: View,
    year: int | None = None,
    cause: str | None = None,
    debtor: str | None = None,
    creditor: str | None = None,
    **asked: Any,
) -> Item:
    wanted = {"debtor_code": debtor, "creditor_code": creditor}
    return paged(it, view, "Due", _wanted(it, view, year=year, cause=cause, **wanted), **asked)


@field("Ambito.overdueDues")
def overdue(
    it: Item, view: View, debtor: str | None = None, creditor: str | None = None, **asked: Any
) -> Item:
    rows = []
    for due in _wanted(it, view, debtor_code=debtor, creditor_code=creditor):
        amount, settled = sums(it, view, due)
        past = due["due_on"] is not None and due["due_on"] < it.day
        if past and not due["internal"] and amount > settled:
            rows.append(due)
    return paged(it, view, "Due", rows, **asked)


PARTY = ("party_code", "party_name", "istat_code", "fund_code")
SUMS = ("gave", "received", "owes", "owed", "overdue")


def _told(it: Item, view: View, year: int) -> dict[tuple[Any, ...], dict[str, int]]:
    """Tell the sums of each party, both sides of each due."""
    there = {row["id"]: row for row in of_tenant(it, view, "dues")}
    found: dict[tuple[Any, ...], dict[str, int]] = {}
    for side in of_tenant(it, view, "due_sides"):
        if side["year"] != year or side["entered_on"] > it.day:
            continue
        due = there[side["due_id"]]
        amount, settled = sums(it, view, due)
        left, credit = max(amount - settled, 0), max(settled - amount, 0)
        mine = found.setdefault(tuple(side[name] for name in PARTY), dict.fromkeys(SUMS, 0))
        if side["side"] == "DEBTOR":
            past = due["due_on"] is not None and due["due_on"] < it.day
            more = (settled, 0, left, credit, left if past else 0)
        else:
            more = (0, settled, credit, left, 0)
        for name, cents in zip(SUMS, more, strict=True):
            mine[name] += cents
    return found


def _written(told: dict[str, int]) -> dict[str, Any]:
    balance = told["owed"] - told["owes"]
    return {name: euro(cents) for name, cents in {**told, "balance": balance}.items()}


@field("Ambito.positions")
def positions(
    it: Item, view: View, year: int, party: str | None = None, fund: str | None = None
) -> list[Item]:
    rows = [
        {**dict(zip(PARTY, key, strict=True)), **_written(told)}
        for key, told in _told(it, view, year).items()
        if party in {None, key[0]} and fund in {None, key[3]}
    ]
    rows.sort(key=lambda r: (r["party_name"], r["party_code"], r["fund_code"] or ""))
    return items(it, "Position", rows)


@field("Ambito.reconciliation")
def reconciliation(it: Item, view: View, year: int) -> Item:
    whole = dict.fromkeys(SUMS, 0)
    for told in _told(it, view, year).values():
        for name, cents in told.items():
            whole[name] += cents
    return it.of("Reconciliation", _written(whole))
