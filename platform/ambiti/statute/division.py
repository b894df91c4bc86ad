"""The one function that divides money: cents over exact weights, by largest remainder.

Money is a whole number of cents, a weight is an int or a Fraction, and nothing is ever a float.
The documents are silent on rounding; the rule is the one that each allocation key declares
(``LARGER_WEIGHT_THEN_NAME``).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

Rounded = Literal["EXACT", "LARGEST_REMAINDER", "WEIGHT", "NAME"]
"""What settled the rounding of a share: nothing was to be settled; its remainder; among equal
remainders, its weight; among equal weights too, its name."""

MOST_REMEMBERED: Final = 100
"""More than a euro, in cents, is no rounding that could be remembered."""


class IndivisibleError(ValueError):
    """The sum cannot be divided: ``code`` says why, the message says it in Italian."""

    def __init__(self, code: str, message: str) -> None:
        """Keep the code."""
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Party:
    """Who shares, by a key of its own, with the name that orders ties and its exact weight."""

    key: str
    name: str
    weight: Fraction | int


@dataclass(frozen=True, slots=True)
class Share:
    """What falls to one party, and how it was come by. All of it in cents."""

    key: str
    name: str
    weight: Fraction
    fraction: Fraction
    """Its part of the whole: its weight over all weights."""
    exact: Fraction
    """The sum times the fraction, before any rounding."""
    remembered: Fraction
    """What earlier divisions left it short of (or over, where negative), counted in this one."""
    floor: int
    """The whole cents that fall to it before the remaining ones are given."""
    cents: int
    rounded: Rounded

    @property
    def extra(self) -> bool:
        """Tell whether it was given one of the remaining cents."""
        return self.cents > self.floor

    @property
    def remainder(self) -> Fraction:
        """Tell by how much what is due to it is more than its floor."""
        return self.exact + self.remembered - self.floor

    @property
    def short(self) -> Fraction:
        """Tell by how much it is less than what is due: negative where it is more."""
        return self.exact + self.remembered - self.cents


@dataclass(frozen=True, slots=True)
class Division:
    """A sum divided: shares in the order in which the parties were given."""

    cents: int
    weight: Fraction
    shares: tuple[Share, ...]

    @property
    def remembered(self) -> dict[str, Fraction]:
        """Tell, by party, what the rounding left short, to be counted in the next division."""
        return {one.key: one.short for one in self.shares}

    def of(self, key: str) -> Share | None:
        """Find the share of a party."""
        return next((one for one in self.shares if one.key == key), None)


def cents_of(amount: Decimal) -> int:
    """Turn euro into cents, exactly; a part of a cent is refused."""
    cents = amount * 100
    if not cents.is_finite() or cents != cents.to_integral_value():
        code, message = "NOT_TO_THE_CENT", f"«{amount}» non è una somma in euro e centesimi."
        raise IndivisibleError(code, message)
    return int(cents)


def euro_of(cents: int) -> Decimal:
    """Turn cents into euro with two decimals."""
    return Decimal(cents).scaleb(-2)


def rounded(exact: Fraction) -> int:
    """Round one sum that is not part of a division to the cent: half a cent goes up."""
    return (exact + Fraction(1, 2)).__floor__()


def divide(
    cents: int, parties: Iterable[Party], remembered: Mapping[str, Fraction] | None = None
) -> Division:
    """Divide a sum so that the shares add up to it, whatever the order of the parties.

    Each gets the whole cents of its exact share; the cents that remain go one each to the largest
    remainders; ties to the larger weight, then to the first name. With ``remembered`` each starts
    from what earlier divisions left it short of, so that roundings even out over the years; what
    those who are no longer parties took away is spread over the others by weight, and no share is
    ever negative.

    Without memory every share is its exact value rounded down or up (the quota rule). A larger
    sum may still make a share one cent smaller, never more: 10 cents over weights 6, 6, 2 give
    4, 4, 2 and 11 cents give 5, 5, 1 (the Alabama paradox).

    Refused (IndivisibleError): a negative sum, no parties, a party twice, a negative weight,
    weights that are all nought, remembered roundings beyond a euro. A float is a TypeError.
    """
    asked = tuple(parties)
    _checked(cents, asked)
    weight = sum((Fraction(one.weight) for one in asked), Fraction())
    carried = _carried(asked, weight, remembered or {})
    due = [_Due(one, cents * Fraction(one.weight) / weight, carried[one.key]) for one in asked]
    _give(cents - sum(one.floor for one in due), due)
    return Division(cents, weight, tuple(_share(one, weight) for one in due))


class _Due:
    """What is due to a party while the cents are given out."""

    def __init__(self, party: Party, exact: Fraction, carried: Fraction) -> None:
        self.party, self.exact, self.carried = party, exact, carried
        total = exact + carried
        self.cents = max(0, total.numerator // total.denominator)
        self.floor = self.cents
        self.rounded: Rounded = "LARGEST_REMAINDER" if self.left else "EXACT"

    @property
    def left(self) -> Fraction:
        """What it is still short of."""
        return self.exact + self.carried - self.cents

    @property
    def turn(self) -> tuple[Fraction, Fraction, str, str]:
        """Its place among those who are given a cent: the first is the smallest."""
        return -self.left, -Fraction(self.party.weight), self.party.name, self.party.key


def _give(left: int, due: Sequence[_Due]) -> None:
    """Give the remaining cents in turn; where memory gave too many, take back from the last."""
    while left < 0:
        last = max((one for one in due if one.cents), key=lambda one: one.turn)
        last.cents, last.floor, left = last.cents - 1, last.floor - 1, left + 1
    turns = sorted(due, key=lambda one: one.turn)
    if 0 < left < len(turns):
        _settle(turns[:left], turns[left:])
    for one in turns[:left]:
        one.cents += 1


def _settle(given: Sequence[_Due], without: Sequence[_Due]) -> None:
    """Say what decided, where the last who is given a cent and the first who is not are equal."""
    last, first = given[-1], without[0]
    if last.left != first.left:
        return
    tied = [one for one in (*given, *without) if one.left == last.left]
    by_name = last.party.weight == first.party.weight
    for one in tied:
        same = by_name and one.party.weight == last.party.weight
        one.rounded = "NAME" if same else "WEIGHT"


def _carried(
    parties: Sequence[Party], weight: Fraction, remembered: Mapping[str, Fraction]
) -> dict[str, Fraction]:
    """Give what each party carries; together it is nothing, so that the sum stays the sum."""
    kept = {one.key: Fraction(remembered.get(one.key, 0)) for one in parties}
    if any(isinstance(one, float) for one in remembered.values()):
        message = "what is remembered is a Fraction, not a float"
        raise TypeError(message)
    if any(abs(one) > MOST_REMEMBERED for one in kept.values()):
        code, message = "REMEMBERED_TOO_MUCH", "Un arrotondamento non supera un euro."
        raise IndivisibleError(code, message)
    taken = sum(kept.values(), Fraction())
    return {one.key: kept[one.key] - taken * Fraction(one.weight) / weight for one in parties}


def _checked(cents: int, parties: Sequence[Party]) -> None:
    if type(cents) is not int:
        message = "money is a whole number of cents"
        raise TypeError(message)
    if any(type(one.weight) not in {int, Fraction} for one in parties):
        message = "a weight is an int or a Fraction"
        raise TypeError(message)
    if cents < 0:
        code, message = "AMOUNT_NEGATIVE", "La somma da dividere non può essere negativa."
        raise IndivisibleError(code, message)
    if not parties:
        code, message = "NO_PARTIES", "Non c'è nessuno fra cui dividere."
        raise IndivisibleError(code, message)
    if len({one.key for one in parties}) < len(parties):
        code, message = "PARTY_TWICE", "Lo stesso ente compare due volte."
        raise IndivisibleError(code, message)
    if any(one.weight < 0 for one in parties):
        code, message = "WEIGHT_NEGATIVE", "Un peso non può essere negativo."
        raise IndivisibleError(code, message)
    if not any(one.weight for one in parties):
        code, message = "NO_WEIGHT", "I pesi sono tutti zero: la somma non si può dividere."
        raise IndivisibleError(code, message)


def _share(due: _Due, weight: Fraction) -> Share:
    party = due.party
    return Share(
        key=party.key,
        name=party.name,
        weight=Fraction(party.weight),
        fraction=Fraction(party.weight) / weight,
        exact=due.exact,
        remembered=due.carried,
        floor=due.floor,
        cents=due.cents,
        rounded=due.rounded,
    )
