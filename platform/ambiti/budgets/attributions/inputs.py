"""What the act that attributes a cost is given."""

from enum import Enum

import strawberry

from ambiti.budgets.ripartos.inputs import SubstituteInput


@strawberry.enum(description="Di quale personale è un costo.")
class StaffScope(Enum):
    """Of which staff a cost is."""

    FULL_TIME = strawberry.enum_value("FULL_TIME", description="Distaccato a tempo pieno.")
    HOURS = strawberry.enum_value("HOURS", description="Distaccato a ore.")


@strawberry.input(description="Un costo pagato si imputa, ai soli fini di legge, ad altri.")
class AttributeCostInput:
    """A cost that was paid counts, for the law alone, as that of others."""

    payment: strawberry.ID = strawberry.field(description="Il movimento: un pagamento.")
    act: strawberry.ID = strawberry.field(description="L'atto del registro su cui si fonda.")
    staff: StaffScope | None = strawberry.field(
        default=None, description="Di quale personale, dove i documenti distinguono."
    )
    substitutes: list[SubstituteInput] = strawberry.field(
        default_factory=list, description="Le cifre di popolazione che ne sostituiscono altre."
    )
    reasons: str | None = strawberry.field(
        default=None, description="Se è già imputato: perché lo si imputa di nuovo."
    )
