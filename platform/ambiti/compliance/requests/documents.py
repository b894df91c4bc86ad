"""Documents of an instrument: the entitled read them, whoever else asks first."""

import re
from typing import Final

import strawberry
from sqlalchemy import select

from ambiti.acting.commands import Done, Success, outcome, shown
from ambiti.acting.naming import row_named
from ambiti.acting.refusing import Violation, filled, refuse
from ambiti.acting.work import Work
from ambiti.agreements.holding import Held, held, held_row
from ambiti.agreements.signatures.rules import came
from ambiti.compliance.privacy.rules import resting
from ambiti.compliance.requests import rules, tables
from ambiti.compliance.requests.graph import ArchivedDocument
from ambiti.compliance.requests.inputs import ConsultDocumentInput, FileDocumentInput
from ambiti.compliance.scopes import ARCHIVE
from ambiti.statute.language.transparency import DocumentAccess

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


@strawberry.type(description="Il documento è conservato.")
class FileDocumentSuccess(Success):
    """The document is kept."""

    document: ArchivedDocument | None = outcome(ArchivedDocument, "document", "Il documento.")


async def file_document(work: Work, input: FileDocumentInput) -> Done:  # noqa: A002
    """Keep a document of an instrument, where the entitled will find it."""
    found = await held(work, input.instrument)
    refuse(
        *came(input.on, work.day, "on"),
        *filled(title=input.title, place=input.place),
        *_wrong(input.digest),
        *await _kept(work, found, input.title.strip()),
    )
    rule = rules.access_rule(found.statute, found.instrument.code, work.day)
    work.under(*resting(rule, rules.PROCEDURE, "22"))
    key = await work.insert(
        tables.archived_documents,
        instrument_id=found.key,
        title=input.title.strip(),
        place=input.place.strip(),
        digest=input.digest,
        kept_on=input.on,
    )
    await work.require(ARCHIVE, tables.archived_documents, key)
    return Done("ArchivedDocument", key, {"document": key})


def _wrong(digest: str | None) -> list[Violation]:
    if digest is None or _DIGEST.fullmatch(digest):
        return []
    message = "Un SHA-256 ha 64 cifre esadecimali minuscole."
    return [Violation("DIGEST_WRONG", message, "digest")]


async def _kept(work: Work, found: Held, title: str) -> list[Violation]:
    columns = tables.archived_documents.c
    same = await work.all(
        select(columns.id).where(
            columns.ambito_id == work.tenant.ambito_id,
            columns.instrument_id == found.key,
            columns.title == title,
        )
    )
    if not same:
        return []
    message = "Un documento con questo titolo è già conservato per l'atto."
    return [Violation("ALREADY_RECORDED", message, "title")]


@strawberry.type(description="Il documento si può leggere.")
class ConsultDocumentSuccess(Success):
    """The document may be read."""

    place: str | None = shown("place", "Dove si trova. Solo in questa risposta.")
    document: ArchivedDocument | None = outcome(ArchivedDocument, "document", "Il documento.")


async def consult_document(work: Work, input: ConsultDocumentInput) -> Done:  # noqa: A002
    """Read a document: whoever is of a signer does, anybody else with a request that was granted.

    Refused without such a request, with how one makes it.
    """
    row = await row_named(
        work,
        input.document,
        "ArchivedDocument",
        ARCHIVE,
        tables.archived_documents,
        "document",
    )
    found = await held_row(work, row["instrument_id"])
    rule = rules.access_rule(found.statute, found.instrument.code, work.day)
    entitled, granted = _entitled(work, found, rule), await _granted(work, found)
    refuse(*rules.document_reading(found.statute, rule, entitled=entitled, granted=granted))
    work.under(*resting(rule, rules.PROCEDURE, "25"))
    return Done("ArchivedDocument", row["id"], {"document": row["id"]}, {"place": row["place"]})


def _entitled(work: Work, found: Held, rule: DocumentAccess | None) -> bool:
    """Tell whether the caller is of a signer, or keeps or checks the documents."""
    here = [one for one in work.call.actor.mandates if one.ambito_id == work.tenant.ambito_id]
    if any(one.access in rules.CLERKS for one in here):
        return True
    who = rule.entitled if rule is not None else ("EACH_PARTY",)
    signers = {member.istat for member in found.members if member.istat is not None}
    own = {one.istat_code for one in here if one.istat_code is not None}
    return "ANYONE" in who or ("EACH_PARTY" in who and bool(own & signers))


async def _granted(work: Work, found: Held) -> bool:
    columns = tables.access_requests.c
    seen = await work.all(
        select(columns.id).where(
            columns.ambito_id == work.tenant.ambito_id,
            columns.instrument_id == found.key,
            columns.requester_id == work.call.actor.principal_id,
            columns.granted,
            columns.decided_on <= work.day,
        )
    )
    return bool(seen)
