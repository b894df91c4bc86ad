"""Every Italian name and every code is in schema/GLOSSARY.md, and nothing there is out of use."""

import ast
import csv
import inspect
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from graphql import (
    GraphQLSchema,
    build_schema,
    is_enum_type,
    is_input_object_type,
    is_interface_type,
    is_object_type,
    is_specified_scalar_type,
)

from ambiti.access.tokens import Code
from ambiti.contract import printed
from ambiti.rows import metadata
from ambiti.settings import PREFIX, Settings
from ambiti.statute import loading

ROOT = Path(__file__).resolve().parents[2]
ENGLISH = frozenset(
    line
    for line in (ROOT / "tests/contract/english.txt").read_text("utf-8").split("\n")
    if line and not line.startswith("#")
)
CODE = re.compile(r"[A-Z][A-Z0-9]+(?:[_-][A-Z0-9]+)*")
AMBIGUITY = re.compile(r"AMB-[0-9]+")
NO_CODES = frozenset(
    {
        "SELECT",
        "INSERT",
        "UPDATE",
        "DELETE",
        "COMMIT",
        "ROLLBACK",
        "UUID",
        "ID",
        "UTF8",
        "UTC",
        "ISO",
    }
    | {"GET", "POST", "JWKS", "ISSUER", "APP", "READER", "ES256", "ES384", "RS256", "PS256"}
    | {"PUBLIC", "NFC", "NFKC", "MM-DD", "LC_ALL", "PG_VERSION", "XDG_DATA_HOME"}
)
"""Words in capitals that say nothing of the domain: of SQL, of HTTP, of the system."""

CONTRACT = build_schema(printed())
Run = tuple[str, ...]


def words(name: str) -> list[str]:
    """Take a name apart: subAmbiti, SUB_AMBITO and sub_ambito are two words each."""
    return [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-zà-ù]+|[0-9]+", name)]


def italian(name: str) -> list[Run]:
    """Give the longest runs of words that are not English: comuniCount has one, («comuni»,)."""
    runs: list[list[str]] = [[]]
    for word in words(name):
        if word in ENGLISH or word.isdecimal():
            runs.append([])
        else:
            runs[-1].append(word)
    return [tuple(run) for run in runs if run]


def tables(text: str, column: int, header: str) -> Iterator[str]:
    """Give one column of each table whose header is so."""
    reading = False
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line[:1] == "|" else []
        if not cells:
            reading = False
        elif len(cells) > column and cells[column] == header:
            reading = True
        elif reading and set(cells[0]) != {"-"}:
            yield cells[column]


def quoted(cells: Iterable[str]) -> list[str]:
    """Give what is between backticks."""
    return [name for cell in cells for name in re.findall(r"`([^`]+)`", cell)]


GLOSSARY = (ROOT / "schema/GLOSSARY.md").read_text("utf-8")
IDENTIFIERS = quoted(tables(GLOSSARY, 1, "Identifiers"))
CODES = quoted(tables(GLOSSARY, 0, "Code"))
MEANT = frozenset(CODES) | {name for name in IDENTIFIERS if CODE.fullmatch(name)}
DEFINED = frozenset(run for name in IDENTIFIERS for run in italian(name))


def of_contract(contract: GraphQLSchema) -> Iterator[str]:
    """Give every name of a contract: types, fields, arguments, values."""
    for kind in contract.type_map.values():
        if kind.name.startswith("__") or is_specified_scalar_type(kind):
            continue
        yield kind.name
        if is_enum_type(kind):
            yield from kind.values
        if is_object_type(kind) or is_interface_type(kind):
            for name, field in kind.fields.items():
                yield from (name, *field.args)
        if is_input_object_type(kind):
            yield from kind.fields


def of_policies() -> Iterator[str]:
    """Give every word of the policies."""
    lines = (ROOT / "policies/words.csv").read_text("utf-8").splitlines()
    for row in csv.reader(line for line in lines if line and not line.startswith("#")):
        what, first, second = (cell.strip() for cell in row[:3])
        yield from (first, second) if what == "scope" else (first,)


def of_tables() -> Iterator[str]:
    """Give the names of tables and columns."""
    for table in metadata.tables.values():
        yield from (table.name, *table.columns.keys())


def of_statutes(part: Any) -> Iterator[str]:
    """Give every field and word of a JSON Schema."""
    if isinstance(part, dict):
        if isinstance(part.get("properties"), dict):
            yield from part["properties"]
        words = [*part.get("enum", ()), part.get("const")]
        yield from (word for word in words if isinstance(word, str))
        part = list(part.values())
    for inner in part if isinstance(part, list) else ():
        yield from of_statutes(inner)


STATUTES = frozenset(of_statutes(loading.schema()))


def all_names() -> set[str]:
    """Give every name that the product shows or keeps."""
    shown = of_contract(CONTRACT)
    return {*shown, *of_policies(), *of_tables(), *Settings.model_fields, *STATUTES}


def undefined(names: Iterable[str]) -> dict[str, list[Run]]:
    """Give the names with a run of words that is neither English nor in the glossary."""
    runs = {name: [run for run in italian(name) if run not in DEFINED] for name in names}
    return {name: found for name, found in sorted(runs.items()) if found}


def literals(text: str) -> set[str]:
    """Give the words in capitals that a program says."""
    nodes = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant)]
    found = {node.value for node in nodes if isinstance(node.value, str)} - NO_CODES
    return {one for one in found if CODE.fullmatch(one) and not one.startswith(PREFIX)}


def said() -> frozenset[str]:
    """Give every code of the product; why a token is refused is said with a prefix.

    The words of the statutes' language are described where they are declared, in its JSON Schema;
    the stories of the demo speak the codes of their tenants.
    """
    sources = set((ROOT / "platform/ambiti").rglob("*.py")) - {Path(inspect.getfile(Code))}
    sources -= set((ROOT / "platform/ambiti/demo").glob("*.py"))
    found = {code for path in sources for code in literals(path.read_text("utf-8"))}
    kinds = [kind for kind in CONTRACT.type_map.values() if not kind.name.startswith("__")]
    values = {value for kind in kinds if is_enum_type(kind) for value in kind.values}
    return frozenset(found | values | {f"TOKEN_{code}" for code in Code})


def ambiguities() -> set[str]:
    """Give every ambiguity that the statutes of this repository declare."""
    found = [loading.load_file(path).loaded for path in (ROOT / "tenants").glob("*.yaml")]
    return {one.code for file in found if file for one in file.statute.ambiguities}


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(frozenset(of_contract(CONTRACT)), id="the contract"),
        pytest.param(frozenset(of_policies()), id="the policies"),
        pytest.param(frozenset(of_tables()), id="the tables"),
        pytest.param(frozenset(Settings.model_fields), id="the settings"),
        pytest.param(STATUTES, id="the statutes' language"),
    ],
)
def test_an_italian_name_is_in_the_glossary(names: frozenset[str]) -> None:
    missing = undefined(names)
    assert not missing, (
        "neither English (tests/contract/english.txt) nor in schema/GLOSSARY.md: "
        + ", ".join(f"{name} ({' '.join(runs[0])})" for name, runs in missing.items())
    )


def test_an_identifier_of_the_glossary_is_in_use() -> None:
    names = all_names()
    runs = {run for name in names for run in italian(name)}
    unused = [n for n in IDENTIFIERS if n not in names and not set(italian(n)) & runs]
    assert not unused


def test_a_word_is_english_or_italian_and_not_both() -> None:
    assert not {name for name in IDENTIFIERS if not italian(name)}


def test_english_words_are_in_order_and_in_use() -> None:
    text = (ROOT / "tests/contract/english.txt").read_text("utf-8")
    listed = [line for line in text.splitlines() if not line.startswith("#")]
    assert listed == sorted(set(listed))
    used = {word for name in {*all_names(), *IDENTIFIERS} for word in words(name)}
    assert not set(listed) - used


def test_every_definition_is_complete() -> None:
    for line in GLOSSARY.splitlines():
        if line.startswith("| ") and not line.startswith("| ---"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            assert len(cells) in {3, 5}, line
            assert all(cells), line


def test_every_code_is_in_the_glossary_once() -> None:
    assert not sorted(said() - MEANT - STATUTES), "codes without a meaning in schema/GLOSSARY.md"
    assert len(CODES) == len(set(CODES))


def test_every_ambiguity_is_in_the_glossary() -> None:
    assert {code for code in CODES if AMBIGUITY.fullmatch(code)} == ambiguities()


def test_a_code_of_the_glossary_is_said_somewhere() -> None:
    meant = {code for code in MEANT if not AMBIGUITY.fullmatch(code)}
    assert not sorted(meant - said() - STATUTES)


def test_a_new_italian_name_would_be_found() -> None:
    contract = build_schema(
        "type Query { comuniCount: Int scadenzaTotal: Int ufficio(statoAtto: Stato): Int }"
        " enum Stato { IN_VIGORE }"
    )
    found = undefined(of_contract(contract))
    assert set(found) == {"scadenzaTotal", "ufficio", "statoAtto", "Stato", "IN_VIGORE"}
    assert found["scadenzaTotal"] == [("scadenza",)]


def test_a_known_word_in_a_new_term_would_be_found() -> None:
    assert undefined(["pianoAnnuo"]) == {"pianoAnnuo": [("piano", "annuo")]}
    assert not undefined(["PIANO_DI_ZONA"])


def test_a_new_code_would_be_found() -> None:
    program = "raise ReadRefused('QUOTA_EXCEEDED', f'più di {x}') if x else Fault('BAD_ID', 'UTC')"
    assert literals(program) - MEANT == {"QUOTA_EXCEEDED"}
