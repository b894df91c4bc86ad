"""The arguments of an operation, read from an address as a person writes them there."""

import re
from collections.abc import Collection, Mapping
from http import HTTPStatus
from typing import Any, Final

from graphql import NonNullTypeNode, VariableDefinitionNode, print_ast

from ambiti.http.asked import ADDRESS_BYTES, pairs
from ambiti.http.fault import Code, Fault, bad_request
from ambiti.reading.documents import Operation

_WHOLE: Final = re.compile(r"-?[0-9]{1,10}")


def arguments(raw: bytes, operation: Operation, ours: Collection[str]) -> Mapping[str, Any]:
    """Read the variables of an operation, but for those that are ours to give.

    Refused by name: one that there is not, one given twice, one that lacks, a number that is none,
    a character that no data can hold. What else is wrong with a value, the contract says.
    """
    if len(raw) > ADDRESS_BYTES:
        message = f"L'indirizzo supera {ADDRESS_BYTES} byte, che è il limite."
        raise Fault(HTTPStatus.REQUEST_URI_TOO_LONG, Code.URI_TOO_LONG, message)
    known = {
        one.variable.name.value: one
        for one in operation.node.variable_definitions or ()
        if one.variable.name.value not in ours
    }
    found: dict[str, Any] = {}
    for name, text in pairs(raw):
        if name not in known:
            there = ", ".join(known)
            message = f"Il parametro {name[:80]!r} qui non c'è: quelli che ci sono sono {there}."
            raise bad_request(Code.BAD_FIELD, message)
        if name in found:
            raise bad_request(Code.BAD_FIELD, f"Il parametro {name} è dato più di una volta.")
        found[name] = _value(known[name], name, text)
    missing = [name for name, one in known.items() if _is_needed(one) and name not in found]
    if missing:
        message = f"Mancano i parametri: {', '.join(missing)}."
        raise bad_request(Code.BAD_FIELD, message)
    return found


def _is_needed(variable: VariableDefinitionNode) -> bool:
    return isinstance(variable.type, NonNullTypeNode) and variable.default_value is None


def _value(variable: VariableDefinitionNode, name: str, text: str) -> Any:
    if "\0" in text:
        message = f"Il parametro {name} contiene il carattere NUL, che nessun dato può contenere."
        raise bad_request(Code.BAD_USER_INPUT, message)
    if print_ast(variable.type).rstrip("!") != "Int":
        return text
    if _WHOLE.fullmatch(text) is None:
        message = f"Il parametro {name} vale {text[:80]!r}: serve un numero intero."
        raise bad_request(Code.BAD_FIELD, message)
    return int(text)
