"""Personal data is written in one place, sealed; whatever needs it names its row."""

from datetime import date
from uuid import UUID, uuid4

from ambiti.acting.work import Work
from ambiti.compliance.privacy.rules import Collected
from ambiti.compliance.privacy.sealing import seal
from ambiti.compliance.privacy.tables import personal_records


async def keep(work: Work, collected: Collected, text: str, on: date, **about: object) -> UUID:
    """Write personal data down, sealed, and give the row that stands for it."""
    key = uuid4()
    return await work.insert(
        personal_records,
        id=key,
        kind=collected.kind,
        collected_for=collected.purpose,
        sealed=seal(text.strip(), work.tenant.ambito_id, key),
        recorded_on=on,
        **about,
    )
