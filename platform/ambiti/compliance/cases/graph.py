"""How the contract shows single cases: that they are there and how many see them, not of whom."""

from datetime import date
from typing import Any

import strawberry
from sqlalchemy import Select

from ambiti.agreements.graph import Instrument
from ambiti.compliance import scopes
from ambiti.compliance.cases import tables
from ambiti.compliance.privacy.graph import PersonalRecord
from ambiti.compliance.requests.graph import the
from ambiti.governance.graph.mandates import Mandate
from ambiti.reading.binding import Place, column, identity, page, reads, rows
from ambiti.reading.nodes import Connection, Node
from ambiti.territory.graph.comuni import Comune


@strawberry.type(description="Chi è assegnato a un caso, finché dura il suo incarico.")
@reads(scopes.CASE_FILE, tables.case_assignments)
class CaseAssignment(Node):
    """Who is assigned to a case."""

    id: strawberry.ID = identity()
    assigned_on: date = column("Da quando.")

    @rows(Mandate | None, "Il suo incarico.")
    def mandate(self: Place) -> Select[Any]:
        return the(self, "mandate_id")


@strawberry.type(description="Un caso seguito: non di chi.")
@reads(scopes.CASE_FILE, tables.case_files)
class CaseFile(Node):
    """A single case."""

    id: strawberry.ID = identity()
    code: str = column("Il codice del caso, che non dice di chi è.")
    opened_on: date = column("Da quando è seguito.")

    @rows(Comune | None, "Il comune.")
    def comune(self: Place) -> Select[Any]:
        return self.select().where(self.below.c.istat_code == self.above.c.istat_code)

    @rows(Instrument | None, "In base a quale atto.")
    def instrument(self: Place) -> Select[Any]:
        return the(self, "instrument_id")

    @rows(PersonalRecord | None, "La persona: chi è, lo legge solo chi è assegnato.")
    def person(self: Place) -> Select[Any]:
        return the(self, "record_id")

    @rows(list[CaseAssignment], "Chi vi è assegnato.", expect=2)
    def assignments(self: Place) -> Select[Any]:
        below = self.below
        return (
            self.select()
            .where(below.c.ambito_id == self.above.c.ambito_id)
            .where(below.c.case_id == self.above.c.id)
            .order_by(below.c.assigned_on, below.c.id)
        )


@strawberry.type
class AmbitoCases:
    """The cases of an Ambito."""

    @page(Connection[CaseFile], "I casi seguiti, per codice.", order=["code", "id"])
    def case_files(self: Place) -> Select[Any]:
        return self.select().where(self.below.c.ambito_id == self.above.c.ambito_id)
