"""The list of clauses is whole, its tests name clauses that exist, and none is forgotten."""

from collections import Counter

from ambiti.statute.loading import load_file

from .changing import FOLDER, checked
from .report import ACTING_AREAS, COMPLETE_AREAS, Clause, Ledger, clauses, marked, waiting


def test_the_list_has_every_clause_once() -> None:
    listed = clauses()
    operational = Counter(clause.document for clause in listed if clause.operational)

    assert len({clause.id for clause in listed}) == len(listed) == 387
    assert operational == {"CAR": 68, "CRE": 102, "LEC": 70, "MIA": 44, "SON": 56}
    assert all(clause.id.startswith(f"{clause.document}-") for clause in listed)


def test_every_test_names_a_clause_that_exists() -> None:
    unknown = {name: where for name, where in marked().items() if name not in _ids()}

    assert unknown == {}


def test_every_operational_clause_of_the_complete_areas_has_its_test() -> None:
    named = marked()
    wanted = [clause for clause in clauses() if clause.area in COMPLETE_AREAS]
    forgotten = [one.id for one in wanted if one.operational and one.id not in named]

    assert len([clause for clause in wanted if clause.operational]) == 25
    assert forgotten == []


def test_every_clause_of_acting_has_its_test_or_says_what_it_waits_for() -> None:
    named, awaited = marked(), waiting()
    wanted = [one for one in clauses() if one.area in ACTING_AREAS and one.operational]
    forgotten = [one.id for one in wanted if one.id not in named and one.id not in awaited]

    assert forgotten == []
    assert set(awaited) <= {one.id for one in wanted} - named.keys()
    assert set(awaited.values()) == {"PLANS", "STAFF"}


def test_a_copy_with_nothing_changed_is_the_statute_itself() -> None:
    report = checked("cremasco", lambda _: None)
    files = [load_file(file) for file in sorted(FOLDER.glob("*.yaml"))]

    assert report.errors == ()
    assert [one.hash for one in report.loaded] == [
        one.loaded.hash for one in files if one.loaded is not None
    ]


def test_a_clause_of_which_one_test_fails_is_not_passed() -> None:
    ledger = Ledger()
    ledger._tests.update({"X-1": ["a", "b"], "X-2": ["a"], "X-3": ["c"]})  # noqa: SLF001
    ledger._outcomes.update({"a": "passed", "b": "failed"})  # noqa: SLF001
    known = [Clause(f"X-{number}", "X", "tenancy", operational=True) for number in range(1, 5)]

    assert [ledger.outcome(clause.id) for clause in known] == [
        "failed", "passed", "not run", "none",
    ]  # fmt: skip
    assert ["X", "4", "1", "1", "0/0"] in [line.split() for line in ledger.lines(known)]


def _ids() -> set[str]:
    return {clause.id for clause in clauses()}
