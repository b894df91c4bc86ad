"""An organ gives itself a rule by its own vote, and forms a working group on a theme."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

import strawberry
from sqlalchemy import select

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.refusing import Refused, Violation, refuse
from ambiti.acting.work import Work
from ambiti.governance.competence import organ_of, organ_unknown, said_by, source_of
from ambiti.governance.meetings.scopes import MEETING
from ambiti.governance.ownrules import tables
from ambiti.governance.ownrules.graph import OwnRule, WorkingGroup
from ambiti.governance.ownrules.inputs import AdoptOwnRuleInput, CreateWorkingGroupInput
from ambiti.governance.tenures.ground import Voting, wrong_vote
from ambiti.statute.current import in_force
from ambiti.statute.language.decisions import SelfRegulated
from ambiti.statute.language.meetings import WorkingGroups
from ambiti.statute.language.organs import Organ
from ambiti.statute.language.statute import Statute

_FRACTION: Final = re.compile(r"[1-9][0-9]{0,2}/[1-9][0-9]{0,2}")


@strawberry.type(description="La regola è adottata.")
class AdoptOwnRuleSuccess(Success):
    """The rule was adopted."""

    rule: OwnRule | None = outcome(OwnRule, "rule", "La regola.")


@strawberry.type(description="Il gruppo di lavoro è costituito.")
class CreateWorkingGroupSuccess(Success):
    """The working group was created."""

    group: WorkingGroup | None = outcome(WorkingGroup, "group", "Il gruppo.")


async def adopt_own_rule(work: Work, input: AdoptOwnRuleInput) -> Done:  # noqa: A002
    """Adopt how an organ decides, by its own vote; its next votes are decided so.

    Refused where no text leaves it to the organ, without its vote, and for a rule of another text.
    """
    statute, organ = await _organ(work, input.organ)
    rule = next((one for one in organ.decisions if isinstance(one, SelfRegulated)), None)
    if rule is None or not rule.valid.period.covers(work.day):
        message = f"{organ.name} non si dà le proprie regole: nessun documento glielo lascia."
        raise Refused([said_by(organ, statute, "NOT_SELF_REGULATED", message, "organ")])
    vote, unfit = await wrong_vote(work, input.vote, Voting(statute, organ.code, rule.source))
    refuse(*_wrong(statute, input), *unfit, *await _used(work, input.vote and vote))
    work.under(rule.source.document, rule.source.article)
    adopted = await work.insert(
        tables.own_rules,
        organ_code=organ.code,
        matter_code=input.matter,
        quorum=input.quorum,
        fraction=input.fraction,
        strict=input.strict,
        counted=input.counted.name,
        adopted_on=work.day,
        vote_id=vote,
        **source_of(rule, statute),
    )
    await work.require(MEETING, tables.own_rules, adopted)
    return Done("OwnRule", adopted, {"rule": adopted})


def _wrong(statute: Statute, given: AdoptOwnRuleInput) -> Iterator[Violation]:
    if not _FRACTION.fullmatch(given.fraction) or Fraction(given.fraction) > 1:
        message = f"«{given.fraction}» non è una frazione: si scrive 1/2, 2/3."
        yield Violation("BAD_FRACTION", message, "fraction")
    if given.quorum is not None and given.quorum < 1:
        message = "I presenti che servono sono almeno uno."
        yield Violation("BAD_QUORUM", message, "quorum")
    if given.matter is not None and given.matter not in {one.code for one in statute.matters}:
        message = f"«{given.matter}» non è una materia dei documenti."
        yield Violation("MATTER_UNKNOWN", message, "matter")


async def _used(work: Work, vote: object) -> list[Violation]:
    columns = tables.own_rules.c
    found = await work.all(
        select(columns.id).where(
            columns.ambito_id == work.tenant.ambito_id, columns.vote_id == vote
        )
    )
    message = "Con questa votazione l'organo si è già dato una regola."
    return [Violation("VOTE_USED", message, "vote")] if found else []


async def create_working_group(work: Work, input: CreateWorkingGroupInput) -> Done:  # noqa: A002
    """Form a working group of an organ on a theme.

    Refused where no text foresees it, without a theme, and for a theme that has one.
    """
    statute, organ = await _organ(work, input.organ)
    now = (one for one in organ.meetings if one.valid.period.covers(work.day))
    rule = next((one for one in now if isinstance(one, WorkingGroups)), None)
    if rule is None:
        message = f"{organ.name}: i documenti non prevedono gruppi di lavoro."
        raise Refused([said_by(organ, statute, "GROUPS_NOT_FORESEEN", message, "organ")])
    theme = input.theme.strip()
    columns = tables.working_groups.c
    same = await work.all(
        select(columns.id).where(
            columns.ambito_id == work.tenant.ambito_id,
            columns.organ_code == organ.code,
            columns.theme == theme,
        )
    )
    if not theme:
        refuse(Violation("EMPTY", "Serve il tema.", "theme"))
    if same:
        message = f"Su «{theme}» {organ.name} ha già un gruppo di lavoro."
        refuse(said_by(rule, statute, "GROUP_EXISTS", message, "theme"))
    work.under(rule.source.document, rule.source.article)
    group = await work.insert(
        tables.working_groups,
        organ_code=organ.code,
        theme=theme,
        created_on=work.day,
        **source_of(rule, statute),
    )
    await work.require(MEETING, tables.working_groups, group)
    return Done("WorkingGroup", group, {"group": group})


async def _organ(work: Work, code: str) -> tuple[Statute, Organ]:
    statute = (await in_force(work.connection, work.tenant.ambito_id)).statute
    organ = organ_of(statute, code, work.day)
    if organ is None:
        raise Refused([organ_unknown(statute, code, work.day)])
    return statute, organ
