"""Compliance: personal data, requests that are owed an answer, documents, inspections."""
