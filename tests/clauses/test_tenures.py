"""Who holds a seat or a role: given by whom the text says, among whom, for how long, revoked how.

Each scenario is played on its tenant, on a day of its document, through the acts of the contract.
"""

from datetime import date
from typing import Any

import pytest
from tests.acted import Acting

from ambiti import clock

TENURE = "tenure { id person label since until standing { status powers } }"
CASE = "revocation { id status replaceBy convener replacement { dueOn doneOn daysLate } }"
LECCE = (
    "Lecce",
    "Arnesano",
    "Cavallino",
    "Lequile",
    "Lizzanello",
    "Monteroni di Lecce",
    "San Cesario di Lecce",
    "San Donato di Lecce",
    "San Pietro in Lama",
    "Surbo",
)


def person(name: str, *qualifications: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"name": name, "qualifications": list(qualifications), **more}


def office(of: str, place: str | None = None) -> dict[str, Any]:
    return {"kind": "OFFICE", "of": of, "place": place}


def category(of: str) -> dict[str, Any]:
    return {"kind": "CATEGORY", "of": of}


DIRIGENTE = {"kind": "EMPLOYEE", "place": "Lecce", "grade": "dirigenti"}
HEAD_OF_SURBO = {"kind": "EMPLOYEE", "place": "Surbo", "grade": "responsabili degli uffici"}


async def standing(acting: Acting, slug: str, day: str, role: str) -> list[dict[str, Any]]:
    """Read how the tenures of a role stand on a day."""
    token = await acting.deployment.token("segretario", slug)
    query = (
        "query($slug: String!, $role: String!, $day: Date!) { ambito(slug: $slug, on: $day) {"
        " tenures(role: $role) { edges { node { person standing { status powers }"
        " memberships { code } } } } } }"
    )
    data = await acting.deployment.ask(query, token=token, slug=slug, role=role, day=day)
    return [one["node"] for one in data["ambito"]["tenures"]["edges"]]


async def occupancy(acting: Acting, organ: str, day: str) -> dict[str, int]:
    token = await acting.deployment.token("segretario", "cremasco")
    query = (
        'query($day: Date!) { ambito(slug: "cremasco", on: $day) { organs {'
        " code occupancy { seats held } } } }"
    )
    data = await acting.deployment.ask(query, token=token, day=day)
    found = {one["code"]: one["occupancy"] for one in data["ambito"]["organs"]}
    return dict(found[organ])


class TestCarate:
    @pytest.mark.clause("CAR-5.4")
    async def test_the_assembly_appoints_among_full_time_staff(self, acting: Acting) -> None:
        with clock.fixed(date(2026, 3, 2)):
            clerk = await acting.deployment.token("segretario", "carate")
            vote = await acting.decided(clerk, "carate", "ASSEMBLEA", declared="APPROVED")
            given = {
                "ambito": "carate",
                "role": "RESPONSABILE_UDP",
                "by": "ASSEMBLEA",
                "act": "Deliberazione 4/2026",
                "vote": vote,
            }
            hours = person("E2", {"kind": "SECONDED_HOURS"})
            assert await acting.refused(clerk, "appoint", {**given, "candidate": hours}) == [
                "NOT_IN_POOL"
            ]
            full = person("E1", {"kind": "SECONDED_FULL_TIME"})
            full["identity"] = acting.identity("e1")
            done = await acting.act(clerk, "appoint", {**given, "candidate": full}, TENURE)
            assert done["tenure"]["standing"]["status"] == "IN_TERM"
            me = await acting.deployment.ask("{ me { roles { role } } }", token=acting.token("e1"))
            assert [one["role"] for one in me["me"]["roles"]] == ["RESPONSABILE_UDP"]
            read = '{ ambito(slug: "carate") { journal { totalCount } } }'
            managing = await acting.deployment.ask(read, token=acting.token("e1"))
            assert managing["ambito"]["journal"]["totalCount"] > 0


async def lecce_selected(acting: Acting, clerk: str, candidate: dict[str, Any]) -> dict[str, Any]:
    """Have the Coordinamento select somebody."""
    roll = [{"label": f"Sindaco di {name}"} for name in LECCE]
    matter = "SCELTA_RESPONSABILE"
    vote = await acting.decided(clerk, "lecce", "COORD_IST", matter, roll=roll, declared="APPROVED")
    given = {"ambito": "lecce", "role": "RESPONSABILE_UDP", "vote": vote, "candidate": candidate}
    return dict((await acting.act(clerk, "selectCandidate", given, TENURE))["tenure"])


async def lecce_appointed(
    acting: Acting, clerk: str, candidate: dict[str, Any], **more: Any
) -> dict[str, Any]:
    """Have somebody selected, and appointed by the mayor of Lecce."""
    selected = await lecce_selected(acting, clerk, candidate)
    mayor = await acting.deployment.token("sindaco", "lecce", comune="Lecce")
    given = {
        "ambito": "lecce",
        "role": "RESPONSABILE_UDP",
        "by": "SINDACO-LECCE",
        "act": "Decreto 1",
        "candidate": candidate,
        "selection": selected["id"],
        **more,
    }
    return dict((await acting.act(mayor, "appoint", given, TENURE))["tenure"])


async def lecce_vote(acting: Acting, clerk: str, *, present: int, favour: int) -> dict[str, Any]:
    """Have the Coordinamento vote on a revocation."""
    roll = [{"label": f"Sindaco di {name}"} for name in LECCE]
    meeting = await acting.convened(clerk, "lecce", "COORD_IST", "REVOCA", roll=roll)
    against = present - favour
    return await acting.voted(clerk, meeting, favour=favour, against=against, present=present)


class TestLecce:
    @pytest.mark.clause("LEC-11.1.a", "LEC-11.1.b")
    async def test_the_coordinamento_selects_and_the_mayor_appoints(self, acting: Acting) -> None:
        with clock.fixed(date(2018, 10, 1)):
            clerk = await acting.deployment.token("segretario", "lecce")
            mayor = await acting.deployment.token("sindaco", "lecce", comune="Lecce")
            surbo = person("F. Rossi", {**DIRIGENTE, "place": "Surbo"})
            chosen = {"ambito": "lecce", "role": "RESPONSABILE_UDP", "candidate": surbo}
            assert await acting.refused(clerk, "selectCandidate", chosen) == [
                "VOTE_MISSING",
                "NOT_IN_POOL",
            ]
            candidate = person("A. Bianchi", DIRIGENTE)
            given = {
                "ambito": "lecce",
                "role": "RESPONSABILE_UDP",
                "by": "SINDACO-LECCE",
                "act": "Decreto 1",
                "candidate": candidate,
            }
            assert await acting.refused(mayor, "appoint", given) == ["NOT_SELECTED"]
            selected = await lecce_selected(acting, clerk, candidate)
            assert selected["standing"]["status"] == "SELECTED"
            done = await acting.act(
                mayor, "appoint", {**given, "selection": selected["id"]}, TENURE
            )
            assert done["tenure"]["standing"] == {"status": "IN_TERM", "powers": None}

    @pytest.mark.clause("LEC-11.6.a")
    async def test_three_years_and_then_prorogatio(self, acting: Acting) -> None:
        with clock.fixed(date(2018, 10, 1)):
            clerk = await acting.deployment.token("segretario", "lecce")
            await lecce_appointed(acting, clerk, person("A. Bianchi", DIRIGENTE))
        for day, status in (("2021-09-30", "IN_TERM"), ("2021-10-01", "PROROGATIO")):
            found = await standing(acting, "lecce", day, "RESPONSABILE_UDP")
            assert {one["standing"]["status"] for one in found} == {"SELECTED", status}

    @pytest.mark.clause("LEC-11.6.b")
    async def test_in_prorogatio_acts_are_adopted_until_somebody_follows(
        self, acting: Acting
    ) -> None:
        given = {
            "ambito": "lecce",
            "by": "RESPONSABILE_UDP",
            "verb": "ADOPT",
            "matter": "ATTI_UDP",
            "subject": "Atto di gestione",
            "textHash": "0f" * 32,
        }
        first = person("A. Bianchi", DIRIGENTE, identity=acting.identity("bianchi"))
        with clock.fixed(date(2018, 10, 1)):
            clerk = await acting.deployment.token("segretario", "lecce")
            await lecce_appointed(acting, clerk, first)
        with clock.fixed(date(2022, 2, 1)):
            (held,) = [
                one
                for one in await standing(acting, "lecce", "2022-02-01", "RESPONSABILE_UDP")
                if one["standing"]["status"] == "PROROGATIO"
            ]
            token = acting.token("bianchi")
            done = await acting.act(token, "adoptAct", given, "act { state } entry { performedBy }")
        with clock.fixed(date(2022, 3, 1)):
            clerk = await acting.deployment.token("segretario", "lecce")
            await lecce_appointed(acting, clerk, person("C. Verdi", DIRIGENTE))
            codes = await acting.refused(acting.token("bianchi"), "adoptAct", given)

        assert held["standing"] == {"status": "PROROGATIO", "powers": "FULL"}
        assert done["act"]["state"] == "ADOPTED"
        assert codes == ["NOT_ALLOWED"]

    @pytest.mark.clause("LEC-11.7.a", "LEC-11.7.b", "LEC-11.7.d", "LEC-11.7.e")
    async def test_revoked_by_seven_of_ten_and_replaced(self, acting: Acting) -> None:
        with clock.fixed(date(2018, 10, 1)):
            clerk = await acting.deployment.token("segretario", "lecce")
            tenure = await lecce_appointed(acting, clerk, person("A. Bianchi", DIRIGENTE))
            surbo = person("F. Rossi", HEAD_OF_SURBO)
            chosen = {"ambito": "lecce", "role": "RESPONSABILE_UDP", "candidate": surbo}
            codes = await acting.refused(clerk, "selectCandidate", chosen)
            assert "NOT_IN_POOL" in codes
        with clock.fixed(date(2019, 5, 10)):
            clerk = await acting.deployment.token("segretario", "lecce")
            case = {"tenure": tenure["id"], "grounds": ["OTHER"], "motivation": " "}
            assert await acting.refused(clerk, "proposeRevocation", case) == ["MOTIVATION_REQUIRED"]
            motivated = {**case, "motivation": "Assenze ripetute"}
            proposed = await acting.act(clerk, "proposeRevocation", motivated, CASE)
            six = await lecce_vote(acting, clerk, present=8, favour=6)
            assert six["decision"]["verdict"] == "REJECTED"
            assert six["decision"]["threshold"] == 7
            seven = await lecce_vote(acting, clerk, present=8, favour=7)
            assert seven["decision"]["verdict"] == "APPROVED"
            decided = await acting.act(
                clerk,
                "decideRevocation",
                {"revocation": proposed["revocation"]["id"], "vote": seven["id"]},
                CASE,
            )
            found = decided["revocation"]
            assert (found["status"], found["replaceBy"]) == ("APPROVED", "2019-06-09")
            assert found["convener"] == "PRESIDENTE-COORD"
        with clock.fixed(date(2019, 6, 10)):
            clerk = await acting.deployment.token("segretario", "lecce")
            query = "query($id: ID!) { node(id: $id) { ... on RevocationCase { %s } } }"
            asked = query % "replacement { dueOn doneOn daysLate }"
            late = await acting.deployment.ask(asked, token=clerk, id=found["id"])
            expected = {"dueOn": "2019-06-09", "doneOn": None, "daysLate": 1}
            assert late["node"]["replacement"] == expected
            done = await lecce_appointed(acting, clerk, person("F. Rossi", HEAD_OF_SURBO))
            assert done["standing"]["status"] == "IN_TERM"
            again = await acting.deployment.ask(asked, token=clerk, id=found["id"])
            assert again["node"]["replacement"]["doneOn"] == "2019-06-10"

    async def test_access_lasts_as_long_as_the_role_and_its_prorogatio(
        self, acting: Acting
    ) -> None:
        read = '{ ambito(slug: "lecce") { journal { totalCount } } }'
        first = person("A. Bianchi", DIRIGENTE, identity=acting.identity("bianchi"))
        with clock.fixed(date(2018, 10, 1)):
            clerk = await acting.deployment.token("segretario", "lecce")
            await lecce_appointed(acting, clerk, first)
        with clock.fixed(date(2021, 10, 1)):
            token = acting.token("bianchi")
            shown = await acting.deployment.ask(read, token=token)
            assert shown["ambito"]["journal"]["totalCount"] > 0
            clerk = await acting.deployment.token("segretario", "lecce")
            await lecce_appointed(acting, clerk, person("C. Verdi", DIRIGENTE))
            hidden = await acting.deployment.post(read, token=token)
            assert hidden.json()["data"]["ambito"]["journal"]["totalCount"] == 0
        found = await standing(acting, "lecce", "2021-10-02", "RESPONSABILE_UDP")
        held = [one for one in found if one["standing"]["status"] in {"IN_TERM", "PROROGATIO"}]
        assert [one["person"] for one in held] == ["C. Verdi"]


class TestSoncino:
    @pytest.mark.clause("SON-4.8", "SON-4.8.a")
    async def test_the_referente_names_one_coordinator_who_sits_by_right(
        self, acting: Acting
    ) -> None:
        with clock.fixed(date(2020, 3, 2)):
            clerk = await acting.deployment.token("segretario", "cremasco")
            given = {
                "ambito": "cremasco",
                "role": "COORD_SUB4",
                "by": "Soncino",
                "place": "4",
                "act": "Decreto 3",
                "candidate": person("L. Neri", {"kind": "OPERATOR"}),
            }
            trigolo = {**given, "by": "Trigolo"}
            assert await acting.refused(clerk, "appoint", trigolo) == ["WRONG_APPOINTER"]
            done = await acting.act(clerk, "appoint", given, TENURE)
            assert done["tenure"]["standing"]["status"] == "IN_TERM"
            second = {**given, "candidate": person("M. Blu", {"kind": "OPERATOR"})}
            assert await acting.refused(clerk, "appoint", second) == ["SEAT_TAKEN"]
        (found,) = await standing(acting, "cremasco", "2020-03-02", "COORD_SUB4")
        assert [one["code"] for one in found["memberships"]] == [
            "EQUIPE_SUB4",
            "UDP_COORD_TECNICO",
            "UDP_INTEGRATO",
        ]
        with clock.fixed(date(2020, 5, 1)):
            clerk = await acting.deployment.token("segretario", "cremasco")
            ending = {
                "tenure": done["tenure"]["id"],
                "until": "2020-05-01",
                "because": "Dimissioni",
            }
            await acting.act(clerk, "endTenure", ending)
        (gone,) = await standing(acting, "cremasco", "2020-05-01", "COORD_SUB4")
        assert (gone["standing"]["status"], gone["memberships"]) == ("ENDED", [])


class TestCremasco:
    @pytest.mark.clause("CRE-8.5.a", "CRE-11.3")
    async def test_crema_appoints_its_director_or_a_delegate_with_an_act(
        self, acting: Acting
    ) -> None:
        with clock.fixed(date(2013, 3, 4)):
            clerk = await acting.deployment.token("segretario", "cremasco")
            director = person("D. Viola", office("DIR-AREA-CITTADINO"))
            given = {
                "ambito": "cremasco",
                "role": "COORD_UDP",
                "by": "Pandino",
                "act": "Decreto 9",
                "candidate": director,
            }
            assert await acting.refused(clerk, "appoint", given) == ["WRONG_APPOINTER"]
            delegate = {"kind": "DELEGATE", "of": "DIR-AREA-CITTADINO"}
            official = {**given, "by": "Crema", "candidate": person("U. Ocra", delegate)}
            assert await acting.refused(clerk, "appoint", official) == ["DELEGATION_REQUIRED"]
            done = await acting.act(clerk, "appoint", {**given, "by": "Crema"}, TENURE)
            assert done["tenure"]["standing"]["status"] == "IN_TERM"

    @pytest.mark.clause("CRE-8.5.b")
    async def test_referent_comuni_designate_the_operators(self, acting: Acting) -> None:
        with clock.fixed(date(2013, 3, 4)):
            clerk = await acting.deployment.token("segretario", "cremasco")
            given = {
                "ambito": "cremasco",
                "organ": "UDP",
                "seat": "UDP/3:ONE_PER_GROUP/4",
                "candidate": person("O. Rosa"),
            }
            offanengo = {**given, "by": "Offanengo"}
            assert await acting.refused(clerk, "designate", offanengo) == ["WRONG_DESIGNATOR"]
            done = await acting.act(clerk, "designate", {**given, "by": "Soncino"}, TENURE)
            assert "Sub-ambito 4" in done["tenure"]["label"]

    @pytest.mark.clause("CRE-4.1", "CRE-9.3", "CRE-4.2", "CRE-8.5.c", "CRE-8.5.d")
    async def test_who_adhered_may_be_designated(self, acting: Acting) -> None:
        with clock.fixed(date(2013, 3, 4)):
            clerk = await acting.deployment.token("segretario", "cremasco")
            adhesion = {
                "ambito": "cremasco",
                "name": "Cooperativa C1",
                "instrument": "ADP-2012",
                "categories": ["TERZO_SETTORE", "COOPERAZIONE", "GRUPPO_COOPERATIVE"],
            }
            assert await acting.refused(clerk, "registerAdhesion", adhesion) == [
                "DOCUMENT_REQUIRED"
            ]
            signed = {**adhesion, "document": "Adesione del 4/3/2013"}
            done = await acting.act(
                clerk, "registerAdhesion", signed, "adherent { id categories memberOf }"
            )
            assert "ADERENTI" in done["adherent"]["categories"]
            assert done["adherent"]["memberOf"] == ["TLTS"]
            one = person("P. Gialli", adherent=done["adherent"]["id"])
            table = {"ambito": "cremasco", "organ": "TLTS", "candidate": one}
            stranger = person("Q. Grigi", category("GRUPPO_COOPERATIVE"))
            outside = {**table, "candidate": stranger}
            assert await acting.refused(clerk, "designate", outside) == ["NOT_ADHERENT"]
            await acting.act(clerk, "designate", table, TENURE)

            office_seat = {
                "ambito": "cremasco",
                "organ": "UDP",
                "seat": "UDP/5:DESIGNATED/COOPERAZIONE/1",
                "candidate": one,
            }
            forum = {**office_seat, "by": "FORUM-TS"}
            assert await acting.refused(clerk, "designate", forum) == ["WRONG_DESIGNATOR"]
            vote = await acting.decided(
                clerk,
                "cremasco",
                "TLTS",
                "RAPPRESENTANTI_TS",
                roll=[{"label": "Cooperativa C1"}],
                declared="APPROVED",
            )
            chosen = {**office_seat, "by": "TLTS", "vote": vote}
            await acting.act(clerk, "designate", chosen, TENURE)
            assert await acting.refused(clerk, "designate", chosen) == ["SEAT_TAKEN"]
            gestori = {
                "ambito": "cremasco",
                "organ": "UDP",
                "seat": "UDP/9:DESIGNATED/ENTI_GESTORI/1",
                "candidate": person("R. Bruni", category("ENTI_GESTORI")),
            }
            wrong = {**gestori, "by": "TLTS"}
            assert await acting.refused(clerk, "designate", wrong) == ["WRONG_DESIGNATOR"]
            await acting.act(clerk, "designate", {**gestori, "by": "ENTI_GESTORI"}, TENURE)

    @pytest.mark.clause("CRE-9.4.b")
    async def test_a_group_has_at_most_five(self, acting: Acting) -> None:
        with clock.fixed(date(2013, 3, 4)):
            clerk = await acting.deployment.token("segretario", "cremasco")
            groups = (
                ("GRUPPO_VOLONTARIATO", 5),
                ("GRUPPO_COOPERATIVE", 3),
                ("GRUPPO_PROMOZIONE", 2),
            )
            for group, many in groups:
                for number in range(many):
                    await self._sits(acting, clerk, group, number)
            sixth = await self._adheres(acting, clerk, "GRUPPO_VOLONTARIATO", 6)
            table = {"ambito": "cremasco", "organ": "TLTS", "candidate": sixth}
            assert await acting.refused(clerk, "designate", table) == ["GROUP_CAP"]
            query = '{ ambito(slug: "cremasco") { tenures(organ: "TLTS") { totalCount } } }'
            data = await acting.deployment.ask(query, token=clerk)
            assert data["ambito"]["tenures"]["totalCount"] == 10

    async def _adheres(self, acting: Acting, clerk: str, group: str, number: int) -> dict[str, Any]:
        given = {
            "ambito": "cremasco",
            "name": f"{group} {number}",
            "instrument": "ADP-2012",
            "categories": ["TERZO_SETTORE", group],
            "document": "Adesione",
        }
        done = await acting.act(clerk, "registerAdhesion", given, "adherent { id }")
        return person(f"{group} {number}", adherent=done["adherent"]["id"])

    async def _sits(self, acting: Acting, clerk: str, group: str, number: int) -> None:
        one = await self._adheres(acting, clerk, group, number)
        table = {"ambito": "cremasco", "organ": "TLTS", "candidate": one}
        await acting.act(clerk, "designate", table)

    @pytest.mark.clause("CRE-7.1")
    async def test_the_restricted_committee_has_two_for_each_sub_ambito(
        self, acting: Acting
    ) -> None:
        with clock.fixed(date(2013, 3, 4)):
            clerk = await acting.deployment.token("segretario", "cremasco")
            vote = await acting.decided(
                clerk, "cremasco", "ADS", "COMPONENTI_CRIS", declared="APPROVED"
            )
            given = {"ambito": "cremasco", "organ": "CRIS", "by": "ADS", "vote": vote}
            leads = {"1": "Pandino", "2": "Sergnano", "3": "Bagnolo Cremasco"} | {
                "4": "Soncino",
                "5": "Castelleone",
                "6": "Crema",
            }
            technician = person("T", {"kind": "OPERATOR", "place": "Soncino"})
            assert await acting.refused(clerk, "designate", {**given, "candidate": technician}) == [
                "NOT_IN_POOL"
            ]
            for unit, comune in leads.items():
                for number, what in enumerate(("SINDACO", "ASSESSORE"), start=1):
                    one = person(f"{what} {unit}", office(what, comune))
                    seat = f"CRIS/1:N_PER_GROUP/{unit}/{number}"
                    await acting.act(clerk, "designate", {**given, "seat": seat, "candidate": one})
            third = person("Terzo", office("CONSIGLIERE", "Soncino"))
            assert await acting.refused(clerk, "designate", {**given, "candidate": third}) == [
                "SEAT_TAKEN"
            ]
        assert await occupancy(acting, "CRIS", "2013-03-04") == {"seats": 12, "held": 12}

    @pytest.mark.clause("CRE-7.4")
    async def test_the_committee_elects_one_of_its_own_who_convenes_it(
        self, acting: Acting
    ) -> None:
        with clock.fixed(date(2013, 3, 4)):
            clerk = await acting.deployment.token("segretario", "cremasco")
            vote = await acting.decided(
                clerk, "cremasco", "ADS", "COMPONENTI_CRIS", declared="APPROVED"
            )
            member = person("S. Celeste", office("SINDACO", "Soncino"))
            seat = {"ambito": "cremasco", "organ": "CRIS", "by": "ADS", "vote": vote}
            await acting.act(clerk, "designate", {**seat, "candidate": member})
            chosen = await acting.decided(clerk, "cremasco", "CRIS", declared="APPROVED")
            given = {
                "ambito": "cremasco",
                "role": "COORD_CRIS",
                "by": "CRIS",
                "act": "Verbale 1",
                "vote": chosen,
            }
            external = {**given, "candidate": person("Esterno")}
            assert await acting.refused(clerk, "appoint", external) == ["NOT_MEMBER"]
            coordinator = {**member, "identity": acting.identity("celeste")}
            await acting.act(clerk, "appoint", {**given, "candidate": coordinator}, TENURE)
            await acting.convened(acting.token("celeste"), "cremasco", "CRIS")
            other = await acting.deployment.token("MEMBRO_CRIS", "cremasco", unit="1")
            wish = {
                "ambito": "cremasco",
                "organ": "CRIS",
                "heldOn": "2013-03-20",
                "at": "10:00",
                "place": "Crema",
                "agenda": [{"subject": "Punto"}],
            }
            assert await acting.refused(other, "conveneMeeting", wish) == ["NOT_CONVENER"]
