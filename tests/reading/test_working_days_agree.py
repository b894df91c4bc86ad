"""The day on which one works is the same in SQL, day by day, as in the rules."""

import asyncpg
from sqlalchemy import Date, cast, column, func, literal_column, select
from sqlalchemy.dialects.postgresql import JSONB

from ambiti.reading.text import DIALECT, quoted
from ambiti.statute.graph.deadlines import rolled
from ambiti.statute.working_days import working_day

from .conftest import Reading


async def test_sql_moves_a_day_as_the_rules_do(reading: Reading) -> None:
    span = [cast(quoted(day), Date) for day in ("1984-12-01", "2101-12-31")]
    every = func.generate_series(*span, literal_column("interval '1 day'")).table_valued(
        column("day", Date)
    )
    days = every.render_derived("days")
    day = cast(days.c.day, Date)
    rules = select(
        day.label("day"), cast(quoted('{"roll": "NEXT_WORKING_DAY"}'), JSONB).label("details")
    ).subquery("rules")
    statement = select(rules.c.day, rolled(rules, rules.c.day).label("moved"))
    compiled = statement.compile(dialect=DIALECT)
    given = [compiled.params[name] for name in compiled.positiontup or ()]
    connection = await asyncpg.connect(reading.databases.admin)
    try:
        found = await connection.fetch(str(compiled), *given)
    finally:
        await connection.close()

    assert len(found) > 42_000
    assert [row["day"] for row in found if row["moved"] != working_day(row["day"])] == []
    assert sum(row["moved"] != row["day"] for row in found) > 7_000
