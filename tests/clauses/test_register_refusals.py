"""Every other reason for which the register refuses an act, or goes with a warning."""

from datetime import date, timedelta
from typing import Any, Final

from tests.conftest import Deployment

from ambiti import clock
from ambiti.reading.identifiers import encode

from .changing import Data
from .conftest import Reform
from .register import Office, office

NOWHERE_KEY: Final = "00000000-0000-4000-8000-000000000000"
NOWHERE: Final = encode("Act", 3, NOWHERE_KEY)
ROLL: Final = [{"label": f"Rappresentante {number}"} for number in range(1, 11)]


async def test_what_is_badly_written_is_told_all_at_once(deployment: Deployment) -> None:
    chief = await office(deployment, "lecce", "responsabile_udp")
    tomorrow = str(clock.today() + timedelta(days=1))
    given = chief.entry("UDP", "PREPARE", "INTESE")
    wrong = {**given, "subject": " ", "textHash": "abc", "takenOn": tomorrow}

    assert await chief.refused("proposeAct", **wrong, toward=["NESSUNO"]) == [
        "EMPTY",
        "ACT_IN_THE_FUTURE",
        "BAD_HASH",
        "TOWARD_UNKNOWN",
    ]
    assert await chief.refused("proposeAct", **{**given, "matter": "ALTRO"}) == ["MATTER_UNKNOWN"]
    assert await chief.refused("proposeAct", **{**given, "by": "EACH_COMUNE"}) == ["AUTHOR_UNKNOWN"]
    assert (
        await chief.refused("proposeAct", **{**given, "verb": "DECIDE"})
        == [
            "WRONG_ACT_FOR_VERB",
            "NOT_COMPETENT",
            "NOT_A_DECISION",
        ][:2]
    )
    for field in ("predecessors", "conflicts"):
        assert await chief.refused("proposeAct", **given, **{field: [NOWHERE]}) == ["NOT_FOUND"]
    assert await chief.refused("proposeAct", **given, vote=encode("Vote", 3, NOWHERE_KEY)) == [
        "NOT_FOUND"
    ]


async def test_a_matter_that_no_document_gives_to_anybody_is_remarked(
    deployment: Deployment,
) -> None:
    chief = await office(deployment, "carate", "responsabile_udp")
    found = await chief.done("proposeAct", **chief.entry("UDP", "PREPARE", "SPAZI"))

    assert [one["code"] for one in found["warnings"]] == ["COMPETENCE_NOT_STATED"]
    assert found["act"]["source"] is None


async def test_a_vote_carries_one_act_of_its_organ_matter_and_day(deployment: Deployment) -> None:
    secretary = await office(deployment, "lecce", "segretario")
    chief = await office(deployment, "lecce", "responsabile_udp")
    vote = await secretary.voted("COORD_IST", "DOTAZIONE", "DECIDE", roll=ROLL)
    yesterday = str(clock.today() - timedelta(days=1))
    given = secretary.entry("COORD_IST", "DECIDE", "DOTAZIONE", vote=vote)
    other = secretary.entry("COORD_IST", "DECIDE", "INDIRIZZI", vote=vote, takenOn=yesterday)
    chiefs = chief.entry("RESPONSABILE_UDP", "DECIDE", "CALENDARIO", vote=vote)

    assert await secretary.refused("adoptAct", **other) == [
        "VOTE_ON_ANOTHER_MATTER",
        "ACT_ON_ANOTHER_DAY",
    ]
    assert await chief.refused("adoptAct", **chiefs) == [
        "VOTE_OF_ANOTHER",
        "VOTE_ON_ANOTHER_MATTER",
    ]
    done = await secretary.done("adoptAct", **given)
    assert done["act"]["vote"] == {"decision": {"verdict": "APPROVED"}}
    assert await secretary.refused("adoptAct", **given) == ["VOTE_USED"]
    annul = {"act": done["act"]["id"], "reasons": "vizio di competenza"}
    assert await secretary.refused("annulAct", **annul) == ["VOTE_MISSING"]
    again = await secretary.voted("COORD_IST", "DOTAZIONE", "DECIDE", roll=ROLL)
    annulled = await secretary.done("annulAct", **annul, vote=again)
    assert annulled["act"]["state"] == "ANNULLED"
    assert await secretary.refused("annulAct", **{**annul, "reasons": " "}, vote=again) == [
        "EMPTY",
        "ALREADY_ANNULLED",
        "VOTE_USED",
    ]


async def test_only_a_vote_that_approved_carries_an_act(deployment: Deployment) -> None:
    with clock.fixed(date(2026, 11, 20)):
        secretary = await office(deployment, "cremasco", "segretario")
        vote = await secretary.voted("ASS_SUB4", "QUOTE_SUB4", "DECIDE", choice="AGAINST")
        given = secretary.entry("ASS_SUB4", "DECIDE", "QUOTE_SUB4", vote=vote)
        assert await secretary.refused("adoptAct", **given) == ["VOTE_NOT_APPROVED"]


async def test_what_is_done_is_carried_out_once_and_after_it(deployment: Deployment) -> None:
    chief = await office(deployment, "lecce", "responsabile_udp")
    proposal = await chief.proposed("UDP", "PROPOSE", "FORMAZIONE")
    spending = await chief.adopted("RESPONSABILE_UDP", "DECIDE", "SPESA")
    early, late = (str(clock.today() + timedelta(days=days)) for days in (-1, 1))
    given = {"act": spending["id"], "by": "RESPONSABILE_UDP"}

    assert await chief.refused("executeAct", act=proposal["id"], by="UDP") == ["NOT_A_DECISION"]
    assert await chief.refused("executeAct", act=NOWHERE, by="UDP") == ["NOT_FOUND"]
    assert await chief.refused("executeAct", **given, executedOn=early) == ["BEFORE_THE_ACT"]
    assert await chief.refused("executeAct", **given, executedOn=late) == ["ACT_IN_THE_FUTURE"]
    done = await chief.done("executeAct", **given)
    assert [one["code"] for one in done["warnings"]] == ["EXECUTOR_NOT_STATED"]
    assert await chief.refused("executeAct", **given) == ["ACT_NOT_ADOPTED"]
    assert await chief.refused("executeAct", **{**given, "by": "COORD_IST"}) == [
        "NOT_AUTHOR",
        "ACT_NOT_ADOPTED",
    ]


async def test_an_act_that_comes_late_is_numbered_after_the_others(deployment: Deployment) -> None:
    chief = await office(deployment, "carate", "responsabile_udp")
    given = chief.entry("UDP", "PREPARE", "CRITERI_ZONALI")
    first = await chief.act("proposeAct", **given)
    assert [one["code"] for one in first["violations"]] == ["NO_DIRECTION"]
    one = chief.entry("UDP", "PREPARE", "REGOLAMENTI", takenOn="2026-03-05")
    two = {**one, "takenOn": "2026-03-04"}
    before = (await chief.done("proposeAct", **one))["act"]
    after = await chief.done("proposeAct", **two)

    assert after["act"]["number"] == before["number"] + 1
    assert [one["code"] for one in after["warnings"]] == ["ACT_OUT_OF_ORDER"]


async def test_two_directions_that_no_document_orders_are_remarked(
    deployment: Deployment,
) -> None:
    chief = await office(deployment, "lecce", "responsabile_udp")
    first = await chief.adopted("RESPONSABILE_UDP", "ADOPT", "ATTI_UDP")
    given = chief.entry("RESPONSABILE_UDP", "ADOPT", "ATTI_UDP", conflicts=[first["id"]])
    found = await chief.done("adoptAct", **given)

    assert [one["code"] for one in found["warnings"]] == ["PRECEDENCE_NOT_STATED"]


async def test_what_was_to_come_before_is_named_by_what_it_is(reform: Reform) -> None:
    def the_health_authority_only_says_its_mind(statute: Data) -> None:
        for rule in statute["competences"]:
            if rule.get("requires") == [{"verb": "AGREE", "by": "ASL-CREMONA"}]:
                found = "OPINION" if rule["verb"] == "APPROVE" else "AGREE"
                rule["requires"][0]["verb"] = found

    await reform.apply("cremasco", the_health_authority_only_says_its_mind, "prova")
    with clock.fixed(date(2013, 3, 6)):
        clerk = await office(reform.deployment, "cremasco", "segretario")
        vote = await clerk.voted("ADS", "PIANO_DI_ZONA", "APPROVE")
        plan = clerk.entry("ADS", "APPROVE", "PIANO_DI_ZONA", vote=vote)
        approved = await clerk.refused("adoptAct", **plan)
        draft = clerk.entry("Soncino", "PREPARE", "PIANO_DI_ZONA")
        prepared = await clerk.refused("proposeAct", **draft)
    with clock.fixed(date(2026, 11, 20)):
        clerk = await office(reform.deployment, "cremasco", "segretario")
        carried = clerk.entry("Soncino", "EXECUTE", "SERVIZI_SOVRACOMUNALI")
        executed = await clerk.refused("adoptAct", **carried)

    assert approved == ["OPINION_MISSING"]
    assert prepared == ["AGREEMENT_MISSING"]
    assert executed == ["DECISION_MISSING"]


async def test_a_consultation_says_who_was_consulted(deployment: Deployment) -> None:
    chief = await office(deployment, "lecce", "responsabile_udp")
    given = chief.entry("UDP", "CONSULT", "FASI_DI_LAVORO")

    assert await chief.refused("proposeAct", **given) == ["TOWARD_MISSING"]


async def test_whoever_asks_for_another_or_without_a_vote_is_told_the_article(
    deployment: Deployment,
) -> None:
    async def told(who: Office, name: str, /, **given: Any) -> list[tuple[str, str]]:
        found = (await who.act(name, **given))["violations"]
        return [(one["code"], one["source"]["article"]) for one in found]

    mayor = await office(deployment, "lecce", "sindaco", comune="Surbo")
    chief = await office(deployment, "lecce", "responsabile_udp")
    clerk = await office(deployment, "lecce", "segretario")
    managing = chief.entry("RESPONSABILE_UDP", "ADOPT", "ATTI_UDP")
    adopted = await chief.done("adoptAct", **managing)
    annulling = {"act": adopted["act"]["id"], "reasons": "Errore"}
    deciding = clerk.entry("COORD_IST", "DECIDE", "DOTAZIONE")

    assert await told(mayor, "adoptAct", **managing) == [("NOT_AUTHOR", "11.4")]
    assert await told(mayor, "annulAct", **annulling) == [("NOT_AUTHOR", "11.4")]
    assert await told(clerk, "adoptAct", **deciding) == [("VOTE_MISSING", "8.1")]
