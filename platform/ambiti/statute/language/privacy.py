"""M-25. Personal data: for each instrument who controls them, why, and which rights are named."""

from typing import Annotated, Literal

from pydantic import Field

from ambiti.statute.language.references import (
    CategoryRef,
    InstrumentRef,
    MatterRef,
    SeveralWho,
    Who,
)
from ambiti.statute.language.rule import Rule
from ambiti.statute.language.words import Name


class Controllers(Rule):
    """I titolari."""

    says = (
        "Per {self} {mode}: {controllers}[dpo_required?; ciascuno indica il responsabile della "
        "protezione dei dati]"
    )
    mode: Literal["SINGLE", "JOINT"] = Field(description="Un solo titolare, o contitolari.")
    controllers: SeveralWho = Field(description="Chi.")
    dpo_required: bool = Field(
        default=False, description="true se ciascuno indica il responsabile della protezione."
    )


class Purposes(Rule):
    """Le finalità."""

    says = "Per {self} i dati si trattano solo per: {purposes}"
    purposes: tuple[MatterRef, ...] = Field(min_length=1, description="Le sole finalità.")


class Rights(Rule):
    """I diritti nominati."""

    says = "Per {self} il testo nomina i diritti degli articoli: {articles}"
    articles: tuple[Annotated[int, Field(ge=12, le=22)], ...] = Field(
        min_length=1, description="Gli articoli del GDPR che il testo nomina."
    )


class MandatoryData(Rule):
    """Conferire i dati è obbligatorio."""

    says = "Per {self} conferire i dati è obbligatorio"
    refusal_prevents: bool = Field(default=True, description="true se il rifiuto impedisce l'atto.")


class Security(Rule):
    """Le misure di sicurezza."""

    says = (
        "Per {self} i dati sono protetti con misure tecniche e organizzative[logged?, e ogni "
        "lettura è annotata]"
    )
    logged: bool = Field(default=True, description="true se ogni lettura si annota.")


class PrivacyNotice(Rule):
    """L'informativa."""

    says = "Per {self} l'informativa si trova: {place}[url? ({url})]"
    place: Name = Field(description="Dove: il sito, gli uffici.")
    url: Name | None = Field(default=None, description="L'indirizzo del sito, se il testo lo dice.")
    articles: tuple[Annotated[int, Field(ge=12, le=22)], ...] = Field(
        default=(), description="Gli articoli che la prevedono."
    )


class PrivacyContacts(Rule):
    """I recapiti, di ruolo e non di persona."""

    says = "Per {self} si scrive a: {contacts}"
    contacts: tuple[Name, ...] = Field(min_length=1, description="I recapiti di ruolo.")


class Media(Rule):
    """Su quali supporti."""

    says = "Per {self} i dati si trattano su supporti: {media}"
    media: tuple[Literal["PAPER", "ELECTRONIC"], ...] = Field(min_length=1, description="Quali.")


class PrivacyProfile(Rule):
    """Il trattamento dei dati personali di un atto."""

    says = "{instrument} <instrument:ha/hanno> il proprio trattamento dei dati personali"
    instrument: InstrumentRef = Field(description="L'atto.")
    controllers: Controllers = Field(description="Chi sono i titolari.")
    purposes: Purposes | None = Field(default=None, description="Le finalità.")
    rights: Rights | None = Field(default=None, description="I diritti.")
    mandatory: MandatoryData | None = Field(default=None, description="Se è obbligatorio.")
    security: Security | None = Field(default=None, description="La sicurezza.")
    notice: PrivacyNotice | None = Field(default=None, description="L'informativa.")
    contacts: PrivacyContacts | None = Field(default=None, description="I recapiti.")
    media: Media | None = Field(default=None, description="I supporti.")


class AssignedOnly(Rule):
    """Dei casi vede chi vi è assegnato, e la lettura è annotata."""

    says = (
        "I casi sono visti solo da chi vi è assegnato fra: {who}[logged?; ogni lettura è annotata]"
    )
    kind: Literal["ASSIGNED_ONLY"]
    who: Who = Field(description="Fra chi.")
    matter: MatterRef = Field(description="Per che cosa.")
    logged: bool = Field(default=True, description="true se ogni lettura si annota.")


class RoleMailbox(Rule):
    """I recapiti istituzionali sono caselle di ruolo, non di persone."""

    says = "{who} <who:comunica/comunicano> con: {channels}, con caselle d'ufficio e non di persone"
    kind: Literal["ROLE_MAILBOX"]
    who: Who = Field(description="Chi.")
    channels: tuple[Literal["EMAIL", "PEC"], ...] = Field(min_length=1, description="Come.")


class DataCategories(Rule):
    """Quali dati si trattano."""

    says = "Si trattano dati di {categories}"
    kind: Literal["DATA_CATEGORIES"]
    categories: tuple[CategoryRef, ...] = Field(min_length=1, description="Di chi.")


PrivacyRule = Annotated[AssignedOnly | RoleMailbox | DataCategories, Field(discriminator="kind")]
