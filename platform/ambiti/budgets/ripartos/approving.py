"""A riparto is approved by an act of the register, and with that perfected."""

from uuid import UUID

import strawberry

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.naming import row_named
from ambiti.acting.refusing import refuse
from ambiti.acting.work import Work
from ambiti.budgets.ripartos import tables
from ambiti.budgets.ripartos.deciding import Approval, Waiting, approved
from ambiti.budgets.ripartos.graph import Riparto
from ambiti.budgets.ripartos.inputs import ApproveRipartoInput
from ambiti.budgets.ripartos.roundings import still
from ambiti.budgets.ripartos.scopes import RIPARTO
from ambiti.database.statements import Row
from ambiti.governance.acts.register import act_of, is_annulled
from ambiti.governance.calendar.telling import Telling, tell, told_by_perfected
from ambiti.statute.current import in_force
from ambiti.statute.division import cents_of
from ambiti.statute.language.statute import Statute


@strawberry.type(description="Il riparto è approvato, e perfezionato.")
class ApproveRipartoSuccess(Success):
    """The riparto was approved."""

    riparto: Riparto | None = outcome(Riparto, "riparto", "Il riparto, com'è ora.")


async def approve_riparto(work: Work, input: ApproveRipartoInput) -> Done:  # noqa: A002
    """Perfect a riparto by the decision of whom the documents name, an act of the register.

    Refused for an act that does not decide, was annulled, is older than the proposal, or is of
    another organ, matter, year or sum, and where the roundings from which it starts are no longer
    those that were left last. Where the documents make a fact of it from which terms run,
    the calendar knows it by itself. A riparto whose act was annulled since waits again for a
    decision. A collegial organ's act rests on its closed and approved vote, as the register wants.
    """
    row = await row_named(work, input.riparto, "Riparto", RIPARTO, tables.riparti, "riparto")
    await work.require(RIPARTO, tables.riparti, row["id"])
    act = await act_of(work, input.act, "act")
    statute = (await in_force(work.connection, work.tenant.ambito_id)).statute
    waiting = Waiting(
        matter=row["matter_code"],
        year=row["year"],
        cents=row["cents"],
        state=await standing(work, row),
        decided_by=row["decided_by_code"],
        proposed_on=row["proposed_on"],
    )
    approval = Approval(
        author=act["author_code"],
        verb=act["verb"],
        matter=act["matter_code"],
        state=act["state"],
        reference_year=act["reference_year"],
        cents=None if act["amount"] is None else cents_of(act["amount"]),
        taken_on=act["taken_on"],
        label=_label(act),
    )
    refuse(*approved(statute, waiting, approval))
    refuse(*await still(work, row))
    work.under(row["source_code"], row["source_article"])
    await work.update(
        tables.riparti,
        row["id"],
        state="PERFECTED",
        perfected_on=act["taken_on"],
        act_id=act["id"],
    )
    work.touch("Act", act["id"])
    await _tell(work, statute, row, act, input.occurrence)
    return Done("Riparto", row["id"], {"riparto": row["id"]})


async def _tell(
    work: Work, statute: Statute, riparto: Row, act: Row, occurrence: str | None
) -> None:
    """Let the calendar know the facts that the documents make of a riparto of its matter."""
    telling = telling_of(riparto, act, riparto["act_id"])
    for event in told_by_perfected(statute, riparto["matter_code"], act["taken_on"]):
        await tell(work, statute, event, telling, occurrence)


def telling_of(riparto: Row, act: Row, instead_of: UUID | None) -> Telling:
    """Tell what the calendar is told of a riparto and of the act that perfects it."""
    return Telling(
        act=act["id"],
        instead_of=instead_of,
        matter=riparto["matter_code"],
        year=riparto["year"],
        day=act["taken_on"],
        by_code=act["author_code"],
        by_name=act["author_name"],
        label=_label(act),
    )


def _label(act: Row) -> str:
    return f"{act['author_name']} n. {act['number']}/{act['year']}"


async def standing(work: Work, riparto: Row) -> str:
    """Tell how far a riparto is: one whose act is annulled is perfected no more.

    The act is held, so that it is not annulled while something comes to rest on the riparto.
    """
    state: str = riparto["state"]
    act = riparto["act_id"]
    return "ANNULLED" if act is not None and await is_annulled(work, act) else state
