"""The policy files as they are written: words, permissions, inheritance, each with its line.

They are read here and not by casbin's own adapter, which skips a line that it does not understand:
a mistyped permission must stop the start, not vanish.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ambiti.access.actor import PUBLIC_ROLE, Grant

POLICY_FILE = "policy.csv"
WORDS_FILE = "words.csv"

EVERYWHERE = ("public", "own")
"""The scopes that need no tenant, and so the only ones that everyone can have."""

_WORD_FIELDS = {"role": 2, "act": 2, "kind": 2, "scope": 3}
_LINE_FIELDS = {"p": 4, "g": 2}


class PolicyError(Exception):
    """The policy files are wrong; ``problems`` names every line and what would be right."""

    def __init__(self, problems: list[str]) -> None:
        """Show all the problems, one per line."""
        super().__init__("Le regole di accesso non sono valide:\n" + "\n".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Words:
    """The words that policies may use, each with its meaning in Italian."""

    roles: Mapping[str, str]
    acts: Mapping[str, str]
    kinds: Mapping[str, str]
    scopes: Mapping[Grant, str]


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """One permission: the role may do the act to those rows of the kind that the scope names."""

    role: str
    act: str
    kind: str
    scope: str
    text: str
    """The line as it is written, with single spaces."""
    number: int
    """Where it stands in policies/policy.csv."""

    @property
    def grant(self) -> Grant:
        """Tell what it grants."""
        return (self.kind, self.scope)


@dataclass(frozen=True, slots=True)
class Inheritance:
    """The child has all the permissions of the parent."""

    child: str
    parent: str
    number: int


@dataclass(slots=True)
class _Reader:
    """Collect the problems of the files, so that all are shown at once."""

    folder: Path
    problems: list[str] = field(default_factory=list)

    def wrong(self, file: str, number: int, problem: str) -> None:
        """Note what is wrong with a line."""
        self.problems.append(f"{self.folder / file}, riga {number}: {problem}")

    def rows(self, file: str, arity: Mapping[str, int]) -> Iterator[tuple[int, str, list[str]]]:
        """Give number, first field and the others of each line that says something."""
        for number, line in enumerate(_text(self.folder / file).splitlines(), start=1):
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            first, *rest = (part.strip() for part in line.split(","))
            if first not in arity:
                known = _listed(arity)
                self.wrong(file, number, f"comincia con «{first}», ma può cominciare con {known}.")
            elif "" in rest:
                self.wrong(file, number, "ha un campo vuoto: fra due virgole ci vuole una parola.")
            else:
                yield number, first, rest

    def words(self) -> Words:
        """Read the words: the last field is the meaning, and may itself hold commas."""
        found: dict[str, dict[tuple[str, ...], str]] = {section: {} for section in _WORD_FIELDS}
        for number, section, fields in self.rows(WORDS_FILE, _WORD_FIELDS):
            arity = _WORD_FIELDS[section]
            word, meaning = tuple(fields[: arity - 1]), ", ".join(fields[arity - 1 :])
            if not meaning:
                self.wrong(WORDS_FILE, number, f"ha {len(fields)} campi; ne servono {arity}.")
            elif word in found[section]:
                self.wrong(WORDS_FILE, number, f"ripete la parola «{word[-1]}».")
            elif section == "scope" and word[:1] not in found["kind"]:
                self.wrong(WORDS_FILE, number, f"«{word[0]}» non è fra le parole di tipo kind.")
            else:
                found[section][word] = meaning
        if (PUBLIC_ROLE,) not in found["role"]:
            self.problems.append(f"{self.folder / WORDS_FILE}: manca il ruolo «{PUBLIC_ROLE}».")
        return Words(
            roles={word[0]: meaning for word, meaning in found["role"].items()},
            acts={word[0]: meaning for word, meaning in found["act"].items()},
            kinds={word[0]: meaning for word, meaning in found["kind"].items()},
            scopes={(word[0], word[1]): meaning for word, meaning in found["scope"].items()},
        )

    def policy(self, words: Words) -> tuple[tuple[PolicyLine, ...], tuple[Inheritance, ...]]:
        """Read the permissions and the inheritance, in known words and without repetitions."""
        lines: list[PolicyLine] = []
        inherits: list[Inheritance] = []
        seen: dict[tuple[str, ...], int] = {}
        for number, first, fields in self.rows(POLICY_FILE, _LINE_FIELDS):
            if len(fields) != _LINE_FIELDS[first]:
                self.wrong(
                    POLICY_FILE,
                    number,
                    f"ha {len(fields)} campi dopo «{first}»; ne servono {_LINE_FIELDS[first]}.",
                )
                continue
            before = seen.setdefault((first, *fields), number)
            if before != number:
                self.wrong(POLICY_FILE, number, f"ripete la riga {before}.")
            elif first == "p" and self._permission_is_known(number, fields, words):
                role, act, kind, scope = fields
                text = ", ".join((first, *fields))
                lines.append(PolicyLine(role, act, kind, scope, text, number))
            elif first == "g" and self._inheritance_is_known(number, fields, words):
                inherits.append(Inheritance(fields[0], fields[1], number))
        self._refuse_circles(inherits)
        return tuple(lines), tuple(inherits)

    def _known(self, number: int, what: str, word: str, known: Mapping[str, str]) -> bool:
        if word in known:
            return True
        self.wrong(POLICY_FILE, number, f"{what} «{word}» non esiste; esistono {_listed(known)}.")
        return False

    def _permission_is_known(self, number: int, fields: list[str], words: Words) -> bool:
        role, act, kind, scope = fields
        known = [
            self._known(number, "il ruolo", role, words.roles),
            self._known(number, "l'atto", act, words.acts),
            self._known(number, "il tipo", kind, words.kinds),
        ]
        if known[-1]:
            of_kind = {word: text for (of, word), text in words.scopes.items() if of == kind}
            known.append(self._known(number, f"l'estensione di {kind}", scope, of_kind))
        if role == PUBLIC_ROLE and scope not in EVERYWHERE:
            self.wrong(
                POLICY_FILE,
                number,
                f"«{PUBLIC_ROLE}» non ha un Ambito: può avere solo {' o '.join(EVERYWHERE)}.",
            )
        return all(known) and (role != PUBLIC_ROLE or scope in EVERYWHERE)

    def _inheritance_is_known(self, number: int, fields: list[str], words: Words) -> bool:
        child, parent = fields
        known = [
            self._known(number, "il ruolo", child, words.roles),
            self._known(number, "il ruolo", parent, words.roles),
        ]
        if child == PUBLIC_ROLE:
            self.wrong(
                POLICY_FILE,
                number,
                f"«{PUBLIC_ROLE}» non può avere i permessi di un altro ruolo: li avrebbero tutti, "
                "in ogni Ambito.",
            )
        return all(known) and child != PUBLIC_ROLE

    def _refuse_circles(self, inherits: list[Inheritance]) -> None:
        parents: dict[str, set[str]] = {}
        for link in inherits:
            if link.child in ancestors(link.parent, lambda role: parents.get(role, ())):
                self.wrong(
                    POLICY_FILE,
                    link.number,
                    f"chiude un cerchio: «{link.parent}» ha già i permessi di «{link.child}».",
                )
            parents.setdefault(link.child, set()).add(link.parent)


def ancestors(role: str, parents: Callable[[str], "set[str] | tuple[str, ...]"]) -> set[str]:
    """Tell the role and all those it inherits from."""
    found: set[str] = set()
    waiting = [role]
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting.extend(parents(here))
    return found


def read_lines(folder: Path) -> tuple[Words, tuple[PolicyLine, ...], tuple[Inheritance, ...]]:
    """Read the policy files of a folder, or raise with all that is wrong in them."""
    reader = _Reader(folder)
    words = reader.words()
    lines, inherits = reader.policy(words)
    if reader.problems:
        raise PolicyError(reader.problems)
    return words, lines, inherits


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise PolicyError([f"{path}: non si può leggere ({error.strerror})."]) from error
    except UnicodeDecodeError as error:
        raise PolicyError([f"{path}: non è scritto in UTF-8."]) from error


def _listed(words: Mapping[str, object]) -> str:
    return ", ".join(f"«{word}»" for word in sorted(words))
