"""What was voted: the ballots that are admitted, and their count."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from ambiti.acting.refusing import Violation, refuse
from ambiti.governance.votes.roll import Roll, Voter, Weight, total
from ambiti.statute.language.rule import Source

Choice = Literal["IN_FAVOUR", "AGAINST", "ABSTAINED", "BLANK"]
"""BLANK is a paper left blank: a vote that was cast and is not in favour."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """The vote of a voter, cast in person or by its delegate."""

    voter: str
    choice: Choice
    by: str | None = None
    """The delegate who casts it; None where the voter does."""


@dataclass(frozen=True, slots=True)
class Counts:
    """The sums of a vote, in votes or in residents; who is present and casts none is not voting."""

    present: int
    in_favour: int
    against: int
    abstained: int = 0
    blank: int = 0
    weight: Weight = "ONE_EACH"

    @property
    def voting(self) -> int:
        """Tell who took a side or left the paper blank: neither abstained nor silent."""
        return self.in_favour + self.against + self.blank

    @property
    def not_voting(self) -> int:
        """Tell who was present and cast no ballot."""
        return self.present - self.voting - self.abstained


def checked_ballots(
    roll: Roll, present: Collection[str], ballots: Iterable[Ballot], source: Source | None = None
) -> Iterator[Violation]:
    """A ballot is of a voter of the roll, cast once, by the voter or the delegate who is there."""
    document, article = (source.document, source.article) if source else (None, None)
    first: dict[str, Ballot] = {}
    for ballot in ballots:
        voter = roll.voter(ballot.voter)
        found: tuple[str, str] | None
        if voter is None:
            found = ("VOTER_NOT_ON_ROLL", f"{ballot.voter} non è fra gli aventi diritto al voto")
        else:
            found = _misplaced(voter, ballot, first.setdefault(voter.key, ballot), present)
        if found is not None:
            yield Violation(*found, "voter", document, article)


def _misplaced(
    voter: Voter, ballot: Ballot, first: Ballot, present: Collection[str]
) -> tuple[str, str] | None:
    by = ballot.by or voter.key
    if ballot is not first:
        if by != (first.by or voter.key):
            message = f"per {voter.name} hanno votato sia chi ha delegato sia chi è delegato"
            return "DELEGATOR_AND_DELEGATE_VOTED", message
        return "VOTED_TWICE", f"{voter.name} ha già votato"
    if by not in {voter.key, voter.delegated_to}:
        return "NO_DELEGATION", f"{by} vota per {voter.name} senza una sua delega"
    if by not in present:
        absent = voter.name if by == voter.key else f"chi è delegato da {voter.name}"
        return "VOTER_NOT_PRESENT", f"{absent} non è presente, e non può votare"
    return None


def counted(
    roll: Roll,
    present: Collection[str],
    ballots: Iterable[Ballot],
    *,
    weight: Weight = "ONE_EACH",
    source: Source | None = None,
) -> Counts:
    """Count ballots in any order; refuse them all where one of them is not admitted."""
    cast = tuple(ballots)
    refuse(*checked_ballots(roll, present, cast, source))
    choices = {one.voter: one.choice for one in cast}

    def chose(choice: Choice) -> int:
        return total((one for one in roll.voters if choices.get(one.key) == choice), weight)

    return Counts(
        present=total(roll.attending(present), weight),
        in_favour=chose("IN_FAVOUR"),
        against=chose("AGAINST"),
        abstained=chose("ABSTAINED"),
        blank=chose("BLANK"),
        weight=weight,
    )
