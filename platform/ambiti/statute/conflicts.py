"""Where a document contradicts itself, or leans on one that is not here: told, never repaired."""

import re
from collections.abc import Iterator
from typing import Final

from ambiti.statute.checking import Rules, Violation
from ambiti.statute.language.documents import Document
from ambiti.statute.language.hierarchy import BrokenReference
from ambiti.statute.language.rule import Rule, Source
from ambiti.statute.language.statute import Statute
from ambiti.statute.parts import parts
from ambiti.statute.problems import Path, at, nearest

_POINTED: Final = re.compile(
    r"\b(precedent[ei]|successiv[oi]|presente) art(?:\.|icol[oi])? ?(\d+)", re.IGNORECASE
)
"""How a text points to another place of itself."""


def broken_references_are_told(statute: Statute) -> Iterator[Violation]:
    """A text that cites the wrong article is shown, and the article that is meant exists."""
    documents = {document.code: document for document in statute.documents}
    for index, rule in enumerate(statute.hierarchy):
        if not isinstance(rule, BrokenReference):
            continue
        path = at("hierarchy", index)
        if rule.cited == rule.meant:
            message = f"il rinvio all'articolo {rule.cited} non è sbagliato: è l'articolo inteso"
            right = "«meant» diverso da «cited», o nessun BROKEN_REFERENCE"
            yield Violation((*path, "meant"), "SAME_ARTICLE", message, right, value=rule.meant)
        document = documents.get(rule.source.document)
        if document and not document.has(rule.meant):
            message = f"il documento {document.code} non ha l'articolo «{rule.meant}»"
            right = "articoli: " + ", ".join(document.articles)
            where = (*path, "meant")
            yield Violation(where, "UNKNOWN_ARTICLE", message, right, value=rule.meant)
            continue
        place = f" (art. {rule.source.article})" if rule.source.article else ""
        yield Violation(
            path,
            rule.ambiguity or "BROKEN_REFERENCE",
            f"il testo{place} rinvia all'articolo {rule.cited}, ma si tratta del {rule.meant}",
            severity="warning",
            value=rule.cited,
            period=rule.valid.period,
        )


def quoted_references_point_somewhere(statute: Statute) -> Iterator[Violation]:
    """The words of a source that point to «precedente art. 9» point to one that comes before."""
    documents = {document.code: document for document in statute.documents}
    told = {
        (rule.source.document, _main(rule.source.article), rule.cited)
        for rule in statute.hierarchy
        if isinstance(rule, BrokenReference)
    }
    for path, part in parts(statute):
        if not isinstance(part, Source) or part.words is None or part.article is None:
            continue
        document = documents.get(part.document)
        for direction, cited in _POINTED.findall(part.words) if document else ():
            if (part.document, _main(part.article), cited) in told:
                continue
            if document and not _points(direction, cited, part.article, document):
                yield Violation(
                    (*path, "words"),
                    "BROKEN_REFERENCE",
                    f"«{direction} art. {cited}», citato dall'articolo {part.article}, "
                    f"non c'è in {document.code}",
                    "una voce BROKEN_REFERENCE in «hierarchy», con l'articolo inteso",
                    severity="warning",
                    value=cited,
                )


def _points(direction: str, cited: str, article: str, document: Document) -> bool:
    here = _main(article)
    if not document.has(cited):
        return False
    if not here.isdecimal():
        return True
    if direction.lower().startswith("preced"):
        return int(cited) <= int(here)
    if direction.lower().startswith("succ"):
        return int(cited) >= int(here)
    return cited == here


def _main(article: str | None) -> str:
    return (article or "").split(".", 1)[0]


def missing_sources_are_told(statute: Statute) -> Iterator[Violation]:
    """A rule that stands in a document which was not supplied decides nothing, and says so."""
    documents = {document.code: document for document in statute.documents}
    for path, part in parts(statute):
        if not isinstance(part, Rule):
            continue
        lacked = documents.get(part.lacked_document() or "")
        if lacked and not lacked.supplied and lacked.kind != "LAW":
            yield _undetermined(path, lacked, "la regola è", part)
    yield from _founded_elsewhere(statute, documents)


def _founded_elsewhere(statute: Statute, documents: dict[str, Document]) -> Iterator[Violation]:
    """Tell once, for each founding document that is not here, the rules that cite it."""
    citing: dict[str, list[tuple[Path, Rule]]] = {}
    for path, part in parts(statute):
        document = documents.get(part.source.document) if isinstance(part, Rule) else None
        if isinstance(part, Rule) and document and not document.supplied:
            citing.setdefault(document.code, []).append((path, part))
    for code, rules in citing.items():
        if documents[code].kind == "FOUNDING":
            number = len(rules)
            said = "la regola che lo cita è" if number == 1 else f"{number} regole lo citano: sono"
            path, rule = rules[0]
            yield _undetermined((*path, "source"), documents[code], said, rule, number)


def _undetermined(
    path: Path, document: Document, said: str, rule: Rule, number: int = 1
) -> Violation:
    word = "indeterminata" if number == 1 else "indeterminate"
    return Violation(
        path,
        rule.ambiguity or "SOURCE_NOT_SUPPLIED",
        f"«{document.title}» non è stato fornito: {said} {word}",
        "fornire il documento e scrivere qui ciò che dice",
        severity="warning",
        value=document.code,
        period=rule.valid.period,
    )


def documents_are_cited(statute: Statute) -> Iterator[Violation]:
    """A rule that says what its document lacks cites one that lacks it: not a supplied one."""
    documents = {document.code: document for document in statute.documents}
    for path, part in parts(statute):
        if not isinstance(part, Rule) or part.lacked_document() is None:
            continue
        document = documents.get(part.lacked_document() or "")
        if document and document.supplied and part.lacks():
            others = [one.code for one in statute.documents if not one.supplied]
            yield Violation(
                (*path, "document"),
                "SOURCE_SUPPLIED",
                f"«{document.title}» è stato fornito: ciò che dice si può scrivere qui",
                nearest(document.code, others) or "la regola, con il suo articolo",
                severity="warning",
                value=document.code,
            )


RULES = Rules(
    single=(
        broken_references_are_told,
        quoted_references_point_somewhere,
        missing_sources_are_told,
        documents_are_cited,
    )
)
