"""A sum that the text fixes is owed for a year, with the costs that it adds."""

from collections.abc import Iterator

import strawberry

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.refusing import Refused, Violation, refuse, year_given
from ambiti.acting.work import Work
from ambiti.budgets.dues.entering import (
    Header,
    Line,
    Owed,
    entered,
    named_party,
    numbered,
    opened,
    owed_already,
)
from ambiti.budgets.dues.fees import Fee, fee
from ambiti.budgets.dues.graph import Obligation
from ambiti.budgets.dues.inputs import OpenFeeInput
from ambiti.budgets.ledger.grounds import Ground, grounded
from ambiti.governance.competence import right, said_by
from ambiti.statute.current import in_force
from ambiti.statute.division import cents_of, euro_of
from ambiti.statute.language.amounts import FixedAmount
from ambiti.statute.language.statute import Statute
from ambiti.statute.rulebook.italian import euro


@strawberry.type(description="La somma fissa è dovuta.")
class OpenFeeSuccess(Success):
    """The sum is owed."""

    obligation: Obligation | None = outcome(Obligation, "obligation", "La somma, col debito.")


async def open_fee(work: Work, input: OpenFeeInput) -> Done:  # noqa: A002
    """Owe the fixed sum of a year with what the text adds to it, to whom it says.

    Refused without the variable cost that the text adds, for a year in which it is not owed, and
    twice for one year. A part of a year is remarked.
    """
    found = await in_force(work.connection, work.tenant.ambito_id)
    statute = found.statute
    known = {one.code: one for one in statute.fixed_amounts}
    if input.fee not in known:
        message = f"«{input.fee}» non è una somma fissa dei documenti: {right(input.fee, known)}."
        raise Refused([Violation("FEE_UNKNOWN", message, "fee")])
    rule = known[input.fee]
    ground = await grounded(work, statute, input.act, None)
    before = await owed_already(work, input.fee, input.year, "year")
    refuse(*ground.wrong, *_sound(input), *before)
    added = None if input.added is None else cents_of(input.added)
    due = fee(rule, statute, input.year, added)
    refuse(*_owed(rule, statute, due))
    header = Header("FEE", rule.what, input.year, rule, _fund(statute, rule))
    key = await opened(
        work,
        statute,
        found.version,
        header,
        state="FINAL",
        rule_code=rule.code,
        cents=due.cents,
        lines=numbered(_lines(due)),
        act_id=ground.key,
    )
    await entered(work, statute, key, header, [_whole(rule, statute, due, ground)], ground)
    work.warn(*due.warnings)
    return Done("Obligation", key, {"obligation": key})


def _sound(given: OpenFeeInput) -> Iterator[Violation]:
    yield from year_given(given.year)
    if given.added is not None and given.added < 0:
        yield Violation("AMOUNT_NOT_POSITIVE", "Un costo non è mai sotto zero.", "added")


def _owed(rule: FixedAmount, statute: Statute, due: Fee) -> Iterator[Violation]:
    if due.cents is None:
        yield from (one for one in due.warnings if one.code == "VARIABLE_COST_MISSING")
    if not due.fixed:
        message = "In quell'anno la somma non è dovuta."
        yield said_by(rule, statute, "FEE_NOT_OWED", message, "year")


def _fund(statute: Statute, rule: FixedAmount) -> str | None:
    """Tell the fund that pays, where it is one."""
    return rule.payer if rule.payer in {one.code for one in statute.funds} else None


def _whole(rule: FixedAmount, statute: Statute, due: Fee, ground: Ground) -> Owed:
    parties = []
    for code, name in ((rule.payer, "DEBTOR_UNKNOWN"), (rule.creditor, "CREDITOR_UNKNOWN")):
        found = None if code is None else named_party(statute, ground.day, code)
        if found is None:
            message = f"I documenti non dicono chi è, in quel giorno: {code or 'chi paga'}."
            raise Refused([said_by(rule, statute, name, message, "fee")])
        parties.append(found)
    return Owed(parties[0], parties[1], due.cents or 0)


def _lines(due: Fee) -> Iterator[Line]:
    yield Line("FIXED", due.fixed, f"La somma fissa: {euro(euro_of(due.fixed))}.")
    if due.added:
        why = f"Il costo che si aggiunge: {euro(euro_of(due.added))}."
        yield Line("ADDED", due.added, why)
