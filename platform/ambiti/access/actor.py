"""Who is asking: a person or a machine client, and the mandates it holds on this day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Mandate:
    """One role held in one tenant: ``access`` is the role template that policies speak of."""

    access: str
    ambito_id: int
    istat_code: str | None = None
    unit_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """The caller, resolved from the database; a token carries identity and never rights.

    ``version`` is the version of the principal when it was resolved: it grows with each change of
    its mandates, so that a stale Actor is found out by comparing it.
    """

    identity: str | None = None
    principal_id: UUID | None = None
    name: str | None = None
    mandates: tuple[Mandate, ...] = ()
    version: int | None = None
    acts: Mapping[tuple[int, str], str] = field(default_factory=dict, compare=False)
    """By which act a role template is held in a tenant: the first, where by several."""
    reach: tuple[int, ...] = field(init=False, compare=False)
    """The tenants in which the actor holds any mandate, in order."""

    def __post_init__(self) -> None:
        """Know the reach, which every question asks."""
        reach = tuple(sorted({mandate.ambito_id for mandate in self.mandates}))
        object.__setattr__(self, "reach", reach)


ANYONE = Actor()
"""The caller without a token: it holds only what ``cittadino`` is given."""

PUBLIC_ROLE = "cittadino"
"""The role template that everyone has everywhere, with or without a token."""

Grant = tuple[str, str]
"""(kind, scope): what one act is allowed on."""


@dataclass(frozen=True, slots=True)
class Permissions:
    """What an actor may do for one act: which scopes of which kinds, and where each holds.

    ``shape`` is all that the text of a statement depends on; the rest is bound as values.
    """

    shape: frozenset[Grant]
    tenants: Mapping[Grant, tuple[int, ...]] = field(default_factory=dict)
    comuni: Mapping[Grant, tuple[str, ...]] = field(default_factory=dict)
    """Where the mandate names a comune: "ambito_id:istat_code"."""
    units: Mapping[Grant, tuple[str, ...]] = field(default_factory=dict)
    """Where the mandate names a sub-ambito or member Ambito: "ambito_id:unit_id"."""

    def scopes(self, kind: str) -> tuple[str, ...]:
        """Tell the scopes granted on a kind, in order."""
        return tuple(sorted(scope for granted, scope in self.shape if granted == kind))
