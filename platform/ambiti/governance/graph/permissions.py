"""Why someone may see what: the mandates and the policy lines that let an act through.

The same scopes that guard every read are asked here with the mandates themselves in the place of
the caller, so that an explanation cannot say anything else than what the guard does.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Annotated, Any

import strawberry
from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Date,
    Integer,
    Select,
    Text,
    and_,
    case,
    cast,
    column,
    false,
    func,
    literal,
    literal_column,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import array

from ambiti.access.actor import PUBLIC_ROLE
from ambiti.access.policy import Policy
from ambiti.governance import tables
from ambiti.reading.binding import Bound, Place, inline, rows, value
from ambiti.reading.identifiers import IdTerms
from ambiti.reading.kinds import Holder
from ambiti.reading.nodes import identified
from ambiti.reading.opened import alias_of
from ambiti.reading.ranges import Multirange
from ambiti.reading.sources import Source, finite, sourced
from ambiti.reading.text import quoted
from ambiti.statute.tables import ambiti
from ambiti.territory.graph.comuni import Comune, LazyAmbito


@dataclass(frozen=True, slots=True)
class Explained:
    """What explanations are made from: the policy, and every type that has an identifier."""

    policy: Policy
    nodes: Mapping[str, Bound]


@strawberry.type(description="Una riga della politica di accesso.")
class PolicyLine:
    """A line of policies/policy.csv, as a role comes to it."""

    role: str = value(lambda row: row.c.role, "Il ruolo che ha il permesso.")
    scope: str = value(lambda row: row.c.scope, "Quali righe lascia passare.")
    line: str = value(lambda row: row.c.line, "La riga, com'è scritta.")
    number: int = value(lambda row: row.c.number, "Il suo numero nel file.")
    via: str = value(lambda row: row.c.via, "Da quale ruolo è ereditata, passo per passo.")


@strawberry.type(description="Un motivo per cui l'atto è consentito.")
class Ground:
    """A mandate and the policy line that together let an act through."""

    role: str = value(lambda row: row.c.role, "Il ruolo delle politiche di accesso.")
    role_code: str | None = value(
        lambda row: row.c.role_code, "Il ruolo dell'Ambito che lo conferisce."
    )
    act: str | None = value(lambda row: row.c.mandate_act, "L'atto che ha conferito l'incarico.")
    region: str | None = value(lambda row: row.c.region, "La Regione, per i ruoli regionali.")
    since: date | None = value(lambda row: row.c.since, "Dal.")
    until: date | None = value(lambda row: finite(row.c.until), "Primo giorno senza l'incarico.")
    source: Source | None = inline("Dove il ruolo è previsto.", present=sourced)
    policy: PolicyLine = inline("La riga della politica che lo consente.")

    @rows(LazyAmbito | None, "L'Ambito in cui l'incarico vale.")
    def ambito(self: Place) -> Select[Any]:
        return self.select().where(self.below.c.ambito_id == self.above.c.ambito_id)

    @rows(Comune | None, "Il comune per cui è tenuto.")
    def comune(self: Place) -> Select[Any]:
        return self.select().where(self.below.c.istat_code == self.above.c.istat_code)


@strawberry.type(description="Perché un atto su un elemento è consentito a chi chiede, o no.")
class Perche:
    """The explanation of one decision."""

    allowed: bool = value(lambda row: row.c.allowed, "Vero se è consentito.")
    message: str = value(
        lambda row: case(
            (row.c.allowed, quoted("Consentito, per i motivi indicati.")),
            else_=quoted(
                "Non consentito: nessun incarico di chi chiede lo permette nel giorno, oppure "
                "l'elemento non esiste o non è visibile. Le righe indicate in wouldAllow dicono a "
                "quali ruoli è permesso."
            ),
        ),
        "La risposta in parole.",
    )

    @rows(list[Ground], "I motivi: incarico e riga della politica.", expect=4, made=True)
    def grounds(self: Place) -> Select[Any]:
        return _ordered(_grounds(self, _wanted(self), self.above.c.kind, self.above.c.act))

    @rows(list[PolicyLine], "Le righe che permettono l'atto su elementi di questo tipo.", made=True)
    def would_allow(self: Place) -> Select[Any]:
        lines = _lines(self.world.policy)
        asked = and_(lines.c.kind == self.above.c.kind, lines.c.policy_act == self.above.c.act)
        return select(lines).where(asked).order_by(lines.c.number, lines.c.role)


Kind = Annotated[str, strawberry.argument(description="Il tipo, come in policies/words.csv.")]
Act = Annotated[str, strawberry.argument(description="L'atto, come in policies/words.csv: read.")]
Id = Annotated[strawberry.ID, strawberry.argument(description="L'identificativo dell'elemento.")]


@strawberry.type
class Explanations:
    """The root fields that explain."""

    @rows(Perche, "Perché chi chiede può, o non può, fare un atto su un elemento.", made=True)
    def perche(self: Place, kind: Kind, act: Act, id: Id) -> Select[Any]:
        wanted: Any = id
        granted = _grounds(self, wanted, kind, act)
        return select(
            cast(kind, Text).label("kind"),
            cast(act, Text).label("act"),
            wanted.type_name.label("type_name"),
            wanted.ambito_id.label("ambito_id"),
            wanted.key.label("key"),
            wanted.uuid.label("uuid"),
            granted.exists().label("allowed"),
        )

    @rows(
        list[Ground],
        "Chi può vedere un elemento: le righe della politica e gli incarichi che le portano, "
        "fra quelli che chi chiede può vedere. Vuota se chi chiede non vede l'elemento.",
        expect=20,
        made=True,
    )
    def chi_puo_vedere(self: Place, id: Id) -> Select[Any]:
        read = quoted("read")
        seen = _grounds(self, id, None, read).exists()
        return _ordered(_grounds(self, id, None, read, everyone=True).where(seen))


def _wanted(place: Place) -> IdTerms:
    row = place.above.c
    return IdTerms(row.type_name, row.ambito_id, row.key, row.uuid, place.told)


def _ordered(grounds: Select[Any]) -> Select[Any]:
    made = grounds.subquery()
    order = (made.c.number, made.c.role, made.c.ambito_id, made.c.role_code, made.c.since)
    return select(made).order_by(*order)


def _grounds(
    place: Place, wanted: Any, kind: Any, act: Any, *, everyone: bool = False
) -> Select[Any]:
    """Every (line, mandate) that lets the act through on the row: the caller's, or everyone's."""
    lines = _lines(place.world.policy)
    held = _held(place, everyone=everyone)
    asked = [lines.c.policy_act == act, lines.c.role == held.c.access]
    if kind is not None:
        asked.append(lines.c.kind == kind)
    holder = Holder(held.c.tenants, held.c.comuni, held.c.units, held.c.principal_id)
    let_through = [
        and_(lines.c.kind == quoted(kind_name), lines.c.scope == quoted(scope), found)
        for kind_name, scope, found in _found(place, wanted, holder, [held, *_above(place)])
    ]
    return select(held, lines).where(*asked, or_(false(), *let_through)).correlate(*_above(place))


def _above(place: Place) -> list[Any]:
    return [] if place.above is None else [place.above]


def _found(
    place: Place, wanted: Any, holder: Holder, outside: list[Any]
) -> Iterator[tuple[str, str, ColumnElement[bool]]]:
    """Say of each type and scope whether the row is there and the scope lets it through."""
    for name, bound in place.world.nodes.items():
        if wanted.told is not None and name not in wanted.told:
            continue
        for scope, lets_through in sorted(bound.kind.scopes.items()):
            row = alias_of(bound.table, f"{bound.table.name}_{scope}")
            there = and_(
                identified(row, name, bound, wanted), bound.own(row), lets_through(row, holder)
            )
            found = select(literal_column("1", Integer)).select_from(row).where(there)
            yield bound.kind.name, scope, found.correlate(*outside).exists()


@lru_cache(2)
def _columns(policy: Policy) -> tuple[Mapping[str, tuple[str, ...]], tuple[int, ...]]:
    """Give every line with each role that comes to it: the policy does not change as it runs.

    Column by column, and the numbers of the lines; tuples, for their text is kept when sent.
    """
    reasons = [
        reason
        for act in policy.words.acts
        for kind in policy.words.kinds
        for reason in policy.explain(act, kind)
    ]
    texts = {
        "role": tuple(reason.role for reason in reasons),
        "policy_act": tuple(reason.line.act for reason in reasons),
        "kind": tuple(reason.line.kind for reason in reasons),
        "scope": tuple(reason.line.scope for reason in reasons),
        "line": tuple(reason.line.text for reason in reasons),
        "via": tuple(" → ".join(reason.via) for reason in reasons),
    }
    return texts, tuple(reason.line.number for reason in reasons)


def _lines(policy: Policy) -> Any:
    """Give the policy, with what each role inherits, as rows."""
    texts, numbers = _columns(policy)
    columns = [literal(words, ARRAY(Text)) for words in texts.values()]
    named = [column(name, Text) for name in texts]
    listed = func.unnest(*columns, literal(numbers, ARRAY(Integer))).table_valued(
        *named, column("number", Integer)
    )
    return listed.render_derived("lines")


def _held(place: Place, *, everyone: bool) -> Any:
    """Every mandate to be asked about, as the holder that a scope expects."""
    mandates, roles = place.also(tables.mandates), place.also(tables.roles)
    in_tenants = (
        select(
            roles.c.access,
            mandates.c.role_code,
            mandates.c.act.label("mandate_act"),
            cast(null(), Text).label("region"),
            mandates.c.since,
            mandates.c.until,
            mandates.c.source_code,
            mandates.c.source_document,
            mandates.c.source_article,
            mandates.c.ambito_id,
            mandates.c.istat_code,
            mandates.c.principal_id,
            _alone(mandates.c.ambito_id).label("tenants"),
            array([func.concat(mandates.c.ambito_id, quoted(":"), mandates.c.istat_code)]).label(
                "comuni"
            ),
            array([func.concat(mandates.c.ambito_id, quoted(":"), mandates.c.unit_id)]).label(
                "units"
            ),
        )
        .where(roles.c.ambito_id == mandates.c.ambito_id, roles.c.code == mandates.c.role_code)
        .where(place.holds(roles), mandates.c.since <= place.day, mandates.c.until > place.day)
    )
    if not everyone:
        in_tenants = in_tenants.where(mandates.c.principal_id == place.holder.principal)
    return union_all(in_tenants, _regional(place), _public(place)).subquery("held")


def _alone(tenant: ColumnElement[Any]) -> ColumnElement[Any]:
    """Make the multirange of one tenant."""
    return func.int4multirange(func.int4range(tenant, tenant, quoted("[]")), type_=Multirange())


def _regional(place: Place) -> Select[Any]:
    """The mandates for a Regione, each in every Ambito of it; one sees its own only."""
    regional, tenants = place.also(tables.regional_mandates), place.also(ambiti)
    return (
        select(
            regional.c.access,
            cast(null(), Text),
            regional.c.act,
            regional.c.region,
            regional.c.since,
            regional.c.until,
            *[cast(null(), Text)] * 3,
            tenants.c.ambito_id,
            cast(null(), Text),
            regional.c.principal_id,
            _alone(tenants.c.ambito_id),
            cast(quoted("{}"), ARRAY(Text)),
            cast(quoted("{}"), ARRAY(Text)),
        )
        .where(tenants.c.region == regional.c.region)
        .where(regional.c.since <= place.day, regional.c.until > place.day)
    )


def _public(place: Place) -> Select[Any]:
    """What everyone holds, everywhere, with no mandate."""
    held: list[ColumnElement[Any]] = [
        quoted(PUBLIC_ROLE).label("access"),
        *[cast(null(), Text)] * 3,
        *[cast(null(), Date)] * 2,
        *[cast(null(), Text)] * 3,
        cast(null(), Integer),
        cast(null(), Text),
        place.holder.principal,
        cast(quoted("{}"), Multirange),
        cast(quoted("{}"), ARRAY(Text)),
        cast(quoted("{}"), ARRAY(Text)),
    ]
    return select(*held)
