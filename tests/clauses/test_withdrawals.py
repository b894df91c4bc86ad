"""Who leaves an instrument and who joins it, and how it is amended."""

from datetime import date
from typing import Any, Final

import pytest
from tests.conftest import Deployment

from ambiti import clock

from .acting import act, codes, warned
from .changing import Data
from .conftest import Reform
from .test_signatures import instrument, party, signed

NOTICE: Final = """withdrawal { notifiedOn requestYear effectOn addressee liabilityKind liability
  consequence ente { name } source { article }
  amendment { cause subject openedOn stepsCount steps { label } } }"""
AMENDMENT: Final = """amendment { id cause subject status doneCount stepsCount inForceFrom wording
  missing { label } steps { id position verb label organ adoption { act } } }"""
READ: Final = """query($slug: String!, $code: String, $on: Date) { ambito(slug: $slug, on: $on) {
  instruments(code: $code) { amendments { cause status wording inForceFrom doneCount }
    withdrawals { effectOn ente { name } } accessions { act ente { name } } } } }"""


async def read(served: Deployment, token: str, slug: str, code: str, on: str) -> Any:
    """Read what changes an instrument, on a day."""
    asked = {"slug": slug, "code": code, "on": on}
    (found,) = (await served.ask(READ, token=token, **asked))["ambito"]["instruments"]
    return found


async def adopt(served: Deployment, token: str, step: Any, on: str, organ: str = "") -> Any:
    """Let one of those who must adopt a change."""
    given = {"step": step["id"], "organ": organ or step["organ"], "act": "n. 5", "on": on}
    return await act(served, token, "adoptAmendment", given, AMENDMENT)


@pytest.mark.clause("CAR-3.1.a")
async def test_a_comune_leaves_by_the_end_of_the_year(reform: Reform) -> None:
    served, slug = reform.deployment, "carate"
    with clock.fixed(date(2027, 3, 1)):
        token = await served.token("sindaco", slug, comune="Renate")
        other = await served.token("sindaco", slug, comune="Sovico")
        found = await instrument(served, token, slug, "CONV-UDP")
        renate, sovico = party(found, "Renate"), party(found, "Sovico")
        done = await act(served, token, "giveNotice", {"party": renate, "on": "2026-10-15"}, NOTICE)
        late = await act(served, other, "giveNotice", {"party": sovico, "on": "2027-01-02"}, NOTICE)
        again = await act(
            served, token, "giveNotice", {"party": renate, "on": "2026-11-01"}, NOTICE
        )
        foreign = await act(
            served, token, "giveNotice", {"party": party(found, "Lissone"), "on": "2026-11-01"},
            NOTICE,
        )  # fmt: skip
        there = await read(served, token, slug, "CONV-UDP", "2026-12-31")

    assert warned(done) == ["AMB-09"]
    assert done["withdrawal"] == {
        "notifiedOn": "2026-10-15",
        "requestYear": 2026,
        "effectOn": "2027-01-01",
        "addressee": None,
        "liabilityKind": "SHARE_OF_PLANNED_SPEND",
        "liability": "la quota delle spese programmate per il 2027 e 2028",
        "consequence": None,
        "ente": {"name": "Renate"},
        "source": {"article": "3.1.a"},
        "amendment": None,
    }
    assert (late["withdrawal"]["requestYear"], late["withdrawal"]["effectOn"]) == (
        2027,
        "2028-01-01",
    )
    assert warned(late) == ["AMB-09", "OWED_PAST_END"]
    assert codes(again) == ["ALREADY_WITHDRAWN"]
    assert codes(foreign) == ["NOT_ALLOWED"]
    assert there["withdrawals"] == [{"effectOn": "2027-01-01", "ente": {"name": "Renate"}}]


@pytest.mark.clause("SON-9.3")
async def test_notice_is_given_six_months_before(reform: Reform) -> None:
    served, slug = reform.deployment, "cremasco"
    token = await served.token("segretario", slug)
    draft = await instrument(served, token, slug, "CONV-SUB4")
    trigolo = party(draft, "Trigolo")
    ask = {"party": trigolo, "on": "2020-03-10"}
    unsigned = await act(served, token, "giveNotice", ask, NOTICE)
    await signed(served, token)
    short = await act(served, token, "giveNotice", {**ask, "effectOn": "2020-08-01"}, NOTICE)
    done = await act(served, token, "giveNotice", {**ask, "effectOn": "2020-09-10"}, NOTICE)

    assert codes(unsigned) == ["INSTRUMENT_NOT_IN_FORCE"]
    assert codes(short) == ["NOTICE_SHORT"]
    assert "10 settembre 2020" in short["violations"][0]["message"]
    assert short["violations"][0]["source"]["article"] == "9.3"
    assert warned(done) == ["AMB-27", "AMB-26"]
    told = done["withdrawal"]
    assert (told["effectOn"], told["liabilityKind"]) == ("2020-09-10", "SHARE_UNTIL_EVENT")
    assert "referente" in told["addressee"]
    assert "esigibile dopo la decisione" in told["liability"]


@pytest.mark.clause("SON-9.2")
async def test_who_leaves_or_joins_opens_an_amendment(reform: Reform) -> None:
    served, slug = reform.deployment, "cremasco"
    token = await served.token("segretario", slug)
    found = await signed(served, token)
    ask = {"instrument": found["id"], "act": "n. 3", "on": "2020-02-01"}
    joined = "accession { ente { name } amendment { cause stepsCount steps { label } } }"
    madignano = await act(served, token, "joinInstrument", {**ask, "istatCode": "019055"}, joined)
    outside = await act(served, token, "joinInstrument", {**ask, "istatCode": "015146"}, joined)
    already = await act(served, token, "joinInstrument", {**ask, "istatCode": "019054"}, joined)
    other = await instrument(served, token, slug, "ADP-2012")
    silent = {**ask, "instrument": other["id"], "on": "2013-01-01", "istatCode": "015146"}
    unsaid = await act(served, token, "joinInstrument", silent, joined)
    given = {"party": party(found, "Trigolo"), "on": "2020-03-10"}
    leaving = await act(served, token, "giveNotice", given, NOTICE)
    eve = await read(served, token, slug, "CONV-SUB4", "2020-09-09")
    effective = await read(served, token, slug, "CONV-SUB4", "2020-09-10")

    assert madignano["accession"]["ente"] == {"name": "Madignano"}, madignano
    assert madignano["accession"]["amendment"]["stepsCount"] == 10
    assert warned(madignano) == ["AMB-27"]
    assert codes(outside) == ["COMUNE_UNKNOWN"]
    assert codes(already) in (["ALREADY_PARTY"], ["COMUNE_UNKNOWN"])
    assert codes(unsaid) == ["COMUNE_UNKNOWN", "ACCESSION_NOT_STATED"]
    amendment = leaving["withdrawal"]["amendment"]
    assert (amendment["cause"], amendment["stepsCount"]) == ("WITHDRAWAL", 8)
    assert "Trigolo" not in {step["label"] for step in amendment["steps"]}
    assert [one["cause"] for one in eve["amendments"]] == ["ACCESSION"]
    assert [one["cause"] for one in effective["amendments"]] == ["ACCESSION", "WITHDRAWAL"]
    assert eve["accessions"] == [{"act": "n. 3", "ente": {"name": "Madignano"}}]


@pytest.mark.clause("SON-9.1")
async def test_a_change_is_in_force_when_all_nine_have_adopted_it(reform: Reform) -> None:
    served, slug = reform.deployment, "cremasco"
    token = await served.token("segretario", slug)
    found = await signed(served, token)
    given = {
        "instrument": found["id"],
        "subject": "la sede",
        "article": "4.1",
        "replaced": "a Soncino",
        "wording": "a Romanengo",
        "on": "2020-02-01",
    }
    proposed = await act(served, token, "proposeAmendment", given, AMENDMENT)
    steps = proposed["amendment"]["steps"]
    told = [await adopt(served, token, step, "2020-02-20") for step in steps[:8]]
    eighth = told[-1]["amendment"]
    twice = await adopt(served, token, steps[0], "2020-02-21")
    wrong = await adopt(served, token, steps[8], "2020-01-31", "Giunta")
    ninth = (await adopt(served, token, steps[8], "2020-03-01"))["amendment"]
    before = await read(served, token, slug, "CONV-SUB4", "2020-02-29")
    after = await read(served, token, slug, "CONV-SUB4", "2020-03-01")

    assert warned(proposed) == []
    assert (eighth["status"], eighth["doneCount"], eighth["stepsCount"]) == ("PENDING", 8, 9)
    assert eighth["missing"] == [{"label": steps[8]["label"]}]
    assert eighth["inForceFrom"] is None
    assert codes(twice) == ["ALREADY_ADOPTED"]
    assert codes(wrong) == ["ADOPTED_TOO_SOON", "WRONG_BODY"]
    assert (ninth["status"], ninth["inForceFrom"]) == ("IN_FORCE", "2020-03-01")
    assert before["amendments"][0]["wording"] == "a Soncino"
    assert after["amendments"][0]["wording"] == "a Romanengo"


@pytest.mark.clause("LEC-14.1")
async def test_a_change_is_approved_by_the_coordinamento_and_adopted_by_the_giunta(
    reform: Reform,
) -> None:
    served, slug = reform.deployment, "lecce"
    token = await served.token("responsabile_udp", slug)
    found = await instrument(served, token, slug, "REG-UDP")
    given = {
        "instrument": found["id"],
        "subject": "il Responsabile",
        "article": "11",
        "replaced": "tre anni",
        "wording": "quattro anni",
        "on": "2019-01-10",
    }
    proposed = await act(served, token, "proposeAmendment", given, AMENDMENT)
    approve, giunta = proposed["amendment"]["steps"]
    too_soon = await adopt(served, token, giunta, "2019-03-01")
    approved = await adopt(served, token, approve, "2019-02-01")
    council = await adopt(served, token, giunta, "2019-03-01", "Consiglio")
    old = await read(served, token, slug, "REG-UDP", "2019-02-28")
    adopted = await adopt(served, token, giunta, "2019-03-01", "Giunta")
    new = await read(served, token, slug, "REG-UDP", "2019-03-01")

    assert [(one["verb"], one["organ"]) for one in (approve, giunta)] == [
        ("APPROVE", "Coordinamento Istituzionale"),
        ("ADOPT", "GIUNTA"),
    ]
    assert codes(too_soon) == ["NOT_APPROVED"]
    assert (approved["amendment"]["status"], approved["amendment"]["wording"]) == (
        "PENDING",
        "tre anni",
    )
    assert codes(council) == ["WRONG_BODY"]
    assert old["amendments"][0]["wording"] == "tre anni"
    assert (adopted["amendment"]["status"], adopted["amendment"]["inForceFrom"]) == (
        "IN_FORCE",
        "2019-03-01",
    )
    assert new["amendments"][0]["wording"] == "quattro anni"


async def test_what_the_text_does_not_say_is_not_done(reform: Reform) -> None:
    served = reform.deployment
    token = await served.token("segretario", "cremasco")
    found = await instrument(served, token, "cremasco", "ADP-2012")
    given = {"instrument": found["id"], "on": "2013-01-01", "article": "1"}
    words = {"subject": "x", "replaced": "y", "wording": "z"}
    amended = await act(served, token, "proposeAmendment", {**given, **words}, AMENDMENT)
    left = {"party": party(found, "Trigolo"), "on": "2013-01-01"}
    leaving = await act(served, token, "giveNotice", left, NOTICE)

    assert codes(amended) == ["AMENDMENT_NOT_STATED"]
    assert codes(leaving) == ["RECESS_NOT_STATED"]


async def test_how_one_leaves_may_be_said_by_a_text_that_was_not_supplied(reform: Reform) -> None:
    def elsewhere(statute: Data) -> None:
        statute["recesses"].append(
            {
                "kind": "UNKNOWN",
                "instrument": "ADP-2012",
                "missing": "il regolamento del recesso",
                "source": {"document": "ADP-2012", "article": "20.1"},
            }
        )

    served = reform.deployment
    await reform.apply("cremasco", elsewhere, "prova")
    token = await served.token("segretario", "cremasco")
    found = await instrument(served, token, "cremasco", "ADP-2012")
    left = {"party": party(found, "Trigolo"), "on": "2013-01-01"}
    leaving = await act(served, token, "giveNotice", left, NOTICE)

    assert codes(leaving) == ["RECESS_UNDETERMINED"]
    assert "il regolamento del recesso" in leaving["violations"][0]["message"]
