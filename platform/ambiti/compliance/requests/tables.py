"""The rows of requests: rights over one's data, complaints, documents and who may read them."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Integer,
    Text,
    UniqueConstraint,
    Uuid,
)

from ambiti.compliance.privacy.tables import about_instrument, of_person
from ambiti.database.metadata import Confinement, sourced, tenant_table
from ambiti.statute.tables import ambiti

rights_requests = tenant_table(  # a person exercises a right over the own data
    "rights_requests",
    Confinement.TENANT,
    *about_instrument(nullable=False),
    *of_person(),
    Column("article", Integer, nullable=False),
    Column("named", Boolean, nullable=False),  # the text of the instrument names the right
    Column("received_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("extended_on", Date),
    Column("extended_to", Date),
    Column("extended_why", Text),
    Column("answered_on", Date),
    Column("answer", Text),
    CheckConstraint("article between 15 and 22", name="article"),
    CheckConstraint("received_on < due_on", name="term"),
    CheckConstraint("num_nonnulls(extended_on, extended_to, extended_why) in (0, 3)", name="whole"),
    CheckConstraint("due_on < extended_to and extended_on <= due_on", name="extension"),
    CheckConstraint("(answered_on is null) = (answer is null)", name="answer"),
    CheckConstraint("received_on <= answered_on", name="answered"),
)

complaints = tenant_table(  # requests, reports and complaints of users
    "complaints",
    Confinement.TENANT,
    *of_person(nullable=True),  # null: whoever complains gave no name
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("received_on", Date, nullable=False),
    Column("due_on", Date),  # null: no document says by when
    Column("replied_on", Date),
    Column("reply", Text),
    *sourced(),
    ForeignKeyConstraint(["ambito_id"], [ambiti.c.ambito_id]),
    CheckConstraint("kind in ('REQUEST', 'REPORT', 'COMPLAINT')", name="kind"),
    CheckConstraint("(replied_on is null) = (reply is null)", name="reply"),
    CheckConstraint("received_on <= replied_on", name="replied"),
)

archived_documents = tenant_table(  # what is kept of an instrument, and shown to the entitled
    "archived_documents",
    Confinement.TENANT,
    *about_instrument(nullable=False),
    Column("title", Text, nullable=False),
    Column("place", Text, nullable=False),  # where it is: told by an act to who may read it
    Column("digest", Text),  # SHA-256 of the document, where it is a file
    Column("kept_on", Date, nullable=False),
    UniqueConstraint("ambito_id", "instrument_id", "title"),
    CheckConstraint("digest ~ '^[0-9a-f]{64}$'", name="digest"),
)

access_requests = tenant_table(  # who is not entitled asks to read the documents
    "access_requests",
    Confinement.TENANT,
    *about_instrument(nullable=False),
    Column("requester_id", Uuid, nullable=False),
    Column("requested_by", Text, nullable=False),
    Column("interest", Text, nullable=False),
    Column("requested_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),  # after it, silence is a refusal
    Column("decided_on", Date),
    Column("granted", Boolean),
    Column("reasons", Text),
    CheckConstraint("requested_on < due_on", name="term"),
    CheckConstraint("num_nonnulls(decided_on, granted, reasons) in (0, 3)", name="decided"),
    CheckConstraint("requested_on <= decided_on", name="after"),
)
