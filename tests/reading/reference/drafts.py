"""Where instruments are published, and the drafts that follow the scheme of another."""

from datetime import date

from . import figures, territory  # noqa: F401 - they answer fields that are the same here
from .amendments import until_today
from .fields import FIELDS, Item, columns, field, items, of_tenant, one, same, valid
from .rows import Row, View
from .statute import figures_of

same("InstrumentPublication", "kind reference")
columns("InstrumentPublication", on="published_on")
same("Draft", "title draftedOn")
same("DraftParty", "name")
same("DraftClause", "article text")
figures_of("PublicationTask", "journal extract")


@field("Instrument.publication")
def task(it: Item, view: View) -> Item | None:
    found = [
        {**row, "of": it.row["id"]}
        for row in valid(it, view, "rules")
        if (row["section"], row["subject_code"]) == ("publication", it.row["code"])
    ]
    return one(it, "PublicationTask", found)


def published(it: Item, view: View) -> list[Row]:
    rows = of_tenant(it, view, "instrument_publications")
    mine = [row for row in rows if row["instrument_id"] == it.row["of"]]
    return until_today(it, mine, "published_on")


@field("PublicationTask.publications")
def publications(it: Item, view: View) -> list[Item]:
    return items(it, "InstrumentPublication", published(it, view))


@field("PublicationTask.standing")
def standing(it: Item, view: View) -> str:
    stated = it.row["details"].get("on")
    done = stated is not None and date.fromisoformat(stated) <= it.day
    return "CLOSED" if done or published(it, view) else "OPEN"


@field("PublicationTask.responsible")
def responsible(it: Item, view: View) -> Item | None:
    if it.row["details"].get("by") != "CAPOFILA":
        return None
    leads = {row["istat_code"] for row in valid(it, view, "capofile")}
    return one(it, "Comune", [row for row in view.all("comuni") if row["istat_code"] in leads])


# Drafts


@field("Ambito.drafts")
def drafts(it: Item, view: View) -> list[Item]:
    return items(it, "Draft", until_today(it, of_tenant(it, view, "drafts"), "drafted_on"))


@field("Draft.template")
def template(it: Item, view: View) -> Item | None:
    rows = of_tenant(it, view, "instruments")
    return one(it, "Instrument", [row for row in rows if row["id"] == it.row["instrument_id"]])


FIELDS["Draft.subAmbito"] = FIELDS["Organ.subAmbito"]


@field("Draft.clauses")
def clauses(it: Item, _view: View) -> list[Item]:
    return items(it, "DraftClause", it.row["clauses"])


def parties_of(it: Item, view: View) -> list[Row]:
    rows = of_tenant(it, view, "draft_parties")
    mine = [row for row in rows if row["draft_id"] == it.row["id"]]
    return sorted(mine, key=lambda row: (row["position"], row["id"]))


@field("Draft.parties")
def parties(it: Item, view: View) -> list[Item]:
    return items(it, "DraftParty", parties_of(it, view))


@field("Draft.partiesCount")
def parties_count(it: Item, view: View) -> int:
    return len(parties_of(it, view))


FIELDS["DraftParty.ente"] = FIELDS["InstrumentParty.ente"]
