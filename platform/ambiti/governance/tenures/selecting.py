"""Who will be appointed is selected: the first of two steps."""

import strawberry

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.refusing import Refused, refuse
from ambiti.acting.work import Work
from ambiti.governance.competence import said_by
from ambiti.governance.doubts import doubts_of
from ambiti.governance.tenures import tables
from ambiti.governance.tenures.graph import Tenure
from ambiti.governance.tenures.ground import Voting, candidate_of, columns_of, ground_of, wrong_vote
from ambiti.governance.tenures.inputs import SelectCandidateInput
from ambiti.governance.tenures.pools import offices
from ambiti.governance.tenures.roles import role_of, unchosen, wanted
from ambiti.governance.tenures.scopes import TENURE
from ambiti.governance.tenures.widening import widened_by
from ambiti.statute.current import in_force
from ambiti.statute.language import appointments as a


@strawberry.type(description="La scelta è registrata; la nomina viene dopo.")
class SelectCandidateSuccess(Success):
    """The selection was recorded."""

    tenure: Tenure | None = outcome(Tenure, "tenure", "La scelta.")


async def select_candidate(work: Work, input: SelectCandidateInput) -> Done:  # noqa: A002
    """Select who is then appointed by another.

    Refused where the role is given in one step, without the vote of the organ that selects, and for
    a person outside the pool; after a revocation the pool may be wider.
    """
    statute = (await in_force(work.connection, work.tenant.ambito_id)).statute
    role = role_of(statute, input.role, work.day)
    ground = await ground_of(work, work.day, role)
    one = wanted(ground, role, None)
    rule = one.rule(work.day)
    if not isinstance(rule, a.TwoSteps):
        message = f"{role.name} si nomina in un passo solo: non serve una scelta."
        raise Refused([said_by(role, statute, "ONE_STEP", message, "role")])
    candidate, adherent, wrong = await candidate_of(work, ground.places, input.candidate)
    widened = await widened_by(work, role, work.day)
    voting = Voting(statute, rule.selected_by, rule.source)
    vote, unfit = await wrong_vote(work, input.vote, voting)
    refuse(*wrong, *unfit, *unchosen(ground, one, rule, candidate, widened))
    work.warn(*doubts_of(statute, [rule, widened]))
    work.under(rule.source.document, rule.source.article)
    tenure = await work.insert(
        tables.tenures,
        label=one.label,
        role_code=role.code,
        person=candidate.name,
        offices=offices(candidate),
        adherent_id=adherent,
        given_by=rule.selected_by,
        status="SELECTED",
        since=work.day,
        member_of=[],
        vote_id=vote,
        **columns_of(statute, rule),
    )
    await work.require(TENURE, tables.tenures, tenure)
    return Done("Tenure", tenure, {"tenure": tenure})
