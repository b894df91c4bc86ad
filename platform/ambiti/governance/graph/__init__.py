"""Governance as the contract shows it: organs, roles, mandates, and why someone may see what."""
