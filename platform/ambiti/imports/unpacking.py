"""The program that reads a workbook which anyone may have made, and tells its rows, and ends."""

import contextlib
import json
import resource
import sys
from pathlib import Path
from typing import Final

MEMORY: Final = 1024 * 2**20
SECONDS: Final = 60


def main() -> None:
    """Read standard input: a line with the most rows that there may be, and the workbook."""
    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))
    sys.path.insert(0, str(Path(__file__).parents[2]))
    from ambiti.imports.sheet import Unreadable
    from ambiti.imports.workbooks import xlsx_lines

    most = int(sys.stdin.buffer.readline())
    try:
        lines = xlsx_lines(sys.stdin.buffer.read(), most)
        told: dict[str, object] = {"lines": [[one.number, one.cells] for one in lines]}
    except Unreadable as error:
        told = {"unreadable": [error.code, error.message]}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
