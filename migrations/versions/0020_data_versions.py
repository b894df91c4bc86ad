"""The version of the data: whatever changes a row moves it.

Revision ID: 0020
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op

from ambiti.database import tenancy, versions
from ambiti.database.metadata import Confinement

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

REFERENCE = """
    comuni populations
"""
OPEN = """
    ambiti bodies body_comuni capofile comune_aliases memberships perimeter_comuni perimeters
    unit_leads unit_members units
"""
PUBLISHABLE = """
    acts instrument_parties instrument_predecessors instrument_statuses instruments publications
    warnings
"""
TENANT = """
    access_requests accessions act_conflicts act_parties act_predecessors act_steps adherents
    adoption_rounds adoptions agenda_items ambiguities amendment_adoptions amendment_steps
    amendments archived_documents attendances ballots case_assignments case_files complaints
    contact_points contract_parties deliberations deliveries dispatch_items dispatches
    draft_parties drafts encounter_parties encounters follow_ups fulfilments idempotency_keys
    inspections instrument_publications invitations journal_entries mandate_revocations mandates
    meetings minutes_approvals minutes_corrections occurrences organ_aliases organs own_rules
    participations personal_accesses personal_records renewals representations representatives
    revocations rights_requests roles roll_entries rules seats set_terms signatures
    signed_contracts signing_mandates statute_versions tenures term_events votes withdrawals
    working_groups
"""
"""The tables until now, by who sees their rows; those of the last also by their holder."""


def upgrade() -> None:
    """Create the marks, which nobody who logs in writes, and what moves them."""
    _data_versions()
    table = "ambiti.data_versions"
    for statement in (
        *tenancy.confine(
            "data_versions", Confinement.PUBLISHABLE, ("ambito_id", "published"), moved=True
        ),
        *(policy.statement(table) for policy in tenancy.EXCEPTIONS["data_versions"]),
        *versions.FUNCTIONS,
        *_triggers(Confinement.REFERENCE, REFERENCE),
        *_triggers(Confinement.OPEN, OPEN),
        *_triggers(Confinement.PUBLISHABLE, PUBLISHABLE),
        *_triggers(Confinement.TENANT, TENANT),
    ):
        op.execute(statement)


def _triggers(confinement: Confinement, names: str) -> list[str]:
    return [versions.moving(table, confinement) for table in names.split()]


def _data_versions() -> None:
    op.create_table(
        "data_versions",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("mark", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("ambito_id", "published", name=op.f("pk_data_versions")),
        schema="ambiti",
    )
