"""What the documents allow to record in the calendar: values in, violations out."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from ambiti.acting.refusing import YEARS, Violation, year_given
from ambiti.governance.acts.parties import Author
from ambiti.governance.competence import right, said_by
from ambiti.statute.language.deadlines import (
    AfterEvents,
    Deadline,
    Every,
    Notice,
    PerFund,
    Periodic,
    SetBy,
)
from ambiti.statute.language.statute import Statute
from ambiti.statute.periods import in_words
from ambiti.statute.rulebook.italian import listed

LEFT: Final = (SetBy, PerFund, Periodic)
"""The kinds whose day the document leaves to somebody."""
PERIODS: Final = {"MONTH": 12, "QUARTER": 4, "SEMESTER": 2, "YEAR": 1}


def deadline_of(statute: Statute, code: str, day: date) -> Deadline | Violation:
    """Find a deadline that is valid on a day, or say which ones there are."""
    known = {one.code: one for one in statute.deadlines if one.valid.period.covers(day)}
    if code in known:
        return known[code]
    message = f"«{code}» non è un termine dei documenti in vigore il {in_words(day)}: "
    return Violation("DEADLINE_UNKNOWN", f"{message}{right(code, known)}.", "deadline")


def periods(rule: Deadline, year: int) -> tuple[str, ...] | None:
    """Give the occurrences of a year that the document fixes; None where they are named freely."""
    when = rule.when
    if isinstance(when, Every):
        many = PERIODS[when.every]
        marks = {1: "", 2: "-S{}", 4: "-T{}", 12: "-{:02}"}[many]
        return tuple(f"{year}{marks.format(number)}" for number in range(1, many + 1))
    if isinstance(when, AfterEvents | Notice | SetBy | PerFund | Periodic):
        return None
    return (str(year),)


def occurrence_of(rule: Deadline, year: int, given: str | None, day: date) -> str:
    """Tell of which occurrence something is, where it is not said: the year, or the day."""
    if given is not None and given.strip():
        return given.strip()
    return day.isoformat() if isinstance(rule.when, Periodic) else str(year)


def unfitting(rule: Deadline, statute: Statute, year: int, occurrence: str) -> Iterator[Violation]:
    """An occurrence is one of those that the document fixes for the year."""
    if year not in YEARS:
        yield from year_given(year)
        return
    fixed = periods(rule, year)
    if fixed is not None and occurrence not in fixed:
        message = f"«{occurrence}» non è fra ciò che è dovuto nel {year}: {listed(list(fixed))}."
        yield said_by(rule, statute, "OCCURRENCE_UNKNOWN", message, "occurrence")


def unset(
    rule: Deadline, statute: Statute, due_on: date | None, days: int | None
) -> Iterator[Violation]:
    """Somebody sets a day, or a rhythm, only where the document leaves it open; one of the two."""
    if not isinstance(rule.when, LEFT):
        message = "Il documento dice già entro quando: non c'è nulla da stabilire."
        yield said_by(rule, statute, "TERM_STATED", message, "deadline")
    elif days is not None and not isinstance(rule.when, Periodic):
        message = "Il documento vuole un giorno, non un ritmo."
        yield said_by(rule, statute, "TERM_IS_A_DAY", message, "everyDays")
    elif (due_on is None) == (days is None):
        yield Violation("ONE_OF_TWO", "Serve il giorno o il ritmo: uno dei due.", "dueOn")
    if days is not None and days not in range(1, 367):
        yield Violation("BAD_DAYS", "I giorni vanno da 1 a 366.", "everyDays")


def not_setter(rule: Deadline, statute: Statute, one: Author) -> Iterator[Violation]:
    """Whoever the document names sets the day."""
    when = rule.when
    if isinstance(when, SetBy) and when.by not in one.answers_to:
        message = f"Il termine non lo stabilisce {one.name}: il documento lo affida a «{when.by}»."
        yield said_by(rule, statute, "NOT_SETTER", message, "by")


def not_bound(rule: Deadline, statute: Statute, one: Author) -> Iterator[Violation]:
    """Whoever is bound to something does it, where the document says who that is."""
    if rule.authors and not one.answers_to & set(rule.authors):
        message = f"Non vi è tenuto {one.name}; vi è tenuto: {listed(list(rule.authors))}."
        yield said_by(rule, statute, "NOT_BOUND", message, "by")


def lacking(rule: Deadline, statute: Statute, sections: Sequence[str]) -> Iterator[Violation]:
    """What is handed in has every part that the document asks for, and no other."""
    names = {one.code: one.name for one in statute.categories}
    for code in rule.sections:
        if code not in sections:
            name = names.get(code, code)
            message = f"Manca una parte che il documento chiede: {name} (codice «{code}»)."
            yield said_by(rule, statute, "SECTION_REQUIRED", message, "sections")
    for position, code in enumerate(sections):
        if code not in rule.sections:
            message = f"«{code}» non è fra le parti richieste: {right(code, rule.sections)}."
            yield said_by(rule, statute, "SECTION_UNKNOWN", message, f"sections.{position}")


def lateness(rule: Deadline, statute: Statute, due: date, done: date) -> Iterator[Violation]:
    """Tell that something was done late; of a soft deadline, that it should have been."""
    late = (done - due).days
    if late <= 0:
        return
    days = "1 giorno" if late == 1 else f"{late} giorni"
    if rule.hardness == "HARD":
        message = f"In ritardo di {days}: il termine era il {in_words(due)}."
        yield said_by(rule, statute, "LATE", message, "doneOn")
    elif rule.hardness == "SOFT":
        message = f"{days.capitalize()} dopo il {in_words(due)}, il termine «di norma»."
        yield said_by(rule, statute, "LATE_SOFT", message, "doneOn")


def events_of(statute: Statute) -> dict[str, tuple[Deadline, ...]]:
    """Tell from which facts terms run, and which."""
    found: dict[str, tuple[Deadline, ...]] = {}
    for rule in statute.deadlines:
        when = rule.when
        named = getattr(when, "events", ()) or filter(None, (getattr(when, "event", None),))
        for event in named:
            found[event] = (*found.get(event, ()), rule)
    return found
