"""The `ambiti` command."""

from ambiti.cli.commands import main

__all__ = ["main"]
