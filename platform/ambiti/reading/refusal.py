"""How a read says no: a code, a message for a person, and the place in the document."""

from collections.abc import Sequence
from typing import Any

from graphql import GraphQLError, Node


class ReadRefused(GraphQLError):  # noqa: N818 - an answer, not an error
    """A query that can't be answered as asked; nothing of it was executed."""

    def __init__(self, code: str, message: str, nodes: Sequence[Node] | None = None) -> None:
        """Carry a stable code beside the message."""
        super().__init__(message, nodes=nodes, extensions={"code": code})

    @property
    def code(self) -> str:
        """Tell the stable code."""
        return str((self.extensions or {})["code"])


class StaleActor(Exception):  # noqa: N818 - the mandates changed meanwhile
    """The caller's mandates are no longer those that the statement was guarded with."""


class Unavailable(Exception):  # noqa: N818 - says what lacks now
    """The database can't be reached or is full: try again later."""


class DatabaseError(Exception):
    """PostgreSQL refused a statement: its SQLSTATE, and what it says."""

    def __init__(self, state: str, message: str) -> None:
        """Carry the SQLSTATE."""
        super().__init__(f"{state}: {message}")
        self.state = state


def code_of(error: GraphQLError, default: str) -> dict[str, Any]:
    """Give the extensions of an error, with a code in any case."""
    return {"code": default, **(error.extensions or {})}
