"""The program that reads a report and writes it as XLSX, and ends."""

import pickle
import sys
from pathlib import Path


def main() -> None:
    """Write what standard input holds: a report, as the process that started this one keeps it."""
    sys.path.insert(0, str(Path(__file__).parents[2]))
    from ambiti.exports.sheets import xlsx_of

    report = pickle.load(sys.stdin.buffer)  # noqa: S301 - given by our own process, and by no other
    sys.stdout.buffer.write(xlsx_of(report))


if __name__ == "__main__":
    main()
