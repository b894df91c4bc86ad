"""What those who may sit are called in Italian: one mayor, the mayors, whoever is of a body."""

import re
from collections.abc import Sequence
from typing import Final

from ambiti.governance.seats.places import Place
from ambiti.statute.language.statute import Statute
from ambiti.statute.naming import Names
from ambiti.statute.rulebook.italian import articled, listed, preposed

_PREPOSITION: Final = re.compile(r"^(d|a|all|dell|dall|nell|sull)'|^(di|de[li]|da|a|al)$")
_JOINED: Final = re.compile(r"^(dell[oaie]|degli|alle?|all[ao]|agli|ai|per|presso|in|con|su)$")


class Calling:
    """The Italian names of one statute's actors and places."""

    def __init__(self, statute: Statute) -> None:
        """Index the names, and the codes that several people may hold."""
        self._names = Names.of(statute)
        self._held = {one.code for one in statute.roles if one.held_for != "AMBITO"}

    def name(self, who: str) -> str:
        """A code is called as the statute names it."""
        return self._names.declared("subject").get(who, who)

    def category(self, code: str) -> str:
        """A category is called as the statute names it."""
        return self._names.declared("category").get(code, code)

    def formation(self, code: str) -> str:
        """A formation is called as the statute names it."""
        return self._names.declared("formation").get(code, code)

    def event(self, code: str) -> str:
        """An event is called as the statute names it."""
        return self._names.declared("event").get(code, code)

    def document(self, code: str) -> str:
        """A document is called by its title."""
        return self._names.declared("document").get(code, code)

    def among(self, pool: Sequence[str]) -> str:
        """A pool is told in the plural where several hold the office: i sindaci."""
        return listed([articled(self._several(who)) for who in pool])

    def of_place(self, office: str, place: Place) -> str:
        """An office of a place: Sindaco di Renate; of a body, whoever represents it."""
        if place.kind == "BODY":
            return f"rappresentante {preposed('di', articled(place.name))}"
        if place.kind == "UNIT":
            return f"{self.name(office)} per {place.name}"
        return f"{self.name(office)} di {place.name}"

    def by(self, who: str, places: Sequence[Place]) -> str:
        """Whoever acts, after «da»: dal comune di Soncino, dall'Assemblea."""
        if who in {"CAPOFILA", "REFERENTE"} and len(places) == 1:
            return preposed("da", _articled(places[0]))
        return preposed("da", articled(self.name(who)))

    def who(self, who: str, places: Sequence[Place]) -> str:
        """Whoever acts, as the subject of a sentence."""
        if who in {"CAPOFILA", "REFERENTE"} and len(places) == 1:
            return _articled(places[0])
        return articled(self.name(who))

    def _several(self, who: str) -> str:
        return plural(self.name(who)) if who in self._held else self.name(who)


def _articled(place: Place) -> str:
    return f"il comune di {place.name}" if place.kind == "COMUNE" else articled(place.name)


def plural(name: str) -> str:
    """The plural of an office: what precedes the first preposition changes, the rest stays."""
    words = name.split()
    for index, word in enumerate(words):
        if _PREPOSITION.match(word.lower()) or _JOINED.match(word.lower()):
            break
        low = word.lower() if index == 0 else word
        words[index] = f"{low[:-1]}i" if low[-1] in "eo" else low
    return " ".join(words)
