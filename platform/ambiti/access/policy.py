"""The policy: what each role is granted, expanded once, and what an actor may do with it.

casbin reads the model and knows who inherits from whom; it is asked once per role and never per
request. An answer needs the union of the grants of the actor's roles, and, for each grant, the
tenants, comuni and units of the mandates that give it.
"""

import hashlib
import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import casbin

from ambiti.access.actor import PUBLIC_ROLE, Actor, Grant, Mandate, Permissions
from ambiti.access.lines import (
    POLICY_FILE,
    WORDS_FILE,
    Inheritance,
    PolicyError,
    PolicyLine,
    Words,
    read_lines,
)
from ambiti.access.recent import Recent

MODEL_FILE = "model.conf"
NOTHING: frozenset[Grant] = frozenset()
WHOLE = "all"
"""The scope that lets every row of the tenant through in which the role is held."""
WITHIN_TENANT = frozenset({"own_comune", "own_unit", "perfected"})
"""The scopes that only let rows of that tenant through: where ``all`` holds too, they add none."""

_SHAPES_KEPT = 1024
_ACTORS_KEPT = 512

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a role is granted something: the line, and the way from the role to the line's role."""

    role: str
    line: PolicyLine
    via: tuple[str, ...]
    """From the role itself to the role that the line names; one name where the line is its own."""


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the mandates of one set of roles hold."""

    tenants: tuple[int, ...]
    comuni: tuple[str, ...]
    units: tuple[str, ...]


class Policy:
    """The access policy of the platform, loaded from a folder and fixed from then on."""

    def __init__(
        self,
        *,
        words: Words,
        lines: tuple[PolicyLine, ...],
        inherits: tuple[Inheritance, ...],
        model: Path,
        version: str,
    ) -> None:
        """Expand the lines of each role; use ``load`` to read them from files."""
        self.words = words
        self.lines = lines
        self.version = version
        self._parents: dict[str, tuple[str, ...]] = defaultdict(tuple)
        for link in inherits:
            self._parents[link.child] += (link.parent,)
        self._expanded = _expanded(words, lines, inherits, model)
        self._shapes: Recent[tuple[str, frozenset[str], frozenset[Grant]], frozenset[Grant]] = (
            Recent(_SHAPES_KEPT)
        )
        self._known: Recent[tuple[str, int], tuple[Actor, Permissions]] = Recent(_ACTORS_KEPT)

    @classmethod
    def load(cls, folder: Path) -> "Policy":
        """Read the three files of a folder, or raise PolicyError with all that is wrong."""
        words, lines, inherits = read_lines(folder)
        digest = hashlib.sha256()
        for name in (MODEL_FILE, POLICY_FILE, WORDS_FILE):
            try:
                content = (folder / name).read_bytes()
            except OSError as error:
                raise PolicyError(
                    [f"{folder / name}: non si può leggere ({error.strerror})."]
                ) from error
            digest.update(f"{name}\0{len(content)}\0".encode() + content)
        return cls(
            words=words,
            lines=lines,
            inherits=inherits,
            model=folder / MODEL_FILE,
            version=digest.hexdigest(),
        )

    @property
    def roles(self) -> frozenset[str]:
        """Tell the role templates that exist: what a statute may give to its roles."""
        return frozenset(self.words.roles)

    def require_scopes(self, implemented: Mapping[str, Collection[str]]) -> None:
        """Refuse to go on unless the slices implement exactly the kinds and scopes of the words."""
        there = {(kind, scope) for kind, scopes in implemented.items() for scope in scopes}
        problems = [
            f"{WORDS_FILE}: l'estensione «{scope}» di {kind} non è realizzata da nessuna parte."
            for kind, scope in sorted(set(self.words.scopes) - there)
        ]
        problems += [
            f"{WORDS_FILE}: manca l'estensione «{scope}» di {kind}, che è realizzata."
            for kind, scope in sorted(there - set(self.words.scopes))
        ]
        problems += [
            f"{WORDS_FILE}: il tipo «{kind}» non ha estensioni realizzate."
            for kind in sorted(set(self.words.kinds) - set(implemented))
        ]
        if problems:
            raise PolicyError(problems)

    def grants(self, access: str, act: str) -> frozenset[Grant]:
        """Tell what a role is granted for an act, with what it inherits; nothing if unknown."""
        return self._expanded.get((access, act), NOTHING)

    def permissions(self, actor: Actor, act: str) -> Permissions:
        """Tell what an actor may do, and where each grant holds.

        What everyone is granted holds everywhere, so it names no place, even where a mandate
        gives it too.
        """
        key = (act, id(actor))
        known = self._known.get(key)
        if known is not None and known[0] is actor:  # the actor kept here keeps its id from reuse
            return known[1]
        return self._known.put(key, (actor, self._permissions(actor, act)))[1]

    def _permissions(self, actor: Actor, act: str) -> Permissions:
        by_access: dict[str, list[Mandate]] = defaultdict(list)
        for mandate in actor.mandates:
            by_access[mandate.access].append(mandate)
        public = self.grants(PUBLIC_ROLE, act)
        givers: dict[Grant, list[str]] = defaultdict(list)
        for access in sorted(by_access):
            for grant in self.grants(access, act) - public:
                givers[grant].append(access)
        places: dict[tuple[str, ...], _Places] = {}
        where: dict[Grant, _Places] = {}
        for grant, accesses in givers.items():
            same = tuple(accesses)  # many grants come from the same roles: their places are one
            if same not in places:
                places[same] = _places(mandate for access in same for mandate in by_access[access])
            where[grant] = places[same]
        covered = _covered(where)
        where = {grant: place for grant, place in where.items() if grant not in covered}
        return Permissions(
            shape=self._shape(act, frozenset(by_access), covered),
            tenants={grant: place.tenants for grant, place in where.items()},
            comuni={grant: place.comuni for grant, place in where.items() if place.comuni},
            units={grant: place.units for grant, place in where.items() if place.units},
        )

    def _shape(
        self, act: str, accesses: frozenset[str], covered: frozenset[Grant]
    ) -> frozenset[Grant]:
        key = (act, accesses, covered)
        shape = self._shapes.get(key)
        if shape is None:
            for unknown in sorted(accesses - self.roles):
                _log.warning("the policy has no role %r: its mandates grant nothing", unknown)
            held = (self.grants(access, act) for access in accesses)
            shape = self._shapes.put(key, self.grants(PUBLIC_ROLE, act).union(*held) - covered)
        return shape

    def explain(
        self, act: str, kind: str, roles: Iterable[str] | None = None
    ) -> tuple[Reason, ...]:
        """Tell, role by role, each line that grants the act on the kind and how it comes to it."""
        return tuple(
            Reason(role, line, via)
            for role in (self.words.roles if roles is None else dict.fromkeys(roles))
            for line in self.lines
            if line.act == act and line.kind == kind and (via := self._way(role, line.role))
        )

    def _way(self, role: str, to: str) -> tuple[str, ...]:
        """Find the shortest way up from a role to one that it inherits from; empty if none."""
        ways: list[tuple[str, ...]] = [(role,)]
        for way in ways:
            if way[-1] == to:
                return way
            ways.extend((*way, parent) for parent in self._parents.get(way[-1], ()))
        return ()


def _expanded(
    words: Words, lines: tuple[PolicyLine, ...], inherits: tuple[Inheritance, ...], model: Path
) -> dict[tuple[str, str], frozenset[Grant]]:
    """Ask casbin for everything that each role has, of its own or inherited."""
    for name in ("casbin.enforcer", "casbin.policy", "casbin.role"):
        logging.getLogger(name).setLevel(logging.ERROR)  # it logs each denial with its subject
    enforcer = casbin.Enforcer(str(model))
    enforcer.add_policies([[line.role, line.act, line.kind, line.scope] for line in lines])
    enforcer.add_grouping_policies([[link.child, link.parent] for link in inherits])
    found: dict[tuple[str, str], set[Grant]] = defaultdict(set)
    for role in words.roles:
        for _, act, kind, scope in enforcer.get_implicit_permissions_for_user(role):
            found[role, act].add((kind, scope))
    return {key: frozenset(grants) for key, grants in found.items()}


def _covered(where: Mapping[Grant, _Places]) -> frozenset[Grant]:
    """Find what adds nothing: a scope within its tenant, where all of that tenant is granted too.

    Each scope is a condition of its own in every statement; one that lets no further row through
    only costs.
    """
    found = set()
    for (kind, scope), place in where.items():
        whole = where.get((kind, WHOLE))
        if scope in WITHIN_TENANT and whole and set(place.tenants) <= set(whole.tenants):
            found.add((kind, scope))
    return frozenset(found)


def _places(mandates: Iterable[Mandate]) -> _Places:
    tenants: set[int] = set()
    comuni: set[str] = set()
    units: set[str] = set()
    for mandate in mandates:
        tenants.add(mandate.ambito_id)
        if mandate.istat_code is not None:
            comuni.add(f"{mandate.ambito_id}:{mandate.istat_code}")
        if mandate.unit_id is not None:
            units.add(f"{mandate.ambito_id}:{mandate.unit_id}")
    return _Places(tuple(sorted(tenants)), tuple(sorted(comuni)), tuple(sorted(units)))
