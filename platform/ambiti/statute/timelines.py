"""What held on which days: values over time, compared day by day."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from ambiti.statute.periods import Period, steps

Value = TypeVar("Value", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Difference(Generic[Value]):
    """On these days one timeline says this and the other says that; None is nothing."""

    period: Period
    before: Value | None
    after: Value | None


def compared(
    before: Iterable[tuple[Period, Value]], after: Iterable[tuple[Period, Value]]
) -> Iterator[Difference[Value]]:
    """Compare two timelines of one thing; days with the same difference are told together."""
    before, after = list(before), list(after)
    open_one: Difference[Value] | None = None
    for step in steps(period for period, _ in (*before, *after) if not period.empty):
        old, new = _on(before, step), _on(after, step)
        if old == new:
            continue
        if (
            open_one
            and open_one.period.until == step.since
            and (open_one.before, open_one.after) == (old, new)
        ):
            open_one = Difference(open_one.period.hull(step), old, new)
            continue
        if open_one:
            yield open_one
        open_one = Difference(step, old, new)
    if open_one:
        yield open_one


def merged(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Join periods that touch: the days that at least one of them covers."""
    joined: list[Period] = []
    for period in sorted(period for period in periods if not period.empty):
        if joined and period.since <= joined[-1].until:
            joined[-1] = joined[-1].hull(period)
        else:
            joined.append(period)
    return tuple(joined)


def _on(line: list[tuple[Period, Value]], step: Period) -> Value | None:
    return next((value for period, value in line if period.covers(step.since)), None)
