"""Who signs for others and with whose mandate, who represents whom, who sends whom."""

from datetime import date
from typing import Any, Final

import pytest
from tests.acted import Acting

from ambiti import clock

MANDATE: Final = "mandate { id name signerName standing until source { article } }"
REVOKED: Final = "revocation { id } mandate { standing revocation { act on } }"
CONTRACT: Final = """contract { byName counterpartName standing onBehalfOfCount source { article }
  onBehalfOf { name comune { name } mandate { act } } }"""
DONE: Final = """representation { byCode byName onBehalfOfCode onBehalfOfName towardName matterName
  source { article } contract { programme } }"""
SENT: Final = "representative { person byName atName body standing source { article } }"
SIGNED_ON: Final = date(2020, 1, 15)
CSC: Final = {"ambito": "cremasco", "matter": "CONVENZIONE_CSC"}
COUNCIL: Final = {"organ": "Consiglio Comunale", "act": "DCC 5/2019", "on": "2019-12-02"}
OTHERS: Final = (
    "Cumignano sul Naviglio",
    "Genivolta",
    "Izano",
    "Offanengo",
    "Ricengo",
    "Salvirola",
    "Trigolo",
)
SIGNING: Final = {**CSC, "counterpart": "CSC", "act": "conv. 1/2020", "on": str(SIGNED_ON)}


async def clerk(acting: Acting, slug: str = "cremasco") -> str:
    return await acting.deployment.token("segretario", slug)


async def mayor(acting: Acting, comune: str, slug: str = "cremasco") -> str:
    return await acting.deployment.token("sindaco", slug, comune=comune)


async def granted(acting: Acting, **more: Any) -> Any:
    """Let a body grant its mandate to Soncino."""
    given = {**CSC, **COUNCIL, **more}
    return (await acting.act(await clerk(acting), "grantSigningMandate", given, MANDATE))["mandate"]


async def refusal(acting: Acting, token: str, name: str, given: dict[str, Any]) -> Any:
    """Ask for what must be refused, and give the one reason."""
    kind = name[0].upper() + name[1:]
    query = (
        f"mutation($input: {kind}Input!) {{ it: {name}(input: $input) {{ ... on Refusal {{"
        " violations { code message field source { article } } } } }"
    )
    data = await acting.deployment.ask(query, token=token, input=given)
    (found,) = data["it"]["violations"]
    return found


class TestSigning:
    @pytest.mark.clause("SON-3.8")
    async def test_soncino_signs_with_the_mandate_of_each_of_the_other_eight(
        self, acting: Acting
    ) -> None:
        with clock.fixed(SIGNED_ON):
            soncino = await mayor(acting, "Soncino")
            given = {**SIGNING, "by": "Soncino"}
            for name in OTHERS:
                own = {**CSC, **COUNCIL, "by": name}
                token = await mayor(acting, name)
                done = await acting.act(token, "grantSigningMandate", own, MANDATE)
                assert done["mandate"]["signerName"] == "Comune di Soncino"
                assert done["mandate"]["standing"] == "VALID"
            seven = await refusal(acting, soncino, "signContract", given)
            await granted(acting, by="UNIONE-FONTANILI", organ="Assemblea dell'Unione")
            signed = (await acting.act(soncino, "signContract", given, CONTRACT))["contract"]

        assert seven["code"] == "MANDATE_MISSING"
        assert seven["source"] == {"article": "3.8"}
        assert "7/8" in seven["message"]
        assert "Unione dei Fontanili" in seven["message"]
        assert signed["byName"] == "Comune di Soncino"
        assert signed["counterpartName"] == "Comunità Sociale Cremasca a.s.c."
        assert signed["onBehalfOfCount"] == 9
        assert signed["standing"] == "IN_FORCE"
        bare = [one["name"] for one in signed["onBehalfOf"] if one["mandate"] is None]
        assert bare == ["Comune di Soncino"]

    async def test_a_mandate_that_ended_or_was_taken_back_does_not_count(
        self, acting: Acting
    ) -> None:
        with clock.fixed(SIGNED_ON):
            token = await clerk(acting)
            for name in OTHERS[2:]:
                await granted(acting, by=name)
            await granted(acting, by="UNIONE-FONTANILI")
            short = await granted(acting, by="Cumignano sul Naviglio", until="2019-12-31")
            taken = await granted(acting, by="Genivolta")
            back = {"mandate": taken["id"], "act": "DCC 9/2019", "on": "2019-12-20"}
            revoked = await acting.act(token, "revokeSigningMandate", back, REVOKED)
            again = await acting.refused(token, "revokeSigningMandate", back)
            same_day = {**CSC, **COUNCIL, "by": "Genivolta"}
            assert await acting.refused(token, "grantSigningMandate", same_day) == [
                "ALREADY_MANDATED"
            ]
            early = {"mandate": short["id"], "act": " ", "on": "2019-12-01"}
            wrong = await acting.refused(token, "revokeSigningMandate", early)
            absent = {**back, "mandate": revoked["revocation"]["id"]}
            assert await acting.refused(token, "revokeSigningMandate", absent) == ["NOT_FOUND"]
            six = await refusal(acting, token, "signContract", {**SIGNING, "by": "Soncino"})
            await granted(acting, by="Genivolta", on="2020-01-10")
            await granted(acting, by="Cumignano sul Naviglio", on="2020-01-10")
            done = await acting.act(token, "signContract", {**SIGNING, "by": "Soncino"}, CONTRACT)

        assert short["standing"] == "EXPIRED"
        assert revoked["mandate"]["standing"] == "REVOKED"
        assert revoked["mandate"]["revocation"] == {"act": "DCC 9/2019", "on": "2019-12-20"}
        assert again == ["MANDATE_OVER"]
        assert wrong == ["BEFORE_THE_ACT", "EMPTY"]
        assert "6/8" in six["message"]
        assert "Comune di Cumignano sul Naviglio e Comune di Genivolta" in six["message"]
        assert done["contract"]["onBehalfOfCount"] == 9

    async def test_who_may_grant_what_to_whom(self, acting: Acting) -> None:
        with clock.fixed(SIGNED_ON):
            token = await clerk(acting)
            base = {**CSC, **COUNCIL, "by": "Izano"}

            async def refused(**more: Any) -> list[str]:
                return await acting.refused(token, "grantSigningMandate", {**base, **more})

            assert await refused(matter="PIANO") == ["SIGNING_NOT_STATED"]
            assert await refused(by="Nessuno") == ["AUTHOR_UNKNOWN"]
            assert await refused(by="Soncino") == ["MANDATE_TO_ONESELF"]
            assert await refused(by="Crema") == ["NOT_BOUND"]
            assert await refused(until="2019-12-01") == ["END_BEFORE_START"]
            assert await refused(on="2020-02-01", organ=" ") == ["DAY_NOT_COME", "EMPTY"]
            await granted(acting, by="Izano")
            assert await refused() == ["ALREADY_MANDATED"]
            other = await mayor(acting, "Offanengo")
            given = {**base, "by": "Ricengo"}
            assert await acting.refused(other, "grantSigningMandate", given) == ["NOT_ALLOWED"]

    async def test_only_the_referente_signs_and_what_is_named_is_known(
        self, acting: Acting
    ) -> None:
        with clock.fixed(SIGNED_ON):
            token, pandino = await clerk(acting), await mayor(acting, "Pandino")
            codes = await acting.refused(pandino, "signContract", {**SIGNING, "by": "Pandino"})
            mine = await acting.refused(pandino, "signContract", {**SIGNING, "by": "Soncino"})
            odd = {**SIGNING, "by": "Soncino", "counterpart": "NESSUNO", "programme": "BOH"}
            unknown = await acting.refused(token, "signContract", {**odd, "until": "2020-01-01"})
            none = await acting.refused(token, "signContract", {**odd, "matter": "PIANO"})

        assert codes == ["NOT_SIGNER", "MANDATE_MISSING"]
        assert mine == ["NOT_AUTHOR", "MANDATE_MISSING"]
        assert unknown == [
            "END_BEFORE_START",
            "MANDATE_MISSING",
            "COUNTERPART_UNKNOWN",
            "PROGRAMME_UNKNOWN",
        ]
        assert none == ["SIGNING_NOT_STATED"]


class TestRepresenting:
    GIVEN: Final = {
        "ambito": "cremasco",
        "onBehalfOf": "ADS",
        "toward": "REGIONE",
        "matter": "PROGRAMMAZIONE_ISTITUZIONI",
        "subject": "Tavolo regionale",
        "on": "2013-05-06",
    }

    @pytest.mark.clause("CRE-11.2")
    async def test_crema_represents_the_assembly_and_pandino_does_not(self, acting: Acting) -> None:
        with clock.fixed(date(2013, 5, 6)):
            crema, pandino = await mayor(acting, "Crema"), await mayor(acting, "Pandino")
            given = {**self.GIVEN, "by": "Crema"}
            done = (await acting.act(crema, "represent", given, DONE))["representation"]
            other = await refusal(acting, pandino, "represent", {**self.GIVEN, "by": "Pandino"})
            posing = await acting.refused(pandino, "represent", given)

        assert (done["byName"], done["onBehalfOfCode"]) == ("Comune di Crema", "ADS")
        assert done["source"] == {"article": "11.2"}
        assert other["code"] == "NOT_REPRESENTATIVE"
        assert other["source"] == {"article": "11.2"}
        assert posing == ["NOT_AUTHOR"]

    async def test_nobody_acts_for_whom_no_document_says(self, acting: Acting) -> None:
        with clock.fixed(date(2013, 5, 6)):
            token = await clerk(acting)
            given = {**self.GIVEN, "by": "Crema"}

            async def refused(**more: Any) -> list[str]:
                return await acting.refused(token, "represent", {**given, **more})

            assert await refused(toward="CSC") == ["REPRESENTATION_NOT_STATED"]
            assert await refused(onBehalfOf="CSC") == ["REPRESENTATION_NOT_STATED"]
            assert await refused(onBehalfOf="BOH", toward="BAH", matter="BEH") == [
                "BEHALF_UNKNOWN",
                "TOWARD_UNKNOWN",
                "MATTER_UNKNOWN",
            ]
            assert await refused(subject=" ", on="2013-06-01") == ["DAY_NOT_COME", "EMPTY"]

    @pytest.mark.clause("CRE-8.7")
    async def test_csc_reports_for_the_office_while_its_contract_is_in_force(
        self, acting: Acting
    ) -> None:
        with clock.fixed(date(2013, 5, 6)):
            csc = await acting.deployment.token("operatore_udp", "cremasco")
            report = {
                "ambito": "cremasco",
                "by": "CSC",
                "onBehalfOf": "UDP",
                "matter": "RENDICONTAZIONE",
                "subject": "Rendiconto 2012",
                "on": "2013-05-06",
            }
            without = await refusal(acting, csc, "represent", report)
            signing = {
                "ambito": "cremasco",
                "matter": "CONTRATTI_UDP",
                "by": "Crema",
                "counterpart": "CSC",
                "programme": "CDS",
                "act": "Contratto di servizio 2013",
                "on": "2013-04-22",
                "until": "2013-12-31",
            }
            await acting.act(await mayor(acting, "Crema"), "signContract", signing, CONTRACT)
            done = (await acting.act(csc, "represent", report, DONE))["representation"]
            beyond = {**report, "matter": "PIANO_OPERATIVO"}
            undelegated = await acting.refused(csc, "represent", beyond)
            other = await acting.refused(await mayor(acting, "Pandino"), "represent", report)
        with clock.fixed(date(2014, 1, 7)):
            csc = await acting.deployment.token("operatore_udp", "cremasco")
            late = await acting.refused(csc, "represent", {**report, "on": "2014-01-07"})

        assert without["code"] == "CONTRACT_NOT_IN_FORCE"
        assert without["source"] == {"article": "8.7"}
        assert (done["byCode"], done["onBehalfOfCode"]) == ("CSC", "UDP")
        assert done["contract"] == {"programme": "CDS"}
        assert undelegated == ["REPRESENTATION_NOT_STATED"]
        assert other == ["NOT_AUTHOR"]
        assert late == ["CONTRACT_NOT_IN_FORCE"]


class TestSending:
    @pytest.mark.clause("CAR-4.3.b.1")
    async def test_who_goes_for_the_office_is_of_the_office(self, acting: Acting) -> None:
        with clock.fixed(date(2026, 3, 2)):
            token = await clerk(acting, "carate")
            vote = await acting.decided(token, "carate", "ASSEMBLEA", declared="APPROVED")
            full = {"name": "Anna Bassi", "qualifications": [{"kind": "SECONDED_FULL_TIME"}]}
            chief = {
                "ambito": "carate",
                "role": "RESPONSABILE_UDP",
                "by": "ASSEMBLEA",
                "act": "Deliberazione 4/2026",
                "vote": vote,
                "candidate": full,
            }
            await acting.act(token, "appoint", chief)
            given = {
                "ambito": "carate",
                "at": "ORGANISMI_RACCORDO",
                "body": "Coordinamento Tecnico degli Uffici di Piano",
                "by": "UDP",
            }
            staff = await acting.deployment.token("responsabile_udp", "carate")
            mine = {**given, "candidate": {"name": "Anna Bassi"}}
            done = await acting.act(staff, "appointRepresentative", mine, SENT)
            again = await acting.refused(staff, "appointRepresentative", mine)
            other = {**given, "candidate": {"name": "Carlo Doni"}}
            stranger = await refusal(acting, staff, "appointRepresentative", other)
            nowhere = {**mine, "at": "TECNICI"}
            unsaid = await acting.refused(staff, "appointRepresentative", nowhere)
            query = """{ ambito(slug: "carate") { representatives(at: "ORGANISMI_RACCORDO") {
              totalCount edges { node { person } } } } }"""
            read = (await acting.deployment.ask(query, token=staff))["ambito"]["representatives"]

        assert done["representative"]["standing"] == "ACTIVE"
        assert done["representative"]["byName"] == "Ufficio di Piano"
        assert done["representative"]["source"] == {"article": "4.3.b.1"}
        assert again == ["ALREADY_REPRESENTATIVE"]
        assert stranger["code"] == "NOT_MEMBER"
        assert "Ufficio di Piano" in stranger["message"]
        assert unsaid == ["REPRESENTATIVE_NOT_STATED"]
        assert read == {"totalCount": 1, "edges": [{"node": {"person": "Anna Bassi"}}]}

    @pytest.mark.clause("MIA-4.1")
    async def test_with_three_of_four_the_fourth_is_warned_of(self, acting: Acting) -> None:
        query = """{ ambito(slug: "monza-brianza") {
          representativesDuties { eachName wanted lacking designated { person } }
          missingRepresentatives { eachName enforcement source { article } } } }"""
        with clock.fixed(date(2024, 6, 3)):
            token = await clerk(acting, "monza-brianza")
            warned = []
            for each in ("COMUNE-BIASSONO", "COMUNE-DESIO", "OFFERTASOCIALE"):
                given = {
                    "ambito": "monza-brianza",
                    "at": "RUP",
                    "by": each,
                    "candidate": {"name": f"Chi viene da {each}"},
                }
                done = await acting.act(token, "appointRepresentative", given, SENT)
                warned = [one for one in done["warnings"] if one["code"].startswith("REPR")]
            found = (await acting.deployment.ask(query, token=token))["ambito"]

        assert [one["code"] for one in warned] == ["REPRESENTATIVES_MISSING"]
        assert "Monza" in warned[0]["message"]
        assert [one["lacking"] for one in found["representativesDuties"]] == [0, 0, 1, 0]
        assert found["missingRepresentatives"] == [
            {"eachName": "Comune di Monza", "enforcement": "WARN", "source": {"article": "4.1"}}
        ]
