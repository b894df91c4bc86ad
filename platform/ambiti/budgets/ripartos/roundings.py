"""What the roundings of riparti left to each party, where the documents want it remembered.

Riparti of a matter and a fund that remember come one after the other, in the order in which they
are approved: each starts from what the last one that stands, perfected and not annulled, left to
each party. One that is only proposed is nothing yet, and nothing starts from it. What one starts
from and what it leaves are kept with it, exact, and never computed again. One that is annulled
afterwards is nothing any more: those that started from it keep their shares, decided by an act in
force, but what it had added is taken out of what the next one starts from. So what is remembered is
the sum of what each riparto that stands left more than it started from, and over the years nobody
has a cent more or less than is due to it. Whoever is no longer a party leaves it to the others by
weight, and whoever comes starts with nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Final
from uuid import UUID

from sqlalchemy import select

from ambiti.acting.refusing import Violation
from ambiti.acting.work import Work
from ambiti.budgets.ripartos import tables
from ambiti.database.statements import Row
from ambiti.governance.acts.register import is_annulled
from ambiti.statute.language.allocation import Allocation, Roundings

_CENT: Final = Fraction(1)


@dataclass(frozen=True, slots=True)
class Memory:
    """What a riparto starts from: the one that left it, and how many cents to each party."""

    riparto: UUID | None = None
    year: int | None = None
    turn: int = 1
    """The place of the riparto that starts from it."""
    cents: Mapping[str, Fraction] = field(default_factory=dict)


async def memory(work: Work, matter: str, fund: str | None) -> Memory:
    """Read what the riparti of a matter and a fund that stand have left to each party.

    The acts by which they stand are held, so that none is annulled meanwhile.
    """
    columns = tables.riparti.c
    rows = await work.all(
        select(columns.id, columns.act_id, columns.year, columns.turn, columns.roundings)
        .where(columns.ambito_id == work.tenant.ambito_id, columns.state == "PERFECTED")
        .where(columns.matter_code == matter, columns.turn.is_not(None))
        .where(columns.fund_code.is_not_distinct_from(fund))
        .order_by(columns.turn)
    )
    standing = [row for row in rows if not await is_annulled(work, row["act_id"])]
    if not standing:
        return Memory()
    left: dict[str, Fraction] = defaultdict(Fraction)
    for row in standing:
        for code, cents in (await _added(work, row)).items():
            left[code] += cents
    last = standing[-1]
    there = {code: cents for code, cents in left.items() if cents}
    return Memory(last["id"], last["year"], last["turn"] + 1, there)


async def _added(work: Work, riparto: Row) -> dict[str, Fraction]:
    """Tell what a riparto left to each party more than it started from."""
    added = {code: -Fraction(cents) for code, cents in riparto["roundings"].items()}
    for one in await work.alike(tables.riparto_shares, riparto_id=riparto["id"], chosen=True):
        code = one["party_code"]
        added[code] = added.get(code, Fraction()) + Fraction(one["short"])
    return added


def wanted(rule: Allocation | None, day: date) -> Roundings | None:
    """Find the rule by which roundings are remembered on a day, where there is one."""
    found = None if rule is None else rule.roundings
    return found if found is not None and found.valid.period.covers(day) else None


def kept(found: Memory | None) -> dict[str, object]:
    """Write with a riparto what it starts from; nothing where that is not remembered."""
    if found is None:
        return {"turn": None, "remembers_id": None, "roundings": None}
    cents = {code: str(one) for code, one in sorted(found.cents.items())}
    return {"turn": found.turn, "remembers_id": found.riparto, "roundings": cents}


async def still(work: Work, riparto: Row) -> Iterable[Violation]:
    """Refuse to approve a riparto that starts from what is no longer what was left last.

    Whoever approves another of the same matter and fund waits in turn. One whose act was annulled
    is approved anew as it was, where with it nobody is left short of a cent or more.
    """
    if riparto["turn"] is None:
        return ()
    matter, fund = riparto["matter_code"], riparto["fund_code"]
    await work.turn(f"roundings of {matter}:{fund}")
    now = await memory(work, matter, fund)
    if {code: str(one) for code, one in now.cents.items()} == riparto["roundings"]:
        return ()
    if riparto["act_id"] is not None:
        added = await _added(work, riparto)
        none, both = Fraction(), {*added, *now.cents}
        if all(abs(now.cents.get(one, none) + added.get(one, none)) < _CENT for one in both):
            return ()
    last = "nessun riparto in vigore" if now.year is None else f"il riparto del {now.year}"
    message = (
        "Gli arrotondamenti da cui il riparto parte non sono più quelli lasciati per ultimi: "
        f"ora li lascia {last}. Si propone di nuovo (proposeRiparto)."
    )
    return (Violation("ROUNDINGS_CHANGED", message, "riparto"),)
