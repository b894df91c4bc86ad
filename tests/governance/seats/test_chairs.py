"""Who chairs: an office whoever holds it, a role, one to be elected, or nobody knows."""

from datetime import date

from ambiti.governance.seats.chairing import Chaired, chair
from ambiti.governance.seats.seat import Bound

from .composed import invented, tenant, tre_valli, with_organ

SOURCE = {"document": "PATTO", "article": "6"}


def of(name: str, organ: str, *day: int) -> Chaired:
    return chair(tenant(name), organ, date(*day))


def test_cre_6_4_the_assemblea_is_chaired_by_the_mayor_of_crema_from_its_own_seat() -> None:
    found = of("cremasco", "ADS", 2012, 6, 1)
    assert (found.kind, found.code, found.name) == ("OFFICE", "SINDACO-CREMA", "Sindaco di Crema")
    assert found.seat == "ADS/1:OFFICE_OF_EACH/019035"
    assert found.bound == Bound("COMUNE", "019035")
    assert found.source.article == "6.4"


def test_cre_6_5_the_assemblea_designates_another_mayor_in_the_place_of_the_chair() -> None:
    substitute = of("cremasco", "ADS", 2012, 6, 1).substitute
    assert substitute is not None
    assert (substitute.n, substitute.pool_name, substitute.source.article) == (
        1,
        "i sindaci",
        "6.5",
    )
    assert substitute.designator.is_one("ADS")


def test_cre_9_5_the_president_of_the_assemblea_chairs_the_table_or_a_delegate() -> None:
    found = of("cremasco", "TLTS", 2012, 6, 1)
    assert (found.seat, found.delegate) == ("TLTS/3:EX_OFFICIO/PRESIDENTE-ADS", "ALLOWED")


def test_cre_8_5_a_and_lec_3_1_a_role_guides_the_office_from_its_seat() -> None:
    assert of("cremasco", "UDP", 2012, 6, 1).seat == "UDP/2:APPOINTED/COORD_UDP/1"
    lecce = of("lecce", "UDP", 2019, 12, 1)
    assert (lecce.kind, lecce.seat) == ("ROLE", "UDP/2:FUNCTION/GESTIONE_TECNICA/1")


def test_cre_7_4_the_comitato_elects_who_guides_it() -> None:
    found = of("cremasco", "CRIS", 2012, 6, 1)
    assert (found.kind, found.seat, found.pool) == ("ELECTED", None, ())
    assert (found.code, found.name) == ("COORD_CRIS", "referente/coordinatore")
    assert chair(tre_valli(), "CONFERENZA", date(2021, 6, 1)).name == "presidente di turno"


def test_car_4_2_nobody_knows_who_chairs_until_the_regolamento_is_there() -> None:
    found = of("carate", "ASSEMBLEA", 2026, 1, 15)
    assert (found.kind, found.missing) == ("UNKNOWN", "chi presiede l'Assemblea")
    assert found.document == "REG-ASSEMBLEA"
    assert found.title == "Regolamento dell'Assemblea dei Sindaci dell'Ambito"


def test_where_no_rule_says_who_chairs_that_day_it_is_unknown() -> None:
    silent = with_organ(invented())
    assert chair(silent, "ORGANO", date(2022, 6, 1)).kind == "UNKNOWN"
    office = {"kind": "OFFICE", "office": "SINDACO-ALTA", "source": SOURCE}
    late = with_organ(invented(), chair={**office, "valid": {"from": "2023-01-01"}})
    assert chair(late, "ORGANO", date(2022, 6, 1)).kind == "UNKNOWN"
    seatless = chair(late, "ORGANO", date(2023, 6, 1))
    assert (seatless.kind, seatless.seat) == ("OFFICE", None)
