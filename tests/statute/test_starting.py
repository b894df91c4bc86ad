"""A new Ambito starts from a file that names what is left to fill, and then is right."""

import re
from collections.abc import Iterator
from typing import Literal

import pytest
import yaml

from ambiti.cli.statutes import RULES
from ambiti.statute.checking import check
from ambiti.statute.loading import load
from ambiti.statute.starting import MARK, starting_file

Kind = Literal["AMBITO", "INTERAMBITI"]
FILLED = {
    "ISTAT del primo": '"019035"', "ISTAT del secondo": '"019049"',
    "nome del primo comune": "Crema", "nome del secondo comune": "Gombito",
    "una lettera e tre cifre": "D142", "il codice catastale": "E082",
    "sigla": "CR", "nome della provincia": "Cremona", "regione": "Lombardia",
    "codice del primo Ambito": "PRIMO", "codice del secondo Ambito": "SECONDO",
    "nome del primo Ambito": "Primo", "nome del secondo Ambito": "Secondo",
    "primo giorno": "2025-01-01", "giorno della firma": "2025-01-01", "quanti mesi": "36",
    "il titolo": "Convenzione", "nome dell'Ambito": "Ambito nuovo",
}  # fmt: skip


def made(kind: Kind = "AMBITO") -> str:
    return starting_file("nuovo", name=None, region=None, kind=kind)


def filled(text: str) -> str:
    leads = iter(("Crema", "Gombito"))

    def fill(found: re.Match[str]) -> str:
        wanted = found[1]
        if "capofila" in wanted:
            return next(leads)
        return next(value for what, value in FILLED.items() if what in wanted)

    return re.sub(rf'"{MARK}: ([^"]*)"', fill, text)


def places(data: object, path: str = "") -> Iterator[str]:
    if isinstance(data, dict):
        for key, inner in data.items():
            yield from places(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(data, list):
        for index, inner in enumerate(data):
            yield from places(inner, f"{path}[{index}]")
    elif isinstance(data, str) and data.startswith(MARK):
        yield path


@pytest.mark.parametrize("kind", ["AMBITO", "INTERAMBITI"])
def test_every_place_to_fill_is_an_error_that_says_what_belongs_there(kind: Kind) -> None:
    text = made(kind)
    problems = load(text, "nuovo.yaml").problems
    assert {problem.code for problem in problems} == {"TO_FILL"}
    assert sorted(problem.path for problem in problems) == sorted(places(yaml.safe_load(text)))
    assert all(problem.right for problem in problems)
    lines = text.splitlines()
    assert all(MARK in "".join(lines[p.line - 1 : p.line + 1]) for p in problems)


@pytest.mark.parametrize("kind", ["AMBITO", "INTERAMBITI"])
def test_once_they_are_filled_nothing_is_wrong(kind: Kind) -> None:
    text = filled(made(kind))
    assert MARK not in yaml.safe_dump(yaml.safe_load(text))
    report = check([load(text, "nuovo.yaml")], RULES)
    assert [str(problem) for problem in report.errors] == []


def test_what_is_given_is_written_whatever_it_holds() -> None:
    text = starting_file("nuovo", name='Ambito "A" \\ B', region="Puglia", kind="AMBITO")
    data = yaml.safe_load(text)
    assert (data["slug"], data["name"], data["region"]) == (
        "nuovo", 'Ambito "A" \\ B', "Puglia",
    )  # fmt: skip


def test_the_examples_in_the_comments_are_of_the_language() -> None:
    text = filled(made())
    shown = re.sub(
        r"(?m)^(\s*)# ?((?:[a-z_]+:|  +|- ).*)$", r"\1\2", text.split("documents:", 1)[1]
    )
    report = load("slug: nuovo\nkind: AMBITO\nname: N\nregion: R\ndocuments:" + shown, "n.yaml")
    assert [str(problem) for problem in report.problems] == []
