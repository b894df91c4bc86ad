"""A cache keeps what was used last, and no more than it may: in number, and in weight."""

from ambiti.reading.caches import Cache
from ambiti.reading.documents import CHARACTERS_KEPT, Documents
from ambiti.reading.limits import DocumentLimits

from .conftest import CONTRACT


def test_of_too_many_the_one_used_longest_ago_leaves() -> None:
    cache: Cache[str, int] = Cache(2)
    cache.put("a", 1)
    cache.put("b", 2)
    assert cache.get("a") == 1
    cache.put("c", 3)
    assert [cache.get(key) for key in "abc"] == [1, None, 3]
    assert (len(cache), cache.hits, cache.misses) == (2, 3, 1)


def test_of_too_much_as_many_leave_as_make_room() -> None:
    cache: Cache[str, str] = Cache(100, 10)
    for key in "abcd":
        cache.put(key, key, 3)
        assert cache.weight <= 10
    assert [cache.get(key) for key in "abcd"] == [None, "b", "c", "d"]
    cache.put("e", "e", 8)
    assert [cache.get(key) for key in "bcde"] == [None, None, None, "e"]
    assert cache.weight == 8


def test_what_weighs_too_much_by_itself_is_given_back_and_not_kept() -> None:
    cache: Cache[str, str] = Cache(100, 10)
    cache.put("a", "a", 3)
    assert cache.put("b", "b", 11) == "b"
    assert (len(cache), cache.weight) == (0, 0)


def test_what_is_put_again_or_dropped_weighs_once_or_nothing() -> None:
    cache: Cache[str, str] = Cache(100, 10)
    cache.put("a", "first", 6)
    cache.put("a", "second", 7)
    assert (cache.get("a"), cache.weight) == ("second", 7)
    cache.drop("a")
    cache.drop("a")
    assert (cache.get("a"), cache.weight, len(cache)) == (None, 0, 0)


def test_long_documents_are_kept_as_far_as_they_fit_together() -> None:
    limits = DocumentLimits(tokens=100_000, depth=20, aliases=10_000)
    documents = Documents(CONTRACT, limits, 1000)
    padding = "# " + "x" * (CHARACTERS_KEPT // 4) + "\n"
    for number in range(6):
        documents.get(f"{padding}{{ a{number}: me {{ name }} }}")
    assert 2 <= len(documents.cache) <= 3
    assert documents.cache.weight <= CHARACTERS_KEPT
