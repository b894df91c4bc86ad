"""What a statute must be besides well formed, and who checks it: rules of all slices.

A rule of checking is a pure function of a statute that yields violations; each slice brings its
own. Violations of a document's ``warn`` rules are warnings, and so are its own contradictions.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ambiti.statute.language.allocation import MixedKey, ZeroKey
from ambiti.statute.language.deadlines import AfterEvents
from ambiti.statute.language.references import mentioned, references
from ambiti.statute.language.rule import Rule, Source, Strict
from ambiti.statute.language.statute import Statute
from ambiti.statute.loading import LoadedStatute, Loading
from ambiti.statute.naming import ACTORS, Names
from ambiti.statute.parts import fields, parts
from ambiti.statute.periods import ALWAYS, Period
from ambiti.statute.problems import Path, Problem, Severity, nearest, written


@dataclass(frozen=True, slots=True)
class Violation:
    """What a rule finds: where in the statute, what, and what would be right."""

    path: Path
    code: str
    message: str
    right: str | None = None
    severity: Severity = "error"
    value: str | None = None
    period: Period = ALWAYS
    """The days on which it shows, where it is a warning that travels with answers."""


StatuteRule = Callable[[Statute], Iterable[Violation]]
CrossRule = Callable[[Sequence[Statute]], Iterable[tuple[int, Violation]]]
"""Looks at all statutes together; tells which of them each violation is in."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one slice, or of several together."""

    single: tuple[StatuteRule, ...] = ()
    across: tuple[CrossRule, ...] = ()

    def __add__(self, other: "Rules") -> "Rules":
        """Put the rules of two slices together."""
        return Rules(self.single + other.single, self.across + other.across)


@dataclass(frozen=True, slots=True)
class Report:
    """All that is wrong with the files, and what they leave open."""

    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    loaded: tuple[LoadedStatute, ...] = field(default=(), repr=False)


def check(loadings: Iterable[Loading], rules: Rules) -> Report:
    """Check files one by one and then together; every problem of every file is reported."""
    loadings = tuple(loadings)
    problems = [problem for loading in loadings for problem in loading.problems]
    loaded = tuple(loading.loaded for loading in loadings if loading.loaded)
    for one in loaded:
        problems += check_one(one, rules)
    found = together([shared(one.statute) for one in loaded], rules)
    problems += [placed(loaded[index], violation) for index, violation in found]
    return sorted_report(problems, loaded)


def check_one(loaded: LoadedStatute, rules: Rules) -> list[Problem]:
    """Check one file by itself."""
    found = dict.fromkeys(violations(loaded.statute, rules))
    return [placed(loaded, violation) for violation in found]


def shared(statute: Statute) -> Statute:
    """Keep of a statute what rules that look at all statutes may look at."""
    others = {name: () for name in Statute.model_fields if name not in _SHARED}
    return statute.model_copy(update=others)


_SHARED = frozenset(
    {"slug", "kind", "name", "region", "provinces", "comuni", "members", "bodies", "units"}
)


def together(statutes: Sequence[Statute], rules: Rules) -> Iterator[tuple[int, Violation]]:
    """Check statutes with one another."""
    for rule in (unique_slugs, *rules.across):
        yield from rule(statutes)


def sorted_report(problems: list[Problem], loaded: tuple[LoadedStatute, ...] = ()) -> Report:
    """Put problems in the order of the files."""
    problems = sorted(problems, key=lambda one: (one.file, one.line, one.column, one.code))
    return Report(
        tuple(problem for problem in problems if problem.severity == "error"),
        tuple(problem for problem in problems if problem.severity == "warning"),
        loaded,
    )


def violations(statute: Statute, rules: Rules) -> Iterator[Violation]:
    """Apply the rules that look at one statute, those of every source first."""
    for rule in (*OWN_RULES, *rules.single):
        yield from rule(statute)


def found_by(rules: Rules, statute: Statute) -> Iterator[Violation]:
    """Apply only the rules of a slice, to a statute that was already checked."""
    for rule in rules.single:
        yield from rule(statute)


def placed(loaded: LoadedStatute, violation: Violation) -> Problem:
    """Say in which line of the file a violation is."""
    line, column = loaded.tree.place(violation.path)
    return Problem(
        loaded.file,
        line,
        column,
        written(violation.path),
        violation.code,
        violation.message,
        violation.value,
        violation.right,
        violation.severity,
    )


def softened(rule: Rule, found: Iterable[Violation]) -> Iterator[Violation]:
    """Give the violations of a rule as hard as it is: block, warn, or only recorded."""
    if rule.enforcement == "block":
        yield from found
    elif rule.enforcement == "warn":
        for violation in found:
            yield replace(violation, severity="warning")


def sources_exist(statute: Statute) -> Iterator[Violation]:
    """A source cites a declared document, and an article which that document has."""
    documents = {document.code: document for document in statute.documents}
    for path, part in parts(statute):
        if not isinstance(part, Source):
            continue
        document = documents.get(part.document)
        if document is None:
            yield Violation(
                (*path, "document"),
                "UNKNOWN_DOCUMENT",
                f"il documento «{part.document}» non è dichiarato in «documents»",
                nearest(part.document, documents),
                value=part.document,
            )
        elif part.article is not None and not document.has(part.article):
            yield Violation(
                (*path, "article"),
                "UNKNOWN_ARTICLE",
                f"il documento {document.code} non ha l'articolo «{part.article}»",
                "articoli: " + ", ".join(document.articles),
                value=part.article,
            )


def ambiguities_exist(statute: Statute) -> Iterator[Violation]:
    """An ambiguity that a part names is declared, and its reading in force is among its own."""
    declared = {ambiguity.code for ambiguity in statute.ambiguities}
    for path, part in parts(statute):
        for name, code in open_points(part):
            if code not in declared:
                yield Violation(
                    (*path, name),
                    "UNKNOWN_AMBIGUITY",
                    f"l'ambiguità «{code}» non è dichiarata in «ambiguities»",
                    nearest(code, declared),
                    value=code,
                )
    for index, ambiguity in enumerate(statute.ambiguities):
        options = [option.code for option in ambiguity.options]
        if ambiguity.chosen.option not in options:
            yield Violation(
                ("ambiguities", index, "chosen", "option"),
                "UNKNOWN_OPTION",
                f"«{ambiguity.chosen.option}» non è fra le letture di {ambiguity.code}",
                nearest(ambiguity.chosen.option, options),
                value=ambiguity.chosen.option,
            )


def open_points(part: Strict) -> Iterator[tuple[str, str]]:
    """Tell the ambiguities that a part names, each with the field that names it."""
    known = fields(type(part))
    for name in ("ambiguity", "incomplete"):
        code = getattr(part, name) if name in known else None
        if code is not None:
            yield name, code
    if "doubts" in known:
        for code in getattr(part, "doubts"):  # noqa: B009  not every part has them
            yield "doubts", code


def validities_hold(statute: Statute) -> Iterator[Violation]:
    """A validity begins before it ends."""
    for path, part in parts(statute):
        if isinstance(part, Rule) and part.valid.period.empty:
            yield Violation(
                (*path, "valid"),
                "EMPTY_VALIDITY",
                "la validità finisce prima di cominciare",
                "«from» precede «until», che è il primo giorno senza",
            )


def codes_are_unique(statute: Statute) -> Iterator[Violation]:
    """A code names one thing; organs and roles may follow one another in time under one code."""
    for section in (
        "documents", "ambiguities", "events", "provinces", "bodies", "units", "coalitions",
        "perimeters", "instruments", "matters", "offices", "categories",
    ):  # fmt: skip
        seen: dict[str, int] = {}
        for index, item in enumerate(getattr(statute, section)):
            if item.code in seen:
                yield _repeated((section, index, "code"), item.code)
            seen.setdefault(item.code, index)


def codes_do_not_overlap(statute: Statute) -> Iterator[Violation]:
    """Two organs, or two rules of any other kind, with one code never hold on the same day."""
    for section in (
        "organs", "roles", "deadlines", "funds", "allocation_keys", "estimates", "ledgers",
        "fixed_amounts", "programmes", "mirror_adoptions", "information_debts", "joint_meetings",
    ):  # fmt: skip
        seen: list[tuple[str, Period]] = []
        for index, item in enumerate(getattr(statute, section)):
            period = item.valid.period
            if any(code == item.code and period.overlaps(other) for code, other in seen):
                yield _repeated((section, index, "code"), item.code, " negli stessi giorni")
            seen.append((item.code, period))


def mentions_are_declared(statute: Statute) -> Iterator[Violation]:
    """A code that a rule names is declared, in the list where such things are declared."""
    names = Names.of(statute)
    for path, part in parts(statute):
        for name, target in references(type(part)).items():
            known = names.declared(target)
            is_list = isinstance(getattr(part, name), tuple)
            for index, code in enumerate(mentioned(part, name)):
                if code not in known:
                    where = (*path, name, index) if is_list else (*path, name)
                    message = f"«{code}» non è dichiarato"
                    right = nearest(code, known)
                    yield Violation(where, "UNKNOWN_CODE", message, right, value=code)


def rules_are_complete(statute: Statute) -> Iterator[Violation]:
    """A clock runs for days or for months; seats by signatory name the act that was signed."""
    for path, part in parts(statute):
        if isinstance(part, AfterEvents) and (part.days is None) == (part.months is None):
            message = "un termine dopo un fatto dura giorni oppure mesi"
            yield Violation(path, "CLOCK_LENGTH", message, "«days» oppure «months», uno solo")
        if "seat_policy" not in fields(type(part)):
            continue
        policy, instrument = (getattr(part, name) for name in ("seat_policy", "instrument"))
        if policy == "BY_SIGNATORY" and instrument is None:
            message = "i posti sono per ente firmatario, ma di quale atto non è detto"
            yield Violation(path, "MISSING", message, "«instrument»: il codice dell'atto")


def mixed_keys_are_whole(statute: Statute) -> Iterator[Violation]:
    """The fractions of a mixed key make the whole, and each of its keys gives weights itself."""
    funded = {one.code for one in statute.allocation_keys if isinstance(one, ZeroKey)}
    mixed = {one.code for one in statute.allocation_keys if isinstance(one, MixedKey)}
    for index, key in enumerate(statute.allocation_keys):
        if not isinstance(key, MixedKey):
            continue
        path: Path = ("allocation_keys", index, "parts")
        whole = sum(one.share for one in key.parts)
        if whole != 1:
            message = f"le frazioni del criterio {key.code} fanno {whole}, non 1"
            yield Violation(path, "SHARES_NOT_WHOLE", message, "frazioni che insieme fanno 1")
        for place, part in enumerate(key.parts):
            where = (*path, place, "key")
            if part.key in mixed:
                message = f"«{part.key}» è a sua volta un criterio misto"
                yield Violation(where, "MIXED_IN_MIXED", message, "un criterio semplice")
            if part.key in funded:
                message = f"con «{part.key}» paga un fondo: non dice quanto pesa ciascuno"
                yield Violation(where, "FUNDED_IN_MIXED", message, "un criterio semplice")


def actors_have_their_own_codes(statute: Statute) -> Iterator[Violation]:
    """A code says who acts in one way: an organ, a role, an office and a body never share it."""
    seen: dict[str, str] = {}
    for section in ACTORS:
        for index, item in enumerate(getattr(statute, section)):
            if seen.setdefault(item.code, section) != section:
                where = f" in «{seen[item.code]}»"
                yield _repeated((section, index, "code"), item.code, where)


def unique_slugs(statutes: Sequence[Statute]) -> Iterator[tuple[int, Violation]]:
    """Two files never declare the same tenant."""
    seen: dict[str, int] = {}
    for index, statute in enumerate(statutes):
        if statute.slug in seen:
            yield index, _repeated(("slug",), statute.slug, " in un altro file")
        seen.setdefault(statute.slug, index)


def _repeated(path: Path, code: str, where: str = "") -> Violation:
    return Violation(
        path, "DUPLICATE_CODE", f"«{code}» è già dichiarato{where}", "un codice diverso", value=code
    )


OWN_RULES: tuple[StatuteRule, ...] = (
    sources_exist,
    ambiguities_exist,
    validities_hold,
    codes_are_unique,
    codes_do_not_overlap,
    mentions_are_declared,
    rules_are_complete,
    mixed_keys_are_whole,
    actors_have_their_own_codes,
)
