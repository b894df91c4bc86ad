"""The tables of all slices: importing this module fills the one metadata."""

from ambiti.agreements import tables as agreements
from ambiti.database.metadata import metadata
from ambiti.governance import tables as governance
from ambiti.statute import tables as statute
from ambiti.territory import tables as territory

__all__ = ["agreements", "governance", "metadata", "statute", "territory"]
