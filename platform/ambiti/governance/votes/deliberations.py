"""A decision that bodies take each by its own deliberation: no room, no quorum, no abstention."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ambiti.acting.refusing import Violation, refuse
from ambiti.governance.votes.ballots import Counts
from ambiti.governance.votes.measures import Counted, lacking, quorum_of, threshold_of, weight_of
from ambiti.governance.votes.outcomes import bare
from ambiti.governance.votes.proof import Outcome, Reading, Verdict
from ambiti.governance.votes.quorums import QuorumCheck
from ambiti.governance.votes.roll import Roll, Voter, total
from ambiti.governance.votes.telling import told_of_bodies
from ambiti.statute.language.rule import Source


@dataclass(frozen=True, slots=True)
class Deliberation:
    """What a body deliberated: for the decision, or against it."""

    body: str
    in_favour: bool


def checked_deliberations(
    bodies: Roll, deliberations: Iterable[Deliberation], source: Source | None = None
) -> Iterator[Violation]:
    """A deliberation is of a body that signed, and each deliberates once."""
    document, article = (source.document, source.article) if source else (None, None)
    for body, times in Counter(one.body for one in deliberations).items():
        known = bodies.voter(body)
        if known is None:
            message = f"{body} non è fra gli enti firmatari"
            yield Violation("BODY_NOT_SIGNATORY", message, "body", document, article)
        elif times > 1:
            message = f"di {known.name} ci sono {times} deliberazioni, e ne vale una"
            yield Violation("DELIBERATED_TWICE", message, "body", document, article)


def by_deliberations(rule: Counted, bodies: Roll, deliberations: Iterable[Deliberation]) -> Outcome:
    """Tell what the deliberations of the signatory bodies come to.

    It is approved as soon as enough are in favour, rejected as soon as those that are awaited
    could not suffice, and until then undetermined: those that are awaited are what is missing. A
    quorum is of a meeting, so one that the rule states is told and not applied.
    """
    if rule.of != "SIGNATORY_BODIES":
        raise ValueError(rule.of)
    given = tuple(deliberations)
    refuse(*checked_deliberations(bodies, given, rule.source))
    weight = weight_of(rule) if bodies.residents else "ONE_EACH"
    chosen = {one.body: one.in_favour for one in given}
    awaited = tuple(one for one in bodies.voters if one.key not in chosen)
    counts = Counts(
        present=total(bodies.voters, weight),
        in_favour=total((one for one in bodies.voters if chosen.get(one.key)), weight),
        against=total((one for one in bodies.voters if chosen.get(one.key) is False), weight),
        weight=weight,
    )
    quorum = QuorumCheck(stated=quorum_of(rule) is not None, met=None, present=len(given))
    found = _summed(rule, bare(rule, counts, quorum, _unknown(rule, bodies)), awaited)
    return replace(found, sentence=told_of_bodies(found, tuple(one.name for one in awaited)))


def _summed(rule: Counted, found: Outcome, awaited: tuple[Voter, ...]) -> Outcome:
    if found.missing:
        return found
    counts = found.counts
    threshold = threshold_of(rule, counts.present)
    passed = counts.in_favour >= threshold.votes
    lost = counts.present - counts.against < threshold.votes
    verdict: Verdict = "APPROVED" if passed else "REJECTED" if lost else "UNDETERMINED"
    missing = tuple(f"la deliberazione di {one.name}" for one in awaited)
    return replace(
        found,
        verdict=verdict,
        number=counts.present,
        threshold=threshold,
        readings=(Reading("COUNT", threshold, passed),),
        missing=missing if verdict == "UNDETERMINED" else (),
    )


def _unknown(rule: Counted, bodies: Roll) -> tuple[str, ...]:
    if not bodies.voters:
        return ("l'elenco degli enti firmatari",)
    if weight_of(rule) == "POPULATION" and bodies.residents is None:
        return (lacking(rule.of, "POPULATION", bodies),)
    return ()
