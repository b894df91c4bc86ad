"""Populations: one figure of one comune, or the sum over an Ambito, never of mixed status."""

from collections.abc import Collection
from datetime import date
from enum import Enum
from typing import Annotated, Any

import strawberry
from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Date,
    Integer,
    Select,
    Text,
    and_,
    any_,
    case,
    func,
    literal_column,
    or_,
    select,
)

from ambiti.reading.binding import Place, column, reads
from ambiti.reading.text import quoted
from ambiti.territory import scopes, tables


@strawberry.enum(description="Da dove viene una cifra di popolazione.")
class PopulationStatus(Enum):
    """Where a figure of population comes from; figures of different status never add up."""

    OFFICIAL = strawberry.enum_value("OFFICIAL", description="Legale, pubblicata da ISTAT.")
    CENSUS = strawberry.enum_value("CENSUS", description="Di un censimento.")
    PROVISIONAL = strawberry.enum_value("PROVISIONAL", description="Provvisoria, poi rivista.")
    REGISTER = strawberry.enum_value(
        "REGISTER", description="Contata nell'anagrafe (ANPR): non è la popolazione legale."
    )


PRECEDENCE = ("OFFICIAL", "CENSUS", "PROVISIONAL", "REGISTER")
"""Which figure comes first where several are there for one date."""

At = Annotated[
    date | None,
    strawberry.argument(
        description="Data di riferimento esatta (il 31 dicembre vale il 1° gennaio seguente). "
        "Senza, la più recente non successiva al giorno letto."
    ),
]
Status = Annotated[
    PopulationStatus | None,
    strawberry.argument(description="Solo cifre di questa provenienza."),
]


@strawberry.type(description="La popolazione di un comune a una data, con la sua fonte.")
@reads(scopes.POPULATION, tables.populations, key="istat_code")
class Population:
    """The residents of a comune at a date."""

    residents: int = column("Residenti.")
    reference_date: date = column("Data a cui la cifra si riferisce.")
    status: PopulationStatus = column("Provenienza della cifra.")
    source: str = column("Chi l'ha pubblicata e dove.")
    series: str = column("Serie: cifre di serie diverse non si confrontano.")
    licence: str = column("Licenza del dato, da citare dove il dato è mostrato.")


@strawberry.type(
    description="La popolazione di un insieme di comuni: la somma di cifre della stessa data, "
    "provenienza e serie, una per ciascun comune."
)
class PopulationTotal:
    """The residents of all the comuni of a territory."""

    residents: int = column("Residenti in tutti i comuni.")
    comuni: int = column("Quanti comuni sono sommati: tutti.")
    reference_date: date = column("Data a cui le cifre si riferiscono.")
    status: PopulationStatus = column("Provenienza, la stessa per tutti.")
    source: str = column("Chi le ha pubblicate e dove.")
    series: str = column("Serie, la stessa per tutti.")


def precedence(rows: Any) -> ColumnElement[int]:
    """Order figures of one date: official first."""
    whens = [(rows.c.status == quoted(name), number) for number, name in enumerate(PRECEDENCE)]
    return case(*[(when, literal_column(str(number), Integer)) for when, number in whens])


def referring(rows: Any, place: Place, at: Any, status: Any) -> ColumnElement[bool]:
    """Keep figures that refer to the date asked, or to any date until the day read."""
    of_status = [] if status is None else [rows.c.status == status]
    if at is None:
        return and_(rows.c.reference_date <= place.day, *of_status)
    day_of_year = func.to_char(at, quoted("MM-DD"), type_=Text)
    one = literal_column("1", Integer)
    after = at.op("+", return_type=Date())(one)
    before = at.op("-", return_type=Date())(one)
    same = or_(
        rows.c.reference_date == at,
        and_(day_of_year == quoted("12-31"), rows.c.reference_date == after),
        and_(day_of_year == quoted("01-01"), rows.c.reference_date == before),
    )
    return and_(same, *of_status)


def figures(place: Place, at: Any, status: Any) -> Select[Any]:
    """Narrow the figures of the comune above: the newest first, official before the others."""
    below = place.below
    return (
        place.select()
        .where(below.c.istat_code == place.above.c.istat_code)
        .where(referring(below, place, at, status))
        .order_by(below.c.reference_date.desc(), precedence(below))
    )


def summed(place: Place, at: Any, status: Any, names: Collection[str]) -> Select[Any]:
    """Sum the figures of the comuni of the Ambito above, where there is one for each of them.

    A sum that is of all of them is of a date, status and series of any one of them: the figures of
    one comune are tried, the newest first, and only so many sums are made as it takes. Of a sum
    what is named is told, and nothing else is looked for.
    """
    above, tried = place.above, place.also(tables.populations)
    below, one = place.also(tables.populations), place.also(tables.memberships)
    members = (
        select(
            func.array_agg(one.c.istat_code, type_=ARRAY(Text)).label("codes"),
            func.count().label("many"),
        )
        .where(one.c.ambito_id == above.c.ambito_id, place.holds(one))
        .correlate(above)
        .lateral()
    )
    sums = {
        "residents": func.sum(below.c.residents, type_=Integer),
        "source": func.min(below.c.source, type_=Text),
    }
    total = (
        select(
            func.count().label("comuni"),
            *(one.label(name) for name, one in sums.items() if name in names),
        )
        .where(below.c.istat_code == any_(members.c.codes))
        .where(below.c.reference_date == tried.c.reference_date)
        .where(below.c.status == tried.c.status, below.c.series == tried.c.series)
        .correlate(members, tried)
        .lateral()
    )
    newest = (  # what it is of stands outside, so that it is read in order and ends at the first
        select(*total.c, tried.c.reference_date, tried.c.status, tried.c.series)
        .join_from(tried, total, total.c.comuni == members.c.many)
        .where(tried.c.istat_code == members.c.codes[literal_column("1", Integer)])
        .where(referring(tried, place, at, status))
        .order_by(tried.c.reference_date.desc(), precedence(tried))
        .limit(literal_column("1", Integer))
        .correlate(members)
        .lateral()
    )
    return select(*newest.c).join_from(members, newest, literal_column("true")).correlate(above)
