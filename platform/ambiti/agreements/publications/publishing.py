"""An instrument is published: wholly, or by extract where its text lets it."""

from datetime import date

import strawberry
from sqlalchemy import select

from ambiti.acting.commands import Done, Success, command, outcome
from ambiti.acting.refusing import Violation, filled, refuse
from ambiti.acting.work import Work
from ambiti.agreements.graph import Instrument
from ambiti.agreements.holding import held, record
from ambiti.agreements.publications import tables
from ambiti.agreements.publications.graph import InstrumentPublication, PublicationKind
from ambiti.agreements.scopes import INSTRUMENT_FACT
from ambiti.agreements.signatures.rules import Text, came
from ambiti.governance.competence import said_by


@strawberry.input(description="La pubblicazione di un atto.")
class RecordPublicationInput:
    """The publication of an instrument."""

    instrument: strawberry.ID = strawberry.field(description="L'atto.")
    kind: PublicationKind = strawberry.field(description="Intero o per estratto.")
    reference: str = strawberry.field(description="Dove si trova: numero, pagina, indirizzo.")
    on: date = strawberry.field(description="Il giorno.")


@strawberry.type(description="La pubblicazione è registrata.")
class RecordPublicationSuccess(Success):
    """The publication was recorded."""

    publication: InstrumentPublication | None = outcome(
        InstrumentPublication, "publication", "La pubblicazione."
    )
    instrument: Instrument | None = outcome(Instrument, "instrument", "L'atto.")


async def record_publication(work: Work, input: RecordPublicationInput) -> Done:  # noqa: A002
    """Record where an instrument was published; by extract only where its text lets it."""
    found, kind = await held(work, input.instrument), input.kind.name
    text, rule = Text(found.instrument, found.statute), found.instrument.publication
    refuse(
        *came(input.on, work.day, "on"),
        *filled(reference=input.reference),
        *await _already(work, found.key, kind),
        *_extract(text, kind),
    )
    if rule is None:
        message = "I documenti non dicono che si pubblica: la pubblicazione resta registrata."
        work.warn(text.says("PUBLICATION_NOT_STATED", message, "instrument"))
    said = rule or found.instrument
    work.under(said.source.document, said.source.article)
    key = await record(
        work,
        tables.instrument_publications,
        instrument_id=found.key,
        kind=kind,
        reference=input.reference.strip(),
        published_on=input.on,
    )
    return Done("InstrumentPublication", key, {"publication": key, "instrument": found.key})


def _extract(text: Text, kind: str) -> list[Violation]:
    rule = text.instrument.publication
    if kind != "EXTRACT" or rule is None or rule.extract:
        return []
    message = f"Si pubblica il testo intero: {rule.journal}."
    return [said_by(rule, text.statute, "EXTRACT_NOT_ALLOWED", message, "kind")]


async def _already(work: Work, instrument: object, kind: str) -> list[Violation]:
    columns = tables.instrument_publications.c
    found = await work.all(
        select(columns.id).where(
            columns.ambito_id == work.tenant.ambito_id,
            columns.instrument_id == instrument,
            columns.kind == kind,
        )
    )
    message = "Questa pubblicazione è già registrata."
    return [Violation("ALREADY_PUBLISHED", message, "kind")] if found else []


@strawberry.type
class PublicationActs:
    """The acts of publications."""

    record_publication = command(
        RecordPublicationSuccess,
        "Registra la pubblicazione di un atto.",
        act="register",
        kind=INSTRUMENT_FACT,
        tenant="instrument",
    )(record_publication)
