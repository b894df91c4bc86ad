"""What a role gives on the platform: a mandate, from the first day of the role to its end."""

from datetime import date
from typing import Any
from uuid import UUID

from ambiti.access import holding
from ambiti.access.choosing import MandateRefused
from ambiti.access.development import ISSUER
from ambiti.access.holding import Principal
from ambiti.access.tokens import MAX_SUBJECT
from ambiti.acting.refusing import Refused, Violation
from ambiti.acting.work import Work
from ambiti.database.engine import about
from ambiti.database.statements import Row
from ambiti.governance import tables as governance
from ambiti.governance.tenures.candidates import Candidate
from ambiti.governance.tenures.terms import Held
from ambiti.statute.language.roles import Role


async def granted(  # noqa: PLR0913, PLR0917  what a mandate says
    work: Work,
    candidate: Candidate,
    role: Role,
    term: Held,
    istat: str | None,
    unit: UUID | None,
    act: str,
) -> dict[str, Any]:
    """Give the mandate of a role to whoever has an identity; nobody gives one to themselves."""
    if candidate.identity is None:
        return {}
    identity = _identity(candidate.identity)
    caller = work.call.actor.identity
    if identity == caller:
        message = "Nessuno dà un incarico a sé stesso: lo registra un altro."
        raise Refused([Violation("SELF_APPOINTMENT", message, "candidate.identity")])
    whose = identity.partition("|")[0]
    person = Principal(identity, candidate.name, "PERSON", invented=whose == ISSUER)
    async with about(work.connection, identity, caller):
        try:
            principal = await holding.introduce(work.connection, person)
        except MandateRefused as refused:
            raise Refused(
                [Violation("IDENTITY_TAKEN", str(refused), "candidate.identity")]
            ) from refused
    mandate = await work.insert(
        governance.mandates,
        principal_id=principal,
        role_code=role.code,
        istat_code=istat,
        unit_id=unit,
        since=term.since,
        until=term.until,
        act=act,
        source_code=role.source.document,
        source_document=role.source.document,
        source_article=role.source.article,
    )
    return {"holder_id": principal, "mandate_id": mandate}


async def withdrawn(work: Work, tenure: Row, until: date) -> None:
    """End the mandate that came with a tenure; ``until`` is the first day without it."""
    if tenure["mandate_id"] is not None:
        await work.update(governance.mandates, tenure["mandate_id"], until=until)


def _identity(given: str) -> str:
    whose, bar, subject = given.partition("|")
    if not (whose.strip() and bar and subject.strip()) or len(subject) > MAX_SUBJECT:
        message = "L'identità si scrive EMITTENTE|SOGGETTO."
        raise Refused([Violation("BAD_IDENTITY", message, "candidate.identity")])
    return given
