"""An encounter is arranged between those whom the documents name, and each decides for itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import strawberry
from sqlalchemy import select

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.naming import row_named
from ambiti.acting.refusing import Refused, Violation, refuse
from ambiti.acting.work import Work
from ambiti.governance.competence import organ_of, organ_unknown, said_by, source_of
from ambiti.governance.encounters import tables
from ambiti.governance.encounters.graph import Encounter, EncounterParty
from ambiti.governance.encounters.inputs import ArrangeEncounterInput, RecordPartyDecisionInput
from ambiti.governance.meetings.scopes import MEETING
from ambiti.statute.current import in_force
from ambiti.statute.language.meetings import Dialogue, JointMeeting
from ambiti.statute.language.statute import Statute
from ambiti.statute.naming import Names
from ambiti.statute.problems import nearest
from ambiti.statute.rulebook.italian import listed


@strawberry.type(description="L'incontro è fissato.")
class ArrangeEncounterSuccess(Success):
    """The encounter was arranged."""

    encounter: Encounter | None = outcome(Encounter, "encounter", "L'incontro.")


@strawberry.type(description="La decisione è registrata.")
class RecordPartyDecisionSuccess(Success):
    """The decision was recorded."""

    party: EncounterParty | None = outcome(EncounterParty, "party", "Chi ha deciso, e che cosa.")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The rule that foresees an encounter, and whom it names: codes, and names."""

    rule: JointMeeting | Dialogue
    parties: tuple[tuple[str | None, str], ...]


async def arrange_encounter(work: Work, input: ArrangeEncounterInput) -> Done:  # noqa: A002
    """Arrange an encounter that the documents foresee, or record one that was held.

    Refused for one that no document foresees, and without the theme.
    """
    statute = (await in_force(work.connection, work.tenant.ambito_id)).statute
    wanted = _joint(statute, input) if input.joint is not None else _dialogue(statute, input)
    if not input.subject.strip():
        code = "THEME_REQUIRED" if getattr(wanted.rule, "theme_required", False) else "EMPTY"
        message = "Serve il tema dell'incontro."
        refuse(said_by(wanted.rule, statute, code, message, "subject"))
    work.under(wanted.rule.source.document, wanted.rule.source.article)
    if isinstance(wanted.rule, JointMeeting) and wanted.rule.lacks():
        message = f"{wanted.rule.name}: manca {wanted.rule.lacks()}."
        work.warn(said_by(wanted.rule, statute, "PACE_NOT_DEFINED", message, "joint"))
    encounter = await work.insert(
        tables.encounters,
        joint_code=input.joint,
        organ_code=None if input.joint is not None else input.organ,
        toward_code=None if input.joint is not None else input.toward,
        held_on=input.held_on,
        subject=input.subject.strip(),
        **source_of(wanted.rule, statute),
    )
    others = [(None, one.strip()) for one in input.participants if one.strip()]
    for position, (who, name) in enumerate((*wanted.parties, *others), start=1):
        await work.insert(
            tables.encounter_parties,
            encounter_id=encounter,
            position=position,
            who_code=who,
            name=name,
        )
    await work.require(MEETING, tables.encounters, encounter)
    return Done("Encounter", encounter, {"encounter": encounter})


def _joint(statute: Statute, given: ArrangeEncounterInput) -> _Wanted:
    now = (one for one in statute.joint_meetings if one.valid.period.covers(given.held_on))
    known = {one.code: one for one in now}
    rule = known.get(given.joint or "")
    if rule is None:
        right = nearest(given.joint or "", known) or f"ci sono: {listed(list(known))}"
        message = f"«{given.joint}» non è un incontro congiunto dei documenti: {right}."
        raise Refused([Violation("JOINT_MEETING_UNKNOWN", message, "joint")])
    names = Names.of(statute).declared("subject")
    return _Wanted(rule, tuple((one.who, names.get(one.who, one.who)) for one in rule.participants))


def _dialogue(statute: Statute, given: ArrangeEncounterInput) -> _Wanted:
    code = given.organ or ""
    organ = organ_of(statute, code, given.held_on)
    if organ is None:
        raise Refused([organ_unknown(statute, code, given.held_on)])
    names = Names.of(statute).declared("subject")
    known = [
        rule
        for rule in organ.meetings
        if isinstance(rule, Dialogue) and rule.valid.period.covers(given.held_on)
    ]
    categories = {one.code for one in statute.categories}
    for rule in known:
        if given.toward in rule.toward:
            own = () if given.toward in categories else ((given.toward, names[given.toward]),)
            return _Wanted(rule, ((organ.code, organ.name), *own))
    with_whom = dict.fromkeys(who for rule in known for who in rule.toward)
    right = f"con: {', '.join(with_whom)}" if with_whom else "con nessuno"
    message = f"{organ.name} ha incontri {right}; «{given.toward}» non c'è."
    raise Refused([said_by(organ, statute, "ENCOUNTER_NOT_FORESEEN", message, "toward")])


async def record_party_decision(
    work: Work,
    input: RecordPartyDecisionInput,  # noqa: A002
) -> Done:
    """Record what one party of an encounter decided for itself.

    Refused where the documents do not let each decide for itself, before the day, and twice.
    """
    parties = tables.encounter_parties
    row = await row_named(work, input.party, "EncounterParty", MEETING, parties, "party")
    (encounter,) = await work.all(
        select(tables.encounters).where(
            tables.encounters.c.ambito_id == work.tenant.ambito_id,
            tables.encounters.c.id == row["encounter_id"],
        )
    )
    statute = (await in_force(work.connection, work.tenant.ambito_id)).statute
    rule = next(
        (one for one in statute.joint_meetings if one.code == encounter["joint_code"]), None
    )
    found = list(_undecided(input, work, dict(row), dict(encounter)))
    if rule is None or not rule.separate_decisions:
        message = "I documenti non dicono che in questo incontro ciascuno decida per sé."
        found.append(Violation("DECISIONS_NOT_SEPARATE", message, "party"))
    refuse(*found)
    await work.update(
        tables.encounter_parties, row["id"], decision=input.decision.strip(), decided_on=work.day
    )
    work.touch("Encounter", encounter["id"])
    return Done("EncounterParty", row["id"], {"party": row["id"]})


def _undecided(
    given: RecordPartyDecisionInput, work: Work, row: dict[str, object], encounter: dict[str, date]
) -> Iterator[Violation]:
    if not given.decision.strip():
        yield Violation("EMPTY", "Serve ciò che ha deciso.", "decision")
    if row["decision"] is not None:
        message = (
            f"{row['name']} ha già deciso: {row['decision']}. Una decisione nuova è di un incontro "
            "nuovo."
        )
        yield Violation("ALREADY_DECIDED", message, "party")
    if encounter["held_on"] > work.day:
        message = f"L'incontro è il {encounter['held_on']}: prima non vi si decide nulla."
        yield Violation("MEETING_NOT_YET", message, "party")
