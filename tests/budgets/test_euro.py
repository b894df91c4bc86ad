"""A sum is written in one way, exact to the cent; any other way is refused in words."""

from decimal import Decimal
from typing import Any

import pytest
from tests.clauses.register import office
from tests.conftest import Deployment

from ambiti.budgets.euro import parsed

PROPOSED = """mutation($input: ProposeRipartoInput!) { proposeRiparto(input: $input) {
  ... on Refusal { violations { code } } } }"""
WRONG = [
    "210000",
    "210.000,00",
    "1e5",
    "0.001",
    "01.00",
    " 1.00",
    "NaN",
    "",
    210000.0,
    1,
    None,
    True,
]


@pytest.mark.parametrize("given", WRONG)
def test_any_other_way_is_refused(given: Any) -> None:
    with pytest.raises(ValueError, match="due decimali"):
        parsed(given)


@pytest.mark.parametrize("given", ["0.00", "0.01", "-3.10", "999999999999.99"])
def test_a_sum_is_read_to_the_cent(given: str) -> None:
    assert parsed(given) == Decimal(given)


async def test_the_contract_says_how_a_sum_is_written(deployment: Deployment) -> None:
    clerk = await office(deployment, "carate", "operatore_udp")
    sum_ = {"ambito": "carate", "matter": "RIPARTO_FONDI", "year": 2026, "amount": "210000"}
    answer = await deployment.post(PROPOSED, {"input": sum_}, token=clerk.token)
    (error,) = answer.json()["errors"]
    assert "at .amount" in error["message"]
    assert '"1200.50"' in error["message"]
