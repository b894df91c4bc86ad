"""What a thousand people with 25 roles each change for whoever reads: little, it is hoped.

``python benchmarks/principals.py --keep DIR`` asks the three shapes of one Ambito in a country of
600 Ambiti, in turn with the few principals of the country and with 1,000 more who hold 25 roles
each, in 25 Ambiti; those who ask then hold 25 too. At most 10% is wanted.
"""

import argparse
import asyncio
import statistics
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Final

import asyncpg
from reading.asking import Asked, asked
from reading.building import Country, country
from reading.contestants import Contestant
from reading.shapes import SHAPES

from reading import contestants, measuring

PRINCIPALS: Final = 1_000
ROLES: Final = 25
_SHAPES: Final = ("S1", "S2", "S3")
_ASKING: Final = 6
_PORT: Final = 18_461
_BUSY: Final = 32
_MOST: Final = 0.10

_ADD: Final = f"""
insert into ambiti.principals (id, identity, name, kind, invented, version)
select gen_random_uuid(), 'many ' || n, 'Persona ' || n, 'PERSON', true, 1
  from generate_series(1, {PRINCIPALS}) n;

insert into ambiti.mandates
      (ambito_id, id, principal_id, role_code, since, act, source_code, source_document)
select r.ambito_id, gen_random_uuid(), p.id, r.code, '2020-01-01', 'many',
       r.source_code, r.source_document
  from (select id, row_number() over (order by identity) as n from ambiti.principals) p
 cross join generate_series(0, {ROLES - 1}) k
  join (select distinct on (ambito_id) *, dense_rank() over (order by ambito_id) as place
          from ambiti.roles where access = 'responsabile_udp' order by ambito_id, code) r
    on r.place = 1 + (p.n * 7 + k * 23) % (select count(distinct ambito_id) from ambiti.roles);

update ambiti.principals set version = version + 1;
analyze ambiti.principals; analyze ambiti.mandates;
"""
_REMOVE: Final = """
delete from ambiti.mandates where act = 'many';
delete from ambiti.principals where identity like 'many %';
update ambiti.principals set version = version + 1;
vacuum analyze ambiti.principals; vacuum analyze ambiti.mandates;
"""


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", type=Path, help="where the country stays, to be used again")
    parser.add_argument("--comuni", type=Path, help="a CSV of comuni")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=2.5)
    given = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="ambiti-principals-") as made,
        country(600, given.keep, given.comuni) as one,
        contestants.product(one, _PORT, Path(made) / "product.log") as server,
    ):
        questions = asyncio.run(asked(one, only=_ASKING, first=True))
        found: dict[tuple[str, str, bool], list[float]] = defaultdict(list)
        for _ in range(given.rounds):
            for many in (False, True):
                asyncio.run(_run(one, _ADD if many else _REMOVE))
                _measure(one, questions, server, given.seconds, Path(made), many, found)
        asyncio.run(_run(one, _REMOVE))
    print(f"| | | few | {PRINCIPALS} principals with {ROLES} roles | change |")
    print("| --- | --- | --- | --- | --- |")
    worst = 0.0
    for shape, what in dict.fromkeys((name, told) for name, told, _ in found):
        few, many = (statistics.median(found[shape, what, one]) for one in (False, True))
        slower = many / few - 1 if what.startswith("p50") else few / many - 1
        worst = max(worst, slower)
        print(f"| {shape} | {what} | {few:,.2f} | {many:,.2f} | {many / few - 1:+.0%} |")
    if worst > _MOST:
        print(f"{worst:.0%} slower: at most {_MOST:.0%} is wanted")
        raise SystemExit(1)


def _measure(  # noqa: PLR0913, PLR0917 - what is measured of what, and where it is kept
    one: Country,
    questions: Asked,
    server: Contestant,
    seconds: float,
    folder: Path,
    many: bool,  # noqa: FBT001
    found: dict[tuple[str, str, bool], list[float]],
) -> None:
    for shape in (shape for shape in SHAPES if shape.name in _SHAPES):
        busy = measuring.cell(one, questions, server, shape, _BUSY, seconds, folder)
        alone = measuring.cell(one, questions, server, shape, 1, seconds, folder)
        found[shape.name, f"requests/s at {_BUSY}", many].append(busy.rate)
        found[shape.name, "p50 ms at 1", many].append(alone.p50)


async def _run(one: Country, script: str) -> None:
    connection = await asyncpg.connect(one.databases.admin)
    for statement in script.split(";"):
        if statement.strip():
            await connection.execute(statement)
    await connection.close()


if __name__ == "__main__":
    main()
