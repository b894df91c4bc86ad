"""An act is published: from then on anybody reads it, also without a token."""

import strawberry
from sqlalchemy import select

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.refusing import Violation, refuse
from ambiti.acting.work import Work
from ambiti.governance.acts import tables
from ambiti.governance.acts.addressing import announced
from ambiti.governance.acts.graph.acts import Act
from ambiti.governance.acts.inputs import PublishActInput
from ambiti.governance.acts.register import act_of, author_of
from ambiti.governance.acts.rules import untimely
from ambiti.governance.acts.scopes import ACT
from ambiti.statute.current import in_force


@strawberry.type(description="L'atto è pubblicato.")
class PublishActSuccess(Success):
    """The act was published."""

    act: Act | None = outcome(Act, "act", "L'atto, con le sue pubblicazioni.")


async def publish_act(work: Work, input: PublishActInput) -> Done:  # noqa: A002
    """Publish an act. What only waits for a decision is published where a document wants it so."""
    row = await act_of(work, input.act, "act")
    await work.require(ACT, tables.acts, row["id"])
    statute = (await in_force(work.connection, work.tenant.ambito_id)).statute
    day, place = input.shown_on or work.day, input.place.name
    one = author_of(statute, row["author_code"], row["taken_on"])
    rule = announced(statute, one, row["matter_code"], row["taken_on"])
    found = [*untimely(day, row["taken_on"], work.day, "shownOn")]
    if row["state"] == "ANNULLED" or (row["state"] == "PROPOSED" and rule is None):
        message = "Si pubblica ciò che è adottato o reso; non una proposta, né un atto annullato."
        found.append(Violation("NOT_PUBLISHABLE", message, "act"))
    columns = tables.publications.c
    known = await work.all(
        select(columns.place).where(
            columns.ambito_id == work.tenant.ambito_id, columns.act_id == row["id"]
        )
    )
    if place in {one["place"] for one in known}:
        message = "L'atto vi è già pubblicato."
        found.append(Violation("ALREADY_PUBLISHED", message, "place"))
    refuse(*found)
    if rule is not None:
        work.under(rule.source.document, rule.source.article)
    await work.insert(
        tables.publications,
        act_id=row["id"],
        place=place,
        shown_on=day,
        reference=input.reference,
        published=True,
    )
    first = min(day, row["published_on"] or day)
    await work.update(tables.acts, row["id"], published=True, published_on=first)
    return Done("Act", row["id"], {"act": row["id"]})
