"""Invented people: whoever the development issuer gives a token to really holds the mandate.

Roles come from the database and never from a token, so a token "as the mayor of Renate" needs a
mayor of Renate. This writes one, marked as invented, with the source of its role.
"""

from sqlalchemy.ext.asyncio import AsyncEngine

from ambiti import clock
from ambiti.access import holding
from ambiti.access.actor import PUBLIC_ROLE
from ambiti.access.choosing import RegionalRole, TenantRole, Wish, choose
from ambiti.access.development import DevelopmentIssuer, identity_of
from ambiti.access.holding import Principal, Term

ACT = "Emissione di sviluppo"
"""The act that gives an invented person its mandate."""


async def token_for(  # noqa: PLR0913  what the command is told, each by its name
    issuer: DevelopmentIssuer,
    engine: AsyncEngine,
    *,
    role: str,
    tenant: str | None = None,
    comune: str | None = None,
    unit: str | None = None,
    region: str | None = None,
) -> str:
    """Give a token of an invented person who holds a role, and see to it that it holds it.

    The role is a code of the tenant's statute or a role template, in any case of letters; the
    engine is the app role's. Raise MandateRefused, which lists what exists, for what does not.
    """
    if role.casefold() == PUBLIC_ROLE:
        return issuer.issue(PUBLIC_ROLE, "Cittadino (persona inventata)")
    today = clock.today()
    chosen = await choose(engine, Wish(role, tenant, comune, unit, region), today)
    subject, called, kind = _person(chosen)
    invented = Principal(identity_of(subject), called, kind, invented=True)
    async with holding.writing(engine, invented.identity, chosen) as connection:
        principal = await holding.introduce(connection, invented)
        term = Term(today, None)
        if not await holding.overlapping(connection, principal, chosen, Term.day(today)):
            await holding.hold(connection, principal, chosen, term, ACT)
    return issuer.issue(subject, called)


def _person(chosen: TenantRole | RegionalRole) -> tuple[str, str, str]:
    """Invent who holds a role: one for each role and place."""
    if isinstance(chosen, TenantRole):
        place = [_slug(chosen.place.name)] if chosen.place else []
        subject = ":".join([chosen.tenant["slug"], chosen.role["code"].casefold(), *place])
        return subject, f"{chosen.called} (persona inventata)", "PERSON"
    subject = f"{_slug(chosen.region)}:{chosen.access}"
    if chosen.is_of_machine:
        return subject, f"Portale della Regione {chosen.region} (sistema inventato)", "MACHINE"
    return subject, f"Funzionario della Regione {chosen.region} (persona inventata)", "PERSON"


def _slug(name: str) -> str:
    return "-".join(name.casefold().split())
