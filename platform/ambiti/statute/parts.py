"""Walking through a statute, part by part."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, get_args

from ambiti.statute.language.rule import Strict
from ambiti.statute.language.statute import Statute
from ambiti.statute.problems import Path
from ambiti.statute.remembering import remembered

Placed = tuple[Path, Strict]


def parts(part: Strict, path: Path = ()) -> Iterable[Placed]:
    """Walk every part of a statute, with the path that leads to it."""
    return _whole(part) if isinstance(part, Statute) else _walk(part, path)


@remembered
def _whole(statute: Strict) -> tuple[Placed, ...]:
    return tuple(_walk(statute, ()))


def _walk(part: Strict, path: Path) -> Iterator[Placed]:
    yield path, part
    for name, alias in rooms(type(part)):
        value = getattr(part, name)
        if value is None:
            continue
        step = (*path, alias)
        if isinstance(value, Strict):
            yield from _walk(value, step)
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, Strict):
                    yield from _walk(item, (*step, index))


@cache
def fields(model: type[Strict]) -> frozenset[str]:
    """Tell the names of a model's fields."""
    return frozenset(model.model_fields)


@cache
def rooms(model: type[Strict]) -> tuple[tuple[str, str], ...]:
    """Tell the fields of a model that may hold other parts, and how the file calls them."""
    return tuple(
        (name, field.alias or name)
        for name, field in model.model_fields.items()
        if _holds_parts(field.annotation)
    )


def _holds_parts(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Strict):
        return True
    return any(map(_holds_parts, get_args(annotation)))
