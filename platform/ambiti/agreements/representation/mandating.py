"""A body lets another sign for it, and may take that back."""

import strawberry
from sqlalchemy import select

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.naming import absent, named
from ambiti.acting.refusing import Refused, Violation, filled, refuse
from ambiti.acting.work import Work
from ambiti.agreements.representation import rules, tables
from ambiti.agreements.representation.gathering import gone, mandates
from ambiti.agreements.representation.graph import MandateRevocation, SigningMandate
from ambiti.agreements.representation.inputs import (
    GrantSigningMandateInput,
    RevokeSigningMandateInput,
)
from ambiti.agreements.representation.scopes import REPRESENTATION
from ambiti.agreements.signatures.rules import came, doubts
from ambiti.governance.acts.register import author_of
from ambiti.governance.acts.rules import untimely
from ambiti.governance.competence import source_of
from ambiti.statute.current import in_force
from ambiti.statute.naming import Names


@strawberry.type(description="Il mandato è dato.")
class GrantSigningMandateSuccess(Success):
    """The mandate was granted."""

    mandate: SigningMandate | None = outcome(SigningMandate, "mandate", "Il mandato.")


async def grant_signing_mandate(work: Work, input: GrantSigningMandateInput) -> Done:  # noqa: A002
    """Record the mandate of a body to whoever signs for it.

    Refused where the documents let nobody sign that for others, for who is not among those others,
    and while an earlier mandate of the same body is still valid.
    """
    statute = (await in_force(work.connection, work.tenant.ambito_id)).statute
    rule = rules.signing(statute, input.matter, input.on)
    if rule is None:
        raise Refused([rules.signing_unstated(statute, input.matter, input.on)])
    await in_turn(work, input.matter)
    one = author_of(statute, input.by, input.on)
    signer = rules.signer_of(statute, rule, input.on)
    left = await gone(work, rule.source.document, input.on)
    there = rules.represented(statute, rule, input.on, left)
    live = one.code in await mandates(work, input.matter, signer.code, input.on)
    live = live or await _of_the_day(work, input, one.code)
    refuse(
        *came(input.on, work.day, "on"),
        *filled(organ=input.organ, act=input.act),
        *rules.ordered(input.on, input.until, "until"),
        *rules.granting(statute, rule, signer, there, one, live),
    )
    work.warn(*doubts(statute, rule, "matter"))
    work.under(rule.source.document, rule.source.article)
    party = next(each for each in there if each.code == one.code)
    key = await work.insert(
        tables.signing_mandates,
        matter_code=input.matter,
        matter_name=Names.of(statute).declared("matter")[input.matter],
        signer_code=signer.code,
        signer_name=signer.name,
        code=party.code,
        name=party.name,
        istat_code=party.istat,
        organ=input.organ.strip(),
        act=input.act.strip(),
        granted_on=input.on,
        until=input.until,
        **source_of(rule, statute),
    )
    await work.require(REPRESENTATION, tables.signing_mandates, key)
    return Done("SigningMandate", key, {"mandate": key})


async def _of_the_day(work: Work, given: GrantSigningMandateInput, code: str) -> bool:
    """Tell whether a mandate of the same day is there, even one that was taken back."""
    columns = tables.signing_mandates.c
    rows = await work.all(
        select(columns.id)
        .where(columns.ambito_id == work.tenant.ambito_id, columns.code == code)
        .where(columns.matter_code == given.matter, columns.granted_on == given.on)
    )
    return bool(rows)


async def in_turn(work: Work, matter: str) -> None:
    """Let who acts on the same mandates wait."""
    await work.turn(f"mandates for {matter}")


@strawberry.type(description="Il mandato è revocato.")
class RevokeSigningMandateSuccess(Success):
    """The mandate was taken back."""

    revocation: MandateRevocation | None = outcome(MandateRevocation, "revocation", "La revoca.")
    mandate: SigningMandate | None = outcome(SigningMandate, "mandate", "Il mandato.")


async def revoke_signing_mandate(
    work: Work,
    input: RevokeSigningMandateInput,  # noqa: A002
) -> Done:
    """Record that a body takes its mandate back: what was signed before stays signed."""
    table, named_key = tables.signing_mandates, named(input.mandate, "SigningMandate")
    rows = await work.all(
        select(table).where(table.c.ambito_id == work.tenant.ambito_id, table.c.id == named_key)
    )
    if not rows:
        raise Refused([absent("mandate")])
    row = rows[0]
    await work.require(REPRESENTATION, table, row["id"])
    await in_turn(work, row["matter_code"])
    taken = tables.mandate_revocations.c
    known = await work.all(
        select(taken.revoked_on).where(
            taken.ambito_id == work.tenant.ambito_id, taken.mandate_id == row["id"]
        )
    )
    over = known or (row["until"] is not None and row["until"] < input.on)
    message = "Il mandato è già revocato, o è scaduto prima di quel giorno."
    refuse(
        *untimely(input.on, row["granted_on"], work.day, "on"),
        *filled(act=input.act),
        *([Violation("MANDATE_OVER", message, "mandate")] if over else []),
    )
    work.under(row["source_code"], row["source_article"])
    key = await work.insert(
        tables.mandate_revocations,
        mandate_id=row["id"],
        act=input.act.strip(),
        revoked_on=input.on,
    )
    return Done("MandateRevocation", key, {"revocation": key, "mandate": row["id"]})
