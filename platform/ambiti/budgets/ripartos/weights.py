"""What each party weighs by a criterion of the statute, and what it weighs it by.

A criterion that the text leaves to somebody, or that lacks a figure, is refused with what is
lacking and who may say it; nothing is ever assumed in its place. Fields are those of a proposal:
acts that share by a criterion and are given none of it name their own (``refusing.as_given``).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Final

from ambiti.acting.refusing import Violation
from ambiti.budgets.ripartos.asked import Asked, Decision, Part, Undivided, Weighed, Weights
from ambiti.budgets.ripartos.parties import Sharer, Sharers
from ambiti.budgets.ripartos.populations import Census, Counted
from ambiti.governance.competence import said_by
from ambiti.statute.division import euro_of
from ambiti.statute.language.allocation import (
    AllocationKey,
    CustomKey,
    EqualKey,
    Key,
    MixedKey,
    OwnCostKey,
    PopulationKey,
    ResourceKey,
    UndefinedKey,
    ZeroKey,
)
from ambiti.statute.language.statute import Statute
from ambiti.statute.naming import Names
from ambiti.statute.periods import in_words
from ambiti.statute.rulebook.italian import euro, listed

_DECIDED_INSIDE: Final = (MixedKey, CustomKey, UndefinedKey, ZeroKey, OwnCostKey)
"""Criteria that say themselves what somebody may decide, or have one within them that does."""


def key_of(statute: Statute, code: str, on: date) -> AllocationKey | None:
    """Find a criterion as it is on a day."""
    for one in statute.allocation_keys:
        if one.code == code and one.valid.period.covers(on):
            return one
    return None


def weigh(key: Key, asked: Asked) -> Weights | Undivided:
    """Weigh the parties by a criterion, or by what whoever may change it decided for the year."""
    decision = asked.known.decision
    if decision is None or not (decision.table or decision.key not in {None, key.code}):
        return _by_kind(key, asked)
    if decision.organ != key.override_by and isinstance(key, _DECIDED_INSIDE):
        return _by_kind(key, asked)
    return _overridden(key, asked, decision)


def _overridden(key: Key, asked: Asked, decision: Decision) -> Weights | Undivided:
    if decision.organ != key.override_by:
        who = _who(asked.statute, decision.organ)
        message = f"Il testo non dà a «{who}» di stabilire un altro criterio."
        if key.override_by is not None:
            message += f" Può farlo: {_who(asked.statute, key.override_by)}."
        return _refused(key, asked, "KEY_NOT_OVERRIDABLE", message, chosen_by(decision))
    return _decided(key, asked, decision)


def _by_kind(key: Key, asked: Asked) -> Weights | Undivided:
    match key:
        case PopulationKey():
            return _by_population(key, asked)
        case EqualKey():
            places = Sharers(asked.statute, asked.on).in_equal_parts(key)
            return Weights(key, tuple(Weighed(one, Fraction(1)) for one in places))
        case ResourceKey():
            return _by_resources(key, asked)
        case CustomKey():
            return _by_decision(key, asked, "KEY_NOT_DECIDED", key.decided_by)
        case UndefinedKey():
            return _by_decision(key, asked, "KEY_NOT_DEFINED", key.decided_by)
        case OwnCostKey():
            return _own(key, asked)
        case ZeroKey():
            return _funded(key, asked)
        case MixedKey():
            return _mixed(key, asked)
        case _:
            message = f"criterion of an unknown kind: {type(key).__name__}"
            raise TypeError(message)


def _by_population(key: PopulationKey, asked: Asked) -> Weights | Undivided:
    month, day = (int(one) for one in key.reference.month_day.split("-"))
    at = date(asked.year + key.reference.year_offset, month, day)
    sharers = Sharers(asked.statute, asked.on).of_population(key)
    empty = [one.place.name for one in sharers if not one.comuni]
    if empty:
        message = f"Non hanno una popolazione da contare: {listed(empty)}."
        return _refused(key, asked, "PARTY_WITHOUT_RESIDENTS", message, "key")
    census = Census(asked.statute, key, asked.known.residents, asked.known.substitutes)
    comuni = {comune.code: comune for one in sharers for comune in one.comuni}
    counting = census.at(at, tuple(comuni.values()))
    if counting.violations:
        return Undivided(counting.violations)
    parties = tuple(_peopled(one, counting.found) for one in sharers)
    return Weights(key, parties, at, warnings=tuple(_stood_in(key, asked, counting.found)))


def _peopled(one: Sharer, found: Mapping[str, Counted]) -> Weighed:
    counted = tuple(found[comune.code] for comune in one.comuni)
    residents = sum(item.figure.residents for item in counted)
    return Weighed(one.place, Fraction(residents), counted)


def _stood_in(key: Key, asked: Asked, found: Mapping[str, Counted]) -> Iterator[Violation]:
    """Say on the result which figures stand in for those that the text names, and why."""
    reasons = {one.reason for one in found.values() if one.reason}
    for reason in sorted(reasons):
        names = [one.comune.name for one in found.values() if one.reason == reason]
        message = f"La popolazione non è quella che il testo indica per {listed(names)}: {reason}"
        yield said_by(key, asked.statute, "POPULATION_SUBSTITUTED", message, "substitutes")


def _by_resources(key: ResourceKey, asked: Asked) -> Weights | Undivided:
    sharers = Sharers(asked.statute, asked.on)
    declared = asked.known.resources
    weighed = _table(key, asked, sharers, declared, "resources")
    if isinstance(weighed, Undivided):
        return weighed
    if not weighed:
        message = "Nessuno ha dichiarato le risorse con cui si divide."
        return _refused(key, asked, "RESOURCES_MISSING", message, "resources")
    silent = [one.name for one in sharers.all_comuni() if one.code not in declared]
    warnings = []
    if silent:
        message = f"Non hanno dichiarato risorse, e non contano: {listed(silent)}."
        code = "RESOURCES_NOT_DECLARED"
        warnings.append(said_by(key, asked.statute, code, message, "resources"))
    return Weights(key, weighed, warnings=tuple(warnings))


def _by_decision(key: Key, asked: Asked, code: str, by: str | None) -> Weights | Undivided:
    """Weigh as somebody decided for the year; while nobody has, say who may."""
    decision = asked.known.decision
    if decision is None or not (decision.table or decision.key):
        who = f": può stabilirlo {_who(asked.statute, by)}" if by else ""
        message = f"Il criterio «{key.name or key.code}» non è stabilito per il {asked.year}{who}."
        return _refused(key, asked, code, message + _to_propose(key, asked), "key")
    if by is not None and decision.organ != by:
        message = f"Il criterio è stabilito da {_who(asked.statute, by)}, non da "
        message += f"{_who(asked.statute, decision.organ)}."
        return _refused(key, asked, "DECISION_NOT_COMPETENT", message, chosen_by(decision))
    return _decided(key, asked, decision)


def _decided(key: Key, asked: Asked, decision: Decision) -> Weights | Undivided:
    yearly = not isinstance(key, CustomKey) or key.yearly
    if decision.year > asked.year or (yearly and decision.year != asked.year):
        message = f"La decisione ({decision.act}) è per il {decision.year}, non per il {asked.year}"
        return _refused(key, asked, "DECISION_OF_ANOTHER_YEAR", f"{message}.", "year")
    if decision.table:
        sharers = Sharers(asked.statute, asked.on)
        weighed = _table(key, asked, sharers, decision.table, "table")
        if isinstance(weighed, Undivided):
            return weighed
        return Weights(key, weighed, decision=decision)
    other = key_of(asked.statute, decision.key or "", asked.on)
    if other is None or other.code == key.code:
        message = f"«{decision.key}» non è un altro criterio dello statuto."
        return _refused(key, asked, "KEY_UNKNOWN", message, "key")
    found = _by_kind(other, replace(asked, known=replace(asked.known, decision=None)))
    return found if isinstance(found, Undivided) else replace(found, decision=decision)


def _table(
    key: Key, asked: Asked, sharers: Sharers, table: Mapping[str, Fraction], field_: str
) -> tuple[Weighed, ...] | Undivided:
    """Read weights by code; a code that is nobody's is refused."""
    named = {code: sharers.named(code) for code in sorted(table)}
    unknown = [code for code, place in named.items() if place is None]
    if unknown:
        message = f"Non sono enti dell'Ambito: {listed(unknown)}. Serve il codice ISTAT di un "
        message += "comune, o il codice di un ente."
        return _refused(key, asked, "PARTY_UNKNOWN", message, field_)
    return tuple(Weighed(place, Fraction(table[code])) for code, place in named.items() if place)


def _own(key: OwnCostKey, asked: Asked) -> Weights | Undivided:
    """Each bears its own cost whole, unless those concerned agreed otherwise."""
    decision = asked.known.decision
    if decision is not None and (decision.table or decision.key):
        if key.unless_agreed:
            return _decided(key, asked, decision)
        message = "Il testo non ammette accordi: ciascuno sostiene il proprio costo."
        return _refused(key, asked, "AGREEMENT_NOT_ADMITTED", message, chosen_by(decision))
    bearer = asked.known.bearer
    place = Sharers(asked.statute, asked.on).named(bearer) if bearer else None
    if place is None:
        message = "Il costo è di chi lo sostiene: dire di chi è, col codice ISTAT o dell'ente."
        return _refused(key, asked, "BEARER_MISSING", message, "bearer")
    return Weights(key, (Weighed(place, Fraction(1)),))


def _funded(key: ZeroKey, asked: Asked) -> Weights | Undivided:
    """Nobody pays what the fund covers; what it does not, as whoever decides then says."""
    covered = min(asked.cents, max(0, asked.known.funding.get(key.fund, 0)))
    if covered == asked.cents:
        parties = Sharers(asked.statute, asked.on).of_text(key)
        return Weights(key, tuple(Weighed(one, Fraction(1)) for one in parties), covered=covered)
    names = Names.of(asked.statute).declared("fund")
    left = euro(euro_of(asked.cents - covered))
    decision = asked.known.decision
    if key.fallback_by is None or decision is None or not (decision.table or decision.key):
        message = f"{names.get(key.fund, key.fund)} nel {asked.year} non copre {left}"
        if key.fallback_by is None:
            return _refused(key, asked, "FUNDING_ENDED", f"{message}.", "funding")
        message += f": decide {_who(asked.statute, key.fallback_by)}.{_to_propose(key, asked)}"
        return _refused(key, asked, "FUNDING_ENDED", message, "key")
    found = _by_decision(key, asked, "FUNDING_ENDED", key.fallback_by)
    return found if isinstance(found, Undivided) else replace(found, covered=covered)


def _mixed(key: MixedKey, asked: Asked) -> Weights | Undivided:
    """Add up what each party weighs by each criterion, as a part of that criterion's fraction."""
    parts: list[Part] = []
    refused: list[Violation] = []
    for one in key.parts:
        inner = key_of(asked.statute, one.key, asked.on)
        if inner is None or isinstance(inner, MixedKey | ZeroKey):
            message = f"Il criterio «{one.key}» non dà pesi il giorno {in_words(asked.on)}."
            refused += _refused(key, asked, "KEY_UNKNOWN", message, "key").violations
            continue
        found = _by_kind(inner, asked)
        if isinstance(found, Undivided):
            refused += found.violations
        elif not sum(item.weight for item in found.parties):
            message = f"Con il criterio «{one.key}» nessuno ha un peso."
            refused += _refused(key, asked, "NO_WEIGHT", message, "key").violations
        else:
            parts.append(Part(one.share, found))
    if refused:
        return Undivided(tuple(refused))
    warnings = tuple(told for one in parts for told in one.weights.warnings)
    return Weights(key, tuple(_together(parts)), parts=tuple(parts), warnings=warnings)


def _together(parts: Iterable[Part]) -> Iterator[Weighed]:
    found: dict[str, Weighed] = {}
    for part in parts:
        whole = sum((one.weight for one in part.weights.parties), Fraction())
        for one in part.weights.parties:
            own = part.share * one.weight / whole
            before = found.get(one.place.code, Weighed(one.place, Fraction()))
            counted = (*before.counted, *one.counted)
            found[one.place.code] = Weighed(one.place, before.weight + own, counted)
    yield from found.values()


def chosen_by(decision: Decision) -> str:
    """Name the field with which a criterion is chosen: weights come before a criterion."""
    return "table" if decision.table else "key"


def _to_propose(key: Key, asked: Asked) -> str:
    """Say, to whoever may propose a criterion, which ones there are; else nothing."""
    if asked.known.decision is None:
        return ""
    there = {one.code for one in asked.statute.allocation_keys if one.valid.period.covers(asked.on)}
    others = sorted(there - {key.code})
    known = f" o un altro criterio ({', '.join(others)})" if others else ""
    return f" Si propongono i pesi ente per ente{known}."


def _refused(key: Key, asked: Asked, code: str, message: str, field_: str) -> Undivided:
    return Undivided((said_by(key, asked.statute, code, message, field_),))


def _who(statute: Statute, code: str) -> str:
    return Names.of(statute).declared("subject").get(code, code)
