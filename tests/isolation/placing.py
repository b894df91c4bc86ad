"""Where a row is planted, and the columns that can't hold any value."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy import Table

from ambiti.agreements.representation import tables as representation
from ambiti.agreements.withdrawals import tables as withdrawals
from ambiti.budgets.attributions import tables as attributions
from ambiti.budgets.contracts import tables as contracts
from ambiti.budgets.funds import tables as funds
from ambiti.budgets.ledger import tables as ledger
from ambiti.budgets.ripartos import tables as ripartos
from ambiti.governance import tables as governance
from ambiti.governance.acts import tables as acts
from ambiti.governance.meetings import tables as meetings
from ambiti.territory import tables as territory

from .people import COMUNI, DELTA, SLUGS

SECTIONS = {
    "composition": "ORGAN",
    "chair": "ORGAN",
    "decision": "ORGAN",
    "competence": "ORGAN",
    "meetings": "ORGAN",
    "role": "ROLE",
    "term": "INSTRUMENT",
    "publication": "INSTRUMENT",
    **dict.fromkeys(("deadline", "fund", "key", "amount", "recess", "privacy"), "AMBITO"),
    **dict.fromkeys(("dispute", "other", "adoption", "representatives"), "AMBITO"),
    **dict.fromkeys(("coalition", "joint_meeting"), "AMBITO"),
    "support": "ORGAN",
    "convening": "ROLE",
    "step": "INSTRUMENT",
    "residual": "INSTRUMENT",
}
"""The sections that rules are read by, and what the rules of each are about."""
HOLDERS = {"twin": "sindaco", "own": "membro", "past": "segretario"}
"""The role that the rules of a variant are about."""


OF_PARTIES = (
    "instrument_parties",
    "deliberations",
    "signatures",
    "withdrawals",
    "accessions",
    "adoptions",
    "draft_parties",
)
"""The tables of which each row is of a comune or of another body."""


@dataclass(frozen=True, slots=True)
class At:
    """Where a row is made."""

    tenant: int
    variant: str
    subject: Table | None = None
    section: str = ""

    @property
    def parent(self) -> str:
        return "public" if self.variant == "hidden" else self.variant

    @property
    def comune(self) -> str:
        twin, *own = COMUNI[self.tenant]
        return {"twin": twin, "own": own[0], "public": own[1], "hidden": own[2]}.get(
            self.variant, own[0]
        )


def key(table: Table, variant: str, tenant: int | None) -> UUID:
    """Give the identifier of a row: of a twin the same in every tenant."""
    where = "" if variant.startswith("twin") else tenant
    return uuid5(NAMESPACE_URL, f"{where}/{table.name}/{variant}")


def _subject(at: At) -> UUID:
    assert at.subject is not None
    return key(at.subject, at.parent, at.tenant)


def _one_of(first: Any, **others: Any) -> Callable[[At], Any]:
    return lambda at: others.get(at.variant, first)


def _code(at: At) -> str:
    return f"zcodice-{at.tenant}-{at.variant}"


def _organ_code(at: At) -> str:
    return f"zorgano-{at.tenant}-{at.variant}"


def _other_act(at: At) -> UUID:
    variant = {"own": "twin", "hidden": "past"}.get(at.variant, "own")
    return key(acts.acts, variant, at.tenant)


def role_code(tenant: int, access: str) -> str:
    return f"zruolo-{tenant}-{access}"


def _doubt(at: At) -> str:
    return f"zdubbio-{at.tenant}-{at.variant}"


def _adoption(at: At) -> str:
    return f"zadozione-{at.tenant}-{at.variant}"


def _deadline(at: At) -> str:
    return f"ztermine-{at.tenant}-{at.variant}"


def _fact(at: At) -> str:
    return f"zfatto-{at.tenant}-{at.variant}"


def _due(at: At) -> Mapping[str, Any]:
    """Give a deadline that was set, set and met, waiting for a fact, or one of a rhythm."""
    waits = (at.variant, at.tenant) == ("own", DELTA)
    rhythm = "PERIODIC" if at.variant == "own" else "SET_BY"
    return {
        "code": _deadline(at),
        "kind": "AFTER" if waits else rhythm,
        "events": [_fact(at), f"{_fact(at)}-bis"],
        "mirroredBy": _adoption(at) if waits else None,
    }


def _occasion(at: At) -> str:
    return f"zoccasione-{at.tenant}-{at.variant}"


def _joint(at: At) -> str:
    return f"zincontro-{at.tenant}-{at.variant}"


def _about(at: At) -> str | None:
    """Give the code of what a rule is about."""
    if at.section == "convening":
        return role_code(at.tenant, "responsabile_udp")
    match SECTIONS[at.section]:
        case "ORGAN":
            return _organ_code(at)
        case "ROLE":
            return role_code(at.tenant, HOLDERS[at.variant])
        case "INSTRUMENT":
            return _code(at)
    return None


def _party_comune(at: At) -> str | None:
    return None if at.variant == "own" else at.comune


def _party_body(at: At) -> UUID | None:
    return key(territory.bodies, "own", at.tenant) if at.variant == "own" else None


STAGES: Mapping[str, str] = {
    "twin": "COMMITTED",
    "own": "LIQUIDATED",
    "public": "APPROPRIATED",
    "hidden": "ASSIGNED",
    "past": "SOURCE",
}
"""The accounts of a tenant: all but its own one are of one fund, so that money moves between."""
MOVED: Mapping[str, tuple[str, str, str]] = {
    "twin": ("ASSEGNAZIONE", "past", "hidden"),
    "own": ("STANZIAMENTO", "hidden", "public"),
    "public": ("IMPEGNO", "public", "twin"),
    "hidden": ("ECONOMIA", "twin", "public"),
    "past": ("ASSEGNAZIONE", "past", "hidden"),
}
"""What moves, and between which of them: in this order, and each time less."""


TAKEN_BACK: Mapping[str, str] = {"own": "twin", "past": "public"}


def _counted(at: At) -> int:
    """Give the cents of a cost; what takes it back has as many, below nought."""
    first = TAKEN_BACK.get(at.variant, at.variant)
    cents = 8_000_000_000 + 100 * at.tenant + (1 if first == "twin" else 2)
    return -cents if at.variant in TAKEN_BACK else cents


def _purpose(at: At, variant: str) -> str:
    return f"zscopo-{at.tenant}-{variant}"


def _of_books(name: str) -> Callable[[At], Any]:
    tables = {
        "budget_id": funds.budgets,
        "fund_id": funds.budget_funds,
        "line_id": ledger.budget_lines,
        "impegno_id": ledger.impegni,
    }
    kept = {
        "line_id": ("twin", "own", "public"),
        "impegno_id": ("twin", "own"),
    }.get(name, tuple(STAGES))

    def place(at: At) -> UUID | None:
        of = "own" if at.variant == "own" else "twin"
        return key(tables[name], of, at.tenant) if at.variant in kept else None

    return place


def _of_movement(end: int) -> Callable[[At], UUID]:
    return lambda at: key(ledger.ledger_accounts, MOVED[at.variant][end], at.tenant)


def _due_party(side: str) -> Callable[[At], str]:
    return lambda at: f"z{side}-{at.tenant}-{at.parent}"


def _due_matter(at: At) -> str:
    return f"zdovuto-{at.tenant}-{at.parent}"


def _once_of(table: Table) -> Callable[[At], UUID | None]:
    """Name the row of the same variant, once."""
    return lambda at: None if at.variant == "hidden" else key(table, at.variant, at.tenant)


def _side(debtor: Any, creditor: Any) -> Callable[[At], Any]:
    """Tell what is of the debtor; of the hidden side, which is the other of a due, the creditor."""

    def told(at: At) -> Any:
        one = creditor if at.variant == "hidden" else debtor
        return one(at) if callable(one) else one

    return told


DUES: Mapping[str, Callable[[At], Any]] = {
    **{f"{table}.cause": _one_of("TRANSFER", own="QUOTA") for table in ("obligations", "dues")},
    **{f"{table}.year": _one_of(2026) for table in ("obligations", "dues", "due_sides")},
    **{
        f"{table}.fund_code": lambda at: f"zfondo-{at.tenant}" if at.variant == "twin" else None
        for table in ("obligations", "dues", "due_sides")
    },
    "obligations.matter_code": lambda at: f"zdovuto-{at.tenant}-{at.variant}",
    "obligations.state": _one_of("FINAL", own="ESTIMATED"),
    "obligations.hardness": _one_of("SOFT", own="HARD"),
    "obligations.riparto_id": _once_of(ripartos.riparti),
    "obligations.withdrawal_id": _once_of(withdrawals.withdrawals),
    "dues.matter_code": _due_matter,
    "dues.hardness": _one_of("SOFT", own="HARD"),
    "dues.internal": lambda _: False,
    "dues.vat_rate": _one_of("22", own=None),
    "dues.debtor_kind": _one_of("COMUNE"),
    "dues.creditor_kind": _one_of("BODY"),
    **{
        f"dues.{side}_{name}": _due_party(f"{side}{name}")
        for side in ("debtor", "creditor")
        for name in ("code", "name")
    },
    "dues.number": lambda at: 2 if at.variant == "hidden" else 1,
    **{
        f"{table}.debtor_istat": lambda at: At(at.tenant, at.parent).comune
        for table in ("dues", "due_entries")
    },
    **{f"{table}.creditor_istat": _one_of(None) for table in ("dues", "due_entries")},
    **{
        f"{table}.act_id": lambda at: key(acts.acts, "twin", at.tenant)
        for table in ("obligations", "dues", "due_entries")
    },
    "due_entries.kind": _one_of("OWED", hidden="SETTLED"),
    "due_entries.cents": _one_of(1_000),
    "due_entries.firmness": _one_of("FINAL", own="ESTIMATED", hidden=None),
    "due_entries.payee_code": _side(None, _due_party("creditorcode")),
    **{f"due_entries.{name}_id": _one_of(None) for name in ("reverses", "payment", "carried")},
    **{
        f"{table}.entered_on": lambda at: date(1700, at.tenant, 1)
        for table in ("dues", "due_entries", "due_sides")
    },
    "due_sides.side": _one_of("DEBTOR", hidden="CREDITOR"),
    "due_sides.party_kind": _one_of("COMUNE", hidden="BODY"),
    "due_sides.party_code": _side(_due_party("debtorcode"), _due_party("creditorcode")),
    "due_sides.party_name": _side(_due_party("debtorname"), _due_party("creditorname")),
    "due_sides.istat_code": _side(lambda at: at.comune, None),
}
"""Dues, whose entries and sides are of the parties that they name."""


def _if_shared(make: Callable[[At], Any]) -> Callable[[At], Any]:
    """Tell what a contract has that is of budgets of the Ambito: the hidden one is of a comune."""
    return lambda at: None if at.variant == "hidden" else make(at)


def _coded(what: str) -> Callable[[At], str]:
    return lambda at: f"z{what}-{at.tenant}-{at.variant}"


def _contracted(at: At) -> int:
    return 1_700_000_000 + 100 * at.tenant + list(STAGES).index(at.variant)


def _budgeted(at: At) -> int:
    """Give the year of a budget, with none beside it."""
    return 2026 + 2 * list(STAGES).index(at.variant)


def _after_all(year: int) -> Callable[[At], date]:
    """Give a day of a year that is after those of movements, and of one row."""
    return lambda at: date(year, at.tenant, 1 + list(STAGES).index(at.variant))


CONTRACTS: Mapping[str, Callable[[At], Any]] = {
    "signed_contracts.programme_code": _coded("programma"),
    "signed_contracts.counterpart_code": _coded("esegue"),
    "service_contracts.shared": lambda at: at.variant != "hidden",
    "service_contracts.year": _budgeted,
    "service_contracts.cents": _contracted,
    "service_contracts.budget_id": _if_shared(lambda at: key(funds.budgets, at.variant, at.tenant)),
    "service_contracts.contract_id": _if_shared(
        lambda at: key(representation.signed_contracts, at.variant, at.tenant)
    ),
    "service_contracts.act_id": _if_shared(lambda at: key(acts.acts, "twin", at.tenant)),
    "service_contracts.programme_code": _if_shared(_coded("programma")),
    "service_contracts.executor_code": _if_shared(_coded("esegue")),
    "service_contracts.document": lambda at: (
        f"zestremi-{at.tenant}" if at.variant == "hidden" else None
    ),
    **{
        f"{table}.{name}": _one_of(date(year, 1, 1))
        for table in ("signed_contracts", "service_contracts")
        for name, year in (("since", 1000), ("until", 1990))
    },
    "service_contracts.ended_on": _one_of(None, past=date(1989, 1, 1)),
    "service_contracts.ended_because": lambda at: (
        f"zfine-{at.tenant}" if at.variant == "past" else None
    ),
    "service_contracts.entered_on": _after_all(2000),  # ended before: it binds no line
    "contract_budgets.cents": _contracted,
    "budget_assignments.assigned_on": _after_all(1985),  # when its line has money
    "budget_assignments.line_id": lambda at: key(ledger.budget_lines, "twin", at.tenant),
    "budget_assignments.contract_id": lambda at: (
        None
        if at.variant in {"public", "hidden"}
        else key(contracts.service_contracts, "twin", at.tenant)
    ),
    "budget_assignments.reverses_id": _one_of(None),
    "budget_assignments.executor_code": lambda at: f"zesegue-{at.tenant}-twin",
    "budget_assignments.cents": lambda at: (
        1_600_000_000 + at.tenant if at.variant == "past" else 10
    ),
    "budget_assignments.act_id": lambda at: key(acts.acts, "twin", at.tenant),
}
"""Contracts, whose totals are those of their budgets, and what of one line was assigned."""
PLACED: Mapping[str, Callable[[At], Any]] = {
    "istat_code": lambda at: at.comune,
    "published": lambda at: at.variant == "public",
    "units.kind": lambda at: "MEMBER_AMBITO" if at.tenant == DELTA else "SUB_AMBITO",
    "units.tenant_slug": lambda at: (
        {"twin": "alfa", "own": "beta", "public": "gamma"}.get(at.variant)
        if at.tenant == DELTA
        else None
    ),
    "unit_leads.role": lambda at: (
        "REFERENTE"
        if at.tenant != DELTA
        else "REPRESENTATIVE"
        if at.variant == "own"
        else "CAPOFILA"
    ),
    "unit_leads.body_id": _one_of(None),
    "unit_members.istat_code": lambda at: None if at.variant == "own" else at.comune,
    "unit_members.body_id": lambda at: (
        key(territory.bodies, "own", at.tenant) if at.variant == "own" else None
    ),
    **{f"{table}.istat_code": _party_comune for table in OF_PARTIES},
    **{f"{table}.body_id": _party_body for table in OF_PARTIES},
    "instruments.code": _code,
    "instruments.parent_code": lambda at: f"zcodice-{at.tenant}-own",
    "organs.code": _organ_code,
    "organs.instrument_code": _code,
    "ambiguities.code": _doubt,
    "rules.section": lambda at: at.section,
    "rules.subject_kind": lambda at: SECTIONS[at.section],
    "rules.subject_code": _about,
    "rules.status": _one_of("DETERMINED", own="UNDETERMINED"),
    "rules.enforcement": _one_of("BLOCK", own="WARN"),
    "rules.ambiguity": _doubt,
    "rules.doubts": lambda at: [_doubt(at)],
    "body_comuni.relation": _one_of("OWNER", own="SUBSTITUTED", twin="SUBSTITUTED"),
    "warnings.subject_id": _subject,
    "meetings.organ_code": _organ_code,
    "meetings.status": _one_of("CLOSED"),
    "roll_entries.delegate": _one_of("ALLOWED", own="NOT_ALLOWED"),
    "votes.status": _one_of("CLOSED"),
    "votes.verdict": _one_of("APPROVED", own="REJECTED"),
    "votes.secret": lambda at: at.variant == "public",
    "ballots.choice": _one_of("IN_FAVOUR", own="AGAINST"),
    "seats.standing": _one_of("COMPONENT", own="INVITED"),
    "seats.delegate": _one_of("ALLOWED", own="NOT_ALLOWED"),
    "seats.several": lambda _: False,
    "agenda_items.material_due": lambda _: True,
    "attendances.delegated": lambda _: True,
    "attendances.presides": _one_of("CHAIR", own="SUBSTITUTE"),
    "encounters.joint_code": lambda at: None if at.variant == "own" else _joint(at),
    "encounters.organ_code": lambda at: _organ_code(at) if at.variant == "own" else None,
    "encounters.toward_code": lambda at: _organ_code(at) if at.variant == "own" else None,
    "own_rules.counted": _one_of("PRESENT", own="COMPONENTS"),
    "invitations.kind": _one_of("LETTER", own="GUEST"),
    "tenures.organ_code": lambda at: _organ_code(at) if at.variant == "own" else None,
    "tenures.seat": lambda at: f"zposto-{at.tenant}-own" if at.variant == "own" else None,
    "seats.key": lambda at: f"zposto-{at.tenant}-{at.variant}",
    "tenures.role_code": lambda at: (
        None if at.variant == "own" else role_code(at.tenant, "responsabile_udp")
    ),
    "seats.role_code": lambda at: role_code(at.tenant, "responsabile_udp"),
    "tenures.status": _one_of("HELD"),
    "tenures.powers": _one_of("FULL"),
    "tenures.member_of": lambda at: [_organ_code(At(at.tenant, "own"))],
    "revocations.decided_on": _one_of(date(1000, 1, 1)),
    "revocations.status": _one_of("APPROVED", own="REJECTED"),
    **{f"{table}.rule_code": _adoption for table in ("adoption_rounds", "adoptions")},
    **{f"{table}.year": _one_of(2026) for table in ("adoption_rounds", "adoptions")},
    **{f"{table}.subject": _adoption for table in ("adoption_rounds", "adoptions")},
    **{f"{table}.deadline_code": _deadline for table in ("set_terms", "fulfilments")},
    **{f"{table}.year": _one_of(2026) for table in ("set_terms", "term_events", "fulfilments")},
    "set_terms.due_on": _one_of(date(2026, 1, 7), own=None),
    "set_terms.every_days": _one_of(None, own=30),
    "set_terms.occurrence": _occasion,
    "fulfilments.occurrence": lambda at: (
        f"{_occasion(at)}-altra" if (at.variant, at.tenant) == ("twin", DELTA) else _occasion(at)
    ),
    "term_events.event_code": _fact,
    "instrument_publications.kind": _one_of("FULL", own="EXTRACT", hidden="EXTRACT"),
    **{
        f"representatives.{column}": lambda at: f"zinvia-{at.tenant}-{at.variant}"
        for column in ("by_code", "at_code")
    },
    "amendments.cause": _one_of("PROPOSAL", own="WITHDRAWAL"),
    "amendment_steps.verb": _one_of("ADOPT", own="APPROVE"),
    "withdrawals.liability_kind": _one_of("SHARE_UNTIL_EVENT", own="SHARE_OF_PLANNED_SPEND"),
    "acts.verb": _one_of("DECIDE", own="OPINION"),
    "acts.state": _one_of("ADOPTED", own="GIVEN"),
    "acts.text_hash": lambda at: f"{at.tenant:064x}",
    "acts.amount": lambda _: Decimal("1.00"),
    "acts.published_on": lambda at: date(1600, 1, at.tenant) if at.variant == "public" else None,
    "acts.author_code": _organ_code,
    "acts.vote_id": lambda at: (
        None if at.variant == "hidden" else key(meetings.votes, at.variant, at.tenant)
    ),
    "act_steps.before": _one_of("PROPOSED", own="ADOPTED"),
    "act_steps.after": _one_of("ADOPTED", own="EXECUTED"),
    "act_predecessors.predecessor_id": _other_act,
    "act_conflicts.other_id": _other_act,
    "act_parties.part": _one_of("TOWARD", own="BOUND"),
    "publications.place": _one_of("ALBO", hidden="SITE"),
    "dispatches.kind": _one_of("MINUTES", own="ACTS_LIST"),
    "personal_records.kind": _one_of("DATA_SUBJECT", own="REPRESENTATIVE"),
    "personal_records.istat_code": _one_of(None),
    "personal_records.body_id": lambda at: key(territory.bodies, at.parent, at.tenant),
    "personal_records.sealed": lambda at: f"v1.{at.tenant}{at.variant.replace('-', '')}",
    "personal_accesses.outcome": _one_of("GRANTED", own="REFUSED"),
    "contact_points.istat_code": lambda at: at.comune if at.variant == "twin" else None,
    "contact_points.body_id": lambda at: (
        key(territory.bodies, "own", at.tenant) if at.variant == "own" else None
    ),
    "contact_points.who_code": lambda at: (
        None if at.variant in {"own", "twin"} else f"zchi-{at.tenant}-{at.variant}"
    ),
    "contact_points.kind": _one_of("EMAIL", own="DPO", public="DPO"),
    "rights_requests.article": _one_of(15, own=22),
    **{
        f"rights_requests.{name}": _one_of(date(1000, 1, number))
        for number, name in enumerate(("received_on", "extended_on", "due_on", "extended_to"), 1)
    },
    "rights_requests.answered_on": _one_of(date(1000, 1, 9)),
    "complaints.kind": _one_of("COMPLAINT", own="REPORT"),
    "complaints.received_on": _one_of(date(1000, 1, 1)),
    "archived_documents.digest": _one_of("0123456789abcdef" * 4),
    "access_requests.requested_on": _one_of(date(1000, 1, 1)),
    "access_requests.due_on": _one_of(date(1000, 1, 31)),
    "inspections.outcome": _one_of("NON_CONFORM", own="CONFORM"),
    "case_assignments.mandate_id": lambda at: key(
        governance.mandates,
        f"{SLUGS[at.tenant]}-{'revisore' if at.variant == 'hidden' else 'membro'} 0",
        at.tenant,
    ),
    "riparti.state": _one_of("PERFECTED", hidden="PROPOSED"),
    "riparti.perfected_on": lambda at: None if at.variant == "hidden" else date(1600, 2, at.tenant),
    "riparti.act_id": lambda at: (
        None if at.variant == "hidden" else key(acts.acts, at.variant, at.tenant)
    ),
    "riparti.covered_cents": _one_of(0),
    **dict.fromkeys(("riparti.turn", "riparti.remembers_id", "riparti.roundings"), _one_of(None)),
    "riparto_shares.remembered": lambda at: f"{7_000_000_003 + 10 * at.tenant}/7",
    "riparto_shares.short": lambda at: f"-{7_000_000_004 + 10 * at.tenant}",
    "riparto_shares.chosen": lambda at: at.variant != "own",
    "riparto_shares.difference_cents": _one_of(0),
    "riparto_shares.floor_cents": lambda at: 7_000_000_000 + 10 * at.tenant,
    "riparto_shares.cents": lambda at: 7_000_000_001 + 10 * at.tenant,
    "riparto_shares.rounded": _one_of("EXACT", own="NAME"),
    "follow_ups.opened_on": _one_of(date(1000, 1, 1)),
    "follow_ups.due_on": _one_of(date(1000, 1, 31)),
    "budgets.year": _budgeted,
    "budgets.state": _one_of("OPEN", hidden="CLOSED"),  # what hangs from it is of an open one
    "budgets.closed_on": lambda at: date(1650, 1, at.tenant) if at.variant == "hidden" else None,
    "budgets.closing_act_id": lambda at: (
        key(acts.acts, "public", at.tenant) if at.variant == "hidden" else None
    ),
    "budget_funds.in_kind": lambda _: False,
    "budget_funds.kind": _one_of("NATIONAL"),
    "budget_funds.parts": _one_of([], hidden=["zparte"]),
    "budget_funds.within": _one_of([]),
    "budget_funds.purposes": lambda at: [_purpose(at, at.variant)],
    **{f"budget_funds.{name}": _one_of(None, own=2026) for name in ("first_year", "last_year")},
    "in_kind_contributions.measure": _one_of("HOURS", own="DAYS"),
    "budget_lines.level": _one_of("DISTRETTUALE", twin="SUB_AMBITO", public="COMUNALE"),
    "budget_lines.unit_id": lambda at: (
        key(territory.units, "twin", at.tenant) if at.variant == "twin" else None
    ),
    "budget_lines.istat_code": lambda at: at.comune if at.variant == "public" else None,
    "budget_lines.surplus": lambda _: False,
    "budget_lines.carried_from_id": _one_of(None),
    "impegni.carried_from_id": _one_of(None),
    "budget_lines.purpose": lambda at: _purpose(at, at.parent),
    "impegni.act_id": lambda at: key(acts.acts, "twin", at.tenant),
    **{
        f"ledger_accounts.{name}": _of_books(name)
        for name in ("budget_id", "fund_id", "line_id", "impegno_id")
    },
    "ledger_accounts.stage": lambda at: STAGES[at.variant],
    **{f"ledger_accounts.{name}": lambda _: 0 for name in ("balance", "gone", "came")},
    "ledger_movements.budget_id": lambda at: key(funds.budgets, "twin", at.tenant),
    "ledger_movements.act_id": lambda at: key(acts.acts, "twin", at.tenant),
    "ledger_movements.kind": lambda at: MOVED[at.variant][0],
    "ledger_movements.from_id": _of_movement(1),
    "ledger_movements.to_id": _of_movement(2),
    "ledger_movements.amount": lambda at: (
        1_900_000_000 - 100 * list(MOVED).index(at.variant) - at.tenant
    ),
    "ledger_movements.reverses_id": _one_of(None),
    "cost_attributions.payment_id": lambda at: key(ledger.ledger_movements, "twin", at.tenant),
    "cost_attributions.year": _one_of(2026),
    "cost_attributions.target": _one_of("OVERTIME_FUND", public="INCENTIVE_FUND"),
    "cost_attributions.attributed_on": lambda at: date(1650, 3, at.tenant),
    "cost_attributions.reverses_id": lambda at: (
        key(attributions.cost_attributions, TAKEN_BACK[at.variant], at.tenant)
        if at.variant in TAKEN_BACK
        else None
    ),
    "cost_attributions.cents": _counted,
    "notional_entries.cents": _counted,
    "notional_entries.floor_cents": _counted,
    "notional_entries.rounded": _one_of("EXACT"),
    **DUES,
    **{
        f"{table}.budget_id": lambda at: key(funds.budgets, "twin", at.tenant)
        for table in ("ledger_imports", "imported_rows")
    },
    "ledger_imports.mode": _one_of("IMPORT"),
    "ledger_imports.state": _one_of("IMPORTED"),
    **{f"ledger_imports.{name}": _one_of(3) for name in ("row_count", "done", "written")},
    **{f"ledger_imports.{name}": _one_of(0) for name in ("known", "error_count")},
    **CONTRACTS,
    "journal_entries.subject_kind": _one_of("Meeting"),
    "journal_entries.subject_id": lambda at: key(meetings.meetings, at.parent, at.tenant),
}
"""What can't be any value, by column, or by column of whatever table."""

OF_SECTION: Mapping[str, Callable[[At], Mapping[str, Any]]] = {
    "adoption": lambda at: {"code": _adoption(at), "by": "EACH_COMUNE", "every": "YEAR"},
    "deadline": _due,
    "privacy": lambda at: {
        "instrument": "zatto",
        "controllers": [f"zchi-{at.tenant}-public", f"zchi-{at.tenant}-hidden"],
        "dpoRequired": True,  # and the second has none
    },
    "publication": lambda _: {"by": "CAPOFILA", "on": None},
    "representatives": lambda at: dict.fromkeys(
        ("each", "supports"), f"zinvia-{at.tenant}-{at.variant}"
    ),
    "chair": lambda at: {
        "officeRole": role_code(at.tenant, "responsabile_udp"),
        "officeComune": None,
    },
    "support": lambda at: {"by": _organ_code(at)},
    "step": lambda at: {
        "on": f"{1700 + at.tenant}-01-01",
        "outcome": f"zesito-{at.tenant}-{at.variant}",
    },
    "joint_meeting": lambda at: {"code": _joint(at), "paced": True, "intervalDays": 30},
    "convening": lambda at: {"organ": _organ_code(At(at.tenant, "own"))},
}
WITHIN: Mapping[str, Callable[[At], Mapping[str, Any]]] = {
    "rules.details": lambda at: OF_SECTION[at.section](at) if at.section in OF_SECTION else {},
}
"""What can't be any value inside of JSON, by column."""
