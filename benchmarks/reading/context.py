"""What each request to the dataloaders brings along: a loader for each relation, made anew."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from strawberry import Info

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from strawberry.dataloader import DataLoader

    from reading.contract import (
        Attendance,
        Budget,
        Comune,
        Fund,
        Holder,
        Line,
        Named,
        Organ,
        Population,
        PopulationTotal,
        Riparto,
        RollEntry,
        Rule,
        Seat,
        Share,
        Totals,
        Vote,
    )
    from reading.loaders import Reading


@dataclass(frozen=True, slots=True)
class Context:
    """One request: what it reads with, and the loaders of what hangs together."""

    reading: "Reading"
    capofila: "DataLoader[int, Comune | None]"
    comuni: "DataLoader[int, list[Comune]]"
    comuni_count: "DataLoader[int, int]"
    population_total: "DataLoader[int, PopulationTotal | None]"
    populations: "DataLoader[str, list[Population]]"
    comune: "DataLoader[str, Comune | None]"
    organs: "DataLoader[int, list[Organ]]"
    rules: "DataLoader[tuple[int, str], list[Rule]]"
    seats: "DataLoader[tuple[int, UUID], list[Seat]]"
    holders: "DataLoader[tuple[int, UUID], list[Holder]]"
    organ: "DataLoader[tuple[int, str, date], Named | None]"
    roll: "DataLoader[tuple[int, UUID], list[RollEntry]]"
    attendances: "DataLoader[tuple[int, UUID, UUID], list[Attendance]]"
    votes: "DataLoader[tuple[int, UUID], list[Vote]]"
    budgets: "DataLoader[tuple[int, int], list[Budget]]"
    lines: "DataLoader[tuple[int, UUID], list[Line]]"
    riparti: "DataLoader[tuple[int, int, int], list[Riparto]]"
    funds: "DataLoader[tuple[int, UUID], list[Fund]]"
    totals: "DataLoader[tuple[int, UUID], Totals]"
    shares: "DataLoader[tuple[int, UUID], list[Share]]"


Asking = Info[Context, None]
