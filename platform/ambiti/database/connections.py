"""The addresses at which the three logins enter the database: admin, app, reader."""

import hashlib
import hmac
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from ambiti.database.embedded import EmbeddedServer
from ambiti.settings import APP_ROLE, READER_ROLE, Settings

OWNER_ROLE = "ambiti_owner"
DATABASE = "ambiti"
"""The name of the database on the embedded server."""


@dataclass(frozen=True, slots=True)
class Databases:
    """Where each login enters; ``admin`` is absent where the server is given the other two only."""

    admin: str | None = field(repr=False)
    app: str = field(repr=False)
    reader: str = field(repr=False)


def databases(settings: Settings) -> Databases:
    """Give the addresses of a deployment; nothing needs to be running."""
    if settings.is_embedded:
        server = EmbeddedServer(settings.home)
        return Databases(
            *(server.dsn(user, DATABASE) for user in ("postgres", APP_ROLE, READER_ROLE))
        )
    admin, app, reader = (
        settings.database_url,
        settings.database_app_url,
        settings.database_reader_url,
    )
    return Databases(
        admin=admin,
        app=app or as_role(admin or "", APP_ROLE),
        reader=reader or as_role(admin or "", READER_ROLE),
    )


def as_role(admin: str, role: str) -> str:
    """Give a role's address from the admin's, with a password that only the admin can derive."""
    parts = urlsplit(admin)
    hosts = parts.netloc.rpartition("@")[2]
    login = role if parts.password is None else f"{role}:{_derived(unquote(parts.password), role)}"
    return urlunsplit(parts._replace(netloc=f"{login}@{hosts}"))


def in_database(dsn: str, name: str) -> str:
    """Give the same login's address in another database of the same server."""
    return urlunsplit(urlsplit(dsn)._replace(path=f"/{quote(name)}"))


def password(dsn: str) -> str | None:
    """Read the password of an address."""
    found = urlsplit(dsn).password
    return None if found is None else unquote(found)


def _derived(secret: str, role: str) -> str:
    return hmac.new(secret.encode(), role.encode(), hashlib.sha256).hexdigest()
