"""Worked examples: what a rule comes to with numbers, taken from the rule and its statute."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from ambiti.statute import facts
from ambiti.statute.division import Party, cents_of, divide, euro_of
from ambiti.statute.language import (
    allocation,
    amounts,
    appointments,
    decisions,
    disputes,
    funds,
    meetings,
    movements,
    personnel,
    series,
)
from ambiti.statute.language.statute import Statute
from ambiti.statute.majorities import votes_needed
from ambiti.statute.periods import in_words, months_after
from ambiti.statute.rulebook.italian import euro, number
from ambiti.statute.rulebook.seats import Counting

_EXAMPLE: Final = Decimal("10000.00")
_FEW: Final = 10
_PERIODS: Final = {"MONTH": 12, "QUARTER": 4, "SEMESTER": 2, "YEAR": 1}
_JULY: Final = 7


@dataclass(frozen=True, slots=True)
class Setting:
    """Where an example is worked: a statute, what the rule belongs to, a day."""

    statute: Statute
    subject: str
    today: date


Working = Callable[[Any, Setting], Iterator[str]]


def worked(part: object, setting: Setting) -> list[str]:
    """Work the examples of a rule; none where its kind has no numbers."""
    for kind, told in _WORKINGS.items():
        if isinstance(part, kind):
            return list(told(part, setting))
    return []


def comuni_of(setting: Setting) -> int:
    """Count the comuni of the tenant on the day."""
    members = facts.memberships(setting.statute)
    return len({one.comune.istat for one in members if one.period.covers(setting.today)})


def _votes(part: Any, setting: Setting) -> Iterator[str]:
    organ = getattr(part, "organ", setting.subject)
    count, whom = _denominator(part.of, organ, setting)
    needed = votes_needed(part.fraction, count, strict=part.strict)
    votes = "serve 1 voto" if needed == 1 else f"servono {needed} voti"
    yield f"con {count} {whom} {votes}"
    favourable = "1 favorevole" if needed == 2 else f"{needed - 1} favorevoli"  # noqa: PLR2004
    if part.of == "PRESENT":
        yield f"con {favourable} su {count} presenti è respinta"
        if getattr(part, "abstentions", None) == "COUNT":
            yield "un astenuto è fra i presenti, e pesa come un contrario"
    elif part.of == "SIGNATORY_BODIES":
        yield f"se manca anche una sola di quelle {needed} deliberazioni non passa"
    else:
        present = min(count, needed + 1)
        yield f"con {favourable} su {present} presenti è respinta"
    yield from _quorum(getattr(part, "quorum", None), organ, setting)


def _denominator(of: str, organ: str, setting: Setting) -> tuple[int, str]:
    if of == "ALL_ASSOCIATED_COMUNI":
        return comuni_of(setting) or _FEW, "comuni"
    if of == "SIGNATORY_BODIES":
        return _signatories(setting) or _FEW, "enti firmatari"
    seats = _seats(organ, setting) or _FEW
    if of == "PRESENT":
        return max(seats - 2, 1), "presenti"
    return seats, "componenti"


def _seats(organ: str, setting: Setting) -> int:
    counting = Counting(setting.statute)
    for one in setting.statute.organs:
        if one.code == organ and one.valid.period.covers(setting.today):
            voting = [seat for seat in one.composition if getattr(seat, "vote", None) is not False]
            return sum(counting.seats(seat) or 0 for seat in voting)
    return 0


def _signatories(setting: Setting) -> int:
    weights = [
        sum(len(party.comuni) if party.kind == "COMUNI" else 1 for party in one.parties)
        for one in setting.statute.instruments
    ]
    return max(weights, default=0)


def _quorum(quorum: Any, organ: str, setting: Setting) -> Iterator[str]:
    if quorum is None:
        return
    if quorum.kind == "NUMBER":
        yield f"con {quorum.number - 1} presenti la seduta non è valida"
        return
    count, whom = _denominator(quorum.of, organ, setting)
    needed = votes_needed(quorum.fraction, count, strict=quorum.strict)
    yield f"con {count} {whom} la seduta è valida se i presenti sono almeno {needed}"


def _population(part: allocation.PopulationKey, setting: Setting) -> Iterator[str]:
    month, day = (int(one) for one in part.reference.month_day.split("-"))
    year = setting.today.year
    on = date(year + part.reference.year_offset, month, day)
    yield f"per le spese del {year} si legge la popolazione al {in_words(on)}"
    tenth = _EXAMPLE / 10
    yield f"chi quel giorno ha un decimo degli abitanti paga {euro(tenth)} su {euro(_EXAMPLE)}"


def _equal(part: allocation.EqualKey, setting: Setting) -> Iterator[str]:
    counted = {
        "BY_COMUNE": comuni_of(setting),
        "BY_SIGNATORY": _signatories(setting),
        "BY_AMBITO": sum(unit.kind == "MEMBER_AMBITO" for unit in setting.statute.units),
    }
    count = counted[part.units]
    if not count:
        return
    each, left = _shared(_EXAMPLE, count)
    said = f"{euro(_EXAMPLE)} fra {count} fanno {euro(each)} ciascuno"
    more = "un centesimo in più al primo" if left == 1 else f"un centesimo in più ai primi {left}"
    yield f"{said}, e {more}" if left else said


def _shared(amount: Decimal, count: int) -> tuple[Decimal, int]:
    """Divide a sum equally: what each gets, and how many get a cent more."""
    equal = [Party(str(number), "", 1) for number in range(count)]
    shares = divide(cents_of(amount), equal).shares
    return euro_of(shares[0].floor), sum(one.extra for one in shares)


def _amount(part: amounts.FixedAmount, setting: Setting) -> Iterator[str]:
    year = setting.today.year
    if part.per == "ONCE":
        yield f"si paga una volta sola: {euro(part.amount)}"
        return
    total = part.amount * (12 if part.per == "MONTH" else 1)
    yield f"in tutto il {year} sono {euro(total)}"
    if part.prorata:
        yield f"per il solo secondo semestre sono {euro(total / 2)}"
    if part.plus:
        yield "il costo variabile si aggiunge, e non è in questa somma"


def _estimate(part: allocation.Estimate, setting: Setting) -> Iterator[str]:
    payers = len(part.payers) or _signatories(setting)
    if payers > 1:
        total = part.amount * payers
        yield f"{payers} quote da {euro(part.amount)} fanno {euro(total)}"
    if part.vat_rate is not None and part.vat == "EXCLUDED":
        with_vat = part.amount * (100 + part.vat_rate) / 100
        yield f"con l'IVA al {number(part.vat_rate)}% sono {euro(with_vat)}"


def _instalments(part: movements.Instalments, setting: Setting) -> Iterator[str]:
    periods = _PERIODS[part.every]
    months = 12 // periods
    year = setting.today.year
    first = date(year, 1, 1)
    days = [months_after(first, months * index) for index in range(periods)]
    if part.timing == "IN_ARREARS":
        days = [months_after(day, months) - timedelta(days=1) for day in days]
    said = ", ".join(in_words(day).rsplit(" ", 1)[0] for day in days)
    yield f"le rate del {year}: {said}"
    known: list[amounts.FixedAmount | allocation.Estimate] = []
    known += [*setting.statute.fixed_amounts, *setting.statute.estimates]
    owed = next((one.amount for one in known if one.what == part.what), None)
    if owed:
        each, over = _shared(owed, periods)
        more = f", con un centesimo in più nelle prime {over}" if over > 1 else ""
        more = ", con un centesimo in più nella prima" if over == 1 else more
        yield f"{euro(owed)} fanno rate da {euro(each)}{more}"
    if part.policy == "REMAINING" and periods > 1:
        left = [day for day in days if day.month >= _JULY]
        yield f"a chi comincia a luglio restano {len(left)} rate"


def _months_in_role(part: appointments.MonthsInRole, setting: Setting) -> Iterator[str]:
    last = months_after(setting.today, part.months) - timedelta(days=1)
    yield f"chi è nominato il {in_words(setting.today)} resta in carica fino al {in_words(last)}"


def _replacement(part: appointments.Replacement, setting: Setting) -> Iterator[str]:
    last = setting.today + timedelta(days=part.days)
    start = {"REVOCATION": "la revoca", "CONVENING": "la convocazione", "SELECTION": "la scelta"}
    on = in_words(setting.today)
    yield f"se {start[part.start]} è del {on}, si nomina entro il {in_words(last)}"


def _minimum(part: meetings.MinimumMeetings, setting: Setting) -> Iterator[str]:
    year = setting.today.year
    short = {
        "HARD": "l'obbligo non è rispettato",
        "SOFT": "c'è un avviso, non una violazione",
        "OPTIONAL": "non manca nulla: è una facoltà",
    }
    yield f"con {part.n - 1} riunioni nel {year} {short[part.hardness]}"


def _hours(part: personnel.HoursRefund, _setting: Setting) -> Iterator[str]:
    threshold = part.threshold
    more = threshold + 1
    paid = more if part.policy == "ALL_HOURS" else more - threshold
    below = threshold if part.strict else threshold - 1
    yield f"con {number(below)} ore non spetta nulla"
    yield f"con {number(more)} ore se ne rimborsano {number(paid)}"
    if part.rate is not None:
        yield f"{number(paid)} ore a {euro(part.rate)} fanno {euro(paid * part.rate)}"


def _fund_period(part: funds.FundPeriod, setting: Setting) -> Iterator[str]:
    year = setting.today.year
    if year < part.first_year:
        yield f"nel {year} non si può ancora spendere"
    elif year > part.last_year:
        yield f"nel {year} non si può più spendere: l'ultimo anno è il {part.last_year}"
    else:
        yield f"nel {year} si può spendere; nel {part.last_year + 1} non più"


def _suppression(part: series.Suppression, _setting: Setting) -> Iterator[str]:
    if part.threshold:
        yield f"un dato di {part.threshold - 1} casi non si mostra; di {part.threshold} sì"


_WORKINGS: Final[dict[type, Working]] = {
    decisions.MajorityDecision: _votes,
    appointments.RevocationMajority: _votes,
    disputes.OrganDispute: _votes,
    allocation.PopulationKey: _population,
    allocation.EqualKey: _equal,
    allocation.Estimate: _estimate,
    amounts.FixedAmount: _amount,
    movements.Instalments: _instalments,
    appointments.MonthsInRole: _months_in_role,
    appointments.Replacement: _replacement,
    meetings.MinimumMeetings: _minimum,
    personnel.HoursRefund: _hours,
    funds.FundPeriod: _fund_period,
    series.Suppression: _suppression,
}
