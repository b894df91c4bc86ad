"""The sentence of a rule, from what its type says and what its fields hold.

In what a type ``says``, ``{field}`` is the field in Italian, ``{field:di}`` with a preposition,
``{self}`` the organ, role or act that the rule belongs to. ``[…]`` is left out when a field in it
is empty; ``[field?…]`` when the field is empty or false, ``[!field?…]`` when it is not,
``[field=X?…]`` and ``[field!=X?…]`` by its value, and ``&`` joins conditions.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any, Final, Literal, get_origin

from ambiti.statute.language.decisions import QuorumNumber, QuorumShare
from ambiti.statute.language.references import Target, mentioned, references
from ambiti.statute.language.rule import Strict
from ambiti.statute.naming import Names
from ambiti.statute.periods import in_words as day_in_words
from ambiti.statute.rulebook import italian
from ambiti.statute.rulebook.words import in_words

_OPTIONAL: Final = re.compile(r"\[([^\[\]]*)\]")
_CONDITION: Final = re.compile(r"^((?:!?\w+(?:!?=\w+)?&?)+)\?")
_PLACE: Final = re.compile(r"\{(\w+)(?::(\w+))?\}")
_ARTICLED: Final[frozenset[Target]] = frozenset(
    {"subject", "payer", "organ", "role", "office", "body", "unit", "instrument", "programme"}
)
_USUAL: Final[dict[str, Target]] = {"body": "body", "event": "event", "unit": "unit"}
"""What fields without a mark of their own refer to."""
_NO_MATTER: Final = "le decisioni ordinarie"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of what a type says: always there, or left out where a condition does not hold."""

    conditions: tuple[str, ...]
    needed: tuple[str, ...]
    places: tuple[tuple[str, str, str | None], ...]
    """What is written before each field, the field, and its form."""
    after: str


@cache
def _pieces(template: str) -> tuple[_Piece, ...]:
    """Read what a type says, once for all its rules."""
    found = []
    for index, text in enumerate(_OPTIONAL.split(template)):
        is_optional = index % 2 == 1
        condition = _CONDITION.match(text) if is_optional else None
        inner = text[condition.end() :] if condition else text
        named = [match[1] for match in _PLACE.finditer(inner)]
        before, *rest = _PLACE.split(inner)
        places = []
        for name, form, after in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
            places.append((before, name, form))
            before = after
        found.append(
            _Piece(
                tuple(condition[1].split("&")) if condition else (),
                tuple(named) if is_optional and not condition else (),
                tuple(places),
                before,
            )
        )
    return tuple(found)


class Sentences:
    """Says the rules of one statute."""

    def __init__(self, names: Names) -> None:
        """Keep the names that codes stand for."""
        self._names = names

    def of(self, part: Strict, subject: str) -> str:
        """Say a rule; ``subject`` is what it belongs to, named."""
        text = self._said(part, subject, part.says)
        text = italian.contracted(text)
        return text[:1].upper() + text[1:]

    def _said(self, part: Strict, subject: str, template: str) -> str:
        text = ""
        for piece in _pieces(template):
            if not all(_holds(part, condition) for condition in piece.conditions):
                continue
            if all(_present(part, name) for name in piece.needed):
                for before, name, form in piece.places:
                    text += before + self._field(part, subject, name, form)
                text += piece.after
        return text.strip()

    def _field(self, part: Strict, subject: str, name: str, form: str | None) -> str:
        form = form.lower() if form else None
        if name == "self":
            return _formed([italian.articled(subject)], form)
        if name == "majority":
            return _majority(part)
        value = getattr(part, name)
        if name == "quorum":
            return _quorum(value)
        if name == "matter" and value is None:
            return _NO_MATTER
        target = references(type(part)).get(name) or _USUAL.get(name)
        if target and name not in _choices(type(part)):
            codes = mentioned(part, name)
            return _formed([self._named(target, code) for code in codes], form)
        values = value if isinstance(value, tuple) else (value,)
        phrases = [self._phrase(one, subject, name, form) for one in values]
        return _formed(phrases, form)

    def _named(self, target: Target, code: str) -> str:
        name = self._names.declared(target).get(code, code)
        return italian.articled(name) if target in _ARTICLED and name != code else name

    def _phrase(self, value: Any, subject: str, name: str, form: str | None) -> str:
        if isinstance(value, Strict):
            return self._said(value, subject, value.says)
        if isinstance(value, date):
            return day_in_words(value)
        if isinstance(value, Decimal):
            return italian.euro(value) if form == "euro" else italian.number(value)
        if isinstance(value, Fraction):
            return str(value)
        if form == "day":
            return italian.day_of_year(value)
        if form == "anno":
            return italian.years_back(value)
        return in_words(name, str(value))


@cache
def _choices(model: type[Strict]) -> frozenset[str]:
    """Tell the fields that hold one of some words, though they are called as references are."""
    return frozenset(
        name
        for name, field in model.model_fields.items()
        if get_origin(field.annotation) is Literal
    )


def _formed(phrases: Sequence[str], form: str | None) -> str:
    if form in italian.PREPOSITIONS:
        return italian.listed([italian.preposed(form, phrase) for phrase in phrases])
    return italian.listed(phrases, "o" if form == "o" else "e")


def _holds(part: Strict, condition: str) -> bool:
    if "!=" in condition:
        name, value = condition.split("!=")
        return str(getattr(part, name)) != value
    if "=" in condition:
        name, value = condition.split("=")
        held = getattr(part, name)
        return len(held) > 1 if value == "MANY" else str(held) == value
    if condition.startswith("!"):
        return not _present(part, condition[1:])
    return _present(part, condition)


def _present(part: Strict, name: str) -> bool:
    if name in {"self", "majority"}:
        return True
    value = getattr(part, name)
    return value is not None and value is not False and value != ()


def _majority(part: Any) -> str:
    return italian.majority(
        part.fraction, part.of, strict=part.strict, rounded_up=part.rounding == "UP"
    )


def _quorum(quorum: QuorumShare | QuorumNumber) -> str:
    if isinstance(quorum, QuorumNumber):
        return f"almeno {quorum.number} presenti"
    said = italian.majority(
        quorum.fraction, quorum.of, strict=quorum.strict, rounded_up=not quorum.strict
    )
    return f"la presenza {said}"
