"""Perimeters: the parts of a territory that documents count with."""

from collections.abc import Iterator

from ambiti.statute import facts
from ambiti.statute.checking import Violation, softened
from ambiti.statute.gazetteer import Gazetteer
from ambiti.statute.language.statute import Statute
from ambiti.statute.language.territory import Comune, Perimeter
from ambiti.statute.problems import at
from ambiti.territory.counting import count_differs


def perimeters_are_as_stated(statute: Statute) -> Iterator[Violation]:
    """A perimeter has the comuni and the entries it should; what its text says wrong is told."""
    for index, perimeter in enumerate(statute.perimeters):
        comuni, entries = extent(statute, perimeter)
        path = at("perimeters", index)
        found = []
        if perimeter.expected_comuni not in {None, len(comuni)}:
            found.append(count_differs(path, len(comuni), perimeter.expected_comuni))
        if perimeter.expected_entries not in {None, entries}:
            found.append(count_differs(path, entries, perimeter.expected_entries))
        yield from softened(perimeter, found)
        if perimeter.stated and perimeter.ambiguity:
            yield Violation(
                path,
                perimeter.ambiguity,
                f"il testo dice «{perimeter.stated}», ma i comuni elencati in «{perimeter.name}» "
                f"sono {len(comuni)}, e le voci {entries}",
                severity="warning",
                period=perimeter.valid.period,
            )


def extent(statute: Statute, perimeter: Perimeter) -> tuple[list[Comune], int]:
    """Tell the comuni of a perimeter, and how many entries of the lists they are."""
    chosen = perimeter.extent
    if chosen.kind == "LIST":
        codes = set(Gazetteer.of(statute).istat(chosen.comuni))
        wanted = [comune for comune in statute.comuni if comune.istat in codes]
    elif chosen.kind == "PROVINCE":
        wanted = [comune for comune in statute.comuni if comune.province == chosen.province]
    else:
        wanted = list(statute.comuni)
    entries = [entry for entry in facts.entries(statute) if set(entry.comuni) & set(wanted)]
    alone = set(wanted) - {comune for entry in entries for comune in entry.comuni}
    return wanted, len({(entry.body, entry.comuni) for entry in entries}) + len(alone)
