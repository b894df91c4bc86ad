"""Tenures: who holds a seat or a role, who gave it, until when, and how it is taken away."""
