"""M-02. Territory: comuni with codes and spellings, members, capofila, stand-ins, perimeters."""

from typing import Annotated, Literal

from pydantic import Field

from ambiti.statute.language.rule import Rule, Strict
from ambiti.statute.language.words import BelfioreCode, Code, IstatCode, Name, ProvinceCode


class Province(Strict):
    """Una provincia in cui stanno i comuni."""

    code: ProvinceCode = Field(description="La sigla.")
    name: Name = Field(description="Il nome.")
    region: Name = Field(description="La regione.")


class Alias(Rule):
    """Un'altra grafia del comune, come la scrive un documento: è lo stesso comune, non un altro."""

    says = "«{spelling}» è un'altra grafia di {self}"
    spelling: Name = Field(description="La grafia.")


class Comune(Strict):
    """Un comune, con il nome ufficiale e i codici."""

    istat: IstatCode = Field(description="Codice ISTAT di sei cifre.")
    name: Name = Field(description="Nome ufficiale.")
    belfiore: BelfioreCode = Field(description="Codice catastale.")
    province: ProvinceCode = Field(description="Sigla della provincia, dichiarata in «provinces».")
    aliases: tuple[Alias, ...] = Field(default=(), description="Le altre grafie.")


class Members(Rule):
    """Comuni che fanno parte dell'Ambito, scritti come nel documento."""

    says = "Dell'Ambito [comuni=MANY?fanno][comuni!=MANY?fa] parte: {comuni}"
    comuni: tuple[Name, ...] = Field(min_length=1, description="I comuni, con la loro grafia.")
    expected: int | None = Field(
        default=None, ge=1, description="Quanti il documento dice che sono."
    )


class Capofila(Rule):
    """Il comune capofila, da quando a quando. Non si desume dal nome dell'Ambito."""

    says = "Il comune capofila è {comune}"
    comune: Name = Field(description="Il comune.")


Function = Literal["SOCIAL"]


class Consent(Strict):
    """L'accordo del comune che trasferisce le funzioni."""

    act: Name = Field(description="L'atto, o come lo si desume.")


class Substitution(Rule):
    """Un ente che sta al posto di alcuni comuni, per le sole funzioni trasferite e d'accordo."""

    says = (
        "{body} <body:subentra/subentrano> a {comuni} per le funzioni trasferite[consent?, "
        "d'accordo con loro]"
    )
    body: Code = Field(description="L'ente che subentra.")
    comuni: tuple[Name, ...] = Field(min_length=1, description="I comuni al cui posto sta.")
    functions: tuple[Function, ...] = Field(min_length=1, description="Le funzioni trasferite.")
    consent: Consent | None = Field(default=None, description="L'accordo dei comuni.")


class Partition(Rule):
    """Le unità dividono il territorio: nessun comune fuori, nessuno in due, in ogni giorno."""

    says = "Le unità sono {parts} e dividono {comuni} comuni, nessuno escluso"
    units: Literal["SUB_AMBITO", "MEMBER_AMBITO"] = Field(description="Quali unità.")
    parts: int = Field(ge=1, description="Quante unità.")
    comuni: int = Field(ge=1, description="Quanti comuni in tutto.")


class WholeTerritory(Strict):
    """Tutto il territorio."""

    kind: Literal["ALL"]


class OneProvince(Strict):
    """I soli comuni di una provincia."""

    kind: Literal["PROVINCE"]
    province: ProvinceCode = Field(description="La sigla.")


class ListedComuni(Strict):
    """Un elenco."""

    kind: Literal["LIST"]
    comuni: tuple[Name, ...] = Field(min_length=1, description="I comuni.")


Extent = Annotated[WholeTerritory | OneProvince | ListedComuni, Field(discriminator="kind")]


class Perimeter(Rule):
    """Una parte del territorio con cui un documento conta."""

    says = "{name:il} <name:è/sono> una parte del territorio con cui il documento conta"
    code: Code = Field(description="Codice del perimetro.")
    name: Name = Field(description="Nome.")
    extent: Extent = Field(description="Che cosa comprende.")
    expected_comuni: int | None = Field(default=None, ge=1, description="Quanti comuni sono.")
    expected_entries: int | None = Field(
        default=None, ge=1, description="Quante voci sono: un'unione è una voce."
    )
    stated: Name | None = Field(default=None, description="Che cosa dice il testo, alla lettera.")
