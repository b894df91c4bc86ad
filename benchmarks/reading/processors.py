"""How much processor the server and PostgreSQL use."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import psutil

_TICKS: Final = os.sysconf("SC_CLK_TCK")


def backends(data: Path) -> list[psutil.Process]:
    """Give the processes of the PostgreSQL that keeps its data here."""
    pid = int((data / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)[0])
    postmaster = psutil.Process(pid)
    return [postmaster, *postmaster.children(recursive=True)]


def used(
    processes: Sequence[psutil.Process], before: Mapping[int, float] | None = None
) -> dict[int, float]:
    """Tell the seconds of processor that each process has used, or has used since."""
    found = {}
    for one in processes:
        try:
            line = Path(f"/proc/{one.pid}/stat").read_text(encoding="utf-8")
        except OSError:
            continue
        fields = line.rpartition(")")[2].split()
        seconds = (int(fields[11]) + int(fields[12])) / _TICKS
        found[one.pid] = seconds - (before or {}).get(one.pid, 0.0)
    return found
