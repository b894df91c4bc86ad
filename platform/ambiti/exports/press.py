"""The press: what is long to write is written by a program of its own, which gives its memory back.

Writing a workbook or a PDF keeps a processor busy for seconds and takes hundreds of MB; in this
process it would hold up whoever else is served. There is one such program at a time, and it is
ended when nobody waits for it any more.
"""

import asyncio
import sys
from pathlib import Path


class PressFailed(Exception):  # noqa: N818 - says what happened
    """The program did not write anything, and why."""


class Press:
    """Runs one program at a time. One per process."""

    def __init__(self) -> None:
        """Stand ready."""
        self._turn = asyncio.Lock()

    async def written(self, program: Path, given: bytes) -> bytes:
        """Give what a program writes of what it is given."""
        async with self._turn:
            running = await asyncio.create_subprocess_exec(
                sys.executable,
                "-I",
                str(program),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
            )
            try:
                made, said = await running.communicate(given)
            finally:
                if running.returncode is None:
                    running.kill()
                    await running.wait()
        if running.returncode != 0:
            raise PressFailed(said.decode(errors="replace")[-2000:])
        return made
