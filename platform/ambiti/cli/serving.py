"""`ambiti serve`: from nothing to a server that answers, and back in good order."""

import asyncio
import gc
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

import uvicorn
from uvicorn.supervisors import Multiprocess

from ambiti.cli import standing
from ambiti.cli.refusing import Refused
from ambiti.cli.welcome import welcome
from ambiti.database import migrating
from ambiti.database.connections import Databases
from ambiti.database.running import running
from ambiti.settings import Settings

APP = "ambiti.app:create_app"
BACKLOG = 2048
GRACE_SECONDS = 10


def serve(settings: Settings) -> None:
    """Bring everything up, say how to use it, and serve until told to stop."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C: all ends in good order
    with _door(settings) as door, running(settings) as databases:
        with _nothing_is_rubbish():
            asyncio.run(_prepare(settings, databases))
            if settings.workers == 1:
                import_module(APP.partition(":")[0])
        door.listen(BACKLOG)  # from here on callers wait, and are not turned away
        print("\n".join(asyncio.run(welcome(settings, databases))), flush=True)
        _run(settings, door)
    print("Ambiti si è fermato.", flush=True)


@contextmanager
def _nothing_is_rubbish() -> Iterator[None]:
    """Look for no rubbish while all that is made is here to stay, nor ever again among it."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _door(settings: Settings) -> socket.socket:
    """Take the address before anything else is begun, or say who should move."""
    try:
        family, *_, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        door = socket.socket(family, socket.SOCK_STREAM)
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(address)
    except OSError as error:
        message = (
            f"Non si può ascoltare su {settings.host}:{settings.port} ({error.strerror}): scegli"
            " un'altra porta con AMBITI_PORT o un altro indirizzo con AMBITI_HOST."
        )
        raise Refused(message) from error
    return door


async def _prepare(settings: Settings, databases: Databases) -> None:
    """Migrate and apply what travels with the code, where the addresses allow it."""
    if databases.admin is None:
        await migrating.require_head(databases.app)
        return
    if not await migrating.is_current(databases):
        await migrating.migrate(databases)
    if await standing.is_standing(settings, databases):
        return
    from ambiti.cli import statutes  # slow to import, and most starts find nothing to apply

    await statutes.bring_up(settings, databases)
    if settings.development_issuer and settings.is_embedded:
        from ambiti.demo.living import live

        print("\n".join(await live(settings, databases)), flush=True)
    await standing.remember(settings, databases, statutes.TABLES)


def _run(settings: Settings, door: socket.socket) -> None:
    config = uvicorn.Config(
        APP,
        factory=True,
        workers=settings.workers,
        loop="uvloop",
        http="httptools",
        ws="websockets-sansio",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        log_level="debug" if settings.log_level == "debug" else "warning",
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    if settings.workers > 1:
        Multiprocess(config, sockets=[door]).run()
        return
    server = uvicorn.Server(config)
    try:
        server.run(sockets=[door])
    except KeyboardInterrupt:
        return
    if not server.started:
        message = "Il server non è partito: il motivo è scritto qui sopra."
        raise Refused(message)
