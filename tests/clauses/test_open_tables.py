"""Tables that are open to who asks, what an organ gives itself, coalitions.

Each scenario is played on its tenant, on a day of its document, through the acts of the contract.
"""

from datetime import date

import pytest
from tests.acted import Acting, Refused

from ambiti import clock

from .test_bodies import DAY, PARTIES, ROLL, WISH, adheres, ambito, asks, organ
from .test_tenures import office, person


class TestTables:
    @pytest.mark.clause("CRE-9.2", "CRE-9.4.c")
    async def test_who_asks_is_admitted_to_the_assembly_in_its_group(self, acting: Acting) -> None:
        with clock.fixed(DAY):
            clerk = await acting.deployment.token("segretario", "cremasco")
            nine = await asks(acting, clerk, "C9", categories=["TERZO_SETTORE"])
            assert (nine["admittedTo"], nine["group"]) == ("TLTS_ASSEMBLEA", None)
            one = await asks(acting, clerk, "P1", sort="Patronato")
            assert one["group"] == "GRUPPO_PROMOZIONE"
            given = {"ambito": "cremasco", "organ": "TLTS", "name": "X"}
            bank = {**given, "sort": "banca", "categories": ["TERZO_SETTORE"]}
            assert await acting.refused(clerk, "requestParticipation", bank) == ["GROUP_UNKNOWN"]
            assert await acting.refused(clerk, "requestParticipation", given) == ["NOT_OPEN_TO"]
            again = {**given, "name": "P1", "sort": "patronato"}
            assert await acting.refused(clerk, "requestParticipation", again) == [
                "ALREADY_TAKES_PART"
            ]
            closed = {**given, "organ": "CRIS"}
            assert await acting.refused(clerk, "requestParticipation", closed) == [
                "NOT_OPEN_TO_REQUESTS"
            ]
            wish = {**WISH, "ambito": "cremasco", "organ": "TLTS"}
            assembly = {**wish, "formation": "TLTS_ASSEMBLEA"}
            found = (await acting.act(clerk, "conveneMeeting", assembly, ROLL))["meeting"]
            assert [one["name"] for one in found["invitations"]] == ["C9", "P1"]
            working = {**wish, "formation": "TLTS_COMMISSIONE", "roll": [{"label": "Coop"}]}
            found = (await acting.act(clerk, "conveneMeeting", working, ROLL))["meeting"]
            assert found["invitations"] == []
        read = (
            'participations(organ: "TLTS") { totalCount edges { node { name adherent { id } } } }'
        )
        listed = (await ambito(acting, "cremasco", read))["participations"]
        assert listed["totalCount"] == 2

    @pytest.mark.clause("CRE-9.4.a")
    async def test_whoever_asked_is_invited_beside_the_five_of_right(self, acting: Acting) -> None:
        with clock.fixed(DAY):
            clerk = await acting.deployment.token("segretario", "cremasco")
            for number in range(37):
                await asks(acting, clerk, f"Ente {number:02}", categories=["TERZO_SETTORE"])
            wish = {**WISH, "ambito": "cremasco", "organ": "TLTS", "formation": "TLTS_ASSEMBLEA"}
            found = (await acting.act(clerk, "conveneMeeting", wish, ROLL))["meeting"]
            invited = {one["name"] for one in found["invitations"]}
            assert len(found["invitations"]) == 37
            assert len([one for one in found["roll"] if one["label"] not in invited]) == 5

    @pytest.mark.clause("CRE-9.6")
    async def test_who_did_not_adhere_neither_chooses_nor_is_chosen(self, acting: Acting) -> None:
        with clock.fixed(DAY):
            clerk = await acting.deployment.token("segretario", "cremasco")
            await asks(acting, clerk, "C9", categories=["TERZO_SETTORE"])
            adherent = await adheres(acting, clerk, "C1", "COOPERAZIONE")
            await asks(acting, clerk, "C1", adherent=adherent)
            item = {"subject": "Rappresentanti", "matter": "RAPPRESENTANTI_TS"}
            wish = {
                **WISH,
                "ambito": "cremasco",
                "organ": "TLTS",
                "formation": "TLTS_ASSEMBLEA",
                "agenda": [item],
            }
            found = (await acting.act(clerk, "conveneMeeting", wish, ROLL))["meeting"]
            seats = {one["label"]: one for one in found["roll"]}
            assert (seats["C1"]["votes"], seats["C9"]["votes"]) == (True, False)
            arrivals = [{"seat": seats[one]["id"], "person": one} for one in ("C1", "C9")]
            there = {"meeting": found["id"], "arrivals": arrivals}
            await acting.act(clerk, "recordAttendance", there)
            opening = {"meeting": found["id"], "item": found["agenda"][0]["id"], "question": "?"}
            vote = (await acting.act(clerk, "openVote", opening, "vote { id }"))["vote"]["id"]
            nine = {"seat": seats["C9"]["id"], "choice": "IN_FAVOUR"}
            codes = await acting.refused(clerk, "castBallots", {"vote": vote, "ballots": [nine]})
            assert codes == ["VOTER_NOT_ON_ROLL"]
            ballot = {"seat": seats["C1"]["id"], "choice": "IN_FAVOUR"}
            await acting.act(clerk, "castBallots", {"vote": vote, "ballots": [ballot]})
            closing = {"vote": vote, "declaredVerdict": "APPROVED", "declaredUnder": "Regolamento"}
            await acting.act(clerk, "closeVote", closing)
            seat = {
                "ambito": "cremasco",
                "organ": "UDP",
                "seat": "UDP/5:DESIGNATED/COOPERAZIONE/1",
                "by": "TLTS",
                "vote": vote,
            }
            stranger = person("N", {"kind": "CATEGORY", "of": "COOPERAZIONE"})
            assert await acting.refused(clerk, "designate", {**seat, "candidate": stranger}) == [
                "NOT_ADHERENT"
            ]
            chosen = person("M", adherent=adherent)
            await acting.act(clerk, "designate", {**seat, "candidate": chosen})

    @pytest.mark.clause("CRE-9.8")
    async def test_a_table_decides_by_the_rule_that_it_gave_itself(self, acting: Acting) -> None:
        with clock.fixed(DAY):
            clerk = await acting.deployment.token("segretario", "cremasco")
            roll = [{"label": f"Ente {number:02}"} for number in range(20)]
            vote = await acting.decided(clerk, "cremasco", "TLTS", roll=roll, declared="APPROVED")
            given = {
                "ambito": "cremasco",
                "organ": "TLTS",
                "fraction": "1/2",
                "strict": True,
                "counted": "PRESENT",
                "quorum": 10,
                "vote": vote,
            }
            for wrong, code in (
                ({"organ": "CRIS"}, "NOT_SELF_REGULATED"),
                ({"fraction": "3/2"}, "BAD_FRACTION"),
                ({"quorum": 0}, "BAD_QUORUM"),
                ({"matter": "NULLA"}, "MATTER_UNKNOWN"),
            ):
                assert await acting.refused(clerk, "adoptOwnRule", {**given, **wrong}) == [code]
            done = await acting.act(clerk, "adoptOwnRule", given, "rule { quorum denominator }")
            assert done["rule"] == {"quorum": 10, "denominator": "PRESENT"}
            assert await acting.refused(clerk, "adoptOwnRule", given) == ["VOTE_USED"]

            meeting = await acting.convened(clerk, "cremasco", "TLTS", roll=roll)
            with pytest.raises(Refused) as refusal:
                await acting.voted(clerk, meeting, favour=9)
            assert refusal.value.codes == ["NO_QUORUM"]
            meeting = await acting.convened(clerk, "cremasco", "TLTS", roll=roll)
            six = await acting.voted(clerk, meeting, favour=6, against=4)
            assert (six["decision"]["verdict"], six["decision"]["threshold"]) == ("APPROVED", 6)

            group = {"ambito": "cremasco", "organ": "TLTS", "theme": "MINORI"}
            done = await acting.act(clerk, "createWorkingGroup", group, "group { theme organ }")
            assert done["group"] == {"theme": "MINORI", "organ": "TLTS"}
            for wrong, code in (
                ({}, "GROUP_EXISTS"),
                ({"theme": " "}, "EMPTY"),
                ({"organ": "UDP"}, "GROUPS_NOT_FORESEEN"),
            ):
                asked = {**group, **wrong}
                assert await acting.refused(clerk, "createWorkingGroup", asked) == [code]
        found = await ambito(
            acting, "cremasco", "ownRules { quorum vote { status } } workingGroups { theme }"
        )
        assert found["ownRules"] == [{"quorum": 10, "vote": {"status": "CLOSED"}}]
        assert found["workingGroups"] == [{"theme": "MINORI"}]

    @pytest.mark.clause("CRE-7.5")
    async def test_the_committee_meets_the_community(self, acting: Acting) -> None:
        with clock.fixed(DAY):
            clerk = await acting.deployment.token("segretario", "cremasco")
            given = {
                "ambito": "cremasco",
                "organ": "CRIS",
                "toward": "COMUNITA_LOCALE",
                "heldOn": str(DAY),
                "subject": "Famiglie",
                "participants": ["Associazione X"],
            }
            other = {**given, "toward": "REGIONE"}
            assert await acting.refused(clerk, "arrangeEncounter", other) == [
                "ENCOUNTER_NOT_FORESEEN"
            ]
            blank = {**given, "subject": " "}
            assert await acting.refused(clerk, "arrangeEncounter", blank) == ["EMPTY"]
            await acting.act(clerk, "arrangeEncounter", given, PARTIES)
            forum = {**given, "toward": "FORUM-TS"}
            done = await acting.act(clerk, "arrangeEncounter", forum, PARTIES)
            assert [one["who"] for one in done["encounter"]["parties"]] == [
                "CRIS",
                "FORUM-TS",
                None,
            ]
        read = (
            'encounters(organ: "CRIS", toward: "COMUNITA_LOCALE") { totalCount'
            " edges { node { subject parties { name } } } }"
        )
        found = (await ambito(acting, "cremasco", read))["encounters"]
        (one,) = found["edges"]
        assert [party["name"] for party in one["node"]["parties"]] == [
            "Comitato Ristretto",
            "Associazione X",
        ]


class TestCoalitions:
    @pytest.mark.clause("CRE-10.1")
    async def test_three_ambiti_act_together(self, acting: Acting) -> None:
        read = "coalitions { code ambiti lead leadTasks source { article } }"
        (found,) = (await ambito(acting, "cremasco", read))["coalitions"]
        assert len(found["ambiti"]) == 3
        assert (found["lead"], found["leadTasks"]) == ("Cremona", ["CONVENE", "AGENDA"])
        assert found["source"] == {"article": "10.1"}

    @pytest.mark.clause("CRE-10.2")
    async def test_five_bodies_send_technicians(self, acting: Acting) -> None:
        found = await organ(acting, "cremasco", "COORD_TOP")
        assert found["kind"] == "TECHNICAL"
        assert len([one for one in found["seats"] if one["standing"] == "COMPONENT"]) == 5
        with clock.fixed(DAY):
            clerk = await acting.deployment.token("segretario", "cremasco")
            given = {"ambito": "cremasco", "organ": "COORD_TOP"}
            mayor = {**given, "candidate": person("S", office("SINDACO", "Crema"))}
            assert await acting.refused(clerk, "designate", mayor) == ["NOT_IN_POOL"]
            technician = {"kind": "CATEGORY", "of": "TECNICI_REFERENTI", "place": "Crema"}
            await acting.act(clerk, "designate", {**given, "candidate": person("T", technician)})

    @pytest.mark.clause("CRE-10.5")
    async def test_cremona_convenes_and_crema_does_not(self, acting: Acting) -> None:
        with clock.fixed(DAY):
            wish = {
                **WISH,
                "ambito": "cremasco",
                "organ": "COORD_TOP",
                "roll": [{"label": "Tecnico"}],
            }
            crema = await acting.deployment.token("sindaco", "cremasco", comune="Crema")
            assert await acting.refused(crema, "conveneMeeting", wish) == ["NOT_CONVENER"]
            cremona = await acting.deployment.token("REFERENTE_CREMONA", "cremasco")
            await acting.act(cremona, "conveneMeeting", wish)

    @pytest.mark.clause("CRE-10.6")
    async def test_three_committees_meet_and_each_decides_for_itself(self, acting: Acting) -> None:
        given = {
            "ambito": "cremasco",
            "joint": "CRIS-TRE-AMBITI",
            "heldOn": "2013-03-10",
            "subject": "Indirizzi provinciali",
        }
        with clock.fixed(DAY):
            clerk = await acting.deployment.token("segretario", "cremasco")
            unknown = {**given, "joint": "ALTRO"}
            assert await acting.refused(clerk, "arrangeEncounter", unknown) == [
                "JOINT_MEETING_UNKNOWN"
            ]
            done = await acting.act(clerk, "arrangeEncounter", given, PARTIES)
            parties = done["encounter"]["parties"]
            assert [one["who"] for one in parties] == ["CRIS", "CRIS-CREMONA", "CRIS-CASALMAGGIORE"]
            early = {"party": parties[0]["id"], "decision": "Sì"}
            assert await acting.refused(clerk, "recordPartyDecision", early) == ["MEETING_NOT_YET"]
        with clock.fixed(date(2013, 3, 10)):
            clerk = await acting.deployment.token("segretario", "cremasco")
            for party, decision in zip(parties, ("Aderisce", "Aderisce", "Rinvia"), strict=True):
                deciding = {"party": party["id"], "decision": decision}
                await acting.act(clerk, "recordPartyDecision", deciding)
            assert await acting.refused(clerk, "recordPartyDecision", deciding) == [
                "ALREADY_DECIDED"
            ]
            other = {**given, "joint": "CRIS-CDA", "heldOn": "2013-03-10"}
            blank = {**other, "subject": ""}
            assert await acting.refused(clerk, "arrangeEncounter", blank) == ["THEME_REQUIRED"]
            met = await acting.act(clerk, "arrangeEncounter", other, PARTIES)
            one = {"party": met["encounter"]["parties"][0]["id"], "decision": "Sì"}
            assert await acting.refused(clerk, "recordPartyDecision", one) == [
                "DECISIONS_NOT_SEPARATE"
            ]
            absent = {"party": met["encounter"]["id"], "decision": "Sì"}
            assert await acting.refused(clerk, "recordPartyDecision", absent) == ["NOT_FOUND"]
        read = 'encounters(joint: "CRIS-TRE-AMBITI") { edges { node { parties { decision } } } }'
        (found,) = (await ambito(acting, "cremasco", read))["encounters"]["edges"]
        decided = [one["decision"] for one in found["node"]["parties"]]
        assert decided == ["Aderisce", "Aderisce", "Rinvia"]


async def test_an_encounter_whose_pace_nobody_defined_is_arranged_with_a_warning(
    acting: Acting,
) -> None:
    with clock.fixed(DAY):
        clerk = await acting.deployment.token("segretario", "cremasco")
        given = {"ambito": "cremasco", "joint": "COORD-DG", "heldOn": str(DAY), "subject": "Punto"}
        done = await acting.act(clerk, "arrangeEncounter", given, PARTIES)

    assert [one["code"] for one in done["warnings"]] == ["PACE_NOT_DEFINED"]
    assert done["warnings"][0]["source"]["article"] == "14.3.b"
