"""Whole numbers as ranges: where a grant holds, as PostgreSQL finds a number in it soonest.

A list is read from its beginning for each row; an int4multirange is searched by halves, and the
tenants of a whole Regione, which are numbered one after the other, are few ranges.
"""

from functools import cached_property, lru_cache
from typing import Any, Final

from sqlalchemy.types import UserDefinedType

_KEPT: Final = 2000


class Ranges(tuple[tuple[int, int], ...]):  # noqa: SLOT001 - it keeps its text
    """Pairs of a first number and the one after the last, in order."""

    @cached_property
    def written(self) -> str:
        """Write them as PostgreSQL does."""
        return "{" + ",".join(f"[{first},{after})" for first, after in self) + "}"

    def __str__(self) -> str:
        """Write them, for libpq; asyncpg takes the pairs."""
        return self.written


class Multirange(UserDefinedType[Any]):
    """int4multirange, whose values are ``Ranges``."""

    cache_ok = True
    render_bind_cast = True

    def get_col_spec(self, **_given: Any) -> str:
        """Name the type in SQL."""
        return "int4multirange"


@lru_cache(_KEPT)
def ranges(numbers: tuple[int, ...]) -> Ranges:
    """Give numbers as ranges, neighbours as one."""
    found: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        first = found.pop()[0] if found and found[-1][1] == number else number
        found.append((first, number + 1))
    return Ranges(found)
