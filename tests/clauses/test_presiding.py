"""Who chairs: by office, whoever takes its place, and an office that supports and never decides.

Each scenario is played on its tenant, on a day of its document, through the acts of the contract.
"""

from datetime import date
from typing import Any

import pytest
from tests.acted import Acting

from ambiti import clock

from .changing import Data, part
from .conftest import Reform
from .test_tenures import TENURE, office, person

HEADED = (
    "query($slug: String!, $code: String!, $day: Date!) { ambito(slug: $slug, on: $day) {"
    " organs(code: $code) { chair { office role } chairedBy { person comune { name } }"
    " supports { code } } } }"
)
CHAIRED = "meeting { roll { label attendances { person presides } } }"


async def headed(acting: Acting, slug: str, code: str, day: str) -> dict[str, Any]:
    """Read who chairs an organ."""
    token = await acting.deployment.token("segretario", slug)
    asked = {"slug": slug, "code": code, "day": day}
    data = await acting.deployment.ask(HEADED, token=token, **asked)
    (found,) = data["ambito"]["organs"]
    return dict(found)


async def mayor(acting: Acting, clerk: str, comune: str, name: str) -> None:
    """Record who is mayor of a comune: no document of the Ambito appoints them."""
    given = {
        "ambito": "cremasco",
        "role": "SINDACO",
        "place": comune,
        "by": comune,
        "act": "Proclamazione",
        "candidate": person(name, office("SINDACO", comune)),
    }
    await acting.act(clerk, "appoint", given)


async def sat(acting: Acting, clerk: str, *names: str) -> tuple[str, dict[str, str]]:
    """Convene the Assemblea and have the mayors of some comuni come; give their seats."""
    meeting = await acting.convened(clerk, "cremasco", "ADS")
    seats = {one["label"].removeprefix("Sindaco di "): one["id"] for one in meeting["roll"]}
    arrivals = [{"seat": seats[name], "person": f"Sindaco {name}"} for name in names]
    await acting.act(clerk, "recordAttendance", {"meeting": meeting["id"], "arrivals": arrivals})
    return meeting["id"], seats


class TestCremasco:
    @pytest.mark.clause("CRE-6.4")
    async def test_the_mayor_of_crema_chairs_whoever_it_is(self, acting: Acting) -> None:
        with clock.fixed(date(2013, 3, 4)):
            clerk = await acting.deployment.token("segretario", "cremasco")
            await mayor(acting, clerk, "Crema", "A. Crema")
            await mayor(acting, clerk, "Soncino", "B. Soncino")
            vote = await acting.decided(clerk, "cremasco", "ADS", declared="APPROVED")
            given = {
                "ambito": "cremasco",
                "organ": "ADS",
                "candidate": person("B. Soncino", office("SINDACO", "Soncino")),
                "vote": vote,
            }
            assert await acting.refused(clerk, "electChair", given) == ["EX_OFFICIO_CHAIR"]
        found = await headed(acting, "cremasco", "ADS", "2013-03-04")
        assert found["chair"]["office"] == "SINDACO-CREMA"
        assert found["chairedBy"] == [{"person": "A. Crema", "comune": {"name": "Crema"}}]
        table = await headed(acting, "cremasco", "TLTS", "2013-03-04")
        assert [one["person"] for one in table["chairedBy"]] == ["A. Crema"]

    @pytest.mark.clause("CRE-6.5")
    async def test_in_its_absence_the_designated_mayor_chairs(self, acting: Acting) -> None:
        with clock.fixed(date(2013, 3, 4)):
            clerk = await acting.deployment.token("segretario", "cremasco")
            matter = "SOSTITUTO_PRESIDENTE"
            vote = await acting.decided(clerk, "cremasco", "ADS", matter, declared="APPROVED")
            given: dict[str, Any] = {
                "ambito": "cremasco",
                "organ": "ADS",
                "candidate": person("C. Castelleone", office("SINDACO", "Castelleone")),
            }
            assessor = {**given, "candidate": person("D", office("ASSESSORE", "Castelleone"))}
            assert await acting.refused(clerk, "designateSubstitute", assessor) == [
                "NOT_IN_POOL",
                "VOTE_MISSING",
            ]
            given["vote"] = vote
            done = await acting.act(clerk, "designateSubstitute", given, TENURE)
            assert done["tenure"]["standing"]["status"] == "IN_TERM"
            again = {**given, "candidate": person("S", office("SINDACO", "Soncino"))}
            assert await acting.refused(clerk, "designateSubstitute", again) == ["SEAT_TAKEN"]

            meeting, seats = await sat(acting, clerk, "Castelleone", "Soncino")
            soncino = {"meeting": meeting, "seat": seats["Soncino"]}
            assert await acting.refused(clerk, "recordChair", soncino) == ["NOT_SUBSTITUTE"]
            castelleone = {"meeting": meeting, "seat": seats["Castelleone"]}
            done = await acting.act(clerk, "recordChair", castelleone, CHAIRED)
            chairing = [
                (one["person"], one["presides"])
                for seat in done["meeting"]["roll"]
                for one in seat["attendances"]
                if one["presides"]
            ]
            assert chairing == [("Sindaco Castelleone", "SUBSTITUTE")]

    async def test_while_the_chair_is_there_nobody_else_chairs(self, acting: Acting) -> None:
        with clock.fixed(date(2013, 3, 4)):
            clerk = await acting.deployment.token("segretario", "cremasco")
            meeting, seats = await sat(acting, clerk, "Crema", "Soncino")
            absent = {"meeting": meeting, "seat": seats["Pandino"]}
            assert await acting.refused(clerk, "recordChair", absent) == ["NOT_PRESENT"]
            nobody = {"meeting": meeting, "seat": meeting}
            assert await acting.refused(clerk, "recordChair", nobody) == ["NOT_ON_ROLL"]
            soncino = {"meeting": meeting, "seat": seats["Soncino"]}
            assert await acting.refused(clerk, "recordChair", soncino) == ["CHAIR_PRESENT"]
            crema = {"meeting": meeting, "seat": seats["Crema"]}
            await acting.act(clerk, "recordChair", crema)

    async def test_a_delegate_of_the_chair_does_not_chair_where_there_is_a_substitute(
        self, acting: Acting
    ) -> None:
        with clock.fixed(date(2013, 3, 4)):
            clerk = await acting.deployment.token("segretario", "cremasco")
            meeting, seats = await sat(acting, clerk, "Soncino")
            delegate = {"seat": seats["Crema"], "person": "Vice", "delegated": True}
            delegate["delegation"] = "Delega 1"
            there = {"meeting": meeting, "arrivals": [delegate]}
            await acting.act(clerk, "recordAttendance", there)
            crema = {"meeting": meeting, "seat": seats["Crema"]}
            assert await acting.refused(clerk, "recordChair", crema) == ["NOT_SUBSTITUTE"]

    async def test_where_the_text_names_no_substitute_a_delegate_chairs_with_a_warning(
        self, reform: Reform
    ) -> None:
        def without_substitute(data: Data) -> None:
            organ = next(one for one in data["organs"] if one["code"] == "ADS" and one.get("chair"))
            del organ["chair"]["substitute"]

        await reform.apply("cremasco", without_substitute, "Prova")
        acting = Acting(reform.deployment)
        with clock.fixed(date(2013, 3, 4)):
            clerk = await acting.deployment.token("segretario", "cremasco")
            meeting, seats = await sat(acting, clerk, "Soncino")
            delegate = {"seat": seats["Crema"], "person": "Vice", "delegated": True}
            delegate["delegation"] = "Delega 1"
            there = {"meeting": meeting, "arrivals": [delegate]}
            await acting.act(clerk, "recordAttendance", there)
            crema = {"meeting": meeting, "seat": seats["Crema"]}
            done = await acting.act(clerk, "recordChair", crema)
            assert [one["code"] for one in done["warnings"]] == ["DELEGATE_NOT_STATED"]

    async def test_only_an_organ_that_picks_its_chair_elects_one(self, acting: Acting) -> None:
        with clock.fixed(date(2013, 3, 4)):
            clerk = await acting.deployment.token("segretario", "cremasco")
            given = {"ambito": "cremasco", "candidate": person("X")}
            for organ, code in (
                ("CRIS", "CHAIR_IS_A_ROLE"),
                ("UDP", "EX_OFFICIO_CHAIR"),
                ("COORD_TOP", "CHAIR_NOT_STATED"),
            ):
                asked = {**given, "organ": organ}
                assert await acting.refused(clerk, "electChair", asked) == [code]
            cris = {**given, "organ": "CRIS"}
            assert await acting.refused(clerk, "designateSubstitute", cris) == ["NO_SUBSTITUTE"]

    async def test_an_organ_that_picks_its_chair_elects_a_member(self, reform: Reform) -> None:
        def without_the_role(data: Data) -> None:
            del part(data, "organs", "CRIS")["chair"]["role"]

        await reform.apply("cremasco", without_the_role, "Prova")
        acting = Acting(reform.deployment)
        with clock.fixed(date(2013, 3, 4)):
            clerk = await acting.deployment.token("segretario", "cremasco")
            matter = "COMPONENTI_CRIS"
            vote = await acting.decided(clerk, "cremasco", "ADS", matter, declared="APPROVED")
            member = person("S. Celeste", office("SINDACO", "Soncino"))
            seat = {"ambito": "cremasco", "organ": "CRIS", "by": "ADS", "vote": vote}
            await acting.act(clerk, "designate", {**seat, "candidate": member})
            chosen = await acting.decided(clerk, "cremasco", "CRIS", declared="APPROVED")
            given = {"ambito": "cremasco", "organ": "CRIS", "candidate": member, "vote": chosen}
            stranger = {**given, "candidate": person("Esterno")}
            assert await acting.refused(clerk, "electChair", stranger) == ["NOT_MEMBER"]
            await acting.act(clerk, "electChair", given, TENURE)
            assert await acting.refused(clerk, "electChair", given) == ["SEAT_TAKEN"]
        found = await headed(acting, "cremasco", "CRIS", "2013-03-04")
        assert [one["person"] for one in found["chairedBy"]] == ["S. Celeste"]


class TestCarate:
    @pytest.mark.clause("CAR-4.1")
    async def test_the_office_supports_the_assembly_and_decides_nothing(
        self, acting: Acting
    ) -> None:
        found = await headed(acting, "carate", "UDP", "2026-03-02")
        assert [one["code"] for one in found["supports"]] == ["ASSEMBLEA"]
        with clock.fixed(date(2026, 3, 2)):
            office_head = await acting.deployment.token("responsabile_udp", "carate")
            decides = {
                "ambito": "carate",
                "organ": "UDP",
                "heldOn": "2026-03-02",
                "at": "10:00",
                "place": "Carate",
                "roll": [{"label": "Responsabile"}],
                "agenda": [
                    {
                        "subject": "Deliberazione",
                        "matter": "DELIBERAZIONI_ASSEMBLEA",
                        "verb": "DECIDE",
                    }
                ],
            }
            assert await acting.refused(office_head, "conveneMeeting", decides) == [
                "NO_DECISION_POWER"
            ]
            clerk = await acting.deployment.token("segretario", "carate")
            meeting = await acting.convened(clerk, "carate", "ASSEMBLEA")
            seats = [one["id"] for one in meeting["roll"] if one["votes"]]
            arrivals = [{"seat": seat, "person": f"P {n}"} for n, seat in enumerate(seats)]
            there = {"meeting": meeting["id"], "arrivals": arrivals}
            await acting.act(clerk, "recordAttendance", there)
            item = meeting["agenda"][0]["id"]
            opening = {"meeting": meeting["id"], "item": item, "question": "?"}
            opened = await acting.act(clerk, "openVote", opening, "vote { id }")
            ballot = {"seat": seats[0], "choice": "IN_FAVOUR"}
            cast = {"vote": opened["vote"]["id"], "ballots": [ballot]}
            assert await acting.refused(office_head, "castBallots", cast) == ["NOT_ALLOWED"]


async def test_where_no_text_says_who_chairs_it_is_declared(acting: Acting) -> None:
    roll = [{"label": "Sindaco di Lecce"}, {"label": "Sindaco di Surbo"}]
    with clock.fixed(date(2018, 10, 1)):
        clerk = await acting.deployment.token("segretario", "lecce")
        meeting = await acting.convened(clerk, "lecce", "COORD_IST", "INDIRIZZI", roll=roll)
        seat = meeting["roll"][0]["id"]
        arriving = {"meeting": meeting["id"], "arrivals": [{"seat": seat, "person": "A. Lecce"}]}
        await acting.act(clerk, "recordAttendance", arriving)
        chairing = {"meeting": meeting["id"], "seat": seat}
        done = await acting.act(clerk, "recordChair", chairing, CHAIRED)

    assert [one["code"] for one in done["warnings"]] == ["CHAIR_NOT_STATED"]
    there = [one for seat in done["meeting"]["roll"] for one in seat["attendances"]]
    assert there == [{"person": "A. Lecce", "presides": "DECLARED"}]
