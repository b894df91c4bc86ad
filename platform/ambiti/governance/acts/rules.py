"""What the documents ask of an act: who may take it, with whom, resting on which vote."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ambiti.acting.refusing import Violation
from ambiti.governance.acts.parties import Author, author, is_office, unspoken
from ambiti.governance.acts.preceding import DECIDING, Known, before, following
from ambiti.governance.competence import Caller, on_matter, right, said_by
from ambiti.statute.language.competences import Competence
from ambiti.statute.language.duties import Forbidden, OnlyListedTasks, Reserved
from ambiti.statute.language.rule import Rule
from ambiti.statute.language.statute import Statute
from ambiti.statute.language.transparency import Broadcast, PublicPage
from ambiti.statute.naming import Names
from ambiti.statute.periods import in_words

ADOPTED: Final = DECIDING | {"EXECUTE"}
"""The verbs of what is adopted: a decision, or an act that carries one out."""
PENDING: Final = frozenset({"PREPARE", "PROPOSE"})
"""The verbs of what waits for somebody's decision."""
GIVEN: Final = frozenset({"CONSULT", "OPINION", "AGREE", "MONITOR", "REPORT", "CONTROL"})
"""The verbs of what is given once for all, and decides nothing."""
_HASH: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Rested:
    """The vote that an act rests on."""

    organ: str
    status: str
    verdict: str | None
    matter: str | None
    held_on: date
    used: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """An act, as it is asked for."""

    verb: str
    matter: str
    subject: str
    taken_on: date
    text_hash: str
    toward: tuple[str, ...] = ()
    predecessors: tuple[Known, ...] = ()
    direction: Known | None = None
    vote: Rested | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """What the documents say of a draft: what forbids it, what goes beside it, what gives it."""

    forbidden: tuple[Violation, ...]
    advised: tuple[Violation, ...]
    rule: Rule | None
    competence: Competence | None


def judged(  # noqa: PLR0913, PLR0917  the documents, who asks for what, and the day
    statute: Statute,
    draft: Draft,
    one: Author,
    caller: Caller,
    today: date,
    verbs: frozenset[str],
) -> Judged:
    """Tell all that forbids an act, all that goes beside it, and the rule that gives it."""
    held = own_rules(statute, one, draft)
    rule: Rule | None = held[0] if held else _announced(statute, one, draft)
    forbidden = [*_form(draft, today), *_verb(draft, verbs)]
    forbidden += unspoken(statute, one, caller, rule, "by")
    advised: list[Violation] = []
    if draft.matter not in {matter.code for matter in statute.matters}:
        known = [matter.code for matter in statute.matters]
        message = f"«{draft.matter}» non è una materia dei documenti: {right(draft.matter, known)}."
        forbidden.append(Violation("MATTER_UNKNOWN", message, "matter"))
        return Judged(tuple(forbidden), (), None, None)
    forbidden += separated(statute, one, draft)
    if rule is None:
        lacking = _incompetent(statute, one, draft)
        (advised if lacking.code == "COMPETENCE_NOT_STATED" else forbidden).append(lacking)
    forbidden += _toward(statute, held, draft)
    for soft, found in (
        *before(statute, held, draft.taken_on, draft.predecessors),
        *following(statute, held, draft.taken_on, draft.direction),
    ):
        (advised if soft else forbidden).append(found)
    for found in rested(statute, one, draft):
        (advised if found.code == "VOTE_NOT_STATED" else forbidden).append(found)
    return Judged(tuple(forbidden), tuple(advised), rule, held[0] if held else None)


def _form(draft: Draft, today: date) -> Iterator[Violation]:
    if not draft.subject:
        yield Violation("EMPTY", "Qui serve l'oggetto dell'atto.", "subject")
    if draft.taken_on > today:
        when = in_words(draft.taken_on)
        message = f"Il giorno {when} non è ancora venuto: un atto si registra quando è compiuto."
        yield Violation("ACT_IN_THE_FUTURE", message, "takenOn")
    if not _HASH.fullmatch(draft.text_hash):
        message = "L'impronta è lo SHA-256 del testo: 64 cifre esadecimali minuscole."
        yield Violation("BAD_HASH", message, "textHash")


def untimely(day: date, taken_on: date, today: date, field: str) -> Iterator[Violation]:
    """What becomes of an act comes after it, and is written down when it has happened."""
    if day > today:
        message = f"Il giorno {in_words(day)} non è ancora venuto: si registra ciò che è avvenuto."
        yield Violation("ACT_IN_THE_FUTURE", message, field)
    if day < taken_on:
        yield Violation(
            "BEFORE_THE_ACT",
            f"L'atto è del giorno {in_words(taken_on)}: il giorno {in_words(day)} lo precede.",
            field,
        )


def _verb(draft: Draft, verbs: frozenset[str]) -> Iterator[Violation]:
    if draft.verb in verbs:
        return
    if draft.verb in ADOPTED:
        message = "Chi decide, o cura l'esecuzione, adotta: serve adoptAct."
    else:
        message = "Proposte, istruttorie, pareri, consultazioni e intese non decidono: proposeAct."
    yield Violation("WRONG_ACT_FOR_VERB", message, "verb")


def own_rules(statute: Statute, one: Author, draft: Draft) -> list[Competence]:
    """Tell the competences of an author for a draft: first those toward whom it is."""
    found = [
        rule
        for rule in on_matter(statute, draft.matter, draft.taken_on)
        if rule.by in one.answers_to and rule.verb == draft.verb
    ]
    wanted = set(draft.toward)
    return sorted(found, key=lambda rule: (wanted - set(rule.toward) != set(), rule.distinct))


def _announced(statute: Statute, one: Author, draft: Draft) -> Rule | None:
    """Whoever must make something public, or inform others of it, prepares it."""
    for rule in statute.transparency:
        if (
            isinstance(rule, PublicPage | Broadcast)
            and rule.by in one.answers_to
            and rule.what == draft.matter
            and draft.verb in PENDING
            and rule.valid.period.covers(draft.taken_on)
        ):
            return rule
    return None


def _incompetent(statute: Statute, one: Author, draft: Draft) -> Violation:
    """Say who is competent instead; where nobody is, only a decision of others is refused."""
    names = Names.of(statute)
    matter = names.declared("matter")[draft.matter]
    rules = on_matter(statute, draft.matter, draft.taken_on)
    own = [rule.verb for rule in rules if rule.by in one.answers_to]
    wanted = [rule for rule in rules if rule.verb == draft.verb and rule.by not in one.answers_to]
    political = one.organ is not None and one.organ.kind == "POLITICAL"
    if not own and not wanted and (draft.verb not in DECIDING or political):
        message = f"I documenti non dicono a chi spetta, per {matter}."
        return Violation("COMPETENCE_NOT_STATED", message, "matter")
    can = f"{one.name} può: {', '.join(dict.fromkeys(own))}" if own else f"{one.name} no"
    who = ", ".join(
        dict.fromkeys(names.declared("subject").get(rule.by, rule.by) for rule in wanted)
    )
    message = f"Per {matter}: {can}." + (f" È di: {who} ({draft.verb})." if who else "")
    if wanted:
        return said_by(wanted[0], statute, "NOT_COMPETENT", message, "matter")
    return Violation("NOT_COMPETENT", message, "verb")


def separated(statute: Statute, one: Author, draft: Draft) -> Iterator[Violation]:
    """Tell what the documents reserve to others, or forbid to the author by name."""
    names = Names.of(statute).declared("subject")
    for rule in statute.separations:
        if not rule.valid.period.covers(draft.taken_on):
            continue
        if isinstance(rule, OnlyListedTasks):
            if rule.lead in one.answers_to and not own_rules(statute, one, draft):
                message = f"{one.name} svolge soltanto i compiti elencati: questo non vi è."
                yield said_by(rule, statute, "TASK_NOT_LISTED", message, "verb")
            continue
        if not isinstance(rule, Reserved | Forbidden):
            continue
        if (rule.verb, rule.matter) != (draft.verb, draft.matter):
            continue
        if isinstance(rule, Forbidden) and rule.who in one.answers_to:
            message = f"Il documento lo vieta a {one.name}."
            yield said_by(rule, statute, "FORBIDDEN_BY_DOCUMENT", message, "by")
        elif isinstance(rule, Reserved) and rule.who not in one.answers_to:
            message = f"È riservato a: {names.get(rule.who, rule.who)}."
            yield said_by(rule, statute, "RESERVED_TO_ANOTHER", message, "by")


def _toward(statute: Statute, held: Sequence[Competence], draft: Draft) -> Iterator[Violation]:
    for number, code in enumerate(draft.toward):
        if author(statute, code, draft.taken_on) is None:
            known = Names.of(statute).declared("subject")
            message = f"«{code}» non è fra coloro che i documenti nominano: {right(code, known)}."
            yield Violation("TOWARD_UNKNOWN", message, f"toward.{number}")
    stated = {code for rule in held for code in rule.toward}
    apart = next((rule for rule in held if rule.distinct), None)
    if apart is not None and len(draft.toward) != 1:
        names = Names.of(statute).declared("subject")
        who = ", ".join(names.get(code, code) for code in apart.toward)
        message = f"L'incontro è distinto con ciascuno ({who}): un atto per ogni incontro."
        yield said_by(apart, statute, "MEETINGS_DISTINCT", message, "toward")
    elif draft.verb == "CONSULT" and held and stated and not stated & set(draft.toward):
        names = Names.of(statute).declared("subject")
        who = ", ".join(names.get(code, code) for code in sorted(stated))
        message = f"Chi si è consultato? Il documento nomina: {who}."
        yield said_by(held[0], statute, "TOWARD_MISSING", message, "toward")


def rested(statute: Statute, one: Author, draft: Draft) -> Iterator[Violation]:
    """A collegial organ decides by a vote; an office never does."""
    vote = draft.vote
    if vote is None:
        if draft.verb in DECIDING and one.organ is not None and not is_office(statute, one.organ):
            if one.collegial:
                message = f"{one.name} decide votando: indicare la votazione approvata."
                rule = next(iter(own_rules(statute, one, draft)), one.organ)
                yield said_by(rule, statute, "VOTE_MISSING", message, "vote")
            else:
                message = f"I documenti non dicono come decide {one.name}: non c'è votazione."
                yield Violation("VOTE_NOT_STATED", message, "vote")
        elif draft.verb in {"OPINION", "PROPOSE", "AGREE"} and one.collegial:
            message = f"{one.name} si esprime votando: qui non è indicata alcuna votazione."
            yield Violation("VOTE_NOT_STATED", message, "vote")
        return
    if vote.organ != one.code:
        yield Violation("VOTE_OF_ANOTHER", f"La votazione non è di {one.name}.", "vote")
    if vote.status != "CLOSED" or vote.verdict != "APPROVED":
        message = "La votazione non è chiusa con esito approvato: l'atto non vi si può fondare."
        yield Violation("VOTE_NOT_APPROVED", message, "vote")
    if vote.used:
        message = "Su questa votazione si fonda già un altro atto."
        yield Violation("VOTE_USED", message, "vote")
    if vote.matter is not None and vote.matter != draft.matter:
        message = f"Si è votato su «{vote.matter}», non su «{draft.matter}»."
        yield Violation("VOTE_ON_ANOTHER_MATTER", message, "vote")
    if vote.held_on != draft.taken_on:
        message = f"Si è votato il giorno {in_words(vote.held_on)}: l'atto è di quel giorno."
        yield Violation("ACT_ON_ANOTHER_DAY", message, "takenOn")
