"""Amendments: an instrument changes when all that must adopt the change have adopted it."""
