"""The statements of the dataloaders: one for many keys of each relation, in SQLAlchemy's words.

Each gives the key of a row before its values. Keys come as arrays, so that a statement is the same
for any number of them: SQLAlchemy compiles it once, and PostgreSQL plans it once.
"""

from functools import reduce
from operator import add
from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Date,
    FromClause,
    Integer,
    Select,
    Text,
    Uuid,
    and_,
    any_,
    bindparam,
    case,
    cast,
    exists,
    func,
    literal,
    literal_column,
    or_,
    select,
    true,
    union,
    union_all,
)

from ambiti.budgets.funds.tables import STAGES, budget_funds, budgets, fund_sums
from ambiti.budgets.ledger.tables import budget_lines, ledger_accounts, ledger_movements
from ambiti.budgets.ripartos.tables import riparti, riparto_shares
from ambiti.governance.acts.tables import acts
from ambiti.governance.meetings.tables import attendances, meetings, roll_entries, votes
from ambiti.governance.seats.tables import seats
from ambiti.governance.tables import organs
from ambiti.governance.tenures.tables import tenures
from ambiti.statute.tables import ambiti, rules
from ambiti.territory.tables import capofile, comuni, memberships, populations

_DAY: Final = bindparam("day", type_=Date)
_AMBITI: Final = bindparam("ambiti", type_=ARRAY(Integer))
_IDS: Final = bindparam("ids", type_=ARRAY(Uuid))
_CODES: Final = bindparam("codes", type_=ARRAY(Text))
_PRECEDENCE: Final = ["OFFICIAL", "CENSUS", "PROVISIONAL", "REGISTER"]
_ONE: Final = literal_column("1", Integer)


def _holds(rows: FromClause, day: ColumnElement[Any] = _DAY) -> ColumnElement[bool]:
    return and_(rows.c.valid_from <= day, rows.c.valid_until > day)


def _one_of(rows: FromClause) -> ColumnElement[bool]:
    return rows.c.ambito_id == any_(_AMBITI)


_AMBITO: Final = (ambiti.c.ambito_id, ambiti.c.slug, ambiti.c.name, ambiti.c.kind, ambiti.c.region)

AMBITO: Final = select(*_AMBITO).where(ambiti.c.slug == bindparam("slug"))

AMBITI_OF_REGION: Final = (
    select(*_AMBITO)
    .where(ambiti.c.region == bindparam("region"))
    .order_by(ambiti.c.slug)
    .limit(bindparam("first"))
)

MEETING: Final = select(
    meetings.c.organ_code, meetings.c.number, meetings.c.year, meetings.c.held_on, meetings.c.at,
    meetings.c.place, meetings.c.status, meetings.c.quorum,
).where(
    meetings.c.ambito_id == bindparam("ambito"), meetings.c.id == bindparam("id")
)  # fmt: skip

CAPOFILE: Final = (
    select(capofile.c.ambito_id, comuni.c.istat_code, comuni.c.name)
    .join_from(capofile, comuni, comuni.c.istat_code == capofile.c.istat_code)
    .where(_one_of(capofile), _holds(capofile))
)

COMUNI: Final = (
    select(memberships.c.ambito_id, comuni.c.istat_code, comuni.c.name)
    .join_from(memberships, comuni, comuni.c.istat_code == memberships.c.istat_code)
    .where(_one_of(memberships), _holds(memberships))
    .order_by(comuni.c.name, comuni.c.istat_code)
)

COMUNI_COUNTS: Final = (
    select(memberships.c.ambito_id, func.count())
    .where(_one_of(memberships), _holds(memberships))
    .group_by(memberships.c.ambito_id)
)

COMUNI_BY_CODE: Final = select(comuni.c.istat_code, comuni.c.istat_code, comuni.c.name).where(
    comuni.c.istat_code == any_(_CODES)
)

POPULATIONS: Final = (
    select(
        populations.c.istat_code, populations.c.reference_date,
        populations.c.residents, populations.c.status,
    )
    .where(populations.c.istat_code == any_(_CODES), populations.c.reference_date <= _DAY)
    .order_by(populations.c.reference_date.desc(), populations.c.status)
)  # fmt: skip


def _totals() -> Select[Any]:
    """Sum the figures of the comuni, where each has one of the same date, status and series.

    Such a sum is of a date, status and series of any one of them: those of the first are tried.
    """
    members = (
        select(
            memberships.c.ambito_id,
            func.array_agg(memberships.c.istat_code, type_=ARRAY(Text)).label("codes"),
            func.count().label("many"),
        )
        .where(_one_of(memberships), _holds(memberships))
        .group_by(memberships.c.ambito_id)
        .subquery("members")
    )
    first, every = populations.alias("first"), populations.alias("every")
    summed = (
        select(func.sum(every.c.residents).label("residents"), func.count().label("many"))
        .where(every.c.istat_code == any_(members.c.codes))
        .where(*(first.c[name] == every.c[name] for name in ("reference_date", "status", "series")))
        .correlate(members, first)
        .lateral("summed")
    )
    order = func.array_position(literal(_PRECEDENCE, ARRAY(Text)), first.c.status)
    last = (
        select(summed.c.residents, first.c.reference_date)
        .join_from(first, summed, true())
        .where(first.c.istat_code == members.c.codes[_ONE], first.c.reference_date <= _DAY)
        .where(summed.c.many == members.c.many)
        .order_by(first.c.reference_date.desc(), order)
        .limit(_ONE)
        .lateral("last")
    )
    return select(members.c.ambito_id, last.c.residents, last.c.reference_date).join_from(
        members, last, true()
    )


TOTALS: Final = _totals()

ORGANS: Final = (
    select(organs.c.ambito_id, organs.c.id, organs.c.code, organs.c.name, organs.c.kind)
    .where(_one_of(organs), organs.c.kind != "SUPERVISION", _holds(organs))
    .order_by(organs.c.code)
)

RULES: Final = (
    select(rules.c.ambito_id, rules.c.subject_code, rules.c.code, rules.c.text, rules.c.status)
    .where(_one_of(rules), rules.c.subject_kind == "ORGAN", rules.c.subject_code == any_(_CODES))
    .where(_holds(rules))
    .order_by(rules.c.number)
)

SEATS: Final = (
    select(
        seats.c.ambito_id, seats.c.organ_id,
        seats.c.id, seats.c.label, seats.c.standing, seats.c.votes,
    )
    .where(_one_of(seats), seats.c.organ_id == any_(_IDS), _holds(seats))
    .order_by(seats.c.position, seats.c.id)
)  # fmt: skip


def _holders() -> Select[Any]:
    """Find who holds a seat: by its key, by the role it belongs to, or by right of a role."""
    place = (
        select(
            seats.c.ambito_id, seats.c.id, seats.c.key, seats.c.role_code, seats.c.istat_code,
            seats.c.unit_id, organs.c.code.label("organ_code"),
        )
        .join_from(
            seats,
            organs,
            and_(organs.c.ambito_id == seats.c.ambito_id, organs.c.id == seats.c.organ_id),
        )
        .where(_one_of(seats), seats.c.id == any_(_IDS))
        .cte("place")
    )  # fmt: skip
    held = (
        select(tenures)
        .where(_one_of(tenures), tenures.c.status == "HELD")
        .where(tenures.c.since <= _DAY, tenures.c.until > _DAY)
        .cte("held")
    )
    ways = (
        (held.c.organ_code == place.c.organ_code, held.c.seat == place.c.key),
        (
            held.c.role_code == place.c.role_code,
            or_(place.c.istat_code.is_(None), place.c.istat_code == held.c.istat_code),
            or_(place.c.unit_id.is_(None), place.c.unit_id == held.c.unit_id),
        ),
        (
            held.c.unit_id == place.c.unit_id,
            place.c.role_code.is_(None),
            place.c.organ_code == any_(held.c.member_of),
        ),
    )
    who = (held.c.person, held.c.since, held.c.id.label("tenure_id"))
    found = union(
        *(
            select(place.c.ambito_id, place.c.id, *who).join_from(
                place, held, and_(held.c.ambito_id == place.c.ambito_id, *way)
            )
            for way in ways
        )
    ).subquery("found")
    return select(found.c.ambito_id, found.c.id, found.c.person, found.c.since).order_by(
        found.c.since, found.c.tenure_id
    )


HOLDERS: Final = _holders()


def _organs_on() -> Select[Any]:
    """Find organs as they were, each on a day of its own."""
    given = func.unnest(_AMBITI, _CODES, bindparam("days", type_=ARRAY(Date)))
    asked = given.table_valued("ambito_id", "code", "day", name="asked").render_derived()
    here = and_(organs.c.ambito_id == asked.c.ambito_id, organs.c.code == asked.c.code)
    return select(organs.c.ambito_id, organs.c.code, asked.c.day, organs.c.name).join_from(
        asked, organs, and_(here, _holds(organs, asked.c.day))
    )


ORGANS_ON: Final = _organs_on()

ROLL: Final = (
    select(
        roll_entries.c.ambito_id, roll_entries.c.meeting_id, roll_entries.c.id,
        roll_entries.c.istat_code, roll_entries.c.position, roll_entries.c.label,
        roll_entries.c.votes,
    )
    .where(_one_of(roll_entries), roll_entries.c.meeting_id == any_(_IDS))
    .order_by(roll_entries.c.position)
)  # fmt: skip

ATTENDANCES: Final = (
    select(
        attendances.c.ambito_id, attendances.c.meeting_id, attendances.c.roll_entry_id,
        attendances.c.person, attendances.c.delegated,
    )
    .where(_one_of(attendances), attendances.c.meeting_id == any_(_IDS))
    .where(attendances.c.roll_entry_id == any_(bindparam("entries", type_=ARRAY(Uuid))))
    .order_by(attendances.c.arrived_at, attendances.c.id)
)  # fmt: skip

VOTES: Final = (
    select(
        votes.c.ambito_id, votes.c.meeting_id, votes.c.position, votes.c.question,
        votes.c.status, votes.c.verdict, votes.c.told, votes.c.proof,
    )
    .where(_one_of(votes), votes.c.meeting_id == any_(_IDS))
    .order_by(votes.c.position)
)  # fmt: skip

_YEARS: Final = bindparam("years", type_=ARRAY(Integer))

BUDGETS: Final = select(budgets.c.ambito_id, budgets.c.year, budgets.c.id, budgets.c.state).where(
    _one_of(budgets), budgets.c.year == any_(_YEARS)
)

LINES: Final = (
    select(
        budget_lines.c.ambito_id, budget_lines.c.budget_id, budget_lines.c.code,
        budget_lines.c.description, budget_lines.c.level,
    )
    .where(_one_of(budget_lines), budget_lines.c.budget_id == any_(_IDS))
    .order_by(budget_lines.c.code)
)  # fmt: skip

_ANNULLED: Final = (
    select(acts.c.id)
    .where(acts.c.ambito_id == riparti.c.ambito_id, acts.c.id == riparti.c.act_id)
    .where(acts.c.state == literal_column("'ANNULLED'", Text))
    .exists()
)
RIPARTI: Final = (
    select(
        riparti.c.ambito_id, riparti.c.year, riparti.c.id, riparti.c.matter_name, riparti.c.cents,
        case(
            (and_(riparti.c.act_id.is_not(None), _ANNULLED), literal_column("'ANNULLED'", Text)),
            else_=riparti.c.state,
        ).label("state"),
    )
    .where(_one_of(riparti), riparti.c.year == any_(_YEARS))
    .order_by(riparti.c.proposed_on, riparti.c.id)
)  # fmt: skip

SHARES: Final = (
    select(
        riparto_shares.c.ambito_id, riparto_shares.c.riparto_id, riparto_shares.c.istat_code,
        riparto_shares.c.party_name, riparto_shares.c.cents,
    )
    .where(_one_of(riparto_shares), riparto_shares.c.riparto_id == any_(_IDS))
    .where(riparto_shares.c.chosen)
    .order_by(riparto_shares.c.position)
)  # fmt: skip

FUNDS: Final = (
    select(
        budget_funds.c.ambito_id, budget_funds.c.budget_id, budget_funds.c.id,
        budget_funds.c.code, budget_funds.c.name,
    )
    .where(_one_of(budget_funds), budget_funds.c.budget_id == any_(_IDS))
    .order_by(budget_funds.c.position, budget_funds.c.code)
)  # fmt: skip


def _sums() -> Select[Any]:
    """Give what funds keep, less what moved after the day, if anything did."""
    account, moved, sums = ledger_accounts, ledger_movements, fund_sums
    any_later = select(exists().where(moved.c.moved_on > _DAY)).scalar_subquery()
    later = select(moved).where(_one_of(moved), moved.c.moved_on > _DAY).cte("later")
    crossed = case((later.c.kind.in_(("RESIDUO", "AVANZO", "CASSA")), -later.c.amount), else_=0)
    after = union_all(
        *(
            select(account.c.ambito_id, account.c.fund_id, account.c.stage, held, gone)
            .join_from(
                later, account, and_(account.c.ambito_id == later.c.ambito_id, account.c.id == side)
            )
            .where(any_later, _one_of(account), account.c.fund_id == any_(_IDS))
            for side, held, gone in (
                (later.c.from_id, later.c.amount.label("held"), crossed.label("gone")),
                (later.c.to_id, (-later.c.amount).label("held"), literal(0).label("gone")),
            )
        )
    ).subquery("after")

    def back(amount: Any, *stages: str) -> ColumnElement[Any]:
        return func.sum(amount).filter(after.c.stage.in_(stages))

    stood = after.c.held + after.c.gone
    taken = (
        select(
            after.c.ambito_id,
            after.c.fund_id,
            back(-after.c.held, "SOURCE").label("assigned"),
            back(stood, "COMMITTED", "LIQUIDATED", "PAID").label("committed"),
            back(stood, "PAID").label("paid"),
        )
        .group_by(after.c.ambito_id, after.c.fund_id)
        .subquery("taken")
    )

    def kept(*stages: str) -> ColumnElement[Any]:
        numbers = [STAGES.index(one) + 1 for one in stages]
        return reduce(add, (sums.c.held[at] + sums.c.gone[at] for at in numbers))

    def less(name: str, now: ColumnElement[Any]) -> ColumnElement[Any]:
        return cast(now + func.coalesce(taken.c[name], 0), BigInteger).label(name)

    return (
        select(
            sums.c.ambito_id,
            sums.c.fund_id,
            less("assigned", -sums.c.held[STAGES.index("SOURCE") + 1]),
            less("committed", kept("COMMITTED", "LIQUIDATED", "PAID")),
            less("paid", kept("PAID")),
        )
        .outerjoin(
            taken, and_(taken.c.ambito_id == sums.c.ambito_id, taken.c.fund_id == sums.c.fund_id)
        )
        .where(_one_of(sums), sums.c.fund_id == any_(_IDS))
    )


SUMS: Final = _sums()
