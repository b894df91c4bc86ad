"""How the contract shows dues: who owes what to whom, why, by when, and what was settled."""

from datetime import date, datetime
from typing import Annotated, Any, Final

import strawberry
from sqlalchemy import BigInteger, Boolean, Integer, Select, Text, func, select
from sqlalchemy import column as sql_column

from ambiti.agreements.withdrawals.graph import Withdrawal
from ambiti.budgets.dues import scopes, tables
from ambiti.budgets.dues.account import DueAccount, account, owed, settled
from ambiti.budgets.dues.collected import Collected, collected
from ambiti.budgets.dues.kinds import (
    DueCause,
    DueEntryKind,
    DueHardness,
    Firmness,
    ObligationState,
)
from ambiti.budgets.euro import Euro, written
from ambiti.budgets.ledger.graph import LedgerMovement, the
from ambiti.budgets.ripartos.graph import Riparto
from ambiti.governance.acts.graph.acts import Act
from ambiti.reading.binding import Place, column, identity, inline, page, reads, rows, value
from ambiti.reading.nodes import Connection, Node
from ambiti.reading.sources import Source
from ambiti.territory.graph.comuni import Comune

LazyObligation = Annotated["Obligation", strawberry.lazy("ambiti.budgets.dues.graph")]
LazyEntry = Annotated["DueEntry", strawberry.lazy("ambiti.budgets.dues.graph")]
LazyDue = Annotated["Due", strawberry.lazy("ambiti.budgets.dues.graph")]


@strawberry.type(description="Un pagamento di un debito, o una somma dovuta: non si cambia.")
@reads(scopes.DUE, tables.due_entries)
class DueEntry(Node):
    """What was owed, or settled, from a day on."""

    id: strawberry.ID = identity()
    kind: DueEntryKind = column("Che cosa registra.")
    amount: Euro = value(lambda row: written(row.c.cents), "Quanto; sotto zero, di meno.")
    entered_on: date = column("Il giorno.")
    firmness: Firmness | None = column("Se la somma dovuta è una stima.")
    payee: str | None = value(lambda row: row.c.payee_code, "A chi è stato pagato: codice.")
    credit: bool = column("Vero se è detto che si paga più del dovuto, e resta un credito.")
    subject: str = column("La causale; di uno storno, la ragione.")
    recorded_at: datetime = column("Quando è stato registrato (UTC).")
    recorded_by: str = column("Chi lo ha registrato.")

    @rows(Act | None, "L'atto su cui si fonda.")
    def act(self: Place) -> Select[Any]:
        return the(self, "act_id")

    @rows(LazyDue | None, "Il debito.")
    def due(self: Place) -> Select[Any]:
        return the(self, "due_id")

    @rows(LazyEntry | None, "Il pagamento che questo storna.")
    def reverses(self: Place) -> Select[Any]:
        return the(self, "reverses_id")

    @rows(LazyEntry | None, "La riga di un altro debito, da cui viene un credito portato.")
    def carried_from(self: Place) -> Select[Any]:
        return the(self, "carried_id")

    @rows(LazyEntry | None, "La riga di un altro debito, a cui un credito è portato.")
    def carried_to(self: Place) -> Select[Any]:
        below, above = self.below, self.above
        return self.select().where(
            below.c.ambito_id == above.c.ambito_id, below.c.carried_id == above.c.id
        )

    @rows(
        LedgerMovement | None,
        "Il movimento del bilancio con cui è pagato, o restituito, se è detto.",
    )
    def payment(self: Place) -> Select[Any]:
        return the(self, "payment_id")


@strawberry.type(description="Chi deve.")
class Debtor:
    """Who owes."""

    code: str = value(lambda row: row.c.debtor_code, "Codice ISTAT, o codice dell'ente o fondo.")
    name: str = value(lambda row: row.c.debtor_name, "Come si chiamava.")


@strawberry.type(description="A chi si deve.")
class Creditor:
    """Who is owed."""

    code: str = value(lambda row: row.c.creditor_code, "Codice ISTAT, o codice dell'ente o fondo.")
    name: str = value(lambda row: row.c.creditor_name, "Come si chiamava.")


@strawberry.type(description="Ciò che uno deve a un altro: quanto, perché, entro quando.")
@reads(scopes.DUE, tables.dues)
class Due(Node):
    """What one owes to another."""

    id: strawberry.ID = identity()
    number: int = column("Il numero, fra quelli che nascono insieme.")
    cause: DueCause = column("Da che cosa nasce.")
    matter: str = value(lambda row: row.c.matter_code, "Per che cosa: codice della materia.")
    matter_name: str = column("Per che cosa.")
    year: int = column("L'anno di spesa.")
    fund: str | None = value(lambda row: row.c.fund_code, "Il fondo: codice nello statuto.")
    debtor: Debtor = inline("Chi deve.")
    creditor: Creditor = inline("A chi, e a nessun altro.")
    internal: bool = column("Vero se è di chi raccoglie: nulla si trasferisce.")
    vat_rate: str | None = column("L'aliquota dell'IVA per cento, se è stata detta.")
    hardness: DueHardness | None = column("Quanto vincola il termine.")
    started_on: date | None = column("Da quando corre il termine.")
    due_on: date | None = column("L'ultimo giorno.")
    entered_on: date = column("Da quando è dovuto.")
    source: Source = inline("Il documento e l'articolo della regola.")

    @rows(DueAccount, "Com'è nel giorno.", made=True)
    def account(self: Place) -> Select[Any]:
        return account(self)

    @rows(list[DueEntry], "Le somme dovute e i pagamenti, dal primo giorno.", expect=3)
    def entries(self: Place) -> Select[Any]:
        below, above = self.below, self.above
        return (
            self.select()
            .where(below.c.ambito_id == above.c.ambito_id, below.c.due_id == above.c.id)
            .where(below.c.entered_on <= self.day)
            .order_by(below.c.entered_on, below.c.recorded_at, below.c.id)
        )

    @rows(LazyObligation | None, "Ciò da cui nasce, con gli altri debiti.")
    def obligation(self: Place) -> Select[Any]:
        return the(self, "obligation_id")

    @rows(Act | None, "L'atto su cui si fonda.")
    def act(self: Place) -> Select[Any]:
        return the(self, "act_id")


@strawberry.type(description="Una riga del conto di ciò che è dovuto.")
class ObligationLine:
    """A line of how a sum was reached."""

    code: str = column("Di che cosa è: un anno, o una lettura del testo.")
    amount: Euro | None = value(lambda row: written(row.c.cents), "Quanto; nulla se manca.")
    gross: Euro | None = value(lambda row: written(row.c.gross), "Con l'IVA, se si può dire.")
    counted: bool = column("Vero se entra nella somma.")
    past_end: bool = column("Vero se è di un anno dopo la scadenza dell'atto.")
    why: str = column("Il conto in una frase.")


@strawberry.type(description="Ciò da cui nascono dei debiti: un riparto, una quota, un recesso.")
@reads(scopes.OBLIGATION, tables.obligations)
class Obligation(Node):
    """What dues come from."""

    id: strawberry.ID = identity()
    cause: DueCause = column("Che cosa è.")
    state: ObligationState = column("A che punto è.")
    matter: str = value(lambda row: row.c.matter_code, "Per che cosa: codice della materia.")
    matter_name: str = column("Per che cosa.")
    year: int = column("L'anno di spesa.")
    fund: str | None = value(lambda row: row.c.fund_code, "Il fondo: codice nello statuto.")
    rule: str | None = value(lambda row: row.c.rule_code, "La regola: codice nello statuto.")
    amount: Euro | None = value(lambda row: written(row.c.cents), "La somma, se si può dire.")
    cost: Euro | None = value(lambda row: written(row.c.cost_cents), "Il costo documentato.")
    hours: str | None = column("Le ore prestate.")
    rate: Euro | None = value(lambda row: written(row.c.rate_cents), "La tariffa di un'ora.")
    vat_rate: str | None = column("L'aliquota dell'IVA per cento, se è stata detta.")
    party: str | None = value(lambda row: row.c.party_name, "Chi chiede un rimborso, o recede.")
    documents: list[str] = column("I documenti che provano il costo.")
    deadline: str | None = value(lambda row: row.c.deadline_code, "Il termine: codice.")
    hardness: DueHardness | None = column("Quanto vincola il termine.")
    available_on: date | None = column("Quando i fondi sono a disposizione.")
    started_on: date | None = column("Da quando corre il termine.")
    due_on: date | None = column("L'ultimo giorno.")
    waiting: list[str] = column("I fatti che il termine attende: codici nello statuto.")
    opened_on: date = column("Il giorno.")
    source: Source = inline("Il documento e l'articolo della regola.")

    @rows(list[ObligationLine], "Di che cosa è fatta la somma.", made=True, expect=3)
    def lines(self: Place) -> Select[Any]:
        found = (
            func.jsonb_to_recordset(self.above.c.lines)
            .table_valued(
                sql_column("position", Integer),
                sql_column("code", Text),
                sql_column("cents", BigInteger),
                sql_column("gross", BigInteger),
                sql_column("counted", Boolean),
                sql_column("past_end", Boolean),
                sql_column("why", Text),
            )
            .render_derived("told", with_types=True)
        )
        told = [one for one in found.c if one.name != "position"]
        return select(*told).order_by(found.c.position)

    @rows(list[Due], "I debiti che ne nascono, in ordine.", expect=15)
    def dues(self: Place) -> Select[Any]:
        below, above = self.below, self.above
        return (
            self.select()
            .where(below.c.ambito_id == above.c.ambito_id, below.c.obligation_id == above.c.id)
            .where(below.c.entered_on <= self.day)
            .order_by(below.c.number)
        )

    @rows(Collected, "Ciò che ne è stato raccolto nel giorno.", made=True)
    def collected(self: Place) -> Select[Any]:
        return collected(self)

    @rows(Comune | None, "Il comune che chiede un rimborso, o recede.")
    def comune(self: Place) -> Select[Any]:
        return self.select().where(self.below.c.istat_code == self.above.c.istat_code)

    @rows(Riparto | None, "Il riparto che si trasferisce.")
    def riparto(self: Place) -> Select[Any]:
        return the(self, "riparto_id")

    @rows(Withdrawal | None, "Il recesso.")
    def withdrawal(self: Place) -> Select[Any]:
        return the(self, "withdrawal_id")

    @rows(Act | None, "L'atto su cui si fonda.")
    def act(self: Place) -> Select[Any]:
        return the(self, "act_id")


OfYear = Annotated[int | None, strawberry.argument(description="Solo quelli dell'anno.")]
OfDebtor = Annotated[str | None, strawberry.argument(description="Solo di chi deve: codice.")]
OfCreditor = Annotated[str | None, strawberry.argument(description="Solo verso chi: codice.")]
OfCause = Annotated[DueCause | None, strawberry.argument(description="Solo di questa specie.")]


IN_ORDER: Final = ["entered_on", "obligation_id", "number"]


def _of_ambito(place: Place, **wanted: Any) -> Select[Any]:
    below = place.below
    chosen = place.select().where(below.c.ambito_id == place.above.c.ambito_id)
    for name, given in wanted.items():
        if given is not None:
            chosen = chosen.where(below.c[name] == given)
    return chosen


@strawberry.type
class AmbitoDues:
    """The dues of an Ambito."""

    @page(
        Connection[Obligation],
        "Ciò da cui nascono debiti, dal primo.",
        order=["opened_on", "id"],
    )
    def obligations(self: Place, year: OfYear = None, cause: OfCause = None) -> Select[Any]:
        return _of_ambito(self, year=year, cause=cause)

    @page(Connection[Due], "I debiti, dal primo; di una stessa somma, per numero.", order=IN_ORDER)
    def dues(
        self: Place,
        year: OfYear = None,
        cause: OfCause = None,
        debtor: OfDebtor = None,
        creditor: OfCreditor = None,
    ) -> Select[Any]:
        wanted = {"debtor_code": debtor, "creditor_code": creditor}
        return _of_ambito(self, year=year, cause=cause, **wanted).where(
            self.below.c.entered_on <= self.day
        )

    @page(
        Connection[Due],
        "I debiti scaduti e non pagati per intero nel giorno, dal primo.",
        order=IN_ORDER,
    )
    def overdue_dues(
        self: Place, debtor: OfDebtor = None, creditor: OfCreditor = None
    ) -> Select[Any]:
        below = self.below
        wanted = {"debtor_code": debtor, "creditor_code": creditor}
        return (
            _of_ambito(self, **wanted)
            .where(below.c.entered_on <= self.day, below.c.due_on < self.day, ~below.c.internal)
            .where(owed(self, below) > settled(self, below))
        )
