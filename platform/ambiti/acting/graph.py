"""The journal, as those who control the acts of an Ambito read it."""

from datetime import datetime
from typing import Annotated, Any

import strawberry
from sqlalchemy import ColumnElement, Select, Text, cast, column, func, select
from sqlalchemy.dialects.postgresql import JSONB

from ambiti.acting import scopes, tables
from ambiti.reading.binding import Place, identity, page, reads, rows, value
from ambiti.reading.binding import column as field
from ambiti.reading.identifiers import base64_text
from ambiti.reading.nodes import Connection, Node
from ambiti.reading.text import joined


@strawberry.type(description="Il documento e l'articolo su cui un atto si fonda.")
class EntrySource:
    """What an act rests on."""

    document: str = value(lambda row: row.c.document, "Sigla del documento nello statuto.")
    article: str | None = value(lambda row: row.c.article, "Articolo, comma e lettera.")


def _subject(row: Any) -> ColumnElement[str]:
    tenant, key = cast(row.c.ambito_id, Text), cast(row.c.subject_id, Text)
    return base64_text(joined([row.c.subject_kind, ":", tenant, ":", key]))


@strawberry.type(description="Un atto nel giornale: chi, come, quando, su che cosa.")
@reads(scopes.JOURNAL_ENTRY, tables.journal_entries)
class JournalEntry(Node):
    """One act, as it was written down; never changed afterwards."""

    id: strawberry.ID = identity()
    number: int = field("Numero progressivo nell'Ambito, senza salti.")
    at: datetime = field("Quando (UTC).")
    act: str = field("L'atto compiuto: il nome della mutazione, in minuscolo.")
    performed_by: str = field("Chi lo ha compiuto.")
    access: str | None = field("Il ruolo in base al quale gli era permesso.")
    mandate: str | None = field("L'atto che gli ha conferito quel ruolo.")
    subject: strawberry.ID = value(_subject, "Ciò che l'atto riguarda.")
    previous_hash: str | None = field("Hash dell'atto precedente.")
    hash: str = field("SHA-256 di tutto l'atto, compreso l'hash precedente.")

    @rows(list[EntrySource], "I documenti e gli articoli su cui si fonda.", made=True, expect=2)
    def sources(self: Place) -> Select[Any]:
        found = (
            func.jsonb_array_elements(self.above.c.sources)
            .table_valued(column("item", JSONB), with_ordinality="position")
            .render_derived()
        )
        item = found.c.item
        return select(
            item["document"].astext.label("document"),
            item["article"].astext.label("article"),
        ).order_by(found.c.position)


Act = Annotated[str | None, strawberry.argument(description="Solo gli atti con questo nome.")]


@strawberry.type
class AmbitoJournal:
    """The journal of an Ambito."""

    @page(Connection[JournalEntry], "Il giornale degli atti, dal primo.", order=["number"])
    def journal(self: Place, act: Act = None) -> Select[Any]:
        below = self.below
        chosen = self.select().where(below.c.ambito_id == self.above.c.ambito_id)
        return chosen if act is None else chosen.where(below.c.act == act)
