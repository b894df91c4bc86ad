"""M-31. Who must not be who: separations that hold whatever the documents call people."""

from typing import Annotated, Literal

from pydantic import Field

from ambiti.statute.language.competences import Verb
from ambiti.statute.language.references import CoalitionRef, MatterRef, OrganRef, Who
from ambiti.statute.language.rule import Rule


class NotTheSame(Rule):
    """Due parti non sono mai della stessa persona o dello stesso ente."""

    says = "Chi valida ({first}) non è chi chiede ({second}), per {matter}"
    kind: Literal["NOT_THE_SAME"]
    first: Who = Field(description="Chi valida.")
    second: Who = Field(description="Chi chiede.")
    matter: MatterRef = Field(description="Per che cosa.")


class SeparateUsers(Rule):
    """Essere di uno non dà l'accesso dell'altro."""

    says = "Chi è {first:di} non ha per questo l'accesso {second:di}"
    kind: Literal["SEPARATE_USERS"]
    first: Who = Field(description="Chi.")
    second: Who = Field(description="Di chi non ha l'accesso.")


class DistinctStaff(Rule):
    """Due organici sono distinti."""

    says = "L'organico {organ:di} è distinto da {others}"
    kind: Literal["DISTINCT_STAFF"]
    organ: OrganRef = Field(description="L'ufficio.")
    others: tuple[Who, ...] = Field(min_length=1, description="Dagli organici di chi.")


class OnlyListedTasks(Rule):
    """Chi guida la coalizione fa solo ciò che è elencato."""

    says = "{lead} svolge esclusivamente i compiti elencati per {coalition:il}"
    kind: Literal["ONLY_LISTED_TASKS"]
    lead: Who = Field(description="Chi guida.")
    coalition: CoalitionRef = Field(description="La coalizione, con i suoi «lead_tasks».")


class OwnOnly(Rule):
    """Ciascuno agisce e risponde solo sul proprio."""

    says = (
        "{who} <who:agisce e risponde/agiscono e rispondono> solo per il proprio "
        "[scope=UNIT?sub-ambito][scope=COMUNE?comune][scope=AMBITO?Ambito]"
    )
    kind: Literal["OWN_ONLY"]
    who: Who = Field(description="Chi.")
    scope: Literal["UNIT", "COMUNE", "AMBITO"] = Field(description="Il proprio che cosa.")
    matter: MatterRef | None = Field(default=None, description="Per che cosa; se no, tutto.")


class Reserved(Rule):
    """Solo qualcuno può."""

    says = "Solo {who} {verb:who} {matter}"
    kind: Literal["RESERVED"]
    who: Who = Field(description="Chi può.")
    verb: Verb = Field(description="Che cosa.")
    matter: MatterRef = Field(description="La materia.")


class Forbidden(Rule):
    """Qualcuno non può."""

    says = "{who} non {verb:who} {matter}"
    kind: Literal["FORBIDDEN"]
    who: Who = Field(description="Chi non può.")
    verb: Verb = Field(description="Che cosa.")
    matter: MatterRef = Field(description="La materia.")


Separation = Annotated[
    NotTheSame | SeparateUsers | DistinctStaff | OnlyListedTasks | OwnOnly | Reserved | Forbidden,
    Field(discriminator="kind"),
]
