"""What the documents say is so: queries fit the contract, commands and settings exist."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from cyclopts import CycloptsError
from graphql import OperationDefinitionNode, build_schema, parse, validate

from ambiti.cli.commands import app
from ambiti.contract import printed
from ambiti.settings import APP_ROLE, PREFIX, READER_ROLE, Settings

ROOT = Path(__file__).resolve().parents[2]
CONTRACT = build_schema(printed())
OPERATIONS = sorted((ROOT / "schema/operations").rglob("*.graphql"))
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)#]*)(?:#([^)]*))?\)")
EMBEDDED = re.compile(r'"query":\s*"((?:[^"\\]|\\.)*)"')
CATEGORIES = {"compliance-management", "knowledge-management", "regulations-and-directives"}
SCOPES = {"government", "local-authorities", "welfare"}
"""Those of the lists of publiccode.yml 0.7 that fit."""


def blocks(path: Path, *languages: str) -> Iterator[str]:
    """Give the fenced blocks of a page in these languages."""
    for indent, language, text in BLOCK.findall(path.read_text("utf-8")):
        if language in languages:
            yield re.sub(f"^{indent}", "", text, flags=re.MULTILINE)


def of_pages(*languages: str) -> list[tuple[str, str]]:
    """Give such blocks of all pages, each with its page's name."""
    return [(page.name, text) for page in PAGES for text in blocks(page, *languages)]


def queries(shell: str) -> Iterator[str]:
    """Give the queries that a shell command sends."""
    for text in EMBEDDED.findall(shell):
        yield text.replace('\\"', '"')


def commands(shell: str, program: str) -> Iterator[list[str]]:
    """Give the arguments with which a program is called, also inside $( )."""
    for line in shell.replace("\\\n", " ").splitlines():
        whole, *inner = line.split("$(")
        for text in (whole, *(part.partition(")")[0] for part in inner)):
            found = re.match(rf"(?:\.venv/bin/)?{program}(?: ([^|>]*)|$)", text.strip())
            if found:
                yield shlex.split(found[1] or "", comments=True)


def faults(query: str) -> list[str]:
    """Say what of a query does not fit the contract."""
    return [error.message for error in validate(CONTRACT, parse(query))]


def is_command(arguments: list[str]) -> bool:
    """Tell whether `ambiti` accepts these arguments."""
    try:
        app.parse_args(arguments, exit_on_error=False, print_error=False)
    except CycloptsError:
        return False
    return True


@pytest.mark.parametrize("path", OPERATIONS, ids=lambda path: path.stem)
def test_a_published_operation_fits_the_contract(path: Path) -> None:
    assert not faults(path.read_text("utf-8"))


def test_published_operations_have_names_of_their_own() -> None:
    nodes = [parse(path.read_text("utf-8")).definitions for path in OPERATIONS]
    operations = [
        [node for node in found if isinstance(node, OperationDefinitionNode)] for found in nodes
    ]
    assert all(len(found) == 1 for found in operations)
    names = [found[0].name.value if found[0].name else "" for found in operations]
    assert all(names)
    assert len(names) == len(set(names))


def test_there_are_queries_to_check() -> None:
    assert OPERATIONS
    assert len(of_pages("graphql")) >= 5
    assert [query for _, text in of_pages("sh") for query in queries(text)]


@pytest.mark.parametrize(("page", "query"), of_pages("graphql"))
def test_a_query_of_a_page_fits_the_contract(page: str, query: str) -> None:
    assert not faults(query), page


@pytest.mark.parametrize(("page", "shell"), of_pages("sh"))
def test_a_query_in_a_shell_command_fits_the_contract(page: str, shell: str) -> None:
    assert not [fault for query in queries(shell) for fault in faults(query)], page


@pytest.mark.parametrize(("page", "shell"), of_pages("sh"))
def test_a_command_of_a_page_exists(page: str, shell: str) -> None:
    wrong = [call for call in commands(shell, "ambiti") if not is_command(call)]
    assert not wrong, page


@pytest.mark.parametrize(("page", "shell"), of_pages("sh"))
def test_a_make_target_of_a_page_exists(page: str, shell: str) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    asked = {word for call in commands(shell, "make") for word in call}
    assert asked <= targets, page


def test_commands_in_running_text_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for page in [*PAGES, ROOT / "CHANGELOG.md", ROOT / "schema/GLOSSARY.md"]:
        text = page.read_text("utf-8")
        for target in re.findall(r"`make ([a-z]+)`", text):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), (page.name, target)
        for words in re.findall(r"`ambiti ([a-z ]+)`", text):
            assert app.parse_commands(words.split())[0] == tuple(words.split()), (page.name, words)


def test_the_readme_says_every_command() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for name in app:
        if name.startswith("-"):
            continue
        inner = [one for one in app[name] if not one.startswith("-")]
        for command in [f"{name} {one}" for one in inner] or [name]:
            assert f"`ambiti {command}`" in readme, command


def test_the_readme_says_every_setting_and_its_default() -> None:
    rows = re.findall(
        rf"^\| `{PREFIX}(\w+)` \| (.*?) \|", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE
    )
    assert [name.lower() for name, _ in rows] == list(Settings.model_fields)
    for name, shown in rows:
        field = Settings.model_fields[name.lower()]
        if shown.startswith("`"):
            assert shown == f"`{field.default}`", name
        else:
            assert field.default is None or field.is_required() or not shown.strip("`").isdigit()


def test_a_setting_that_a_page_names_exists() -> None:
    for page in [*PAGES, ROOT / "CHANGELOG.md", ROOT / "schema/GLOSSARY.md"]:
        for name in re.findall(rf"\b{PREFIX}([A-Z_]*[A-Z])\b", page.read_text("utf-8")):
            assert name.lower() in Settings.model_fields, (page.name, name)


def test_the_roles_that_pages_name_are_those_of_the_code() -> None:
    text = (ROOT / "docs/how-to/run-on-your-own-postgresql.md").read_text("utf-8")
    for role in (APP_ROLE, READER_ROLE):
        assert f"`{role}`" in text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_link_leads_somewhere(page: Path) -> None:
    for target, heading in LINK.findall(page.read_text("utf-8")):
        if target.startswith("http"):
            continue
        found = (page.parent / target).resolve() if target else page
        assert found.exists(), target
        if heading:
            lines = found.read_text("utf-8").splitlines()
            titles = [line.lstrip("#").strip() for line in lines if line.startswith("#")]
            assert heading in {_anchor(title) for title in titles}, (target, heading)


def _anchor(title: str) -> str:
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def test_publiccode_has_what_the_standard_asks() -> None:
    told = yaml.safe_load((ROOT / "publiccode.yml").read_text("utf-8"))
    assert told["publiccodeYmlVersion"] == "0.7"
    assert told["legal"]["license"] == "EUPL-1.2"
    assert told["softwareType"] == "standalone/backend"
    assert told["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert set(told["categories"]) <= CATEGORIES
    assert set(told["intendedAudience"]["scope"]) <= SCOPES
    assert told["localisation"]["availableLanguages"] == ["it"]
    for text in told["description"].values():
        assert len(text["shortDescription"]) <= 150
        assert 150 <= len(text["longDescription"]) <= 10_000
        assert text["features"]


def test_a_wrong_query_and_a_wrong_command_would_be_found() -> None:
    assert faults('{ ambito(slug: "carate") { nome } }')
    assert list(commands("x=$(ambiti token --ruolo x)\nambiti serv", "ambiti")) == [
        ["token", "--ruolo", "x"],
        ["serv"],
    ]
    assert not is_command(["token", "--ruolo", "x"])
    assert not is_command(["serv"])
    assert is_command(["token", "--tenant", "carate", "--role", "sindaco", "--comune", "Renate"])
