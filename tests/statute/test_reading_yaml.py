"""Hostile and odd YAML: refused quickly, with a line, and never executed."""

import pytest

from ambiti.statute.loading import load
from ambiti.statute.reading_yaml import MAX_BYTES, read

from .. import pace  # noqa: TID252 - tests are found by path and have no absolute names

HOSTILE = {
    "an anchor": ("a: &x 1\n", "ANCHOR", 1),
    "an alias that would grow": ("a: &a [x, x]\nb: [*a, *a]\n", "ANCHOR", 1),
    "a tag of a Python object": ("a: !!python/object/apply:os.system [ls]\n", "TAG", 1),
    "a tag of one's own": ("a: 1\nb: !mine x\n", "TAG", 2),
    "a tag of a plain type": ("a: !!str 1\n", "TAG", 1),
    "two documents": ("a: 1\n---\nb: 2\n", "SEVERAL_DOCUMENTS", 2),
    "a duplicate key": ("a: 1\nb: 2\na: 3\n", "DUPLICATE_KEY", 3),
    "a key that is a list": ("? [a, b]\n: 1\n", "KEY", 1),
    "depth in brackets": ("[" * 1_000_000, "TOO_DEEP", 1),
    "depth in dashes": ("- " * 100_000, "TOO_DEEP", 1),
    "no YAML": ("a: b: c\n", "SYNTAX", 1),
    "a control character": ("a: \x00\n", "SYNTAX", 1),
    "nothing": ("", "EMPTY", 1),
    "only a comment": ("# nulla\n", "EMPTY", 1),
    "too many duplicates": ("a: 1\n" * 100_000, "TOO_MANY", 202),
    "a day that does not exist": ("a: 2013-02-30\n", "NOT_A_DAY", 1),
    "too large": ("#" * (MAX_BYTES + 1), "TOO_LARGE", 1),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_with_its_line_and_at_once(name: str) -> None:
    text, code, line = HOSTILE[name]
    assert pace.ratio(lambda: read(text, "x.yaml"), rounds=1) <= 2
    tree = read(text, "x.yaml")
    assert tree.problems[-1].code == code
    assert tree.problems[-1].line == line


def test_what_is_not_utf8_is_named_by_its_line() -> None:
    assert [str(p) for p in read(b"a: 1\nb: \xff\n", "x.yaml").problems] == [
        "x.yaml:2:1: errore NOT_UTF8: il file non è in UTF-8 → salvarlo in UTF-8"
    ]


@pytest.mark.parametrize("text", ["", "[]", "42", "testo", "null", "- a\n- b\n"])
def test_what_is_no_mapping_is_no_statute(text: str) -> None:
    loading = load(text, "x.yaml")
    assert loading.loaded is None
    assert loading.problems


def test_plain_scalars_mean_what_they_look_like_and_no_more() -> None:
    tree = read('province: NO\nzeros: 015014\nyes: yes\nday: 2013-01-01\nquoted: "12"\nn: ~\n', "x")
    assert tree.data["province"] == "NO"
    assert tree.data["zeros"] == "015014"
    assert tree.data["yes"] == "yes"
    assert tree.data["day"].isoformat() == "2013-01-01"
    assert tree.data["quoted"] == "12"
    assert tree.data["n"] is None
