"""Which rows a statute declares. Each slice projects its own tables; the ids never change.

An id is made from the tenant's slug, the table and what the row is about, so that applying the
same statute anywhere gives the same ids.
"""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID, uuid5

from sqlalchemy import Table
from sqlalchemy.ext.asyncio import AsyncConnection

from ambiti.statute.checking import Violation, open_points
from ambiti.statute.language.rule import Rule, Source
from ambiti.statute.language.statute import Statute
from ambiti.statute.parts import parts
from ambiti.statute.periods import ALWAYS, Period
from ambiti.statute.problems import Path
from ambiti.statute.remembering import remembered
from ambiti.statute.rulebook import Details, rulebook
from ambiti.statute.tables import ambiguities, rules

NAMESPACE: Final = UUID("6f1c1f0e-5a0b-5d2c-9a39-3b0c2f4f7a11")

Row = tuple[Table, dict[str, object]]


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one tenant's rows."""

    slug: str
    ambito_id: int

    def id(self, table: Table, *natural: object) -> UUID:
        """Make the id of the row that is about these things."""
        told = (item.isoformat() if isinstance(item, date) else str(item) for item in natural)
        return uuid5(NAMESPACE, "\x1f".join((self.slug, table.name, *told)))

    def row(self, table: Table, natural: Iterable[object], **values: object) -> Row:
        """Make a row that is about these things."""
        return table, {"ambito_id": self.ambito_id, "id": self.id(table, *natural), **values}


@dataclass(frozen=True, slots=True)
class Projection:
    """The tables that a slice fills from a statute, and how."""

    tables: tuple[Table, ...]
    rows: Callable[[Statute, Keys], list[Row]]
    informed: Callable[[AsyncConnection, int], Awaitable["Projection"]] | None = None
    """Where rows also depend on what acts recorded since: the same projection, knowing that."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The row that a warning is about."""

    id: UUID
    published: bool
    period: Period = ALWAYS


Subjects = dict[Path, Subject]
"""The rows that warnings are about, by the section and place of what declares them."""


class Citations:
    """Writes a source as rows hold it."""

    def __init__(self, statute: Statute) -> None:
        """Index the documents by code."""
        self._titles = {document.code: document.title for document in statute.documents}

    def of(self, source: Source) -> dict[str, object]:
        """Give the columns of a source."""
        return {
            "source_code": source.document,
            "source_document": self._titles.get(source.document, source.document),
            "source_article": source.article,
        }


def days(period: Period) -> dict[str, object]:
    """Give the columns of a validity."""
    return {"valid_from": period.since, "valid_until": period.until}


def rows(statute: Statute, keys: Keys) -> list[Row]:
    """Project the rules one by one, the open points and the readings in force."""
    return [*_rules(statute, keys), *_ambiguities(statute, keys)]


def _rules(statute: Statute, keys: Keys) -> Iterator[Row]:
    for entry in rulebook(statute):
        if entry.valid.empty:
            continue
        yield keys.row(
            rules,
            (entry.code,),
            number=entry.position,
            section=entry.section,
            mechanism=entry.mechanism,
            area=entry.area,
            kind=entry.kind,
            subject_kind=entry.subject_kind,
            subject_code=entry.subject_code,
            code=entry.code,
            text=entry.text,
            status=entry.status,
            missing=entry.missing,
            enforcement=entry.enforcement.upper(),
            ambiguity=entry.ambiguity,
            doubts=list(entry.ambiguities),
            details=plain(entry.details),
            source_code=entry.source.code,
            source_document=entry.source.title,
            source_article=entry.source.article,
            source_words=entry.source.words,
            **days(entry.valid),
        )


def plain(details: Details) -> dict[str, object]:
    """Give details as JSON holds them."""
    return {
        name: list(found) if isinstance(found, tuple) else found for name, found in details.items()
    }


def said(statute: Statute) -> list[dict[str, object]]:
    """Tell every rule as a version keeps it: its sentence, its standing and its source."""
    return [
        {
            "number": entry.position,
            "code": entry.code,
            "area": entry.area,
            "mechanism": entry.mechanism,
            "text": entry.text,
            "enforcement": entry.enforcement,
            "status": entry.status,
            "source_code": entry.source.code,
            "source_document": entry.source.title,
            "source_article": entry.source.article,
            "source_words": entry.source.words,
        }
        for entry in rulebook(statute)
    ]


def _ambiguities(statute: Statute, keys: Keys) -> Iterator[Row]:
    cite = Citations(statute)
    for item in statute.ambiguities:
        yield keys.row(
            ambiguities,
            (item.code,),
            code=item.code,
            question=item.question,
            options=[{"code": one.code, "text": one.text} for one in item.options],
            option=item.chosen.option,
            motivation=item.chosen.motivation,
            chosen_by=item.chosen.by,
            chosen_on=item.chosen.on,
            **cite.of(item.source),
        )


@remembered
def doubts(statute: Statute) -> tuple[Violation, ...]:
    """Tell every part that an open point touches, with the reading in force."""
    return tuple(_doubts(statute))


def _doubts(statute: Statute) -> Iterator[Violation]:
    declared = {ambiguity.code: ambiguity for ambiguity in statute.ambiguities}
    for path, part in parts(statute):
        if path[:1] == ("ambiguities",):
            continue
        period = part.valid.period if isinstance(part, Rule) else ALWAYS
        for name, code in open_points(part):
            if code in declared and name != "incomplete":
                ambiguity = declared[code]
                yield Violation(
                    path,
                    code,
                    f"{ambiguity.question} Lettura in vigore: {ambiguity.reading}",
                    severity="warning",
                    period=period,
                )


def warning_rows(
    table: Table,
    keys: Keys,
    found: Iterable[Violation],
    statute: Statute,
    subjects: Mapping[Path, Subject],
) -> Iterator[Row]:
    """Write on each row what the rules found there, and the open points that touch it.

    Where a rule tells an open point in its own words, the general words are left out. Another
    spelling is no warning by itself: it is among the aliases.
    """
    told = [one for one in found if one.severity == "warning" and one.code != "ALIAS_USED"]
    specific = {(one.path[:2], one.code) for one in told}
    told += [one for one in doubts(statute) if (one.path[:2], one.code) not in specific]
    written: set[tuple[UUID, str, str]] = set()
    for violation in told:
        subject = subjects.get(violation.path[:2])
        if subject is None:
            continue
        natural = (subject.id, violation.code, violation.message)
        period = violation.period.within(subject.period)
        if natural in written or period.empty:
            continue
        written.add(natural)
        yield keys.row(
            table,
            natural,
            subject_id=subject.id,
            code=violation.code,
            message=violation.message,
            published=subject.published,
            **days(period),
        )


PROJECTION: Final = Projection((rules, ambiguities), rows)
