"""The machine answers as a slow and obvious executor does, whatever is asked, by whomever."""

import os
from collections.abc import Callable
from datetime import date

import pytest
from graphql import validate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import true

from ambiti.reading import text
from ambiti.reading.binding import Place
from ambiti.reading.documents import Operation
from ambiti.reading.guarding import Guard
from ambiti.reading.paging import PagePrinter, position
from ambiti.reading.planning import PageLimits, Planner
from ambiti.reading.printing import Printer
from ambiti.territory.graph import populations

from . import seed
from .agreeing import Comparison, compared
from .conftest import CONTRACT, Reading, machine
from .drawing import KNOWN, TODAYS, WHO, corpus
from .queries import Asked, asked
from .reference.executing import without_resolver

EXAMPLES = int(os.environ.get("AMBITI_TEST_EXAMPLES", "150"))
CASES = st.tuples(asked(CONTRACT, KNOWN), st.sampled_from(WHO), st.sampled_from(TODAYS))


@pytest.fixture(scope="module")
async def comparison(reading: Reading) -> Comparison:
    return await compared(reading, TODAYS)


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


Patch = pytest.MonkeyPatch


def everything_is_visible(patch: Patch) -> None:
    patch.setattr(Guard, "visible", lambda *_: true())
    patch.setattr(Guard, "once", lambda *_: None)


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
    patch.setattr(PagePrinter, "_in_order", lambda _self, paged: position(paged).desc())


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
    ("fault", "doors"),
    [
        (everything_is_visible, ("Query.ambito", "Query.node")),
        (validity_is_not_asked, ("Query.ambito",)),
        (an_argument_is_lost, ("Query.ambiti",)),
        (the_day_does_not_go_down, ("Query.ambito", "Query.comune")),
        (pages_are_one_too_long, ("Query.ambiti",)),
        (pages_are_the_wrong_way_round, ("Query.ambiti",)),
        (a_cursor_is_within_its_page, ("Query.ambiti",)),
        (figures_come_in_another_order, ("Query.comune",)),
        (include_is_not_looked_at, ("Query.ambito",)),
        (plans_are_kept_whatever_the_variables, ("Query.ambito",)),
        (a_missing_node_leaves_no_trace, ("Query.nodes",)),
        (a_null_swallows_its_object, ("Query.ambito",)),
    ],
    ids=lambda given: getattr(given, "__name__", "-"),
)
async def test_an_injected_fault_is_found(
    comparison: Comparison,
    fault: Callable[[Patch], None],
    doors: tuple[str, ...],
    monkeypatch: Patch,
) -> None:
    cases = corpus(*doors)
    fault(monkeypatch)
    assert await comparison.differ(machine(), cases) is not None
