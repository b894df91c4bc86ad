"""Each rule of the language says one sentence that a segretario understands, and what it lacks."""

import re
from collections.abc import Callable

import pytest

from ambiti.statute.language import Statute
from ambiti.statute.rulebook import rulebook
from ambiti.statute.rulebook.italian import articled, contracted, day_of_year, euro, preposed

Case = dict[str, object]
With = Callable[[str, str], Statute]


def test_a_rule_says_its_sentence(rule_cases: list[tuple[str, Case]], with_rule: With) -> None:
    wrong = {}
    for section, case in rule_cases:
        entries = [
            entry
            for entry in rulebook(with_rule(section, str(case["rule"])))
            if entry.source.article == "7"
        ]
        told = [entry.text for entry in entries]
        if told != case["says"]:
            wrong[str(case["rule"])] = told
    assert wrong == {}


def test_a_rule_that_decides_nothing_names_what_is_missing(
    rule_cases: list[tuple[str, Case]], with_rule: With
) -> None:
    for section, case in rule_cases:
        statute = with_rule(section, str(case["rule"]))
        entry = next(one for one in rulebook(statute) if one.source.article == "7")
        assert entry.missing == case.get("missing"), case["rule"]
        assert entry.status == ("UNDETERMINED" if "missing" in case else "DETERMINED")


def test_no_word_of_the_language_is_left_in_a_sentence(
    rule_cases: list[tuple[str, Case]],
) -> None:
    words = re.compile(r"[A-Z]{2,}_[A-Z_]+|[{}\[\]?]| {2}|\b(?:di|a|su|da) (?:il|lo|i|gli) ")
    for _, case in rule_cases:
        for sentence in case["says"]:  # type: ignore[attr-defined]
            assert not words.search(sentence), sentence


@pytest.mark.parametrize(
    ("name", "with_article", "with_di"),
    [
        ("Assemblea dei Sindaci", "l'Assemblea dei Sindaci", "dell'Assemblea dei Sindaci"),
        ("Comitato Ristretto", "il Comitato Ristretto", "del Comitato Ristretto"),
        ("Provincia di Cremona", "la Provincia di Cremona", "della Provincia di Cremona"),
        ("Regione Lombardia", "la Regione Lombardia", "della Regione Lombardia"),
        ("Comunità Sociale Cremasca", "la Comunità Sociale Cremasca",
         "della Comunità Sociale Cremasca"),
        ("Tavoli di raccordo", "i Tavoli di raccordo", "dei Tavoli di raccordo"),
        ("Enti gestori", "gli Enti gestori", "degli Enti gestori"),
        ("Cabine di regia", "le Cabine di regia", "delle Cabine di regia"),
        ("Organizzazioni Sindacali", "le Organizzazioni Sindacali",
         "delle Organizzazioni Sindacali"),
        ("Unione dei Fontanili", "l'Unione dei Fontanili", "dell'Unione dei Fontanili"),
        ("ATS della Brianza", "l'ATS della Brianza", "dell'ATS della Brianza"),
        ("le cooperative sociali", "le cooperative sociali", "delle cooperative sociali"),
        ("ciascun comune", "ciascun comune", "di ciascun comune"),
    ],
)  # fmt: skip
def test_names_take_the_article_and_the_preposition_that_italian_gives_them(
    name: str, with_article: str, with_di: str
) -> None:
    assert articled(name) == with_article
    assert preposed("di", articled(name)) == with_di


def test_figures_are_written_as_italian_acts_write_them() -> None:
    from decimal import Decimal

    assert euro(Decimal("1234567.80")) == "1.234.567,80 euro"
    assert day_of_year("12-31") == "31 dicembre"
    assert day_of_year("01-01") == "1° gennaio"
    assert contracted("Su il Piano e a l'Assemblea") == "Sul Piano e all'Assemblea"
