"""How something that is owed stands on a day: until when, whether it is done, how late."""

from datetime import date
from typing import Any

import strawberry
from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Select,
    case,
    cast,
    func,
    literal_column,
    null,
    select,
)

from ambiti.reading.binding import Place, value
from ambiti.reading.text import quoted

_ZERO = literal_column("0", Integer)


@strawberry.type(description="A che punto è, nel giorno, ciò che è dovuto.")
class DueStanding:
    """What is owed, as it stands on a day."""

    status: str = value(
        lambda row: row.c.status,
        "OPEN, OVERDUE, oppure com'è finito: CLOSED, ANSWERED, GRANTED, REFUSED, o SILENT, se "
        "tacere è rifiutare.",
    )
    due_on: date | None = value(lambda row: row.c.due_on, "Entro quando; nulla se non è detto.")
    done_on: date | None = value(lambda row: row.c.done_on, "Quando è stato fatto.")
    elapsed_days: int = value(lambda row: row.c.elapsed_days, "Giorni trascorsi fino ad allora.")
    overdue_days: int | None = value(
        lambda row: row.c.overdue_days, "Giorni di ritardo; nulla se non c'è un termine."
    )


def standing(  # noqa: PLR0913  each by its name
    place: Place,
    *,
    began: Any,
    due: ColumnElement[Any],
    done: Any,
    ended: ColumnElement[str],
    lapsed: str = "OVERDUE",
) -> Select[Any]:
    """Make how the row above stands on the day; ``ended`` says how what was done came out."""
    by_now = case((done <= place.day, done), else_=cast(null(), Date))
    until = func.coalesce(by_now, place.day)
    status = case(
        (by_now.is_not(None), ended),
        (due < place.day, quoted(lapsed)),
        else_=quoted("OPEN"),
    )
    return select(
        status.label("status"),
        due.label("due_on"),
        by_now.label("done_on"),
        func.greatest(until - began, _ZERO).label("elapsed_days"),
        case((due.is_not(None), func.greatest(until - due, _ZERO))).label("overdue_days"),
    )
