"""One entry of the rulebook."""

from dataclasses import dataclass, field
from typing import Literal

from ambiti.statute.language.rule import Enforcement
from ambiti.statute.language.vocabulary import Area
from ambiti.statute.periods import Period

SubjectKind = Literal["AMBITO", "ORGAN", "ROLE", "INSTRUMENT", "FUND", "UNIT", "BODY"]
Status = Literal["DETERMINED", "UNDETERMINED"]
Detail = str | int | bool | tuple[str, ...] | tuple[int, ...] | None
Details = dict[str, Detail]


@dataclass(frozen=True, slots=True)
class Cited:
    """Where a rule is written."""

    code: str
    title: str
    article: str | None
    words: str | None


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """A rule: what it is about, its sentence, its figures, and where it is written."""

    section: str
    mechanism: str
    area: Area
    subject_kind: SubjectKind
    subject_code: str
    code: str
    """Stable within the tenant, made of what the rule is about."""
    position: int
    kind: str
    text: str
    status: Status
    missing: str | None
    enforcement: Enforcement
    ambiguity: str | None
    ambiguities: tuple[str, ...]
    """All that touch it, ``ambiguity`` first."""
    source: Cited
    valid: Period
    details: Details = field(default_factory=dict)
