"""What is asked of the machine and of the reference: values of the seed, and drawn queries."""

import base64
from datetime import date, datetime
from functools import cache
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded_with
from hypothesis import strategies as st

from . import seed
from .conftest import CONTRACT
from .queries import DAYS, Asked, asked, words, words_below
from .reference.fields import TABLE_OF, identifier

WHO = ["", *(person.name for person in seed.PEOPLE)]
TODAYS = [date.fromisoformat(day) for day in DAYS[2:]]


def all_ids() -> list[str]:
    """Give the identifiers of some rows of each type, and some that are of none."""
    found = [
        identifier("Comune", {"istat_code": "999001"}),
        identifier("Comune", {"istat_code": "000000"}),
    ]
    found += [identifier("Me", {"id": person.id}) for person in seed.PEOPLE[:2]]
    for ambito in seed.SLUGS:
        found.append(identifier("Ambito", {"ambito_id": ambito}))
        by_table: dict[str, list[Any]] = {}
        for table, row in [*seed.Tenant(ambito).rows(), *seed.mandates(ambito)]:
            by_table.setdefault(table.name, []).append(row)
        for kind, name in TABLE_OF.items():
            if kind not in {"Me", "Comune", "Ambito"}:
                found += [identifier(kind, row) for row in by_table.get(name, [])[:2]]
    return found


STRANGE_IDS = [
    "zz",
    *(
        base64.b64encode(text.encode()).decode()
        for text in ("Comune:5:999001", "Ambito:1:2", "Ambito:-99999999999:1", "Organ:1:x")
    ),
]


def _written(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return value if isinstance(value, int) else str(value)


def places(table: str, *columns: str) -> list[tuple[Any, ...]]:
    """Give where some rows stand in the order of their page, as a cursor says it."""
    rows = [row for ambito in (1, 2) for of, row in seed.Tenant(ambito).rows() if of.name == table]
    return [tuple(map(_written, map(row.get, columns))) for row in rows]


KNOWN = words([*all_ids(), *STRANGE_IDS], list(seed.SLUGS.values()), list(seed.COMUNI))
MET = places("meetings", "held_on", "id")
KNOWN |= words_below(
    {
        "meetings": [*MET, ("2023-12-31", MET[0][1])],
        "journal": [*places("journal_entries", "number"), (0,), (99,)],
        "tenures": places("tenures", "since", "id"),
        "adherents": places("adherents", "name", "id"),
        "fulfilments": places("fulfilments", "done_on", "id"),
        "encounters": places("encounters", "held_on", "id"),
        "participations": places("participations", "name", "id"),
        "acts": places("acts", "taken_on", "id"),
        "dispatches": places("dispatches", "sent_on", "id"),
        "signingMandates": places("signing_mandates", "granted_on", "id"),
        "signedContracts": places("signed_contracts", "signed_on", "id"),
        "representations": places("representations", "done_on", "id"),
        "representatives": places("representatives", "since", "id"),
        "personalRecords": places("personal_records", "recorded_on", "id"),
        "accesses": places("personal_accesses", "at", "id"),
        "contactPoints": places("contact_points", "kind", "address", "id"),
        "rightsRequests": places("rights_requests", "received_on", "id"),
        "complaints": places("complaints", "received_on", "id"),
        "accessRequests": places("access_requests", "requested_on", "id"),
        "archivedDocuments": places("archived_documents", "title", "id"),
        "inspections": places("inspections", "inspected_on", "id"),
        "movements": places("ledger_movements", "number", "id"),
        "imports": places("ledger_imports", "started_at", "id"),
        "attributions": places("cost_attributions", "attributed_on", "id"),
        "obligations": places("obligations", "opened_on", "id"),
        "dues": places("dues", "entered_on", "obligation_id", "number"),
        "overdueDues": places("dues", "entered_on", "obligation_id", "number"),
        "riparti": places("riparti", "proposed_on", "id"),
        "caseFiles": places("case_files", "code", "id"),
    }
)


Case = tuple[Asked, str, date]


@cache
@cache
def corpus(*doors: str) -> tuple[Case, ...]:
    """Draw queries that go through these fields, without asking them."""
    found: list[Case] = []
    cases = st.tuples(asked(CONTRACT, KNOWN, doors), st.sampled_from(WHO), st.sampled_from(TODAYS))

    @seeded_with(7)
    @given(case=cases)
    @settings(
        max_examples=100,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def draw(case: Case) -> None:
        found.append(case)

    draw()
    return tuple(found)
