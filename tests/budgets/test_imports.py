"""Accounting rows of another program: tried, written once, wholly or not at all."""

from ambiti.imports.reading import CSV, XLSX

from .importing import (
    COMMITTED,
    SPENT,
    Desk,
    as_csv,
    as_xlsx,
    counts,
    day_of,
    done,
    faults,
    moved,
    row,
    sent,
    verified,
)
from .treasury import SUMS


async def test_a_file_is_written_by_the_acts_of_the_ledger(desk: Desk) -> None:
    before = await moved(desk)
    told = await done(desk.served, as_csv(desk.rows()), desk.chief, name="maggio.csv")
    assert (told["state"], told["rows"], told["written"], told["known"]) == ("IMPORTED", 3, 3, 0)
    assert told["fileName"] == "maggio.csv"
    assert await moved(desk) == [
        *before,
        ("STANZIAMENTO", "1000.00"),
        ("IMPEGNO", "600.50"),
        ("IMPEGNO", "100.00"),
    ]
    edges = (await desk.money.read(SPENT))["movements"]["edges"]
    last = edges[-1]["node"]
    assert last["impegno"] == {"creditor": "Cooperativa Àncora", "number": 2}
    assert (last["movedOn"], last["subject"]) == ("2013-05-02", "prova")
    journal = """{ ambito(slug: "cremasco") { journal(first: 100) { edges { node {
      act performedBy access } } } } }"""
    found = await desk.served.ask(journal, token=await desk.served.token("revisore", "cremasco"))
    acts = [one["node"]["act"] for one in found["ambito"]["journal"]["edges"]]
    assert acts[-4:] == ["import_ledger", "record_stanziamento", "record_impegno", "record_impegno"]
    assert await verified(desk) == []


async def test_the_same_rows_are_the_same_however_they_are_written(desk: Desk) -> None:
    rows = desk.rows()
    first = await done(desk.served, as_csv(rows), desk.chief)
    assert first["written"] == 3
    typed = [
        {**one, "data": day_of(one["data"]), "importo": amount}
        for one, amount in zip(rows, (1000, 600.5, 100.0), strict=True)
    ]
    plain = [
        {**one, "data": "2013-05-02", "importo": amount}
        for one, amount in zip(rows, ("1000.00", "600.50", "100.0"), strict=True)
    ]
    for body, media in (
        (as_csv(plain, ","), CSV),
        (as_csv(rows, ";", "utf-8"), CSV),
        (as_csv(rows, ";", "cp1252"), CSV),
        (as_xlsx(typed), XLSX),
        (as_xlsx(rows), XLSX),
    ):
        told = await done(desk.served, body, desk.chief, media=media)
        assert (told["state"], told["written"], told["known"]) == ("IMPORTED", 0, 3)
    assert len(await moved(desk)) == 4


async def test_a_workbook_is_written_as_well(desk: Desk) -> None:
    rows = [{**one, "data": day_of(one["data"])} for one in desk.rows()]
    told = await done(desk.served, as_xlsx(rows), desk.chief, media=XLSX)
    assert told["written"] == 3
    assert (await moved(desk))[-1] == ("IMPEGNO", "100.00")


async def test_a_trial_writes_nothing_and_says_what_would_be(desk: Desk) -> None:
    before = await counts(desk.served)
    tried = await done(desk.served, as_csv(desk.rows()), desk.chief, mode="check")
    assert (tried["state"], tried["written"], tried["id"]) == ("CHECKED", 3, None)
    over = [*desk.rows(), row("I3", desk.act, **COMMITTED, importo="299,51")]
    assert await faults(desk.served, as_csv(over), desk.chief, mode="check") == [
        (5, "importo", "OVER_BUDGET")
    ]
    assert await counts(desk.served) == before
    assert (await done(desk.served, as_csv(desk.rows()), desk.chief))["written"] == 3


async def test_what_is_refused_of_one_row_leaves_none(desk: Desk) -> None:
    before = await counts(desk.served)
    over = [*desk.rows(), row("I3", desk.act, **COMMITTED, importo="299,51")]
    found = await sent(desk.served, as_csv(over), desk.chief)
    told = found.json()["import"]
    assert (found.status_code, told["done"], told["written"], told["id"]) == (422, 4, 0, None)
    (fault,) = told["errors"]
    assert (fault["row"], fault["column"], fault["code"]) == (5, "importo", "OVER_BUDGET")
    assert "299,50" in fault["message"]
    assert await counts(desk.served) == before


async def test_a_longer_file_writes_only_what_is_new(desk: Desk) -> None:
    first = await done(desk.served, as_csv(desk.rows()), desk.chief)
    again = await done(desk.served, as_csv(desk.rows()), desk.chief)
    more = [*desk.rows(), row("I3", desk.act, **COMMITTED, importo="1,00")]
    longer = await done(desk.served, as_csv(more), desk.chief)
    assert [(one["written"], one["known"]) for one in (first, again, longer)] == [
        (3, 0),
        (0, 3),
        (1, 3),
    ]
    assert len(await moved(desk)) == 5


async def test_a_row_that_says_something_else_is_not_written_again(desk: Desk) -> None:
    await done(desk.served, as_csv(desk.rows()), desk.chief)
    before = await counts(desk.served)
    changed = desk.rows()
    changed[1]["importo"] = "600,51"
    assert await faults(desk.served, as_csv(changed), desk.chief) == [
        (3, "id_esterno", "EXTERNAL_ID_CHANGED")
    ]
    assert await counts(desk.served) == before


WRONG: list[tuple[dict[str, str], str, str]] = [
    ({"importo": "1.234"}, "importo", "BAD_AMOUNT"),
    ({"importo": "1,234.56"}, "importo", "BAD_AMOUNT"),
    ({"importo": "-5,00"}, "importo", "BAD_AMOUNT"),
    ({"importo": "1,005"}, "importo", "BAD_AMOUNT"),
    ({"importo": "cento"}, "importo", "BAD_AMOUNT"),
    ({"importo": "0,00"}, "importo", "AMOUNT_NOT_POSITIVE"),
    ({"importo": ""}, "importo", "VALUE_MISSING"),
    ({"data": "31/02/2013"}, "data", "BAD_DAY"),
    ({"data": "05/2013"}, "data", "BAD_DAY"),
    ({"data": "03/05/2013"}, "data", "DAY_NOT_COME"),
    ({"data": "01/05/2013"}, "data", "BEFORE_THE_ACT"),
    ({"tipo": "DONO"}, "tipo", "KIND_UNKNOWN"),
    ({"voce": "Z9"}, "voce", "LINE_UNKNOWN"),
    ({"atto": "ADS/2013/99"}, "atto", "ACT_UNKNOWN"),
    ({"atto": "un atto"}, "atto", "ACT_UNKNOWN"),
    ({"creditore": ""}, "creditore", "VALUE_MISSING"),
    ({"creditore": "a\x07b"}, "creditore", "BAD_TEXT"),
    ({"fondo": "FSR"}, "fondo", "VALUE_NOT_USED"),
    ({"id_esterno": ""}, "id_esterno", "VALUE_MISSING"),
    ({"id_esterno": "S1"}, "id_esterno", "DUPLICATE_ROW"),
    ({"id_esterno": "x" * 201}, "id_esterno", "BAD_VALUE"),
    ({"tipo": "LIQUIDAZIONE", "voce": "", "creditore": ""}, "impegno", "IMPEGNO_NOT_TOLD"),
    (
        {"tipo": "PAGAMENTO", "voce": "", "creditore": "", "impegno": "S1"},
        "impegno",
        "IMPEGNO_UNKNOWN",
    ),
    (
        {"tipo": "PAGAMENTO", "voce": "", "creditore": "", "numero_impegno": "9"},
        "numero_impegno",
        "IMPEGNO_UNKNOWN",
    ),
    (
        {"tipo": "STORNO", "voce": "", "creditore": "", "importo": "", "movimento": "Z"},
        "movimento",
        "MOVEMENT_UNKNOWN",
    ),
    (
        {"tipo": "RISCOSSIONE", "voce": "", "creditore": "", "fondo": "ZZ"},
        "fondo",
        "FUND_UNKNOWN",
    ),
]
"""What is changed of a right row, and the column and code of what is then refused first."""


async def test_each_fault_of_a_row_is_told_with_its_column(desk: Desk) -> None:
    for given, column, code in WRONG:
        rows = [desk.line(), row("I1", desk.act, **{**COMMITTED, "importo": "1,00", **given})]
        found = await faults(desk.served, as_csv(rows), desk.chief, mode="check")
        assert found[0] == (3, column, code), given
        assert len(found) == 1 + (code == "BEFORE_THE_ACT")  # nor was the money there


async def test_a_level_is_one_of_three(desk: Desk) -> None:
    wrong = as_csv([desk.line(livello="REGIONALE")])
    assert await faults(desk.served, wrong, desk.chief) == [(2, "livello", "BAD_LEVEL")]


async def test_the_headings_are_known_whole_and_each_there_once(desk: Desk) -> None:
    body = as_csv(desk.rows()).replace(b"creditore", b"creditor").replace(b"causale", b"data")
    assert sorted(await faults(desk.served, body, desk.chief)) == [
        (1, "causale", "COLUMN_MISSING"),
        (1, "creditor", "COLUMN_UNKNOWN"),
        (1, "data", "COLUMN_TWICE"),
    ]
    beyond = (
        as_csv(desk.rows()).replace(b"prova", b"prova", 1) + b"a;b;c;d;e;f;g;h;i;j;k;l;m;n;o\r\n"
    )
    assert (5, None, "CELL_WITHOUT_COLUMN") in await faults(desk.served, beyond, desk.chief)


async def test_all_that_is_wrong_is_told_at_once_and_once(desk: Desk) -> None:
    rows = [
        desk.line(materia="FSR"),
        row("I1", desk.act, **COMMITTED, importo="uno"),
        row("L1", desk.act, tipo="LIQUIDAZIONE", impegno="I1", importo="1,00"),
        row("I1", desk.act, **COMMITTED, importo="1,00"),
        row("I2", desk.act, **COMMITTED, importo="1,00"),
        row("R1", "x", tipo="RISCOSSIONE", fondo="ZZ", importo="1,00"),
    ]
    assert await faults(desk.served, as_csv(rows), desk.chief) == [
        (2, "materia", "MATTER_UNKNOWN"),
        (3, "importo", "BAD_AMOUNT"),
        (4, "impegno", "ROW_ABOVE_WRONG"),
        (5, "id_esterno", "DUPLICATE_ROW"),
        (6, "voce", "ROW_ABOVE_WRONG"),
        (7, "atto", "ACT_UNKNOWN"),
        (7, "fondo", "FUND_UNKNOWN"),
    ]


async def test_the_first_500_faults_are_told_and_all_are_counted(desk: Desk) -> None:
    rows = [row(f"I{n}", desk.act, **COMMITTED, importo="uno") for n in range(600)]
    found = (await sent(desk.served, as_csv(rows), desk.chief)).json()["import"]
    assert (found["errorCount"], len(found["errors"]), found["done"]) == (600, 500, 600)


async def test_every_kind_of_row_moves_money_and_each_by_whoever_may(desk: Desk) -> None:
    money, act = desk.money, desk.act
    of = {"impegno": "I1", "importo": "10,00"}
    chief = [
        *desk.rows(),
        row("A1", act, tipo="ASSEGNAZIONE", fondo="FSR", importo="50,00"),
        row("V1", act, tipo="VARIAZIONE", voce_a="A1", importo="20,00"),
        row("V2", act, tipo="VARIAZIONE", voce_da="A1", importo="5,00"),
        row("E1", act, tipo="ECONOMIA", **of),
    ]
    worker = [row("L1", act, tipo="LIQUIDAZIONE", **{**of, "importo": "40,00"})]
    clerk = [
        row("R1", act, tipo="RISCOSSIONE", fondo="FSR", importo="5,00"),
        row("P1", act, tipo="PAGAMENTO", **of),
        row("P2", act, tipo="PAGAMENTO", numero_impegno="1", importo="7,50"),
        row("X1", act, tipo="STORNO", movimento="P2"),
    ]
    same = [row("L0", act, tipo="LIQUIDAZIONE", **of)]
    for rows, who in ((chief, money.chief), (worker, money.worker), (clerk, money.clerk)):
        told = await done(desk.served, as_csv(rows), who.token)
        assert told["written"] == len(rows)
        if rows is chief:
            assert await faults(desk.served, as_csv(same), who.token) == [
                (2, "impegno", "SAME_PERSON")
            ]
    assert [one["code"] for one in told["warnings"]] == ["CASH_ADVANCE", "CASH_ADVANCE"]
    assert [(one["row"], one["column"]) for one in told["warnings"]] == [
        (3, "importo"),
        (4, "importo"),
    ]
    sums = (await money.read(f"totals {{ {SUMS} }}"))["totals"]
    assert sums["assigned"] == "1050.00"
    assert sums["appropriated"] == "1015.00"
    assert (sums["committed"], sums["liquidated"], sums["paid"]) == ("690.50", "40.00", "10.00")
    assert await verified(desk) == []


async def test_a_row_is_refused_to_who_may_not_do_its_act(desk: Desk) -> None:
    before = await counts(desk.served)
    found = await faults(desk.served, as_csv(desk.rows()), desk.money.worker.token)
    assert found == [
        (2, None, "NOT_ALLOWED"),
        (3, "voce", "ROW_ABOVE_WRONG"),
        (4, "voce", "ROW_ABOVE_WRONG"),
    ]
    assert await counts(desk.served) == before
