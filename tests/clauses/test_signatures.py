"""Instruments are deliberated, signed and renewed, and are read as they became."""

from datetime import date
from typing import Any, Final

import pytest
from tests.conftest import Deployment

from ambiti import clock

from .acting import act, codes, warned
from .changing import Data, part
from .conftest import Reform

READ: Final = """query($slug: String!, $code: String, $on: Date) { ambito(slug: $slug, on: $on) {
  instruments(code: $code) { id code status inForceFrom endsOn signatoriesCount partiesCount
    warnings { code message } renewals { act on until }
    parties { id name signedOn deliberation { organ act on enforceableOn }
      signature { signer on } } } } }"""
DELIBERATED: Final = "deliberation { organ act on } party { name }"
SIGNED: Final = (
    "signature { signer on } instrument { status signatoriesCount partiesCount inForceFrom }"
)
RENEWED: Final = "renewal { act on until } instrument { endsOn status }"


async def instrument(
    served: Deployment, token: str, slug: str, code: str, on: str | None = None
) -> Any:
    """Read an instrument on a day."""
    asked = {"slug": slug, "code": code, "on": on}
    (found,) = (await served.ask(READ, token=token, **asked))["ambito"]["instruments"]
    return found


def party(found: Any, name: str) -> str:
    """Give the identifier of a party."""
    found_id: str = next(one["id"] for one in found["parties"] if one["name"] == name)
    return found_id


async def signed(served: Deployment, token: str, *, on: str = "2019-12-10") -> Any:
    """Let the nine of the sub-ambito of Soncino deliberate and sign."""
    found = await instrument(served, token, "cremasco", "CONV-SUB4")
    for one in found["parties"]:
        organ = "Assemblea dell'Unione" if "Unione" in one["name"] else "Consiglio Comunale"
        given = {"organ": organ, "act": "n. 1", "on": "2019-11-20", "enforceableOn": "2019-12-01"}
        told = await act(
            served, token, "recordDeliberation", {"party": one["id"], **given}, DELIBERATED
        )
        assert told["deliberation"]["organ"] == organ, told
    for one in found["parties"]:
        given = {"party": one["id"], "on": on, "signer": "il legale rappresentante"}
        told = await act(served, token, "signInstrument", given, SIGNED)
        assert told["__typename"] == "SignInstrumentSuccess", told
    return found


@pytest.mark.clause("SON-0.2")
async def test_a_signature_wants_the_deliberation_of_the_right_body(reform: Reform) -> None:
    served = reform.deployment
    token = await served.token("segretario", "cremasco")
    found = await instrument(served, token, "cremasco", "CONV-SUB4")
    izano, unione = party(found, "Izano"), party(found, "Unione dei Fontanili")
    sign = {"on": "2019-12-10", "signer": "il Sindaco"}

    unready = await act(served, token, "signInstrument", {"party": izano, **sign}, SIGNED)
    given = {"act": "n. 30", "on": "2019-11-20", "enforceableOn": "2019-12-01"}
    wrong = {"party": unione, "organ": "CONSIGLIO_COMUNALE", **given}
    refused = await act(served, token, "recordDeliberation", wrong, DELIBERATED)
    right = {"party": unione, "organ": "assemblea dell'unione", **given}
    done = await act(served, token, "recordDeliberation", right, DELIBERATED)
    early = {"party": unione, **sign, "on": "2019-11-25"}
    unenforceable = await act(served, token, "signInstrument", early, SIGNED)
    last = await act(served, token, "signInstrument", {"party": unione, **sign}, SIGNED)

    assert codes(unready) == ["DELIBERATION_REQUIRED"]
    assert "Consiglio Comunale" in unready["violations"][0]["message"]
    assert unready["violations"][0]["source"]["article"] == "0.2"
    assert codes(refused) == ["WRONG_BODY"]
    assert "Assemblea dell'Unione" in refused["violations"][0]["message"]
    assert warned(done) == []
    assert codes(unenforceable) == ["DELIBERATION_NOT_ENFORCEABLE"]
    assert last["instrument"] == {
        "status": "DRAFT_INCOMPLETE",
        "signatoriesCount": 1,
        "partiesCount": 9,
        "inForceFrom": None,
    }


async def test_the_convention_is_in_force_when_the_ninth_has_signed(reform: Reform) -> None:
    served = reform.deployment
    token = await served.token("segretario", "cremasco")
    before = await instrument(served, token, "cremasco", "CONV-SUB4", "2020-01-01")
    await signed(served, token)
    eve = await instrument(served, token, "cremasco", "CONV-SUB4", "2019-12-09")
    after = await instrument(served, token, "cremasco", "CONV-SUB4", "2020-01-01")
    mayor = await served.token("sindaco", "cremasco", comune="Izano")
    again = {"party": party(after, "Izano"), "on": "2019-12-11", "signer": "il Sindaco"}
    twice = await act(served, mayor, "signInstrument", again, SIGNED)
    renewed = {"party": party(after, "Izano"), "organ": " ", "act": "", "on": "2999-01-01"}
    wrong = await act(
        served,
        mayor,
        "recordDeliberation",
        {**renewed, "enforceableOn": "2998-01-01"},
        DELIBERATED,
    )

    assert before["status"] == "DRAFT_INCOMPLETE"
    assert any("bozza incompleta; manca" in one["message"] for one in before["warnings"])
    assert (eve["status"], after["status"]) == ("NOT_IN_FORCE", "IN_FORCE")
    assert (after["inForceFrom"], after["signatoriesCount"]) == ("2019-12-10", 9)
    assert not any("bozza incompleta; manca" in one["message"] for one in after["warnings"])
    izano = next(one for one in after["parties"] if one["name"] == "Izano")
    assert izano["signature"] == {"signer": "il legale rappresentante", "on": "2019-12-10"}
    assert izano["deliberation"]["enforceableOn"] == "2019-12-01"
    assert codes(twice) == ["ALREADY_SIGNED"]
    assert codes(wrong) == [
        "DAY_NOT_COME",
        "EMPTY",
        "EMPTY",
        "ALREADY_DELIBERATED",
        "ENFORCEABLE_TOO_SOON",
        "WRONG_BODY",
    ]


async def test_a_mayor_acts_for_the_own_comune_and_for_no_other(reform: Reform) -> None:
    served = reform.deployment
    mayor = await served.token("sindaco", "cremasco", comune="Izano")
    found = await instrument(served, mayor, "cremasco", "CONV-SUB4")
    given = {
        "organ": "Consiglio Comunale",
        "act": "n. 30",
        "on": "2019-11-20",
        "enforceableOn": "2019-11-20",
    }

    own = {"party": party(found, "Izano"), **given}
    other = {"party": party(found, "Trigolo"), **given}
    done = await act(served, mayor, "recordDeliberation", own, DELIBERATED)
    refused = await act(served, mayor, "recordDeliberation", other, DELIBERATED)
    absent = {**other, "party": found["id"]}
    unknown = await act(served, mayor, "recordDeliberation", absent, DELIBERATED)
    renewal = {"instrument": found["id"], "on": "2019-12-01"}
    withheld = await act(served, mayor, "renewInstrument", renewal, RENEWED)
    read = await instrument(served, mayor, "cremasco", "CONV-SUB4")

    assert done["party"] == {"name": "Izano"}
    assert codes(refused) == codes(withheld) == ["NOT_ALLOWED"]
    assert codes(unknown) == ["NOT_FOUND"]
    assert [one["name"] for one in read["parties"] if one["deliberation"]] == ["Izano"]


@pytest.mark.clause("CAR-2.2")
async def test_the_convention_is_renewed_in_its_window_with_an_act(reform: Reform) -> None:
    served, slug = reform.deployment, "carate"
    with clock.fixed(date(2028, 10, 15)):
        token = await served.token("responsabile_udp", slug)
        found = await instrument(served, token, slug, "CONV-UDP")
        ask = {"instrument": found["id"], "on": "2028-10-15"}
        without = await act(served, token, "renewInstrument", ask, RENEWED)
        early = {"instrument": found["id"], "act": "n. 7", "on": "2028-06-30"}
        too_early = await act(served, token, "renewInstrument", early, RENEWED)
        other = {**ask, "act": "n. 7", "until": "2030-12-31"}
        differs = await act(served, token, "renewInstrument", other, RENEWED)
    with clock.fixed(date(2029, 1, 5)):
        token = await served.token("responsabile_udp", slug)
        late = {"instrument": found["id"], "act": "n. 7", "on": "2029-01-05"}
        out = await act(served, token, "renewInstrument", late, RENEWED)
        done = await act(served, token, "renewInstrument", {**ask, "act": "n. 7"}, RENEWED)
    token = await served.token("responsabile_udp", slug)
    first = await instrument(served, token, slug, "CONV-UDP", "2029-01-01")
    last = await instrument(served, token, slug, "CONV-UDP", "2032-12-31")
    over = await instrument(served, token, slug, "CONV-UDP", "2033-01-01")

    assert codes(without) == ["ACT_REQUIRED"]
    assert codes(too_early) == codes(out) == ["OUT_OF_WINDOW"]
    assert "dal 1° luglio 2028 al 31 dicembre 2028" in out["violations"][0]["message"]
    assert codes(differs) == ["TERM_DIFFERS"]
    assert warned(done) == ["AMB-08"]
    assert done["renewal"] == {"act": "n. 7", "on": "2028-10-15", "until": "2032-12-31"}
    assert done["instrument"]["endsOn"] == "2032-12-31"
    assert [one["status"] for one in (first, last, over)] == ["IN_FORCE", "IN_FORCE", "EXPIRED"]
    assert first["renewals"] == [done["renewal"]]


@pytest.mark.clause("SON-8.2")
async def test_the_convention_of_soncino_is_renewed_by_a_deliberation(reform: Reform) -> None:
    served, slug = reform.deployment, "cremasco"
    token = await served.token("segretario", slug)
    found = await signed(served, token)
    ask = {"instrument": found["id"], "on": "2020-12-01"}
    without = await act(served, token, "renewInstrument", ask, RENEWED)
    done = await act(
        served, token, "renewInstrument", {**ask, "act": "n. 9", "until": "2023-12-31"}, RENEWED
    )
    agreement = await instrument(served, token, slug, "ADP-2012")
    no_rule = {"instrument": agreement["id"], "on": "2014-01-01", "act": "n. 1"}
    not_stated = await act(served, token, "renewInstrument", no_rule, RENEWED)

    assert codes(without) == ["ACT_REQUIRED", "TERM_REQUIRED"]
    assert "apposita deliberazione" in without["violations"][0]["message"]
    assert done["instrument"]["endsOn"] == "2023-12-31"
    assert codes(not_stated) == ["RENEWAL_NOT_STATED"]


@pytest.mark.clause("CRE-20.1")
async def test_the_agreement_has_fifty_signatures_and_with_forty_nine_it_is_not_active(
    reform: Reform,
) -> None:
    def without_the_province(statute: Data) -> None:
        found = part(statute, "instruments", "ADP-2012")
        del found["signed_on"]
        for one in found["parties"][:2]:
            one["signed_on"] = date(2012, 3, 28)

    served, slug = reform.deployment, "cremasco"
    token = await served.token("segretario", slug)
    fifty = await instrument(served, token, slug, "ADP-2012", "2012-03-28")
    await reform.apply(slug, without_the_province, "prova")
    draft = await instrument(served, token, slug, "ADP-2012", "2012-04-05")
    (province,) = (one["id"] for one in draft["parties"] if one["signedOn"] is None)
    given = {"party": province, "on": "2012-04-10", "signer": "il Presidente"}
    too_soon = await act(served, token, "signInstrument", {**given, "on": "2012-03-27"}, SIGNED)
    done = await act(served, token, "signInstrument", given, SIGNED)
    before = await instrument(served, token, slug, "ADP-2012", "2012-04-09")
    after = await instrument(served, token, slug, "ADP-2012", "2012-04-10")

    assert (fifty["signatoriesCount"], fifty["partiesCount"]) == (50, 50)
    assert (draft["signatoriesCount"], draft["status"]) == (49, "DRAFT_INCOMPLETE")
    assert codes(too_soon) == ["SIGNATURE_BEFORE_APPROVAL"]
    assert warned(done) == ["SIGNED_AFTER_START"]
    assert (before["status"], after["status"]) == ("NOT_IN_FORCE", "IN_FORCE")
    assert (after["signatoriesCount"], after["partiesCount"]) == (50, 50)
    assert after["inForceFrom"] == "2012-04-10"


async def test_what_was_recorded_outlives_a_new_version_of_the_statute(reform: Reform) -> None:
    """The plan that ends the term is recorded in the statute, the signatures were acts."""

    def the_plan_is_approved(statute: Data) -> None:
        event = next(one for one in statute["events"] if one["code"] == "PDZ-2021-2023-APPROVED")
        event["happened_on"] = date(2021, 12, 20)

    served, slug = reform.deployment, "cremasco"
    token = await served.token("segretario", slug)
    await signed(served, token)
    await reform.apply(slug, the_plan_is_approved, "prova")
    last = await instrument(served, token, slug, "CONV-SUB4", "2021-12-20")
    over = await instrument(served, token, slug, "CONV-SUB4", "2021-12-21")

    assert (last["status"], over["status"]) == ("IN_FORCE", "EXPIRED")
    assert over["signatoriesCount"] == 9


async def test_without_its_attachment_nobody_signs(reform: Reform) -> None:
    def unsigned_and_unattached(statute: Data) -> None:
        found = part(statute, "instruments", "ADP-2012")
        del found["signed_on"]
        del found["attachments"]

    served, slug = reform.deployment, "cremasco"
    await reform.apply(slug, unsigned_and_unattached, "prova")
    token = await served.token("segretario", slug)
    draft = await instrument(served, token, slug, "ADP-2012", "2012-04-05")
    given = {"party": party(draft, "Trigolo"), "on": "2012-04-10", "signer": "il Sindaco"}
    unattached = await act(served, token, "signInstrument", given, SIGNED)

    assert codes(unattached) == ["ATTACHMENT_MISSING"]
    assert "Piano di Zona 2012/2014" in unattached["violations"][0]["message"]
    assert unattached["violations"][0]["source"]["article"] == "2.1"


async def test_where_no_text_says_which_organ_deliberates_any_does(reform: Reform) -> None:
    served = reform.deployment
    token = await served.token("segretario", "cremasco")
    found = await instrument(served, token, "cremasco", "ADP-2012")
    given = {"organ": "Giunta", "act": "n. 1", "on": "2012-03-01", "enforceableOn": "2012-03-01"}
    asked = {"party": party(found, "Trigolo"), **given}
    done = await act(served, token, "recordDeliberation", asked, DELIBERATED)

    assert warned(done) == ["DELIBERATION_NOT_ASKED"]
