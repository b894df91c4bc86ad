"""The rulebook: every rule of a statute, one entry each, in words and as flat data.

``rulebook`` walks the whole statute. An entry says its sentence, whether it decides anything or
lacks a document, and its figures under names that the API shows.
"""

from ambiti.statute.rulebook.book import ToldRule, rulebook, rules_told
from ambiti.statute.rulebook.entries import Detail, Details, RuleEntry

__all__ = ["Detail", "Details", "RuleEntry", "ToldRule", "rulebook", "rules_told"]
