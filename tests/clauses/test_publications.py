"""What is to be published, and what is drawn up after a shared scheme."""

from typing import Any, Final

import pytest

from .acting import act, codes, warned
from .conftest import Reform
from .test_signatures import instrument

TASK: Final = """query($on: Date) { ambito(slug: "cremasco", on: $on) {
  instruments(code: "ADP-2012") { publication { standing journal extract responsible { name }
    source { article } publications { kind reference on } } } } }"""
PUBLISHED: Final = "publication { kind reference on } instrument { publication { standing } }"
DRAFT: Final = """draft { title parties { name ente { name } } partiesCount clauses { article text }
  template { code } subAmbito { referente { name } } }"""
UNITS: Final = '{ ambito(slug: "cremasco") { subAmbiti { id code } } }'


@pytest.mark.clause("CRE-18.1")
async def test_crema_publishes_the_agreement_in_the_burl_also_by_extract(reform: Reform) -> None:
    served, slug = reform.deployment, "cremasco"
    token = await served.token("segretario", slug)
    found = await instrument(served, token, slug, "ADP-2012")
    (before,) = (await served.ask(TASK, token=token, on="2012-06-01"))["ambito"]["instruments"]
    given = {"instrument": found["id"], "kind": "EXTRACT", "reference": "BURL n. 25"}
    blank = {**given, "reference": " ", "on": "2999-01-01"}
    wrong = await act(served, token, "recordPublication", blank, PUBLISHED)
    done = await act(served, token, "recordPublication", {**given, "on": "2012-06-20"}, PUBLISHED)
    again = await act(served, token, "recordPublication", {**given, "on": "2012-06-21"}, PUBLISHED)
    (eve,) = (await served.ask(TASK, token=token, on="2012-06-19"))["ambito"]["instruments"]
    (after,) = (await served.ask(TASK, token=token, on="2012-06-20"))["ambito"]["instruments"]

    assert before["publication"] == {
        "standing": "OPEN",
        "journal": "BURL",
        "extract": True,
        "responsible": {"name": "Crema"},
        "source": {"article": "18.1"},
        "publications": [],
    }
    assert codes(wrong) == ["DAY_NOT_COME", "EMPTY"]
    assert warned(done) == []
    assert done["instrument"]["publication"] == {"standing": "CLOSED"}
    assert codes(again) == ["ALREADY_PUBLISHED"]
    assert (eve["publication"]["standing"], after["publication"]["standing"]) == ("OPEN", "CLOSED")


async def test_what_no_text_wants_published_is_recorded_with_a_warning(reform: Reform) -> None:
    served, slug = reform.deployment, "carate"
    token = await served.token("segretario", slug)
    found = await instrument(served, token, slug, "CONV-UDP")
    given = {"instrument": found["id"], "kind": "FULL", "reference": "sito", "on": "2025-09-01"}
    done = await act(served, token, "recordPublication", given, "publication { kind }")

    assert warned(done) == ["PUBLICATION_NOT_STATED"]


async def test_an_extract_is_refused_where_the_whole_text_is_to_be_published(
    reform: Reform,
) -> None:
    def whole(statute: dict[str, Any]) -> None:
        for one in statute["instruments"]:
            if one["code"] == "ADP-2012":
                one["publication"]["extract"] = False

    served, slug = reform.deployment, "cremasco"
    await reform.apply(slug, whole, "prova")
    token = await served.token("segretario", slug)
    found = await instrument(served, token, slug, "ADP-2012")
    given = {"instrument": found["id"], "kind": "EXTRACT", "reference": "BURL", "on": "2012-06-20"}
    refused = await act(served, token, "recordPublication", given, PUBLISHED)

    assert codes(refused) == ["EXTRACT_NOT_ALLOWED"]
    assert refused["violations"][0]["source"]["article"] == "18.1"


@pytest.mark.clause("SON-0.9")
async def test_another_sub_ambito_has_the_same_clauses_and_its_own_parties(reform: Reform) -> None:
    served, slug = reform.deployment, "cremasco"
    token = await served.token("segretario", slug)
    convention = await instrument(served, token, slug, "CONV-SUB4")
    agreement = await instrument(served, token, slug, "ADP-2012")
    units = (await served.ask(UNITS, token=token))["ambito"]["subAmbiti"]
    first = next(one["id"] for one in units if one["code"] == "1")
    given = {"instrument": convention["id"], "subAmbito": first, "title": "Convenzione"}
    done = (await act(served, token, "draftFromTemplate", given, DRAFT))["draft"]
    twice = await act(served, token, "draftFromTemplate", given, DRAFT)
    other = {**given, "instrument": agreement["id"]}
    no_scheme = await act(served, token, "draftFromTemplate", other, DRAFT)
    absent = {**given, "subAmbito": convention["id"]}
    nowhere = await act(served, token, "draftFromTemplate", absent, DRAFT)
    query = '{ ambito(slug: "cremasco") { rules { source { documentCode article } text } } }'
    rules = (await served.ask(query, token=token))["ambito"]["rules"]
    ours = {one["text"] for one in rules if one["source"]["documentCode"] == "CONV-SUB4"}

    assert done["partiesCount"] == 7
    assert done["template"] == {"code": "CONV-SUB4"}
    assert done["subAmbito"] == {"referente": {"name": "Pandino"}}
    assert "Torlino Vimercati" in {one["name"] for one in done["parties"]}
    assert ours <= {one["text"] for one in done["clauses"]}
    assert codes(twice) == ["ALREADY_DRAFTED"]
    assert codes(no_scheme) == ["TEMPLATE_NOT_STATED"]
    assert codes(nowhere) == ["NOT_FOUND"]
