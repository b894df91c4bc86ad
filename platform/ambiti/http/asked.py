"""What a request asks: read from its body or its query string, checked field by field."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

import orjson

from ambiti.http.exchange import Exchange
from ambiti.http.fault import Code, Fault, bad_request
from ambiti.http.negotiation import JSON, is_utf8

BODY_SECONDS = 10.0
"""How long a body may take to arrive. No database connection is held meanwhile."""
ADDRESS_BYTES = 16_384
"""How long a query string may be: what is longer goes in a body, or by documentId."""
_TEXTS = ("query", "operationName", "documentId")
_OBJECTS = ("variables", "extensions")
_ESCAPED_NUL = "\\u0000"


@dataclass(frozen=True, slots=True)
class Asked:
    """A GraphQL request."""

    query: str | None
    document_id: str | None
    operation_name: str | None
    variables: Mapping[str, Any] = field(default_factory=dict)
    by_get: bool = False
    kept: str | None = None
    """The tags of the answers that the caller keeps (If-None-Match)."""


async def read(exchange: Exchange, max_bytes: int) -> Asked:
    """Read what is asked, or say what is wrong with the request."""
    if exchange.method == "GET":
        asked = _of_query_string(exchange.query_string)
        return replace(asked, kept=exchange.header(b"if-none-match"))
    _check_content_type(exchange.header(b"content-type"))
    if exchange.header(b"content-encoding") not in {None, "identity"}:
        message = "Il corpo della richiesta non va compresso: niente Content-Encoding."
        raise _unsupported(message)
    text = await exchange.body(max_bytes, BODY_SECONDS)
    asked = _of_object(_parsed(text, "Il corpo della richiesta"))
    if _ESCAPED_NUL.encode() in text:
        _check_nul(asked.variables)
    return asked


def _check_content_type(content_type: str | None) -> None:
    if content_type == JSON:
        return
    media, *parameters = [part.strip().lower() for part in (content_type or "").split(";")]
    if media != JSON or not is_utf8(parameters):
        message = f"Content-Type deve essere {JSON}, in utf-8."
        raise _unsupported(message)


def _unsupported(message: str) -> Fault:
    headers = {"Accept-Post": JSON, "Accept-Encoding": "identity"}
    return Fault(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, Code.UNSUPPORTED_MEDIA_TYPE, message, headers)


def _parsed(text: bytes | str, what: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        where = f"riga {error.lineno}, colonna {error.colno}: {error.msg}"
        raise bad_request(Code.BAD_JSON, f"{what} non è JSON valido in UTF-8 ({where}).") from error


def _of_query_string(raw: bytes) -> Asked:
    if len(raw) > ADDRESS_BYTES:
        raise Fault(
            HTTPStatus.REQUEST_URI_TOO_LONG,
            Code.URI_TOO_LONG,
            f"L'indirizzo supera {ADDRESS_BYTES} byte, che è il limite: usare POST, oppure "
            "documentId.",
        )
    found: dict[str, Any] = {}
    for name, text in pairs(raw):
        if name in found:
            raise bad_request(Code.BAD_FIELD, f"Il parametro {name} è dato più di una volta.")
        if name in _TEXTS:
            found[name] = text
        elif name in _OBJECTS:
            found[name] = _parsed(text, f"Il parametro {name}") if text else None
    asked = _of_object(found, by_get=True)
    _check_nul(asked.variables)
    return asked


def pairs(raw: bytes) -> list[tuple[str, str]]:
    """Read the parameters of an address, in their order."""
    try:
        return parse_qsl(raw.decode("ascii"), keep_blank_values=True, errors="strict")
    except ValueError as error:
        raise bad_request(
            Code.BAD_ENCODING, "I parametri dell'indirizzo vanno scritti in UTF-8, con %XX."
        ) from error


def _of_object(found: Any, *, by_get: bool = False) -> Asked:
    if not isinstance(found, dict):
        raise bad_request(
            Code.NOT_AN_OBJECT,
            'Il corpo della richiesta deve essere un oggetto JSON: {"query": "…"}. Una richiesta '
            "per volta.",
        )
    query, document = _text(found, "query"), _text(found, "documentId")
    if query is None and document is None:
        raise bad_request(Code.NO_QUERY, "Manca query: il testo GraphQL (oppure documentId).")
    if query is not None and document is not None:
        raise bad_request(Code.TWO_QUERIES, "Va dato query oppure documentId, non entrambi.")
    variables = _mapping(found, "variables")
    _mapping(found, "extensions")
    return Asked(query, document, _text(found, "operationName") or None, variables, by_get)


def _text(found: Mapping[str, Any], name: str) -> str | None:
    given = found.get(name)
    if given is not None and not isinstance(given, str):
        raise bad_request(Code.BAD_FIELD, f"{name} deve essere un testo.")
    return given


def _mapping(found: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    given = found.get(name)
    if given is not None and not isinstance(given, dict):
        raise bad_request(Code.BAD_FIELD, f"{name} deve essere un oggetto JSON.")
    return given or {}


def _check_nul(variables: Mapping[str, Any]) -> None:
    """Refuse the one character that no text of the database can hold, saying where it is."""
    left: list[tuple[str, Any]] = [(f"${name}", value) for name, value in variables.items()]
    while left:
        place, value = left.pop()
        if isinstance(value, str) and "\0" in value:
            raise bad_request(
                Code.BAD_USER_INPUT,
                f"La variabile {place[:80]} contiene il carattere NUL ({_ESCAPED_NUL}), che nessun "
                "dato può contenere: va tolto.",
            )
        if isinstance(value, list):
            left += [(f"{place}[{number}]", one) for number, one in enumerate(value)]
        elif isinstance(value, dict):
            left += [(f"{place}.{name}", one) for name, one in value.items()]
