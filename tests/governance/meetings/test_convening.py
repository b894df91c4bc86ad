"""What the documents ask of a convocation: every reason for which one is refused."""

from datetime import timedelta
from typing import Any

import pytest
from tests.acting.holding import DISPUTES, Person, person
from tests.conftest import Deployment

from ambiti import clock


async def the(clerk: Person, organ: str, **given: Any) -> Any:
    """Ask for a convocation that is refused for one reason, and give it."""
    (violation,) = await clerk.refused("conveneMeeting", **clerk.convocation(organ, **given))
    return violation


def item(matter: str, verb: str | None = None) -> dict[str, Any]:
    return {"subject": "Un punto", "matter": matter, "verb": verb}


async def test_a_mayor_does_not_convene_the_tables_that_the_office_convenes(
    chamber: Deployment,
) -> None:
    mayor = await person(chamber, "sindaco", "carate", comune="Renate")
    agenda = [{"subject": "Terzo settore"}]
    roll = [{"label": "Presidente della cooperativa"}]
    violation = await the(mayor, "TAVOLI", agenda=agenda, roll=roll)

    assert (violation["code"], violation["source"]["article"]) == ("NOT_CONVENER", "4.3.c.1")
    assert "Ufficio di Piano" in violation["message"]


async def test_tables_are_not_convened_without_the_agenda_that_their_article_asks_for(
    carate: Person,
) -> None:
    violation = await the(carate, "TAVOLI", roll=[{"label": "Presidente della cooperativa"}])

    assert (violation["code"], violation["field"]) == ("AGENDA_MISSING", "agenda")
    assert violation["source"]["article"] == "4.3.c.1"


async def test_a_meeting_is_convened_before_it_is_held(soncino: Person) -> None:
    yesterday = clock.today() - timedelta(days=1)
    violation = await the(soncino, "ASS_SUB4", heldOn=str(yesterday))

    assert (violation["code"], violation["field"]) == ("MEETING_IN_THE_PAST", "heldOn")


@pytest.mark.parametrize(
    "written", ["24:00", "18:60", "6:30", "18.30", "18:30:00", "", "\uff11\uff18:\uff13\uff10"]
)
async def test_a_time_is_written_with_hours_and_minutes(soncino: Person, written: str) -> None:
    violation = await the(soncino, "ASS_SUB4", at=written)

    assert (violation["code"], violation["field"]) == ("BAD_TIME", "at")


@pytest.mark.parametrize("written", ["00:00", "09:05", "23:59"])
async def test_every_minute_of_the_day_is_a_time(soncino: Person, written: str) -> None:
    assert (await soncino.convenes(at=written)).row["status"] == "CONVENED"


async def test_a_meeting_has_a_place(soncino: Person) -> None:
    violation = await the(soncino, "ASS_SUB4", place=" \t")

    assert (violation["code"], violation["field"]) == ("EMPTY", "place")


async def test_an_item_of_the_agenda_has_a_subject(soncino: Person) -> None:
    agenda = [DISPUTES, {**DISPUTES, "subject": "  "}]
    violation = await the(soncino, "ASS_SUB4", agenda=agenda)

    assert (violation["code"], violation["field"]) == ("EMPTY", "agenda.1.subject")


async def test_an_organ_that_there_is_not_is_not_convened(soncino: Person) -> None:
    violation = await the(soncino, "ASS_SUB5")

    assert (violation["code"], violation["field"]) == ("ORGAN_UNKNOWN", "organ")
    assert "ASS_SUB4" in violation["message"]


async def test_an_organ_that_has_ended_is_not_convened(soncino: Person) -> None:
    violation = await the(soncino, "CRIS")

    assert (violation["code"], violation["field"]) == ("ORGAN_UNKNOWN", "organ")


async def test_an_organ_without_formations_meets_as_a_whole(soncino: Person) -> None:
    violation = await the(soncino, "ASS_SUB4", formation="TAVOLO_CASA")

    assert (violation["code"], violation["field"]) == ("FORMATION_UNKNOWN", "formation")
    assert "non ce n'è alcuna" in violation["message"]


async def test_a_formation_that_is_misspelt_is_told_the_right_one(carate: Person) -> None:
    agenda, roll = [{"subject": "Casa"}], [{"label": "ALER"}]
    violation = await the(carate, "TAVOLI", formation="TAVOLO_CASE", agenda=agenda, roll=roll)

    assert violation["code"] == "FORMATION_UNKNOWN"
    assert "TAVOLO_CASA" in violation["message"]


async def test_a_matter_that_no_document_knows_is_not_on_an_agenda(soncino: Person) -> None:
    violation = await the(soncino, "ASS_SUB4", agenda=[DISPUTES, item("CONTROVERSIA_SUB4")])

    assert (violation["code"], violation["field"]) == ("MATTER_UNKNOWN", "agenda.1.matter")
    assert "CONTROVERSIE_SUB4" in violation["message"]


async def test_an_organ_does_not_act_on_a_matter_of_another(soncino: Person) -> None:
    violation = await the(soncino, "ASS_SUB4", agenda=[item("SOSTENIBILITA_SSD")])

    assert (violation["code"], violation["field"]) == ("NOT_COMPETENT", "agenda.0.matter")
    assert "È competente: Assemblea dei Sindaci (DECIDE)." in violation["message"]
    assert violation["source"]["document"].startswith("Convenzione")


async def test_an_organ_does_on_its_matter_what_the_documents_say_and_no_more(
    soncino: Person,
) -> None:
    violation = await the(soncino, "ASS_SUB4", agenda=[item("CONTROVERSIE_SUB4", "PROPOSE")])

    assert (violation["code"], violation["field"]) == ("NOT_COMPETENT", "agenda.0.verb")
    assert "DECIDE" in violation["message"]


async def test_who_proposes_a_plan_does_not_approve_it(carate: Person) -> None:
    roll = [{"label": "Il responsabile"}]
    agenda = [item("PIANO_DI_ZONA", "APPROVE")]
    violation = await the(carate, "UDP", agenda=agenda, roll=roll)

    assert (violation["code"], violation["field"]) == ("NOT_COMPETENT", "agenda.0.matter")
    assert "Assemblea" in violation["message"]
    assert "(APPROVE)" in violation["message"]


async def test_an_item_says_what_is_done_where_the_organ_may_do_several_things(
    lecce: Person,
) -> None:
    violation = await the(lecce, "UDP", agenda=[item("ATTI_FINANZIARI")])

    assert (violation["code"], violation["field"]) == ("VERB_MISSING", "agenda.0.verb")
    assert "PREPARE, EXECUTE" in violation["message"]


async def test_an_organ_of_which_nobody_knows_who_votes_wants_a_roll(lecce: Person) -> None:
    violation = await the(lecce, "COORD_IST")

    assert (violation["code"], violation["field"]) == ("ROLL_UNKNOWN", "roll")
    assert "manca chi compone il Coordinamento e con quali voti" in violation["message"]
    assert violation["source"]["article"] == "1.1"


async def test_a_roll_that_the_document_tells_is_not_declared(soncino: Person) -> None:
    violation = await the(soncino, "ASS_SUB4", roll=[{"label": "Sindaco di Crema"}])

    assert (violation["code"], violation["field"]) == ("ROLL_STATED", "roll")
    assert violation["source"]["article"] == "3.1"


@pytest.mark.parametrize("second", ["Sindaco di Lecce", " ", " Sindaco di Lecce "])
async def test_a_declared_seat_has_a_name_of_its_own(lecce: Person, second: str) -> None:
    violation = await the(
        lecce, "COORD_IST", roll=[{"label": "Sindaco di Lecce"}, {"label": second}]
    )

    assert (violation["code"], violation["field"]) == ("EMPTY", "roll.1.label")


@pytest.mark.parametrize("istat", ["015146", "075999", ""])
async def test_a_declared_seat_is_of_a_comune_of_the_tenant(lecce: Person, istat: str) -> None:
    violation = await the(lecce, "COORD_IST", roll=[{"label": "Sindaco", "istatCode": istat}])

    assert (violation["code"], violation["field"]) == ("COMUNE_UNKNOWN", "roll.0.istatCode")


async def test_all_that_forbids_a_convocation_is_told_at_once(carate: Person) -> None:
    given = carate.convocation(
        "TAVOLI",
        heldOn=str(clock.today() - timedelta(days=1)),
        at="sera",
        place="",
        agenda=[{"subject": "", "matter": "NIENTE"}],
        formation="NESSUNA",
    )
    found = [one["code"] for one in await carate.refused("conveneMeeting", **given)]

    assert found == [
        "MEETING_IN_THE_PAST",
        "BAD_TIME",
        "EMPTY",
        "EMPTY",
        "FORMATION_UNKNOWN",
        "MATTER_UNKNOWN",
        "ROLL_UNKNOWN",
    ]
