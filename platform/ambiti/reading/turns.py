"""Turns: what is made of a new document holds the server, so one is made at a time.

After each the others have twice as long as it took: however many new documents come at once, they
leave a part of the server to acts and to documents that are known.
"""

import asyncio
from typing import Final, Self

TO_OTHERS: Final = 2.0


class Turns:
    """Lets one in at a time, in the order in which they come, with time for others between."""

    def __init__(self) -> None:
        """Start with nobody in."""
        self._held = asyncio.Lock()
        self._since = 0.0

    async def __aenter__(self) -> Self:
        """Wait for one's turn."""
        await self._held.acquire()
        self._since = asyncio.get_running_loop().time()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Let the next one in, once the others have had their time."""
        loop = asyncio.get_running_loop()
        took = loop.time() - self._since
        loop.call_later(TO_OTHERS * took, self._held.release)
