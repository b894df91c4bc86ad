"""How organs meet and decide: convened by whom, with what papers, on which roll, by what majority.

Each scenario is played on its tenant, on a day of its document, through the acts of the contract.
"""

from datetime import date
from typing import Any

import pytest
from tests.acted import Acting

from ambiti import clock

from .changing import Data, part
from .conftest import Reform

MAJORITY = {"kind": "MAJORITY", "fraction": "1/2", "strict": True, "of": "PRESENT"}
ROLL = "meeting { id roll { label votes } invitations { kind name theme signedBy votes } }"


def by_signatory(data: Data) -> None:
    """Count the nine bodies that signed, as the other reading of AMB-05 does."""
    organ = part(data, "organs", "ASS_SUB4")
    for rule in (*organ["composition"], *organ["decisions"]):
        rule["seat_policy"] = "BY_SIGNATORY"


def with_regulation(data: Data) -> None:
    """Load what the regulation of the Assemblea says."""
    organ = next(one for one in data["organs"] if one["code"] == "ADS" and one.get("chair"))
    (rule,) = organ["decisions"]
    organ["decisions"] = [{**MAJORITY, "source": rule["source"], "ambiguity": rule["ambiguity"]}]


def with_seven_of_thirteen(data: Data) -> None:
    """Load a regulation by which seven of thirteen decide."""
    organ = part(data, "organs", "ASSEMBLEA")
    (rule,) = organ["decisions"]
    majority = {**MAJORITY, "fraction": "7/13", "strict": False, "of": "COMPONENTS"}
    organ["decisions"] = [{**majority, "source": rule["source"], "ambiguity": rule["ambiguity"]}]


async def warned(acting: Acting, token: str, given: dict[str, Any]) -> list[str]:
    """Convene, and give the codes of the warnings."""
    done = await acting.act(token, "conveneMeeting", given)
    return [one["code"] for one in done["warnings"]]


async def frequency(acting: Acting, organ: str, year: int, day: str) -> dict[str, Any]:
    token = await acting.deployment.token("segretario", "cremasco")
    query = (
        'query($year: Int!, $day: Date!) { ambito(slug: "cremasco", on: $day) { organs {'
        " code frequency(year: $year) { held minimum hardness met } } } }"
    )
    data = await acting.deployment.ask(query, token=token, year=year, day=day)
    found = {one["code"]: one["frequency"] for one in data["ambito"]["organs"]}
    return dict(found[organ])


async def hold(acting: Acting, token: str, organ: str, **more: Any) -> None:
    """Hold a meeting and close it, without a vote."""
    meeting = await acting.convened(token, "cremasco", organ, **more)
    arrival = {"seat": meeting["roll"][0]["id"], "person": "Persona"}
    await acting.act(token, "recordAttendance", {"meeting": meeting["id"], "arrivals": [arrival]})
    await acting.act(token, "closeMeeting", {"meeting": meeting["id"]})


class TestSoncino:
    @pytest.mark.clause("SON-3.4", "SON-10.1")
    async def test_ordinary_majority_of_the_present_and_disputes_of_the_components(
        self, acting: Acting
    ) -> None:
        with clock.fixed(date(2020, 3, 2)):
            clerk = await acting.deployment.token("segretario", "cremasco")
            meeting = await acting.convened(clerk, "cremasco", "ASS_SUB4")
            assert sum(one["votes"] for one in meeting["roll"]) == 11
            three = await acting.voted(clerk, meeting, favour=3, against=2, abstained=1)
            assert three["decision"]["verdict"] == "REJECTED"
            assert (three["decision"]["threshold"], three["decision"]["present"]) == (4, 6)
            assert "AMB-28" in three["warned"]
            seated = {**meeting, "status": "OPEN"}
            four = await acting.voted(clerk, seated, favour=4, against=2)
            assert four["decision"]["verdict"] == "APPROVED"
            five = await acting.voted(clerk, seated, favour=5, against=1)
            assert five["decision"]["verdict"] == "APPROVED"

            dispute = await acting.convened(clerk, "cremasco", "ASS_SUB4", "CONTROVERSIE_SUB4")
            five = await acting.voted(clerk, dispute, favour=5, against=1)
            assert five["decision"]["verdict"] == "REJECTED"
            assert (five["decision"]["threshold"], five["decision"]["of"]) == (6, 11)
            six = await acting.voted(clerk, {**dispute, "status": "OPEN"}, favour=6)
            assert six["decision"]["verdict"] == "APPROVED"

    async def test_of_nine_signatories_five_decide_a_dispute(self, reform: Reform) -> None:
        await reform.apply("cremasco", by_signatory, "Lettura di AMB-05")
        acting = Acting(reform.deployment)
        with clock.fixed(date(2020, 3, 2)):
            clerk = await acting.deployment.token("segretario", "cremasco")
            dispute = await acting.convened(clerk, "cremasco", "ASS_SUB4", "CONTROVERSIE_SUB4")
            assert sum(one["votes"] for one in dispute["roll"]) == 9
            five = await acting.voted(clerk, dispute, favour=5, against=1)
            assert five["decision"]["verdict"] == "APPROVED"
            assert (five["decision"]["threshold"], five["decision"]["of"]) == (5, 9)

    @pytest.mark.clause("SON-3.2")
    async def test_a_delegate_needs_a_written_delegation(
        self, acting: Acting, reform: Reform
    ) -> None:
        with clock.fixed(date(2020, 3, 2)):
            clerk = await acting.deployment.token("segretario", "cremasco")
            meeting = await acting.convened(clerk, "cremasco", "ASS_SUB4")
            assert sum(one["votes"] for one in meeting["roll"]) == 11
            seat = meeting["roll"][0]["id"]
            arrival = {"seat": seat, "person": "Vicesindaca", "delegated": True}
            given = {"meeting": meeting["id"], "arrivals": [arrival]}
            assert await acting.refused(clerk, "recordAttendance", given) == ["DELEGATION_MISSING"]
            arrival["delegation"] = "Delega del 1/3/2020"
            await acting.act(clerk, "recordAttendance", given)

            await reform.apply("cremasco", by_signatory, "Lettura di AMB-05")
            other = Acting(reform.deployment)
            clerk = await other.deployment.token("segretario", "cremasco")
            meeting = await other.convened(clerk, "cremasco", "ASS_SUB4")
            assert sum(one["votes"] for one in meeting["roll"]) == 9

    @pytest.mark.clause("SON-3.3")
    async def test_four_meetings_a_year_are_an_obligation(self, acting: Acting) -> None:
        for month in (2, 5, 9):
            with clock.fixed(date(2020, month, 3)):
                clerk = await acting.deployment.token("segretario", "cremasco")
                await hold(acting, clerk, "ASS_SUB4")
        expected = {"held": 3, "minimum": 4, "hardness": "HARD", "met": False}
        assert await frequency(acting, "ASS_SUB4", 2020, "2020-12-31") == expected
        with clock.fixed(date(2020, 12, 1)):
            clerk = await acting.deployment.token("segretario", "cremasco")
            await hold(acting, clerk, "ASS_SUB4")
        found = await frequency(acting, "ASS_SUB4", 2020, "2020-12-31")
        assert (found["held"], found["met"]) == (4, True)


class TestCremasco:
    @pytest.mark.clause("CRE-10.4")
    async def test_twelve_meetings_a_year_are_indicative(self, acting: Acting) -> None:
        for month in range(1, 10):
            with clock.fixed(date(2013, month, 7)):
                clerk = await acting.deployment.token("segretario", "cremasco")
                await hold(acting, clerk, "COORD_TOP", roll=[{"label": "Tecnico"}])
        expected = {"held": 9, "minimum": 12, "hardness": "SOFT", "met": False}
        assert await frequency(acting, "COORD_TOP", 2013, "2013-12-31") == expected

    @pytest.mark.clause("CRE-6.6")
    async def test_the_social_director_is_invited_and_does_not_vote(self, acting: Acting) -> None:
        with clock.fixed(date(2013, 3, 4)):
            clerk = await acting.deployment.token("segretario", "cremasco")
            meeting = await acting.convened(clerk, "cremasco", "ADS")
            director = next(one for one in meeting["roll"] if "Direttore Sociale" in one["label"])
            assert director["votes"] is False
            arrivals = [
                {"seat": one["id"], "person": one["label"]}
                for one in (*meeting["roll"][:30], director)
            ]
            given = {"meeting": meeting["id"], "arrivals": arrivals}
            await acting.act(clerk, "recordAttendance", given)
            item = meeting["agenda"][0]["id"]
            opening = {"meeting": meeting["id"], "item": item, "question": "Approva?"}
            opened = await acting.act(clerk, "openVote", opening, "vote { id }")
            ballot = {"seat": director["id"], "choice": "IN_FAVOUR"}
            casting = {"vote": opened["vote"]["id"], "ballots": [ballot]}
            assert await acting.refused(clerk, "castBallots", casting) == ["VOTER_NOT_ON_ROLL"]

    @pytest.mark.clause("CRE-6.7")
    async def test_the_province_is_invited_by_a_letter_of_the_president(
        self, acting: Acting
    ) -> None:
        with clock.fixed(date(2013, 3, 4)):
            clerk = await acting.deployment.token("segretario", "cremasco")
            given = {
                "ambito": "cremasco",
                "organ": "ADS",
                "heldOn": "2013-03-20",
                "at": "18:00",
                "place": "Crema",
                "agenda": [{"subject": "Punto"}],
            }
            assert "LETTER_MISSING" in await warned(acting, clerk, given)
            to = ["PRESIDENTE-PROVINCIA", "ASSESSORE-PROVINCIA"]
            half = {**given, "letter": {"to": to[:1], "signedBy": "SINDACO-CREMA"}}
            codes = await warned(acting, clerk, half)
            assert {"LETTER_MISSING", "WRONG_SIGNER"} <= set(codes)
            whole = {**given, "letter": {"to": to, "signedBy": "PRESIDENTE-ADS"}}
            assert not {"LETTER_MISSING", "WRONG_SIGNER"} & set(await warned(acting, clerk, whole))

    @pytest.mark.clause("CRE-10.3")
    async def test_guests_come_by_theme_and_do_not_vote(self, acting: Acting) -> None:
        with clock.fixed(date(2013, 3, 4)):
            clerk = await acting.deployment.token("segretario", "cremasco")
            given = {
                "ambito": "cremasco",
                "organ": "COORD_TOP",
                "heldOn": "2013-03-20",
                "at": "18:00",
                "place": "Cremona",
                "agenda": [{"subject": "Punto"}],
                "roll": [{"label": "Tecnico"}],
                "guests": [{"name": "Agenzia X", "theme": "T1"}],
            }
            done = await acting.act(clerk, "conveneMeeting", given, ROLL)
            (guest,) = done["meeting"]["invitations"]
            assert (guest["name"], guest["theme"], guest["votes"]) == ("Agenzia X", "T1", False)

    @pytest.mark.clause("CRE-6.8")
    async def test_without_the_regulation_a_vote_is_undetermined(
        self, acting: Acting, reform: Reform
    ) -> None:
        with clock.fixed(date(2013, 3, 4)):
            clerk = await acting.deployment.token("segretario", "cremasco")
            meeting = await acting.convened(clerk, "cremasco", "ADS")
            vote = await acting.voted(clerk, meeting, favour=30)
            assert vote["decision"]["verdict"] == "UNDETERMINED"
            assert "AMB-47" in vote["warned"]

            await reform.apply("cremasco", with_regulation, "Regolamento 711/2011")
            other = Acting(reform.deployment)
            clerk = await other.deployment.token("segretario", "cremasco")
            meeting = await other.convened(clerk, "cremasco", "ADS")
            vote = await other.voted(clerk, meeting, favour=25, against=5)
            assert vote["decision"]["verdict"] == "APPROVED"

    @pytest.mark.clause("CRE-14.3.a")
    async def test_a_joint_meeting_needs_its_theme(self, acting: Acting) -> None:
        with clock.fixed(date(2013, 3, 4)):
            clerk = await acting.deployment.token("segretario", "cremasco")
            given = {
                "ambito": "cremasco",
                "organ": "CRIS",
                "heldOn": "2013-03-20",
                "at": "18:00",
                "place": "Crema",
                "agenda": [{"subject": "Punto"}],
                "joint": "CRIS-CDA",
            }
            assert await acting.refused(clerk, "conveneMeeting", given) == ["THEME_REQUIRED"]
            unknown = {**given, "joint": "NESSUNO"}
            codes = await acting.refused(clerk, "conveneMeeting", unknown)
            assert codes == ["JOINT_MEETING_UNKNOWN"]
            other = {**given, "organ": "ADS", "theme": "Tariffe"}
            assert await acting.refused(clerk, "conveneMeeting", other) == ["NOT_A_PARTICIPANT"]
            done = await acting.act(
                clerk, "conveneMeeting", {**given, "theme": "Tariffe"}, "meeting { joint theme }"
            )
            assert done["meeting"] == {"joint": "CRIS-CDA", "theme": "Tariffe"}


class TestCarate:
    def given(self, **more: Any) -> dict[str, Any]:
        return {
            "ambito": "carate",
            "organ": "TAVOLI",
            "heldOn": "2026-03-10",
            "at": "10:00",
            "place": "Biassono",
            "agenda": [{"subject": "Uno"}, {"subject": "Due"}],
            "roll": [{"label": "Operatore"}],
            **more,
        }

    @pytest.mark.clause("CAR-4.3.c.1", "CAR-4.3.c.2")
    async def test_the_office_convenes_tables_with_an_agenda_on_a_mandate(
        self, acting: Acting
    ) -> None:
        with clock.fixed(date(2026, 3, 2)):
            chief = await acting.deployment.token("responsabile_udp", "carate")
            codes = await acting.refused(chief, "conveneMeeting", self.given(agenda=[]))
            assert codes == ["AGENDA_MISSING"]
            assert "NO_MANDATE" in await warned(acting, chief, self.given())
            given = self.given(mandate="Assemblea, D-12")
            assert "NO_MANDATE" not in await warned(acting, chief, given)

    @pytest.mark.clause("CAR-4.3.e.1", "CAR-4.3.e.2")
    async def test_aler_is_invited_to_housing_tables_and_does_not_vote(
        self, acting: Acting
    ) -> None:
        with clock.fixed(date(2026, 3, 2)):
            chief = await acting.deployment.token("responsabile_udp", "carate")
            given = self.given(formation="TAVOLO_CASA")
            done = await acting.act(chief, "conveneMeeting", given, ROLL)
            aler = next(one for one in done["meeting"]["roll"] if "ALER" in one["label"])
            assert aler["votes"] is False
            assert "NO_MANDATE" in [one["code"] for one in done["warnings"]]

    @pytest.mark.clause("CAR-4.3.a.4")
    async def test_the_material_that_is_missing_is_listed(self, acting: Acting) -> None:
        with clock.fixed(date(2026, 3, 2)):
            chief = await acting.deployment.token("responsabile_udp", "carate")
            agenda = [
                {"subject": "Uno", "attachments": ["Relazione"]},
                {"subject": "Due", "attachments": ["Bozza"]},
                {"subject": "Tre"},
            ]
            given = self.given(organ="ASSEMBLEA", agenda=agenda)
            del given["roll"]
            asked = "meeting { agenda { subject materialMissing } }"
            done = await acting.act(chief, "conveneMeeting", given, asked)
            found = {one["subject"]: one["materialMissing"] for one in done["meeting"]["agenda"]}
            assert found == {"Uno": False, "Due": False, "Tre": True}
            assert [one["code"] for one in done["warnings"]].count("MATERIAL_MISSING") == 1

    @pytest.mark.clause("CAR-4.3.d.4")
    async def test_so_is_that_of_an_item_on_housing(self, acting: Acting) -> None:
        with clock.fixed(date(2026, 3, 2)):
            chief = await acting.deployment.token("responsabile_udp", "carate")
            agenda = [
                {"subject": "Uno", "matter": "CASA", "attachments": ["Relazione"]},
                {"subject": "Due", "matter": "CASA"},
            ]
            given = self.given(organ="ASSEMBLEA", agenda=agenda)
            del given["roll"]
            asked = "meeting { agenda { subject matter materialMissing } }"
            done = await acting.act(chief, "conveneMeeting", given, asked)
            found = [
                (one["subject"], one["matter"], one["materialMissing"])
                for one in done["meeting"]["agenda"]
            ]
            assert found == [("Uno", "CASA", False), ("Due", "CASA", True)]
            missing = [one for one in done["warnings"] if one["code"] == "MATERIAL_MISSING"]
            assert "4.3.d.4" in [one["source"]["article"] for one in missing]

    @pytest.mark.clause("CAR-4.2")
    async def test_until_the_regulation_is_loaded_a_vote_is_undetermined(
        self, acting: Acting, reform: Reform
    ) -> None:
        with clock.fixed(date(2026, 3, 2)):
            clerk = await acting.deployment.token("segretario", "carate")
            meeting = await acting.convened(clerk, "carate", "ASSEMBLEA")
            vote = await acting.voted(clerk, meeting, favour=7)
            assert vote["decision"]["verdict"] == "UNDETERMINED"
            assert "RULE_SOURCE_MISSING" in vote["warned"]
            await reform.apply("carate", with_seven_of_thirteen, "Regolamento dell'Assemblea")
            other = Acting(reform.deployment)
            clerk = await other.deployment.token("segretario", "carate")
            meeting = await other.convened(clerk, "carate", "ASSEMBLEA")
            vote = await other.voted(clerk, meeting, favour=7)
            assert vote["decision"]["verdict"] == "APPROVED"


class TestPreview:
    async def test_what_if_two_leave_is_answered_and_nothing_is_written(
        self, acting: Acting
    ) -> None:
        with clock.fixed(date(2026, 3, 2)):
            clerk = await acting.deployment.token("segretario", "carate")
            meeting = await acting.convened(clerk, "carate", "ASSEMBLEA")
            seats = [one["id"] for one in meeting["roll"]]
            arrivals = [{"seat": seat, "person": "Persona"} for seat in seats]
            given = {"meeting": meeting["id"], "arrivals": arrivals}
            await acting.act(clerk, "recordAttendance", given)
            query = (
                "mutation($input: RecordAttendanceInput!) { it: recordAttendance(input: $input,"
                " preview: true) { ... on RecordAttendanceSuccess { entry { number }"
                " meeting { quorum { present } } } } }"
            )
            leaving = {"meeting": meeting["id"], "departures": seats[:2]}
            told = await acting.deployment.ask(query, token=clerk, input=leaving)
            assert told["it"]["entry"] is None
            assert told["it"]["meeting"]["quorum"]["present"] == len(seats) - 2
            now = await acting.deployment.ask(
                "query($id: ID!) { node(id: $id) { ... on Meeting { quorum { present } } } }",
                token=clerk,
                id=meeting["id"],
            )
            assert now["node"]["quorum"]["present"] == len(seats)
            journal = (
                '{ ambito(slug: "carate") { journal(act: "record_attendance") { totalCount } } }'
            )
            found = await acting.deployment.ask(journal, token=clerk)
            assert found["ambito"]["journal"]["totalCount"] == 1
