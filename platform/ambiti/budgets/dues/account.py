"""How a due stands on a day, worked out of its entries up to that day: all sums in cents."""

from datetime import date
from typing import Any, Final

import strawberry
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Integer,
    Numeric,
    Select,
    and_,
    case,
    cast,
    func,
    literal_column,
    null,
    or_,
    select,
)

from ambiti.budgets.dues.kinds import DueStatus, Firmness
from ambiti.budgets.dues.tables import due_entries
from ambiti.budgets.euro import Euro, written
from ambiti.reading.binding import Place, column, value
from ambiti.reading.text import quoted

ZERO: Final = literal_column("0", BigInteger)
_NO_DAYS: Final = literal_column("0", Integer)
_OWED: Final = ("OWED", "ADJUSTED", "VOIDED")
_SETTLED: Final = ("SETTLED", "RETURNED", "CARRIED")


@strawberry.type(description="Com'è un debito nel giorno: quanto, quanto pagato, se in ritardo.")
class DueAccount:
    """How a due stands on a day."""

    amount: Euro = value(lambda row: written(row.c.amount), "La somma dovuta.")
    gross: Euro | None = value(
        lambda row: written(row.c.gross),
        "La somma con l'IVA, se il testo la conta senza e l'aliquota è stata detta.",
    )
    firmness: Firmness | None = column("Se è una stima.")
    settled: Euro = value(lambda row: written(row.c.settled), "Quanto è pagato.")
    left: Euro = value(lambda row: written(row.c.left_over), "Quanto resta da pagare.")
    credit: Euro = value(
        lambda row: written(func.greatest(row.c.settled - row.c.amount, ZERO)),
        "Quanto è pagato in più: è un credito.",
    )
    settled_on: date | None = column("Il giorno da cui è pagato per intero.")
    status: DueStatus = column("Se è in ritardo.")
    days_late: int = column("Di quanti giorni è in ritardo.")


def _entered(place: Place, due: Any, kinds: tuple[str, ...], key: str) -> ColumnElement[Any]:
    """Sum the entries of the due that a row is, or names, up to the day that is read."""
    entry = place.also(due_entries)
    total = func.coalesce(func.sum(entry.c.cents), ZERO)
    return (
        select(cast(total, BigInteger))
        .where(entry.c.ambito_id == due.c.ambito_id, entry.c.due_id == due.c[key])
        .where(entry.c.kind.in_([quoted(one) for one in kinds]), entry.c.entered_on <= place.day)
        .correlate(due)
        .scalar_subquery()
    )


def owed(place: Place, due: Any, key: str = "id") -> ColumnElement[Any]:
    """Tell what is owed on the day, of a due or of a row that names one."""
    return _entered(place, due, _OWED, key)


def settled(place: Place, due: Any, key: str = "id") -> ColumnElement[Any]:
    """Tell what is settled on the day, of a due or of a row that names one."""
    return _entered(place, due, _SETTLED, key)


def account(place: Place) -> Select[Any]:
    """Make the figures of the due above."""
    due = place.above
    sums = (
        select(
            owed(place, due).label("amount"),
            settled(place, due).label("settled"),
            _firmness(place, due).label("firmness"),
        )
        .correlate(due)
        .subquery()
    )
    whole = (
        select(sums, _settled_on(place, due, sums.c.amount).label("settled_on"))
        .correlate(due)
        .subquery()
    )
    paid = or_(due.c.internal, whole.c.settled >= whole.c.amount)
    done = case((paid, func.coalesce(whole.c.settled_on, due.c.due_on)), else_=place.day)
    late = func.greatest(cast(done - due.c.due_on, Integer), _NO_DAYS)
    rate = cast(due.c.vat_rate, Numeric)
    one, hundred = literal_column("1", Numeric), literal_column("100", Numeric)
    gross = func.round(cast(whole.c.amount, Numeric) * (one + rate / hundred))
    return select(
        whole.c.amount,
        cast(gross, BigInteger).label("gross"),
        whole.c.firmness,
        whole.c.settled,
        case((paid, ZERO), else_=whole.c.amount - whole.c.settled).label("left_over"),
        case((paid, whole.c.settled_on), else_=cast(null(), Date)).label("settled_on"),
        _status(due, paid, late).label("status"),
        func.coalesce(late, _NO_DAYS, type_=Integer).label("days_late"),
    )


def _status(due: Any, paid: ColumnElement[bool], late: ColumnElement[Any]) -> ColumnElement[str]:
    soft = due.c.hardness.is_distinct_from(quoted("HARD"))
    return case(
        (and_(due.c.due_on.is_(None), ~paid), quoted("NOT_STARTED")),
        (and_(late > _NO_DAYS, soft), quoted("LATE_SOFT")),
        (late > _NO_DAYS, quoted("LATE")),
        (paid, quoted("ON_TIME")),
        else_=quoted("NOT_DUE"),
    )


def _firmness(place: Place, due: Any) -> ColumnElement[Any]:
    """Tell whether the last word on what is owed was final."""
    entry = place.also(due_entries)
    return (
        select(entry.c.firmness)
        .where(entry.c.ambito_id == due.c.ambito_id, entry.c.due_id == due.c.id)
        .where(entry.c.firmness.is_not(None), entry.c.entered_on <= place.day)
        .order_by(entry.c.entered_on.desc(), entry.c.recorded_at.desc(), entry.c.id.desc())
        .limit(literal_column("1", Integer))
        .correlate(due)
        .scalar_subquery()
    )


def _settled_on(place: Place, due: Any, amount: Any) -> ColumnElement[Any]:
    """Find the first day from which on, and not only on which, the whole was settled."""
    entry = place.also(due_entries)
    days = (
        select(entry.c.entered_on, func.sum(entry.c.cents).label("cents"))
        .where(entry.c.ambito_id == due.c.ambito_id, entry.c.due_id == due.c.id)
        .where(entry.c.kind.in_([quoted(one) for one in _SETTLED]), entry.c.entered_on <= place.day)
        .group_by(entry.c.entered_on)
        .correlate(due)
        .subquery()
    )
    held = func.sum(days.c.cents).over(order_by=days.c.entered_on).label("held")
    run = select(days.c.entered_on, held).correlate(due).subquery()
    least = func.min(run.c.held).over(order_by=run.c.entered_on.desc()).label("least")
    from_then = select(run.c.entered_on, least).correlate(due).subquery()
    return (
        select(func.min(from_then.c.entered_on, type_=Date))
        .where(from_then.c.least >= amount)
        .scalar_subquery()
    )
