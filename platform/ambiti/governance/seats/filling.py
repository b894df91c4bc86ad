"""Which seats each rule of composition gives on a day, or what is missing to know them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ambiti.governance.seats.calling import Calling
from ambiti.governance.seats.eligibility import Eligibility, bound_to
from ambiti.governance.seats.gates import Gates
from ambiti.governance.seats.grouping import Grouping
from ambiti.governance.seats.places import Places
from ambiti.governance.seats.seat import Bound, Cited, Designator, Eligible, Missing, Seat
from ambiti.governance.seats.signing import Signing
from ambiti.statute.language import composition as c
from ambiti.statute.language.organs import Organ
from ambiti.statute.language.statute import Statute
from ambiti.statute.rulebook.italian import articled

Found = Iterator[Seat | Missing]


@dataclass(frozen=True, slots=True)
class Slot:
    """What seats are made from: the rule, its place in the composition, and who holds them."""

    rule: Any
    position: int
    holder: str
    bound: Bound
    pool: tuple[Eligible, ...] = ()
    pool_name: str | None = None
    designator: Designator | None = None


class Filling:
    """Makes the seats of one organ on one day."""

    def __init__(self, statute: Statute, day: date, organ: Organ) -> None:
        """Prepare to find places and names."""
        self._organ = organ
        self._places = Places(statute, day, organ)
        self._eligible = Eligibility(self._places)
        self._calling = Calling(statute)
        self._grouping = Grouping(self._places, self._eligible, self._calling)
        self._gates = Gates(statute, day, organ.code)
        self._ways: dict[type, Callable[[Any, int], Found]] = {
            c.OfficeOfEach: self._each,
            c.NPerGroup: self._per_group,
            c.OnePerGroup: self._per_group,
            c.ExOfficio: self._of_right,
            c.Designated: self._designated,
            c.CappedCategory: self._capped,
            c.Appointed: self._appointed,
            c.AllWithStatus: self._all,
            c.OpenOnRequest: self._on_request,
            c.Invited: self._guest,
            c.Participant: self._guest,
            c.Conditional: self._conditional,
            c.FunctionSeat: self._function,
            c.UnknownComposition: self._unknown,
        }

    def of(self, rule: c.Composition, position: int) -> Found:
        """A rule gives its seats in the order of the text; a total gives none of its own."""
        if not isinstance(rule, c.TotalCap):
            yield from self._ways[type(rule)](rule, position)

    def by_right(self, rule: c.TotalCap, position: int, seats: Sequence[Seat]) -> Found:
        """Whoever is named as one of the total has a seat, unless a rule gave it already."""
        if rule.including is None:
            return
        pool = self._eligible.of(rule.including)
        if any(one.component and one.pool and set(one.pool) <= set(pool) for one in seats):
            return
        slot = self._slot(rule, position, rule.including)
        yield from self._seats(slot, self._calling.name(rule.including))

    def _seats(
        self, slot: Slot, label: str, n: int | None = None, numbered: str | None = None
    ) -> Iterator[Seat]:
        """Make one seat without a number, or ``n`` numbered ones."""
        rule = slot.rule
        group = f"{self._organ.code}/{slot.position}:{rule.kind}/{slot.holder}"
        for ordinal in range(1, (n or 1) + 1):
            seat = Seat(
                key=f"{group}/{ordinal}" if n else group,
                group=group,
                label=(numbered or label).replace("{}", str(ordinal)) if n and n > 1 else label,
                rule=rule.kind,
                standing="COMPONENT",
                bound=slot.bound,
                source=Cited.of(rule),
                pool=slot.pool,
                pool_name=slot.pool_name,
                designator=slot.designator,
                delegate=getattr(rule, "delegate", "NOT_STATED"),
                vote=rule.vote,
                formation=rule.formation,
                exclusive=getattr(rule, "exclusive", False),
            )
            yield replace(seat, gates=self._gates.of(seat))

    def _each(self, rule: c.OfficeOfEach, position: int) -> Found:
        found = Signing(self._places).over(rule)
        for place in found.places:
            if place.kind == "BODY":
                pool = self._eligible.of(place.code)
            else:
                inside = self._places.within(place.code) if place.kind == "UNIT" else (place.code,)
                pool = self._eligible.of(rule.office, inside, place.code)
            label = self._calling.of_place(rule.office, place)
            slot = Slot(rule, position, place.code, bound_to(place), pool, label)
            yield from self._seats(slot, label)
        if found.unsigned:
            names = ", ".join(one.name for one in found.unsigned)
            yield Missing("NOT_SIGNED", f"chi ha firmato per: {names}", Cited.of(rule))
        elif not found.places:
            yield Missing("NO_GROUP", "gli enti che quel giorno danno un posto", Cited.of(rule))

    def _per_group(self, rule: c.NPerGroup | c.OnePerGroup, position: int) -> Found:
        groups = list(self._grouping.of(rule.group))
        among = f", fra {self._calling.among(rule.pool)}" if rule.pool else ""
        for group in groups:
            pool = self._eligible.any_of(rule.pool, group.within, group.unit) or group.own
            by = self._designator(rule.designated_by, group.unit)
            how = "" if among else self._designated_by(rule.designated_by, "designato", group.unit)
            pool_name = self._calling.among(rule.pool) if rule.pool else None
            slot = Slot(rule, position, group.key, group.bound, pool, pool_name, by)
            preposition = "di" if group.bound.kind == "UNIT" else "per"
            tail = f"{preposition} {group.name}{among}{how}"
            n = rule.n if isinstance(rule, c.NPerGroup) else None
            yield from self._seats(slot, f"componente {tail}", n, f"componente {{}} {tail}")
        if not groups:
            yield Missing("NO_GROUP", "i gruppi che quel giorno danno un posto", Cited.of(rule))

    def _of_right(self, rule: c.ExOfficio, position: int) -> Found:
        for slot, name in self._holders(rule, position, rule.holder):
            yield from self._seats(slot, name)

    def _designated(self, rule: c.Designated, position: int) -> Found:
        tail = self._designated_by(rule.designated_by, "designato").removeprefix(", ")
        own = (rule.category,) if rule.category else ()
        for category in own:
            tail += f", per {articled(self._calling.category(category))}"
        holder = rule.category or rule.designated_by
        slot = Slot(
            rule,
            position,
            holder,
            self._eligible.bound(holder),
            self._eligible.any_of(rule.pool or own),
            self._calling.among(rule.pool or own) or None,
            self._designator(rule.designated_by),
        )
        yield from self._seats(slot, f"componente {tail}", rule.n, f"componente {{}} {tail}")

    def _capped(self, rule: c.CappedCategory, position: int) -> Found:
        for category in dict.fromkeys(rule.categories):
            slot = self._slot(rule, position, category)
            tail = f"per {articled(self._calling.category(category))}"
            label = f"rappresentante {tail}"
            yield from self._seats(slot, label, rule.cap, f"rappresentante {{}} {tail}")
        what = f"quanti rappresentanti siano, al più {rule.cap} per categoria"
        yield Missing("UP_TO", what, Cited.of(rule))

    def _appointed(self, rule: c.Appointed, position: int) -> Found:
        how = self._designated_by(rule.appointed_by, "incaricato").removeprefix(", ")
        tail = f", {how}" if rule.role else f" {how}"
        name = self._calling.name(rule.role) if rule.role else "componente"
        holder = rule.role or rule.appointed_by
        slot = Slot(
            rule,
            position,
            holder,
            self._eligible.bound(holder),
            self._eligible.of(rule.role) if rule.role else (),
            self._calling.name(rule.role) if rule.role else None,
            self._designator(rule.appointed_by),
        )
        yield from self._seats(slot, f"{name}{tail}", rule.n, f"{name} {{}}{tail}")

    def _all(self, rule: c.AllWithStatus, position: int) -> Found:
        name = self._calling.category(rule.category)
        found = [place for who in rule.of for place in self._places.meant(who)]
        for place in dict.fromkeys(found) if rule.of else (None,):
            own = (place.code,) if place else ()
            pool = self._eligible.of(rule.category, own)
            bound = bound_to(place) if place else Bound("CATEGORY", rule.category)
            holder = f"{rule.category}@{place.code}" if place else rule.category
            slot = Slot(rule, position, holder, bound, pool, name)
            label = f"{name}: {place.name}" if place else name
            yield from _several(self._seats(slot, label))
        yield Missing("OPEN_NUMBER", f"quante persone siano: {name}", Cited.of(rule))

    def _on_request(self, rule: c.OpenOnRequest, position: int) -> Found:
        for category in dict.fromkeys(rule.categories):
            slot = self._slot(rule, position, category)
            label = f"chi ne fa richiesta, fra {articled(self._calling.category(category))}"
            seats = (replace(one, standing="OPEN_ON_REQUEST") for one in self._seats(slot, label))
            yield from _several(seats)
        yield Missing("OPEN_NUMBER", "quanti chiederanno di partecipare", Cited.of(rule))

    def _guest(self, rule: c.Invited | c.Participant, position: int) -> Found:
        invited = isinstance(rule, c.Invited)
        several = invited and self._eligible.is_category(rule.who)
        n = rule.n if isinstance(rule, c.Participant) else None
        for slot, name in self._holders(rule, position, rule.who):
            label = f"{name}, {'su invito' if invited else 'che partecipa'}"
            for seat in self._seats(slot, label, n, f"{label} ({{}})"):
                yield replace(
                    seat,
                    standing="INVITED" if invited else "PARTICIPANT",
                    several=several,
                    area=getattr(rule, "area", None),
                )

    def _conditional(self, rule: c.Conditional, position: int) -> Found:
        event = self._calling.event(rule.event)
        for slot, name in self._holders(rule, position, rule.who):
            label = f"{name}, solo se: {event}"
            for seat in self._seats(slot, label, rule.n, f"{name} ({{}}), solo se: {event}"):
                yield replace(seat, standing="CONDITIONAL", condition=rule.event)

    def _function(self, rule: c.FunctionSeat, position: int) -> Found:
        name = self._calling.category(rule.function)
        bound = Bound("ROLE", rule.role) if rule.role else Bound("CATEGORY", rule.function)
        pool = self._eligible.of(rule.role) if rule.role else ()
        who = self._calling.name(rule.role) if rule.role else None
        slot = Slot(rule, position, rule.function, bound, pool, who)
        head = f"{who}, unità" if who else "unità"
        label = f"{head} con la funzione: {name}"
        yield from self._seats(slot, label, rule.n, f"{head} {{}} con la funzione: {name}")

    def _unknown(self, rule: c.UnknownComposition, _: int) -> Found:
        title = self._calling.document(rule.document) if rule.document else None
        yield Missing("UNKNOWN", rule.missing, Cited.of(rule), rule.document, title)

    def _holders(self, rule: Any, position: int, who: str) -> Iterator[tuple[Slot, str]]:
        """One seat for an office or a body; one for each where the text says «ciascuno»."""
        several = self._places.each(who)
        if several is None:
            yield self._slot(rule, position, who), self._calling.name(who)
            return
        for place in several:
            pool = self._eligible.of(place.code) if place.kind != "COMUNE" else ()
            pool = pool or (Eligible(None, (place.code,)),)
            yield Slot(rule, position, place.code, bound_to(place), pool, place.name), place.name

    def _slot(self, rule: Any, position: int, who: str) -> Slot:
        name, pool = self._calling.name(who), self._eligible.of(who)
        return Slot(rule, position, who, self._eligible.bound(who), pool, name)

    def _designator(self, who: str | None, unit: str | None = None) -> Designator | None:
        if who is None:
            return None
        name = self._calling.who(who, self._places.meant(who, unit))
        return self._eligible.designator(who, name, unit)

    def _designated_by(self, who: str | None, verb: str, unit: str | None = None) -> str:
        if who is None:
            return ""
        return f", {verb} {self._calling.by(who, self._places.meant(who, unit))}"


def _several(seats: Iterator[Seat]) -> Iterator[Seat]:
    return (replace(one, several=True) for one in seats)
