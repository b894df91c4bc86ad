"""A case is opened and assigned: who it is about is then read by the assigned alone."""

from collections.abc import Iterator
from datetime import date

import strawberry
from sqlalchemy import select

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.naming import row_named
from ambiti.acting.refusing import Violation, filled, refuse
from ambiti.acting.work import Work
from ambiti.agreements.holding import Held, held, held_row
from ambiti.agreements.signatures.rules import came
from ambiti.compliance.cases import rules, tables
from ambiti.compliance.cases.graph import CaseFile
from ambiti.compliance.cases.inputs import AssignCaseInput, OpenCaseInput
from ambiti.compliance.privacy.keeping import keep
from ambiti.compliance.privacy.rules import GDPR, Collected, collecting, profile_of, resting
from ambiti.compliance.requests.rules import after
from ambiti.compliance.scopes import CASE_FILE
from ambiti.governance.scopes import MANDATE
from ambiti.governance.tables import mandates
from ambiti.statute.periods import Period, days_in_words, in_words


@strawberry.type(description="Il caso è aperto.")
class OpenCaseSuccess(Success):
    """The case was opened."""

    case_file: CaseFile | None = outcome(CaseFile, "case_file", "Il caso.")


async def open_case(work: Work, input: OpenCaseInput) -> Done:  # noqa: A002
    """Open a case of a comune that is a party, with whom it is about kept protected."""
    found = await held(work, input.instrument)
    profile = profile_of(found.statute, found.instrument.code, work.day)
    refuse(
        *came(input.on, work.day, "on"),
        *filled(code=input.code, person=input.person),
        *collecting(found.statute, profile, input.purpose, "purpose"),
        *_elsewhere(found, input.istat_code),
        *await _known(work, input.code.strip()),
    )
    rule = rules.case_rule(found.statute, work.day)
    work.under(*resting(rule, GDPR, "5.1.f"))
    record = await keep(
        work,
        Collected("CASE", input.purpose),
        input.person,
        input.on,
        instrument_id=found.key,
    )
    key = await work.insert(
        tables.case_files,
        instrument_id=found.key,
        record_id=record,
        istat_code=input.istat_code,
        code=input.code.strip(),
        opened_on=input.on,
    )
    await work.require(CASE_FILE, tables.case_files, key)
    return Done("CaseFile", key, {"case_file": key})


def _elsewhere(found: Held, istat: str) -> list[Violation]:
    """Tell that a comune is none of those that the instrument serves, as a party or in an union."""
    if any(one.istat == istat for one in found.statute.comuni):
        return []
    message = f"«{istat}» non è un comune dell'Ambito."
    return [Violation("COMUNE_UNKNOWN", message, "istatCode")]


async def _known(work: Work, code: str) -> list[Violation]:
    columns = tables.case_files.c
    found = await work.all(
        select(columns.id).where(columns.ambito_id == work.tenant.ambito_id, columns.code == code)
    )
    return [Violation("ALREADY_RECORDED", "Un caso con questo codice c'è già.", "code")] * bool(
        found
    )


@strawberry.type(description="Il caso è assegnato.")
class AssignCaseSuccess(Success):
    """The case was assigned."""

    case_file: CaseFile | None = outcome(CaseFile, "case_file", "Il caso, com'è ora.")


async def assign_case(work: Work, input: AssignCaseInput) -> Done:  # noqa: A002
    """Let somebody follow a case, for as long as they hold their mandate."""
    row = await row_named(
        work, input.case_file, "CaseFile", CASE_FILE, tables.case_files, "caseFile"
    )
    await work.require(CASE_FILE, tables.case_files, row["id"])
    mandate = await row_named(work, input.mandate, "Mandate", MANDATE, mandates, "mandate")
    columns = tables.case_assignments.c
    already = await work.all(
        select(columns.assigned_on).where(
            columns.ambito_id == work.tenant.ambito_id,
            columns.case_id == row["id"],
            columns.mandate_id == mandate["id"],
        )
    )
    refuse(
        *came(input.on, work.day, "on"),
        *after(row["opened_on"], input.on),
        *(_assigned(one["assigned_on"]) for one in already),
        *_not_held(Period(mandate["since"], mandate["until"]), input.on),
    )
    found = await held_row(work, row["instrument_id"])
    work.under(*resting(rules.case_rule(found.statute, work.day), GDPR, "5.1.f"))
    await work.insert(
        tables.case_assignments,
        case_id=row["id"],
        mandate_id=mandate["id"],
        assigned_on=input.on,
    )
    return Done("CaseFile", row["id"], {"case_file": row["id"]})


def _assigned(since: date) -> Violation:
    message = (
        f"A questo incarico il caso è già assegnato, dal {in_words(since)}: serve l'incarico di "
        "qualcun altro."
    )
    return Violation("ALREADY_ASSIGNED", message, "mandate")


def _not_held(term: Period, on: date) -> Iterator[Violation]:
    """A case is followed under a mandate that is held on the day of the assignment."""
    if not term.covers(on):
        message = (
            f"Il {in_words(on)} l'incarico non è tenuto: lo è {days_in_words(term)}. Serve un "
            "giorno fra questi, o l'incarico di chi lo tiene quel giorno."
        )
        yield Violation("MANDATE_NOT_HELD", message, "mandate")
