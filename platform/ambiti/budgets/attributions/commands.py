"""The act of notional costs."""

import strawberry

from ambiti.acting.commands import command
from ambiti.budgets.attributions.attributing import AttributeCostSuccess, attribute_cost
from ambiti.budgets.scopes import BUDGET


@strawberry.type
class AttributionActs:
    """The act of notional costs."""

    attribute_cost = command(
        AttributeCostSuccess,
        "Imputa un costo pagato, ai soli fini di legge, a chi i documenti dicono.",
        act="provide",
        kind=BUDGET,
        tenant="payment",
    )(attribute_cost)
