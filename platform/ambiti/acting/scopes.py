"""The kind of the journal, and which rows each scope lets through."""

from ambiti.acting.tables import journal_entries
from ambiti.reading.kinds import Kind, in_tenant

JOURNAL_ENTRY = Kind("JournalEntry", (journal_entries,), {"all": in_tenant})

KINDS = (JOURNAL_ENTRY,)
