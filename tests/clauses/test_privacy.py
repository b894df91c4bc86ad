"""Personal data is kept protected, read for its purpose only, and every reading is written down."""

from base64 import b64encode
from typing import Any, Final

import asyncpg
import pytest
from tests.conftest import Deployment

from ambiti import clock
from ambiti.compliance.privacy import sealing
from ambiti.settings import settings

from .acting import act, codes, warned
from .conftest import Reform
from .test_signatures import instrument, party

RECORD: Final = "record { id kind collectedFor recordedOn ente { name } }"
READ: Final = "data access { purpose outcome performedBy } record { kind }"
ACCESSES: Final = """query($slug: String!) { ambito(slug: $slug) { personalRecords(first: 5) {
  edges { node { id accesses(first: 9) { edges { node {
    performedBy access purpose outcome at } } } } } } } }"""
JOURNAL: Final = """query($slug: String!) { ambito(slug: $slug) { journal(first: 50) {
  edges { node { act sources { article } } } } } }"""
MANDATES: Final = "query($slug: String!) { ambito(slug: $slug) { mandates { id since } } }"
SECRET: Final = "Persona Inventata, nata il 1° gennaio 1950"


async def record(served: Deployment, token: str, slug: str, code: str, purpose: str) -> Any:
    """Record something personal under an instrument."""
    found = await instrument(served, token, slug, code)
    given = {"instrument": found["id"], "on": str(clock.today()), "purpose": purpose}
    return await act(served, token, "recordPersonal", {**given, "data": SECRET}, RECORD)


async def read(served: Deployment, token: str, key: str, purpose: str) -> Any:
    """Ask to read something personal."""
    return await act(served, token, "readPersonal", {"record": key, "purpose": purpose}, READ)


async def accesses(served: Deployment, token: str, slug: str, key: str) -> list[Any]:
    """Tell who read it."""
    found = (await served.ask(ACCESSES, token=token, slug=slug))["ambito"]["personalRecords"]
    (one,) = [edge["node"] for edge in found["edges"] if edge["node"]["id"] == key]
    return [edge["node"] for edge in one["accesses"]["edges"]]


@pytest.mark.clause("MIA-8.1")
async def test_data_is_read_only_for_institutional_purposes(reform: Reform) -> None:
    served, slug = reform.deployment, "monza-brianza"
    token = await served.token("responsabile_udp", slug)
    done = await record(served, token, slug, "MB-2024", "FINALITA_ISTITUZIONALI")
    key = done["record"]["id"]
    refused = await read(served, token, key, "MARKETING")
    logged = await accesses(served, token, slug, key)
    allowed = await read(served, token, key, "FINALITA_ISTITUZIONALI")
    both = await accesses(served, token, slug, key)
    never = await record(served, token, slug, "MB-2024", "MARKETING")
    journal = (await served.ask(JOURNAL, token=token, slug=slug))["ambito"]["journal"]["edges"]

    assert codes(refused) == ["FORBIDDEN"]
    assert refused["violations"][0]["source"]["article"] == "8.1"
    assert "le finalità istituzionali" in refused["violations"][0]["message"]
    assert [(one["purpose"], one["outcome"]) for one in logged] == [("MARKETING", "REFUSED")]
    assert allowed["data"] == SECRET
    assert [one["outcome"] for one in both] == ["REFUSED", "GRANTED"]
    assert codes(never) == ["FORBIDDEN"]
    assert [edge["node"]["act"] for edge in journal][-2:] == [
        "read_personal_refused",
        "read_personal",
    ]


@pytest.mark.clause("SON-11.1")
async def test_data_is_used_for_the_convention_only(reform: Reform) -> None:
    served, slug = reform.deployment, "cremasco"
    token = await served.token("segretario", slug)
    done = await record(served, token, slug, "CONV-SUB4", "GESTIONE_SSD")
    key = done["record"]["id"]
    refused = await read(served, token, key, "STATISTICHE_FORMAZIONE")
    allowed = await read(served, token, key, "GESTIONE_SSD")

    assert done["record"]["kind"] == "OTHER"
    assert codes(refused) == ["FORBIDDEN"]
    assert refused["violations"][0]["source"]["article"] == "11.1"
    assert (allowed["data"], warned(allowed)) == (SECRET, [])


@pytest.mark.clause("SON-11.4")
async def test_a_reading_leaves_a_trace_and_what_is_stored_says_nothing(reform: Reform) -> None:
    served, slug = reform.deployment, "cremasco"
    token = await served.token("responsabile_udp", slug)
    key = (await record(served, token, slug, "CONV-SUB4", "GESTIONE_SSD"))["record"]["id"]
    await read(served, token, key, "GESTIONE_SSD")
    (one,) = await accesses(served, token, slug, key)
    operator = await served.token("operatore_udp", slug)
    unseen = await served.ask(ACCESSES, token=operator, slug=slug)

    assert (one["purpose"], one["outcome"], one["access"]) == (
        "GESTIONE_SSD",
        "GRANTED",
        "responsabile_udp",
    )
    assert one["performedBy"]
    assert one["at"].startswith(str(clock.now().date()))
    (edge,) = unseen["ambito"]["personalRecords"]["edges"]
    assert edge["node"]["accesses"]["edges"] == []
    connection = await asyncpg.connect(served.databases.admin)
    try:
        rows = await connection.fetch("select to_jsonb(r)::text from ambiti.personal_records r")
        entries = await connection.fetch("select input::text from ambiti.journal_entries")
        with pytest.raises(asyncpg.CheckViolationError):
            await connection.execute("update ambiti.personal_records set sealed = 'in chiaro'")
    finally:
        await connection.close()
    assert len(rows) == 1
    assert not any("Inventata" in row[0] for row in [*rows, *entries])
    assert any("[dato personale]" in row[0] for row in entries)


async def test_what_is_read_is_in_one_answer_only(reform: Reform) -> None:
    served, slug = reform.deployment, "cremasco"
    token = await served.token("segretario", slug)
    key = (await record(served, token, slug, "CONV-SUB4", "GESTIONE_SSD"))["record"]["id"]
    query = f"""mutation($input: ReadPersonalInput!, $key: String, $preview: Boolean!) {{
      it: readPersonal(input: $input, idempotencyKey: $key, preview: $preview) {{
        ... on ReadPersonalSuccess {{ {READ} }} ... on Refusal {{ violations {{ code }} }} }} }}"""

    async def ask(purpose: str, *, preview: bool = False) -> Any:
        given = {"record": key, "purpose": purpose}
        asked = {"input": given, "key": "una", "preview": preview}
        return (await served.ask(query, token=token, **asked))["it"]

    tried = await ask("GESTIONE_SSD", preview=True)
    refused = await ask("ALTRO", preview=True)
    nothing = await accesses(served, token, slug, key)
    first, again = await ask("GESTIONE_SSD"), await ask("GESTIONE_SSD")
    logged = await accesses(served, token, slug, key)

    assert tried["data"] is None
    assert refused["violations"] == [{"code": "FORBIDDEN"}]
    assert nothing == []
    assert (first["data"], again["data"]) == (SECRET, None)
    assert len(logged) == 1


@pytest.mark.clause("SON-11.3")
async def test_a_party_gives_the_data_that_the_text_makes_mandatory(reform: Reform) -> None:
    served, slug = reform.deployment, "cremasco"
    token = await served.token("segretario", slug)
    found = await instrument(served, token, slug, "CONV-SUB4")
    given = {"party": party(found, "Izano"), "on": str(clock.today()), "purpose": "GESTIONE_SSD"}
    who = {"name": "Persona Inventata", "taxCode": "NVNPSN50A01D142X", "office": "Sindaca"}
    missing = await act(
        served, token, "registerRepresentative", {**given, **who, "taxCode": None}, RECORD
    )
    nothing = await act(served, token, "registerRepresentative", given, RECORD)
    done = await act(served, token, "registerRepresentative", {**given, **who}, RECORD)
    other = await instrument(served, token, slug, "ADP-2012")
    silent = {**given, "party": other["parties"][0]["id"]}
    elsewhere = await act(served, token, "registerRepresentative", silent, RECORD)

    assert codes(missing) == ["MANDATORY_DATA"]
    assert missing["violations"][0]["field"] == "taxCode"
    assert missing["violations"][0]["source"]["article"] == "11.3"
    assert codes(nothing) == ["MANDATORY_DATA"] * 3
    assert done["record"]["kind"] == "REPRESENTATIVE"
    assert done["record"]["ente"] == {"name": "Izano"}
    assert codes(elsewhere) == ["EMPTY"] * 3
    told = await read(served, token, done["record"]["id"], "GESTIONE_SSD")
    assert told["data"] == "Persona Inventata; NVNPSN50A01D142X; Sindaca"


async def test_where_no_text_states_purposes_that_of_collection_bounds_the_use(
    reform: Reform,
) -> None:
    served, slug = reform.deployment, "cremasco"
    token = await served.token("segretario", slug)
    done = await record(served, token, slug, "ADP-2012", "CASO_CONCRETO")
    refused = await read(served, token, done["record"]["id"], "ALTRO")
    allowed = await read(served, token, done["record"]["id"], "CASO_CONCRETO")

    assert warned(done) == ["PURPOSES_NOT_STATED"]
    assert codes(refused) == ["FORBIDDEN"]
    assert refused["violations"][0]["source"]["document"] == "Regolamento (UE) 2016/679"
    assert warned(allowed) == ["PURPOSES_NOT_STATED"]


async def test_who_is_not_of_the_office_reads_no_personal_data(reform: Reform) -> None:
    served, slug = reform.deployment, "cremasco"
    token = await served.token("segretario", slug)
    key = (await record(served, token, slug, "CONV-SUB4", "GESTIONE_SSD"))["record"]["id"]
    mayor = await served.token("sindaco", slug, comune="Izano")
    auditor = await served.token("revisore", slug)
    foreign = await served.token("responsabile_udp", "carate")

    for one in (mayor, auditor, foreign):
        assert codes(await read(served, one, key, "GESTIONE_SSD")) == ["NOT_ALLOWED"]


CONTACTS: Final = """query($slug: String!, $who: String) { ambito(slug: $slug) {
  contactPoints(who: $who) { edges { node {
    kind who address ofPerson recordedOn ente { name } } } } } }"""
CONTROLLERS: Final = """query($slug: String!, $code: String!, $on: Date) {
  ambito(slug: $slug, on: $on) { dataControllers(instrument: $code) {
    name mode dpoContact warning ente { name } } } }"""
CONTACT: Final = "contact { kind who address ofPerson ente { name } }"


@pytest.mark.clause("SON-11.5")
async def test_all_the_parties_control_the_data_together(reform: Reform) -> None:
    served, slug = reform.deployment, "cremasco"
    token = await served.token("segretario", slug)
    asked = {"token": token, "slug": slug, "code": "CONV-SUB4"}
    before = (await served.ask(CONTROLLERS, **asked))["ambito"]["dataControllers"]
    found = await instrument(served, token, slug, "CONV-SUB4")
    codes_of = await served.ask(
        """query($ids: [ID!]!) { nodes(ids: $ids) { ... on InstrumentParty { ente {
          ... on Comune { istatCode } ... on Body { code } } } } }""",
        token=token,
        ids=[one["id"] for one in found["parties"]],
    )
    for number, one in enumerate(codes_of["nodes"]):
        who = one["ente"].get("istatCode") or one["ente"]["code"]
        given = {"ambito": slug, "who": who, "kind": "DPO", "on": str(clock.today())}
        address = f"dpo{number}@example.it"
        done = await act(served, token, "recordContact", {**given, "address": address}, CONTACT)
        assert warned(done) == [], done
    after = (await served.ask(CONTROLLERS, **asked))["ambito"]["dataControllers"]

    assert len(before) == 9
    assert {one["mode"] for one in before} == {"JOINT"}
    assert {(one["dpoContact"], one["warning"]) for one in before} == {(None, "DPO_MISSING")}
    assert [one["ente"]["name"] for one in before] != []
    assert [(one["dpoContact"], one["warning"]) for one in after] == [
        (f"dpo{number}@example.it", None) for number in range(9)
    ]


async def test_a_single_controller_is_the_one_that_the_text_names(deployment: Deployment) -> None:
    token = await deployment.token("segretario", "monza-brianza")
    asked = {"token": token, "slug": "monza-brianza", "code": "MB-2024"}
    assert (await deployment.ask(CONTROLLERS, **asked))["ambito"]["dataControllers"] == [
        {
            "name": "COMUNE-SEREGNO",
            "mode": "SINGLE",
            "dpoContact": None,
            "warning": None,
            "ente": None,
        }
    ]


@pytest.mark.clause("MIA-8.5")
async def test_the_notice_is_on_the_site(deployment: Deployment) -> None:
    token = await deployment.token("segretario", "monza-brianza")
    query = """{ ambito(slug: "monza-brianza") { privacyProfiles {
      instrument noticePlace noticeUrl noticeArticles dpoRequired mandatory } } }"""
    assert (await deployment.ask(query, token=token))["ambito"]["privacyProfiles"] == [
        {
            "instrument": "MB-2024",
            "noticePlace": "presso gli uffici e sul sito",
            "noticeUrl": "www.seregno.info",
            "noticeArticles": [13, 14],
            "dpoRequired": False,
            "mandatory": False,
        }
    ]


@pytest.mark.clause("LEC-4.2")
async def test_the_office_has_mailboxes_of_its_own(reform: Reform) -> None:
    served, slug = reform.deployment, "lecce"
    token = await served.token("responsabile_udp", slug)
    given = {"ambito": slug, "who": "UDP", "on": str(clock.today())}
    for kind, address in (("EMAIL", "ufficiodipiano@example.it"), ("PEC", "udp@pec.example.it")):
        one = {**given, "kind": kind, "address": address}
        assert warned(await act(served, token, "recordContact", one, CONTACT)) == []
    named = {**given, "kind": "EMAIL", "address": "mario.rossi@example.it"}
    personal = await act(served, token, "recordContact", named, CONTACT)
    again = await act(served, token, "recordContact", named, CONTACT)
    wrong = {**given, "who": "NESSUNO", "kind": "PEC", "address": "casella"}
    unknown = await act(served, token, "recordContact", wrong, CONTACT)
    no_address = await act(served, token, "recordContact", {**wrong, "who": "UDP"}, CONTACT)
    found = (await served.ask(CONTACTS, token=token, slug=slug, who="UDP"))["ambito"]
    points = [edge["node"] for edge in found["contactPoints"]["edges"]]

    assert warned(personal) == ["PERSONAL_MAILBOX"]
    assert personal["contact"]["ofPerson"] is True
    assert codes(again) == ["ALREADY_RECORDED"]
    assert codes(unknown) == ["WHO_UNKNOWN"]
    assert codes(no_address) == ["ADDRESS_WRONG"]
    assert sorted({one["kind"] for one in points}) == ["EMAIL", "PEC"]
    assert [one["address"] for one in points if not one["ofPerson"]] == [
        "ufficiodipiano@example.it",
        "udp@pec.example.it",
    ]


async def test_a_mailbox_of_a_person_is_refused_where_the_rule_binds(reform: Reform) -> None:
    served, slug = reform.deployment, "monza-brianza"
    token = await served.token("responsabile_udp", slug)
    given = {"ambito": slug, "who": "COMUNE-SEREGNO", "kind": "PEC", "on": str(clock.today())}
    refused = await act(
        served, token, "recordContact", {**given, "address": "anna.bianchi@example.it"}, CONTACT
    )
    declared = await act(
        served,
        token,
        "recordContact",
        {**given, "address": "anna.bianchi@example.it", "ofPerson": False},
        CONTACT,
    )

    assert codes(refused) == ["PERSONAL_MAILBOX"]
    assert refused["violations"][0]["source"]["article"] == "8.6"
    assert declared["contact"]["who"] == "COMUNE-SEREGNO"


async def test_a_mayor_tells_the_contacts_of_the_own_comune(reform: Reform) -> None:
    served, slug = reform.deployment, "cremasco"
    mayor = await served.token("sindaco", slug, comune="Izano")
    given = {"ambito": slug, "kind": "DPO", "address": "dpo@example.it", "on": "2026-01-01"}
    own = await act(served, mayor, "recordContact", {**given, "who": "019054"}, CONTACT)
    other = await act(served, mayor, "recordContact", {**given, "who": "019055"}, CONTACT)

    assert own["contact"]["ente"] == {"name": "Izano"}
    assert codes(other) == ["NOT_ALLOWED"]


@pytest.mark.clause("SON-5.2.b")
async def test_a_case_is_read_by_whoever_is_assigned_to_it(reform: Reform) -> None:
    served, slug = reform.deployment, "cremasco"
    chief = await served.token("responsabile_udp", slug)
    operator = await served.token("operatore_udp", slug)
    found = await instrument(served, chief, slug, "CONV-SUB4")
    today = str(clock.today())
    opened = await act(
        served,
        chief,
        "openCase",
        {
            "instrument": found["id"],
            "istatCode": "019054",
            "code": "C1",
            "purpose": "GESTIONE_SSD",
            "on": today,
            "person": SECRET,
        },
        "caseFile { id code comune { name } person { id kind } assignments { assignedOn } }",
    )
    case = opened["caseFile"]
    before = await read(served, operator, case["person"]["id"], "GESTIONE_SSD")
    mine = await served.ask(MANDATES, token=operator, slug=slug)
    assign = {"caseFile": case["id"], "mandate": mine["ambito"]["mandates"][0]["id"], "on": today}
    done = await act(
        served, chief, "assignCase", assign, "caseFile { assignments { mandate { role } } }"
    )
    again = await act(served, chief, "assignCase", assign, "caseFile { code }")
    after = await read(served, operator, case["person"]["id"], "GESTIONE_SSD")
    boss = await read(served, chief, case["person"]["id"], "GESTIONE_SSD")
    logged = await accesses(served, chief, slug, case["person"]["id"])

    assert case["comune"] == {"name": "Izano"}
    assert codes(before) == ["FORBIDDEN"]
    assert "assignCase" in before["violations"][0]["message"]
    assert before["violations"][0]["source"]["article"] == "5.2.b"
    assert len(done["caseFile"]["assignments"]) == 1
    assert codes(again) == ["ALREADY_ASSIGNED"]
    assert "serve l'incarico di qualcun altro" in again["violations"][0]["message"]
    assert after["data"] == SECRET
    assert codes(boss) == ["FORBIDDEN"]
    assert [one["outcome"] for one in logged] == ["REFUSED", "GRANTED", "REFUSED"]


async def test_a_case_wants_a_comune_a_purpose_and_a_mandate_that_is_held(reform: Reform) -> None:
    served, slug = reform.deployment, "cremasco"
    chief = await served.token("responsabile_udp", slug)
    operator = await served.token("operatore_udp", slug)
    found = await instrument(served, chief, slug, "CONV-SUB4")
    given = {"instrument": found["id"], "code": "C2", "person": SECRET, "on": "2026-01-01"}
    wrong = {**given, "istatCode": "999999", "purpose": "ALTRO"}
    refused = await act(served, chief, "openCase", wrong, "caseFile { id }")
    right = {**given, "istatCode": "019054", "purpose": "GESTIONE_SSD"}
    done = await act(served, chief, "openCase", right, "caseFile { id }")
    twice = await act(served, chief, "openCase", right, "caseFile { id }")
    mine = await served.ask(MANDATES, token=operator, slug=slug)
    early = {
        "caseFile": done["caseFile"]["id"],
        "mandate": mine["ambito"]["mandates"][0]["id"],
        "on": "2026-01-02",
    }
    refused_mandate = await act(served, chief, "assignCase", early, "caseFile { id }")

    assert sorted(codes(refused)) == ["COMUNE_UNKNOWN", "FORBIDDEN"]
    assert codes(twice) == ["ALREADY_RECORDED"]
    assert codes(refused_mandate) == ["MANDATE_NOT_HELD"]
    told = refused_mandate["violations"][0]["message"]
    assert told.startswith("Il 2 gennaio 2026 l'incarico non è tenuto: lo è dal ")


async def test_without_the_key_or_with_another_nothing_personal_is_kept_or_read(
    reform: Reform, monkeypatch: pytest.MonkeyPatch
) -> None:
    served, slug = reform.deployment, "cremasco"
    token = await served.token("segretario", slug)
    key = (await record(served, token, slug, "CONV-SUB4", "GESTIONE_SSD"))["record"]["id"]

    def holding(personal_key: str | None) -> None:
        changed = settings().model_copy(update={"personal_key": personal_key})
        monkeypatch.setattr(sealing, "settings", lambda: changed)

    holding(b64encode(bytes(32)).decode())
    wrong = await read(served, token, key, "GESTIONE_SSD")
    holding(None)
    unread = await read(served, token, key, "GESTIONE_SSD")
    unkept = await record(served, token, slug, "CONV-SUB4", "GESTIONE_SSD")
    monkeypatch.undo()
    logged = await accesses(served, token, slug, key)

    assert codes(wrong) == ["PERSONAL_KEY_WRONG"]
    assert codes(unread) == codes(unkept) == ["PERSONAL_KEY_MISSING"]
    assert logged == []
