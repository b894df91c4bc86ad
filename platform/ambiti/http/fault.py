"""What goes wrong at the door: a status, a stable code and a message that says what is right."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from http import HTTPStatus
from typing import Any

import orjson


class Code(StrEnum):
    """The extensions.code of an answer that the door itself gives.

    Those about what is asked come from ``ambiti.reading`` (ReadRefused), with status 400, or 200
    for clients that accept plain JSON only; TOKEN_ and a code of ``ambiti.access.tokens`` goes
    with 401.
    """

    BAD_JSON = "BAD_JSON"
    """400: the body or a parameter is not JSON in UTF-8."""
    BAD_ENCODING = "BAD_ENCODING"
    """400: the query string is not percent-encoded UTF-8."""
    NOT_AN_OBJECT = "NOT_AN_OBJECT"
    """400: the body is JSON but no object."""
    NO_QUERY = "NO_QUERY"
    """400: neither query nor documentId."""
    TWO_QUERIES = "TWO_QUERIES"
    """400: both query and documentId."""
    BAD_FIELD = "BAD_FIELD"
    """400: a field of the request has the wrong type, or is given twice."""
    BAD_USER_INPUT = "BAD_USER_INPUT"
    """400: a variable that no data can hold."""
    NOT_A_STREAM = "NOT_A_STREAM"
    """400: a subscription that was not asked for as a stream."""
    NOT_FOUND = "NOT_FOUND"
    """404: no such path."""
    IDENTITY_NEEDED = "IDENTITY_NEEDED"
    """401: an export of what not everyone may see, without a token."""
    WITHHELD = "WITHHELD"
    """403: an export of what the caller may see in no Ambito."""
    METHOD_NOT_ALLOWED = "METHOD_NOT_ALLOWED"
    """405: another method is right; Allow names it."""
    NOT_ACCEPTABLE = "NOT_ACCEPTABLE"
    """406: nothing in Accept can be answered with."""
    BODY_TIMEOUT = "BODY_TIMEOUT"
    """408: the body did not arrive in time."""
    BODY_TOO_LARGE = "BODY_TOO_LARGE"
    """413: the body is over the limit."""
    URI_TOO_LONG = "URI_TOO_LONG"
    """414: the query string is over the limit."""
    UNSUPPORTED_MEDIA_TYPE = "UNSUPPORTED_MEDIA_TYPE"
    """415: the body is not application/json in UTF-8, or is compressed."""
    GRAPHQL_VALIDATION_FAILED = "GRAPHQL_VALIDATION_FAILED"
    """400 or 200: the document or its variables do not fit the contract."""
    DOCUMENT_TOO_LARGE = "DOCUMENT_TOO_LARGE"
    """400 or 200: the document asks for too much at once."""
    UNKNOWN_DOCUMENT = "UNKNOWN_DOCUMENT"
    """400 or 200: documentId is not among the published operations."""
    INTROSPECTION_CLOSED = "INTROSPECTION_CLOSED"
    """400 or 200: the contract is not told to this caller here."""
    INTERNAL = "INTERNAL"
    """500: unexpected; requestId finds it in the log."""
    UNAVAILABLE = "UNAVAILABLE"
    """503: the database is out of reach or full; Retry-After says when to try again."""
    IDENTITY_UNAVAILABLE = "IDENTITY_UNAVAILABLE"
    """503: the issuer of the token does not answer; Retry-After says when to try again."""


class Fault(Exception):  # noqa: N818 - an answer, not an error
    """A request that is not answered."""

    def __init__(
        self,
        status: HTTPStatus,
        code: str,
        message: str,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Carry what the answer says."""
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.headers = dict(headers or {})

    @property
    def body(self) -> bytes:
        """Write it as the answer to a GraphQL request."""
        return errors_body([{"message": self.message, "extensions": {"code": self.code}}])


def bad_request(code: Code, message: str) -> Fault:
    """Say that the request is not well made."""
    return Fault(HTTPStatus.BAD_REQUEST, code, message)


READING = ("GET", "POST")
ACTING = ("POST",)


def wrong_method(methods: Sequence[str]) -> Fault:
    """Say which methods are right."""
    return Fault(
        HTTPStatus.METHOD_NOT_ALLOWED,
        Code.METHOD_NOT_ALLOWED,
        f"Questo metodo HTTP qui non vale: usare {' oppure '.join(methods)}.",
        {"Allow": ", ".join(methods)},
    )


def masked(request_id: str) -> bytes:
    """Write an unexpected error so that nothing of it shows but where the log tells it."""
    return errors_body(
        [
            {
                "message": f"Errore imprevisto. Segnalarlo citando il numero {request_id}.",
                "extensions": {"code": Code.INTERNAL, "requestId": request_id},
            }
        ]
    )


def errors_body(errors: Sequence[Mapping[str, Any]]) -> bytes:
    """Write an answer that holds errors alone."""
    return orjson.dumps({"errors": list(errors)})
