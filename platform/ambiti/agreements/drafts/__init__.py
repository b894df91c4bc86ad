"""Drafts: the same clauses, drawn up for another part of the territory."""
