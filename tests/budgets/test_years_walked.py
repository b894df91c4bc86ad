"""Whatever was moved in two years, and however they were closed, every cent is there, once."""

import random
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from .test_years import FUNDS, PO, closed
from .treasury import SHOWN, SUMS, Treasury, later


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_however_money_moved_no_cent_is_lost_or_told_twice_over_the_years(
    money: Treasury, seed: int
) -> None:
    """Random movements over two years, both closed: sums over all the years are of each once."""
    draw = random.Random(seed)  # noqa: S311  it draws no secret
    assigned = 1000_00
    for year, day in ((2013, date(2013, 6, 1)), (2014, date(2014, 6, 1))):
        async with later(money, day):
            if year == 2014:
                cents = draw.randrange(1, 500_00)
                await money.assigned("FSR", written(cents))
                assigned += cents
            await walked(money, draw, year)
        async with later(money, date(year + 1, 2, 1)):
            await closed(money, year)
    async with later(money, date(2015, 2, 1)):
        text = f'{{ ambito(slug: "cremasco") {{ budgets {{ totals {{ {SUMS} }} {FUNDS} }} }} }}'
        told = (await money.served.ask(text, token=money.clerk.token))["ambito"]["budgets"]
    years = [{n: Decimal(s) for n, s in one["totals"].items()} for one in told]
    for one in years:
        came = one["assigned"] + one["avanzo"] + one["residui"]
        unpaid = one["committed"] - one["paid"] + one["residui"] - one["residuiPaid"]
        spare = one["residuiSpared"]
        out = one["paid"] + one["residuiPaid"]
        here = one["unappropriated"] + one["available"] + one["carried"]
        if one is years[-1]:
            assert came == out + unpaid + here
        else:
            assert came == out + one["carriedOut"] + here
            assert here == 0
            assert spare <= one["residui"]
    for one, after in pairwise(years):
        assert one["carriedOut"] == after["avanzo"] + after["residui"]
    assert sum(one["assigned"] for one in years) == Decimal(assigned) / 100
    held = [Decimal(f["cash"]["held"]) for one in told for f in one["funds"] if f["code"] == "FSR"]
    collected = sum(one["collected"] for one in years)
    paid = sum(one["paid"] + one["residuiPaid"] for one in years)
    assert held == [0, 0, collected - paid]
    assert paid > 0


def written(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02}"


async def walked(money: Treasury, draw: random.Random, year: int) -> None:
    """Move money at random; whatever is too much is refused, and nothing comes of it."""
    lines: list[str] = []
    shown = "lines { impegni { id } }"
    owed = [i["id"] for line in (await money.read(shown))["lines"] for i in line["impegni"]]
    line = await money.lined("FSR", f"L{year}", "100.00", **PO)
    owed.append(await money.owed(line, "90.00"))
    await money.done("recordLiquidazione", impegno=owed[-1], amount="60.00")
    for number in range(40):
        kind = draw.choice(("line", "line", "avanzo", "owe", "owe", "Liquidazione", "Liquidazione",
                            "Pagamento", "Pagamento", "Economia", "cash"))  # fmt: skip
        most = {"line": 200_00, "avanzo": 200_00, "owe": 100_00, "Pagamento": 10_00}
        amount = written(draw.randrange(1, most.get(kind, 40_00)))
        if kind in {"line", "avanzo"}:
            name = "recordStanziamento" if kind == "line" else "applyAvanzo"
            given = money.line("FSR", f"L{year}-{number}", amount, **PO)
        elif kind == "cash":
            name, given = "recordRiscossione", {"fund": money.funds["FSR"], "amount": amount}
        elif kind == "owe" and lines:
            name = "recordImpegno"
            given = {"line": draw.choice(lines), "amount": amount, "creditor": "x"}
        elif kind[0].isupper() and owed:
            name, given = f"record{kind}", {"impegno": draw.choice(owed), "amount": amount}
        else:
            continue
        asked = money.given(name, given)
        done = await money.who(name).act(name, SHOWN[name], **asked)
        if "line" in done:
            lines.append(done["line"]["id"])
        elif name == "recordImpegno" and "impegno" in done:
            owed.append(done["impegno"]["id"])
