"""A change is told in the words of the domain, and none is left out."""

from collections.abc import Callable

import pytest

from ambiti.statute.diffing import diff
from ambiti.statute.language import Statute

Read = Callable[..., Statute]

TICENGO = '- {kind: COMUNI, comuni: [Ticengo], source: {document: CONV, article: "12.4"}}'
MOVE = (
    (TICENGO, TICENGO.replace("[Ticengo],", "[Ticengo], valid: {until: 2013-01-01},")),
    ("- {kind: COMUNI, comuni: [Crema, Gombito],",
     "- {kind: COMUNI, comuni: [Ticengo], valid: {from: 2013-01-01}, "
     'source: {document: CONV, article: "12"}}\n'
     "      - {kind: COMUNI, comuni: [Crema, Gombito],"),
)  # fmt: skip


def told(before: Statute, after: Statute) -> list[str]:
    return [str(change) for change in diff(before, after)]


def test_a_comune_that_moves_is_told_in_one_sentence(statute: Read) -> None:
    assert told(statute(), statute(*MOVE)) == [
        "dal 1° gennaio 2013 Ticengo passa dal sub-ambito 4 al sub-ambito 5 (art. 12)"
    ]


def test_the_same_backwards_is_told_backwards(statute: Read) -> None:
    assert told(statute(*MOVE), statute()) == [
        "dal 1° gennaio 2013 Ticengo passa dal sub-ambito 5 al sub-ambito 4 (art. 12)"
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("comuni: [Crema, Gombito, Ticengo]", "comuni: [Crema, Gombito]",
         "dal 1° aprile 2012 Ticengo esce dall'Ambito (art. 1)"),
        ("{comune: Crema, source", "{comune: Gombito, source",
         "dal 1° aprile 2012 il capofila è Gombito al posto di Crema (art. 2)"),
        ("role: REFERENTE, comune: Ticengo,", "role: REFERENTE, comune: Crema,",
         "dal 1° aprile 2012 referente del sub-ambito 4 è Crema al posto di Ticengo (art. 12.4)"),
        ("name: Ambito di prova", "name: Altro", "name: da «Ambito di prova» a «Altro»"),
        ("signed_on: 2012-03-30", "signed_on: 2012-03-31",
         "Atto: Convenzione di prova, firma del 31 marzo 2012 (prima: «30») (art. 0)"),
        ("aliases: [Assemblea]", "aliases: [Assemblea, AdS]",
         "«Organo: Assemblea dei Sindaci»: altri nomi dello stesso organo: ora anche «AdS», "
         "dal 1° aprile 2012 (art. 6)"),
        ("code: SINDACO", "code: PRIMO_CITTADINO",
         "in più: Ruolo: Sindaco, che si ha per un comune (art. 50)"),
        ("code: SINDACO", "code: PRIMO_CITTADINO",
         "non più: Ruolo: Sindaco, che si ha per un comune (art. 50)"),
        ("published: true", "published: false",
         "«Atto: Convenzione di prova, firma del 30 marzo 2012»: chiunque può leggerlo: "
         "da sì a no (art. 0)"),
        ('source: {document: CONV, article: "1"}', "source: {document: CONV}",
         "cambiano solo fonti, grafie o ordine in «members»"),
    ],
)  # fmt: skip
def test_it_is_told(statute: Read, old: str, new: str, expected: str) -> None:
    assert expected in told(statute(), statute((old, new)))


def test_nothing_is_told_of_two_that_are_the_same(
    statute: Read, tenants: dict[str, Statute]
) -> None:
    assert told(statute(), statute()) == []
    for one in tenants.values():
        assert told(one, one) == []


HALF = (
    '{kind: MAJORITY, fraction: "1/2", strict: true, of: PRESENT, '
    'source: {document: CONV, article: "7"}'
)
TWO_THIRDS = (
    '{kind: MAJORITY, fraction: "2/3", strict: false, of: ALL_ASSOCIATED_COMUNI, '
    'source: {document: CONV, article: "7"}'
)
SOURCE = 'source: {document: CONV, article: "8"}'


def ruled(*lines: str) -> tuple[str, str]:
    """Add lines to the assembly of the small statute."""
    return ("    aliases: [Assemblea]\n", "".join(f"    {line}\n" for line in lines))


def section(text: str) -> tuple[str, str]:
    """Add a section, and the matter that it speaks of."""
    return ("roles:\n", f"matters: [{{code: PDZ, name: il Piano di Zona}}]\n{text}\nroles:\n")


def test_a_new_majority_is_told_from_its_day_with_the_old_one(statute: Read) -> None:
    before = statute(ruled(f"decisions: [{HALF}}}]"))
    after = statute(
        ruled(
            "decisions:",
            f"  - {HALF}, valid: {{until: 2027-01-01}}}}",
            f"  - {TWO_THIRDS}, valid: {{from: 2027-01-01}}}}",
        )
    )
    assert told(before, after) == [
        "l'Assemblea dei Sindaci ora decide con almeno 2/3 di tutti i comuni associati invece che "
        "con la maggioranza dei presenti, dal 1° gennaio 2027 (art. 7)"
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("deadlines: [{code: D, what: PDZ, when: {kind: FIXED, month_day: '03-31'}, "
         f"hardness: HARD, {SOURCE}}}]",
         "deadlines: [{code: D, what: PDZ, when: {kind: FIXED, month_day: '04-30'}, "
         f"hardness: HARD, {SOURCE}}}]",
         "Termine per il Piano di Zona: entro il 30 aprile di ogni anno "
         "(prima: «31 marzo») (art. 8)"),
        ("fixed_amounts: [{code: S, what: PDZ, amount: '20000.00', per: YEAR, "
         f"creditor: CAPOFILA, {SOURCE}}}]",
         "fixed_amounts: [{code: S, what: PDZ, amount: '25000.00', per: YEAR, "
         f"creditor: CAPOFILA, {SOURCE}}}]",
         "Per il Piano di Zona spettano al comune capofila 25.000,00 euro all'anno "
         "(prima: «20.000,00») (art. 8)"),
        ("", f"competences: [{{by: ADS, verb: APPROVE, matter: PDZ, {SOURCE}}}]",
         "in più: L'Assemblea dei Sindaci approva il Piano di Zona (art. 8)"),
        (f"competences: [{{by: ADS, verb: APPROVE, matter: PDZ, {SOURCE}}}]", "",
         "non più: L'Assemblea dei Sindaci approva il Piano di Zona (art. 8)"),
        (f"competences: [{{by: ADS, verb: APPROVE, matter: PDZ, {SOURCE}}}]",
         f"competences: [{{by: ADS, verb: APPROVE, matter: PDZ, enforcement: warn, {SOURCE}}}]",
         "«L'Assemblea dei Sindaci approva il Piano di Zona»: ora chi non la rispetta è avvisato, "
         "prima chi non la rispetta è fermato (art. 8)"),
        (f"recesses: [{{kind: UNKNOWN, instrument: CONV, missing: il recesso, {SOURCE}}}]",
         "recesses: [{kind: RECESS, instrument: CONV, notice: {kind: MONTHS, months: 6}, "
         f"effect: END_OF_NOTICE, {SOURCE}}}]",
         "non più: Il recesso dalla Convenzione di prova è indeterminato: manca il recesso "
         "(art. 8)"),
    ],
)  # fmt: skip
def test_every_mechanism_is_told_with_the_sentence_of_its_rule(
    statute: Read, before: str, after: str, expected: str
) -> None:
    assert expected in told(statute(section(before)), statute(section(after)))


AMBIGUITY = """ambiguities:
  - code: AMB-01
    question: Quanti?
    source: {document: CONV}
    options: [{code: A, text: Undici}, {code: B, text: Nove}]
    chosen: {option: @, by: Assemblea, on: 2026-01-31, motivation: Così è stato deciso.}
"""


def test_another_reading_is_told_with_who_chose_it_and_why(statute: Read) -> None:
    before, after = (statute(section(AMBIGUITY.replace("@", one))) for one in "AB")
    assert told(before, after) == [
        "AMB-01 ora si legge «Nove» invece di «Undici» (scelta di Assemblea, 31 gennaio 2026: "
        "Così è stato deciso.)"
    ]


def test_two_tenants_are_compared_on_what_both_have(tenants: dict[str, Statute]) -> None:
    lines = told(tenants["carate"], tenants["lecce"])
    assert lines[0] == "territorio: carate ha 13 comuni; lecce ha 10 comuni"
    both = [line for line in lines if line.startswith("carate: ") and " | lecce: " in line]
    assert both
    assert any(line.startswith("solo lecce: ") for line in lines)
    assert all(line.startswith(("territorio", "carate: ", "solo ")) for line in lines)
