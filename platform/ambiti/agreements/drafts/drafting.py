"""A draft is drawn up: the clauses of a shared scheme, for another part of the territory."""

from collections.abc import Iterator

import strawberry
from sqlalchemy import select

from ambiti.acting.commands import Done, Success, command, outcome
from ambiti.acting.naming import absent
from ambiti.acting.refusing import Refused, Violation, filled, refuse
from ambiti.acting.work import Work
from ambiti.agreements.drafts import tables
from ambiti.agreements.drafts.graph import Draft
from ambiti.agreements.holding import Held, held
from ambiti.agreements.parties import Member
from ambiti.agreements.scopes import INSTRUMENT_FACT
from ambiti.agreements.signatures.rules import Text
from ambiti.reading import identifiers
from ambiti.statute import facts
from ambiti.statute.language.units import Unit
from ambiti.statute.rulebook import rulebook
from ambiti.territory.tables import units


@strawberry.input(description="La bozza di un atto secondo lo schema di un altro.")
class DraftFromTemplateInput:
    """A draft after a shared scheme."""

    instrument: strawberry.ID = strawberry.field(description="L'atto di cui segue lo schema.")
    sub_ambito: strawberry.ID = strawberry.field(description="Il sub-ambito per cui è.")
    title: str = strawberry.field(description="Il titolo.")


@strawberry.type(description="La bozza è fatta.")
class DraftFromTemplateSuccess(Success):
    """The draft was drawn up."""

    draft: Draft | None = outcome(Draft, "draft", "La bozza.")


async def draft_from_template(work: Work, input: DraftFromTemplateInput) -> Done:  # noqa: A002
    """Draw up an instrument for another sub-ambito: the same clauses, the parties of its territory.

    Refused where the text follows no shared scheme, and for a sub-ambito that has its own already.
    """
    found = await held(work, input.instrument)
    text, rule = Text(found.instrument, found.statute), found.instrument.template
    if rule is None:
        message = "Il testo non segue uno schema condiviso: non se ne fa una bozza per altri."
        raise Refused([text.says("TEMPLATE_NOT_STATED", message, "instrument")])
    unit = _unit(work, found, input.sub_ambito, rule.units)
    key_of_unit = found.keys.id(units, unit.code)
    refuse(*filled(title=input.title), *await _already(work, found, unit, key_of_unit))
    work.under(rule.source.document, rule.source.article)
    key = await work.insert(
        tables.drafts,
        instrument_id=found.key,
        unit_id=key_of_unit,
        title=input.title.strip(),
        clauses=clauses(found),
        drafted_on=work.day,
    )
    for position, member in enumerate(_members(work, found, unit), start=1):
        who = found.columns(member)
        del who["instrument_id"]
        await work.insert(
            tables.draft_parties, draft_id=key, position=position, name=member.name, **who
        )
    await work.require(INSTRUMENT_FACT, tables.drafts, key)
    return Done("Draft", key, {"draft": key})


def clauses(found: Held) -> list[dict[str, str | None]]:
    """Tell what the text of the instrument says, article by article."""
    document = found.instrument.source.document
    return [
        {"article": entry.source.article, "text": entry.text}
        for entry in rulebook(found.statute)
        if entry.source.code == document
    ]


def _unit(work: Work, found: Held, given: str, kind: str) -> Unit:
    named = identifiers.decode(given)
    for unit in found.statute.units:
        same = named.uuid == found.keys.id(units, unit.code)
        if same and unit.kind == kind and unit.valid.period.covers(work.day):
            return unit
    raise Refused([absent("subAmbito")])


async def _already(work: Work, found: Held, unit: Unit, key: object) -> list[Violation]:
    columns = tables.drafts.c
    rows = await work.all(
        select(columns.id).where(
            columns.ambito_id == work.tenant.ambito_id,
            columns.instrument_id == found.key,
            columns.unit_id == key,
        )
    )
    message = f"{unit.name} ha già la sua bozza."
    return [Violation("ALREADY_DRAFTED", message, "subAmbito")] if rows else []


def _members(work: Work, found: Held, unit: Unit) -> Iterator[Member]:
    """Tell who is of a sub-ambito today, as its list tells it: a Unione counts one."""
    for entry in facts.entries(found.statute):
        if entry.unit is unit and entry.period.covers(work.day):
            if entry.body is not None:
                yield Member(entry.body.name, None, entry.body.code)
            else:
                yield from (Member(one.name, one.istat, None) for one in entry.comuni)


@strawberry.type
class DraftActs:
    """The acts of drafts."""

    draft_from_template = command(
        DraftFromTemplateSuccess,
        "Fa la bozza di un atto per un altro sub-ambito, secondo lo stesso schema.",
        act="register",
        kind=INSTRUMENT_FACT,
        tenant="instrument",
    )(draft_from_template)
