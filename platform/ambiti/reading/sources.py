"""The source of a rule: the document and the article that say it."""

import strawberry
from sqlalchemy import ColumnElement, FromClause, Text, case, cast, func, null

from ambiti.reading.binding import value


@strawberry.type(description="Il documento e l'articolo che lo dicono.")
class Source:
    """Where a rule is written."""

    document: str = value(lambda row: row.c.source_document, "Titolo del documento.")
    document_code: str = value(
        lambda row: row.c.source_code, "Sigla del documento nello statuto dell'Ambito."
    )
    article: str | None = value(lambda row: row.c.source_article, "Articolo, comma e lettera.")
    words: str | None = value(
        lambda row: row.c.source_words if "source_words" in row.c else cast(null(), Text),
        "Le parole del testo, dove contano per interpretarlo.",
    )


def sourced(row: FromClause) -> ColumnElement[bool]:
    """Say whether the row names its source."""
    return row.c.source_document.is_not(None)


def finite(day: ColumnElement[object]) -> ColumnElement[object]:
    """Give a bound of validity, or nothing where it has none."""
    return case((func.isfinite(day), day))
