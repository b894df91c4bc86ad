"""Where one writes to a body, an organ or an office."""

import strawberry
from sqlalchemy import select

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.refusing import Refused, Violation, refuse
from ambiti.acting.work import Work
from ambiti.agreements.signatures.rules import came
from ambiti.compliance.privacy import mailboxes, rules, tables
from ambiti.compliance.privacy.graph import ContactPoint
from ambiti.compliance.privacy.inputs import RecordContactInput
from ambiti.compliance.scopes import CONTACT_POINT
from ambiti.statute.current import in_force
from ambiti.statute.language.statute import Statute
from ambiti.statute.naming import Names
from ambiti.statute.projection import Keys
from ambiti.territory.tables import bodies


@strawberry.type(description="Il recapito è registrato.")
class RecordContactSuccess(Success):
    """The contact was recorded."""

    contact: ContactPoint | None = outcome(ContactPoint, "contact", "Il recapito.")


async def record_contact(work: Work, input: RecordContactInput) -> Done:  # noqa: A002
    """Record where one writes to somebody.

    A mailbox of a person is refused or warned of, as the rule on mailboxes is binding or not.
    """
    statute = (await in_force(work.connection, work.tenant.ambito_id)).statute
    who = _who(work, statute, input.who)
    rule = mailboxes.mailbox_rule(statute, input.who, input.on)
    of_person = input.of_person
    if of_person is None:
        of_person = mailboxes.names_a_person(input.address)
    told = list(mailboxes.mailbox(statute, rule, of_person=of_person))
    binding = rule is not None and rule.enforcement == "block"
    row = {**who, "kind": input.kind.name, "address": input.address.strip()}
    refuse(
        *came(input.on, work.day, "on"),
        *mailboxes.address(input.address),
        *(told if binding else ()),
        *await _already(work, row),
    )
    work.warn(*(() if binding else told))
    work.under(*rules.resting(rule, rules.GDPR, "37.7" if input.kind.name == "DPO" else "5.1.c"))
    key = await work.insert(tables.contact_points, **row, of_person=of_person, recorded_on=input.on)
    await work.require(CONTACT_POINT, tables.contact_points, key)
    return Done("ContactPoint", key, {"contact": key})


def _who(work: Work, statute: Statute, code: str) -> dict[str, object]:
    """Find whose a contact is: of a comune, of a body, or of whoever the statute names."""
    who: dict[str, object] = {"istat_code": None, "body_id": None, "who_code": None}
    if any(one.istat == code for one in statute.comuni):
        return {**who, "istat_code": code}
    if any(one.code == code for one in statute.bodies):
        keys = Keys(work.tenant.slug, work.tenant.ambito_id)
        return {**who, "body_id": keys.id(bodies, code)}
    known = Names.of(statute).declared("subject")
    if code in known:
        return {**who, "who_code": code}
    message = f"«{code}» non è un comune, un ente, un organo o un ufficio dell'Ambito."
    raise Refused([Violation("WHO_UNKNOWN", message, "who")])


async def _already(work: Work, row: dict[str, object]) -> list[Violation]:
    columns = tables.contact_points.c
    found = await work.all(
        select(columns.id)
        .where(columns.ambito_id == work.tenant.ambito_id)
        .where(*(columns[name].is_not_distinct_from(one) for name, one in row.items()))
    )
    if not found:
        return []
    return [Violation("ALREADY_RECORDED", "Questo recapito è già registrato.", "address")]
