"""A body adheres to an instrument that is open to it: from then on it may choose and be chosen."""

from collections.abc import Iterator

import strawberry
from sqlalchemy import select

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.refusing import Refused, Violation, refuse
from ambiti.acting.work import Work
from ambiti.governance.competence import said_by
from ambiti.governance.doubts import doubts_of
from ambiti.governance.tenures import tables
from ambiti.governance.tenures.graph import Adherent
from ambiti.governance.tenures.ground import columns_of
from ambiti.governance.tenures.inputs import RegisterAdhesionInput
from ambiti.governance.tenures.scopes import ADHERENT
from ambiti.statute.current import in_force
from ambiti.statute.language.adhesion import Registration
from ambiti.statute.language.statute import Statute
from ambiti.statute.problems import nearest
from ambiti.statute.rulebook.italian import listed


@strawberry.type(description="L'adesione è registrata.")
class RegisterAdhesionSuccess(Success):
    """The adhesion was recorded."""

    adherent: Adherent | None = outcome(Adherent, "adherent", "L'ente aderente.")


async def register_adhesion(work: Work, input: RegisterAdhesionInput) -> Done:  # noqa: A002
    """Register the adhesion of a body to an instrument, with the document that it signed.

    Refused where the instrument is not open to it, without the document where one is asked for, for
    unknown categories, and for who already adhered.
    """
    statute = (await in_force(work.connection, work.tenant.ambito_id)).statute
    rules = [
        one
        for one in statute.adhesion
        if isinstance(one, Registration)
        and one.instrument == input.instrument
        and one.valid.period.covers(work.day)
    ]
    if not rules:
        message = f"A «{input.instrument}» oggi non si può aderire: nessun documento lo dice."
        raise Refused([Violation("ADHESION_NOT_OPEN", message, "instrument")])
    fitting = [one for one in rules if one.who in input.categories] or rules[:1]
    rule = fitting[0]
    refuse(*_wrong(statute, rule, input), *await _known(work, input))
    work.under(rule.source.document, rule.source.article)
    work.warn(*doubts_of(statute, [rule]))
    gained = [one.becomes for one in fitting if one.becomes]
    adherent = await work.insert(
        tables.adherents,
        name=input.name.strip(),
        categories=list(dict.fromkeys((*input.categories, *gained))),
        instrument_code=input.instrument,
        registered_on=work.day,
        document=(input.document or "").strip() or None,
        member_of=[one.member_of for one in fitting if one.member_of],
        **columns_of(statute, rule),
    )
    await work.require(ADHERENT, tables.adherents, adherent)
    return Done("Adherent", adherent, {"adherent": adherent})


def _wrong(
    statute: Statute, rule: Registration, given: RegisterAdhesionInput
) -> Iterator[Violation]:
    known = {one.code: one.name for one in statute.categories}
    if not given.name.strip():
        yield Violation("EMPTY", "Qui serve il nome dell'ente.", "name")
    for number, code in enumerate(given.categories):
        if code not in known:
            right = nearest(code, known) or f"ci sono: {listed(list(known))}"
            message = f"«{code}» non è una categoria dei documenti: {right}."
            yield Violation("CATEGORY_UNKNOWN", message, f"categories.{number}")
    if not given.categories:
        yield Violation("CATEGORY_MISSING", "Serve almeno una categoria.", "categories")
    if rule.document_required and not (given.document or "").strip():
        message = "Serve il documento di adesione firmato."
        yield said_by(rule, statute, "DOCUMENT_REQUIRED", message, "document")


async def _known(work: Work, given: RegisterAdhesionInput) -> list[Violation]:
    columns = tables.adherents.c
    found = await work.all(
        select(columns.registered_on).where(
            columns.ambito_id == work.tenant.ambito_id,
            columns.instrument_code == given.instrument,
            columns.name == given.name.strip(),
        )
    )
    if not found:
        return []
    message = f"Ha già aderito il {found[0]['registered_on']}."
    return [Violation("ALREADY_ADHERENT", message, "name")]
