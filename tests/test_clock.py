"""There is one clock: days in Rome, instants in UTC."""

from datetime import UTC, date, datetime

import pytest

from ambiti import clock


def test_the_day_is_the_day_in_rome() -> None:
    with clock.fixed(datetime(2026, 6, 30, 22, 30, tzinfo=UTC)):
        assert clock.today() == date(2026, 7, 1)
        assert clock.now() == datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
    with clock.fixed(datetime(2026, 1, 1, 22, 30, tzinfo=UTC)):
        assert clock.today() == date(2026, 1, 1)


def test_a_bare_day_is_its_noon_and_the_clock_runs_again_afterwards() -> None:
    with clock.fixed(date(2012, 6, 1)):
        with clock.fixed(date(2019, 12, 1)):
            assert clock.today() == date(2019, 12, 1)
        assert clock.today() == date(2012, 6, 1)
        assert clock.now() == datetime(2012, 6, 1, 10, tzinfo=UTC)
    assert abs((clock.now() - datetime.now(UTC)).total_seconds()) < 5


def test_an_instant_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="must say its time zone"):
        clock.fix(datetime(2026, 1, 1))  # noqa: DTZ001  the fault under test
