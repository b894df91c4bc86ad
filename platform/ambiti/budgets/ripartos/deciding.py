"""Who decides a riparto, and whether an act of the register is that decision: rules of values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from ambiti.acting.refusing import Violation
from ambiti.budgets.ripartos.asked import Asked, Decision, Undivided
from ambiti.budgets.ripartos.rules import Riparto, allocation_of, by_rule
from ambiti.budgets.ripartos.weights import key_of
from ambiti.governance.acts.preceding import IN_FORCE
from ambiti.governance.competence import on_matter, said_by
from ambiti.statute.division import euro_of
from ambiti.statute.language.allocation import (
    Allocation,
    CustomKey,
    Key,
    MixedKey,
    OwnCostKey,
    UndefinedKey,
    ZeroKey,
)
from ambiti.statute.language.statute import Statute
from ambiti.statute.naming import Names
from ambiti.statute.periods import in_words
from ambiti.statute.rulebook.italian import euro

DECIDING = ("DECIDE", "APPROVE", "ADOPT")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is proposed to whoever decides: a matter, and perhaps another criterion or a table."""

    what: str
    key: str | None = None
    table: Mapping[str, Fraction] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A riparto that waits for its decision, by whom that is taken, and the rule it is under."""

    riparto: Riparto
    rule: Allocation
    decided_by: str | None


def proposed(asked: Asked, wish: Wish) -> Proposal | Undivided:
    """Share as the decision would have it: the one that approves it also sets the criterion.

    Whoever decides for the year, or on the criterion, is named and must take that decision.
    """
    rule = allocation_of(asked, wish.what)
    key = None if rule is None else key_of(asked.statute, rule.key, asked.on)
    organ = None if rule is None or key is None else decider(asked, rule, key, wish)
    agreed = isinstance(key, OwnCostKey) and bool(wish.key or wish.table)
    if organ is not None or agreed:
        organ_, act = (organ, "la decisione che lo approva") if organ else ("", "l'accordo")
        decision = Decision(organ_, asked.year, act, wish.key, wish.table)
        asked = replace(asked, known=replace(asked.known, decision=decision))
    elif rule is not None and (wish.table or wish.key not in {None, rule.key}):
        message = "I documenti non danno a nessuno di stabilire un altro criterio."
        field_ = "table" if wish.table else "key"
        return Undivided((said_by(rule, asked.statute, "KEY_NOT_OVERRIDABLE", message, field_),))
    found = by_rule(asked, wish.what)
    if isinstance(found, Undivided) or rule is None:
        return found if isinstance(found, Undivided) else Undivided(())
    return Proposal(found, rule, organ or _competent(asked, rule))


def decider(asked: Asked, rule: Allocation, key: Key, wish: Wish) -> str | None:
    """Tell whose decision the share waits for: on the criterion first, then that of the year."""
    if isinstance(key, CustomKey | UndefinedKey):
        return key.decided_by
    if isinstance(key, MixedKey):
        inside = (key_of(asked.statute, one.key, asked.on) for one in key.parts)
        open_ = (one.decided_by for one in inside if isinstance(one, CustomKey | UndefinedKey))
        return next(open_, None) or key.override_by or rule.annual_decision_by
    if isinstance(key, ZeroKey) and asked.known.funding.get(key.fund, 0) < asked.cents:
        return key.fallback_by
    if wish.table or wish.key not in {None, rule.key}:
        return key.override_by or rule.annual_decision_by
    return rule.annual_decision_by


def _competent(asked: Asked, rule: Allocation) -> str | None:
    """Tell who decides on the matter by the competences of the documents, or on its fund."""
    found = on_matter(asked.statute, rule.what, asked.on)
    by = next((one.by for verb in DECIDING for one in found if one.verb == verb), None)
    if by is not None or rule.fund is None:
        return by
    funds = (one for one in asked.statute.funds if one.code == rule.fund)
    return next((one.allocated_by for one in funds if one.valid.period.covers(asked.on)), None)


@dataclass(frozen=True, slots=True)
class Approval:
    """An act of the register that is to approve a riparto."""

    author: str
    verb: str
    matter: str
    state: str
    reference_year: int
    cents: int | None
    label: str
    taken_on: date


@dataclass(frozen=True, slots=True)
class Waiting:
    """A riparto that waits for its decision."""

    matter: str
    year: int
    cents: int
    state: str
    """PROPOSED; PERFECTED; ANNULLED, where the act that perfected it was annulled since."""
    decided_by: str | None
    proposed_on: date


def approved(statute: Statute, riparto: Waiting, act: Approval) -> Iterator[Violation]:
    """Tell all that forbids that an act approves a riparto.

    It decides, on its matter and year, for its sum where it says one, and is of who must decide.
    """
    names = Names.of(statute)
    if riparto.state == "PERFECTED":
        yield Violation("ALREADY_PERFECTED", "Il riparto è già perfezionato.", "riparto")
    if act.state not in IN_FORCE or act.verb not in DECIDING:
        message = f"{act.label} non è una decisione in vigore: serve un atto che decide, adottato."
        yield Violation("DELIBERATION_REQUIRED", message, "act")
    if act.taken_on < riparto.proposed_on:
        message = f"{act.label} è del {in_words(act.taken_on)}, prima che il riparto fosse "
        message += f"proposto: {in_words(riparto.proposed_on)}."
        yield Violation("BEFORE_THE_PROPOSAL", message, "act")
    if riparto.decided_by is not None and act.author != riparto.decided_by:
        who = names.declared("subject").get(riparto.decided_by, riparto.decided_by)
        message = f"Il riparto lo decide {who}; {act.label} è di un altro."
        yield Violation("DECISION_NOT_COMPETENT", message, "act")
    if act.matter != riparto.matter:
        matter = names.declared("matter").get(riparto.matter, riparto.matter)
        message = f"{act.label} non riguarda questo riparto: {matter}."
        yield Violation("ACT_OF_ANOTHER_MATTER", message, "act")
    if act.reference_year != riparto.year:
        message = f"{act.label} è per il {act.reference_year}, il riparto per il {riparto.year}."
        yield Violation("DECISION_OF_ANOTHER_YEAR", message, "act")
    if act.cents is not None and act.cents != riparto.cents:
        message = f"{act.label} è per {euro(euro_of(act.cents))}, il riparto per "
        message += f"{euro(euro_of(riparto.cents))}."
        yield Violation("AMOUNT_DIFFERS", message, "act")
