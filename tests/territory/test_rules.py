"""The territory: spellings, partitions, who leads, who stands in, who disagrees."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ambiti.statute import facts
from ambiti.statute.checking import Report, Rules, check
from ambiti.statute.language import Statute
from ambiti.statute.loading import load
from ambiti.statute.periods import months_after
from ambiti.territory.rules import RULES
from ambiti.territory.units import partitions_close

Checked = Callable[..., Report]
Written = Callable[..., str]

GOMITO = ("name: Gombito, belfiore: E082, province: CR}",
          "name: Gombito, belfiore: E082, province: CR, aliases: [{spelling: Gomito, "
          'source: {document: CONV, article: "3"}}]}')  # fmt: skip


def codes(report: Report) -> set[tuple[str, str]]:
    return {(p.code, p.path) for p in report.errors}


def test_another_spelling_is_the_same_comune_with_a_warning_and_never_a_new_one(
    checked: Checked,
) -> None:
    report = checked(GOMITO, ("comuni: [Crema, Gombito]", "comuni: [Crema, Gomito]"))
    assert report.errors == ()
    assert [(p.code, p.path) for p in report.warnings] == [
        ("ALIAS_USED", "units[1].members[0].comuni[1]")
    ]


def test_the_same_comune_under_two_spellings_is_told(checked: Checked) -> None:
    report = checked(GOMITO, ("comuni: [Crema, Gombito, Ticengo]", "comuni: [Gomito, Gombito]"))
    assert ("REPEATED_COMUNE", "members[0].comuni[1]") in codes(report)


@pytest.mark.parametrize(
    ("old", "new", "code", "path"),
    [
        ("comuni: [Crema, Gombito]", "comuni: [Crema, Gombitto]", "UNKNOWN_COMUNE",
         "units[1].members[0].comuni[1]"),
        ("comuni: [Crema, Gombito]", "comuni: [Crema]", "PARTITION_GAP", "partitions[0]"),
        ("comuni: [Crema, Gombito]", "comuni: [Crema, Gombito, Ticengo]", "PARTITION_OVERLAP",
         "partitions[0]"),
        ("parts: 2, comuni: 3", "parts: 3, comuni: 4", "COUNT_DIFFERS", "partitions[0].parts"),
        ("comune: Crema, source", "comune: Cremona, source", "UNKNOWN_COMUNE",
         "capofila[0].comune"),
        ("comune: Ticengo, source", "comune: Crema, source", "LEAD_NOT_MEMBER",
         "units[0].leads[0].comune"),
        ("{kind: COMUNE, role: REFERENTE, comune: Ticengo,",
         "{kind: BODY, role: REFERENTE, body: UNIONE,", "AGREEMENT_REQUIRED",
         "units[0].leads[0].body"),
        ("{kind: COMUNE, role: REFERENTE, comune: Ticengo,",
         "{kind: BODY, role: REFERENTE, body: UNIO, agreement: Intesa,", "UNKNOWN_CODE",
         "units[0].leads[0].body"),
        ('istat: "019104"', 'istat: "019049"', "DUPLICATE_CODE", "comuni[2].istat"),
        ("belfiore: L164, province: CR", "belfiore: L164, province: BG",
         "UNKNOWN_PROVINCE", "comuni[2].province"),
        ("comuni: [Crema, Gombito, Ticengo]", "expected: 4\n    comuni: [Crema, Gombito, Ticengo]",
         "COUNT_DIFFERS", "members[0]"),
        ("units:", "substitutions:\n  - {body: UNIONE, comuni: [Ticengo], functions: [SOCIAL], "
         "source: {document: CONV}}\nunits:", "CONSENT_REQUIRED", "substitutions[0]"),
        ("kind: AMBITO", "kind: INTERAMBITI", "NOT_HERE", "members"),
    ],
)  # fmt: skip
def test_it_is_an_error(checked: Checked, old: str, new: str, code: str, path: str) -> None:
    assert (code, path) in codes(checked((old, new)))


def test_with_the_agreement_a_body_may_be_referente(checked: Checked) -> None:
    report = checked(
        ("{kind: COMUNE, role: REFERENTE, comune: Ticengo,",
         "{kind: BODY, role: REFERENTE, body: UNIONE, agreement: Intesa del 2015,")
    )  # fmt: skip
    assert report.errors == ()


def test_a_rule_that_only_warns_gives_a_warning(checked: Checked) -> None:
    report = checked(
        ("parts: 2, comuni: 3,", "parts: 2, comuni: 3, enforcement: warn,"),
        ("comuni: [Crema, Gombito]", "comuni: [Crema]"),
    )
    assert report.errors == ()
    assert "PARTITION_GAP" in {p.code for p in report.warnings}


def test_a_gap_between_two_days_is_found(checked: Checked) -> None:
    report = checked(
        ('comuni: [Ticengo], source: {document: CONV, article: "12.4"}}',
         'comuni: [Ticengo], valid: {until: 2013-01-01}, '
         'source: {document: CONV, article: "12.4"}}\n'
         '      - {kind: COMUNI, comuni: [Ticengo], valid: {from: 2013-01-02}, '
         'source: {document: CONV, article: "12.4"}}'),
        ("{kind: COMUNE, role: REFERENTE, comune: Ticengo, source: {document: CONV, "
         'article: "12.4"}}', "{kind: COMUNE, role: REFERENTE, comune: Ticengo, source: "
         '{document: CONV, article: "12.4"}}'),
    )  # fmt: skip
    assert "fuori da ogni unità: Ticengo (dal 1° gennaio 2013)" in {
        p.message for p in report.errors
    }


def test_one_istat_code_means_one_comune_in_every_file(written: Written, rules: Rules) -> None:
    other = written(("slug: prova", "slug: altra"), ("name: Gombito,", "name: Gombito Nuovo,"),
                    ("[Crema, Gombito, Ticengo]", "[Crema, Gombito Nuovo, Ticengo]"),
                    ("[Crema, Gombito]", "[Crema, Gombito Nuovo]"),
                    ("[Crema, Gombito, Ticengo]", "[Crema, Gombito Nuovo, Ticengo]"))  # fmt: skip
    report = check([load(written(), "a.yaml"), load(other, "b.yaml")], rules)
    assert [(p.file, p.code, p.path) for p in report.errors] == [
        ("b.yaml", "COMUNE_DIFFERS", "comuni[1]")
    ]


@given(
    cut=st.integers(min_value=1, max_value=5000),
    slip=st.integers(min_value=-3, max_value=3),
)
def test_a_move_closes_only_where_one_unit_ends_as_the_other_begins(
    statute: Callable[..., Statute], cut: int, slip: int
) -> None:
    leaves = date(2012, 4, 1) + timedelta(days=cut)
    enters = max(leaves + timedelta(days=slip), date(2012, 4, 2))
    moved = statute(
        ("comuni: [Ticengo], source", f"comuni: [Ticengo], valid: {{until: {leaves}}}, source"),
        ("- {kind: COMUNI, comuni: [Crema, Gombito],",
         f"- {{kind: COMUNI, comuni: [Ticengo], valid: {{from: {enters}}}, "
         'source: {document: CONV, article: "12.5"}}\n'
         "      - {kind: COMUNI, comuni: [Crema, Gombito],"),
    )  # fmt: skip
    found = {violation.code for violation in partitions_close(moved)} - {"COUNT_DIFFERS"}
    expected = (
        set()
        if enters == leaves
        else {"PARTITION_OVERLAP"}
        if enters < leaves
        else {"PARTITION_GAP"}
    )
    assert found == expected


@given(day=st.dates(date(1990, 1, 1), date(2090, 1, 1)), months=st.integers(1, 600))
def test_months_later_is_the_same_day_or_the_last_that_month_has(day: date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


def test_the_cremasco_is_48_comuni_in_6_sub_ambiti(tenants: dict[str, Statute]) -> None:
    entries = list(facts.entries(tenants["cremasco"]))
    by_unit = {
        unit.code: [e for e in entries if e.unit is unit] for unit in tenants["cremasco"].units
    }
    assert {code: len(found) for code, found in by_unit.items()} == {
        "1": 7, "2": 10, "3": 11, "4": 11, "5": 8, "6": 1,
    }  # fmt: skip
    assert len({comune for entry in entries for comune in entry.comuni}) == 48


def test_the_interambiti_is_61_entries_of_62_comuni(tenants: dict[str, Statute]) -> None:
    statute = tenants["monza-brianza"]
    assert len(list(facts.entries(statute))) == 61
    assert len(list(facts.memberships(statute))) == 62
    carate = {member.comune.istat for member in facts.memberships(tenants["carate"])}
    inside = {e.comuni[0].istat for e in facts.entries(statute) if e.unit.code == "CARATE"}
    assert carate == inside


def test_the_territory_rules_alone_find_nothing_wrong_in_the_tenants(
    tenants: dict[str, Statute],
) -> None:
    found = [v for s in tenants.values() for rule in RULES.single for v in rule(s)]
    assert [v for v in found if v.severity == "error"] == []
