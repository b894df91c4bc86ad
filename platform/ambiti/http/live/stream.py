"""What one subscriber is sent: the answer as it is now, and again each time that it has changed."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any

from graphql import FieldNode, Undefined, value_from_ast

from ambiti import clock
from ambiti.access.tokens import Identity
from ambiti.http.live.hub import Hub
from ambiti.reading import identifiers
from ambiti.reading.documents import Documents, Operation
from ambiti.reading.refusal import ReadRefused

Answering = Callable[[], Awaitable[bytes]]


class Streams:
    """Follows subscriptions of this process."""

    def __init__(self, documents: Documents, hub: Hub) -> None:
        """Take the documents, whose schema tells arguments apart, and the hub."""
        self._documents = documents
        self._hub = hub

    def key(self, operation: Operation, variables: Mapping[str, Any]) -> str:
        """Tell what a subscription follows: the thing that its identifier names, or an Ambito."""
        schema = self._documents.schema
        values = operation.values(schema, variables)
        (root,) = (one for one in operation.node.selection_set.selections)
        if not isinstance(root, FieldNode) or schema.subscription_type is None:
            message = "Una sottoscrizione chiede un campo solo, senza frammenti."
            raise ReadRefused("ONE_SUBSCRIPTION", message)
        field = schema.subscription_type.fields[root.name.value]
        for argument in root.arguments or ():
            found = value_from_ast(argument.value, field.args[argument.name.value].type, values)
            if argument.name.value == "id" and found is not Undefined:
                named = identifiers.decode(found)
                return f"{named.type_name}:{named.ambito_id}:{named.key}"
            if argument.name.value == "ambito" and found is not Undefined:
                return f"ambito:{found}"
        message = "La sottoscrizione non dice che cosa segue."
        raise ReadRefused("ONE_SUBSCRIPTION", message)

    async def of(
        self, key: str, answering: Answering, identity: Identity | None
    ) -> AsyncIterator[bytes]:
        """Give the answer now and at each change, until the token of the subscriber expires.

        Each answer is made with the permissions of its moment. Changes that come while one is being
        sent are one change: a slow client misses steps and never the last state.
        """
        with self._hub.following(key) as woken:
            last = b""
            while True:
                woken.clear()
                body = await answering()
                if body != last:
                    yield body
                    last = body
                if not await self._woken(woken, identity):
                    return

    async def _woken(self, woken: asyncio.Event, identity: Identity | None) -> bool:
        """Wait for a change; tell that there will be none because the token has expired."""
        left = None
        if identity is not None:
            left = max(0.0, (identity.expires_at - clock.now()).total_seconds())
        try:
            async with asyncio.timeout(left):
                await woken.wait()
        except TimeoutError:
            return False
        return True
