"""How organs are made up, decide and meet, and what each may do."""

from typing import Any

import strawberry
from sqlalchemy import Boolean, ColumnElement, Integer, and_

from ambiti.reading.binding import inline, reads, value
from ambiti.statute import scopes, tables
from ambiti.statute.graph.rules import RuleFacts, listed, section, told


@strawberry.type(description="Come si formano i seggi di un organo.")
@reads(scopes.RULE, tables.rules, only=section("composition"))
class CompositionRule(RuleFacts):
    """How seats of an organ come to be."""

    rule: str = value(lambda row: row.c.kind, "La regola: OFFICE_OF_EACH, N_PER_GROUP…")
    seats: int | None = value(told("seats", Integer), "Quanti seggi, se il testo lo dice.")
    pool: list[str] = value(listed("pool"), "Fra chi si sceglie.")
    designated_by: str | None = value(told("designatedBy"), "Chi designa.")
    vote: bool | None = value(told("vote", Boolean), "Se vota, dove il testo lo dice.")


@strawberry.type(description="Chi presiede un organo.")
@reads(scopes.RULE, tables.rules, only=section("chair"))
class Chair(RuleFacts):
    """Who chairs an organ."""

    office: str | None = value(told("office"), "La carica a cui la presidenza spetta.")
    role: str | None = value(told("role"), "Il ruolo a cui spetta.")
    elected: bool | None = value(told("elected", Boolean), "Se l'organo lo elegge al suo interno.")
    substitute: str | None = value(told("substitute"), "Chi lo sostituisce.")


@strawberry.type(description="La maggioranza richiesta.")
class Majority:
    """A fraction of something, reached or exceeded."""

    fraction: str | None = value(told("fraction"), "La frazione, ad esempio 2/3.")
    strict: bool | None = value(told("strict", Boolean), "Vero se va superata, non solo raggiunta.")
    denominator: str | None = value(
        told("denominator"),
        "Di che cosa: PRESENT, COMPONENTS, ALL_ASSOCIATED_COMUNI, SIGNATORY_BODIES.",
    )


@strawberry.type(description="Come un organo decide.")
@reads(scopes.RULE, tables.rules, only=section("decision"))
class DecisionRule(RuleFacts):
    """How an organ decides."""

    matter: str | None = value(told("matter"), "La materia; nulla per le decisioni ordinarie.")
    majority: Majority | None = inline(
        "La maggioranza, se è determinata.",
        present=lambda row: row.c.details["fraction"].astext.is_not(None),
    )
    quorum: str | None = value(told("quorum"), "Il numero legale, se il testo lo dice.")
    abstentions: str | None = value(told("abstentions"), "Come contano gli astenuti.")
    rounding: str | None = value(told("rounding"), "Come si arrotonda.")


@strawberry.type(description="Che cosa un organo può fare in una materia.")
@reads(scopes.RULE, tables.rules, only=section("competence"))
class Competence(RuleFacts):
    """What an organ may do on a matter."""

    organ: str | None = value(told("organ"), "L'organo, o chi ne fa le veci.")
    matter: str | None = value(told("matter"), "La materia.")
    verb: str | None = value(told("verb"), "PREPARE, PROPOSE, CONSULT, OPINION, AGREE, DECIDE…")
    requires: list[str] = value(listed("requires"), "Che cosa deve precedere.")


@strawberry.type(description="Quante volte un organo si riunisce almeno.")
@reads(scopes.RULE, tables.rules, only=section("meetings"))
class MeetingsPerYear(RuleFacts):
    """How many times a year an organ meets at least."""

    minimum: int | None = value(told("minimum", Integer), "Quante volte l'anno, almeno.")
    hardness: str | None = value(told("hardness"), "HARD se è un obbligo, INDICATIVE se no.")


def _of_role(row: Any, key: str) -> ColumnElement[bool]:
    """Tell the roles of which the statute has a rule of this kind."""
    return and_(section("role")(row), told(key)(row).is_not(None))


@strawberry.type(description="In uno o due passi: chi sceglie e chi nomina.")
@reads(scopes.RULE, tables.rules, only=lambda row: _of_role(row, "appointment"))
class Appointment:
    """In one step or two; a role that no rule gives has none."""

    kind: str | None = value(
        told("appointment"), "ONE_STEP, TWO_STEPS, ELECTED_WITHIN, BY_OFFICE o UNKNOWN."
    )
    selected_by: str | None = value(told("selectedBy"), "Chi sceglie.")
    appointed_by: str | None = value(told("appointedBy"), "Chi nomina.")
    office: str | None = value(told("office"), "La carica a cui spetta di diritto.")


@strawberry.type(description="Come un ruolo si revoca.")
@reads(scopes.RULE, tables.rules, only=lambda row: _of_role(row, "revocable"))
class Revocation:
    """How a role is revoked; one of which no rule says so has none."""

    majority: str | None = value(told("revocationMajority"), "Con quale maggioranza.")
    grounds: list[str] = value(listed("revocationGrounds"), "Per quali motivi.")


@reads(scopes.RULE, tables.rules, only=section("role"))
class RoleRule:
    """How a role is given and for how long (not a type of the contract)."""
