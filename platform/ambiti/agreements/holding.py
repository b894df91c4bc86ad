"""An instrument in the midst of an act: its row held, its parties, the rules that bind it."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Table

from ambiti.acting.naming import absent, row_named
from ambiti.acting.refusing import Refused
from ambiti.acting.work import Work
from ambiti.agreements.parties import Member, completed, members
from ambiti.agreements.projection import informed
from ambiti.agreements.scopes import INSTRUMENT, INSTRUMENT_FACT
from ambiti.agreements.signatures.recorded import recorded
from ambiti.agreements.tables import instrument_parties, instruments
from ambiti.database.statements import Row
from ambiti.statute import applying, stored
from ambiti.statute.current import in_force
from ambiti.statute.language.instruments import Instrument
from ambiti.statute.language.statute import Statute
from ambiti.statute.projection import Keys
from ambiti.territory.tables import bodies, warnings


@dataclass(frozen=True, slots=True)
class Held:
    """An instrument, held by the act that asked for it until its end."""

    key: UUID
    instrument: Instrument
    """As it became by what was recorded of it."""
    statute: Statute
    """Its instruments are as they became."""
    keys: Keys

    @property
    def members(self) -> list[Member]:
        """Tell its parties one by one."""
        return members(self.instrument, self.statute)

    def columns(self, member: Member) -> dict[str, object]:
        """Write whose a row is."""
        body = None if member.body is None else self.keys.id(bodies, member.body)
        return {"instrument_id": self.key, "istat_code": member.istat, "body_id": body}


async def held(work: Work, given: str, field: str = "instrument") -> Held:
    """Hold an instrument, named by its identifier."""
    row = await row_named(work, given, "Instrument", INSTRUMENT, instruments, field)
    return await _held(work, row)


async def held_by_party(work: Work, given: str, field: str = "party") -> tuple[Held, Member]:
    """Hold the instrument of a party, named by the identifier of the party."""
    party = await row_named(work, given, "InstrumentParty", INSTRUMENT, instrument_parties, field)
    row = await work.locked(INSTRUMENT, instruments, party["instrument_id"])
    if row is None:
        raise Refused([absent(field)])
    found = await _held(work, row)
    for member in found.members:
        columns = found.columns(member)
        if all(columns[name] == party[name] for name in ("istat_code", "body_id")):
            return found, member
    raise Refused([absent(field)])


async def held_row(work: Work, key: UUID) -> Held:
    """Hold the instrument of something that was found already."""
    row = await work.locked(INSTRUMENT, instruments, key)
    if row is None:
        raise Refused([absent()])
    return await _held(work, row)


async def _held(work: Work, row: Row) -> Held:
    tenant = work.tenant
    await applying.stays(work.connection, tenant.slug)
    found = await in_force(work.connection, tenant.ambito_id)
    statute = completed(found.statute, await recorded(work.connection, tenant.ambito_id))
    instrument = next(one for one in statute.instruments if one.code == row["code"])
    return Held(row["id"], instrument, statute, Keys(tenant.slug, tenant.ambito_id))


async def record(work: Work, table: Table, **values: object) -> UUID:
    """Write what happened to an instrument; refused to whom no policy line gives it."""
    key = await work.insert(table, **values)
    await work.require(INSTRUMENT_FACT, table, key)
    return key


async def follow(work: Work) -> None:
    """Let instruments be read as what was recorded makes them: status by day, end, warnings."""
    tenant = work.tenant.ambito_id
    statute = (await in_force(work.connection, tenant)).statute
    projection = await informed(work.connection, tenant)
    wanted = stored.declared(statute, Keys(work.tenant.slug, tenant), [projection]).own
    before = await stored.stored(work.connection, wanted, tenant)
    before[warnings] = {
        key: row
        for key, row in before[warnings].items()
        if row["subject_id"] in wanted[instruments]
    }
    await stored.write(work.connection, stored.changes(before, wanted), tenant)
