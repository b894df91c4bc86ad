"""Of how many a majority is taken: where the text allows two numbers, both are told."""

from collections.abc import Iterator

from ambiti.statute import facts
from ambiti.statute.checking import Rules, Violation
from ambiti.statute.gazetteer import Gazetteer
from ambiti.statute.language.composition import ComuniOfUnit, EveryComune, OfficeOfEach
from ambiti.statute.language.decisions import MajorityDecision
from ambiti.statute.language.disputes import OrganDispute
from ambiti.statute.language.instruments import Instrument
from ambiti.statute.language.organs import Organ
from ambiti.statute.language.statute import Statute
from ambiti.statute.majorities import votes_needed
from ambiti.statute.problems import Path, at

Counted = MajorityDecision | OrganDispute
_OF_SEATS = frozenset({"COMPONENTS", "ALL_ASSOCIATED_COMUNI"})


def denominators_are_unique(statute: Statute) -> Iterator[Violation]:
    """A majority of all is of one number: not of comuni or else of the bodies that signed."""
    readings = {ambiguity.code: ambiguity.reading for ambiguity in statute.ambiguities}
    instruments = {instrument.code: instrument for instrument in statute.instruments}
    for number, organ in enumerate(statute.organs):
        seats = next((one for one in organ.composition if isinstance(one, OfficeOfEach)), None)
        if seats is None:
            continue
        for path, rule in _majorities(statute, number, organ):
            instrument = instruments.get(
                seats.instrument or getattr(rule, "instrument", None) or organ.instrument or ""
            )
            comuni = _comuni(statute, seats)
            signers = _signers(statute, instrument, comuni) if instrument else len(comuni)
            if not comuni or signers == len(comuni):
                continue
            code = rule.ambiguity or seats.ambiguity
            counts = [
                votes_needed(rule.fraction, count, strict=rule.strict)
                for count in (len(comuni), signers)
            ]
            reading = f"; lettura in vigore: {readings[code]}" if code in readings else ""
            yield Violation(
                path,
                code or "DENOMINATOR_NOT_UNIQUE",
                f"i voti che servono sono {counts[0]} se si contano i {len(comuni)} comuni, "
                f"{counts[1]} se si contano i {signers} enti firmatari{reading}",
                "«seat_policy»: BY_COMUNE o BY_SIGNATORY, e la scelta in «ambiguities»",
                severity="warning",
                period=rule.valid.period,
            )


def _majorities(statute: Statute, number: int, organ: Organ) -> Iterator[tuple[Path, Counted]]:
    for index, rule in enumerate(organ.decisions):
        if isinstance(rule, MajorityDecision) and rule.of in _OF_SEATS:
            yield at("organs", number, "decisions", index), rule
    for index, dispute in enumerate(statute.disputes):
        if not isinstance(dispute, OrganDispute) or dispute.organ != organ.code:
            continue
        if dispute.of in _OF_SEATS:
            yield at("disputes", index), dispute


def _comuni(statute: Statute, seats: OfficeOfEach) -> set[str]:
    if isinstance(seats.over, ComuniOfUnit):
        unit = seats.over.unit
        entries = facts.entries(statute)
        return {one.istat for entry in entries if entry.unit.code == unit for one in entry.comuni}
    if isinstance(seats.over, EveryComune):
        return {member.comune.istat for member in facts.memberships(statute)}
    return set()


def _signers(statute: Statute, instrument: Instrument, comuni: set[str]) -> int:
    """Count who signed for these comuni: each for itself, or a body in the place of several."""
    gazetteer, bodies = Gazetteer.of(statute), facts.bodies(statute)
    alone = {
        istat
        for party in instrument.parties
        if party.kind == "COMUNI"
        for istat in gazetteer.istat(party.comuni)
    } & comuni
    represented = [
        set(gazetteer.istat(bodies[party.body].comuni)) & comuni - alone
        for party in instrument.parties
        if party.kind == "BODY" and party.body in bodies
    ]
    stands_in = [covered for covered in represented if covered]
    covered_by_all = alone.union(*stands_in)
    if covered_by_all != comuni:
        return len(comuni)
    return len(alone) + len(stands_in)


def matters_have_one_majority(statute: Statute) -> Iterator[Violation]:
    """An organ decides a matter with one majority at a time, and counts seats in one way."""
    for number, organ in enumerate(statute.organs):
        seen: list[MajorityDecision] = []
        for index, rule in enumerate(organ.decisions):
            if not isinstance(rule, MajorityDecision):
                continue
            path = at("organs", number, "decisions", index)
            if any(_contradicts(rule, other) for other in seen):
                yield _two_majorities(path, rule)
            seen.append(rule)
            yield from _seats_agree(path, rule, organ)


def _contradicts(rule: MajorityDecision, other: MajorityDecision) -> bool:
    same_days = other.valid.period.overlaps(rule.valid.period)
    return same_days and other.matter == rule.matter and _told(other) != _told(rule)


def _told(rule: MajorityDecision) -> tuple[object, ...]:
    return rule.fraction, rule.strict, rule.of, rule.quorum, rule.weight


def _two_majorities(path: Path, rule: MajorityDecision) -> Violation:
    return Violation(
        path,
        rule.ambiguity or "TWO_MAJORITIES",
        "per la stessa materia, negli stessi giorni, c'è già un'altra maggioranza",
        "una sola, oppure «valid» con giorni diversi",
        severity="warning",
        value=rule.matter,
    )


def _seats_agree(path: Path, rule: MajorityDecision, organ: Organ) -> Iterator[Violation]:
    policies = {one.seat_policy for one in organ.composition if isinstance(one, OfficeOfEach)}
    if rule.seat_policy is not None and policies and rule.seat_policy not in policies:
        (policy, *_) = sorted(policies)
        yield Violation(
            (*path, "seat_policy"),
            rule.ambiguity or "DENOMINATOR_NOT_UNIQUE",
            f"qui i posti si contano {rule.seat_policy}, nella composizione {policy}",
            policy,
            severity="warning",
            value=rule.seat_policy,
        )


DENOMINATORS = Rules(single=(denominators_are_unique, matters_have_one_majority))
