"""What the acts on an organ's own rules are given."""

from enum import Enum

import strawberry


@strawberry.enum(description="Di chi si prende la frazione.")
class Counted(Enum):
    """Of whom a fraction is taken."""

    PRESENT = strawberry.enum_value("PRESENT", description="Dei presenti.")
    COMPONENTS = strawberry.enum_value("COMPONENTS", description="Dei componenti.")


@strawberry.input(description="Come un organo decide di decidere.")
class AdoptOwnRuleInput:
    """An organ gives itself a rule."""

    ambito: str = strawberry.field(description="Nome breve dell'Ambito.")
    organ: str = strawberry.field(description="Codice dell'organo nello statuto.")
    fraction: str = strawberry.field(description="La frazione: 1/2, 2/3.")
    strict: bool = strawberry.field(description="Vero se ne serve più della frazione.")
    counted: Counted = strawberry.field(description="Di chi.")
    vote: strawberry.ID = strawberry.field(description="Il voto con cui l'organo se la dà.")
    quorum: int | None = strawberry.field(default=None, description="Quanti presenti servono.")
    matter: str | None = strawberry.field(
        default=None, description="Codice della materia; senza, per ogni altra."
    )


@strawberry.input(description="Un gruppo di lavoro su un tema.")
class CreateWorkingGroupInput:
    """A working group is created."""

    ambito: str = strawberry.field(description="Nome breve dell'Ambito.")
    organ: str = strawberry.field(description="Codice dell'organo nello statuto.")
    theme: str = strawberry.field(description="Il tema.")
