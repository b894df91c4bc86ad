"""The media type of an answer is the one that the caller likes best."""

import pytest

from ambiti.http.fault import Fault
from ambiti.http.negotiation import GRAPHQL, JSON, answered_with

CHOICES = [
    (None, JSON),
    ("", JSON),
    ("*/*", JSON),
    ("application/*", JSON),
    (JSON, JSON),
    (GRAPHQL, GRAPHQL),
    (GRAPHQL.upper(), GRAPHQL),
    (f"{GRAPHQL}; charset=utf-8, {JSON}; q=0.9", GRAPHQL),
    (f"{JSON}; q=0.1, {GRAPHQL}; q=0.2", GRAPHQL),
    (f"{JSON}, {GRAPHQL}", JSON),
    (f"{GRAPHQL}, {JSON}", GRAPHQL),
    (f"*/*, {GRAPHQL}", GRAPHQL),
    (f"text/html, {GRAPHQL}; charset=latin1, {JSON}; q=0.1", JSON),
    ("x/" + "y" * 300 + f", {GRAPHQL}", GRAPHQL),
]


@pytest.mark.parametrize(("accept", "chosen"), CHOICES)
def test_the_caller_s_preference_is_kept(accept: str | None, chosen: str) -> None:
    assert answered_with(accept) == chosen


@pytest.mark.parametrize("accept", ["text/html", f"{JSON};q=0", f"{JSON};q=x", f"{JSON};q=nan"])
def test_what_cannot_be_accepted_is_refused(accept: str) -> None:
    with pytest.raises(Fault, match="Accept deve comprendere") as refused:
        answered_with(accept)
    assert refused.value.status == 406
