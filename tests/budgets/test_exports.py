"""What is exported is what the contract answers to whoever asks, to the cent, in every format."""

from collections import Counter
from collections.abc import AsyncIterator
from datetime import date
from fractions import Fraction
from typing import Final

import pytest
from tests.clauses.register import on
from tests.conftest import Deployment

from .exporting import (
    COST,
    FORMATS,
    body,
    cents,
    exported,
    facts,
    italian,
    of_csv,
    of_pdf,
    of_xlsx,
    shared,
)
from .treasury import TOTALS, Treasury, treasury

PO: Final = {"programme": "PO", "purpose": "GESTIONE_SERVIZI"}
OF_2013: Final = {"ambito": "cremasco", "year": "2013"}
YEAR: Final = {
    "assigned": "Assegnato",
    "appropriated": "Stanziato",
    "committed": "Impegnato",
    "liquidated": "Liquidato",
    "paid": "Pagato",
    "collected": "Riscosso",
    "unappropriated": "Da stanziare",
    "available": "Da impegnare",
    "owed": "Da pagare",
}
ACROSS: Final = {
    "avanzo": "Avanzo arrivato",
    "carried": "Avanzo da applicare",
    "residui": "Residui arrivati",
    "residuiLiquidated": "Residui liquidati",
    "residuiPaid": "Residui pagati",
    "residuiSpared": "Residui che non servono",
    "carriedOut": "Passato all'anno dopo",
}
HEADINGS: Final = {**YEAR, **ACROSS}


@pytest.fixture
async def money(served: Deployment) -> AsyncIterator[Treasury]:
    """Give the Cremasco in May 2013, with money that was moved and moved back."""
    async with on(date(2013, 5, 2)):
        found = await treasury(served, "cremasco")
        vote = await found.clerk.voted("ADS", "FSR_RIPARTO", "DECIDE")
        act = await found.clerk.adopted("ADS", "DECIDE", "FSR_RIPARTO", vote=vote)
        found.act = act["id"]
        await found.opened(2013)
        await found.assigned("FSR", "600000.07")
        line = await found.lined("FSR", "A1", "50000.05", **PO)
        owed = await found.owed(line, "48000.03", creditor="Cooperativa «Là»")
        await found.done("recordLiquidazione", impegno=owed, amount="1234.56")
        await found.done("recordPagamento", impegno=owed, amount="1000.01")
        wrong = await found.assigned("FSR", "12.34")
        undone = {"movement": wrong["movement"]["id"], "reasons": "errore"}
        await found.done("reverseMovement", **undone, by=found.chief)
        yield found


async def totals(money: Treasury) -> dict[str, str]:
    told: dict[str, str] = (await money.read(TOTALS))["totals"]
    return told


async def test_the_ledger_has_every_movement_and_the_sums_of_the_contract(money: Treasury) -> None:
    token, served = money.clerk.token, money.served
    flat = of_csv(await body(served, "ledger.csv", token, **OF_2013))
    sheet = await body(served, "ledger.xlsx", token, **OF_2013)
    printed = of_pdf(await body(served, "ledger.pdf", token, **OF_2013))
    rows = of_xlsx(sheet, "Movimenti")
    reached = {row["Somma"]: cents(row["Euro"]) for row in of_xlsx(sheet, "Somme dell anno")}
    shown = "movements(first: 50) { edges { node { number amount kind } } }"
    told = [one["node"] for one in (await money.read(shown))["movements"]["edges"]]
    api = await totals(money)

    assert len(told) == 7
    assert [int(row["Numero"]) for row in flat] == [one["number"] for one in told]
    assert [row["Importo"] for row in flat] == [italian(one["amount"]) for one in told]
    assert [cents(row["Importo"]) for row in rows] == [cents(row["Importo"]) for row in flat]
    assert [row["Numero"] for row in rows] == [one["number"] for one in told]
    assert reached == {HEADINGS[name]: cents(italian(text)) for name, text in api.items()}
    for one in told:
        assert italian(one["amount"]) in printed
    for name, text in api.items():
        assert f"{HEADINGS[name]} {italian(text)}" in printed


async def test_a_movement_says_what_it_is_of(money: Treasury) -> None:
    found = of_csv(await body(money.served, "ledger.csv", money.clerk.token, **OF_2013))
    assert found[2] == {
        "Numero": "3",
        "Giorno": "02/05/2013",
        "Specie": "Impegno",
        "Da": "stanziato",
        "A": "impegnato",
        "Fondo": "FSR",
        "Voce": "A1",
        "Impegno": "1",
        "Creditore": "Cooperativa «Là»",
        "Importo": "48.000,03",
        "Causale": "prova",
        "Atto": "Assemblea dei Sindaci, n. 1/2013 del 02/05/2013",
        "Registrato da": found[2]["Registrato da"],
        "Storna il n.": "",
    }
    assert (found[-1]["Da"], found[-1]["A"]) == ("assegnato", "fonte")
    assert found[-1]["Storna il n."] == "6"
    assert Counter(row["Specie"] for row in found)["Assegnazione"] == 3


async def test_only_one_kind_of_movement_is_exported_where_it_is_asked_for(
    money: Treasury,
) -> None:
    given = {**OF_2013, "kind": "IMPEGNO"}
    token, served = money.clerk.token, money.served
    found = of_csv(await body(served, "ledger.csv", token, **given))
    said = facts(await body(served, "ledger.xlsx", token, **given))
    assert [row["Specie"] for row in found] == ["Impegno"]
    assert said["Solo la specie"] == "Una somma è vincolata a un creditore"
    assert said["Nota"] == "Le somme sono di tutti i movimenti."


async def test_funds_have_the_sums_of_the_contract_and_each_counts_once(money: Treasury) -> None:
    token, served = money.clerk.token, money.served
    flat = of_csv(await body(served, "funds.csv", token, **OF_2013))
    book = await body(served, "funds.xlsx", token, **OF_2013)
    rows, across = of_xlsx(book, "Somme"), of_xlsx(book, "Avanzo e residui")
    printed = of_pdf(await body(served, "funds.pdf", token, **OF_2013))
    told = await money.read(f"funds {{ code inKind {TOTALS} cash {{ held advanced }} }} {TOTALS}")
    api = {one["code"]: one for one in told["funds"]} | {"Totale": told}

    assert {row["Codice"] for row in flat} == set(api)
    for row in (*flat, *rows, *across):
        one = api[row["Codice"]]
        if one.get("inKind"):
            assert not any(row[heading] for heading in HEADINGS.values())
            continue
        shown = {name: heading for name, heading in HEADINGS.items() if heading in row}
        assert shown in (HEADINGS, YEAR, ACROSS)
        for name, heading in shown.items():
            assert cents(row[heading]) == cents(italian(one["totals"][name])), row
        if "cash" in one and "In cassa" in row:
            assert cents(row["In cassa"]) == -cents(italian(one["cash"]["advanced"]))
    assert len(rows) == len([one for one in api.values() if not one.get("inKind")])
    assert api["FUD"]["totals"]["assigned"] == api["Totale"]["totals"]["assigned"] == "600000.07"
    for names in (YEAR, ACROSS):
        line = " ".join(italian(told["totals"][name]) for name in names)
        assert f"Totale {line}" in printed


async def test_funds_are_as_they_were_on_a_day(money: Treasury) -> None:
    given = {**OF_2013, "on": "2013-05-01"}
    (total,) = [
        row
        for row in of_csv(await body(money.served, "funds.csv", money.clerk.token, **given))
        if row["Codice"] == "Totale"
    ]
    assert total["Assegnato"] == "0,00"


async def test_each_share_of_a_riparto_is_computed_again_from_every_format(
    served: Deployment,
) -> None:
    clerk, riparto = await shared(served)
    given = {"ambito": "carate", "id": riparto["id"]}
    made = {
        name: await body(clerk.served, f"riparto.{name}", clerk.token, **given) for name in FORMATS
    }
    flat, rows = of_csv(made["csv"]), of_xlsx(made["xlsx"], "Quote")
    printed, counted = of_pdf(made["pdf"]), of_xlsx(made["xlsx"], "Popolazione contata")
    shares = riparto["shares"]
    sum_ = Fraction(str(COST["amount"])) * 100

    assert len(shares) == 13
    for lines in (flat, rows):
        assert [row["Ente"] for row in lines[:-1]] == [one["name"] for one in shares]
        assert lines[-1]["Codice"] == "Totale"
        assert cents(lines[-1]["Quota"]) == sum_
        for row in lines[:-1]:
            exact = sum_ * Fraction(row["Peso"]) / Fraction(row["Totale dei pesi"])
            floor = exact.numerator // exact.denominator
            assert cents(row["Prima dei centesimi"]) == floor
            assert cents(row["Quota"]) == floor + (row["Centesimo in più"] == "sì")
    assert [italian(one["amount"]) for one in shares] == [row["Quota"] for row in flat[:-1]]
    assert [row["Residenti"] for row in counted] == [
        one["figures"][0]["residents"] for one in shares
    ]
    for one in shares:
        assert f"{one['name']} {one['weight']} {one['whole']} {italian(one['floor'])}" in printed
        assert one["why"] in printed
    assert (
        "Convenzione per la gestione associata dell'Ufficio di Piano (2025), art. 5.6.b" in printed
    )
    assert "Totale 210.000,01" in printed


@pytest.mark.parametrize("name", FORMATS)
async def test_the_same_data_are_the_same_bytes(money: Treasury, name: str) -> None:
    first, again = [
        await body(money.served, f"ledger.{name}", money.clerk.token, **OF_2013) for _ in range(2)
    ]
    assert first == again


async def test_an_export_is_a_file_that_nobody_else_keeps(money: Treasury) -> None:
    found = await exported(money.served, "funds.csv", money.clerk.token, **OF_2013)
    assert found.headers["content-disposition"] == (
        'attachment; filename="cremasco-fondi-2013-2013-05-02.csv"'
    )
    assert found.headers["cache-control"] == "no-store"
    assert found.headers["x-content-type-options"] == "nosniff"
    assert found.headers.get_list("referrer-policy") == ["no-referrer"]
