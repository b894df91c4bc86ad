"""The act that money rests on: a decision in force, not after what rests on it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ambiti.acting.refusing import Violation, as_given
from ambiti.acting.work import Work
from ambiti.budgets.ledger.rules import Resting, rested
from ambiti.governance.acts.register import act_of, author_of
from ambiti.statute.language.statute import Statute


@dataclass(frozen=True, slots=True)
class Ground:
    """The act that money rests on, how it is named, and the day from which it does."""

    key: UUID
    label: str
    day: date


@dataclass(frozen=True, slots=True)
class Grounded(Ground):
    """A ground that was asked for: what rules know of its act, and what is wrong."""

    act: Resting
    author: str
    wrong: tuple[Violation, ...]
    """Why nothing can rest on it, or what is wrong with what is to."""


async def grounded(work: Work, statute: Statute, given: str, on: date | None) -> Grounded:
    """Hold an act of the register, and tell whether money can rest on it; without a day, today."""
    row = await act_of(work, given, "act")
    author = author_of(statute, row["author_code"], row["taken_on"])
    label = f"L'atto {row['author_name']} n. {row['number']}/{row['year']}"
    named = (row["programme_code"], row["action"])
    act = Resting(label, row["state"], row["taken_on"], author.answers_to, *named)
    day = on or work.day
    wrong = tuple(rested(act, day, work.day))
    if on is None:  # no day was given that could be wrong
        wrong = as_given(wrong, "act")
    return Grounded(row["id"], label, day, act, row["author_code"], wrong)
