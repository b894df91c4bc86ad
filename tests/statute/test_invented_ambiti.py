"""Three invented Ambiti, which combine mechanisms as no real one does, need a file and no code."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Final

import pytest
from tests.conftest import Clone, Deploy, Deployment

from ambiti.cli.statutes import PROJECTIONS, RULES
from ambiti.database.engine import app_engine
from ambiti.statute import applying
from ambiti.statute.checking import Report, check
from ambiti.statute.loading import load_file
from ambiti.statute.rulebook import rulebook

FILES: Final = tuple(sorted((Path(__file__).parent / "invented").glob("*.yaml")))
SLUGS: Final = ("conca-verde", "laguna-finta", "tre-valli")
DAY: Final = "2021-06-01"


@pytest.fixture(scope="module")
def report() -> Report:
    """Check the three files together."""
    return check([load_file(file, file.name) for file in FILES], RULES)


@pytest.fixture(scope="module")
async def invented(
    report: Report, clone: Clone, template: str, deploy: Deploy
) -> AsyncIterator[Deployment]:
    """Give the server of the three invented Ambiti."""
    databases = await clone(template)
    engine = app_engine(databases.app)
    for loaded in report.loaded:
        await applying.apply(engine, loaded, PROJECTIONS, applied_by="prova")
    await engine.dispose()
    async with deploy(databases) as served:
        yield served


async def read(served: Deployment, slug: str, fields: str, on: str = DAY) -> Any:
    """Read an Ambito on a day, as the mayor of its first comune."""
    comuni = {"conca-verde": "Colle Finto", "laguna-finta": "Porto Finto"}
    token = await served.token("sindaco", slug, comune=comuni.get(slug, "Valle Prima"))
    query = f"query($slug: String!, $on: Date) {{ ambito(slug: $slug, on: $on) {{ {fields} }} }}"
    return (await served.ask(query, token=token, slug=slug, on=on))["ambito"]


def test_the_three_files_are_right(report: Report) -> None:
    assert report.errors == ()
    assert [loaded.statute.slug for loaded in report.loaded] == list(SLUGS)
    assert {warning.code for warning in report.warnings} == {
        "DEADLINE_BEFORE_START",
        "SOURCE_NOT_SUPPLIED",
    }


@pytest.mark.parametrize("slug", SLUGS)
async def test_every_rule_that_holds_is_read_back(
    invented: Deployment, report: Report, slug: str
) -> None:
    (statute,) = (one.statute for one in report.loaded if one.statute.slug == slug)
    found = await read(invented, slug, "rules { code text status missing source { article } }")
    declared = [
        {
            "code": entry.code,
            "text": entry.text,
            "status": entry.status,
            "missing": entry.missing,
            "source": {"article": entry.source.article},
        }
        for entry in rulebook(statute)
        if entry.valid.since.isoformat() <= DAY < entry.valid.until.isoformat()
    ]

    assert len(declared) > 20
    assert found["rules"] == declared


async def test_conca_verde_changes_capofila_and_weighs_by_population_in_one_matter(
    invented: Deployment,
) -> None:
    fields = """capofila { name } organs { composition { rule seats vote }
      decisionRules { matter majority { fraction strict denominator } quorum abstentions
        ambiguity }
      meetingsPerYear { minimum hardness } }
      recess { noticeBy addressee effect liability } disputes { kind forum organ majority }
      allocationKeys { code reference { monthDay yearOffset } } fixedAmounts { amount plus }
      deadlines(year: 2021) { what dueOn standing }
      roles { code pool appointment { selectedBy appointedBy } term }"""
    found = await read(invented, "conca-verde", fields)
    later = await read(invented, "conca-verde", "capofila { name }", "2024-01-01")
    (assembly,) = found["organs"]
    ordinary, split, lead = assembly["decisionRules"]
    (guide,) = (role for role in found["roles"] if role["code"] == "GUIDA_UDP")

    assert (found["capofila"], later["capofila"]) == (
        {"name": "Inventata Alta"},
        {"name": "Colle Finto"},
    )
    assert assembly["composition"] == [{"rule": "OFFICE_OF_EACH", "seats": 3, "vote": True}]
    assert (ordinary["quorum"], ordinary["abstentions"]) == ("2", "NOT_COUNTED")
    assert (split["majority"]["fraction"], split["ambiguity"]) == ("3/5", "AMB-01")
    assert lead["majority"] == {
        "fraction": "1/1",
        "strict": False,
        "denominator": "SIGNATORY_BODIES",
    }
    assert assembly["meetingsPerYear"] == {"minimum": 6, "hardness": "SOFT"}
    assert found["recess"] == [
        {
            "noticeBy": "06-30",
            "addressee": "CAPOFILA",
            "effect": "NEXT_YEAR_START",
            "liability": "SHARE_UNTIL_EVENT",
        }
    ]
    assert [(one["kind"], one["forum"], one["majority"]) for one in found["disputes"]] == [
        ("ORGAN", None, ">= 2/3 COMPONENTS"),
        ("COURT", "Sondrio", None),
    ]
    assert found["allocationKeys"][0]["reference"] == {"monthDay": "01-01", "yearOffset": 0}
    assert found["fixedAmounts"] == [{"amount": "1234.50", "plus": None}]
    assert found["deadlines"] == [{"what": "BILANCIO", "dueOn": "2020-10-15", "standing": "PAST"}]
    assert guide["appointment"] == {"selectedBy": "ASSEMBLEA", "appointedBy": "CAPOFILA"}
    assert guide["pool"] == ["il personale distaccato a ore", "figure esterne (art. 110 TUEL)"]


async def test_laguna_finta_is_led_by_a_unione_and_its_ordinary_majority_is_undetermined(
    invented: Deployment,
) -> None:
    fields = """subAmbiti { code referente { __typename name } comuniCount }
      organs { code composition { rule seats designatedBy }
        decisionRules { matter status missing majority { fraction strict } quorum } }
      instruments { status endsOn } terms { kind endsOn event }
      allocationKeys { code kind } privacyProfiles { mode controllers rights }
      roles { code term prorogatio } deadlines(year: 2022) { frequency dueOn standing }
      competences { verb organ requires } rules(mechanism: "M-20") { kind }"""
    found = await read(invented, "laguna-finta", fields)
    council, office = found["organs"]
    ordinary, renewal = council["decisionRules"]
    (head,) = (role for role in found["roles"] if role["code"] == "RESP")

    assert [one["referente"] for one in found["subAmbiti"]] == [
        {"__typename": "Body", "name": "Unione delle Isole"},
        {"__typename": "Comune", "name": "Canneto Finto"},
    ]
    assert [(one["rule"], one["seats"]) for one in council["composition"]] == [
        ("N_PER_GROUP", 6),
        ("CAPPED_CATEGORY", 4),
    ]
    assert [(one["rule"], one["seats"]) for one in office["composition"]] == [
        ("FUNCTION", 2),
        ("ONE_PER_GROUP", 2),
        ("CONDITIONAL", 1),
        ("TOTAL_CAP", 5),
    ]
    assert (ordinary["status"], ordinary["majority"]) == ("UNDETERMINED", None)
    assert "Regolamento del Consiglio" in ordinary["missing"]
    assert (renewal["majority"], renewal["quorum"]) == (
        {"fraction": "3/4", "strict": True},
        ">= 2/3 COMPONENTS",
    )
    assert found["instruments"] == [{"status": "IN_FORCE", "endsOn": "2023-12-31"}]
    assert found["terms"][0]["event"] == "NUOVO_ACCORDO"
    assert [one["kind"] for one in found["allocationKeys"]] == ["ZERO", "EQUAL_PER_PARTY"]
    assert found["privacyProfiles"] == [
        {"mode": "JOINT", "controllers": ["CAPOFILA", "UNIONE-ISOLE"], "rights": [15, 22]}
    ]
    assert (head["term"], head["prorogatio"]) == (18, "FULL")
    assert found["deadlines"] == [{"frequency": "QUARTER", "dueOn": None, "standing": "RECURRING"}]
    assert found["competences"][1]["requires"] == ["PROPOSE UFFICIO"]
    assert [one["kind"] for one in found["rules"]] == ["REGISTRATION", "GATE"]


async def test_tre_valli_is_a_coalition_that_votes_and_may_be_left(invented: Deployment) -> None:
    fields = """kind comuniCount members { code capofila { name } comuniCount }
      organs { composition { rule seats pool } chair { elected }
        decisionRules { matter status majority { fraction } }
        meetingsPerYear { minimum hardness enforcement } }
      recess { noticeMonths yearsAfter liability } fixedAmounts { amount creditor payer }
      allocationKeys { kind units } disputes { organ majority }
      rules(mechanism: "M-16") { kind text }"""
    found = await read(invented, "tre-valli", fields)
    (conference,) = found["organs"]

    assert (found["kind"], found["comuniCount"]) == ("INTERAMBITI", 3)
    assert [one["comuniCount"] for one in found["members"]] == [1, 2]
    assert [one["rule"] for one in conference["composition"]] == ["OFFICE_OF_EACH", "N_PER_GROUP"]
    assert [one["seats"] for one in conference["composition"]] == [2, 2]
    assert conference["chair"] == {"elected": True}
    assert [one["status"] for one in conference["decisionRules"]] == [
        "UNDETERMINED",
        "DETERMINED",
    ]
    assert conference["meetingsPerYear"] == {
        "minimum": 1,
        "hardness": "OPTIONAL",
        "enforcement": "RECORD",
    }
    assert found["recess"] == [
        {"noticeMonths": 12, "yearsAfter": 1, "liability": "SHARE_OF_PLANNED_SPEND"}
    ]
    assert found["allocationKeys"] == [{"kind": "EQUAL_PER_PARTY", "units": "BY_AMBITO"}]
    assert found["fixedAmounts"] == [
        {"amount": "9999.99", "creditor": "LEAD", "payer": "EACH_AMBITO"}
    ]
    assert found["disputes"] == [{"organ": "CONFERENZA", "majority": "> 2/3 COMPONENTS"}]
    assert [one["kind"] for one in found["rules"]] == ["INSTALMENTS"]
