"""What is due, for whom and by when; what was done, late or not; and who has it to do."""

from datetime import date
from typing import Any

import pytest
from tests.conftest import Deployment

from ambiti import clock

from .register import Office, office

ITEM = """code occurrence hardness authors addressees dueOn opensOn awaited doneOn lastDoneOn doneBy
  act standing overdueDays because mirroredBy waived: status source { documentCode article }"""
DONE = "fulfilment { id deadline year occurrence doneOn byCode byName act sections }"
TERM = "term { id deadline year occurrence dueOn everyDays setOn byCode byName act }"
EVENT = "event { id event year occurrence occurredOn byCode byName act }"


async def calendar(who: Office, year: int, on: date, **narrowed: str) -> dict[str, Any]:
    """Read the calendar of a year as it stands on a day, by deadline and occurrence."""
    told = "".join(f", {name}: {value}" for name, value in narrowed.items())
    text = f"""query($slug: String!, $on: Date) {{ ambito(slug: $slug, on: $on) {{
      overdueCount(year: {year}) overdue(year: {year}) {{ code occurrence }}
      calendar(year: {year}{told}) {{ {ITEM} }} }} }}"""
    asked = {"slug": who.slug, "on": on.isoformat()}
    found = (await who.served.ask(text, token=who.token, **asked))["ambito"]
    items = {f"{one['code']} {one['occurrence']}": one for one in found["calendar"]}
    assert len(items) == len(found["calendar"])
    late = [f"{one['code']} {one['occurrence']}" for one in found["overdue"]]
    return {**items, "count": found["overdueCount"], "overdue": late}


def codes(found: Any) -> list[str]:
    return [one["code"] for one in found["warnings"]]


async def chief_of(served: Deployment, slug: str) -> Office:
    return await office(served, slug, "responsabile_udp")


async def did(who: Office, deadline: str, by: str, year: int, **more: Any) -> Any:
    """Record that something due was done."""
    given = {"ambito": who.slug, "deadline": deadline, "by": by, "year": year, "act": "Nota 1"}
    return await who.done("recordFulfilment", DONE, **{**given, **more})


async def did_not(who: Office, deadline: str, by: str, year: int, **more: Any) -> list[str]:
    """Be refused, and give the codes."""
    given = {"ambito": who.slug, "deadline": deadline, "by": by, "year": year, "act": "Nota 1"}
    return await who.refused("recordFulfilment", DONE, **{**given, **more})


async def set_to(who: Office, deadline: str, by: str, year: int, **more: Any) -> Any:
    """Set a day or a rhythm."""
    given = {"ambito": who.slug, "deadline": deadline, "by": by, "year": year, "act": "DGR 1"}
    return (await who.done("setTerm", TERM, **{**given, **more}))["term"]


@pytest.mark.clause("CRE-8.4")
async def test_a_debt_given_late_says_of_how_many_days_and_to_whom(deployment: Deployment) -> None:
    with clock.fixed(date(2013, 3, 1)):
        secretary = await office(deployment, "cremasco", "segretario")
        early = await set_to(
            secretary,
            "DEBITI-REGIONALI",
            "REGIONE",
            2013,
            occurrence="Debito 1",
            dueOn="2013-05-31",
        )
        again = await secretary.refused(
            "setTerm",
            TERM,
            ambito="cremasco",
            deadline="DEBITI-REGIONALI",
            by="ADS",
            year=2013,
            occurrence="Debito 1",
            act="Nota",
            dueOn="2013-05-31",
        )
    with clock.fixed(date(2013, 6, 3)):
        worker = await office(deployment, "cremasco", "operatore_udp")
        before = (await calendar(worker, 2013, clock.today()))["DEBITI-REGIONALI Debito 1"]
        late = await did(worker, "DEBITI-REGIONALI", "UDP", 2013, occurrence="Debito 1")
        after = (await calendar(worker, 2013, clock.today()))["DEBITI-REGIONALI Debito 1"]
        region = await deployment.token("portale_regionale", region="Lombardia")
        seen = await calendar(Office(deployment, "cremasco", region), 2013, clock.today())

    assert (early["dueOn"], early["byName"]) == ("2013-05-31", "Regione Lombardia")
    assert again == ["NOT_SETTER", "ALREADY_SET"]
    assert (before["standing"], before["overdueDays"]) == ("OVERDUE", 3)
    assert before["addressees"] == ["ADS", "ASL-CREMONA", "REGIONE"]
    assert codes(late) == ["LATE"]
    assert late["warnings"][0]["source"] == {"article": "8.4"}
    assert (after["standing"], after["overdueDays"], after["doneOn"]) == ("LATE", 3, "2013-06-03")
    assert seen["DEBITI-REGIONALI Debito 1"] == after


@pytest.mark.clause("CRE-13.4")
async def test_a_mid_year_update_that_is_missing_is_only_recommended(
    deployment: Deployment,
) -> None:
    with clock.fixed(date(2014, 1, 2)):
        worker = await office(deployment, "cremasco", "operatore_udp")
        found = await calendar(worker, 2013, clock.today())

    missing = found["AGGIORNAMENTO-SEMESTRALE 2013-S1"]
    assert (missing["standing"], missing["hardness"]) == ("RECOMMENDED_MISSING", "OPTIONAL")
    assert missing["overdueDays"] == 186
    assert {"PO 2013", "CDS 2013"} <= set(found["overdue"])
    assert not [name for name in found["overdue"] if name.startswith("AGGIORNAMENTO")]
    assert found["count"] == len(found["overdue"])


async def test_what_is_late_because_of_what_comes_before_says_so(deployment: Deployment) -> None:
    with clock.fixed(date(2014, 5, 10)):
        secretary = await office(deployment, "cremasco", "segretario")
        both = await calendar(secretary, 2014, clock.today())
        plan = {
            "sections": ["AZIONI", "BUDGET", "OBIETTIVI", "STRUMENTI_VERIFICA", "TEMPI_VERIFICA"]
        }
        without = await did_not(secretary, "PO", "ADS", 2014, sections=["AZIONI", "ALTRO"])
        done = await did(secretary, "PO", "ADS", 2014, doneOn="2014-04-02", **plan)
        own = await calendar(secretary, 2014, clock.today())
        first = await calendar(secretary, 2012, clock.today())

    assert (both["PO 2014"]["because"], both["PO 2014"]["overdueDays"]) == (None, 40)
    assert (both["CDS 2014"]["because"], both["CDS 2014"]["overdueDays"]) == ("PO", 10)
    assert without == ["SECTION_REQUIRED"] * 4 + ["SECTION_UNKNOWN"]
    assert [one["message"] for one in done["warnings"]] == [
        "In ritardo di 2 giorni: il termine era il 31 marzo 2014."
    ]
    assert "PO 2014" in both["overdue"]
    assert "PO 2014" not in own["overdue"]
    assert own["CDS 2014"]["because"] is None
    assert first["PO 2012"]["standing"] == "WAIVED"


@pytest.mark.clause("LEC-11.5.c")
async def test_the_month_without_its_calendar_is_the_one_that_is_missing(
    deployment: Deployment,
) -> None:
    with clock.fixed(date(2020, 1, 15)):
        chief = await chief_of(deployment, "lecce")
        for month in (1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12):
            given = {"occurrence": f"2019-{month:02}", "doneOn": f"2019-{month:02}-05"}
            made = await did(chief, "CALENDARIO-ATTIVITA", "RESPONSABILE_UDP", 2019, **given)
            assert codes(made) == []
        wrong = await did_not(
            chief, "CALENDARIO-ATTIVITA", "RESPONSABILE_UDP", 2019, occurrence="2019-13"
        )
        twice = await did_not(
            chief, "CALENDARIO-ATTIVITA", "RESPONSABILE_UDP", 2019, occurrence="2019-07"
        )
        found = await calendar(chief, 2019, clock.today())

    months = {name: one for name, one in found.items() if name.startswith("CALENDARIO")}
    assert len(months) == 12
    missing = [one["occurrence"] for one in months.values() if one["doneOn"] is None]
    assert missing == ["2019-08"]
    assert months["CALENDARIO-ATTIVITA 2019-08"]["standing"] == "OVERDUE"
    assert wrong == ["OCCURRENCE_UNKNOWN"]
    assert twice == ["ALREADY_FULFILLED"]


@pytest.mark.clause("LEC-11.5.d.1", "LEC-11.5.d.2")
async def test_two_reports_a_year_with_the_money_and_one_technical_report(
    deployment: Deployment,
) -> None:
    with clock.fixed(date(2020, 12, 31)):
        chief = await chief_of(deployment, "lecce")
        author = "RESPONSABILE_UDP"
        first = {"occurrence": "2019-S1", "doneOn": "2019-06-28"}
        lacking = await did_not(
            chief, "REPORT-RESPONSABILE", author, 2019, **first, sections=["PARTE_ANALISI"]
        )
        whole = {"sections": ["PARTE_ANALISI", "PARTE_ECONOMICA"]}
        await did(chief, "REPORT-RESPONSABILE", author, 2019, **first, **whole)
        second = {"occurrence": "2019-S2", "doneOn": "2019-12-20"}
        await did(chief, "REPORT-RESPONSABILE", author, 2019, **second, **whole)
        found = await calendar(chief, 2019, clock.today(), of=f'"{author}"')

    assert lacking == ["SECTION_REQUIRED"]
    reports = [one["standing"] for name, one in found.items() if name.startswith("REPORT")]
    assert reports == ["ON_TIME", "ON_TIME"]
    assert found["RELAZIONE-ANNUALE 2019"]["standing"] == "OVERDUE"
    items = [one for name, one in found.items() if name not in {"count", "overdue"}]
    assert all(author in one["authors"] for one in items)


@pytest.mark.clause("LEC-10.2.8")
async def test_the_second_half_year_without_its_report_is_overdue(deployment: Deployment) -> None:
    with clock.fixed(date(2020, 1, 31)):
        chief = await chief_of(deployment, "lecce")
        given = {"occurrence": "2019-S1", "doneOn": "2019-06-30"}
        lacking = await did_not(
            chief, "RELAZIONE-STATO", "UDP", 2019, **given, sections=["LIVELLO_ATTUAZIONE"]
        )
        whole = ["LIVELLO_ATTUAZIONE", "SODDISFAZIONE_UTENZA"]
        await did(chief, "RELAZIONE-STATO", "UDP", 2019, **given, sections=whole)
        found = await calendar(chief, 2019, clock.today(), of='"UDP"')

    assert lacking == ["SECTION_REQUIRED"]
    assert found["RELAZIONE-STATO 2019-S1"]["standing"] == "ON_TIME"
    second = found["RELAZIONE-STATO 2019-S2"]
    assert (second["standing"], second["overdueDays"]) == ("OVERDUE", 31)


@pytest.mark.clause("LEC-10.2.6")
async def test_a_debt_toward_the_region_two_days_late(deployment: Deployment) -> None:
    with clock.fixed(date(2019, 5, 2)):
        chief = await chief_of(deployment, "lecce")
        waiting = await calendar(chief, 2019, clock.today())
        await set_to(
            chief, "RENDICONTAZIONE-REGIONE", "UDP", 2019, occurrence="D-R1", dueOn="2019-06-30"
        )
    with clock.fixed(date(2019, 7, 2)):
        chief = await chief_of(deployment, "lecce")
        late = await did(chief, "RENDICONTAZIONE-REGIONE", "UDP", 2019, occurrence="D-R1")
        found = (await calendar(chief, 2019, clock.today()))["RENDICONTAZIONE-REGIONE D-R1"]

    assert waiting["RENDICONTAZIONE-REGIONE 2019"]["standing"] == "NOT_STARTED"
    assert codes(late) == ["LATE"]
    assert (found["standing"], found["overdueDays"]) == ("LATE", 2)


@pytest.mark.clause("CAR-4.3.f.2", "CAR-4.3.g.3", "CAR-4.3.k.4")
async def test_debts_of_funds_are_overdue_or_on_time_and_their_timeliness_is_counted(
    deployment: Deployment,
) -> None:
    with clock.fixed(date(2026, 2, 1)):
        chief = await chief_of(deployment, "carate")
        due = {"FNPS-2025": "2026-06-30", "FSR-2026": "2026-04-30", "FNA-2026": "2026-05-31"}
        for fund, day in due.items():
            await set_to(chief, "DEBITI_FONDI", "UDP", 2026, occurrence=fund, dueOn=day)
        dedicated = {"occurrence": "DGR-XXX", "dueOn": "2026-09-30"}
        await set_to(chief, "DEBITI_DEDICATI", "UDP", 2026, **dedicated)
        stated = {"ambito": "carate", "by": "UDP", "act": "Nota", "year": 2026}
        art5 = await chief.refused("setTerm", TERM, **stated, deadline="ART5", dueOn="2026-03-01")
        rhythm = await chief.refused(
            "setTerm", TERM, **stated, deadline="DEBITI_FONDI", everyDays=30
        )
        neither = await chief.refused("setTerm", TERM, **stated, deadline="DEBITI_FONDI")
    with clock.fixed(date(2026, 7, 1)):
        chief = await chief_of(deployment, "carate")
        for fund, day in (("FSR-2026", "2026-04-30"), ("FNA-2026", "2026-05-20")):
            await did(chief, "DEBITI_FONDI", "UDP", 2026, occurrence=fund, doneOn=day)
        fnps = (await calendar(chief, 2026, clock.today()))["DEBITI_FONDI FNPS-2025"]
    with clock.fixed(date(2026, 9, 28)):
        chief = await chief_of(deployment, "carate")
        await did(chief, "DEBITI_FONDI", "UDP", 2026, occurrence="FNPS-2025", doneOn="2026-07-09")
        await did(chief, "DEBITI_DEDICATI", "UDP", 2026, occurrence="DGR-XXX")
        flows = await calendar(chief, 2026, clock.today(), of='"UDP"')

    assert art5 == ["TERM_STATED"]
    assert rhythm == ["TERM_IS_A_DAY"]
    assert neither == ["ONE_OF_TWO"]
    assert (fnps["standing"], fnps["overdueDays"]) == ("OVERDUE", 1)
    assert flows["DEBITI_DEDICATI DGR-XXX"]["standing"] == "ON_TIME"
    given = [one["standing"] for name, one in flows.items() if "DEBITI" in name and one["doneOn"]]
    assert (given.count("ON_TIME"), len(given)) == (3, 4)


@pytest.mark.clause("SON-6.2.c")
async def test_an_update_every_thirty_days_is_due_after_forty_five(deployment: Deployment) -> None:
    with clock.fixed(date(2020, 3, 1)):
        clerk = await office(deployment, "cremasco", "segretario")
        plain = (await calendar(clerk, 2020, clock.today()))["AGGIORNAMENTO-SSD 2020"]
        set_days = {"everyDays": 30}
        await set_to(clerk, "AGGIORNAMENTO-SSD", "ASS_SUB4", 2020, **set_days)
        bad = {
            "ambito": "cremasco",
            "deadline": "AGGIORNAMENTO-SSD",
            "by": "ASS_SUB4",
            "year": 2020,
        }
        wrong = await clerk.refused("setTerm", TERM, **bad, act=" ", everyDays=0)
        begun = (await calendar(clerk, 2020, clock.today()))["AGGIORNAMENTO-SSD 2020"]
        await did(clerk, "AGGIORNAMENTO-SSD", "OPERATORI_DISTRETTUALI", 2020, doneOn="2020-03-01")
        later = await calendar(clerk, 2020, date(2020, 4, 15))

    assert plain["standing"] == "NOT_STARTED"
    assert wrong == ["EMPTY", "BAD_DAYS", "ALREADY_SET"]
    assert (begun["dueOn"], begun["standing"]) == ("2020-03-31", "UPCOMING")
    due = later["AGGIORNAMENTO-SSD 2020"]
    assert (due["lastDoneOn"], due["dueOn"]) == ("2020-03-01", "2020-03-31")
    assert (due["standing"], due["overdueDays"]) == ("OVERDUE_SOFT", 15)


async def test_forty_five_days_run_from_the_later_of_two_facts(deployment: Deployment) -> None:
    with clock.fixed(date(2026, 3, 6)):
        chief = await chief_of(deployment, "carate")
        fact = {"ambito": "carate", "by": "UDP", "act": "Nota", "year": 2026, "occurrence": "FNPS"}
        funds = {**fact, "event": "FONDI_DISPONIBILI", "occurredOn": "2026-02-10"}
        first = (await chief.done("recordEvent", EVENT, **funds))["event"]
        twice = await chief.refused("recordEvent", EVENT, **funds)
        future = await chief.refused("recordEvent", EVENT, **{**funds, "occurredOn": "2026-03-07"})
        unknown = await chief.refused("recordEvent", EVENT, **{**funds, "event": "ALTRO"})
        strange = await chief.refused(
            "recordEvent", EVENT, **{**funds, "year": 1, "occurrence": "X"}
        )
        one = (await calendar(chief, 2026, clock.today()))["GIORNI45 FNPS"]
        shared = {"event": "RIPARTO_PERFEZIONATO", "occurredOn": "2026-03-05"}
        await chief.done("recordEvent", EVENT, **{**fact, **shared})
        both = (await calendar(chief, 2026, clock.today()))["GIORNI45 FNPS"]
    with clock.fixed(date(2026, 4, 20)):
        chief = await chief_of(deployment, "carate")
        paid = await did(chief, "GIORNI45", "UDP", 2026, occurrence="FNPS")
        done = (await calendar(chief, 2026, clock.today()))["GIORNI45 FNPS"]

        once = {"event": "FONDI_DISPONIBILI", "happenedOn": "2026-02-10", "act": "Nota"}
        wrong = await chief.refused(
            "recordOccurrence", "occurrence { id }", ambito="carate", **once
        )

    assert wrong == ["EVENT_OF_A_TERM"]
    assert (first["event"], first["occurredOn"]) == ("FONDI_DISPONIBILI", "2026-02-10")
    assert twice == ["ALREADY_RECORDED"]
    assert future == ["IN_THE_FUTURE", "ALREADY_RECORDED"]
    assert unknown == ["EVENT_UNKNOWN"]
    assert strange == ["BAD_YEAR"]
    assert (one["standing"], one["awaited"]) == ("NOT_STARTED", ["RIPARTO_PERFEZIONATO"])
    assert (both["standing"], both["dueOn"]) == ("UPCOMING", "2026-04-19")
    assert codes(paid) == ["LATE_SOFT"]
    assert (done["standing"], done["overdueDays"]) == ("LATE_SOFT", 1)


async def test_what_each_comune_does_for_itself_is_not_done_for_all(deployment: Deployment) -> None:
    with clock.fixed(date(2018, 12, 1)):
        chief = await chief_of(deployment, "lecce")
        found = await calendar(chief, 2018, clock.today())
        refused = await did_not(chief, "PERSONALE-COMUNI", "UDP", 2018)
        unknown = await did_not(chief, "NESSUNO", "UDP", 2018)
        late = {"doneOn": "2019-01-01", "occurrence": "2018-12"}
        future = await did_not(chief, "CALENDARIO-ATTIVITA", "UDP", 2018, **late)
        mayor = await office(deployment, "lecce", "sindaco", comune="Surbo")
        other = await did_not(mayor, "CALENDARIO-ATTIVITA", "UDP", 2018, occurrence="2018-12")

    assert found["PERSONALE-COMUNI 2018"]["standing"] == "MIRRORED"
    assert found["PERSONALE-COMUNI 2018"]["mirroredBy"] == "PERSONALE-UDP"
    assert refused == ["NOT_BOUND", "MIRRORED"]
    assert unknown == ["DEADLINE_UNKNOWN"]
    assert future == ["IN_THE_FUTURE", "NOT_BOUND"]
    assert other == ["NOT_ALLOWED"]
    assert not [name for name in found if name.startswith("CALENDARIO") and "2018-08" in name]


async def test_a_region_reads_how_late_all_its_ambiti_are(deployment: Deployment) -> None:
    with clock.fixed(date(2026, 11, 20)):
        token = await deployment.token("portale_regionale", region="Lombardia")
        found = await deployment.ask(
            """{ ambiti(region: "Lombardia") { edges { node { slug overdueCount(year: 2026)
              overdue(year: 2026) { code overdueDays standing } } } } }""",
            token=token,
        )
        nobody = await deployment.ask(
            '{ ambito(slug: "carate") { overdueCount(year: 2026) calendar(year: 2026) { code } } }'
        )

    there = {edge["node"]["slug"]: edge["node"] for edge in found["ambiti"]["edges"]}
    assert set(there) == {"carate", "cremasco", "monza-brianza"}
    for one in there.values():
        assert one["overdueCount"] == len(one["overdue"])
        assert {late["standing"] for late in one["overdue"]} <= {"OVERDUE", "OVERDUE_SOFT"}
        assert all(late["overdueDays"] > 0 for late in one["overdue"])
    assert nobody == {"ambito": {"overdueCount": 0, "calendar": []}}
