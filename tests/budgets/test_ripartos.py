"""Sums shared by the criteria of the tenants' own documents, to the cent."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ambiti.budgets.ripartos.asked import Decision, Undivided
from ambiti.budgets.ripartos.rules import Books, Riparto, beside, books, by_key, by_rule
from ambiti.statute.language import Statute
from ambiti.statute.language.allocation import Key, KeyPart, MixedKey, PopulationKey

from .figures import (
    CARATE,
    SUB4,
    carate,
    codes,
    half_up,
    istat,
    shares,
    soncino,
    statute,
    warned,
)

BY_RESIDENTS = {
    "Albiate": 868_217, "Besana in Brianza": 2_102_713, "Biassono": 1_668_605, "Briosco": 800_388,
    "Carate Brianza": 2_455_426, "Lissone": 6_335_271, "Macherio": 1_003_876, "Renate": 556_202,
    "Sovico": 1_139_535, "Triuggio": 1_207_364, "Vedano al Lambro": 1_017_442,
    "Veduggio con Colzano": 583_333, "Verano Brianza": 1_261_628,
}  # fmt: skip
LUMP_SUM = {
    "Soncino": 529_207, "Cumignano sul Naviglio": 27_853, "Genivolta": 80_078, "Izano": 142_747,
    "Offanengo": 414_313, "Ricengo": 121_857, "Salvirola": 80_077, "Trigolo": 118_375,
    "Unione dei Fontanili": 285_493,
}  # fmt: skip


def test_a_cost_is_shared_by_residents_at_the_end_of_the_year_before_last() -> None:
    found = by_rule(carate(21_000_000), "COSTO_PERSONALE")
    assert isinstance(found, Riparto)
    assert found.weights.reference == date(2024, 12, 31)
    assert shares(found) == BY_RESIDENTS
    assert sum(BY_RESIDENTS.values()) == 21_000_000
    assert "AMB-10" in warned(found)


def test_figures_of_another_year_give_other_shares() -> None:
    found = shares(by_rule(carate(21_000_000, 2027), "COSTO_PERSONALE"))
    assert (found["Lissone"], found["Renate"]) == (6_343_188, 553_342)
    assert found["Lissone"] != BY_RESIDENTS["Lissone"]


def test_incentives_are_shared_by_the_same_criterion() -> None:
    found = shares(by_rule(carate(1_800_000), "PREMI"))
    assert (found["Lissone"], found["Renate"]) == (543_023, 47_674)
    assert sum(found.values()) == 1_800_000


def test_a_lump_sum_is_shared_by_residents_of_the_year_before_with_the_unione_as_one() -> None:
    found = by_rule(soncino(1_800_000), "QUOTE_SUB4")
    assert isinstance(found, Riparto)
    assert found.weights.reference == date(2019, 12, 31)
    assert shares(found) == LUMP_SUM
    assert sum(LUMP_SUM.values()) == 1_800_000
    unione = found.of("UNIONE-FONTANILI")
    assert unione is not None
    assert [one.comune.name for one in unione.party.counted] == [
        "Casaletto di Sopra", "Romanengo", "Ticengo",
    ]  # fmt: skip
    assert unione.party.weight == 4_100


def test_the_year_before_that_would_give_other_shares() -> None:
    late = replace(soncino(1_800_000, 2019), on=date(2020, 3, 1))
    found = shares(by_rule(late, "QUOTE_SUB4"))
    assert (found["Soncino"], found["Unione dei Fontanili"]) == (531_660, 284_942)


def test_two_of_equal_residents_differ_by_the_cent_that_their_names_decide() -> None:
    found = by_rule(soncino(1_800_000), "QUOTE_SUB4")
    assert isinstance(found, Riparto)
    genivolta, salvirola = (found.of(istat("cremasco", one)) for one in ("Genivolta", "Salvirola"))
    assert genivolta is not None
    assert salvirola is not None
    assert (genivolta.cents, genivolta.share.rounded, genivolta.share.extra) == (
        80_078, "NAME", True,
    )  # fmt: skip
    assert (salvirola.cents, salvirola.share.rounded, salvirola.share.extra) == (
        80_077, "NAME", False,
    )  # fmt: skip


def test_rounding_each_share_by_itself_loses_a_cent_where_this_does_not() -> None:
    weights = [residents[1] for name, residents in SUB4.items() if name not in _UNIONE]
    weights.append(sum(SUB4[name][1] for name in _UNIONE))
    assert sum(half_up(1_800_000, weights)) == 1_799_999
    assert sum(half_up(21_000_000, [one[1] for one in CARATE.values()])) == 21_000_000


_UNIONE = ("Romanengo", "Casaletto di Sopra", "Ticengo")


def by_heads() -> PopulationKey:
    key = next(one for one in statute("cremasco").allocation_keys if one.code == "POPOLAZIONE_SUB4")
    assert isinstance(key, PopulationKey)
    return key.model_copy(update={"code": "TESTE", "aggregate_substitutes": False})


def with_keys(slug: str, *keys: Key) -> Statute:
    held = statute(slug)
    return held.model_copy(update={"allocation_keys": (*held.allocation_keys, *keys)})


def test_an_unione_may_count_by_heads() -> None:
    asked = replace(soncino(1_800_000), statute=with_keys("cremasco", by_heads()))
    found = shares(by_key(asked, "TESTE"))
    assert len(found) == 11
    assert [found[name] for name in _UNIONE] == [219_342, 36_209, 29_942]
    assert sum(found[name] for name in _UNIONE) == LUMP_SUM["Unione dei Fontanili"]


def test_the_sub_ambito_itself_counts_its_eleven_comuni() -> None:
    key = by_heads().model_copy(
        update={"over": {"kind": "UNIT", "unit": "4"}, "aggregate_substitutes": True}
    )
    again = PopulationKey.model_validate(key.model_dump(by_alias=True, warnings=False))
    asked = replace(soncino(1_800_000), statute=with_keys("cremasco", again))
    assert len(shares(by_key(asked, "TESTE"))) == 11


def test_nothing_is_shared_without_the_decision_of_that_year() -> None:
    assert codes(by_rule(soncino(1_800_000, decided=False), "QUOTE_SUB4")) == [
        "ANNUAL_DECISION_MISSING"
    ]
    old = Decision("ASS_SUB4", 2019, "verbale")
    other = Decision("ADS", 2020, "verbale")
    for one in (old, other):
        found = by_rule(soncino(1_800_000, decision=one), "QUOTE_SUB4")
        assert codes(found) == ["ANNUAL_DECISION_MISSING"]


def test_the_organ_named_may_choose_another_criterion_for_the_year() -> None:
    equal = dict.fromkeys(
        [istat("cremasco", name) for name in SUB4 if name not in _UNIONE], Fraction(1)
    )
    table = {**equal, "UNIONE-FONTANILI": Fraction(1)}
    chosen = Decision("ASS_SUB4", 2020, "verbale n. 2", table=table)
    found = by_rule(soncino(1_800_000, decision=chosen), "QUOTE_SUB4")
    assert set(shares(found).values()) == {200_000}
    assert isinstance(found, Riparto)
    assert found.weights.decision == chosen


def test_who_is_not_named_may_not() -> None:
    table = {istat("carate", "Lissone"): Fraction(1)}
    decision = Decision("ASSEMBLEA", 2026, "delibera", table=table)
    assert codes(by_key(carate(100, decision=decision), "POPOLAZIONE")) == ["KEY_NOT_OVERRIDABLE"]


@pytest.mark.parametrize(
    ("table", "code"),
    [({"000000": Fraction(1)}, "PARTY_UNKNOWN"), ({}, "KEY_NOT_DECIDED")],
)
def test_a_table_names_those_of_the_ambito(table: dict[str, Fraction], code: str) -> None:
    decision = Decision("ASSEMBLEA", 2026, "delibera", table=table)
    assert codes(by_key(carate(100, decision=decision), "CRITERI_ASSEMBLEA")) == [code]


def test_a_criterion_that_an_organ_decides_waits_for_it_and_for_no_other() -> None:
    waiting = by_rule(carate(45_000_000), "RIPARTO_FONDI")
    assert codes(waiting) == ["KEY_NOT_DECIDED"]
    assert isinstance(waiting, Undivided)
    assert waiting.undetermined
    assert "Si propongono" not in waiting.violations[0].message
    assert "Assemblea" in waiting.violations[0].message
    by_other = Decision("UDP", 2026, "nota", key="POPOLAZIONE")
    asked = carate(45_000_000, decision=by_other)
    assert codes(by_rule(asked, "RIPARTO_FONDI")) == ["DECISION_NOT_COMPETENT"]
    by_it = Decision("ASSEMBLEA", 2025, "delibera n. 3", key="POPOLAZIONE")
    found = by_rule(carate(45_000_000, decision=by_it), "RIPARTO_FONDI")
    assert sum(shares(found).values()) == 45_000_000
    later = Decision("ASSEMBLEA", 2027, "delibera n. 4", key="POPOLAZIONE")
    asked = carate(45_000_000, decision=later)
    assert codes(by_rule(asked, "RIPARTO_FONDI")) == ["DECISION_OF_ANOTHER_YEAR"]
    unknown = Decision("ASSEMBLEA", 2026, "delibera", key="ALTRO")
    assert codes(by_rule(carate(1, decision=unknown), "RIPARTO_FONDI")) == ["KEY_UNKNOWN"]


def test_a_criterion_that_the_text_lacks_is_not_assumed() -> None:
    asked = replace(carate(100), statute=statute("cremasco"), on=date(2013, 1, 1), year=2013)
    found = by_rule(asked, "F_SOL_CONTRIBUTO")
    assert codes(found) == ["KEY_NOT_DEFINED"]
    assert isinstance(found, Undivided)
    assert found.undetermined
    assert found.violations[0].article == "15.2"
    elsewhere = replace(asked, statute=statute("lecce"), on=date(2019, 1, 1))
    assert codes(by_rule(elsewhere, "SPESE_AMBITO")) == ["KEY_NOT_DEFINED"]


def test_what_is_in_proportion_to_resources_takes_those_declared_and_says_who_declared_none() -> (
    None
):
    declared = {istat("carate", "Lissone"): Fraction(300), istat("carate", "Renate"): Fraction(100)}
    found = by_rule(carate(400_000, resources=declared), "CONTRIBUTO_UDP")
    assert shares(found) == {"Lissone": 300_000, "Renate": 100_000}
    assert {"AMB-11", "RESOURCES_NOT_DECLARED"} <= warned(found)
    assert codes(by_rule(carate(400_000), "CONTRIBUTO_UDP")) == ["RESOURCES_MISSING"]


def test_each_bears_its_own_cost_unless_an_agreement_says_otherwise() -> None:
    izano = istat("cremasco", "Izano")
    found = by_rule(soncino(1_000_000, bearer=izano), "UFFICI_COMUNALI")
    assert shares(found) == {"Izano": 1_000_000}
    assert codes(by_rule(soncino(1_000_000), "UFFICI_COMUNALI")) == ["BEARER_MISSING"]
    table = {izano: Fraction(3), istat("cremasco", "Soncino"): Fraction(1)}
    agreed = Decision("ASS_SUB4", 2020, "AG1", table=table)
    found = by_rule(soncino(1_000_000, decision=agreed), "UFFICI_COMUNALI")
    assert shares(found) == {"Izano": 750_000, "Soncino": 250_000}
    held = statute("cremasco")
    keys = tuple(
        one.model_copy(update={"unless_agreed": False}) if one.code == "COSTO_PROPRIO" else one
        for one in held.allocation_keys
    )
    strict = held.model_copy(update={"allocation_keys": keys})
    asked = replace(soncino(1_000_000, decision=agreed), statute=strict)
    assert codes(by_rule(asked, "UFFICI_COMUNALI")) == ["AGREEMENT_NOT_ADMITTED"]


def test_nobody_pays_what_a_fund_covers_and_when_it_ends_somebody_decides() -> None:
    covered = by_rule(soncino(4_800_000, funding={"QSFP": 4_800_000}), "PERSONALE_SSD")
    assert set(shares(covered).values()) == {0}
    assert len(shares(covered)) == 9
    ended = by_rule(soncino(4_800_000, 2021, decided=False), "PERSONALE_SSD")
    assert codes(ended) == ["FUNDING_ENDED"]
    assert isinstance(ended, Undivided)
    assert ended.undetermined
    assert "Assemblea" in ended.violations[0].message
    then = Decision("ADS", 2020, "delibera", key="POPOLAZIONE_SUB4")
    asked = soncino(4_800_000, funding={"QSFP": 3_000_000}, decision=then)
    found = by_rule(asked, "PERSONALE_SSD")
    assert shares(found) == LUMP_SUM
    assert isinstance(found, Riparto)
    assert found.weights.covered == 3_000_000
    other = Decision("ASS_SUB4", 2020, "verbale", key="POPOLAZIONE_SUB4")
    assert codes(by_rule(soncino(1, decision=other), "PERSONALE_SSD")) == ["DECISION_NOT_COMPETENT"]


def mixed(shares_of: dict[str, str]) -> MixedKey:
    model = next(one for one in statute("carate").allocation_keys if one.code == "POPOLAZIONE")
    parts = tuple(KeyPart(share=Fraction(share), key=key) for key, share in shares_of.items())
    return MixedKey(kind="MIXED", code="MISTO", parts=parts, source=model.source)


def test_several_criteria_weigh_together_as_their_fractions_say() -> None:
    declared = {istat("carate", "Lissone"): Fraction(1)}
    key = mixed({"POPOLAZIONE": "2/3", "RISORSE": "1/3"})
    asked = replace(carate(21_000_000, resources=declared), statute=with_keys("carate", key))
    found = by_key(asked, "MISTO")
    assert isinstance(found, Riparto)
    exact = Fraction(14_000_000 * 46_700, 154_800) + 7_000_000
    lissone = found.of(istat("carate", "Lissone"))
    assert lissone is not None
    assert lissone.share.exact == exact
    assert abs(lissone.cents - exact) < 1
    assert sum(shares(found).values()) == 21_000_000
    assert {"AMB-10", "AMB-11"} <= warned(found)
    assert codes(by_key(replace(asked, known=carate(0).known), "MISTO")) == ["RESOURCES_MISSING"]
    nought = replace(carate(5, resources={istat("carate", "Lissone"): Fraction()}),
                     statute=with_keys("carate", key))  # fmt: skip
    assert codes(by_key(nought, "MISTO")) == ["NO_WEIGHT"]


def test_criteria_stand_side_by_side_on_one_sum() -> None:
    asked = carate(21_000_000, resources={istat("carate", "Renate"): Fraction(1)})
    chosen, other = by_key(asked, "POPOLAZIONE"), by_key(asked, "RISORSE")
    assert isinstance(chosen, Riparto)
    assert isinstance(other, Riparto)
    found = {line.party.place.code: (line.cents, more) for line, more in beside(other, chosen)}
    assert found[istat("carate", "Renate")] == (21_000_000, 21_000_000 - 556_202)
    assert found[istat("carate", "Lissone")] == (0, -6_335_271)
    assert len(found) == len(chosen.lines) == 13
    assert sum(more for _, more in found.values()) == 0
    back = [more for _, more in beside(chosen, other)]
    assert sorted(back) == sorted(-more for _, more in found.values())
    assert codes(by_key(asked, "ALTRO")) == ["KEY_UNKNOWN"]


def test_what_is_paid_in_cash_and_what_counts_are_the_same_sum() -> None:
    ledger = next(one for one in statute("carate").ledgers if one.code == "PERSONALE")
    found = books(ledger, carate(21_000_000))
    assert isinstance(found, Books)
    assert found.cash == {"BUDGET_UNICO": 21_000_000}
    assert sum(found.notional.values()) == 21_000_000
    assert found.notional[istat("carate", "Renate")] == 556_202
    assert not set(found.cash) & set(found.notional)
    missing = books(ledger, carate(21_000_000, 2030))
    assert "POPULATION_MISSING" in codes(missing)


@pytest.mark.parametrize(
    ("what", "code"), [("NIENTE", "ALLOCATION_UNKNOWN"), ("COSTO_PERSONALE", "AMOUNT_NEGATIVE")]
)
def test_what_cannot_be_shared_is_refused(what: str, code: str) -> None:
    assert codes(by_rule(carate(-1), what)) == [code]


def test_remembered_roundings_follow_from_year_to_year() -> None:
    first = by_rule(soncino(1_800_000), "QUOTE_SUB4")
    assert isinstance(first, Riparto)
    again = by_rule(replace(soncino(1_800_000), remembered=first.remembered), "QUOTE_SUB4")
    found = shares(again)
    assert (found["Genivolta"], found["Salvirola"]) == (80_077, 80_078)


@settings(max_examples=60)
@given(st.integers(0, 10**9), st.randoms(use_true_random=False))
def test_every_riparto_can_be_computed_again_from_what_it_explains(
    cents: int, chance: st.DataObject
) -> None:
    asked = carate(cents)
    figures = [*asked.known.residents]
    chance.shuffle(figures)  # type: ignore[attr-defined]
    mixed_up = replace(asked, known=replace(asked.known, residents=tuple(figures)))
    found, other = by_key(asked, "POPOLAZIONE"), by_key(mixed_up, "POPOLAZIONE")
    assert isinstance(found, Riparto)
    assert shares(found) == shares(other)
    assert sum(one.cents for one in found.lines) == cents
    whole = sum(item.figure.residents for one in found.lines for item in one.party.counted)
    for one in found.lines:
        own = sum(item.figure.residents for item in one.party.counted)
        exact = Fraction(cents * own, whole)
        assert one.share.exact == exact
        assert one.cents == exact.numerator // exact.denominator + one.share.extra


def test_a_party_without_residents_cannot_be_counted_by_them() -> None:
    data = by_heads().model_dump(by_alias=True)
    over = {"kind": "SIGNATORIES", "instrument": "ADP-2012"}
    signed = PopulationKey.model_validate({**data, "over": over})
    asked = replace(soncino(100), statute=with_keys("cremasco", signed))
    assert codes(by_key(asked, "TESTE")) == ["PARTY_WITHOUT_RESIDENTS"]
