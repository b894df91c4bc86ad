"""The mandates of people and machine clients, as the commands give, end and list them."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncEngine

from ambiti.access import mandating
from ambiti.access.choosing import Wish
from ambiti.access.holding import Term
from ambiti.cli.refusing import MISUSED, Refused
from ambiti.database import migrating
from ambiti.database.connections import Databases
from ambiti.database.engine import app_engine
from ambiti.database.running import running
from ambiti.settings import Settings

Answer = TypeVar("Answer")


def give(  # noqa: PLR0913  each option of the command
    settings: Settings,
    wish: Wish,
    term: Term,
    *,
    identity: str,
    name: str,
    act: str,
    machine: bool,
) -> str:
    """Give a mandate, and say it."""
    principal = mandating.principal_of(
        identity, name, machine=machine, issuer=settings.identity_issuer
    )
    with running(settings) as databases:
        return asyncio.run(
            _with_engine(
                databases, lambda engine: mandating.give(engine, principal, wish, term, act)
            )
        )


def end(settings: Settings, identity: str, wish: Wish, until: date) -> str:
    """End a mandate, and say it."""
    with running(settings) as databases:
        return asyncio.run(
            _with_engine(databases, lambda engine: mandating.end(engine, identity, wish, until))
        )


def mandates_of(settings: Settings, tenant: str) -> list[str]:
    """Say the mandates of a tenant, one line each."""
    with running(settings) as databases:
        admin = databases.admin
        if admin is None:
            message = "I nomi li legge solo l'amministratore: serve AMBITI_DATABASE_URL."
            raise Refused(message, code=MISUSED)
        return asyncio.run(
            _with_engine(databases, lambda engine: mandating.mandates_of(engine, admin, tenant))
        )


async def _with_engine(
    databases: Databases, act: Callable[[AsyncEngine], Awaitable[Answer]]
) -> Answer:
    await migrating.require_head(databases.app)
    engine = app_engine(databases.app)
    try:
        return await act(engine)
    finally:
        await engine.dispose()
