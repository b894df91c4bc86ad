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
         "atto CONV: signed_on: da «2012-03-30» a «2012-03-31»"),
        ("aliases: [Assemblea]", "aliases: [Assemblea, AdS]",
         "organo ADS: aliases[1]: da niente a «AdS»"),
        ("code: SINDACO", "code: PRIMO_CITTADINO", "aggiunto: ruolo PRIMO_CITTADINO"),
        ("code: SINDACO", "code: PRIMO_CITTADINO", "tolto: ruolo SINDACO"),
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
