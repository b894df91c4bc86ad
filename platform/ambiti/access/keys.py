"""The public keys of an issuer of tokens: from a file, from an address, or given.

A key set is kept while it is fresh, read again when it changes, and asked for again when a token
names a key that is not there, but never more often than a pause allows: whoever sends tokens with
invented key names must not make this service call the issuer at will.
"""

import asyncio
import json
import logging
import warnings
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import httpx
from joserfc.errors import JoseError, SecurityWarning
from joserfc.jwk import ECKey, JWKRegistry, Key, OKPKey, RSAKey

from ambiti import clock

FRESH = timedelta(minutes=10)
"""How long fetched keys are used without asking again."""
STALE = timedelta(hours=1)
"""How long fetched keys are still used while their address does not answer."""
PAUSE = timedelta(seconds=10)
"""How long to wait between two calls to an address, whatever the first one gave."""
TIMEOUT_SECONDS = 5.0
MAX_BYTES = 256 * 1024

_log = logging.getLogger(__name__)


class TokenUnavailable(Exception):  # noqa: N818 - says what is lacking now
    """A token can't be checked now, for want of the issuer's keys: try again later."""


class KeySource(Protocol):
    """Where the keys of an issuer are."""

    async def find(self, kid: str | None) -> Key | None:
        """Give the key of that name, or the only one there is for a token that names none."""

    async def close(self) -> None:
        """Let go of connections."""


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Public keys that can verify a signature."""

    keys: tuple[Key, ...]

    @classmethod
    def parse(cls, content: bytes) -> "KeyRing":
        """Read a JWK set, without the keys that are of no use here; raise ValueError if it is none.

        Symmetric keys, encryption keys and RSA keys under 2048 bits are left out.
        """
        try:
            entries = json.loads(content)["keys"]
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            message = "not a JWK set: an object with a list of keys"
            raise ValueError(message) from error
        if not isinstance(entries, list):
            message = "not a JWK set: its keys are not a list"
            raise ValueError(message)  # noqa: TRY004  the content is wrong, not the program
        return cls(tuple(key for entry in entries if (key := _fit(entry)) is not None))

    def find(self, kid: str | None) -> Key | None:
        """Give the key of that name, or the only one there is for a token that names none."""
        named = self.keys if kid is None else tuple(key for key in self.keys if key.kid == kid)
        return named[0] if len(named) == 1 else None


class GivenKeys:
    """Keys that are known beforehand and do not change."""

    def __init__(self, ring: KeyRing) -> None:
        """Keep the keys."""
        self._ring = ring

    async def find(self, kid: str | None) -> Key | None:
        """Give the key of that name, or the only one there is for a token that names none."""
        return self._ring.find(kid)

    async def close(self) -> None:
        """Hold nothing."""


class FileKeys:
    """The keys in a file, read again when it changes."""

    def __init__(self, path: Path) -> None:
        """Name the file; it is read when the first token comes."""
        self._path = path
        self._ring: KeyRing | None = None
        self._stamp: tuple[int, int, int] | None = None

    async def find(self, kid: str | None) -> Key | None:
        """Give the key of that name from the file as it is now."""
        try:
            status = self._path.stat()
            stamp = (status.st_mtime_ns, status.st_size, status.st_ino)
            if self._ring is None or stamp != self._stamp:
                self._ring, self._stamp = KeyRing.parse(self._path.read_bytes()), stamp
        except (OSError, ValueError) as error:
            self._ring = None
            _log.exception("the key set %s can't be read", self._path)
            raise TokenUnavailable(str(self._path)) from error
        return self._ring.find(kid)

    async def close(self) -> None:
        """Hold nothing."""


class RemoteKeys:
    """The keys at an address, kept while fresh, and asked for again when a key is not there."""

    def __init__(self, url: str) -> None:
        """Name the address: https, or http on this machine."""
        parts = urlsplit(url)
        loopback = _is_loopback(parts.hostname)
        if not parts.hostname or (parts.scheme != "https" and not loopback):
            message = f"{url}: keys are fetched over https, or over http from this machine alone"
            raise ValueError(message)
        self._url = url
        self._client = httpx.AsyncClient(
            timeout=TIMEOUT_SECONDS, follow_redirects=False, trust_env=not loopback
        )
        self._lock = asyncio.Lock()
        self._ring: KeyRing | None = None
        self._fetched: datetime | None = None
        self._tried: datetime | None = None
        self._answers = 0
        self._failed = False

    async def find(self, kid: str | None) -> Key | None:
        """Give the key of that name, asking the address again if it is not among those kept."""
        if self._ring is None or (self._age() > FRESH and not self._lock.locked()):
            await self._refresh()
        key = self._usable().find(kid)
        if key is None and await self._refresh():
            key = self._usable().find(kid)
        if key is None and self._failed:  # it may be a new key, and its address does not answer
            raise TokenUnavailable(self._url)
        return key

    async def close(self) -> None:
        """Let go of connections."""
        await self._client.aclose()

    def _age(self) -> timedelta:
        return timedelta.max if self._fetched is None else clock.now() - self._fetched

    def _usable(self) -> KeyRing:
        if self._ring is None or self._age() > STALE:
            raise TokenUnavailable(self._url)
        return self._ring

    async def _refresh(self) -> bool:
        """Fetch the keys unless it is too soon; tell whether an answer has come meanwhile."""
        before = self._answers
        async with self._lock:
            if self._answers != before:
                return True
            if self._tried is not None and clock.now() - self._tried < PAUSE:
                return False
            self._tried = clock.now()
            try:
                self._ring, self._fetched = KeyRing.parse(await self._fetch()), clock.now()
                self._failed = False
            except asyncio.CancelledError:  # the caller went away: whoever waits may try at once
                self._tried = None if self._ring is None else self._tried
                raise
            except (httpx.HTTPError, TimeoutError, ValueError) as error:
                self._failed = True
                _log.error(
                    "the key set at %s can't be read: %s %s", self._url, type(error).__name__, error
                )
            self._answers += 1
            return True

    async def _fetch(self) -> bytes:
        content = bytearray()
        headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
        async with (
            asyncio.timeout(TIMEOUT_SECONDS),
            self._client.stream("GET", self._url, headers=headers) as response,
        ):
            if response.status_code != httpx.codes.OK:
                message = f"it answers {response.status_code}"
                raise ValueError(message)
            async for chunk in response.aiter_raw():
                content += chunk
                if len(content) > MAX_BYTES:
                    message = f"it is longer than {MAX_BYTES} bytes"
                    raise ValueError(message)
        return bytes(content)


def key_source(jwks: str) -> KeySource:
    """Choose the source for a setting: an address, or else a file."""
    if urlsplit(jwks).scheme in {"http", "https"}:
        return RemoteKeys(jwks)
    return FileKeys(Path(jwks))


def _fit(entry: object) -> Key | None:
    """Import a key that can verify signatures, or leave it out."""
    if not isinstance(entry, dict) or entry.get("use", "sig") != "sig":
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", SecurityWarning)
            key = JWKRegistry.import_key(entry)
    except (JoseError, SecurityWarning, ValueError, TypeError, KeyError) as error:
        _log.warning("a key is left out of a key set: %s", type(error).__name__)
        return None
    return key if isinstance(key, (RSAKey, ECKey, OKPKey)) else None


def _is_loopback(host: str | None) -> bool:
    if host == "localhost":
        return True
    try:
        return host is not None and ip_address(host).is_loopback
    except ValueError:
        return False
