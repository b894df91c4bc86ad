"""The contract: every slice's types, put together into the schema that schema/ publishes."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import cache
from typing import Annotated, Any

import strawberry
from sqlalchemy import Integer, Select, Text, Uuid, column, func, select
from strawberry.schema.config import StrawberryConfig

from ambiti.access.policy import Policy
from ambiti.acting.graph import AmbitoJournal
from ambiti.acting.scopes import KINDS as ACTING
from ambiti.agreements.adoptions.graph import AmbitoAdoptions
from ambiti.agreements.drafts.graph import AmbitoDrafts
from ambiti.agreements.graph import AmbitoAgreements
from ambiti.agreements.representation.graph import (
    AmbitoRepresentation,
)
from ambiti.agreements.representation.scopes import KINDS as REPRESENTATION
from ambiti.agreements.scopes import KINDS as AGREEMENTS
from ambiti.budgets.attributions.graph import AmbitoAttributions
from ambiti.budgets.contracts.graph.contracts import AmbitoContracts
from ambiti.budgets.contracts.scopes import KINDS as CONTRACTS
from ambiti.budgets.dues.graph import AmbitoDues
from ambiti.budgets.dues.scopes import KINDS as DUES
from ambiti.budgets.funds.graph import AmbitoBudgets
from ambiti.budgets.positions.graph import AmbitoPositions
from ambiti.budgets.radar.graph.regions import RegionalFunds
from ambiti.budgets.ripartos.graph import AmbitoRiparti
from ambiti.budgets.ripartos.scopes import KINDS as RIPARTOS
from ambiti.budgets.scopes import KINDS as BUDGETS
from ambiti.compliance.cases.graph import AmbitoCases
from ambiti.compliance.inspections.graph import AmbitoInspections
from ambiti.compliance.privacy.graph import (
    AmbitoPrivacy,
)
from ambiti.compliance.requests.graph import (
    AmbitoRequests,
)
from ambiti.compliance.scopes import KINDS as COMPLIANCE
from ambiti.governance.acts.graph.acts import (
    AmbitoActs,
)
from ambiti.governance.acts.graph.delivered import (
    AmbitoDispatches,
)
from ambiti.governance.acts.scopes import KINDS as ACTS
from ambiti.governance.calendar.graph import AmbitoCalendar
from ambiti.governance.calendar.scopes import KINDS as CALENDAR
from ambiti.governance.encounters.graph import AmbitoEncounters
from ambiti.governance.graph.ambito import AmbitoGovernance
from ambiti.governance.graph.mandates import Me
from ambiti.governance.graph.permissions import Explained, Explanations
from ambiti.governance.meetings.graph import (
    AmbitoMeetings,
    Meeting,
)
from ambiti.governance.meetings.scopes import KINDS as MEETINGS
from ambiti.governance.occurrences.graph import AmbitoOccurrences
from ambiti.governance.occurrences.scopes import KINDS as OCCURRENCES
from ambiti.governance.ownrules.graph import AmbitoOwnRules
from ambiti.governance.participation.graph import AmbitoParticipations
from ambiti.governance.scopes import KINDS as GOVERNANCE
from ambiti.governance.tenures.graph import AmbitoTenures
from ambiti.governance.tenures.scopes import KINDS as TENURES
from ambiti.mutations import Mutation
from ambiti.nodes import NODES as BELOW
from ambiti.reading.binding import Narrow, Place, bound_of, either, identity, page, reads, rows
from ambiti.reading.binding import column as field
from ambiti.reading.nodes import Connection, Node, by_identity
from ambiti.reading.text import quoted
from ambiti.statute.graph.ambito import AmbitoStatute
from ambiti.statute.scopes import KINDS as STATUTE
from ambiti.statute.tables import ambiti
from ambiti.territory.graph.ambito import AmbitoTerritory
from ambiti.territory.graph.comuni import Comune
from ambiti.territory.scopes import AMBITO
from ambiti.territory.scopes import KINDS as TERRITORY

KINDS = (
    *STATUTE,
    *TERRITORY,
    *GOVERNANCE,
    *MEETINGS,
    *OCCURRENCES,
    *TENURES,
    *ACTS,
    *CALENDAR,
    *AGREEMENTS,
    *REPRESENTATION,
    *COMPLIANCE,
    *BUDGETS,
    *RIPARTOS,
    *DUES,
    *CONTRACTS,
    *ACTING,
)


@strawberry.enum(description="Che cosa è un tenant della piattaforma.")
class AmbitoKind(Enum):
    """What a tenant is."""

    AMBITO = strawberry.enum_value("AMBITO", description="Un Ambito Territoriale Sociale.")
    INTERAMBITI = strawberry.enum_value("INTERAMBITI", description="Un accordo fra più Ambiti.")


@strawberry.type(description="Un Ambito Territoriale Sociale, o un accordo fra Ambiti.")
@reads(AMBITO, ambiti, key="ambito_id")
class Ambito(
    Node,
    AmbitoTerritory,
    AmbitoStatute,
    AmbitoGovernance,
    AmbitoMeetings,
    AmbitoTenures,
    AmbitoActs,
    AmbitoDispatches,
    AmbitoCalendar,
    AmbitoEncounters,
    AmbitoOccurrences,
    AmbitoOwnRules,
    AmbitoParticipations,
    AmbitoAgreements,
    AmbitoAdoptions,
    AmbitoDrafts,
    AmbitoRepresentation,
    AmbitoPrivacy,
    AmbitoRequests,
    AmbitoInspections,
    AmbitoCases,
    AmbitoBudgets,
    AmbitoAttributions,
    AmbitoContracts,
    AmbitoRiparti,
    AmbitoDues,
    AmbitoPositions,
    AmbitoJournal,
):
    """A tenant of the platform: all the rest hangs from it."""

    id: strawberry.ID = identity()
    kind: AmbitoKind = field("Ambito o interambiti.")


NODES: tuple[type[Any], ...] = (Ambito, *BELOW)


def _nodes() -> Mapping[type[Any], Narrow]:
    return by_identity(NODES)


On = Annotated[
    date | None,
    strawberry.argument(
        description="Il giorno in cui leggere: tutto ciò che sta sotto è come stava quel giorno. "
        "Senza, oggi (Europe/Rome)."
    ),
]
Slug = Annotated[str, strawberry.argument(description="Nome breve dell'Ambito, ad esempio carate.")]
Id = Annotated[strawberry.ID, strawberry.argument(description="Un identificativo dato da id.")]


@strawberry.type(description="Da dove si comincia a leggere.")
class Query(Explanations, RegionalFunds):
    """Where reading starts."""

    @rows(Me | None, "Chi chiede, coi suoi incarichi. Nulla per chi non è riconosciuto.")
    def me(self: Place) -> Select[Any]:
        return self.select().where(self.below.c.id == self.holder.principal)

    @rows(Ambito | None, "Un Ambito, col suo nome breve, come stava in un giorno.")
    def ambito(self: Place, slug: Slug, on: On = None) -> Select[Any]:
        return self.select().where(self.below.c.slug == slug)

    @page(Connection[Ambito], "Gli Ambiti ospitati, per nome breve.", order=["slug"])
    def ambiti(
        self: Place,
        kind: Annotated[AmbitoKind | None, strawberry.argument(description="Di che tipo.")] = None,
        region: Annotated[str | None, strawberry.argument(description="Di quale regione.")] = None,
        on: On = None,
    ) -> Select[Any]:
        chosen = self.select()
        if kind is not None:
            chosen = chosen.where(self.below.c.kind == kind)
        if region is not None:
            chosen = chosen.where(self.below.c.region == region)
        return chosen

    @rows(Comune | None, "Un comune, col codice ISTAT.")
    def comune(
        self: Place,
        istat_code: Annotated[str, strawberry.argument(description="Sei cifre.")],
        on: On = None,
    ) -> Select[Any]:
        return self.select().where(self.below.c.istat_code == istat_code)

    @either(
        Node | None,
        "Ciò che ha questo identificativo, se c'è e si può vedere.",
        alternatives=_nodes,
        told_by="id",
    )
    def node(self: Place, id: Id, on: On = None) -> Select[Any]:
        return self.select()

    @either(
        list[Node | None],
        "Ciò che ha questi identificativi, nello stesso ordine; nulla dove non c'è.",
        alternatives=_nodes,
        keep_missing=True,
        told_by="ids",
    )
    def nodes(
        self: Place,
        ids: Annotated[
            list[strawberry.ID], strawberry.argument(description="Identificativi dati da id.")
        ],
        on: On = None,
    ) -> Select[Any]:
        wanted = (
            func.unnest(ids.type_name, ids.ambito_id, ids.key, ids.uuid)  # type: ignore[attr-defined]
            .table_valued(
                column("type_name", Text),
                column("ambito_id", Integer),
                column("key", Text),
                column("uuid", Uuid),
                with_ordinality="position",
            )
            .render_derived()
        )
        return select(wanted).order_by(wanted.c.position)


@strawberry.type(
    description="Ciò che si segue dal vivo: com'è ora, e di nuovo a ogni atto che lo riguarda."
)
class Subscription:
    """What is followed live; each answer is read with the permissions of its moment."""

    @rows(Meeting | None, "Una riunione: presenze, numero legale, votazioni, esiti.")
    def meeting(self: Place, id: Id) -> Select[Any]:
        wanted: Any = id
        return self.select().where(
            wanted.type_name == quoted("Meeting"),
            self.below.c.ambito_id == wanted.ambito_id,
            self.below.c.id == wanted.uuid,
        )

    @rows(Ambito | None, "Il calendario di un Ambito: a ogni suo atto.")
    def calendar(
        self: Place,
        ambito: Annotated[str, strawberry.argument(description="Nome breve dell'Ambito.")],
    ) -> Select[Any]:
        return self.select().where(self.below.c.slug == ambito)


schema = strawberry.Schema(
    Query,
    Mutation,
    Subscription,
    types=[*NODES],
    config=StrawberryConfig(auto_camel_case=True),
)


def explained_by(policy: Policy) -> Explained:
    """Put together what the fields that explain permissions are made from."""
    return Explained(policy, {cls.__name__: bound_of(cls) for cls in NODES})


@cache
def printed() -> str:
    """Print the contract; once, because it takes a fifth of a second and never changes."""
    return schema.as_str()
