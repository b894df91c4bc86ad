"""Who may spend what: the coordinator of a sub-ambito its own, the chief of a plan all of it."""

from datetime import date
from typing import Any, Final

import pytest
from tests.budgets.treasury import Treasury, later, treasury

from ambiti.access.development import identity_of

from .conftest import Reform
from .register import Office, office, on
from .test_budgets import PLAN, PO, ROLL, carate, cremasco
from .test_tenures import TENURE, person

MAY: Final = date(2013, 5, 6)
IN_2019: Final = date(2019, 5, 2)
SEATS: Final = """{ ambito(slug: "cremasco", on: "2013-05-06") { organs { code
  seats { key role subAmbito { code } holders { person } } } } }"""


async def lines_of(found: Treasury) -> dict[str, str]:
    """Give a line to each of two sub-ambiti."""
    await found.assigned("F_SOL", "40000.00")
    own = {"level": "SUB_AMBITO", **PO}
    return {one: await found.lined("F_SOL", f"S{one}", "20000.00", **own, unit=one) for one in "12"}


@pytest.mark.clause("CRE-12.8")
async def test_a_coordinator_named_by_the_referente_sits_and_spends_for_its_own_sub_ambito(
    reform: Reform,
) -> None:
    served = reform.deployment
    named = {"ambito": "cremasco", "role": "COORD_SUB", "by": "Pandino", "place": "1"}
    who = person("L. Neri", {"kind": "OPERATOR"}, identity=identity_of("neri"))
    async with on(MAY):
        found = await cremasco(served)
        lines = await lines_of(found)
        spent = ("UDP", "EXECUTE", "FUNZIONI_AMMINISTRATIVE")
        found.act = (await found.chief.adopted(*spent))["id"]
        neri = Office(served, "cremasco", served.issuer.issue("neri", "neri"))
        given: dict[str, Any] = {"amount": "5000.00", "creditor": "Cooperativa", "by": neri}
        early = await found.refused("recordImpegno", **given, line=lines["1"])
        appoint = {**named, "act": "Decreto 3", "candidate": who}
        other = await found.clerk.refused("appoint", TENURE, **{**appoint, "by": "Soncino"})
        done = await found.clerk.done("appoint", TENURE, **appoint)
        organs = (await served.ask(SEATS, token=found.clerk.token))["ambito"]["organs"]
        own = await found.done("recordImpegno", **given, line=lines["1"])
        (foreign,) = await found.found("recordImpegno", **given, line=lines["2"])
        seen = await found.read("lines { code totals { committed } }")
    (udp,) = [one for one in organs if one["code"] == "UDP"]
    sits = [one for one in udp["seats"] if one["subAmbito"] == {"code": "1"}]
    assert [[one["person"] for one in seat["holders"]] for seat in sits] == [["L. Neri"]]
    assert early == ["NOT_ALLOWED"]
    assert other == ["WRONG_APPOINTER"]
    assert done["tenure"]["standing"]["status"] == "IN_TERM"
    assert own["impegno"]["totals"]["committed"] == "5000.00"
    assert (foreign["code"], foreign["source"]["article"]) == ("OWN_ONLY", "12.8")
    assert [one["totals"]["committed"] for one in seen["lines"]] == ["5000.00", "0.00"]


@pytest.mark.clause("LEC-11.4")
async def test_the_chief_of_lecce_commits_within_the_plan_alone_and_binds_all(
    reform: Reform,
) -> None:
    served = reform.deployment
    async with on(IN_2019):
        found = await treasury(served, "lecce")
        vote = await found.clerk.voted("COORD_IST", "DELIBERAZIONI", "DECIDE", roll=ROLL)
        deliberated = {"vote": vote}
        found.act = (
            await found.clerk.adopted("COORD_IST", "DECIDE", "DELIBERAZIONI", **deliberated)
        )["id"]
        await found.opened(2019)
        await found.assigned("FONDO-AMBITO", "20000.00")
        line = await found.lined("FONDO-AMBITO", "P1", "20000.00", **PLAN)
        surbo = await office(served, "lecce", "sindaco", comune="Surbo")
        entered = found.chief.entry("RESPONSABILE_UDP", "ADOPT", "ATTI_UDP", amount="15000.00")
        giunta = await surbo.refused("adoptAct", **{**entered, "by": "GIUNTE_COMUNALI"})
        act = (await found.chief.done("adoptAct", **entered))["act"]
        spent = {"line": line, "creditor": "Cooperativa", "act": act["id"]}
        mayors = await found.refused("recordImpegno", **spent, amount="15000.00", by=surbo)
        done = await found.done("recordImpegno", **spent, amount="15000.00")
        (over,) = await found.found("recordImpegno", **spent, amount="5000.01")

    assert {"FORBIDDEN_BY_DOCUMENT", "RESERVED_TO_ANOTHER"} <= set(giunta)
    assert (act["state"], act["amount"], len(act["binds"])) == ("ADOPTED", "15000.00", 10)
    assert act["author"]["code"] == "RESPONSABILE_UDP"
    assert mayors == ["NOT_ALLOWED"]
    assert done["impegno"]["totals"]["committed"] == "15000.00"
    assert over["code"] == "OVER_BUDGET"


@pytest.mark.clause("CAR-2.1")
async def test_nothing_new_is_committed_when_the_convention_has_expired(reform: Reform) -> None:
    served = reform.deployment
    status = 'instruments(code: "CONV-UDP") { status }'
    async with on(date(2028, 12, 31)):
        found = await carate(served, 2028)
        await found.assigned("FNPS", "10000.00")
        line = {"programme": "PDZ", "purpose": "GESTIONE_ASSOCIATA"}
        one = await found.lined("FNPS", "F1", "10000.00", **line)
        owed = await found.owed(one, "4000.00")
    async with later(found, date(2029, 1, 1)):
        given = {"line": one, "amount": "1.00", "creditor": "Cooperativa"}
        (refused,) = await found.found("recordImpegno", **given)
        paid = await found.done("recordLiquidazione", impegno=owed, amount="4000.00")
        seen = {
            day: (await served.ask(
                f'{{ ambito(slug: "carate", on: "{day}") {{ {status} }} }}',
                token=found.clerk.token,
            ))["ambito"]["instruments"]
            for day in ("2028-12-31", "2029-01-01")
        }  # fmt: skip

    assert (refused["code"], refused["field"]) == ("INSTRUMENT_EXPIRED", "line")
    assert "31 dicembre 2028" in refused["message"]
    assert paid["impegno"]["totals"]["liquidated"] == "4000.00"
    assert seen == {
        "2028-12-31": [{"status": "IN_FORCE"}], "2029-01-01": [{"status": "EXPIRED"}],
    }  # fmt: skip
