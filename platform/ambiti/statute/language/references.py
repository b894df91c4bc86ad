"""What a code refers to: one namespace of whoever acts, and one for each other kind of thing.

``Who`` is the code of an organ, a role, an office, a body or a category, or one of ``KEYWORDS``.
"""

from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Final, Literal, get_args, get_origin, get_type_hints

from pydantic import BaseModel, Field

from ambiti.statute.language.words import Code

Target = Literal[
    "subject",
    "payer",
    "organ",
    "role",
    "office",
    "body",
    "unit",
    "instrument",
    "document",
    "event",
    "matter",
    "category",
    "formation",
    "fund",
    "key",
    "deadline",
    "programme",
    "coalition",
]


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a code that names something declared elsewhere in the file."""

    to: Target


KEYWORDS: Final[dict[str, str]] = {
    "CAPOFILA": "il comune capofila",
    "REFERENTE": "il comune referente di sub-ambito",
    "EACH_COMUNE": "ciascun comune",
    "EACH_PARTY": "ciascun ente firmatario",
    "EACH_AMBITO": "ciascun Ambito",
    "LEAD": "chi guida la coalizione",
    "ANYONE": "chiunque",
}
"""Who is known without being declared: resolved on the day, never copied."""

Who = Annotated[Code, Ref("subject")]
Payer = Annotated[Code, Ref("payer")]
OrganRef = Annotated[Code, Ref("organ")]
RoleRef = Annotated[Code, Ref("role")]
OfficeRef = Annotated[Code, Ref("office")]
BodyRef = Annotated[Code, Ref("body")]
UnitRef = Annotated[Code, Ref("unit")]
InstrumentRef = Annotated[Code, Ref("instrument")]
DocumentRef = Annotated[Code, Ref("document")]
EventRef = Annotated[Code, Ref("event")]
MatterRef = Annotated[Code, Ref("matter")]
CategoryRef = Annotated[Code, Ref("category")]
FormationRef = Annotated[Code, Ref("formation")]
FundRef = Annotated[Code, Ref("fund")]
KeyRef = Annotated[Code, Ref("key")]
DeadlineRef = Annotated[Code, Ref("deadline")]
ProgrammeRef = Annotated[Code, Ref("programme")]
CoalitionRef = Annotated[Code, Ref("coalition")]

SeveralWho = Annotated[tuple[Who, ...], Field(min_length=1)]


@cache
def references(model: type[BaseModel]) -> dict[str, Target]:
    """Tell which fields of a model hold codes, one or several, and of what."""
    hints = get_type_hints(model, include_extras=True)
    found = {name: _target(hints[name]) for name in model.model_fields}
    return {name: target for name, target in found.items() if target}


def _target(annotation: Any) -> Target | None:
    if get_origin(annotation) is Annotated:
        for note in annotation.__metadata__:
            if isinstance(note, Ref):
                return note.to
        return _target(annotation.__origin__)
    return next((found for found in map(_target, get_args(annotation)) if found), None)


def mentioned(part: BaseModel, field: str) -> tuple[str, ...]:
    """Give the codes that a field holds, as a list."""
    value = getattr(part, field)
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)
