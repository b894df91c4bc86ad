"""Who is competent for what, and as whom somebody asks: rules that every act stands on."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from ambiti import clock
from ambiti.acting.refusing import Violation
from ambiti.statute.language.competences import Competence
from ambiti.statute.language.organs import Organ
from ambiti.statute.language.rule import Rule
from ambiti.statute.language.statute import Statute
from ambiti.statute.language.vocabulary import Office
from ambiti.statute.periods import in_words
from ambiti.statute.problems import nearest


@dataclass(frozen=True, slots=True)
class Caller:
    """As whom an act is asked for: role codes of the statute, and the places held for."""

    roles: frozenset[str]
    comuni: frozenset[str]
    accesses: frozenset[str]
    units: frozenset[str] = frozenset()


CLERKS: Final = frozenset({"segretario", "responsabile_udp", "operatore_udp"})
"""Who may send out what another signs: it then goes out on behalf of that other."""


def said_by(rule: Rule, statute: Statute, code: str, message: str, field: str) -> Violation:
    """Make a violation that names the document and the article of a rule."""
    source = source_of(rule, statute)
    return Violation(code, message, field, source["source_document"], source["source_article"])


def source_of(rule: Rule, statute: Statute) -> dict[str, str | None]:
    """Give the columns that say where a rule is written."""
    return cited(statute, rule.source.document, rule.source.article)


def cited(statute: Statute, code: str, article: str | None) -> dict[str, str | None]:
    """Give the columns that say a document and an article of it."""
    titles = {document.code: document.title for document in statute.documents}
    return {
        "source_code": code,
        "source_document": titles.get(code, code),
        "source_article": article,
    }


def organ_of(statute: Statute, code: str, day: date) -> Organ | None:
    """Find an organ as it is on a day."""
    for organ in statute.organs:
        if organ.code == code and organ.valid.period.covers(day):
            return organ
    return None


def organ_unknown(statute: Statute, code: str, day: date) -> Violation:
    """Say that there is no such organ on the day, with those that there are."""
    known = [organ.code for organ in statute.organs if organ.valid.period.covers(day)]
    return Violation(
        "ORGAN_UNKNOWN",
        f"«{code}» non è un organo dell'Ambito il giorno {in_words(day)}: {right(code, known)}.",
        "organ",
    )


def on_matter(statute: Statute, matter: str, day: date) -> list[Competence]:
    """Tell every competence on a matter, in the order of the documents."""
    return [
        rule
        for rule in statute.competences
        if rule.matter == matter and rule.valid.period.covers(day)
    ]


def verbs_on(statute: Statute, who: str, matter: str, day: date) -> tuple[str, ...]:
    """Tell what somebody is competent to do on a matter, in the order of the documents."""
    found = [rule.verb for rule in on_matter(statute, matter, day) if rule.by == who]
    return tuple(dict.fromkeys(found))


def right(word: str, words: Collection[str]) -> str:
    """Say the word that was perhaps meant, or how many there are."""
    if not words:
        return "non ce n'è alcuna"
    return nearest(word, words) or f"ce ne sono {len(words)}, in «ambito.rules»"


def is_one(statute: Statute, who: str, caller: Caller) -> bool:
    """Tell whether the caller is whom a rule names: a role, or an office that a role fills."""
    if who in caller.roles:
        return True
    for office in statute.offices:
        if (
            who in {office.code, office.of}
            and office.role in caller.roles
            and not (who == office.of and any(one.code == who for one in statute.organs))
        ):
            return _of_the_place(statute, office, caller)
    return False


def _of_the_place(statute: Statute, office: Office, caller: Caller) -> bool:
    """An office of one comune, or of the capofila, is filled by whoever holds the role there."""
    if office.comune is not None:
        return office.comune in caller.comuni
    held_for = {one.held_for for one in statute.roles if one.code == office.role}
    if office.of != "CAPOFILA" or "COMUNE" not in held_for:
        return True
    today = clock.today()
    return any(
        one.comune in caller.comuni for one in statute.capofila if one.valid.period.covers(today)
    )
