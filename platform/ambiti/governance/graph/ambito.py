"""What governance adds to the Ambito: its organs, its roles, its mandates."""

from typing import Annotated, Any, Final

import strawberry
from sqlalchemy import Select

from ambiti.governance.graph.mandates import Mandate
from ambiti.governance.graph.organs import Organ, Role
from ambiti.reading.binding import Place, rows
from ambiti.reading.text import quoted

SUPERVISION: Final = quoted("SUPERVISION")
"""The kind of whoever supervises: no organ of government, and so not among them."""


def _of_above(place: Place) -> Select[Any]:
    below = place.below
    return place.select().where(below.c.ambito_id == place.above.c.ambito_id)


@strawberry.type
class AmbitoGovernance:
    """The governance of an Ambito."""

    @rows(
        list[Organ],
        "Gli organi di governo e di gestione nel giorno; chi vigila, se è chiesto per codice.",
        expect=8,
    )
    def organs(
        self: Place,
        code: Annotated[str | None, strawberry.argument(description="Solo questo codice.")] = None,
    ) -> Select[Any]:
        chosen = _of_above(self).where(self.holds(self.below))
        if code is not None:
            chosen = chosen.where(self.below.c.code == code)
        else:
            chosen = chosen.where(self.below.c.kind != SUPERVISION)
        return chosen.order_by(self.below.c.code)

    @rows(list[Organ], "Chi vigila, nel giorno.", expect=1)
    def supervisors(self: Place) -> Select[Any]:
        below = self.below
        chosen = _of_above(self).where(self.holds(below), below.c.kind == SUPERVISION)
        return chosen.order_by(below.c.code)

    @rows(list[Role], "I ruoli nel giorno.", expect=8)
    def roles(self: Place) -> Select[Any]:
        return _of_above(self).where(self.holds(self.below)).order_by(self.below.c.code)

    @rows(list[Mandate], "Gli incarichi tenuti nel giorno, quelli che chi chiede può vedere.")
    def mandates(self: Place) -> Select[Any]:
        below = self.below
        held = _of_above(self).where(below.c.since <= self.day, below.c.until > self.day)
        return held.order_by(below.c.role_code, below.c.since, below.c.id)
