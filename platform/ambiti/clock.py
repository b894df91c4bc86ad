"""The only clock: days are those of Europe/Rome, instants are UTC."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

ROME = ZoneInfo("Europe/Rome")

_fixed: datetime | None = None


def now() -> datetime:
    """Tell the present instant, in UTC."""
    return _fixed or datetime.now(UTC)


def today() -> date:
    """Tell the present day in Italy, which is not always the day in UTC."""
    return now().astimezone(ROME).date()


def fix(moment: datetime | date | None) -> None:
    """Hold the clock of this process at a moment, or let it run again (None). Meant for tests.

    A bare day means noon of that day in Italy. An instant must say its time zone.
    """
    global _fixed  # noqa: PLW0603  one clock per process is the point of this module
    if moment is None:
        _fixed = None
        return
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time(12), tzinfo=ROME)
    if moment.tzinfo is None:
        message = f"the instant {moment.isoformat()} must say its time zone"
        raise ValueError(message)
    _fixed = moment.astimezone(UTC)


@contextmanager
def fixed(moment: datetime | date) -> Iterator[None]:
    """Hold the clock at a moment inside the block, and give back what was before."""
    before = _fixed
    fix(moment)
    try:
        yield
    finally:
        fix(before)
