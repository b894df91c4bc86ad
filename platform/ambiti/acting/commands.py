"""How a command is declared: one legal act, one mutation, one entry of the journal, one name.

``@command(success, tenant=...)`` makes the field of a function ``async def convene_meeting(work,
input)``. The function asks ``work`` for rows, hands values to rules, writes rows, and gives the
rows of the answer by name; or it raises ``Refused`` with every violation. The answer is read by
the reading machine in the same transaction: fields made with ``outcome`` name its rows.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Final
from uuid import UUID

import strawberry
from sqlalchemy import Integer, Select, Text, Uuid, column, func, select
from sqlalchemy.dialects.postgresql import JSONB
from strawberry.utils.str_converters import to_camel_case

from ambiti.acting.graph import JournalEntry
from ambiti.acting.work import Work
from ambiti.reading.binding import METADATA, Place, rows, total, value
from ambiti.reading.kinds import Kind

Run = Callable[[Work, Any], Awaitable["Done"]]
Key = Annotated[
    str | None,
    strawberry.argument(
        description="Chiave di idempotenza: la stessa richiesta ripetuta con la stessa chiave "
        "agisce una volta sola."
    ),
]
Preview = Annotated[
    bool,
    strawberry.argument(
        description="Vero per sapere che cosa accadrebbe: risponde come l'atto, e non scrive nulla."
    ),
]


@dataclass(frozen=True, slots=True)
class Done:
    """What an act came to: what it is about, as the contract calls it, and the answer's rows."""

    kind: str
    subject: UUID
    rows: Mapping[str, UUID]
    shown: Mapping[str, str] = field(default_factory=dict)
    """What this answer alone says: kept nowhere, and not given again to a repeated request."""


PERSONAL: Final = "personal"
WITHHELD: Final = "[dato personale]"


def personal(description: str) -> Any:
    """Declare a field of an input that holds personal data: the journal does not repeat it."""
    return strawberry.field(description=description, metadata={PERSONAL: True})


def personal_or_none(description: str) -> Any:
    """Declare such a field, which may be left out."""
    return strawberry.field(default=None, description=description, metadata={PERSONAL: True})


@dataclass(frozen=True, slots=True)
class Command:
    """A mutation of the contract, and what runs it."""

    name: str
    run: Run
    act: str
    kind: Kind
    tenant: str
    """The input field that names the tenant: by its slug, or through an identifier."""
    input: type[Any]
    success: type[Any]

    @property
    def field(self) -> str:
        """Give the field that names the tenant, as the contract writes it."""
        return to_camel_case(self.tenant)

    def journaled(self, given: Mapping[str, Any]) -> Mapping[str, Any]:
        """Give the input as the journal keeps it: without what is declared personal."""
        declared = self.input.__strawberry_definition__.fields
        hidden = {to_camel_case(one.python_name) for one in declared if PERSONAL in one.metadata}
        return {
            name: WITHHELD if name in hidden and one is not None else one
            for name, one in given.items()
        }


def _violations(place: Place, name: str) -> Select[Any]:
    """Read a list of violations, in the order in which they were found."""
    given = func.jsonb_array_elements(place.outcome(name, JSONB())).table_valued(
        column("item", JSONB), with_ordinality="position"
    )
    found = given.render_derived()
    item = found.c.item
    return select(
        item["code"].astext.label("code"),
        item["message"].astext.label("message"),
        item["field"].astext.label("field"),
        item["document"].astext.label("document"),
        item["article"].astext.label("article"),
    ).order_by(found.c.position)


@strawberry.type(description="Il documento e l'articolo che vietano un atto, o che lo avvertono.")
class ViolationSource:
    """What says so."""

    document: str | None = value(lambda row: row.c.document, "Titolo del documento.")
    article: str | None = value(lambda row: row.c.article, "Articolo, comma e lettera.")


@strawberry.type(description="Perché un atto non è ammesso, o un avviso che lo accompagna.")
class Violation:
    """A reason, or a warning."""

    code: str = value(lambda row: row.c.code, "Codice stabile: vedi il glossario.")
    message: str = value(lambda row: row.c.message, "Che cosa non va e che cosa serve.")
    field: str | None = value(lambda row: row.c.field, "Il campo di input, se è uno.")

    @rows(ViolationSource | None, "Il documento e l'articolo, se è uno di essi a dirlo.", made=True)
    def source(self: Place) -> Select[Any]:
        above = self.above
        return select(above.c.document.label("document"), above.c.article.label("article")).where(
            above.c.document.is_not(None)
        )


@strawberry.type(
    description="Un atto non compiuto: nulla è stato scritto. Tutte le ragioni insieme."
)
class Refusal:
    """The act was not done."""

    @rows(list[Violation], "Le ragioni, ciascuna con la sua fonte.", made=True, expect=3)
    def violations(self: Place) -> Select[Any]:
        return _violations(self, "violations")


@strawberry.type
class Success:
    """What every success of the contract says besides its own rows."""

    @rows(
        list[Violation],
        "Gli avvisi: l'atto è compiuto, ma una regola non imperativa dice altro.",
        made=True,
        expect=3,
    )
    def warnings(self: Place) -> Select[Any]:
        return _violations(self, "warnings")

    @rows(JournalEntry | None, "L'atto nel giornale, per chi può leggerlo.")
    def entry(self: Place) -> Select[Any]:
        return _named(self, "entry")


def _named(place: Place, name: str) -> Select[Any]:
    below = place.below
    return (
        place.select()
        .where(below.c.ambito_id == place.outcome("ambito_id", Integer()))
        .where(below.c.id == place.outcome(name, Uuid()))
    )


def outcome(shape: type[Any], name: str, description: str) -> Any:
    """Read the row that the act gives under a name; absent where its reader may not see it."""

    def narrow(self: Place) -> Select[Any]:
        return _named(self, name)

    return rows(shape | None, description)(narrow)


def shown(name: str, description: str) -> Any:
    """Read a text that this answer alone says; absent where the act is only tried or repeated."""

    def say(self: Place) -> Select[Any]:
        return select(self.outcome(name, Text()))

    return total(str | None, description)(say)


def command(
    success: type[Any], description: str, *, act: str, kind: Kind, tenant: str = "ambito"
) -> Callable[[Run], Any]:
    """Make the mutation of a command; ``act`` and ``kind`` are the words of the policies."""

    def bind(run: Run) -> Any:
        given = run.__annotations__["input"]
        name = run.__name__
        declared = Command(name, run, act, kind, tenant, given, success)

        def asked(
            self: Any, input: Any, idempotency_key: Any = None, *, preview: bool = False
        ) -> Any:  # its signature is read, no more
            raise AssertionError(self, input, idempotency_key, preview)

        asked.__annotations__ = {
            "input": Annotated[given, strawberry.argument(description="I dati dell'atto.")],
            "idempotency_key": Key,
            "preview": Preview,
        }
        asked.__name__ = name
        asked.__module__ = run.__module__
        return strawberry.field(
            resolver=asked,
            graphql_type=_result(success, name),
            description=description,
            metadata={METADATA: declared},
        )

    return bind


def _result(success: type[Any], name: str) -> Any:
    named = strawberry.union(f"{_pascal(name)}Result", description="Il successo, o il rifiuto.")
    return Annotated[success | Refusal, named]


def _pascal(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))
