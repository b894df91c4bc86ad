"""`ambiti demo`: every tenant of the demo lives its year, once."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

import httpx
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from ambiti.access.development import DevelopmentIssuer
from ambiti.app import create_app
from ambiti.database.connections import Databases
from ambiti.database.engine import app_engine, transaction
from ambiti.demo import carate, cremasco, lecce, monza_brianza
from ambiti.demo.stage import Stage
from ambiti.settings import Settings
from ambiti.statute.tables import ambiti

STORIES: Final[Mapping[str, Callable[[Stage], Awaitable[None]]]] = {
    "carate": carate.lived,
    "cremasco": cremasco.lived,
    "lecce": lecce.lived,
    "monza-brianza": monza_brianza.lived,
}


async def live(settings: Settings, databases: Databases) -> list[str]:
    """Let each tenant live its year through the contract, and say it; one that lived is left."""
    app = create_app(settings.model_copy(update={"log_level": "warning"}))  # not every act of it
    engine = app_engine(databases.app)
    transport = httpx.ASGITransport(app)
    logging.getLogger("httpx").setLevel(logging.WARNING)  # it would tell every act
    told = []
    try:
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://ambiti.invalid") as client,
        ):
            here = await _tenants(engine)
            issuer = DevelopmentIssuer.open(settings.home, settings.identity_audience)
            for slug, story in STORIES.items():
                stage = Stage(client, issuer, engine, slug)
                if slug not in here or await stage.lived():
                    continue
                await story(stage)
                told.append(f"{slug}: vissuto l'anno di prova in {stage.acts} atti.")
    finally:
        await engine.dispose()
    return told


async def _tenants(engine: AsyncEngine) -> set[str]:
    async with transaction(engine, reach=()) as connection:
        return set(await connection.scalars(select(ambiti.c.slug)))
