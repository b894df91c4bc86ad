"""The unit of work: what a command is handed, and all that it may touch."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import (
    ARRAY,
    Integer,
    RowMapping,
    Select,
    Table,
    Text,
    Uuid,
    false,
    insert,
    literal,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from ambiti.access.actor import Permissions
from ambiti.access.policy import Policy
from ambiti.acting.journal import Performer
from ambiti.acting.refusing import Refused, Violation
from ambiti.database.tenancy import APPEND_ONLY
from ambiti.reading.call import Call
from ambiti.reading.kinds import Holder, Kind

_TURN: Final = text("select pg_advisory_xact_lock(hashtextextended(:turn, 7306))")


@dataclass(frozen=True, slots=True)
class Tenant:
    """The Ambito that is acted on."""

    ambito_id: int
    slug: str
    name: str


@dataclass(slots=True)
class Work:
    """One command at work in one transaction; whatever it wrote is undone where it refuses.

    Every row that is written through it is remembered, and its digest goes into the journal.
    """

    connection: AsyncConnection
    call: Call
    policy: Policy
    tenant: Tenant
    act: str
    """What the policies call the act."""
    warnings: list[Violation] = field(default_factory=list)
    sources: list[Mapping[str, Any]] = field(default_factory=list)
    written: list[tuple[Table, UUID]] = field(default_factory=list)
    performer: Performer | None = None
    touched: dict[str, None] = field(default_factory=dict)
    """What the act is about besides its subject, for whoever follows it live."""

    def touch(self, kind: str, key: UUID) -> None:
        """Let whoever follows something live know that the act concerns it."""
        self.touched[f"{kind}:{self.tenant.ambito_id}:{key}"] = None

    @property
    def day(self) -> date:
        """Tell the day of the act."""
        return self.call.day

    def warn(self, *violations: Violation) -> None:
        """Let a warning travel with the success."""
        self.warnings += violations

    def under(self, document: str, article: str | None) -> None:
        """Remember an article that the act rests on."""
        source = {"document": document, "article": article}
        if source not in self.sources:
            self.sources.append(source)

    async def insert(self, table: Table, **values: Any) -> UUID:
        """Write a new row of the tenant, and give its id."""
        key = values.pop("id", None) or uuid4()
        row = {"ambito_id": self.tenant.ambito_id, "id": key, **values}
        await self.connection.execute(insert(table).values(row))
        self.written.append((table, key))
        return key

    async def update(self, table: Table, key: UUID, **values: Any) -> None:
        """Change a row of the tenant."""
        await self.connection.execute(
            update(table)
            .where(table.c.ambito_id == self.tenant.ambito_id, table.c.id == key)
            .values(**values)
        )
        self.written.append((table, key))

    async def all(self, statement: Select[Any]) -> list[RowMapping]:
        """Read rows, in the transaction of the act."""
        return list((await self.connection.execute(statement)).mappings())

    async def locked(self, kind: Kind, table: Table, key: UUID) -> RowMapping | None:
        """Read one row that the caller may see, and hold it until the end: who is second waits.

        A row that is never rewritten cannot be held for it: its turn is taken instead.
        """
        seen = self.policy.permissions(self.call.actor, "read")
        wanted = (
            select(table)
            .where(table.c.ambito_id == self.tenant.ambito_id, table.c.id == key)
            .where(self._admitted(seen, kind, table))
        )
        if table.name in APPEND_ONLY:
            turn = f"{table.name}:{self.tenant.ambito_id}:{key}"
            await self.connection.execute(_TURN, {"turn": turn})
        else:
            wanted = wanted.with_for_update()
        found = await self.all(wanted)
        return found[0] if found else None

    async def require(self, kind: Kind, table: Table, key: UUID) -> None:
        """Refuse the act on a row, new or old, for which no policy line gives it to the caller."""
        permitted = self.policy.permissions(self.call.actor, self.act)
        found = await self.all(
            select(table.c.id)
            .where(table.c.ambito_id == self.tenant.ambito_id, table.c.id == key)
            .where(self._admitted(permitted, kind, table))
        )
        if not found:
            raise Refused([self._not_allowed(kind)])

    def require_any(self, kind: Kind) -> None:
        """Refuse at once who may not do this to anything here, and remember as which role it is."""
        here = [one for one in self.call.actor.mandates if one.ambito_id == self.tenant.ambito_id]
        for mandate in here:
            if any(name == kind.name for name, _ in self.policy.grants(mandate.access, self.act)):
                self.performer = Performer(
                    self.call.actor.name or "", self.call.actor.principal_id, mandate.access
                )
                return
        raise Refused([self._not_allowed(kind)])

    def _not_allowed(self, kind: Kind) -> Violation:
        act = self.act
        verb = self.policy.words.acts.get(act, act)
        noun = self.policy.words.kinds.get(kind.name, kind.name)
        roles = sorted({reason.role for reason in self.policy.explain(act, kind.name)})
        told = ", ".join(self.policy.words.roles.get(role, role) for role in roles)
        return Violation(
            "NOT_ALLOWED",
            f"In {self.tenant.name} chi chiede non può {verb} ({noun}). Lo può: {told}.",
        )

    def _admitted(self, permitted: Permissions, kind: Kind, table: Table) -> Any:
        scopes = permitted.scopes(kind.name)
        return or_(
            false(),
            *(kind.scopes[name](table, self._holder(permitted, kind, name)) for name in scopes),
        )

    def _holder(self, permitted: Permissions, kind: Kind, scope: str) -> Holder:
        grant = (kind.name, scope)
        return Holder(
            literal(list(permitted.tenants.get(grant, ())), ARRAY(Integer)),
            literal(list(permitted.comuni.get(grant, ())), ARRAY(Text)),
            literal(list(permitted.units.get(grant, ())), ARRAY(Text)),
            literal(self.call.actor.principal_id, Uuid),
        )
