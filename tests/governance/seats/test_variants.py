"""Every way of composing an organ gives its seats, also those that no shipped statute uses."""

from datetime import date

import pytest

from ambiti.governance.seats.calling import plural
from ambiti.governance.seats.composing import seats
from ambiti.governance.seats.seat import Bound, Eligible
from ambiti.governance.seats.voting import voters

from .composed import invented, labels, made_of, missing, rule, tre_valli, with_organ

UNIT = {"kind": "UNIT", "unit": "ALTA"}
SUB_AMBITI = {"kind": "SUB_AMBITI"}


def test_a_comune_that_changes_unit_loses_its_seat_on_that_day_and_has_the_other() -> None:
    both = with_organ(
        invented(),
        rule("OFFICE_OF_EACH", office="SINDACO", over=UNIT),
        rule("OFFICE_OF_EACH", office="SINDACO", over={"kind": "UNIT", "unit": "PIANA"}),
    )
    before, after = (seats(both, "ORGANO", date(*day)) for day in ((2022, 12, 31), (2023, 1, 1)))
    assert "ORGANO/1:OFFICE_OF_EACH/999003" in [one.key for one in before.seats]
    assert "ORGANO/2:OFFICE_OF_EACH/999003" in [one.key for one in after.seats]
    assert (len(before.seats), len(after.seats)) == (4, 4)


@pytest.mark.parametrize("over", [{"kind": "COMUNI"}, UNIT])
def test_by_signatory_who_signed_for_several_sits_once(over: dict[str, str]) -> None:
    each = rule("OFFICE_OF_EACH", office="SINDACO", over=over, seat_policy="BY_SIGNATORY",
                instrument="PATTO", delegate="NOT_ALLOWED", vote=True)  # fmt: skip
    composed = made_of(each)
    assert labels(composed) == [
        "Sindaco di Inventata Alta",
        "Sindaco di Inventata Bassa",
        "rappresentante dell'Unione dei Finti",
    ]
    assert composed.size == 3
    assert {one.delegate for one in composed.seats} == {"NOT_ALLOWED"}
    assert {one.doubt for one in voters(composed)} == {None}


def test_by_signatory_a_comune_for_which_nobody_signed_is_missing() -> None:
    statute = invented()
    (signed,) = statute.instruments
    few = signed.model_copy(update={"parties": signed.parties[:1]})
    each = rule("OFFICE_OF_EACH", office="SINDACO", over={"kind": "COMUNI"},
                seat_policy="BY_SIGNATORY", instrument="PATTO")  # fmt: skip
    poorer = with_organ(statute.model_copy(update={"instruments": (few,)}), each)
    composed = seats(poorer, "ORGANO", date(2022, 6, 1))
    assert (len(composed.seats), composed.size) == (2, None)
    assert missing(composed) == [("NOT_SIGNED", "chi ha firmato per: Colle Finto, Piano Finto")]


def test_each_signatory_has_a_seat_also_a_body_that_stands_for_no_comune() -> None:
    over = {"kind": "SIGNATORIES", "instrument": "PATTO"}
    composed = made_of(rule("OFFICE_OF_EACH", office="SINDACO", over=over))
    assert [one.bound.code for one in composed.seats] == ["999001", "999002", "UNIONE", "ASL"]
    assert composed.seats[3].pool == (Eligible(None, ("ASL",)), Eligible("PRESIDENTE-ASL"))


def test_each_member_ambito_has_a_seat_for_a_mayor_of_its_comuni() -> None:
    conference = seats(tre_valli(), "CONFERENZA", date(2021, 6, 1))
    assert labels(conference)[0].startswith("Sindaco per ")
    assert [one.bound.kind for one in conference.seats] == ["UNIT"] * 4
    (designator, _) = (one.designator for one in conference.seats[2:])
    assert designator is not None
    assert (designator.code, designator.accepted) == ("EACH_AMBITO", ("PRIMA",))
    signed = rule("OFFICE_OF_EACH", office="SINDACO", over={"kind": "MEMBER_AMBITI"},
                  seat_policy="BY_SIGNATORY", instrument="INTESA")  # fmt: skip
    signed["source"] = {"document": "INTESA"}
    by_signatory = seats(with_organ(tre_valli(), signed), "ORGANO", date(2021, 6, 1))
    assert [one.bound.code for one in by_signatory.seats] == ["PRIMA", "SECONDA"]


def test_groups_are_units_categories_or_parties_each_with_its_designator() -> None:
    parties = {"kind": "PARTIES", "parties": ["ASL", "CAPOFILA", "ASL"]}
    composed = made_of(
        rule("N_PER_GROUP", n=2, group=SUB_AMBITI, pool=["SINDACO"], designated_by="REFERENTE"),
        rule("ONE_PER_GROUP", group={"kind": "CATEGORIES", "categories": ["COOP", "VOL"]}),
        rule("ONE_PER_GROUP", group=parties, designated_by="EACH_PARTY"),
        rule("ONE_PER_GROUP", group={"kind": "PARTIES", "parties": ["EACH_PARTY"]}),
    )
    assert composed.size == 4 + 2 + 2 + 4
    assert labels(composed)[1] == "componente 2 di Sub-ambito Alto, fra i sindaci"
    first = composed.seats[0].designator
    assert first is not None
    assert (first.name, first.accepted) == ("il comune di Inventata Alta", ("999001",))
    assert composed.seats[4].label == "componente per le cooperative"
    assert composed.seats[4].pool == (Eligible("COOP"),)
    assert [one.key for one in composed.seats[6:8]] == [
        "ORGANO/3:ONE_PER_GROUP/ASL",
        "ORGANO/3:ONE_PER_GROUP/CAPOFILA",
    ]


def test_of_groups_that_are_not_there_nothing_is_presumed() -> None:
    nobody = rule("N_PER_GROUP", n=2, group={"kind": "MEMBER_AMBITI"}, pool=["SINDACO"])
    each = rule("OFFICE_OF_EACH", office="SINDACO", over={"kind": "MEMBER_AMBITI"})
    assert [kind for kind, _ in missing(made_of(nobody, each))][:2] == ["NO_GROUP", "NO_GROUP"]


def test_the_capofila_that_appoints_is_the_one_of_the_day() -> None:
    appointed = rule("APPOINTED", n=2, appointed_by="CAPOFILA", role="GUIDA")
    before, after = made_of(appointed), made_of(appointed, day=date(2024, 1, 1))
    assert labels(before)[0] == "Guida dell'Ufficio 1, incaricato dal comune di Inventata Alta"
    assert labels(after)[0] == "Guida dell'Ufficio 1, incaricato dal comune di Colle Finto"
    assert before.seats[0].bound == Bound("ROLE", "GUIDA")
    assert labels(made_of(rule("APPOINTED", n=1, appointed_by="ASL"))) == [
        "componente incaricato dall'ASL inventata"
    ]


def test_of_right_sits_an_office_a_body_or_each_of_several() -> None:
    composed = made_of(
        rule("EX_OFFICIO", holder="SINDACO-ALTA", delegate="NOT_ALLOWED"),
        rule("EX_OFFICIO", holder="ASL"),
        rule("EX_OFFICIO", holder="EACH_COMUNE"),
        rule("EX_OFFICIO", holder="PRESIDENTE-ASL"),
    )
    assert composed.size == 7
    assert composed.seats[0].bound == Bound("COMUNE", "999001")
    assert [one.bound.code for one in composed.seats[2:6]] == [f"99900{n}" for n in range(1, 5)]
    assert composed.seats[6].bound == Bound("BODY", "ASL")


def test_guests_and_seats_on_a_condition_are_no_components_and_guests_never_vote() -> None:
    composed = made_of(
        rule("INVITED", who="COOP", vote=True),
        rule("INVITED", who="EACH_PARTY"),
        rule("PARTICIPANT", who="ASL", n=2, area="AREA_CASA", vote=True),
        rule("CONDITIONAL", who="PROVINCIA", n=1, event="DELEGA", vote=True),
        rule("OPEN_ON_REQUEST", categories=["COOP", "VOL"]),
    )
    assert composed.components == ()
    assert [one.several for one in composed.seats if one.bound.kind == "CATEGORY"] == [True] * 3
    (voter,) = voters(composed)
    assert voter.seat.label == "Provincia inventata, solo se: delega della Provincia"
    assert voter.doubt == "il posto c'è solo se il fatto è avvenuto"


def test_all_with_a_status_are_as_many_as_they_are() -> None:
    composed = made_of(rule("ALL_WITH_STATUS", category="OPERATORI", vote=True), with_cap(6))
    assert (composed.size, composed.at_most, composed.cap) == (None, 6, 6)
    assert [one.doubt for one in voters(composed)] == ["non si sa quanti siano"]


def with_cap(n: int, including: str | None = None) -> dict[str, object]:
    return rule("TOTAL_CAP", n=n, including=including)


def test_a_total_includes_whom_it_names_and_says_what_it_gives_to_nobody() -> None:
    designated = rule("DESIGNATED", n=2, designated_by="ASL")
    composed = made_of(designated, with_cap(6, "GUIDA"))
    assert labels(composed)[-1] == "Guida dell'Ufficio"
    assert missing(composed) == [("REMAINDER", "a chi spettano 3 dei 6 posti")]
    full = made_of(designated, rule("APPOINTED", n=1, appointed_by="ASL", role="GUIDA"),
                   with_cap(3, "GUIDA"))  # fmt: skip
    assert (full.size, len(full.seats)) == (3, 3)
    over = made_of(designated, with_cap(1))
    assert (over.size, missing(over)) == (
        None,
        [("CONTRADICTION", "quali posti siano: le regole ne danno 2, il testo 1 in tutto")],
    )


def test_a_function_may_be_that_of_a_role_and_exclusive() -> None:
    composed = made_of(
        rule("FUNCTION", function="CONTI", n=2, exclusive=True),
        rule("FUNCTION", function="CONTI", role="GUIDA"),
    )
    assert labels(composed)[1] == "unità 2 con la funzione: contabilità"
    assert [one.exclusive for one in composed.seats] == [True, True, False]
    assert composed.seats[2].bound == Bound("ROLE", "GUIDA")


def test_what_is_unknown_names_the_document_and_an_empty_composition_is_not_stated() -> None:
    unknown = made_of(rule("UNKNOWN", missing="chi siede", document="REGOLAMENTO"))
    (found,) = unknown.missing
    assert (found.kind, found.document, found.title) == (
        "UNKNOWN",
        "REGOLAMENTO",
        "Regolamento che manca",
    )
    assert missing(made_of()) == [("NOT_STATED", "di chi è composto")]


def test_a_rule_gives_seats_only_on_its_days_and_keeps_its_place() -> None:
    old = rule("DESIGNATED", n=1, designated_by="ASL", valid={"until": "2022-01-01"})
    new = rule("DESIGNATED", n=1, designated_by="PROVINCIA")
    assert [one.key for one in made_of(old, new).seats] == ["ORGANO/2:DESIGNATED/PROVINCIA/1"]


@pytest.mark.parametrize(
    ("name", "several"),
    [
        ("Sindaco", "sindaci"),
        ("Assessore alle Politiche Sociali", "assessori alle Politiche Sociali"),
        ("Consigliere comunale", "consiglieri comunali"),
        ("Presidente dell'Unione", "presidenti dell'Unione"),
    ],
)
def test_an_office_is_told_in_the_plural(name: str, several: str) -> None:
    assert plural(name) == several
