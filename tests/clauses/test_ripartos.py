"""Riparti: simulated, proposed with what each share is made of, approved by whom it is for."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

import pytest
from sqlalchemy import func, insert, select
from tests.budgets.figures import SUB4, carate_residents, istat, sub4_residents
from tests.conftest import Deployment

from ambiti.budgets.ripartos.populations import Residents
from ambiti.budgets.ripartos.tables import riparti, riparto_shares
from ambiti.database.engine import transaction
from ambiti.territory.tables import populations

from .changing import Data
from .conftest import Reform
from .register import Office, office, on

IN_2020: Final = date(2020, 3, 1)
SHARE: Final = """key code name amount difference weight whole remembered short floor extraCent
  rounded why comune { istatCode name }
  figures { istatCode comune residents referenceDate status source series reason }"""
SHOWN: Final = f"""riparto {{ id matter matterName year amount covered key keyName referenceDate
  rulesOn proposedOn state perfectedOn decidedBy {{ code name }} source {{ documentCode article }}
  act {{ id state }} shares {{ {SHARE} }} compared {{ {SHARE} }} }}"""


async def counted(served: Deployment, figures: Iterable[Residents]) -> None:
    """Register invented populations, by which the sums were worked out by hand."""
    rows = [
        {
            "istat_code": one.istat,
            "reference_date": one.reference_date,
            "status": one.status,
            "residents": one.residents,
            "source": one.source,
            "series": one.series,
            "licence": "prova",
        }
        for one in figures
    ]
    async with transaction(served.engine, reach=()) as connection:
        await connection.execute(insert(populations), rows)


async def simulated(asker: Office, **given: Any) -> Any:
    """Ask for a riparto in preview, and give the success or the refusal."""
    text = (
        "mutation($input: ProposeRipartoInput!) { it: proposeRiparto(input: $input, preview: true)"
        " { __typename"
        f" ... on ProposeRipartoSuccess {{ warnings {{ code message field }} {SHOWN} }}"
        " ... on Refusal { violations { code message field source { article } } } } }"
    )
    given = {"ambito": asker.slug, **given}
    return (await asker.served.ask(text, token=asker.token, input=given))["it"]


def amounts(found: Any, part: str = "shares") -> dict[str, str]:
    """Tell the shares by name."""
    return {one["name"]: one["amount"] for one in found["riparto"][part]}


def codes(found: Any) -> set[str]:
    """Tell the codes of warnings or of what refuses."""
    return {one["code"] for one in found.get("warnings") or found["violations"]}


def computed_again(share: Any, divided: Fraction) -> str:
    """Compute a share by hand from what it says of itself."""
    exact = divided * 100 * Fraction(share["weight"]) / Fraction(share["whole"])
    exact += Fraction(share["remembered"])
    cents = max(0, exact.numerator // exact.denominator)
    assert Decimal(share["floor"]) * 100 == cents
    assert Fraction(share["short"]) == exact - cents - share["extraCent"]
    return str((Decimal(cents + share["extraCent"]) / 100).quantize(Decimal("0.01")))


def explains(found: Any) -> None:
    """Every share can be computed again from what it says, and they add up to the sum."""
    riparto = found["riparto"]
    divided = Decimal(riparto["amount"]) - Decimal(riparto["covered"])
    for key in {one["key"] for one in (*riparto["shares"], *riparto["compared"])}:
        shares = [one for one in (*riparto["shares"], *riparto["compared"]) if one["key"] == key]
        assert sum(Decimal(one["amount"]) for one in shares) == divided
        for one in shares:
            residents = sum(figure["residents"] for figure in one["figures"])
            assert one["amount"] == computed_again(one, Fraction(divided))
            assert not one["figures"] or Fraction(one["weight"]) == residents
            assert one["why"].endswith(".")


CARATE_COST: Final = {"matter": "COSTO_PERSONALE", "year": 2026, "amount": "210000.00"}


@pytest.mark.clause("CAR-5.6.b")
async def test_staff_cost_is_shared_by_the_residents_of_the_year_before_last(
    reform: Reform,
) -> None:
    served = reform.deployment
    await counted(served, carate_residents())
    clerk = await office(served, "carate", "operatore_udp")
    found = await simulated(clerk, **CARATE_COST)
    riparto, shares = found["riparto"], amounts(found)
    lissone = next(one for one in riparto["shares"] if one["name"] == "Lissone")

    assert riparto["referenceDate"] == "2024-12-31"
    assert (shares["Lissone"], shares["Renate"]) == ("63352.71", "5562.02")
    assert sum(map(Decimal, shares.values())) == Decimal("210000.00")
    assert shares["Renate"] != "5533.42"
    assert (lissone["weight"], lissone["whole"]) == ("46700", "154800")
    assert lissone["figures"] == [
        {"istatCode": istat("carate", "Lissone"), "comune": "Lissone", "residents": 46_700,
         "referenceDate": "2024-12-31", "status": "OFFICIAL", "source": "prova",
         "series": "PROVA", "reason": None}
    ]  # fmt: skip
    assert riparto["source"] == {"documentCode": "CONV-UDP", "article": "5.6.b"}
    assert "AMB-10" in codes(found)
    explains(found)


@pytest.mark.clause("CAR-0.3")
async def test_the_premise_shares_by_declared_resources_with_its_warning(
    deployment: Deployment,
) -> None:
    clerk = await office(deployment, "carate", "operatore_udp")
    weights = {"Lissone": "300", "Renate": "100"}
    declared = [{"code": istat("carate", name), "weight": one} for name, one in weights.items()]
    given = {"matter": "CONTRIBUTO_UDP", "year": 2026, "amount": "4000.00"}
    found = await simulated(clerk, **given, resources=declared)

    assert amounts(found) == {"Lissone": "3000.00", "Renate": "1000.00"}
    assert "AMB-11" in codes(found)
    assert codes(await simulated(clerk, **given)) == {"RESOURCES_MISSING"}
    explains(found)


LUMP_SUM: Final = {"matter": "QUOTE_SUB4", "year": 2020, "amount": "18000.00"}


@pytest.mark.clause("SON-7.3.b")
async def test_lump_sums_are_shared_by_the_residents_of_the_year_before_or_as_decided(
    reform: Reform,
) -> None:
    served = reform.deployment
    await counted(served, sub4_residents())
    async with on(IN_2020):
        clerk = await office(served, "cremasco", "operatore_udp")
        found = await simulated(clerk, **LUMP_SUM)
        equal = [{"code": istat("cremasco", name), "weight": "1"} for name in [*SUB4][:8]]
        equal.append({"code": "UNIONE-FONTANILI", "weight": "1"})
        other = await simulated(clerk, **LUMP_SUM, table=equal, compare=["POPOLAZIONE_SUB4"])

    shares = amounts(found)
    assert found["riparto"]["referenceDate"] == "2019-12-31"
    assert (shares["Soncino"], shares["Unione dei Fontanili"]) == ("5292.07", "2854.93")
    assert (shares["Genivolta"], shares["Salvirola"]) == ("800.78", "800.77")
    assert sum(map(Decimal, shares.values())) == Decimal("18000.00")
    named = {one["name"]: one for one in found["riparto"]["shares"]}
    assert (named["Genivolta"]["rounded"], named["Genivolta"]["extraCent"]) == ("NAME", True)
    assert "viene prima per nome" in named["Salvirola"]["why"]
    assert [one["comune"] for one in named["Unione dei Fontanili"]["figures"]] == [
        "Casaletto di Sopra", "Romanengo", "Ticengo",
    ]  # fmt: skip
    assert set(amounts(other).values()) == {"2000.00"}
    assert other["riparto"]["key"] == "TABELLA"
    assert amounts(other, "compared") == shares
    difference = {one["name"]: one["difference"] for one in other["riparto"]["compared"]}
    assert (difference["Soncino"], difference["Genivolta"]) == ("3292.07", "-1199.22")
    explains(found)
    explains(other)


@pytest.mark.clause("SON-7.3.a")
async def test_a_lump_sum_stands_only_with_the_decision_of_its_year(reform: Reform) -> None:
    served = reform.deployment
    await counted(served, sub4_residents())
    async with on(IN_2020):
        clerk = await office(served, "cremasco", "operatore_udp")
        secretary = await office(served, "cremasco", "segretario")
        proposed = await clerk.done("proposeRiparto", SHOWN, ambito="cremasco", **LUMP_SUM)
        riparto = proposed["riparto"]
        lacking = await secretary.refused(
            "approveRiparto", SHOWN, riparto=riparto["id"], act=riparto["id"]
        )
        old = await decided(secretary, "QUOTE_SUB4", referenceYear=2019)
        late = await secretary.refused("approveRiparto", SHOWN, riparto=riparto["id"], act=old)
        act = await decided(secretary, "QUOTE_SUB4", amount="18000.00")
        done = await secretary.done("approveRiparto", SHOWN, riparto=riparto["id"], act=act)
        again = await secretary.refused("approveRiparto", SHOWN, riparto=riparto["id"], act=act)

    assert (riparto["state"], riparto["decidedBy"]["code"]) == ("PROPOSED", "ASS_SUB4")
    assert lacking == ["NOT_FOUND"]
    assert late == ["DECISION_OF_ANOTHER_YEAR"]
    assert done["riparto"]["state"] == "PERFECTED"
    assert done["riparto"]["act"] == {"id": act, "state": "ADOPTED"}
    assert amounts(done) == amounts(proposed)
    assert again == ["ALREADY_PERFECTED"]


async def decided(secretary: Office, matter: str, **more: Any) -> str:
    """Let the assembly of sub-ambito 4 vote, and register what it decided."""
    vote = await secretary.voted("ASS_SUB4", matter, "DECIDE")
    act = await secretary.adopted("ASS_SUB4", "DECIDE", matter, vote=vote, **more)
    return str(act["id"])


@pytest.mark.clause("SON-7.2.a")
async def test_nobody_pays_what_the_fund_covers(deployment: Deployment) -> None:
    async with on(IN_2020):
        clerk = await office(deployment, "cremasco", "operatore_udp")
        found = await simulated(
            clerk,
            matter="PERSONALE_SSD",
            year=2020,
            amount="48000.00",
            funding=[{"fund": "QSFP", "amount": "48000.00"}],
        )
    assert set(amounts(found).values()) == {"0.00"}
    assert len(amounts(found)) == 9
    assert found["riparto"]["covered"] == "48000.00"


@pytest.mark.clause("SON-7.2.c")
async def test_when_the_fund_ends_it_is_left_to_whom_the_text_names(deployment: Deployment) -> None:
    async with on(IN_2020):
        clerk = await office(deployment, "cremasco", "operatore_udp")
        given = {"matter": "PERSONALE_SSD", "year": 2021, "amount": "48000.00"}
        found = await simulated(clerk, **given, funding=[{"fund": "QSFP", "amount": "0.00"}])
        table = [{"code": istat("cremasco", "Soncino"), "weight": "1"}]
        wished = await simulated(clerk, **given, table=table)
    (told,) = found["violations"]
    assert (told["code"], told["source"]["article"]) == ("FUNDING_ENDED", "7.2.a")
    assert "Assemblea" in told["message"]
    assert (told["field"], "POPOLAZIONE_SUB4" in told["message"]) == ("key", True)
    assert wished["riparto"]["decidedBy"]["code"] == "ADS"


@pytest.mark.clause("SON-7.1")
async def test_each_bears_the_cost_of_its_own_office_unless_agreed(deployment: Deployment) -> None:
    izano, soncino = (istat("cremasco", name) for name in ("Izano", "Soncino"))
    given = {"matter": "UFFICI_COMUNALI", "year": 2020, "amount": "10000.00"}
    async with on(IN_2020):
        clerk = await office(deployment, "cremasco", "operatore_udp")
        own = await simulated(clerk, **given, bearer=izano)
        agreed = await simulated(
            clerk,
            **given,
            table=[{"code": izano, "weight": "3/4"}, {"code": soncino, "weight": "1/4"}],
        )
        nobody = await simulated(clerk, **given)
    assert amounts(own) == {"Izano": "10000.00"}
    assert amounts(agreed) == {"Izano": "7500.00", "Soncino": "2500.00"}
    assert codes(nobody) == {"BEARER_MISSING"}
    explains(agreed)


@pytest.mark.clause("CRE-15.2")
async def test_without_a_criterion_nothing_is_shared_and_with_one_it_is(reform: Reform) -> None:
    def per_head(statute: Data) -> None:
        keys = statute["allocation_keys"]
        at = next(n for n, one in enumerate(keys) if one["code"] == "F_SOL_KEY")
        kept = {name: keys[at][name] for name in ("code", "source", "valid", "ambiguity")}
        reference = {"month_day": "10-09", "year_offset": -2}
        keys[at] = {"kind": "POPULATION", "reference": reference, **kept}

    served = reform.deployment
    given = {"matter": "F_SOL_CONTRIBUTO", "year": 2013, "amount": "1200000.00"}
    async with on(date(2013, 3, 1)):
        clerk = await office(served, "cremasco", "operatore_udp")
        without = await simulated(clerk, **given)
    await reform.apply("cremasco", per_head, "l'Assemblea ha stabilito il criterio")
    async with on(date(2013, 3, 1)):
        found = await simulated(clerk, **given)
    assert codes(without) == {"KEY_NOT_DEFINED"}
    assert "Assemblea" in without["violations"][0]["message"]
    assert without["violations"][0]["field"] == "key"
    assert found["riparto"]["decidedBy"]["code"] == "ADS"
    assert found["riparto"]["referenceDate"] == "2011-10-09"
    assert len(amounts(found)) == 48
    explains(found)


async def test_a_simulation_leaves_nothing_and_a_proposal_all_that_explains_it(
    reform: Reform,
) -> None:
    served = reform.deployment
    await counted(served, carate_residents())
    clerk = await office(served, "carate", "operatore_udp")
    compare = {"compare": ["RISORSE", "CRITERI_ASSEMBLEA", "POPOLAZIONE", "ALTRO"]}
    given = {**CARATE_COST, **compare}
    declared = [{"code": istat("carate", "Renate"), "weight": "22.5"}]
    found = await simulated(clerk, **given, resources=declared)

    assert await _rows(served) == (0, 0)
    nothing = dict.fromkeys(amounts(found), "0.00")
    assert amounts(found, "compared") == {**nothing, "Renate": "210000.00"}
    assert sum(Decimal(one["difference"]) for one in found["riparto"]["compared"]) == 0
    (renate,) = (one for one in found["riparto"]["compared"] if one["name"] == "Renate")
    assert (renate["key"], renate["difference"]) == ("RISORSE", "204437.98")
    assert {"KEY_NOT_DECIDED", "KEY_UNKNOWN"} <= codes(found)
    fields = {one["code"]: one["field"] for one in found["warnings"]}
    assert fields["KEY_NOT_DECIDED"] == "compare.1"
    assert fields["KEY_UNKNOWN"] == "compare.3"
    done = await clerk.done("proposeRiparto", SHOWN, ambito="carate", **given, resources=declared)
    assert done["riparto"]["shares"] == found["riparto"]["shares"]
    assert await _rows(served) == (1, 26)
    reader = await office(served, "carate", "sindaco", comune=istat("carate", "Renate"))
    text = f"""{{ ambito(slug: "carate") {{
      riparti(year: 2026, matter: "COSTO_PERSONALE", first: 5) {{
        edges {{ node {{ state shares {{ {SHARE} }} }} }} }} }} }}"""
    read = await served.ask(text, token=reader.token)
    (edge,) = read["ambito"]["riparti"]["edges"]
    assert edge["node"] == {"state": "PROPOSED", "shares": found["riparto"]["shares"]}
    mayor = await reader.refused("proposeRiparto", SHOWN, ambito="carate", **CARATE_COST)
    assert mayor == ["NOT_ALLOWED"]


async def _rows(served: Deployment) -> tuple[int, int]:
    async with transaction(served.engine, reach=range(1, 9)) as connection:
        counts = [
            await connection.scalar(select(func.count()).select_from(table))
            for table in (riparti, riparto_shares)
        ]
    return (counts[0] or 0, counts[1] or 0)


async def test_the_parties_of_an_agreement_share_its_final_cost_equally(
    deployment: Deployment,
) -> None:
    clerk = await office(deployment, "monza-brianza", "operatore_udp")
    given = {"matter": "SUPPORTO", "year": 2024, "on": "2024-06-01", "compare": ["ALTRO"]}
    found = await simulated(clerk, **given, amount="58500.00")
    left = await simulated(clerk, **given, amount="58500.01")

    assert set(amounts(found).values()) == {"11700.00"}
    assert len(amounts(found)) == 5
    assert [one["comune"] for one in found["riparto"]["shares"]] == [None] * 5
    assert sorted(amounts(left).values()) == ["11700.00"] * 4 + ["11700.01"]
    assert "AMB-18" in codes(found)
    explains(left)


async def test_a_missing_population_is_refused_until_another_is_chosen_with_a_reason(
    reform: Reform,
) -> None:
    served = reform.deployment
    renate = istat("carate", "Renate")
    figures = [
        one for one in carate_residents() if (one.istat, one.reference_date.year) != (renate, 2024)
    ]
    await counted(served, figures)
    clerk = await office(served, "carate", "operatore_udp")
    refused = await simulated(clerk, **CARATE_COST)
    chosen = {"referenceDate": "2025-12-31", "istatCode": renate, "status": "OFFICIAL"}
    found = await simulated(
        clerk, **CARATE_COST, substitutes=[{**chosen, "reason": "manca il dato del 2024"}]
    )
    blank = await simulated(clerk, **CARATE_COST, substitutes=[{**chosen, "reason": " "}])

    assert codes(refused) == {"POPULATION_MISSING"}
    assert "31 dicembre 2025 (ufficiale)" in refused["violations"][0]["message"]
    assert codes(blank) == {"SUBSTITUTE_UNMOTIVATED"}
    share = next(one for one in found["riparto"]["shares"] if one["code"] == renate)
    assert share["figures"][0]["reason"] == "manca il dato del 2024"
    assert share["figures"][0]["referenceDate"] == "2025-12-31"
    assert "POPULATION_SUBSTITUTED" in codes(found)
    explains(found)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"table": [{"code": "108003", "weight": "mezzo"}]}, "BAD_WEIGHT"),
        ({"table": [{"code": "108003", "weight": "1"}] * 2}, "PARTY_TWICE"),
        ({"compare": [f"K{number}" for number in range(7)]}, "TOO_MANY_KEYS"),
        ({"year": 0}, "BAD_YEAR"),
        ({"year": 3000}, "BAD_YEAR"),
        ({"matter": "ALTRO"}, "ALLOCATION_UNKNOWN"),
        ({"key": "RISORSE"}, "KEY_NOT_OVERRIDABLE"),
        ({"table": [{"code": "108003", "weight": "1"}]}, "KEY_NOT_OVERRIDABLE"),
    ],
)
async def test_what_is_not_well_asked_is_refused(
    deployment: Deployment, given: dict[str, Any], expected: str
) -> None:
    clerk = await office(deployment, "carate", "operatore_udp")
    found = await simulated(clerk, **{**CARATE_COST, **given})
    (field,) = given
    assert codes(found) == {expected}
    assert {one["field"].split(".")[0] for one in found["violations"]} == {field}


async def test_of_a_criterion_that_nobody_decided_it_is_said_which_could_be_proposed(
    deployment: Deployment,
) -> None:
    clerk = await office(deployment, "carate", "operatore_udp")
    found = await simulated(clerk, matter="RIPARTO_FONDI", year=2026, amount="450000.00")
    (told,) = found["violations"]
    assert (told["code"], told["field"]) == ("KEY_NOT_DECIDED", "key")
    assert "i pesi ente per ente o un altro criterio (" in told["message"]
    assert "POPOLAZIONE" in told["message"].split("(")[1]
    assert "CRITERI_ASSEMBLEA" not in told["message"].split("(")[1]


async def test_only_the_decision_of_the_organ_named_perfects_a_riparto(reform: Reform) -> None:
    served = reform.deployment
    await counted(served, carate_residents())
    clerk = await office(served, "carate", "operatore_udp")
    chief = await office(served, "carate", "responsabile_udp")
    secretary = await office(served, "carate", "segretario")
    given = {"matter": "RIPARTO_FONDI", "year": 2026, "amount": "450000.00", "key": "POPOLAZIONE"}
    open_ = await simulated(clerk, ambito="carate", **{**given, "key": None})
    found = (await clerk.done("proposeRiparto", SHOWN, ambito="carate", **given))["riparto"]
    heard = await secretary.voted("ASSEMBLEA", "CRITERI_FONDI", "DECIDE")
    criteria = await secretary.adopted("ASSEMBLEA", "DECIDE", "CRITERI_FONDI", vote=heard)
    mere = await chief.proposed(
        "UDP", "PROPOSE", "RIPARTO_FONDI", referenceYear=2026, direction=criteria["id"]
    )
    pending = await chief.refused("approveRiparto", SHOWN, riparto=found["id"], act=mere["id"])
    vote = await secretary.voted("ASSEMBLEA", "RIPARTO_FONDI", "APPROVE")
    decision = {"vote": vote, "predecessors": [mere["id"]], "referenceYear": 2026}
    other = await chief.adopted("RESPONSABILE_UDP", "ADOPT", "ATTI_ESECUZIONE_PDZ", amount="1.00",
                                referenceYear=2026)  # fmt: skip
    wrong = await chief.refused("approveRiparto", SHOWN, riparto=found["id"], act=other["id"])
    act = await secretary.adopted("ASSEMBLEA", "APPROVE", "RIPARTO_FONDI", **decision)
    clerks = await clerk.refused("approveRiparto", SHOWN, riparto=found["id"], act=act["id"])
    done = await secretary.done("approveRiparto", SHOWN, riparto=found["id"], act=act["id"])

    assert codes(open_) == {"KEY_NOT_DECIDED"}
    assert (found["state"], found["decidedBy"]["code"]) == ("PROPOSED", "ASSEMBLEA")
    assert set(pending) == {"DELIBERATION_REQUIRED", "DECISION_NOT_COMPETENT"}
    assert set(wrong) == {"DECISION_NOT_COMPETENT", "ACT_OF_ANOTHER_MATTER", "AMOUNT_DIFFERS"}
    assert clerks == ["NOT_ALLOWED"]
    assert done["riparto"]["state"] == "PERFECTED"
    assert done["riparto"]["perfectedOn"] == act["takenOn"]
