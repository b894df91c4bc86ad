"""What becomes of an act: its decision is carried out, or its author annuls it."""

import strawberry

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.refusing import Violation, refuse
from ambiti.acting.work import Work
from ambiti.governance.acts import tables
from ambiti.governance.acts.graph.acts import Act
from ambiti.governance.acts.inputs import AnnulActInput, ExecuteActInput
from ambiti.governance.acts.parties import unspoken
from ambiti.governance.acts.preceding import DECIDING, executors, not_executor
from ambiti.governance.acts.register import act_of, author_of, known_of, stepped, vote_of
from ambiti.governance.acts.rules import ADOPTED, Draft, own_rules, rested, untimely
from ambiti.governance.acts.scopes import ACT
from ambiti.governance.calling import caller_of
from ambiti.governance.competence import source_of
from ambiti.statute.current import in_force


@strawberry.type(description="La decisione è eseguita.")
class ExecuteActSuccess(Success):
    """The decision was carried out."""

    act: Act | None = outcome(Act, "act", "L'atto, con la sua esecuzione.")


async def execute_act(work: Work, input: ExecuteActInput) -> Done:  # noqa: A002
    """Write down that a decision was carried out, by whom the documents say that carries it out."""
    row = await act_of(work, input.act, "act")
    await work.require(ACT, tables.acts, row["id"])
    statute = (await in_force(work.connection, work.tenant.ambito_id)).statute
    day = input.executed_on or work.day
    known = (await known_of(work, row)).known
    one, giver = (
        author_of(statute, input.by, day),
        author_of(statute, row["author_code"], row["taken_on"]),
    )
    carrying = executors(statute, known, giver, day)
    found = [*untimely(day, row["taken_on"], work.day, "executedOn")]
    own = next((rule for rule in carrying if rule.by in one.answers_to), None)
    found += unspoken(statute, one, await caller_of(work), own, "by")
    if row["verb"] not in ADOPTED:
        message = "Non è una decisione: si esegue l'atto che l'ha accolta."
        found.append(Violation("NOT_A_DECISION", message, "act"))
    elif row["state"] != "ADOPTED":
        said = {"EXECUTED": "è già eseguito", "ANNULLED": "è annullato"}[row["state"]]
        found.append(Violation("ACT_NOT_ADOPTED", f"L'atto {said}.", "act"))
    wrong = not_executor(statute, known, giver, one, day)
    if wrong is not None and wrong.code == "NOT_EXECUTOR":
        found.append(wrong)
    refuse(*found)
    source = {}
    if wrong is not None:
        work.warn(wrong)
    elif own is not None:
        work.under(own.source.document, own.source.article)
        source = source_of(own, statute)
    await work.update(tables.acts, row["id"], state="EXECUTED")
    await stepped(
        work,
        row["id"],
        before="ADOPTED",
        after="EXECUTED",
        taken_on=day,
        by=one,
        source=source,
    )
    return Done("Act", row["id"], {"act": row["id"]})


@strawberry.type(description="L'atto è annullato; resta nel registro.")
class AnnulActSuccess(Success):
    """The act was annulled."""

    act: Act | None = outcome(Act, "act", "L'atto, con le ragioni.")


async def annul_act(work: Work, input: AnnulActInput) -> Done:  # noqa: A002
    """Annul an act, as its author and in the way in which it was decided; it stays on record."""
    row = await act_of(work, input.act, "act")
    await work.require(ACT, tables.acts, row["id"])
    statute = (await in_force(work.connection, work.tenant.ambito_id)).statute
    day = input.annulled_on or work.day
    one = author_of(statute, row["author_code"], row["taken_on"])
    vote, given = await vote_of(work, input.vote)
    found = [*untimely(day, row["taken_on"], work.day, "annulledOn")]
    draft = Draft(row["verb"], row["matter_code"], row["subject"], day, "", vote=given)
    own = next(iter(own_rules(statute, one, draft)), None)
    found += unspoken(statute, one, await caller_of(work), own, "act")
    if not input.reasons.strip():
        found.append(Violation("EMPTY", "Qui servono le ragioni.", "reasons"))
    if row["state"] == "ANNULLED":
        found.append(
            Violation(
                "ALREADY_ANNULLED",
                "L'atto è già annullato: per disporre altro serve un atto nuovo.",
                "act",
            )
        )
    if given is not None or row["verb"] in DECIDING:
        found += [one for one in rested(statute, one, draft) if one.code != "VOTE_NOT_STATED"]
    refuse(*found)
    await work.update(tables.acts, row["id"], state="ANNULLED")
    await stepped(
        work,
        row["id"],
        before=row["state"],
        after="ANNULLED",
        taken_on=day,
        by=one,
        source={},
        reasons=input.reasons.strip(),
        vote=vote,
    )
    return Done("Act", row["id"], {"act": row["id"]})
