"""The functions that the dataloaders load with: many keys in one statement, made into types."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select
from sqlalchemy.ext.asyncio import AsyncConnection
from strawberry import ID
from strawberry.dataloader import DataLoader

from ambiti.reading.identifiers import decode
from reading import relations
from reading.context import Context
from reading.contract import (
    Ambito,
    Attendance,
    Budget,
    Comune,
    Decision,
    Fund,
    Holder,
    Line,
    Meeting,
    Named,
    Organ,
    Population,
    PopulationTotal,
    Quorum,
    Riparto,
    RollEntry,
    Rule,
    Seat,
    Share,
    Totals,
    Vote,
)

K = TypeVar("K")
T = TypeVar("T")


def context(caller: Mapping[str, str], day: date) -> Context:
    """Make what one request brings along."""
    reading = Reading(caller, day)
    return Context(
        reading=reading,
        capofila=DataLoader(reading.capofile),
        comuni=DataLoader(reading.comuni),
        comuni_count=DataLoader(reading.comuni_counts),
        population_total=DataLoader(reading.population_totals),
        populations=DataLoader(reading.populations),
        comune=DataLoader(reading.comuni_by_code),
        organs=DataLoader(reading.organs),
        rules=DataLoader(reading.rules),
        seats=DataLoader(reading.seats),
        holders=DataLoader(reading.holders),
        organ=DataLoader(reading.organs_on),
        roll=DataLoader(reading.roll),
        attendances=DataLoader(reading.attendances),
        votes=DataLoader(reading.votes),
        budgets=DataLoader(reading.budgets),
        lines=DataLoader(reading.lines),
        riparti=DataLoader(reading.riparti),
        shares=DataLoader(reading.shares),
        funds=DataLoader(reading.funds),
        totals=DataLoader(reading.totals),
    )


class Reading:
    """What one request reads: on one connection, in one transaction, a statement at a time."""

    connection: AsyncConnection

    def __init__(self, caller: Mapping[str, str], day: date) -> None:
        """Know who asks, and on which day."""
        self.caller = caller
        self._day = day
        self._turn = asyncio.Lock()

    async def _rows(self, statement: Select[Any], **given: Any) -> Sequence[Any]:
        async with self._turn:
            result = await self.connection.execute(statement, given)
        found: Sequence[Any] = result.all()
        return found

    async def ambito(self, slug: str) -> Ambito | None:
        """Find the Ambito of a slug."""
        found = await self._rows(relations.AMBITO, slug=slug)
        return _ambito(found[0]) if found else None

    async def ambiti(self, region: str, first: int) -> list[Ambito]:
        """List the first Ambiti of a Regione."""
        found = await self._rows(relations.AMBITI_OF_REGION, region=region, first=first)
        return [_ambito(row) for row in found]

    async def meeting(self, given: ID) -> Meeting | None:
        """Find the meeting of an identifier."""
        key = decode(given)
        if key.type_name != "Meeting" or key.ambito_id is None or key.uuid is None:
            return None
        found = await self._rows(relations.MEETING, ambito=key.ambito_id, id=key.uuid)
        return _meeting(given, key.ambito_id, key.uuid, found[0]) if found else None

    async def capofile(self, keys: list[int]) -> list[Comune | None]:
        """Find the comuni that lead Ambiti."""
        found = await self._rows(relations.CAPOFILE, ambiti=keys, day=self._day)
        return _single(
            keys, ((key, Comune(istat_code=code, name=name)) for key, code, name in found)
        )

    async def comuni(self, keys: list[int]) -> list[list[Comune]]:
        """Find the comuni of Ambiti."""
        found = await self._rows(relations.COMUNI, ambiti=keys, day=self._day)
        return _listed(
            keys, ((key, Comune(istat_code=code, name=name)) for key, code, name in found)
        )

    async def comuni_counts(self, keys: list[int]) -> list[int]:
        """Count the comuni of Ambiti."""
        found = await self._rows(relations.COMUNI_COUNTS, ambiti=keys, day=self._day)
        many = dict[int, int](map(tuple, found))
        return [many.get(key, 0) for key in keys]

    async def population_totals(self, keys: list[int]) -> list[PopulationTotal | None]:
        """Sum the populations of Ambiti."""
        found = await self._rows(relations.TOTALS, ambiti=keys, day=self._day)
        return _single(
            keys,
            (
                (key, PopulationTotal(residents=residents, reference_date=reference_date))
                for key, residents, reference_date in found
            ),
        )

    async def populations(self, keys: list[str]) -> list[list[Population]]:
        """Find the populations of comuni."""
        found = await self._rows(relations.POPULATIONS, codes=keys, day=self._day)
        return _listed(
            keys,
            (
                (key, Population(reference_date=on, residents=residents, status=status))
                for key, on, residents, status in found
            ),
        )

    async def comuni_by_code(self, keys: list[str]) -> list[Comune | None]:
        """Find comuni."""
        found = await self._rows(relations.COMUNI_BY_CODE, codes=keys)
        return _single(
            keys, ((key, Comune(istat_code=code, name=name)) for key, code, name in found)
        )

    async def organs(self, keys: list[int]) -> list[list[Organ]]:
        """Find the organs of Ambiti."""
        found = await self._rows(relations.ORGANS, ambiti=keys, day=self._day)
        return _listed(
            keys,
            (
                (ambito, Organ(ambito_id=ambito, row_id=row_id, code=code, name=name, kind=kind))
                for ambito, row_id, code, name, kind in found
            ),
        )

    async def rules(self, keys: list[tuple[int, str]]) -> list[list[Rule]]:
        """Find the rules about organs."""
        ambiti, codes = _parts(keys)
        found = await self._rows(relations.RULES, ambiti=ambiti, codes=codes, day=self._day)
        return _listed(
            keys,
            (
                ((ambito, subject), Rule(code=code, text=text, status=status))
                for ambito, subject, code, text, status in found
            ),
        )

    async def seats(self, keys: list[tuple[int, UUID]]) -> list[list[Seat]]:
        """Find the seats of organs."""
        ambiti, ids = _parts(keys)
        found = await self._rows(relations.SEATS, ambiti=ambiti, ids=ids, day=self._day)
        return _listed(
            keys,
            (
                (
                    (ambito, organ),
                    Seat(
                        ambito_id=ambito, row_id=row_id, label=label, standing=standing, votes=votes
                    ),
                )
                for ambito, organ, row_id, label, standing, votes in found
            ),
        )

    async def holders(self, keys: list[tuple[int, UUID]]) -> list[list[Holder]]:
        """Find who holds seats."""
        ambiti, ids = _parts(keys)
        found = await self._rows(relations.HOLDERS, ambiti=ambiti, ids=ids, day=self._day)
        return _listed(
            keys,
            (
                ((ambito, seat), Holder(person=person, since=since))
                for ambito, seat, person, since in found
            ),
        )

    async def organs_on(self, keys: list[tuple[int, str, date]]) -> list[Named | None]:
        """Find organs as they were on a day."""
        ambiti, codes, days = zip(*keys, strict=True)
        found = await self._rows(relations.ORGANS_ON, ambiti=ambiti, codes=codes, days=days)
        return _single(
            keys, (((ambito, code, day), Named(name=name)) for ambito, code, day, name in found)
        )

    async def roll(self, keys: list[tuple[int, UUID]]) -> list[list[RollEntry]]:
        """Find the rolls of meetings."""
        ambiti, ids = _parts(keys)
        found = await self._rows(relations.ROLL, ambiti=ambiti, ids=ids)
        return _listed(
            keys,
            (
                (
                    (ambito, meeting),
                    RollEntry(
                        ambito_id=ambito, meeting_id=meeting, row_id=row_id, istat_code=code,
                        position=position, label=label, votes=votes,
                    ),
                )
                for ambito, meeting, row_id, code, position, label, votes in found
            ),
        )  # fmt: skip

    async def attendances(self, keys: list[tuple[int, UUID, UUID]]) -> list[list[Attendance]]:
        """Find who came for entries of a roll."""
        ambiti, ids, entries = (list(set(part)) for part in zip(*keys, strict=True))
        found = await self._rows(relations.ATTENDANCES, ambiti=ambiti, ids=ids, entries=entries)
        return _listed(
            keys,
            (
                ((ambito, meeting, entry), Attendance(person=person, delegated=delegated))
                for ambito, meeting, entry, person, delegated in found
            ),
        )

    async def votes(self, keys: list[tuple[int, UUID]]) -> list[list[Vote]]:
        """Find the votes of meetings."""
        ambiti, ids = _parts(keys)
        found = await self._rows(relations.VOTES, ambiti=ambiti, ids=ids)
        return _listed(keys, (((row.ambito_id, row.meeting_id), _vote(row)) for row in found))

    async def budgets(self, keys: list[tuple[int, int]]) -> list[list[Budget]]:
        """Find the budgets of years."""
        ambiti, years = _parts(keys)
        found = await self._rows(relations.BUDGETS, ambiti=ambiti, years=years)
        return _listed(
            keys,
            (
                ((ambito, year), Budget(ambito_id=ambito, row_id=row_id, year=year, state=state))
                for ambito, year, row_id, state in found
            ),
        )

    async def lines(self, keys: list[tuple[int, UUID]]) -> list[list[Line]]:
        """Find the lines of budgets."""
        ambiti, ids = _parts(keys)
        found = await self._rows(relations.LINES, ambiti=ambiti, ids=ids)
        return _listed(
            keys,
            (
                ((ambito, budget), Line(code=code, description=description, level=level))
                for ambito, budget, code, description, level in found
            ),
        )

    async def riparti(self, keys: list[tuple[int, int, int]]) -> list[list[Riparto]]:
        """Find the first riparti of years."""
        ambiti, years, _ = _parts(keys)
        found = await self._rows(relations.RIPARTI, ambiti=ambiti, years=years)
        made = (
            ((row.ambito_id, row.year), Riparto(
                ambito_id=row.ambito_id, row_id=row.id, matter_name=row.matter_name,
                amount=_euro(row.cents), state=row.state,
            ))
            for row in found
        )  # fmt: skip
        of_year = _listed([key[:2] for key in keys], made)
        return [found[: key[2]] for found, key in zip(of_year, keys, strict=True)]

    async def shares(self, keys: list[tuple[int, UUID]]) -> list[list[Share]]:
        """Find the shares of riparti."""
        ambiti, ids = _parts(keys)
        found = await self._rows(relations.SHARES, ambiti=ambiti, ids=ids)
        return _listed(
            keys,
            (
                ((ambito, riparto), Share(istat_code=code, name=name, amount=_euro(cents)))
                for ambito, riparto, code, name, cents in found
            ),
        )

    async def funds(self, keys: list[tuple[int, UUID]]) -> list[list[Fund]]:
        """Find the funds of budgets."""
        ambiti, ids = _parts(keys)
        found = await self._rows(relations.FUNDS, ambiti=ambiti, ids=ids)
        return _listed(
            keys,
            (
                ((ambito, budget), Fund(ambito_id=ambito, row_id=row_id, code=code, name=name))
                for ambito, budget, row_id, code, name in found
            ),
        )

    async def totals(self, keys: list[tuple[int, UUID]]) -> list[Totals]:
        """Sum the accounts of funds."""
        ambiti, ids = _parts(keys)
        found = await self._rows(relations.SUMS, ambiti=ambiti, ids=ids, day=self._day)
        sums = {
            (row.ambito_id, row.fund_id): Totals(
                assigned=_euro(row.assigned), committed=_euro(row.committed), paid=_euro(row.paid)
            )
            for row in found
        }
        return [
            sums.get(key, Totals(assigned="0.00", committed="0.00", paid="0.00")) for key in keys
        ]


def _euro(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02}"


def _parts(keys: Iterable[tuple[Any, Any]]) -> list[list[Any]]:
    """Take keys of two parts apart, each part once."""
    return [list(set(part)) for part in zip(*keys, strict=True)]


def _single(keys: Iterable[K], found: Iterable[tuple[K, T]]) -> list[T | None]:
    """Give what was found for each key, or nothing."""
    by_key = dict(found)
    return [by_key.get(key) for key in keys]


def _listed(keys: Iterable[K], found: Iterable[tuple[K, T]]) -> list[list[T]]:
    """Give all that was found for each key, in the order in which it was found."""
    by_key: dict[K, list[T]] = {key: [] for key in keys}
    for key, one in found:
        if key in by_key:
            by_key[key].append(one)
    return list(by_key.values())


def _ambito(row: Any) -> Ambito:
    ambito_id, slug, name, kind, region = row
    return Ambito(ambito_id=ambito_id, slug=slug, name=name, kind=kind, region=region)


def _meeting(given: ID, ambito_id: int, row_id: UUID, row: Any) -> Meeting:
    quorum = row.quorum
    return Meeting(
        id=given, ambito_id=ambito_id, row_id=row_id, organ_code=row.organ_code, number=row.number,
        year=row.year, held_on=row.held_on, at=row.at, place=row.place, status=row.status,
        quorum=Quorum(
            present=quorum.get("present"), needed=quorum.get("needed"), met=quorum.get("met")
        ),
    )  # fmt: skip


def _vote(row: Any) -> Vote:
    decision = None
    if row.verdict is not None:
        proof = row.proof or {}
        decision = Decision(
            verdict=row.verdict, told=row.told, threshold=proof.get("threshold"),
            in_favour=proof.get("in_favour"), against=proof.get("against"),
            abstained=proof.get("abstained"),
        )  # fmt: skip
    return Vote(position=row.position, question=row.question, status=row.status, decision=decision)
