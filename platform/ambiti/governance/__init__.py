"""Governance: organs, roles, and who holds a mandate."""
