"""By when money is due: so many days after the later of several facts, and how late it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from ambiti.statute.language.deadlines import AfterEvents, Deadline
from ambiti.statute.periods import months_after
from ambiti.statute.working_days import rolled


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock: not started while a fact is missing (``waiting`` tells which)."""

    started_on: date | None
    due_on: date | None
    waiting: tuple[str, ...] = ()

    @property
    def started(self) -> bool:
        """Tell whether it runs."""
        return self.started_on is not None


@dataclass(frozen=True, slots=True)
class Lateness:
    """How many days after its last day something was done, and how much that matters."""

    days: int
    status: Literal["ON_TIME", "LATE_SOFT", "LATE"]


NOT_STARTED: Final = Clock(None, None)


def clock(rule: Deadline, happened: Mapping[str, date]) -> Clock:
    """Count from the later of the facts; each of them must have happened.

    Calendar days. A last day on a Sunday or a holiday moves to the next that is neither only where
    the rule says so (art. 2963 c.c. is not presumed). A rule of another form is a ValueError.
    """
    when = rule.when
    if not isinstance(when, AfterEvents):
        message = f"{rule.code} does not run from facts"
        raise ValueError(message)  # noqa: TRY004  the rule is of the language, and of another kind
    waiting = tuple(code for code in when.events if code not in happened)
    if waiting:
        return Clock(None, None, waiting)
    started = max(happened[code] for code in when.events)
    due = (
        months_after(started, when.months)
        if when.months
        else started + timedelta(days=when.days or 0)
    )
    return Clock(started, rolled(rule, due))


def lateness(rule: Deadline, due_on: date, done_on: date) -> Lateness:
    """Tell the days of delay: «di norma» is a warning, anything else a breach."""
    days = max(0, (done_on - due_on).days)
    if not days:
        return Lateness(0, "ON_TIME")
    return Lateness(days, "LATE" if rule.hardness == "HARD" else "LATE_SOFT")
