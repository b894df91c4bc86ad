"""One signs a contract for all: with the mandate of each, where the documents want it."""

from collections.abc import Iterator, Mapping
from uuid import UUID

import strawberry

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.refusing import Refused, Violation, filled, refuse
from ambiti.acting.work import Work
from ambiti.agreements.representation import rules, tables
from ambiti.agreements.representation.gathering import gone, mandates, stranger
from ambiti.agreements.representation.graph import SignedContract
from ambiti.agreements.representation.inputs import SignContractInput
from ambiti.agreements.representation.mandating import in_turn
from ambiti.agreements.representation.scopes import REPRESENTATION
from ambiti.agreements.signatures.rules import came, doubts
from ambiti.governance.acts.parties import Party, author
from ambiti.governance.acts.register import author_of
from ambiti.governance.competence import right, source_of
from ambiti.statute.current import in_force
from ambiti.statute.language.statute import Statute
from ambiti.statute.naming import Names


@strawberry.type(description="Il contratto è firmato.")
class SignContractSuccess(Success):
    """The contract was signed."""

    contract: SignedContract | None = outcome(
        SignedContract, "contract", "Il contratto, con coloro per conto dei quali è firmato."
    )


async def sign_contract(work: Work, input: SignContractInput) -> Done:  # noqa: A002
    """Sign a contract on behalf of those whom the documents name.

    Refused to whoever is not the one who signs, and without the mandate of each where it is asked
    for: one that has expired, was taken back, or was given to another does not count.
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
    others = [each for each in there if each.code != signer.code] if rule.every_mandate else []
    given = await mandates(work, input.matter, signer.code, input.on)
    missing = [each for each in others if each.code not in given]
    since = input.since or input.on
    refuse(
        *came(input.on, work.day, "on"),
        *filled(act=input.act),
        *rules.ordered(since, input.until, "until"),
        *await stranger(work, statute, one, rule),
        *rules.contract(statute, rule, signer, one, (missing, len(others))),
        *_unknown(statute, input),
    )
    work.warn(*doubts(statute, rule, "matter"))
    work.under(rule.source.document, rule.source.article)
    key = await work.insert(
        tables.signed_contracts,
        matter_code=input.matter,
        matter_name=Names.of(statute).declared("matter")[input.matter],
        programme_code=input.programme,
        by_code=signer.code,
        by_name=signer.name,
        counterpart_code=input.counterpart,
        counterpart_name=rules.name_of(statute, input.counterpart),
        act=input.act.strip(),
        signed_on=input.on,
        since=since,
        until=input.until,
        **source_of(rule, statute),
    )
    mandated = {each.code: given[each.code] for each in others}
    await _behalf(work, key, there, mandated)
    await work.require(REPRESENTATION, tables.signed_contracts, key)
    return Done("SignedContract", key, {"contract": key})


async def _behalf(
    work: Work, contract: UUID, parties: list[Party], mandated: Mapping[str, UUID]
) -> None:
    """Write on behalf of whom a contract is signed, each with its mandate where one was asked."""
    for position, each in enumerate(parties, start=1):
        await work.insert(
            tables.contract_parties,
            contract_id=contract,
            position=position,
            code=each.code,
            name=each.name,
            istat_code=each.istat,
            mandate_id=mandated.get(each.code),
        )


def _unknown(statute: Statute, given: SignContractInput) -> Iterator[Violation]:
    """Tell the codes that the documents do not have."""
    if author(statute, given.counterpart, given.on) is None:
        known = Names.of(statute).declared("subject")
        message = f"«{given.counterpart}» non è nei documenti: {right(given.counterpart, known)}."
        yield Violation("COUNTERPART_UNKNOWN", message, "counterpart")
    programmes = Names.of(statute).declared("programme")
    if given.programme is not None and given.programme not in programmes:
        message = f"«{given.programme}» non è nei documenti: {right(given.programme, programmes)}."
        yield Violation("PROGRAMME_UNKNOWN", message, "programme")
