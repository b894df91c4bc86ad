"""Terms, funds, keys, amounts, recess, privacy, disputes: what the statute says of the Ambito."""

from datetime import date

import strawberry
from sqlalchemy import Boolean, Date, Integer

from ambiti.reading.binding import inline, reads, value
from ambiti.statute import scopes, tables
from ambiti.statute.graph.rules import RuleFacts, listed, section, told


@strawberry.type(description="Quanto dura un atto.")
@reads(scopes.RULE, tables.rules, only=section("term"))
class Term(RuleFacts):
    """How long an instrument lasts."""

    instrument: str | None = value(lambda row: row.c.subject_code, "L'atto.")
    kind: str = value(lambda row: row.c.kind, "FIXED, MONTHS, STATED, LATER_OF, EARLIER_OF, OPEN.")
    ends_on: date | None = value(told("endsOn", Date), "L'ultimo giorno, se è scritto.")
    months: int | None = value(told("months", Integer), "Quanti mesi.")
    event: str | None = value(told("event"), "Il fatto da cui dipende.")


@strawberry.type(description="Una coalizione di Ambiti, e i soli compiti di chi la guida.")
@reads(scopes.RULE, tables.rules, only=section("coalition"))
class Coalition(RuleFacts):
    """Ambiti that act together."""

    code: str | None = value(told("code"), "Codice della coalizione.")
    name: str | None = value(told("name"), "Nome della coalizione.")
    ambiti: list[str] = value(listed("ambiti"), "Gli Ambiti che la formano.")
    lead: str | None = value(told("lead"), "L'Ambito che la guida.")
    lead_tasks: list[str] = value(listed("leadTasks"), "I compiti di chi la guida, e nessun altro.")


@strawberry.type(description="Un fondo o una fonte di finanziamento.")
@reads(scopes.RULE, tables.rules, only=section("fund"))
class Fund(RuleFacts):
    """A fund or a source of money."""

    code: str | None = value(told("code"), "Codice del fondo.")
    name: str | None = value(told("name"), "Nome del fondo.")
    kind: str | None = value(told("kind"), "La fonte.")
    core: bool | None = value(told("core", Boolean), "Vero se è necessario, falso se possibile.")
    restriction: str | None = value(told("restriction"), "A che cosa è vincolato.")


@strawberry.type(description="La data di riferimento di un criterio, rispetto all'anno.")
class KeyReference:
    """A reference date relative to a year."""

    month_day: str | None = value(told("monthDay"), "Mese e giorno: 12-31.")
    year_offset: int | None = value(told("yearOffset", Integer), "-2: il penultimo anno.")


@strawberry.type(description="Un criterio di riparto.")
@reads(scopes.RULE, tables.rules, only=section("key"))
class AllocationKey(RuleFacts):
    """How money is split."""

    code: str | None = value(told("code"), "Codice del criterio.")
    kind: str | None = value(told("kind"), "POPULATION, EQUAL_PER_PARTY, KEY_NOT_DEFINED…")
    reference: KeyReference | None = inline(
        "La data a cui si prende la popolazione.",
        present=lambda row: row.c.details["monthDay"].astext.is_not(None),
    )
    units: str | None = value(told("units"), "Fra chi si divide in parti uguali.")


@strawberry.type(description="Una somma fissa.")
@reads(scopes.RULE, tables.rules, only=section("amount"))
class FixedAmount(RuleFacts):
    """A fixed sum."""

    code: str | None = value(told("code"), "Codice della somma.")
    amount: str | None = value(told("amount"), "La somma in euro, con due decimali.")
    per: str | None = value(told("per"), "Ogni quanto.")
    plus: str | None = value(told("plus"), "Che cosa vi si aggiunge.")
    creditor: str | None = value(told("creditor"), "A chi spetta.")
    payer: str | None = value(told("payer"), "Chi la paga.")


@strawberry.type(description="Come si recede.")
@reads(scopes.RULE, tables.rules, only=section("recess"))
class Recess(RuleFacts):
    """How a party leaves."""

    instrument: str | None = value(told("instrument"), "L'atto da cui si recede.")
    notice_by: str | None = value(told("noticeBy"), "Entro quale giorno dell'anno.")
    notice_months: int | None = value(
        told("noticeMonths", Integer), "Con quanti mesi di preavviso."
    )
    addressee: str | None = value(told("addressee"), "A chi si comunica.")
    effect: str | None = value(told("effect"), "Da quando ha effetto.")
    liability: str | None = value(told("liability"), "Che cosa resta a carico di chi recede.")
    years_after: int | None = value(told("yearsAfter", Integer), "Per quanti anni.")


@strawberry.type(description="Come un atto tratta i dati personali.")
@reads(scopes.RULE, tables.rules, only=section("privacy"))
class PrivacyProfile(RuleFacts):
    """How an instrument treats personal data."""

    instrument: str | None = value(told("instrument"), "L'atto.")
    mode: str | None = value(told("mode"), "SINGLE o JOINT: titolare unico o contitolari.")
    controllers: list[str] = value(listed("controllers"), "I titolari.")
    rights: list[int] = value(listed("rights"), "Gli articoli dei diritti che il testo nomina.")
    purposes: list[str] = value(listed("purposes"), "Le finalità.")
    dpo_required: bool | None = value(
        told("dpoRequired", Boolean),
        "Vero se ciascun titolare indica il responsabile della protezione dei dati.",
    )
    mandatory: bool | None = value(
        told("mandatory", Boolean), "Vero se senza i dati l'atto non si fa."
    )
    notice_place: str | None = value(told("noticePlace"), "Dove si trova l'informativa.")
    notice_url: str | None = value(told("noticeUrl"), "L'indirizzo dell'informativa.")
    notice_articles: list[int] = value(
        listed("noticeArticles"), "Gli articoli che prevedono l'informativa."
    )


@strawberry.type(description="Chi decide le controversie.")
@reads(scopes.RULE, tables.rules, only=section("dispute"))
class Dispute(RuleFacts):
    """Who settles disputes."""

    kind: str = value(lambda row: row.c.kind, "COURT o un organo.")
    forum: str | None = value(told("forum"), "Il foro.")
    organ: str | None = value(told("organ"), "L'organo.")
    majority: str | None = value(told("majority"), "Con quale maggioranza.")
