"""The demo year is lived once, by acts alone, and what it leaves is as the documents say."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from tests.conftest import Clone, Deploy, Deployment, settings_of

from ambiti.acting.verifying import journals
from ambiti.budgets.verifying import books
from ambiti.cli.refusing import Refused
from ambiti.cli.upkeep import demo
from ambiti.demo.living import STORIES, live
from ambiti.settings import Settings, read_settings


@pytest.fixture(scope="module")
async def lived(clone: Clone, furnished: str, deploy: Deploy, issuer_home: Any) -> Any:
    """Give a deployment whose tenants have lived."""
    databases = await clone(furnished)
    told = await live(settings_of(databases, issuer_home), databases)
    async with deploy(databases) as served:
        yield served, told


async def ask(served: Deployment, slug: str, query: str) -> Any:
    token = await served.token("segretario", slug)
    text = f'{{ ambito(slug: "{slug}", on: "2022-03-01") {{ {query} }} }}'
    data = await served.ask(text, token=token)
    return data["ambito"]


async def test_each_tenant_lives_once(lived: Any, issuer_home: Any) -> None:
    served, told = lived
    assert [line.partition(":")[0] for line in told] == list(STORIES)
    assert await live(settings_of(served.databases, issuer_home), served.databases) == []


async def test_the_journals_hold_and_every_act_is_in_them(lived: Any) -> None:
    served, told = lived
    for one in await journals(served.engine):
        assert one.faults == []
    for line, slug in zip(told, STORIES, strict=True):
        acts = int(line.split()[-2])
        found = await ask(served, slug, "journal { totalCount }")
        assert found["journal"]["totalCount"] == acts + 1  # and the statute that was applied


async def test_lecce_revoked_by_seven_of_ten_and_replaced_in_time(lived: Any) -> None:
    served, _ = lived
    query = (
        'tenures(role: "RESPONSABILE_UDP") { edges { node { person standing { status }'
        " revocations { status vote { decision { inFavour threshold of } }"
        " replacement { doneOn daysLate } } } } }"
    )
    found = [one["node"] for one in (await ask(served, "lecce", query))["tenures"]["edges"]]
    (revoked,) = [one for one in found if one["revocations"]]
    (case,) = revoked["revocations"]
    assert case["status"] == "APPROVED"
    assert case["vote"]["decision"] == {"inFavour": 7, "threshold": 7, "of": 10}
    assert case["replacement"] == {"doneOn": "2021-10-20", "daysLate": 0}
    held = [one["person"] for one in found if one["standing"]["status"] == "IN_TERM"]
    assert held == ["Francesca Greco (persona inventata)"]


async def test_soncino_met_four_times_and_settled_a_dispute(lived: Any) -> None:
    served, _ = lived
    query = (
        'meetings(organ: "ASS_SUB4", year: 2020) { totalCount edges { node {'
        " agenda { matter } votes { decision { verdict of threshold } } minutes } } }"
    )
    found = (await ask(served, "cremasco", query))["meetings"]
    assert found["totalCount"] == 4
    (dispute,) = [
        one["node"]
        for one in found["edges"]
        if one["node"]["agenda"][0]["matter"] == "CONTROVERSIE_SUB4"
    ]
    (vote,) = dispute["votes"]
    assert vote["decision"] == {"verdict": "APPROVED", "of": 11, "threshold": 6}
    assert "art. 10.1" in dispute["minutes"]


async def test_everybody_in_it_is_marked_as_invented(lived: Any) -> None:
    served, _ = lived
    for slug in STORIES:
        found = await ask(served, slug, "tenures(first: 50) { edges { node { person } } }")
        for one in found["tenures"]["edges"]:
            assert one["node"]["person"].endswith("(persona inventata)")


def test_where_no_invented_people_may_act_there_is_no_demo(settings: Settings) -> None:
    closed = read_settings(
        {"AMBITI_HOME": str(settings.home), "AMBITI_DEVELOPMENT_ISSUER": "false"}
    )
    with pytest.raises(Refused, match="persone inventate"):
        demo(closed)


async def test_the_fud_of_the_cremasco_balances_and_says_what_was_spent(lived: Any) -> None:
    served, _ = lived
    token = await served.token("segretario", "cremasco")
    query = """{ ambito(slug: "cremasco", on: "2013-12-31") { budgets(year: 2013) {
      funds { code totals { assigned } cash { advanced } contributions { quantity measure } }
      lines { code totals { appropriated paid available } } totals { assigned committed } } } }"""
    (found,) = (await served.ask(query, token=token))["ambito"]["budgets"]
    funds = {one["code"]: one for one in found["funds"]}
    lines = {one["code"]: one["totals"] for one in found["lines"]}
    assert funds["FUD"]["totals"] == {"assigned": "2380000.00"}
    assert funds["RC_NATURA"]["contributions"] == [{"quantity": 400, "measure": "HOURS"}]
    assert funds["FSR"]["cash"] == {"advanced": "7500.00"}
    spent = {"appropriated": "50000.00", "paid": "47500.00", "available": "2500.00"}
    assert lines["A1"] == spent
    assert found["totals"] == {"assigned": "2380000.00", "committed": "52500.00"}
    assert await books(served.engine) == []


async def test_the_contract_of_the_cremasco_has_the_budgets_of_its_plan(lived: Any) -> None:
    served, _ = lived
    token = await served.token("segretario", "cremasco")
    query = """{ ambito(slug: "cremasco", on: "2013-12-31") { serviceContracts(year: 2013) {
      code state executorCode budgetTotal budgets { line { code } }
      assignments { amount line { code } } } } }"""
    (found,) = (await served.ask(query, token=token))["ambito"]["serviceContracts"]
    assert (found["code"], found["executorCode"], found["state"]) == ("CdS-2013", "CSC", "ACTIVE")
    assert found["budgetTotal"] == "550000.00"
    assert [one["line"]["code"] for one in found["budgets"]] == ["A1", "A2", "A4"]
    assert found["assignments"] == [{"amount": "450000.00", "line": {"code": "A2"}}]
    export = await served.client.get(
        "/exports/contracts.csv",
        params={"ambito": "cremasco", "year": "2013"},
        headers={"Authorization": f"Bearer {token}"},
    )
    assert export.status_code == 200
    assert "550.000,00;450.000,00;100.000,00" in export.text


async def test_the_fnps_of_carate_is_shared_to_the_cent_by_the_residents_of_2020(
    lived: Any,
) -> None:
    served, _ = lived
    token = await served.token("responsabile_udp", "carate")
    query = """{ ambito(slug: "carate", on: "2026-04-01") { riparti(year: 2022) {
      edges { node { state amount referenceDate act { id }
        shares { name amount figures { residents } } } } } } }"""
    (edge,) = (await served.ask(query, token=token))["ambito"]["riparti"]["edges"]
    found = edge["node"]
    residents = [sum(one["residents"] for one in share["figures"]) for share in found["shares"]]
    shares = [Decimal(share["amount"]) for share in found["shares"]]
    assert (found["state"], found["referenceDate"]) == ("PERFECTED", "2020-12-31")
    assert found["act"] is not None
    assert len(shares) == 13
    assert sum(shares) == Decimal(found["amount"]) == Decimal("450000.00")
    for share, counted in zip(shares, residents, strict=True):
        exact = Fraction(45_000_000 * counted, sum(residents))
        assert abs(Fraction(share) * 100 - exact) < 1


async def test_the_transfers_of_carate_are_due_45_days_after_the_funds(lived: Any) -> None:
    served, _ = lived
    token = await served.token("responsabile_udp", "carate")
    query = """{ ambito(slug: "carate", on: "2026-06-01") {
      dues(first: 20) { edges { node { internal dueOn creditor { name }
        account { left status daysLate } } } }
      reconciliation(year: 2022) { gave received owes balance } } }"""
    found = (await served.ask(query, token=token))["ambito"]
    dues = [one["node"] for one in found["dues"]["edges"]]
    late = [one for one in dues if one["account"]["daysLate"]]
    assert len(dues) == 13
    assert {one["dueOn"] for one in dues} == {"2026-05-17"}
    assert [one["creditor"]["name"] for one in late] == ["Renate"]
    assert late[0]["account"] == {"left": "0.00", "status": "LATE_SOFT", "daysLate": 3}
    assert found["reconciliation"]["gave"] == found["reconciliation"]["received"]
    assert found["reconciliation"]["owes"] == found["reconciliation"]["balance"] == "0.00"


async def test_the_quotas_of_the_interambiti_come_to_11700_each(lived: Any) -> None:
    served, _ = lived
    token = await served.token("segretario", "monza-brianza")
    query = """query($on: Date) { ambito(slug: "monza-brianza", on: $on) {
      obligations(first: 5) { edges { node { state amount
        collected { received own total } } } }
      overdueDues(first: 9) { edges { node { debtor { name } account { daysLate } } } }
      positions(year: 2024) { name gave received owes } } }"""
    end = (await served.ask(query, token=token, on="2024-12-31"))["ambito"]
    july = (await served.ask(query, token=token, on="2024-07-10"))["ambito"]
    (quotas,) = [one["node"] for one in end["obligations"]["edges"]]
    assert (quotas["state"], quotas["amount"]) == ("FINAL", "58500.00")
    assert quotas["collected"] == {"received": "46800.00", "own": "11700.00", "total": "58500.00"}
    gave = {one["name"]: one["gave"] for one in end["positions"]}
    assert gave.pop("Seregno") == "0.00"
    assert set(gave.values()) == {"11700.00"}
    assert len(gave) == 4
    assert [one["node"] for one in july["overdueDues"]["edges"]] == [
        {"debtor": {"name": "Desio"}, "account": {"daysLate": 9}}
    ]
