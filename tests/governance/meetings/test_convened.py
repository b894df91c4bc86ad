"""A meeting that was convened: its number, its roll, and the warnings that go with it."""

from datetime import timedelta
from typing import Any

from tests.acting.holding import DISPUTES, Person, person
from tests.conftest import Deployment

from ambiti import clock

OWN = [{"label": "Sindaco di Lecce", "istatCode": "075035"}, {"label": "Sindaco di Arnesano"}]


def told(warnings: Any) -> list[tuple[str, str]]:
    return [(one["code"], one["field"]) for one in warnings]


async def test_who_convenes_is_told_that_no_document_says_who_convenes(soncino: Person) -> None:
    (warning,) = (await soncino.convenes()).warnings

    assert (warning["code"], warning["field"]) == ("CONVENER_NOT_STATED", "organ")
    assert warning["source"]["article"] == "3.1"


async def test_a_clerk_sends_out_what_the_convener_signs(carate: Person) -> None:
    agenda, roll = [{"subject": "Terzo settore"}], [{"label": "Cooperativa"}]
    meeting = await carate.convenes("TAVOLI", agenda=agenda, roll=roll)
    found = [one for one in meeting.warnings if one["code"] == "ON_BEHALF_OF_CONVENER"]

    assert [one["source"]["article"] for one in found] == ["4.3.c.1", "4.3.e.1"]
    assert all("Ufficio di Piano" in one["message"] for one in found)


async def test_a_meeting_without_an_agenda_is_warned_that_it_decides_nothing(
    soncino: Person,
) -> None:
    meeting = await soncino.convenes(agenda=[])

    assert ("NO_AGENDA", "agenda") in told(meeting.warnings)


async def test_a_matter_that_no_competence_is_stated_on_is_warned_about(soncino: Person) -> None:
    agenda = [DISPUTES, {"subject": "Gli uffici", "matter": "UFFICI_COMUNALI"}]
    meeting = await soncino.convenes(agenda=agenda)

    assert ("COMPETENCE_NOT_STATED", "agenda.1.matter") in told(meeting.warnings)


async def test_a_roll_that_was_declared_is_said_to_be(lecce: Person) -> None:
    meeting = await lecce.convenes("COORD_IST", roll=OWN)
    (warning,) = (one for one in meeting.warnings if one["code"] == "ROLL_DECLARED")

    assert "manca chi compone il Coordinamento e con quali voti" in warning["message"]
    assert warning["source"]["article"] == "1.1"


async def test_a_declared_roll_is_the_roll_in_its_order(lecce: Person) -> None:
    meeting = await lecce.convenes("COORD_IST", roll=OWN)

    assert [
        (one["label"], one["votes"], one["delegate"], one["comune"]) for one in meeting.row["roll"]
    ] == [
        ("Sindaco di Lecce", True, "NOT_STATED", {"istatCode": "075035"}),
        ("Sindaco di Arnesano", True, "NOT_STATED", None),
    ]


async def test_the_roll_of_soncino_has_a_mayor_for_each_of_its_eleven_comuni(
    soncino: Person,
) -> None:
    roll = (await soncino.convenes()).row["roll"]

    assert len({one["comune"]["istatCode"] for one in roll}) == len(roll) == 11
    assert {(one["votes"], one["delegate"]) for one in roll} == {(True, "ALLOWED")}
    assert {one["source"]["article"] for one in roll} == {"3.2"}


async def test_who_takes_part_without_a_vote_is_on_the_roll_without_a_vote(lecce: Person) -> None:
    roll = (await lecce.convenes("UDP")).row["roll"]

    assert [one["votes"] for one in roll].count(False) == 1
    assert len(roll) == 7


async def test_an_item_has_what_the_organ_is_competent_for(soncino: Person) -> None:
    agenda = [DISPUTES, {"subject": "Saluti"}]
    meeting = await soncino.convenes(agenda=agenda)

    assert [(one["position"], one["matter"], one["verb"]) for one in meeting.row["agenda"]] == [
        (1, "CONTROVERSIE_SUB4", "DECIDE"),
        (2, None, None),
    ]


async def test_an_item_keeps_the_verb_that_was_chosen(lecce: Person) -> None:
    agenda = [{"subject": "Atti", "matter": "ATTI_FINANZIARI", "verb": "EXECUTE"}]
    meeting = await lecce.convenes("UDP", agenda=agenda)

    assert [one["verb"] for one in meeting.row["agenda"]] == ["EXECUTE"]


async def test_what_the_documents_let_nobody_do_on_a_matter_is_warned_about(
    soncino: Person,
) -> None:
    agenda = [{"subject": "Parere", "matter": "SOSTENIBILITA_SSD", "verb": "OPINION"}]
    meeting = await soncino.convenes(agenda=agenda)

    assert ("COMPETENCE_NOT_STATED", "agenda.0.matter") in told(meeting.warnings)


async def test_meetings_of_an_organ_are_numbered_by_the_year_in_which_they_are_held(
    chamber: Deployment,
) -> None:
    clerk = await person(chamber, "segretario", "monza-brianza")
    roll = [{"label": "Sindaco di Monza"}]
    today = clock.today()
    days = (today, today.replace(year=today.year + 1), today + timedelta(days=0))
    met = [await clerk.convenes("CIA", heldOn=str(day), roll=roll) for day in days]
    other = await clerk.convenes("COORD_TEC_UDP", roll=roll)

    assert [one.row["number"] for one in (*met, other)] == [1, 1, 2, 1]


async def test_a_mayor_convenes_where_no_document_names_another(chamber: Deployment) -> None:
    mayor = await person(chamber, "sindaco", "cremasco", comune="Soncino")

    assert (await mayor.convenes()).row["status"] == "CONVENED"
