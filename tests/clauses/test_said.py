"""The clauses that are a rule and nothing more: the API says each whole, with its source."""

from typing import Any, Final

import pytest
import yaml
from tests.conftest import Deployment

from .report import HERE

SAID: Final[dict[str, Any]] = yaml.safe_load((HERE / "said.yaml").read_text("utf-8"))
QUERY: Final = """query($slug: String!, $on: Date, $mechanism: String) {
  ambito(slug: $slug, on: $on) { rules(mechanism: $mechanism) {
    kind text status missing enforcement source { documentCode article } } } }"""


@pytest.mark.parametrize(
    "clause",
    [
        pytest.param("CAR-1.1", marks=pytest.mark.clause("CAR-1.1")),
        pytest.param("CAR-8.1", marks=pytest.mark.clause("CAR-8.1")),
        pytest.param("LEC-5.2", marks=pytest.mark.clause("LEC-5.2")),
        pytest.param("LEC-5.5", marks=pytest.mark.clause("LEC-5.5")),
        pytest.param("LEC-9.1", marks=pytest.mark.clause("LEC-9.1")),
        pytest.param("LEC-11.2", marks=pytest.mark.clause("LEC-11.2")),
        pytest.param("LEC-11.2.b", marks=pytest.mark.clause("LEC-11.2.b")),
        pytest.param("LEC-11.5.e", marks=pytest.mark.clause("LEC-11.5.e")),
        pytest.param("LEC-13.2", marks=pytest.mark.clause("LEC-13.2")),
        pytest.param("MIA-0.1", marks=pytest.mark.clause("MIA-0.1")),
        pytest.param("MIA-0.11", marks=pytest.mark.clause("MIA-0.11")),
        pytest.param("MIA-8.2", marks=pytest.mark.clause("MIA-8.2")),
        pytest.param("MIA-8.6", marks=pytest.mark.clause("MIA-8.6")),
        pytest.param("SON-1.1", marks=pytest.mark.clause("SON-1.1")),
        pytest.param("SON-6.1", marks=pytest.mark.clause("SON-6.1")),
        pytest.param("SON-12.1", marks=pytest.mark.clause("SON-12.1")),
        pytest.param("SON-12.2", marks=pytest.mark.clause("SON-12.2")),
        pytest.param("CRE-0.3", marks=pytest.mark.clause("CRE-0.3")),
        pytest.param("CRE-1.1", marks=pytest.mark.clause("CRE-1.1")),
        pytest.param("CRE-8.3.1", marks=pytest.mark.clause("CRE-8.3.1")),
        pytest.param("CRE-9.9", marks=pytest.mark.clause("CRE-9.9")),
        pytest.param("CRE-9.10", marks=pytest.mark.clause("CRE-9.10")),
        pytest.param("CRE-11.4", marks=pytest.mark.clause("CRE-11.4")),
        pytest.param("CRE-11.5", marks=pytest.mark.clause("CRE-11.5")),
    ],
)
async def test_a_clause_is_said_whole_with_its_source(deployment: Deployment, clause: str) -> None:
    case = SAID[clause]
    token = await deployment.token(tenant=case["tenant"], **case["as"])
    asked = {"slug": case["tenant"], "on": case["on"], "mechanism": case.get("mechanism")}
    rules = (await deployment.ask(QUERY, token=token, **asked))["ambito"]["rules"]
    source = {"documentCode": case["document"], "article": case["article"]}
    found = [rule for rule in rules if rule["source"] == source]

    assert clause.endswith(f"-{case['article']}")
    assert [_shown(rule) for rule in found] == case["rules"]


def test_the_table_has_no_clause_without_its_test() -> None:
    (marks,) = test_a_clause_is_said_whole_with_its_source.pytestmark  # type: ignore[attr-defined]

    assert [param.values[0] for param in marks.args[1]] == list(SAID)


def _shown(rule: dict[str, Any]) -> dict[str, Any]:
    """Give a rule as the table writes it."""
    shown = {"kind": rule["kind"], "text": rule["text"]}
    if rule["status"] != "DETERMINED":
        shown["missing"] = rule["missing"]
    if rule["enforcement"] != "BLOCK":
        shown["enforcement"] = rule["enforcement"]
    return shown
