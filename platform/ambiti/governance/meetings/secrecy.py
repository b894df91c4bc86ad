"""Secret votes: who voted is recorded, never how; the sums are given when the vote is closed."""

from collections.abc import Collection, Iterator
from typing import Any

from ambiti.acting.refusing import Violation
from ambiti.governance.competence import said_by
from ambiti.governance.meetings.inputs import SecretCountInput
from ambiti.governance.meetings.sitting import Sitting
from ambiti.governance.votes.ballots import Counts
from ambiti.governance.votes.measures import weight_of
from ambiti.governance.votes.roll import Roll


def unweighed(meeting: Sitting, matter: str | None) -> Iterator[Violation]:
    """Votes that weigh by residents are not secret: their sum would tell whose they are."""
    rule = meeting.rule(matter)
    if rule is not None and weight_of(rule) != "ONE_EACH":
        message = "I voti pesano per abitanti: la somma direbbe di chi sono. Si vota palese."
        yield said_by(rule, meeting.statute, "WEIGHTED_NOT_SECRET", message, "secret")


def said(choice: Any, field: str, *, secret: bool) -> Iterator[Violation]:
    """How somebody votes is said in an open vote, and not in a secret one."""
    if secret and choice is not None:
        message = "La votazione è segreta: si registra chi ha votato, non come."
        yield Violation("VOTE_SECRET", message, field)
    if not secret and choice is None:
        message = "La votazione è palese: serve come vota, IN_FAVOUR, AGAINST o ABSTAINED."
        yield Violation("CHOICE_REQUIRED", message, field)


def counting(given: SecretCountInput | None, cast: int, *, secret: bool) -> Iterator[Violation]:
    """The sums of a secret vote are given, each from none up, and are of as many as voted."""
    if not secret:
        if given is not None:
            message = "La votazione è palese: i voti li contano i voti registrati."
            yield Violation("VOTE_NOT_SECRET", message, "counted")
        return
    if given is None:
        message = f"La votazione è segreta: serve lo scrutinio dei {cast} voti."
        yield Violation("COUNT_REQUIRED", message, "counted")
        return
    parts = (given.in_favour, given.against, given.abstained, given.blank)
    if min(parts) < 0 or sum(parts) != cast:
        message = f"Lo scrutinio somma {sum(parts)}, e hanno votato in {cast}: deve tornare."
        yield Violation("COUNT_NOT_OF_VOTERS", message, "counted")


def sums(given: SecretCountInput | None, roll: Roll, present: Collection[str]) -> Counts | None:
    """Give the sums of a secret vote as the arithmetic takes them."""
    if given is None:
        return None
    return Counts(
        present=len(roll.attending(present)),
        in_favour=given.in_favour,
        against=given.against,
        abstained=given.abstained,
        blank=given.blank,
    )
