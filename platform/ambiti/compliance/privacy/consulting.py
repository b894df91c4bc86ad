"""Personal data is read: for an admitted purpose, and every reading or attempt is written down."""

from uuid import UUID

import strawberry
from sqlalchemy import select

from ambiti import clock
from ambiti.acting.commands import Done, Success, outcome, shown
from ambiti.acting.naming import row_named
from ambiti.acting.refusing import Attempt, Refused, Violation
from ambiti.acting.work import Work
from ambiti.agreements.tables import instruments
from ambiti.compliance.cases import rules as cases
from ambiti.compliance.cases.tables import case_assignments, case_files
from ambiti.compliance.privacy import rules, tables
from ambiti.compliance.privacy.graph import PersonalAccess, PersonalRecord
from ambiti.compliance.privacy.inputs import ReadPersonalInput
from ambiti.compliance.privacy.rules import Collected
from ambiti.compliance.privacy.sealing import unseal
from ambiti.compliance.scopes import PERSONAL_RECORD
from ambiti.database.statements import Row
from ambiti.governance.tables import mandates
from ambiti.statute.current import in_force
from ambiti.statute.language.privacy import PrivacyProfile
from ambiti.statute.language.statute import Statute


@strawberry.type(description="Il dato è letto, e la lettura è annotata.")
class ReadPersonalSuccess(Success):
    """The data was read."""

    data: str | None = shown(
        "data", "Il dato. Solo in questa risposta: non nell'anteprima, né se la si ripete."
    )
    access: PersonalAccess | None = outcome(PersonalAccess, "access", "La lettura annotata.")
    record: PersonalRecord | None = outcome(PersonalRecord, "record", "Di quale dato.")


async def read_personal(work: Work, input: ReadPersonalInput) -> Done:  # noqa: A002
    """Read personal data, and write down who read it, when and why.

    Refused for a purpose for which it may not be used; the attempt is written down too.
    """
    row = await row_named(
        work,
        input.record,
        "PersonalRecord",
        PERSONAL_RECORD,
        tables.personal_records,
        "record",
    )
    statute = (await in_force(work.connection, work.tenant.ambito_id)).statute
    collected = Collected(row["kind"], row["collected_for"])
    profile = await _profile(work, statute, row)
    purpose = input.purpose.strip()
    violations = [
        *await _unassigned(work, statute, row),
        *rules.reading(statute, profile, collected, purpose),
    ]
    if violations:
        raise Refused(violations, _attempt(work, row["id"], purpose, violations))
    work.warn(*rules.unstated(profile))
    work.under(*rules.resting(profile.purposes if profile else None, rules.GDPR, "5.1.b"))
    key = await work.insert(
        tables.personal_accesses, **_access(work, row["id"], purpose, "GRANTED")
    )
    data = unseal(row["sealed"], work.tenant.ambito_id, row["id"])
    named = {"access": key, "record": row["id"]}
    return Done("PersonalRecord", row["id"], named, {"data": data})


def _attempt(work: Work, record: UUID, purpose: str, violations: list[Violation]) -> Attempt:
    sources = tuple({"document": one.document, "article": one.article} for one in violations)
    values = _access(work, record, purpose, "REFUSED")
    return Attempt(tables.personal_accesses, values, "PersonalRecord", record, sources)


def _access(work: Work, record: UUID, purpose: str, came_to: str) -> dict[str, object]:
    performer = work.performer
    return {
        "record_id": record,
        "performer_id": work.call.actor.principal_id,
        "performed_by": performer.name if performer else "",
        "access": (performer.access if performer else None) or "",
        "purpose": purpose,
        "outcome": came_to,
        "at": clock.now(),
    }


async def _profile(work: Work, statute: Statute, row: Row) -> PrivacyProfile | None:
    if row["instrument_id"] is None:
        return None
    found = await work.all(
        select(instruments.c.code)
        .where(instruments.c.ambito_id == work.tenant.ambito_id)
        .where(instruments.c.id == row["instrument_id"])
    )
    return rules.profile_of(statute, found[0]["code"], work.day)


async def _unassigned(work: Work, statute: Statute, row: Row) -> list[Violation]:
    """Tell that the data is of a case to which the caller is not assigned."""
    if row["kind"] != "CASE":
        return []
    assigned = await work.all(
        select(case_assignments.c.id)
        .join(
            case_files,
            (case_files.c.ambito_id == case_assignments.c.ambito_id)
            & (case_files.c.id == case_assignments.c.case_id),
        )
        .join(
            mandates,
            (mandates.c.ambito_id == case_assignments.c.ambito_id)
            & (mandates.c.id == case_assignments.c.mandate_id),
        )
        .where(case_files.c.ambito_id == work.tenant.ambito_id)
        .where(case_files.c.record_id == row["id"])
        .where(mandates.c.principal_id == work.call.actor.principal_id)
        .where(mandates.c.since <= work.day, mandates.c.until > work.day)
    )
    rule = cases.case_rule(statute, work.day)
    return list(cases.case_reading(statute, rule, assigned=bool(assigned)))
