"""Percentages at the border: two decimals, between 0.00 and 100.00 when they are given."""

import re
from decimal import Decimal
from typing import Any, Final, NewType

import strawberry
from sqlalchemy import ColumnElement, Integer, Numeric, cast, func, literal_column
from strawberry.schema.types.scalar import DEFAULT_SCALAR_REGISTRY

from ambiti.reading.text import Plain

Percent = NewType("Percent", Decimal)
"""A percentage with two decimals."""

_ONE: Final = literal_column("1", Integer)
_WRITTEN: Final = re.compile(r"(100\.00|[1-9]?[0-9]\.[0-9]{2})")


def percentage(part: ColumnElement[Any], whole: ColumnElement[Any]) -> ColumnElement[str]:
    """Cut to two decimals: 75.00 is said only of what has reached it; null, of nothing."""
    hundred, none = literal_column("100", Numeric), literal_column("0", Numeric)
    share = func.trunc(cast(part, Numeric) * hundred / func.nullif(whole, none), _ONE + _ONE)
    return cast(share, Plain)


def parsed(given: Any) -> Decimal:
    """Read a percentage as it is written; anything else is refused, with what would be right."""
    if not isinstance(given, str) or _WRITTEN.fullmatch(given) is None:
        message = (
            'una percentuale va da 0 a 100, con due decimali e il punto, tra virgolette: "75.00"'
        )
        raise ValueError(message)
    return Decimal(given)


DEFAULT_SCALAR_REGISTRY[Percent] = strawberry.scalar(
    name="Percent",
    description="Una percentuale con due decimali e il punto: «75.00». Troncata, mai arrotondata "
    "in su. Data come argomento va da 0 a 100.",
    serialize=str,
    parse_value=parsed,
)
"""Known to whoever reads the contract: the schema, and the reading machine."""
