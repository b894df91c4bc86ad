"""How long a role is held: its last day, and what remains afterwards until a successor."""

from dataclasses import dataclass
from datetime import date, timedelta

from ambiti.statute.language.appointments import MonthsInRole
from ambiti.statute.language.roles import Role
from ambiti.statute.periods import END, months_after


@dataclass(frozen=True, slots=True)
class Held:
    """The term of a role from a day: its last day, the first day without it, what powers remain."""

    since: date
    last: date | None
    until: date
    powers: str | None


def term_of(role: Role, since: date) -> Held:
    """A term of months ends the day before the anniversary; with prorogatio the role goes on."""
    rule, day = role.term, since
    last = None
    if isinstance(rule, MonthsInRole) and rule.valid.period.covers(day):
        last = months_after(since, rule.months) - timedelta(days=1)
    stays = role.prorogatio is not None and role.prorogatio.valid.period.covers(day)
    until = END if last is None or stays else last + timedelta(days=1)
    powers = role.prorogatio.powers if stays and role.prorogatio and last else None
    return Held(since, last, until, powers)
