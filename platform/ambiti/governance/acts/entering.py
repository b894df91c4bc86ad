"""An act enters the register: proposed, given or adopted, as the documents let its author do."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

import strawberry

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.refusing import Violation, refuse
from ambiti.acting.work import Work
from ambiti.governance.acts import tables
from ambiti.governance.acts.graph.acts import Act
from ambiti.governance.acts.inputs import ActInput, AdoptActInput, ProposeActInput
from ambiti.governance.acts.parties import Author, Party, author, meant
from ambiti.governance.acts.preceding import DECIDING
from ambiti.governance.acts.register import (
    Entry,
    Found,
    author_of,
    conflicting,
    entered,
    partied,
    several,
    stepped,
    vote_of,
)
from ambiti.governance.acts.rules import ADOPTED, GIVEN, PENDING, Draft, judged
from ambiti.governance.acts.scopes import ACT
from ambiti.governance.calling import caller_of
from ambiti.governance.competence import source_of
from ambiti.statute.current import in_force
from ambiti.statute.language.competences import Competence
from ambiti.statute.language.representation import Representation
from ambiti.statute.language.statute import Statute

_AMOUNT: Final = re.compile(r"(0|[1-9][0-9]{0,10})\.[0-9]{2}")


@strawberry.type(description="L'atto è nel registro.")
class ProposeActSuccess(Success):
    """The act was entered."""

    act: Act | None = outcome(Act, "act", "L'atto, col suo numero.")


@strawberry.type(description="L'atto è adottato e nel registro.")
class AdoptActSuccess(Success):
    """The act was adopted."""

    act: Act | None = outcome(Act, "act", "L'atto, col suo numero.")


async def propose_act(work: Work, input: ProposeActInput) -> Done:  # noqa: A002
    """Enter an act that does not decide: it is prepared, proposed, or given once for all.

    Refused where the documents give it to another, or want something before it that is missing.
    """
    return await _entered(work, input, PENDING | GIVEN)


async def adopt_act(work: Work, input: AdoptActInput) -> Done:  # noqa: A002
    """Enter an act that decides, or that carries out a decision.

    A collegial organ decides by a vote that was approved; a role decides by itself, within its
    competence. The proposals that it takes up are taken up with it.
    """
    amount = input.amount
    if amount is not None and (not _AMOUNT.fullmatch(amount) or not Decimal(amount)):
        message = "La somma si scrive in euro, con due decimali e il punto: 15000.00."
        refuse(Violation("BAD_AMOUNT", message, "amount"))
    return await _entered(work, input, ADOPTED, Decimal(amount) if amount else None)


@dataclass(frozen=True, slots=True)
class Asked:
    """An act as it is asked for: whose, after what, and the rows that it names."""

    one: Author
    draft: Draft
    before: list[Found]
    others: list[Found]
    direction: UUID | None
    vote: UUID | None


async def _entered(
    work: Work, given: ActInput, verbs: frozenset[str], amount: Decimal | None = None
) -> Done:
    found = await in_force(work.connection, work.tenant.ambito_id)
    statute = found.statute
    asked = await _asked(work, statute, given)
    one, draft = asked.one, asked.draft
    said = judged(statute, draft, one, await caller_of(work), work.day, verbs)
    refuse(*said.forbidden)
    work.warn(*said.advised)
    source: dict[str, Any] = {}
    if said.rule is not None:
        source = source_of(said.rule, statute)
        work.under(said.rule.source.document, said.rule.source.article)
    competence = said.competence
    entry = Entry(
        author=one,
        verb=draft.verb,
        matter=draft.matter,
        subject=draft.subject,
        taken_on=draft.taken_on,
        reference_year=given.reference_year or draft.taken_on.year,
        text_hash=draft.text_hash,
        state=state_of(draft.verb),
        version=found.version,
        source=source,
        jointly=competence is not None and competence.jointly,
        programme=competence.programme if competence else None,
        action=given.action,
        amount=amount,
        protocol=given.protocol,
        attachments=tuple(given.attachments),
        vote=asked.vote,
        direction=asked.direction,
    )
    act = await entered(work, statute, entry)
    await partied(work, act.key, "TOWARD", _toward(statute, draft, competence))
    await partied(work, act.key, "BOUND", _bound(statute, one, draft))
    for position, other in enumerate(asked.before, start=1):
        await work.insert(
            tables.act_predecessors,
            act_id=act.key,
            position=position,
            predecessor_id=other.key,
        )
    await _taken_up(work, asked, source)
    await conflicting(work, statute, act, asked.others, draft.taken_on)
    await work.require(ACT, tables.acts, act.key)
    return Done("Act", act.key, {"act": act.key})


async def _asked(work: Work, statute: Statute, given: ActInput) -> Asked:
    """Hold every row that an act names."""
    day = given.taken_on or work.day
    one = author_of(statute, given.by, day)
    before = await several(work, given.predecessors, "predecessors")
    others = await several(work, given.conflicts, "conflicts")
    directions = await several(work, [given.direction] if given.direction else [], "direction")
    vote, rested = await vote_of(work, given.vote)
    draft = Draft(
        verb=given.verb.name,
        matter=given.matter,
        subject=given.subject.strip(),
        taken_on=day,
        text_hash=given.text_hash,
        toward=tuple(given.toward),
        predecessors=tuple(known.known for known in before),
        direction=directions[0].known if directions else None,
        vote=rested,
    )
    direction = directions[0].key if directions else None
    return Asked(one, draft, before, others, direction, vote)


def state_of(verb: str) -> str:
    """Tell how far an act is when it enters the register."""
    if verb in ADOPTED:
        return "ADOPTED"
    return "PROPOSED" if verb in PENDING else "GIVEN"


def _toward(statute: Statute, draft: Draft, competence: Competence | None) -> list[Party]:
    """Tell toward whom an act is: whom it says, or else whom its competence names."""
    codes = draft.toward or (competence.toward if competence else ())
    found = [author(statute, code, draft.taken_on) for code in codes]
    return [Party(one.code, one.name) for one in found if one]


def _bound(statute: Statute, one: Author, draft: Draft) -> list[Party]:
    """Tell whom a decision binds: those whom its author represents on the matter."""
    if draft.verb not in DECIDING:
        return []
    for rule in statute.representation:
        if (
            isinstance(rule, Representation)
            and rule.by in one.answers_to
            and rule.matter == draft.matter
            and rule.valid.period.covers(draft.taken_on)
        ):
            return meant(statute, rule.represented, rule.source.document, draft.taken_on)
    return []


async def _taken_up(work: Work, asked: Asked, source: dict[str, Any]) -> None:
    """What was proposed on the matter is taken up by the decision that follows it."""
    if asked.draft.verb not in DECIDING:
        return
    for other in asked.before:
        known = other.known
        if known.state != "PROPOSED" or known.matter != asked.draft.matter:
            continue
        await work.update(tables.acts, other.key, state="ADOPTED")
        await stepped(
            work,
            other.key,
            before=known.state,
            after="ADOPTED",
            taken_on=asked.draft.taken_on,
            by=asked.one,
            source=source,
        )
