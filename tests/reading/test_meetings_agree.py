"""Meetings and the journal are answered as the slow executor does, whatever is asked of them."""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest
from graphql import validate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Select, Table, null, select, true

from ambiti.reading.binding import METADATA, Place
from ambiti.reading.guarding import Guard
from ambiti.reading.naming import Joins

from . import seed
from .agreeing import Comparison, compared
from .conftest import CONTRACT, Reading, machine
from .drawing import KNOWN, TODAYS, Case
from .queries import Asked, asked, cursor
from .test_contract_is_bound import ALL

EXAMPLES = int(os.environ.get("AMBITI_TEST_EXAMPLES", "60"))
WHO = ["", seed.CHIEF.name, seed.CHIEF.name, seed.MAYOR.name, seed.MEMBER_OF_TWO.name]
DOORS = (
    "Query.ambito",
    "Ambito.meetings",
    "Ambito.meetings",
    "Ambito.journal",
    "Ambito.tenures",
    "Ambito.acts",
    "Ambito.dispatches",
    "Ambito.calendar",
    "Ambito.fulfilments",
    "Ambito.organs",
)
HERE = {**KNOWN, "slug": ["aurora", "aurora", "aurora", "borea", "cometa"]}
CASES = st.tuples(asked(CONTRACT, HERE, DOORS), st.sampled_from(WHO), st.sampled_from(TODAYS))
READY = machine()


@pytest.fixture(scope="module")
async def comparison(reading: Reading) -> Comparison:
    return await compared(reading, TODAYS)


@given(case=CASES)
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="AMBITI_TEST_EXAMPLES" not in os.environ,
    suppress_health_check=list(HealthCheck),
)
async def test_what_is_below_an_ambito_is_answered_the_same(
    comparison: Comparison, case: Case
) -> None:
    assert validate(CONTRACT, comparison.documents.get(case[0].text).node) == []
    await comparison.agree(READY, *case)


MEETINGS = """query Prova(
  $slug: String!, $organ: String, $year: Int, $present: Boolean,
  $first: Int, $after: String, $last: Int, $before: String
) { ambito(slug: $slug) {
  meetings(
    organ: $organ, year: $year, first: $first, after: $after, last: $last, before: $before
  ) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node {
      id number year heldOn at place formation status convenedOn closedAt minutes
      quorum { present needed met told } source { document documentCode article words }
      organ { code name since }
      agenda { id position subject matter verb }
      roll(present: $present) { ...Seat attendances { id person delegated arrivedAt leftAt } }
      all: roll { id }
      votes {
        id position question status openedAt closedAt item { id }
        ballots { id choice seat { ...Seat } }
        decision {
          verdict told denominator of threshold present inFavour against abstained quorum
          fraction strict missing declaredUnder source { document documentCode article }
        }
      }
    } }
  }
} }
fragment Seat on RollEntry {
  id position label votes delegate weight source { document article }
  comune { name } subAmbito { code name }
}
"""
JOURNAL = """query Prova(
  $slug: String!, $act: String, $first: Int, $after: String, $last: Int, $before: String
) { ambito(slug: $slug) {
  journal(act: $act, first: $first, after: $after, last: $last, before: $before) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node {
      id number at act performedBy access mandate subject previousHash hash
      sources { document article }
    } }
  }
} }
"""
AURORA: dict[str, Any] = {"slug": "aurora"}
ZERO = "00000000-0000-0000-0000-000000000000"
ROUNDS: dict[str, list[dict[str, Any]]] = {
    MEETINGS: [
        *({"slug": slug, "first": 20} for slug in seed.SLUGS.values()),
        *({**AURORA, "first": 20, "present": there} for there in (True, False, None)),
        *({**AURORA, "organ": organ} for organ in ("ASSEMBLEA", "TAVOLO", "UDP", "NO")),
        *({**AURORA, "year": year, "last": 4} for year in (2021, 2023, 2024, 2025, 2**31 - 1)),
        {**AURORA, "organ": "ASSEMBLEA", "year": 2024},
        *({**AURORA, "after": cursor("2024-03-01", ZERO), "first": size} for size in range(4)),
        *({**AURORA, "before": cursor("2024-03-02", ZERO), "last": size} for size in range(4)),
        {**AURORA, "after": cursor("2022-01-01", ZERO), "before": cursor("2024-01-01", ZERO)},
    ],
    JOURNAL: [
        *({"slug": slug, "first": 20} for slug in seed.SLUGS.values()),
        *({**AURORA, "act": act} for act in ("convene_meeting", "close_vote", "CLOSE_VOTE", "")),
        *({**AURORA, "first": size, "after": cursor(2)} for size in range(5)),
        *({**AURORA, "last": size, "before": cursor(12)} for size in range(5)),
        {**AURORA, "act": "convene_meeting", "last": 1, "before": cursor(5)},
    ],
}


@pytest.mark.parametrize("day", TODAYS, ids=str)
@pytest.mark.parametrize("who", sorted(set(WHO)))
@pytest.mark.parametrize("text", [MEETINGS, JOURNAL], ids=["meetings", "journal"])
async def test_all_that_is_known_of_them_is_answered_the_same(
    comparison: Comparison, text: str, who: str, day: date
) -> None:
    assert validate(CONTRACT, comparison.documents.get(text).node) == []
    await comparison.agree(READY, Asked(text, tuple(ROUNDS[text])), who, day)


def values_of(name: str) -> set[str]:
    kind: Any = CONTRACT.type_map[name]
    return set(kind.values)


async def test_the_whole_of_the_seed_is_there_to_be_asked(comparison: Comparison) -> None:
    given = {**AURORA, "first": 20}
    asked_by = (seed.CHIEF.name, TODAYS[-1])
    met = json.loads(await comparison.found(READY, MEETINGS, given, *asked_by) or "")
    written = json.loads(await comparison.found(READY, JOURNAL, given, *asked_by) or "")
    nodes = [edge["node"] for edge in met["ambito"]["meetings"]["edges"]]
    votes = [vote for node in nodes for vote in node["votes"]]
    verdicts = {(vote["decision"] or {}).get("verdict") for vote in votes}
    choices = {ballot["choice"] for vote in votes for ballot in vote["ballots"]}
    assert {node["status"] for node in nodes} == values_of("MeetingStatus")
    assert verdicts == {None, *values_of("Verdict")}
    assert choices == {None, *values_of("Choice")}
    assert len(written["ambito"]["journal"]["edges"]) == 6


FORGED: dict[str, list[Any]] = {
    MEETINGS: [
        *(cursor(*told) for told in ((), ("2024-03-01",), ("2024-03-01", ZERO, 1), (5,))),
        *(cursor(*told) for told in (("2024-02-30", ZERO), (ZERO, "2024-03-01"), ("", ZERO))),
        *(cursor("2024-03-01", key) for key in ("", "zz", 7, None, ZERO[:-1], f"{ZERO}0")),
        *(cursor(day, ZERO) for day in (20240301, None, 1.5, "2024-03-01T00:00")),
        "zz",
        "",
    ],
    JOURNAL: [
        *(cursor(*told) for told in ((), (1, 2), ("1",), (1.0,), (None,), (True,), (2**31,))),
        "è",
        "",
    ],
}
SIZES: list[dict[str, Any]] = [
    {"first": 1, "last": 1},
    {"first": 21},
    {"last": 21},
    {"first": -1},
    {"last": -1},
]


@pytest.mark.parametrize("text", [MEETINGS, JOURNAL], ids=["meetings", "journal"])
async def test_a_page_that_cannot_be_is_refused_by_both(comparison: Comparison, text: str) -> None:
    wrong = [*SIZES, *({end: told} for told in FORGED[text] for end in ("after", "before"))]
    for end in wrong:
        case = (text, {**AURORA, **end}, seed.CHIEF.name, TODAYS[-1])
        assert (await comparison.found(READY, *case), end) == (None, end)
        assert (comparison.expected(*case), end) == (None, end)


# Faults put into the slices on purpose: the comparison must find each.

Patch = pytest.MonkeyPatch
Narrowed = Callable[..., Select[Any]]


def narrowing(patch: Patch, name: str, change: Callable[[Narrowed], Narrowed]) -> None:
    """Read a field in another way."""
    one = next(one for one in ALL if str(one) == name)
    changed = replace(one.source, narrow=change(one.source.narrow))
    declared = one.of.fields[one.name].extensions["strawberry-definition"]
    patch.setattr(declared, "metadata", {METADATA: changed})


def everything_is_visible(patch: Patch) -> None:
    patch.setattr(Guard, "visible", lambda *_: true())


def ordered_by(column: str) -> Callable[[Narrowed], Narrowed]:
    def change(narrow: Narrowed) -> Narrowed:
        return lambda place, **asked: (
            narrow(place, **asked).order_by(None).order_by(place.below.c[column])
        )

    return change


def without(argument: str) -> Callable[[Narrowed], Narrowed]:
    def change(narrow: Narrowed) -> Narrowed:
        return lambda place, **asked: narrow(
            place, **{name: told for name, told in asked.items() if name != argument}
        )

    return change


def of_any_tenant(_narrow: Narrowed) -> Narrowed:
    return lambda place, **_asked: place.select()


def of_the_day_of_reading(_narrow: Narrowed) -> Narrowed:
    def organ(place: Place) -> Select[Any]:
        same = place.below.c.ambito_id == place.above.c.ambito_id
        code = place.below.c.code == place.above.c.organ_code
        return place.select().where(same, code, place.holds(place.below))

    return organ


def once_there_always_there(narrow: Narrowed) -> Narrowed:
    def roll(place: Place, **asked: Any) -> Select[Any]:
        def also(table: Table) -> Any:
            kept = [column for column in table.c if column.name != "left_at"]
            return select(*kept, null().label("left_at")).subquery()

        return narrow(replace(place, also=also), **asked)

    return roll


FAULTS: dict[str, Callable[[Patch], None]] = {
    "everything is visible": everything_is_visible,
    **{
        f"{name} {change.__qualname__.partition('.')[0]} {number}": partial(
            narrowing, name=name, change=change
        )
        for number, (name, change) in enumerate(
            [
                ("Meeting.roll", ordered_by("label")),
                ("Meeting.agenda", ordered_by("id")),
                ("Meeting.votes", ordered_by("id")),
                ("Vote.ballots", ordered_by("choice")),
                ("RollEntry.attendances", ordered_by("person")),
                ("Meeting.roll", without("present")),
                ("Meeting.roll", once_there_always_there),
                ("Ambito.meetings", without("organ")),
                ("Ambito.meetings", without("year")),
                ("Ambito.journal", without("act")),
                ("Ambito.meetings", of_any_tenant),
                ("Meeting.organ", of_the_day_of_reading),
            ]
        )
    },
}


BY_NAME = [
    (Asked(text, tuple(rounds)), who, TODAYS[-1])
    for text, rounds in ROUNDS.items()
    for who in (seed.CHIEF.name, seed.MEMBER_OF_TWO.name)
]


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_fault_in_a_field_is_found(
    comparison: Comparison, fault: str, monkeypatch: Patch
) -> None:
    FAULTS[fault](monkeypatch)
    assert await comparison.differ(machine(), BY_NAME) is not None


def only_who_names_one_is_joined(patch: pytest.MonkeyPatch) -> None:
    def to(self: Joins, chosen: Any) -> Any:
        joined = self.rows
        for one, on in self.found:
            joined = joined.join(one, on)
        return chosen.select_from(joined)

    patch.setattr(Joins, "to", to)


async def test_a_seat_that_is_of_no_comune_stays_in_the_roll(
    comparison: Comparison, monkeypatch: pytest.MonkeyPatch
) -> None:
    only_who_names_one_is_joined(monkeypatch)
    wanted = Asked(MEETINGS, tuple(ROUNDS[MEETINGS]))
    cases = ((wanted, who, day) for who in sorted(set(WHO)) for day in TODAYS)
    assert await comparison.differ(machine(), cases) is not None
