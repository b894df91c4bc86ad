"""What the statute adds to the Ambito: its rules, its versions, what it leaves open."""

from typing import Annotated, Any

import strawberry
from sqlalchemy import Select

from ambiti.reading.binding import Place, rows
from ambiti.statute.graph.deadlines import Deadline, due_in
from ambiti.statute.graph.decisions import Competence
from ambiti.statute.graph.provisions import InstrumentStep, Provision, provided
from ambiti.statute.graph.resources import (
    AllocationKey,
    Coalition,
    Dispute,
    FixedAmount,
    Fund,
    PrivacyProfile,
    Recess,
    Term,
)
from ambiti.statute.graph.rules import StatuteRule, rules_of
from ambiti.statute.graph.versions import Ambiguity, StatuteVersion

Year = Annotated[int, strawberry.argument(description="L'anno a cui si riferiscono.")]
Version = Annotated[int | None, strawberry.argument(description="Il numero; senza, quella in uso.")]
Mechanism = Annotated[
    str | None, strawberry.argument(description="Solo questo meccanismo: M-01 … M-31.")
]
Matter = Annotated[str, strawberry.argument(description="Il codice della materia, qualunque sia.")]
Area = Annotated[str | None, strawberry.argument(description="Solo questa materia.")]


def _own(place: Place) -> Select[Any]:
    below = place.below
    return place.select().where(below.c.ambito_id == place.above.c.ambito_id)


@strawberry.type
class AmbitoStatute:
    """The statute of an Ambito."""

    @rows(StatuteVersion | None, "La versione dello statuto in uso.")
    def statute_version(self: Place) -> Select[Any]:
        return _own(self).order_by(self.below.c.number.desc()).limit(1)

    @rows(StatuteVersion | None, "Una versione dello statuto, con le sue regole.")
    def statute(self: Place, version: Version = None) -> Select[Any]:
        chosen = _own(self)
        if version is not None:
            return chosen.where(self.below.c.number == version)
        return chosen.order_by(self.below.c.number.desc()).limit(1)

    @rows(list[Ambiguity], "I punti lasciati aperti dai documenti.", expect=20)
    def ambiguities(self: Place) -> Select[Any]:
        return _own(self).order_by(self.below.c.code)

    @rows(list[StatuteRule], "Le regole che valgono nel giorno, nell'ordine del testo.", expect=200)
    def rules(self: Place, mechanism: Mechanism = None, area: Area = None) -> Select[Any]:
        chosen = rules_of(self)
        if mechanism is not None:
            chosen = chosen.where(self.below.c.mechanism == mechanism)
        if area is not None:
            chosen = chosen.where(self.below.c.area == area)
        return chosen

    @rows(list[Competence], "Chi può fare che cosa, in quale materia.", expect=40)
    def competences(self: Place) -> Select[Any]:
        return rules_of(self)

    @rows(list[Deadline], "I termini di un anno.", expect=10, made=True)
    def deadlines(self: Place, year: Year) -> Select[Any]:
        return due_in(self, year)

    @rows(
        list[Provision],
        "Che cosa dispongono i documenti su una materia, o a che cosa rinviano se non ne parlano.",
        expect=5,
        made=True,
    )
    def provisions(self: Place, matter: Matter) -> Select[Any]:
        return provided(self, matter)

    @rows(list[InstrumentStep], "I passaggi nella vita degli atti.", expect=5)
    def instrument_steps(self: Place) -> Select[Any]:
        return rules_of(self)

    @rows(list[Term], "Quanto durano gli atti.", expect=5)
    def terms(self: Place) -> Select[Any]:
        return rules_of(self)

    @rows(list[Fund], "I fondi e le fonti di finanziamento.", expect=10)
    def funds(self: Place) -> Select[Any]:
        return rules_of(self)

    @rows(list[Coalition], "Le coalizioni di cui fa parte.", expect=1)
    def coalitions(self: Place) -> Select[Any]:
        return rules_of(self)

    @rows(list[AllocationKey], "I criteri di riparto.", expect=5)
    def allocation_keys(self: Place) -> Select[Any]:
        return rules_of(self)

    @rows(list[FixedAmount], "Le somme fisse.", expect=2)
    def fixed_amounts(self: Place) -> Select[Any]:
        return rules_of(self)

    @rows(list[Recess], "Come si recede.", expect=2)
    def recess(self: Place) -> Select[Any]:
        return rules_of(self)

    @rows(list[PrivacyProfile], "Come gli atti trattano i dati personali.", expect=3)
    def privacy_profiles(self: Place) -> Select[Any]:
        return rules_of(self)

    @rows(list[Dispute], "Chi decide le controversie.", expect=2)
    def disputes(self: Place) -> Select[Any]:
        return rules_of(self)
