"""The position of each party: what it gave, received, owes and is owed on a day, in cents.

A due is on two positions, of whoever owes it and of whoever is owed; so all of them together come
to nothing. What was paid beyond what was owed is owed back.
"""

from typing import Annotated, Any

import strawberry
from sqlalchemy import BigInteger, ColumnElement, Select, and_, case, cast, func, select

from ambiti.budgets.dues.account import ZERO, owed, settled
from ambiti.budgets.dues.tables import due_sides, dues
from ambiti.budgets.euro import Euro, written
from ambiti.reading.binding import Place, rows, value
from ambiti.reading.text import quoted
from ambiti.territory.graph.comuni import Comune

_PARTY = ("party_code", "party_name", "istat_code", "fund_code")


@strawberry.type(description="La posizione di un ente in un anno e per un fondo, nel giorno.")
class Position:
    """What a party gave, received, owes and is owed."""

    code: str = value(lambda row: row.c.party_code, "Codice ISTAT, o codice dell'ente o fondo.")
    name: str = value(lambda row: row.c.party_name, "L'ente.")
    fund: str | None = value(lambda row: row.c.fund_code, "Il fondo; nulla, se di nessuno.")
    gave: Euro = value(lambda row: written(row.c.gave), "Quanto ha dato, meno ciò che gli è reso.")
    received: Euro = value(
        lambda row: written(row.c.received), "Quanto ha ricevuto, meno ciò che ha reso."
    )
    owes: Euro = value(lambda row: written(row.c.owes), "Quanto deve ancora.")
    owed: Euro = value(lambda row: written(row.c.owed), "Quanto gli si deve ancora.")
    overdue: Euro = value(lambda row: written(row.c.overdue), "Quanto deve, ed è scaduto.")
    balance: Euro = value(
        lambda row: written(row.c.owed - row.c.owes), "Quanto gli si deve meno quanto deve."
    )

    @rows(Comune | None, "Il comune, se l'ente è uno.")
    def comune(self: Place) -> Select[Any]:
        return self.select().where(self.below.c.istat_code == self.above.c.istat_code)


@strawberry.type(
    description="Le posizioni dell'anno messe insieme: ciò che uno dà un altro riceve."
)
class Reconciliation:
    """All positions of a year together."""

    gave: Euro = value(lambda row: written(row.c.gave), "Quanto è stato dato.")
    received: Euro = value(lambda row: written(row.c.received), "Quanto è stato ricevuto.")
    owes: Euro = value(lambda row: written(row.c.owes), "Quanto si deve ancora.")
    owed: Euro = value(lambda row: written(row.c.owed), "Quanto è dovuto ancora.")
    overdue: Euro = value(lambda row: written(row.c.overdue), "Quanto si deve, ed è scaduto.")
    balance: Euro = value(
        lambda row: written(row.c.owed - row.c.owes),
        "La differenza: zero, per chi può vedere tutte le posizioni.",
    )


OfYear = Annotated[int, strawberry.argument(description="L'anno di spesa.")]
OfParty = Annotated[str | None, strawberry.argument(description="Solo di questo ente: codice.")]
OfFund = Annotated[str | None, strawberry.argument(description="Solo di questo fondo: codice.")]


def _sides(place: Place, year: Any) -> Any:
    """Make both sides of each due of a year, with what is owed and settled on the day."""
    side, due = place.also(due_sides), place.also(dues)
    due_on = (
        select(due.c.due_on)
        .where(due.c.ambito_id == side.c.ambito_id, due.c.id == side.c.due_id)
        .correlate(side)
        .scalar_subquery()
    )
    return (
        select(
            *(side.c[name] for name in ("side", *_PARTY)),
            due_on.label("due_on"),
            owed(place, side, "due_id").label("amount"),
            settled(place, side, "due_id").label("settled"),
        )
        .where(side.c.ambito_id == place.above.c.ambito_id, side.c.year == year)
        .where(side.c.entered_on <= place.day)
        .correlate(place.above)
    )


def _sums(place: Place, each: Any) -> list[Any]:
    pays = each.c.side == quoted("DEBTOR")
    left = func.greatest(each.c.amount - each.c.settled, ZERO)
    credit = func.greatest(each.c.settled - each.c.amount, ZERO)

    def total(name: str, amount: ColumnElement[Any]) -> Any:
        return cast(func.coalesce(func.sum(amount), ZERO), BigInteger).label(name)

    return [
        total("gave", case((pays, each.c.settled), else_=ZERO)),
        total("received", case((pays, ZERO), else_=each.c.settled)),
        total("owes", case((pays, left), else_=credit)),
        total("owed", case((pays, credit), else_=left)),
        total("overdue", case((and_(pays, each.c.due_on < place.day), left), else_=ZERO)),
    ]


@strawberry.type
class AmbitoPositions:
    """The positions of the parties of an Ambito."""

    @rows(list[Position], "La posizione di ciascuno nell'anno, per nome.", made=True, expect=20)
    def positions(
        self: Place, year: OfYear, party: OfParty = None, fund: OfFund = None
    ) -> Select[Any]:
        found = _sides(self, year)
        each = found.subquery()
        chosen = select(*(each.c[name] for name in _PARTY), *_sums(self, each))
        if party is not None:
            chosen = chosen.where(each.c.party_code == party)
        if fund is not None:
            chosen = chosen.where(each.c.fund_code == fund)
        keys = [each.c[name] for name in _PARTY]
        return chosen.group_by(*keys).order_by(
            each.c.party_name, each.c.party_code, each.c.fund_code.nulls_first()
        )

    @rows(Reconciliation, "Le posizioni dell'anno messe insieme.", made=True)
    def reconciliation(self: Place, year: OfYear) -> Select[Any]:
        each = _sides(self, year).subquery()
        return select(*_sums(self, each))
