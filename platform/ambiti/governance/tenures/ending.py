"""A tenure ends, or is confirmed for another term."""

from datetime import timedelta

import strawberry

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.naming import row_named
from ambiti.acting.refusing import Refused, Violation, refuse
from ambiti.acting.work import Work
from ambiti.database.statements import Row
from ambiti.governance import tables as governance
from ambiti.governance.competence import said_by
from ambiti.governance.doubts import doubts_of
from ambiti.governance.tenures import tables
from ambiti.governance.tenures.granting import withdrawn
from ambiti.governance.tenures.graph import Tenure
from ambiti.governance.tenures.ground import Voting, wrong_vote
from ambiti.governance.tenures.inputs import ConfirmTenureInput, EndTenureInput
from ambiti.governance.tenures.roles import role_of
from ambiti.governance.tenures.scopes import TENURE
from ambiti.governance.tenures.terms import term_of
from ambiti.statute.current import in_force
from ambiti.statute.language import appointments as a
from ambiti.statute.periods import END


async def tenure_of(work: Work, given: str, field: str = "tenure") -> Row:
    """Hold a tenure that is not over, or refuse."""
    row = await row_named(work, given, "Tenure", TENURE, tables.tenures, field)
    if row["until"] <= work.day or row["status"] != "HELD":
        message = f"{row['label']}: {row['person']} non è in carica."
        raise Refused([Violation("NOT_HELD", message, field)])
    return row


@strawberry.type(description="L'incarico finisce.")
class EndTenureSuccess(Success):
    """The tenure ends."""

    tenure: Tenure | None = outcome(Tenure, "tenure", "L'incarico, con la sua fine.")


async def end_tenure(work: Work, input: EndTenureInput) -> Done:  # noqa: A002
    """End a tenure before its time; the access that came with it ends the same day.

    A revocation is not written so: it is proposed, and decided by a vote.
    """
    row = await tenure_of(work, input.tenure)
    found = []
    if not input.because.strip():
        found.append(Violation("EMPTY", "Qui serve il perché.", "because"))
    if not row["since"] < input.until < END:
        message = f"Il primo giorno senza viene dopo il {row['since']}."
        found.append(Violation("BAD_END", message, "until"))
    refuse(*found)
    because = input.because.strip()
    await work.update(tables.tenures, row["id"], until=input.until, ended_because=because)
    await withdrawn(work, row, input.until)
    return Done("Tenure", row["id"], {"tenure": row["id"]})


@strawberry.type(description="L'incarico è confermato.")
class ConfirmTenureSuccess(Success):
    """The tenure was confirmed."""

    tenure: Tenure | None = outcome(Tenure, "tenure", "L'incarico, col suo nuovo termine.")


async def confirm_tenure(work: Work, input: ConfirmTenureInput) -> Done:  # noqa: A002
    """Confirm whoever ends a term for another one, which begins the day after the last.

    Refused where the role has no term, and without the vote of the organ that chooses.
    """
    row = await tenure_of(work, input.tenure)
    statute = (await in_force(work.connection, work.tenant.ambito_id)).statute
    if row["role_code"] is None or row["term_ends_on"] is None:
        message = f"{row['label']}: non ha un termine, e non c'è nulla da confermare."
        raise Refused([Violation("NO_TERM", message, "tenure")])
    role = role_of(statute, row["role_code"], work.day)
    found = []
    if not input.act.strip():
        found.append(said_by(role, statute, "ACT_MISSING", "Serve l'atto di conferma.", "act"))
    vote = None
    if isinstance(role.appointment, a.TwoSteps):
        organ = role.appointment.selected_by
        voting = Voting(statute, organ, role.appointment.source)
        vote, unfit = await wrong_vote(work, input.vote, voting)
        found += unfit
    refuse(*found)
    term = term_of(role, row["term_ends_on"] + timedelta(days=1))
    work.warn(*doubts_of(statute, [role.term]))
    await work.update(
        tables.tenures,
        row["id"],
        term_ends_on=term.last,
        until=term.until,
        act=input.act.strip(),
        vote_id=vote or row["vote_id"],
    )
    if row["mandate_id"] is not None:
        await work.update(governance.mandates, row["mandate_id"], until=term.until)
    return Done("Tenure", row["id"], {"tenure": row["id"]})
