"""Walking through a statute, part by part."""

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from ambiti.statute.language.rule import Strict
from ambiti.statute.problems import Path


def parts(part: Strict, path: Path = ()) -> Iterator[tuple[Path, Strict]]:
    """Walk every part of a statute, with the path that leads to it."""
    yield path, part
    for name, alias in _rooms(type(part)):
        value = getattr(part, name)
        if value is None:
            continue
        step = (*path, alias)
        if isinstance(value, Strict):
            yield from parts(value, step)
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, Strict):
                    yield from parts(item, (*step, index))


@cache
def fields(model: type[Strict]) -> frozenset[str]:
    """Tell the names of a model's fields."""
    return frozenset(model.model_fields)


@cache
def _rooms(model: type[Strict]) -> tuple[tuple[str, str], ...]:
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
