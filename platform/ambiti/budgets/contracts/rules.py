"""What the documents want of a contract that gives budgets: rules of values, sums in cents."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import accumulate

from ambiti.acting.refusing import Violation
from ambiti.budgets.coherence import equal
from ambiti.governance.acts.parties import Author, author
from ambiti.governance.competence import said_by
from ambiti.statute.language.companies import ContractContent, ContractRequired
from ambiti.statute.language.movements import SeparateContract
from ambiti.statute.language.programming import BudgetEquality, Follows, Programme
from ambiti.statute.language.rule import Rule
from ambiti.statute.language.statute import Statute
from ambiti.statute.naming import Names
from ambiti.statute.periods import in_words
from ambiti.statute.rulebook.italian import euro

Flow = tuple[date, int]
"""Cents that come on a day, or go where they are less than nothing."""


def least(flows: Iterable[Flow], day: date) -> int:
    """Tell the least that flows come to, together, on a day or on any after it."""
    days: dict[date, int] = {day: 0}
    for on, cents in flows:
        at = max(on, day)
        days[at] = days.get(at, 0) + cents
    return min(accumulate(cents for _, cents in sorted(days.items())))


def above_assigned(line: str, wanted: Decimal, left: Decimal) -> Iterator[Violation]:
    """Refuse to take from a line what bodies were assigned of it."""
    if wanted > left:
        message = (
            f"Della voce {line} il resto è assegnato: se ne possono togliere {euro(left)}. Per "
            f"{euro(wanted)} mancano {euro(wanted - left)}: prima si storna ciò che è assegnato "
            "(reverseAssignment)."
        )
        yield Violation("BELOW_ASSIGNED", message, "amount")


def above_given(
    line: str, contracts: Iterable[str], wanted: Decimal, left: Decimal
) -> Iterator[Violation]:
    """Refuse to take from a line what the contracts in force give of it."""
    if wanted > left:
        message = (
            f"Il resto della voce {line} lo assegna un contratto in vigore "
            f"({', '.join(contracts)}): se ne possono togliere {euro(left)}. Per {euro(wanted)} "
            f"mancano {euro(wanted - left)}: prima il contratto finisce (endServiceContract)."
        )
        yield Violation("BELOW_CONTRACT", message, "amount")


@dataclass(frozen=True, slots=True)
class Planned:
    """A line of a year, with what is appropriated on it."""

    code: str
    programme: str
    level: str
    cents: int


@dataclass(frozen=True, slots=True)
class Signed:
    """A contract that was signed."""

    programme: str | None
    executor: str
    since: date
    until: date | None


def required(
    statute: Statute, executor: str, funds: Collection[str], day: date
) -> ContractRequired | None:
    """Find the rule by which a body has budgets of these funds only with a contract in force."""
    return next(
        (
            one
            for one in statute.companies
            if isinstance(one, ContractRequired)
            and one.company == executor
            and (not one.funds or not set(one.funds).isdisjoint(funds))
            and one.valid.period.covers(day)
        ),
        None,
    )


def lacking(statute: Statute, rule: ContractRequired, day: date) -> Iterator[Violation]:
    """Say that a body has no budget without its contract."""
    names = Names.of(statute)
    who = names.declared("subject").get(rule.company, rule.company)
    wanted = names.declared("programme").get(rule.contract, rule.contract)
    message = f"{who} non ha budget senza un contratto in vigore il {in_words(day)}: {wanted}."
    yield said_by(rule, statute, "CONTRACT_REQUIRED", message, "executor")


def grounds(statute: Statute, contract: Signed, day: date) -> tuple[Rule | None, list[Violation]]:
    """Find the rule by which a signed contract gives budgets, or say why it gives none."""
    rule = next(
        (
            one
            for one in statute.companies
            if isinstance(one, ContractContent)
            and one.contract == contract.programme
            and one.valid.period.covers(day)
        ),
        None,
    )
    if rule is None:
        message = "I documenti non dicono che questo contratto assegni dei budget: "
        message += f"li assegna {_giving(statute, day)}."
        return None, [Violation("NOT_A_SERVICE_CONTRACT", message, "contract")]
    if rule.company != contract.executor:
        names = Names.of(statute).declared("subject")
        message = f"Assegna budget a {names.get(rule.company, rule.company)}, e a nessun altro."
        return rule, [said_by(rule, statute, "WRONG_COUNTERPART", message, "contract")]
    return rule, []


def _giving(statute: Statute, day: date) -> str:
    """Name the contracts that give budgets on a day."""
    names = Names.of(statute).declared("programme")
    found = [
        names.get(one.contract, one.contract)
        for one in statute.companies
        if isinstance(one, ContractContent) and one.valid.period.covers(day)
    ]
    return " o ".join(dict.fromkeys(found)) or "nessuno, in quel giorno"


def of_its_year(contract: Signed, year: int) -> Iterator[Violation]:
    """Refuse the budget of a year in which the contract does not hold."""
    last = contract.until.year if contract.until else year
    if not contract.since.year <= year <= last:
        until = "" if contract.until is None else f" al giorno {in_words(contract.until)}"
        message = f"Il contratto non vale nel {year}: vale dal giorno {in_words(contract.since)}"
        message += f"{until}."
        yield Violation("CONTRACT_OF_ANOTHER_YEAR", message, "budget")


def bases(statute: Statute, programme: str, day: date) -> list[tuple[Follows, Programme]]:
    """Tell the documents without which one is not signed, that somebody approves."""
    found = {one.code: one for one in statute.programmes if one.valid.period.covers(day)}
    return [
        (one, found[one.after])
        for one in statute.programme_rules
        if isinstance(one, Follows)
        and one.blocking
        and one.programme == programme
        and one.after in found
        and one.valid.period.covers(day)
    ]


def unapproved(statute: Statute, rule: Follows, base: Programme, year: int) -> Violation:
    """Say that the document on which a contract is built was not approved."""
    message = f"Senza {base.name} {year} approvato il contratto non ha budget da assegnare."
    return said_by(rule, statute, "PROGRAMME_NOT_APPROVED", message, "contract")


def coherent(
    statute: Statute,
    programme: str,
    given: Sequence[tuple[Planned, int]],
    planned: Iterable[Planned],
    day: date,
) -> Iterator[Violation]:
    """The budgets of a contract are those of the plan: line by line, and in all."""
    every = tuple(planned)
    for rule in statute.programme_rules:
        if not isinstance(rule, BudgetEquality) or rule.programme != programme:
            continue
        if not rule.valid.period.covers(day):
            continue
        for line, _ in given:
            if not _of(rule, line):
                level = f", livello {rule.line_level}" if rule.line_level else ""
                message = f"La voce {line.code} non è del piano: si assegnano le voci di "
                message += f"{rule.equal_to}{level}."
                yield said_by(rule, statute, "NOT_IN_THE_PLAN", message, "budgets")
        wanted = [one.cents for one in every if _of(rule, one)]
        yield from equal(rule, statute, wanted, sum(cents for _, cents in given))


def _of(rule: BudgetEquality, line: Planned) -> bool:
    return line.programme == rule.equal_to and rule.line_level in {None, line.level}


def separate(statute: Statute, day: date) -> SeparateContract | None:
    """Find the rule by which whoever wants more makes a contract of its own."""
    return next(
        (
            one
            for one in statute.movements
            if isinstance(one, SeparateContract) and one.valid.period.covers(day)
        ),
        None,
    )


def extra(
    statute: Statute, places: Iterable[tuple[str, str | None]], day: date
) -> Iterator[Violation]:
    """Refuse a line of the budget of all that is of one who makes a contract of its own.

    ``places``: the fields of a line that name of whom it is, each with its code.
    """
    rule = separate(statute, day)
    for field, code in places:
        one = None if rule is None or code is None else author(statute, code, day)
        if rule is not None and one is not None and rule.requested_by in one.answers_to:
            message = f"Ciò che {one.name} chiede in più non entra nel bilancio di tutti: lo "
            message += "contratta a parte, con enterOwnContract."
            yield said_by(rule, statute, "SEPARATE_CONTRACT", message, field)


def own(statute: Statute, rule: SeparateContract | None, one: Author) -> Iterator[Violation]:
    """Refuse a contract of its own to whom the documents give none."""
    if rule is None:
        message = "I documenti non dicono che qualcuno contratti a parte ciò che chiede in più."
        yield Violation("SEPARATE_CONTRACT_NOT_STATED", message, "by")
    elif rule.requested_by not in one.answers_to:
        who = Names.of(statute).declared("subject").get(rule.requested_by, "ciascun firmatario")
        message = f"Contratta a parte {who}: {one.name} non lo è."
        yield said_by(rule, statute, "NOT_A_PARTY", message, "by")
