"""The five questions, in GraphQL, and what they are asked about."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

REGION_PAGE: Final = 100
"""How many Ambiti of a Regione are asked for at once."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A question: whom it takes to ask it, and how the product and PostGraphile are asked."""

    name: str
    about: str
    regional: bool
    product: str
    postgraphile: str
    normal: Callable[[Any], Any]
    """Bring PostGraphile's ``data`` to what the product's is."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One question about one thing, by one caller."""

    caller: str
    variables: Mapping[str, Any]


S1 = """query One($slug: String!) {
  ambito(slug: $slug) { slug name kind region capofila { name } }
}"""
S2 = """query Comuni($slug: String!) {
  ambito(slug: $slug) {
    slug name
    comuni { istatCode name populations { referenceDate residents status } }
  }
}"""
S3 = """query Organs($slug: String!) {
  ambito(slug: $slug) {
    slug name
    organs {
      code name kind
      seats { label standing votes holders { person since } }
      rules { code text status }
    }
  }
}"""
S4 = """query Region($region: String!, $first: Int!) {
  ambiti(region: $region, first: $first) {
    edges { node { slug name comuniCount populationTotal { residents referenceDate } } }
  }
}"""
S5 = """query OneMeeting($id: ID!) {
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
