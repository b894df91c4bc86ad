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

_WORDS: Final = {"": None, "~": None, "null": None, "true": True, "false": False}
_NUMERIC: Final = frozenset("-+0123456789")
_STARTS: Final = frozenset({yaml.MappingStartEvent, yaml.SequenceStartEvent})
_ENDS: Final = frozenset({yaml.MappingEndEvent, yaml.SequenceEndEvent})

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


@dataclass(slots=True)
class _Level:
    """A block or a list that is being read, and where it goes when it ends."""

    value: Any
    path: Path
    is_block: bool
    key: str | None = None


class _Composer:
    """Builds the data from the events of the parser, without recursion."""

    def __init__(self, tree: Tree, file: str) -> None:
        self.tree, self.file = tree, file
        self.stack: list[_Level] = []
        self.documents = 0

    def compose(self, text: str) -> None:
        for event in _events(text):
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self._read_scalar(event)
            elif kind in _STARTS:
                self._start(event, is_block=kind is yaml.MappingStartEvent)
            elif kind in _ENDS:
                ended = self.stack.pop()
                self._put(ended.value if ended.is_block else tuple(ended.value))
            elif kind is yaml.AliasEvent:
                _refuse_tricks(event)
            elif kind is yaml.DocumentStartEvent:
                self._start_document(event)
        if self.documents == 0:
            raise _Refused((1, 1), "EMPTY", "il file è vuoto")

    def _read_scalar(self, event: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            _refuse_tricks(event)
        level = self.stack[-1] if self.stack else None
        if level is not None and level.is_block and level.key is None:
            self._start_pair(level, event)
            return
        self._path(event)
        self._put(_scalar(event, self._problem))

    def _start_document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            raise _Refused(
                _at(event),
                "SEVERAL_DOCUMENTS",
                "il file contiene più documenti",
                "un solo documento per file, senza «---» in mezzo",
            )

    def _start(self, event: Any, *, is_block: bool) -> None:
        _refuse_tricks(event)
        above = self.stack[-1] if self.stack else None
        if above is not None and above.is_block and above.key is None:
            raise _Refused(_at(event), "KEY", "il nome di un campo dev'essere testo")
        if len(self.stack) >= MAX_DEPTH:
            raise _Refused(
                _at(event),
                "TOO_DEEP",
                "il file è annidato troppo in profondità",
                f"al più {MAX_DEPTH} livelli",
            )
        self.stack.append(_Level({} if is_block else [], self._path(event), is_block))

    def _start_pair(self, level: _Level, event: Any) -> None:
        key = str(event.value)
        path = (*level.path, key)
        if key in level.value:
            line, column = _at(event)
            self._problem(
                event,
                "DUPLICATE_KEY",
                f"«{key}» è già scritto alla riga {self.tree.places[path][0]}",
                "scriverlo una volta sola",
                path,
            )
            key = f"{key}\0{line}.{column}"
            path = (*level.path, key)
        self.tree.places[path] = _at(event)
        level.value[key] = None  # it keeps its place among the fields
        level.key = key

    def _path(self, event: Any) -> Path:
        """Tell the path of what begins here, and note where it is written."""
        if not self.stack:
            self.tree.places[()] = _at(event)
            return ()
        level = self.stack[-1]
        if level.is_block:
            return (*level.path, level.key or "")
        path = (*level.path, len(level.value))
        self.tree.places[path] = _at(event)
        return path

    def _put(self, value: Any) -> None:
        """Put a finished value where it belongs."""
        if not self.stack:
            self.tree.data = value
            return
        level = self.stack[-1]
        if not level.is_block:
            level.value.append(value)
            return
        key, level.key = level.key or "", None
        if "\0" in key:
            del level.value[key]
        else:
            level.value[key] = value

    def _problem(self, event: Any, code: str, message: str, right: str, path: Path = ()) -> None:
        line, column = _at(event)
        if len(self.tree.problems) >= MAX_PROBLEMS:
            raise _Refused((line, column), "TOO_MANY", "troppi errori: il resto non è stato letto")
        value = shown(getattr(event, "value", None))
        self.tree.problems.append(
            Problem(self.file, line, column, written(path), code, message, value, right)
        )


def _refuse_tricks(event: Any) -> None:
    if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
        raise _Refused(
            _at(event),
            "ANCHOR",
            "ancore e rimandi (& e *) non sono ammessi",
            "scrivere per esteso",
        )
    if event.tag is not None:
        raise _Refused(
            _at(event),
            "TAG",
            f"le etichette ({event.tag}) non sono ammesse",
            "scrivere il valore senza etichetta",
        )


def _events(text: str) -> Iterator[Any]:
    try:
        loader = _LOADER(text)
        while loader.check_event():
            yield loader.get_event()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise _Refused(place, "SYNTAX", f"non è YAML: {error.problem or error.context}") from None
    except yaml.YAMLError as error:
        position = getattr(error, "position", 0) or 0
        line = text.count("\n", 0, position) + 1
        raise _Refused((line, 1), "SYNTAX", "contiene caratteri che YAML non ammette") from None


def _at(event: Any) -> Place:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1)


def _scalar(event: Any, problem: Any) -> Any:
    text: str = event.value
    if not event.implicit[0]:  # quoted, or a block of text
        return text
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMERIC:
        return text
    if _INTEGER.match(text):
        return int(text)
    if _DAY.match(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            problem(event, "NOT_A_DAY", "questo giorno non esiste", "una data AAAA-MM-GG")
    return text
