"""An organ on a day: the seats that its composition gives, how many in all, and what is missing."""

from collections.abc import Iterator
from datetime import date

from ambiti.acting.refusing import Refused, Violation, refuse
from ambiti.governance.seats.calling import Calling
from ambiti.governance.seats.filling import Filling
from ambiti.governance.seats.seat import Cited, Composed, Missing, Seat
from ambiti.statute.language.composition import Seats, TotalCap
from ambiti.statute.language.organs import Organ
from ambiti.statute.language.statute import Statute
from ambiti.statute.periods import in_words
from ambiti.statute.problems import nearest
from ambiti.statute.rulebook.italian import listed


def seats(statute: Statute, organ_code: str, day: date, formation: str | None = None) -> Composed:
    """An organ has the seats of the rules that hold that day; without a formation, of all of them.

    Refused where there is no such organ that day, or no such formation of it.
    """
    organ = organ_on(statute, organ_code, day)
    refuse(*_formation_unknown(organ, formation))
    filling = Filling(statute, day, organ)
    made: list[Seat] = []
    missing: list[Missing] = []
    totals: list[tuple[int, TotalCap]] = []
    for position, rule in enumerate(organ.composition, start=1):
        own = getattr(rule, "formation", None)
        if not rule.valid.period.covers(day) or (formation and own not in {None, formation}):
            continue
        if isinstance(rule, TotalCap):
            totals.append((position, rule))
        for found in filling.of(rule, position):
            (made if isinstance(found, Seat) else missing).append(found)  # type: ignore[arg-type]
    for position, total in totals:
        made += [one for one in filling.by_right(total, position, made) if isinstance(one, Seat)]
    smallest = min((rule for _, rule in totals), key=lambda rule: rule.n, default=None)
    missing += _open_points(statute, organ, day, formation, made)
    missing += _total(smallest, made, missing) if smallest else ()
    return Composed(
        organ=organ.code,
        name=organ.name,
        day=day,
        formation=formation,
        source=Cited.of(organ),
        seats=tuple(made),
        missing=tuple(missing),
        cap=smallest.n if smallest else None,
        cap_source=Cited.of(smallest) if smallest else None,
    )


def organ_on(statute: Statute, code: str, day: date) -> Organ:
    """An organ is the one of its code on that day; it is refused where there is none."""
    now = [one for one in statute.organs if one.valid.period.covers(day)]
    for organ in now:
        if organ.code == code:
            return organ
    known = [one.code for one in now]
    right = nearest(code, known) or (f"ci sono: {listed(known)}" if known else "non ce n'è alcuno")
    message = f"«{code}» non è un organo dell'Ambito il {in_words(day)}: {right}"
    raise Refused([Violation("ORGAN_UNKNOWN", message, "organ")])


def _formation_unknown(organ: Organ, formation: str | None) -> Iterator[Violation]:
    known = [one.code for one in organ.formations]
    if formation is not None and formation not in known:
        right = nearest(formation, known) or "non ne ha alcuna"
        message = f"{organ.name} non ha la formazione «{formation}»: {right}"
        source = organ.source
        yield Violation("FORMATION_UNKNOWN", message, "formation", source.document, source.article)


def _open_points(
    statute: Statute, organ: Organ, day: date, formation: str | None, made: list[Seat]
) -> Iterator[Missing]:
    """A composition that no rule tells, or that depends on a formation, is not known."""
    rules = [one for one in organ.composition if one.valid.period.covers(day)]
    if not rules or (not made and all(isinstance(one, TotalCap) for one in rules)):
        yield Missing("NOT_STATED", "di chi è composto", Cited.of(organ))
    tied = {one.formation for one in rules if isinstance(one, Seats) and one.formation}
    if formation is None and tied:
        names = Calling(statute)
        told = [names.formation(one.code) for one in organ.formations if one.code in tied]
        what = f"in quale formazione si riunisce: {listed(told, 'o')}"
        yield Missing("FORMATION", what, Cited.of(organ))


def _total(total: TotalCap, made: list[Seat], missing: list[Missing]) -> Iterator[Missing]:
    """Seats that the text counts in all and gives to nobody are missing, and so are too many."""
    sure = [one for one in made if one.component and one.rule != "CAPPED_CATEGORY"]
    told = [one for one in made if one.component or one.standing == "CONDITIONAL"]
    if len(sure) > total.n and not any(one.several for one in made):
        what = f"quali posti siano: le regole ne danno {len(sure)}, il testo {total.n} in tutto"
        yield Missing("CONTRADICTION", what, Cited.of(total))
    elif len(told) < total.n and all(one.kind == "UP_TO" for one in missing):
        left = total.n - len(told)
        what = f"a chi spettano {left} dei {total.n} posti" if left > 1 else "a chi spetta un posto"
        yield Missing("REMAINDER", what, Cited.of(total))
