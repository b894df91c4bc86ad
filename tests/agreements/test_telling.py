"""A rule is explained with its source, its doubts and an example worked from its own numbers."""

from collections.abc import Callable
from datetime import date

import pytest

from ambiti.agreements.telling import codes, explained, suggestion
from ambiti.statute.language import Statute

Read = Callable[..., Statute]
TODAY = date(2026, 11, 20)
SOURCE = 'source: {document: CONV, article: "7", words: le parole}'


def example(statute: Statute, asked: str) -> list[str]:
    lines = explained(statute, asked, TODAY)
    assert lines, asked
    start = next(index for index, line in enumerate(lines) if "Per esempio" in line)
    return [line.strip() for line in lines[start + 1 :]]


def put(text: str) -> tuple[str, str]:
    names = "matters: [{code: PDZ, name: il Piano di Zona}]\n"
    events = "events: [{code: FATTO, name: il fatto, source: {document: CONV}}]\n"
    return ("roles:\n", f"{names}{events}{text.replace('@', SOURCE)}\nroles:\n")


def voted(text: str) -> tuple[str, str]:
    return ("aliases: [Assemblea]", f"decisions: [{{kind: MAJORITY, {text}, {SOURCE}}}]")


WORKED = [
    (voted('fraction: "2/3", strict: false, of: ALL_ASSOCIATED_COMUNI'),
     "ORGAN:ADS/decision/ordinary",
     ["con 3 comuni servono 2 voti", "con 1 favorevole su 3 presenti è respinta"]),
    (voted('fraction: "1/2", strict: true, of: PRESENT, abstentions: COUNT'),
     "ORGAN:ADS/decision/ordinary",
     ["con 8 presenti servono 5 voti", "con 4 favorevoli su 8 presenti è respinta",
      "un astenuto è fra i presenti, e pesa come un contrario"]),
    (put("allocation_keys: [{kind: POPULATION, code: POP, reference: {month_day: '12-31', "
         "year_offset: -2}, @}]"), "AMBITO:prova/key/POP",
     ["per le spese del 2026 si legge la popolazione al 31 dicembre 2024",
      "chi quel giorno ha un decimo degli abitanti paga 1.000,00 euro su 10.000,00 euro"]),
    (put("allocation_keys: [{kind: EQUAL_PER_PARTY, code: PARI, units: BY_COMUNE, @}]"),
     "AMBITO:prova/key/PARI",
     ["10.000,00 euro fra 3 fanno 3.333,33 euro ciascuno, e un centesimo in più al primo"]),
    (put("deadlines: [{code: D, what: PDZ, hardness: HARD, "
         "when: {kind: FIXED, month_day: '03-31'}, @}]"), "AMBITO:prova/deadline/D",
     ["per il 2026 il termine è il 31 marzo 2026",
      "per il 2012 era già passato: l'atto comincia il 1° aprile 2012"]),
    (put("deadlines: [{code: D, what: PDZ, hardness: HARD, when: {kind: AFTER, events: [FATTO], "
         "days: 45}, @}]"), "AMBITO:prova/deadline/D",
     ["l'orologio è fermo: non è registrato quando avviene «il fatto»",
      "se avviene il 20 novembre 2026, il termine è il 4 gennaio 2027"]),
    (put("recesses: [{kind: RECESS, instrument: CONV, notice: {kind: BY_DAY, month_day: '12-31'}, "
         "effect: NEXT_YEAR_START, liability: {kind: SHARE_OF_PLANNED_SPEND, years_after: 2, @}, "
         "@}]"), "INSTRUMENT:CONV/recess/recess",
     ["chi lo comunica entro il 31 dicembre 2026 esce dal 1° gennaio 2027",
      "chi lo chiede nel 2026 deve ancora la sua quota per: 2027 e 2028",
      "la deve anche se nel frattempo l'atto scade"]),
    (put("fixed_amounts: [{code: S, what: PDZ, amount: '1500.00', per: MONTH, creditor: CAPOFILA, "
         "@}]"), "AMBITO:prova/amount/S", ["in tutto il 2026 sono 18.000,00 euro"]),
    (("term: {kind: OPEN}", "term: {kind: MONTHS, months: 36}"), "INSTRUMENT:CONV/term",
     ["dal 28 marzo 2012 al 29 marzo 2012: non ancora in vigore",
      "dal 30 marzo 2012 al 31 marzo 2012: firmato, non ancora in vigore",
      "dal 1° aprile 2012 al 31 marzo 2015: in vigore", "dal 1° aprile 2015: scaduto"]),
]  # fmt: skip


@pytest.mark.parametrize(("change", "code", "expected"), WORKED)
def test_an_example_is_worked_from_the_rule(
    statute: Read, change: tuple[str, str], code: str, expected: list[str]
) -> None:
    assert example(statute(change), code)[: len(expected)] == expected


def test_where_there_is_nothing_to_work_out_it_says_so(statute: Read) -> None:
    plain = statute(put("competences: [{by: ADS, verb: APPROVE, matter: PDZ, @}]"))
    lines = explained(plain, "ORGAN:ADS/competence/ADS-APPROVE-PDZ", TODAY)
    assert lines == [
        "ORGAN:ADS/competence/ADS-APPROVE-PDZ",
        "  L'Assemblea dei Sindaci approva il Piano di Zona",
        "  Fonte: Convenzione (CONV, art. 7): «le parole»",
        "  Vale sempre; vincola: chi non la rispetta è fermato",
        "  Per esempio: non ci sono numeri da calcolare, si applica come è scritta",
    ]


def test_what_is_undetermined_has_no_example(statute: Read) -> None:
    unknown = statute(put("recesses: [{kind: UNKNOWN, instrument: CONV, missing: il modo, @}]"))
    lines = explained(unknown, "7", TODAY)
    assert lines
    assert "  Indeterminata: manca il modo" in lines
    assert lines[-1].startswith("  Per esempio: nulla da calcolare")


def test_an_article_explains_all_its_rules_and_those_of_its_parts(statute: Read) -> None:
    lines = explained(statute(), "12", TODAY)
    assert lines
    assert {line for line in lines if line.startswith("UNIT:")} >= {"UNIT:4", "UNIT:5"}
    assert explained(statute(), "CONV:12", TODAY) == lines
    assert explained(statute(), "LEGGE:12", TODAY) is None


def test_what_is_not_there_has_a_suggestion(statute: Read) -> None:
    assert explained(statute(), "ORGAN:ADZ", TODAY) is None
    assert suggestion(statute(), "ORGAN:ADZ") == "forse «ORGAN:ADS»"


def test_every_rule_of_the_tenants_can_be_explained(tenants: dict[str, Statute]) -> None:
    for statute in tenants.values():
        for line in codes(statute):
            code = line.split("  ", 1)[0]
            lines = explained(statute, code, TODAY)
            assert lines, code
            assert lines[0] == code
            assert any("Per esempio" in one for one in lines)


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("12000.00", "12.000,00 euro fanno rate da 3.000,00 euro"),
        ("10000.01", "10.000,01 euro fanno rate da 2.500,00 euro, con un centesimo in più nella "
         "prima"),
        ("10000.03", "10.000,03 euro fanno rate da 2.500,00 euro, con un centesimo in più nelle "
         "prime 3"),
    ],
)  # fmt: skip
def test_an_example_of_instalments_loses_no_cent(statute: Read, amount: str, said: str) -> None:
    fixed = f"{{code: F, what: PDZ, amount: '{amount}', per: YEAR, creditor: ADS, @}}"
    paid = "{kind: INSTALMENTS, what: PDZ, creditor: ADS, every: QUARTER, timing: IN_ADVANCE,"
    told = statute(put(f"fixed_amounts: [{fixed}]\nmovements: [{paid} policy: FIXED, @}}]"))
    (code,) = (line.split("  ", 1)[0] for line in codes(told) if "/movement/" in line)
    assert said in example(told, code)
