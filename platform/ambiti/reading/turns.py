"""Turns: what is made of a new document holds the server, so one is made at a time.

The loop serves the others between two of them: however many new documents come at once, a statement
of an act waits for one of them and not for all.
"""

import asyncio
from typing import Self


class Turns:
    """Lets one in at a time, in the order in which they come, and the others before each."""

    def __init__(self) -> None:
        """Start with nobody in."""
        self._held = asyncio.Lock()

    async def __aenter__(self) -> Self:
        """Wait for one's turn, and let the others be served first."""
        await self._held.acquire()
        try:
            await asyncio.sleep(0)
        except BaseException:
            self._held.release()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        """Let the next one in."""
        self._held.release()
