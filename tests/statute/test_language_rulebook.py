"""The rulebook has every rule once, with a code of its own, its figures and its standing."""

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from ambiti.statute.checking import Report
from ambiti.statute.language import Statute
from ambiti.statute.language.instruments import Instrument
from ambiti.statute.language.rule import Rule
from ambiti.statute.parts import parts
from ambiti.statute.rulebook import rulebook

Case = dict[str, Any]
With = Callable[[str, str], Statute]


def test_every_rule_of_a_tenant_is_an_entry_once(tenants: dict[str, Statute]) -> None:
    for statute in tenants.values():
        rules = [part for _, part in parts(statute) if isinstance(part, Rule)]
        lasting = [rule for rule in rules if isinstance(rule, Instrument)]
        entries = rulebook(statute)
        assert len(entries) == len(rules) + len(lasting)
        cited = Counter((rule.source.document, rule.source.article) for rule in (*rules, *lasting))
        assert Counter((e.source.code, e.source.article) for e in entries) == cited
        assert [entry.position for entry in entries] == list(range(1, len(entries) + 1))


def test_codes_are_unique_and_do_not_depend_on_the_order_of_the_file(
    tenants: dict[str, Statute],
) -> None:
    for statute in tenants.values():
        entries = rulebook(statute)
        assert max(Counter(entry.code for entry in entries).values()) == 1
        turned = statute.model_copy(
            update={"roles": statute.roles[::-1], "bodies": statute.bodies[::-1]}
        )
        assert {e.code: e.text for e in rulebook(turned)} == {e.code: e.text for e in entries}


def test_details_are_flat_and_can_be_written_as_json(
    rule_cases: list[tuple[str, Case]], with_rule: With
) -> None:
    for section, case in rule_cases:
        for entry in rulebook(with_rule(section, case["rule"])):
            json.dumps(entry.details)
            for name, value in entry.details.items():
                assert name.isidentifier(), name
                items = value if isinstance(value, tuple) else (value,)
                assert all(isinstance(item, str | int | None) for item in items), entry


@pytest.mark.parametrize(
    ("section", "rule", "details"),
    [
        ("composition",
         "{kind: OFFICE_OF_EACH, office: SINDACO, over: {kind: COMUNI}, vote: true, @}",
         {"rule": "OFFICE_OF_EACH", "seats": 3, "pool": ("SINDACO",), "designatedBy": None,
          "vote": True}),
        ("composition",
         "{kind: OFFICE_OF_EACH, office: SINDACO, over: {kind: UNIT, unit: '5'}, @}",
         {"rule": "OFFICE_OF_EACH", "seats": 2, "pool": ("SINDACO",), "designatedBy": None,
          "vote": None}),
        ("composition",
         "{kind: N_PER_GROUP, n: 2, group: {kind: SUB_AMBITI}, pool: [SINDACO], "
         "designated_by: ADS, @}",
         {"rule": "N_PER_GROUP", "seats": 4, "pool": ("SINDACO",), "designatedBy": "ADS",
          "vote": None}),
        ("composition", "{kind: CAPPED_CATEGORY, cap: 5, categories: [COOP, VOL], @}",
         {"rule": "CAPPED_CATEGORY", "seats": 10, "pool": ("COOP", "VOL"), "designatedBy": None,
          "vote": None}),
        ("composition", "{kind: UNKNOWN, missing: tutto, @}",
         {"rule": "UNKNOWN", "seats": None, "pool": (), "designatedBy": None, "vote": None}),
        ("chair", "{kind: OFFICE, office: SINDACO-CREMA, "
         "substitute: {designated_by: ADS, pool: [SINDACO], @}, @}",
         {"office": "SINDACO-CREMA", "role": None, "elected": False, "substitute": "ADS",
          "officeRole": "SINDACO", "officeComune": None}),
        ("decisions", "{kind: MAJORITY, matter: REVOCA, fraction: 2/3, strict: false, "
         "of: ALL_ASSOCIATED_COMUNI, "
         "quorum: {kind: SHARE, fraction: 1/2, strict: true, of: PRESENT}, @}",
         {"matter": "REVOCA", "fraction": "2/3", "strict": False,
          "denominator": "ALL_ASSOCIATED_COMUNI", "quorum": "> 1/2 PRESENT",
          "abstentions": "NOT_STATED", "rounding": "UP"}),
        ("decisions", "{kind: MAJORITY, fraction: 1/1, strict: false, of: SIGNATORY_BODIES, @}",
         {"matter": None, "fraction": "1/1", "strict": False, "denominator": "SIGNATORY_BODIES",
          "quorum": None, "abstentions": "NOT_STATED", "rounding": "UP"}),
        ("decisions", "{kind: EXTERNAL_REGULATION, document: REGOLAMENTO, @}",
         {"matter": None, "fraction": None, "strict": None, "denominator": None, "quorum": None,
          "abstentions": None, "rounding": None}),
        ("meetings", "{kind: MINIMUM, n: 4, hardness: HARD, @}",
         {"minimum": 4, "hardness": "HARD"}),
        ("competences",
         "{by: ADS, verb: APPROVE, matter: PDZ, requires: [{verb: PROPOSE, by: UDP}], @}",
         {"organ": "ADS", "matter": "PDZ", "verb": "APPROVE", "requires": ("PROPOSE UDP",)}),
        ("deadlines", "{code: D, what: PDZ, when: {kind: FIXED, month_day: 01-31, year_offset: 1}, "
         "hardness: SOFT, authors: [UDP], addressees: [ADS], @}",
         {"what": "PDZ", "kind": "FIXED", "month": 1, "day": 31, "yearOffset": 1,
          "opensOn": None, "closesOn": None, "firstPeriod": None, "startsOn": "2012-04-01",
          "days": None, "months": None, "events": (), "frequency": "YEAR", "hardness": "SOFT",
          "authors": ("UDP",), "addressee": "ADS", "addressees": ("ADS",),
          "code": "D", "after": None, "sections": (), "mirroredBy": None}),
        ("deadlines", "{code: D, what: PDZ, hardness: SOFT, "
         "when: {kind: AFTER, events: [FONDI, RIPARTO], days: 45}, @}",
         {"what": "PDZ", "kind": "AFTER", "month": None, "day": None, "yearOffset": None,
          "opensOn": None, "closesOn": None, "firstPeriod": None, "startsOn": "2012-04-01",
          "days": 45, "months": None, "events": ("FONDI", "RIPARTO"), "frequency": None,
          "hardness": "SOFT", "authors": (), "addressee": None, "addressees": (),
          "code": "D", "after": None, "sections": (), "mirroredBy": None}),
        ("funds", "{code: F, name: Fondo, kind: OTHER, restriction: {purposes: [PDZ, ORE], @}, @}",
         {"code": "F", "name": "Fondo", "kind": "OTHER", "core": False,
          "restriction": "PDZ, ORE"}),
        ("allocation_keys", "{kind: EQUAL_PER_PARTY, code: K, units: BY_SIGNATORY, @}",
         {"code": "K", "kind": "EQUAL_PER_PARTY", "monthDay": None, "yearOffset": None,
          "units": "BY_SIGNATORY"}),
        ("fixed_amounts", "{code: F, what: PDZ, amount: '20000.00', per: YEAR, plus: SPAZI, "
         "creditor: CAPOFILA, payer: FNPS, @}",
         {"code": "F", "amount": "20000.00", "per": "YEAR", "plus": "SPAZI",
          "creditor": "CAPOFILA", "payer": "FNPS"}),
        ("recesses", "{kind: RECESS, instrument: CONV, notice: {kind: BY_DAY, month_day: 12-31}, "
         "effect: NEXT_YEAR_START, liability: {kind: SHARE_OF_PLANNED_SPEND, years_after: 2, "
         "key: POP, @}, @}",
         {"instrument": "CONV", "noticeMonths": None, "noticeBy": "12-31", "addressee": None,
          "effect": "NEXT_YEAR_START", "liability": "SHARE_OF_PLANNED_SPEND", "yearsAfter": 2}),
        ("privacy_profiles", "{instrument: CONV, controllers: {mode: SINGLE, "
         "controllers: [CAPOFILA], @}, rights: {articles: [15, 21], @}, @}",
         {"instrument": "CONV", "mode": "SINGLE", "controllers": ("CAPOFILA",),
          "rights": (15, 21), "purposes": (), "dpoRequired": False, "mandatory": False,
          "noticePlace": None, "noticeUrl": None, "noticeArticles": ()}),
        ("disputes", "{kind: COURT, instrument: CONV, forum: Monza, @}",
         {"kind": "COURT", "forum": "Monza", "organ": None, "majority": None}),
        ("disputes", "{kind: ORGAN, instrument: CONV, organ: ADS, fraction: 1/2, strict: true, "
         "of: COMPONENTS, @}",
         {"kind": "ORGAN", "forum": None, "organ": "ADS", "majority": "> 1/2 COMPONENTS"}),
        ("movements", "{kind: INSTALMENTS, what: PDZ, creditor: CAPOFILA, every: QUARTER, "
         "timing: IN_ADVANCE, policy: REMAINING, recalculated_at: RIPARTO, @}",
         {"kind": "INSTALMENTS", "what": "PDZ", "creditor": "CAPOFILA", "every": "QUARTER",
          "timing": "IN_ADVANCE", "policy": "REMAINING", "recalculatedAt": "RIPARTO"}),
    ],
)  # fmt: skip
def test_the_details_have_the_names_that_the_api_shows(
    with_rule: With, section: str, rule: str, details: dict[str, Any]
) -> None:
    entry = next(e for e in rulebook(with_rule(section, rule)) if e.source.article == "7")
    assert entry.details == details


def test_a_role_tells_pool_term_and_revocation_together(
    with_data: Callable[[str, Case], Statute], read_rule: Callable[[str], Case]
) -> None:
    majority = "{organ: ADS, fraction: 2/3, strict: false, of: ALL_ASSOCIATED_COMUNI, @}"
    rule = (
        "{grounds: [{code: DIRETTIVE, name: inottemperanza}], "
        f"majority: {majority}, convening: {{by: SINDACO-CREMA, organ: ADS, @}}, "
        "replacement: {days: 30, start: REVOCATION, @}, "
        "widened_pool: {pool: [{kind: EXTERNAL}], @}, @}"
    )
    statute = with_data("revocation", read_rule(rule))
    entries = {entry.code: entry for entry in rulebook(statute)}
    assert entries["ROLE:RESP"].details == {
        "pool": (), "appointment": None, "selectedBy": None, "appointedBy": None, "office": None,
        "termMonths": None, "prorogatio": None, "revocable": True,
        "revocationMajority": "2/3", "revocationGrounds": ("DIRETTIVE",),
    }  # fmt: skip
    assert [entries[f"ROLE:RESP/revocation/{part}"].text for part in (
        "majority", "convening", "replacement", "widened-pool")] == [
        "La revoca del Responsabile richiede il voto favorevole di almeno 2/3 di tutti i comuni "
        "associati (arrotondati per eccesso)",
        "Dopo la revoca del Responsabile, a convocare l'Assemblea dei Sindaci è il Sindaco di "
            "Crema",
        "Entro 30 giorni dalla revoca si nomina chi sostituisce il Responsabile, con la stessa "
        "procedura",
        "Solo dopo una revoca, il Responsabile può essere scelto anche fra: figure esterne",
    ]  # fmt: skip


def test_a_term_tells_kind_end_months_and_event(statute: Callable[..., Statute]) -> None:
    found = {entry.code: entry for entry in rulebook(statute())}["INSTRUMENT:CONV/term"]
    assert (found.mechanism, found.text) == ("M-10", "Durata, Convenzione di prova: senza scadenza")
    assert found.details == {"kind": "OPEN", "endsOn": None, "months": None, "event": None}


def test_a_rule_of_a_founding_document_that_was_not_supplied_is_undetermined(
    statute: Callable[..., Statute],
) -> None:
    not_supplied = ("title: Convenzione, supplied: true", "title: Convenzione, supplied: false")
    by_code = {entry.code: entry for entry in rulebook(statute(not_supplied))}
    assert by_code["ORGAN:ADS"].status == "UNDETERMINED"
    assert by_code["ORGAN:ADS"].missing == "Convenzione"
    assert by_code["ROLE:SINDACO"].status == "DETERMINED"  # a law is not supplied, and is known
    assert {entry.status for entry in rulebook(statute())} == {"DETERMINED"}


def test_the_days_of_a_rule_are_also_those_of_what_holds_it(with_rule: With) -> None:
    entries = rulebook(
        with_rule(
            "meetings", "{kind: MINIMUM, n: 4, hardness: HARD, valid: {until: 2020-01-01}, @}"
        )
    )
    found = next(entry for entry in entries if entry.source.article == "7")
    assert found.valid.since.isoformat() == "2012-04-01"
    assert found.valid.until.isoformat() == "2020-01-01"


def test_the_area_of_a_competence_is_that_of_its_matter(with_rule: With) -> None:
    found = rulebook(with_rule("competences", "{by: UDP, verb: EXECUTE, matter: ORE, @}"))
    entry = next(entry for entry in found if entry.source.article == "7")
    assert (entry.area, entry.subject_kind, entry.subject_code) == ("personnel", "ORGAN", "UDP")


@pytest.mark.parametrize(
    ("old", "new", "path", "right"),
    [
        ("instrument: CONV", "composition: [{kind: EX_OFFICIO, holder: SINDACCO, "
         "source: {document: CONV}}]", "organs[0].composition[0].holder", "forse «SINDACO»"),
        ("instrument: CONV", "decisions: [{kind: EXTERNAL_REGULATION, document: REG, "
         "source: {document: CONV}}]", "organs[0].decisions[0].document", "uno di: CONV, LEGGE"),
        ("instrument: CONV", "meetings: [{kind: LETTER, to: [ADS, NESSUNO], "
         "source: {document: CONV}}]", "organs[0].meetings[0].to[1]", None),
        ("held_for: COMUNE", "held_for: COMUNE\n    term: {kind: BOUND_TO, instrument: PDZ, "
         "source: {document: CONV}}", "roles[0].term.instrument", "uno di: CONV"),
    ],
)  # fmt: skip
def test_a_code_that_nothing_declares_is_told_where_it_stands(
    checked: Callable[..., Report], old: str, new: str, path: str, right: str | None
) -> None:
    errors = [p for p in checked((old, new)).errors if p.code == "UNKNOWN_CODE"]
    assert [error.path for error in errors] == [path]
    assert right is None or errors[0].right == right


def test_an_organ_and_a_body_never_share_a_code(checked: Callable[..., Report]) -> None:
    errors = checked(("code: UNIONE", "code: ADS")).errors
    assert ("DUPLICATE_CODE", "bodies[0].code") in {(p.code, p.path) for p in errors}


def test_two_rules_with_one_code_never_hold_on_one_day(checked: Callable[..., Report]) -> None:
    fund = "{code: F, name: Fondo, kind: OTHER, source: {document: CONV}}"
    twice = ("roles:", f"funds:\n  - {fund}\n  - {fund}\nroles:")
    assert [(p.code, p.path) for p in checked(twice).errors] == [
        ("DUPLICATE_CODE", "funds[1].code")
    ]


@pytest.mark.parametrize(
    ("section", "code", "path"),
    [
        ("deadlines:\n  - {code: D, what: M, hardness: HARD, when: {kind: AFTER, events: [E]}, "
         "source: {document: CONV}}", "CLOCK_LENGTH", "deadlines[0].when"),
        ("deadlines:\n  - {code: D, what: M, hardness: HARD, when: {kind: AFTER, events: [E], "
         "days: 45, months: 1}, source: {document: CONV}}", "CLOCK_LENGTH", "deadlines[0].when"),
    ],
)  # fmt: skip
def test_a_clock_runs_for_days_or_for_months(
    checked: Callable[..., Report], section: str, code: str, path: str
) -> None:
    errors = checked(("roles:", f"{section}\nroles:")).errors
    assert (code, path) in {(p.code, p.path) for p in errors}


def test_seats_by_signatory_name_the_act_that_was_signed(checked: Callable[..., Report]) -> None:
    seats = "{kind: OFFICE_OF_EACH, office: SINDACO, over: {kind: COMUNI}, "
    seats += "seat_policy: BY_SIGNATORY, source: {document: CONV}}"
    errors = checked(("instrument: CONV", f"composition: [{seats}]")).errors
    assert [(p.code, p.path) for p in errors] == [("MISSING", "organs[0].composition[0]")]
