"""The machine answers as a slow and obvious executor does, whatever is asked, by whomever."""

import base64
import os
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import pytest
from graphql import validate
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded_with
from hypothesis import strategies as st
from sqlalchemy import true

from ambiti import resources
from ambiti.access.actor import ANYONE
from ambiti.contract import schema
from ambiti.reading import text
from ambiti.reading.binding import Place
from ambiti.reading.documents import Operation
from ambiti.reading.guarding import Guard
from ambiti.reading.paging import PagePrinter
from ambiti.reading.planning import PageLimits, Planner
from ambiti.reading.printing import Printer
from ambiti.territory.graph import populations

from . import seed
from .agreeing import Comparison
from .conftest import CONTRACT, Reading, actor_of, machine
from .queries import DAYS, Asked, asked, words
from .reference.executing import reference_schema, without_resolver
from .reference.fields import TABLE_OF, identifier
from .reference.rows import World

EXAMPLES = int(os.environ.get("AMBITI_TEST_EXAMPLES", "150"))
WHO = ["", *(person.name for person in seed.PEOPLE)]
TODAYS = [date.fromisoformat(day) for day in DAYS[2:]]


def all_ids() -> list[str]:
    """Give the identifiers of some rows of each type, and some that are of none."""
    found = [
        identifier("Comune", {"istat_code": "999001"}),
        identifier("Comune", {"istat_code": "000000"}),
    ]
    found += [identifier("Me", {"id": person.id}) for person in seed.PEOPLE[:2]]
    for ambito in seed.SLUGS:
        found.append(identifier("Ambito", {"ambito_id": ambito}))
        by_table: dict[str, list[Any]] = {}
        for table, row in [*seed.Tenant(ambito).rows(), *seed.mandates(ambito)]:
            by_table.setdefault(table.name, []).append(row)
        for kind, name in TABLE_OF.items():
            if kind not in {"Me", "Comune", "Ambito"}:
                found += [identifier(kind, row) for row in by_table.get(name, [])[:2]]
    return found


STRANGE_IDS = [
    "zz",
    *(
        base64.b64encode(text.encode()).decode()
        for text in ("Comune:5:999001", "Ambito:1:2", "Ambito:-99999999999:1", "Organ:1:x")
    ),
]
KNOWN = words([*all_ids(), *STRANGE_IDS], list(seed.SLUGS.values()), list(seed.COMUNI))
CASES = st.tuples(asked(CONTRACT, KNOWN), st.sampled_from(WHO), st.sampled_from(TODAYS))


@pytest.fixture(scope="module")
async def comparison(reading: Reading) -> Comparison:
    world = await World.load(reading.databases, resources.folder("policies"))
    actors = {("", day): ANYONE for day in TODAYS}
    for person in seed.PEOPLE:
        for day in TODAYS:
            actors[person.name, day] = await actor_of(reading.pool, person.identity, day)
    return Comparison(reading.pool, world, reference_schema(schema.as_str()), actors)


def test_the_reference_answers_every_field_of_the_contract() -> None:
    assert without_resolver(CONTRACT) == set()


READY = machine()


@given(case=CASES)
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="AMBITI_TEST_EXAMPLES" not in os.environ,
    suppress_health_check=list(HealthCheck),
)
async def test_machine_and_reference_answer_the_same(
    comparison: Comparison, case: tuple[Asked, str, date]
) -> None:
    assert validate(CONTRACT, comparison.documents.get(case[0].text).node) == []
    await comparison.agree(READY, *case)


STATUTE = """query Prova($year: Int!, $version: Int) { ambito(slug: "aurora") {
  organs {
    code
    composition { ruleCode rule seats pool designatedBy vote ...F source { words } }
    chair { office role elected substitute }
    decisionRules { matter majority { fraction strict denominator } quorum abstentions rounding }
    competences { organ matter verb requires } meetingsPerYear { minimum hardness }
    rules { code }
  }
  roles {
    code pool appointment { kind selectedBy appointedBy office } term prorogatio
    revocation { majority grounds } rules { text }
  }
  rules(mechanism: "M-06") { id code mechanism area kind subjectKind subjectCode since until }
  competences { verb organ }
  deadlines(year: $year) {
    ruleCode what kind dueOn opensOn closesOn waived standing
    events days months frequency hardness authors addressee
    since until status missing enforcement ambiguity source { article }
  }
  terms { instrument kind endsOn months event }
  funds { code name kind core restriction }
  allocationKeys { code kind reference { monthDay yearOffset } units }
  fixedAmounts { code amount per plus creditor payer }
  recess { instrument noticeBy noticeMonths addressee effect liability yearsAfter }
  privacyProfiles { instrument mode controllers rights purposes }
  disputes { kind forum organ majority }
  ambiguities { code options { code text } chosen { option by on motivation } affects }
  statute(version: $version) {
    number
    rules(area: "governance") { code area mechanism text enforcement status source { words } }
    diff(to: 1) { version text } later: diff(to: 9) { text }
  }
} }
fragment F on CompositionRule { text status missing enforcement ambiguity since until }
"""
YEARS = [{"year": year} for year in (2023, 2024, 2026, 1899, 2999, 3000, 2**31 - 1, -(2**31))]
VERSIONS = [{"year": 2025, "version": version} for version in (None, 1, 3, 4)]


@pytest.mark.parametrize("day", TODAYS, ids=str)
@pytest.mark.parametrize("who", ["", seed.CHIEF.name, seed.REGION.name])
async def test_all_that_a_statute_says_is_answered_the_same(
    comparison: Comparison, who: str, day: date
) -> None:
    assert validate(CONTRACT, comparison.documents.get(STATUTE).node) == []
    await comparison.agree(READY, Asked(STATUTE, (*YEARS, *VERSIONS)), who, day)


# Faults put into the machine on purpose: the comparison must find each.


@cache
def corpus(*roots: str) -> list[tuple[Asked, str, date]]:
    """Draw queries that begin with these fields, without asking them."""
    drawn: list[tuple[Asked, str, date]] = []
    cases = st.tuples(asked(CONTRACT, KNOWN, roots), st.sampled_from(WHO), st.sampled_from(TODAYS))

    @seeded_with(7)
    @given(case=cases)
    @settings(
        max_examples=100,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def draw(case: tuple[Asked, str, date]) -> None:
        drawn.append(case)

    draw()
    return drawn


Patch = pytest.MonkeyPatch


def everything_is_visible(patch: Patch) -> None:
    patch.setattr(Guard, "visible", lambda *_: true())


def validity_is_not_asked(patch: Patch) -> None:
    patch.setattr(Place, "holds", lambda *_: true())


def an_argument_is_lost(patch: Patch) -> None:
    terms = Printer.terms
    patch.setattr(
        Printer,
        "terms",
        lambda self, given: terms(self, {n: g for n, g in given.items() if n != "region"}),
    )


def the_day_does_not_go_down(patch: Patch) -> None:
    patch.setattr(Printer, "day_of", lambda _self, _arguments, level: level)


def pages_are_one_too_long(patch: Patch) -> None:
    size = PageLimits.size
    patch.setattr(PageLimits, "size", lambda *given: size(*given) + 1)


def pages_are_the_wrong_way_round(patch: Patch) -> None:
    patch.setattr(PagePrinter, "_in_order", lambda _self, paged: paged.c.position.desc())


def a_cursor_is_within_its_page(patch: Patch) -> None:
    beyond = PagePrinter._beyond  # noqa: SLF001
    patch.setattr(
        PagePrinter,
        "_beyond",
        lambda *given, ahead, **_inclusive: beyond(*given, ahead=ahead, inclusive=True),
    )


def figures_come_in_another_order(patch: Patch) -> None:
    precedence = populations.precedence
    patch.setattr(populations, "precedence", lambda rows: -precedence(rows))


def include_is_not_looked_at(patch: Patch) -> None:
    patch.setattr(Planner, "_included", lambda *_: True)


def plans_are_kept_whatever_the_variables(patch: Patch) -> None:
    patch.setattr(Operation, "shape", lambda *_: ())


def a_missing_node_leaves_no_trace(patch: Patch) -> None:
    first = Printer._first_alternative  # noqa: SLF001
    patch.setattr(
        Printer,
        "_first_alternative",
        lambda *given, **_missing: first(*given, missing=False),
    )


def a_null_swallows_its_object(patch: Patch) -> None:
    patch.setattr(text, "or_null", lambda value: value)


@pytest.mark.parametrize(
    ("fault", "roots"),
    [
        (everything_is_visible, ()),
        (validity_is_not_asked, ("ambito",)),
        (an_argument_is_lost, ("ambiti",)),
        (the_day_does_not_go_down, ("ambito",)),
        (pages_are_one_too_long, ("ambiti",)),
        (pages_are_the_wrong_way_round, ("ambiti",)),
        (a_cursor_is_within_its_page, ("ambiti",)),
        (figures_come_in_another_order, ("comune",)),
        (include_is_not_looked_at, ("ambito",)),
        (plans_are_kept_whatever_the_variables, ("ambito",)),
        (a_missing_node_leaves_no_trace, ("nodes",)),
        (a_null_swallows_its_object, ("ambito",)),
    ],
    ids=lambda given: getattr(given, "__name__", "-"),
)
async def test_an_injected_fault_is_found(
    comparison: Comparison,
    fault: Callable[[Patch], None],
    roots: tuple[str, ...],
    monkeypatch: Patch,
) -> None:
    cases = corpus(*roots)
    fault(monkeypatch)
    faulty = machine()

    async def compare() -> None:
        for case in cases:
            await comparison.agree(faulty, *case)

    with pytest.raises(AssertionError):
        await compare()
