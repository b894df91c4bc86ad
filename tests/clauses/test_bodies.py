"""Of whom organs are made, and what follows a revocation.

Each scenario is played on its tenant, on a day of its document, through the acts of the contract.
"""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.acted import Acting

from ambiti import clock

from .changing import Data
from .conftest import Reform
from .test_tenures import DIRIGENTE, TENURE, lecce_appointed, lecce_vote, office, person

DAY = date(2013, 3, 4)
WISH = {"heldOn": str(DAY), "at": "10:00", "place": "Sede", "agenda": [{"subject": "Punto"}]}
PARTIES = "encounter { id heldOn parties { id who name decision } }"
ROLL = "meeting { id roll { id label votes } invitations { kind name } agenda { id } status }"


async def ambito(acting: Acting, slug: str, asked: str, day: str = "2013-03-04") -> Any:
    """Read something of an Ambito as who keeps its acts."""
    token = await acting.deployment.token("segretario", slug)
    query = f'{{ ambito(slug: "{slug}", on: "{day}") {{ {asked} }} }}'
    return (await acting.deployment.ask(query, token=token))["ambito"]


async def organ(acting: Acting, slug: str, code: str, day: str = "2013-03-04") -> Any:
    asked = (
        f'organs(code: "{code}") {{ kind occupancy {{ seats held }} vacantSeats {{ label }}'
        " seats { key label standing } source { article } }"
    )
    (found,) = (await ambito(acting, slug, asked, day))["organs"]
    return found


def of_body(code: str) -> dict[str, Any]:
    return {"kind": "OF_BODY", "of": code}


async def adheres(acting: Acting, clerk: str, name: str, *categories: str) -> str:
    given = {
        "ambito": "cremasco",
        "name": name,
        "instrument": "ADP-2012",
        "categories": ["TERZO_SETTORE", *categories],
        "document": "Adesione",
    }
    done = await acting.act(clerk, "registerAdhesion", given, "adherent { id }")
    return str(done["adherent"]["id"])


async def asks(acting: Acting, clerk: str, name: str, **more: Any) -> dict[str, Any]:
    given = {"ambito": "cremasco", "organ": "TLTS", "name": name, **more}
    read = "participation { id name admittedTo group requestedOn }"
    return dict((await acting.act(clerk, "requestParticipation", given, read))["participation"])


class TestCompositions:
    @pytest.mark.clause("CRE-8.5")
    async def test_the_office_has_fourteen_and_says_which_is_vacant(self, acting: Acting) -> None:
        with clock.fixed(DAY):
            clerk = await acting.deployment.token("segretario", "cremasco")
            director = {
                "ambito": "cremasco",
                "role": "COORD_UDP",
                "by": "Crema",
                "act": "Decreto 9",
                "candidate": person("D. Viola", office("DIR-AREA-CITTADINO")),
            }
            await acting.act(clerk, "appoint", director)
            seat = {"ambito": "cremasco", "organ": "UDP"}
            leads = ("Pandino", "Sergnano", "Bagnolo Cremasco", "Soncino", "Castelleone", "Crema")
            for unit, lead in enumerate(leads, start=1):
                key = f"UDP/3:ONE_PER_GROUP/{unit}"
                operator = person(f"Operatore {unit}")
                given = {**seat, "seat": key, "by": lead, "candidate": operator}
                await acting.act(clerk, "designate", given)
            asl = {**seat, "by": "ASL-CREMONA", "candidate": person("A", of_body("ASL-CREMONA"))}
            await acting.act(clerk, "designate", asl)
            second = {**asl, "candidate": person("B", of_body("ASL-CREMONA"))}
            assert await acting.refused(clerk, "designate", second) == ["SEAT_TAKEN"]

            categories = ("COOPERAZIONE", "VOLONTARIATO", "PROMOZIONE_SOCIALE", "DIOCESI")
            vote = await acting.decided(
                clerk,
                "cremasco",
                "TLTS",
                "RAPPRESENTANTI_TS",
                roll=[{"label": "Coop"}],
                declared="APPROVED",
            )
            for position, category in enumerate(categories, start=5):
                adherent = await adheres(acting, clerk, f"Ente {category}", category)
                given = {
                    **seat,
                    "seat": f"UDP/{position}:DESIGNATED/{category}/1",
                    "by": "TLTS",
                    "vote": vote,
                    "candidate": person(f"P {category}", adherent=adherent),
                }
                await acting.act(clerk, "designate", given)
            managing = {"kind": "CATEGORY", "of": "ENTI_GESTORI"}
            given = {**seat, "by": "ENTI_GESTORI", "candidate": person("G", managing)}
            await acting.act(clerk, "designate", given)

            found = await organ(acting, "cremasco", "UDP")
            assert found["occupancy"] == {"seats": 14, "held": 13}
            (vacant,) = found["vacantSeats"]
            assert "Azienda Ospedaliera" in vacant["label"]

            hospital = person("O", of_body("AZIENDA-OSPEDALIERA"))
            given = {**seat, "by": "AZIENDA-OSPEDALIERA", "candidate": hospital}
            await acting.act(clerk, "designate", given)
            found = await organ(acting, "cremasco", "UDP")
            assert found["occupancy"] == {"seats": 14, "held": 14}
            assert found["vacantSeats"] == []

    @pytest.mark.clause("CRE-17.1")
    async def test_three_supervise_the_mayor_of_crema_and_two_designated(
        self, acting: Acting
    ) -> None:
        with clock.fixed(DAY):
            clerk = await acting.deployment.token("segretario", "cremasco")
            vote = await acting.decided(
                clerk, "cremasco", "ADS", "COMPONENTI_VIGILANZA", declared="APPROVED"
            )
            given = {"ambito": "cremasco", "organ": "VIGILANZA", "by": "ADS", "vote": vote}
            councillor = {**given, "candidate": person("C", office("CONSIGLIERE", "Soncino"))}
            assert await acting.refused(clerk, "designate", councillor) == ["NOT_IN_POOL"]
            for comune in ("Soncino", "Castelleone"):
                mayor = person(f"Sindaco di {comune}", office("SINDACO", comune))
                seat = {**given, "candidate": mayor}
                await acting.act(clerk, "designate", seat)
            assert (await organ(acting, "cremasco", "VIGILANZA"))["occupancy"]["held"] == 2
            crema = {
                "ambito": "cremasco",
                "role": "SINDACO",
                "place": "Crema",
                "by": "Crema",
                "act": "Proclamazione",
                "candidate": person("S. Crema", office("SINDACO", "Crema")),
            }
            await acting.act(clerk, "appoint", crema)
        found = await organ(acting, "cremasco", "VIGILANZA")
        assert found["occupancy"] == {"seats": 3, "held": 3}
        assert (found["kind"], found["source"]["article"]) == ("SUPERVISION", "17.1")
        supervisors = (await ambito(acting, "cremasco", "supervisors { code }"))["supervisors"]
        assert supervisors == [{"code": "VIGILANZA"}]

    @pytest.mark.clause("LEC-6.4.a")
    async def test_the_health_district_takes_part_for_its_area_alone(self, acting: Acting) -> None:
        with clock.fixed(date(2019, 3, 4)):
            clerk = await acting.deployment.token("segretario", "lecce")
            director = person("D", office("DIR-DISTRETTO"))
            given = {"ambito": "lecce", "organ": "UDP", "candidate": director}
            done = await acting.act(
                clerk, "designate", {**given, "area": "SOCIO_SANITARIA"}, "tenure { id area }"
            )
            assert "OUT_OF_AREA" not in [one["code"] for one in done["warnings"]]
            assert done["tenure"]["area"] == "SOCIO_SANITARIA"
            ending = {"tenure": done["tenure"]["id"], "until": "2019-03-05", "because": "Prova"}
            await acting.act(clerk, "endTenure", ending)
        with clock.fixed(date(2019, 3, 5)):
            clerk = await acting.deployment.token("segretario", "lecce")
            outside = {**given, "area": "SOCIO_EDUCATIVA"}
            done = await acting.act(clerk, "designate", outside, TENURE)
            assert "OUT_OF_AREA" in [one["code"] for one in done["warnings"]]

    @pytest.mark.clause("LEC-6.4.b")
    async def test_the_provincia_takes_part_once_services_are_given_to_it(
        self, acting: Acting
    ) -> None:
        with clock.fixed(date(2019, 3, 4)):
            clerk = await acting.deployment.token("segretario", "lecce")
            unit = person("Unità tecnica", of_body("PROVINCIA"))
            given = {"ambito": "lecce", "organ": "UDP", "candidate": unit}
            assert await acting.refused(clerk, "designate", given) == ["CONDITION_NOT_MET"]
            fact = {
                "ambito": "lecce",
                "event": "SERVIZI_ALLA_PROVINCIA",
                "happenedOn": "2019-03-01",
                "act": "Deliberazione 3/2019",
            }
            for wrong, code in (
                ({"event": "ALTRO"}, "EVENT_UNKNOWN"),
                ({"happenedOn": "2019-03-05"}, "NOT_HAPPENED_YET"),
                ({"act": " "}, "EMPTY"),
            ):
                assert await acting.refused(clerk, "recordOccurrence", {**fact, **wrong}) == [code]
            await acting.act(clerk, "recordOccurrence", fact, "occurrence { id event name }")
            assert await acting.refused(clerk, "recordOccurrence", fact) == ["ALREADY_HAPPENED"]
            await acting.act(clerk, "designate", given)
            second = {**given, "candidate": person("Seconda", of_body("PROVINCIA"))}
            assert await acting.refused(clerk, "designate", second) == ["SEAT_TAKEN"]
        found = await ambito(acting, "lecce", "occurrences { event act }", "2019-03-04")
        assert [one["event"] for one in found["occurrences"]] == ["SERVIZI_ALLA_PROVINCIA"]


class TestAfterARevocation:
    @pytest.mark.clause("LEC-11.7.c")
    async def test_the_president_and_nobody_else_convenes(self, acting: Acting) -> None:
        with clock.fixed(date(2018, 10, 1)):
            clerk = await acting.deployment.token("segretario", "lecce")
            tenure = await lecce_appointed(acting, clerk, person("A. Bianchi", DIRIGENTE))
        with clock.fixed(date(2019, 5, 10)):
            clerk = await acting.deployment.token("segretario", "lecce")
            case = {"tenure": tenure["id"], "grounds": ["OTHER"], "motivation": "Assenze"}
            proposed = await acting.act(clerk, "proposeRevocation", case, "revocation { id }")
            vote = await lecce_vote(acting, clerk, present=8, favour=8)
            given = {"revocation": proposed["revocation"]["id"], "vote": vote["id"]}
            read = "revocation { id convening { kind assignee organ dueOn daysLeft } }"
            done = await acting.act(clerk, "decideRevocation", given, read)
            assert done["revocation"]["convening"] == {
                "kind": "CONVENE",
                "assignee": "PRESIDENTE-COORD",
                "organ": "COORD_IST",
                "dueOn": "2019-06-09",
                "daysLeft": 30,
            }
        with clock.fixed(date(2019, 5, 13)):
            wish = {
                **WISH,
                "ambito": "lecce",
                "organ": "COORD_IST",
                "heldOn": "2019-05-20",
                "roll": [{"label": "Sindaco di Lecce"}],
            }
            mayor = await acting.deployment.token("sindaco", "lecce", comune="Surbo")
            assert await acting.refused(mayor, "conveneMeeting", wish) == ["NOT_CONVENER"]
            president = await acting.deployment.token("PRESIDENTE_COORD", "lecce")
            await acting.act(president, "conveneMeeting", wish)
            clerk = await acting.deployment.token("segretario", "lecce")
            query = "query($id: ID!) { node(id: $id) { ... on RevocationCase { %s } } }"
            asked = query % "convening { doneOn }"
            read_ = await acting.deployment.ask(asked, token=clerk, id=done["revocation"]["id"])
            assert read_["node"]["convening"] == {"doneOn": "2019-05-13"}

    @pytest.mark.clause("CRE-14.3.b")
    async def test_the_coordinator_and_the_director_meet_at_the_pace_they_defined(
        self, reform: Reform
    ) -> None:
        def every_thirty_days(data: Data) -> None:
            (rule,) = (one for one in data["joint_meetings"] if one["code"] == "COORD-DG")
            rule["interval_days"] = 30

        acting = Acting(reform.deployment)
        read = "paces { joint intervalDays lastOn dueOn daysSince status }"
        undefined = (await ambito(acting, "cremasco", read))["paces"]
        assert [(one["joint"], one["status"]) for one in undefined] == [("COORD-DG", "NOT_DEFINED")]
        await reform.apply("cremasco", every_thirty_days, "Cadenza definita")
        never = (await ambito(acting, "cremasco", read))["paces"]
        assert [one["status"] for one in never] == ["NEVER_HELD"]
        with clock.fixed(DAY):
            clerk = await acting.deployment.token("segretario", "cremasco")
            given = {
                "ambito": "cremasco",
                "joint": "COORD-DG",
                "heldOn": str(DAY),
                "subject": "Contratto di servizio",
            }
            met = await acting.act(clerk, "arrangeEncounter", given, PARTIES)
            parties = [one["who"] for one in met["encounter"]["parties"]]
            assert parties == ["COORD_UDP", "DG-CSC"]
        for days, status in ((30, "ON_TIME"), (40, "DUE")):
            day = str(DAY + timedelta(days=days))
            (pace,) = (await ambito(acting, "cremasco", read, day))["paces"]
            assert (pace["status"], pace["daysSince"]) == (status, days)
        assert (pace["intervalDays"], pace["dueOn"]) == (30, "2013-04-03")
