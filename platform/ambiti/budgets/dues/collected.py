"""What was collected of quotas that form one budget, in cents."""

from typing import Any

import strawberry
from sqlalchemy import BigInteger, Select, case, cast, func, select

from ambiti.budgets.dues.account import ZERO, owed, settled
from ambiti.budgets.dues.tables import dues
from ambiti.budgets.euro import Euro, written
from ambiti.reading.binding import Place, value


@strawberry.type(description="Ciò che si è raccolto di quanto è dovuto, nel giorno.")
class Collected:
    """What was collected."""

    owed: Euro = value(lambda row: written(row.c.owed), "Quanto si deve a chi raccoglie.")
    received: Euro = value(lambda row: written(row.c.received), "Quanto ne è stato ricevuto.")
    own: Euro = value(
        lambda row: written(row.c.own), "La quota di chi raccoglie: un impegno interno."
    )
    total: Euro = value(
        lambda row: written(row.c.received + row.c.own), "Quanto c'è: ricevuto e quota propria."
    )


def collected(place: Place) -> Select[Any]:
    """Sum what the obligation above brought in."""
    due, above = place.also(dues), place.above
    each = (
        select(
            due.c.internal,
            owed(place, due).label("owed"),
            settled(place, due).label("settled"),
        )
        .where(due.c.ambito_id == above.c.ambito_id, due.c.obligation_id == above.c.id)
        .where(due.c.entered_on <= place.day)
        .correlate(above)
        .subquery()
    )

    def total(condition: Any, amount: Any) -> Any:
        found = func.sum(case((condition, amount), else_=ZERO))
        return cast(func.coalesce(found, ZERO), BigInteger)

    return select(
        total(~each.c.internal, each.c.owed).label("owed"),
        total(~each.c.internal, each.c.settled).label("received"),
        total(each.c.internal, each.c.owed).label("own"),
    )
