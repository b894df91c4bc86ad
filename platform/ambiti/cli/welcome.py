"""What a server that has started says: where it answers, and what to ask it first."""

import os
import shlex
import shutil
import sys
from pathlib import Path

from sqlalchemy import text

from ambiti import __version__, clock
from ambiti.database.connections import Databases
from ambiti.database.engine import app_engine, transaction
from ambiti.settings import Settings

_ROLES = text(
    """select distinct on (a.slug, r.access) a.slug, r.access, r.held_for,
    (select c.name from ambiti.memberships m join ambiti.comuni c using (istat_code)
      where m.ambito_id = a.ambito_id and m.valid_from <= :day and m.valid_until > :day
      order by c.name limit 1) as comune,
    (select u.name from ambiti.units u where u.ambito_id = a.ambito_id
      and u.valid_from <= :day and u.valid_until > :day order by u.name limit 1) as unit
    from ambiti.ambiti a join ambiti.roles r using (ambito_id)
    where r.valid_from <= :day and r.valid_until > :day order by a.slug, r.access, r.held_for"""
)


async def welcome(settings: Settings, databases: Databases) -> list[str]:
    """Say where it answers, how to get a token, and one question that works when pasted."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    url = f"http://{host}:{settings.port}/graphql"
    lines = [f"Ambiti {__version__} risponde su {url}", ""]
    query = "{ me { name } ambiti(first: 10) { edges { node { slug name comuniCount } } } }"
    curl = f"curl -s {url} -H 'content-type: application/json'"
    if settings.development_issuer:
        told = await roles_by_tenant(databases)
        command = _command()
        lines.append("Token di prova, di persone inventate:")
        lines += [f"  {command} token {options}" for options in told]
        lines += ["", "Una prima domanda, con il token:"]
        if told:
            curl += f' -H "authorization: Bearer $({command} token {told[0]})"'
    else:
        lines.append("Una prima domanda:")
    body = '{"query": "' + query + '"}'
    lines += [f"  {curl} -d '{body}'", "", "Ctrl-C ferma tutto.", ""]
    return lines


def _command() -> str:
    """Write the command as whoever started this can paste it."""
    here = Path(sys.argv[0]).absolute()
    if shutil.which("ambiti") == str(here):
        return "ambiti"
    if here.name == "__main__.py":
        return f"{shlex.quote(sys.executable)} -m ambiti"
    relative = os.path.relpath(here)
    return shlex.quote(str(here) if relative.startswith("..") else relative)


async def roles_by_tenant(databases: Databases) -> list[str]:
    """Write the options with which `ambiti token` gives each role of each tenant."""
    engine = app_engine(databases.app)
    try:
        async with transaction(engine, reach=()) as connection:
            tenants = await connection.scalars(text("select ambito_id from ambiti.ambiti"))
            reach = list(tenants)
        async with transaction(engine, reach=reach) as connection:
            rows = (await connection.execute(_ROLES, {"day": clock.today()})).mappings().all()
    finally:
        await engine.dispose()
    named = {"COMUNE": "comune", "UNIT": "unit"}
    lines = []
    for row in rows:
        place = named.get(row["held_for"])
        options = f"--tenant {row['slug']} --role {row['access']}"
        if place:
            options += f" --{place} {shlex.quote(row[place] or '')}"
        lines.append(options)
    return lines
