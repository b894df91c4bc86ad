"""Reading all that an export says, as whoever asks for it and at one moment of the data."""

from collections.abc import Callable
from typing import Any, Final

import orjson

from ambiti.exports.published import AFTER, FIRST, MORE, Data, Published, Said
from ambiti.exports.report import Report, Row
from ambiti.reading.call import Call
from ambiti.reading.documents import Operation
from ambiti.reading.machine import Answer, Machine
from ambiti.reading.pool import ReadPool
from ambiti.reading.refusal import ReadRefused, Unavailable

TRIES: Final = 3
"""How often an export begins again because the data changed between two of its pages."""
LONGEST_PAGE: Final = 100
"""The longest page that is asked for: longer ones are not read any sooner."""
TOO_LONG: Final = "EXPORT_TOO_LONG"


class Withheld(Exception):  # noqa: N818 - an answer, not an error
    """Whoever asks may not see what the export is of, in any Ambito."""

    def __init__(self, kinds: frozenset[str]) -> None:
        """Name the kinds."""
        super().__init__(", ".join(sorted(kinds)))


class Gathering:
    """Asks the reading machine, page after page."""

    def __init__(self, machine: Machine, pool: Callable[[], ReadPool], page: int) -> None:
        """Take the machine and the length of a page."""
        self._machine = machine
        self._pool = pool
        self._page = page

    async def report(
        self, published: Published, operation: Operation, given: Data, call: Call, most: int
    ) -> Report:
        """Give the whole report, of one version of the data; longer than ``most`` is refused."""
        for _ in range(TRIES):
            found = await self._whole(published, operation, given, call, most)
            if found is not None:
                report = published.lay(*found)
                if report.size > most:
                    raise _too_long(most)
                return report
        message = "the data kept changing while it was exported"
        raise Unavailable(message)

    async def _whole(
        self, published: Published, operation: Operation, given: Data, call: Call, most: int
    ) -> tuple[Data, list[Row], Said] | None:
        """Read every page, or give None where the data changed between two of them."""
        pages, rows = published.pages, list[Row]()
        asked = given if pages is None else {**given, FIRST: self._page}
        answer = await self._read(operation, asked, call)
        if missing := published.needs.intersection(answer.withheld):
            raise Withheld(missing)
        whole: Any = orjson.loads(answer.data)
        data, version = whole, answer.version
        while pages is not None and (found := pages.of(data)) is not None:
            rows += [pages.row(edge["node"]) for edge in found["edges"]]
            if not found["pageInfo"]["hasNextPage"]:
                break
            if len(rows) >= most:
                raise _too_long(most)
            following = {**asked, AFTER: found["pageInfo"]["endCursor"], MORE: True}
            answer = await self._read(operation, following, call)
            if answer.version != version:
                return None
            data = orjson.loads(answer.data)
        return whole, rows, Said(call.day, given, answer.withheld)

    async def _read(self, operation: Operation, given: Data, call: Call) -> Answer:
        question = await self._machine.question(operation, given, call, versioned=True)
        return await self._machine.read(question, call, self._pool())


def _too_long(most: int) -> ReadRefused:
    message = f"L'esportazione ha più di {most} righe, che è il limite per questo formato."
    return ReadRefused(
        TOO_LONG, f"{message} Chiedere csv o xlsx se era pdf, oppure meno righe (p.es. kind)."
    )
