"""Dues in the midst of an act: whose they are, the act they rest on, and how they are written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import accumulate
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from ambiti import clock
from ambiti.acting.refusing import Violation
from ambiti.acting.work import Work
from ambiti.budgets.dues import tables
from ambiti.budgets.dues.scopes import OBLIGATION
from ambiti.budgets.ledger.grounds import Ground
from ambiti.database.statements import Row
from ambiti.governance.competence import source_of
from ambiti.governance.seats.places import Place, Places
from ambiti.statute.language.rule import Rule
from ambiti.statute.language.statute import Statute
from ambiti.statute.naming import Names

PAID: Final = frozenset({"SETTLED", "RETURNED", "CARRIED"})
"""The kinds of entries that say what was paid of a due; the others, what is owed."""
GIVEN: Final = frozenset({"SETTLED", "RETURNED"})
"""Those by which money goes from one to another, and which may be taken back."""


@dataclass(frozen=True, slots=True)
class Party:
    """Who owes or is owed: a comune by its ISTAT code, a body, a unit or a fund by its code."""

    kind: str
    code: str
    name: str

    @property
    def istat(self) -> str | None:
        """Tell the comune, where it is one."""
        return self.code if self.kind == "COMUNE" else None

    @classmethod
    def of(cls, place: Place) -> "Party":
        """Make a party of a place."""
        return cls(place.kind, place.code, place.name)


@dataclass(frozen=True, slots=True)
class Owed:
    """A sum in cents that one owes to another, by a day where it is known."""

    debtor: Party
    creditor: Party
    cents: int
    started_on: date | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of how a sum was reached, in cents; one that does not count is told all the same."""

    code: str
    cents: int | None
    why: str
    gross: int | None = None
    counted: bool = True
    past_end: bool = False


def numbered(lines: Iterable[Line]) -> list[dict[str, Any]]:
    """Write lines as a source of dues keeps them, from the first."""
    return [{"position": at, **asdict(one)} for at, one in enumerate(lines, start=1)]


@dataclass(frozen=True, slots=True)
class Header:
    """What all dues of one source have in common."""

    cause: str
    matter: str
    year: int
    rule: Rule
    fund: str | None = None
    hardness: str | None = None
    vat_rate: str | None = None

    def columns(self, statute: Statute) -> dict[str, Any]:
        """Write it as columns of dues and of their source."""
        names = Names.of(statute).declared("matter")
        return {
            "cause": self.cause,
            "matter_code": self.matter,
            "matter_name": names.get(self.matter, self.matter),
            "year": self.year,
            "fund_code": self.fund,
            "hardness": self.hardness,
            "vat_rate": self.vat_rate,
            **source_of(self.rule, statute),
        }


def named_party(statute: Statute, day: date, code: str) -> Party | None:
    """Find whom a code means: a comune, a body, a unit, whoever a word means, or a fund."""
    places = Places(statute, day)
    comuni = (one for one in places.comuni() if one.code == code)
    found = next(comuni, None) or next(iter(places.meant(code)), None)
    if found is None:
        office = next((one for one in statute.offices if one.code == code), None)
        found = places.comune(office.comune) if office and office.comune else None
    if found is not None:
        return Party.of(found)
    fund = next((one for one in statute.funds if one.code == code), None)
    return Party("FUND", fund.code, fund.name) if fund else None


async def owed_already(work: Work, rule: str, year: int, field: str) -> list[Violation]:
    """Refuse what a rule makes owed once a year, when it is."""
    found = await work.alike(tables.obligations, "id", rule_code=rule, year=year)
    message = f"È già dovuto per il {year}: si deve una volta l'anno."
    return [Violation("ALREADY_OWED", message, field)] if found else []


async def opened(
    work: Work, statute: Statute, version: UUID, header: Header, **values: Any
) -> UUID:
    """Write what dues come from; refused to whom no policy line gives it."""
    rule = header.rule
    key = await work.insert(
        tables.obligations,
        **{
            "documents": [],
            "waiting": [],
            "lines": [],
            "opened_on": work.day,
            "recorder_id": work.call.actor.principal_id,
            "statute_version_id": version,
            **header.columns(statute),
            **values,
        },
    )
    await work.require(OBLIGATION, tables.obligations, key)
    work.under(rule.source.document, rule.source.article)
    return key


async def entered(  # noqa: PLR0913, PLR0917  what is owed, by which rule, on which act, how surely
    work: Work,
    statute: Statute,
    obligation: UUID,
    header: Header,
    owed: Sequence[Owed],
    ground: Ground,
    *,
    firmness: str = "FINAL",
    after: int = 0,
) -> list[UUID]:
    """Write dues, each with its two sides and the sum that is owed; one's own has no sides."""
    said = header.columns(statute)
    keys = await work.insert_all(
        tables.dues,
        (
            {
                **said,
                "obligation_id": obligation,
                "number": number,
                **_party("debtor", one.debtor),
                **_party("creditor", one.creditor),
                "internal": one.debtor.code == one.creditor.code,
                "started_on": one.started_on,
                "due_on": one.due_on,
                "entered_on": ground.day,
                "act_id": ground.key,
            }
            for number, one in enumerate(owed, start=after + 1)
        ),
    )
    pairs = list(zip(keys, owed, strict=True))
    await work.insert_all(tables.due_sides, _sides(header, ground.day, pairs))
    entries = (
        entry(work, key, _istat(one), ground, kind="OWED", cents=one.cents, firmness=firmness)
        for key, one in pairs
    )
    await work.insert_all(tables.due_entries, entries)
    return keys


def _party(side: str, one: Party) -> dict[str, Any]:
    told = {"kind": one.kind, "code": one.code, "name": one.name, "istat": one.istat}
    return {f"{side}_{name}": value for name, value in told.items()}


def _sides(
    header: Header, day: date, pairs: Iterable[tuple[UUID, Owed]]
) -> Iterable[dict[str, Any]]:
    for key, one in pairs:
        if one.debtor.code == one.creditor.code:
            continue
        for side, party in (("DEBTOR", one.debtor), ("CREDITOR", one.creditor)):
            yield {
                "due_id": key,
                "side": side,
                "year": header.year,
                "fund_code": header.fund,
                "entered_on": day,
                "party_kind": party.kind,
                "party_code": party.code,
                "party_name": party.name,
                "istat_code": party.istat,
            }


def _istat(one: Owed) -> dict[str, Any]:
    return {"debtor_istat": one.debtor.istat, "creditor_istat": one.creditor.istat}


def entry(
    work: Work, due: UUID, comuni: Mapping[str, Any], ground: Ground, **values: Any
) -> dict[str, Any]:
    """Make an entry of a due, by whoever records it now."""
    return {
        "due_id": due,
        "debtor_istat": comuni["debtor_istat"],
        "creditor_istat": comuni["creditor_istat"],
        "entered_on": ground.day,
        "act_id": ground.key,
        "firmness": None,
        "payee_code": None,
        "credit": False,
        "reverses_id": None,
        "payment_id": None,
        "carried_id": None,
        "subject": ground.label,
        "recorded_at": clock.now(),
        "recorded_by": work.call.actor.name or "",
        "recorder_id": work.call.actor.principal_id,
        **values,
    }


@dataclass(frozen=True, slots=True)
class Account:
    """A due as it stands: its row, what is owed and what is settled of it, in cents."""

    row: Row
    owed: int
    settled: int

    @property
    def left(self) -> int:
        """Tell what is still owed: below zero is a credit."""
        return self.owed - self.settled


async def accounts(work: Work, rows: Iterable[Row]) -> list[Account]:
    """Tell how dues stand, all of their entries counted."""
    found = list(rows)
    columns = tables.due_entries.c
    entries = await work.all(
        select(columns.due_id, columns.kind, columns.cents)
        .where(columns.ambito_id == work.tenant.ambito_id)
        .where(columns.due_id.in_([row["id"] for row in found]))
    )
    sums: dict[tuple[UUID, bool], int] = {}
    for one in entries:
        key = (one["due_id"], one["kind"] in PAID)
        sums[key] = sums.get(key, 0) + one["cents"]
    return [
        Account(row, sums.get((row["id"], False), 0), sums.get((row["id"], True), 0))
        for row in found
    ]


async def dues_of(work: Work, obligation: UUID) -> list[Account]:
    """Tell the dues of one source, as they stand."""
    columns = tables.dues.c
    rows = await work.all(
        select(tables.dues)
        .where(columns.ambito_id == work.tenant.ambito_id)
        .where(columns.obligation_id == obligation)
        .order_by(columns.number)
    )
    return await accounts(work, rows)


def from_day(flows: Iterable[tuple[date, int]], day: date) -> list[int]:
    """Tell what flows come to at the end of a day, and of each later one on which any is, in cents.

    What is recorded on a day must hold on all the days after it too.
    """
    by_day: dict[date, int] = {day: 0}
    for on, cents in flows:
        at = max(on, day)
        by_day[at] = by_day.get(at, 0) + cents
    return list(accumulate(by_day[at] for at in sorted(by_day)))
