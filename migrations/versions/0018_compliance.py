"""Personal data and who read it, contacts, requests, documents, inspections, cases.

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

from ambiti.database import tenancy
from ambiti.database.metadata import Confinement

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of compliance and confine them."""
    _personal_records()
    _personal_accesses()
    _contact_points()
    _rights_requests()
    _complaints()
    _archived_documents()
    _access_requests()
    _inspections()
    _follow_ups()
    _case_files()
    _case_assignments()
    for statement in (
        *tenancy.confine("personal_records", Confinement.TENANT),
        *tenancy.confine("personal_accesses", Confinement.TENANT, append_only=True),
        *tenancy.confine("contact_points", Confinement.TENANT, append_only=True),
        *tenancy.confine("rights_requests", Confinement.TENANT),
        *tenancy.confine("complaints", Confinement.TENANT),
        *tenancy.confine("archived_documents", Confinement.TENANT),
        *tenancy.confine("access_requests", Confinement.TENANT),
        *tenancy.confine("inspections", Confinement.TENANT),
        *tenancy.confine("follow_ups", Confinement.TENANT),
        *tenancy.confine("case_files", Confinement.TENANT),
        *tenancy.confine("case_assignments", Confinement.TENANT, append_only=True),
    ):
        op.execute(statement)


def _personal_records() -> None:
    op.create_table(
        "personal_records",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("instrument_id", sa.Uuid(), nullable=True),
        sa.Column("istat_code", sa.Text(), nullable=True),
        sa.Column("body_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("collected_for", sa.Text(), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "kind in ('REPRESENTATIVE', 'DATA_SUBJECT', 'COMPLAINANT', 'CASE', 'OTHER')",
            name=op.f("ck_personal_records_kind"),
        ),
        sa.CheckConstraint(
            "sealed ~ '^v1[.][A-Za-z0-9_-]+=*$'", name=op.f("ck_personal_records_sealed")
        ),
        sa.CheckConstraint(
            "num_nonnulls(istat_code, body_id) <= 1", name=op.f("ck_personal_records_who")
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "body_id"],
            ["ambiti.bodies.ambito_id", "ambiti.bodies.id"],
            name=op.f("fk_personal_records_ambito_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "instrument_id"],
            ["ambiti.instruments.ambito_id", "ambiti.instruments.id"],
            name=op.f("fk_personal_records_ambito_id_instrument_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id"], ["ambiti.ambiti.ambito_id"], name=op.f("fk_personal_records_ambito_id")
        ),
        sa.ForeignKeyConstraint(
            ["istat_code"],
            ["ambiti.comuni.istat_code"],
            name=op.f("fk_personal_records_istat_code"),
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_personal_records")),
        schema="ambiti",
    )


def _personal_accesses() -> None:
    op.create_table(
        "personal_accesses",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("performer_id", sa.Uuid(), nullable=False),
        sa.Column("performed_by", sa.Text(), nullable=False),
        sa.Column("access", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "outcome in ('GRANTED', 'REFUSED')", name=op.f("ck_personal_accesses_outcome")
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "record_id"],
            ["ambiti.personal_records.ambito_id", "ambiti.personal_records.id"],
            name=op.f("fk_personal_accesses_ambito_id_record_id"),
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_personal_accesses")),
        schema="ambiti",
    )
    op.create_index(
        "ix_personal_accesses_ambito_id_record_id",
        "personal_accesses",
        ["ambito_id", "record_id"],
        unique=False,
        schema="ambiti",
    )


def _contact_points() -> None:
    op.create_table(
        "contact_points",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("istat_code", sa.Text(), nullable=True),
        sa.Column("body_id", sa.Uuid(), nullable=True),
        sa.Column("who_code", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("of_person", sa.Boolean(), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.CheckConstraint("kind in ('EMAIL', 'PEC', 'DPO')", name=op.f("ck_contact_points_kind")),
        sa.CheckConstraint(
            "num_nonnulls(istat_code, body_id, who_code) = 1", name=op.f("ck_contact_points_who")
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "body_id"],
            ["ambiti.bodies.ambito_id", "ambiti.bodies.id"],
            name=op.f("fk_contact_points_ambito_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id"], ["ambiti.ambiti.ambito_id"], name=op.f("fk_contact_points_ambito_id")
        ),
        sa.ForeignKeyConstraint(
            ["istat_code"], ["ambiti.comuni.istat_code"], name=op.f("fk_contact_points_istat_code")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_contact_points")),
        sa.UniqueConstraint(
            "ambito_id",
            "istat_code",
            "body_id",
            "who_code",
            "kind",
            "address",
            name="uq_contact_points_address",
            postgresql_nulls_not_distinct=True,
        ),
        schema="ambiti",
    )


def _rights_requests() -> None:
    op.create_table(
        "rights_requests",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("instrument_id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("extended_on", sa.Date(), nullable=True),
        sa.Column("extended_to", sa.Date(), nullable=True),
        sa.Column("extended_why", sa.Text(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(answered_on is null) = (answer is null)", name=op.f("ck_rights_requests_answer")
        ),
        sa.CheckConstraint("article between 15 and 22", name=op.f("ck_rights_requests_article")),
        sa.CheckConstraint(
            "due_on < extended_to and extended_on <= due_on",
            name=op.f("ck_rights_requests_extension"),
        ),
        sa.CheckConstraint(
            "num_nonnulls(extended_on, extended_to, extended_why) in (0, 3)",
            name=op.f("ck_rights_requests_whole"),
        ),
        sa.CheckConstraint("received_on < due_on", name=op.f("ck_rights_requests_term")),
        sa.CheckConstraint("received_on <= answered_on", name=op.f("ck_rights_requests_answered")),
        sa.ForeignKeyConstraint(
            ["ambito_id", "instrument_id"],
            ["ambiti.instruments.ambito_id", "ambiti.instruments.id"],
            name=op.f("fk_rights_requests_ambito_id_instrument_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "record_id"],
            ["ambiti.personal_records.ambito_id", "ambiti.personal_records.id"],
            name=op.f("fk_rights_requests_ambito_id_record_id"),
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_rights_requests")),
        schema="ambiti",
    )


def _complaints() -> None:
    op.create_table(
        "complaints",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("replied_on", sa.Date(), nullable=True),
        sa.Column("reply", sa.Text(), nullable=True),
        sa.Column("source_code", sa.Text(), nullable=False),
        sa.Column("source_document", sa.Text(), nullable=False),
        sa.Column("source_article", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "kind in ('REQUEST', 'REPORT', 'COMPLAINT')", name=op.f("ck_complaints_kind")
        ),
        sa.CheckConstraint(
            "(replied_on is null) = (reply is null)", name=op.f("ck_complaints_reply")
        ),
        sa.CheckConstraint("received_on <= replied_on", name=op.f("ck_complaints_replied")),
        sa.ForeignKeyConstraint(
            ["ambito_id", "record_id"],
            ["ambiti.personal_records.ambito_id", "ambiti.personal_records.id"],
            name=op.f("fk_complaints_ambito_id_record_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id"], ["ambiti.ambiti.ambito_id"], name=op.f("fk_complaints_ambito_id")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_complaints")),
        schema="ambiti",
    )


def _archived_documents() -> None:
    op.create_table(
        "archived_documents",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("instrument_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=True),
        sa.Column("kept_on", sa.Date(), nullable=False),
        sa.CheckConstraint("digest ~ '^[0-9a-f]{64}$'", name=op.f("ck_archived_documents_digest")),
        sa.ForeignKeyConstraint(
            ["ambito_id", "instrument_id"],
            ["ambiti.instruments.ambito_id", "ambiti.instruments.id"],
            name=op.f("fk_archived_documents_ambito_id_instrument_id"),
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_archived_documents")),
        sa.UniqueConstraint(
            "ambito_id",
            "instrument_id",
            "title",
            name=op.f("uq_archived_documents_ambito_id_instrument_id_title"),
        ),
        schema="ambiti",
    )


def _access_requests() -> None:
    op.create_table(
        "access_requests",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("instrument_id", sa.Uuid(), nullable=False),
        sa.Column("requester_id", sa.Uuid(), nullable=False),
        sa.Column("requested_by", sa.Text(), nullable=False),
        sa.Column("interest", sa.Text(), nullable=False),
        sa.Column("requested_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("granted", sa.Boolean(), nullable=True),
        sa.Column("reasons", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "num_nonnulls(decided_on, granted, reasons) in (0, 3)",
            name=op.f("ck_access_requests_decided"),
        ),
        sa.CheckConstraint("requested_on < due_on", name=op.f("ck_access_requests_term")),
        sa.CheckConstraint("requested_on <= decided_on", name=op.f("ck_access_requests_after")),
        sa.ForeignKeyConstraint(
            ["ambito_id", "instrument_id"],
            ["ambiti.instruments.ambito_id", "ambiti.instruments.id"],
            name=op.f("fk_access_requests_ambito_id_instrument_id"),
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_access_requests")),
        schema="ambiti",
    )


def _inspections() -> None:
    op.create_table(
        "inspections",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("by_code", sa.Text(), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("inspected_on", sa.Date(), nullable=False),
        sa.Column("source_code", sa.Text(), nullable=False),
        sa.Column("source_document", sa.Text(), nullable=False),
        sa.Column("source_article", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "outcome in ('CONFORM', 'NON_CONFORM')", name=op.f("ck_inspections_outcome")
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id"], ["ambiti.ambiti.ambito_id"], name=op.f("fk_inspections_ambito_id")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_inspections")),
        schema="ambiti",
    )


def _follow_ups() -> None:
    op.create_table(
        "follow_ups",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("inspection_id", sa.Uuid(), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(closed_on is null) = (result is null)", name=op.f("ck_follow_ups_result")
        ),
        sa.CheckConstraint("opened_on <= closed_on", name=op.f("ck_follow_ups_closed")),
        sa.CheckConstraint("opened_on <= due_on", name=op.f("ck_follow_ups_term")),
        sa.ForeignKeyConstraint(
            ["ambito_id", "inspection_id"],
            ["ambiti.inspections.ambito_id", "ambiti.inspections.id"],
            name=op.f("fk_follow_ups_ambito_id_inspection_id"),
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_follow_ups")),
        sa.UniqueConstraint(
            "ambito_id", "inspection_id", name=op.f("uq_follow_ups_ambito_id_inspection_id")
        ),
        schema="ambiti",
    )


def _case_files() -> None:
    op.create_table(
        "case_files",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("instrument_id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("istat_code", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ambito_id", "instrument_id"],
            ["ambiti.instruments.ambito_id", "ambiti.instruments.id"],
            name=op.f("fk_case_files_ambito_id_instrument_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "record_id"],
            ["ambiti.personal_records.ambito_id", "ambiti.personal_records.id"],
            name=op.f("fk_case_files_ambito_id_record_id"),
        ),
        sa.ForeignKeyConstraint(
            ["istat_code"], ["ambiti.comuni.istat_code"], name=op.f("fk_case_files_istat_code")
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_case_files")),
        sa.UniqueConstraint("ambito_id", "code", name=op.f("uq_case_files_ambito_id_code")),
        sa.UniqueConstraint(
            "ambito_id", "record_id", name=op.f("uq_case_files_ambito_id_record_id")
        ),
        schema="ambiti",
    )


def _case_assignments() -> None:
    op.create_table(
        "case_assignments",
        sa.Column("ambito_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("mandate_id", sa.Uuid(), nullable=False),
        sa.Column("assigned_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ambito_id", "case_id"],
            ["ambiti.case_files.ambito_id", "ambiti.case_files.id"],
            name=op.f("fk_case_assignments_ambito_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["ambito_id", "mandate_id"],
            ["ambiti.mandates.ambito_id", "ambiti.mandates.id"],
            name=op.f("fk_case_assignments_ambito_id_mandate_id"),
        ),
        sa.PrimaryKeyConstraint("ambito_id", "id", name=op.f("pk_case_assignments")),
        sa.UniqueConstraint(
            "ambito_id",
            "case_id",
            "mandate_id",
            name=op.f("uq_case_assignments_ambito_id_case_id_mandate_id"),
        ),
        schema="ambiti",
    )
