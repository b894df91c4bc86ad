"""How many votes a fraction of a number of people is."""

from fractions import Fraction


def votes_needed(fraction: Fraction, count: int, *, strict: bool) -> int:
    """Tell the fewest votes that reach a fraction of ``count``, or pass it where it is strict."""
    share = fraction * count
    whole = share.numerator // share.denominator
    if strict:
        return whole + 1
    return whole if whole == share else whole + 1
