"""All sentences of the four tenants are Italian that a segretario would sign."""

import re
from collections.abc import Iterator
from typing import Final

import pytest

from ambiti.statute.language import Statute
from ambiti.statute.language.rule import Strict
from ambiti.statute.naming import ACTORS
from ambiti.statute.rulebook import rulebook
from ambiti.statute.rulebook.italian import all_of, articled, contracted, counted, listed, preposed
from ambiti.statute.rulebook.nouns import agreed, conjuncts, is_plural, lacking
from ambiti.statute.rulebook.words import BY_FIELD, CHOICE

WRONG: Final = {
    "one thing in the plural": r"\b1 (?:anni|mesi|giorni|volte|componenti|enti|unità)"
    r"|\b1 rappresentanti|almeno 1\b|rappresentanti \(1\)",
    "a preposition apart from its article": r"\b(?:di|a|da|in|su):? (?:(?:il|lo|la|i|gli|le) |l')",
    "a singular verb before what is plural": r"\b(?:se ne occupa|si invita|partecipa|manca|può"
    r" essere solo) (?:i|gli|le) \w+ (?!d[ei])",
    "a feminine thing that is masculine": r"^(?:La|Una) [^:]* è indeterminato",
    "an article that is not elided": r"\b(?:(?<!chi )[Ll]a|una|(?:de|a|da|ne|su)ll[ao]) [aeiou]",
    "a plural article that is elided": r"\bl'(?:altri|altre|enti|organi|ambiti)\b",
    "a day that is not elided": r"\b(?:il|al|dal|del) (?:8|11) [a-z]+(?:io|zo|ile|no|sto|bre)\b",
    "one vowel after the other": r"\be e[a-z]",
    "a piece without anything in it": r"[;,:] [;,:]|  | ,|[<>{}\[\]]",
    "something said twice": r"(, con atto)\1|\b(\w+) \2\b",
    "a verb that waits for its matter": r"(?: su| di),| su e | di e ",
    "a period of one year said as two": r"dal (\d{4}) al \1",
}


def sentences(tenants: dict[str, Statute]) -> list[str]:
    """Give every sentence of every tenant."""
    return [entry.text for statute in tenants.values() for entry in rulebook(statute)]


@pytest.mark.parametrize("mistake", WRONG)
def test_no_sentence_has_a_mistake_that_was_made(tenants: dict[str, Statute], mistake: str) -> None:
    pattern = re.compile(WRONG[mistake])
    assert [text for text in sentences(tenants) if pattern.search(text)] == []


def models(model: type[Strict] = Strict) -> Iterator[type[Strict]]:
    """Give every type of the language."""
    for below in model.__subclasses__():
        yield below
        yield from models(below)


def singular_verbs() -> frozenset[str]:
    """Give the verbs of the language that are not the same of one and of many."""
    said = [*(model.says for model in models()), *BY_FIELD.values()]
    pairs = [found.rpartition(":")[2].split("/") for text in said for found in CHOICE.findall(text)]
    verbs = (one for one, *many in pairs if len(one) > 1 and many[-1] != one)
    return frozenset(verb.split()[0] for verb in verbs)


def plural_names(statute: Statute) -> Iterator[str]:
    """Give those who act and are many, as they stand at the beginning of a sentence."""
    for section in ACTORS:
        for item in getattr(statute, section):
            name = articled(item.name)
            if re.match(r"(?:i|gli|le) ", name):
                yield name[:1].upper() + name[1:]


def test_who_is_many_does_not_act_as_one(tenants: dict[str, Statute]) -> None:
    verbs = singular_verbs()
    assert {"cura", "deve", "può", "dura", "dà"} <= verbs
    wrong, met = [], 0
    for statute in tenants.values():
        told = [entry.text for entry in rulebook(statute)]
        for name in plural_names(statute):
            begun = [text for text in told if text.startswith(f"{name} ")]
            met += len(begun)
            for text in begun:
                verb = text.removeprefix(f"{name} ").removeprefix("non ").removeprefix("si ")
                wrong += [text] if verb.split()[0] in verbs else []
    assert wrong == []
    assert met > 20


@pytest.mark.parametrize(
    ("phrase", "plural"),
    [
        ("gli enti gestori", True),
        ("Cabine di regia", True),
        ("il numero legale e la maggioranza", True),
        ("numero legale e maggioranza", True),
        ("giorno, mese e luogo della firma", True),
        ("altre agenzie e ulteriori soggetti", True),
        ("l'Assemblea dei Sindaci", False),
        ("il confronto fra i comuni e i loro rappresentanti", False),
        ("il Referente e coordinatore del Comitato", False),
        ("chi presiede e chi convoca", False),
        ("ciascun comune", False),
        ("la scadenza della Convenzione", False),
        ("ATS della Brianza", False),
        ("", False),
    ],
)
def test_a_phrase_is_one_thing_or_many(phrase: str, *, plural: bool) -> None:
    assert is_plural(phrase) is plural


@pytest.mark.parametrize(
    ("phrases", "said"),
    [
        (["il fondo"], "è versato"),
        (["la quota"], "è versata"),
        (["l'indennità"], "è versata"),
        (["l'importo"], "è versato"),
        (["l'Equipe"], "è versata"),
        (["gli stanziamenti"], "sono versati"),
        (["le risorse"], "sono versate"),
        (["la quota", "la spesa"], "sono versate"),
        (["la quota", "il fondo"], "sono versati"),
        (["la quota e il fondo"], "sono versati"),
        (["Quanto resta"], "è versato"),
    ],
)
def test_verbs_and_adjectives_agree(phrases: list[str], said: str) -> None:
    verb, ending = agreed(phrases, ("è", "sono")), agreed(phrases, ("o", "a", "i", "e"))
    assert f"{verb} versat{ending}" == said


@pytest.mark.parametrize(
    ("preposition", "phrase", "said"),
    [
        ("di", "la destinazione e la rendicontazione dei fondi",
         "della destinazione e della rendicontazione dei fondi"),
        ("su", "l'offerta e i servizi", "sull'offerta e sui servizi"),
        ("di", "il confronto fra i comuni e i loro rappresentanti",
         "del confronto fra i comuni e i loro rappresentanti"),
        ("di", "i costi, le entrate e gli avanzi", "dei costi, delle entrate e degli avanzi"),
        ("a", "altri comuni", "ad altri comuni"),
        ("da", "ciascun comune", "da ciascun comune"),
    ],
)  # fmt: skip
def test_a_preposition_is_said_before_each_thing(preposition: str, phrase: str, said: str) -> None:
    assert preposed(preposition, phrase) == said


def test_what_is_counted_listed_and_elided_is_italian() -> None:
    assert [counted(n, noun) for n, noun in ((1, "volte"), (4, "volte"), (1, "anni"))] == [
        "una volta", "4 volte", "un anno",
    ]  # fmt: skip
    assert (counted(1, "uno"), counted(2, "uno")) == ("uno", "2")
    assert listed(["trasparenza", "economicità"]) == "trasparenza ed economicità"
    assert contracted("entro il 8 marzo e dal 11 aprile") == "entro l'8 marzo e dall'11 aprile"
    assert [all_of(one) for one in ("gli operatori", "il personale", "le figure", "COOP")] == [
        "tutti gli operatori", "tutto il personale", "tutte le figure", "chi è fra: COOP",
    ]  # fmt: skip
    assert conjuncts("la legge e il contratto") == ["la legge", "il contratto"]


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ("gli articoli 11 e 12", "mancano gli articoli 11 e 12"),
        ("la scadenza", "manca la scadenza"),
        ("se e come si recede", "non è detto se e come si recede"),
    ],
)
def test_what_is_missing_is_said(missing: str, said: str) -> None:
    assert lacking(missing) == said
