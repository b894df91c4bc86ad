"""M-03 and M-10. What instruments say of their own lives: renewal, signing, purposes, taxes."""

from datetime import date
from typing import Literal

from pydantic import Field

from ambiti.statute.language.deadlines import Window
from ambiti.statute.language.references import DocumentRef, InstrumentRef, Who
from ambiti.statute.language.rule import Rule
from ambiti.statute.language.words import Name, Words


class Renewal(Rule):
    """Si può rinnovare, con un atto."""

    says = (
        "{self} si <self:può/possono> rinnovare[months? per {months:mesi}][window? {window}], "
        "con {act}"
    )
    act: Name = Field(description="L'atto che serve: apposita deliberazione.")
    months: int | None = Field(
        default=None, ge=1, le=1200, description="Per quanti mesi; assente se non lo dice."
    )
    window: Window | None = Field(default=None, description="In quale finestra.")


class Signing(Rule):
    """Come si firma, e quando l'atto diventa efficace."""

    says = (
        "A firmare {self} [signatures=1?è un ente][signatures!=1?sono {signatures} enti]"
        "[digital?, in forma digitale][all_required?; l'atto comincia quando hanno firmato tutti]"
    )
    signatures: int = Field(ge=1, le=1000, description="Quante firme.")
    digital: bool = Field(default=False, description="true se in forma digitale.")
    all_required: bool = Field(default=True, description="true se servono tutte.")
    pages: int | None = Field(default=None, ge=1, le=10000, description="Di quante pagine è.")


class Purpose(Rule):
    """Oggetto o finalità dell'atto."""

    says = "{self}, finalità: {text}"
    text: Words = Field(description="In parole.")
    justification_required: bool = Field(
        default=False, description="true se ogni attività deve dire perché non basta un comune."
    )


class Tax(Rule):
    """Registrazione e bollo."""

    says = "{self}: registrazione {registration}, bollo {stamp_duty}"
    registration: Literal["NOT_SUBJECT", "IN_CASE_OF_USE", "REQUIRED"] = Field(
        description="Se si registra."
    )
    stamp_duty: Literal["EXEMPT", "DUE"] = Field(description="Se si paga il bollo.")


class Step(Rule):
    """Un passo della storia dell'atto: che cosa, quando, da chi."""

    says = "{on}: {what}[by? ({by:nome})]"
    on: date = Field(description="Il giorno.")
    what: Name = Field(description="Che cosa.")
    by: Who | None = Field(default=None, description="Chi.")
    outcome: Literal["UNANIMOUS", "MAJORITY"] | None = Field(
        default=None, description="Con quale esito: è un fatto, non una regola di voto."
    )


class Template(Rule):
    """Segue uno schema condiviso, uguale per ogni unità."""

    says = "{self} <self:segue/seguono> uno schema condiviso: {name}"
    name: Name = Field(description="Lo schema.")
    units: Literal["SUB_AMBITO", "MEMBER_AMBITO"] = Field(description="Per quali unità vale.")


class RequiredAttachment(Rule):
    """Un allegato senza il quale non si firma."""

    says = "{self} <self:ha/hanno> come parte integrante: {title}"
    title: Name = Field(description="Il titolo.")
    instrument: InstrumentRef | None = Field(default=None, description="L'atto, se dichiarato.")
    document: DocumentRef | None = Field(default=None, description="Il documento, se dichiarato.")


class Horizon(Rule):
    """L'anno in cui vale e gli anni che prepara."""

    says = (
        "{self} <self:riguarda/riguardano> il {year}, per i piani [plans_from=plans_to?del "
        "{plans_from}][plans_from!=plans_to?dal {plans_from} al {plans_to}]"
    )
    year: int = Field(ge=1990, le=2100, description="L'anno dell'attività e della spesa.")
    plans_from: int = Field(ge=1990, le=2100, description="Il primo anno dei piani.")
    plans_to: int = Field(ge=1990, le=2100, description="L'ultimo anno dei piani.")
