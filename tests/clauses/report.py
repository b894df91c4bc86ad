"""Which clause has which test and how it went: the table that `make clauses` prints."""

import ast
import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

HERE = Path(__file__).parent
LIST = HERE / "clauses.csv"
MARKER = "clause"
COMPLETE_AREAS = ("tenancy", "territory")
"""The areas of which every operational clause has its test."""
WAITING = HERE / "waiting.yaml"
ACTING_AREAS = (
    "governance",
    "access-roles",
    "audit/transparency",
    "compliance/privacy",
    "interambiti",
)
"""The areas of which every operational clause has its test, or waits for plans, money or staff."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a founding document: what it says is in the document, not here."""

    id: str
    document: str
    area: str
    operational: bool


def clauses() -> tuple[Clause, ...]:
    """Read the list that the project owns."""
    with LIST.open(newline="", encoding="utf-8") as file:
        return tuple(
            Clause(row["id"], row["document"], row["area"], row["operational"] == "yes")
            for row in csv.DictReader(file)
        )


def waiting() -> dict[str, str]:
    """Tell what each clause that acting alone does not answer waits for."""
    found: dict[str, str] = yaml.safe_load(WAITING.read_text("utf-8"))
    return found


def marked(folder: Path = HERE) -> dict[str, list[str]]:
    """Tell, from the text of all tests of a folder, which clause is named where."""
    found: dict[str, list[str]] = defaultdict(list)
    for file in sorted(folder.rglob("test_*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == f"pytest.mark.{MARKER}":
                for argument in node.args:
                    name = ast.literal_eval(argument)
                    found[name].append(f"{file.name}:{node.lineno}")
    return dict(found)


class Ledger:
    """Writes down how the tests of each clause went, and prints the table at the end."""

    def __init__(self) -> None:
        """Begin with nothing known."""
        self._tests: dict[str, list[str]] = defaultdict(list)
        self._outcomes: dict[str, str] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Note which tests name which clause."""
        for item in items:
            for mark in item.iter_markers(MARKER):
                for clause in mark.args:
                    self._tests[clause].append(item.nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note how a test went: what fails before or after it counts as well."""
        if report.when == "call" or report.outcome != "passed":
            before = self._outcomes.get(report.nodeid)
            self._outcomes[report.nodeid] = "failed" if before == "failed" else report.outcome

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Print the table and the totals."""
        terminalreporter.section("clauses")
        for line in self.lines(clauses()):
            terminalreporter.write_line(line)

    def outcome(self, clause: str) -> str:
        """Tell how all the tests of a clause went together."""
        outcomes = {self._outcomes.get(test, "not run") for test in self._tests.get(clause, [])}
        for worst in ("failed", "not run", "skipped", "passed"):
            if worst in outcomes:
                return worst
        return "none"

    def lines(self, known: Iterable[Clause]) -> Iterator[str]:
        """Write clause, test and outcome; then the totals per document and per area."""
        known, awaited = tuple(known), waiting()
        for clause in known:
            names = [test.rpartition("::")[2] for test in self._tests.get(clause.id, [])]
            missing = f"waits for {awaited[clause.id]}" if clause.id in awaited else "-"
            shown = ", ".join(names) or missing
            yield f"{clause.id:<16}{self.outcome(clause.id):<9}{shown}"
        for title, group in (("document", _document), ("area", _area)):
            yield ""
            yield _row(title, "operational", "passing", "no test", "others passing")
            groups = sorted({group(clause) for clause in known})
            for name in groups:
                yield self._total(name, [one for one in known if group(one) == name])
            yield self._total("all", list(known))

    def _total(self, name: str, chosen: list[Clause]) -> str:
        operational = [clause for clause in chosen if clause.operational]
        others = [clause for clause in chosen if not clause.operational]
        passing = sum(self.outcome(clause.id) == "passed" for clause in operational)
        untested = sum(self.outcome(clause.id) == "none" for clause in operational)
        shown = f"{sum(self.outcome(clause.id) == 'passed' for clause in others)}/{len(others)}"
        return _row(name, len(operational), passing, untested, shown)


def _row(name: str, *figures: object) -> str:
    return f"{name:<20}" + "".join(f"{figure!s:>15}" for figure in figures)


def _document(clause: Clause) -> str:
    return clause.document


def _area(clause: Clause) -> str:
    return clause.area
