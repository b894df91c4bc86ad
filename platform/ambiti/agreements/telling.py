"""A rule explained: its sentence, where it is written, what is doubtful, and an example."""

from collections.abc import Iterator
from datetime import date

from ambiti.agreements.worked import worked
from ambiti.statute.language.instruments import Instrument
from ambiti.statute.language.statute import Statute
from ambiti.statute.periods import days_in_words, in_words
from ambiti.statute.problems import nearest
from ambiti.statute.rulebook import RuleEntry, ToldRule, rules_told
from ambiti.statute.worked import Setting

_FORCE = {
    "block": "vincola: chi non la rispetta è fermato",
    "warn": "indirizza: chi non la rispetta è avvisato",
    "record": "si annota soltanto",
}


def codes(statute: Statute) -> list[str]:
    """List the rules of a statute, each by its code and its sentence."""
    entries = [told.entry for told in rules_told(statute)]
    return [f"{entry.code}  {entry.text}" for entry in entries]


def explained(statute: Statute, asked: str, today: date) -> list[str] | None:
    """Explain the rule that has a code, or all those of an article; None where there is none."""
    rules = rules_told(statute)
    found = [told for told in rules if told.entry.code == asked]
    if not found:
        article = asked.removeprefix("art.").strip()
        document, colon, rest = article.rpartition(":")
        found = [
            told
            for told in rules
            if _is_of(told.entry, rest if colon else article, document or None)
        ]
    if not found:
        return None
    lines: list[str] = []
    for told in found:
        lines += [*([""] if lines else []), *_explained(statute, told, today)]
    return lines


def suggestion(statute: Statute, asked: str) -> str:
    """Suggest the nearest code or article, or how to see them all."""
    entries = [told.entry for told in rules_told(statute)]
    articles = {entry.source.article for entry in entries if entry.source.article}
    known = {entry.code for entry in entries} | articles
    return nearest(asked, known) or "senza RULE il comando elenca i codici"


def _is_of(entry: RuleEntry, article: str, document: str | None) -> bool:
    cited = entry.source.article or ""
    is_here = cited == article or cited.startswith(f"{article}.")
    return is_here and document in {None, entry.source.code}


def _explained(statute: Statute, told: ToldRule, today: date) -> Iterator[str]:
    entry = told.entry
    yield entry.code
    yield f"  {entry.text}"
    article = f", art. {entry.source.article}" if entry.source.article else ""
    words = f": «{entry.source.words}»" if entry.source.words else ""
    yield f"  Fonte: {entry.source.title} ({entry.source.code}{article}){words}"
    days = days_in_words(entry.valid)
    yield f"  Vale {days or 'sempre'}; {_FORCE[entry.enforcement]}"
    if entry.missing:
        yield f"  Indeterminata: manca {entry.missing}"
    yield from _doubts(statute, entry)
    yield from _examples(statute, told, today)


def _doubts(statute: Statute, entry: RuleEntry) -> Iterator[str]:
    known = {ambiguity.code: ambiguity for ambiguity in statute.ambiguities}
    for code in entry.ambiguities:
        if code not in known:
            continue
        ambiguity = known[code]
        chosen = ambiguity.chosen
        yield f"  Dubbio {code}: {ambiguity.question}"
        yield f"    Lettura in vigore: {ambiguity.reading}"
        yield f"    Scelta di {chosen.by}, {in_words(chosen.on)}: {chosen.motivation}"
        others = [one.text for one in ambiguity.options if one.code != chosen.option]
        yield from (f"    Altra lettura: {text}" for text in others)


def _examples(statute: Statute, told: ToldRule, today: date) -> Iterator[str]:
    entry = told.entry
    if entry.missing and not isinstance(told.part, Instrument):
        yield "  Per esempio: nulla da calcolare, finché manca ciò che la rende determinata"
        return
    part: object = told.part
    if entry.subject_kind == "INSTRUMENT" and entry.code.endswith("/term"):
        part = next(one for one in statute.instruments if one.code == entry.subject_code)
    lines = worked(part, Setting(statute, entry.subject_code, today))
    if not lines:
        yield "  Per esempio: non ci sono numeri da calcolare, si applica come è scritta"
        return
    yield "  Per esempio:"
    yield from (f"    {line}" for line in lines)
