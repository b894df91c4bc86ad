"""One Italian sentence that tells the arithmetic of a vote."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from ambiti.governance.votes.measures import Threshold
from ambiti.governance.votes.proof import Outcome
from ambiti.governance.votes.quorums import QuorumCheck
from ambiti.governance.votes.roll import Weight
from ambiti.statute.rulebook.italian import listed

_WHOM: Final = {
    "PRESENT": ("presente", "presenti"),
    "COMPONENTS": ("componente", "componenti"),
    "ALL_ASSOCIATED_COMUNI": ("comune associato", "comuni associati"),
    "SIGNATORY_BODIES": ("ente firmatario", "enti firmatari"),
    "VOTING": ("votante", "votanti"),
}
_OF_WHOM: Final = {
    "PRESENT": "dei presenti",
    "COMPONENTS": "dei componenti",
    "ALL_ASSOCIATED_COMUNI": "dei comuni associati",
    "SIGNATORY_BODIES": "degli enti firmatari",
    "VOTING": "dei votanti",
}
_VERDICTS: Final = {
    "APPROVED": "Approvata",
    "REJECTED": "Respinta",
    "UNDETERMINED": "Non determinabile",
    "INQUORATE": "Non valida",
}


def told(outcome: Outcome) -> str:
    """Tell an outcome: the verdict, the votes, of how many, and how many were needed by what."""
    opening = _VERDICTS[outcome.verdict]
    if outcome.verdict == "INQUORATE":
        return f"{opening}: {_short_of(outcome.quorum)}{_place(outcome, ' ({})')}."
    if outcome.verdict == "UNDETERMINED":
        return f"{opening}: {_undetermined(outcome)}."
    return f"{opening}: {_votes(outcome)}{_needed(outcome)}{_either_way(outcome)}."


def told_of_bodies(outcome: Outcome, awaited: Sequence[str]) -> str:
    """Tell an outcome that bodies decide each by its own deliberation, and who is awaited."""
    pending = outcome.verdict == "UNDETERMINED" and outcome.threshold is not None
    opening = "Non ancora decisa" if pending else _VERDICTS[outcome.verdict]
    text = f"{opening}: {_deliberations(outcome)}"
    if outcome.threshold is None:
        return f"{text}, ma manca {listed(outcome.missing)}."
    text += f" su {_of(outcome, outcome.threshold.number)}{_needed(outcome)}"
    if pending:
        text += "; manca quella di " if len(awaited) == 1 else "; mancano quelle di "
        text += listed(awaited)
    return f"{text}."


def _deliberations(outcome: Outcome) -> str:
    votes = outcome.counts.in_favour
    if outcome.counts.weight == "POPULATION":
        return f"deliberazioni favorevoli per {_residents(votes)}"
    if votes == 1:
        return "1 deliberazione favorevole"
    return f"{_figure(votes)} deliberazioni favorevoli"


def share_in_words(fraction: Fraction, *, strict: bool) -> str:
    """Say a fraction: 2/3, più della metà, tutti."""
    half = fraction == Fraction(1, 2)
    if strict:
        return "più della metà" if half else f"più di {_fraction(fraction)}"
    return "tutti" if fraction == 1 else "la metà" if half else _fraction(fraction)


def _undetermined(outcome: Outcome) -> str:
    votes = _votes(outcome) if outcome.threshold else _in_favour(outcome)
    if len({one.passed for one in outcome.readings}) > 1 and len(outcome.missing) == 1:
        counting, others = (one.threshold for one in outcome.readings)
        document = _place(outcome, " ({})")
        return (
            f"{votes}; {_served(counting)} se gli astenuti contano fra i presenti, "
            f"almeno {_figure(others.votes)} se non contano, e il testo non lo dice{document}"
        )
    where = [f"documento {outcome.missing_document}"] if outcome.missing_document else []
    where += [_place(outcome, "{}")] if outcome.article else []
    source = f" ({', '.join(where)})" if where else ""
    several = len(outcome.missing) > 1 or outcome.missing[0].startswith("le ")
    verb = "mancano" if several else "manca"
    return f"{votes}, ma {verb} {listed(outcome.missing)}{source}"


def _votes(outcome: Outcome) -> str:
    number = outcome.threshold.number if outcome.threshold else outcome.number or 0
    return f"{_in_favour(outcome)} su {_of(outcome, number)}"


def _in_favour(outcome: Outcome) -> str:
    votes = outcome.counts.in_favour
    if outcome.counts.weight == "POPULATION":
        return f"voti favorevoli per {_residents(votes)}"
    return "1 voto favorevole" if votes == 1 else f"{_figure(votes)} voti favorevoli"


def _of(outcome: Outcome, number: int) -> str:
    kind: str = outcome.of or "PRESENT"
    if kind == "PRESENT" and outcome.abstentions == "NOT_COUNTED":
        kind = "VOTING"
    return _whom(kind, number, outcome.counts.weight)


def _whom(kind: str, number: int, weight: Weight) -> str:
    if weight == "POPULATION":
        return f"{_figure(number)} {_OF_WHOM[kind]}"
    return f"{_figure(number)} {_WHOM[kind][number != 1]}"


def _needed(outcome: Outcome) -> str:
    if outcome.threshold is None:
        return ""
    share = share_in_words(outcome.threshold.fraction, strict=outcome.threshold.strict)
    return f"; {_served(outcome.threshold)} ({share}{_place(outcome, ', {}')})"


def _served(threshold: Threshold) -> str:
    verb = "ne serviva" if threshold.votes == 1 else "ne servivano"
    return f"{verb} almeno {_figure(threshold.votes)}"


def _either_way(outcome: Outcome) -> str:
    numbers = {one.threshold.number for one in outcome.readings}
    if len(numbers) == 1:
        return ""
    return "; l'esito è lo stesso se gli astenuti non contano fra i presenti"


def _short_of(quorum: QuorumCheck) -> str:
    needed = _figure(quorum.needed or 0)
    if quorum.weight == "POPULATION":
        there = f"i presenti rappresentavano {_residents(quorum.present)}"
    else:
        there = f"i presenti erano {_figure(quorum.present)}"
    text = f"{there} e il numero legale è di almeno {needed}"
    if quorum.of is None or quorum.number is None:
        return text
    return f"{text} su {_whom(quorum.of, quorum.number, quorum.weight)}"


def _place(outcome: Outcome, form: str) -> str:
    if outcome.article is None:
        return ""
    return form.format("preambolo" if outcome.article == "0" else f"art. {outcome.article}")


def _fraction(fraction: Fraction) -> str:
    return f"{fraction.numerator}/{fraction.denominator}"


def _residents(number: int) -> str:
    return f"{_figure(number)} {'abitante' if number == 1 else 'abitanti'}"


def _figure(number: int) -> str:
    return f"{number:,}".replace(",", ".")
