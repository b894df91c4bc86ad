"""An answer about a statute is worked out once, and kept no longer than the statute."""

import gc
from weakref import ref

from ambiti.statute.remembering import MOST, remembered


class Told:
    """Something that is asked about, and never changes."""


def test_each_of_many_is_asked_once_in_whatever_order() -> None:
    asked: list[Told] = []

    @remembered
    def answer(one: Told) -> int:
        asked.append(one)
        return len(asked)

    many = [Told() for _ in range(MOST)]
    assert [answer(one) for one in many] == list(range(1, MOST + 1))
    assert [answer(one) for one in reversed(many)] == list(range(MOST, 0, -1))
    assert asked == many


def test_what_is_gone_is_not_kept_for_its_answer() -> None:
    one = Told()
    gone = ref(one)
    assert remembered(str)(one)
    del one
    gc.collect()
    assert gone() is None


def test_what_comes_in_the_place_of_another_is_asked_anew() -> None:
    answer = remembered(ref)
    for _ in range(1000):
        one = Told()
        assert answer(one)() is one


def test_no_more_are_kept_than_said_where_answers_hold_what_they_are_about() -> None:
    answer = remembered(lambda one: [one])
    for _ in range(3 * MOST):
        answer(Told())
    gc.collect()
    assert sum(isinstance(one, Told) for one in gc.get_objects()) <= MOST
