"""An issuer of tokens as an identity provider is one: keys with names, and a page with them."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from joserfc import jws
from joserfc.jwk import ECKey, Key, OKPKey, RSAKey

from ambiti import clock

ISSUER = "https://login.example.it"
AUDIENCE = "ambiti"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)

KEYS: dict[str, Key] = {
    "ES256": ECKey.generate_key("P-256", {"kid": "es256"}),
    "ES384": ECKey.generate_key("P-384", {"kid": "es384"}),
    "EdDSA": OKPKey.generate_key("Ed25519", {"kid": "eddsa"}),
    "RS256": RSAKey.generate_key(2048, {"kid": "rs256"}),
    "PS256": RSAKey.generate_key(2048, {"kid": "ps256", "alg": "PS256"}),
}


class AnyAlgorithm(jws.JWSRegistry):
    """What an attacker signs with."""

    def get_alg(self, name: str) -> Any:
        return self.algorithms[name]


def claims(**changes: Any) -> dict[str, Any]:
    """Say what a good token says, with changes; None takes a claim away."""
    now = int(NOON.timestamp())
    good = {"iss": ISSUER, "aud": AUDIENCE, "sub": "3f2a", "iat": now, "exp": now + 600}
    return {name: value for name, value in {**good, **changes}.items() if value is not None}


def signed(
    said: Any,
    *,
    algorithm: str = "ES256",
    key: Key | None = None,
    header: dict[str, Any] | None = None,
) -> str:
    """Sign anything with any key, and give it as an Authorization header."""
    key = KEYS[algorithm] if key is None else key
    head = {"alg": algorithm, "kid": key.kid, "typ": "JWT", **(header or {})}
    head = {name: value for name, value in head.items() if value is not None}
    payload = said if isinstance(said, bytes) else json.dumps(said).encode()
    registry = AnyAlgorithm(strict_check_header=False)
    return f"Bearer {jws.serialize_compact(head, payload, key, registry=registry)}"


def key_set(*keys: Key) -> bytes:
    """Write the public part of keys as a JWK set."""
    return json.dumps({"keys": [key.as_dict(private=False) for key in keys]}).encode()


class Page:
    """A page on this machine that answers what it is told, and counts how often it is asked."""

    def __init__(self) -> None:
        self.content = key_set(*KEYS.values())
        self.status = "200 OK"
        self.asked = 0
        self.url = ""
        self._server: asyncio.Server | None = None

    async def open(self) -> None:
        self._server = await asyncio.start_server(self._answer, "127.0.0.1", 0)
        port = self._server.sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{port}/keys"

    async def close(self) -> None:
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()
            self._server = None

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        self.asked += 1
        head = f"HTTP/1.1 {self.status}\r\nContent-Length: {len(self.content)}\r\n"
        writer.write(f"{head}Location: /elsewhere\r\nConnection: close\r\n\r\n".encode())
        writer.write(self.content)
        await writer.drain()
        writer.close()
        await writer.wait_closed()


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    made = Page()
    await made.open()
    yield made
    await made.close()


@pytest.fixture
def noon() -> Iterator[datetime]:
    """Hold the clock at noon of a day."""
    with clock.fixed(NOON):
        yield NOON
