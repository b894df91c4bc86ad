"""Money at the border: euro with two decimals outside, whole cents inside.

The contract writes a sum as a decimal string («1200000.00»); rows hold bigint cents, because a
numeric cannot use an index under row-level security. Nothing in between is ever a float.
"""

import re
from decimal import Decimal
from typing import Any, Final, NewType

import strawberry
from sqlalchemy import ColumnElement, Numeric, cast, literal_column
from strawberry.schema.types.scalar import DEFAULT_SCALAR_REGISTRY

from ambiti.reading.text import Plain

Euro = NewType("Euro", Decimal)
"""A sum of money, exact to the cent."""

_CENT: Final = literal_column("0.01", Numeric)
_WRITTEN: Final = re.compile(r"-?(0|[1-9][0-9]{0,11})\.[0-9]{2}")


def parsed(given: Any) -> Decimal:
    """Read a sum as it is written; anything else is refused, with what would be right."""
    if not isinstance(given, str) or _WRITTEN.fullmatch(given) is None:
        message = (
            'una somma si scrive in euro con due decimali e il punto, tra virgolette: "1200.50"'
        )
        raise ValueError(message)
    return Decimal(given)


def written(amount: ColumnElement[Any]) -> ColumnElement[str]:
    """Write whole cents as the contract does.

    Times 0.01 a numeric without decimals has two, exactly; to_char takes three times as long.
    """
    return cast(cast(amount, Numeric) * _CENT, Plain)


DEFAULT_SCALAR_REGISTRY[Euro] = strawberry.scalar(
    name="Euro",
    description="Una somma in euro con due decimali e il punto: «1200.50». Mai approssimata.",
    serialize=str,
    parse_value=parsed,
)
"""Known to whoever reads the contract: the schema, and the machine of acts."""
