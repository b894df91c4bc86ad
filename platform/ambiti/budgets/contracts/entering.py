"""Contracts are entered with the budgets that they give, or as one's own; and end."""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

import strawberry
from sqlalchemy import func, select

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.naming import row_named
from ambiti.acting.refusing import Violation, as_given, filled, refuse
from ambiti.acting.work import Work
from ambiti.agreements.representation.rules import ordered
from ambiti.agreements.representation.scopes import REPRESENTATION
from ambiti.agreements.representation.tables import signed_contracts
from ambiti.agreements.signatures.rules import came
from ambiti.budgets.contracts import rules, tables
from ambiti.budgets.contracts.floors import SPENDABLE, bound
from ambiti.budgets.contracts.graph.contracts import ServiceContract
from ambiti.budgets.contracts.inputs import (
    ContractBudgetInput,
    EndServiceContractInput,
    EnterOwnContractInput,
    EnterServiceContractInput,
)
from ambiti.budgets.contracts.scopes import SERVICE_CONTRACT
from ambiti.budgets.ledger.accounting import Year, line_row, year_named
from ambiti.budgets.ledger.grounds import grounded
from ambiti.budgets.ledger.rules import amount_given, enough
from ambiti.budgets.ledger.tables import budget_lines, ledger_accounts
from ambiti.database.statements import Row
from ambiti.governance.acts.preceding import DECIDING, IN_FORCE
from ambiti.governance.acts.register import author_of
from ambiti.governance.acts.tables import acts
from ambiti.governance.competence import source_of
from ambiti.statute.current import in_force
from ambiti.statute.division import cents_of, euro_of
from ambiti.statute.periods import in_words


@strawberry.type(description="I budget del contratto sono registrati.")
class EnterServiceContractSuccess(Success):
    """The budgets of the contract were entered."""

    contract: ServiceContract | None = outcome(
        ServiceContract, "contract", "Il contratto, coi suoi budget."
    )


async def enter_service_contract(work: Work, input: EnterServiceContractInput) -> Done:  # noqa: A002
    """Enter the budgets that a signed contract gives to whoever executes it.

    They are those of the plan on which the documents build it: refused for a line that is not of
    it, where the sums differ, beyond what a line has, and before the plan of the year is approved.
    """
    row = await row_named(
        work, input.contract, "SignedContract", REPRESENTATION, signed_contracts, "contract"
    )
    year = await year_named(work, input.budget)
    statute = year.statute
    on = await grounded(work, statute, input.act, input.on)
    signed = rules.Signed(
        row["programme_code"], row["counterpart_code"], row["since"], row["until"]
    )
    rule, wrong = rules.grounds(statute, signed, on.day)
    refuse(*on.wrong, *filled(code=input.code, subject=input.subject), *wrong)
    given = await _given(year, input.budgets)
    refuse(*await _unfit(year, signed, given, input, on.day))
    assert rule is not None  # noqa: S101  without it the contract was refused
    key = await work.insert(
        tables.service_contracts,
        **_said(input.code, input.subject),
        year=year.row["year"],
        shared=True,
        budget_id=year.id,
        contract_id=row["id"],
        programme_code=signed.programme,
        act_id=on.key,
        committer_code=row["by_code"],
        committer_name=row["by_name"],
        executor_code=row["counterpart_code"],
        executor_name=row["counterpart_name"],
        cents=sum(cents for _, cents in given),
        entered_on=on.day,
        since=row["since"],
        until=row["until"],
        statute_version_id=(await in_force(work.connection, work.tenant.ambito_id)).version,
        **source_of(rule, statute),
    )
    await work.require(SERVICE_CONTRACT, tables.service_contracts, key)
    await work.insert_all(
        tables.contract_budgets,
        (
            {"contract_id": key, "position": at, "line_id": line["id"], "cents": cents}
            for at, (line, cents) in enumerate(given, start=1)
        ),
    )
    work.under(rule.source.document, rule.source.article)
    return Done("ServiceContract", key, {"contract": key})


async def _unfit(
    year: Year,
    signed: rules.Signed,
    given: Sequence[tuple[Row, int]],
    asked: EnterServiceContractInput,
    day: date,
) -> list[Violation]:
    """Tell all that forbids that a contract gives these budgets."""
    programme = signed.programme or ""
    planned = [_planned(one) for one in await spendable(year)]
    told = [(_planned(line), cents) for line, cents in given]
    present = await _present(year.work, asked.code.strip(), programme, year, day)
    beyond = [] if present else await _beyond(year, given, max(day, signed.since))
    return [
        *rules.of_its_year(signed, year.row["year"]),
        *_lines(given, year, asked.budgets),
        *beyond,
        *present,
        *await _unapproved(year, programme, day),
        *rules.coherent(year.statute, programme, told, planned, day),
    ]


@strawberry.type(description="Il contratto dell'ente è registrato.")
class EnterOwnContractSuccess(Success):
    """The contract was entered."""

    contract: ServiceContract | None = outcome(ServiceContract, "contract", "Il contratto.")


async def enter_own_contract(work: Work, input: EnterOwnContractInput) -> Done:  # noqa: A002
    """Enter the contract that a party makes for itself: its sum is in no budget of the Ambito.

    Refused where the documents leave nobody to contract apart, and to whom they do not.
    """
    found = await in_force(work.connection, work.tenant.ambito_id)
    statute = found.statute
    since = input.since or work.day
    one = author_of(statute, input.by, since)
    rule = rules.separate(statute, since)
    refuse(
        *rules.own(statute, rule, one),
        *amount_given(input.amount),
        *filled(
            code=input.code,
            subject=input.subject,
            executor=input.executor,
            document=input.document,
        ),
        *ordered(since, input.until, "until"),
        *await _taken(work, input.code.strip()),
    )
    assert rule is not None  # noqa: S101  without it the contract was refused
    comuni = {comune.istat for comune in statute.comuni}
    key = await work.insert(
        tables.service_contracts,
        **_said(input.code, input.subject),
        year=since.year,
        shared=False,
        document=input.document.strip(),
        committer_code=one.code,
        committer_name=one.name,
        istat_code=next((code for code in (one.code, *one.answers_to) if code in comuni), None),
        executor_name=input.executor.strip(),
        cents=cents_of(input.amount),
        entered_on=work.day,
        since=since,
        until=input.until,
        statute_version_id=found.version,
        **source_of(rule, statute),
    )
    await work.require(SERVICE_CONTRACT, tables.service_contracts, key)
    work.under(rule.source.document, rule.source.article)
    return Done("ServiceContract", key, {"contract": key})


@strawberry.type(description="Il contratto è finito.")
class EndServiceContractSuccess(Success):
    """The contract ended."""

    contract: ServiceContract | None = outcome(
        ServiceContract, "contract", "Il contratto, com'è ora."
    )


async def end_service_contract(work: Work, input: EndServiceContractInput) -> Done:  # noqa: A002
    """End a contract before its last day; what was assigned under it stays as it is."""
    row = await row_named(
        work,
        input.contract,
        "ServiceContract",
        SERVICE_CONTRACT,
        tables.service_contracts,
        "contract",
    )
    await work.require(SERVICE_CONTRACT, tables.service_contracts, row["id"])
    refuse(
        *came(input.on, work.day, "on"),
        *filled(because=input.because),
        *_endable(row, input.on),
        *await _later(work, row["id"], input.on),
    )
    await work.update(
        tables.service_contracts, row["id"], ended_on=input.on, ended_because=input.because.strip()
    )
    work.under(row["source_code"], row["source_article"])
    return Done("ServiceContract", row["id"], {"contract": row["id"]})


def _said(code: str, subject: str) -> dict[str, str]:
    return {"code": code.strip(), "subject": subject.strip()}


def _endable(row: Row, on: date) -> Iterator[Violation]:
    if row["ended_on"] is not None:
        message = f"È già finito: l'ultimo giorno è il {in_words(row['ended_on'])}."
        yield Violation("CONTRACT_ENDED", message, "contract")
    last = row["until"]
    if on < row["since"] or (last is not None and on > last):
        until = "" if last is None else f" al {in_words(last)}"
        message = f"Finisce in un giorno fra quelli in cui vale: dal {in_words(row['since'])}"
        yield Violation("OUT_OF_ITS_TERM", f"{message}{until}.", "on")


async def _later(work: Work, contract: UUID, on: date) -> list[Violation]:
    """Refuse to end it before what it was given by and was not taken back."""
    rows = await work.alike(tables.budget_assignments, "assigned_on", contract_id=contract)
    gone = {one["reverses_id"] for one in rows}
    left = [one for one in rows if one["reverses_id"] is None and one["id"] not in gone]
    if not left or left[-1]["assigned_on"] <= on:
        return []
    last = left[-1]["assigned_on"]
    message = (
        f"Il giorno {in_words(last)} vi è stato assegnato un budget: finisce quel giorno o dopo."
    )
    return [Violation("ASSIGNED_LATER", message, "on")]


async def _given(year: Year, budgets: Sequence[ContractBudgetInput]) -> list[tuple[Row, int]]:
    """Hold the lines of which a contract gives a budget."""
    rows = await spendable(year)
    held = {row["id"]: row for row in rows}
    found = []
    for number, one in enumerate(budgets):
        line = await line_row(year.work, one.line, f"budgets.{number}.line")
        found.append((held.get(line["id"], line), cents_of(one.amount)))
    return found


def _lines(
    given: Sequence[tuple[Row, int]], year: Year, budgets: Sequence[ContractBudgetInput]
) -> Iterator[Violation]:
    if not given:
        message = "Un contratto assegna almeno un budget."
        yield Violation("BUDGETS_MISSING", message, "budgets")
    for number, one in enumerate(budgets):
        yield from amount_given(one.amount, f"budgets.{number}.amount")
    if len({line["id"] for line, _ in given}) < len(given):
        yield Violation("LINE_TWICE", "La stessa voce compare due volte.", "budgets")
    for line, _ in given:
        if line["budget_id"] != year.id:
            message = (
                f"La voce {line['code']} è di un altro anno: serve una del {year.row['year']}."
            )
            yield Violation("LINE_OF_ANOTHER_YEAR", message, "budgets")


async def _beyond(year: Year, given: Sequence[tuple[Row, int]], day: date) -> list[Violation]:
    """Refuse what a line of the year does not have, or other contracts in force give of it."""
    found: list[Violation] = []
    for number, (line, cents) in enumerate(given):
        if line["budget_id"] == year.id:
            left = max((await bound(year, line["id"])).ungiven(day), 0)
            what = f"Della voce {line['code']} un contratto può ancora dare"
            over = enough("OVER_BUDGET", what, euro_of(cents), euro_of(left))
            found += as_given(over, f"budgets.{number}.amount")
    return found


def _planned(row: Row) -> rules.Planned:
    cents = int(row.get("cents") or 0)
    return rules.Planned(row["code"], row["programme_code"], row["level"], cents)


async def spendable(year: Year) -> list[Row]:
    """Read the lines of a year, each with what is appropriated on it."""
    line, account = budget_lines, ledger_accounts
    stood = func.coalesce(
        select(func.sum(account.c.balance))
        .where(account.c.ambito_id == line.c.ambito_id, account.c.line_id == line.c.id)
        .where(account.c.stage.in_(SPENDABLE))
        .correlate(line)
        .scalar_subquery(),
        0,
    )
    return await year.work.all(
        select(*line.c, stood.label("cents"))
        .where(line.c.ambito_id == year.work.tenant.ambito_id, line.c.budget_id == year.id)
        .order_by(line.c.code)
    )


async def _taken(work: Work, code: str) -> list[Violation]:
    if not await work.alike(tables.service_contracts, code=code):
        return []
    message = f"C'è già un contratto «{code}»: ne serve un altro."
    return [Violation("CODE_TAKEN", message, "code")]


async def _present(work: Work, code: str, programme: str, year: Year, day: date) -> list[Violation]:
    """Refuse a second contract for what another in force already gives."""
    found = await _taken(work, code)
    for one in await work.alike(
        tables.service_contracts, programme_code=programme, budget_id=year.id
    ):
        if one["ended_on"] is None or one["ended_on"] >= day:
            message = f"I budget del {year.row['year']} li assegna già il contratto {one['code']}."
            found.append(Violation("CONTRACT_PRESENT", message, "contract"))
    return found


async def _unapproved(year: Year, programme: str, day: date) -> list[Violation]:
    """Tell the documents on which the contract is built that nobody has approved for the year."""
    number, found = year.row["year"], []
    for rule, base in rules.bases(year.statute, programme, day):
        columns = acts.c
        approved = select(columns.id).where(
            columns.ambito_id == year.work.tenant.ambito_id,
            columns.matter_code == base.matter,
            columns.reference_year == number,
            columns.taken_on <= day,
            columns.state.in_(sorted(IN_FORCE)),
            columns.verb.in_(sorted(DECIDING)),
        )
        if base.decided_by is not None:
            approved = approved.where(columns.author_code == base.decided_by)
        if not await year.work.all(approved.limit(1)):
            found.append(rules.unapproved(year.statute, rule, base, number))
    return found
