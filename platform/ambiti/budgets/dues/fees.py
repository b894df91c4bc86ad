"""Sums that the text fixes: so much a year or a month, with what is added to it, in cents."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from ambiti.acting.refusing import Violation
from ambiti.governance.competence import said_by
from ambiti.governance.doubts import doubts_of
from ambiti.statute.division import cents_of, rounded
from ambiti.statute.language.amounts import FixedAmount
from ambiti.statute.language.statute import Statute
from ambiti.statute.naming import Names
from ambiti.statute.periods import Period, in_words, months_after


@dataclass(frozen=True, slots=True)
class Fee:
    """What is owed for a year: the fixed sum and what is added; None while that is not known."""

    fixed: int
    added: int | None
    warnings: tuple[Violation, ...]

    @property
    def cents(self) -> int | None:
        """Tell the whole, where all of it is known."""
        return None if self.added is None else self.fixed + self.added


def fee(rule: FixedAmount, statute: Statute, year: int, added: int | None = None) -> Fee:
    """Give what is owed for the days of a year on which the rule holds.

    A part of a year or month is paid whole, unless the rule says pro rata: then by days, of 365 or
    366. ``added`` is the variable cost in cents; a text that adds none counts nothing.
    """
    if added is not None and added < 0:
        message = "a cost is never negative"
        raise ValueError(message)
    spans = list(_spans(rule, year))
    held = [span.within(rule.valid.period) for span in spans]
    pairs = [(span, part) for span, part in zip(spans, held, strict=True) if not part.empty]
    amount = cents_of(rule.amount)
    exact = sum(
        (amount * (_part(*one) if rule.prorata else Fraction(1)) for one in pairs), Fraction()
    )
    warnings: list[Violation] = []
    partial = [part for span, part in pairs if part != span]
    if partial:
        warnings.append(_partial(rule, statute, partial[0]))
    if rule.plus is None:
        added = 0
    elif added is None:
        name = Names.of(statute).declared("matter").get(rule.plus, rule.plus)
        message = f"Si aggiunge un costo che non è stato detto: {name}."
        warnings.append(said_by(rule, statute, "VARIABLE_COST_MISSING", message, "added"))
    return Fee(rounded(exact), added, (*warnings, *doubts_of(statute, [rule])))


def _partial(rule: FixedAmount, statute: Statute, part: Period) -> Violation:
    how = "si paga in proporzione ai giorni" if rule.prorata else "si paga intera"
    last = part.until - timedelta(days=1)
    days = f"dal {in_words(part.since)} al {in_words(last)}"
    message = f"Il periodo è parziale ({days}): la somma {how}."
    return said_by(rule, statute, "PARTIAL_PERIOD", message, "year")


def _spans(rule: FixedAmount, year: int) -> Iterator[Period]:
    """Tell the spans for each of which the sum is owed; what is owed ONCE is of its first year."""
    whole = Period(date(year, 1, 1), date(year + 1, 1, 1))
    if rule.per == "MONTH":
        for number in range(12):
            first = months_after(whole.since, number)
            days = monthrange(first.year, first.month)[1]
            yield Period(first, first + timedelta(days=days))
    elif rule.per == "YEAR" or whole.covers(rule.valid.period.since):
        yield whole


def _part(span: Period, held: Period) -> Fraction:
    return Fraction((held.until - held.since).days, (span.until - span.since).days)
