"""What the documents ask of whoever provides, commits and spends money."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ambiti.acting.refusing import Violation
from ambiti.budgets.funds.rules import fund_of, known_matters
from ambiti.governance.acts.preceding import IN_FORCE
from ambiti.governance.competence import Caller, right, said_by
from ambiti.statute.language.duties import NotTheSame, OwnOnly
from ambiti.statute.language.funds import Compatibility, Residuals, UnitPurpose
from ambiti.statute.language.programming import Levels
from ambiti.statute.language.rule import Rule
from ambiti.statute.language.statute import Statute
from ambiti.statute.naming import Names
from ambiti.statute.periods import in_words
from ambiti.statute.rulebook.italian import euro


@dataclass(frozen=True, slots=True)
class Fund:
    """A fund of a budget, as its row says it."""

    code: str
    name: str
    year: int
    kind: str
    in_kind: bool
    parts: tuple[str, ...]
    within: tuple[str, ...]
    purposes: tuple[str, ...]
    allocated_by: str | None
    custodian: str | None
    payee: str | None
    first_year: int | None
    last_year: int | None
    document: str
    article: str | None

    def says(self, code: str, message: str, field: str) -> Violation:
        """Make a violation that names the article of the fund."""
        return Violation(code, message, field, self.document, self.article)


@dataclass(frozen=True, slots=True)
class Line:
    """What a line is for: of a programme, on a purpose, at a level."""

    programme: str
    action: str | None
    purpose: str
    level: str
    unit: str | None
    comune: str | None


@dataclass(frozen=True, slots=True)
class Resting:
    """The registered act that a movement rests on."""

    label: str
    state: str
    taken_on: date
    answers_to: frozenset[str]
    programme: str | None
    action: str | None


def amount_given(amount: Decimal, field: str = "amount") -> Iterator[Violation]:
    """Refuse a sum that is nothing or less."""
    if amount <= 0:
        message = f"Si muove una somma maggiore di zero, non {euro(amount)}."
        yield Violation("AMOUNT_NOT_POSITIVE", message, field)


def rested(act: Resting, day: date, today: date) -> Iterator[Violation]:
    """Refuse a movement on an act that is not a decision in force, or before it, or to come."""
    if act.state not in IN_FORCE:
        said = "è annullato" if act.state == "ANNULLED" else "non è una decisione"
        message = f"{act.label} {said}: il denaro si muove solo su un atto adottato e in vigore."
        yield Violation("ACT_NOT_IN_FORCE", message, "act")
    if day < act.taken_on:
        message = f"{act.label} è del {in_words(act.taken_on)}: il movimento non può precederlo."
        yield Violation("BEFORE_THE_ACT", message, "on")
    if day > today:
        message = f"Si registra ciò che è avvenuto: il {in_words(day)} non è ancora venuto."
        yield Violation("DAY_NOT_COME", message, "on")


def holds_money(fund: Fund) -> Iterator[Violation]:
    """Refuse money to what has none: resources in kind, a sum of other funds."""
    if fund.in_kind:
        message = f"{fund.name} è in natura: si registra con recordInKind e non è mai denaro."
        yield fund.says("FUND_IN_KIND", message, "fund")
    elif fund.parts:
        message = f"{fund.name} è la somma di {', '.join(fund.parts)}: il denaro è di quelli."
        yield fund.says("FUND_IS_A_SUM", message, "fund")


def in_its_years(statute: Statute, fund: Fund) -> Iterator[Violation]:
    """Refuse to spend a fund in a year that is not one of its own."""
    first, last = fund.first_year or fund.year, fund.last_year or fund.year
    if first <= fund.year <= last:
        return
    years = f"nel {first}" if first == last else f"dal {first} al {last}"
    message = f"{fund.name} si spende {years}, non nel {fund.year}."
    declared = fund_of(statute, fund.code, fund.year)
    rule = declared.period if declared else None
    yield (
        said_by(rule, statute, "FUND_PERIOD", message, "fund")
        if rule
        else fund.says("FUND_PERIOD", message, "fund")
    )


def earmarked(statute: Statute, fund: Fund, purpose: str, field: str) -> Iterator[Violation]:
    """Refuse a purpose for which the fund is not."""
    yield from known_matters(statute, (purpose,), field)
    if not fund.purposes or purpose in fund.purposes:
        return
    names = Names.of(statute).declared("matter")
    told = ", ".join(f"{names.get(one, one)} ({one})" for one in fund.purposes)
    message = f"{fund.name} si spende solo per: {told}; non per {names.get(purpose, purpose)}."
    declared = fund_of(statute, fund.code, fund.year)
    rule = declared.restriction if declared else None
    yield (
        said_by(rule, statute, "EARMARK_VIOLATION", message, field)
        if rule
        else fund.says("EARMARK_VIOLATION", message, field)
    )


def deliberated(statute: Statute, fund: Fund, act: Resting) -> Iterator[Violation]:
    """Refuse to share out a fund by an act that is not of who decides it."""
    if fund.allocated_by is None or fund.allocated_by in act.answers_to:
        return
    who = Names.of(statute).declared("subject").get(fund.allocated_by, fund.allocated_by)
    message = f"La destinazione di {fund.name} la decide {who}: {act.label} non è un suo atto."
    yield fund.says("DELIBERATION_REQUIRED", message, "act")


def placed(statute: Statute, line: Line, day: date, comuni: Collection[str]) -> Iterator[Violation]:
    """Refuse a line whose programme or place is not in the documents, or not of its level."""
    programmes = Names.of(statute).declared("programme")
    if line.programme not in programmes:
        message = f"«{line.programme}» non è un documento di programmazione: "
        yield Violation(
            "PROGRAMME_UNKNOWN", f"{message}{right(line.programme, programmes)}.", "programme"
        )
    levels = next(
        (
            one
            for one in statute.programme_rules
            if isinstance(one, Levels) and one.valid.period.covers(day)
        ),
        None,
    )
    units = [one.code for one in statute.units if one.valid.period.covers(day)]
    wanted: list[tuple[str, str, str | None, Collection[str], str]] = [
        ("SUB_AMBITO", "unit", line.unit, units, "un sub-ambito"),
        ("COMUNALE", "comune", line.comune, comuni, "un comune, col codice ISTAT"),
    ]
    for level, field, given, known, what in wanted:
        if (line.level == level) != (given is not None):
            serves = "serve" if line.level == level else "non va indicato"
            message = f"Per una voce di livello {line.level} {serves} {what}."
            yield _said(levels, statute, "LEVEL_MISMATCH", message, field)
        elif given is not None and given not in known:
            message = f"«{given}» non è {what} dell'Ambito: {right(given, known)}."
            yield Violation("PLACE_UNKNOWN", message, field)


def own(statute: Statute, unit: str | None, caller: Caller, day: date) -> Iterator[Violation]:
    """Refuse to spend for a sub-ambito to who does not act for it, where the documents say so."""
    if unit is None or unit in caller.units:
        return
    rules = [
        one
        for one in statute.separations
        if isinstance(one, OwnOnly) and one.scope == "UNIT" and one.valid.period.covers(day)
    ]
    rules.sort(key=lambda one: one.who not in caller.roles)
    rule: Rule | None = next(iter(rules), None) or _unit_rule(statute, unit, day)
    if rule is not None:
        message = f"Le risorse del sub-ambito {unit} le spende solo chi agisce per quello."
        yield said_by(rule, statute, "OWN_ONLY", message, "line")


def for_its_purpose(statute: Statute, line: Line, act: Resting, day: date) -> Iterator[Violation]:
    """Refuse to commit by an act about another programme, or another action, than the line's."""
    rule = _unit_rule(statute, line.unit, day) if line.unit is not None else None
    for given, wanted, what in (
        (act.programme, line.programme, "il documento"),
        (act.action, line.action, "l'azione"),
    ):
        if given is not None and given != wanted:
            message = f"{what.capitalize()} della voce è {wanted or 'nessuna'}, dell'atto {given}."
            yield _said(rule, statute, "PURPOSE_MISMATCH", message, "act")


def covered(
    statute: Statute, fund: Fund, wanted: Decimal, there: Decimal, line: Line
) -> Iterator[Violation]:
    """Refuse to appropriate more than the fund has left; says by how much it is short."""
    if wanted <= there:
        return
    message = (
        f"{fund.name} ha ancora {euro(max(there, Decimal(0)))} da stanziare: per {euro(wanted)} "
        f"mancano {euro(wanted - there)}."
    )
    rule = next(
        (
            one
            for one in statute.fund_rules
            if isinstance(one, Compatibility)
            and one.programme == line.programme
            and one.fund in {fund.code, *fund.within}
            and one.valid.period.covers(date(fund.year, 12, 31))
        ),
        None,
    )
    yield _said(rule, statute, "RESOURCES_SHORT", message, "amount")


def enough(code: str, what: str, wanted: Decimal, there: Decimal) -> Iterator[Violation]:
    """Refuse to move more than there is; says what there is and by how much it is short."""
    if wanted > there:
        message = f"{what}: {euro(there)}. Per {euro(wanted)} mancano {euro(wanted - there)}."
        yield Violation(code, message, "amount")


def two_people(statute: Statute, *, same: bool, purpose: str, day: date) -> Iterator[Violation]:
    """Refuse to liquidate to who committed, whether or not a document says so (M-31)."""
    if same:
        rule = next(
            (
                one
                for one in statute.separations
                if isinstance(one, NotTheSame)
                and one.matter == purpose
                and one.valid.period.covers(day)
            ),
            None,
        )
        message = "Chi ha impegnato una somma non la liquida: serve un'altra persona."
        yield _said(rule, statute, "SAME_PERSON", message, "impegno")


def collected_by(statute: Statute, fund: Fund, collector: str | None) -> Iterator[Violation]:
    """Refuse that another collects than to whom the fund is paid, or who keeps it."""
    who = fund.payee or fund.custodian
    if collector is None or who is None or collector == who:
        return
    names = Names.of(statute).declared("payer")
    message = (
        f"{fund.name} si versa a {names.get(who, who)}, non a {names.get(collector, collector)}."
    )
    declared = fund_of(statute, fund.code, fund.year)
    rule = declared.payee if declared else None
    yield (
        said_by(rule, statute, "WRONG_PAYEE", message, "collector")
        if rule
        else fund.says("WRONG_PAYEE", message, "collector")
    )


def core_missing(funds: Iterable[tuple[Fund, int]]) -> Iterator[Violation]:
    """Remark that a source that the budget cannot do without has given nothing yet."""
    for fund, assigned in funds:
        if assigned == 0:
            message = f"Al bilancio {fund.year} manca una fonte necessaria: {fund.name}."
            yield fund.says("CORE_SOURCE_MISSING", message, "fund")


def in_hand(stages: Mapping[str, int]) -> int:
    """Tell the cash of a fund in cents: below nought, what whoever keeps it has advanced."""
    came = stages.get("COLLECTED", 0) + stages.get("CASH", 0)
    went = sum(stages.get(one, 0) for one in ("PAID", "RESIDUO_PAID", "ADVANCED"))
    return came - went


def kept_bound(statute: Statute, day: date) -> Residuals | None:
    """Find the rule by which what is left keeps its destination, where there is one."""
    return next(
        (
            one
            for one in statute.fund_rules
            if isinstance(one, Residuals) and one.earmarked and one.valid.period.covers(day)
        ),
        None,
    )


def of_residui(statute: Statute, code: str, day: date, field: str) -> Iterator[Violation]:
    """Refuse to move the residui of a line elsewhere, or to commit them anew."""
    message = (
        f"La voce {code} ha i residui di un anno prima: restano per ciò per cui furono impegnati, "
        "e si liquidano e pagano soltanto."
    )
    yield _said(kept_bound(statute, day), statute, "EARMARK_VIOLATION", message, field)


def _unit_rule(statute: Statute, unit: str, day: date) -> Rule | None:
    rules = [
        one
        for one in statute.fund_rules
        if isinstance(one, UnitPurpose)
        and one.unit in {None, unit}
        and one.valid.period.covers(day)
    ]
    rules.sort(key=lambda one: one.unit is None)
    return next(iter(rules), None)


def _said(rule: Rule | None, statute: Statute, code: str, message: str, field: str) -> Violation:
    """Make a violation, with the article where there is one."""
    if rule is None:
        return Violation(code, message, field)
    return said_by(rule, statute, code, message, field)
