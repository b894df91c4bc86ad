"""Every error at once, each with its line, its path and what would be right."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from ambiti.statute.checking import Rules, check
from ambiti.statute.loading import load, load_file, schema

from .. import pace  # noqa: TID252 - tests are found by path and have no absolute names

Written = Callable[..., str]


def test_all_errors_of_a_file_are_told_at_once_with_line_path_and_what_is_right(
    written: Written,
) -> None:
    text = written(
        ("kind: AMBITO", "kind: AMBITTO"),
        ('istat: "019035"', "istat: 19035"),
        ("belfiore: E082", "belfiore: EE82"),
        ("name: Assemblea dei Sindaci", "nome: Assemblea dei Sindaci"),
        ("term: {kind: OPEN}", "term: {kind: OPENED}"),
        ("signed_on: 2012-03-30", "signed_on: 30 marzo"),
    )
    told = {(p.path, p.code): p for p in load(text, "x.yaml").problems}
    lines = text.splitlines()
    assert told["kind", "UNKNOWN_WORD"].right == "forse «AMBITO»"
    assert told["comuni[0].istat", "WRONG_TYPE"].right == "scriverlo tra virgolette"
    assert told["comuni[1].belfiore", "WRONG_FORM"].value == "EE82"
    assert told["organs[0]", "MISSING"].message == "manca il campo «name»"
    assert told["organs[0].nome", "UNKNOWN_FIELD"].right == "forse «name»"
    assert told["instruments[0].term", "UNKNOWN_WORD"].right == "forse «OPEN»"
    assert "AAAA-MM-GG" in (told["instruments[0].signed_on", "WRONG_TYPE"].right or "")
    assert len(told) == 7
    for (path, _), problem in told.items():
        last = path.rsplit(".", 1)[-1].split("[")[0]
        assert path == "organs[0]" or last in lines[problem.line - 1]


def test_a_word_of_a_union_leads_to_the_right_field(written: Written) -> None:
    text = written(("role: REFERENTE", "role: REFERENT"))
    (problem,) = load(text, "x.yaml").problems
    assert (problem.path, problem.right) == ("units[0].leads[0].role", "forse «REFERENTE»")


def test_an_impossible_day_is_told_once(written: Written) -> None:
    text = written(("signed_on: 2012-03-30", "signed_on: 2012-02-30"))
    assert [p.code for p in load(text, "x.yaml").problems] == ["NOT_A_DAY"]


def test_a_source_cites_an_article_that_its_document_has(written: Written, rules: Rules) -> None:
    text = written(('article: "6"', 'article: "13"'), ("document: LEGGE", "document: LEGE"))
    errors = check([load(text, "x.yaml")], rules).errors
    assert {(p.code, p.path, p.right) for p in errors} == {
        ("UNKNOWN_ARTICLE", "organs[0].source.article", "articoli: 0-12"),
        ("UNKNOWN_DOCUMENT", "roles[0].source.document", "forse «LEGGE»"),
    }


def test_comments_and_the_order_of_fields_do_not_change_the_hash(written: Written) -> None:
    plain = load(written(), "x").loaded
    same = load(
        "# detto altrimenti\n"
        + written(("code: CONV, title: Convenzione", "title: Convenzione, code: CONV")),
        "x",
    ).loaded
    other = load(written(("name: Ambito di prova", "name: Altro")), "x").loaded
    assert plain
    assert same
    assert other
    assert plain.hash == same.hash
    assert plain.hash != other.hash


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    (problem,) = load_file(tmp_path / "niente.yaml").problems
    assert problem.code == "UNREADABLE"


def test_the_schema_describes_every_field_in_italian() -> None:
    described = schema()
    assert described["$schema"].endswith("2020-12/schema")
    for name, part in described["$defs"].items():
        for field, told in part.get("properties", {}).items():
            if field != "kind":
                assert told.get("description"), f"{name}.{field}"


def test_the_schema_that_editors_use_is_the_language() -> None:
    stored = Path(__file__).parents[2] / "tenants" / "statute.schema.json"
    assert json.loads(stored.read_text()) == schema()


def test_the_largest_tenant_is_checked_in_a_second(rules: Rules) -> None:
    file = Path(__file__).parents[2] / "tenants" / "cremasco.yaml"
    statute = load_file(file)
    assert not check([statute], rules).errors
    assert pace.ratio(lambda: check([statute], rules), rounds=1) <= 12


@pytest.mark.parametrize("slug", ["carate", "cremasco", "lecce", "monza_brianza"])
def test_a_tenant_that_ships_has_no_errors(slug: str, rules: Rules) -> None:
    file = Path(__file__).parents[2] / "tenants" / f"{slug}.yaml"
    report = check([load_file(file)], rules)
    assert report.errors == ()


def test_the_tenants_that_ship_agree_with_one_another(rules: Rules) -> None:
    files = sorted((Path(__file__).parents[2] / "tenants").glob("*.yaml"))
    report = check(map(load_file, files), rules)
    assert report.errors == ()
    assert len(report.loaded) == 4
    assert {"AMB-01", "AMB-02", "AMB-03", "AMB-06", "AMB-24", "AMB-29", "AMB-31"} <= {
        warning.code for warning in report.warnings
    }
    assert not {"TENANT_NOT_LOADED", "MEMBER_DIFFERS"} & {w.code for w in report.warnings}
