"""The parties of an instrument one by one, as its text and what was recorded since say of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from ambiti.statute import facts
from ambiti.statute.gazetteer import Gazetteer
from ambiti.statute.language.instruments import Deliberation, Instrument, Party
from ambiti.statute.language.statute import Statute
from ambiti.statute.language.terms import FixedTerm

Kind = Literal["COMUNE", "BODY"]


@dataclass(frozen=True, slots=True)
class Member:
    """A party: ``istat`` of a comune or ``body`` of another, and what it did so far."""

    name: str
    istat: str | None
    body: str | None
    signed_on: date | None = None
    deliberation: Deliberation | None = None

    @property
    def kind(self) -> Kind:
        """Tell by which deliberation rule it goes."""
        return "COMUNE" if self.body is None else "BODY"

    @property
    def key(self) -> str:
        """Tell it from the other parties."""
        return key_of(self.istat, self.body)


def key_of(istat: str | None, body: str | None) -> str:
    """Write one name for a comune or a body."""
    return f"comune:{istat}" if body is None else f"body:{body}"


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was recorded of an instrument after its documents, by party where it is of one."""

    deliberations: Mapping[str, Deliberation] = field(default_factory=dict)
    signatures: Mapping[str, date] = field(default_factory=dict)
    until: date | None = None
    """The last day of the latest renewal."""


NOTHING = Recorded()


def members(instrument: Instrument, statute: Statute) -> list[Member]:
    """Tell the parties one by one, in the order of the text."""
    gazetteer, known = Gazetteer.of(statute), facts.bodies(statute)
    found = []
    for party in _apart(instrument.parties):
        signed, deliberation = party.signed_on or instrument.signed_on, party.deliberation
        if party.kind == "BODY":
            name = known[party.body].name
            found.append(Member(name, None, party.body, signed, deliberation))
            continue
        spelling = party.comuni[0] if party.kind == "COMUNI" else party.comune
        (istat,) = gazetteer.istat((spelling,))
        found.append(Member(spelling, istat, None, signed, deliberation))
    return found


def _apart(parties: tuple[Party, ...]) -> Iterator[Party]:
    for party in parties:
        if party.kind == "COMUNI":
            for name in party.comuni:
                yield party.model_copy(update={"comuni": (name,)})
        else:
            yield party


def completed(statute: Statute, recorded: Mapping[str, Recorded]) -> Statute:
    """Give the statute whose instruments are as they became: by code, what was recorded of each."""
    if not recorded:
        return statute
    instruments = tuple(
        _completed(one, recorded.get(one.code, NOTHING), statute) for one in statute.instruments
    )
    return statute.model_copy(update={"instruments": instruments})


def _completed(instrument: Instrument, recorded: Recorded, statute: Statute) -> Instrument:
    changed: dict[str, object] = {}
    if recorded.signatures or recorded.deliberations:
        changed["parties"] = tuple(_joined(instrument, recorded, statute))
    if recorded.until is not None:
        changed["term"] = FixedTerm(kind="FIXED", end=recorded.until)
    return instrument.model_copy(update=changed) if changed else instrument


def _joined(instrument: Instrument, recorded: Recorded, statute: Statute) -> Iterator[Party]:
    """Write on each party what it did since: what the text says of it stays."""
    parties = zip(_apart(instrument.parties), members(instrument, statute), strict=True)
    for party, member in parties:
        yield party.model_copy(
            update={
                "signed_on": party.signed_on or recorded.signatures.get(member.key),
                "deliberation": party.deliberation or recorded.deliberations.get(member.key),
            }
        )
