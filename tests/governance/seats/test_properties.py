"""What holds of every composition, whatever rules it is made of."""

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ambiti.governance.seats.composing import seats
from ambiti.governance.seats.holder import Holder
from ambiti.governance.seats.holding import checked_holders
from ambiti.governance.seats.seat import Held
from ambiti.governance.seats.voting import voters

from .composed import invented, rule, with_organ

WHO = st.sampled_from(
    ["SINDACO-ALTA", "GUIDA", "ASL", "CAPOFILA", "EACH_COMUNE", "COOP", "SINDACO"]
)
N = st.integers(1, 4)
VOTE = st.sampled_from([True, False, None])
CATEGORIES = st.lists(st.sampled_from(["COOP", "VOL", "OPERATORI"]), min_size=1, max_size=4)
GROUP = st.one_of(
    st.just({"kind": "SUB_AMBITI"}),
    st.just({"kind": "MEMBER_AMBITI"}),
    st.builds(lambda found: {"kind": "CATEGORIES", "categories": found}, CATEGORIES),
    st.builds(
        lambda found: {"kind": "PARTIES", "parties": found},
        st.lists(st.sampled_from(["ASL", "EACH_PARTY", "UNIONE"]), min_size=1, max_size=3),
    ),
)
OVER = st.sampled_from(
    [
        {"kind": "COMUNI"},
        {"kind": "UNIT", "unit": "ALTA"},
        {"kind": "SIGNATORIES", "instrument": "PATTO"},
        {"kind": "MEMBER_AMBITI"},
    ]
)
POLICY = st.sampled_from(["BY_COMUNE", "BY_SIGNATORY"])


def made(kind: str, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.builds(lambda **given: rule(kind, **given), vote=VOTE, **fields)


RULES = st.one_of(
    made("OFFICE_OF_EACH", office=st.just("SINDACO"), over=OVER, seat_policy=POLICY,
         instrument=st.just("PATTO")),
    made("N_PER_GROUP", n=N, group=GROUP, pool=st.just(["SINDACO"]), designated_by=WHO),
    made("ONE_PER_GROUP", group=GROUP),
    made("EX_OFFICIO", holder=WHO),
    made("DESIGNATED", n=N, designated_by=WHO),
    made("CAPPED_CATEGORY", cap=N, categories=CATEGORIES),
    made("APPOINTED", n=N, appointed_by=WHO, role=st.sampled_from(["GUIDA", None])),
    made("ALL_WITH_STATUS", category=st.just("OPERATORI"), of=st.lists(WHO, max_size=2)),
    made("OPEN_ON_REQUEST", categories=CATEGORIES),
    made("INVITED", who=WHO),
    made("PARTICIPANT", who=WHO, n=N),
    made("CONDITIONAL", who=WHO, n=N, event=st.just("DELEGA")),
    made("FUNCTION", function=st.just("CONTI"), n=N, role=st.sampled_from(["GUIDA", None])),
    made("TOTAL_CAP", n=st.integers(1, 30), including=st.sampled_from(["GUIDA", None])),
    st.just(rule("UNKNOWN", missing="il resto")),
)  # fmt: skip
COMPOSITIONS = st.lists(RULES, max_size=6)
DAYS = st.dates(date(2020, 6, 1), date(2026, 1, 1))


@given(COMPOSITIONS, DAYS)
def test_keys_are_unique_order_is_stable_and_the_size_is_that_of_the_components(
    composition: list[dict[str, Any]], day: date
) -> None:
    statute = with_organ(invented(), *composition)
    composed = seats(statute, "ORGANO", day)
    keys = [one.key for one in composed.seats]
    assert len(set(keys)) == len(keys)
    assert composed == seats(with_organ(invented(), *composition), "ORGANO", day)
    components = sum(one.component for one in composed.seats)
    assert (composed.size is None) == bool(composed.missing)
    assert composed.size in {None, components}
    assert all(one.label and one.source.article == "5.1" for one in composed.seats)
    if composed.size is not None:
        assert not any(one.several for one in composed.components)
        assert composed.size == composed.at_most


@given(COMPOSITIONS, COMPOSITIONS)
def test_a_rule_at_the_end_changes_no_key_before_it(
    composition: list[dict[str, Any]], more: list[dict[str, Any]]
) -> None:
    composition = [one for one in composition if one["kind"] != "TOTAL_CAP"]
    day = date(2022, 6, 1)
    few = seats(with_organ(invented(), *composition), "ORGANO", day)
    many = seats(with_organ(invented(), *composition, *more), "ORGANO", day)
    assert many.seats[: len(few.seats)] == few.seats


@given(COMPOSITIONS, DAYS)
def test_guests_never_vote_and_every_silence_is_told(
    composition: list[dict[str, Any]], day: date
) -> None:
    composed = seats(with_organ(invented(), *composition), "ORGANO", day)
    for entitled in voters(composed):
        assert entitled.seat.standing not in {"INVITED", "PARTICIPANT"}
        assert entitled.seat.vote is not False
        assert entitled.doubt or entitled.seat.vote


@given(COMPOSITIONS, st.data())
def test_whoever_is_of_the_pool_and_designated_as_the_text_says_may_sit(
    composition: list[dict[str, Any]], data: st.DataObject
) -> None:
    composed = seats(with_organ(invented(), *composition), "ORGANO", date(2022, 6, 1))
    if not composed.seats:
        return
    seat = data.draw(st.sampled_from(composed.seats))
    first = next(iter(seat.pool), None)
    place = first.places[0] if first and first.places else None
    office = Held(first.office or "QUALCUNO", place) if first else Held("NESSUNO")
    by = seat.designator.code if seat.designator else None
    assert not list(checked_holders(composed, [Holder(seat.key, "p", "P", (office,), by)]))
