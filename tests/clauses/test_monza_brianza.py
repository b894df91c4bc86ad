"""Monza-Brianza: the scenarios of the interambiti agreement (MIA)."""

from collections import Counter
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.exc import DBAPIError
from tests.conftest import Deployment

from ambiti.agreements.tables import instruments
from ambiti.database.engine import transaction
from ambiti.governance.tables import organs, roles
from ambiti.statute.tables import ambiguities, ambiti
from ambiti.territory.tables import memberships

from .changing import Data, part, refused

SLUG = "monza-brianza"
SOURCE = "source { documentCode article }"
PREAMBLE = {"documentCode": "MB-2024", "article": "0"}
MEMBERS = f"""{{ ambito(slug: "{SLUG}", on: "2024-06-01") {{ kind capofila {{ name }} members {{
  code {SOURCE} capofila {{ name }} comuniCount comuni {{ name }} ambito {{ slug }}
  representative {{ name ... on Body {{ kind }} }}
  entries {{ __typename name ... on Body {{ kind }} }}
}} }} }}"""


async def members(deployment: Deployment) -> dict[str, Any]:
    """Ask for the member Ambiti as someone of the interambiti."""
    token = await deployment.token("referente", SLUG, unit="DESIO")
    answer = await deployment.ask(MEMBERS, token=token)
    return {member["code"]: member for member in answer["ambito"]["members"]}


@pytest.mark.clause("MIA-0.2")
async def test_seregno_leads_and_its_ambito_has_ten_comuni(deployment: Deployment) -> None:
    answer = (await deployment.ask(MEMBERS))["ambito"]
    lead = [one for one in answer["members"] if one["capofila"] == answer["capofila"]]

    assert answer["kind"] == "INTERAMBITI"
    assert answer["capofila"] == {"name": "Seregno"}
    assert [(one["code"], one["comuniCount"]) for one in lead] == [("SEREGNO", 10)]
    assert lead[0]["source"] == PREAMBLE


@pytest.mark.parametrize(
    ("code", "capofila", "count"),
    [
        pytest.param("CARATE", "Biassono", 13, marks=pytest.mark.clause("MIA-0.3")),
        pytest.param("DESIO", "Desio", 7, marks=pytest.mark.clause("MIA-0.4")),
        pytest.param("MONZA", "Monza", 3, marks=pytest.mark.clause("MIA-0.5")),
    ],
)
async def test_a_member_ambito_has_its_capofila_and_its_comuni(
    deployment: Deployment, code: str, capofila: str, count: int
) -> None:
    member = (await members(deployment))[code]

    assert member["capofila"] == {"name": capofila}
    assert member["comuniCount"] == len(member["comuni"]) == len(member["entries"]) == count
    assert {"name": capofila} in member["comuni"]
    assert member["source"] == PREAMBLE


@pytest.mark.clause("MIA-0.3")
async def test_carate_brianza_cannot_sign_for_the_ambito_that_has_its_name(
    deployment: Deployment,
) -> None:
    def signed_by_carate_brianza(statute: Data) -> None:
        parties = part(statute, "instruments", "MB-2024")["parties"]
        next(party for party in parties if party.get("unit") == "CARATE")["comune"] = (
            "Carate Brianza"
        )

    own = """{ ambito(slug: "carate", on: "2024-06-01") { capofila { name } comuniCount } }"""
    carate = (await members(deployment))["CARATE"]

    assert carate["ambito"] == {"slug": "carate"}
    assert (await deployment.ask(own))["ambito"] == {
        "capofila": carate["capofila"],
        "comuniCount": carate["comuniCount"],
    }
    assert refused(SLUG, signed_by_carate_brianza) == {
        "NOT_CAPOFILA": "instruments[0].parties[1].comune"
    }


@pytest.mark.clause("MIA-0.6")
async def test_vimercate_and_trezzo_are_28_entries_of_which_one_is_a_unione(
    deployment: Deployment,
) -> None:
    member = (await members(deployment))["VIMERCATE-TREZZO"]
    kinds = Counter(entry.get("kind", "COMUNE") for entry in member["entries"])

    assert kinds == {"COMUNE": 27, "UNIONE": 1}
    assert member["capofila"] is None
    assert member["representative"] == {
        "name": "Offertasociale a.s.c.",
        "kind": "AZIENDA_SPECIALE_CONSORTILE",
    }
    assert member["source"] == PREAMBLE


@pytest.mark.clause("MIA-0.7")
async def test_the_agreement_has_five_parties_four_comuni_and_one_company(
    deployment: Deployment,
) -> None:
    query = f"""{{ ambito(slug: "{SLUG}", on: "2024-06-01") {{ instruments(code: "MB-2024") {{
      partiesCount {SOURCE} parties {{ kind ente {{ name }} }} }} }} }}"""

    (agreement,) = (await deployment.ask(query))["ambito"]["instruments"]
    kinds = Counter(party["kind"] for party in agreement["parties"])

    assert agreement["partiesCount"] == 5
    assert kinds == {"COMUNE": 4, "AZIENDA_SPECIALE_CONSORTILE": 1}
    assert {party["ente"]["name"] for party in agreement["parties"]} == {
        "Seregno", "Biassono", "Desio", "Monza", "Offertasociale a.s.c.",
    }  # fmt: skip
    assert agreement["source"] == PREAMBLE


@pytest.mark.clause("MIA-0.10")
async def test_the_province_is_55_comuni_whatever_the_text_says(deployment: Deployment) -> None:
    query = f"""{{ ambito(slug: "{SLUG}", on: "2024-06-01") {{ comuniCount perimeters {{
      code comuniCount entriesCount stated comuni {{ provinceCode }} warnings {{ code }} {SOURCE}
    }} }} }}"""

    token = await deployment.token("responsabile_udp", SLUG)
    ambito = (await deployment.ask(query, token=token))["ambito"]
    perimeters = {one["code"]: one for one in ambito["perimeters"]}
    province, whole = perimeters["PROVINCE_MB"], perimeters["AGREEMENT"]

    assert province["comuniCount"] == len(province["comuni"]) == 55
    assert {comune["provinceCode"] for comune in province["comuni"]} == {"MB"}
    assert province["stated"] == "5 Comuni"
    assert [one["code"] for one in province["warnings"]] == ["AMB-06"]
    assert province["source"] == PREAMBLE
    assert whole["entriesCount"] == 61
    assert whole["comuniCount"] == ambito["comuniCount"] == 62


@pytest.mark.clause("MIA-3.2")
async def test_seregno_reads_nothing_of_carate_that_is_not_public_and_may_do_nothing_to_it(
    deployment: Deployment,
) -> None:
    """The thing of Carate is its office: actions and the acts that change them come later."""
    inside = """{ ambito(slug: "carate") { name organs { id } roles { id } mandates { id }
      ambiguities { id } statuteVersion { id } } }"""
    why = """query($id: ID!, $act: String!) { node(id: $id) { id }
      perche(kind: "Organ", act: $act, id: $id) { allowed grounds { role } } }"""

    own = await deployment.token("responsabile_udp", "carate")
    carate = (await deployment.ask(inside, token=own))["ambito"]
    office = carate["organs"][0]["id"]
    allowed = await deployment.ask(why, token=own, id=office, act="read")
    seregno = [
        await deployment.token("responsabile_udp", SLUG),
        await deployment.token("referente", SLUG, unit="SEREGNO"),
        await deployment.token("sindaco", SLUG, comune="Seregno"),
    ]

    assert all(carate[name] for name in ("organs", "roles", "mandates", "ambiguities"))
    assert carate["statuteVersion"]
    assert allowed["perche"]["allowed"]
    assert allowed["node"] == {"id": office}
    for token in seregno:
        seen = (await deployment.ask(inside, token=token))["ambito"]
        assert seen == {
            "name": carate["name"], "organs": [], "roles": [], "mandates": [], "ambiguities": [],
            "statuteVersion": None,
        }  # fmt: skip
        for act in ("read", "update"):
            answer = await deployment.ask(why, token=token, id=office, act=act)
            assert answer == {"node": None, "perche": {"allowed": False, "grounds": []}}


@pytest.mark.clause("MIA-3.2")
async def test_who_acts_for_the_interambiti_cannot_write_a_row_of_carate_and_carate_can(
    deployment: Deployment,
) -> None:
    async with transaction(deployment.engine, reach=()) as connection:
        rows = await connection.execute(select(ambiti.c.slug, ambiti.c.ambito_id))
        keys = {row.slug: row.ambito_id for row in rows}
    carate, interambiti = keys["carate"], keys[SLUG]
    touched: dict[int, dict[str, int]] = {}
    for acting in (carate, interambiti):
        async with transaction(
            deployment.engine, reach=(carate, interambiti), acting=acting
        ) as connection:
            touched[acting] = {}
            for table in (organs, roles, instruments, memberships, ambiguities):
                change = update(table).where(table.c.ambito_id == carate)
                result = await connection.execute(change.values(source_article="9"))
                touched[acting][table.name] = result.rowcount
            await connection.rollback()

    assert all(count > 0 for count in touched[carate].values())
    assert set(touched[interambiti].values()) == {0}
    async with transaction(deployment.engine, reach=(carate,)) as connection:
        row = dict((await connection.execute(select(organs).limit(1))).mappings().one())
        columns = {name: value for name, value in row.items() if name != "id"}
    with pytest.raises(DBAPIError, match="row-level security"):
        async with transaction(
            deployment.engine, reach=(carate, interambiti), acting=interambiti
        ) as connection:
            await connection.execute(insert(organs).values(id=uuid4(), **columns))
