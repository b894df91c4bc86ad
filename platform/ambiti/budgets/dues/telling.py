"""What was authorised and not rendered is told to each: the act, and the account that it leaves."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Final

import strawberry

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.refusing import Refused, Violation, as_given, refuse, year_given
from ambiti.acting.work import Work
from ambiti.budgets.dues import tables
from ambiti.budgets.dues.entering import Header, Line, numbered, opened
from ambiti.budgets.dues.graph import Obligation
from ambiti.budgets.dues.inputs import TellUnrenderedInput
from ambiti.budgets.dues.notices import Notice, notice
from ambiti.budgets.ledger.grounds import grounded
from ambiti.budgets.ledger.rules import amount_given
from ambiti.budgets.ripartos.asked import Asked, Undivided
from ambiti.budgets.ripartos.known import counted
from ambiti.budgets.ripartos.telling import told as in_full
from ambiti.governance.calendar.rules import lateness
from ambiti.governance.competence import right
from ambiti.governance.doubts import doubts_of
from ambiti.statute.current import in_force
from ambiti.statute.division import cents_of
from ambiti.statute.language.ledgers import UnspentNotice
from ambiti.statute.language.statute import Statute

NOTICE: Final = "NOTICE"


@strawberry.type(description="Ciò che non è stato reso è comunicato.")
class TellUnrenderedSuccess(Success):
    """It was told."""

    obligation: Obligation | None = outcome(
        Obligation, "obligation", "Il conto: quanto, e la quota di ciascuno."
    )


async def tell_unrendered(work: Work, input: TellUnrenderedInput) -> Done:  # noqa: A002
    """Tell each its part of what was authorised and not rendered in a year that is over.

    The parts are by the key of the text, to the cent. Refused twice for one year, and for more
    rendered than authorised; after a term that is not binding it is told late, with a warning.
    """
    found = await in_force(work.connection, work.tenant.ambito_id)
    statute = found.statute
    refuse(*year_given(input.year), *amount_given(input.authorised, "authorised"))
    rule = _rule(statute, work.day, input.matter)
    ground = await grounded(work, statute, input.act, None)
    refuse(*ground.wrong, *_over(input.year, work.day), *await _told_already(work, rule, input))
    known = await counted(work, statute, input.substitutes)
    asked = Asked(statute, cents_of(input.authorised), input.year, ground.day, known)
    told = notice(rule, asked, cents_of(input.rendered))
    if isinstance(told, Undivided):
        raise Refused(as_given(told.violations, "matter", "rendered", "substitutes"))
    clock = {"started_on": date(input.year + 1, 1, 1), "due_on": told.due_on}
    key = await opened(
        work,
        statute,
        found.version,
        Header(NOTICE, rule.what, input.year, rule, hardness=_hardness(told)),
        state="FINAL",
        cents=told.cents,
        lines=numbered(_lines(told)),
        deadline_code=rule.deadline,
        act_id=ground.key,
        **(clock if told.due_on else {}),
    )
    work.warn(*told.riparto.warnings, *_late(told, statute, work.day), *doubts_of(statute, [rule]))
    return Done("Obligation", key, {"obligation": key})


def _rule(statute: Statute, day: date, matter: str) -> UnspentNotice:
    known = {one.what: one for one in statute.unspent_notices if one.valid.period.covers(day)}
    if matter not in known:
        message = f"Di «{matter}» i documenti non chiedono di comunicare nulla: "
        message += f"{right(matter, known)}."
        raise Refused([Violation("NOTICE_NOT_STATED", message, "matter")])
    return known[matter]


def _over(year: int, day: date) -> Iterator[Violation]:
    if day.year <= year:
        message = f"Il {year} non è finito: si comunica ciò che alla sua fine non è reso."
        yield Violation("YEAR_NOT_OVER", message, "year")


async def _told_already(
    work: Work, rule: UnspentNotice, given: TellUnrenderedInput
) -> list[Violation]:
    found = await work.alike(
        tables.obligations, "id", cause=NOTICE, matter_code=rule.what, year=given.year
    )
    message = f"Per il {given.year} è già comunicato."
    return [Violation("TOLD_ALREADY", message, "year")] if found else []


def _hardness(told: Notice) -> str | None:
    return None if told.deadline is None else told.deadline.hardness


def _lines(told: Notice) -> Iterator[Line]:
    riparto = told.riparto
    whole = sum((one.share.weight for one in riparto.lines), Fraction())
    for one in riparto.lines:
        why = in_full(one.share, whole, riparto.cents, riparto.weights.parts)
        yield Line(one.party.place.code, one.share.cents, why)


def _late(told: Notice, statute: Statute, day: date) -> Iterator[Violation]:
    if told.deadline is not None and told.due_on is not None:
        yield from as_given(lateness(told.deadline, statute, told.due_on, day), "year")
