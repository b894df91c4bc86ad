"""What the end of a year asks, and for what its avanzo may be used: rules of values, in cents."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from ambiti.acting.refusing import Violation
from ambiti.budgets.ledger.rules import kept_bound
from ambiti.governance.competence import said_by
from ambiti.statute.division import euro_of
from ambiti.statute.language.funds import Surplus
from ambiti.statute.language.statute import Statute
from ambiti.statute.naming import Names
from ambiti.statute.periods import in_words
from ambiti.statute.rulebook.italian import euro

ARRIVES: Final[Mapping[str, tuple[str, str]]] = {
    "COMMITTED": ("RESIDUO", "RESIDUO"),
    "RESIDUO": ("RESIDUO", "RESIDUO"),
    "LIQUIDATED": ("RESIDUO", "RESIDUO_LIQUIDATED"),
    "RESIDUO_LIQUIDATED": ("RESIDUO", "RESIDUO_LIQUIDATED"),
    "ASSIGNED": ("AVANZO", "CARRIED"),
    "APPROPRIATED": ("AVANZO", "CARRIED"),
    "CARRIED": ("AVANZO", "CARRIED"),
    "RESIDUO_SPARED": ("AVANZO", "CARRIED"),
}
"""How what is left at a stage goes into the next year, and at which stage it arrives."""


@dataclass(frozen=True, slots=True)
class FundLeft:
    """A fund that holds something at the end of a year."""

    code: str
    name: str
    purposes: frozenset[str]


@dataclass(frozen=True, slots=True)
class NextYear:
    """The year after: its state, none where it is not there, and its funds of money."""

    number: int
    state: str | None
    opened_on: date | None
    purposes: Mapping[str, frozenset[str]]


def timely(year: int, opened_on: date, last: date | None, on: date) -> Iterator[Violation]:
    """Refuse to close a year that is not over, or before what was done in it."""
    if on < opened_on:
        message = f"L'anno è stato aperto il {in_words(opened_on)}: non si chiude prima."
        yield Violation("BEFORE_IT_BEGAN", message, "on")
    if on < date(year + 1, 1, 1):
        yield Violation("YEAR_NOT_OVER", f"L'anno {year} si chiude quando è finito.", "on")
    if last is not None and on < last:
        message = f"L'ultimo movimento è del {in_words(last)}: l'anno non si chiude prima."
        yield Violation("MOVED_SINCE", message, "on")


def receives(after: NextYear, left: Iterable[FundLeft], on: date) -> Iterator[Violation]:
    """Refuse to close a year whose money the next one cannot take; every fund is named."""
    if after.state != "OPEN" or after.opened_on is None or after.opened_on > on:
        what = {None: "non c'è: prima va aperto, con openBudget", "CLOSED": "è già chiuso"}.get(
            after.state, "è aperto solo da dopo: la chiusura non può precederne l'apertura"
        )
        message = f"Ciò che resta passa al {after.number}, che {what}."
        yield Violation("NEXT_YEAR_NOT_OPEN", message, "budget")
        return
    for one in left:
        there = after.purposes.get(one.code)
        if there is None:
            message = (
                f"Nel {after.number} non c'è il fondo {one.code} ({one.name}), che ha di che "
                "passare: prima va aggiunto, con addBudgetFund."
            )
            yield Violation("NEXT_FUND_MISSING", message, "budget")
        elif there != one.purposes:
            message = (
                f"Nel {after.number} il fondo {one.code} ({one.name}) ha un altro vincolo: ciò che "
                "resta non vi passa senza perdere il suo."
            )
            yield Violation("NEXT_FUND_DIFFERS", message, "budget")


def on_annulled(numbers: Iterable[int]) -> Iterator[Violation]:
    """Refuse to carry what was committed on an act that was annulled since."""
    for number in numbers:
        message = (
            f"L'atto dell'impegno n. {number} è annullato: prima di chiudere, la somma torna alla "
            "voce con un'economia, o con uno storno se è liquidata."
        )
        yield Violation("ACT_NOT_IN_FORCE", message, "budget")


def uses(statute: Statute, day: date) -> Surplus | None:
    """Find the rule that says for what the avanzo may be used, where there is one."""
    return next(
        (
            one
            for one in statute.fund_rules
            if isinstance(one, Surplus) and one.valid.period.covers(day)
        ),
        None,
    )


def useful(statute: Statute, purpose: str, day: date) -> Iterator[Violation]:
    """Refuse a use of the avanzo that is not one of those that the documents allow."""
    rule = uses(statute, day)
    if rule is not None and purpose not in rule.uses:
        names = Names.of(statute).declared("matter")
        told = ", ".join(f"{names.get(one, one)} ({one})" for one in rule.uses)
        message = f"L'avanzo si applica solo a: {told}; non a {names.get(purpose, purpose)}."
        yield said_by(rule, statute, "SURPLUS_DESTINATION", message, "purpose")


def destined(  # noqa: PLR0913  what is asked, and what there is
    statute: Statute, purpose: str, wanted: int, there: int, kept: Mapping[str, int], *, day: date
) -> Iterator[Violation]:
    """Refuse to use for a purpose what was left of another, where what is left keeps its own.

    ``kept``: how many cents of the avanzo come from lines of each purpose, and wait for it.
    """
    rule = kept_bound(statute, day)
    others = {one: cents for one, cents in kept.items() if one != purpose and cents > 0}
    free = max(there - sum(others.values()), 0)
    if rule is None or wanted <= free:
        return
    names = Names.of(statute).declared("matter")
    told = ", ".join(
        f"{euro(euro_of(cents))} per {names.get(one, one)}" for one, cents in others.items()
    )
    if told:
        message = (
            f"Dell'avanzo restano vincolati {told}. Per {names.get(purpose, purpose)} restano "
            f"{euro(euro_of(free))}."
        )
        yield said_by(rule, statute, "EARMARK_VIOLATION", message, "purpose")


def arrival(stage: str) -> tuple[str, str]:
    """Tell by which movement what is left at a stage goes on, and where it arrives."""
    return ARRIVES[stage]
