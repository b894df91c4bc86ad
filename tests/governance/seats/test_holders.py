"""Who may hold a seat: every reason why not, each with the article that says so."""

from datetime import date
from typing import Any

import pytest

from ambiti.acting.refusing import Violation
from ambiti.governance.seats.composing import seats
from ambiti.governance.seats.holder import Holder
from ambiti.governance.seats.holding import advice_on_holders, checked_holders
from ambiti.governance.seats.seat import Composed, Held
from ambiti.statute.periods import Period

from .composed import invented, made_of, rule, tenant, with_organ

ADERENTE = Held("ADERENTI")


def cremasco(organ: str, formation: str | None = None) -> Composed:
    return seats(tenant("cremasco"), organ, date(2012, 6, 1), formation)


def holder(seat: str | None, *offices: Held, by: str | None = None, **more: Any) -> Holder:
    name = more.pop("name", "Maria Rossi")
    return Holder(seat, name.lower(), name, offices, by, **more)


def found(composed: Composed, *holders: Holder) -> list[Violation]:
    return list(checked_holders(composed, holders))


def codes(composed: Composed, *holders: Holder) -> list[str]:
    return [one.code for one in found(composed, *holders)]


def test_cre_8_5_b_the_seat_of_a_sub_ambito_is_filled_by_its_referente() -> None:
    seat = "UDP/3:ONE_PER_GROUP/4"
    assert codes(cremasco("UDP"), holder(seat, by="019097")) == []
    assert codes(cremasco("UDP"), holder(seat, by="REFERENTE")) == []
    (offanengo,) = found(cremasco("UDP"), holder(seat, by="019062"))
    assert (offanengo.code, offanengo.field) == ("WRONG_DESIGNATOR", "holders.0")
    assert (offanengo.document, offanengo.article) == ("ADP-2012", "8.5.b")
    assert "il comune di Soncino" in offanengo.message
    (nobody,) = found(cremasco("UDP"), holder(seat))
    assert nobody.message.endswith("non risulta alcuna designazione")


def test_cre_8_5_c_a_seat_has_one_holder_at_a_time() -> None:
    seat = "UDP/5:DESIGNATED/COOPERAZIONE/1"
    mine = (Held("COOPERAZIONE"), ADERENTE)
    first = holder(seat, *mine, by="TLTS", days=Period(date(2012, 5, 1), date(2013, 1, 1)))
    second = holder(seat, *mine, by="TLTS", days=Period(date(2012, 12, 31)), name="Anna Bianchi")
    third = holder(seat, *mine, by="TLTS", days=Period(date(2013, 1, 1)))
    (taken,) = found(cremasco("UDP"), first, second)
    assert (taken.code, taken.field) == ("SEAT_TAKEN", "holders.1")
    assert "è già di Maria Rossi" in taken.message
    assert codes(cremasco("UDP"), third, first) == []
    ended = holder(seat, *mine, by="TLTS", days=Period(date(2012, 5, 1), date(2012, 6, 1)))
    assert codes(cremasco("UDP"), ended, second) == []


def test_cre_8_5_d_all_that_is_wrong_is_told_at_once() -> None:
    wrong = holder("UDP/5:DESIGNATED/COOPERAZIONE/1", Held("SINDACO", "019035"), by="FORUM-TS")
    assert codes(cremasco("UDP"), wrong) == ["WRONG_DESIGNATOR", "NOT_IN_POOL", "NOT_ADHERENT"]


def test_cre_4_2_and_9_6_who_did_not_adhere_is_not_designated() -> None:
    mine = Held("COOPERAZIONE")
    (gate,) = found(cremasco("UDP"), holder("UDP/5:DESIGNATED/COOPERAZIONE/1", mine, by="TLTS"))
    assert (gate.code, gate.article) == ("NOT_ADHERENT", "9.6")
    commission = cremasco("TLTS", "TLTS_COMMISSIONE")
    group = "TLTS/2:CAPPED_CATEGORY/GRUPPO_COOPERATIVE"
    (gate,) = found(commission, holder(group, Held("GRUPPO_COOPERATIVE")))
    assert (gate.code, gate.article) == ("NOT_ADHERENT", "4.2")


@pytest.mark.parametrize("seat", [None, "TLTS/2:CAPPED_CATEGORY/GRUPPO_VOLONTARIATO"])
def test_cre_9_4_b_of_a_category_there_are_five_at_most(seat: str | None) -> None:
    commission = cremasco("TLTS", "TLTS_COMMISSIONE")
    each = [holder(seat, Held("GRUPPO_VOLONTARIATO"), ADERENTE) for _ in range(6)]
    assert codes(commission, *each[:5]) == []
    (sixth,) = found(commission, *each)
    assert (sixth.code, sixth.field, sixth.article) == ("GROUP_CAP", "holders.5", "9.4.b")
    assert "al più 5 rappresentanti" in sixth.message


def test_cre_7_1_a_third_for_a_sub_ambito_or_a_technician_finds_no_seat() -> None:
    cris, group = cremasco("CRIS"), "CRIS/1:N_PER_GROUP/4"
    mayors = [Held("SINDACO", istat) for istat in ("019097", "019062", "019054")]
    named = [holder(group, one, by="ADS") for one in mayors]
    assert codes(cris, *named[:2]) == []
    (third,) = found(cris, *named)
    assert (third.code, third.field) == ("SEAT_TAKEN", "holders.2")
    (technician,) = found(cris, holder(f"{group}/1", Held("COORD_SUB", "4"), by="ADS"))
    assert (technician.code, technician.article) == ("NOT_IN_POOL", "7.1")
    assert "i sindaci, gli assessori alle Politiche Sociali" in technician.message
    assert codes(cris, holder(f"{group}/1", Held("SINDACO", "019067"), by="ADS")) == ["NOT_IN_POOL"]


def test_lec_6_1_the_function_of_the_responsabile_is_of_the_responsabile() -> None:
    ufficio = seats(tenant("lecce"), "UDP", date(2019, 12, 1))
    seat = "UDP/2:FUNCTION/GESTIONE_TECNICA/1"
    assert codes(ufficio, holder(seat, Held("OPERATORE_UDP"))) == ["NOT_IN_POOL"]
    assert codes(ufficio, holder(seat, Held("RESPONSABILE_UDP"))) == []


def test_an_office_that_a_role_fills_is_the_role_in_its_comune() -> None:
    assemblea = cremasco("ADS")
    for office in (Held("SINDACO", "019035"), Held("SINDACO-CREMA"), Held("PRESIDENTE-ADS")):
        assert codes(assemblea, holder("ADS/1:OFFICE_OF_EACH/019035", office)) == []
        assert codes(assemblea, holder(None, office)) == []
    assert codes(assemblea, holder(None, Held("SINDACO", "058091"))) == ["NOT_IN_POOL"]


def test_a_key_that_is_no_seat_that_day_is_unknown() -> None:
    (unknown,) = found(cremasco("ADS"), holder("ADS/1:OFFICE_OF_EACH/058091"))
    assert (unknown.code, unknown.document) == ("SEAT_UNKNOWN", "ADP-2012")


@pytest.mark.parametrize(
    ("delegate", "forbidden", "advised"),
    [
        ("ALLOWED", [], []),
        ("NOT_ALLOWED", ["DELEGATE_NOT_ALLOWED"], []),
        ("NOT_STATED", [], ["DELEGATE_NOT_STATED"]),
    ],
)
@pytest.mark.parametrize("by", ["SINDACO", "999002"])
def test_a_delegate_sits_where_the_text_lets_one(
    delegate: str, forbidden: list[str], advised: list[str], by: str
) -> None:
    each = rule("OFFICE_OF_EACH", office="SINDACO", over={"kind": "COMUNI"}, delegate=delegate)
    composed = made_of(each)
    sent = holder("ORGANO/1:OFFICE_OF_EACH/999002", Held("ASSESSORE", "999002"), by=by)
    assert codes(composed, sent) == forbidden
    assert [one.code for one in advice_on_holders(composed, [sent])] == advised
    stranger = holder("ORGANO/1:OFFICE_OF_EACH/999002", Held("ASSESSORE", "999002"), by="ASL")
    assert codes(composed, stranger) == ["NOT_IN_POOL"]


def test_a_rule_that_only_warns_forbids_nothing_and_one_that_records_is_silent() -> None:
    wrong = holder("ORGANO/1:DESIGNATED/ASL/1", by="PROVINCIA")
    for force, advised in (("warn", ["WRONG_DESIGNATOR"]), ("record", [])):
        composed = made_of(rule("DESIGNATED", n=1, designated_by="ASL", enforcement=force))
        assert codes(composed, wrong) == []
        assert [one.code for one in advice_on_holders(composed, [wrong])] == advised


def test_who_may_sit_in_two_places_leaves_the_one_that_another_needs() -> None:
    composed = made_of(
        rule("EX_OFFICIO", holder="SINDACO-ALTA"),
        rule("N_PER_GROUP", n=1, group={"kind": "SUB_AMBITI"}, pool=["SINDACO"]),
    )
    alta, bassa = (Held("SINDACO", istat) for istat in ("999001", "999002"))
    assert codes(composed, holder(None, alta), holder(None, bassa)) == []


def test_who_is_designated_without_a_pool_sits_where_the_designator_fills() -> None:
    composed = made_of(rule("DESIGNATED", n=1, designated_by="ASL"))
    assert codes(composed, holder(None, by="ASL")) == []
    assert codes(composed, holder(None, by="ASL"), holder(None, by="ASL")) == ["SEAT_TAKEN"]
    assert codes(composed, holder(None, by="PROVINCIA")) == ["NOT_IN_POOL"]


def test_an_open_number_has_no_end_but_the_total_has() -> None:
    everyone = rule("ALL_WITH_STATUS", category="OPERATORI")
    three = [holder("ORGANO/1:ALL_WITH_STATUS/OPERATORI", Held("OPERATORI")) for _ in range(3)]
    assert codes(made_of(everyone), *three) == []
    (over,) = found(made_of(everyone, rule("TOTAL_CAP", n=2)), *three)
    assert (over.code, over.field) == ("GROUP_CAP", "holders.2")


def test_a_gate_stands_before_those_who_ask_to_attend() -> None:
    asked = rule("OPEN_ON_REQUEST", categories=["COOP"])
    composed = seats(with_organ(invented(), asked, code="INCONTRI"), "INCONTRI", date(2022, 6, 1))
    (gate,) = found(composed, holder(None, Held("COOP")))
    assert (gate.code, gate.article) == ("NOT_ADHERENT", "21")
    assert codes(composed, holder(None, Held("COOP"), ADERENTE)) == []
