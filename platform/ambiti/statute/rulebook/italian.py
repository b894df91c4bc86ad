"""Articles and prepositions before the names that documents give to organs, roles and bodies."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from ambiti.statute.periods import in_words as day_in_words
from ambiti.statute.rulebook import nouns

_ARTICLE: Final = re.compile(
    r"^(?:(l')|(il|lo|la|i|gli|le) |(ciascun|ciascuno|ciascuna|chiunque|ogni|chi|un|una|tutti"
    r"|tutte|altri|altre|alcuni|alcune|ulteriori|diversi|diverse)\b)",
    re.IGNORECASE,
)
_JOINED: Final = {
    "di": {"il": "del", "lo": "dello", "la": "della", "l'": "dell'", "i": "dei", "gli": "degli",
           "le": "delle"},
    "a": {"il": "al", "lo": "allo", "la": "alla", "l'": "all'", "i": "ai", "gli": "agli",
          "le": "alle"},
    "da": {"il": "dal", "lo": "dallo", "la": "dalla", "l'": "dall'", "i": "dai", "gli": "dagli",
           "le": "dalle"},
    "in": {"il": "nel", "lo": "nello", "la": "nella", "l'": "nell'", "i": "nei", "gli": "negli",
           "le": "nelle"},
    "su": {"il": "sul", "lo": "sullo", "la": "sulla", "l'": "sull'", "i": "sui", "gli": "sugli",
           "le": "sulle"},
}  # fmt: skip
_LOOSE: Final = re.compile(r"\b(di|a|da|in|su|Di|A|Da|In|Su) ((?:il|lo|la|i|gli|le) |l')")
_DEFINITE: Final = re.compile(r"^(?:il|lo|la|i|gli|le) |^l'", re.IGNORECASE)
_DAY: Final = re.compile(
    r"\b(il|al|dal|del) (?=(?:8|11) (?:gen|feb|mar|apr|mag|giu|lug|ago|set|ott|nov|dic))"
)
_BEFORE_VOWEL: Final = {"il": "l'", "al": "all'", "dal": "dall'", "del": "dell'"}
PREPOSITIONS: Final = frozenset(_JOINED)
_COUNTED: Final = {
    "anni": "un anno", "mesi": "un mese", "giorni": "un giorno", "volte": "una volta",
    "enti": "un ente", "componenti": "un componente", "rappresentanti": "un rappresentante",
    "unità": "un'unità", "uno": "uno",
}  # fmt: skip
COUNTED: Final = frozenset(_COUNTED)


def articled(name: str) -> str:
    """Put the article before a name that has none: l'Assemblea, il Comitato, la Giunta."""
    if _ARTICLE.match(name) or not name[:1].isalpha():
        return name
    article = nouns.article(name.split(maxsplit=1)[0].strip(",.:"))
    return f"{article}{name}" if article.endswith("'") else f"{article} {name}"


def preposed(preposition: str, phrase: str) -> str:
    """Put a preposition before a phrase, and again before each thing that it joins.

    It is joined to the article: dell'Assemblea, al Comune, della destinazione e del rendiconto.
    """
    if not _DEFINITE.match(phrase):
        euphonic = preposition == "a" and phrase[:1].lower() == "a"
        return f"{preposition}{'d' * euphonic} {phrase}"
    text, rest = "", phrase
    for part in nouns.conjuncts(phrase):
        before, _, rest = rest.partition(part)
        article = _DEFINITE.match(part)
        assert article is not None  # noqa: S101  each begins as the first does
        text += before + _joined(preposition, article[0]) + part[article.end() :]
    return text


def all_of(phrase: str) -> str:
    """Say all of what a phrase names: tutti gli operatori, tutto il personale."""
    if not _DEFINITE.match(phrase):
        return f"chi è fra: {phrase}"
    ending = nouns.agreed([phrase], ("o", "a", "i", "e"))
    return f"tutt{ending} {phrase}"


def contracted(text: str) -> str:
    """Join what Italian joins: su il Piano, sul Piano; entro il 8 marzo, entro l'8 marzo."""
    joined = _LOOSE.sub(lambda found: _joined(found[1], found[2]), text)
    return _DAY.sub(lambda found: _BEFORE_VOWEL[found[1]], joined)


def _joined(preposition: str, article: str) -> str:
    joined = _JOINED[preposition.lower()][article.strip().lower()]
    joined = joined.capitalize() if preposition[0].isupper() else joined
    return joined if joined.endswith("'") else f"{joined} "


def listed(phrases: Sequence[str], last: str = "e") -> str:
    """Join phrases as Italian does: uno, due e tre."""
    if len(phrases) < 2:  # noqa: PLR2004  one needs no joining
        return "".join(phrases)
    euphonic = last == phrases[-1][:1].lower()
    return ", ".join(phrases[:-1]) + f" {last}{'d' * euphonic} " + phrases[-1]


def counted(number: int, noun: str) -> str:
    """Count things: una volta, 4 volte; «uno» counts what was named before."""
    if number == 1:
        return _COUNTED[noun]
    return str(number) if noun == "uno" else f"{number} {noun}"


def euro(amount: Decimal) -> str:
    """Write a sum as Italian does: 20.000,00 euro."""
    whole = f"{amount:,.2f}"
    return whole.replace(",", " ").replace(".", ",").replace(" ", ".") + " euro"


def number(value: Decimal) -> str:
    """Write a number with the decimals it has."""
    return str(value).replace(".", ",")


def day_of_year(month_day: str) -> str:
    """Write a day of any year: 31 marzo."""
    month, day = (int(part) for part in month_day.split("-"))
    return day_in_words(date(2001, month, day)).rsplit(" ", 1)[0]


def years_back(offset: int) -> str:
    """Say how many years before that of the spending."""
    known = {0: "dello stesso anno", -1: "dell'anno precedente", -2: "del penultimo anno"}
    return known.get(offset, f"di {-offset} anni prima")


_DENOMINATORS: Final = {
    "PRESENT": ("dei presenti", "tutti i presenti"),
    "COMPONENTS": ("dei componenti", "tutti i componenti"),
    "ALL_ASSOCIATED_COMUNI": ("di tutti i comuni associati", "tutti i comuni associati"),
    "SIGNATORY_BODIES": ("degli enti firmatari", "tutti gli enti firmatari"),
}


def majority(fraction: Fraction, of: str, *, strict: bool, rounded_up: bool) -> str:
    """Say a majority, after «il voto favorevole»: di più della metà dei presenti."""
    some, everyone = _DENOMINATORS[of]
    half = fraction == Fraction(1, 2)
    if fraction == 1:
        text = f"di {everyone}"
    elif strict:
        text = f"di più {'della metà' if half else f'di {fraction}'} {some}"
    else:
        text = f"di almeno {'la metà' if half else fraction} {some}"
        text += " (arrotondati per eccesso)" if rounded_up else ""
    return text + (", ciascuno con la propria deliberazione" * (of == "SIGNATORY_BODIES"))


def majority_in_short(fraction: Fraction, of: str, *, strict: bool) -> str:
    """Say a majority, after «con»: la maggioranza dei presenti, almeno 2/3 dei componenti."""
    some, _ = _DENOMINATORS[of]
    if fraction == 1:
        return f"l'unanimità {some}"
    if strict:
        return f"{'la maggioranza' if fraction == Fraction(1, 2) else f'più di {fraction}'} {some}"
    return f"almeno {'la metà' if fraction == Fraction(1, 2) else fraction} {some}"
