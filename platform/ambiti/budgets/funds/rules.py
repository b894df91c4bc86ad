"""What the documents say of funds: which there are in a year, for what, held and shared by whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ambiti.acting.refusing import Violation
from ambiti.governance.competence import right, said_by
from ambiti.statute.language.funds import Custody, Fund, OpenCatalogue
from ambiti.statute.language.rule import Rule
from ambiti.statute.language.statute import Statute
from ambiti.statute.naming import Names
from ambiti.statute.periods import Period


@dataclass(frozen=True, slots=True)
class Declared:
    """A fund as the documents declare it for a year."""

    rule: Fund
    custodian: str | None
    within: tuple[str, ...]
    """Every sum of funds that it is a part of, at any depth."""


@dataclass(frozen=True, slots=True)
class Added:
    """A source that the documents do not name, as it is to be added."""

    code: str
    name: str
    kind: str
    description: str
    purposes: tuple[str, ...]
    part_of: str | None


def in_year(rule: Rule, year: int) -> bool:
    """Tell whether a rule holds on some day of a year."""
    whole = Period(date(year, 1, 1), date(year + 1, 1, 1))
    return not rule.valid.period.within(whole).empty


def declared(statute: Statute, year: int) -> list[Declared]:
    """Tell the funds of a year, each with its custodian and the sums that it enters."""
    funds = [one for one in statute.funds if in_year(one, year)]
    keeper = next(
        (
            one.custodian
            for one in statute.fund_rules
            if isinstance(one, Custody) and in_year(one, year)
        ),
        None,
    )
    return [Declared(one, one.custodian or keeper, _within(one.code, funds)) for one in funds]


def _within(code: str, funds: list[Fund]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for inner in (queue := [code]):
        for one in funds:
            if inner in one.parts and one.code not in found:
                found[one.code] = None
                queue.append(one.code)
    return tuple(found)


def fund_of(statute: Statute, code: str, year: int) -> Fund | None:
    """Find a fund as the documents declare it for a year."""
    return next((one for one in statute.funds if one.code == code and in_year(one, year)), None)


def catalogue(statute: Statute, year: int, *, earmarked: bool) -> OpenCatalogue | None:
    """Find the rule that admits other sources; with a purpose, the one that wants a purpose."""
    rules = [
        one for one in statute.fund_rules if isinstance(one, OpenCatalogue) and in_year(one, year)
    ]
    wanted = [one for one in rules if one.earmarked == earmarked]
    return next(iter(wanted or rules), None)


def sharing(statute: Statute, year: int) -> str | None:
    """Tell who decides how sources that the documents do not name are shared, where it is said."""
    return next(
        (
            one.approved_by
            for one in statute.fund_rules
            if isinstance(one, OpenCatalogue) and one.approved_by and in_year(one, year)
        ),
        None,
    )


def addable(
    statute: Statute, year: int, given: Added, present: dict[str, bool]
) -> Iterator[Violation]:
    """Refuse a source that the documents do not admit; ``present``: the funds, and which are sums.

    A fund that the documents declare since the year was opened is as they declare it.
    """
    if given.code in present:
        yield Violation("FUND_PRESENT", f"Il fondo {given.code} c'è già nell'anno.", "code")
    if fund_of(statute, given.code, year) is not None:
        return
    rule = catalogue(statute, year, earmarked=bool(given.purposes))
    if rule is None:
        known = ", ".join(sorted(present)) or "nessuna"
        message = f"I documenti non ammettono altre fonti. Ammettono: {known}."
        yield Violation("UNKNOWN_SOURCE", message, "code")
    elif not given.description.strip():
        message = "Una fonte che i documenti non nominano è ammessa solo se descritta."
        yield said_by(rule, statute, "UNKNOWN_SOURCE", message, "description")
    if rule is not None and rule.earmarked and not given.purposes:
        message = "Ogni altra fonte ha il suo vincolo: serve per che cosa si spende."
        yield said_by(rule, statute, "PURPOSES_MISSING", message, "purposes")
    if given.part_of is not None and not present.get(given.part_of, False):
        sums = ", ".join(sorted(code for code, is_sum in present.items() if is_sum)) or "nessuno"
        message = f"{given.part_of} non è una somma di fondi dell'anno. Lo sono: {sums}."
        yield Violation("NOT_A_SUM", message, "partOf")
    yield from known_matters(statute, given.purposes, "purposes")


def known_matters(statute: Statute, purposes: tuple[str, ...], field: str) -> Iterator[Violation]:
    """Refuse a purpose that is no matter of the documents."""
    matters = Names.of(statute).declared("matter")
    for one in purposes:
        if one not in matters:
            message = f"«{one}» non è una materia dei documenti: {right(one, matters)}."
            yield Violation("MATTER_UNKNOWN", message, field)
