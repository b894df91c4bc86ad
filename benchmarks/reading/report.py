"""The figures as tables, beside what they should be."""

import os
import platform
import re
import shutil
import statistics
import subprocess
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from reading.shapes import SHAPES

BUSY: Final = 32
OF_LIMIT: Final = {
    "S1": 0.70,
    "S2": 0.85,
    "S3": 0.90,
    "S4": 0.90,
    "S5": 0.85,
    "S6": 0.90,
    "S7": 0.90,
}
OF_POSTGRAPHILE: Final = {
    "S1": 2.5,
    "S2": 3.0,
    "S3": 3.0,
    "S4": 2.5,
    "S5": 3.0,
    "S6": 4.0,
    "S7": 2.5,
}
SIGHT_MS: Final = 20.0
GROWTH: Final = 0.10

Cells = Sequence[Mapping[str, Any]]
Found = Mapping[str, Any]


def written(found: Found) -> str:
    """Write RESULTS.md."""
    parts = [_head(found), _rates(found), _latencies(found), _processors(found)]
    parts += [_sights(found), _flat(found), profile(found["profile"])]
    written = "\n".join(part for part in parts if part)
    return re.sub(r"\n{3,}", "\n\n", written).rstrip() + "\n"


def _head(found: Found) -> str:
    shapes = "\n".join(f"- **{one.name}**: {one.about}" for one in SHAPES)
    parts = ["# What reading costs, measured", _made(found), shapes, _who(), _where(found)]
    return "\n\n".join(parts) + "\n"


def _paragraph(text: str) -> str:
    return textwrap.fill(" ".join(text.split()), 120, break_on_hyphens=False)


def _made(found: Found) -> str:
    return _paragraph(f"""
        `make bench` builds {found["tenants"]} Ambiti, lets the servers answer the same
        questions, sees that their answers are equal, and measures them in alternation:
        {found["rounds"]} rounds of {found["seconds"]:g} s per cell, after a second that does not
        count. Medians, with the least and the most of the rounds in brackets.""")


def _who() -> str:
    return _paragraph(f"""
        The **product** is `ambiti serve` with one worker, asked with tokens: the portal of a
        Regione asks S1, S2, S4 and S7, who is responsible for the office of each Ambito the
        others. The
        **limit** is SQL written by hand for each question, the best that was found, planned
        once as the product's is, behind a bare Starlette application on the same server of HTTP,
        with the same login, the same way to the database and the same settings of row-level
        security, but without tokens, documents and permissions. The **dataloaders** are Strawberry
        with SQLAlchemy and asyncpg as its documentation shows: its own view, a loader for each
        relation made anew for each request, parsed and validated documents kept, and one
        transaction for each request with the same login and the same settings, but without
        tokens and permissions. **PostGraphile** 5 has
        views made for these questions, the same login and the same settings. Each is one
        process with eight connections. What is asked about changes with each request ({_ASKED}).
        The load comes from a process of its own on the same processors, and takes its share of
        them.""")


def _where(found: Found) -> str:
    shares = [cell["others"] for cell in found["cells"]]
    return _paragraph(f"""
        {_machine()}, PostgreSQL {found["postgresql"].split()[0]}. Other work ran on the machine
        meanwhile: it took {statistics.median(shares):.2f} processors in the median cell and
        {max(shares):.2f} in the worst. Ratios are of cells measured one after the other; the
        figures by themselves, and the 99th percentiles above all, would be better on a quiet
        machine.""")


_ASKED: Final = "48 Ambiti, 192 meetings, four lengths of page"


def _machine() -> str:
    model = "unknown processor"
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    node = shutil.which("node")
    if node is not None:
        done = subprocess.run([node, "--version"], check=False, capture_output=True, text=True)  # noqa: S603
        node = f", Node {done.stdout.strip().removeprefix('v')}"
    python = platform.python_version()
    return f"Measured on: {model}, {os.cpu_count()} processors, Python {python}{node or ''}"


def _rows(found: Found, contestant: str, shape: str, connections: int) -> list[Any]:
    return [
        cell
        for cell in found["cells"]
        if (cell["contestant"], cell["shape"], cell["connections"])
        == (contestant, shape, connections)
    ]


def _median(cells: Iterable[Mapping[str, Any]], name: str) -> float:
    return statistics.median(float(cell[name]) for cell in cells)


def _names(found: Found) -> list[str]:
    return list(dict.fromkeys(cell["contestant"] for cell in found["cells"]))


def _ratio(found: Found, other: str, shape: str) -> float | None:
    """Give the median over the rounds of the product's rate, over that of another."""
    ours, theirs = _rows(found, "product", shape, BUSY), _rows(found, other, shape, BUSY)
    if not theirs:
        return None
    return statistics.median(
        float(a["rate"] / b["rate"]) for a, b in zip(ours, theirs, strict=True)
    )


def _judged(value: float | None, wanted: float | None = None) -> str:
    if value is None:
        return "not measured"
    if wanted is None:
        return f"{value:.2f}"
    return f"{value:.2f} (wanted {wanted:g}: {'reached' if value >= wanted else 'NOT reached'})"


def _table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    written = ["| " + " | ".join(head) + " |", "| " + " | ".join("---" for _ in head) + " |"]
    return "\n".join([*written, *("| " + " | ".join(line) + " |" for line in lines), ""])


def _each(
    found: Found, connections: int, tell: Callable[[list[Any]], str]
) -> Iterable[tuple[str, ...]]:
    for shape in SHAPES:
        rows = (_rows(found, name, shape.name, connections) for name in _names(found))
        yield (shape.name, *(tell(row) for row in rows))


def _rates(found: Found) -> str:
    def rate(cells: Cells) -> str:
        every = [cell["rate"] for cell in cells]
        return f"{statistics.median(every):,.0f} ({min(every):,.0f} to {max(every):,.0f})"

    lines = [
        (
            *line,
            _judged(_ratio(found, "limit", line[0]), OF_LIMIT[line[0]]),
            _judged(_ratio(found, "dataloaders", line[0])),
            _judged(_ratio(found, "postgraphile", line[0]), OF_POSTGRAPHILE[line[0]]),
        )
        for line in _each(found, BUSY, rate)
    ]
    ratios = ("product / limit", "product / dataloaders", "product / PostGraphile")
    head = ["", *_names(found), *ratios]
    return f"## Requests per second at {BUSY} connections\n\n" + _table(head, lines)


def _latencies(found: Found) -> str:
    def both(cells: Cells) -> str:
        return f"{_median(cells, 'p50'):.2f} / {_median(cells, 'p99'):.2f}"

    text = "## Milliseconds of one request, p50 / p99\n\n"
    for connections in (1, BUSY):
        lines = []
        for line in _each(found, connections, both):
            shape = line[0]
            theirs = _rows(found, "postgraphile", shape, connections)
            ours = _median(_rows(found, "product", shape, connections), "p99")
            fine = "not measured"
            if theirs:
                fine = "reached" if ours <= _median(theirs, "p50") else "NOT reached"
            lines.append((*line, fine))
        text += f"At {connections} connection{'s' if connections > 1 else ''}:\n\n"
        text += _table(["", *_names(found), "p99 no worse than PostGraphile's p50"], lines) + "\n"
    return text


def _processors(found: Found) -> str:
    def both(cells: Cells) -> str:
        return f"{_median(cells, 'server_us'):,.0f} + {_median(cells, 'database_us'):,.0f}"

    share = statistics.median(cell["load_share"] for cell in found["cells"])
    return (
        f"## Microseconds of processor per request at {BUSY} connections, server + PostgreSQL\n\n"
        + _table(["", *_names(found)], _each(found, BUSY, both))
        + f"\nThe load itself takes {share:.2f} of a processor in the median cell.\n"
    )


def _sights(found: Found) -> str:
    lines = []
    for shape in SHAPES:
        line = [shape.name]
        for name, sights in found["sights"].items():
            first, warm = sights[shape.name]
            judged = ""
            if name == "product":
                judged = " reached" if first - warm < SIGHT_MS else " NOT reached"
            line.append(f"{first:.1f} less {warm:.1f}: {first - warm:.1f}{judged}")
        lines.append(line)
    return (
        f"## First sight: milliseconds of a document never seen before, over the same again\n\n"
        f"Medians of 30 documents that differ by an alias; less than {SIGHT_MS:g} wanted.\n\n"
        + _table(["", *found["sights"]], lines)
    )


def _flat(found: Found) -> str:
    cells = found.get("flat")
    if not cells:
        return ""
    sizes = list(dict.fromkeys(cell["contestant"] for cell in cells))
    lines = []
    for shape in dict.fromkeys(cell["shape"] for cell in cells):
        for connections, name in ((BUSY, "rate"), (1, "p50")):
            of = {
                size: _median(_rows({"cells": cells}, size, shape, connections), name)
                for size in sizes
            }
            grown = of[sizes[-1]] / of[sizes[0]] - 1
            worse = -grown if name == "rate" else grown
            unit = "requests/s at 32" if name == "rate" else "p50 ms at 1"
            judged = "reached" if worse <= GROWTH else "NOT reached"
            lines.append(
                (shape, unit, *(f"{one:,.2f}" for one in of.values()), f"{grown:+.0%} {judged}")
            )
    return f"## The same six Ambiti among {', '.join(sizes)}\n\n" + _table(
        ["", "median of", *sizes, f"from {sizes[0]} to {sizes[-1]}"], lines
    )


_WHY: Final = """The round trip stays because the answer is in the database, and nothing of it is
    kept here: each request is confined, guarded and read anew; it is one and cannot be fewer. The
    server of HTTP (uvicorn with httptools and uvloop) is not ours to make quicker, and the limit
    pays the same for it. Every other layer is under a tenth of the whole, and is there for a rule
    that a request must pass: the token, the limits, the cost, the presence of its client, the log.
    """


def profile(told: Mapping[str, Any]) -> str:
    """Write where the time of a request goes."""
    layers = sorted(told["layers"], key=lambda one: -one["wall"])
    whole, plain = told["whole"], told["plain"]
    scale = {name: plain[name] / sum(one[name] for one in layers) for name in ("wall", "cpu")}
    lines = [
        (one["name"], *(f"{one[name] * scale[name]:.0f}" for name in ("wall", "cpu")))
        for one in layers
    ]
    outside = [f"{whole[name] - plain[name]:.0f}" for name in ("wall", "cpu")]
    lines += [
        ("**all inside the application**", *(f"**{plain[name]:.0f}**" for name in plain)),
        ("HTTP server, its loop, the way to whoever asks", *outside),
        ("**the whole request**", *(f"**{whole[name]:.0f}**" for name in ("wall", "cpu"))),
    ]
    return (
        "## Where the microseconds of S1 go inside the product\n\n"
        + _paragraph("""One request at a time, a clock around each layer without those inside it,
            medians of 3,000 requests; scaled to what the same requests take without clocks. The
            whole request is what one connection to the server measures right before and after.""")
        + "\n\n"
        + _table(["layer", "elapsed µs", "processor µs"], lines)
        + "\n\n"
        + _paragraph(_WHY)
    )
