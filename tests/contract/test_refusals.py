"""Every code with which something is refused, or remarked, is met by some test."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
PLACES: Final = {"Violation": 0, "says": 0, "ReadRefused": 0, "said_by": 2}
"""Who makes a refusal, and where among its arguments the code is."""
QUOTED: Final = re.compile(r"\"(?:TOKEN_)?([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)\"")
WORDS: Final = frozenset({"COMPLAINANT", "ESERCIZIO_DIRITTI", "RISPOSTA"})
"""Words about personal data, which the glossary explains beside the refusals about it."""


def explained(glossary: str) -> Iterator[str]:
    """Give the codes of the glossary's sections on refusals."""
    for section in glossary.split("\n## ")[1:]:
        if section.startswith("Refusals"):
            yield from re.findall(r"^\| `([A-Z0-9_]+)` \|", section, re.MULTILINE)


def made(program: str) -> Iterator[str]:
    """Give the codes with which a program refuses, where it writes them in place."""
    for node in ast.walk(ast.parse(program)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
        place = PLACES.get(name or "", len(node.args))
        for code in node.args[place : place + 1]:
            if isinstance(code, ast.Constant) and isinstance(code.value, str):
                yield code.value


def refusals() -> frozenset[str]:
    """Give every code of a refusal or of a warning."""
    programs = (ROOT / "platform/ambiti").rglob("*.py")
    direct = {code for path in programs for code in made(path.read_text("utf-8"))}
    glossary = (ROOT / "schema/GLOSSARY.md").read_text("utf-8")
    return frozenset(direct.union(explained(glossary))) - WORDS


def unmet(codes: Iterable[str], tests: Iterable[str]) -> list[str]:
    """Give the codes that no test names; why a token is refused is named without its prefix."""
    named = {code for text in tests for code in QUOTED.findall(text)}
    return sorted(code for code in codes if code.removeprefix("TOKEN_") not in named)


def test_every_refusal_is_met_by_a_test() -> None:
    tests = (path for path in (ROOT / "tests").rglob("*.py") if path != Path(__file__))
    assert not unmet(refusals(), (path.read_text("utf-8") for path in tests))


def test_a_refusal_that_no_test_meets_would_be_found() -> None:
    program = "yield said_by(rule, text, 'SEAT_LOST', m, f); raise ReadRefused('NOT_SO', m)"
    assert list(made(program.replace("yield ", ""))) == ["SEAT_LOST", "NOT_SO"]
    assert {"VOTE_MISSING", "PAGE_BOTH_ENDS", "TOKEN_ISSUER"} <= refusals()
    tests = ['assert codes == ["SEAT_LOST"]', 'assert refused.code == "ISSUER"']
    assert unmet(["SEAT_LOST", "NOT_SO", "TOKEN_ISSUER"], tests) == ["NOT_SO"]
