"""Who is put forward: a person, with what the person is, as whoever proposes declares it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ambiti.acting.refusing import Violation
from ambiti.governance.seats.places import Place, Places
from ambiti.governance.seats.seat import Held


@dataclass(frozen=True, slots=True)
class Qualification:
    """What somebody is; ``place`` is a comune by its ISTAT code, or a unit or body by its code."""

    kind: str
    of: str | None = None
    place: str | None = None
    grade: str | None = None
    act: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person, with what the person is and the categories of the body that the person is of."""

    name: str
    identity: str | None = None
    qualifications: tuple[Qualification, ...] = ()
    categories: tuple[str, ...] = ()

    @property
    def held(self) -> tuple[Held, ...]:
        """Give what the seats of an organ ask for: offices, categories, the bodies one is of."""
        return tuple(self._held())

    def _held(self) -> Iterator[Held]:
        for one in self.qualifications:
            if one.kind == "OF_BODY":
                yield Held("", one.of or one.place)
            elif one.of is not None and one.kind in {"OFFICE", "CATEGORY"}:
                yield Held(one.of, one.place)
        for category in self.categories:
            yield Held(category)


def place_of(places: Places, given: str | None) -> Place | None:
    """Find a comune by its name or ISTAT code, a unit or a body by its code."""
    if given is None:
        return None
    istat = (one for one in places.comuni() if one.code == given)
    found = places.comune(given) or next(istat, None)
    return found or places.unit(given) or places.body(given)


def unplaced(places: Places, given: Iterable[Qualification], field: str) -> Iterator[Violation]:
    """Tell the places that are not of the Ambito."""
    for number, one in enumerate(given):
        if one.place is not None and place_of(places, one.place) is None:
            message = f"«{one.place}» non è un comune, un'unità o un ente dell'Ambito."
            yield Violation("PLACE_UNKNOWN", message, f"{field}.qualifications.{number}.place")


def resolved(places: Places, candidate: Candidate) -> Candidate:
    """Write every place of a candidate as its code."""
    found = tuple(
        Qualification(one.kind, one.of, _code(places, one.place), one.grade, one.act)
        for one in candidate.qualifications
    )
    return Candidate(candidate.name, candidate.identity, found, candidate.categories)


def _code(places: Places, given: str | None) -> str | None:
    found = place_of(places, given)
    return given if found is None else found.code
