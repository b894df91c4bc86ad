"""How near a fund is to being lost: what of it is committed and paid, and how long it lasts.

A fund that is shared every year is given again only to who has accounted for a part of what was
given before: 75 per cent in the decrees that share the FNPS. Percentages are of all that the fund
has to spend in the year: assigned in it, and come from the year before.
"""

from dataclasses import replace
from datetime import date
from enum import Enum
from typing import Annotated, Any, Final

import strawberry
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Integer,
    Numeric,
    Select,
    Text,
    case,
    cast,
    func,
    literal_column,
    select,
)

from ambiti.budgets.euro import Euro, written
from ambiti.budgets.funds.tables import budgets
from ambiti.budgets.ledger.totals import fund_totals
from ambiti.budgets.percent import Percent, percentage
from ambiti.reading.binding import Place, value
from ambiti.reading.text import quoted

USUAL: Final = "75"
"""Per cent that is to be paid where the question does not say another."""

_HUNDRED: Final = literal_column("100", Numeric)
_ZERO: Final = literal_column("0", Numeric)
_ONE: Final = literal_column("1", Integer)
_LAST: Final = literal_column("9999", Integer)
"""The last year of the calendar: later ones are no days of PostgreSQL."""


@strawberry.enum(description="Quanto è a rischio un fondo.")
class RiskState(Enum):
    """How much a fund is at risk."""

    NO_MONEY = strawberry.enum_value("NO_MONEY", description="Non ha ancora nulla da spendere.")
    SAFE = strawberry.enum_value("SAFE", description="La soglia è raggiunta.")
    ON_PACE = strawberry.enum_value(
        "ON_PACE", description="Sotto la soglia, ma pagato almeno in proporzione al tempo passato."
    )
    BEHIND = strawberry.enum_value(
        "BEHIND", description="Pagato meno che in proporzione al tempo passato."
    )
    EXPIRED = strawberry.enum_value(
        "EXPIRED", description="Il tempo è finito e la soglia non è raggiunta."
    )


@strawberry.type(
    description="Quanto un fondo è a rischio in un giorno: impegnato, pagato, distanza dalla "
    "soglia e dalla scadenza. Le percentuali sono di tutto ciò che il fondo ha da spendere "
    "nell'anno: l'assegnato, l'avanzo e i residui."
)
class FundRisk:
    """How much a fund is at risk on a day."""

    state: RiskState = value(lambda row: row.c.state, "Quanto è a rischio.")
    disposable: Euro = value(
        lambda row: written(row.c.disposable), "Ciò che ha da spendere: assegnato, avanzo, residui."
    )
    committed: Percent | None = value(
        lambda row: percentage(row.c.committed, row.c.disposable), "Quanto ne è impegnato."
    )
    paid: Percent | None = value(
        lambda row: percentage(row.c.paid, row.c.disposable), "Quanto ne è pagato."
    )
    threshold: Percent = value(
        lambda row: func.to_char(row.c.threshold, quoted("FM990.00")), "Quanto se ne deve pagare."
    )
    missing: Euro = value(lambda row: written(row.c.missing), "Quanto manca di pagato alla soglia.")
    expires_on: date = value(lambda row: row.c.expires_on, "L'ultimo giorno in cui si spende.")
    days_left: int = value(
        lambda row: func.greatest(row.c.expires_on - row.c.day, literal_column("0", Integer)),
        "I giorni che restano.",
    )


Threshold = Annotated[
    Percent | None,
    strawberry.argument(
        description="Quanto si deve aver pagato. Senza, il 75 per cento dei decreti che "
        "ripartiscono il FNPS."
    ),
]


_COUNTED: Final = ("assigned", "avanzo", "residui", "committed", "paid", "residui_paid")


def risk(place: Place, threshold: Any) -> Select[Any]:
    """Tell how much the fund of the row above is at risk."""
    fund, year = place.above, place.also(budgets)
    sums = fund_totals(place, _COUNTED).subquery()
    wanted = cast(quoted(USUAL) if threshold is None else threshold, Numeric)
    has = (sums.c.assigned + sums.c.avanzo + sums.c.residui).label("disposable")
    paid = (sums.c.paid + sums.c.residui_paid).label("paid")
    since, until = (
        cast(func.make_date(func.least(func.coalesce(bound, year.c.year), _LAST), month, day), Date)
        for bound, month, day in (
            (fund.c.first_year, _ONE, _ONE),
            (
                fund.c.last_year,
                literal_column("12", Integer),
                literal_column("31", Integer),
            ),
        )
    )
    made = (
        select(
            has,
            (sums.c.committed + sums.c.residui).label("committed"),
            paid,
            wanted.label("threshold"),
            since.label("since"),
            until.label("expires_on"),
            place.day.label("day"),
        )
        .where(year.c.ambito_id == fund.c.ambito_id, year.c.id == fund.c.budget_id)
        .correlate(fund)
        .subquery()
    )
    return select(
        *made.c,
        _state(made.c).label("state"),
        cast(
            func.greatest(
                func.ceil(made.c.disposable * made.c.threshold / _HUNDRED) - made.c.paid, _ZERO
            ),
            BigInteger,
        ).label("missing"),
    )


def _state(of: Any) -> ColumnElement[str]:
    """Compare what is paid with the threshold, and with the part of it for the time gone by."""
    paid, wanted = of.paid * _HUNDRED, of.disposable * of.threshold
    gone = of.day - of.since + _ONE
    lasts = of.expires_on - of.since + _ONE
    return cast(
        case(
            (of.disposable <= _ZERO, quoted("NO_MONEY")),
            (paid >= wanted, quoted("SAFE")),
            (of.day > of.expires_on, quoted("EXPIRED")),
            (paid * lasts >= wanted * gone, quoted("ON_PACE")),
            else_=quoted("BEHIND"),
        ),
        Text,
    )


def risky(place: Place, threshold: Any) -> Select[Any]:
    """Keep the funds of the open years of the Ambito above that are behind, or were too late."""
    fund, year = place.below, place.also(budgets)
    told = risk(replace(place, above=fund), threshold).subquery()
    late = select(told.c.state).scalar_subquery()
    last = func.coalesce(fund.c.last_year, year.c.year)
    return (
        place.select()
        .join(
            year,
            (year.c.ambito_id == fund.c.ambito_id)
            & (year.c.id == fund.c.budget_id)
            & (year.c.state == quoted("OPEN")),
        )
        .where(fund.c.ambito_id == place.above.c.ambito_id)
        .where(func.cardinality(fund.c.parts) == _ZERO)  # a sum of funds is its parts' risk
        .where(late.in_([quoted("BEHIND"), quoted("EXPIRED")]))
        .order_by(last, year.c.year, fund.c.position, fund.c.code)
    )
