"""The sentence of a rule, from what its type says and what its fields hold.

In what a type ``says``, ``{field}`` is the field in Italian and ``{self}`` the organ, role or act
that the rule belongs to. After a colon: a preposition (``{field:di}``, and so where one stands just
before), ``il`` with its article, ``nome`` without, ``tutti``, ``manca``, ``o`` for alternatives, a
noun that is counted (``{n:volte}``), a field that a verb agrees with; several with ``+``.
``<field:serve/servono>`` agrees with the field, and of four endings in gender too. ``[…]`` is left
out when a field in it is empty; ``[field?…]`` when the field is empty or false, ``[!field?…]`` when
it is not, ``[field=X?…]`` and ``[field!=X?…]`` by its value or that of another field, and ``&``
joins conditions.
"""

import re
from collections.abc import Callable, Sequence
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
from ambiti.statute.parts import fields
from ambiti.statute.periods import in_words as day_in_words
from ambiti.statute.rulebook import italian, nouns
from ambiti.statute.rulebook.words import CHOICE, ON_MATTER, as_template

_OPTIONAL: Final = re.compile(r"\[([^\[\]]*)\]")
_CONDITION: Final = re.compile(r"^((?:!?\w+(?:!?=\w+)?&?)+)\?")
_PLACE: Final = re.compile(r"\{(\w+)(?::([\w+]+))?\}|<(\w+):([^<>]+)>")
_AWAITING: Final = re.compile(r"\b(di|a|da|in|su) $", re.IGNORECASE)
"""A preposition that is still to be joined to what follows."""
_ARTICLED: Final[frozenset[Target]] = frozenset(
    {
        "subject",
        "payer",
        "organ",
        "role",
        "office",
        "body",
        "unit",
        "instrument",
        "programme",
        "fund",
        "event",
    }
)
_USUAL: Final[dict[str, Target]] = {"body": "body", "event": "event", "unit": "unit"}
"""What fields without a mark of their own refer to."""
_SAID: Final[dict[str, Callable[[str], str]]] = {
    "il": italian.articled,
    "tutti": italian.all_of,
    "manca": nouns.lacking,
}
"""What is made of a phrase by its form."""
_NO_MATTER: Final = "le decisioni ordinarie"


@dataclass(frozen=True, slots=True)
class _Place:
    """A field within what a type says: itself, in some forms, or words that agree with it."""

    before: str
    name: str
    forms: tuple[str, ...]
    agreeing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of what a type says: always there, or left out where a condition does not hold."""

    conditions: tuple[str, ...]
    needed: tuple[str, ...]
    places: tuple[_Place, ...]
    after: str


@cache
def _pieces(template: str) -> tuple[_Piece, ...]:
    """Read what a type says, once for all its rules."""
    found = []
    for index, text in enumerate(_OPTIONAL.split(template)):
        is_optional = index % 2 == 1
        condition = _CONDITION.match(text) if is_optional else None
        inner = text[condition.end() :] if condition else text
        places, end = [], 0
        for match in _PLACE.finditer(inner):
            forms = tuple((match[2] or "").lower().split("+")) if match[2] else ()
            agreeing = tuple(match[4].split("/")) if match[4] else ()
            places.append(_Place(inner[end : match.start()], match[1] or match[3], forms, agreeing))
            end = match.end()
        found.append(
            _Piece(
                tuple(condition[1].split("&")) if condition else (),
                tuple(one.name for one in places) if is_optional and not condition else (),
                tuple(places),
                inner[end:],
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
        text = italian.contracted(self._said(part, subject, part.says))
        return text[:1].upper() + text[1:]

    def part(self, part: Strict) -> str:
        """Say a part of a rule, as within a sentence."""
        return italian.contracted(self._said(part, "", part.says))

    def _said(self, part: Strict, subject: str, template: str) -> str:
        text = ""
        for piece in _pieces(template):
            if not all(_holds(part, condition) for condition in piece.conditions):
                continue
            if all(_present(part, name) for name in piece.needed):
                for place in piece.places:
                    text = self._placed(text + place.before, part, subject, place)
                text += piece.after
        return text.strip()

    def _placed(self, text: str, part: Strict, subject: str, place: _Place) -> str:
        """Write a field after a text, joined to the preposition with which the text ends."""
        if place.agreeing:
            closed = text[:-1] + ", " if self._leaves_open(text, part, subject, place) else text
            return closed + self._agreeing(part, subject, place.name, place.agreeing)
        phrases = self._phrases(part, subject, place.name, place.forms)
        last = "o" if "o" in place.forms else "e"
        preposition = next((one for one in place.forms if one in italian.PREPOSITIONS), None)
        awaiting = None if preposition else _AWAITING.search(text)
        if awaiting:
            preposition, text = awaiting[1].lower(), text[: awaiting.start()]
        if preposition:
            phrases = [italian.preposed(preposition, phrase) for phrase in phrases]
        return text + italian.listed(phrases, last)

    def _leaves_open(self, text: str, part: Strict, subject: str, place: _Place) -> bool:
        """Tell whether a verb comes right after its subject, which ends in an aside."""
        if place.before != " ":
            return False
        phrases = self._phrases(part, subject, place.name, ())
        last = phrases[-1] if phrases else ""
        return nouns.is_open(last) and text.endswith(f"{last} ")

    def _agreeing(self, part: Strict, subject: str, name: str, forms: Sequence[str]) -> str:
        value = None if name == "self" else getattr(part, name)
        if isinstance(value, int):
            return forms[value != 1]
        return nouns.agreed(self._phrases(part, subject, name, ()), forms)

    def _phrases(self, part: Strict, subject: str, name: str, forms: tuple[str, ...]) -> list[str]:
        """Say each of what a field holds."""
        if name == "self":
            return [italian.articled(subject)]
        if name == "majority":
            return [_majority(part)]
        value = getattr(part, name)
        if name == "quorum":
            return [_quorum(value)]
        if name == "matter" and value is None:
            return [_NO_MATTER]
        target = references(type(part)).get(name) or _USUAL.get(name)
        if target and name not in _choices(type(part)):
            codes = mentioned(part, name)
            phrases = [self._named(target, code, bare="nome" in forms) for code in codes]
        else:
            values = value if isinstance(value, tuple) else (value,)
            phrases = [self._phrase(one, part, subject, name, forms) for one in values]
        for form, said in _SAID.items():
            phrases = [said(one) for one in phrases] if form in forms else phrases
        return phrases

    def _named(self, target: Target, code: str, *, bare: bool) -> str:
        name = self._names.declared(target).get(code, code)
        return italian.articled(name) if target in _ARTICLED and name != code and not bare else name

    def _phrase(
        self, value: Any, part: Strict, subject: str, name: str, forms: tuple[str, ...]
    ) -> str:
        if isinstance(value, Strict):
            return self._said(value, subject, value.says)
        if isinstance(value, date):
            return day_in_words(value)
        if isinstance(value, Decimal):
            return italian.euro(value) if "euro" in forms else italian.number(value)
        if isinstance(value, Fraction):
            return str(value)
        if "day" in forms:
            return italian.day_of_year(value)
        if "anno" in forms:
            return italian.years_back(value)
        counted = next((one for one in forms if one in italian.COUNTED), None)
        if counted:
            return italian.counted(value, counted)
        return self._worded(as_template(name, str(value)), part, subject, forms)

    def _worded(self, words: str, part: Strict, subject: str, forms: tuple[str, ...]) -> str:
        """Make words agree with the field that a form names, and end as the matter asks."""
        agreeing = next((one for one in forms if one in fields(type(part))), None)

        def chosen(found: re.Match[str]) -> str:
            forms = found[1].split("/")
            return self._agreeing(part, subject, agreeing, forms) if agreeing else forms[0]

        on_matter = r" \1" if getattr(part, "matter", None) else ""
        return ON_MATTER.sub(on_matter, CHOICE.sub(chosen, words))


@cache
def _choices(model: type[Strict]) -> frozenset[str]:
    """Tell the fields that hold one of some words, though they are called as references are."""
    return frozenset(
        name
        for name, field in model.model_fields.items()
        if get_origin(field.annotation) is Literal
    )


def _holds(part: Strict, condition: str) -> bool:
    if "=" in condition:
        name, _, value = condition.partition("=")
        held = getattr(part, name.rstrip("!"))
        if value == "MANY":
            same = len(held) > 1
        elif value in fields(type(part)):
            same = held == getattr(part, value)
        else:
            same = str(held) == value
        return same != name.endswith("!")
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
