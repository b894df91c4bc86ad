"""Names of comuni as documents spell them, and the one comune that each of them means."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ambiti.statute.language.statute import Statute
from ambiti.statute.language.territory import Alias, Comune
from ambiti.statute.remembering import remembered

_APOSTROPHES = str.maketrans(dict.fromkeys("\u2019\u2018`\u00b4", "'") | {"-": " "})


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """Reduce a name to what does not change with case, apostrophes, hyphens and spaces."""
    plain = unicodedata.normalize("NFC", name).translate(_APOSTROPHES).casefold()
    return " ".join(plain.split())


@dataclass(frozen=True, slots=True)
class Match:
    """The comune that a spelling means, and the alias by which it was found, if by one."""

    comune: Comune
    alias: Alias | None = None


class Gazetteer:
    """Finds comuni by official name or by a declared spelling."""

    def __init__(self, comuni: Iterable[Comune]) -> None:
        """Index names first: an alias never hides the official name of another comune."""
        self._found: dict[str, Match] = {}
        comuni = tuple(comuni)
        for comune in comuni:
            self._found.setdefault(folded(comune.name), Match(comune))
        for comune in comuni:
            for alias in comune.aliases:
                self._found.setdefault(folded(alias.spelling), Match(comune, alias))

    @staticmethod
    def of(statute: Statute) -> "Gazetteer":
        """Index the comuni of a statute."""
        return _indexed(statute)

    def find(self, spelling: str) -> Match | None:
        """Find the comune that a spelling means."""
        return self._found.get(folded(spelling))

    def istat(self, spellings: Iterable[str]) -> list[str]:
        """Give the codes of the spellings that are known, in order."""
        matches = (self.find(spelling) for spelling in spellings)
        return [match.comune.istat for match in matches if match]

    @property
    def names(self) -> list[str]:
        """Give every official name and spelling."""
        return [
            name
            for match in self._found.values()
            for name in ([match.alias.spelling] if match.alias else [match.comune.name])
        ]


@remembered
def _indexed(statute: Statute) -> Gazetteer:
    return Gazetteer(statute.comuni)
