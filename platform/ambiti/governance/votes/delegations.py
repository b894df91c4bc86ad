"""Which delegations a roll admits."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from ambiti.acting.refusing import Violation
from ambiti.governance.votes.roll import Delegation, Roll
from ambiti.statute.language.rule import Source


def checked_delegations(
    roll: Roll,
    delegations: Iterable[Delegation],
    limit: int | None,
    *,
    within_roll: bool = False,
    source: Source | None = None,
) -> Iterator[Violation]:
    """A voter delegates once, to another who did not delegate, up to the limit per delegate.

    A limit of None is no limit, and 0 forbids every delegation. The delegate is on the roll only
    where the text wants it there: a mayor may send someone of the giunta.
    """
    given = tuple(delegations)
    if limit == 0:
        if given:
            message = "le deleghe non sono ammesse"
            yield _violation("DELEGATION_NOT_ALLOWED", message, "delegate", source)
        return
    names = {one.key: one.name for one in roll.voters}
    for voter, times in Counter(one.voter for one in given).items():
        if voter not in names:
            message = f"{voter} delega, ma non è fra gli aventi diritto"
            yield _violation("DELEGATOR_NOT_ON_ROLL", message, "voter", source)
        if times > 1:
            message = f"{names.get(voter, voter)} delega {times} volte: il voto è uno solo"
            yield _violation("DELEGATED_TWICE", message, "voter", source)
    for delegate, held in Counter(one.delegate for one in given).items():
        name = names.get(delegate, delegate)
        if within_roll and delegate not in names:
            message = f"{name} è delegato, ma non è fra gli aventi diritto"
            yield _violation("DELEGATE_NOT_ON_ROLL", message, "delegate", source)
        if limit is not None and held > limit:
            message = f"{name} ha {held} deleghe, e può averne al più {limit}"
            yield _violation("TOO_MANY_DELEGATIONS", message, "delegate", source)
    yield from _passed_on(given, names, source)


def _passed_on(
    given: tuple[Delegation, ...], names: Mapping[str, str], source: Source | None
) -> Iterator[Violation]:
    delegators = {one.voter for one in given}
    for delegate in dict.fromkeys(one.delegate for one in given):
        name = names.get(delegate, delegate)
        if Delegation(delegate, delegate) in given:
            message = f"{name} delega sé stesso: voterebbe due volte"
            yield _violation("DELEGATE_IS_DELEGATOR", message, "delegate", source)
        elif delegate in delegators:
            message = f"{name} è delegato e delega a sua volta: una delega non passa ad altri"
            yield _violation("DELEGATION_CHAIN", message, "delegate", source)


def _violation(code: str, message: str, field: str, source: Source | None) -> Violation:
    if source is None:
        return Violation(code, message, field)
    return Violation(code, message, field, source.document, source.article)
