"""A small and strict YAML: plain data with line numbers, and nothing that can surprise.

Refused: anchors and aliases (a bomb in a line), tags, duplicate keys, several documents, great
size and depth. A plain scalar is null, a boolean (only ``true`` and ``false``), an integer, a day,
or else text: a province called NO stays a province, and a code keeps its zeros.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import yaml

from ambiti.statute.problems import Path, Problem, shown, written

MAX_BYTES: Final = 5 * 1024 * 1024
MAX_DEPTH: Final = 24
MAX_PROBLEMS: Final = 200

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER: Final = re.compile(r"^[-+]?(0|[1-9][0-9]{0,17})$")
_DAY: Final = re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
_KEPT_TAGS: Final = frozenset({None})

Place = tuple[int, int]


@dataclass(slots=True)
class Tree:
    """The data of a file and where each part of it is written."""

    data: Any = None
    places: dict[Path, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def place(self, path: Path) -> Place:
        """Find where a path is written, or the nearest thing around it."""
        for length in range(len(path), -1, -1):
            found = self.places.get(path[:length])
            if found:
                return found
        return (1, 1)


class _Refused(Exception):  # noqa: N818  it is told, not raised to callers
    """The file cannot be read further; carries the code, the message and what is right."""

    def __init__(self, place: Place, code: str, message: str, right: str | None = None) -> None:
        super().__init__(message)
        self.place, self.code, self.message, self.right = place, code, message, right


def read(content: bytes | str, file: str) -> Tree:
    """Read a file; what is wrong is in ``problems``, and then ``data`` may be partial."""
    tree = Tree()
    try:
        text = _decoded(content)
        _Composer(tree, file).compose(text)
    except _Refused as refused:
        line, column = refused.place
        tree.data = None
        tree.problems.append(
            Problem(file, line, column, "", refused.code, refused.message, right=refused.right)
        )
    return tree


def _decoded(content: bytes | str) -> str:
    raw = content.encode() if isinstance(content, str) else content
    if len(raw) > MAX_BYTES:
        size = f"{len(raw) / 1024 / 1024:.1f} MB"
        raise _Refused((1, 1), "TOO_LARGE", f"il file è di {size}", "al più 5 MB")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _Refused(
            (line, 1), "NOT_UTF8", "il file non è in UTF-8", "salvarlo in UTF-8"
        ) from None


class _Composer:
    """Builds the data from the events of the parser, without recursion."""

    def __init__(self, tree: Tree, file: str) -> None:
        self.tree, self.file = tree, file
        self.stack: list[tuple[Any, Path]] = []
        self.key: list[str | None] = []

    def compose(self, text: str) -> None:
        documents = 0
        for event in _events(text):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _Refused(
                        _at(event),
                        "SEVERAL_DOCUMENTS",
                        "il file contiene più documenti",
                        "un solo documento per file, senza «---» in mezzo",
                    )
            elif isinstance(event, yaml.NodeEvent):
                self._refuse_tricks(event)
                self._node(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self.stack.pop()
                self.key.pop()
        if documents == 0:
            raise _Refused((1, 1), "EMPTY", "il file è vuoto")
        self.tree.data = _frozen(self.tree.data)

    def _refuse_tricks(self, event: Any) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Refused(
                _at(event),
                "ANCHOR",
                "ancore e rimandi (& e *) non sono ammessi",
                "scrivere per esteso",
            )
        if getattr(event, "tag", None) not in _KEPT_TAGS:
            raise _Refused(
                _at(event),
                "TAG",
                f"le etichette ({event.tag}) non sono ammesse",
                "scrivere il valore senza etichetta",
            )

    def _node(self, event: Any) -> None:
        if self.stack and isinstance(self.stack[-1][0], dict) and self.key[-1] is None:
            self._start_pair(event)
            return
        value: Any
        if isinstance(event, yaml.ScalarEvent):
            self._place(_scalar(event, self._problem), event)
            return
        value = {} if isinstance(event, yaml.MappingStartEvent) else []
        path = self._place(value, event)
        if len(self.stack) >= MAX_DEPTH:
            raise _Refused(
                _at(event),
                "TOO_DEEP",
                "il file è annidato troppo in profondità",
                f"al più {MAX_DEPTH} livelli",
            )
        self.stack.append((value, path))
        self.key.append(None)

    def _start_pair(self, event: Any) -> None:
        if not isinstance(event, yaml.ScalarEvent):
            raise _Refused(_at(event), "KEY", "il nome di un campo dev'essere testo")
        holder, path = self.stack[-1]
        key = str(event.value)
        if key in holder:
            line, column = _at(event)
            first = self.tree.places[(*path, key)][0]
            self._problem(
                event,
                "DUPLICATE_KEY",
                f"«{key}» è già scritto alla riga {first}",
                "scriverlo una volta sola",
                (*path, key),
            )
            key = f"{key}\0{line}.{column}"
        self.tree.places[(*path, key)] = _at(event)
        self.key[-1] = key

    def _place(self, value: Any, event: Any) -> Path:
        """Put a value where it belongs and tell its path."""
        path: Path = ()
        if not self.stack:
            self.tree.data = value
        else:
            holder, above = self.stack[-1]
            if isinstance(holder, dict):
                key = self.key[-1]
                assert key is not None  # noqa: S101  a value follows its key
                path = (*above, key)
                if "\0" not in key:
                    holder[key] = value
                self.key[-1] = None
            else:
                path = (*above, len(holder))
                holder.append(value)
        self.tree.places.setdefault(path, _at(event))
        return path

    def _problem(self, event: Any, code: str, message: str, right: str, path: Path = ()) -> None:
        line, column = _at(event)
        if len(self.tree.problems) >= MAX_PROBLEMS:
            raise _Refused((line, column), "TOO_MANY", "troppi errori: il resto non è stato letto")
        value = shown(getattr(event, "value", None))
        self.tree.problems.append(
            Problem(self.file, line, column, written(path), code, message, value, right)
        )


def _events(text: str) -> Iterator[Any]:
    try:
        yield from yaml.parse(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise _Refused(place, "SYNTAX", f"non è YAML: {error.problem or error.context}") from None
    except yaml.YAMLError as error:
        position = getattr(error, "position", 0) or 0
        line = text.count("\n", 0, position) + 1
        raise _Refused((line, 1), "SYNTAX", "contiene caratteri che YAML non ammette") from None


def _at(event: Any) -> Place:
    return (event.start_mark.line + 1, event.start_mark.column + 1)


def _scalar(event: Any, problem: Any) -> Any:
    text: str = event.value
    if not event.implicit[0]:  # quoted, or a block of text
        return text
    if text in {"", "~", "null"}:
        return None
    if text in {"true", "false"}:
        return text == "true"
    if _INTEGER.match(text):
        return int(text)
    if _DAY.match(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            problem(event, "NOT_A_DAY", "questo giorno non esiste", "una data AAAA-MM-GG")
    return text


def _frozen(value: Any) -> Any:
    """Give sequences as tuples, as the models hold them."""
    if isinstance(value, dict):
        return {key: _frozen(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return tuple(_frozen(inner) for inner in value)
    return value
