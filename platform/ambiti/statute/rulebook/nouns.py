"""Gender and number of what documents name, so that articles and verbs agree with it."""

import re
from collections.abc import Sequence
from typing import Final

_DEFINITE: Final = re.compile(r"^(?:il|lo|la|i|gli|le) |^l'", re.IGNORECASE)
_NEXT: Final = re.compile(r"(?:,| ed?|, ed?) (?=(?:il|lo|la|i|gli|le) |l')")
"""Where one thing with its article follows another."""
_BARE_NEXT: Final = re.compile(r", | ed? ")
_WITHIN: Final = re.compile(
    r"\b(?:che|chi|con|cui|fra|tra|per|dove|come|(?:d|a|da|ne|su)(?:l|i|gli|lle|lla|llo)"
    r"|de[il]|de(?:gli|lla|lle|llo))\b|\b(?:de|a|da|ne|su)ll'",
    re.IGNORECASE,
)
"""Words after which «e» may join what they govern, and not the whole."""
_BARE_WITHIN: Final = re.compile(r"\b(?:di|a|da|in|su|d')\b", re.IGNORECASE)
_CLAUSE: Final = frozenset(
    {"chi", "se", "come", "che", "dove", "quando", "quale", "quali", "quanto", "quanta", "quanti",
     "quante", "ogni"}
)  # fmt: skip
"""What begins a clause, which is singular whatever it contains."""
_PLURAL: Final = frozenset(
    {"i", "gli", "le", "altri", "altre", "alcuni", "alcune", "tutti", "tutte", "ulteriori",
     "diversi", "diverse"}
)  # fmt: skip
_SINGULAR: Final = frozenset(
    {"il", "lo", "la", "un", "uno", "una", "ciascun", "ciascuno", "ciascuna", "chiunque"}
)
_FEMININE_WORDS: Final = frozenset({"la", "le", "una", "ciascuna", "altre", "alcune", "tutte"})
_MASCULINE_WORDS: Final = frozenset(
    {"il", "lo", "i", "gli", "un", "uno", "ciascun", "ciascuno", "altri", "alcuni", "tutti"}
)
_PLURAL_FEMININE: Final = frozenset(
    {"cabine", "aziende", "cooperative", "parti", "figure", "unità", "controversie", "risorse",
     "quote", "spese", "giunte", "assemblee", "strutture", "scuole", "reti", "famiglie", "imprese",
     "intese", "linee", "misure", "modifiche", "premesse", "attività"}
)  # fmt: skip
_PLURAL_ENDING: Final = re.compile(r"[zsgn]ioni$")
_FEMININE: Final = frozenset({"giunta", "convenzione", "equipe", "équipe", "sede", "legge", "rete"})
_MASCULINE: Final = re.compile(r"^(?:.*ema|programma|clima|panorama)$")
_INVARIABLE: Final = frozenset(
    {"analisi", "sintesi", "crisi", "tesi", "ipotesi", "diagnosi", "diocesi"}
)
_BEFORE_LO: Final = re.compile(r"^(s[^aeiouh]|z|gn|ps|x|y)", re.IGNORECASE)


def article(word: str) -> str:
    """Find the article of a word that has none: gli for Enti, le for Convenzioni, l' for Unione."""
    low = word.lower()
    if low in _PLURAL_FEMININE or _PLURAL_ENDING.search(low):
        return "le"
    if low.endswith("i") and not word.isupper() and low not in _INVARIABLE:
        return "gli" if low[0] in "aeiou" or _BEFORE_LO.match(low) else "i"
    if low[0] in "aeiou":
        return "l'"
    if _ends_as_feminine(low) and not word.isupper():
        return "la"
    return "lo" if _BEFORE_LO.match(low) and not word.isupper() else "il"


def _ends_as_feminine(low: str) -> bool:
    feminine = low in _FEMININE or low in _INVARIABLE or low.endswith(("a", "ione", "à"))
    return feminine and not _MASCULINE.match(low)


def conjuncts(phrase: str) -> list[str]:
    """Part what is joined at the top of a phrase: il numero legale | la maggioranza."""
    if _DEFINITE.match(phrase):
        pieces, within = _NEXT.split(phrase), _WITHIN
        joined = not any(within.search(piece) for piece in pieces[:-1])
        return pieces if joined else [phrase]
    pieces = _BARE_NEXT.split(phrase)
    first = pieces[0]
    joined = not (_WITHIN.search(first) or _BARE_WITHIN.search(first))
    return pieces if joined and _first_word(phrase) not in _CLAUSE else [phrase]


def is_plural(phrase: str) -> bool:
    """Tell whether the verb of a phrase is plural: gli enti, giorno e mese; not chi presiede."""
    first = _first_word(phrase)
    if first in _CLAUSE:
        return False
    if first in _PLURAL or len(conjuncts(phrase)) > 1:
        return True
    if first in _SINGULAR or _DEFINITE.match(phrase) or not first[:1].isalpha():
        return False
    return article(_word(phrase)) in {"i", "gli", "le"}


def lacking(phrase: str) -> str:
    """Say that something is missing: mancano gli articoli 11 e 12, non è detto chi presiede."""
    if _first_word(phrase) in _CLAUSE:
        return f"non è detto {phrase}"
    return f"{'mancano' if is_plural(phrase) else 'manca'} {phrase}"


def is_open(phrase: str) -> bool:
    """Tell whether a phrase ends in an aside, which a comma closes before the verb."""
    _, comma, aside = phrase.partition(", ")
    return bool(comma) and not _BARE_NEXT.search(aside)


def is_feminine(phrase: str) -> bool:
    """Tell whether adjectives that agree with a phrase are feminine."""
    parts = conjuncts(phrase)
    if len(parts) > 1:
        return all(is_feminine(part) for part in parts)
    first = _first_word(phrase)
    if first in _FEMININE_WORDS:
        return True
    if first in _MASCULINE_WORDS or first in _CLAUSE:
        return False
    word = _word(re.sub(r"^l'", "", phrase, flags=re.IGNORECASE))
    return article(word) in {"la", "le"} or _ends_as_feminine(word.lower())


def agreed(phrases: Sequence[str], forms: Sequence[str]) -> str:
    """Choose among singular and plural or, of four, among those of each gender."""
    plural = len(phrases) > 1 or any(is_plural(phrase) for phrase in phrases)
    if len(forms) == 2:  # noqa: PLR2004  singular and plural
        return forms[plural]
    feminine = bool(phrases) and all(is_feminine(phrase) for phrase in phrases)
    return forms[2 * plural + feminine]


def _word(phrase: str) -> str:
    return (phrase.split(maxsplit=1) or [""])[0].strip(",.:;()«»")


def _first_word(phrase: str) -> str:
    return _word(phrase).lower()
