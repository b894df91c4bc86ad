"""The tag of an answer (ETag): whoever has the same one has the answer as it would be now.

An answer is made of its statement, of what that is asked with, of who asks, and of the data that
this caller might be shown. The tag is a digest of all four, of the day, and of the contract, the
policy and the limits that this process serves with. So it changes with a mandate, a policy, a day,
a variable or a row, and nobody has any use for the tag of someone else.
"""

import hashlib
import re
from collections.abc import Mapping
from typing import Final

from ambiti.reading.call import Call
from ambiti.reading.machine import Question

EVERYONE: Final = "public, no-cache"
"""An answer to nobody in particular: any cache may keep it, and asks each time if it still is."""
ONE_ALONE: Final = "private, no-cache"
"""An answer to whom the token names: their own cache may keep it, and asks each time."""
_TAG: Final = re.compile(r'(?:W/)?("[^"]*")')


class Tags:
    """Makes the tags of one process. Processes that serve the same way make the same ones."""

    def __init__(self, *served: str) -> None:
        """Take what all answers depend on: contract, policy, limits."""
        self._served = hashlib.sha256(repr(served).encode())

    def tag(self, question: Question, call: Call, media: str, version: bytes) -> str:
        """Make the tag of an answer that is read from this version of the data."""
        statement, actor = question.statement, call.actor
        digest = self._served.copy()
        digest.update(statement.sql.encode())
        who = (actor.identity, actor.principal_id, actor.version, actor.reach)
        beside = (question.cost, statement.withheld, media, call.day)
        digest.update(repr((question.arguments, who, beside, version)).encode())
        return f'"{digest.hexdigest()}"'


def headers(tag: str, call: Call) -> Mapping[str, str]:
    """Say under which tag an answer may be kept, and by whom."""
    return {"ETag": tag, "Cache-Control": EVERYONE if call.actor.identity is None else ONE_ALONE}


def held(if_none_match: str, tag: str) -> bool:
    """Tell whether a caller who holds these answers holds the one of this tag.

    They are compared weakly, as RFC 9110 asks: what a proxy compressed has a ``W/`` before it.
    """
    return if_none_match.strip() == "*" or tag in _TAG.findall(if_none_match)
