"""What every rule says of itself, and the rules as one list."""

from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import Any, Final

import strawberry
from sqlalchemy import ColumnElement, Select, Text, case, cast, func, literal_column
from sqlalchemy.dialects.postgresql import JSONB

from ambiti.reading.binding import Expression, Place, column, identity, inline, reads, value
from ambiti.reading.nodes import Node
from ambiti.reading.sources import Source, finite
from ambiti.reading.text import quoted
from ambiti.statute import scopes, tables

NOTHING: Final[ColumnElement[Any]] = literal_column("'[]'::jsonb", JSONB)
"""A list without items."""


def told(key: str, kind: Any = Text) -> Expression:
    """Read one fact of a rule's details."""

    def expression(row: Any) -> ColumnElement[Any]:
        found: ColumnElement[Any] = row.c.details[key].astext
        return found if kind is Text else cast(found, kind)

    return expression


def listed(key: str) -> Expression:
    """Read a list of a rule's details, empty where it has none."""

    def expression(row: Any) -> ColumnElement[Any]:
        found = row.c.details[key]
        return case((func.jsonb_typeof(found) == quoted("array"), found), else_=NOTHING)

    return expression


def section(name: str) -> Callable[[Any], ColumnElement[bool]]:
    """Tell the rules of one section from those of the others."""
    return lambda row: row.c.section == quoted(name)


@strawberry.enum(description="Se una regola si può applicare.")
class RuleStatus(Enum):
    """Whether a rule can be applied."""

    DETERMINED = strawberry.enum_value("DETERMINED", description="Il documento la dice.")
    UNDETERMINED = strawberry.enum_value(
        "UNDETERMINED",
        description="Ciò che la dice non è stato fornito: non se ne presume un'altra.",
    )


@strawberry.enum(description="Che cosa tocca a chi non rispetta una regola.")
class Enforcement(Enum):
    """What a rule does to an act that breaks it."""

    BLOCK = strawberry.enum_value("BLOCK", description="L'atto è rifiutato.")
    WARN = strawberry.enum_value("WARN", description="L'atto passa, con un'avvertenza.")
    RECORD = strawberry.enum_value("RECORD", description="L'atto è solo annotato.")


@strawberry.type
class RuleFacts:
    """What every rule says of itself, whatever it is about."""

    rule_code: str = value(lambda row: row.c.code, "Codice stabile della regola nello statuto.")
    text: str = column("La regola in una frase.")
    status: RuleStatus = column("Se si può applicare.")
    missing: str | None = column("Che cosa manca per applicarla.")
    enforcement: Enforcement = column("Che cosa tocca a chi non la rispetta.")
    ambiguity: str | None = column("Codice dell'ambiguità da cui dipende.")
    since: date | None = value(lambda row: finite(row.c.valid_from), "Da quando vale.")
    until: date | None = value(
        lambda row: finite(row.c.valid_until), "Primo giorno in cui non vale più."
    )
    source: Source = inline("Il documento e l'articolo.")


@strawberry.type(description="Una regola dello statuto, di qualunque meccanismo.")
@reads(scopes.RULE, tables.rules)
class StatuteRule(Node, RuleFacts):
    """Any rule of a statute."""

    id: strawberry.ID = identity()
    code: str = column("Codice stabile della regola nello statuto.")
    mechanism: str = column("Il meccanismo, da M-01 a M-31.")
    area: str = column("La materia: governance, budget, personnel…")
    kind: str = column("La variante del meccanismo.")
    subject_kind: str = column("Di che cosa parla: ORGAN, ROLE, INSTRUMENT, FUND, AMBITO…")
    subject_code: str | None = column("Il codice di ciò di cui parla.")


def rules_of(place: Place) -> Select[Any]:
    """Narrow the rules of the Ambito above that hold on the day, in the order of the file."""
    below = place.below
    return (
        place.select()
        .where(below.c.ambito_id == place.above.c.ambito_id, place.holds(below))
        .order_by(below.c.number)
    )


def about(place: Place, kind: str, code: str = "code") -> Select[Any]:
    """Narrow the rules about the row above: an organ, a role, an instrument."""
    below = place.below
    return rules_of(place).where(
        below.c.subject_kind == quoted(kind), below.c.subject_code == place.above.c[code]
    )
