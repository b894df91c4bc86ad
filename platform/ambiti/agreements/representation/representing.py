"""Somebody acts for another, as the documents let them."""

from collections.abc import Iterator

import strawberry

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.refusing import Violation, filled, refuse
from ambiti.acting.work import Work
from ambiti.agreements.representation import rules, tables
from ambiti.agreements.representation.gathering import contract_of, stranger
from ambiti.agreements.representation.graph import Representation
from ambiti.agreements.representation.inputs import RepresentInput
from ambiti.agreements.representation.scopes import REPRESENTATION
from ambiti.agreements.signatures.rules import came, doubts
from ambiti.governance.acts.parties import author
from ambiti.governance.acts.register import author_of
from ambiti.governance.competence import right, source_of
from ambiti.statute.current import in_force
from ambiti.statute.language.references import KEYWORDS
from ambiti.statute.language.statute import Statute
from ambiti.statute.naming import Names


@strawberry.type(description="È fatto per conto di altri.")
class RepresentSuccess(Success):
    """It was done on behalf of another."""

    representation: Representation | None = outcome(
        Representation, "representation", "Chi ha agito, per chi, presso chi."
    )


async def represent(work: Work, input: RepresentInput) -> Done:  # noqa: A002
    """Record what somebody did on behalf of another.

    Refused to whoever the documents do not name for it, and without the contract under which it is
    to be done, where they ask for one.
    """
    statute = (await in_force(work.connection, work.tenant.ambito_id)).statute
    one = author_of(statute, input.by, input.on)
    refuse(*_codes(statute, input))
    wish = rules.Wish(input.on_behalf_of, input.toward, input.matter, input.on)
    rule, found = rules.doing(statute, wish, one, rules.doings(statute, wish))
    wanted = getattr(rule, "contract", None)
    contract = await contract_of(work, wanted, input.on) if wanted else None
    if rule is not None and wanted and contract is None:
        found.append(rules.uncovered(statute, rule))
    refuse(
        *came(input.on, work.day, "on"),
        *filled(subject=input.subject),
        *await stranger(work, statute, one, rule),
        *found,
    )
    if rule is None:
        raise AssertionError(found)
    work.warn(*doubts(statute, rule, "onBehalfOf"))
    work.under(rule.source.document, rule.source.article)
    matters = Names.of(statute).declared("matter")
    key = await work.insert(
        tables.representations,
        by_code=one.code,
        by_name=one.name,
        behalf_code=input.on_behalf_of,
        behalf_name=rules.name_of(statute, input.on_behalf_of),
        toward_code=input.toward,
        toward_name=None if input.toward is None else rules.name_of(statute, input.toward),
        matter_code=input.matter,
        matter_name=None if input.matter is None else matters[input.matter],
        subject=input.subject.strip(),
        done_on=input.on,
        contract_id=contract["id"] if contract else None,
        **source_of(rule, statute),
    )
    await work.require(REPRESENTATION, tables.representations, key)
    return Done("Representation", key, {"representation": key})


def _codes(statute: Statute, given: RepresentInput) -> Iterator[Violation]:
    """Tell the codes that the documents do not have."""
    known, matters = Names.of(statute).declared("subject"), Names.of(statute).declared("matter")
    if given.on_behalf_of not in {*known, *KEYWORDS}:
        message = f"«{given.on_behalf_of}» non è nei documenti: {right(given.on_behalf_of, known)}."
        yield Violation("BEHALF_UNKNOWN", message, "onBehalfOf")
    if given.toward is not None and author(statute, given.toward, given.on) is None:
        message = f"«{given.toward}» non è nei documenti: {right(given.toward, known)}."
        yield Violation("TOWARD_UNKNOWN", message, "toward")
    if given.matter is not None and given.matter not in matters:
        message = f"«{given.matter}» non è una materia dei documenti: "
        yield Violation("MATTER_UNKNOWN", message + f"{right(given.matter, matters)}.", "matter")
