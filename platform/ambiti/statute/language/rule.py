"""What every rule of a statute carries: its source, its validity, how hard it is, its doubt."""

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from ambiti.statute.language.references import Ref
from ambiti.statute.language.words import AmbiguityCode, Article, Code, Words
from ambiti.statute.periods import Period

Enforcement = Literal["block", "warn", "record"]
"""block: the act is refused; warn: it passes with a warning; record: it is only written down."""


class Strict(BaseModel):
    """A part of the language: exact types, no unknown fields, never changed after reading."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    says: ClassVar[str] = ""
    """The Italian sentence that it is, with its fields in braces: see ``rulebook.sentences``."""


class Source(Strict):
    """La fonte: il documento e l'articolo che lo dicono."""

    document: Code = Field(description="Codice di un documento dichiarato in «documents».")
    article: Article | None = Field(
        default=None, description="Articolo, comma, lettera: «4.3.a». «0» è il preambolo."
    )
    words: Words | None = Field(default=None, description="Le parole del testo, tra virgolette.")


class Validity(Strict):
    """Da quando vale e il primo giorno in cui non vale più. Senza date, vale sempre."""

    since: date | None = Field(default=None, alias="from", description="Primo giorno in cui vale.")
    until: date | None = Field(
        default=None, description="Primo giorno in cui NON vale più (escluso)."
    )

    @property
    def period(self) -> Period:
        """Tell the days on which it holds."""
        return Period.between(self.since, self.until)


class Rule(Strict):
    """Una regola di un documento: ha una fonte, una validità, una forza e forse un dubbio."""

    source: Source = Field(description="Il documento e l'articolo che la pongono.")
    valid: Annotated[Validity, Field(description="Da quando a quando vale.")] = Validity()
    enforcement: Enforcement = Field(
        default="block",
        description="block: chi la viola è fermato; warn: è avvisato; record: si annota soltanto.",
    )
    ambiguity: AmbiguityCode | None = Field(
        default=None, description="L'ambiguità che la tocca, dichiarata in «ambiguities»."
    )
    doubts: tuple[AmbiguityCode, ...] = Field(
        default=(), description="Altre ambiguità che la toccano."
    )

    def lacks(self) -> str | None:
        """Tell what is missing for the rule to decide anything; None where nothing is."""
        return None

    def lacked_document(self) -> str | None:
        """Tell the code of the document that would say it, where one is named."""
        return None


class Unknown(Rule):
    """Una regola che i documenti forniti non contengono: non se ne presume il contenuto."""

    missing: Words = Field(description="Che cosa manca.")
    document: Annotated[Code, Ref("document")] | None = Field(
        default=None, description="Il documento che lo direbbe, dichiarato in «documents»."
    )

    def lacks(self) -> str | None:
        """Tell what is missing."""
        return self.missing

    def lacked_document(self) -> str | None:
        """Tell the document that would say it."""
        return self.document
