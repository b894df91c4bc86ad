"""What the documents leave in doubt, said beside an act that it touches."""

from collections.abc import Iterable

from ambiti.acting.refusing import Violation
from ambiti.governance.competence import cited
from ambiti.statute.language.rule import Rule
from ambiti.statute.language.statute import Statute


def doubts_of(statute: Statute, rules: Iterable[Rule | None]) -> list[Violation]:
    """Say the ambiguities that touch rules, each with the reading in force."""
    wanted = [code for one in rules if one for code in (one.ambiguity, *one.doubts) if code]
    found = []
    for one in statute.ambiguities:
        if one.code in wanted:
            told = cited(statute, one.source.document, one.source.article)
            message = f"{one.question} Lettura in vigore: {one.reading}"
            article = told["source_article"]
            found.append(Violation(one.code, message, None, told["source_document"], article))
    return found
