"""What a party that leaves still owes: its share of planned spending, or of a cost until a fact."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Literal

from ambiti.acting.refusing import Violation
from ambiti.agreements.withdrawals.rules import owed_years
from ambiti.budgets.ripartos.asked import Asked, Undivided
from ambiti.budgets.ripartos.rules import by_key
from ambiti.budgets.ripartos.weights import key_of, weigh
from ambiti.governance.competence import said_by
from ambiti.governance.doubts import doubts_of
from ambiti.statute.division import rounded
from ambiti.statute.language.recess import Liability, ShareOfPlannedSpend, ShareUntilEvent
from ambiti.statute.naming import Names
from ambiti.statute.periods import Period, in_words

Status = Literal["DETERMINED", "ACCRUING", "UNDETERMINED"]
"""Owed for sure, still growing, or with a sum that nobody has said."""


@dataclass(frozen=True, slots=True)
class Owed:
    """What is owed for a year, in cents; None while its base is not known.

    ``base`` is the spending or cost of which a share is owed, ``days`` of how many days of the
    year, where it is by days.
    """

    year: int
    base: int | None
    fraction: Fraction | None
    cents: int | None
    key_year: int
    past_end: bool = False
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Liabilities:
    """All that is owed, and whether that may still change."""

    status: Status
    owed: tuple[Owed, ...]
    payable: bool
    warnings: tuple[Violation, ...]

    @property
    def cents(self) -> int:
        """Tell what is owed as far as it is known."""
        return sum(one.cents or 0 for one in self.owed)


def of_planned_spend(
    rule: ShareOfPlannedSpend,
    asked: Asked,
    leaver: str,
    planned: Mapping[int, int],
    end: date | None = None,
) -> Liabilities | Undivided:
    """Share the spending planned for the years after that of the request (``asked.year``).

    The key is that of the year of the request, or of each year, as the rule says. A year whose
    spending was not planned is UNDETERMINED. Years beyond the ``end`` of the instrument are owed
    and flagged where the rule survives it, and not owed where it does not.
    """
    if rule.key is None:
        return _no_key(rule, asked)
    owed: list[Owed] = []
    for year in owed_years(rule, asked.year):
        past = end is not None and year > end.year
        if past and not rule.survives_expiry:
            continue
        key_year = asked.year if rule.key_date == "FROZEN_AT_REQUEST" else year
        found = _shared(rule.key, asked, leaver, planned.get(year), key_year)
        if isinstance(found, Undivided):
            return found
        owed.append(replace(found, year=year, past_end=past))
    unknown = any(one.cents is None for one in owed)
    warnings = [*_past_end(rule, asked, owed, end), *doubts_of(asked.statute, [rule])]
    return Liabilities(
        "UNDETERMINED" if unknown else "DETERMINED", tuple(owed), not unknown, tuple(warnings)
    )


@dataclass(frozen=True, slots=True)
class Running:
    """From the effect of a recess to the day of the fact that ends what is owed, not counted.

    While that has not happened, what is owed is counted up to ``as_of``. Costs and what funds
    cover of them are cents by year; ``decided`` tells that it may be asked for.
    """

    since: date
    happened_on: date | None
    as_of: date
    costs: Mapping[int, int]
    funding: Mapping[int, int] = field(default_factory=dict)
    decided: bool = False

    @property
    def days(self) -> Period:
        """Tell the days counted."""
        return Period(self.since, self.happened_on or self.as_of)


def until_event(
    rule: ShareUntilEvent, asked: Asked, leaver: str, running: Running
) -> Liabilities | Undivided:
    """Share a yearly cost by days until the fact, with the key of each year.

    NET_OF_FUNDING takes away what is funded of each year; a year whose cost is not known is
    UNDETERMINED. Nothing is payable before the decision that the rule wants.
    """
    if rule.key is None:
        return _no_key(rule, asked)
    owed: list[Owed] = []
    for year in range(running.since.year, running.days.until.year + 1):
        within = Period(date(year, 1, 1), date(year + 1, 1, 1)).within(running.days)
        if within.empty:
            continue
        cost = running.costs.get(year)
        base = cost if rule.base == "GROSS" else _net(cost, running.funding.get(year, 0))
        found = _by_days(rule.key, asked, leaver, base, within)
        if isinstance(found, Undivided):
            return found
        owed.append(found)
    unknown = any(one.cents is None for one in owed)
    payable = not unknown and (rule.payable_after is None or running.decided)
    warnings = tuple(_until_warnings(rule, asked, payable=payable))
    accruing: Status = "ACCRUING" if running.happened_on is None else "DETERMINED"
    return Liabilities("UNDETERMINED" if unknown else accruing, tuple(owed), payable, warnings)


def _by_days(
    key: str, asked: Asked, leaver: str, base: int | None, within: Period
) -> Owed | Undivided:
    year = within.since.year
    fraction = _fraction(key, replace(asked, year=year), leaver)
    if isinstance(fraction, Undivided):
        return fraction
    days = (within.until - within.since).days
    whole = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    cents = None if base is None else rounded(base * fraction * Fraction(days, whole))
    return Owed(year, base, fraction, cents, year, days=days)


def _fraction(key: str, asked: Asked, leaver: str) -> Fraction | Undivided:
    rule = key_of(asked.statute, key, asked.on)
    weights = weigh(rule, asked) if rule else _key_unknown(key, asked)
    if isinstance(weights, Undivided):
        return weights
    whole = sum((one.weight for one in weights.parties), Fraction())
    own = [one.weight for one in weights.parties if one.place.code == leaver]
    return own[0] / whole if own and whole else _no_party(leaver)


def _shared(
    key: str, asked: Asked, leaver: str, base: int | None, key_year: int
) -> Owed | Undivided:
    riparto = by_key(replace(asked, cents=base or 0, year=key_year), key)
    if isinstance(riparto, Undivided):
        return riparto
    line = riparto.of(leaver)
    if line is None:
        return _no_party(leaver)
    cents = None if base is None else line.cents
    return Owed(asked.year, base, line.share.fraction, cents, key_year)


def _net(cost: int | None, funded: int) -> int | None:
    return None if cost is None else max(0, cost - funded)


def _past_end(
    rule: Liability, asked: Asked, owed: list[Owed], end: date | None
) -> Iterator[Violation]:
    years = [one.year for one in owed if one.past_end]
    if end is not None and years:
        said = " e ".join(map(str, years))
        message = f"L'atto finisce il giorno {in_words(end)}: si paga anche dopo, per il {said}."
        yield said_by(rule, asked.statute, "OWED_PAST_END", message, "withdrawal")


def _until_warnings(rule: ShareUntilEvent, asked: Asked, *, payable: bool) -> Iterator[Violation]:
    if not payable and rule.payable_after is not None:
        who = Names.of(asked.statute).declared("subject").get(rule.payable_after)
        message = f"Matura, ma si paga solo dopo la decisione di chi deve prenderla: {who}."
        yield said_by(rule, asked.statute, "NOT_YET_PAYABLE", message, "act")
    yield from doubts_of(asked.statute, [rule])


def _no_key(rule: Liability, asked: Asked) -> Undivided:
    message = "Il testo non dice il criterio con cui si calcola la quota di chi recede."
    return Undivided((said_by(rule, asked.statute, "KEY_NOT_DEFINED", message, "withdrawal"),))


def _key_unknown(key: str, asked: Asked) -> Undivided:
    message = f"Il criterio «{key}» non vale il giorno {in_words(asked.on)}."
    return Undivided((Violation("KEY_UNKNOWN", message, "withdrawal"),))


def _no_party(leaver: str) -> Undivided:
    message = f"«{leaver}» non è fra gli enti che il criterio conta."
    return Undivided((Violation("PARTY_UNKNOWN", message, "withdrawal"),))
