"""A riparto is proposed, with its explanation; in preview it is simulated and nothing is kept."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final
from uuid import UUID

import strawberry

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.refusing import Refused, Violation, as_given, refuse
from ambiti.acting.work import Work
from ambiti.budgets.ripartos import tables
from ambiti.budgets.ripartos.asked import Asked, Undivided
from ambiti.budgets.ripartos.deciding import Proposal, Wish, proposed
from ambiti.budgets.ripartos.graph import Riparto as Shown
from ambiti.budgets.ripartos.inputs import ProposeRipartoInput
from ambiti.budgets.ripartos.known import badly_written, known, weights
from ambiti.budgets.ripartos.populations import Counted
from ambiti.budgets.ripartos.roundings import Memory, kept, memory, wanted
from ambiti.budgets.ripartos.rules import Line, Riparto, allocation_of, beside, by_key
from ambiti.budgets.ripartos.scopes import RIPARTO
from ambiti.budgets.ripartos.telling import told
from ambiti.governance.competence import source_of
from ambiti.statute.current import in_force
from ambiti.statute.division import cents_of
from ambiti.statute.naming import Names

_MOST_COMPARED: Final = 6
_COUNTED: Final = ("amount", "resources", "funding", "substitutes", "bearer")
"""What is given for every criterion, also for one that is only compared."""


@strawberry.type(description="Il riparto è proposto; in anteprima, è solo simulato.")
class ProposeRipartoSuccess(Success):
    """The riparto was proposed."""

    riparto: Shown | None = outcome(Shown, "riparto", "Il riparto, con le quote spiegate.")


async def propose_riparto(work: Work, input: ProposeRipartoInput) -> Done:  # noqa: A002
    """Share a sum as the documents say, and propose it to whom they let decide.

    Refused where a figure, a criterion or a decision is missing, with what there is and who may
    say it. Other criteria are computed beside it; one that gives no shares is a warning. Where the
    documents want roundings remembered, it starts from what the last one approved left.
    """
    refuse(*badly_written(input), *_too_many(input))
    found = await in_force(work.connection, work.tenant.ambito_id)
    statute = found.statute
    facts = await known(work, statute, input)
    asked = Asked(statute, cents_of(input.amount), input.year, input.on or work.day, facts)
    left = await _remembered(work, asked, input.matter)
    if left is not None:
        asked = replace(asked, remembered=left.cents)
    proposal = proposed(asked, Wish(input.matter, input.key, weights(input.table)))
    if isinstance(proposal, Undivided):
        raise Refused(proposal.violations)
    riparto = proposal.riparto
    key = riparto.weights.key
    source = source_of(key, statute)
    work.warn(*riparto.warnings)
    work.under(key.source.document, key.source.article)
    work.under(proposal.rule.source.document, proposal.rule.source.article)
    row = await work.insert(tables.riparti, **_columns(proposal), **kept(left), **source,
                            statute_version_id=found.version, proposed_on=work.day,
                            state="PROPOSED")  # fmt: skip
    await work.require(RIPARTO, tables.riparti, row)
    chosen = riparto.weights.code
    await _written(work, row, riparto, chosen)
    for at, code in enumerate(input.compare):
        if code in input.compare[:at]:
            continue
        other = by_key(asked, code)
        if isinstance(other, Undivided):
            work.warn(*as_given(other.violations, f"compare.{at}", *_COUNTED))
        elif code != chosen:
            await _written(work, row, other, code, riparto)
    return Done("Riparto", row, {"riparto": row})


async def _remembered(work: Work, asked: Asked, matter: str) -> Memory | None:
    """Read what the riparto starts from, where the documents want roundings remembered."""
    rule = allocation_of(asked, matter)
    by = wanted(rule, asked.on)
    if rule is None or by is None:
        return None
    work.under(by.source.document, by.source.article)
    return await memory(work, matter, rule.fund)


def _too_many(given: ProposeRipartoInput) -> Iterator[Violation]:
    if len(given.compare) > _MOST_COMPARED:
        message = f"Si confrontano al più {_MOST_COMPARED} criteri per volta."
        yield Violation("TOO_MANY_KEYS", message, "compare")


def _columns(proposal: Proposal) -> dict[str, Any]:
    riparto = proposal.riparto
    asked, weights_ = riparto.asked, riparto.weights
    names = Names.of(asked.statute)
    organ = proposal.decided_by
    return {
        "matter_code": proposal.rule.what,
        "matter_name": names.declared("matter")[proposal.rule.what],
        "year": asked.year,
        "cents": asked.cents,
        "covered_cents": weights_.covered,
        "key_code": weights_.code,
        "key_name": weights_.name,
        "reference_date": weights_.reference,
        "rules_on": asked.on,
        "fund_code": proposal.rule.fund,
        "decided_by_code": organ,
        "decided_by_name": None if organ is None else names.declared("subject").get(organ, organ),
    }


async def _written(
    work: Work, row: UUID, riparto: Riparto, code: str, chosen: Riparto | None = None
) -> None:
    """Write the shares by one criterion, with what each was made of."""
    whole = sum((one.share.weight for one in riparto.lines), Fraction())
    divided = riparto.cents - riparto.weights.covered
    lines = [(one, 0) for one in riparto.lines] if chosen is None else beside(riparto, chosen)
    await work.insert_all(
        tables.riparto_shares,
        (
            {
                "riparto_id": row,
                "key_code": code,
                "chosen": chosen is None,
                "position": position,
                "whole": str(whole),
                "difference_cents": difference,
                "why": told(line.share, whole, divided, riparto.weights.parts),
                "remembered": str(line.share.remembered),
                "short": str(line.share.short),
                **share_columns(line),
            }
            for position, (line, difference) in enumerate(lines, start=1)
        ),
    )


def share_columns(line: Line) -> dict[str, Any]:
    """Write what falls to a party, with what it was made of."""
    place, share = line.party.place, line.share
    return {
        "party_code": place.code,
        "party_name": place.name,
        "istat_code": place.code if place.kind == "COMUNE" else None,
        "weight": str(share.weight),
        "floor_cents": share.floor,
        "cents": share.cents,
        "rounded": share.rounded,
        "figures": [_figure(at, one) for at, one in enumerate(line.party.counted, start=1)],
    }


def _figure(position: int, one: Counted) -> Mapping[str, Any]:
    figure = one.figure
    return {
        "position": position,
        "istat_code": figure.istat,
        "comune": one.comune.name,
        "residents": figure.residents,
        "reference_date": figure.reference_date.isoformat(),
        "status": figure.status,
        "source": figure.source,
        "series": figure.series,
        "reason": one.reason,
    }
