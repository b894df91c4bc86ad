"""No reason for which an act of a meeting is refused, and no warning, goes without a test."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
PACKAGE = ROOT / "platform/ambiti/governance/meetings"
MAKERS = {"Violation": 0, "said_by": 2, "_said": 2}
"""What makes a violation, and which of its arguments is the code."""
ELSEWHERE = {"VOTER_NOT_ON_ROLL", "VOTER_NOT_PRESENT", "VOTED_TWICE"}
"""Said by the arithmetic of votes, and passed on by the acts of a meeting."""


def made(text: str) -> Iterator[str]:
    """Give the codes of the violations that a program makes; one is never worked out."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            place = MAKERS.get(node.func.id)
            if place is None or not isinstance(node.args[place], ast.Constant):
                continue
            yield str(ast.literal_eval(node.args[place]))


@cache
def mentioned() -> set[str]:
    """Give every word that the tests of meetings say, in this folder and in their scenarios."""
    files = [path for path in HERE.glob("test_*.py") if path != Path(__file__)]
    files += [ROOT / f"tests/clauses/test_{name}.py" for name in ("meetings", "presiding")]
    nodes = [node for path in files for node in ast.walk(ast.parse(path.read_text("utf-8")))]
    return {str(node.value) for node in nodes if isinstance(node, ast.Constant)}


CODES = {code for path in PACKAGE.glob("*.py") for code in made(path.read_text("utf-8"))}


@pytest.mark.parametrize("code", sorted(CODES | ELSEWHERE))
def test_a_code_of_meetings_has_a_test(code: str) -> None:
    assert code in mentioned()


def test_a_code_that_nobody_tests_would_be_found() -> None:
    program = 'Violation("OLD", "x")\nsaid_by(rule, statute, "NEW", "x", "field")\nother("NO")'

    assert set(made(program)) == {"OLD", "NEW"}


def test_many_codes_are_found() -> None:
    assert len(CODES) > 30
    assert {"NOT_CONVENER", "NO_QUORUM", "ROLL_DECLARED", "VERDICT_DECLARED"} <= CODES
