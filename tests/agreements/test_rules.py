"""Instruments: who may sign, in which order, and what they are on each day."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ambiti.agreements.rules import parties_are_entitled
from ambiti.agreements.terms import status_warnings, statuses
from ambiti.statute.checking import Report
from ambiti.statute.language import Statute
from ambiti.statute.lifetimes import ending
from ambiti.statute.loading import load_or_raise
from ambiti.statute.periods import END

Checked = Callable[..., Report]
Read = Callable[..., Statute]

OPEN = "term: {kind: OPEN}"
EVENT = ("provinces:", "events:\n  - {code: PDZ, name: nuovo Piano, source: {document: CONV}%s}\n"
         "provinces:")  # fmt: skip
THREE = """\
ambiguities:
  - code: AMB-01
    question: Quando finisce?
    source: {document: CONV, article: "10"}
    options:
      - {code: STATED_END, text: come scritto}
      - {code: COMPUTED_END, text: come calcolato}
      - {code: CONTESTED, text: contestato}
    chosen: {option: %s, by: prova, on: 2026-01-01, motivation: prova}
provinces:"""


def line(statute: Statute, code: str = "CONV") -> list[tuple[str, str, str]]:
    instrument = next(item for item in statute.instruments if item.code == code)
    return [
        (one.status, one.period.since.isoformat(), one.period.until.isoformat())
        for one in statuses(instrument, statute)
    ]


def on(statute: Statute, day: date, code: str = "CONV") -> str | None:
    instrument = next(item for item in statute.instruments if item.code == code)
    found = (one.status for one in statuses(instrument, statute) if one.period.covers(day))
    return next(found, None)


@pytest.mark.parametrize(
    ("old", "new", "code", "path"),
    [
        ("{kind: COMUNI, comuni: [Crema, Gombito, Ticengo]}\norgans",
         "{kind: COMUNI, comuni: [Crema, Desio]}\norgans", "PARTY_NOT_IN_TERRITORY",
         "instruments[0].parties[0].comuni[1]"),
        ("signed_on: 2012-03-30", "signed_on: 2012-03-27", "SIGNATURE_BEFORE_APPROVAL",
         "instruments[0].signed_on"),
        ("published: true", "published: true\n    expected_parties: 4", "COUNT_DIFFERS",
         "instruments[0].expected_parties"),
        ("published: true", "published: true\n    parent: {document: CON}", "UNKNOWN_DOCUMENT",
         "instruments[0].parent.document"),
        (OPEN, "term: {kind: LATER_OF, end: 2020-12-31, event: PDZ}", "UNKNOWN_EVENT",
         "instruments[0].term.event"),
        ("{kind: COMUNI, comuni: [Crema, Gombito, Ticengo]}\norgans",
         "{kind: BODY, body: ASL}\norgans", "UNKNOWN_CODE", "instruments[0].parties[0].body"),
        ("published: true", "published: true\n    adoption: {required: GIUNTA, on: 2012-03-01, "
         "source: {document: CONV}}", "NOT_APPROVED", "instruments[0].adoption.on"),
    ],
)  # fmt: skip
def test_it_is_an_error(checked: Checked, old: str, new: str, code: str, path: str) -> None:
    assert (code, path) in {(p.code, p.path) for p in checked((old, new)).errors}


def test_only_the_capofila_signs_for_its_ambito(tenants: dict[str, Statute]) -> None:
    file = Path(__file__).parents[2] / "tenants" / "monza_brianza.yaml"
    text = file.read_text().replace(
        "unit: CARATE, comune: Biassono", "unit: CARATE, comune: Carate Brianza"
    )
    wrong = load_or_raise(text, "x.yaml").statute
    assert [(v.code, v.right) for v in parties_are_entitled(wrong)] == [
        ("NOT_CAPOFILA", "Biassono")
    ]
    assert list(parties_are_entitled(tenants["monza-brianza"])) == []


def test_a_parent_that_was_not_supplied_is_told(checked: Checked) -> None:
    report = checked(("published: true", "published: true\n    parent: {document: LEGGE}"))
    assert [p.code for p in report.warnings] == ["PARENT_NOT_LOADED"]


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        ("CONTESTED", ["SIGNED", "IN_FORCE", "IN_FORCE_CONTESTED", "EXPIRED"]),
        ("STATED_END", ["SIGNED", "IN_FORCE", "EXPIRED"]),
        ("COMPUTED_END", ["SIGNED", "IN_FORCE", "EXPIRED"]),
    ],
)
def test_a_contradictory_end_follows_the_reading_in_force(
    statute: Read, option: str, expected: list[str]
) -> None:
    term = "term: {kind: STATED, months: 36, end: 2014-03-31, ambiguity: AMB-01}"
    read = statute((OPEN, term), ("provinces:", THREE % option))
    assert [status for status, *_ in line(read) if status != "NOT_IN_FORCE"] == expected
    assert on(read, date(2014, 3, 31)) == "IN_FORCE"
    assert on(read, date(2015, 4, 1)) == "EXPIRED"
    (told,) = status_warnings(read)
    assert (told.code, told.severity) == ("AMB-01", "warning")
    assert "31 marzo 2015" in told.message
    assert "31 marzo 2014" in told.message


def test_the_readings_of_a_contradiction_are_those_that_the_status_is_made_from(
    checked: Checked,
) -> None:
    term = "term: {kind: STATED, months: 36, end: 2014-03-31, ambiguity: AMB-01}"
    wrong = (THREE % "CONTESTED").replace("COMPUTED_END", "OTHER_END")
    assert "WRONG_OPTIONS" in {p.code for p in checked((OPEN, term), ("provinces:", wrong)).errors}


@pytest.mark.parametrize(
    ("kind", "happened", "last"),
    [
        ("LATER_OF", "2021-12-14", date(2021, 12, 14)),
        ("LATER_OF", "2020-11-01", date(2020, 12, 31)),
        ("LATER_OF", None, None),
        ("EARLIER_OF", "2020-11-20", date(2020, 11, 20)),
        ("EARLIER_OF", "2021-11-20", date(2020, 12, 31)),
        ("EARLIER_OF", None, date(2020, 12, 31)),
    ],
)
def test_a_term_that_waits_for_an_event(
    statute: Read, kind: str, happened: str | None, last: date | None
) -> None:
    event = EVENT[1] % (f", happened_on: {happened}" if happened else "")
    read = statute(
        (EVENT[0], event), (OPEN, f"term: {{kind: {kind}, end: 2020-12-31, event: PDZ}}")
    )
    end = ending(read.instruments[0], read)
    assert end is not None
    assert end.on == last
    told = [v for v in status_warnings(read) if v.code == "EVENT_MISSING"]
    assert len(told) == (1 if last is None else 0)
    assert all(v.period.since == date(2021, 1, 1) for v in told)


def test_blank_dates_make_a_draft_that_runs_no_clock(tenants: dict[str, Statute]) -> None:
    cremasco = tenants["cremasco"]
    assert line(cremasco, "CONV-SUB4") == [("DRAFT_INCOMPLETE", "2019-10-30", END.isoformat())]
    told = {v.code: v.message for v in status_warnings(cremasco)}
    assert "la data della firma, 9 deliberazioni" in told["AMB-24"]


def test_a_draft_whose_end_is_known_expires_all_the_same(tenants: dict[str, Statute]) -> None:
    monza = tenants["monza-brianza"]
    assert on(monza, date(2024, 12, 31), "MB-2024") == "DRAFT_INCOMPLETE"
    assert on(monza, date(2025, 1, 1), "MB-2024") == "EXPIRED"


def test_signatures_count_one_by_one(statute: Read) -> None:
    parties = ("{kind: COMUNI, comuni: [Crema, Gombito, Ticengo]}\norgans",
               "{kind: COMUNI, comuni: [Crema, Gombito], signed_on: 2012-03-30}\n"
               "      - {kind: COMUNI, comuni: [Ticengo]%s}\norgans")  # fmt: skip
    unsigned = ("    signed_on: 2012-03-30\n    in_force: {kind: DATE, on: 2012-04-01}",
                "    in_force: {kind: SIGNATURE}")  # fmt: skip
    partly = statute(unsigned, (parties[0], parties[1] % ""))
    wholly = statute(unsigned, (parties[0], parties[1] % ", signed_on: 2012-04-03"))
    assert on(partly, date(2013, 1, 1)) == "DRAFT_INCOMPLETE"
    assert "firme: 1 su 3" in next(iter(status_warnings(partly))).message
    assert on(wholly, date(2012, 4, 2)) == "NOT_IN_FORCE"
    assert on(wholly, date(2012, 4, 3)) == "IN_FORCE"


@pytest.mark.parametrize(
    ("slug", "code", "day", "status"),
    [
        ("cremasco", "ADP-2012", date(2012, 6, 1), "IN_FORCE"),
        ("cremasco", "ADP-2012", date(2014, 3, 31), "IN_FORCE"),
        ("cremasco", "ADP-2012", date(2014, 6, 30), "IN_FORCE_CONTESTED"),
        ("cremasco", "ADP-2012", date(2015, 3, 31), "IN_FORCE_CONTESTED"),
        ("cremasco", "ADP-2012", date(2015, 4, 1), "EXPIRED"),
        ("carate", "CONV-UDP", date(2028, 12, 31), "IN_FORCE"),
        ("carate", "CONV-UDP", date(2029, 1, 1), "EXPIRED"),
        ("lecce", "REG-UDP", date(2018, 9, 23), "NOT_IN_FORCE"),
        ("lecce", "REG-UDP", date(2018, 9, 24), "IN_FORCE"),
    ],
)
def test_what_it_was_that_day(
    tenants: dict[str, Statute], slug: str, code: str, day: date, status: str
) -> None:
    assert on(tenants[slug], day, code) == status


@given(
    months=st.integers(1, 120),
    stated=st.dates(date(2012, 4, 1), date(2025, 1, 1)),
    option=st.sampled_from(["CONTESTED", "STATED_END", "COMPUTED_END"]),
)
def test_from_its_first_day_an_instrument_is_one_thing_on_each_day(
    statute: Read, months: int, stated: date, option: str
) -> None:
    term = f"term: {{kind: STATED, months: {months}, end: {stated}, ambiguity: AMB-01}}"
    read = statute((OPEN, term), ("provinces:", THREE % option))
    found = statuses(read.instruments[0], read)
    assert found[0].period.since == date(2012, 3, 28)
    assert found[-1].period.until == END
    for one, following in pairwise(found):
        assert one.period.until == following.period.since
