"""Two tenants beside each other: what their documents say of the same thing, and what only one."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

from ambiti.statute import facts
from ambiti.statute.language.statute import Statute
from ambiti.statute.rule_changes import Lines, Naming, Told, rule_lines

_KINDS: Final = (
    ("ORGAN", "organs", "kind"),
    ("ROLE", "roles", "access"),
    ("INSTRUMENT", "instruments", "kind"),
)
"""What is the same thing in two tenants when each has one: by which trait."""
_CODE: Final = re.compile(r"[A-Z0-9][A-Z0-9_]*(?:-[A-Z0-9_]+)*?(?=[-/#@]|$)")
_EACH_ITS_OWN: Final = frozenset({"LEGAL_REFERENCE", "PRINCIPLE", "GAP", "BROKEN_REFERENCE"})
"""Rules that are about what one text says, and never about the same thing as another's."""


def between_tenants(first: Statute, second: Statute) -> Iterator[str]:
    """Compare two tenants on the same mechanisms.

    What is one of its kind in both is the same thing under two codes: the only political organ,
    the only role with an access, the only convention. Days are left out: each has its own.
    """
    yield f"territorio: {_territory(first)}; {_territory(second)}"
    renamed = [_renaming(first, second), _renaming(second, first)]
    one, other = rule_lines(first, renamed[0]), rule_lines(second, renamed[1])
    alone: dict[str, list[str]] = {first.slug: [], second.slug: []}
    for about in dict.fromkeys((*one, *other)):
        mine, theirs = _latest(one, about), _latest(other, about)
        if mine and theirs and mine.rule.entry.kind not in _EACH_ITS_OWN:
            if mine.text != theirs.text:
                yield f"{first.slug}: {_said(mine)} | {second.slug}: {_said(theirs)}"
            continue
        for slug, told in ((first.slug, mine), (second.slug, theirs)):
            alone[slug] += [_said(told)] if told else []
    for slug, sentences in alone.items():
        yield from (f"solo {slug}: {sentence}" for sentence in sentences)


def _territory(statute: Statute) -> str:
    comuni = {member.comune.istat for member in facts.memberships(statute)}
    units = f" in {len(statute.units)} unità" if statute.units else ""
    return f"{statute.slug} ha {len(comuni)} comuni{units}"


def _latest(lines: Lines, about: str) -> Told | None:
    held = lines.get(about)
    return max(held, key=lambda one: one[0].since)[1] if held else None


def _said(told: Told) -> str:
    return f"{told.text}{told.article}"


def _renaming(mine: Statute, theirs: Statute) -> Naming:
    """Write codes as what they are, where there is one such thing in each of the two."""
    renamed: dict[str, str] = {}
    for prefix, section, trait in _KINDS:
        own, other = getattr(mine, section), getattr(theirs, section)
        shared = _single(own, trait) & _single(other, trait)
        for item in own:
            kind = getattr(item, trait)
            if kind in shared:
                renamed[item.code] = f"{prefix}={kind}"

    def named(about: str) -> str:
        return _CODE.sub(lambda found: renamed.get(found[0], found[0]), about)

    return named


def _single(items: Iterable[Any], trait: str) -> set[str]:
    counted = Counter(
        trait_of for trait_of, _ in {(getattr(item, trait), item.code) for item in items}
    )
    return {kind for kind, number in counted.items() if number == 1}
