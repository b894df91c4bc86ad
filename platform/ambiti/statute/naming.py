"""What the codes of a statute are called: one name for each thing that rules refer to."""

from collections.abc import Iterator
from typing import Final

from ambiti.statute.language.references import KEYWORDS, Target
from ambiti.statute.language.statute import Statute
from ambiti.statute.remembering import remembered

ACTORS: Final = ("organs", "roles", "offices", "bodies", "categories", "units")
"""The lists whose codes say who acts; they share one namespace."""

_SECTIONS: Final[dict[Target, tuple[str, ...]]] = {
    "subject": ACTORS,
    "payer": (*ACTORS, "funds"),
    "organ": ("organs",),
    "role": ("roles",),
    "office": ("offices",),
    "body": ("bodies",),
    "unit": ("units",),
    "instrument": ("instruments",),
    "document": ("documents",),
    "event": ("events",),
    "matter": ("matters",),
    "category": ("categories",),
    "fund": ("funds",),
    "key": ("allocation_keys",),
    "programme": ("programmes",),
    "coalition": ("coalitions",),
}


class Names:
    """The names of a statute's things, by what they are names of."""

    def __init__(self, statute: Statute) -> None:
        """Index them."""
        self._names: dict[Target, dict[str, str]] = {}
        for target, sections in _SECTIONS.items():
            names = dict(KEYWORDS) if target in {"subject", "payer"} else {}
            for section in sections:
                names.update(_of(statute, section))
            self._names[target] = names
        matters = self._names["matter"]
        self._names["deadline"] = {
            deadline.code: f"per {matters.get(deadline.what, deadline.what)}"
            for deadline in statute.deadlines
        }
        self._names["formation"] = {
            formation.code: formation.name
            for organ in statute.organs
            for formation in organ.formations
        }

    @staticmethod
    def of(statute: Statute) -> "Names":
        """Index the names of a statute."""
        return _indexed(statute)

    def declared(self, target: Target) -> dict[str, str]:
        """Tell the codes that may be named, with what they are called."""
        return self._names[target]


def _of(statute: Statute, section: str) -> Iterator[tuple[str, str]]:
    for item in getattr(statute, section):
        yield item.code, getattr(item, "name", None) or getattr(item, "title", None) or item.code


@remembered
def _indexed(statute: Statute) -> Names:
    return Names(statute)
