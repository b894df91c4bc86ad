"""What the statute says, one rule at a time."""

from datetime import date
from typing import Any

from .fields import (
    FIELDS,
    Item,
    columns,
    field,
    finite,
    items,
    of_tenant,
    one,
    same,
    source,
    valid,
)
from .rows import Row, View

SECTIONS = {
    "CompositionRule": "composition",
    "Chair": "chair",
    "DecisionRule": "decision",
    "Competence": "competence",
    "MeetingsPerYear": "meetings",
    "Deadline": "deadline",
    "DueItem": "deadline",
    "Term": "term",
    "Fund": "fund",
    "AllocationKey": "key",
    "FixedAmount": "amount",
    "Recess": "recess",
    "PrivacyProfile": "privacy",
    "Dispute": "dispute",
    "PublicationTask": "publication",
    "RepresentativesDuty": "representatives",
    "Coalition": "coalition",
    "InstrumentStep": "step",
    "Provision": "",
    "Appointment": "role",
    "Revocation": "role",
}

for _kind in ("StatuteRule", *SECTIONS):
    if _kind not in {"Appointment", "Revocation"}:
        columns(_kind, ruleCode="code")
        same(_kind, "text status missing enforcement ambiguity")
        FIELDS[f"{_kind}.source"] = source
        FIELDS[f"{_kind}.since"] = lambda it, _view: finite(it.row["valid_from"])
        FIELDS[f"{_kind}.until"] = lambda it, _view: finite(it.row["valid_until"])

same("StatuteRule", "code mechanism area kind subjectKind subjectCode")
same("Term", "kind")
columns("Term", instrument="subject_code")
columns("InstrumentStep", instrument="subject_code")
columns("Provision", restsOn="rests_on")
columns("CompositionRule", rule="kind")
same("Dispute", "kind")


def figures_of(kind: str, names: str, lists: str = "") -> None:
    """Say which fields are figures of a rule, under their own names; a list is never null."""

    def register(name: str, key: str, nothing: Any) -> None:
        def read(it: Item, _view: View) -> Any:
            found = it.row["details"].get(key)
            return nothing if found is None else found

        FIELDS[f"{kind}.{name}"] = read

    for name, _, key in (told.partition("=") for told in names.split()):
        register(name, key or name, None)
    for name, _, key in (told.partition("=") for told in lists.split()):
        register(name, key or name, [])


figures_of("CompositionRule", "seats designatedBy vote", "pool")
figures_of("Chair", "office role elected substitute")
figures_of("DecisionRule", "matter quorum abstentions rounding")
figures_of("Majority", "fraction strict denominator")
figures_of("Competence", "organ matter verb", "requires")
figures_of("MeetingsPerYear", "minimum hardness")
figures_of("Appointment", "kind=appointment selectedBy appointedBy office")
figures_of("Revocation", "majority=revocationMajority", "grounds=revocationGrounds")
figures_of("Term", "months event")
figures_of("Fund", "code name kind core restriction")
figures_of("AllocationKey", "code kind units")
figures_of("KeyReference", "monthDay yearOffset")
figures_of("FixedAmount", "code amount per plus creditor payer")
figures_of("Recess", "instrument noticeBy noticeMonths addressee effect liability yearsAfter")
figures_of(
    "PrivacyProfile",
    "instrument mode dpoRequired mandatory noticePlace noticeUrl",
    "controllers rights purposes noticeArticles",
)
figures_of("Dispute", "forum organ majority")
figures_of("InstrumentStep", "what by outcome")
figures_of("Coalition", "code name lead", "ambiti leadTasks")


@field("Term.endsOn")
def ends_on(it: Item, _view: View) -> date | None:
    written = it.row["details"].get("endsOn")
    return None if written is None else date.fromisoformat(written)


@field("DecisionRule.majority")
def majority(it: Item, _view: View) -> Item | None:
    return it.of("Majority", it.row) if it.row["details"].get("fraction") else None


@field("AllocationKey.reference")
def reference(it: Item, _view: View) -> Item | None:
    return it.of("KeyReference", it.row) if it.row["details"].get("monthDay") else None


# Which rules are read where


def in_order(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row["number"])


def of_ambito(name: str, kind: str) -> None:
    def read(it: Item, view: View) -> list[Item]:
        rows = [row for row in valid(it, view, "rules") if row["section"] == SECTIONS[kind]]
        return items(it, kind, in_order(rows))

    FIELDS[f"Ambito.{name}"] = read


of_ambito("competences", "Competence")
of_ambito("terms", "Term")
of_ambito("funds", "Fund")
of_ambito("allocationKeys", "AllocationKey")
of_ambito("fixedAmounts", "FixedAmount")
of_ambito("recess", "Recess")
of_ambito("privacyProfiles", "PrivacyProfile")
of_ambito("disputes", "Dispute")
of_ambito("coalitions", "Coalition")
of_ambito("instrumentSteps", "InstrumentStep")


@field("InstrumentStep.on")
def stepped_on(it: Item, _view: View) -> date | None:
    written = it.row["details"].get("on")
    return None if written is None else date.fromisoformat(written)


@field("Ambito.provisions")
def provisions(it: Item, view: View, matter: str) -> list[Item]:
    rows = in_order(valid(it, view, "rules"))
    found = [
        {**row, "rests_on": rests_on(row)} for row in rows if row["details"].get("matter") == matter
    ]
    left = {"status": "UNDETERMINED", "missing": "Nessuna regola dei documenti ne parla."}
    found = found or [
        {**row, **left, "rests_on": rests_on(row)} for row in rows if row["section"] == "residual"
    ]
    return [it.of("Provision", row) for row in found]


def rests_on(row: Row) -> str:
    if row["section"] != "residual":
        return "DOCUMENT"
    if row["kind"] == "RESIDUAL":
        return "ORGAN"
    return "LAW" if row["details"].get("document") is None else "REFERENCE"


@field("Ambito.rules")
def ambito_rules(
    it: Item, view: View, mechanism: str | None = None, area: str | None = None
) -> list[Item]:
    rows = valid(it, view, "rules")
    rows = [row for row in rows if mechanism is None or row["mechanism"] == mechanism]
    rows = [row for row in rows if area is None or row["area"] == area]
    return items(it, "StatuteRule", in_order(rows))


def about(it: Item, view: View, kind: str | None = None) -> list[Row]:
    """Give the rules about an organ or a role, of the section of a type or all."""
    subject = (it.type.upper(), it.row["code"])
    rows = [
        row
        for row in valid(it, view, "rules")
        if (row["subject_kind"], row["subject_code"]) == subject
        and (kind is None or row["section"] == SECTIONS[kind])
    ]
    return in_order(rows)


def reader(kind: str, *, many: bool) -> Any:
    def read(it: Item, view: View) -> Any:
        rows = about(it, view, kind)
        return items(it, kind, rows) if many else one(it, kind, rows[:1])

    return read


FIELDS["Organ.composition"] = reader("CompositionRule", many=True)
FIELDS["Organ.chair"] = reader("Chair", many=False)
FIELDS["Organ.decisionRules"] = reader("DecisionRule", many=True)
FIELDS["Organ.competences"] = reader("Competence", many=True)
FIELDS["Organ.meetingsPerYear"] = reader("MeetingsPerYear", many=False)


def of_role_by(kind: str, key: str) -> Any:
    """Read what a role's rule says under a name; None where no rule says it."""

    def read(it: Item, view: View) -> Item | None:
        told = [row for row in about(it, view, kind) if row["details"].get(key) is not None]
        return one(it, kind, told[:1])

    return read


FIELDS["Role.appointment"] = of_role_by("Appointment", "appointment")
FIELDS["Role.revocation"] = of_role_by("Revocation", "revocable")


@field("Organ.rules", "Role.rules")
def subject_rules(it: Item, view: View) -> list[Item]:
    return items(it, "StatuteRule", about(it, view))


def of_role(it: Item, view: View, key: str) -> Any:
    found = about(it, view, "Appointment")
    return found[0]["details"].get(key) if found else None


@field("Role.pool")
def pool(it: Item, view: View) -> list[str]:
    return of_role(it, view, "pool") or []


@field("Role.term")
def term(it: Item, view: View) -> int | None:
    found: int | None = of_role(it, view, "termMonths")
    return found


@field("Role.prorogatio")
def prorogatio(it: Item, view: View) -> str | None:
    found: str | None = of_role(it, view, "prorogatio")
    return found


# Versions and open points


def versions(it: Item, view: View) -> list[Row]:
    return in_order(of_tenant(it, view, "statute_versions"))


@field("Ambito.statuteVersion")
def statute_version(it: Item, view: View) -> Item | None:
    return one(it, "StatuteVersion", versions(it, view)[-1:])


@field("Ambito.statute")
def statute(it: Item, view: View, version: int | None = None) -> Item | None:
    rows = versions(it, view)
    chosen = rows[-1:] if version is None else [row for row in rows if row["number"] == version]
    return one(it, "StatuteVersion", chosen)


same("VersionRule", "code area mechanism text status")
FIELDS["VersionRule.source"] = source


@field("VersionRule.enforcement")
def version_enforcement(it: Item, _view: View) -> str:
    return str(it.row["enforcement"]).upper()


@field("StatuteVersion.rules")
def version_rules(it: Item, _view: View, area: str | None = None) -> list[Item]:
    said = [row for row in it.row["rulebook"] if area is None or row["area"] == area]
    return items(it, "VersionRule", in_order(said))


same("StatuteChange", "version text")


@field("StatuteVersion.diff")
def diff(it: Item, view: View, to: int) -> list[Item]:
    low, high = sorted((it.row["number"], to))
    between = [row for row in versions(it, view) if low < row["number"] <= high]
    told = [{"version": v["number"], "text": text} for v in between for text in v["changes"]]
    return items(it, "StatuteChange", told)


same("ReadingOption", "code text")
columns("ChosenReading", option="option", by="chosen_by", on="chosen_on", motivation="motivation")


@field("Ambiguity.chosen")
def chosen(it: Item, _view: View) -> Item:
    return it.of("ChosenReading", it.row)


@field("Ambiguity.options")
def options(it: Item, _view: View) -> list[Item]:
    return items(it, "ReadingOption", it.row["options"])


@field("Ambiguity.affects")
def affects(it: Item, view: View) -> list[str]:
    rows = in_order(of_tenant(it, view, "rules"))
    return [row["code"] for row in rows if it.row["code"] in row["doubts"]]
