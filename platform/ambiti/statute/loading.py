"""A file of ``tenants/`` becomes a Statute, or the list of everything wrong with it."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path as FilePath
from typing import Any

from pydantic import ValidationError

from ambiti.statute.explaining import explained
from ambiti.statute.language import Statute
from ambiti.statute.problems import Problem
from ambiti.statute.reading_yaml import MAX_BYTES, Tree, read
from ambiti.statute.starting import MARK, unfilled


@dataclass(frozen=True, slots=True)
class LoadedStatute:
    """A statute, the file it was read from, and the hash of what the file says."""

    file: str
    text: str
    statute: Statute
    hash: str
    tree: Tree


@dataclass(frozen=True, slots=True)
class Loading:
    """What came of reading one file: a statute, or problems (all of them)."""

    file: str
    loaded: LoadedStatute | None
    problems: tuple[Problem, ...] = ()


class UnreadableStatuteError(Exception):
    """The text is no statute; ``problems`` says why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep every problem, so that one attempt shows them all."""
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def load_file(path: FilePath, shown_as: str | None = None) -> Loading:
    """Read one file. Nothing is raised for its content, only told."""
    file = shown_as or str(path)
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        problem = Problem(file, 1, 1, "", "UNREADABLE", f"il file non si legge: {reason}")
        return Loading(file, None, (problem,))
    return load(content, file)


def load(content: bytes | str, file: str) -> Loading:
    """Read the content of one file."""
    tree = read(content, file)
    problems = list(tree.problems)
    statute: Statute | None = None
    if not isinstance(tree.data, dict):
        if not problems:
            problems.append(_not_a_statute(file))
        return Loading(file, None, tuple(problems))
    marked = unfilled(tree, file) if MARK in _text(content) else []
    problems += marked
    try:
        statute = Statute.model_validate(tree.data)
    except ValidationError as error:
        found = _explained(error, tree, file)
        problems += [one for one in found if not any(_reaches(one, other) for other in marked)]
    if problems or statute is None:
        return Loading(file, None, tuple(sorted(problems, key=_position)))
    loaded = LoadedStatute(file, _text(content), statute, digest(tree.data), tree)
    return Loading(file, loaded)


def _reaches(problem: Problem, marked: Problem) -> bool:
    """Tell whether a problem only follows from a place that is still marked."""
    rest = marked.path.removeprefix(problem.path)
    return rest == "" or (rest != marked.path and rest[0] in "[.")


def _text(content: bytes | str) -> str:
    return content.decode("utf-8-sig") if isinstance(content, bytes) else content


def load_or_raise(content: bytes | str, file: str) -> LoadedStatute:
    """Read content that is expected to be a statute."""
    loading = load(content, file)
    if loading.loaded is None:
        raise UnreadableStatuteError(loading.problems)
    return loading.loaded


def digest(data: Any) -> str:
    """Hash what a file says: comments, spacing and the order of fields do not count."""
    canonical = json.dumps(
        data, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_written
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def schema() -> dict[str, Any]:
    """Describe the language as JSON Schema, for editors."""
    described = Statute.model_json_schema(by_alias=True)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Statuto di un Ambito",
        **{key: value for key, value in described.items() if key != "title"},
    }


def _explained(error: ValidationError, tree: Tree, file: str) -> list[Problem]:
    impossible_days = {problem.value for problem in tree.problems if problem.code == "NOT_A_DAY"}
    found = (explained(detail, tree, file) for detail in error.errors(include_url=False))
    return [
        problem for problem in found if problem.value not in impossible_days or not problem.value
    ]


def _not_a_statute(file: str) -> Problem:
    return Problem(
        file,
        1,
        1,
        "",
        "WRONG_TYPE",
        "il file non è uno statuto",
        right="campi uno per riga: slug: …",
    )


def _position(problem: Problem) -> tuple[int, int, str]:
    return (problem.line, problem.column, problem.code)


def _written(value: object) -> str:
    """Write a day; nothing else needs writing, since the reader gives only plain data."""
    if isinstance(value, date):
        return value.isoformat()
    message = f"{type(value).__name__} is no plain data"
    raise TypeError(message)
