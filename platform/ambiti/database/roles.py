"""The three database roles: owner (migrations), app (commands), reader (queries).

Nobody who serves a request is owner, superuser or free of row-level security, and nobody who
serves can become one that is.
"""

import base64
import hashlib
import hmac
import secrets
import unicodedata

import asyncpg
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from ambiti.database.connections import OWNER_ROLE, Databases, password
from ambiti.settings import APP_ROLE, READER_ROLE

_SHARED = {
    "lock_timeout": "1s",
    "idle_in_transaction_session_timeout": "5s",
    "client_connection_check_interval": "1s",
    "search_path": "pg_catalog, ambiti, pg_temp",
    "TimeZone": "UTC",
    "jit": "off",
}
ROLE_SETTINGS = {
    APP_ROLE: {**_SHARED, "statement_timeout": "5s"},
    READER_ROLE: {**_SHARED, "statement_timeout": "3s", "default_transaction_read_only": "on"},
}
"""With what each login begins a session."""

_ITERATIONS = 4096
_UNSAFE = f"""select rolname from pg_roles
    where rolname in ('{OWNER_ROLE}', '{APP_ROLE}', '{READER_ROLE}') and (rolsuper or rolbypassrls
    or rolname <> '{OWNER_ROLE}' and pg_has_role(rolname, '{OWNER_ROLE}', 'member')) order by 1"""


class UnsafeRoleError(Exception):
    """A role of Ambiti exists already, with rights that would undo the confinement."""


async def establish(connection: AsyncConnection, logins: Databases) -> None:
    """Make the roles where they are missing, and give them their settings and passwords."""
    existing = set(await connection.scalars(text("select rolname from pg_roles")))
    for role, kind in (
        (OWNER_ROLE, "nologin noinherit"),
        (APP_ROLE, "login noinherit"),
        (READER_ROLE, "login noinherit"),
    ):
        if role not in existing:
            await connection.execute(text(f"create role {role} {kind} nosuperuser nobypassrls"))
    await _let_admin_become_owner(connection)
    await _refuse_unsafe(connection)
    for role, settings in ROLE_SETTINGS.items():
        for name, value in settings.items():
            shown = value if name == "search_path" else f"'{value}'"
            await connection.execute(text(f"alter role {role} set {name} = {shown}"))
    for role, dsn in ((APP_ROLE, logins.app), (READER_ROLE, logins.reader)):
        secret = password(dsn)
        if secret is not None:
            kept = verifier(secret)  # has colons, which `text` would take for names of values
            await connection.exec_driver_sql(f"alter role {role} password '{kept}'")


async def are_established(connection: asyncpg.Connection) -> bool:
    """Tell, as any login, whether the roles are safe and have the settings of this release."""
    if await connection.fetch(_UNSAFE):
        return False
    rows = await connection.fetch(
        "select rolname, rolconfig from pg_roles where rolname = any ($1)", list(ROLE_SETTINGS)
    )
    live = {row[0]: dict(item.split("=", 1) for item in row[1] or ()) for row in rows}
    return all(
        settings.items() <= live.get(role, {}).items() for role, settings in ROLE_SETTINGS.items()
    )


async def open_database(connection: AsyncConnection) -> None:
    """Let the two logins into this database, and nobody make temporary tables in it."""
    database = await connection.scalar(text("select quote_ident(current_database())"))
    await connection.execute(text(f"revoke temporary on database {database} from public"))
    await connection.execute(
        text(f"grant connect on database {database} to {APP_ROLE}, {READER_ROLE}")
    )


async def _let_admin_become_owner(connection: AsyncConnection) -> None:
    """Where the admin is no superuser, it has to be allowed to act as the owner."""
    allowed = await connection.scalar(
        text("select pg_has_role(current_user, :owner, 'set')"), {"owner": OWNER_ROLE}
    )
    if not allowed:
        await connection.execute(
            text(f"grant {OWNER_ROLE} to current_user with inherit false, set true")
        )


async def _refuse_unsafe(connection: AsyncConnection) -> None:
    found = list(await connection.scalars(text(_UNSAFE)))
    if found:
        message = (
            f"I ruoli {', '.join(found)} di questo PostgreSQL sono superutenti, hanno BYPASSRLS o"
            f" fanno parte di {OWNER_ROLE}: l'isolamento non varrebbe. Toglili (DROP ROLE) e Ambiti"
            " li rifà."
        )
        raise UnsafeRoleError(message)


def verifier(secret: str) -> str:
    """Write a password as PostgreSQL keeps it (SCRAM-SHA-256), so that no log can show it."""
    salt = secrets.token_bytes(16)
    normal = unicodedata.normalize("NFKC", secret).encode()
    salted = hashlib.pbkdf2_hmac("sha256", normal, salt, _ITERATIONS)
    stored = hashlib.sha256(hmac.digest(salted, b"Client Key", "sha256")).digest()
    server = hmac.digest(salted, b"Server Key", "sha256")
    shown = [base64.b64encode(part).decode() for part in (salt, stored, server)]
    return f"SCRAM-SHA-256${_ITERATIONS}:{shown[0]}${shown[1]}:{shown[2]}"
