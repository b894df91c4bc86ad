"""What the documents ask for can be done: by somebody who exists, is appointed, and may."""

from collections.abc import Callable, Iterator
from typing import Final

from ambiti.statute.checking import Rules, Violation
from ambiti.statute.language.competences import Competence, Requirement
from ambiti.statute.language.composition import Invited, OpenOnRequest, Participant, Seats
from ambiti.statute.language.references import mentioned, references
from ambiti.statute.language.statute import Statute
from ambiti.statute.naming import Names
from ambiti.statute.parts import parts
from ambiti.statute.problems import at, nearest
from ambiti.statute.rulebook.words import in_words

Step = tuple[str, str, str]
"""Who, with which verb, on which matter."""

_DECIDING: Final = frozenset({"DECIDE", "APPROVE", "ADOPT"})
_LEADING_TO: Final = frozenset({"PROPOSE", "AGREE"})


def predecessors_can_be_given(statute: Statute) -> Iterator[Violation]:
    """What must come before a decision is a competence of the organ or role that is to give it."""
    given = {(one.by, one.verb, one.matter) for one in statute.competences}
    own = {item.code for section in (statute.organs, statute.roles) for item in section}
    names = Names.of(statute)
    for index, competence in enumerate(statute.competences):
        for place, requirement in enumerate(competence.requires):
            step = _step(requirement, competence)
            if requirement.by not in own or step in given:
                continue
            verbs = [verb for by, verb, matter in given if (by, matter) == (step[0], step[2])]
            known = names.declared("subject")
            others = [by for by, verb, matter in given if (verb, matter) == step[1:]]
            yield Violation(
                at("competences", index, "requires", place),
                "UNREACHABLE",
                f"prima serve che {known[requirement.by]} ({in_words('verb', requirement.verb)} "
                f"{names.declared('matter').get(step[2], step[2])}), ma nessuna competenza glielo "
                "dà",
                nearest(requirement.verb, verbs)
                or nearest(requirement.by, others)
                or f"la competenza {{by: {step[0]}, verb: {step[1]}, matter: {step[2]}}}",
                severity="warning",
                value=requirement.verb,
            )


def predecessors_do_not_wait_for_each_other(statute: Statute) -> Iterator[Violation]:
    """Nothing comes before itself, however long the way round."""
    needs: dict[Step, set[Step]] = {}
    for one in statute.competences:
        needs.setdefault((one.by, one.verb, one.matter), set()).update(
            _step(requirement, one) for requirement in one.requires
        )
    for index, one in enumerate(statute.competences):
        start = (one.by, one.verb, one.matter)
        if one.requires and _leads_back(start, needs):
            yield Violation(
                at("competences", index, "requires"),
                "WAITS_FOR_ITSELF",
                "ciò che deve venire prima aspetta, a sua volta, questa stessa competenza",
                "togliere uno dei passi da «requires»",
                value=f"{one.by} {one.verb} {one.matter}",
            )


def _step(requirement: Requirement, competence: Competence) -> Step:
    return requirement.by, requirement.verb, requirement.matter or competence.matter


def _leads_back(start: Step, needs: dict[Step, set[Step]]) -> bool:
    seen: set[Step] = set()
    waiting = list(needs.get(start, ()))
    while waiting:
        step = waiting.pop()
        if step == start:
            return True
        if step not in seen:
            seen.add(step)
            waiting += needs.get(step, ())
    return False


def matters_are_decided(statute: Statute) -> Iterator[Violation]:
    """What is proposed or agreed upon is decided by somebody."""
    decided = {one.matter for one in statute.competences if one.verb in _DECIDING}
    decided |= {one.matter for one in statute.programmes if one.matter and one.decided_by}
    names = Names.of(statute).declared("matter")
    told: set[str] = set()
    for index, one in enumerate(statute.competences):
        if one.verb not in _LEADING_TO or one.matter in decided | told:
            continue
        told.add(one.matter)
        yield Violation(
            at("competences", index, "matter"),
            "NOBODY_DECIDES",
            f"{names.get(one.matter, one.matter)}: c'è chi {in_words('verb', one.verb)}, ma "
            "nessuno che decide, approva o adotta",
            "una competenza DECIDE, APPROVE o ADOPT, se il documento lo dice",
            severity="warning",
            value=one.matter,
        )


def deciding_organs_have_members(statute: Statute) -> Iterator[Violation]:
    """An organ that decides is made of somebody, of whom at least one may vote."""
    deciding = {one.by for one in statute.competences if one.verb in _DECIDING}
    for index, organ in enumerate(statute.organs):
        if organ.code not in deciding and not organ.decisions:
            continue
        path = at("organs", index, "composition")
        if not organ.composition:
            message = f"{organ.name} decide, ma non è detto di chi è composto"
            right = "chi ne fa parte, o {kind: UNKNOWN, missing: …}"
            yield Violation(path, "NO_MEMBERS", message, right, "warning", organ.code)
        elif all(isinstance(one, Seats) and _never_votes(one) for one in organ.composition):
            message = f"{organ.name} decide, ma nessuno dei suoi posti ha il voto"
            right = "almeno un posto di componente"
            yield Violation(path, "NOBODY_VOTES", message, right, value=organ.code)


def _never_votes(seat: Seats) -> bool:
    return seat.vote is False or isinstance(seat, Invited | Participant | OpenOnRequest)


def roles_can_be_given(statute: Statute) -> Iterator[Violation]:
    """A role is given by somebody else than who holds it, and by an organ that has members."""
    appointing: dict[str, set[str]] = {}
    members = {organ.code: bool(organ.composition) for organ in statute.organs}
    for role in statute.roles:
        named = (getattr(role.appointment, name, None) for name in _GIVERS)
        appointing.setdefault(role.code, set()).update(code for code in named if code)
    for index, role in enumerate(statute.roles):
        path = at("roles", index, "appointment")
        if _waits_for_itself(role.code, appointing):
            message = f"{role.name} è nominato da chi aspetta, a sua volta, la sua nomina"
            right = "un organo o un ruolo che c'è già"
            yield Violation(path, "NOBODY_APPOINTS", message, right, value=role.code)
        for name in _GIVERS:
            code = getattr(role.appointment, name, None)
            if code is not None and not members.get(code, True):
                others = [organ for organ, known in members.items() if known]
                message = f"{role.name} spetta a «{code}», che non ha componenti: nessuno nomina"
                hint = nearest(code, others)
                where = (*path, name)
                yield Violation(where, "NOBODY_APPOINTS", message, hint, "warning", code)


_GIVERS: Final = ("appointed_by", "selected_by", "organ")


def _waits_for_itself(role: str, appointing: dict[str, set[str]]) -> bool:
    seen: set[str] = set()
    waiting = list(appointing.get(role, ()))
    while waiting:
        code = waiting.pop()
        if code == role:
            return True
        if code not in seen:
            seen.add(code)
            waiting += appointing.get(code, ())
    return False


def roles_say_who_gives_them(statute: Statute) -> Iterator[Violation]:
    """A role of a founding document says who gives it, or what is missing to know it."""
    laws = {document.code for document in statute.documents if document.kind != "FOUNDING"}
    held = {office.role for office in statute.offices}
    for index, role in enumerate(statute.roles):
        if role.appointment or role.source.document in laws or role.code in held:
            continue
        yield Violation(
            at("roles", index),
            "NOBODY_APPOINTS",
            f"non è detto chi nomina {role.name}",
            "«appointment», anche {kind: UNKNOWN, missing: …}",
            severity="warning",
            value=role.code,
        )


_RESOLVED: Final[dict[str, tuple[Callable[[Statute], bool], str]]] = {
    "CAPOFILA": (lambda statute: bool(statute.capofila), "un capofila in «capofila»"),
    "REFERENTE": (
        lambda statute: any(unit.kind == "SUB_AMBITO" for unit in statute.units),
        "sub-ambiti in «units», con chi ne è referente",
    ),
    "EACH_AMBITO": (
        lambda statute: (
            bool(statute.coalitions) or any(unit.kind == "MEMBER_AMBITO" for unit in statute.units)
        ),
        "gli Ambiti membri in «units», o una coalizione",
    ),
    "LEAD": (lambda statute: bool(statute.coalitions), "una coalizione in «coalitions»"),
    "EACH_PARTY": (
        lambda statute: any(instrument.parties for instrument in statute.instruments),
        "le parti di un atto in «instruments»",
    ),
}


def keywords_mean_somebody(statute: Statute) -> Iterator[Violation]:
    """A word that stands for whoever it is that day stands for somebody."""
    empty = {word: right for word, (holds, right) in _RESOLVED.items() if not holds(statute)}
    for path, part in parts(statute) if empty else ():
        for name, target in references(type(part)).items():
            if target not in {"subject", "payer"}:
                continue
            is_list = isinstance(getattr(part, name), tuple)
            for index, code in enumerate(mentioned(part, name)):
                if code in empty:
                    where = (*path, name, index) if is_list else (*path, name)
                    message = f"«{code}» non indica nessuno in questo statuto"
                    yield Violation(where, "MEANS_NOBODY", message, empty[code], value=code)


REACHABILITY = Rules(
    single=(
        predecessors_can_be_given,
        predecessors_do_not_wait_for_each_other,
        matters_are_decided,
        deciding_organs_have_members,
        roles_can_be_given,
        roles_say_who_gives_them,
        keywords_mean_somebody,
    )
)
