"""Agreements: instruments, their parties and their status by day."""
