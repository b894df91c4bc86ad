"""The house keeps its order: who may look at whom, what is pure, how long a file is."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
PLATFORM = HOUSE / "platform"
PACKAGE = PLATFORM / "ambiti"
SLICES = ("statute", "territory", "governance", "agreements", "compliance", "budgets")
MACHINES = ("database", "access", "reading", "acting", "exports", "imports", "http")
FOUNDATION = {"clock", "resources", "settings"}
LONGEST = 350
LONGEST_FUNCTION = 50
VAGUE = {"utils", "util", "helpers", "helper", "common", "service", "services", "manager", "base"}
IMPURE = {
    "alembic",
    "asyncio",
    "asyncpg",
    "ambiti.clock",
    "ambiti.settings",
    "ambiti.resources",
    "httpx",
    "os",
    "pathlib",
    "random",
    "socket",
    "sqlalchemy",
    "starlette",
    "strawberry",
    "subprocess",
    "time",
}
FILES = sorted(PACKAGE.rglob("*.py"))


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.AST) -> Iterator[str]:
    """Tell the modules that are imported anywhere in a file, also inside functions.

    What only the type checker reads is no look: types of the contract may name each other.
    """
    typing = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if node in typing:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports say where they come from"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def forbidden(path_room: str, source: str) -> set[str]:
    """Tell which rooms a file of a room looks at and may not."""
    used = {
        name.split(".")[1]
        for name in imported(ast.parse(source))
        if name.startswith("ambiti.") and name.count(".") >= 1
    }
    if path_room in SLICES:
        right = SLICES[SLICES.index(path_room) + 1 :]
        return used & {*right, "http", "app", "contract", "mutations", "cli", "demo"}
    if path_room in MACHINES:
        return used & {*SLICES, "app", "contract", "mutations", "cli", "demo", "rows"}
    if path_room in FOUNDATION:
        return used - FOUNDATION
    return set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_looks_only_where_it_may(path: Path) -> None:
    assert forbidden(room(path), path.read_text(encoding="utf-8")) == set()


@pytest.mark.parametrize(
    ("where", "source"),
    [
        ("statute", "from ambiti.territory.tables import comuni"),
        ("territory", "import ambiti.agreements.tables"),
        ("governance", "def later():\n    from ambiti import agreements"),
        ("reading", "from ambiti.statute.tables import ambiti"),
        ("database", "from ambiti import rows"),
        ("territory", "from ambiti.contract import schema"),
        ("clock", "from ambiti.database.engine import transaction"),
    ],
)
def test_a_look_through_a_wall_is_found(where: str, source: str) -> None:
    assert forbidden(where, source)


def impure(source: str) -> set[str]:
    """Tell what a file of rules imports that would let it do more than compute."""
    return {
        name
        for name in imported(ast.parse(source))
        if any(name == root or name.startswith(f"{root}.") for root in IMPURE)
        or name.endswith((".tables", ".graph", ".projection", ".scopes"))
    }


@pytest.mark.parametrize(
    "slice_", [name for name in SLICES if (PACKAGE / name / "rules.py").exists()]
)
def test_rules_are_pure_functions_of_values(slice_: str) -> None:
    source = (PACKAGE / slice_ / "rules.py").read_text(encoding="utf-8")
    assert impure(source) == set()
    calls = {
        ast.unparse(node.func) for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)
    }
    assert not calls & {"open", "print", "input", "date.today", "datetime.now", "datetime.utcnow"}
    assert not [
        node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.AsyncFunctionDef)
    ]


@pytest.mark.parametrize(
    "source", ["import os", "from sqlalchemy import select", "from ambiti import clock"]
)
def test_an_impure_rule_is_found(source: str) -> None:
    assert impure(source)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_file_is_read_in_one_sitting_and_a_function_in_one_glance(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= LONGEST
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


def test_the_source_root_hides_no_standard_library() -> None:
    assert [path.name for path in PLATFORM.iterdir() if path.name != "__pycache__"] == ["ambiti"]


def test_no_module_has_a_name_that_says_nothing() -> None:
    names = {part for path in FILES for part in path.relative_to(PACKAGE).with_suffix("").parts}
    assert not names & VAGUE


def test_no_code_but_the_stories_of_the_demo_knows_a_tenant_by_name() -> None:
    slugs = {path.stem for path in (HOUSE / "tenants").glob("*.yaml")}
    found = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in FILES
        if room(path) != "demo"
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Constant) and node.value in slugs
    ]
    assert slugs
    assert found == []


def test_only_the_engine_sets_what_confines_a_transaction() -> None:
    setters = {"database/engine.py", "reading/connection.py"}
    found = {
        str(path.relative_to(PACKAGE))
        for path in FILES
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.search(r"set_config\(|set local (ambiti|$)", node.value)
    }
    assert found <= setters
