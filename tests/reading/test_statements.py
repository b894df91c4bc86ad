"""Query, SQL and JSON side by side: each case shows how one construct is printed.

AMBITI_TEST_REWRITE=1 writes the SQL and the JSON anew, for a person to review.
"""

import json
import os
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from .conftest import TODAY, Reading, call

CASES = Path(__file__).parent / "cases"
REWRITE = os.environ.get("AMBITI_TEST_REWRITE") == "1"
HEADER = re.compile(r"^# (who|day|variables): (.*)$", re.MULTILINE)
NAMES = sorted(path.stem for path in CASES.glob("*.graphql"))


def laid_out(sql: str) -> str:
    """Put each nested SELECT on lines of its own, indented."""
    lines, depth, opened = [""], 0, []
    for token in re.findall(r"'(?:[^']|'')*'|\(SELECT|[()]|\n|[^'()\n]+", sql):
        if token == "(SELECT":
            opened.append(True)
            depth += 1
            lines[-1] += "("
            lines.append("  " * depth + "SELECT")
        elif token == "(":
            opened.append(False)
            lines[-1] += token
        elif token == ")":
            if opened.pop():
                depth -= 1
                lines.append("  " * depth)
            lines[-1] += token
        elif token == "\n":
            lines.append("  " * depth)
        else:
            lines[-1] += token
    return "\n".join(line.rstrip() for line in lines) + "\n"


def kept(name: str, kind: str, found: str) -> str:
    path = CASES / f"{name}.{kind}"
    if REWRITE:
        path.write_text(found, "utf-8")
    return path.read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
async def test_a_query_is_printed_and_answered_as_the_case_says(
    reading: Reading, name: str
) -> None:
    text = (CASES / f"{name}.graphql").read_text("utf-8")
    given = dict(HEADER.findall(text))
    who, variables = given.get("who", ""), json.loads(given.get("variables", "{}"))
    day = date.fromisoformat(given["day"]) if "day" in given else TODAY

    operation = reading.documents.get(text).operation(None)
    permissions = call(reading.actors[who], day).permissions
    values = operation.values(reading.machine.schema, variables)
    ready = await reading.machine.ready(operation, values, permissions)
    printed = laid_out(ready.statement.sql)
    answer = await reading.ask(text, variables, who=who, day=day)
    told: dict[str, Any] = {
        "data": json.loads(answer.data),
        "cost": answer.cost,
        "withheld": answer.withheld,
    }
    written = json.dumps(told, ensure_ascii=False, indent=2) + "\n"

    assert (printed, written) == (kept(name, "sql", printed), kept(name, "json", written))


def test_every_case_is_whole() -> None:
    files = {(path.stem, path.suffix) for path in CASES.iterdir()}
    assert files == {(name, kind) for name in NAMES for kind in (".graphql", ".sql", ".json")}
