"""Documents made to hurt are refused before they cost anything."""

from collections.abc import Callable

import pytest

from ambiti.reading.documents import Documents, Invalid
from ambiti.reading.identifiers import encode
from ambiti.reading.limits import DocumentLimits
from ambiti.reading.refusal import ReadRefused

from .. import pace  # noqa: TID252 - tests are found by path and have no absolute names
from .conftest import CONTRACT, PAGES, Reading, machine

REFERENCES = 1.5  # what a document that is refused may cost (tests/pace.py)
NOBODY = "00000000-0000-4000-8000-000000000000"


def doubled(levels: int, spread: Callable[[int], str], last: str) -> str:
    """Make each fragment spread the next one twice: 2^levels fields in a few hundred bytes."""
    texts = [f"fragment F{n} on Ambito {{ {spread(n)} }}" for n in range(levels)]
    root = 'query { ambito(slug: "a") { ...F0 } }'
    return " ".join([root, *texts, f"fragment F{levels} on Ambito {{ {last} }}"])


def nested(levels: int) -> str:
    return (
        '{ comune(istatCode: "1") { '
        + "ambiti { comuni { " * levels
        + "name"
        + " } }" * levels
        + " } }"
    )


HOSTILE = {
    "fragments within fragments, in number": doubled(
        40, lambda n: f"...F{n + 1} ...F{n + 1}", "name"
    ),
    "fragments within fragments": doubled(18, lambda n: f"...F{n + 1} ...F{n + 1}", "name"),
    "aliases within fragments": doubled(
        12,
        lambda n: (
            f"capofila {{ ambiti {{ ...F{n + 1} }} }} a: capofila {{ ambiti {{ ...F{n + 1} }} }}"
        ),
        "name",
    ),
    "aliases": "{ " + " ".join(f"a{n}: ambiti {{ totalCount }}" for n in range(150)) + " }",
    "aliases of introspection": "{ __schema { "
    + " ".join(f"a{n}: types {{ name }}" for n in range(150))
    + " } }",
    "fields at the root": "{ " + "ambiti { totalCount } " * 100 + "}",
    "fields": "{ ambiti { edges { node { " + "name " * 900 + "} } } }",
    "fields in inline fragments": "{ me { " + "... { name name name } " * 120 + "} }",
    "fields of fields": "{ ambiti { " + "edges { cursor cursor cursor cursor } " * 130 + "} }",
    "depth": nested(20),
    "absurd depth": nested(300),
    "depth of lists": "{ nodes(ids: " + "[" * 300 + "]" * 300 + ") { id } }",
    "depth of introspection": "{ __schema { types { "
    + "fields { type { fields { type { " * 8
    + "name"
    + " } } } }" * 8
    + " } } }",
    "directives": "{ ambiti { totalCount " + "@include(if: true) " * 100 + "} }",
    "unknown directives": "{ ambiti { totalCount " + "@a " * 300 + "} }",
    "operations": " ".join(f"query Q{n} {{ me {{ name }} }}" for n in range(60)),
    "a fragment of itself": "{ me { ...F } } fragment F on Me { ...F }",
    "fragments in a circle": "{ me { ...F } } fragment F on Me { ...G } fragment G on Me { ...F }",
    "a circle that nothing spreads": "{ me { name } } fragment F on Me { ...G } "
    "fragment G on Me { ...F }",
    "inline fragments": "{ " + "... { " * 300 + "me { name } " + "} " * 300 + "}",
    "tokens": "{ me { " + "x " * 30000 + "} }",
    "unknown fields": "{ me { " + " ".join(f"x{n}" for n in range(900)) + " } }",
    "unknown variables": "{ "
    + " ".join(f"me @skip(if: $v{n}) {{ name }}" for n in range(9))
    + " }",
    "variables": "query(" + " ".join(f"$v{n}: Int" for n in range(240)) + ") { me { name } }",
    "fields that conflict": "{ ambiti { edges { "
    + "node { comuni { a: name } } node { comuni { a: region } } " * 40
    + "} } }",
    "one long name": "{ " + "x" * 60000 + " }",
    "one long text": '{ ambito(slug: "' + "x" * 60000 + " }",
    "comments": "#" * 60000,
    "nothing": "",
    "not GraphQL": "\ufeff{\ud7ff",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_is_refused_at_once(name: str) -> None:
    def ask() -> None:
        documents = Documents(CONTRACT, DocumentLimits(), 10)
        with pytest.raises((ReadRefused, Invalid)) as refused:
            documents.get(HOSTILE[name])
        assert len(documents.cache) == 0
        assert len(str(refused.value)) < 1000

    assert pace.ratio(ask) <= REFERENCES


def test_a_refusal_names_the_limit_and_the_value() -> None:
    documents = Documents(CONTRACT, DocumentLimits(aliases=2), 10)
    with pytest.raises(ReadRefused) as refused:
        documents.get("{ me { a: name b: name c: name } }")
    assert refused.value.code == "DOCUMENT_TOO_LARGE"
    assert refused.value.message.startswith("La richiesta ha 3 alias, il limite è 2.")


def test_a_document_at_the_limits_is_accepted() -> None:
    exact = DocumentLimits(depth=3, aliases=1, root_fields=1, fragments=1, directives=1)
    text = "{ me { ...F } } fragment F on Me { roles { a: role @include(if: true) } }"
    Documents(CONTRACT, exact, 10).get(text)
    for one, less in (("depth", 2), ("aliases", 0), ("root_fields", 0), ("directives", 0)):
        short = DocumentLimits(**{**{n: getattr(exact, n) for n in exact.__slots__}, one: less})
        with pytest.raises(ReadRefused):
            Documents(CONTRACT, short, 10).get(text)


async def test_an_answer_too_large_is_refused_before_it_is_asked(reading: Reading) -> None:
    few = Reading(
        reading.databases, reading.pool, reading.actors, machine(max_cost=100), reading.documents
    )
    asked = "query($n: Int) { ambiti(first: $n) { edges { node { comuni { name } } } } }"
    assert (await few.ask(asked, {"n": 4})).cost == 84
    with pytest.raises(
        ReadRefused, match=r"può restituire 105 oggetti, il limite è 100"
    ) as refused:
        await few.ask(asked, {"n": 5})
    assert refused.value.code == "COST_TOO_HIGH"


async def test_introspection_and_data_are_not_mixed(reading: Reading) -> None:
    with pytest.raises(ReadRefused) as refused:
        await reading.ask("{ me { name } __schema { queryType { name } } }")
    assert refused.value.code == "INTROSPECTION_ALONE"


async def test_a_page_is_taken_from_one_end(reading: Reading) -> None:
    with pytest.raises(ReadRefused) as refused:
        await reading.ask("{ ambiti(first: 1, last: 1) { totalCount } }")
    assert refused.value.code == "PAGE_BOTH_ENDS"


async def test_so_many_identifiers_are_asked_in_several_requests(reading: Reading) -> None:
    asked = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    many = PAGES.largest + 1
    with pytest.raises(ReadRefused, match=rf"sono {many}, il limite è {PAGES.largest}") as refused:
        await reading.ask(asked, {"ids": [encode("Meeting", 1, NOBODY)] * many})
    assert refused.value.code == "TOO_MANY_IDS"


@pytest.mark.parametrize("name", ["a fragment of itself", "fragments in a circle"])
def test_fragments_that_contain_themselves_are_refused_by_name(name: str) -> None:
    with pytest.raises(ReadRefused) as refused:
        Documents(CONTRACT, DocumentLimits(), 10).get(HOSTILE[name])
    assert refused.value.code == "FRAGMENT_CYCLE"


@pytest.mark.parametrize(
    "text", ["fragment F on Me { name }", "type Me { name: String }", "#", " "]
)
def test_a_document_without_an_operation_is_not_valid(text: str) -> None:
    with pytest.raises(Invalid):
        Documents(CONTRACT, DocumentLimits(), 10).get(text)
