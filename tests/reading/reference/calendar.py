"""The calendar of an Ambito: each occurrence of a deadline, what was done for it, how late."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from .deadlines import comes_early, day_in, due_day, falls_in_its_year, moved
from .fields import Item, columns, field, finite, items, of_tenant, one, same, valid
from .pages import paged
from .rows import Row, View
from .statute import figures_of, in_order

same("SetTerm", "year occurrence dueOn everyDays setOn byCode byName act")
columns("SetTerm", deadline="deadline_code")
same("TermEvent", "year occurrence occurredOn byCode byName act")
columns("TermEvent", event="event_code")
same("Fulfilment", "year occurrence doneOn sections byCode byName act")
columns("Fulfilment", deadline="deadline_code")
figures_of("DueItem", "code what hardness mirroredBy", "authors addressees sections")
same("DueItem", "occurrence awaited doneOn doneBy act standing overdueDays because")
columns("DueItem", dueOn="last_day", lastDoneOn="last_done")
PERIODS = {"YEAR": 1, "SEMESTER": 2, "QUARTER": 4, "MONTH": 12}


@field("TermEvent.toldBy")
def told_by(it: Item, view: View) -> Item | None:
    rows = of_tenant(it, view, "acts")
    return one(it, "Act", [row for row in rows if row["id"] == it.row["act_id"]])


@field("DueItem.opensOn")
def opens_on(it: Item, _view: View) -> date | None:
    return day_in(it.row, "opensOn")


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _recorded(it: Item, view: View, table: str, rule: Row) -> list[Row]:
    code = rule["details"].get("code")
    rows = of_tenant(it, view, table)
    return [row for row in rows if row["deadline_code"] == code and row["year"] == rule["year"]]


def _set_last(it: Item, view: View, rule: Row) -> list[Row]:
    """Keep what was set last for each occurrence."""
    rows = [row for row in _recorded(it, view, "set_terms", rule) if row["set_on"] <= it.day]
    last: dict[str, Row] = {}
    for row in sorted(rows, key=lambda row: row["set_on"]):
        last[row["occurrence"]] = row
    return list(last.values())


Occurrence = tuple[str, date | None, list[str], date | None]
"""Of what, its last day, the facts that it awaits, when it was last done."""


def _of_rhythm(rule: Row) -> Iterator[Occurrence]:
    year, many = rule["year"], PERIODS.get(rule["details"].get("frequency"), 0)
    marks = {1: "", 2: "-S{}", 4: "-T{}", 12: "-{:02}"}
    for n in range(1, many + 1):
        month = 12 // many * n
        ends = date(year, month, monthrange(year, month)[1])
        if rule["valid_from"] <= ends < rule["valid_until"]:
            yield f"{year}{marks[many].format(n)}", moved(rule, ends), [], None


def _of_facts(it: Item, view: View, rule: Row) -> Iterator[Occurrence]:
    told = rule["details"]
    wanted = told.get("events") or []
    there: dict[str, list[Row]] = {}
    acts = of_tenant(it, view, "acts")
    annulled = {row["id"] for row in acts if row["state"] == "ANNULLED"}
    for row in of_tenant(it, view, "term_events"):
        if row["act_id"] in annulled:
            continue
        known = row["year"] == rule["year"] and row["occurred_on"] <= it.day
        if known and row["event_code"] in wanted:
            there.setdefault(row["occurrence"], []).append(row)
    sign = -1 if told["kind"] == "NOTICE" else 1
    for occurrence, rows in there.items():
        missing = [code for code in wanted if code not in {row["event_code"] for row in rows}]
        last = None
        if not missing:
            latest = max(row["occurred_on"] for row in rows)
            later = _months_later(latest, sign * (told.get("months") or 0))
            last = later + timedelta(days=sign * (told.get("days") or 0))
            if sign > 0:
                last = moved(rule, last)
        yield occurrence, last, missing, None


def _rolling(it: Item, view: View, rule: Row) -> Iterator[Occurrence]:
    if rule["year"] != it.day.year:
        return
    code = rule["details"].get("code")
    done = [row for row in of_tenant(it, view, "fulfilments") if row["deadline_code"] == code]
    last = max((row["done_on"] for row in done if row["done_on"] <= it.day), default=None)
    rhythms = [row for row in _set_last(it, view, rule) if row["every_days"]]
    for row in rhythms or [{"every_days": rule["details"].get("days"), "set_on": None}]:
        if row["every_days"]:
            begun = last or row["set_on"] or finite(rule["valid_from"])
            due = begun + timedelta(days=row["every_days"]) if begun else None
            yield str(rule["year"]), due, [], last


def _occurrences(it: Item, view: View, rule: Row) -> list[Occurrence]:
    kind, year = rule["details"].get("kind"), str(rule["year"])
    if kind in {"FIXED", "WINDOW"}:
        return [(year, moved(rule, due_day(rule)) or day_in(rule, "closesOn"), [], None)]
    if kind == "EVERY":
        return [*_of_rhythm(rule)]
    found: list[Occurrence] = []
    if kind in {"AFTER", "NOTICE"}:
        found = [*_of_facts(it, view, rule)]
    elif kind in {"SET_BY", "PER_FUND", "PERIODIC"}:
        rows = [row for row in _set_last(it, view, rule) if row["due_on"]]
        found = [(row["occurrence"], row["due_on"], [], None) for row in rows]
        if kind == "PERIODIC":
            found += _rolling(it, view, rule)
    else:
        return []
    return found or [(year, None, rule["details"].get("events") or [], None)]


def _standing(row: Row, it: Item) -> str:
    hardness, opens = row["details"].get("hardness"), day_in(row, "opensOn")
    if row["waived"]:
        return "WAIVED"
    if row["details"].get("mirroredBy") is not None:
        return "MIRRORED"
    late = row["overdue_days"] > 0
    soft = "_SOFT" if hardness == "SOFT" else ""
    if row["done_on"] is not None:
        return f"LATE{soft}" if late and hardness != "OPTIONAL" else "ON_TIME"
    if late:
        return "RECOMMENDED_MISSING" if hardness == "OPTIONAL" else f"OVERDUE{soft}"
    if row["last_day"] is None:
        return "NOT_STARTED"
    return "OPEN" if opens is not None and opens <= it.day else "UPCOMING"


def _late(it: Item, row: Row) -> int:
    free = row["waived"] or row["details"].get("mirroredBy") is not None
    if free or row["last_day"] is None:
        return 0
    days: int = ((row["done_on"] or it.day) - row["last_day"]).days
    return max(days, 0)


def _because(it: Item, view: View, row: Row) -> str | None:
    after = row["details"].get("after")
    if row["overdue_days"] == 0 or row["done_on"] is not None:
        return None
    kept = [
        one
        for one in of_tenant(it, view, "fulfilments")
        if (one["deadline_code"], one["year"]) == (after, row["year"]) and one["done_on"] <= it.day
    ]
    return None if kept else after


def due_items(it: Item, view: View, year: int) -> list[dict[str, Any]]:
    """Make every occurrence of the year, in the order of their days."""
    if not 1900 <= year <= 2999:
        return []
    found: list[dict[str, Any]] = []
    rules = [row for row in valid(it, view, "rules") if row["section"] == "deadline"]
    for rule in ({**row, "year": year} for row in in_order(rules)):
        if not falls_in_its_year(rule):
            continue
        waived = rule["details"].get("firstPeriod") == "WAIVED" and comes_early(rule)
        for occurrence, last_day, awaited, last_done in _occurrences(it, view, rule):
            done = [
                row
                for row in _recorded(it, view, "fulfilments", rule)
                if row["occurrence"] == occurrence and row["done_on"] <= it.day
            ]
            row = {
                **rule,
                "waived": waived,
                "occurrence": occurrence,
                "last_day": last_day,
                "awaited": awaited,
                "last_done": last_done,
                "done_on": done[0]["done_on"] if done else None,
                "done_by": done[0]["by_name"] if done else None,
                "act": done[0]["act"] if done else None,
            }
            row["overdue_days"] = _late(it, row)
            row["standing"] = _standing(row, it)
            row["because"] = _because(it, view, row)
            found.append(row)
    found.sort(key=lambda row: (row["last_day"] or date.max, row["number"], row["occurrence"]))
    return found


def _overdue(row: Row) -> bool:
    obliged = (row["details"].get("hardness") or "OPTIONAL") != "OPTIONAL"
    return bool(row["overdue_days"] > 0 and row["done_on"] is None and obliged)


@field("Ambito.calendar")
def calendar(it: Item, view: View, year: int, of: str | None = None) -> list[Item]:
    rows = due_items(it, view, year)
    if of is not None:
        rows = [row for row in rows if of in (row["details"].get("authors") or [])]
    return items(it, "DueItem", rows)


@field("Ambito.overdue")
def overdue(it: Item, view: View, year: int) -> list[Item]:
    return items(it, "DueItem", [row for row in due_items(it, view, year) if _overdue(row)])


@field("Ambito.overdueCount")
def overdue_count(it: Item, view: View, year: int) -> int:
    return sum(_overdue(row) for row in due_items(it, view, year))


@field("Ambito.fulfilments")
def fulfilments(it: Item, view: View, year: int | None = None, **page: Any) -> Item:
    rows = of_tenant(it, view, "fulfilments")
    rows = [row for row in rows if year is None or row["year"] == year]
    return paged(it, view, "Fulfilment", rows, **page)
