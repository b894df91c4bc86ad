"""How the contract shows deliberations, signatures and renewals."""

from datetime import date

import strawberry

from ambiti.agreements import scopes
from ambiti.agreements.signatures import tables
from ambiti.reading.binding import column, identity, reads, value
from ambiti.reading.nodes import Node


@strawberry.type(description="La deliberazione con cui una parte si è impegnata a firmare.")
@reads(scopes.INSTRUMENT_FACT, tables.deliberations)
class Deliberation(Node):
    """The deliberation of a party."""

    id: strawberry.ID = identity()
    organ: str = column("L'organo che ha deliberato.")
    act: str = column("Gli estremi.")
    on: date = value(lambda row: row.c.deliberated_on, "Il giorno.")
    enforceable_on: date = column("Da quando è esecutiva.")


@strawberry.type(description="La firma di una parte.")
@reads(scopes.INSTRUMENT_FACT, tables.signatures)
class Signature(Node):
    """The signature of a party."""

    id: strawberry.ID = identity()
    signer: str = column("Chi ha firmato per la parte.")
    on: date = value(lambda row: row.c.signed_on, "Il giorno.")


@strawberry.type(description="Il rinnovo di un atto.")
@reads(scopes.INSTRUMENT_FACT, tables.renewals)
class Renewal(Node):
    """The renewal of an instrument."""

    id: strawberry.ID = identity()
    act: str = column("Gli estremi dell'atto di rinnovo.")
    on: date = value(lambda row: row.c.renewed_on, "Il giorno.")
    until: date = column("L'ultimo giorno in vigore.")
