"""M-07. How a role is given, for how long, and how it is taken away."""

from typing import Annotated, Literal

from pydantic import Field

from ambiti.statute.language.decisions import Denominator
from ambiti.statute.language.references import InstrumentRef, OfficeRef, OrganRef, Who
from ambiti.statute.language.rule import Rule, Strict, Unknown
from ambiti.statute.language.words import Code, Name, Share


class SecondedPool(Strict):
    """Il personale distaccato."""

    says = "il personale distaccato[mode=FULL_TIME? a tempo pieno][mode=HOURS? a ore]"
    kind: Literal["SECONDED"]
    mode: Literal["FULL_TIME", "HOURS"] | None = Field(default=None, description="Come.")


class EmployeesPool(Strict):
    """Dipendenti di un ente, con una qualifica."""

    says = "{grade} {of:di}"
    kind: Literal["EMPLOYEES"]
    of: Who = Field(description="L'ente.")
    grade: Name = Field(description="La qualifica, con l'articolo: i dirigenti.")


class OfficePool(Strict):
    """Chi ricopre una carica."""

    says = "{office}"
    kind: Literal["OFFICE"]
    office: Who = Field(description="La carica.")


class DelegatedPool(Strict):
    """Un funzionario delegato da chi ricopre una carica, con atto."""

    says = "un funzionario delegato[act_required? con atto] {by:da}"
    kind: Literal["DELEGATED"]
    by: OfficeRef = Field(description="La carica che delega.")
    act_required: bool = Field(default=True, description="true se serve l'atto di delega.")


class MembersPool(Strict):
    """I componenti di un organo."""

    says = "i componenti {organ:di}"
    kind: Literal["MEMBERS"]
    organ: OrganRef = Field(description="L'organo.")


class OperatorsPool(Strict):
    """Operatori, anche con competenze specifiche."""

    says = "gli operatori[of? {of:di}][skilled? con specifiche competenze]"
    kind: Literal["OPERATORS"]
    of: Who | None = Field(default=None, description="Di quale ente.")
    skilled: bool = Field(default=False, description="true se servono competenze specifiche.")


class ExternalPool(Strict):
    """Figure esterne."""

    says = "figure esterne[legal_basis? ({legal_basis})]"
    kind: Literal["EXTERNAL"]
    legal_basis: Name | None = Field(default=None, description="La norma che lo consente.")


Pool = Annotated[
    SecondedPool
    | EmployeesPool
    | OfficePool
    | DelegatedPool
    | MembersPool
    | OperatorsPool
    | ExternalPool,
    Field(discriminator="kind"),
]


class OneStep(Rule):
    """Chi sceglie nomina."""

    says = "{self} <self:è/sono> nominat<self:o/a/i/e> {appointed_by:da}[pool?, fra: {pool}]"
    kind: Literal["ONE_STEP"]
    appointed_by: Who = Field(description="Chi nomina o incarica.")
    pool: tuple[Pool, ...] = Field(default=(), description="Fra chi si sceglie.")
    act_required: bool = Field(default=True, description="true se serve un atto.")
    n: int | None = Field(default=None, ge=1, le=100, description="Quanti, per ciascun ente.")


class TwoSteps(Rule):
    """Uno sceglie, un altro nomina."""

    says = (
        "{self} <self:è/sono> scelt<self:o/a/i/e> {selected_by:da}[pool? fra: {pool}], ed "
        "<self:è/sono> poi nominat<self:o/a/i/e> {appointed_by:da}"
    )
    kind: Literal["TWO_STEPS"]
    selected_by: Who = Field(description="Chi sceglie.")
    appointed_by: Who = Field(description="Chi nomina.")
    pool: tuple[Pool, ...] = Field(default=(), description="Fra chi si sceglie.")


class ElectedWithin(Rule):
    """Un organo lo sceglie fra i propri componenti."""

    says = "{self} <self:è/sono> scelt<self:o/a/i/e> {organ:da} fra i propri componenti"
    kind: Literal["ELECTED_WITHIN"]
    organ: OrganRef = Field(description="L'organo.")


class ByOffice(Rule):
    """Spetta di diritto a chi ricopre una carica."""

    says = "{self} <self:è/sono>, di diritto, {office}[agreement_of?, d'intesa con {agreement_of}]"
    kind: Literal["BY_OFFICE"]
    office: Who = Field(description="La carica o l'ente.")
    agreement_of: Who | None = Field(default=None, description="D'intesa con chi.")


class UnknownAppointment(Unknown):
    """I documenti forniti non dicono chi nomina."""

    says = "È indeterminato chi nomina {self}: {missing:manca}"
    kind: Literal["UNKNOWN"]


Appointment = Annotated[
    OneStep | TwoSteps | ElectedWithin | ByOffice | UnknownAppointment,
    Field(discriminator="kind"),
]


class MonthsInRole(Rule):
    """Per un numero di mesi dalla nomina; l'ultimo giorno è quello prima della ricorrenza."""

    says = "{self} <self:dura/durano> in carica {months:mesi} dalla nomina"
    kind: Literal["MONTHS"]
    months: int = Field(ge=1, le=1200, description="Quanti mesi.")


class RoleBoundTo(Rule):
    """Fin quando dura un atto o un piano."""

    says = "{self} <self:dura/durano> in carica quanto {instrument}"
    kind: Literal["BOUND_TO"]
    instrument: InstrumentRef = Field(description="L'atto.")


class RoleWithOffice(Rule):
    """Fin quando si ricopre la carica."""

    says = "{self} <self:dura/durano> in carica finché <self:ricopre/ricoprono> la carica"
    kind: Literal["WITH_OFFICE"]


RoleTerm = Annotated[MonthsInRole | RoleBoundTo | RoleWithOffice, Field(discriminator="kind")]


class Prorogatio(Rule):
    """Dopo il termine non decade: resta finché non è confermato o sostituito."""

    says = "{self}, scaduto il termine, <self:resta/restano> in carica {powers} fino {until:a+o}"
    powers: Literal["FULL", "ORDINARY"] = Field(
        description="FULL: nella pienezza delle funzioni; ORDINARY: per l'ordinaria "
        "amministrazione."
    )
    until: tuple[Literal["CONFIRMATION", "SUCCESSOR"], ...] = Field(
        min_length=1, description="Fino alla conferma, o alla nomina del successore."
    )


class Ground(Strict):
    """Una ragione di revoca."""

    says = "{name}"
    code: Code = Field(description="Codice.")
    name: Name = Field(description="In parole.")


class RevocationMajority(Rule):
    """Con quale maggioranza si revoca."""

    says = "La revoca {self:di} richiede il voto favorevole {majority}"
    organ: OrganRef = Field(description="L'organo che decide.")
    fraction: Share = Field(description="La frazione.")
    strict: bool = Field(description="true se serve più della frazione.")
    of: Denominator = Field(description="Di chi si prende la frazione.")
    rounding: Literal["UP", "NONE"] = Field(default="UP", description="UP: per eccesso.")


class RevocationConvening(Rule):
    """Chi convoca dopo la revoca."""

    says = "Dopo la revoca {self:di}, a convocare {organ} è {by}"
    by: Who = Field(description="Chi convoca.")
    organ: OrganRef = Field(description="L'organo convocato.")


class Replacement(Rule):
    """Entro quando si nomina chi sostituisce."""

    says = (
        "Entro {days:giorni} {start} si nomina chi sostituisce {self}[same_procedure?, con la "
        "stessa procedura]"
    )
    days: int = Field(ge=1, le=3650, description="Quanti giorni.")
    start: Literal["REVOCATION", "CONVENING", "SELECTION"] = Field(
        description="Da quando si contano."
    )
    same_procedure: bool = Field(default=True, description="true se con la stessa procedura.")


class WidenedPool(Rule):
    """Fra chi si può scegliere in più, dopo una revoca."""

    says = (
        "[only_after_revocation?Solo dopo una revoca, ]{self} <self:può/possono> essere "
        "scelt<self:o/a/i/e> anche fra: {pool}"
    )
    pool: tuple[Pool, ...] = Field(min_length=1, description="Fra chi.")
    only_after_revocation: bool = Field(
        default=True, description="true se vale solo dentro un caso di revoca."
    )


class Revocation(Rule):
    """Quando e come si può revocare."""

    says = (
        "{self} <self:può/possono> essere revocat<self:o/a/i/e>[motivation_required?, con "
        "motivazione,] per: {grounds:o}[open_list?, o altre gravi ragioni]"
    )
    grounds: tuple[Ground, ...] = Field(min_length=1, description="Le ragioni.")
    open_list: bool = Field(default=False, description="true se l'elenco non è chiuso.")
    motivation_required: bool = Field(default=True, description="true se va motivata.")
    majority: RevocationMajority | None = Field(default=None, description="La maggioranza.")
    convening: RevocationConvening | None = Field(default=None, description="Chi convoca poi.")
    replacement: Replacement | None = Field(default=None, description="Il termine per sostituire.")
    widened_pool: WidenedPool | None = Field(default=None, description="La platea allargata.")


class Substitute(Rule):
    """Chi sostituisce chi ha il ruolo quando è assente."""

    says = (
        "In assenza {self:di} lo sostituisce chi è designato {designated_by:da}[pool?, fra: {pool}]"
    )
    designated_by: Who = Field(description="Chi lo designa.")
    pool: tuple[Pool, ...] = Field(default=(), description="Fra chi.")


class Delegation(Rule):
    """Se e a chi può delegare."""

    says = "{self} <self:può/possono> delegare[act_required?, con proprio atto]: {to}"
    to: tuple[Pool, ...] = Field(min_length=1, description="A chi.")
    act_required: bool = Field(default=True, description="true se serve un atto.")


class Membership(Rule):
    """Chi ha il ruolo fa parte di diritto di un organo, finché lo ha."""

    says = (
        "{self} <self:fa/fanno> parte di diritto {of:di}[end_with_role?, finché <self:ha/hanno> "
        "il ruolo]"
    )
    of: Who = Field(description="L'organo, o l'organismo esterno.")
    end_with_role: bool = Field(default=True, description="true se finisce con il ruolo.")
