"""Positions as files: every figure is the contract's, and nobody's that may not be seen."""

from datetime import date

from tests.budgets.exporting import body, cents, code, exported, italian, of_csv, of_pdf, of_xlsx
from tests.budgets.figures import istat
from tests.conftest import Deployment

from .conftest import Reform
from .owing import Bench, carate
from .register import on

DAY = date(2026, 3, 10)
FEE = {"ambito": "carate", "fee": "SUPPORTO_CAPOFILA", "year": 2026, "added": "4800.00"}
IN_2026 = {"ambito": "carate", "year": "2026"}
SUMS = {
    "gave": "Ha dato",
    "received": "Ha ricevuto",
    "owes": "Deve ancora",
    "owed": "Gli si deve ancora",
    "overdue": "Deve, ed è scaduto",
    "balance": "Saldo",
}
SHOWN = f"{{ {' '.join(SUMS)} }}"


async def owing(served: Deployment) -> Bench:
    """Let the budget owe the capofila a fee, of which a part is paid."""
    found = await carate(served)
    done = await found.owed("openFee", **FEE, act=found.act)
    await found.paid(done["dues"][0]["id"], "1000.01")
    return found


async def test_positions_are_those_of_the_contract_in_every_format(reform: Reform) -> None:
    served = reform.deployment
    async with on(DAY):
        found = await owing(served)
        token = found.clerk.token
        told = await found.read(
            f"positions(year: 2026) {{ code {' '.join(SUMS)} }} reconciliation(year: 2026) {SHOWN}",
            str(DAY),
        )
        flat = of_csv(await body(served, "positions.csv", token, **IN_2026))
        sheet = of_xlsx(await body(served, "positions.xlsx", token, **IN_2026), "Posizioni 2026")
        printed = of_pdf(await body(served, "positions.pdf", token, **IN_2026))
        capofila = istat("carate", "Biassono")
        alone = of_csv(await body(served, "positions.csv", token, **IN_2026, party=capofila))

    api = {one["code"]: one for one in told["positions"]} | {"Totale": told["reconciliation"]}
    assert api[capofila]["received"] == "1000.01"
    assert api[capofila]["owed"] == "23799.99"
    for rows in (flat, sheet):
        assert [row["Codice"] for row in rows] == list(api)
        for row in rows:
            for name, heading in SUMS.items():
                assert cents(row[heading]) == cents(italian(api[row["Codice"]][name]))
    assert cents(flat[-1]["Saldo"]) == 0
    assert " ".join(italian(told["reconciliation"][name]) for name in SUMS) in printed
    assert [row["Codice"] for row in alone] == [capofila, "Totale"]


async def test_what_has_no_position_is_not_there(reform: Reform) -> None:
    served = reform.deployment
    async with on(DAY):
        token = (await owing(served)).clerk.token
        nobody = await exported(served, "positions.csv", **IN_2026)
        absent = [
            await exported(served, "positions.csv", token, **{**IN_2026, **given})
            for given in ({"year": "2020"}, {"ambito": "nessuno"}, {"party": "000000"})
        ]
    assert (nobody.status_code, code(nobody)) == (401, "IDENTITY_NEEDED")
    assert {(one.status_code, code(one)) for one in absent} == {(404, "NOT_FOUND")}
