"""Quotas of a common cost: estimated, then final, net and with VAT, in cents."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from ambiti.acting.refusing import Violation
from ambiti.budgets.ripartos.asked import Asked, Undivided, Weights
from ambiti.budgets.ripartos.rules import by_key
from ambiti.budgets.ripartos.weights import key_of, weigh
from ambiti.governance.competence import said_by
from ambiti.governance.doubts import doubts_of
from ambiti.governance.seats.places import Place, Places
from ambiti.statute.division import cents_of, rounded
from ambiti.statute.language.allocation import EqualKey, Estimate
from ambiti.statute.language.movements import CollectedBudget
from ambiti.statute.periods import in_words


@dataclass(frozen=True, slots=True)
class Quota:
    """What one payer owes, for so many of the parties that are counted.

    ``gross`` is None while nobody has said the rate of VAT, ``net`` where only that with VAT is
    said.
    """

    payer: Place
    units: int
    net: int | None
    gross: int | None


@dataclass(frozen=True, slots=True)
class Quotas:
    """The quotas of all payers, and whether they are still an estimate."""

    status: Literal["ESTIMATED", "FINAL"]
    quotas: tuple[Quota, ...]
    warnings: tuple[Violation, ...]

    @property
    def net(self) -> int | None:
        """Tell the sum without VAT."""
        return _total(one.net for one in self.quotas)

    @property
    def gross(self) -> int | None:
        """Tell the sum with VAT."""
        return _total(one.gross for one in self.quotas)


def estimated(
    estimate: Estimate, asked: Asked, vat_rate: Decimal | None = None
) -> Quotas | Undivided:
    """Give each payer the quota that the text estimates, once for each party it stands for."""
    weights = _weights(estimate, asked)
    if isinstance(weights, Undivided):
        return weights
    each = cents_of(estimate.amount)
    owing = {payer: (units, each * units) for payer, units in _payers(weights, asked).items()}
    return _quotas(estimate, asked, owing, vat_rate)


def final(estimate: Estimate, asked: Asked, vat_rate: Decimal | None = None) -> Quotas | Undivided:
    """Divide the final cost, which is the sum asked, by the key of the estimate."""
    riparto = by_key(asked, estimate.key)
    if isinstance(riparto, Undivided):
        return riparto
    owing = {payer: (units, 0) for payer, units in _payers(riparto.weights, asked).items()}
    for one in riparto.lines:
        payer = _payer(riparto.weights, one.party.place, asked)
        units, cents = owing[payer]
        owing[payer] = units, cents + one.cents
    return replace(_quotas(estimate, asked, owing, vat_rate), status="FINAL")


def to_transfer(
    quotas: Quotas, rule: CollectedBudget, asked: Asked
) -> tuple[tuple[Quota, ...], Quota | None]:
    """Part the quotas that are transferred to the collector from its own, which stays inside."""
    places = Places(asked.statute, asked.on)
    collectors = {one.code for one in places.meant(rule.collector)}
    own = next(
        (
            one
            for one in quotas.quotas
            if one.payer.code in collectors
            or collectors & {lead.code for lead in places.leads(one.payer.code)}
        ),
        None,
    )
    if own is None or not rule.own_share:
        return tuple(one for one in quotas.quotas if one is not own), None
    return tuple(one for one in quotas.quotas if one is not own), own


def with_vat(net: int, rate: Decimal) -> int:
    """Add VAT at a rate per cent to a sum in cents; half a cent goes up."""
    return rounded(net * (1 + Fraction(rate) / 100))


def _weights(estimate: Estimate, asked: Asked) -> Weights | Undivided:
    key = key_of(asked.statute, estimate.key, asked.on)
    if key is None:
        message = f"Il criterio «{estimate.key}» non vale il giorno {in_words(asked.on)}."
        return Undivided((said_by(estimate, asked.statute, "KEY_UNKNOWN", message, "key"),))
    return weigh(key, asked)


def _payers(weights: Weights, asked: Asked) -> dict[Place, int]:
    """Count how many parties each payer pays for: who leads two member Ambiti pays twice."""
    found: dict[Place, int] = {}
    for one in weights.parties:
        payer = _payer(weights, one.place, asked)
        found[payer] = found.get(payer, 0) + 1
    return found


def _payer(weights: Weights, place: Place, asked: Asked) -> Place:
    """A member Ambito that did not sign pays by the body that signed in its place."""
    key = weights.key
    if place.kind != "UNIT" or not isinstance(key, EqualKey):
        return place
    places = Places(asked.statute, asked.on)
    parties = places.parties(key.instrument or key.source.document)
    if place in parties:
        return place
    return next((lead for lead in places.leads(place.code) if lead in parties), place)


def _quotas(
    estimate: Estimate,
    asked: Asked,
    owing: Mapping[Place, tuple[int, int]],
    vat_rate: Decimal | None,
) -> Quotas:
    rate = estimate.vat_rate if estimate.vat_rate is not None else vat_rate
    warnings = doubts_of(asked.statute, [estimate, key_of(asked.statute, estimate.key, asked.on)])
    if rate is None or estimate.vat == "NOT_STATED":
        message = "L'aliquota dell'IVA non è stata stabilita: la quota è data senza contarla."
        told = said_by(estimate, asked.statute, "VAT_UNDETERMINED", message, "vatRate")
        warnings.insert(0, told)
    quotas = (_quota(estimate, payer, owed, rate) for payer, owed in owing.items())
    return Quotas("ESTIMATED", tuple(quotas), tuple(warnings))


def _quota(estimate: Estimate, payer: Place, owed: tuple[int, int], rate: Decimal | None) -> Quota:
    units, cents = owed
    match estimate.vat:
        case "EXCLUDED":
            return Quota(payer, units, cents, None if rate is None else with_vat(cents, rate))
        case "INCLUDED":
            net = None if rate is None else rounded(cents / (1 + Fraction(rate) / 100))
            return Quota(payer, units, net, cents)
        case _:
            return Quota(payer, units, cents, None)


def _total(sums: Iterable[int | None]) -> int | None:
    total = 0
    for one in sums:
        if one is None:
            return None
        total += one
    return total
