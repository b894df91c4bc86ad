"""The calendar knows by itself that a riparto was approved, and that its act was annulled."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from tests.conftest import Deployment

from ambiti import clock
from ambiti.database.engine import transaction
from ambiti.governance.calendar.tables import term_events
from ambiti.governance.calendar.telling import told_by_perfected
from ambiti.reading.identifiers import decode, encode
from ambiti.statute.loading import load_file

from .acting import warned
from .changing import FOLDER, Data, part, refused
from .conftest import Reform
from .owing import proposed
from .register import Office, office
from .test_calendar import EVENT, calendar
from .test_drafts import annulled
from .test_riparto_ends import approving
from .test_ripartos import SHOWN

AWAITED = "RIPARTO_PERFEZIONATO"
BY_HAND = {"ambito": "carate", "by": "UDP", "act": "Nota", "year": 2026}


async def offices(served: Deployment) -> tuple[Office, Office]:
    """Give who keeps the acts, and who heads the office."""
    return await office(served, "carate", "segretario"), await office(
        served, "carate", "responsabile_udp"
    )


async def facts(asker: Office) -> list[Any]:
    """Give the facts of the calendar, in the order of their days and of who tells them."""
    async with transaction(asker.served.engine, reach=(await tenant(asker),)) as connection:
        rows = (await connection.execute(select(term_events.c.ambito_id, term_events.c.id))).all()
    ids = [encode("TermEvent", *row) for row in rows]
    text = """query($ids: [ID!]!) { nodes(ids: $ids) { ... on TermEvent {
      event year occurrence occurredOn byName toldBy { id } } } }"""
    return list((await asker.served.ask(text, token=asker.token, ids=ids))["nodes"])


async def tenant(asker: Office) -> int:
    """Give the number of the Ambito."""
    text = "query($slug: String!) { ambito(slug: $slug) { id } }"
    found = (await asker.served.ask(text, slug=asker.slug))["ambito"]["id"]
    number = decode(found).ambito_id
    assert number is not None
    return number


async def test_a_riparto_approved_starts_the_term_without_being_recorded(reform: Reform) -> None:
    served = reform.deployment
    secretary, chief = await offices(served)
    riparto = await proposed(served)
    there = {**BY_HAND, "occurrence": "FNPS", "event": "FONDI_DISPONIBILI"}
    await chief.done("recordEvent", EVENT, **there)
    before = (await calendar(chief, 2026, clock.today()))["GIORNI45 FNPS"]
    act = await approving(secretary, chief)
    given = {"riparto": riparto["id"], "act": act["id"], "occurrence": "FNPS"}
    done = await secretary.done("approveRiparto", SHOWN, **given)
    after = (await calendar(chief, 2026, clock.today()))["GIORNI45 FNPS"]
    again = {**there, "event": AWAITED}
    twice = await chief.refused("recordEvent", EVENT, **again)
    told = next(one for one in await facts(chief) if one["event"] == AWAITED)

    assert told["toldBy"] == {"id": act["id"]}
    assert told["byName"] == act["author"]["name"]
    assert (told["year"], told["occurredOn"]) == (2026, act["takenOn"])
    assert before["awaited"] == [AWAITED]
    assert (after["awaited"], after["standing"]) == ([], "UPCOMING")
    assert after["dueOn"] == str(date.fromisoformat(act["takenOn"]) + timedelta(days=45))
    assert twice == ["ALREADY_RECORDED"]
    assert "EVENT_ALREADY_RECORDED" not in warned(done)


async def test_what_was_recorded_by_hand_is_not_written_twice(reform: Reform) -> None:
    served = reform.deployment
    secretary, chief = await offices(served)
    riparto = await proposed(served)
    hand = {**BY_HAND, "event": AWAITED, "occurrence": "RIPARTO_FONDI"}
    earlier = str(clock.today() - timedelta(days=3))
    recorded = (await chief.done("recordEvent", EVENT, **hand, occurredOn=earlier))["event"]
    act = await approving(secretary, chief)
    done = await secretary.done("approveRiparto", SHOWN, riparto=riparto["id"], act=act["id"])
    funds = {**hand, "event": "FONDI_DISPONIBILI", "occurredOn": earlier}
    await chief.done("recordEvent", EVENT, **funds)
    found = await calendar(chief, 2026, clock.today())
    said = next(one for one in done["warnings"] if one["code"] == "EVENT_ALREADY_RECORDED")

    assert recorded["occurredOn"] == earlier
    assert "indicarne l'oggetto in «occurrence»" in said["message"]
    assert [name for name in found if name.startswith("GIORNI45")] == ["GIORNI45 RIPARTO_FONDI"]
    due = found["GIORNI45 RIPARTO_FONDI"]["dueOn"]
    assert due == str(date.fromisoformat(earlier) + timedelta(days=45))


async def test_a_second_riparto_is_called_by_its_act(reform: Reform) -> None:
    served = reform.deployment
    secretary, chief = await offices(served)
    for known in (True, False):
        riparto = await proposed(served, known=known)
        act = await approving(secretary, chief)
        await secretary.done("approveRiparto", SHOWN, riparto=riparto["id"], act=act["id"])
    found = await calendar(chief, 2026, clock.today())
    named = [one.removeprefix("GIORNI45 ") for one in found if one.startswith("GIORNI45")]

    assert sorted(named) == sorted(
        ["RIPARTO_FONDI", f"{act['author']['name']} n. {act['number']}/{act['year']}"]
    )
    assert all(found[f"GIORNI45 {one}"]["awaited"] == ["FONDI_DISPONIBILI"] for one in named)


async def test_a_fact_falls_with_its_act_and_comes_back_with_another(reform: Reform) -> None:
    served = reform.deployment
    secretary, chief = await offices(served)
    riparto = await proposed(served)
    funds = {**BY_HAND, "occurrence": "FNPS", "event": "FONDI_DISPONIBILI"}
    await chief.done("recordEvent", EVENT, **funds)
    first, second = await approving(secretary, chief), await approving(secretary, chief)
    asked = {"riparto": riparto["id"]}
    await secretary.done("approveRiparto", SHOWN, **asked, act=first["id"], occurrence="FNPS")
    await annulled(secretary, first)
    void = (await calendar(chief, 2026, clock.today()))["GIORNI45 FNPS"]
    await secretary.done("approveRiparto", SHOWN, **asked, act=second["id"])
    found = await calendar(chief, 2026, clock.today())
    paid = {"deadline": "GIORNI45", "occurrence": "FNPS", "by": "UDP"}
    late = await chief.done(
        "recordFulfilment", "fulfilment { id }", ambito="carate", act="Mandato", year=2026, **paid
    )

    assert (void["awaited"], void["standing"]) == ([AWAITED], "NOT_STARTED")
    assert (found["GIORNI45 FNPS"]["awaited"], found["GIORNI45 FNPS"]["standing"]) == (
        [],
        "UPCOMING",
    )
    assert [one for one in found if one.startswith("GIORNI45")] == ["GIORNI45 FNPS"]
    assert warned(late) == []


async def test_by_hand_a_fact_may_be_recorded_once_its_act_is_annulled(reform: Reform) -> None:
    served = reform.deployment
    secretary, chief = await offices(served)
    riparto = await proposed(served)
    act = await approving(secretary, chief)
    given = {"riparto": riparto["id"], "act": act["id"], "occurrence": "FNPS"}
    await secretary.done("approveRiparto", SHOWN, **given)
    hand = {**BY_HAND, "event": AWAITED, "occurrence": "FNPS"}
    before = await chief.refused("recordEvent", EVENT, **hand)
    await annulled(secretary, act)
    await chief.done("recordEvent", EVENT, **hand)
    told = [one["toldBy"] for one in await facts(chief)]

    assert before == ["ALREADY_RECORDED"]
    assert len(told) == 2
    assert None in told
    assert {"id": act["id"]} in told


async def test_a_region_counts_no_fact_of_an_act_annulled_that_it_does_not_see(
    reform: Reform,
) -> None:
    served = reform.deployment
    secretary, chief = await offices(served)
    token = await served.token("portale_regionale", region="Lombardia")
    region = Office(served, "carate", token)
    riparto = await proposed(served)
    act = await approving(secretary, chief)
    given = {"riparto": riparto["id"], "act": act["id"], "occurrence": "FNPS"}
    await secretary.done("approveRiparto", SHOWN, **given)
    there = {**BY_HAND, "occurrence": "FNPS", "event": "FONDI_DISPONIBILI"}
    await chief.done("recordEvent", EVENT, **there)
    before, seen = [await calendar(one, 2026, clock.today()) for one in (region, chief)]
    known = [one["event"] for one in await facts(region) if one]
    await annulled(secretary, act)
    after, now = [await calendar(one, 2026, clock.today()) for one in (region, chief)]
    left = [one["event"] for one in await facts(region) if one]
    acts = await served.ask(
        "query($id: ID!) { node(id: $id) { ... on Act { id } } }", token=token, id=act["id"]
    )

    assert before["GIORNI45 FNPS"] == seen["GIORNI45 FNPS"]
    assert before["GIORNI45 FNPS"]["awaited"] == []
    assert after["GIORNI45 FNPS"] == now["GIORNI45 FNPS"]
    assert after["GIORNI45 FNPS"]["awaited"] == [AWAITED]
    assert set(known) - set(left) == {AWAITED}
    assert acts == {"node": None}


def test_only_a_riparto_of_a_matter_of_the_fact_tells_it() -> None:
    loaded = load_file(FOLDER / "carate.yaml").loaded
    assert loaded is not None
    day, before = date(2026, 3, 1), date(2025, 7, 30)

    def told(matter: str, on: date) -> list[str]:
        return [one.code for one in told_by_perfected(loaded.statute, matter, on)]

    assert told("RIPARTO_FONDI", day) == [AWAITED]
    assert told("COSTO_PERSONALE", day) == []
    assert told("RIPARTO_FONDI", before) == []


def test_a_matter_that_the_documents_do_not_have_is_an_error() -> None:
    def unknown(data: Data) -> None:
        part(data, "events", AWAITED)["perfected"] = ["ALTRO"]

    found = refused("carate", unknown)
    assert found == {"UNKNOWN_CODE": "events[1].perfected[0]"}
