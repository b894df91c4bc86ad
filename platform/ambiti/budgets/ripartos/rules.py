"""A riparto: the sum, the criterion, and the share of each party, explained to its article."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from ambiti.acting.refusing import Violation
from ambiti.budgets.ripartos.asked import Asked, Undivided, Weighed, Weights
from ambiti.budgets.ripartos.weights import chosen_by, key_of, weigh
from ambiti.governance.competence import said_by
from ambiti.governance.doubts import doubts_of
from ambiti.statute.division import IndivisibleError, Party, Share, divide
from ambiti.statute.language.allocation import Allocation, Key
from ambiti.statute.language.ledgers import Ledger
from ambiti.statute.naming import Names
from ambiti.statute.periods import in_words


@dataclass(frozen=True, slots=True)
class Line:
    """What falls to one party, with what it was weighed by."""

    party: Weighed
    share: Share

    @property
    def cents(self) -> int:
        """Tell the share in cents."""
        return self.share.cents


@dataclass(frozen=True, slots=True)
class Riparto:
    """A sum shared: ``cents`` in all, of which ``weights.covered`` is paid by a fund."""

    asked: Asked
    weights: Weights
    lines: tuple[Line, ...]
    warnings: tuple[Violation, ...]

    @property
    def cents(self) -> int:
        """Tell the whole sum: the lines and what a fund covers add up to it."""
        return self.asked.cents

    @property
    def remembered(self) -> dict[str, Fraction]:
        """Tell, by party, what the rounding left short, to be counted the next year."""
        return {one.share.key: one.share.short for one in self.lines}

    def of(self, code: str) -> Line | None:
        """Find the share of a party by its ISTAT code or code."""
        return next((one for one in self.lines if one.party.place.code == code), None)


def allocation_of(asked: Asked, what: str) -> Allocation | None:
    """Find how a matter is shared on the day."""
    for one in asked.statute.allocations:
        if one.what == what and one.valid.period.covers(asked.on):
            return one
    return None


def by_key(asked: Asked, code: str, allocation: Allocation | None = None) -> Riparto | Undivided:
    """Share a sum by a criterion of the statute."""
    key = key_of(asked.statute, code, asked.on)
    if key is None:
        codes = sorted(
            one.code for one in asked.statute.allocation_keys if one.valid.period.covers(asked.on)
        )
        known = ", ".join(codes) or "nessuno"
        message = (
            f"«{code}» non è un criterio dello statuto il giorno {in_words(asked.on)}: {known}."
        )
        return Undivided((Violation("KEY_UNKNOWN", message, "key"),))
    weights = weigh(key, asked)
    if isinstance(weights, Undivided):
        return weights
    return _divided(asked, weights, allocation)


def by_rule(asked: Asked, what: str) -> Riparto | Undivided:
    """Share a sum as the statute says for a matter, with the yearly decision where it wants one."""
    rule = allocation_of(asked, what)
    if rule is None:
        names = Names.of(asked.statute).declared("matter")
        message = f"I documenti non dicono come si ripartisce: {names.get(what, what)}."
        return Undivided((Violation("ALLOCATION_UNKNOWN", message, "matter"),))
    lacking = _yearly(asked, rule)
    if lacking is not None:
        return Undivided((lacking,))
    return by_key(asked, rule.key, rule)


def _yearly(asked: Asked, rule: Allocation) -> Violation | None:
    """An organ may have to decide each year that the sum is shared: «possono ripartire»."""
    organ, decision = rule.annual_decision_by, asked.known.decision
    if organ is None or (decision and (decision.organ, decision.year) == (organ, asked.year)):
        return None
    who = Names.of(asked.statute).declared("subject").get(organ, organ)
    message = f"Per il {asked.year} non c'è la decisione che serve: {who}."
    another = decision is not None and (decision.table or decision.key)
    field = chosen_by(decision) if decision is not None and another else "matter"
    return said_by(rule, asked.statute, "ANNUAL_DECISION_MISSING", message, field)


def _divided(asked: Asked, weights: Weights, allocation: Allocation | None) -> Riparto | Undivided:
    parties = [Party(one.place.code, one.place.name, one.weight) for one in weights.parties]
    try:
        division = divide(asked.cents - weights.covered, parties, asked.remembered)
    except IndivisibleError as error:
        return Undivided((said_by(weights.key, asked.statute, error.code, str(error), "amount"),))
    pairs = zip(weights.parties, division.shares, strict=True)
    lines = tuple(Line(party, share) for party, share in pairs)
    doubts = doubts_of(asked.statute, _touched(weights, allocation))
    return Riparto(asked, weights, lines, (*weights.warnings, *doubts))


def _touched(weights: Weights, allocation: Allocation | None) -> list[Key | Allocation | None]:
    return [allocation, weights.key, *(part.weights.key for part in weights.parts)]


def beside(other: Riparto, chosen: Riparto) -> Iterator[tuple[Line, int]]:
    """Give what each has by another criterion, and how many cents more that is.

    Whoever has nothing by the other is there with nothing, so that what some gain others lose.
    """
    for line in other.lines:
        own = chosen.of(line.party.place.code)
        yield line, line.cents - (own.cents if own else 0)
    for line in chosen.lines:
        if other.of(line.party.place.code) is None:
            yield _nothing(line), -line.cents


def _nothing(line: Line) -> Line:
    place, none = line.party.place, Fraction()
    share = Share(place.code, place.name, none, none, none, none, 0, 0, "EXACT")
    return Line(Weighed(place, none), share)


@dataclass(frozen=True, slots=True)
class Books:
    """Who pays a cost, and to whom it counts: both are the same sum in cents."""

    cash: Mapping[str, int]
    notional: Mapping[str, int]


def books(ledger: Ledger, asked: Asked) -> Books | Undivided:
    """Share a cost that one pays and that counts, for the law alone, as that of others."""
    riparto = by_key(asked, ledger.key)
    if isinstance(riparto, Undivided):
        return riparto
    counted = {one.party.place.code: one.cents for one in riparto.lines}
    return Books({ledger.cash: asked.cents - riparto.weights.covered}, counted)
