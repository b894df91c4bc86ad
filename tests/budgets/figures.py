"""Invented populations of real comuni, by which sums were worked out by hand, and the tenants."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ambiti.budgets.ripartos.asked import Asked, Decision, Known, Undivided
from ambiti.budgets.ripartos.populations import Residents
from ambiti.budgets.ripartos.rules import Riparto
from ambiti.statute.gazetteer import Gazetteer
from ambiti.statute.language import Statute
from ambiti.statute.loading import load_or_raise

ROOT = Path(__file__).parents[2]

CARATE = {  # at 31 December of 2023, 2024, 2025
    "Albiate": (6_350, 6_400, 6_450),
    "Besana in Brianza": (15_450, 15_500, 15_500),
    "Biassono": (12_250, 12_300, 12_400),
    "Briosco": (5_900, 5_900, 5_950),
    "Carate Brianza": (18_000, 18_100, 18_200),
    "Lissone": (46_400, 46_700, 47_000),
    "Macherio": (7_400, 7_400, 7_450),
    "Renate": (4_100, 4_100, 4_100),
    "Sovico": (8_350, 8_400, 8_450),
    "Triuggio": (8_850, 8_900, 8_900),
    "Vedano al Lambro": (7_450, 7_500, 7_500),
    "Veduggio con Colzano": (4_300, 4_300, 4_350),
    "Verano Brianza": (9_200, 9_300, 9_350),
}
SUB4 = {  # at 31 December of 2018, 2019
    "Soncino": (7_650, 7_600),
    "Cumignano sul Naviglio": (420, 400),
    "Genivolta": (1_150, 1_150),
    "Izano": (2_040, 2_050),
    "Offanengo": (5_900, 5_950),
    "Ricengo": (1_760, 1_750),
    "Salvirola": (1_160, 1_150),
    "Trigolo": (1_720, 1_700),
    "Romanengo": (3_120, 3_150),
    "Casaletto di Sopra": (540, 520),
    "Ticengo": (440, 430),
}


@cache
def statute(slug: str) -> Statute:
    file = ROOT / "tenants" / f"{slug.replace('-', '_')}.yaml"
    return load_or_raise(file.read_bytes(), file.name).statute


def istat(slug: str, name: str) -> str:
    match = Gazetteer.of(statute(slug)).find(name)
    assert match is not None
    return match.comune.istat


def residents(slug: str, table: Mapping[str, tuple[int, ...]], first: int) -> Iterator[Residents]:
    for name, counts in table.items():
        for year, count in enumerate(counts, start=first):
            day = date(year, 12, 31)
            yield Residents(istat(slug, name), day, "OFFICIAL", count, "prova", "PROVA")


@cache
def carate_residents() -> tuple[Residents, ...]:
    return tuple(residents("carate", CARATE, 2023))


@cache
def sub4_residents() -> tuple[Residents, ...]:
    return tuple(residents("cremasco", SUB4, 2018))


def carate(cents: int, year: int = 2026, **known: Any) -> Asked:
    """Ask the Ambito of Carate to share a sum."""
    facts = Known(residents=carate_residents())
    return Asked(statute("carate"), cents, year, date(2026, 3, 1), replace(facts, **known))


def soncino(cents: int, year: int = 2020, *, decided: bool = True, **known: Any) -> Asked:
    """Ask sub-ambito 4 to share a sum, with its decision of the year."""
    decision = Decision("ASS_SUB4", year, "verbale n. 1") if decided else None
    facts = Known(residents=sub4_residents(), decision=decision)
    return Asked(statute("cremasco"), cents, year, date(2020, 3, 1), replace(facts, **known))


def shares(found: Riparto | Undivided) -> dict[str, int]:
    """Tell the shares in cents by name."""
    assert isinstance(found, Riparto), found
    return {one.party.place.name: one.cents for one in found.lines}


def codes(found: object) -> list[str]:
    """Tell the codes of what was refused."""
    assert isinstance(found, Undivided), found
    return [one.code for one in found.violations]


def warned(found: object) -> set[str]:
    """Tell the codes of what travels with a result."""
    return {one.code for one in found.warnings}  # type: ignore[attr-defined]


def half_up(cents: int, weights: list[int]) -> list[int]:
    """Round each share by itself, as one must not: the sum is lost or gained."""
    whole = sum(weights)
    return [(cents * one * 2 + whole) // (2 * whole) for one in weights]
