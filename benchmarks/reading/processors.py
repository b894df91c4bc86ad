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
            seconds = _run(Path(f"/proc/{one.pid}"))
        except OSError:
            continue
        found[one.pid] = seconds - (before or {}).get(one.pid, 0.0)
    return found


def _run(process: Path) -> float:
    """Read what the scheduler counted; ticks are counted for whoever runs when the clock strikes.

    Who sleeps between two requests is seldom the one. Threads that have ended are not counted.
    """
    try:
        threads = [one.read_text(encoding="utf-8") for one in process.glob("task/*/schedstat")]
    except OSError:
        threads = []  # a thread that ended while it was read
    if threads:
        return sum(int(one.split()[0]) for one in threads) / 1e9
    fields = (process / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS
