"""Pydantic's findings, told in Italian, with the place in the file and what would be right."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from ambiti.statute.language import Statute
from ambiti.statute.language.words import PATTERNS
from ambiti.statute.problems import Path, Problem, nearest, shown, written
from ambiti.statute.reading_yaml import Tree

_QUOTED: Final = re.compile(r"'([^']*)'")

_TOLD: Final[dict[str, tuple[str, str]]] = {
    "string_type": ("dev'essere testo", "scriverlo tra virgolette"),
    "int_type": ("dev'essere un numero intero", "un numero senza virgolette: 48"),
    "int_from_float": ("dev'essere un numero intero", "un numero senza decimali"),
    "bool_type": ("dev'essere vero o falso", "true oppure false, senza virgolette"),
    "date_type": ("dev'essere una data", "una data AAAA-MM-GG senza virgolette"),
    "tuple_type": ("dev'essere un elenco", "un elenco: [a, b], o una voce per riga con «- »"),
    "model_type": ("dev'essere un blocco di campi", "campi uno per riga, o {campo: valore}"),
    "model_attributes_type": ("dev'essere un blocco di campi", "campi, o {campo: valore}"),
    "dict_type": ("dev'essere un blocco di campi", "campi uno per riga, o {campo: valore}"),
    "too_short": ("l'elenco è vuoto o troppo corto", "almeno una voce"),
    "string_too_short": ("il testo è vuoto", "almeno un carattere"),
    "string_too_long": ("il testo è troppo lungo", "meno caratteri"),
    "union_tag_not_found": ("manca «kind», che dice di che cosa si tratta", "aggiungere «kind»"),
}


def explained(error: ErrorDetails, tree: Tree, file: str) -> Problem:
    """Turn one finding into a problem of the file."""
    path, model = _followed(error["loc"], tree)
    kind, context, value = error["type"], error.get("ctx", {}), error.get("input")
    if kind in {"missing", "union_tag_not_found"}:
        code, message, right = _missing(kind, error, model)
        value = None
    elif kind == "extra_forbidden":
        names = _names(model)
        message = f"il campo «{path[-1]}» non esiste qui"
        code, right = "UNKNOWN_FIELD", nearest(path[-1], names) or "campi: " + ", ".join(names)
        value = None
    else:
        code, message, right = _wrong(kind, context, value)
    line, column = tree.place(path)
    return Problem(file, line, column, written(path), code, message, shown(value), right)


def _missing(
    kind: str, error: ErrorDetails, model: type[BaseModel] | None
) -> tuple[str, str, str | None]:
    if kind == "union_tag_not_found":
        return ("MISSING", *_TOLD[kind])
    name = str(error["loc"][-1])
    return "MISSING", f"manca il campo «{name}»", _described(model, name)


def _wrong(kind: str, context: Mapping[str, Any], value: object) -> tuple[str, str, str | None]:
    if kind == "literal_error":
        words = _QUOTED.findall(str(context.get("expected", "")))
        return "UNKNOWN_WORD", f"«{shown(value)}» non è ammesso", nearest(value, words)
    if kind == "union_tag_invalid":
        words = _QUOTED.findall(str(context.get("expected_tags", "")))
        tag = context.get("tag", "")
        return "UNKNOWN_WORD", f"kind «{tag}» non è ammesso", nearest(tag, words)
    if kind == "string_pattern_mismatch":
        right = PATTERNS.get(str(context.get("pattern")), "un'altra forma")
        return "WRONG_FORM", f"«{shown(value)}» non ha la forma giusta", right
    if kind in {"greater_than_equal", "less_than_equal"}:
        least, most = context.get("ge"), context.get("le")
        right = f"almeno {least}" if least is not None else f"al più {most}"
        return "OUT_OF_RANGE", "il numero è fuori dai limiti", right
    message, hint = _TOLD.get(kind, ("il valore non è ammesso", ""))
    return "WRONG_TYPE", message, hint or None


def _followed(loc: tuple[int | str, ...], tree: Tree) -> tuple[Path, type[BaseModel] | None]:
    """Follow a location down the data and the models: the tags of unions are not in the data."""
    path: list[str | int] = []
    annotation: Any = Statute
    for depth, step in enumerate(loc):
        members = _models(annotation)
        if isinstance(step, str) and len(members) > 1 and step in _tags(members):
            annotation = _tags(members)[step]
            continue
        is_last = depth == len(loc) - 1
        if not is_last or (*path, step) in tree.places:
            path.append(step)
        if is_last:
            break
        annotation = _inner(annotation, step)
    models = _models(annotation)
    return tuple(path), models[0] if len(models) == 1 else None


def _inner(annotation: Any, step: int | str) -> Any:
    if isinstance(step, int):
        return next(_elements(annotation), None)
    for model in _models(annotation):
        for name, field in model.model_fields.items():
            if step in {field.alias, name}:
                return field.annotation
    return None


def _elements(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) is tuple:
        yield get_args(annotation)[0]
    else:
        for argument in get_args(annotation):
            yield from _elements(argument)


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    if get_origin(annotation) is tuple:
        return []
    return [model for part in get_args(annotation) for model in _models(part)]


def _tags(models: list[type[BaseModel]]) -> dict[str, type[BaseModel]]:
    found = {}
    for model in models:
        kind = model.model_fields.get("kind")
        if kind is not None and get_origin(kind.annotation) is Literal:
            found.update(dict.fromkeys(get_args(kind.annotation), model))
    return found


def _names(model: type[BaseModel] | None) -> list[str]:
    if model is None:
        return []
    return [field.alias or name for name, field in model.model_fields.items()]


def _described(model: type[BaseModel] | None, name: str) -> str | None:
    for field_name, field in model.model_fields.items() if model else ():
        if name in {field_name, field.alias}:
            return field.description
    return None
