"""Who decides a riparto, what its shares say, and which act is the decision: values alone."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from ambiti.budgets.ripartos.asked import Undivided
from ambiti.budgets.ripartos.deciding import Approval, Proposal, Waiting, Wish, approved, proposed
from ambiti.budgets.ripartos.rules import Riparto
from ambiti.budgets.ripartos.telling import told
from ambiti.statute.language.allocation import KeyPart, MixedKey

from .figures import carate, istat, soncino, statute

LISSONE = istat("carate", "Lissone")


def mixed(*parts: tuple[str, str]) -> MixedKey:
    source = statute("carate").allocation_keys[0].source
    made = tuple(KeyPart(share=Fraction(share), key=key) for share, key in parts)
    return MixedKey(kind="MIXED", code="RISORSE", parts=made, source=source)


def with_mixed(key: MixedKey) -> Riparto | Undivided | Proposal:
    held = statute("carate")
    keys = tuple(one for one in held.allocation_keys if one.code != key.code)
    changed = held.model_copy(update={"allocation_keys": (*keys, key)})
    asked = replace(carate(300_000), statute=changed)
    return proposed(asked, Wish("CONTRIBUTO_UDP", table={LISSONE: Fraction(1)}))


def test_a_mixed_criterion_waits_for_whoever_decides_a_part_of_it() -> None:
    found = with_mixed(mixed(("2/3", "POPOLAZIONE"), ("1/3", "CRITERI_ASSEMBLEA")))
    assert isinstance(found, Proposal)
    assert found.decided_by == "ASSEMBLEA"
    line = found.riparto.of(LISSONE)
    assert line is not None
    assert line.share.exact == Fraction(200_000 * 46_700, 154_800) + 100_000
    whole = sum((one.share.weight for one in found.riparto.lines), Fraction())
    said = told(line.share, whole, 300_000, found.riparto.weights.parts)
    assert "2/3 x 46700/154800 per POPOLAZIONE + 1/3 x 1/1 per TABELLA" in said


def test_what_a_fund_covers_is_no_part_of_a_mixed_criterion() -> None:
    zero = next(one for one in statute("cremasco").allocation_keys if one.kind == "ZERO")
    held = statute("carate")
    key = mixed(("1/2", "POPOLAZIONE"), ("1/2", zero.code))
    kept = tuple(one for one in held.allocation_keys if one.code != key.code)
    changed = held.model_copy(update={"allocation_keys": (*kept, zero, key)})
    found = proposed(replace(carate(100), statute=changed), Wish("CONTRIBUTO_UDP"))
    assert isinstance(found, Undivided)
    assert [one.code for one in found.violations] == ["KEY_UNKNOWN"]


@pytest.mark.parametrize(
    ("wish", "by"),
    [
        (Wish("QUOTE_SUB4"), "ASS_SUB4"),
        (Wish("QUOTE_SUB4", key="POPOLAZIONE_SUB4"), "ASS_SUB4"),
        (Wish("QUOTE_SUB4", table={"UNIONE-FONTANILI": Fraction(1)}), "ASS_SUB4"),
        (Wish("PERSONALE_SSD", key="POPOLAZIONE_SUB4"), "ADS"),
    ],
)
def test_the_proposal_names_who_must_decide(wish: Wish, by: str) -> None:
    found = proposed(soncino(1_800_000, decided=False), wish)
    assert isinstance(found, Proposal)
    assert found.decided_by == by


WAITING = Waiting("QUOTE_SUB4", 2020, 1_800_000, "PROPOSED", "ASS_SUB4", date(2020, 1, 5))
DECISION = Approval(
    "ASS_SUB4", "DECIDE", "QUOTE_SUB4", "ADOPTED", 2020, 1_800_000, "n. 1/2020", date(2020, 1, 5)
)


@pytest.mark.parametrize(
    ("waiting", "act", "expected"),
    [
        (WAITING, DECISION, []),
        (WAITING, replace(DECISION, cents=None, state="EXECUTED"), []),
        (WAITING, replace(DECISION, state="ANNULLED"), ["DELIBERATION_REQUIRED"]),
        (WAITING, replace(DECISION, verb="PROPOSE"), ["DELIBERATION_REQUIRED"]),
        (WAITING, replace(DECISION, author="UDP"), ["DECISION_NOT_COMPETENT"]),
        (replace(WAITING, decided_by=None), replace(DECISION, author="UDP"), []),
        (WAITING, replace(DECISION, matter="ALTRO"), ["ACT_OF_ANOTHER_MATTER"]),
        (WAITING, replace(DECISION, reference_year=2019), ["DECISION_OF_ANOTHER_YEAR"]),
        (WAITING, replace(DECISION, cents=1_800_001), ["AMOUNT_DIFFERS"]),
        (replace(WAITING, state="PERFECTED"), DECISION, ["ALREADY_PERFECTED"]),
        (replace(WAITING, state="ANNULLED"), DECISION, []),
        (WAITING, replace(DECISION, taken_on=date(2020, 1, 4)), ["BEFORE_THE_PROPOSAL"]),
    ],
)
def test_an_act_perfects_a_riparto_only_where_it_is_that_decision(
    waiting: Waiting, act: Approval, expected: list[str]
) -> None:
    assert [one.code for one in approved(statute("cremasco"), waiting, act)] == expected
