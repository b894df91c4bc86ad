"""The door: every GraphQL request enters here and leaves with the right status and no secrets."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, Literal

import orjson
from graphql import GraphQLError, OperationType
from starlette.types import Receive, Scope, Send

from ambiti.access.tokens import Identity
from ambiti.acting.machine import Acting
from ambiti.http import asked as asking
from ambiti.http import tags
from ambiti.http.asked import Asked
from ambiti.http.attending import Reply, attend
from ambiti.http.callers import Callers
from ambiti.http.exchange import NOT_MODIFIED, Exchange
from ambiti.http.fault import ACTING, READING, Code, errors_body, wrong_method
from ambiti.http.introspection import Introspection
from ambiti.http.negotiation import GRAPHQL, answered_with
from ambiti.http.presence import while_present
from ambiti.http.tags import Tags
from ambiti.reading.call import Call
from ambiti.reading.documents import Documents, Invalid, Operation
from ambiti.reading.machine import Answer, Machine
from ambiti.reading.pool import ReadPool
from ambiti.reading.refusal import ReadRefused, code_of

_OK = HTTPStatus.OK.value


class Endpoint:
    """Answers GraphQL requests, as an ASGI application. One per process."""

    def __init__(  # noqa: PLR0913 - everything it stands on, named
        self,
        *,
        documents: Documents,
        machine: Machine,
        acting: Acting,
        callers: Callers,
        introspection: Introspection,
        trusted: Mapping[str, str],
        tags: Tags,
        max_body_bytes: int,
        max_cost: int,
        pool: Callable[[], ReadPool],
    ) -> None:
        """Take what it stands on; ``pool`` is asked for at each request."""
        self._documents = documents
        self._machine = machine
        self._acting = acting
        self._callers = callers
        self._introspection = introspection
        self._trusted = trusted
        self._tags = tags
        self._max_body_bytes = max_body_bytes
        self._max_cost = max_cost
        self._pool = pool

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await attend(Exchange(scope, receive, send), _media, self._replied)

    async def _replied(self, exchange: Exchange, request_id: str, media: str) -> Reply:
        if exchange.method not in READING:
            raise wrong_method(READING)
        identity = await self._callers.identity(exchange.header(b"authorization"))
        wanted = await asking.read(exchange, self._max_body_bytes)
        try:
            operation = await self.operation(wanted)
            if operation.type is OperationType.SUBSCRIPTION:
                raise ReadRefused(
                    Code.NOT_A_STREAM,
                    "Una sottoscrizione si segue per WebSocket (graphql-transport-ws), o chiedendo "
                    "Accept: text/event-stream.",
                )
            if operation.introspects:
                body = self._introspection.answer(operation, wanted.variables, identity)
                return Reply(_OK, body)
            if wanted.by_get and wanted.document_id is not None:
                work = self._tagged(operation, wanted, identity, request_id, media)
            else:
                work = self._answered(operation, wanted.variables, identity, request_id)
            return await while_present(exchange, work)
        except Invalid as invalid:
            if wanted.by_get and not invalid.reads:
                raise wrong_method(ACTING) from invalid
            return Reply(_status(media), errors_body([told(e) for e in invalid.errors]))
        except ReadRefused as refused:
            return Reply(_status(media), errors_body([told(refused)]))

    async def operation(self, wanted: Asked) -> Operation:
        """Find the operation that is asked for, or refuse it."""
        document = await self._documents.get_in_turn(self._text(wanted))
        operation = document.operation(wanted.operation_name)
        if wanted.by_get and operation.type is not OperationType.QUERY:
            raise wrong_method(ACTING)
        return operation

    async def _answered(
        self,
        operation: Operation,
        variables: Mapping[str, Any],
        identity: Identity | None,
        request_id: str,
    ) -> Reply:
        return Reply(_OK, await self.body(operation, variables, identity, request_id))

    async def body(
        self,
        operation: Operation,
        variables: Mapping[str, Any],
        identity: Identity | None,
        request_id: str,
    ) -> bytes:
        """Execute an operation for a caller as it is now, and give the JSON of its answer."""
        acts = operation.type is OperationType.MUTATION
        answered = self._acting.answer if acts else self._machine.answer

        async def done(call: Call) -> bytes:
            return self._written(await answered(operation, variables, call, self._pool()))

        return await self._callers.current(identity, request_id, done)

    async def _tagged(
        self,
        operation: Operation,
        wanted: Asked,
        identity: Identity | None,
        request_id: str,
        media: str,
    ) -> Reply:
        """Answer under a tag, or tell a caller who keeps that answer that it is still the one.

        The tag of an answer has the version of the data of the moment in which it was read.
        """

        async def done(call: Call) -> Reply:
            machine, pool = self._machine, self._pool()
            question = await machine.question(operation, wanted.variables, call, versioned=True)
            if wanted.kept is not None:
                version = await machine.data_version(call, pool)
                tag = self._tags.tag(question, call, media, version)
                if tags.held(wanted.kept, tag):
                    return Reply(NOT_MODIFIED, b"", tags.headers(tag, call))
            answer = await machine.read(question, call, pool)
            tag = self._tags.tag(question, call, media, answer.version or b"")
            return Reply(_OK, self._written(answer), tags.headers(tag, call))

        return await self._callers.current(identity, request_id, done)

    def _written(self, answer: Answer) -> bytes:
        extensions: dict[str, Any] = {"cost": {"objects": answer.cost, "limit": self._max_cost}}
        if answer.withheld:
            extensions["withheld"] = answer.withheld
        return b'{"data":%b,"extensions":%b}' % (answer.data, orjson.dumps(extensions))

    def _text(self, wanted: Asked) -> str:
        if wanted.query is not None:
            return wanted.query
        text = self._trusted.get(wanted.document_id or "")
        if text is None:
            raise ReadRefused(
                Code.UNKNOWN_DOCUMENT,
                "documentId non è fra i documenti pubblicati: va dato sha256: seguito "
                "dall'impronta del testo, oppure il testo in query.",
            )
        return text


def _media(exchange: Exchange) -> str:
    return answered_with(exchange.header(b"accept"))


def _status(media: str) -> Literal[HTTPStatus.OK, HTTPStatus.BAD_REQUEST]:
    """A document that was not executed is a bad request, but for clients that ask plain JSON."""
    return HTTPStatus.BAD_REQUEST if media == GRAPHQL else HTTPStatus.OK


def told(error: GraphQLError) -> dict[str, Any]:
    """Write an error as an answer says it."""
    found: dict[str, Any] = {"message": error.message}
    if error.locations:
        found["locations"] = [{"line": at.line, "column": at.column} for at in error.locations]
    if error.path:
        found["path"] = error.path
    found["extensions"] = code_of(error, Code.GRAPHQL_VALIDATION_FAILED)
    return found
