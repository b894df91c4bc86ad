"""The papers that sources cite: founding documents, laws, outside sources."""

from typing import Literal

from pydantic import Field

from ambiti.statute.language.rule import Strict
from ambiti.statute.language.words import Articles, Code, Name, Words

DocumentKind = Literal["FOUNDING", "LAW", "REGISTRY", "EXTERNAL"]
"""FOUNDING: a paper of the Ambito; LAW; REGISTRY: official codes; EXTERNAL: from outside."""


class Document(Strict):
    """Un documento citato come fonte."""

    code: Code = Field(description="Il codice con cui lo si cita.")
    title: Name = Field(description="Il titolo per esteso.")
    kind: DocumentKind = Field(
        default="FOUNDING",
        description="FOUNDING: atto dell'Ambito; LAW: legge; REGISTRY: anagrafe ufficiale; "
        "EXTERNAL: fonte esterna ai documenti.",
    )
    supplied: bool = Field(description="true se il testo è stato fornito, false se solo citato.")
    articles: tuple[Articles, ...] = Field(
        default=(), description="Gli articoli che ha, anche a intervalli: «0-20» (0 = preambolo)."
    )
    note: Words | None = Field(default=None, description="Che cosa se ne sa.")

    def has(self, article: str) -> bool:
        """Tell whether the document has this article; one that lists none is not checked."""
        if not self.articles:
            return True
        head = article.split(".", 1)[0]
        return any(_covers(listed, head) for listed in self.articles)


def _covers(listed: str, article: str) -> bool:
    first, dash, last = listed.partition("-")
    if not dash:
        return listed == article
    return first.isdecimal() and article.isdecimal() and int(first) <= int(article) <= int(last)
