"""To whom an organ is open on request, to which of its meetings, and in which group it counts."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from ambiti.acting.refusing import Violation
from ambiti.governance.competence import said_by
from ambiti.statute.language.adhesion import Gate
from ambiti.statute.language.composition import CappedCategory, CategoriesGroup, OpenOnRequest
from ambiti.statute.language.organs import Organ
from ambiti.statute.language.statute import Statute
from ambiti.statute.language.vocabulary import Category
from ambiti.statute.rulebook.italian import listed


@dataclass(frozen=True, slots=True)
class Asking:
    """A body that asks to take part: what it is in a word, and the categories that it is of."""

    name: str
    sort: str | None
    categories: frozenset[str]


def opening(organ: Organ, day: date) -> OpenOnRequest | None:
    """Find the rule by which an organ is open to whoever asks."""
    for rule in organ.composition:
        if isinstance(rule, OpenOnRequest) and rule.valid.period.covers(day):
            return rule
    return None


def groups_of(statute: Statute, organ: Organ, day: date) -> tuple[Category, ...]:
    """Give the categories in which an organ counts those who take part."""
    found: list[str] = []
    for rule in organ.composition:
        if not rule.valid.period.covers(day):
            continue
        if isinstance(rule, CappedCategory):
            found += rule.categories
        elif isinstance(getattr(rule, "group", None), CategoriesGroup):
            found += rule.group.categories  # type: ignore[union-attr]
    known = {one.code: one for one in statute.categories}
    return tuple(known[code] for code in dict.fromkeys(found) if code in known)


def group_of(asking: Asking, groups: Collection[Category]) -> Category | None:
    """Find the group of a body: the category that it is of, or that includes its sort."""
    sort = (asking.sort or "").strip().casefold()
    for one in groups:
        if one.code in asking.categories or sort == one.code.casefold():
            return one
    for one in groups:
        if sort and sort in {name.casefold() for name in one.includes}:
            return one
    return None


def unfit(statute: Statute, organ: Organ, asking: Asking, day: date) -> Iterator[Violation]:
    """Tell why a body cannot take part: it is of no group, or not of those who may attend."""
    if not asking.name:
        yield Violation("EMPTY", "Qui serve un nome.", "name")
    groups = groups_of(statute, organ, day)
    group = group_of(asking, groups)
    if asking.sort is not None and group is None:
        names = listed([name for one in groups for name in one.includes or (one.name,)])
        message = f"«{asking.sort}» non è di alcun gruppo di {organ.name}; vi sono: {names}."
        yield said_by(organ, statute, "GROUP_UNKNOWN", message, "sort")
    for gate in gates(statute, organ, "ATTEND", day):
        if group is None and gate.open_to not in asking.categories:
            who = next((one.name for one in statute.categories if one.code == gate.open_to), "")
            message = f"Possono partecipare solo {who}."
            yield said_by(gate, statute, "NOT_OPEN_TO", message, "categories")


def gates(statute: Statute, organ: Organ, step: str, day: date) -> list[Gate]:
    """Give the gates of an organ for a step."""
    return [
        rule
        for rule in statute.adhesion
        if isinstance(rule, Gate)
        and (rule.organ, rule.step) == (organ.code, step)
        and rule.valid.period.covers(day)
    ]
