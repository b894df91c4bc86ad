"""Instalments of a sum in cents: over the periods that remain, or over all those of the year.

What was paid stays paid. When the sum becomes final only what is not yet paid is planned again;
who paid more than the final sum has a credit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from ambiti.statute.division import Party, divide
from ambiti.statute.language.movements import Instalments
from ambiti.statute.periods import months_after

_MONTHS: Final = {"MONTH": 1, "QUARTER": 3, "SEMESTER": 6, "YEAR": 12}


@dataclass(frozen=True, slots=True)
class Instalment:
    """A sum in cents due on a day, for so many periods of the year."""

    due_on: date
    cents: int
    periods: int = 1


@dataclass(frozen=True, slots=True)
class Plan:
    """Instalments in the order of their days, and what was paid beyond the sum (cents)."""

    instalments: tuple[Instalment, ...]
    credit: int = 0

    @property
    def cents(self) -> int:
        """Tell what the instalments add up to."""
        return sum(one.cents for one in self.instalments)


def planned(rule: Instalments, cents: int, begun: date) -> Plan:
    """Plan a sum over the year that begins with ``begun``, the day from which it is owed.

    REMAINING counts the periods not over by then; FIXED counts all, and those that have passed are
    due at once. In advance a period is due on its first day, or on ``begun`` where that is later;
    in arrears on its last day. Cents left over go to the first instalments.
    """
    due: dict[date, int] = {}
    for first, last in _periods(rule, begun.year):
        if rule.policy == "REMAINING" and last < begun:
            continue
        day = max(first if rule.timing == "IN_ADVANCE" else last, begun)
        due[day] = due.get(day, 0) + 1
    empty = [Instalment(day, 0, periods) for day, periods in sorted(due.items())]
    return Plan(tuple(_shared(cents, empty)))


def finalised(plan: Plan, cents: int, paid: Mapping[date, int], on: date) -> Plan:
    """Plan again when the sum becomes final on a day: ``paid`` tells cents by due day.

    An instalment of which anything was paid keeps what was paid; the rest falls on those not paid,
    or is due on the day where none is left.
    """
    kept = [replace(one, cents=paid[one.due_on]) for one in plan.instalments if one.due_on in paid]
    unknown = sorted(set(paid) - {one.due_on for one in plan.instalments})
    if unknown:
        message = f"no instalment is due on {unknown[0]}"
        raise ValueError(message)
    left = cents - sum(one.cents for one in kept)
    open_ = [one for one in plan.instalments if one.due_on not in paid]
    if left < 0:
        return Plan(_ordered(kept, [replace(one, cents=0) for one in open_]), -left)
    if not open_:
        open_ = [Instalment(on, 0)] if left else []
    return Plan(_ordered(kept, _shared(left, open_) if open_ else []))


def arrears(plan: Plan, paid: Mapping[date, int], on: date) -> dict[date, int]:
    """Tell how many cents of the instalments due before a day are not paid, by due day."""
    short = {one.due_on: one.cents - paid.get(one.due_on, 0) for one in plan.instalments}
    return {day: cents for day, cents in short.items() if day < on and cents > 0}


def _ordered(kept: Sequence[Instalment], rest: Sequence[Instalment]) -> tuple[Instalment, ...]:
    return tuple(sorted((*kept, *rest), key=lambda one: one.due_on))


def _shared(cents: int, due: Sequence[Instalment]) -> list[Instalment]:
    """Share a sum by periods; of equal ones the earlier has the cent more."""
    parties = [Party(one.due_on.isoformat(), one.due_on.isoformat(), one.periods) for one in due]
    shares = divide(cents, parties).shares
    return [replace(one, cents=share.cents) for one, share in zip(due, shares, strict=True)]


def _periods(rule: Instalments, year: int) -> list[tuple[date, date]]:
    """Tell the first and the last day of each period of the year."""
    months = _MONTHS[rule.every]
    firsts = [months_after(date(year, 1, 1), start) for start in range(0, 12, months)]
    return [(first, months_after(first, months) - timedelta(days=1)) for first in firsts]
