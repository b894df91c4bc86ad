"""Every kind of rule is read, and refused when it is not what it should be."""

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from ambiti.statute.language import Statute
from ambiti.statute.language.rule import Rule, Strict
from ambiti.statute.parts import parts

Case = dict[str, object]
With = Callable[[str, str], Statute]
SOURCE = "source: {document: CONV, article: '7'}"


def kinds(model: type[Strict] = Strict) -> set[type[Strict]]:
    """Tell the types that a file can hold: those that have a sentence, or no type below them."""
    below = model.__subclasses__()
    found = {model} if not below and issubclass(model, Rule) else set()
    return found.union(*(kinds(one) for one in below))


def test_every_kind_of_rule_is_in_the_table_or_in_the_tenants(
    rule_cases: list[tuple[str, Case]], with_rule: With, tenants: dict[str, Statute]
) -> None:
    read: set[type[Strict]] = set()
    for section, case in rule_cases:
        read |= {type(part) for _, part in parts(with_rule(section, str(case["rule"])))}
    for statute in tenants.values():
        read |= {type(part) for _, part in parts(statute)}
    nested = {"RevocationMajority", "RevocationConvening", "Replacement", "WidenedPool"}
    missing = {kind.__name__ for kind in kinds() - read} - nested - {"ChairSubstitute"}
    assert missing == set()


def test_every_kind_of_rule_says_something() -> None:
    assert {kind.__name__ for kind in kinds() if not kind.says} == set()


def test_no_required_field_can_be_left_out_and_no_other_can_be_added(
    rule_cases: list[tuple[str, Case]],
    with_rule: With,
    read_rule: Callable[[str], dict[str, Any]],
    with_data: Callable[[str, dict[str, Any]], Statute],
) -> None:
    accepted = []
    for section, case in rule_cases:
        data = read_rule(str(case["rule"]))
        model = rule_of(with_rule(section, str(case["rule"])), data)
        for name, field in model.model_fields.items():
            if field.is_required():
                less = {key: value for key, value in data.items() if key != name}
                if is_read(with_data, section, less):
                    accepted.append((case["rule"], f"without {name}"))
        if is_read(with_data, section, {**data, "altro": 1}):
            accepted.append((case["rule"], "with «altro»"))
    assert accepted == []


def rule_of(statute: Statute, data: dict[str, Any]) -> type[Strict]:
    """Find the type that a rule was read as: its fields are those of the data."""
    return next(
        type(part)
        for _, part in parts(statute)
        if isinstance(part, Rule)
        and part.source.article == "7"
        and set(data) <= set(type(part).model_fields)
    )


def is_read(
    with_data: Callable[[str, dict[str, Any]], Statute], section: str, data: dict[str, Any]
) -> bool:
    """Tell whether a rule is accepted."""
    try:
        with_data(section, data)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(
    ("section", "rule", "field", "kind"),
    [
        ("decisions", "{kind: MAJORITY, fraction: 3/2, strict: true, of: PRESENT, @}",
         "fraction", "string_pattern_mismatch"),
        ("decisions", "{kind: MAJORITY, fraction: '0/2', strict: true, of: PRESENT, @}",
         "fraction", "string_pattern_mismatch"),
        ("decisions", "{kind: MAJORITY, fraction: 1, strict: true, of: PRESENT, @}",
         "fraction", "string_type"),
        ("decisions", "{kind: MAJORITY, fraction: 1/2, strict: sì, of: PRESENT, @}",
         "strict", "bool_type"),
        ("decisions", "{kind: MAJORITY, fraction: 1/2, strict: true, of: EVERYONE, @}",
         "of", "literal_error"),
        ("decisions", "{kind: UNANIMITY, @}", "decisions", "union_tag_invalid"),
        ("fixed_amounts", "{code: F, what: PDZ, amount: 20000, per: YEAR, creditor: UDP, @}",
         "amount", "string_type"),
        ("fixed_amounts", "{code: F, what: PDZ, amount: '20.000,00', per: YEAR, creditor: UDP, @}",
         "amount", "string_pattern_mismatch"),
        ("fixed_amounts", "{code: F, what: PDZ, amount: '-1.00', per: YEAR, creditor: UDP, @}",
         "amount", "string_pattern_mismatch"),
        ("deadlines",
         "{code: D, what: PDZ, when: {kind: FIXED, month_day: 02-30}, hardness: HARD, @}",
         "month_day", "string_pattern_mismatch"),
        ("deadlines",
         "{code: D, what: PDZ, when: {kind: FIXED, month_day: 06-31}, hardness: HARD, @}",
         "month_day", "string_pattern_mismatch"),
        ("deadlines", "{code: D, what: PDZ, when: {kind: AFTER, events: []}, hardness: HARD, @}",
         "events", "too_short"),
        ("deadlines", "{code: D, what: PDZ, when: {kind: EVERY, every: WEEK}, hardness: HARD, @}",
         "every", "literal_error"),
        ("deadlines", "{code: D, what: PDZ, when: {kind: SET_BY, by: ADS}, hardness: FIRM, @}",
         "hardness", "literal_error"),
        ("allocation_keys",
         "{kind: POPULATION, code: K, reference: {month_day: 12-31, year_offset: 1}, @}",
         "year_offset", "less_than_equal"),
        ("composition", "{kind: TOTAL_CAP, n: 0, @}", "n", "greater_than_equal"),
        ("composition", "{kind: OFFICE_OF_EACH, office: SINDACO, over: {kind: PLANETS}, @}",
         "over", "union_tag_invalid"),
        ("competences", "{by: UDP, verb: DREAM, matter: PDZ, @}", "verb", "literal_error"),
        ("term", "{kind: MONTHS, months: 0, @}", "months", "greater_than_equal"),
        ("privacy_profiles",
         "{instrument: CONV, controllers: {mode: JOINT, controllers: [], @}, @}",
         "controllers", "too_short"),
        ("personnel",
         "{kind: HOURS_REFUND, claimant: UDP, threshold: 100, unit: HOURS_YEAR, "
         "policy: ALL_HOURS, scope: PERSON, @}", "threshold", "string_type"),
    ],
)  # fmt: skip
def test_it_is_refused(with_rule: With, section: str, rule: str, field: str, kind: str) -> None:
    with pytest.raises(ValidationError) as refused:
        with_rule(section, rule)
    found = {(error["type"], error["loc"]) for error in refused.value.errors()}
    assert any(kind == one and field in loc for one, loc in found), found


def test_a_wrong_fraction_is_told_in_italian_with_what_is_right(
    load_rule: Callable[[str, str], Any],
) -> None:
    rule = f"  - {{kind: MAJORITY, fraction: due terzi, strict: true, of: PRESENT, {SOURCE}}}"
    (problem,) = load_rule("decisions", rule).problems
    assert problem.path == "organs[0].decisions[0].fraction"
    assert problem.code == "WRONG_FORM"
    assert "2/3" in problem.right
