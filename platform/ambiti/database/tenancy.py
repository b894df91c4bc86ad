"""Row-level security, made for every table from the one word that its declaration says of it.

No policy is written by hand: migrations and the check of the live catalogue both ask ``confine``.
Four facts enter a transaction as settings, and only through functions that are STABLE (an
IMMUTABLE one would be folded into a cached plan and leak): the reach (which tenants may be read),
the tenant acted on, the subject, and from it the principal. A setting that is absent or empty is
NULL, and NULL admits no row.

Policies are permissive only. A restrictive floor under them would say the same predicate twice; a
stray policy, against which a floor would guard, is a fault of the catalogue and is found there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Table

from ambiti.database.connections import OWNER_ROLE
from ambiti.database.metadata import SCHEMA, Confinement
from ambiti.settings import APP_ROLE, READER_ROLE

ACTING = f"ambito_id = (select {SCHEMA}.acting())"
REACHED = f"ambito_id = any ((select {SCHEMA}.reach())::integer[])"
LOOKED_AT = f"case when {REACHED} then true else false end"
"""The same, of a row that was found: no index is searched with the whole reach for each of them."""
OPENED = f"(select {SCHEMA}.is_open())"
OWN = f"principal_id = (select {SCHEMA}.principal())"
SELF = f"identity = (select {SCHEMA}.subject())"

READERS = (APP_ROLE, READER_ROLE)


@dataclass(frozen=True, slots=True)
class Policy:
    """One row-level security policy, as it is made and as the catalogue must show it."""

    name: str
    command: str
    roles: tuple[str, ...]
    using: str | None = None
    check: str | None = None

    def statement(self, table: str) -> str:
        """Write the CREATE POLICY of a table."""
        using = "" if self.using is None else f" using ({self.using})"
        check = "" if self.check is None else f" with check ({self.check})"
        return (
            f"create policy {self.name} on {table} for {self.command}"
            f" to {', '.join(self.roles)}{using}{check}"
        )


FUNCTIONS = (
    f"""create function {SCHEMA}.reach() returns integer[] language sql stable parallel safe
    as $$ select nullif(current_setting('ambiti.reach', true), '')::integer[] $$""",
    f"""create function {SCHEMA}.is_open() returns boolean language sql stable parallel safe
    as $$ select nullif(current_setting('ambiti.reach', true), '') is not null $$""",
    f"""create function {SCHEMA}.acting() returns integer language sql stable parallel safe
    as $$ select nullif(current_setting('ambiti.acting', true), '')::integer $$""",
    f"""create function {SCHEMA}.subject() returns text language sql stable parallel safe
    as $$ select nullif(current_setting('ambiti.subject', true), '') $$""",
)
"""What a policy may ask of the transaction."""

PRINCIPAL = f"""create function {SCHEMA}.principal() returns uuid language sql stable parallel safe
    as $$ select id from {SCHEMA}.principals where identity = {SCHEMA}.subject() $$"""
"""The row of the subject; it sees what its caller sees, which is the subject's own row only."""

CALLABLE = ("reach()", "is_open()", "acting()", "subject()")


def callable_by_logins(function: str) -> str:
    """Let the two logins, and nobody else, call a function of the schema."""
    return (
        f"do $$ begin revoke all on function {SCHEMA}.{function} from public;"
        f" grant execute on function {SCHEMA}.{function} to {', '.join(READERS)}; end $$"
    )


def _counter(name: str, whose: str) -> tuple[str, str]:
    """Make the function of a trigger that grows the version of some principals."""
    return (
        f"""create function {SCHEMA}.{name}() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
    as $$ begin
        update {SCHEMA}.principals set version = version + 1
         where id in ({whose});
        return null;
    end $$""",
        f"revoke all on function {SCHEMA}.{name}() from public",
    )


COUNTERS = {
    "count_principal_version": "old.principal_id, new.principal_id",
    "count_role_version": f"""select m.principal_id from {SCHEMA}.mandates m
         where (m.ambito_id, m.role_code) in
               ((old.ambito_id, old.code), (new.ambito_id, new.code))""",
    "count_region_version": f"""select r.principal_id from {SCHEMA}.regional_mandates r
         where r.region in (old.region, new.region)""",
}
"""A principal's version grows with each change of what it holds, whoever makes the change: of its
mandates, of the role that a mandate names, of the Ambiti of the Regione that it holds for."""

COUNTED = {
    "mandates": "count_principal_version",
    "regional_mandates": "count_principal_version",
    "roles": "count_role_version",
    "ambiti": "count_region_version",
}
"""Which change of which table counts."""

VERSIONING = (
    *(statement for name, whose in COUNTERS.items() for statement in _counter(name, whose)),
    f"""create policy counts_versions_reads on {SCHEMA}.principals for select
    to {OWNER_ROLE} using (true)""",
    f"""create policy counts_versions_updates on {SCHEMA}.principals for update
    to {OWNER_ROLE} using (true)""",
    f"""create policy counts_versions_reads on {SCHEMA}.mandates for select
    to {OWNER_ROLE} using (true)""",
    f"""create policy counts_versions_reads on {SCHEMA}.regional_mandates for select
    to {OWNER_ROLE} using (true)""",
)
"""What the counting stands on: the owner, who is confined like everyone else, sees whose it is."""

_COUNTS = Policy("counts_versions_reads", "select", (OWNER_ROLE,), using="true")

EXCEPTIONS = {
    "principals": (
        _COUNTS,
        Policy("counts_versions_updates", "update", (OWNER_ROLE,), using="true"),
    ),
    "mandates": (_COUNTS,),
    "regional_mandates": (_COUNTS,),
    "data_versions": (
        Policy("moves_versions_reads", "select", (OWNER_ROLE,), using="true"),
        Policy("moves_versions_inserts", "insert", (OWNER_ROLE,), check="true"),
        Policy("moves_versions_updates", "update", (OWNER_ROLE,), using="true"),
    ),
    "budget_funds": (Policy("keeps_balances_reads", "select", (OWNER_ROLE,), using=ACTING),),
    "ledger_accounts": (
        Policy("keeps_balances_reads", "select", (OWNER_ROLE,), using=ACTING),
        Policy("keeps_balances_updates", "update", (OWNER_ROLE,), using=ACTING, check=ACTING),
    ),
    "fund_sums": (
        Policy("keeps_sums_reads", "select", (OWNER_ROLE,), using=ACTING),
        Policy("keeps_sums_inserts", "insert", (OWNER_ROLE,), check=ACTING),
        Policy("keeps_sums_updates", "update", (OWNER_ROLE,), using=ACTING, check=ACTING),
    ),
}
"""The policies that ``confine`` does not make. The triggers that count versions run as the owner,
who is confined like everyone else, and change the row of a principal who is not the subject; those
that move the version of the data write what nobody who logs in may write, and so does the one that
keeps the balances of the ledger, in the tenant acted on."""

APPEND_ONLY = frozenset(
    {"idempotency_keys", "journal_entries", "statute_versions"}
    | {"act_conflicts", "act_parties", "act_predecessors", "act_steps", "publications"}
    | {"deliveries", "dispatch_items", "dispatches"}
    | {"fulfilments", "set_terms", "term_events"}
    | {"deliberations", "renewals", "signatures"}
    | {"accessions", "amendment_adoptions", "withdrawals"}
    | {"adoption_rounds", "adoptions", "draft_parties", "drafts", "instrument_publications"}
    | {"contract_parties", "mandate_revocations", "representations", "representatives"}
    | {"signed_contracts", "signing_mandates"}
    | {"case_assignments", "contact_points", "personal_accesses"}
    | {"minutes_approvals", "minutes_corrections"}
    | {"budget_funds", "budget_lines", "impegni", "in_kind_contributions"}
    | {"ledger_accounts", "ledger_movements", "riparto_shares"}
    | {"cost_attributions", "notional_entries"}
    | {"budget_assignments", "contract_budgets"}
    | {"due_entries", "due_sides", "imported_rows"}
)
"""The tables whose rows are never rewritten: nobody who logs in has UPDATE or DELETE on them."""

KEPT = frozenset({"acts", "budgets", "dues", "ledger_imports", "obligations", "riparti"}) | {
    "service_contracts"
}
"""The tables whose rows change and are never taken away: nobody who logs in has DELETE on them."""

MOVED = frozenset({"data_versions", "fund_sums"})
"""The tables that triggers write: nobody who logs in may do more than read them."""


def version_trigger(table: str) -> str:
    """Make the changes of a table count in the version of the principals that they touch."""
    return (
        f"create trigger counts_principal_version after insert or update or delete"
        f" on {SCHEMA}.{table} for each row execute function {SCHEMA}.{COUNTED[table]}()"
    )


def policies(confinement: Confinement, columns: Iterable[str]) -> tuple[Policy, ...]:
    """Say which policies a table of this confinement and these columns has."""
    named = set(columns)
    writes = _writes(confinement, named)
    return (
        Policy("reads", "select", READERS, using=_reads(confinement, named)),
        Policy("inserts", "insert", (APP_ROLE,), check=writes),
        Policy("updates", "update", (APP_ROLE,), using=writes, check=writes),
        Policy("deletes", "delete", (APP_ROLE,), using=writes),
    )


def _reads(confinement: Confinement, columns: set[str]) -> str:
    match confinement:
        case Confinement.REFERENCE:
            return "true"
        case Confinement.TENANT:
            return REACHED
        case Confinement.PART:
            return LOOKED_AT
        case Confinement.OPEN:
            return OPENED
        case Confinement.PUBLISHABLE:
            return f"{REACHED} or (published and {OPENED})"
        case Confinement.PERSONAL:
            whose = SELF if "identity" in columns else OWN
            return f"{REACHED} or {whose}" if "ambito_id" in columns else whose


def _writes(confinement: Confinement, columns: set[str]) -> str:
    """Only the tenant acted on is written; what has no tenant, by the person it is about."""
    if confinement is Confinement.REFERENCE:
        return "true"
    if "ambito_id" in columns:
        return ACTING
    return SELF if "identity" in columns else OWN


def privileges(
    *, append_only: bool = False, kept: bool = False, moved: bool = False
) -> dict[str, tuple[str, ...]]:
    """Say what each role may do to a table at all, before any policy is asked."""
    most = 0 if moved else 1 if append_only else 2 if kept else 3
    writes = ("INSERT", "UPDATE", "DELETE")[:most]
    return {APP_ROLE: ("SELECT", *writes), READER_ROLE: ("SELECT",)}


def confine(  # noqa: PLR0913 - a table, and what is not done to its rows
    table: str,
    confinement: Confinement,
    columns: Iterable[str] = ("ambito_id",),
    *,
    append_only: bool = False,
    kept: bool = False,
    moved: bool = False,
) -> Iterator[str]:
    """Write the statements that confine one table. Migrations execute them after CREATE TABLE."""
    name = f"{SCHEMA}.{table}"
    yield f"alter table {name} enable row level security"
    yield f"alter table {name} force row level security"
    granted = privileges(append_only=append_only, kept=kept, moved=moved)
    for policy in policies(confinement, columns):
        if any(policy.command.upper() in granted[role] for role in policy.roles):
            yield policy.statement(name)
    for role, words in granted.items():
        yield f"grant {', '.join(words).lower()} on {name} to {role}"


def expected_policies(table: Table) -> tuple[Policy, ...]:
    """Say which policies the catalogue must show for a declared table, exceptions included."""
    made = policies(table.info["confinement"], (column.name for column in table.columns))
    words = expected_privileges(table)[APP_ROLE]
    kept = (policy for policy in made if policy.command.upper() in words)
    return (*kept, *EXCEPTIONS.get(table.name, ()))


def expected_privileges(table: Table) -> dict[str, tuple[str, ...]]:
    """Say which privileges the catalogue must show for a declared table."""
    name = table.name
    return privileges(append_only=name in APPEND_ONLY, kept=name in KEPT, moved=name in MOVED)
