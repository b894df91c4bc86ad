"""Versions of a statute as they were applied, and the readings chosen where it is open."""

from datetime import date, datetime
from typing import Annotated, Any

import strawberry
from sqlalchemy import Integer, Select, Text, any_, column, func, select
from sqlalchemy.dialects.postgresql import JSONB, aggregate_order_by

from ambiti.reading.binding import Place, identity, inline, reads, rows, total, value
from ambiti.reading.binding import column as field
from ambiti.reading.nodes import Node
from ambiti.reading.sources import Source, sourced
from ambiti.statute import scopes, tables
from ambiti.statute.graph.rules import NOTHING, Enforcement, RuleStatus


@strawberry.type(description="Una regola come la diceva una versione dello statuto.")
class VersionRule:
    """A rule, as a version of the statute said it."""

    code: str = field("Codice stabile nello statuto.")
    area: str = field("La materia.")
    mechanism: str = field("Il meccanismo.")
    text: str = field("La regola in una frase.")
    enforcement: Enforcement = value(
        lambda row: func.upper(row.c.enforcement), "Che cosa toccava a chi non la rispettava."
    )
    status: RuleStatus = field("Se si poteva applicare.")
    source: Source = inline("Il documento e l'articolo.")


@strawberry.type(description="Un cambiamento fra due versioni, nelle parole dell'Ambito.")
class StatuteChange:
    """A change, and the version that made it."""

    version: int = field("La versione che l'ha portato.")
    text: str = field("Che cosa è cambiato.")


Area = Annotated[str | None, strawberry.argument(description="Solo le regole di questa materia.")]
To = Annotated[int, strawberry.argument(description="L'altra versione.")]


@strawberry.type(description="Una versione dello statuto di un Ambito, come fu applicata.")
@reads(scopes.STATUTE_VERSION, tables.statute_versions)
class StatuteVersion(Node):
    """A version of a statute."""

    id: strawberry.ID = identity()
    number: int = field("Numero progressivo nell'Ambito.")
    hash: str = field("Impronta SHA-256 della forma canonica del testo.")
    previous_hash: str | None = field("Impronta della versione precedente.")
    applied_at: datetime = field("Quando fu applicata.")
    applied_by: str = field("Chi la applicò.")
    reason: str | None = field("Motivazione, se ha rettificato il passato.")

    @rows(list[VersionRule], "Le regole come questa versione le dice.", expect=200, made=True)
    def rules(self: Place, area: Area = None) -> Select[Any]:
        said = _said(self.above.c.rulebook)
        chosen = select(said)
        if area is not None:
            chosen = chosen.where(said.c.area == area)
        return chosen.order_by(said.c.number)

    @rows(
        list[StatuteChange],
        "I cambiamenti fra questa versione e un'altra, dal più vecchio.",
        expect=20,
        made=True,
    )
    def diff(self: Place, to: To) -> Select[Any]:
        between = self.also(tables.statute_versions)
        number = self.above.c.number
        change = func.jsonb_array_elements_text(between.c.changes).table_valued(
            column("text", Text), with_ordinality="position"
        )
        listed = change.render_derived("change")
        return (
            select(between.c.number.label("version"), listed.c.text)
            .where(between.c.ambito_id == self.above.c.ambito_id)
            .where(between.c.number > func.least(number, to))
            .where(between.c.number <= func.greatest(number, to))
            .order_by(between.c.number, listed.c.position)
            .correlate(self.above)
        )


def _said(rulebook: Any) -> Any:
    """Open a rulebook as rows, in its order."""
    names = (
        "code",
        "area",
        "mechanism",
        "text",
        "enforcement",
        "status",
        "source_code",
        "source_document",
        "source_article",
        "source_words",
    )
    return (
        func.jsonb_to_recordset(rulebook)
        .table_valued(column("number", Integer), *[column(name, Text) for name in names])
        .render_derived("said", with_types=True)
    )


@strawberry.type(description="Una lettura possibile di un punto aperto.")
class ReadingOption:
    """One way of reading what is left open."""

    code: str = field("Codice della lettura.")
    text: str = field("La lettura.")


@strawberry.type(description="La lettura scelta, da chi, quando e perché.")
class ChosenReading:
    """The reading in force."""

    option: str = value(lambda row: row.c.option, "Codice della lettura in uso.")
    by: str = value(lambda row: row.c.chosen_by, "Chi l'ha scelta.")
    on: date = value(lambda row: row.c.chosen_on, "Quando.")
    motivation: str = value(lambda row: row.c.motivation, "Perché.")


@reads(scopes.RULE, tables.rules)
class TouchedRule:
    """A rule that an ambiguity touches (not a type of the contract)."""


@strawberry.type(description="Un punto che i documenti lasciano aperto, con la lettura in uso.")
@reads(scopes.AMBIGUITY, tables.ambiguities)
class Ambiguity(Node):
    """A question that the documents leave open, and the option in force."""

    id: strawberry.ID = identity()
    code: str = field("Codice, ad esempio AMB-01.")
    question: str = field("La questione.")
    chosen: ChosenReading = inline("La lettura in uso.")
    source: Source | None = inline("Il punto del documento.", present=sourced)

    @rows(list[ReadingOption], "Le letture possibili.", expect=3, made=True)
    def options(self: Place) -> Select[Any]:
        option = func.jsonb_array_elements(self.above.c.options).table_valued(
            column("said", JSONB), with_ordinality="position"
        )
        listed = option.render_derived("option")
        said = [listed.c.said[name].astext.label(name) for name in ("code", "text")]
        return select(*said).order_by(listed.c.position)

    @total(
        list[str],
        "I codici delle regole che ne dipendono.",
        over=TouchedRule,
        figure=lambda rule: func.coalesce(
            func.jsonb_agg(aggregate_order_by(rule.c.code, rule.c.number)), NOTHING, type_=JSONB
        ),
    )
    def affects(self: Place) -> Select[Any]:
        below = self.below
        touching = self.above.c.code == any_(below.c.doubts)
        return self.select().where(below.c.ambito_id == self.above.c.ambito_id, touching)
