"""The questions, in the contract of the product and in PostGraphile's."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Shape:
    """A question as two contracts put it, and how the answers are made the same."""

    name: str
    about: str
    product: str
    postgraphile: str
    normal: Callable[[Any], Any]
    """Bring PostGraphile's ``data`` to what the product's is."""
    regional: bool = True
    """Whether the portal of a Regione asks it, or who works in the Ambito."""


_S1: Final = """query One($slug: String!) {
  ambito(slug: $slug) { slug name kind region capofila { name } }
}"""
_S2: Final = """query Comuni($slug: String!) {
  ambito(slug: $slug) {
    slug name
    comuni { istatCode name populations { referenceDate residents status } }
  }
}"""
_S3: Final = """query Organs($slug: String!) {
  ambito(slug: $slug) {
    slug name
    organs {
      code name kind
      seats { label standing votes holders { person since } }
      rules { code text status }
    }
  }
}"""
_S4: Final = """query Region($region: String!, $first: Int!) {
  ambiti(region: $region, first: $first) {
    edges { node { slug name comuniCount populationTotal { residents referenceDate } } }
  }
}"""
_S5: Final = """query OneMeeting($id: ID!) {
  node(id: $id) {
    ... on Meeting {
      number year heldOn at place status
      organ { name }
      quorum { present needed met }
      roll { position label votes comune { name } attendances { person delegated } }
      votes {
        position question status
        decision { verdict told threshold inFavour against abstained }
      }
    }
  }
}"""
_S6: Final = """query Year($slug: String!, $year: Int!, $first: Int!) {
  ambito(slug: $slug) {
    slug
    budgets(year: $year) { year state lines { code description level } }
    riparti(year: $year, first: $first) {
      edges { node { matterName amount state shares { name amount comune { name } } } }
    }
  }
}"""
_S7: Final = """query Funds($region: String!, $year: Int!, $first: Int!) {
  ambiti(region: $region, first: $first) {
    edges { node {
      slug
      budget(year: $year) { funds { code name totals { assigned committed paid } } }
    } }
  }
}"""

_P1: Final = """query One($slug: String!) {
  ambitiBySlug(slug: $slug) { slug name kind region capofila { name } }
}"""
_P2: Final = """query Comuni($slug: String!) {
  ambitiBySlug(slug: $slug) {
    slug name
    comuni(orderBy: [NAME_ASC, ISTAT_CODE_ASC]) {
      istatCode name
      populations(orderBy: REFERENCE_DATE_DESC) { referenceDate residents status }
    }
  }
}"""
_P3: Final = """query Organs($slug: String!) {
  ambitiBySlug(slug: $slug) {
    slug name
    organs(orderBy: CODE_ASC) {
      code name kind
      seats(orderBy: [POSITION_ASC, ROW_ID_ASC]) {
        label standing votes
        holders(orderBy: [SINCE_ASC, ROW_ID_ASC]) { person since }
      }
      rules(orderBy: NUMBER_ASC) { code text status }
    }
  }
}"""
_P4: Final = """query Region($region: String!, $first: Int!) {
  allAmbitisList(condition: {region: $region}, first: $first, orderBy: SLUG_ASC) {
    slug name comuniCount populationTotal { residents referenceDate }
  }
}"""
_P5: Final = """query OneMeeting($ambitoId: Int!, $id: UUID!) {
  meetingByAmbitoIdAndRowId(ambitoId: $ambitoId, rowId: $id) {
    number year heldOn at place status organName present needed met
    roll(orderBy: POSITION_ASC) {
      position label votes comuneName
      attendances(orderBy: [ARRIVED_AT_ASC, ROW_ID_ASC]) { person delegated }
    }
    votes(orderBy: POSITION_ASC) {
      position question status verdict told threshold inFavour against abstained
    }
  }
}"""
_P6: Final = """query Year($slug: String!, $year: Int!, $first: Int!) {
  ambitiBySlug(slug: $slug) {
    slug
    budgets(condition: {year: $year}) {
      year state lines(orderBy: CODE_ASC) { code description level }
    }
    riparti(condition: {year: $year}, first: $first, orderBy: [PROPOSED_ON_ASC, ROW_ID_ASC]) {
      matterName amount state shares(orderBy: POSITION_ASC) { name amount comuneName }
    }
  }
}"""
_P7: Final = """query Funds($region: String!, $year: Int!, $first: Int!) {
  allAmbitisList(condition: {region: $region}, first: $first, orderBy: SLUG_ASC) {
    slug
    budgets(condition: {year: $year}) {
      funds(orderBy: [POSITION_ASC, CODE_ASC]) { code name assigned committed paid }
    }
  }
}"""


def _ambito(data: Any) -> Any:
    return {"ambito": data["ambitiBySlug"]}


def _region(data: Any) -> Any:
    def node(one: Mapping[str, Any]) -> Any:
        total = one["populationTotal"]
        if total is not None:
            total = total | {"residents": int(total["residents"])}
        return {**one, "comuniCount": int(one["comuniCount"]), "populationTotal": total}

    return {"ambiti": {"edges": [{"node": node(one)} for one in data["allAmbitisList"]]}}


_DECISION: Final = ("verdict", "told", "threshold", "inFavour", "against", "abstained")


def _meeting(data: Any) -> Any:
    found = dict(data["meetingByAmbitoIdAndRowId"])
    found["quorum"] = {name: found.pop(name) for name in ("present", "needed", "met")}
    found["organ"] = _named(found.pop("organName"))
    found["roll"] = [_entry(dict(one)) for one in found["roll"]]
    found["votes"] = [_vote(dict(one)) for one in found["votes"]]
    return {"node": found}


def _entry(one: dict[str, Any]) -> dict[str, Any]:
    return one | {"comune": _named(one.pop("comuneName"))}


def _vote(one: dict[str, Any]) -> dict[str, Any]:
    decision = {name: one.pop(name) for name in _DECISION}
    return one | {"decision": decision if decision["verdict"] else None}


def _year(data: Any) -> Any:
    found = dict(data["ambitiBySlug"])
    nodes = [
        {**one, "shares": [_entry(dict(s)) for s in one["shares"]]} for one in found["riparti"]
    ]
    return {"ambito": found | {"riparti": {"edges": [{"node": one} for one in nodes]}}}


_SUMS: Final = ("assigned", "committed", "paid")


def _funds(data: Any) -> Any:
    def fund(one: dict[str, Any]) -> Any:
        return one | {"totals": {name: one.pop(name) for name in _SUMS}}

    def node(one: Mapping[str, Any]) -> Any:
        years = [{"funds": [fund(dict(f)) for f in year["funds"]]} for year in one["budgets"]]
        return {"slug": one["slug"], "budget": next(iter(years), None)}

    return {"ambiti": {"edges": [{"node": node(one)} for one in data["allAmbitisList"]]}}


def _named(name: str | None) -> dict[str, str] | None:
    return None if name is None else {"name": name}


SHAPES: Final = (
    Shape("S1", "one Ambito, five values", _S1, _P1, _ambito),
    Shape("S2", "its comuni, ten populations each", _S2, _P2, _ambito),
    Shape("S3", "its organs: seats, holders, rules", _S3, _P3, _ambito, regional=False),
    Shape("S4", "a hundred Ambiti of a Regione, with figures", _S4, _P4, _region),
    Shape("S5", "a meeting: roll, votes, decisions", _S5, _P5, _meeting, regional=False),
    Shape(
        "S6",
        "a year: 40 lines, 40 riparti, the share of each comune",
        _S6,
        _P6,
        _year,
        regional=False,
    ),
    Shape("S7", "the funds of a hundred Ambiti of a Regione, with their sums", _S7, _P7, _funds),
)
"""What is asked."""
