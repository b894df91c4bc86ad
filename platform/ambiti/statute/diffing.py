"""What a change of a statute does, in the words of the domain."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from ambiti.statute import facts
from ambiti.statute.language.rule import Strict
from ambiti.statute.language.statute import Statute
from ambiti.statute.language.units import Unit
from ambiti.statute.periods import BEGINNING, END, Period, in_words
from ambiti.statute.rule_changes import rule_changes
from ambiti.statute.tenants_compared import between_tenants
from ambiti.statute.timelines import Difference, compared

Told = tuple[str, str]
"""A value and the article that says it."""

_NOUNS: Final[dict[str, str]] = {
    "documents": "documento",
    "provinces": "provincia",
    "comuni": "comune",
    "matters": "materia",
    "offices": "carica",
    "categories": "categoria",
}
"""The lists that hold no rules: what is declared so that rules can name it."""
_RULES_INSIDE: Final = ("aliases",)
"""The parts of these that are rules, and are told as such."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changes."""

    text: str
    period: Period | None = None

    def __str__(self) -> str:
        """Say it, with the days where there are any."""
        return self.text if self.period is None else f"{_when(self.period)} {self.text}"


def diff(before: Statute, after: Statute) -> list[Change]:
    """Tell what changes from one statute to another; nothing that changes is left out."""
    if before.slug != after.slug:
        return [Change(text) for text in between_tenants(before, after)]
    by_day = [
        *_membership(before, after),
        *_capofila(before, after),
        *_placement(before, after),
        *_leads(before, after),
    ]
    told = {"members", "capofila", "units"} if by_day else set()
    changes = [*_head(before, after), *by_day, *_readings(before, after)]
    for section in _NOUNS:
        found = list(_section(section, before, after))
        changes += found
        told |= {section} if found else set()
    for change in rule_changes(before, after):
        changes.append(Change(change.text))
        told.add(change.section)
    return [*changes, *_silent(before, after, told)]


def _head(before: Statute, after: Statute) -> Iterator[Change]:
    for field in ("slug", "kind", "name", "region"):
        old, new = getattr(before, field), getattr(after, field)
        if old != new:
            yield Change(f"{field}: da «{old}» a «{new}»")


def _membership(before: Statute, after: Statute) -> Iterator[Change]:
    if "INTERAMBITI" in {before.kind, after.kind}:
        return
    for name, found in _lines_compared(_members(before), _members(after)):
        verb = "entra nell'Ambito" if found.before is None else "esce dall'Ambito"
        yield Change(f"{name} {verb}{_article(found)}", found.period)


def _members(statute: Statute) -> Iterator[tuple[str, Period, Told]]:
    for member in facts.memberships(statute):
        article = member.rule.source.article or ""
        yield member.comune.name, member.period, ("membro", article)


def _capofila(before: Statute, after: Statute) -> Iterator[Change]:
    for _, found in _lines_compared(_capofile(before), _capofile(after)):
        yield Change(f"il capofila {_becomes(found)}", found.period)


def _capofile(statute: Statute) -> Iterator[tuple[str, Period, Told]]:
    for capofila in statute.capofila:
        told = (capofila.comune, capofila.source.article or "")
        yield "", capofila.valid.period, told


def _placement(before: Statute, after: Statute) -> Iterator[Change]:
    units = {unit.code: unit for statute in (before, after) for unit in statute.units}
    for name, found in _lines_compared(_placed(before), _placed(after)):
        old = units[found.before[0]] if found.before else None
        new = units[found.after[0]] if found.after else None
        if old and new:
            text = f"passa {_from(old)} {_to(new)}"
        else:
            text = f"entra {_into(new)}" if new else f"esce {_from(old)}" if old else ""
        yield Change(f"{name} {text}{_article(found)}", found.period)


def _placed(statute: Statute) -> Iterator[tuple[str, Period, Told]]:
    for entry in facts.entries(statute):
        name = entry.body.name if entry.body else entry.comuni[0].name
        yield name, entry.period, (entry.unit.code, _main(entry.rule.source.article))


def _leads(before: Statute, after: Statute) -> Iterator[Change]:
    for name, found in _lines_compared(_led(before), _led(after)):
        yield Change(f"{name} {_becomes(found)}", found.period)


def _led(statute: Statute) -> Iterator[tuple[str, Period, Told]]:
    names = {body.code: body.name for body in statute.bodies}
    for unit in statute.units:
        for lead in unit.leads:
            who = lead.comune if lead.kind == "COMUNE" else names.get(lead.body, lead.body)
            key = f"{lead.role.lower()} {_of(unit)}"
            period = lead.valid.period.within(unit.valid.period)
            yield key, period, (who, lead.source.article or "")


def _lines_compared(
    before: Iterable[tuple[str, Period, Told]], after: Iterable[tuple[str, Period, Told]]
) -> Iterator[tuple[str, Difference[Told]]]:
    """Compare the timelines of everything that is named; only the article is no difference."""
    lines: dict[str, tuple[list[tuple[Period, Told]], list[tuple[Period, Told]]]]
    lines = defaultdict(lambda: ([], []))
    for side, facts_of_side in enumerate((before, after)):
        for name, period, told in facts_of_side:
            lines[name][side].append((period, told))
    for name, (old, new) in sorted(lines.items()):
        for found in compared(old, new):
            same = found.before and found.after and found.before[0] == found.after[0]
            if not same:
                yield name, found


def _readings(before: Statute, after: Statute) -> Iterator[Change]:
    """Tell open points that come, go, or are read in another way."""
    old = {ambiguity.code: ambiguity for ambiguity in before.ambiguities}
    new = {ambiguity.code: ambiguity for ambiguity in after.ambiguities}
    for code in dict.fromkeys((*old, *new)):
        was, becomes = old.get(code), new.get(code)
        if was is None and becomes is not None:
            yield Change(f"nuova ambiguità {code}: {becomes.question} Si legge: {becomes.reading}")
        elif becomes is None and was is not None:
            yield Change(f"non è più un'ambiguità {code}: {was.question}")
        elif was and becomes and was.reading != becomes.reading:
            chosen = becomes.chosen
            yield Change(
                f"{code} ora si legge «{becomes.reading}» invece di «{was.reading}» "
                f"(scelta di {chosen.by}, {in_words(chosen.on)}: {chosen.motivation})"
            )
        elif was and becomes and was != becomes:
            yield Change(f"{code}: cambia come è scritta, non come si legge")


def _section(section: str, before: Statute, after: Statute) -> Iterator[Change]:
    noun = _NOUNS[section]
    old, new = _keyed(section, before), _keyed(section, after)
    for key in old:
        if key not in new:
            yield Change(f"tolto: {noun} {key}")
    for key, item in new.items():
        if key not in old:
            yield Change(f"aggiunto: {noun} {key}")
            continue
        for field, (was, becomes) in _fields(old[key], item).items():
            yield Change(f"{noun} {key}: {field}: da {was} a {becomes}")


def _keyed(section: str, statute: Statute) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for item in getattr(statute, section):
        key = _key(item)
        repeated = sum(other == key or other.startswith(f"{key} (") for other in found)
        if repeated:
            key = f"{key} ({repeated + 1})"
        told = item.model_dump(mode="json", by_alias=True, exclude_none=True)
        for part in _RULES_INSIDE:
            told.pop(part, None)
        found[key] = dict(_leaves(told))
    return found


def _key(item: Strict) -> str:
    for field in ("code", "istat", "body"):
        if hasattr(item, field):
            name = getattr(item, "name", None) or getattr(item, "title", None)
            code = str(getattr(item, field))
            return f"{code} «{name}»" if name and field == "istat" else code
    return type(item).__name__


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _leaves(inner, f"{path}[{index}]")
    else:
        yield path, f"«{value}»"


def _fields(old: dict[str, str], new: dict[str, str]) -> dict[str, tuple[str, str]]:
    names = dict.fromkeys((*old, *new))
    pairs = {name: (old.get(name, "niente"), new.get(name, "niente")) for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _silent(before: Statute, after: Statute, told: set[str]) -> Iterator[Change]:
    """Say that lists differ where nothing else of them is told: sources, spellings, order."""
    for section in Statute.model_fields:
        old, new = getattr(before, section), getattr(after, section)
        known = section in told or section == "ambiguities" or not isinstance(old, tuple)
        if old != new and not known:
            yield Change(f"cambiano solo fonti, grafie o ordine in «{section}»")


def _becomes(found: Difference[Told]) -> str:
    article = _article(found)
    if found.after is None:
        return f"non è più {found.before[0] if found.before else ''}{article}"
    instead = f" al posto di {found.before[0]}" if found.before else ""
    return f"è {found.after[0]}{instead}{article}"


def _article(found: Difference[Told]) -> str:
    told = found.after or found.before
    return f" (art. {told[1]})" if told and told[1] else ""


def _main(article: str | None) -> str:
    return (article or "").split(".", 1)[0]


def _from(unit: Unit) -> str:
    return f"dal sub-ambito {unit.code}" if _is_sub(unit) else f"dall'Ambito di {unit.name}"


def _to(unit: Unit) -> str:
    return f"al sub-ambito {unit.code}" if _is_sub(unit) else f"all'Ambito di {unit.name}"


def _into(unit: Unit) -> str:
    return f"nel sub-ambito {unit.code}" if _is_sub(unit) else f"nell'Ambito di {unit.name}"


def _of(unit: Unit) -> str:
    return f"del sub-ambito {unit.code}" if _is_sub(unit) else f"dell'Ambito di {unit.name}"


def _is_sub(unit: Unit) -> bool:
    return unit.kind == "SUB_AMBITO"


def _when(period: Period) -> str:
    since = "da sempre" if period.since == BEGINNING else f"dal {in_words(period.since)}"
    if period.until == END:
        return since
    return f"{since} al {in_words(period.until - timedelta(days=1))}"
