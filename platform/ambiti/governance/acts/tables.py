"""The rows of the register: acts, their steps, what they follow, where they are sent."""

from sqlalchemy import (
    ARRAY,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Numeric,
    Text,
    UniqueConstraint,
    Uuid,
)

from ambiti.database.metadata import Confinement, tenant_table
from ambiti.governance.meetings.tables import meetings, votes
from ambiti.statute.tables import ambiti, statute_versions
from ambiti.territory.tables import comuni

STATES = "'PROPOSED', 'GIVEN', 'ADOPTED', 'EXECUTED', 'ANNULLED'"
VERBS = (
    "'PREPARE', 'PROPOSE', 'CONSULT', 'OPINION', 'AGREE', 'DECIDE', 'APPROVE', 'ADOPT',"
    " 'EXECUTE', 'MONITOR', 'REPORT', 'CONTROL'"
)

acts = tenant_table(
    "acts",
    Confinement.PUBLISHABLE,
    Column("author_code", Text, nullable=False),
    Column("author_name", Text, nullable=False),  # as the documents called it on its day
    Column("year", Integer, nullable=False),
    Column("number", Integer, nullable=False),  # of the author in the year, without gaps
    Column("verb", Text, nullable=False),
    Column("matter_code", Text, nullable=False),
    Column("matter_name", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("taken_on", Date, nullable=False),
    Column("reference_year", Integer, nullable=False),
    Column("protocol", Text),  # its number at the body that took it
    Column("text_hash", Text, nullable=False),  # SHA-256 of the document
    Column("attachments", ARRAY(Text), nullable=False),
    Column("programme_code", Text),
    Column("action", Text),  # of the programme
    Column("amount", Numeric(14, 2)),  # euro that it commits
    Column("jointly", Boolean, nullable=False),  # its author only takes part in deciding
    Column("state", Text, nullable=False),
    Column("published", Boolean, nullable=False),
    Column("published_on", Date),
    Column("vote_id", Uuid),
    Column("direction_id", Uuid),
    Column("statute_version_id", Uuid, nullable=False),
    Column("source_code", Text),  # none where no document gives the competence
    Column("source_document", Text),
    Column("source_article", Text),
    ForeignKeyConstraint(["ambito_id"], [ambiti.c.ambito_id]),
    ForeignKeyConstraint(["ambito_id", "vote_id"], [votes.c.ambito_id, votes.c.id]),
    ForeignKeyConstraint(
        ["ambito_id", "direction_id"], ["ambiti.acts.ambito_id", "ambiti.acts.id"]
    ),
    ForeignKeyConstraint(
        ["ambito_id", "statute_version_id"],
        [statute_versions.c.ambito_id, statute_versions.c.id],
    ),
    UniqueConstraint("ambito_id", "author_code", "year", "number"),
    UniqueConstraint("ambito_id", "vote_id"),  # what was voted is one act
    CheckConstraint(f"verb in ({VERBS})", name="verb"),
    CheckConstraint(f"state in ({STATES})", name="state"),
    CheckConstraint("number > 0", name="number"),
    CheckConstraint("text_hash ~ '^[0-9a-f]{64}$'", name="text_hash"),
    CheckConstraint("amount > 0", name="amount"),
    CheckConstraint("published = (published_on is not null)", name="published"),
    Index("ix_acts_ambito_id_taken_on", "ambito_id", "taken_on"),
)

act_steps = tenant_table(  # what happened to an act, in order; never rewritten
    "act_steps",
    Confinement.TENANT,
    Column("act_id", Uuid, nullable=False),
    Column("position", Integer, nullable=False),
    Column("before", Text),
    Column("after", Text, nullable=False),
    Column("taken_on", Date, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Column("by_code", Text, nullable=False),
    Column("by_name", Text, nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("reasons", Text),
    Column("vote_id", Uuid),  # by which a collegial organ annuls what it decided
    Column("source_code", Text),  # none where no document gives the competence
    Column("source_document", Text),
    Column("source_article", Text),
    ForeignKeyConstraint(["ambito_id", "act_id"], [acts.c.ambito_id, acts.c.id]),
    ForeignKeyConstraint(["ambito_id", "vote_id"], [votes.c.ambito_id, votes.c.id]),
    UniqueConstraint("ambito_id", "act_id", "position"),
    CheckConstraint(f"before in ({STATES})", name="before"),
    CheckConstraint(f"after in ({STATES})", name="after"),
)

act_predecessors = tenant_table(
    "act_predecessors",
    Confinement.TENANT,
    Column("act_id", Uuid, nullable=False),
    Column("position", Integer, nullable=False),  # in which they were named
    Column("predecessor_id", Uuid, nullable=False),
    ForeignKeyConstraint(["ambito_id", "act_id"], [acts.c.ambito_id, acts.c.id]),
    ForeignKeyConstraint(["ambito_id", "predecessor_id"], [acts.c.ambito_id, acts.c.id]),
    UniqueConstraint("ambito_id", "act_id", "predecessor_id"),
    CheckConstraint("act_id <> predecessor_id", name="other"),
    Index("ix_act_predecessors_ambito_id_predecessor_id", "ambito_id", "predecessor_id"),
)

act_conflicts = tenant_table(  # two directions that say different things, and which prevails
    "act_conflicts",
    Confinement.TENANT,
    Column("act_id", Uuid, nullable=False),
    Column("other_id", Uuid, nullable=False),
    Column("prevailing_id", Uuid),  # null where no document says so
    Column("told", Text, nullable=False),
    Column("source_code", Text),
    Column("source_document", Text),
    Column("source_article", Text),
    ForeignKeyConstraint(["ambito_id", "act_id"], [acts.c.ambito_id, acts.c.id]),
    ForeignKeyConstraint(["ambito_id", "other_id"], [acts.c.ambito_id, acts.c.id]),
    ForeignKeyConstraint(["ambito_id", "prevailing_id"], [acts.c.ambito_id, acts.c.id]),
    UniqueConstraint("ambito_id", "act_id", "other_id"),
    CheckConstraint("act_id <> other_id", name="other"),
    Index("ix_act_conflicts_ambito_id_other_id", "ambito_id", "other_id"),
)

act_parties = tenant_table(  # toward whom an act is, and whom it binds
    "act_parties",
    Confinement.TENANT,
    Column("act_id", Uuid, nullable=False),
    Column("position", Integer, nullable=False),
    Column("part", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("istat_code", Text, ForeignKey(comuni.c.istat_code)),
    ForeignKeyConstraint(["ambito_id", "act_id"], [acts.c.ambito_id, acts.c.id]),
    UniqueConstraint("ambito_id", "act_id", "part", "position"),
    CheckConstraint("part in ('TOWARD', 'BOUND')", name="part"),
)

publications = tenant_table(
    "publications",
    Confinement.PUBLISHABLE,
    Column("act_id", Uuid, nullable=False),
    Column("place", Text, nullable=False),
    Column("shown_on", Date, nullable=False),
    Column("reference", Text),  # the number of the bulletin, the address of the page
    Column("published", Boolean, nullable=False),
    ForeignKeyConstraint(["ambito_id", "act_id"], [acts.c.ambito_id, acts.c.id]),
    UniqueConstraint("ambito_id", "act_id", "place"),
    CheckConstraint("place in ('ALBO', 'BULLETIN', 'BULLETIN_EXTRACT', 'SITE')", name="place"),
)

dispatches = tenant_table(  # something sent to several at once
    "dispatches",
    Confinement.TENANT,
    Column("kind", Text, nullable=False),
    Column("by_code", Text, nullable=False),
    Column("by_name", Text, nullable=False),
    Column("sent_on", Date, nullable=False),
    Column("subject", Text, nullable=False),
    Column("matter_code", Text),
    Column("meeting_id", Uuid),
    Column("since", Date),
    Column("until", Date),
    Column("source_code", Text),
    Column("source_document", Text),
    Column("source_article", Text),
    ForeignKeyConstraint(["ambito_id"], [ambiti.c.ambito_id]),
    ForeignKeyConstraint(["ambito_id", "meeting_id"], [meetings.c.ambito_id, meetings.c.id]),
    CheckConstraint("kind in ('ACTS_LIST', 'MINUTES', 'BROADCAST')", name="kind"),
    CheckConstraint("kind <> 'MINUTES' or meeting_id is not null", name="minutes"),
    CheckConstraint("since <= until", name="period"),
    Index("ix_dispatches_ambito_id_meeting_id", "ambito_id", "meeting_id"),
)

deliveries = tenant_table(  # one for each addressee
    "deliveries",
    Confinement.TENANT,
    Column("dispatch_id", Uuid, nullable=False),
    Column("position", Integer, nullable=False),
    Column("code", Text),  # null for who is not in the documents
    Column("name", Text, nullable=False),
    Column("istat_code", Text, ForeignKey(comuni.c.istat_code)),
    ForeignKeyConstraint(["ambito_id", "dispatch_id"], [dispatches.c.ambito_id, dispatches.c.id]),
    UniqueConstraint("ambito_id", "dispatch_id", "position"),
)

dispatch_items = tenant_table(  # the acts that it lists, each with its copy or without
    "dispatch_items",
    Confinement.TENANT,
    Column("dispatch_id", Uuid, nullable=False),
    Column("position", Integer, nullable=False),
    Column("act_id", Uuid, nullable=False),
    Column("copied", Boolean, nullable=False),
    ForeignKeyConstraint(["ambito_id", "dispatch_id"], [dispatches.c.ambito_id, dispatches.c.id]),
    ForeignKeyConstraint(["ambito_id", "act_id"], [acts.c.ambito_id, acts.c.id]),
    UniqueConstraint("ambito_id", "dispatch_id", "position"),
    Index("ix_dispatch_items_ambito_id_act_id", "ambito_id", "act_id"),
)
