"""Signatures: each party deliberates and signs, and together they renew."""
