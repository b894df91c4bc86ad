"""The rulebook of a statute: its rules one by one, in the order of the file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ambiti.statute.language.competences import Competence
from ambiti.statute.language.decisions import Decision
from ambiti.statute.language.instruments import Instrument
from ambiti.statute.language.rule import Rule, Strict
from ambiti.statute.language.statute import Statute
from ambiti.statute.language.territory import Comune
from ambiti.statute.language.units import MemberAmbito
from ambiti.statute.naming import Names
from ambiti.statute.parts import fields, rooms
from ambiti.statute.periods import ALWAYS, BEGINNING, Period
from ambiti.statute.remembering import remembered
from ambiti.statute.rulebook.details import Detailing
from ambiti.statute.rulebook.entries import Cited, Details, RuleEntry, SubjectKind
from ambiti.statute.rulebook.mechanisms import area, mechanism, slot
from ambiti.statute.rulebook.sections import section_of
from ambiti.statute.rulebook.sentences import Sentences

_SUBJECTS: Final[dict[str, SubjectKind]] = {
    "organs": "ORGAN",
    "roles": "ROLE",
    "instruments": "INSTRUMENT",
    "funds": "FUND",
    "units": "UNIT",
    "bodies": "BODY",
}
_ABOUT: Final[tuple[tuple[str, SubjectKind], ...]] = (
    ("instrument", "INSTRUMENT"),
    ("organ", "ORGAN"),
)
"""The fields by which a rule outside those sections says what it is about."""
_NOT_IN_CODES: Final = re.compile(r"[^\w-]+")
_TELLING: Final = (
    "matter", "what", "matters", "office", "holder", "who", "function", "category", "designated_by",
    "programme", "item", "step", "power", "party", "comune", "body", "first", "by", "measures",
)  # fmt: skip
"""The fields that tell a rule from the others of its kind, the most telling first."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A rule, where it stands, and the days on which it holds."""

    rule: Rule
    section: str
    root: Strict
    steps: tuple[str, ...]
    period: Period


@dataclass(frozen=True, slots=True)
class ToldRule:
    """An entry, the part that it tells, and whether that part is a whole item of its section."""

    entry: RuleEntry
    part: Strict
    section: str
    is_whole: bool


def rulebook(statute: Statute) -> tuple[RuleEntry, ...]:
    """Tell every rule of a statute, and how long each instrument lasts."""
    return tuple(told.entry for told in rules_told(statute))


@remembered
def rules_told(statute: Statute) -> tuple[ToldRule, ...]:
    """Tell every rule of a statute beside the part of it that says so."""
    return tuple(_Book(statute).told())


class _Book:
    """What is needed to tell the rules of one statute."""

    def __init__(self, statute: Statute) -> None:
        self._statute = statute
        self._names = Names.of(statute)
        self._sentences = Sentences(self._names)
        self._details = Detailing(statute, self._sentences)
        self._documents = {document.code: document for document in statute.documents}
        self._matters = {matter.code: matter for matter in statute.matters}
        self._organs = {organ.code for organ in statute.organs}
        self._taken: set[str] = set()
        self._position = 0

    def told(self) -> Iterator[ToldRule]:
        """Tell the rules in the order of the file."""
        for section in Statute.model_fields:
            items = getattr(self._statute, section)
            for item in items if isinstance(items, tuple) else ():
                for found in _walk(item, section, item, (), ALWAYS):
                    yield ToldRule(
                        self._entry(found), found.rule, section, is_whole=found.rule is item
                    )
                    if isinstance(found.rule, Instrument):
                        yield ToldRule(self._term(found), found.rule.term, section, is_whole=False)

    def _entry(self, found: _Found) -> RuleEntry:
        rule = found.rule
        missing = self._missing(rule)
        text = self._sentences.of(rule, self._subject_name(found))
        kind = getattr(rule, "kind", None) or type(rule).__name__
        return self._written(
            found,
            section=section_of(rule),
            mechanism=mechanism(rule),
            kind=kind,
            text=text,
            missing=missing,
            details=self._details.of(rule),
            steps=found.steps,
        )

    def _term(self, found: _Found) -> RuleEntry:
        """Tell how long an instrument lasts: a part of it, with the instrument's own source."""
        instrument = found.rule
        assert isinstance(instrument, Instrument)  # noqa: S101  the caller has looked
        term = instrument.term
        lasts = self._sentences.of(term, instrument.title)
        return self._written(
            found,
            section="term",
            mechanism="M-10",
            kind=term.kind,
            text=f"Durata, {instrument.title}: {lasts[:1].lower()}{lasts[1:]}",
            missing=self._missing(instrument),
            details=self._details.term(term),
            steps=(*found.steps, "term"),
            doubt=getattr(term, "ambiguity", None),
        )

    def _written(  # noqa: PLR0913  an entry says as many things
        self,
        found: _Found,
        *,
        section: str,
        mechanism: str,
        kind: str,
        text: str,
        missing: str | None,
        details: Details,
        steps: tuple[str, ...],
        doubt: str | None = None,
    ) -> RuleEntry:
        rule = found.rule
        subject_kind, subject_code = self._subject(found)
        doubts = [code for code in (doubt, rule.ambiguity, *rule.doubts) if code]
        self._position += 1
        document = self._documents.get(rule.source.document)
        return RuleEntry(
            section=section,
            mechanism=mechanism,
            area=area(rule, self._matters),
            subject_kind=subject_kind,
            subject_code=subject_code,
            code=self._code("/".join((f"{subject_kind}:{subject_code}", *steps)), found.period),
            position=self._position,
            kind=kind,
            text=text,
            status="UNDETERMINED" if missing else "DETERMINED",
            missing=missing,
            enforcement=rule.enforcement,
            ambiguity=doubts[0] if doubts else None,
            ambiguities=tuple(dict.fromkeys(doubts)),
            source=Cited(
                rule.source.document,
                document.title if document else rule.source.document,
                rule.source.article,
                rule.source.words,
            ),
            valid=found.period,
            details=details,
        )

    def _missing(self, rule: Rule) -> str | None:
        """Tell what is missing: what the rule lacks, or the text of a founding document."""
        lacked, named = rule.lacks(), rule.lacked_document()
        document = self._documents.get(named or "")
        title = document.title if document else named
        if lacked:
            return f"{lacked} ({title})" if title else lacked
        if document and not document.supplied and document.kind != "LAW":
            return document.title
        source = self._documents.get(rule.source.document)
        if source and not source.supplied and source.kind == "FOUNDING":
            return source.title
        return None

    def _subject(self, found: _Found) -> tuple[SubjectKind, str]:
        if found.section in _SUBJECTS:
            return _SUBJECTS[found.section], _code_of(found.root)
        if isinstance(found.root, Competence) and found.root.by in self._organs:
            return "ORGAN", found.root.by
        for name, kind in _ABOUT:
            code = getattr(found.root, name) if name in fields(type(found.root)) else None
            if code is not None:
                return kind, code
        return "AMBITO", self._statute.slug

    def _subject_name(self, found: _Found) -> str:
        """Name what a rule belongs to: an act by its title, anything else by its name."""
        root = found.root
        code = getattr(root, "instrument", None) if found.section not in _SUBJECTS else None
        if code:
            return self._names.declared("instrument").get(str(code), str(code))
        if isinstance(root, Comune):
            return f"il comune di {root.name}"
        if isinstance(root, MemberAmbito):
            return f"l'Ambito di {root.name}"
        named = getattr(root, "title", None) or getattr(root, "name", None)
        return str(named or _code_of(root))

    def _code(self, wanted: str, period: Period) -> str:
        """Make a code that nothing else has: what follows in time says from when, then a number."""
        candidates = [wanted]
        if period.since != BEGINNING:
            candidates.append(f"{wanted}@{period.since.isoformat()}")
        code = next((one for one in candidates if one not in self._taken), None)
        number = 2
        while code is None:
            numbered = f"{wanted}#{number}"
            code = None if numbered in self._taken else numbered
            number += 1
        self._taken.add(code)
        return code


def _walk(
    part: Strict, section: str, root: Strict, steps: tuple[str, ...], period: Period
) -> Iterator[_Found]:
    if isinstance(part, Rule):
        period = part.valid.period.within(period)
        own = steps
        if part is root and section not in _SUBJECTS:
            own = (slot(section), *_key(part))
        yield _Found(part, section, root, own, period)
        steps = own
    elif part is root:
        steps = (slot(section), *_key(part))
    for name, _ in rooms(type(part)):
        value = getattr(part, name)
        if isinstance(value, Strict):
            yield from _walk(value, section, root, (*steps, slot(name)), period)
        elif isinstance(value, tuple):
            for item in value:
                if isinstance(item, Strict):
                    yield from _walk(item, section, root, (*steps, slot(name), *_key(item)), period)


def _key(part: Strict) -> tuple[str, ...]:
    """Tell what distinguishes a rule from the others of its list."""
    if isinstance(part, Decision):
        return (part.matter or "ordinary",)
    if isinstance(part, Competence):
        return (f"{part.by}-{part.verb}-{part.matter}",)
    known = fields(type(part))
    for name in ("code", "istat"):
        code = getattr(part, name) if name in known else None
        if code:
            return (code,)
    kind = getattr(part, "kind", None) if "kind" in known else None
    telling = (getattr(part, name) for name in _TELLING if name in known)
    told = next((one for one in telling if one), None)
    about = "-".join(told) if isinstance(told, tuple) else str(told or "")
    about = _NOT_IN_CODES.sub("-", about).strip("-")
    key = "-".join(one for one in (kind.lower() if kind else None, about) if one)
    return (key,) if key else ()


def _code_of(part: Strict) -> str:
    return str(getattr(part, "code", None) or getattr(part, "istat", None) or "")
