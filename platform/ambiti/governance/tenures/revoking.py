"""A role is taken away: with reasons, by the vote that the text asks for, and what follows."""

from collections.abc import Iterator
from datetime import timedelta

import strawberry
from sqlalchemy import select

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.naming import named, row_named
from ambiti.acting.refusing import Refused, Violation, refuse
from ambiti.acting.work import Work
from ambiti.database.statements import Row
from ambiti.governance.competence import said_by
from ambiti.governance.doubts import doubts_of
from ambiti.governance.meetings import tables as meetings
from ambiti.governance.tenures import tables
from ambiti.governance.tenures.ending import tenure_of
from ambiti.governance.tenures.granting import withdrawn
from ambiti.governance.tenures.graph import RevocationCase
from ambiti.governance.tenures.ground import Voting, columns_of, wrong_vote
from ambiti.governance.tenures.inputs import DecideRevocationInput, ProposeRevocationInput
from ambiti.governance.tenures.roles import role_of
from ambiti.governance.tenures.scopes import TENURE
from ambiti.statute.current import in_force
from ambiti.statute.language.appointments import Revocation
from ambiti.statute.language.roles import Role
from ambiti.statute.language.statute import Statute
from ambiti.statute.periods import in_words
from ambiti.statute.rulebook.italian import listed


@strawberry.type(description="La revoca è proposta.")
class ProposeRevocationSuccess(Success):
    """The revocation was proposed."""

    revocation: RevocationCase | None = outcome(RevocationCase, "revocation", "La proposta.")


async def propose_revocation(work: Work, input: ProposeRevocationInput) -> Done:  # noqa: A002
    """Propose to revoke whoever holds a role, for the reasons of the text.

    Refused where the text does not foresee it, for reasons outside a closed list, without a
    motivation where one is asked for, and while another proposal is open.
    """
    row = await tenure_of(work, input.tenure)
    statute = (await in_force(work.connection, work.tenant.ambito_id)).statute
    _, rule = _rule(statute, row, work)
    grounds = [one.strip() for one in input.grounds]
    refuse(*_unfounded(statute, rule, grounds, input.motivation), *await _pending(work, row))
    work.under(rule.source.document, rule.source.article)
    work.warn(*doubts_of(statute, [rule, rule.majority]))
    case = await work.insert(
        tables.revocations,
        tenure_id=row["id"],
        grounds=grounds,
        motivation=input.motivation.strip(),
        proposed_on=work.day,
        status="PROPOSED",
        **columns_of(statute, rule),
    )
    return Done("RevocationCase", case, {"revocation": case})


def _rule(statute: Statute, row: Row, work: Work) -> tuple[Role, Revocation]:
    if row["role_code"] is not None:
        role = role_of(statute, row["role_code"], work.day)
        if role.revocation is not None and role.revocation.valid.period.covers(work.day):
            return role, role.revocation
    message = f"{row['label']}: i documenti non prevedono una revoca."
    raise Refused([Violation("NOT_REVOCABLE", message, "tenure")])


def _unfounded(
    statute: Statute, rule: Revocation, grounds: list[str], motivation: str
) -> Iterator[Violation]:
    names = {one.code: one.name for one in rule.grounds}
    if not grounds or not all(grounds):
        message = f"Serve almeno una ragione: {listed(list(names.values()), 'o')}."
        yield said_by(rule, statute, "GROUND_MISSING", message, "grounds")
    for number, ground in enumerate(grounds):
        if ground and ground not in names and not rule.open_list:
            message = f"«{ground}» non è fra le ragioni, che sono: {listed(list(names))}."
            yield said_by(rule, statute, "GROUND_UNKNOWN", message, f"grounds.{number}")
    if rule.motivation_required and not motivation.strip():
        message = "La revoca va motivata."
        yield said_by(rule, statute, "MOTIVATION_REQUIRED", message, "motivation")


async def _pending(work: Work, row: Row) -> list[Violation]:
    cases = tables.revocations.c
    found = await work.all(
        select(cases.id).where(
            cases.ambito_id == work.tenant.ambito_id,
            cases.tenure_id == row["id"],
            cases.status == "PROPOSED",
        )
    )
    message = "C'è già una proposta di revoca: prima va decisa."
    return [Violation("REVOCATION_PENDING", message, "tenure")] if found else []


@strawberry.type(description="La revoca è decisa.")
class DecideRevocationSuccess(Success):
    """The revocation was decided."""

    revocation: RevocationCase | None = outcome(
        RevocationCase, "revocation", "La revoca, con ciò che ne segue."
    )


async def decide_revocation(work: Work, input: DecideRevocationInput) -> Done:  # noqa: A002
    """Decide a revocation by a closed vote on its matter: the verdict of the vote is the decision.

    Where it is approved, the role ends today, and the days to replace whoever held it begin.
    """
    cases, given = tables.revocations, input.revocation
    case = await row_named(work, given, "RevocationCase", TENURE, cases, "revocation")
    if case["status"] != "PROPOSED":
        message = (
            f"La revoca è già stata decisa, il {in_words(case['decided_on'])}: se chi era in "
            "carica vi è rimasto, serve un'altra proposta."
        )
        raise Refused([Violation("REVOCATION_DECIDED", message, "revocation")])
    statute = (await in_force(work.connection, work.tenant.ambito_id)).statute
    row = await work.locked(TENURE, tables.tenures, case["tenure_id"])
    assert row is not None  # noqa: S101  the foreign key keeps it
    _, rule = _rule(statute, row, work)
    organ = rule.majority.organ if rule.majority else row["given_by"]
    voting = Voting(statute, organ, (rule.majority or rule).source)
    vote, unfit = await wrong_vote(work, input.vote, voting)
    rejected = [one for one in unfit if one.code == "VOTE_NOT_APPROVED"]
    refuse(*(one for one in unfit if one not in rejected))
    refuse(*await _of_another_matter(work, statute, rule, input.vote))
    values: dict[str, object] = {"decided_on": work.day, "vote_id": vote}
    if rejected:
        work.warn(*rejected)
        await work.update(tables.revocations, case["id"], status="REJECTED", **values)
        return Done("RevocationCase", case["id"], {"revocation": case["id"]})
    sequel = _sequel(rule, work)
    await work.update(tables.revocations, case["id"], status="APPROVED", **values, **sequel)
    ended = {"until": work.day, "ended_because": "Revoca"}
    await work.update(tables.tenures, row["id"], **ended)
    await withdrawn(work, row, work.day)
    work.under(rule.source.document, rule.source.article)
    work.warn(*doubts_of(statute, [rule.majority, rule.replacement]))
    return Done("RevocationCase", case["id"], {"revocation": case["id"]})


async def _of_another_matter(
    work: Work, statute: Statute, rule: Revocation, given: strawberry.ID
) -> list[Violation]:
    """A qualified majority is that of its matter: a vote on anything else does not revoke."""
    if rule.majority is None:
        return []
    majority = rule.majority
    wanted = {
        one.matter
        for organ in statute.organs
        if organ.code == majority.organ
        for one in organ.decisions
        if one.matter and one.source.article == majority.source.article
    }
    items, votes = meetings.agenda_items.c, meetings.votes.c
    matter = await work.connection.scalar(
        select(items.matter_code)
        .join_from(meetings.votes, meetings.agenda_items, items.id == votes.agenda_item_id)
        .where(votes.ambito_id == work.tenant.ambito_id, votes.id == named(given, "Vote"))
    )
    if not wanted or matter in wanted:
        return []
    message = f"La votazione doveva essere sulla materia: {listed(sorted(wanted))}."
    return [said_by(majority, statute, "VOTE_ON_ANOTHER_MATTER", message, "vote")]


def _sequel(rule: Revocation, work: Work) -> dict[str, object]:
    """Tell what follows an approved revocation: who convenes, and by when somebody is named."""
    replacement = rule.replacement
    from_today = replacement is not None and replacement.start == "REVOCATION"
    days = timedelta(days=replacement.days) if replacement and from_today else None
    return {
        "replace_by": work.day + days if days else None,
        "convener_code": rule.convening.by if rule.convening else None,
    }
