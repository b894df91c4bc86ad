"""What the funds of a Regione came to: one row for each fund, over all its Ambiti."""

from dataclasses import replace
from datetime import date
from typing import Annotated, Any

import strawberry
from sqlalchemy import BigInteger, Select, cast, func, literal_column, select

from ambiti.budgets.funds.kinds import FundKind
from ambiti.budgets.funds.tables import budget_funds, budgets
from ambiti.budgets.ledger.totals import BudgetTotals, fund_totals
from ambiti.reading.binding import Place, inline, rows, value
from ambiti.statute.tables import ambiti


@strawberry.type(
    description="Un fondo in una regione: le somme degli Ambiti i cui bilanci chi chiede può "
    "vedere. Chi non ne vede nessuno non ha righe."
)
class RegionalFund:
    """A fund over the Ambiti of a Regione."""

    code: str = value(lambda row: row.c.code, "Il codice che gli danno i documenti.")
    name: str = value(lambda row: row.c.name, "Come si chiama.")
    kind: FundKind = value(lambda row: row.c.kind, "Da dove viene.")
    in_ambiti: int = value(lambda row: row.c.in_ambiti, "In quanti Ambiti c'è.")
    totals: BudgetTotals = inline("Le somme di tutti, nel giorno.")


Region = Annotated[str, strawberry.argument(description="La regione, ad esempio Lombardia.")]
OnDay = Annotated[
    date | None, strawberry.argument(description="Le somme di questo giorno. Senza, oggi.")
]
OfYear = Annotated[int, strawberry.argument(description="L'anno del bilancio.")]


def regional(place: Place, region: Any, year: Any) -> Select[Any]:
    """Sum each fund that has money by its code and kind; sums of funds are not counted twice."""
    tenant, budget, fund = (place.also(table) for table in (ambiti, budgets, budget_funds))
    sums = fund_totals(replace(place, above=fund), place.asked).lateral()
    return (
        select(
            fund.c.code,
            func.min(fund.c.name).label("name"),
            fund.c.kind,
            func.count(tenant.c.ambito_id.distinct()).label("in_ambiti"),
            *(cast(func.sum(one), BigInteger).label(one.name) for one in sums.c),
        )
        .select_from(tenant)
        .join(budget, budget.c.ambito_id == tenant.c.ambito_id)
        .join(fund, (fund.c.ambito_id == budget.c.ambito_id) & (fund.c.budget_id == budget.c.id))
        .join(sums, literal_column("true"))
        .where(tenant.c.region == region, budget.c.year == year, ~fund.c.in_kind)
        .where(func.cardinality(fund.c.parts) == literal_column("0"))
        .group_by(fund.c.code, fund.c.kind)
        .order_by(fund.c.code, fund.c.kind)
    )


@strawberry.type
class RegionalFunds:
    """The root fields about Regioni."""

    @rows(
        list[RegionalFund],
        "I fondi di una regione in un anno, per codice: le somme di tutti gli Ambiti che chi "
        "chiede può vedere.",
        expect=20,
        made=True,
    )
    def regional_funds(self: Place, region: Region, year: OfYear, on: OnDay = None) -> Select[Any]:
        """Sum each fund of a Regione."""
        return regional(self, region, year)
