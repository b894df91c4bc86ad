"""Somebody asks to take part in an organ that is open to it."""

import strawberry
from sqlalchemy import select

from ambiti.acting.commands import Done, Success, outcome
from ambiti.acting.naming import named
from ambiti.acting.refusing import Refused, Violation, refuse
from ambiti.acting.work import Work
from ambiti.database.statements import Row
from ambiti.governance.competence import organ_of, organ_unknown, said_by, source_of
from ambiti.governance.doubts import doubts_of
from ambiti.governance.participation import tables
from ambiti.governance.participation.graph import Participation
from ambiti.governance.participation.rules import Asking, group_of, groups_of, opening, unfit
from ambiti.governance.tenures import tables as tenures
from ambiti.governance.tenures.scopes import ADHERENT
from ambiti.statute.current import in_force


@strawberry.input(description="La richiesta di partecipare a un organo aperto.")
class RequestParticipationInput:
    """Somebody asks to take part."""

    ambito: str = strawberry.field(description="Nome breve dell'Ambito.")
    organ: str = strawberry.field(description="Codice dell'organo nello statuto.")
    name: str = strawberry.field(description="Chi chiede di partecipare.")
    sort: str | None = strawberry.field(
        default=None,
        description="Che ente è, in una parola del documento: patronato, cooperativa sociale.",
    )
    categories: list[str] = strawberry.field(
        default_factory=list, description="Codici delle categorie di cui è."
    )
    adherent: strawberry.ID | None = strawberry.field(
        default=None, description="L'ente aderente che è, se ha aderito."
    )


@strawberry.type(description="La richiesta è accolta.")
class RequestParticipationSuccess(Success):
    """The request was admitted."""

    participation: Participation | None = outcome(
        Participation, "participation", "Chi partecipa, e a che cosa è ammesso."
    )


async def request_participation(
    work: Work,
    input: RequestParticipationInput,  # noqa: A002
) -> Done:
    """Admit whoever asks to the meetings of an organ that its text opens to them.

    Refused where the organ is not open, for a body of no group, and for one that asked already.
    """
    statute = (await in_force(work.connection, work.tenant.ambito_id)).statute
    organ = organ_of(statute, input.organ, work.day)
    if organ is None:
        raise Refused([organ_unknown(statute, input.organ, work.day)])
    rule = opening(organ, work.day)
    if rule is None:
        message = f"{organ.name} non è aperto a chi ne fa richiesta."
        raise Refused([said_by(organ, statute, "NOT_OPEN_TO_REQUESTS", message, "organ")])
    body = await _adherent(work, input.adherent)
    categories = frozenset(input.categories) | frozenset(body["categories"] if body else ())
    asking = Asking(input.name.strip(), input.sort, categories)
    refuse(*unfit(statute, organ, asking, work.day), *await _twice(work, input))
    work.under(rule.source.document, rule.source.article)
    work.warn(*doubts_of(statute, [rule]))
    group = group_of(asking, groups_of(statute, organ, work.day))
    participation = await work.insert(
        tables.participations,
        organ_code=organ.code,
        formation_code=rule.formation,
        name=asking.name,
        group_code=group.code if group else None,
        adherent_id=body["id"] if body else None,
        requested_on=work.day,
        **source_of(rule, statute),
    )
    await work.require(ADHERENT, tables.participations, participation)
    return Done("Participation", participation, {"participation": participation})


async def _adherent(work: Work, given: strawberry.ID | None) -> Row | None:
    if given is None:
        return None
    columns = tenures.adherents.c
    rows = await work.all(
        select(tenures.adherents).where(
            columns.ambito_id == work.tenant.ambito_id, columns.id == named(given, "Adherent")
        )
    )
    if not rows:
        message = "L'ente aderente che l'identificativo nomina non c'è."
        raise Refused([Violation("NOT_FOUND", message, "adherent")])
    return rows[0]


async def _twice(work: Work, given: RequestParticipationInput) -> list[Violation]:
    columns = tables.participations.c
    found = await work.all(
        select(columns.id).where(
            columns.ambito_id == work.tenant.ambito_id,
            columns.organ_code == given.organ,
            columns.name == given.name.strip(),
        )
    )
    message = f"{given.name.strip()} partecipa già."
    return [Violation("ALREADY_TAKES_PART", message, "name")] if found else []
