"""The register of acts: who proposes, who decides, who carries out, in the four Ambiti."""

from datetime import date
from typing import Any, Final

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError
from tests.conftest import Deployment

from ambiti import clock
from ambiti.database.engine import transaction
from ambiti.governance.acts import tables

from .changing import Data
from .conftest import Reform
from .register import HASH, office

IN_2013: Final = date(2013, 3, 1)
ROLL: Final = [{"label": f"Rappresentante {number}"} for number in range(1, 11)]
"""Who votes in the Coordinamento of Lecce: its convention was not supplied."""


def codes(found: Any) -> list[str]:
    """Give the codes of the warnings."""
    return [one["code"] for one in found["warnings"]]


@pytest.mark.clause("CAR-0.5")
async def test_an_act_of_enforcement_without_its_preparation_is_remarked_or_stopped(
    reform: Reform,
) -> None:
    def blocking(statute: Data) -> None:
        for rule in statute["competences"]:
            if (rule["verb"], rule["matter"]) == ("ADOPT", "ATTI_ESECUZIONE_PDZ"):
                rule["enforcement"] = "block"

    chief = await office(reform.deployment, "carate", "responsabile_udp")
    given = chief.entry("RESPONSABILE_UDP", "ADOPT", "ATTI_ESECUZIONE_PDZ")
    without = await chief.done("adoptAct", **given)
    prepared = await chief.proposed("UDP", "PREPARE", "ATTI_ESECUZIONE_PDZ")
    after = await chief.done("adoptAct", **given, predecessors=[prepared["id"]])
    (taken,) = await chief.acts("state steps { after byCode }", by='"UDP"', verb="PREPARE")
    await reform.apply("carate", blocking, "prova")

    assert codes(without) == ["INSTRUTTORIA_MISSING"]
    assert without["warnings"][0]["source"] == {"article": "0.5"}
    assert codes(after) == []
    assert after["act"]["predecessors"] == [{"id": prepared["id"]}]
    assert taken["state"] == "ADOPTED"
    assert taken["steps"][1] == {"after": "ADOPTED", "byCode": "RESPONSABILE_UDP"}
    assert await chief.refused("adoptAct", **given) == ["INSTRUTTORIA_MISSING"]


@pytest.mark.clause("LEC-5.3")
async def test_an_act_of_management_says_which_direction_it_follows(
    deployment: Deployment,
) -> None:
    secretary = await office(deployment, "lecce", "segretario")
    chief = await office(deployment, "lecce", "responsabile_udp")
    vote = await secretary.voted("COORD_IST", "INDIRIZZI", "DECIDE", roll=ROLL)
    direction = await secretary.adopted("COORD_IST", "DECIDE", "INDIRIZZI", vote=vote)
    given = chief.entry("UDP", "EXECUTE", "GESTIONE")
    linked = await chief.done("adoptAct", **given, direction=direction["id"])
    alone = await chief.done("adoptAct", **given)
    other = await chief.adopted("RESPONSABILE_UDP", "ADOPT", "ATTI_UDP")
    wrong = await chief.refused("adoptAct", **given, direction=other["id"])
    pending = await chief.proposed("UDP", "PROPOSE", "FORMAZIONE")

    assert (linked["act"]["direction"], codes(linked)) == ({"id": direction["id"]}, [])
    assert (alone["act"]["direction"], codes(alone)) == (None, ["NO_DIRECTION"])
    assert wrong == ["DIRECTION_OF_ANOTHER"]
    assert await chief.refused("adoptAct", **given, direction=pending["id"]) == ["NOT_A_DIRECTION"]


@pytest.mark.clause("LEC-10.2.2")
async def test_the_office_drafts_an_agreement_for_an_action_of_the_plan(
    deployment: Deployment,
) -> None:
    worker = await office(deployment, "lecce", "operatore_udp")
    draft = await worker.proposed("UDP", "PREPARE", "INTESE", toward=["ASL"], action="Azione 7")

    assert (draft["state"], draft["decides"]) == ("PROPOSED", False)
    assert draft["toward"] == [{"code": "ASL", "name": "ASL - Distretto socio-sanitario"}]
    assert (draft["programme"], draft["action"]) == ("PDZ", "Azione 7")
    assert draft["source"] == {"documentCode": "REG-UDP", "article": "10.2.2"}


@pytest.mark.clause("LEC-10.2.9", "LEC-11.5.b")
async def test_a_deliberation_is_open_until_the_office_has_carried_it_out(
    deployment: Deployment,
) -> None:
    secretary = await office(deployment, "lecce", "segretario")
    chief = await office(deployment, "lecce", "responsabile_udp")
    made = []
    for _ in range(2):
        vote = await secretary.voted("COORD_IST", "DELIBERAZIONI", "DECIDE", roll=ROLL)
        made.append(await secretary.adopted("COORD_IST", "DECIDE", "DELIBERAZIONI", vote=vote))
    opened = await chief.acts(by='"COORD_IST"', state="ADOPTED")
    office_did = await chief.done("executeAct", act=made[0]["id"], by="UDP")
    chief_did = await chief.done("executeAct", act=made[1]["id"], by="RESPONSABILE_UDP")
    others = await secretary.refused("executeAct", act=made[0]["id"], by="ASL")

    assert {one["id"] for one in made} <= {one["id"] for one in opened}
    today = str(clock.today())
    assert (made[0]["execution"], made[0]["state"]) == (None, "ADOPTED")
    assert office_did["act"]["state"] == "EXECUTED"
    assert office_did["act"]["execution"] == {"takenOn": today, "byCode": "UDP"}
    assert chief_did["act"]["execution"] == {"takenOn": today, "byCode": "RESPONSABILE_UDP"}
    assert others == ["ACT_NOT_ADOPTED", "NOT_EXECUTOR"]
    assert not {one["id"] for one in made} & {
        one["id"] for one in await chief.acts(by='"COORD_IST"', state="ADOPTED")
    }


@pytest.mark.clause("LEC-10.1")
async def test_the_chief_adopts_the_acts_of_the_plan_and_binds_all_comuni(
    deployment: Deployment,
) -> None:
    chief = await office(deployment, "lecce", "responsabile_udp")
    surbo = await office(deployment, "lecce", "sindaco", comune="Surbo")
    given = chief.entry("RESPONSABILE_UDP", "ADOPT", "ATTI_UDP", amount="15000.00")
    adopted = (await chief.done("adoptAct", **given))["act"]
    council = await surbo.refused("adoptAct", **{**given, "by": "GIUNTE_COMUNALI"})
    mayor = await surbo.refused("adoptAct", **given)
    offices = {**given, "by": "UFFICI_COMUNALI", "verb": "APPROVE"}

    assert (adopted["state"], adopted["amount"]) == ("ADOPTED", "15000.00")
    assert len(adopted["binds"]) == 10
    assert {"FORBIDDEN_BY_DOCUMENT", "RESERVED_TO_ANOTHER"} <= set(council)
    assert mayor == ["NOT_AUTHOR"]
    assert "FORBIDDEN_BY_DOCUMENT" in await surbo.refused("adoptAct", **offices)
    for wrong in ("15000", "0.00", "-3.00"):
        assert await chief.refused("adoptAct", **{**given, "amount": wrong}) == ["BAD_AMOUNT"]


@pytest.mark.clause("LEC-12.2")
async def test_the_office_proposes_to_the_coordination_and_does_not_vote(
    deployment: Deployment,
) -> None:
    worker = await office(deployment, "lecce", "operatore_udp")
    chief = await office(deployment, "lecce", "responsabile_udp")
    made = await worker.proposed("UDP", "PROPOSE", "ATTI_COORDINAMENTO")
    inbox = await chief.acts(toward='"COORD_IST"', state="PROPOSED")
    decided = await chief.refused("adoptAct", **chief.entry("UDP", "DECIDE", "DELIBERAZIONI"))
    ballots = {"vote": made["id"], "ballots": []}

    assert made["id"] in {one["id"] for one in inbox}
    assert decided == ["FORBIDDEN_BY_DOCUMENT", "NOT_COMPETENT"]
    voted = await worker.act("castBallots", "", **ballots)
    assert [one["code"] for one in voted["violations"]] == ["NOT_ALLOWED"]


@pytest.mark.clause("LEC-10.3.4", "LEC-3.1.b")
async def test_what_is_of_all_comuni_is_prepared_by_the_office_and_signed_by_its_chief(
    deployment: Deployment,
) -> None:
    secretary = await office(deployment, "lecce", "segretario")
    worker = await office(deployment, "lecce", "operatore_udp")
    chief = await office(deployment, "lecce", "responsabile_udp")
    drafted = await worker.proposed("UDP", "PREPARE", "ATTI_SOVRACOMUNALI")
    service = secretary.entry("SSP", "PREPARE", "ATTI_SOVRACOMUNALI")
    signed = await chief.adopted("RESPONSABILE_UDP", "ADOPT", "ATTI_ESTERNI")
    unit = await chief.act("adoptAct", **chief.entry("UDP", "ADOPT", "ATTI_ESTERNI"))

    assert drafted["author"] == {"code": "UDP", "name": "Ufficio di Piano"}
    assert await secretary.refused("proposeAct", **service) == [
        "RESERVED_TO_ANOTHER",
        "NOT_COMPETENT",
    ]
    assert signed["state"] == "ADOPTED"
    assert {one["code"] for one in unit["violations"]} == {"RESERVED_TO_ANOTHER", "NOT_COMPETENT"}
    assert unit["violations"][0]["source"] == {"article": "3.1.b"}


@pytest.mark.clause("LEC-16.1", "CAR-4.3.k.1")
@pytest.mark.parametrize(
    ("slug", "by", "verb", "matter"),
    [("lecce", "RESPONSABILE_UDP", "ADOPT", "ATTI_UDP"), ("carate", "UDP", "PREPARE", "ATTI_PDZ")],
)
async def test_an_act_keeps_its_trail_and_is_never_taken_away(
    deployment: Deployment, slug: str, by: str, verb: str, matter: str
) -> None:
    chief = await office(deployment, slug, "responsabile_udp")
    name = "adoptAct" if verb == "ADOPT" else "proposeAct"
    before = await chief.acts("number", by=f'"{by}"', year=clock.today().year)
    done = await chief.done(name, **chief.entry(by, verb, matter))
    act = done["act"]
    annulled = await chief.done("annulAct", act=act["id"], reasons="errore materiale")
    steps = annulled["act"]["steps"]
    tenant = {"lecce": 3, "carate": 1}[slug]

    assert act["number"] == len(before) + 1
    assert act["textHash"] == HASH
    assert done["entry"]["subject"] == act["id"]
    assert annulled["entry"]["number"] > done["entry"]["number"]
    assert len(done["entry"]["hash"]) == 64
    assert [(one["before"], one["after"]) for one in steps] == [
        (None, act["state"]),
        (act["state"], "ANNULLED"),
    ]
    assert steps[1]["reasons"] == "errore materiale"
    assert all(one["recordedBy"] and one["recordedAt"] for one in steps)
    named = await deployment.ask("{ __schema { mutationType { fields { name } } } }")
    assert "delete" not in str(named).casefold()
    for statement in (
        delete(tables.acts),
        delete(tables.act_steps),
        update(tables.act_steps).values(by_name="altri"),
    ):
        with pytest.raises(DBAPIError, match="permission denied"):
            async with transaction(deployment.engine, reach=(tenant,), acting=tenant) as connection:
                await connection.execute(statement)


@pytest.mark.clause("CRE-6.1")
async def test_the_assembly_gives_an_opinion_which_is_no_decision(deployment: Deployment) -> None:
    with clock.fixed(IN_2013):
        secretary = await office(deployment, "cremasco", "segretario")
        given = secretary.entry("ADS", "OPINION", "RIPARTO_SOCIO_SANITARIO")
        opinion = (await secretary.done("proposeAct", **given))["act"]
        adopted = await secretary.refused("adoptAct", **given)

    assert (opinion["verb"], opinion["decides"], opinion["state"]) == ("OPINION", False, "GIVEN")
    assert opinion["source"] == {"documentCode": "ADP-2012", "article": "6.1"}
    assert adopted == ["WRONG_ACT_FOR_VERB"]


@pytest.mark.clause("CRE-6.3.1")
async def test_priorities_are_chosen_by_the_assembly_and_not_by_the_office(
    deployment: Deployment,
) -> None:
    with clock.fixed(IN_2013):
        secretary = await office(deployment, "cremasco", "segretario")
        chief = await office(deployment, "cremasco", "responsabile_udp")
        vote = await secretary.voted("ADS", "PRIORITA", "DECIDE")
        chosen = secretary.entry("ADS", "DECIDE", "PRIORITA", vote=vote)
        priority = (await secretary.done("adoptAct", **{**chosen, "subject": "O1: priorità 1"}))[
            "act"
        ]
        by_office = await chief.refused("adoptAct", **chief.entry("UDP", "DECIDE", "PRIORITA"))
        unvoted = await secretary.refused("adoptAct", **{**chosen, "vote": None})

    assert (priority["state"], priority["subject"]) == ("ADOPTED", "O1: priorità 1")
    assert priority["vote"] == {"decision": {"verdict": "APPROVED"}}
    assert by_office == ["RESERVED_TO_ANOTHER", "NOT_COMPETENT"]
    assert unvoted == ["VOTE_MISSING"]


@pytest.mark.clause("CRE-7.3.2")
async def test_the_committee_takes_part_in_directing_the_office_and_the_assembly_prevails(
    deployment: Deployment,
) -> None:
    shown = (
        "jointly conflicts { told act { id } other { id } prevailing { id } source { article } }"
    )
    with clock.fixed(date(2013, 3, 4)):
        secretary = await office(deployment, "cremasco", "segretario")
        direction = await secretary.done(
            "adoptAct", **secretary.entry("CRIS", "DECIDE", "INDIRIZZI_UDP")
        )
        vote = await secretary.voted("ADS", "INDIRIZZI_UDP", "DECIDE")
        ours = direction["act"]["id"]
        other = await secretary.adopted(
            "ADS", "DECIDE", "INDIRIZZI_UDP", vote=vote, conflicts=[ours]
        )
        found = await secretary.acts(shown, by='"CRIS"', matter='"INDIRIZZI_UDP"')

    assert direction["act"]["jointly"] is True
    assert codes(direction) == ["VOTE_NOT_STATED"]
    (conflict,) = found[-1]["conflicts"]
    assert conflict["prevailing"] == {"id": other["id"]}
    assert (conflict["act"], conflict["other"]) == ({"id": other["id"]}, {"id": ours})
    assert "prevale Assemblea dei Sindaci" in conflict["told"]
    assert conflict["source"] == {"article": "11.4"}


@pytest.mark.parametrize(
    ("toward", "day", "article"),
    [
        pytest.param(
            "FORUM-TS", "2013-02-20", "7.6", id="forum", marks=pytest.mark.clause("CRE-7.6")
        ),
        pytest.param("OOSS", "2013-02-22", "7.7", id="oo.ss.", marks=pytest.mark.clause("CRE-7.7")),
    ],
)
async def test_the_committee_consults_each_for_the_operative_plan(
    deployment: Deployment, toward: str, day: str, article: str
) -> None:
    with clock.fixed(IN_2013):
        secretary = await office(deployment, "cremasco", "segretario")
        given = secretary.entry("CRIS", "CONSULT", "PIANO_OPERATIVO", takenOn=day)
        made = (await secretary.done("proposeAct", **given, toward=[toward]))["act"]
        together = await secretary.refused("proposeAct", **given, toward=["FORUM-TS", "OOSS"])

    assert (made["programme"], made["referenceYear"], made["takenOn"]) == ("PO", 2013, day)
    assert [one["code"] for one in made["toward"]] == [toward]
    assert (made["state"], made["decides"]) == ("GIVEN", False)
    assert made["source"] == {"documentCode": "ADP-2012", "article": article}
    assert together == ["MEETINGS_DISTINCT"]


async def test_the_operative_plan_waits_for_its_proposal_and_for_both_consultations(
    deployment: Deployment,
) -> None:
    with clock.fixed(date(2013, 3, 6)):
        secretary = await office(deployment, "cremasco", "segretario")
        vote = await secretary.voted("ADS", "PIANO_OPERATIVO", "APPROVE")
        given = secretary.entry("ADS", "APPROVE", "PIANO_OPERATIVO", vote=vote)
        before = await secretary.refused("adoptAct", **given)
        made = [await secretary.proposed("CRIS", "PROPOSE", "PIANO_OPERATIVO")]
        for toward in ("FORUM-TS", "OOSS"):
            one = await secretary.proposed("CRIS", "CONSULT", "PIANO_OPERATIVO", toward=[toward])
            made.append(one)
        named = [one["id"] for one in made]
        plan = await secretary.done("adoptAct", **given, predecessors=named)
        approved = await secretary.refused(
            "adoptAct", **secretary.entry("CRIS", "APPROVE", "PIANO_OPERATIVO")
        )
        taken = await secretary.acts("id state", by='"CRIS"', verb="PROPOSE", state="ADOPTED")

    assert before == ["PROPOSAL_MISSING", "CONSULTATION_MISSING", "CONSULTATION_MISSING"]
    assert [one["id"] for one in plan["act"]["predecessors"]] == named
    assert approved == ["RESERVED_TO_ANOTHER", "NOT_COMPETENT"]
    assert made[0]["id"] in {one["id"] for one in taken}


@pytest.mark.clause("CRE-0.5")
async def test_the_health_authority_gives_its_agreement_and_has_no_vote(
    deployment: Deployment,
) -> None:
    roll = "meeting { roll { label votes } }"
    with clock.fixed(IN_2013):
        secretary = await office(deployment, "cremasco", "segretario")
        agreed = await secretary.proposed(
            "ASL-CREMONA",
            "AGREE",
            "PIANO_DI_ZONA",
            takenOn="2012-04-01",
            referenceYear=2012,
            attachments=["intesa.pdf"],
        )
        when = {"heldOn": str(clock.today()), "at": "18:30", "place": "Crema", "agenda": []}
        met = await secretary.done("conveneMeeting", roll, ambito="cremasco", organ="ADS", **when)

    assert (agreed["verb"], agreed["state"], agreed["decides"]) == ("AGREE", "GIVEN", False)
    assert (agreed["programme"], agreed["referenceYear"]) == (None, 2012)
    assert agreed["textHash"] == HASH
    seats = {one["label"]: one["votes"] for one in met["meeting"]["roll"]}
    assert [votes for label, votes in seats.items() if "ASL" in label] == [False]
    assert sum(seats.values()) == 48


@pytest.mark.clause("MIA-3.3", "MIA-3.3.c", "MIA-3.1")
async def test_seregno_awards_and_adopts_for_all_and_decides_nothing_of_theirs(
    deployment: Deployment,
) -> None:
    slug = "monza-brianza"
    with clock.fixed(date(2024, 5, 6)):
        chief = await office(deployment, slug, "responsabile_udp")
        desio = await office(deployment, slug, "referente", unit="DESIO")
        award = await chief.adopted("UDP_SEREGNO", "EXECUTE", "AFFIDAMENTO")
        decision = await chief.adopted("UDP_SEREGNO", "ADOPT", "ATTI", protocol="determina 101")
        plan = await chief.act("adoptAct", **chief.entry("UDP_SEREGNO", "APPROVE", "PIANI_DI_ZONA"))
        other = await desio.refused("adoptAct", **desio.entry("DESIO", "EXECUTE", "AFFIDAMENTO"))
        readers = {}
        for unit in ("SEREGNO", "CARATE", "DESIO", "MONZA", "VIMERCATE-TREZZO"):
            reader = await office(deployment, slug, "referente", unit=unit)
            found = await reader.acts("id protocol", by='"UDP_SEREGNO"', matter='"ATTI"')
            readers[unit] = {"id": decision["id"], "protocol": "determina 101"} in found
            annul = {"act": decision["id"], "reasons": "no"}
            assert await reader.refused("annulAct", **annul) == ["NOT_ALLOWED"]
        rules = await deployment.ask(
            f"""{{ ambito(slug: "{slug}", on: "2024-05-06") {{ rules(mechanism: "M-01") {{
              text source {{ article }} }} }} }}""",
            token=desio.token,
        )

    assert award["source"] == {"documentCode": "MB-2024", "article": "3.1"}
    assert decision["source"] == {"documentCode": "MB-2024", "article": "3.3.c"}
    assert other == ["NOT_COMPETENT"]
    assert [one["code"] for one in plan["violations"]] == ["TASK_NOT_LISTED", "NOT_COMPETENT"]
    assert plan["violations"][0]["source"] == {"article": "3.3"}
    assert list(readers.values()) == [True] * 5
    (tasks,) = (
        one["text"]
        for one in rules["ambito"]["rules"]
        if "soltanto" in one["text"] or "solo questi compiti" in one["text"]
    )
    assert tasks.endswith("individuare un unico fornitore, ricevere le risorse e adottare gli atti")
