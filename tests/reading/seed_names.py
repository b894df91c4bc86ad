"""The tenants and the people of the seed, by name."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy import Table

Row = tuple[Table, dict[str, Any]]
AURORA, BOREA, COMETA, PONTE = 1, 2, 3, 4
SLUGS = {AURORA: "aurora", BOREA: "borea", COMETA: "cometa", PONTE: "ponte"}
ISSUER = "https://accesso.example.it"
SHARED = "999003"
"""The comune that belongs to two Ambiti and to the interambiti."""


def key(tenant: int | None, table: str, name: str) -> UUID:
    """Give the id of a row, the same in every run."""
    return uuid5(NAMESPACE_URL, f"{tenant}/{table}/{name}")


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who asks, known to the database or not."""

    name: str
    known: bool = True

    @property
    def identity(self) -> str:
        return f"{ISSUER}|{self.name}"

    @property
    def id(self) -> UUID:
        return key(None, "principals", self.name)


MAYOR = Person("sindaca")
CHIEF = Person("responsabile")
COORDINATOR = Person("coordinatore")
REGION = Person("portale")
MEMBER_OF_TWO = Person("due-ambiti")
DELEGATE = Person("referente-di-membro")
FORMER = Person("ex-segretario")
STRANGER = Person("sconosciuto", known=False)
PEOPLE = (MAYOR, CHIEF, COORDINATOR, REGION, MEMBER_OF_TWO, DELEGATE, FORMER, STRANGER)

COMUNI = {
    "999001": ("Acquachiara", "AA", "Lombardia"),
    "999002": ("Bosco di Sopra", "AA", "Lombardia"),
    SHARED: ('Cantù "la Vecchia"', "AA", "Lombardia"),
    "999004": ("Dosso\\Basso", "AA", "Lombardia"),
    "999005": ("San Vito", "AA", "Lombardia"),
    "999006": ("San Vito", "BB", "Lombardia"),
    "999007": ("Fonte\nNuova", "BB", "Lombardia"),
    "999008": ("Gelsomino", "BB", "Lombardia"),
    "999009": ("Terra d'Ulivi", "CC", "Puglia"),
    "999010": ("Lido Ànfora", "CC", "Puglia"),
}
MEMBERS = {
    AURORA: ("999001", "999002", SHARED, "999004", "999005"),
    BOREA: (SHARED, "999006", "999007", "999008"),
    COMETA: ("999009", "999010"),
    PONTE: ("999001", SHARED, "999007"),
}
ROLES = {
    "SINDACO": ("sindaco", "COMUNE"),
    "CONSIGLIERE": ("consigliere", "COMUNE"),
    "RESPONSABILE": ("responsabile_udp", "AMBITO"),
    "COORDINATORE": ("coordinatore_sub_ambito", "UNIT"),
    "REFERENTE": ("referente", "UNIT"),
    "SEGRETARIO": ("segretario", "AMBITO"),
    "COMPONENTE": ("membro_organo", "AMBITO"),
}


def sourced(code: str = "CONV", article: str | None = "art. 3, c. 1") -> dict[str, Any]:
    return {
        "source_code": code,
        "source_document": f"Documento {code}\tdel 2019",
        "source_article": article,
    }


def period(since: int | None = None, until: int | None = None) -> dict[str, date]:
    """Give the bounds that are there: a year stands for its first day."""
    found = {"valid_from": since, "valid_until": until}
    return {name: date(year, 1, 1) for name, year in found.items() if year is not None}
