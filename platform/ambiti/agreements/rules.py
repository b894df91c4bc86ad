"""What an instrument must be: signed by who may, after it was approved, and complete."""

from collections.abc import Iterator

from ambiti.agreements.terms import status_warnings
from ambiti.statute import facts
from ambiti.statute.checking import Rules, Violation
from ambiti.statute.gazetteer import Gazetteer
from ambiti.statute.language.instruments import Instrument, Party
from ambiti.statute.language.statute import Statute
from ambiti.statute.language.territory import Comune
from ambiti.statute.language.units import Unit
from ambiti.statute.periods import Period, in_words
from ambiti.statute.problems import Path, at, nearest


def parties_are_entitled(statute: Statute) -> Iterator[Violation]:
    """A comune that is a party is of the territory; who signs for a member Ambito leads it."""
    gazetteer = Gazetteer.of(statute)
    territory = {member.comune.istat for member in facts.memberships(statute)}
    for number, instrument in enumerate(statute.instruments):
        seen: dict[str, str] = {}
        for index, party in enumerate(instrument.parties):
            path = at("instruments", number, "parties", index)
            if party.kind == "BODY":
                yield from _body_party(path, party.body, statute)
            elif party.kind == "COMUNI":
                for place, spelling in enumerate(party.comuni):
                    where = (*path, "comuni", place)
                    yield from _comune_party(where, spelling, instrument, territory, gazetteer)
                    match = gazetteer.find(spelling)
                    if match and match.comune.istat in seen:
                        message = f"«{spelling}» è già fra le parti come {seen[match.comune.istat]}"
                        yield Violation(where, "REPEATED_PARTY", message, "una volta sola")
                    if match:
                        seen.setdefault(match.comune.istat, spelling)
            else:
                yield from _ambito_party(path, party.unit, party.comune, statute, gazetteer)


def _comune_party(
    path: Path, spelling: str, instrument: Instrument, territory: set[str], gazetteer: Gazetteer
) -> Iterator[Violation]:
    match = gazetteer.find(spelling)
    if match is None or match.comune.istat not in territory:
        yield Violation(
            path,
            "PARTY_NOT_IN_TERRITORY",
            f"«{spelling}» è parte di {instrument.code} ma non è un comune dell'Ambito",
            nearest(spelling, gazetteer.names) or "un comune del territorio",
            value=spelling,
        )
    elif match.alias:
        yield Violation(
            path,
            match.alias.ambiguity or "ALIAS_USED",
            f"«{spelling}» è il comune di {match.comune.name}: altra grafia, non un altro comune",
            severity="warning",
            value=spelling,
        )


def _body_party(path: Path, code: str, statute: Statute) -> Iterator[Violation]:
    known = facts.bodies(statute)
    if code not in known:
        right = nearest(code, known)
        message = f"l'ente «{code}» non è dichiarato in «bodies»"
        yield Violation((*path, "body"), "UNKNOWN_CODE", message, right, value=code)


def _ambito_party(
    path: Path, code: str, spelling: str, statute: Statute, gazetteer: Gazetteer
) -> Iterator[Violation]:
    unit = next((unit for unit in statute.units if unit.code == code), None)
    if unit is None:
        right = nearest(code, [unit.code for unit in statute.units])
        message = f"l'unità «{code}» non è dichiarata"
        yield Violation((*path, "unit"), "UNKNOWN_CODE", message, right, value=code)
        return
    entitled = _leads(unit, gazetteer)
    match = gazetteer.find(spelling)
    if match is None or match.comune not in entitled:
        names = ", ".join(comune.name for comune in entitled) or "un ente, non un comune"
        yield Violation(
            (*path, "comune"),
            "NOT_CAPOFILA",
            f"«{spelling}» non è il capofila dell'Ambito di {unit.name}",
            names,
            value=spelling,
        )


def _leads(unit: Unit, gazetteer: Gazetteer) -> list[Comune]:
    matches = [gazetteer.find(lead.comune) for lead in unit.leads if lead.kind == "COMUNE"]
    return [match.comune for match in matches if match]


def parties_are_as_many_as_stated(statute: Statute) -> Iterator[Violation]:
    """An instrument has as many parties as its document says."""
    for number, instrument in enumerate(statute.instruments):
        found = sum(_weight(party) for party in instrument.parties)
        if instrument.expected_parties not in {None, found}:
            message = f"le parti sono {found}, il documento ne dice {instrument.expected_parties}"
            path = at("instruments", number, "expected_parties")
            right = f"{instrument.expected_parties} parti"
            yield Violation(path, "COUNT_DIFFERS", message, right, value=str(found))


def _weight(party: Party) -> int:
    return len(party.comuni) if party.kind == "COMUNI" else 1


def signature_follows_approval(statute: Statute) -> Iterator[Violation]:
    """Nobody signs before the text (or its scheme) is approved."""
    for number, instrument in enumerate(statute.instruments):
        approved = instrument.approval.on if instrument.approval else None
        if approved is None:
            continue
        signed = [(at("instruments", number, "signed_on"), instrument.signed_on)]
        signed += [
            (at("instruments", number, "parties", index, "signed_on"), party.signed_on)
            for index, party in enumerate(instrument.parties)
        ]
        for path, day in signed:
            if day is not None and day < approved:
                yield Violation(
                    path,
                    "SIGNATURE_BEFORE_APPROVAL",
                    f"firmato il {in_words(day)}, prima dell'approvazione del {in_words(approved)}",
                    f"dal {in_words(approved)} in poi",
                    value=day.isoformat(),
                )


def adoption_is_by_the_right_organ(statute: Statute) -> Iterator[Violation]:
    """Adoption follows approval; if the wrong organ adopted, the fact and the rule both stay."""
    for number, instrument in enumerate(statute.instruments):
        adoption = instrument.adoption
        if adoption is None:
            continue
        path = at("instruments", number, "adoption")
        approved = instrument.approval.on if instrument.approval else None
        if adoption.on and (approved is None or adoption.on < approved):
            message = "adottato prima di essere approvato"
            right = "l'approvazione, e poi l'adozione"
            yield Violation((*path, "on"), "NOT_APPROVED", message, right)
        if adoption.recorded not in {None, adoption.required}:
            since = Period.between(adoption.on, None)
            yield Violation(
                path,
                adoption.ambiguity or "ADOPTER_DIFFERS",
                f"risulta adottato da {adoption.recorded}, ma la regola chiede "
                f"{adoption.required}: resta il fatto, e resta la regola",
                severity="warning",
                period=since,
            )


def parents_are_loaded(statute: Statute) -> Iterator[Violation]:
    """The act on which an instrument depends is here; else its rules are undetermined."""
    documents = {document.code: document for document in statute.documents}
    for number, instrument in enumerate(statute.instruments):
        if instrument.parent is None:
            continue
        path = at("instruments", number, "parent", "document")
        parent = documents.get(instrument.parent.document)
        if parent is None:
            message = f"il documento «{instrument.parent.document}» non è dichiarato"
            right = nearest(instrument.parent.document, documents)
            yield Violation(path, "UNKNOWN_DOCUMENT", message, right)
        elif not parent.supplied:
            yield Violation(
                path,
                "PARENT_NOT_LOADED",
                f"«{parent.title}» non è stato fornito: le regole che ne dipendono "
                "sono indeterminate",
                "fornire il documento",
                severity="warning",
                period=instrument.valid.period,
            )


def events_are_declared(statute: Statute) -> Iterator[Violation]:
    """A term that waits for an event names a declared event."""
    known = [event.code for event in statute.events]
    for number, instrument in enumerate(statute.instruments):
        code = getattr(instrument.term, "event", None)
        if code is not None and code not in known:
            path = at("instruments", number, "term", "event")
            message = f"l'evento «{code}» non è dichiarato in «events»"
            yield Violation(path, "UNKNOWN_EVENT", message, nearest(code, known), value=code)


def stated_terms_can_be_read(statute: Statute) -> Iterator[Violation]:
    """The ambiguity of a contradictory term offers the readings that its status is made from."""
    wanted = {"STATED_END", "COMPUTED_END", "CONTESTED"}
    by_code = {ambiguity.code: ambiguity for ambiguity in statute.ambiguities}
    for number, instrument in enumerate(statute.instruments):
        term = instrument.term
        ambiguity = by_code.get(term.ambiguity or "") if term.kind == "STATED" else None
        if ambiguity and wanted != {option.code for option in ambiguity.options}:
            path = at("instruments", number, "term", "ambiguity")
            message = f"le letture di {ambiguity.code} non dicono quale fine vale"
            yield Violation(path, "WRONG_OPTIONS", message, ", ".join(sorted(wanted)))


RULES = Rules(
    single=(
        parties_are_entitled,
        parties_are_as_many_as_stated,
        signature_follows_approval,
        adoption_is_by_the_right_organ,
        parents_are_loaded,
        events_are_declared,
        stated_terms_can_be_read,
        status_warnings,
    )
)
