"""Accounting rows of the capofila's software, imported into the ledger by its own acts."""
