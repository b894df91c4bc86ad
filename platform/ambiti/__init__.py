"""Ambiti: the platform on which Italy's Ambiti Territoriali Sociali run."""

__version__ = "0.1.0"
