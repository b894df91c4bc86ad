"""What deployments of a run prepare of documents, kept from one to the next.

All stand on the same contract, policies and limits, and a plan depends on no row: what one test has
parsed and planned is right for the next, as it is from one request to the next of a server.
"""

from collections.abc import Callable, Hashable
from typing import Any

import pytest

from ambiti import app
from ambiti.reading.documents import Documents
from ambiti.reading.machine import Machine


class Prepared:
    """The documents and plans of a run, by what they depend on."""

    def __init__(self) -> None:
        """Start with none."""
        self._made: dict[Hashable, Any] = {}

    def kept(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """Give what was made for a key, or make it."""
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]

    def create_app(self, settings: Any) -> Any:
        """Make a server that stands on what earlier ones have prepared."""

        def documents(schema: Any, limits: Any, size: int) -> Any:
            return self.kept((limits, size), lambda: Documents(schema, limits, size))

        def machine(*known: Any, **named: Any) -> Any:
            key = (
                *(named[one] for one in ("pages", "max_cost", "plans")),
                named["world"].policy.version,
            )
            return self.kept(key, lambda: Machine(*known, **named))

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(app, "Documents", documents)
            patch.setattr(app, "Machine", machine)
            return app.create_app(settings)
