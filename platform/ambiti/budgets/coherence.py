"""Whether sums agree: a fund made of others, commitments within it, plans and what came of them.

All in cents. What is in kind is told beside the money and never added to it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ambiti.acting.refusing import Violation
from ambiti.governance.competence import said_by
from ambiti.statute.division import IndivisibleError, euro_of, rounded
from ambiti.statute.language.funds import Compatibility, Fund
from ambiti.statute.language.programming import BudgetEquality
from ambiti.statute.language.statute import Statute
from ambiti.statute.naming import Names
from ambiti.statute.rulebook.italian import euro


@dataclass(frozen=True, slots=True)
class Composed:
    """What a fund comes to, and of what; ``in_kind`` tells hours or things, by fund."""

    cents: int
    parts: Mapping[str, int]
    in_kind: Mapping[str, tuple[str, ...]]


def composed(
    statute: Statute,
    fund: Fund,
    on: date,
    money: Mapping[str, int],
    in_kind: Mapping[str, tuple[str, ...]] | None = None,
) -> Composed | tuple[Violation, ...]:
    """Add up the money of the funds that a fund is made of; a fund that is none of them is refused.

    A part for which no money is told counts nothing.
    """
    known = {one.code: one for one in statute.funds if one.valid.period.covers(on)}
    parts = tuple(dict.fromkeys(_leaves(fund, known)))
    strange = [code for code in (*money, *(in_kind or {})) if code not in parts]
    if strange:
        names = ", ".join(parts)
        message = f"«{strange[0]}» non è fra le fonti di {fund.name}: {names}."
        return (said_by(fund, statute, "UNKNOWN_SOURCE", message, "fund"),)
    thing = [code for code in money if code in known and known[code].in_kind]
    if thing:
        message = f"{known[thing[0]].name}: sono risorse in natura, non si sommano al denaro."
        return (said_by(fund, statute, "IN_KIND_NOT_MONEY", message, "amount"),)
    negative = [code for code, cents in money.items() if cents < 0]
    if negative:
        message = f"La somma di {negative[0]} è negativa."
        return (said_by(fund, statute, "AMOUNT_NEGATIVE", message, "amount"),)
    return Composed(sum(money.values()), {one: money.get(one, 0) for one in parts}, in_kind or {})


def _leaves(fund: Fund, known: Mapping[str, Fund], above: tuple[str, ...] = ()) -> Iterator[str]:
    if not fund.parts:
        yield fund.code
        return
    for code in fund.parts:
        part = known.get(code)
        if part is not None and code not in above:
            yield from _leaves(part, known, (*above, fund.code))


def compatible(
    rule: Compatibility, statute: Statute, resources: int, commitments: int
) -> Iterator[Violation]:
    """Commitments stay within the resources of the fund; it tells by how much they do not."""
    if commitments > resources:
        short = euro(euro_of(commitments - resources))
        names = Names.of(statute)
        fund = names.declared("fund").get(rule.fund, rule.fund)
        message = f"Gli impegni superano {fund} di {short}."
        yield said_by(rule, statute, "RESOURCES_SHORT", message, "commitments")


def equal(
    rule: BudgetEquality, statute: Statute, actions: Iterable[int], contract: int
) -> Iterator[Violation]:
    """The budgets of two programmes are the same sum: it tells both and the difference."""
    planned = sum(actions)
    if planned != contract:
        message = (
            f"I budget previsti fanno {euro(euro_of(planned))}, quelli assegnati "
            f"{euro(euro_of(contract))}: la differenza è {euro(euro_of(abs(planned - contract)))}."
        )
        yield said_by(rule, statute, "BUDGETS_DIFFER", message, "total")


@dataclass(frozen=True, slots=True)
class Completion:
    """How much of what was planned was spent; the fraction is None where nothing was planned."""

    planned: int
    spent: int

    @property
    def residual(self) -> int:
        """Tell what is left: negative where more was spent."""
        return self.planned - self.spent

    @property
    def fraction(self) -> Fraction | None:
        """Tell the part that was spent."""
        return Fraction(self.spent, self.planned) if self.planned else None


def per_head(cents: int, residents: int) -> int:
    """Spread a sum over residents, in cents each; half a cent goes up. No residents is refused."""
    if residents <= 0:
        code, message = "NO_RESIDENTS", "Senza abitanti non c'è spesa per abitante."
        raise IndivisibleError(code, message)
    return rounded(Fraction(cents, residents))
