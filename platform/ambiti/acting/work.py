"""The unit of work: what a command is handed, and all that it may touch."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import (
    Select,
    Table,
    text,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from ambiti.access.actor import Permissions
from ambiti.access.policy import Policy
from ambiti.acting import single
from ambiti.acting.journal import Performer
from ambiti.acting.refusing import Refused, Violation
from ambiti.database.statements import Kept, Row, rows
from ambiti.database.tenancy import APPEND_ONLY
from ambiti.reading.call import Call
from ambiti.reading.kinds import Kind

_TURN: Final = Kept(text("select pg_advisory_xact_lock(hashtextextended(:turn, 7306))"))


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
    given: set[tuple[str, str, str, UUID]] = field(default_factory=set)
    """The rows held, as they were found, on which a policy line gives an act to the caller."""

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
        await self._write(single.added(table, tuple(row)), row)
        self.written.append((table, key))
        return key

    async def insert_all(self, table: Table, rows: Iterable[Mapping[str, Any]]) -> list[UUID]:
        """Write new rows of the tenant with the same columns, at once, and give their ids."""
        new = [{"ambito_id": self.tenant.ambito_id, "id": uuid4(), **one} for one in rows]
        if new:
            given = [{f"to_{name}": one[name] for name in new[0]} for one in new]
            await single.added(table, tuple(new[0])).each(self.connection, given)
        keys = [one["id"] for one in new]
        self.written += [(table, key) for key in keys]
        return keys

    async def update(self, table: Table, key: UUID, **values: Any) -> None:
        """Change a row of the tenant."""
        self.given = {one for one in self.given if one[-1] != key}
        await self._write(single.changed(table, tuple(values)), values, key)
        self.written.append((table, key))

    async def all(self, statement: Select[Any]) -> list[Row]:
        """Read rows, in the transaction of the act."""
        return await rows(self.connection, statement)

    async def alike(self, table: Table, order: str = "id", /, **equal: Any) -> list[Row]:
        """Read the rows of the tenant whose columns have these values, in the order of one."""
        given = {f"to_{name}": value for name, value in equal.items()}
        statement = single.alike(table, tuple(equal), order)
        return await statement.rows(self.connection, of_tenant=self.tenant.ambito_id, **given)

    async def turn(self, what: str) -> None:
        """Wait until nobody else of the tenant acts on the same, and keep the others waiting.

        It is for what no row stands for that could be held. Until the transaction ends.
        """
        await _TURN.rows(self.connection, turn=f"{self.tenant.ambito_id}:{what}")

    async def locked(self, kind: Kind, table: Table, key: UUID) -> Row | None:
        """Read one row that the caller may see, and hold it until the end: who is second waits.

        A row that is never rewritten cannot be held for it: its turn is taken instead.
        """
        if table.name in APPEND_ONLY:
            await self.turn(f"{table.name}:{key}")
        permitted = self.policy.permissions(self.call.actor, "read")
        if table.name in APPEND_ONLY:
            found = await self._seen(permitted, kind, table, key, held=False)
            return found[0] if found else None
        acting = self.policy.permissions(self.call.actor, self.act)
        statement = single.held_and_told(kind, table, permitted, acting)
        if statement is None:
            found = await self._seen(permitted, kind, table, key, held=True)
            return found[0] if found else None
        told = await statement.rows(
            self.connection,
            of_tenant=self.tenant.ambito_id,
            of_key=key,
            of_principal=self.call.actor.principal_id,
            **single.holders(kind, permitted),
            **single.holders(kind, acting, single.MAY),
        )
        if not told:
            return None
        row = dict(told[0])
        if row.pop(single.MAY):
            self.given.add((self.act, kind.name, table.name, key))
        return row

    async def require(self, kind: Kind, table: Table, key: UUID) -> None:
        """Refuse the act on a row, new or old, for which no policy line gives it to the caller."""
        if (self.act, kind.name, table.name, key) in self.given:
            return
        permitted = self.policy.permissions(self.call.actor, self.act)
        if not await self._seen(permitted, kind, table, key, held=False):
            raise Refused([self._not_allowed(kind)])

    async def _seen(
        self, permitted: Permissions, kind: Kind, table: Table, key: UUID, *, held: bool
    ) -> list[Row]:
        return await single.seen(kind, table, permitted, held=held).rows(
            self.connection,
            of_tenant=self.tenant.ambito_id,
            of_key=key,
            of_principal=self.call.actor.principal_id,
            **single.holders(kind, permitted),
        )

    async def _write(
        self, statement: Kept, values: Mapping[str, Any], key: UUID | None = None
    ) -> None:
        of = {} if key is None else {"of_tenant": self.tenant.ambito_id, "of_key": key}
        given = {f"to_{name}": value for name, value in values.items()}
        await statement.rows(self.connection, **of, **given)

    @property
    def performed_by(self) -> Performer:
        """Tell who acts, under which role and which act."""
        assert self.performer is not None  # noqa: S101  require_any comes first
        return self.performer

    def require_any(self, kind: Kind) -> None:
        """Refuse at once who may not do this to anything here, and remember as which role it is."""
        here = [one for one in self.call.actor.mandates if one.ambito_id == self.tenant.ambito_id]
        for mandate in here:
            if any(name == kind.name for name, _ in self.policy.grants(mandate.access, self.act)):
                actor = self.call.actor
                act = actor.acts.get((self.tenant.ambito_id, mandate.access))
                self.performer = Performer(
                    actor.name or "", actor.principal_id, mandate.access, act
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
