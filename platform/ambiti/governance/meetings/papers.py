"""What goes with a convocation: material, formal letters, a mandate, the theme of a joint one."""

from collections.abc import Iterator
from datetime import date

from ambiti.acting.refusing import Violation
from ambiti.governance.competence import said_by
from ambiti.governance.meetings.rules import Item, Wish
from ambiti.statute.language.meetings import Letter, Mandate, Material
from ambiti.statute.language.organs import Organ
from ambiti.statute.language.statute import Statute
from ambiti.statute.naming import Names
from ambiti.statute.periods import Period
from ambiti.statute.problems import nearest
from ambiti.statute.rulebook.italian import listed


def material_due(organ: Organ, item: Item, day: date) -> bool:
    """A rule on material asks for it on each item, or on those of its matter."""
    return any(
        one.matter in {None, item.matter}
        for one in organ.meetings
        if isinstance(one, Material) and one.valid.period.covers(day)
    )


def joint_refused(statute: Statute, organ: Organ, wish: Wish) -> Iterator[Violation]:
    """A joint meeting is one that the documents foresee, of this organ, on its theme."""
    if wish.joint is None:
        return
    known = {one.code: one for one in statute.joint_meetings if _now(one.valid.period, wish)}
    rule = known.get(wish.joint)
    if rule is None:
        right = nearest(wish.joint, known) or f"ci sono: {listed(list(known))}"
        message = f"«{wish.joint}» non è un incontro congiunto dei documenti: {right}."
        yield Violation("JOINT_MEETING_UNKNOWN", message, "joint")
        return
    if organ.code not in {one.who for one in rule.participants}:
        message = f"{organ.name} non partecipa a: {rule.name}."
        yield said_by(rule, statute, "NOT_A_PARTICIPANT", message, "joint")
    if rule.theme_required and not (wish.theme or "").strip():
        message = f"{rule.name}: serve il tema."
        yield said_by(rule, statute, "THEME_REQUIRED", message, "theme")


def _now(period: Period, wish: Wish) -> bool:
    return period.covers(wish.held_on)


def papers_missing(statute: Statute, organ: Organ, wish: Wish) -> Iterator[Violation]:
    """Tell what is not there yet, material, letters, a mandate: the meeting is convened anyway."""
    for rule in organ.meetings:
        if not rule.valid.period.covers(wish.held_on):
            continue
        match rule:
            case Material():
                yield from _material(statute, rule, wish)
            case Letter():
                yield from _letter(statute, rule, wish)
            case Mandate() if not (wish.mandate or "").strip():
                if rule.matter is None or rule.matter in {one.matter for one in wish.agenda}:
                    who = Names.of(statute).declared("subject").get(rule.of, rule.of)
                    message = f"{organ.name} lavora su mandato di {who}: nessuno è indicato."
                    yield said_by(rule, statute, "NO_MANDATE", message, "mandate")


def _material(statute: Statute, rule: Material, wish: Wish) -> Iterator[Violation]:
    who = Names.of(statute).declared("subject").get(rule.by, rule.by)
    for number, item in enumerate(wish.agenda):
        if rule.matter in {None, item.matter} and not item.attachments:
            message = f"«{item.subject}»: manca il materiale, che prepara {who}."
            yield said_by(rule, statute, "MATERIAL_MISSING", message, f"agenda.{number}")


def _letter(statute: Statute, rule: Letter, wish: Wish) -> Iterator[Violation]:
    names = Names.of(statute).declared("subject")
    signed, to = wish.letter or (None, ())
    missing = [names.get(who, who) for who in rule.to if who not in to]
    if missing:
        message = f"Manca la lettera d'invito a: {listed(missing)}."
        yield said_by(rule, statute, "LETTER_MISSING", message, "letter.to")
    if wish.letter is not None and rule.signed_by is not None and signed != rule.signed_by:
        message = f"La lettera la firma: {names.get(rule.signed_by, rule.signed_by)}."
        yield said_by(rule, statute, "WRONG_SIGNER", message, "letter.signedBy")
