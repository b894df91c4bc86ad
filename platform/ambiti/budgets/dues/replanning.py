"""What the documents say of a quota and of how it is paid; its dues planned again when final."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ambiti.acting.refusing import Refused, Violation
from ambiti.acting.work import Work
from ambiti.budgets.dues import tables
from ambiti.budgets.dues.entering import (
    Account,
    Header,
    Owed,
    Party,
    dues_of,
    entered,
    entry,
    named_party,
)
from ambiti.budgets.dues.instalments import Instalment, Plan, finalised, planned
from ambiti.budgets.dues.quotas import Quota, Quotas, to_transfer
from ambiti.budgets.ledger.grounds import Ground
from ambiti.budgets.ripartos.asked import Asked
from ambiti.governance.competence import right
from ambiti.governance.seats.places import Place, Places
from ambiti.statute.language.allocation import Estimate
from ambiti.statute.language.movements import CollectedBudget, Instalments, Transfer
from ambiti.statute.language.statute import Statute


@dataclass(frozen=True, slots=True)
class Rules:
    """What the documents say of a quota, and of how it is paid."""

    statute: Statute
    estimate: Estimate
    instalments: Instalments | None
    transfer: Transfer | None
    collected: CollectedBudget | None
    fund: str | None

    def header(self, year: int, rate: str | None) -> Header:
        """Tell what its dues have in common."""
        vat = rate if self.estimate.vat == "EXCLUDED" else None
        rule = self.transfer or self.estimate
        return Header("QUOTA", self.estimate.what, year, rule, self.fund, "HARD", vat)

    def asked(self, cents: int, day: date) -> Asked:
        """Ask for the quotas of those who are parties on a day."""
        return Asked(self.statute, cents, day.year, day)

    def parted(self, quotas: Quotas, asked: Asked) -> list[tuple[Quota, bool]]:
        """Tell of each quota whether it is of whoever collects, and so not transferred."""
        if self.collected is None:
            return [(one, False) for one in quotas.quotas]
        _, own = to_transfer(quotas, self.collected, asked)
        return [(one, one is own) for one in quotas.quotas]


def rules_of(statute: Statute, code: str, day: date) -> Rules:
    """Find what the documents say of an estimate, or refuse it."""
    known = {one.code: one for one in statute.estimates if one.valid.period.covers(day)}
    if code not in known:
        message = f"«{code}» non è una stima dei documenti: {right(code, known)}."
        raise Refused([Violation("ESTIMATE_UNKNOWN", message, "estimate")])
    estimate = known[code]
    found = [
        one
        for one in statute.movements
        if one.valid.period.covers(day) and getattr(one, "what", None) == estimate.what
    ]
    funds = (one.fund for one in statute.allocations if one.what == estimate.what)
    return Rules(
        statute,
        estimate,
        next((one for one in found if isinstance(one, Instalments)), None),
        next((one for one in found if isinstance(one, Transfer)), None),
        next((one for one in found if isinstance(one, CollectedBudget)), None),
        next(funds, None),
    )


def paying(rules: Rules, place: Place, day: date, *, own: bool) -> Party:
    """Tell who pays for a party: of a member Ambito, the body that leads it."""
    if own:
        found = named_party(rules.statute, day, rules.estimate.creditor or "")
        if found is not None:
            return found
    if place.kind == "UNIT":
        leads = Places(rules.statute, day).leads(place.code)
        place = next(iter(leads), place)
    return Party.of(place)


def periods_of(rule: Instalments, begun: date) -> Mapping[date, int]:
    """Tell for how many periods each instalment is, by its day."""
    return {one.due_on: one.periods for one in planned(rule, 0, begun).instalments}


def cents_in(quota: Quota) -> int:
    """Tell the sum as the text counts it: without VAT, or with it where only that is said."""
    return quota.net if quota.net is not None else quota.gross or 0


@dataclass
class Replan:
    """The dues of quotas, planned again for the final ones."""

    work: Work
    rules: Rules
    obligation: UUID
    ground: Ground
    accounts: Sequence[Account]

    async def quota(self, quota: Quota, *, own: bool) -> None:
        """Let what one payer owes be its final quota."""
        cents = cents_in(quota)
        payer = paying(self.rules, quota.payer, self.ground.day, own=own)
        mine = [one for one in self.accounts if one.row["debtor_code"] == payer.code]
        if own or self.rules.instalments is None:
            await self._adjusted([(mine[0], cents)], credit=mine[0].settled > cents)
            return
        by_day = {one.row["due_on"]: one for one in mine}
        periods = periods_of(self.rules.instalments, min(by_day))
        plan = Plan(
            tuple(Instalment(day, one.owed, periods.get(day, 1)) for day, one in by_day.items())
        )
        paid = {day: one.settled for day, one in by_day.items() if one.settled}
        again = finalised(plan, cents, paid, self.ground.day)
        changed, left = [], again.credit
        for one in reversed(again.instalments):
            due = by_day.get(one.due_on)
            if due is None:
                await self._new(mine[0], one)
                continue
            less = min(left, one.cents)
            left -= less
            changed.append((due, one.cents - less))
        await self._adjusted(changed, credit=bool(again.credit))

    async def _adjusted(self, changed: Iterable[tuple[Account, int]], *, credit: bool) -> None:
        entries = (
            entry(
                self.work,
                due.row["id"],
                due.row,
                self.ground,
                kind="ADJUSTED",
                cents=cents - due.owed,
                firmness="FINAL",
                credit=credit,
            )
            for due, cents in changed
        )
        await self.work.insert_all(tables.due_entries, entries)

    async def _new(self, like: Account, one: Instalment) -> None:
        """Owe at once what is still owed where every instalment was paid."""
        row = like.row
        debtor, creditor = (
            Party(row[f"{side}_kind"], row[f"{side}_code"], row[f"{side}_name"])
            for side in ("debtor", "creditor")
        )
        owed = [Owed(debtor, creditor, one.cents, one.due_on, one.due_on)]
        header = self.rules.header(row["year"], row["vat_rate"])
        last = max(each.row["number"] for each in await dues_of(self.work, self.obligation))
        await entered(
            self.work, self.rules.statute, self.obligation, header, owed, self.ground, after=last
        )
