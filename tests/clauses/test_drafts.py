"""A riparto that is not decided is read by whoever prepares, decides or controls it."""

from typing import Any, Final

import pytest
from tests.budgets.exporting import code, exported
from tests.budgets.figures import istat
from tests.conftest import Deployment

from .conftest import Reform
from .owing import perfected, proposed
from .register import Office, office
from .test_riparto_ends import approving
from .test_ripartos import SHOWN

PLACE: Final = {"comune": istat("carate", "Biassono")}
"""The capofila, whose servants the office is made of."""
ADMINISTERS: Final = ("assessore", "consigliere")
OF_THE_OFFICE: Final = ("operatore_udp", "responsabile_udp")
DECIDES_OR_CONTROLS: Final = ("segretario", "revisore")
BY_ID: Final = """query($id: ID!, $share: ID!) {
  node(id: $id) { __typename ... on Riparto { state } } share: node(id: $share) { id }
  chiPuoVedere(id: $id) { role } }"""
LISTED: Final = """{ ambito(slug: "carate") { riparti(first: 5) {
  totalCount edges { node { id state shares { amount } compared { amount } } } } } }"""
NOTHING: Final[dict[str, Any]] = {"node": None, "share": None, "chiPuoVedere": []}


async def read(served: Deployment, token: str, riparto: Any) -> tuple[int, list[Any], Any]:
    """Give how many riparti there are, those that are listed, and what identifiers lead to."""
    given = {"id": riparto["id"], "share": riparto["shares"][0]["id"]}
    page = (await served.ask(LISTED, token=token))["ambito"]["riparti"]
    named = await served.ask(BY_ID, token=token, **given)
    return page["totalCount"], [one["node"] for one in page["edges"]], named


async def drafted(served: Deployment) -> Any:
    """Let the office propose a riparto, and give it with the identifiers of its shares."""
    found = (await proposed(served))["id"]
    worker = await office(served, "carate", "operatore_udp")
    text = "query($id: ID!) { node(id: $id) { ... on Riparto { id shares { id amount } } } }"
    return (await served.ask(text, token=worker.token, id=found))["node"]


@pytest.mark.clause("CAR-5.5")
async def test_the_capofila_reads_no_draft_of_the_office_unless_it_is_of_the_office(
    reform: Reform,
) -> None:
    served = reform.deployment
    riparto = await drafted(served)
    asked = {"ambito": "carate", "id": riparto["id"]}
    outside = [await served.token(one, "carate", **PLACE) for one in ADMINISTERS]
    inside = [
        *[await served.token(one, "carate") for one in (*OF_THE_OFFICE, *DECIDES_OR_CONTROLS)],
        await served.token("sindaco", "carate", **PLACE),
    ]
    for token in outside:
        assert await read(served, token, riparto) == (0, [], NOTHING)
        file = await exported(served, "riparto.csv", token, **asked)
        assert (file.status_code, code(file)) == (404, "NOT_FOUND")
    for token in inside:
        count, listed, named = await read(served, token, riparto)
        assert (count, [one["state"] for one in listed]) == (1, ["PROPOSED"])
        assert len(listed[0]["shares"]) == len(riparto["shares"]) == 13
        assert named["node"] == {"__typename": "Riparto", "state": "PROPOSED"}
        assert named["share"] == {"id": riparto["shares"][0]["id"]}
        assert (await exported(served, "riparto.csv", token, **asked)).status_code == 200

    await perfected(served, riparto["id"])
    for token in (*outside, *inside):
        count, listed, named = await read(served, token, riparto)
        assert (count, [one["state"] for one in listed]) == (1, ["PERFECTED"])
        assert len(listed[0]["shares"]) == 13
        assert named["share"] is not None
        assert (await exported(served, "riparto.csv", token, **asked)).status_code == 200


async def test_a_riparto_whose_act_is_annulled_is_a_draft_again(reform: Reform) -> None:
    served = reform.deployment
    riparto = await drafted(served)
    chief, secretary = [
        await office(served, "carate", one) for one in ("responsabile_udp", "segretario")
    ]
    councillor = await served.token("consigliere", "carate", **PLACE)
    act = await approving(secretary, chief)
    await secretary.done("approveRiparto", SHOWN, riparto=riparto["id"], act=act["id"])
    decided = await read(served, councillor, riparto)
    await annulled(secretary, act)

    assert decided[0] == 1
    assert await read(served, councillor, riparto) == (0, [], NOTHING)
    assert (await read(served, chief.token, riparto))[1][0]["state"] == "ANNULLED"


async def annulled(secretary: Office, act: Any) -> None:
    """Let the assembly annul its act."""
    vote = await secretary.voted("ASSEMBLEA", "RIPARTO_FONDI", "APPROVE")
    await secretary.done("annulAct", act=act["id"], reasons="vizio di forma", vote=vote)
