"""Who is calling: the token's identity, resolved to an Actor once and kept while it is current.

A kept Actor is never trusted by itself: every statement gives back the caller's version, and one
that has grown since makes the Actor be resolved again before anything is answered.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import TypeVar

from ambiti import clock
from ambiti.access.actor import ANYONE, Actor, Permissions
from ambiti.access.policy import Policy
from ambiti.access.resolving import resolve
from ambiti.access.tokens import Identity, TokenRefused, TokenUnavailable, TokenVerifier
from ambiti.http.fault import Code, Fault
from ambiti.reading.caches import Cache
from ambiti.reading.call import Call
from ambiti.reading.pool import ReadPool
from ambiti.reading.refusal import StaleActor, Unavailable

READ = "read"
RETRY_SECONDS = 2
STALE_TRIES = 3

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Known:
    """An Actor and what it may read, on the day they were resolved for."""

    actor: Actor
    permissions: Permissions
    day: date


class Callers:
    """Everyone who has called lately."""

    def __init__(
        self,
        verifier: TokenVerifier,
        policy: Policy,
        pool: Callable[[], ReadPool],
        size: int = 5000,
    ) -> None:
        """Keep up to ``size`` callers."""
        self._verifier = verifier
        self._policy = policy
        self._pool = pool
        self._anyone = policy.permissions(ANYONE, READ)
        self.cache: Cache[str, Known] = Cache(size)

    async def identity(self, authorization: str | None) -> Identity | None:
        """Verify the token of a request, if it has one."""
        if authorization is None:
            return None
        try:
            return await self._verifier.verify(authorization)
        except TokenRefused as refused:
            raise Fault(
                HTTPStatus.UNAUTHORIZED,
                f"TOKEN_{refused.code}",
                refused.message,
                {"WWW-Authenticate": 'Bearer realm="ambiti", error="invalid_token"'},
            ) from refused
        except TokenUnavailable as error:
            raise Fault(
                HTTPStatus.SERVICE_UNAVAILABLE,
                Code.IDENTITY_UNAVAILABLE,
                "L'emittente dei token ora non risponde: riprovare fra poco.",
                {"Retry-After": str(RETRY_SECONDS)},
            ) from error

    async def call(self, identity: Identity | None, request_id: str) -> Call:
        """Make the call of a request."""
        day = clock.today()
        if identity is None:
            return Call(ANYONE, self._anyone, day, request_id)
        known = self.cache.get(identity.identity)
        if known is None or known.day != day:
            actor = await self._resolved(identity, day)
            known = self.cache.put(
                identity.identity, Known(actor, self._policy.permissions(actor, READ), day)
            )
        return Call(known.actor, known.permissions, day, request_id)

    def forget(self, identity: Identity | None) -> None:
        """Resolve this caller again at its next call."""
        if identity is not None:
            self.cache.drop(identity.identity)

    async def current(
        self,
        identity: Identity | None,
        request_id: str,
        done: Callable[[Call], Awaitable[T]],
    ) -> T:
        """Do something for a caller as it is now: with mandates that end meanwhile, once more."""
        for _ in range(STALE_TRIES):
            call = await self.call(identity, request_id)
            try:
                return await done(call)
            except StaleActor:
                self.forget(identity)
        message = "the caller's mandates kept changing"
        raise Unavailable(message)

    async def _resolved(self, identity: Identity, day: date) -> Actor:
        return await resolve(self._pool().row, identity, day)
