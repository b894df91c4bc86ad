"""Inspections, and what follows where something does not conform."""
