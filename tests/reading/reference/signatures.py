"""What was recorded of instruments after their documents: deliberations, signatures, renewals."""

from .fields import Item, columns, field, items, of_tenant, one, same
from .rows import Row, View

same("Deliberation", "organ act enforceableOn")
columns("Deliberation", on="deliberated_on")
same("Signature", "signer")
columns("Signature", on="signed_on")
same("Renewal", "act until")
columns("Renewal", on="renewed_on")


def _of_party(it: Item, view: View, kind: str, table: str) -> Item | None:
    """Find what was recorded of the party above: a comune or a body, of the same instrument."""
    found = [
        row
        for row in of_tenant(it, view, table)
        if row["instrument_id"] == it.row["instrument_id"]
        and any(
            row[name] is not None and row[name] == it.row[name]
            for name in ("istat_code", "body_id")
        )
    ]
    return one(it, kind, found)


@field("InstrumentParty.deliberation")
def deliberation(it: Item, view: View) -> Item | None:
    return _of_party(it, view, "Deliberation", "deliberations")


@field("InstrumentParty.signature")
def signature(it: Item, view: View) -> Item | None:
    return _of_party(it, view, "Signature", "signatures")


def of_instrument(it: Item, view: View, table: str) -> list[Row]:
    rows = of_tenant(it, view, table)
    return [row for row in rows if row["instrument_id"] == it.row["id"]]


def signed(it: Item, view: View) -> list[Row]:
    parties = of_instrument(it, view, "instrument_parties")
    return [row for row in parties if row["signed_on"] and row["signed_on"] <= it.day]


@field("Instrument.signatories")
def signatories(it: Item, view: View) -> list[Item]:
    rows = sorted(signed(it, view), key=lambda row: (row["position"], row["id"]))
    return items(it, "InstrumentParty", rows)


@field("Instrument.signatoriesCount")
def signatories_count(it: Item, view: View) -> int:
    return len(signed(it, view))


@field("Instrument.renewals")
def renewals(it: Item, view: View) -> list[Item]:
    rows = of_instrument(it, view, "renewals")
    return items(it, "Renewal", sorted(rows, key=lambda row: (row["until"], row["id"])))
