"""What units must be: as many entries as stated, an entitled lead, and together the territory."""

from collections import Counter
from collections.abc import Iterator, Sequence

from ambiti.statute import facts
from ambiti.statute.checking import Violation, softened
from ambiti.statute.gazetteer import Gazetteer
from ambiti.statute.language.statute import Statute
from ambiti.statute.language.territory import Comune, Partition
from ambiti.statute.periods import Period, steps
from ambiti.statute.problems import Path, at
from ambiti.territory.counting import count_differs, since_when


def units_have_the_stated_entries(statute: Statute) -> Iterator[Violation]:
    """A unit begins with as many entries as its document says; later changes are received."""
    entries = list(facts.entries(statute))
    for number, unit in enumerate(statute.units):
        if unit.expected_entries is None:
            continue
        own = [entry for entry in entries if entry.unit is unit]
        step = next(steps(entry.period for entry in own if not entry.period.empty), None)
        if step is None:
            continue
        count = len([entry for entry in own if entry.period.covers(step.since)])
        if count != unit.expected_entries:
            found = count_differs(("units", number), count, unit.expected_entries, step)
            yield from softened(unit, [found])


def leads_are_entitled(statute: Statute) -> Iterator[Violation]:
    """Who leads a unit is in it; a body is referente only if the sub-ambito agreed."""
    gazetteer = Gazetteer.of(statute)
    entries = list(facts.entries(statute))
    for number, unit in enumerate(statute.units):
        held: list[tuple[str, Period]] = []
        for index, lead in enumerate(unit.leads):
            path = at("units", number, "leads", index)
            period = lead.valid.period.within(unit.valid.period)
            if any(role == lead.role and period.overlaps(other) for role, other in held):
                message = f"{unit.name} ha già un {lead.role} in quei giorni"
                yield Violation(path, "SEAT_TAKEN", message, "uno solo per volta")
            held.append((lead.role, period))
            if lead.kind == "BODY" and lead.role == "REFERENTE" and lead.agreement is None:
                found = Violation(
                    (*path, "body"),
                    "AGREEMENT_REQUIRED",
                    f"{lead.body} è referente di {unit.name} senza l'intesa del sub-ambito",
                    "«agreement»: l'atto con cui i comuni del sub-ambito sono d'accordo",
                )
                yield from softened(lead, [found])
            if lead.kind == "COMUNE" and (match := gazetteer.find(lead.comune)):
                yield from softened(
                    lead, _lead_outside(path, match.comune, period, unit.code, entries)
                )


def _lead_outside(
    path: Path, comune: Comune, period: Period, unit: str, entries: Sequence[facts.Entry]
) -> Iterator[Violation]:
    inside = any(
        comune in entry.comuni and entry.unit.code == unit and entry.period.overlaps(period)
        for entry in entries
    )
    if not inside:
        message = f"{comune.name} guida l'unità «{unit}» ma non ne fa parte"
        yield Violation((*path, "comune"), "LEAD_NOT_MEMBER", message, "un comune dell'unità")


def partitions_close(statute: Statute) -> Iterator[Violation]:
    """The units divide the territory on every day: no gap, no overlap, the stated numbers."""
    members = list(facts.memberships(statute))
    entries = list(facts.entries(statute))
    for index, partition in enumerate(statute.partitions):
        own = [entry for entry in entries if entry.unit.kind == partition.units]
        seen: set[str] = set()
        periods = [partition.valid.period, *(item.period for item in members)]
        periods += [item.period for item in own]
        for step in steps(period for period in periods if not period.empty):
            if not partition.valid.period.overlaps(step):
                continue
            for found in _partition_faults(("partitions", index), partition, step, members, own):
                if found.message not in seen:
                    seen.add(found.message)
                    yield from softened(partition, [found])


def _partition_faults(
    path: Path,
    partition: Partition,
    step: Period,
    members: Sequence[facts.Membership],
    entries: Sequence[facts.Entry],
) -> Iterator[Violation]:
    now = [entry for entry in entries if entry.period.covers(step.since)]
    placed = Counter(comune for entry in now for comune in entry.comuni)
    territory = {item.comune for item in members if item.period.covers(step.since)}
    when = since_when(step)
    if gap := sorted(comune.name for comune in territory - set(placed)):
        message = f"fuori da ogni unità: {', '.join(gap)}{when}"
        yield Violation(path, "PARTITION_GAP", message, "ogni comune in un'unità")
    if twice := sorted(comune.name for comune, count in placed.items() if count > 1):
        message = f"in più di un'unità: {', '.join(twice)}{when}"
        yield Violation(path, "PARTITION_OVERLAP", message, "ogni comune in una sola unità")
    if outside := sorted(comune.name for comune in set(placed) - territory):
        message = f"in un'unità ma non nell'Ambito: {', '.join(outside)}{when}"
        yield Violation(path, "PARTITION_OUTSIDE", message, "solo comuni membri")
    if len(placed) != partition.comuni:
        yield count_differs((*path, "comuni"), len(placed), partition.comuni, step)
    units = {entry.unit.code for entry in now}
    if len(units) != partition.parts:
        message = f"le unità sono {len(units)}, il documento ne dice {partition.parts}{when}"
        yield Violation((*path, "parts"), "COUNT_DIFFERS", message, f"{partition.parts} unità")
