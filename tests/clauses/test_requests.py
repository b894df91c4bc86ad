"""What is asked of an Ambito has its term, and what is late is told by how many days."""

from datetime import date
from typing import Any, Final

import pytest
from tests.conftest import Deployment

from ambiti import clock

from .acting import act, codes, warned
from .conftest import Reform
from .test_signatures import instrument

STANDING: Final = "standing { status dueOn doneOn elapsedDays overdueDays }"
RIGHT: Final = f"request {{ id article named extendedTo answer {STANDING} person {{ id kind }} }}"
COMPLAINT: Final = f"complaint {{ id kind reply source {{ article }} {STANDING} }}"
ACCESS: Final = f"request {{ id requestedBy reasons {STANDING} }}"
INSPECTED: Final = (
    f"inspection {{ outcome source {{ article }} followUp {{ id task {STANDING} }} }}"
)
RIGHTS: Final = f"""query($slug: String!, $on: Date) {{ ambito(slug: $slug, on: $on) {{
  rightsRequests(first: 9) {{ edges {{ node {{ article {STANDING} }} }} }} }} }}"""
COMPLAINTS: Final = f"""query($slug: String!, $on: Date) {{ ambito(slug: $slug, on: $on) {{
  complaints(first: 9) {{ edges {{ node {{ subject {STANDING} }} }} }} }} }}"""
INSPECTIONS: Final = f"""query($slug: String!, $on: Date) {{ ambito(slug: $slug, on: $on) {{
  inspections(first: 9) {{ edges {{ node {{ service followUp {{ {STANDING} }} }} }} }} }} }}"""
DOCUMENTS: Final = """query($slug: String!) { ambito(slug: $slug) {
  archivedDocuments(first: 9) { edges { node { title } } }
  accessRequests(first: 9) { edges { node { interest } } } } }"""


async def right(  # noqa: PLR0913, PLR0917  which right, over what, and when
    served: Deployment, token: str, slug: str, code: str, article: int, on: str
) -> Any:
    """Exercise a right on the data of an instrument."""
    found = await instrument(served, token, slug, code)
    given = {"instrument": found["id"], "article": article, "receivedOn": on}
    return await act(served, token, "openRightsRequest", {**given, "person": "Una persona"}, RIGHT)


async def first(served: Deployment, token: str, query: str, slug: str, on: str) -> Any:
    """Read the first of a list on a day."""
    (found,) = (await served.ask(query, token=token, slug=slug, on=on))["ambito"].values()
    return found["edges"][0]["node"]


@pytest.mark.clause("MIA-8.4")
async def test_the_text_of_the_agreement_leaves_out_article_19(reform: Reform) -> None:
    served, slug = reform.deployment, "monza-brianza"
    token = await served.token("responsabile_udp", slug)
    named = await right(served, token, slug, "MB-2024", 20, "2026-01-31")
    omitted = await right(served, token, slug, "MB-2024", 19, "2026-01-31")
    nonsense = await right(served, token, slug, "MB-2024", 13, "2026-01-31")

    assert (warned(named), named["request"]["named"]) == ([], True)
    assert named["request"]["standing"]["dueOn"] == "2026-02-28"
    assert named["request"]["person"]["kind"] == "DATA_SUBJECT"
    assert (warned(omitted), omitted["request"]["named"]) == (["RIGHT_NOT_IN_TEXT"], False)
    assert codes(nonsense) == ["NOT_A_RIGHT"]


@pytest.mark.clause("SON-11.2")
async def test_the_text_of_the_convention_leaves_out_article_22(reform: Reform) -> None:
    served, slug = reform.deployment, "cremasco"
    token = await served.token("segretario", slug)
    named = await right(served, token, slug, "CONV-SUB4", 19, "2026-01-10")
    omitted = await right(served, token, slug, "CONV-SUB4", 22, "2026-01-10")
    silent = await right(served, token, slug, "ADP-2012", 15, "2026-01-10")

    assert warned(named) == []
    assert warned(omitted) == ["RIGHT_NOT_IN_TEXT"]
    assert warned(silent) == ["RIGHTS_NOT_STATED"]


async def test_a_right_is_answered_in_a_month_or_in_three(reform: Reform) -> None:
    served, slug = reform.deployment, "cremasco"
    token = await served.token("segretario", slug)
    with clock.fixed(date(2026, 6, 1)):
        token = await served.token("segretario", slug)
        opened = await right(served, token, slug, "CONV-SUB4", 15, "2026-01-10")
        key = opened["request"]["id"]
        late = {"request": key, "on": "2026-02-11", "why": "molte richieste"}
        refused = await act(served, token, "extendRightsRequest", late, RIGHT)
        extend = {**late, "on": "2026-02-05"}
        extended = await act(served, token, "extendRightsRequest", extend, RIGHT)
        twice = await act(served, token, "extendRightsRequest", extend, RIGHT)
        before = await first(served, token, RIGHTS, slug, "2026-02-04")
        open_ = await first(served, token, RIGHTS, slug, "2026-04-10")
        over = await first(served, token, RIGHTS, slug, "2026-04-12")
        answer = {"request": key, "on": "2026-04-13", "answer": "Dato accesso."}
        early = await act(
            served, token, "answerRightsRequest", {**answer, "on": "2026-01-09"}, RIGHT
        )
        answered = await act(served, token, "answerRightsRequest", answer, RIGHT)
        again = await act(served, token, "answerRightsRequest", answer, RIGHT)

    assert codes(refused) == ["EXTENSION_LATE"]
    assert refused["violations"][0]["source"] == {
        "document": "Regolamento (UE) 2016/679",
        "article": "12.3",
    }
    assert extended["request"]["extendedTo"] == "2026-04-10"
    assert codes(twice) == ["ALREADY_EXTENDED"]
    assert before["standing"]["dueOn"] == "2026-02-10"
    assert (open_["standing"]["status"], open_["standing"]["overdueDays"]) == ("OPEN", 0)
    assert (over["standing"]["status"], over["standing"]["overdueDays"]) == ("OVERDUE", 2)
    assert codes(early) == ["BEFORE_IT_BEGAN"]
    assert warned(answered) == ["ANSWER_LATE"]
    assert answered["request"]["standing"] == {
        "status": "ANSWERED",
        "dueOn": "2026-04-10",
        "doneOn": "2026-04-13",
        "elapsedDays": 93,
        "overdueDays": 3,
    }
    assert codes(again) == ["ALREADY_ANSWERED"]


@pytest.mark.clause("LEC-15.1.a")
async def test_a_complaint_is_open_until_it_has_its_reply(reform: Reform) -> None:
    served, slug = reform.deployment, "lecce"
    with clock.fixed(date(2026, 3, 20)):
        token = await served.token("operatore_udp", slug)
        given = {
            "ambito": slug,
            "kind": "COMPLAINT",
            "subject": "C1: il servizio tarda",
            "receivedOn": "2026-03-01",
            "person": "Una persona",
        }
        opened = await act(served, token, "openComplaint", given, COMPLAINT)
        key = opened["complaint"]["id"]
        reply = {"complaint": key, "on": "2026-03-13", "reply": "Il servizio è ripreso."}
        done = await act(served, token, "replyToComplaint", reply, COMPLAINT)
        again = await act(served, token, "replyToComplaint", reply, COMPLAINT)
        then = await first(served, token, COMPLAINTS, slug, "2026-03-10")
        anonymous = await act(
            served, token, "openComplaint", {**given, "kind": "REPORT", "person": None}, COMPLAINT
        )

    assert warned(opened) == []
    assert opened["complaint"]["standing"]["status"] == "OPEN"
    assert opened["complaint"]["standing"]["elapsedDays"] == 19
    assert opened["complaint"]["source"]["article"] == "15.1.a"
    assert done["complaint"]["standing"] == {
        "status": "CLOSED",
        "dueOn": None,
        "doneOn": "2026-03-13",
        "elapsedDays": 12,
        "overdueDays": None,
    }
    assert codes(again) == ["ALREADY_ANSWERED"]
    assert then["standing"]["status"] == "OPEN"
    assert anonymous["complaint"]["kind"] == "REPORT"


async def test_where_no_text_speaks_of_complaints_it_is_told(reform: Reform) -> None:
    served, slug = reform.deployment, "carate"
    token = await served.token("segretario", slug)
    given = {"ambito": slug, "kind": "REQUEST", "subject": "Orari", "receivedOn": "2026-01-01"}
    opened = await act(served, token, "openComplaint", given, COMPLAINT)

    assert warned(opened) == ["REPLY_NOT_STATED"]


@pytest.mark.clause("LEC-10.2.10")
async def test_what_does_not_conform_is_followed_by_a_task(reform: Reform) -> None:
    served, slug = reform.deployment, "lecce"
    with clock.fixed(date(2026, 5, 10)):
        token = await served.token("responsabile_udp", slug)
        given = {
            "ambito": slug,
            "by": "UDP",
            "matter": "SERVIZI",
            "service": "S1",
            "outcome": "NON_CONFORM",
            "findings": "Manca il registro.",
            "on": "2026-04-01",
        }
        alone = await act(served, token, "recordInspection", given, INSPECTED)
        task = {"task": "Istituire il registro", "dueOn": "2026-04-30"}
        early = await act(
            served, token, "recordInspection", {**given, **task, "dueOn": "2026-03-31"}, INSPECTED
        )
        done = await act(served, token, "recordInspection", {**given, **task}, INSPECTED)
        fine = {**given, "outcome": "CONFORM", "service": "S2", "on": "2026-04-02"}
        nothing = await act(served, token, "recordInspection", {**fine, **task}, INSPECTED)
        conform = await act(served, token, "recordInspection", fine, INSPECTED)
        other = {**given, **task, "matter": "PIANO_DI_ZONA"}
        unstated = await act(served, token, "recordInspection", other, INSPECTED)
        late = await first(served, token, INSPECTIONS, slug, "2026-05-02")
        close = {
            "followUp": done["inspection"]["followUp"]["id"],
            "on": "2026-05-05",
            "result": "Istituito.",
        }
        read = f"followUp {{ {STANDING} }}"
        closed = await act(served, token, "closeFollowUp", close, read)
        again = await act(served, token, "closeFollowUp", close, read)

    assert codes(alone) == ["FOLLOW_UP_REQUIRED"]
    assert alone["violations"][0]["source"]["article"] == "10.2.10"
    assert codes(early) == ["BEFORE_IT_BEGAN"]
    assert done["inspection"]["followUp"]["task"] == "Istituire il registro"
    assert done["inspection"]["followUp"]["standing"]["dueOn"] == "2026-04-30"
    assert codes(nothing) == ["NOTHING_FOLLOWS"]
    assert conform["inspection"]["followUp"] is None
    assert codes(unstated) == ["INSPECTION_NOT_STATED"]
    assert late["followUp"]["standing"]["status"] == "OVERDUE"
    assert late["followUp"]["standing"]["overdueDays"] == 2
    assert warned(closed) == ["FOLLOW_UP_LATE"]
    assert closed["followUp"]["standing"]["status"] == "CLOSED"
    assert closed["followUp"]["standing"]["overdueDays"] == 5
    assert codes(again) == ["ALREADY_CLOSED"]
    assert "si apre con un altro controllo" in again["violations"][0]["message"]


async def kept(served: Deployment, token: str, slug: str, code: str) -> tuple[str, str]:
    """Keep a document of an instrument, and give both."""
    found = await instrument(served, token, slug, code)
    given = {
        "instrument": found["id"],
        "title": "Relazione annuale",
        "place": "https://archivio.example.it/1",
        "on": str(clock.today()),
    }
    done = await act(served, token, "fileDocument", given, "document { id title }")
    return found["id"], done["document"]["id"]


@pytest.mark.clause("CRE-18.2")
async def test_signers_read_the_documents_and_others_ask_first(reform: Reform) -> None:
    served, slug = reform.deployment, "cremasco"
    with clock.fixed(date(2013, 5, 6)):
        clerk = await served.token("segretario", slug)
        found, document = await kept(served, clerk, slug, "ADP-2012")
        parties = await served.ask(
            "query($id: ID!) { node(id: $id) { ... on Instrument { parties { ente { name "
            "... on Comune { istatCode } } } } } }",
            token=clerk,
            id=found,
        )
        comuni = [
            one["ente"]["name"] for one in parties["node"]["parties"] if "istatCode" in one["ente"]
        ]
        outsider = await served.token("membro_organo", slug)
        asked = {"document": document}
        read = [
            (await act(served, await served.token("sindaco", slug, comune=name), "consultDocument",
                       asked, "place"))["place"]
            for name in (comuni[0], comuni[-1])
        ]  # fmt: skip
        refused = await act(served, outsider, "consultDocument", asked, "place")
        request = {"instrument": found, "interest": "Valutare un ricorso."}
        opened = await act(served, outsider, "openAccessRequest", request, ACCESS)
        twice = await act(served, outsider, "openAccessRequest", request, ACCESS)
        seen = await served.ask(DOCUMENTS, token=outsider, slug=slug)
        decide = {
            "request": opened["request"]["id"],
            "on": "2013-05-06",
            "granted": True,
            "reasons": "Interesse attuale.",
        }
        own = await act(served, outsider, "decideAccessRequest", decide, ACCESS)
        granted = await act(served, clerk, "decideAccessRequest", decide, ACCESS)
        again = await act(served, clerk, "decideAccessRequest", decide, ACCESS)
        after = await act(served, outsider, "consultDocument", asked, "place")

    assert len(comuni) >= 48
    assert read == ["https://archivio.example.it/1"] * 2
    assert codes(refused) == ["ACCESS_REQUEST_REQUIRED"]
    assert refused["violations"][0]["source"]["article"] == "18.2"
    assert opened["request"]["standing"]["dueOn"] == "2013-06-05"
    assert codes(twice) == ["REQUEST_PENDING"]
    assert len(seen["ambito"]["accessRequests"]["edges"]) == 1
    assert codes(own) == ["NOT_ALLOWED"]
    assert granted["request"]["standing"]["status"] == "GRANTED"
    assert codes(again) == ["ALREADY_DECIDED"]
    assert "ne serve una nuova" in again["violations"][0]["message"]
    assert after["place"] == "https://archivio.example.it/1"


async def test_silence_is_a_refusal_and_a_late_decision_stands(reform: Reform) -> None:
    served, slug = reform.deployment, "cremasco"
    with clock.fixed(date(2013, 5, 6)):
        clerk = await served.token("segretario", slug)
        found, document = await kept(served, clerk, slug, "ADP-2012")
        outsider = await served.token("membro_organo", slug)
        request = {"instrument": found, "interest": "Studio."}
        opened = await act(served, outsider, "openAccessRequest", request, ACCESS)
    asked = f"node(id: $id, on: $on) {{ ... on AccessRequest {{ {STANDING} }} }}"
    query = f"query($id: ID!, $on: Date) {{ {asked} }}"
    with clock.fixed(date(2013, 7, 1)):
        clerk = await served.token("segretario", slug)
        outsider = await served.token("membro_organo", slug)
        key = opened["request"]["id"]
        silent = await served.ask(query, token=clerk, id=key, on="2013-06-06")
        decide = {"request": key, "on": "2013-06-10", "granted": False, "reasons": "Riservato."}
        decided = await act(served, clerk, "decideAccessRequest", decide, ACCESS)
        still = await act(served, outsider, "consultDocument", {"document": document}, "place")

    assert silent["node"]["standing"]["status"] == "SILENT"
    assert silent["node"]["standing"]["overdueDays"] == 1
    assert warned(decided) == ["ANSWER_LATE"]
    assert decided["request"]["standing"]["status"] == "REFUSED"
    assert codes(still) == ["ACCESS_REQUEST_REQUIRED"]


async def test_a_document_is_kept_once_and_its_digest_is_one(reform: Reform) -> None:
    served, slug = reform.deployment, "cremasco"
    clerk = await served.token("segretario", slug)
    found, _ = await kept(served, clerk, slug, "ADP-2012")
    given = {"instrument": found, "title": "Relazione annuale", "place": "qui", "on": "2026-01-01"}
    refused = await act(
        served, clerk, "fileDocument", {**given, "digest": "abc"}, "document { id }"
    )

    assert codes(refused) == ["DIGEST_WRONG", "ALREADY_RECORDED"]


async def test_documents_that_a_text_reserves_are_not_to_be_asked_for(reform: Reform) -> None:
    def reserved(statute: Any) -> None:
        rule = next(one for one in statute["transparency"] if one["kind"] == "ACCESS")
        rule["others_on_request"] = False

    served, slug = reform.deployment, "cremasco"
    await reform.apply(slug, reserved, "prova")
    with clock.fixed(date(2013, 5, 6)):
        clerk = await served.token("segretario", slug)
        _, document = await kept(served, clerk, slug, "ADP-2012")
        outsider = await served.token("membro_organo", slug)
        refused = await act(served, outsider, "consultDocument", {"document": document}, "place")

    assert codes(refused) == ["ACCESS_RESERVED"]
