"""Documents that contradict themselves, or ask for what nobody can do: found, told, and no more."""

from collections.abc import Callable
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from ambiti.agreements.conflicts import CONFLICTS
from ambiti.cli.statutes import RULES
from ambiti.governance.denominators import DENOMINATORS
from ambiti.governance.reachability import REACHABILITY
from ambiti.statute.checking import Violation, check, found_by
from ambiti.statute.conflicts import RULES as CONTRADICTIONS
from ambiti.statute.language import Statute
from ambiti.statute.language.references import Ref, Target, references
from ambiti.statute.language.rule import Strict
from ambiti.statute.loading import load
from ambiti.statute.naming import Names
from ambiti.statute.problems import written as path_in_words

Write = Callable[..., str]
Change = tuple[str, str]
ALL = CONTRADICTIONS + DENOMINATORS + REACHABILITY + CONFLICTS

CONV = 'source: {document: CONV, article: "7"}'
VOCABULARY = """\
matters:
  - {code: PDZ, name: il Piano di Zona}
  - {code: COSTO, name: il costo del personale}
events:
  - {code: FATTO, name: il fatto, source: {document: CONV}}
funds:
  - {code: FONDO, name: Fondo, kind: NATIONAL, source: {document: CONV}}
allocation_keys:
  - {kind: ZERO, code: NESSUNO, fund: FONDO, source: {document: CONV, article: "7"}}
  - {kind: OWN_COST, code: PROPRIO, source: {document: CONV, article: "7"}}
"""
REGULATION = (
    "  - {code: LEGGE,",
    "  - {code: REG, title: Regolamento, supplied: false}\n  - {code: LEGGE,",
)
SUPPLIED = (
    "  - {code: LEGGE,",
    "  - {code: REG, title: Regolamento, supplied: true}\n  - {code: LEGGE,",
)
SEATS = "composition:\n      - {kind: OFFICE_OF_EACH, office: SINDACO, over: {kind: COMUNI}, @}"
MAJORITY = 'decisions:\n      - {kind: MAJORITY, fraction: "1/2", strict: true, of: COMPONENTS, @}'
UNION = [
    ("kind: UNIONE,", "kind: UNIONE, comuni: [Crema, Gombito],"),
    ("- {kind: COMUNI, comuni: [Crema, Gombito, Ticengo]}",
     "- {kind: COMUNI, comuni: [Ticengo]}\n      - {kind: BODY, body: UNIONE}"),
]  # fmt: skip


def more(text: str) -> Change:
    """Add sections at the end of the small statute."""
    return ("roles:\n", f"{VOCABULARY}{text.replace('@', CONV)}\nroles:\n")


def organ(*lines: str) -> Change:
    """Add lines to the assembly."""
    return (
        "    aliases: [Assemblea]\n",
        "".join(f"    {line.replace('@', CONV)}\n" for line in lines),
    )


def deadline(when: str, rest: str = "") -> Change:
    return more(f"deadlines:\n  - {{code: D, what: PDZ, when: {when}, hardness: HARD, {rest}@}}")


def recess(liability: str, key: str = "NESSUNO") -> Change:
    return more(
        f"allocations:\n  - {{what: COSTO, key: {key}, @}}\n"
        "recesses:\n  - {kind: RECESS, instrument: CONV, notice: {kind: MONTHS, months: 6}, "
        f"effect: END_OF_NOTICE, liability: {{{liability}, @}}, @}}"
    )


def competences(*rules: str) -> Change:
    return more("competences:\n" + "\n".join(f"  - {{{rule}, @}}" for rule in rules))


def role(appointment: str) -> Change:
    return ("roles:\n", f"""roles:
  - code: CAPO
    name: Capo
    access: responsabile_udp
    held_for: AMBITO
    appointment: {{{appointment}, {CONV}}}
    {CONV}
""")  # fmt: skip


UNTIL = "kind: SHARE_UNTIL_EVENT, event: FATTO, cost: COSTO"
PROPOSED = "by: ADS, verb: PROPOSE, matter: PDZ"
APPROVED = "by: ADS, verb: APPROVE, matter: PDZ"
AFTER_PROPOSAL = f"{APPROVED}, requires: [{{verb: PROPOSE, by: ADS}}]"
BROKEN = "hierarchy:\n  - {kind: BROKEN_REFERENCE, cited: "

HAS: list[tuple[str, str, str, list[Change]]] = [
    ("BROKEN_REFERENCE", "hierarchy[0]", "warning", [more(BROKEN + '"7", meant: "5", @}')]),
    ("UNKNOWN_ARTICLE", "hierarchy[0].meant", "error", [more(BROKEN + '"7", meant: "15", @}')]),
    ("SAME_ARTICLE", "hierarchy[0].meant", "error", [more(BROKEN + '"7", meant: "7", @}')]),
    ("BROKEN_REFERENCE", "capofila[0].source.words", "warning",
     [('article: "2"}', 'article: "2", words: di cui al precedente art. 9}')]),
    ("DENOMINATOR_NOT_UNIQUE", "organs[0].decisions[0]", "warning",
     [*UNION, organ(SEATS, MAJORITY)]),
    ("TWO_MAJORITIES", "organs[0].decisions[1]", "warning",
     [organ(SEATS, MAJORITY + '\n      - {kind: MAJORITY, fraction: "2/3", strict: false, '
            'of: PRESENT, @}')]),
    ("SOURCE_NOT_SUPPLIED", "organs[0].decisions[0]", "warning",
     [REGULATION, organ(SEATS, "decisions: [{kind: EXTERNAL_REGULATION, document: REG, @}]")]),
    ("SOURCE_NOT_SUPPLIED", "capofila[0].source", "warning",
     [REGULATION, ('source: {document: CONV, article: "2"}', "source: {document: REG}")]),
    ("SOURCE_SUPPLIED", "organs[0].decisions[0].document", "warning",
     [SUPPLIED, organ(SEATS, "decisions: [{kind: EXTERNAL_REGULATION, document: REG, @}]")]),
    ("FREE_BUT_OWED", "recesses[0].liability", "warning", [recess(UNTIL)]),
    ("DEADLINE_BEFORE_START", "deadlines[0].when", "warning",
     [deadline('{kind: FIXED, month_day: "03-31"}')]),
    ("NO_END", "deadlines[0].when.instrument", "warning",
     [deadline("{kind: WINDOW, months: 6, instrument: CONV, reading: WINDOW}")]),
    ("UNREACHABLE", "competences[0].requires[0]", "warning",
     [organ(SEATS), competences(AFTER_PROPOSAL)]),
    ("WAITS_FOR_ITSELF", "competences[0].requires", "error",
     [organ(SEATS), competences(AFTER_PROPOSAL,
                                f"{PROPOSED}, requires: [{{verb: APPROVE, by: ADS}}]")]),
    ("NOBODY_DECIDES", "competences[0].matter", "warning", [competences(PROPOSED)]),
    ("NO_MEMBERS", "organs[0].composition", "warning", [competences(APPROVED)]),
    ("NOBODY_VOTES", "organs[0].composition", "error",
     [organ("composition: [{kind: INVITED, who: UNIONE, @}]"), competences(APPROVED)]),
    ("NOBODY_APPOINTS", "roles[0].appointment", "error",
     [role("kind: ONE_STEP, appointed_by: CAPO")]),
    ("NOBODY_APPOINTS", "roles[0].appointment.appointed_by", "warning",
     [role("kind: ONE_STEP, appointed_by: ADS")]),
    ("NOBODY_APPOINTS", "roles[0]", "warning",
     [('source: {document: LEGGE, article: "50"}', CONV)]),
    ("MEANS_NOBODY", "competences[0].by", "error",
     [competences("by: LEAD, verb: EXECUTE, matter: PDZ")]),
]  # fmt: skip
HAS_NOT: list[tuple[str, list[Change]]] = [
    ("BROKEN_REFERENCE", [('article: "2"}', 'article: "2", words: di cui al precedente art. 1}')]),
    ("DENOMINATOR_NOT_UNIQUE", [organ(SEATS, MAJORITY)]),
    ("TWO_MAJORITIES", [organ(SEATS, MAJORITY + '\n      - {kind: MAJORITY, matter: PDZ, '
                              'fraction: "2/3", strict: false, of: PRESENT, @}'), more("")]),
    ("SOURCE_NOT_SUPPLIED", []),
    ("SOURCE_SUPPLIED", [REGULATION, organ(SEATS, "decisions: [{kind: EXTERNAL_REGULATION, "
                                                  "document: REG, @}]")]),
    ("FREE_BUT_OWED", [recess(UNTIL, "PROPRIO")]),
    ("DEADLINE_BEFORE_START", [deadline('{kind: FIXED, month_day: "04-30"}')]),
    ("NO_END", [("term: {kind: OPEN}", "term: {kind: FIXED, end: 2020-12-31}"),
                deadline("{kind: WINDOW, months: 6, instrument: CONV, reading: WINDOW}")]),
    ("UNREACHABLE", [organ(SEATS), competences(AFTER_PROPOSAL, PROPOSED)]),
    ("WAITS_FOR_ITSELF", [organ(SEATS), competences(AFTER_PROPOSAL, PROPOSED)]),
    ("NOBODY_DECIDES", [organ(SEATS), competences(AFTER_PROPOSAL, PROPOSED)]),
    ("NO_MEMBERS", [organ(SEATS), competences(APPROVED)]),
    ("NOBODY_VOTES", [organ(SEATS), competences(APPROVED)]),
    ("NOBODY_APPOINTS", [organ(SEATS), role("kind: ONE_STEP, appointed_by: ADS")]),
    ("MEANS_NOBODY", [competences("by: CAPOFILA, verb: EXECUTE, matter: PDZ")]),
]  # fmt: skip


def found(text: str) -> list[Violation]:
    loading = load(text, "small.yaml")
    assert loading.loaded, loading.problems
    return list(found_by(ALL, loading.loaded.statute))


@pytest.mark.parametrize(("code", "path", "severity", "changes"), HAS)
def test_a_conflict_is_found_where_it_is(
    written: Write, code: str, path: str, severity: str, changes: list[Change]
) -> None:
    told = [(one.code, written_path(one), one.severity) for one in found(written(*changes))]
    assert (code, path, severity) in told


@pytest.mark.parametrize(("code", "changes"), HAS_NOT)
def test_and_is_not_found_where_it_is_not(written: Write, code: str, changes: list[Change]) -> None:
    assert code not in {one.code for one in found(written(*changes))}


def test_every_conflict_has_both_tests() -> None:
    with_it = {code for code, *_ in HAS} - {"UNKNOWN_ARTICLE", "SAME_ARTICLE"}
    assert with_it == {code for code, _ in HAS_NOT}


def written_path(violation: Violation) -> str:
    return path_in_words(violation.path)


def test_a_denominator_is_told_with_both_numbers(written: Write) -> None:
    (one,) = [
        v for v in found(written(*UNION, organ(SEATS, MAJORITY)))
        if v.code == "DENOMINATOR_NOT_UNIQUE"
    ]  # fmt: skip
    assert one.message == (
        "i voti che servono sono 2 se si contano i 3 comuni, 2 se si contano i 2 enti firmatari"
    )


def test_a_waived_first_period_says_so(written: Write) -> None:
    change = deadline('{kind: FIXED, month_day: "03-31"}', "first_period: {kind: WAIVED}, ")
    (one,) = [v for v in found(written(change)) if v.code == "DEADLINE_BEFORE_START"]
    assert one.message == (
        "il 31 marzo 2012 viene prima del 1° aprile 2012, quando comincia CONV; "
        "la prima volta si salta"
    )
    assert one.right is None


def test_a_problem_has_its_line_and_the_nearest_word(written: Write) -> None:
    text = written(
        organ(SEATS), competences(AFTER_PROPOSAL.replace("PROPOSE", "PREPARE"), PROPOSED)
    )
    report = check([load(text, "small.yaml")], RULES)
    (one,) = [problem for problem in report.warnings if problem.code == "UNREACHABLE"]
    assert "requires" in text.splitlines()[one.line - 1]
    assert one.value == "PREPARE"
    assert one.right == "uno di: APPROVE, PROPOSE"


def test_the_tenants_have_conflicts_but_no_error(tenants: dict[str, Statute]) -> None:
    for slug, statute in tenants.items():
        errors = [one for one in found_by(ALL, statute) if one.severity == "error"]
        assert errors == [], slug


def parts_of_the_language(model: type[BaseModel], seen: set[type[BaseModel]]) -> None:
    if model in seen:
        return
    seen.add(model)
    for field in model.model_fields.values():
        waiting = [field.annotation]
        while waiting:
            one: Any = waiting.pop()
            if isinstance(one, type) and issubclass(one, Strict):
                parts_of_the_language(one, seen)
            waiting += get_args(one)


def test_every_kind_of_reference_is_checked_against_what_is_declared(
    statute: Callable[..., Statute],
) -> None:
    seen: set[type[BaseModel]] = set()
    parts_of_the_language(Statute, seen)
    targets = {target for model in seen for target in references(model).values()}
    names = Names(statute())
    assert targets == set(get_args(Target))
    for target in targets:
        assert names.declared(target) is not None
    assert Ref("organ").to in targets


@pytest.mark.parametrize("section", ["competences", "deadlines", "recesses", "allocations"])
def test_a_dangling_code_is_told_with_the_nearest_one(written: Write, section: str) -> None:
    changes = {
        "competences": competences(APPROVED.replace("PDZ", "PDZZ")),
        "deadlines": deadline("{kind: AFTER, events: [FATTTO], days: 3}"),
        "recesses": recess(UNTIL.replace("COSTO", "COSTOO")),
        "allocations": recess(UNTIL, "NESSUN"),
    }
    report = check([load(written(changes[section]), "small.yaml")], RULES)
    dangling = [one for one in report.errors if one.code == "UNKNOWN_CODE"]
    assert [(one.right or "")[:7] for one in dangling] == ["forse «"]
