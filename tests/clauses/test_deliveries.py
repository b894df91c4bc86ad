"""What is published and what is sent: to whom the documents say, one delivery for each."""

from datetime import date, timedelta
from typing import Any, Final

import pytest
from tests.conftest import Deployment

from ambiti import clock
from ambiti.reading.identifiers import encode

from .register import Office, office

DISPATCH: Final = """dispatch { id kind byCode sentOn subject matter source { documentCode article }
  deliveries { code name comune { name } items { copied act { id } } }
  items { position } meeting { id minutes } }"""
IN_2013: Final = date(2013, 3, 1)
IN_2019: Final = date(2019, 12, 2)


async def held(secretary: Office, organ: str, *matters: str) -> Any:
    """Hold a meeting of an organ of Carate today, with a vote on each matter, and close it."""
    when = {"heldOn": str(clock.today()), "at": "18:30", "place": "in municipio"}
    agenda = [{"subject": matter, "matter": matter} for matter in matters]
    shown = "meeting { id agenda { id } roll { id votes } }"
    found = await secretary.done(
        "conveneMeeting", shown, ambito=secretary.slug, organ=organ, agenda=agenda, **when
    )
    meeting = found["meeting"]
    key = {"meeting": meeting["id"]}
    seats = [one["id"] for one in meeting["roll"] if one["votes"]]
    arrivals = [{"seat": seat, "person": "Sindaco"} for seat in seats]
    await secretary.done("recordAttendance", "meeting { id }", **key, arrivals=arrivals)
    for item in meeting["agenda"]:
        given = {**key, "item": item["id"], "question": "Si approva?"}
        vote = (await secretary.done("openVote", "vote { id }", **given))["vote"]["id"]
        declared = {"declaredVerdict": "APPROVED", "declaredUnder": "il Regolamento"}
        await secretary.done("closeVote", "vote { id }", vote=vote, **declared)
    await secretary.done("closeMeeting", "meeting { id }", **key)
    return meeting["id"]


@pytest.mark.clause("CAR-4.3.a.5")
async def test_the_office_sends_the_minutes_of_the_assembly_to_thirteen_comuni(
    deployment: Deployment,
) -> None:
    secretary = await office(deployment, "carate", "segretario")
    worker = await office(deployment, "carate", "operatore_udp")
    mayor = await office(deployment, "carate", "sindaco", comune="Renate")
    meeting = await held(secretary, "ASSEMBLEA", "PRIORITA_PDZ", "CRITERI_FONDI")
    refused = await mayor.act("publishMinutes", DISPATCH, meeting=meeting)
    sent = (await worker.done("publishMinutes", DISPATCH, meeting=meeting))["dispatch"]
    again = await worker.act("publishMinutes", DISPATCH, meeting=meeting)

    assert [one["code"] for one in refused["violations"]] == ["NOT_ALLOWED"]
    assert (sent["kind"], sent["byCode"]) == ("MINUTES", "UDP")
    assert len(sent["deliveries"]) == 13
    assert len({one["comune"]["name"] for one in sent["deliveries"]}) == 13
    assert sent["meeting"]["id"] == meeting
    assert sent["meeting"]["minutes"].count("Si approva?") == 2
    assert sent["source"] == {"documentCode": "CONV-UDP", "article": "4.3.a.5"}
    assert [one["code"] for one in again["violations"]] == ["ALREADY_DELIVERED"]


@pytest.mark.clause("CAR-4.3.d.5")
async def test_the_minutes_on_housing_go_to_the_thirteen_comuni_too(
    deployment: Deployment,
) -> None:
    secretary = await office(deployment, "carate", "segretario")
    chief = await office(deployment, "carate", "responsabile_udp")
    meeting = await held(secretary, "ASSEMBLEA", "CASA", "PRIORITA_PDZ")
    given = {"meeting": meeting, "matter": "CASA"}
    sent = (await chief.done("publishMinutes", DISPATCH, **given))["dispatch"]
    other = await chief.act("publishMinutes", DISPATCH, **{**given, "matter": "RINNOVO"})

    assert (len(sent["deliveries"]), sent["matter"]) == (13, "CASA")
    assert sent["source"] == {"documentCode": "CONV-UDP", "article": "4.3.d.5"}
    assert [one["code"] for one in other["violations"]] == ["MATTER_NOT_ON_AGENDA"]


@pytest.mark.clause("LEC-12.1")
async def test_the_list_of_the_acts_of_a_month_goes_to_ten_comuni_with_the_copies(
    deployment: Deployment,
) -> None:
    may = {"ambito": "lecce", "by": "UDP", "since": "2019-05-01", "until": "2019-05-31"}
    chief = await office(deployment, "lecce", "responsabile_udp")
    made = []
    for day in range(1, 15):
        one = await chief.adopted(
            "RESPONSABILE_UDP", "ADOPT", "ATTI_UDP", takenOn=f"2019-05-{day:02}"
        )
        made.append(one["id"])
    await chief.adopted("RESPONSABILE_UDP", "ADOPT", "ATTI_UDP", takenOn="2019-06-01")
    sent = (await chief.done("deliverActs", DISPATCH, **may))["dispatch"]
    (shown,) = await chief.acts("id deliveries { name }", year=2019, state="ADOPTED", first=1)

    assert len(sent["deliveries"]) == 10
    for delivery in sent["deliveries"]:
        assert [item["act"]["id"] for item in delivery["items"]] == made
        assert all(item["copied"] for item in delivery["items"])
    assert sent["source"] == {"documentCode": "REG-UDP", "article": "12.1"}
    assert len(shown["deliveries"]) == 10


@pytest.mark.clause("SON-4.5")
async def test_the_referente_informs_the_nine_of_its_sub_ambito(deployment: Deployment) -> None:
    with clock.fixed(IN_2019):
        soncino = await office(deployment, "cremasco", "referente", unit="4")
        given = {"ambito": "cremasco", "by": "Soncino", "matter": "STRATEGIE_AMBITO"}
        given |= {"subject": "Le strategie dell'anno"}
        sent = (await soncino.done("broadcast", DISPATCH, **given))["dispatch"]
        beyond = await soncino.act("broadcast", DISPATCH, **given, addressees=["Pandino"])

    assert len(sent["deliveries"]) == 9
    named = {one["name"] for one in sent["deliveries"]}
    assert "Comune di Pandino" not in named
    assert {"Comune di Soncino", "Unione dei Fontanili"} <= named
    assert [one["code"] for one in beyond["violations"]] == ["ADDRESSEES_STATED"]


@pytest.mark.clause("CRE-8.3.5")
async def test_the_office_informs_every_adherent(deployment: Deployment) -> None:
    names = [f"Cooperativa sociale {number:02}" for number in range(1, 20)]
    with clock.fixed(IN_2013):
        worker = await office(deployment, "cremasco", "operatore_udp")
        secretary = await office(deployment, "cremasco", "segretario")
        given = {"ambito": "cremasco", "by": "UDP", "matter": "ANDAMENTO_ACCORDO"}
        given |= {"subject": "Come va l'Accordo"}
        nobody = await worker.act("broadcast", DISPATCH, **given)
        declared = await worker.done("broadcast", DISPATCH, **given, addressees=names[:2])
        for name in names[:18]:
            await _adheres(secretary, name)
        sent = await worker.done("broadcast", DISPATCH, **given)
        stated = await worker.act("broadcast", DISPATCH, **given, addressees=names[:2])
    with clock.fixed(IN_2013 + timedelta(days=1)):
        worker = await office(deployment, "cremasco", "operatore_udp")
        secretary = await office(deployment, "cremasco", "segretario")
        await _adheres(secretary, names[18])
        later = await worker.done("broadcast", DISPATCH, **given)

    assert [one["code"] for one in nobody["violations"]] == ["ADDRESSEES_UNKNOWN"]
    assert [one["code"] for one in declared["warnings"]] == ["ADDRESSEES_DECLARED"]
    assert [one["name"] for one in sent["dispatch"]["deliveries"]] == names[:18]
    assert sent["warnings"] == []
    assert sent["dispatch"]["source"] == {"documentCode": "ADP-2012", "article": "8.3.5"}
    assert [one["code"] for one in stated["violations"]] == ["ADDRESSEES_STATED"]
    assert [one["name"] for one in later["dispatch"]["deliveries"]] == names


async def _adheres(secretary: Office, name: str) -> None:
    given = {"instrument": "ADP-2012", "categories": ["GRUPPO_COOPERATIVE"]}
    signed = {"name": name, "document": f"Adesione di {name}", "ambito": secretary.slug}
    await secretary.done("registerAdhesion", "adherent { id }", **given, **signed)


PUBLIC: Final = """query($slug: String!) { ambito(slug: $slug) { acts(first: 50) { edges { node {
  id subject referenceYear publishedOn publications { place shownOn } steps { byName } } } } } }"""


@pytest.mark.parametrize(
    ("slug", "day", "matter", "year"),
    [
        pytest.param(
            "cremasco",
            IN_2013,
            "NUOVE_OPPORTUNITA",
            2013,
            id="notice",
            marks=pytest.mark.clause("CRE-8.3.6"),
        ),
        pytest.param(
            "lecce",
            IN_2019,
            "PUBBLICAZIONI",
            2019,
            id="guide",
            marks=pytest.mark.clause("LEC-15.1.d"),
        ),
    ],
)
async def test_what_is_for_the_community_is_read_by_anyone_without_a_token(
    deployment: Deployment, slug: str, day: date, matter: str, year: int
) -> None:
    async def anonymously() -> dict[str, Any]:
        found = (await deployment.ask(PUBLIC, slug=slug))["ambito"]["acts"]["edges"]
        return {one["node"]["id"]: one["node"] for one in found}

    with clock.fixed(day):
        worker = await office(deployment, slug, "operatore_udp")
        made = await worker.proposed("UDP", "PREPARE", matter, referenceYear=year)
        before = await anonymously()
        await worker.done("publishAct", act=made["id"], place="SITE")
        after = await anonymously()
        (again,) = await worker.refused("publishAct", act=made["id"], place="SITE")

    assert made["id"] not in before
    shown = after[made["id"]]
    assert (shown["referenceYear"], shown["publishedOn"]) == (year, str(day))
    assert shown["publications"] == [{"place": "SITE", "shownOn": str(day)}]
    assert shown["steps"] == []
    assert again == "ALREADY_PUBLISHED"


async def test_only_what_was_taken_is_published_and_not_before_it(deployment: Deployment) -> None:
    chief = await office(deployment, "lecce", "responsabile_udp")
    proposal = await chief.proposed("UDP", "PROPOSE", "FORMAZIONE")
    act = await chief.adopted("RESPONSABILE_UDP", "ADOPT", "ATTI_UDP")
    early, late = (str(clock.today() + timedelta(days=days)) for days in (-1, 1))
    given = {"act": act["id"], "place": "ALBO"}

    assert await chief.refused("publishAct", act=proposal["id"], place="ALBO") == [
        "NOT_PUBLISHABLE"
    ]
    assert await chief.refused("publishAct", **given, shownOn=early) == ["BEFORE_THE_ACT"]
    assert await chief.refused("publishAct", **given, shownOn=late) == ["ACT_IN_THE_FUTURE"]
    extract = {**given, "place": "BULLETIN_EXTRACT", "reference": "BURL n. 12"}
    assert (await chief.done("publishAct", **extract))["act"]["published"] is True


async def test_what_is_not_owed_or_not_there_is_not_sent(deployment: Deployment) -> None:
    async def codes(who: Office, name: str, **given: Any) -> list[str]:
        found = await who.act(name, DISPATCH, **given)
        return [one["code"] for one in found["violations"]]

    chief = await office(deployment, "lecce", "responsabile_udp")
    clerk = await office(deployment, "carate", "operatore_udp")
    secretary = await office(deployment, "carate", "segretario")
    period = {"since": "2001-05-02", "until": "2001-05-01"}
    nobody = encode("Meeting", 1, "00000000-0000-4000-8000-000000000000")
    agenda: dict[str, Any] = {"organ": "ASSEMBLEA", "agenda": [], "place": "qui", "at": "18:30"}
    convened = await secretary.done(
        "conveneMeeting",
        "meeting { id }",
        ambito="carate",
        heldOn=str(clock.today()),
        **agenda,
    )
    open_ = convened["meeting"]["id"]
    news = {"ambito": "carate", "by": "UDP", "matter": "CASA", "subject": " "}

    assert await codes(chief, "deliverActs", ambito="lecce", by="UDP", **period) == [
        "BAD_PERIOD",
        "NOTHING_TO_DELIVER",
    ]
    assert await codes(clerk, "deliverActs", ambito="carate", by="ASSEMBLEA", **period) == [
        "BAD_PERIOD",
        "LIST_NOT_STATED",
        "NOTHING_TO_DELIVER",
    ]
    assert await codes(clerk, "publishMinutes", meeting=nobody) == ["NOT_FOUND"]
    assert await codes(clerk, "publishMinutes", meeting=open_) == ["MEETING_NOT_CLOSED"]
    assert await codes(clerk, "broadcast", **news) == ["EMPTY", "BROADCAST_NOT_STATED"]
