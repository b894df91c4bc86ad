"""How the rules of two statutes differ, day by day, each told as its own sentence."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from ambiti.statute.language.decisions import MajorityDecision
from ambiti.statute.language.rule import Rule, Strict
from ambiti.statute.language.statute import Statute
from ambiti.statute.naming import Names
from ambiti.statute.periods import Period, days_in_words
from ambiti.statute.rulebook import ToldRule, rules_told
from ambiti.statute.rulebook.italian import articled, majority_in_short
from ambiti.statute.rulebook.words import in_words
from ambiti.statute.timelines import compared

_SINCE: Final = re.compile(r"@\d{4}-\d{2}-\d{2}")
_COMMON: Final = frozenset(Rule.model_fields)
_FORCE: Final = {
    "block": "chi non la rispetta è fermato",
    "warn": "chi non la rispetta è avvisato",
    "record": "si annota soltanto",
}
_TOLD_BY_DAY: Final = frozenset({"members", "capofila"})
"""Sections whose lists are told comune by comune."""
_KEPT_AT_BOTH_ENDS: Final = 2


@dataclass(frozen=True, slots=True)
class Told:
    """What a rule says on the days on which it holds."""

    text: str
    fields: tuple[tuple[str, str], ...]
    enforcement: str
    missing: str | None
    ambiguities: tuple[str, ...]
    rule: ToldRule = field(compare=False, repr=False)
    subject: str = field(compare=False, repr=False)

    @property
    def article(self) -> str:
        """Write where it is said."""
        source = self.rule.entry.source
        return f" (art. {source.article})" if source.article else ""


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One change of one rule, in the section where it is."""

    section: str
    text: str


Lines = dict[str, list[tuple[Period, Told]]]
Naming = Callable[[str], str]


def rule_lines(statute: Statute, named: Naming = str) -> Lines:
    """Tell the rules of a statute by what they are about, each with its days."""
    found: Lines = defaultdict(list)
    names = Names.of(statute)
    for rule in rules_told(statute):
        if rule.section in _TOLD_BY_DAY or _is_told_by_day(rule):
            continue
        entry = rule.entry
        about = entry.code.replace(f"AMBITO:{statute.slug}", "AMBITO", 1)
        subject = names.declared("subject").get(entry.subject_code, entry.subject_code)
        told = Told(
            entry.text,
            _fields(rule.part),
            entry.enforcement,
            entry.missing,
            entry.ambiguities,
            rule,
            subject,
        )
        found[named(_SINCE.sub("", about))].append((entry.valid, told))
    return found


def _is_told_by_day(rule: ToldRule) -> bool:
    return rule.section == "units" and not rule.is_whole


def rule_changes(before: Statute, after: Statute) -> Iterator[RuleChange]:
    """Tell how rules change from one statute to another, by the days on which they do."""
    old, new = rule_lines(before), rule_lines(after)
    names = Names(after)
    for about in dict.fromkeys((*old, *new)):
        for found in compared(old.get(about, ()), new.get(about, ())):
            told = found.after or found.before
            if told is None:
                continue
            section = told.rule.section
            when = days_in_words(found.period)
            days = f", {when}" if when else ""
            for text in became(found.before, found.after, names):
                yield RuleChange(section, f"{text}{days}{told.article}")


def became(old: Told | None, new: Told | None, names: Names) -> Iterator[str]:
    """Say how a rule becomes another: new, gone, or in other words."""
    if old is None or new is None:
        if new is not None:
            yield f"in più: {new.text}{_lacking(new)}"
        elif old is not None:
            yield f"non più: {old.text}"
        return
    if old.text != new.text:
        yield _majority(old, new, names) or _reworded(old.text, new.text)
    elif old.fields != new.fields:
        yield from (f"{_named(new)}: {change}" for change in _field_changes(old, new))
    if old.missing != new.missing:
        known = f"ora si sa ciò che mancava ({old.missing})"
        yield f"{_named(new)}: {f'indeterminato, manca {new.missing}' if new.missing else known}"
    if old.enforcement != new.enforcement:
        yield f"{_named(new)}: ora {_FORCE[new.enforcement]}, prima {_FORCE[old.enforcement]}"
    if old.ambiguities != new.ambiguities:
        doubts = [_plainly(new.ambiguities), _plainly(old.ambiguities)]
        yield f"{_named(new)}: ambiguità {doubts[0]}, prima {doubts[1]}"


def _plainly(codes: Sequence[str]) -> str:
    return ", ".join(codes) or "nessuna"


def _lacking(told: Told) -> str:
    missing = told.missing
    return f" — indeterminato: manca {missing}" if missing and missing not in told.text else ""


def _named(told: Told) -> str:
    return f"«{told.text}»"


def _majority(old: Told, new: Told, names: Names) -> str | None:
    """Say a new majority, in short: l'Assemblea ora decide con almeno 2/3 dei componenti."""
    was, becomes = old.rule.part, new.rule.part
    if not (isinstance(was, MajorityDecision) and isinstance(becomes, MajorityDecision)):
        return None
    before, after = _in_short(was), _in_short(becomes)
    if before == after:
        return None
    matter = names.declared("matter").get(becomes.matter or "", becomes.matter)
    about = f", per {matter}," if matter else ""
    organ = articled(new.subject)
    return f"{organ} ora decide{about} con {after} invece che con {before}"


def _in_short(rule: MajorityDecision) -> str:
    return majority_in_short(rule.fraction, rule.of, strict=rule.strict)


def _reworded(old: str, new: str) -> str:
    """Say the new sentence, and of the old one only the words that differ."""
    was, becomes = old.split(), new.split()
    shorter = min(len(was), len(becomes))
    start = next((i for i in range(shorter) if was[i] != becomes[i]), shorter)
    end = next(
        (i for i in range(shorter - start) if was[-1 - i] != becomes[-1 - i]), shorter - start
    )
    middle = was[start : len(was) - end]
    if start + end < _KEPT_AT_BOTH_ENDS or not middle:
        return f"{new} (prima: «{old}»)"
    return f"{new} (prima: «{' '.join(middle)}»)"


def _fields(part: Strict) -> tuple[tuple[str, str], ...]:
    """Write what a rule holds, besides its parts that are rules themselves."""
    return tuple(
        (name, str(value))
        for name, value in _values(part).items()
        if value is not None and value is not False and value != ()
    )


def _values(part: Strict) -> dict[str, Any]:
    skipped = _COMMON if isinstance(part, Rule) else frozenset()
    found = {}
    for name in type(part).model_fields:
        value = getattr(part, name)
        holds_rules = isinstance(value, tuple) and value and isinstance(value[0], Rule)
        if name not in skipped and name != "term" and not holds_rules:
            found[name] = None if isinstance(value, Rule) else value
    return found


def _field_changes(old: Told, new: Told) -> Iterator[str]:
    was, becomes = _values(old.rule.part), _values(new.rule.part)
    for name in dict.fromkeys((*was, *becomes)):
        before, after = was.get(name), becomes.get(name)
        if before == after:
            continue
        what = _described(new.rule.part, name)
        if isinstance(before, tuple) and isinstance(after, tuple):
            more = [_shown(name, one) for one in after if one not in before]
            less = [_shown(name, one) for one in before if one not in after]
            told = [f"anche {', '.join(more)}"] * bool(more)
            told += [f"non più {', '.join(less)}"] * bool(less)
            yield f"{what}: ora {' e '.join(told) or 'in un altro ordine'}"
        else:
            yield f"{what}: da {_shown(name, before)} a {_shown(name, after)}"


def _described(part: Strict, name: str) -> str:
    described = type(part).model_fields.get(name)
    text = (described.description if described else None) or name
    text = re.split(r"[:;.]", text.removeprefix("true se "), maxsplit=1)[0]
    return text[:1].lower() + text[1:]


def _shown(name: str, value: Any) -> str:
    if value is None or value == ():
        return "niente"
    if isinstance(value, bool):
        return "sì" if value else "no"
    if isinstance(value, Strict):
        told = value.model_dump(mode="json", by_alias=True, exclude_none=True)
        return "«" + ", ".join(str(one) for one in _plain(told)) + "»"
    if isinstance(value, tuple):
        return ", ".join(_shown(name, one) for one in value)
    return f"«{in_words(name, str(value))}»"


def _plain(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _plain(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _plain(inner)
    else:
        yield value
