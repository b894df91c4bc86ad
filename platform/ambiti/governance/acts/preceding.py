"""What comes before an act and after it: who prepared, who directs, who carries it out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ambiti.acting.refusing import Violation
from ambiti.governance.acts.parties import Author, author
from ambiti.governance.competence import said_by
from ambiti.statute.language.competences import Competence, Requirement
from ambiti.statute.language.rule import Rule
from ambiti.statute.language.statute import Statute
from ambiti.statute.naming import Names

DECIDING: Final = frozenset({"DECIDE", "APPROVE", "ADOPT"})
"""The verbs of a decision; an opinion, a consultation, an agreement are none."""
IN_FORCE: Final = frozenset({"ADOPTED", "EXECUTED"})
"""The states in which a decision may be rested on."""
MISSING: Final = {
    "PREPARE": "INSTRUTTORIA_MISSING",
    "PROPOSE": "PROPOSAL_MISSING",
    "CONSULT": "CONSULTATION_MISSING",
    "OPINION": "OPINION_MISSING",
    "AGREE": "AGREEMENT_MISSING",
}
"""The code of what did not come before, by its verb."""
DONE: Final = {
    "PREPARE": "l'istruttoria di",
    "PROPOSE": "la proposta di",
    "CONSULT": "la consultazione da parte di",
    "OPINION": "il parere di",
    "AGREE": "l'intesa di",
}
"""What came before, in words."""


@dataclass(frozen=True, slots=True)
class Known:
    """An act that is in the register already."""

    author: str
    verb: str
    matter: str
    state: str
    toward: tuple[str, ...]
    label: str


def before(
    statute: Statute, held: Sequence[Competence], day: date, predecessors: Sequence[Known]
) -> Iterator[tuple[bool, Violation]]:
    """What must have come before, and is not among the predecessors."""
    names = Names.of(statute).declared("subject")
    for rule in held[:1]:
        for asked in rule.requires:
            if rule.enforcement == "record" or any(
                meets(statute, asked, rule, known, day) for known in predecessors
            ):
                continue
            toward = ", ".join(names.get(code, code) for code in asked.toward)
            message = (
                f"Manca {DONE.get(asked.verb, 'la decisione di')} {names.get(asked.by, asked.by)}"
                f"{f', con: {toward}' if toward else ''}: indicarne l'atto in «predecessors»."
            )
            code = MISSING.get(asked.verb, "DECISION_MISSING")
            yield (
                rule.enforcement == "warn",
                said_by(rule, statute, code, message, "predecessors"),
            )


def meets(statute: Statute, asked: Requirement, rule: Competence, known: Known, day: date) -> bool:
    """Tell whether an act of the register is what a competence asks for before."""
    who = author(statute, known.author, day)
    return (
        who is not None
        and asked.by in who.answers_to
        and known.verb == asked.verb
        and known.matter == (asked.matter or rule.matter)
        and known.state != "ANNULLED"
        and set(asked.toward) <= set(known.toward)
    )


def following(
    statute: Statute, held: Sequence[Competence], day: date, direction: Known | None
) -> Iterator[tuple[bool, Violation]]:
    """Who must follow somebody's directions says which direction is followed."""
    bound = [rule for rule in held if rule.within is not None and rule.enforcement != "record"]
    names = Names.of(statute).declared("subject")
    who = ", ".join(dict.fromkeys(names.get(rule.within or "", "") for rule in bound))
    if direction is None:
        if bound:
            message = f"Non dice quale indirizzo segue: di {who}."
            soft = all(rule.enforcement == "warn" for rule in bound)
            yield soft, said_by(bound[0], statute, "NO_DIRECTION", message, "direction")
        return
    giver = author(statute, direction.author, day)
    gives = giver.answers_to if giver else frozenset({direction.author})
    if direction.state == "ANNULLED" or direction.verb not in DECIDING:
        message = f"{direction.label} non è una decisione in vigore: non dà indirizzi."
        yield False, Violation("NOT_A_DIRECTION", message, "direction")
    elif bound and not any(rule.within in gives for rule in bound):
        message = f"L'indirizzo da seguire è di {who}, non di {direction.label}."
        yield False, said_by(bound[0], statute, "DIRECTION_OF_ANOTHER", message, "direction")


def executors(statute: Statute, known: Known, giver: Author, day: date) -> list[Competence]:
    """Tell who carries out a decision: on its matter, or on whatever its author decides."""
    found = []
    for rule in statute.competences:
        if rule.verb != "EXECUTE" or not rule.valid.period.covers(day):
            continue
        after = any(
            asked.by in giver.answers_to and asked.verb in DECIDING and asked.matter is None
            for asked in rule.requires
        )
        if rule.matter == known.matter or after:
            found.append(rule)
    return found


def not_executor(
    statute: Statute, known: Known, giver: Author, one: Author, day: date
) -> Violation | None:
    """Say that somebody else carries it out, or that no document says who does."""
    rules = executors(statute, known, giver, day)
    if any(rule.by in one.answers_to for rule in rules):
        return None
    if not rules:
        message = f"I documenti non dicono chi cura l'esecuzione: la dichiara {one.name}."
        return Violation("EXECUTOR_NOT_STATED", message, "by")
    names = Names.of(statute).declared("subject")
    who = ", ".join(dict.fromkeys(names.get(rule.by, rule.by) for rule in rules))
    message = f"A curarne l'esecuzione è: {who}."
    return said_by(rules[0], statute, "NOT_EXECUTOR", message, "by")


def prevailing(
    statute: Statute, first: Known, second: Known, day: date
) -> tuple[Known | None, Rule | None]:
    """Tell which of two directions prevails, and by which rule; None where none says so."""
    for rule in statute.precedences:
        if not rule.valid.period.covers(day) or rule.matter not in {None, first.matter}:
            continue
        for one, other in ((first, second), (second, first)):
            if rule.first == one.author and other.author in rule.over:
                return one, rule
    return None, None
