"""Run a statement of SQLAlchemy Core on the driver itself, within SQLAlchemy's own transaction.

SQLAlchemy writes the SQL once for each shape of statement; asyncpg runs it and gives its records.
An act runs some twenty statements: what SQLAlchemy does around each costs more than each does.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

import asyncpg
from sqlalchemy import ARRAY, ClauseElement, Executable, Numeric
from sqlalchemy.dialects.postgresql.asyncpg import dialect
from sqlalchemy.engine.interfaces import CompiledCacheType
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine
from sqlalchemy.util import LRUCache

Row = Mapping[str, Any]
"""A record: what each column holds, by its name."""
_DIALECT: Final = dialect()  # type: ignore[no-untyped-call]
_KEPT: Final = 1000
_CUT: Final = (asyncpg.PostgresError, asyncpg.InterfaceError, OSError)
Process = Callable[[Any], Any]


def _as_it_comes(kind: TypeEngine[Any]) -> bool:
    """Tell what the driver gives as it is wanted: Decimal for numeric, a list for an array."""
    if isinstance(kind, ARRAY):
        item = kind.item_type
        plain = item._cached_result_processor(_DIALECT, None) is None  # noqa: SLF001
        return not kind.as_tuple and (plain or isinstance(item, Numeric))
    return isinstance(kind, Numeric)


@dataclass(frozen=True, slots=True)
class Shape:
    """A statement as it is sent, whatever its values."""

    sql: str
    names: tuple[str, ...]
    """The parameters, in the order in which the driver takes them."""
    into: Mapping[str, Process]
    """What makes a value one of the driver's, by parameter."""
    out: tuple[tuple[str, Process], ...]
    """What makes a value of the driver's ours, by column."""

    @classmethod
    def of(cls, written: SQLCompiler) -> "Shape":
        """Read what SQLAlchemy wrote."""
        out = (
            (column.keyname, column.type._cached_result_processor(_DIALECT, None))  # noqa: SLF001
            for column in written._result_columns  # noqa: SLF001
            if not _as_it_comes(column.type)
        )
        return cls(
            str(written),
            tuple(written.positiontup or ()),
            cast("Mapping[str, Process]", written._bind_processors),  # noqa: SLF001
            tuple((name, process) for name, process in out if process is not None),
        )

    def arguments(self, values: Mapping[str, Any]) -> Iterator[Any]:
        """Give the values in their order, as the driver takes them."""
        for name in self.names:
            process = self.into.get(name)
            yield values[name] if process is None else process(values[name])

    async def run(self, connection: AsyncConnection, values: Mapping[str, Any]) -> list[Row]:
        """Run it in the transaction that is open."""
        found = await fetched(connection, self.sql, *self.arguments(values))
        return [self._ours(one) for one in found] if self.out else found

    def _ours(self, record: Row) -> Row:
        row = dict(record)
        for name, process in self.out:
            row[name] = process(row[name])
        return row


async def fetched(connection: AsyncConnection, sql: str, *arguments: Any) -> list[Row]:
    """Run SQL as it is in the transaction that is open; a connection that was cut is given up."""
    driver = _driver(connection)
    try:
        found: list[Row] = await driver.fetch(sql, *arguments)
    except _CUT as error:
        await _lost(connection, driver, error)
        raise
    return found


class Driver(asyncpg.Connection):  # type: ignore[misc]  # asyncpg tells no types
    """A connection that confines a transaction in the very message that begins it."""

    confined: str | None = None
    """What confines the next transaction, in SQL."""

    async def execute(self, query: str, *args: Any, timeout: float | None = None) -> str:  # noqa: ASYNC109  asyncpg's own signature
        """Run SQL; what begins a transaction goes together with what confines it."""
        if self.confined is not None:
            assert query.casefold().startswith("begin")  # noqa: S101  nothing else is run in between
            query = f"{query} {self.confined}"
        told: str = await super().execute(query, *args, timeout=timeout)
        return told


async def begun(connection: AsyncConnection, confined: str) -> None:
    """Begin the transaction of a connection together with the SQL that confines it."""
    held = connection.sync_connection
    assert held is not None  # noqa: S101  it was opened
    adapted: Any = held.connection.dbapi_connection
    driver: Any = held.connection.driver_connection
    driver.confined = confined
    try:
        await adapted._start_transaction()  # noqa: SLF001  else SQLAlchemy's first statement does
    except Exception as error:
        await _lost(connection, driver, error)
        raise
    finally:
        driver.confined = None


async def _lost(connection: AsyncConnection, driver: Any, error: Exception) -> None:
    """Give up a connection that was cut, and say so; otherwise it goes on."""
    if driver.is_closed():
        await connection.invalidate()
        message = f"the connection was cut: {type(error).__name__}"
        raise ConnectionResetError(message) from error


def _driver(connection: AsyncConnection) -> Any:
    held = connection.sync_connection
    assert held is not None  # noqa: S101  it was opened
    driver: Any = held.connection.driver_connection
    assert driver.is_in_transaction()  # noqa: S101  it was begun, or SQLAlchemy did with its own
    return driver


_compiled: Final[CompiledCacheType] = LRUCache(_KEPT)
_shapes: Final[LRUCache[int, tuple[SQLCompiler, Shape]]] = LRUCache(_KEPT)


async def rows(connection: AsyncConnection, statement: Executable) -> list[Row]:
    """Run a statement and give its records; none where it returns nothing.

    One whose SQL is written anew for its values (a list to be ``in``) goes SQLAlchemy's way.
    """
    element = cast("ClauseElement", statement)
    written, extracted, *_ = element._compile_w_cache(  # noqa: SLF001  what an engine calls
        _DIALECT, compiled_cache=_compiled, column_keys=[]
    )
    assert isinstance(written, SQLCompiler)  # noqa: S101
    if written.post_compile_params or written.literal_execute_params:
        result = await connection.execute(statement)
        return [dict(one) for one in result.mappings()] if result.returns_rows else []
    known = _shapes.get(id(written))
    if known is None or known[0] is not written:
        known = written, Shape.of(written)
        _shapes[id(written)] = known
    values = written.construct_params(extracted_parameters=extracted)
    return await known[1].run(connection, values)


class Kept:
    """A statement that is always the same but for its parameters: written once."""

    __slots__ = ("_constants", "_shape", "_statement")

    def __init__(self, statement: ClauseElement) -> None:
        """Take the statement; its values are named by ``bindparam``, or by ``:name`` in text."""
        self._statement = statement
        self._shape: Shape | None = None
        self._constants: Mapping[str, Any] = {}

    async def rows(self, connection: AsyncConnection, **values: Any) -> list[Row]:
        """Run it with these values."""
        return await self._written().run(connection, {**self._constants, **values})

    async def each(self, connection: AsyncConnection, given: Iterable[Mapping[str, Any]]) -> None:
        """Run it once for each of these values, in one round trip; what it returns is not read."""
        shape = self._written()
        arguments = [tuple(shape.arguments({**self._constants, **one})) for one in given]
        driver = _driver(connection)
        try:
            await driver.executemany(shape.sql, arguments)
        except _CUT as error:
            await _lost(connection, driver, error)
            raise

    def _written(self) -> Shape:
        if self._shape is None:
            written = self._statement.compile(dialect=_DIALECT)
            assert isinstance(written, SQLCompiler)  # noqa: S101
            self._constants = written.params
            self._shape = Shape.of(written)
        return self._shape
