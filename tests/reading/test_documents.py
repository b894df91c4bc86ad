"""Documents: kept by their text, taken apart into operations, and what their shape depends on."""

import pytest

from ambiti.reading.documents import Documents, Invalid, Operation
from ambiti.reading.limits import DocumentLimits
from ambiti.reading.refusal import ReadRefused

from .conftest import CONTRACT, Reading


def documents(size: int = 10) -> Documents:
    return Documents(CONTRACT, DocumentLimits(), size)


def operation(text: str) -> Operation:
    return documents().get(text).operation(None)


def test_a_document_is_prepared_once() -> None:
    kept = documents()
    assert kept.get("{ me { name } }") is kept.get("{ me { name } }")
    assert (kept.cache.hits, kept.cache.misses) == (1, 1)


def test_an_invalid_document_says_at_most_three_reasons_and_is_not_kept() -> None:
    kept = documents()
    with pytest.raises(Invalid) as invalid:
        kept.get("{ a b c d e }")
    assert len(invalid.value.errors) == 3
    assert len(kept.cache) == 0


def test_an_operation_is_chosen_by_its_name() -> None:
    two = documents().get("query A { me { name } } query B { me { id } }")
    assert two.operation("B").name == "B"
    for name in (None, "C"):
        with pytest.raises(ReadRefused, match=r"\(A, B\)"):
            two.operation(name)
    assert documents().get("query A { me { name } }").operation(None).name == "A"


def test_a_shape_knows_decisions_and_which_variables_are_there_and_nothing_else() -> None:
    asked = operation(
        "query($slug: String!, $code: String, $more: Boolean!) { ambito(slug: $slug) {"
        " organs(code: $code) { code name @include(if: $more) } } }"
    )
    base = {"slug": "a", "code": "X", "more": True}
    assert asked.shape(base) == asked.shape({**base, "slug": "b", "code": "Y"})
    for change in ({"more": False}, {"code": None}):
        assert asked.shape(base) != asked.shape({**base, **change})
    assert asked.shape({"slug": "a", "more": True}) == asked.shape({**base, "code": None})
    hash(asked.shape(base))


def test_variables_are_coerced_and_wrong_ones_are_named() -> None:
    asked = operation("query($n: Int = 3, $on: Date) { ambiti(first: $n, on: $on) { totalCount } }")
    assert asked.values(CONTRACT, {}) == {"n": 3}
    with pytest.raises(Invalid, match=r"\$n"):
        asked.values(CONTRACT, {"n": "tre"})
    with pytest.raises(Invalid, match=r"\$on"):
        asked.values(CONTRACT, {"on": "ieri"})
    with pytest.raises(Invalid):
        asked.values(CONTRACT, {"n": 2**40})


@pytest.mark.parametrize(
    ("text", "variables"),
    [
        ('query($s: String = "aurora") { ambito(slug: $s) { name } }', {"s": None}),
        ("query($b: Boolean = true) { me { name @include(if: $b) } }", {"b": None}),
        ('query($i: ID = "x") { nodes(ids: [$i]) { id } }', {"i": None}),
        ("query($i: [ID!] = []) { nodes(ids: $i) { id } }", {"i": None}),
    ],
)
async def test_a_null_where_a_value_is_needed_is_refused(
    reading: Reading, text: str, variables: dict[str, None]
) -> None:
    with pytest.raises(ReadRefused) as refused:
        await reading.ask(text, variables)
    assert refused.value.code == "BAD_USER_INPUT"
