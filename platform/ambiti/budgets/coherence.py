"""Whether sums agree: plans, and what came of them. All in cents."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from ambiti.acting.refusing import Violation
from ambiti.governance.competence import said_by
from ambiti.statute.division import IndivisibleError, euro_of, rounded
from ambiti.statute.language.programming import BudgetEquality
from ambiti.statute.language.statute import Statute
from ambiti.statute.rulebook.italian import euro


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
        yield said_by(rule, statute, "BUDGETS_DIFFER", message, "budgets")


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
