"""One request, known: who asks, with which permissions, on which day. Nothing else is ambient."""

from dataclasses import dataclass
from datetime import date

from ambiti.access.actor import Actor, Permissions


@dataclass(frozen=True, slots=True)
class Call:
    """What a read is given of the request."""

    actor: Actor
    permissions: Permissions
    day: date
    request_id: str
