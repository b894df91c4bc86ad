"""Why a share is what it is, in a sentence from which it can be computed again by hand."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from ambiti.budgets.ripartos.asked import Part
from ambiti.statute.division import Share, euro_of
from ambiti.statute.rulebook.italian import euro

_GIVEN: Final = {
    "LARGEST_REMAINDER": "è fra i resti più grandi, e ha un centesimo in più",
    "WEIGHT": "un altro ha lo stesso resto e un peso minore: ha un centesimo in più",
    "NAME": "un altro ha lo stesso resto e lo stesso peso: viene prima per nome, e ha un centesimo "
    "in più",
}
_NOT_GIVEN: Final = {
    "LARGEST_REMAINDER": "non è fra i resti più grandi",
    "WEIGHT": "un altro ha lo stesso resto e un peso maggiore: il centesimo va a quello",
    "NAME": "un altro ha lo stesso resto e lo stesso peso e viene prima per nome: il centesimo va "
    "a quello",
}


def told(share: Share, whole: Fraction, divided: int, parts: Sequence[Part] = ()) -> str:
    """Say the multiplication, what is remembered, the whole cents, what is left and who got it.

    Of several criteria together it says what each of them adds to the weight.
    """
    made = f"{euro(euro_of(divided))} x {written(share.weight)}/{written(whole)}"
    if parts:
        added = " + ".join(_added(one, share.key) for one in parts)
        made = f"{made} ({added})"
    if share.remembered:
        made = f"{made} {_remembered(share.remembered)}"
    if share.rounded == "EXACT":
        return f"{made} = {euro(euro_of(share.cents))}, senza resto."
    why = (_GIVEN if share.extra else _NOT_GIVEN)[share.rounded]
    left = f"e {share.remainder} di centesimo"
    return f"{made} = {euro(euro_of(share.floor))} {left}: {why}."


def _remembered(cents: Fraction) -> str:
    if cents > 0:
        return f"+ {cents} di centesimo che gli arrotondamenti di prima gli hanno tolto"
    return f"- {-cents} di centesimo che gli arrotondamenti di prima gli hanno dato"


def _added(part: Part, code: str) -> str:
    whole = sum((one.weight for one in part.weights.parties), Fraction())
    own = [one.weight for one in part.weights.parties if one.place.code == code]
    weight = own[0] if own else Fraction()
    return f"{part.share} x {written(weight)}/{written(whole)} per {part.weights.code}"


def written(weight: Fraction) -> str:
    """Write a whole weight so that it divides another without doubt."""
    return str(weight) if weight.denominator == 1 else f"({weight})"
