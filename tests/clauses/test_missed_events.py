"""What was approved before the calendar knew of it is told to it afterwards: once, and rightly."""

from datetime import date, timedelta
from typing import Any

from tests.cli.test_commands import own, run
from tests.conftest import Deployment

from ambiti import clock, resources
from ambiti.access.policy import Policy
from ambiti.acting.verifying import journals
from ambiti.budgets.ripartos.missed import tell_missed

from .changing import Data, part
from .conftest import Reform
from .owing import proposed
from .register import Office
from .test_calendar import EVENT, calendar
from .test_drafts import annulled
from .test_riparto_ends import approving
from .test_ripartos import SHOWN
from .test_told_events import AWAITED, BY_HAND, facts, offices

FUNDS = {**BY_HAND, "event": "FONDI_DISPONIBILI"}


def untold(statute: Data) -> None:
    """Let the documents make no fact of a riparto that is perfected."""
    part(statute, "events", AWAITED).pop("perfected")


def as_it_is(statute: Data) -> None:
    """Leave the documents as they are."""


async def approved(reform: Reform, **more: Any) -> tuple[Office, Office, Any]:
    """Approve a riparto while the calendar knows nothing of it, and give its act."""
    secretary, chief = await offices(reform.deployment)
    riparto = await proposed(reform.deployment)
    act = await approving(secretary, chief)
    await reform.apply("carate", untold, "prima che il calendario lo sapesse")
    await secretary.done("approveRiparto", SHOWN, riparto=riparto["id"], act=act["id"], **more)
    assert [one["event"] for one in await facts(chief)] == []
    await reform.apply("carate", as_it_is, "il calendario lo sa")
    return secretary, chief, act


async def told(served: Deployment) -> list[str]:
    """Tell what was missed, as the command does; the journals stay whole."""
    policy = Policy.load(resources.folder("policies"))
    found = await tell_missed(served.engine, policy, "Anna")
    assert [one.faults for one in await journals(served.engine) if one.faults] == []
    return found


async def test_what_was_missed_is_told_once_as_it_was_called(reform: Reform) -> None:
    served = reform.deployment
    _, chief, act = await approved(reform, occurrence="FNPS")
    await chief.done("recordEvent", EVENT, **FUNDS, occurrence="FNPS")
    before = (await calendar(chief, 2026, clock.today()))["GIORNI45 FNPS"]
    first, second = await told(served), await told(served)
    after = (await calendar(chief, 2026, clock.today()))["GIORNI45 FNPS"]
    (fact,) = [one for one in await facts(chief) if one["event"] == AWAITED]
    text = (
        """{ ambito(slug: "carate") { journal(last: 1) { edges { node { act performedBy } } } } }"""
    )
    (entry,) = (await served.ask(text, token=chief.token))["ambito"]["journal"]["edges"]

    assert before["awaited"] == [AWAITED]
    assert len(first) == 1
    assert first[0].startswith("carate: ")
    assert f"«FNPS» 2026, {act['takenOn']}" in first[0]
    assert second == []
    assert after["awaited"] == []
    assert after["dueOn"] == str(date.fromisoformat(act["takenOn"]) + timedelta(days=45))
    assert (fact["toldBy"], fact["occurredOn"]) == ({"id": act["id"]}, act["takenOn"])
    assert fact["byName"] == act["author"]["name"]
    assert entry["node"] == {"act": "tell_calendar", "performedBy": "Anna"}


async def test_without_a_name_it_is_called_by_its_matter_as_the_command_says(
    reform: Reform,
) -> None:
    await approved(reform)
    databases = own(reform.deployment.databases)
    first, second = [run("calendar", "tell", **databases) for _ in range(2)]
    assert (first.returncode, second.returncode) == (0, 0), first.stderr
    assert "«RIPARTO_FONDI» 2026" in first.stdout
    assert second.stdout == "I calendari sanno già di ogni riparto: nulla da fare.\n"


async def test_what_was_recorded_by_hand_is_not_told_beside(reform: Reform) -> None:
    served = reform.deployment
    _, chief, act = await approved(reform)
    hand = {**BY_HAND, "event": AWAITED, "occurrence": "FNPS", "occurredOn": act["takenOn"]}
    await chief.done("recordEvent", EVENT, **hand)
    assert await told(served) == []
    assert [one["toldBy"] for one in await facts(chief)] == [None]


async def test_what_has_been_annulled_since_is_not_told(reform: Reform) -> None:
    served = reform.deployment
    secretary, chief, act = await approved(reform)
    await annulled(secretary, act)
    assert await told(served) == []
    assert await facts(chief) == []


async def test_what_the_calendar_knew_is_not_told_again(reform: Reform) -> None:
    served = reform.deployment
    secretary, chief = await offices(served)
    riparto = await proposed(served)
    hand = {**BY_HAND, "event": AWAITED, "occurrence": "FNPS"}
    earlier = str(clock.today() - timedelta(days=3))
    await chief.done("recordEvent", EVENT, **hand, occurredOn=earlier)
    act = await approving(secretary, chief)
    given = {"riparto": riparto["id"], "act": act["id"], "occurrence": "FNPS"}
    await secretary.done("approveRiparto", SHOWN, **given)
    other = await proposed(served, known=False)
    anew = await approving(secretary, chief)
    await secretary.done("approveRiparto", SHOWN, riparto=other["id"], act=anew["id"])
    assert await told(served) == []
    assert len(await facts(chief)) == 2
