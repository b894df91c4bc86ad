"""The comuni of a country: those of a CSV where there is one, invented ones otherwise."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from itertools import islice
from pathlib import Path
from typing import Final

COUNTRY: Final = 7_900
_BELFIORE: Final = re.compile("^[A-Z][0-9]{3}$")
_REGIONS: Final = 5
_PROVINCE: Final = 75
_THOUSAND: Final = 1_000
_LETTERS: Final = 26


@dataclass(frozen=True, slots=True)
class Comune:
    """A comune, with what its row says and about how many people live there."""

    istat_code: str
    belfiore: str
    name: str
    province_code: str
    province: str
    region: str
    residents: int

    def row(self) -> tuple[object, ...]:
        """Give its values in the order of the declaration."""
        return astuple(self)


def comuni(path: Path | None) -> list[Comune]:
    """List the comuni of the country, province by province."""
    if path is None:
        return list(islice(_invented(), COUNTRY))
    with path.open(encoding="utf-8", newline="") as file:
        found = [_read(number, row) for number, row in enumerate(csv.DictReader(file))]
    found.sort(key=lambda one: (one.region, one.province, one.name))
    return found


def _read(number: int, row: dict[str, str]) -> Comune:
    return Comune(
        row["istat_code"],
        row["belfiore"] if _BELFIORE.match(row["belfiore"]) else f"Z{number % _THOUSAND:03}",
        row["name"],
        row["province_code"],
        row["province"],
        row["region"],
        int(row["pop_2021_01_01"] or row["pop_2020_01_01"] or _THOUSAND),
    )


def _invented() -> Iterator[Comune]:
    for number in range(COUNTRY):
        province = number // _PROVINCE
        letters = chr(ord("A") + province // _LETTERS) + chr(ord("A") + province % _LETTERS)
        yield Comune(
            f"{100_000 + number}",
            f"{chr(ord('A') + number // _THOUSAND)}{number % _THOUSAND:03}",
            f"Comune {number:04}",
            letters,
            f"Provincia {province:03}",
            f"Regione {number * _REGIONS // COUNTRY:02}",
            _THOUSAND + number * 7919 % 30_000,
        )


def shares(found: Sequence[Comune], sizes: Sequence[int]) -> Iterator[Sequence[Comune]]:
    """Deal the comuni out, so many to each, from the first on."""
    start = 0
    for size in sizes:
        if start + size > len(found):
            message = f"{sum(sizes)} comuni are needed, and there are {len(found)}"
            raise ValueError(message)
        yield found[start : start + size]
        start += size
