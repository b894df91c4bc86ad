"""Personal data, requests, documents, inspections and cases of a tenant of the seed."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from ambiti.agreements import tables as agreements
from ambiti.compliance.cases import tables as cases
from ambiti.compliance.inspections import tables as inspecting
from ambiti.compliance.privacy import tables as privacy
from ambiti.compliance.requests import tables as requests
from ambiti.territory import tables as territory

from .seed_names import Row, key, sourced

if TYPE_CHECKING:
    from .seed_tenant import Tenant


def compliance_rows(tenant: "Tenant") -> Iterator[Row]:
    """Give the rows."""
    conv = {"instrument_id": tenant.id(agreements.instruments, "CONV")}
    asl = {"body_id": tenant.id(territory.bodies, "ASL")}
    comune = {"istat_code": tenant.comuni[0]}
    about: list[dict[str, Any]] = [{**conv, **asl}, {**conv, **comune}, {}]
    for number, kind in enumerate(("REPRESENTATIVE", "DATA_SUBJECT", "CASE")):
        yield tenant.row(
            privacy.personal_records,
            kind,
            **about[number],
            kind=kind,
            collected_for="SALUTE",
            sealed="v1.abc",
            recorded_on=date(2022, 1, 1 + number % 2),
        )
        for time in range(number):
            yield tenant.row(
                privacy.personal_accesses,
                f"{kind}{time}",
                record_id=tenant.id(privacy.personal_records, kind),
                performer_id=key(0, "principals", "nessuno"),
                performed_by="Chi «legge»",
                access="segretario",
                purpose="SALUTE",
                outcome="REFUSED" if time else "GRANTED",
                at=datetime(2022, 1, 5, 12, time, tzinfo=UTC),
            )
    whose: list[dict[str, Any]] = [comune, asl, {"who_code": "CAPOFILA"}]
    for number, who in enumerate(whose):
        for kind in ("DPO", "PEC"):
            yield tenant.row(
                privacy.contact_points,
                f"{kind}{number}",
                **who,
                kind=kind,
                address=f"{kind.lower()}{number}@example.it",
                of_person=number == 1,
                recorded_on=date(2022 + number, 1, 1),
            )
    yield from _requests(tenant, conv)
    yield from _inspections(tenant)
    yield tenant.row(
        cases.case_files,
        "C1",
        **conv,
        **comune,
        record_id=tenant.id(privacy.personal_records, "CASE"),
        code="C1",
        opened_on=date(2022, 1, 1),
    )


def _requests(tenant: "Tenant", conv: dict[str, Any]) -> Iterator[Row]:
    person = {"record_id": tenant.id(privacy.personal_records, "DATA_SUBJECT")}
    more: list[dict[str, Any]] = [
        {},
        {"answered_on": date(2023, 2, 20), "answer": "Data «subito»"},
        {
            "extended_on": date(2023, 1, 20),
            "extended_to": date(2023, 4, 1),
            "extended_why": "molte",
        },
    ]
    for number, values in enumerate(more):
        yield tenant.row(
            requests.rights_requests,
            str(number),
            **conv,
            **person,
            article=15 + number,
            named=number == 0,
            received_on=date(2023, 1, 1),
            due_on=date(2023, 2, 1),
            **values,
        )
    for number, due in enumerate((None, date(2023, 2, 1))):
        reply = {"replied_on": date(2023, 3, 1), "reply": "Fatto"} if number else {}
        yield tenant.row(
            requests.complaints,
            str(number),
            **(person if number else {}),
            kind="REPORT" if number else "COMPLAINT",
            subject=f"Reclamo «{number}»",
            received_on=date(2023, 1, 1),
            due_on=due,
            **reply,
            **sourced(),
        )
    for number, granted in enumerate((None, True, False)):
        decided = {"decided_on": date(2023, 1, 20), "granted": granted, "reasons": "Perché sì"}
        yield tenant.row(
            requests.access_requests,
            str(number),
            **conv,
            requester_id=key(0, "principals", "nessuno"),
            requested_by="Chi chiede",
            interest="Un interesse",
            requested_on=date(2023, 1, 1),
            due_on=date(2023, 1, 31),
            **({} if granted is None else decided),
        )
        yield tenant.row(
            requests.archived_documents,
            str(number),
            **conv,
            title=f"Titolo {number}",
            place="altrove",
            digest="0" * 64 if number else None,
            kept_on=date(2023, 1, 1),
        )


def _inspections(tenant: "Tenant") -> Iterator[Row]:
    for number in range(3):
        yield tenant.row(
            inspecting.inspections,
            str(number),
            by_code="UDP",
            matter="SERVIZI",
            service=f"S{number}",
            outcome="NON_CONFORM" if number else "CONFORM",
            findings="«Nulla»",
            inspected_on=date(2023, 1, 1),
            **sourced(),
        )
        closed = {"closed_on": date(2023, 3, 1), "result": "Fatto"} if number == 1 else {}
        if number:
            yield tenant.row(
                inspecting.follow_ups,
                str(number),
                inspection_id=tenant.id(inspecting.inspections, str(number)),
                task="Rimediare",
                opened_on=date(2023, 1, 1),
                due_on=date(2023, 2, 1),
                **closed,
            )
