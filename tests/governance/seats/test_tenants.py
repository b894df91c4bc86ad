"""The seats that the shipped statutes give, with the figures of their documents."""

from collections import Counter
from datetime import date
from typing import Final

import pytest

from ambiti.acting.refusing import Refused
from ambiti.governance.seats.chairing import chair
from ambiti.governance.seats.composing import seats
from ambiti.governance.seats.seat import Composed
from ambiti.governance.seats.voting import voters
from ambiti.statute.language.composition import OfficeOfEach
from ambiti.statute.language.statute import Statute

from .composed import labels, missing, rule, tenant, with_organ

DAYS: Final = (date(2012, 6, 1), date(2019, 12, 1), date(2026, 1, 15))
TENANTS: Final = ("carate", "cremasco", "lecce", "monza_brianza")
ORGANS: Final = [
    pytest.param(name, organ.code, day, id=f"{name} {organ.code} {day}")
    for name in TENANTS
    for day in DAYS
    for organ in tenant(name).organs
    if organ.valid.period.covers(day)
]


def of(name: str, organ: str, day: str, formation: str | None = None) -> Composed:
    return seats(tenant(name), organ, date.fromisoformat(day), formation)


@pytest.mark.parametrize(("name", "organ", "day"), ORGANS)
def test_every_organ_gives_its_seats_or_says_what_is_missing(
    name: str, organ: str, day: date
) -> None:
    composed = seats(tenant(name), organ, day)
    keys = [one.key for one in composed.seats]
    assert composed.seats or composed.missing
    assert len(set(keys)) == len(keys)
    assert (composed.size is None) == bool(composed.missing)
    assert all(one.label and "{" not in one.label for one in composed.seats)
    documents = {one.code for one in tenant(name).documents}
    cited = [one.source.document for one in composed.seats]
    cited += [one.source.document for one in composed.missing]
    assert set(cited) <= documents
    assert chair(tenant(name), organ, day).source.document in documents


def test_cre_5_1_the_cremasco_assemblea_is_of_48_mayors_and_two_guests() -> None:
    assemblea = of("cremasco", "ADS", "2012-06-01")
    assert (assemblea.size, assemblea.cap, len(voters(assemblea))) == (48, 48, 48)
    assert Counter(one.standing for one in assemblea.seats) == {"COMPONENT": 48, "INVITED": 2}
    assert "Sindaco di Gombito" in labels(assemblea)
    assert len({one.bound.code for one in assemblea.components}) == 48
    direttore, provincia = assemblea.seats[-2:]
    assert (direttore.label, direttore.delegate, direttore.vote) == (
        "Direttore Sociale dell'ASL, su invito",
        "ALLOWED",
        False,
    )
    assert (provincia.bound.code, provincia.source.article) == ("PROVINCIA-CREMONA", "6.7")


def test_cre_7_1_the_comitato_ristretto_is_two_for_each_of_six_sub_ambiti() -> None:
    cris = of("cremasco", "CRIS", "2012-06-01")
    assert cris.size == 12
    assert Counter(one.bound.code for one in cris.seats) == dict.fromkeys("123456", 2)
    fourth = [one for one in cris.seats if one.bound.code == "4"]
    assert fourth[1].key == "CRIS/1:N_PER_GROUP/4/2"
    assert fourth[1].label == (
        "componente 2 di Sub-ambito 4, fra i sindaci, gli assessori alle Politiche Sociali e i "
        "consiglieri comunali"
    )
    assert [one.office for one in fourth[1].pool] == ["SINDACO", "ASSESSORE", "CONSIGLIERE"]
    assert fourth[1].designator is not None
    assert fourth[1].designator.name == "l'Assemblea dei Sindaci"
    assert fourth[1].source.ambiguities == ("AMB-42",)


def test_cre_8_5_the_ufficio_di_piano_is_of_14_and_csc_takes_part() -> None:
    ufficio = of("cremasco", "UDP", "2012-06-01")
    assert (ufficio.size, ufficio.cap, len(ufficio.seats)) == (14, 14, 15)
    assert Counter(one.rule for one in ufficio.seats) == {
        "APPOINTED": 1,
        "ONE_PER_GROUP": 6,
        "DESIGNATED": 7,
        "PARTICIPANT": 1,
    }
    assert "componente di Sub-ambito 4, designato dal comune di Soncino" in labels(ufficio)
    assert ufficio.seats[-1] not in [one.seat for one in voters(ufficio)]


def test_cre_9_4_the_commission_is_at_most_four_times_five_and_five_of_right() -> None:
    commission = of("cremasco", "TLTS", "2012-06-01", "TLTS_COMMISSIONE")
    capped = [one for one in commission.seats if one.rule == "CAPPED_CATEGORY"]
    assert Counter(one.bound.code for one in capped) == {
        "GRUPPO_VOLONTARIATO": 5,
        "GRUPPO_COOPERATIVE": 5,
        "GRUPPO_PROMOZIONE": 5,
        "GRUPPO_CONFESSIONI": 5,
    }
    assert Counter(one.rule for one in commission.seats)["EX_OFFICIO"] == 5
    assert (commission.size, commission.at_most) == (None, 25)
    assert [one.kind for one in commission.missing] == ["UP_TO"]


def test_cre_9_4_a_the_assembly_of_the_third_sector_is_open_to_who_asks() -> None:
    assembly = of("cremasco", "TLTS", "2012-06-01", "TLTS_ASSEMBLEA")
    assert [one.standing for one in assembly.seats].count("OPEN_ON_REQUEST") == 1
    assert (len(assembly.components), assembly.size, assembly.at_most) == (5, None, None)
    assert missing(assembly) == [("OPEN_NUMBER", "quanti chiederanno di partecipare")]


def test_without_a_formation_the_table_has_the_seats_of_both_and_says_so() -> None:
    table = of("cremasco", "TLTS", "2012-06-01")
    assert len(table.seats) == 26
    assert missing(table)[-1] == (
        "FORMATION",
        "in quale formazione si riunisce: incontri assembleari o commissione operativa",
    )


def test_cre_10_2_the_provincial_coordination_is_of_the_technicians_of_five_bodies() -> None:
    coordination = of("cremasco", "COORD_TOP", "2012-06-01")
    technicians = [one for one in coordination.components if one.several]
    assert [one.bound.code for one in technicians] == [
        "COMUNE-CREMONA",
        "AZIENDA-CREMONESE",
        "019035",
        "CSC",
        "CONSORZIO-CASALASCO",
    ]
    assert coordination.size is None


def test_car_4_2_the_assemblea_of_carate_is_of_13_mayors() -> None:
    assemblea = of("carate", "ASSEMBLEA", "2026-01-15")
    assert assemblea.size == 13
    renate = next(one for one in assemblea.seats if one.label == "Sindaco di Renate")
    assert (renate.bound.kind, renate.bound.code, renate.delegate) == (
        "COMUNE",
        "108037",
        "NOT_STATED",
    )
    assert renate.key == "ASSEMBLEA/1:OFFICE_OF_EACH/108037"
    assert (renate.source.document, renate.source.article) == ("CONV-UDP", "4.2")
    assert {one.doubt for one in voters(assemblea)} == {
        "il testo non dice se vota: vota come componente"
    }


def test_car_5_2_nobody_counts_the_staff_of_the_common_office() -> None:
    ufficio = of("carate", "UDP", "2026-01-15")
    assert ufficio.size is None
    assert missing(ufficio) == [
        (
            "OPEN_NUMBER",
            "quante persone siano: il personale distaccato presso l'Ufficio di Piano",
        )
    ]


def test_lec_7_1_the_ufficio_of_lecce_is_of_six_the_responsabile_among_them() -> None:
    ufficio = of("lecce", "UDP", "2019-12-01")
    assert (ufficio.size, ufficio.cap) == (6, 6)
    assert Counter(one.bound.code for one in ufficio.components) == {
        "PROGRAMMAZIONE": 1,
        "RESPONSABILE_UDP": 1,
        "FINANZIARIA": 1,
        "STAFF": 3,
    }
    assert [one.exclusive for one in ufficio.components] == [True, False, True, *[False] * 3]
    guest, provincia = ufficio.seats[-2:]
    assert (guest.standing, guest.delegate, guest.source.enforcement) == (
        "PARTICIPANT",
        "ALLOWED",
        "warn",
    )
    assert (provincia.standing, provincia.condition) == ("CONDITIONAL", "SERVIZI_ALLA_PROVINCIA")


def test_lec_1_1_nobody_knows_the_coordinamento_until_the_convenzione_is_there() -> None:
    coordinamento = of("lecce", "COORD_IST", "2026-01-15")
    (unknown,) = coordinamento.missing
    assert (coordinamento.size, coordinamento.seats) == (None, ())
    assert (unknown.document, unknown.source.ambiguities) == ("CONVENZIONE", ("AMB-33",))
    assert unknown.title is not None
    assert unknown.title.startswith("Convenzione")


def test_amb_33_the_coordinamento_would_be_of_10_if_the_convenzione_says_one_per_comune() -> None:
    each = rule("OFFICE_OF_EACH", office="SINDACO", over={"kind": "COMUNI"})
    supposed = with_organ(tenant("lecce"), each)
    assert seats(supposed, "ORGANO", date(2026, 1, 15)).size == 10


def test_lec_6_3_a_each_area_has_one_coordinator_from_the_social_service() -> None:
    coordinators = of("lecce", "COORDINATORI_AREA", "2019-12-01")
    assert coordinators.size == 3
    assert {one.pool[0].places for one in coordinators.seats} == {("SSP",)}


def test_son_3_2_the_assemblea_of_soncino_is_of_11_by_comune() -> None:
    assemblea = of("cremasco", "ASS_SUB4", "2019-12-01")
    assert assemblea.size == 11
    assert {one.delegate for one in assemblea.seats} == {"ALLOWED"}
    assert assemblea.seats[0].source.ambiguities == ("AMB-05", "AMB-04", "AMB-58")


def by_signatory(statute: Statute) -> Statute:
    """Read the Assemblea of Soncino the other way: AMB-05."""
    organs = []
    for organ in statute.organs:
        each = organ.composition[0] if organ.code == "ASS_SUB4" else None
        if isinstance(each, OfficeOfEach):
            read = each.model_copy(update={"seat_policy": "BY_SIGNATORY"})
            organs.append(organ.model_copy(update={"composition": (read,)}))
        else:
            organs.append(organ)
    return statute.model_copy(update={"organs": tuple(organs)})


def test_son_3_2_and_amb_05_it_is_of_9_by_signatory_and_the_unione_sits_once() -> None:
    assemblea = seats(by_signatory(tenant("cremasco")), "ASS_SUB4", date(2019, 12, 1))
    assert assemblea.size == 9
    assert labels(assemblea)[-1] == "rappresentante dell'Unione dei Fontanili"
    assert assemblea.seats[-1].bound.kind == "BODY"
    assert "Sindaco di Ticengo" not in labels(assemblea)


def test_mia_0_9_the_interambiti_council_is_named_and_not_composed() -> None:
    council = of("monza_brianza", "CIA", "2026-01-15")
    assert missing(council) == [
        ("UNKNOWN", "l'atto che dice chi ne fa parte; l'accordo lo nomina soltanto")
    ]
    assert (council.seats, council.size, voters(council)) == ((), None, ())


def test_cre_12_10_a_comune_that_changes_sub_ambito_changes_seats_from_that_day() -> None:
    moved = with_ticengo_in_the_fifth(tenant("cremasco"))
    before, after = (
        seats(moved, "CRIS", date.fromisoformat(day)) for day in ("2012-12-31", "2013-01-01")
    )
    assert [one.key for one in before.seats] == [one.key for one in after.seats]

    def sees(composed: Composed, unit: str) -> bool:
        seat = next(one for one in composed.seats if one.bound.code == unit)
        return "019104" in seat.pool[0].places

    assert (sees(before, "4"), sees(before, "5")) == (True, False)
    assert (sees(after, "4"), sees(after, "5")) == (False, True)
    sindaci = [seats(moved, "ASS_SUB4", date.fromisoformat(day)) for day in ("2019-12-01",)]
    assert sindaci[0].size == 10


def with_ticengo_in_the_fifth(statute: Statute) -> Statute:
    units = []
    for unit in statute.units:
        (first,) = unit.members
        valid = type(first.valid).model_validate
        others = [name for name in getattr(first, "comuni", ()) if name != "Ticengo"]
        moves = {
            "4": ("until", [first.model_copy(update={"comuni": tuple(others)})]),
            "5": ("from", [first]),
        }
        if unit.code in moves:
            bound, kept = moves[unit.code]
            days = valid({bound: date(2013, 1, 1)})
            ticengo = first.model_copy(update={"comuni": ("Ticengo",), "valid": days})
            units.append(unit.model_copy(update={"members": (*kept, ticengo)}))
        else:
            units.append(unit)
    return statute.model_copy(update={"units": tuple(units)})


def test_an_organ_that_is_not_there_that_day_is_refused_with_those_that_are() -> None:
    with pytest.raises(Refused) as refused:
        of("cremasco", "CRIS", "2019-12-01")
    assert refused.value.violations[0].code == "ORGAN_UNKNOWN"
    with pytest.raises(Refused) as refused:
        of("cremasco", "TLTS", "2012-06-01", "TLTS_COMMISSION")
    (violation,) = refused.value.violations
    assert (violation.code, violation.field) == ("FORMATION_UNKNOWN", "formation")
    assert "TLTS_COMMISSIONE" in violation.message
