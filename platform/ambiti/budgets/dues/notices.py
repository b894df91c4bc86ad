"""What was authorised and not rendered, told to each comune for its part, in cents."""

from dataclasses import dataclass, replace
from datetime import date

from ambiti.budgets.ripartos.asked import Asked, Undivided
from ambiti.budgets.ripartos.rules import Riparto, by_key
from ambiti.governance.competence import said_by
from ambiti.statute.division import euro_of
from ambiti.statute.due import due_on
from ambiti.statute.language.deadlines import Deadline, OnDay
from ambiti.statute.language.ledgers import UnspentNotice
from ambiti.statute.rulebook.italian import euro
from ambiti.statute.working_days import rolled


@dataclass(frozen=True, slots=True)
class Notice:
    """The whole that was not rendered, each part of it, and by when it is told."""

    riparto: Riparto
    due_on: date | None
    deadline: Deadline | None

    @property
    def cents(self) -> int:
        """Tell the whole."""
        return self.riparto.cents


def notice(rule: UnspentNotice, asked: Asked, rendered: int) -> Notice | Undivided:
    """Share what is left of the sum asked, which was authorised, by the key of the rule.

    More rendered than authorised is refused, and so is a notice in hours, which is no sum.
    """
    statute = asked.statute
    if rule.measured_in == "HOURS":
        message = "Il testo chiede di comunicare ore, non importi."
        return Undivided((said_by(rule, statute, "NOTICE_IN_HOURS", message, "amount"),))
    if not 0 <= rendered <= asked.cents:
        message = f"Si possono rendere da 0 a {euro(euro_of(asked.cents))}, quanto autorizzato."
        return Undivided((said_by(rule, statute, "RENDERED_BEYOND", message, "rendered"),))
    riparto = by_key(replace(asked, cents=asked.cents - rendered), rule.key)
    if isinstance(riparto, Undivided):
        return riparto
    deadline = next((one for one in statute.deadlines if one.code == rule.deadline), None)
    when = deadline.when if deadline else None
    due = (
        rolled(deadline, due_on(when, asked.year)) if deadline and isinstance(when, OnDay) else None
    )
    return Notice(riparto, due, deadline)
